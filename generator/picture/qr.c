/* SPDX-License-Identifier: MIT */
#include "picture/qr.h"

#include "picture/qr-code.h"

#include <string.h>

#define MARGIN 4

/* So many digits are the most that any code holds at level M. */
#define LENGTH_MAX 5596

/* Shorter runs cost more in the marks around them than they save. */
#define RUN_MIN 16

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

static gboolean encode(const char *text, gsize length, QrCode *code)
{
    /* No letter takes more than a byte, nor a segment more than one to fill up its last. */
    g_autofree guint8 *bits = g_malloc(2 * length + 1);
    g_autoptr(GArray) segments = g_array_new(FALSE, FALSE, sizeof(struct qrcodegen_Segment));
    Message message = {segments, bits, 0};

    message_fill(&message, text, length);
    return qr_encode(code, (const struct qrcodegen_Segment *)segments->data, segments->len);
}

/* A number of at most three digits, of which there are about a thousand: printf() takes longer than all the
 * rest. Returns its end. */
static char *put_number(char *at, int number)
{
    int rest = ABS(number);

    if (number < 0)
        *at++ = '-';
    if (rest >= 100)
        *at++ = (char)('0' + rest / 100);
    if (rest >= 10)
        *at++ = (char)('0' + rest / 10 % 10);
    *at++ = (char)('0' + rest % 10);
    return at;
}

/* "m-30 1h2": moves the path, and draws a stroke to the right. */
static void append_stroke(GString *out, int right, int down, int length)
{
    char stroke[16], *end = stroke;

    *end++ = 'm';
    end = put_number(end, right);
    *end++ = ' ';
    end = put_number(end, down);
    *end++ = 'h';
    end = put_number(end, length);
    g_string_append_len(out, stroke, end - stroke);
}

/* A row as strokes through the middle of its dark modules. *x, *y: where the path is. */
static void append_row(GString *out, const QrCode *code, int row, int *x, int *y)
{
    const int size = (int)code->side;
    const guint8 *modules = code->modules + (gsize)row * code->side;

    for (int begin = 0; begin < size; begin++) {
        int end = begin;
        while (end < size && modules[end] & QR_DARK)
            end++;
        if (end == begin)
            continue;
        append_stroke(out, begin - *x, row - *y, end - begin);
        *x = begin = end;
        *y = row;
    }
}

gboolean qr_svg(const char *text, gsize length, GString *svg)
{
    QrCode code;
    int x = 0, y = 0;

    if (length > LENGTH_MAX || !encode(text, length, &code))
        return FALSE;
    const int side = (int)code.side + 2 * MARGIN;
    g_string_append_printf(svg,
                           "<svg class=\"qr\" viewBox=\"0 0 %d %d\" shape-rendering=\"crispEdges\" "
                           "aria-hidden=\"true\"><path fill=\"#fff\" d=\"M0 0h%dv%dH0z\"/>"
                           "<path stroke=\"#000\" d=\"M%d %d.5",
                           side, side, side, side, MARGIN, MARGIN);
    for (int row = 0; row < side - 2 * MARGIN; row++)
        append_row(svg, &code, row, &x, &y);
    g_string_append(svg, "\"/></svg>");
    return TRUE;
}

gboolean *qr_modules(const char *text, gsize length, guint *side)
{
    QrCode code;

    if (length > LENGTH_MAX || !encode(text, length, &code))
        return NULL;
    const guint size = code.side, all = size + 2 * MARGIN;
    gboolean *modules = g_new0(gboolean, (gsize)all * (gsize)all);
    for (guint y = 0; y < size; y++)
        for (guint x = 0; x < size; x++)
            modules[(y + MARGIN) * all + x + MARGIN] = qr_is_dark(&code, x, y);
    *side = all;
    return modules;
}
