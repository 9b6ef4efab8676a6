/* SPDX-License-Identifier: MIT */
#include "picture/qr.h"

#include <qrcodegen/qrcodegen.h>
#include <string.h>

#define MARGIN 4

/* So many digits are the most that any code holds at level M. */
#define LENGTH_MAX 5596

/* Shorter runs cost more in the marks around them than they save. */
#define RUN_MIN 16

/*
 * One mask for all. The standard has encoders try eight and take the one with the fewest patterns that look
 * like others, which costs twenty times as much as the rest, a third of a build. Under addresses and the
 * correction of errors this one does not come out worse: of 200 blurred and noisy codes a reader found as
 * many as with the best mask of each.
 */
#define MASK qrcodegen_Mask_2

typedef struct {
    GArray *segments; /* struct qrcodegen_Segment */
    guint8 *bits;     /* of all of them */
    gsize used;
} Message;

/* The letters that take 5.5 bits instead of 8: those of an address in capitals, and of what is
 * percent-encoded. */
static gboolean is_dense(char c)
{
    return g_ascii_isdigit(c) || g_ascii_isupper(c) || (c && strchr(" $%*+-./:", c));
}

static gsize dense_run(const char *text, gsize length)
{
    gsize run = 0;

    while (run < length && is_dense(text[run]))
        run++;
    return run;
}

static void message_add(Message *message, const char *text, gsize length, gboolean dense)
{
    guint8 *bits = message->bits + message->used;
    g_autofree char *run = dense ? g_strndup(text, length) : NULL;
    struct qrcodegen_Segment segment;

    if (length == 0)
        return;
    if (!dense)
        segment = qrcodegen_makeBytes((const guint8 *)text, length, bits);
    else if (qrcodegen_isNumeric(run))
        segment = qrcodegen_makeNumeric(run, bits);
    else
        segment = qrcodegen_makeAlphanumeric(run, bits);
    message->used += ((gsize)segment.bitLength + 7) / 8;
    g_array_append_val(message->segments, segment);
}

/* Long runs of dense letters by themselves, what is between them as bytes. */
static void message_fill(Message *message, const char *text, gsize length)
{
    gsize begin = 0, at = 0;

    while (at < length) {
        const gsize run = dense_run(text + at, length - at);
        if (run >= RUN_MIN || run == length) {
            message_add(message, text + begin, at - begin, FALSE);
            message_add(message, text + at, run, TRUE);
            begin = at + run;
        }
        at += MAX(run, 1);
    }
    message_add(message, text + begin, length - begin, FALSE);
}

static gboolean encode(const char *text, gsize length, guint8 *code)
{
    guint8 scratch[qrcodegen_BUFFER_LEN_MAX];
    /* No letter takes more than a byte, nor a segment more than one to fill up its last. */
    g_autofree guint8 *bits = g_malloc(2 * length + 1);
    g_autoptr(GArray) segments = g_array_new(FALSE, FALSE, sizeof(struct qrcodegen_Segment));
    Message message = {segments, bits, 0};

    message_fill(&message, text, length);
    return qrcodegen_encodeSegmentsAdvanced((const struct qrcodegen_Segment *)segments->data, segments->len,
                                            qrcodegen_Ecc_MEDIUM, qrcodegen_VERSION_MIN,
                                            qrcodegen_VERSION_MAX, MASK, true, scratch, code);
}

/* A number of at most three digits, of which there are about a thousand: printf() takes longer than all the
 * rest. */
static void append_number(GString *out, int number)
{
    char digits[4], *first = digits + sizeof digits;
    int rest = ABS(number);

    do
        *--first = (char)('0' + rest % 10);
    while ((rest /= 10) > 0);
    if (number < 0)
        *--first = '-';
    g_string_append_len(out, first, digits + sizeof digits - first);
}

static void append_move(GString *out, int x, int y)
{
    g_string_append_c(out, 'm');
    append_number(out, x);
    g_string_append_c(out, ' ');
    append_number(out, y);
}

/* A row as strokes through the middle of its dark modules. *x, *y: where the path is. */
static void append_row(GString *out, const guint8 *code, int row, int *x, int *y)
{
    const int size = qrcodegen_getSize(code);

    for (int begin = 0; begin < size; begin++) {
        int end = begin;
        while (end < size && qrcodegen_getModule(code, end, row))
            end++;
        if (end == begin)
            continue;
        append_move(out, begin - *x, row - *y);
        g_string_append_c(out, 'h');
        append_number(out, end - begin);
        *x = begin = end;
        *y = row;
    }
}

gboolean qr_svg(const char *text, gsize length, GString *svg)
{
    guint8 code[qrcodegen_BUFFER_LEN_MAX];
    int x = 0, y = 0;

    if (length > LENGTH_MAX || !encode(text, length, code))
        return FALSE;
    const int side = qrcodegen_getSize(code) + 2 * MARGIN;
    g_string_append_printf(svg,
                           "<svg class=\"qr\" viewBox=\"0 0 %d %d\" shape-rendering=\"crispEdges\" "
                           "aria-hidden=\"true\"><path fill=\"#fff\" d=\"M0 0h%dv%dH0z\"/>"
                           "<path stroke=\"#000\" d=\"M%d %d.5",
                           side, side, side, side, MARGIN, MARGIN);
    for (int row = 0; row < side - 2 * MARGIN; row++)
        append_row(svg, code, row, &x, &y);
    g_string_append(svg, "\"/></svg>");
    return TRUE;
}

gboolean *qr_modules(const char *text, gsize length, guint *side)
{
    guint8 code[qrcodegen_BUFFER_LEN_MAX];

    if (length > LENGTH_MAX || !encode(text, length, code))
        return NULL;
    const int size = qrcodegen_getSize(code), all = size + 2 * MARGIN;
    gboolean *modules = g_new0(gboolean, (gsize)all * (gsize)all);
    for (int y = 0; y < size; y++)
        for (int x = 0; x < size; x++)
            modules[(y + MARGIN) * all + x + MARGIN] = qrcodegen_getModule(code, x, y);
    *side = (guint)all;
    return modules;
}
