/* SPDX-License-Identifier: MIT */
#include "search/posting.h"

#define NUMBER_BITS 5
#define NUMBER_MORE (1u << NUMBER_BITS)
#define BITS 6

static const char LETTERS[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

static gsize number_size(guint32 number)
{
    gsize size = 1;

    while ((number >>= NUMBER_BITS))
        size++;
    return size;
}

void posting_append_number(GString *into, guint32 number)
{
    for (; number >= NUMBER_MORE; number >>= NUMBER_BITS)
        g_string_append_c(into, LETTERS[(number & (NUMBER_MORE - 1)) | NUMBER_MORE]);
    g_string_append_c(into, LETTERS[number]);
}

static void append_steps(GString *into, const guint32 *documents, guint count)
{
    for (guint i = 0; i < count; i++)
        posting_append_number(into, i == 0 ? documents[0] : documents[i] - documents[i - 1] - 1);
}

static void append_bits(GString *into, const guint32 *documents, guint count)
{
    guint32 place = documents[0], bits = 0;

    g_string_append_c(into, '!');
    posting_append_number(into, place);
    for (guint i = 0; i < count; i++) {
        for (; documents[i] - place >= BITS; place += BITS, bits = 0)
            g_string_append_c(into, LETTERS[bits]);
        bits |= 1u << (documents[i] - place);
    }
    g_string_append_c(into, LETTERS[bits]);
}

/* The end of the run that begins at `start`. */
static guint run_end(const guint32 *documents, guint count, guint start)
{
    guint end = start + 1;

    while (end < count && documents[end] == documents[end - 1] + 1)
        end++;
    return end;
}

static void append_runs(GString *into, const guint32 *documents, guint count)
{
    g_string_append_c(into, '~');
    for (guint start = 0, end; start < count; start = end) {
        end = run_end(documents, count, start);
        posting_append_number(into, start == 0 ? documents[0] : documents[start] - documents[start - 1] - 2);
        posting_append_number(into, end - start - 1);
    }
}

void posting_append(GString *into, const guint32 *documents, guint count)
{
    gsize steps = 0, runs = 1;

    if (count == 0)
        return;
    const gsize bits = 1 + number_size(documents[0]) + (documents[count - 1] - documents[0]) / BITS + 1;
    for (guint i = 0; i < count; i++)
        steps += number_size(i == 0 ? documents[0] : documents[i] - documents[i - 1] - 1);
    const gsize other = MIN(steps, bits);
    for (guint start = 0, end; start < count && runs < other; start = end) {
        end = run_end(documents, count, start);
        runs += number_size(start == 0 ? documents[0] : documents[start] - documents[start - 1] - 2);
        runs += number_size(end - start - 1);
    }
    if (runs < other)
        append_runs(into, documents, count);
    else if (steps <= bits)
        append_steps(into, documents, count);
    else
        append_bits(into, documents, count);
}
