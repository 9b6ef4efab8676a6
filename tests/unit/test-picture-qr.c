/* SPDX-License-Identifier: MIT */
/* Our codes are those of the library, module by module. */
#include "picture/qr-code.h"

#include <string.h>

static void compare(const struct qrcodegen_Segment *segments, gsize count)
{
    static guint8 wanted[qrcodegen_BUFFER_LEN_MAX], scratch[qrcodegen_BUFFER_LEN_MAX];
    static QrCode found;
    const gboolean fits =
        qrcodegen_encodeSegmentsAdvanced(segments, count, qrcodegen_Ecc_MEDIUM, qrcodegen_VERSION_MIN,
                                         qrcodegen_VERSION_MAX, qrcodegen_Mask_2, true, scratch, wanted);

    g_assert_cmpint(qr_encode(&found, segments, count), ==, fits);
    if (!fits)
        return;
    g_assert_cmpint((int)found.side, ==, qrcodegen_getSize(wanted));
    for (guint y = 0; y < found.side; y++)
        for (guint x = 0; x < found.side; x++)
            if (qr_is_dark(&found, x, y) != qrcodegen_getModule(wanted, (int)x, (int)y))
                g_error("module %u, %u of %u", x, y, found.side);
}

static struct qrcodegen_Segment random_segment(guint8 *bits, gsize length, guint kind)
{
    static const char dense[] = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:";
    g_autofree char *text = g_malloc0(length + 1);

    for (gsize i = 0; i < length; i++)
        text[i] = kind == 0 ? (char)g_test_rand_int_range(0, 256)
                            : dense[g_test_rand_int_range(0, kind == 1 ? 10 : 45)];
    if (kind == 0)
        return qrcodegen_makeBytes((const guint8 *)text, length, bits);
    return kind == 1 ? qrcodegen_makeNumeric(text, bits) : qrcodegen_makeAlphanumeric(text, bits);
}

/* Every length: every version, and every level that it has room for. */
static void test_lengths(void)
{
    static guint8 bits[8000];

    for (gsize length = 1; length < 2400; length += length < 400 ? 1 : 7) {
        const struct qrcodegen_Segment segment = random_segment(bits, length, 0);
        compare(&segment, 1);
    }
}

static void test_segments(void)
{
    static guint8 bits[3][8000];

    for (guint i = 0; i < 600; i++) {
        struct qrcodegen_Segment segments[3];
        const gsize count = (gsize)g_test_rand_int_range(1, 4);
        const int most = i < 300 ? 80 : 2000;
        for (gsize j = 0; j < count; j++)
            segments[j] = random_segment(bits[j], (gsize)g_test_rand_int_range(1, most),
                                         (guint)g_test_rand_int_range(0, 3));
        compare(segments, count);
    }
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/picture/qr/lengths", test_lengths);
    g_test_add_func("/picture/qr/segments", test_segments);
    return g_test_run();
}
