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
    if (count == 0)
        return;
    gsize steps = number_size(documents[0]), runs = 1 + steps;
    const gsize bits = 1 + steps + (documents[count - 1] - documents[0]) / BITS + 1;
    guint start = 0; /* of the run */
    for (guint i = 1; i < count; i++) {
        const guint32 step = documents[i] - documents[i - 1] - 1;
        if (step == 0) {
            steps++;
            continue;
        }
        steps += number_size(step);
        runs += number_size(i - start - 1) + number_size(step - 1);
        start = i;
    }
    runs += number_size(count - start - 1);
    if (runs < MIN(steps, bits))
        append_runs(into, documents, count);
    else if (steps <= bits)
        append_steps(into, documents, count);
    else
        append_bits(into, documents, count);
}

typedef struct {
    const char *at;
    const char *end;
} Reader;

static guint32 digit_of(char letter)
{
    if (letter >= 'a')
        return (guint32)(letter - 'a') + 26;
    if (letter >= 'A')
        return letter == '_' ? 63 : (guint32)(letter - 'A');
    return letter == '-' ? 62 : (guint32)(letter - '0') + 52;
}

static guint32 number_take(Reader *reader)
{
    guint32 number = 0;

    for (guint shift = 0; reader->at < reader->end && shift < 32; shift += NUMBER_BITS) {
        const guint32 digit = digit_of(*reader->at++);
        number |= (digit & (NUMBER_MORE - 1)) << shift;
        if (digit < NUMBER_MORE)
            break;
    }
    return number;
}

static void read_steps(Reader *reader, guint32 limit, GArray *documents)
{
    for (guint32 next = 0; reader->at < reader->end; next++) {
        next += number_take(reader);
        if (next >= limit)
            return;
        g_array_append_val(documents, next);
    }
}

static void read_bits(Reader *reader, guint32 limit, GArray *documents)
{
    for (guint32 place = number_take(reader); reader->at < reader->end; place += BITS) {
        const guint32 bits = digit_of(*reader->at++);
        for (guint32 i = 0; i < BITS; i++) {
            const guint32 document = place + i;
            if (bits >> i & 1 && document < limit)
                g_array_append_val(documents, document);
        }
    }
}

static void read_runs(Reader *reader, guint32 limit, GArray *documents)
{
    for (guint32 next = number_take(reader); reader->at < reader->end; next += 1 + number_take(reader)) {
        const guint32 end = next + number_take(reader) + 1;
        for (; next < MIN(end, limit); next++)
            g_array_append_val(documents, next);
        if (next < end)
            return;
    }
}

void posting_read(const char *text, gsize length, guint32 limit, GArray *documents)
{
    Reader reader = {text, text + length};

    if (length > 0 && text[0] == '!') {
        reader.at++;
        read_bits(&reader, limit, documents);
    } else if (length > 0 && text[0] == '~') {
        reader.at++;
        read_runs(&reader, limit, documents);
    } else
        read_steps(&reader, limit, documents);
}

/* Passes over those asked for that are below `from`, and appends those that are below `until`. */
static guint pass(const guint32 *asked, guint count, guint at, guint32 from, guint32 until, GArray *into)
{
    while (at < count && asked[at] < from)
        at++;
    for (; at < count && asked[at] < until; at++)
        g_array_append_val(into, asked[at]);
    return at;
}

static void pick_steps(Reader *reader, const guint32 *asked, guint count, GArray *into)
{
    for (guint32 next = 0, at = 0; reader->at < reader->end && at < count; next++) {
        next += number_take(reader);
        if (next >= asked[at])
            at = pass(asked, count, at, next, next + 1, into);
    }
}

static void pick_bits(Reader *reader, const guint32 *asked, guint count, GArray *into)
{
    const guint32 first = number_take(reader);
    const gsize length = (gsize)(reader->end - reader->at);

    for (guint i = 0; i < count; i++) {
        const guint32 place = asked[i] - first;
        if (asked[i] >= first && place / BITS < length &&
            digit_of(reader->at[place / BITS]) >> place % BITS & 1)
            g_array_append_val(into, asked[i]);
    }
}

static void pick_runs(Reader *reader, const guint32 *asked, guint count, GArray *into)
{
    guint32 next = number_take(reader);

    for (guint at = 0; reader->at < reader->end && at < count; next += 1 + number_take(reader)) {
        const guint32 from = next;
        next += number_take(reader) + 1;
        at = pass(asked, count, at, from, next, into);
    }
}

void posting_pick(const char *text, gsize length, const guint32 *asked, guint count, GArray *into)
{
    Reader reader = {text, text + length};

    if (length > 0 && text[0] == '!') {
        reader.at++;
        pick_bits(&reader, asked, count, into);
    } else if (length > 0 && text[0] == '~') {
        reader.at++;
        pick_runs(&reader, asked, count, into);
    } else
        pick_steps(&reader, asked, count, into);
}
