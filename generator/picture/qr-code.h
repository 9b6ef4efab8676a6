/* SPDX-License-Identifier: MIT */
/*
 * Private to picture/: the modules of a QR code (ISO/IEC 18004) for segments of bits. The library of which
 * the segments are takes six times as long: every page of a website may have a code.
 * tests/unit/test-picture-qr.c holds the two together.
 *
 * One mask for all. The standard has encoders try eight and take the one with the fewest patterns that look
 * like others, which costs many times as much as the rest. Under addresses and the correction of errors mask
 * 2 does not come out worse: of 200 blurred and noisy codes a reader found as many as with the best mask of
 * each.
 */
#pragma once

#include <glib.h>
#include <qrcodegen/qrcodegen.h>

#define QR_SIDE_MAX 177

typedef struct {
    guint side;
    guint8 modules[QR_SIDE_MAX * QR_SIDE_MAX]; /* row by row; QR_DARK, and what is private to qr-code.c */
} QrCode;

#define QR_DARK 1

/*
 * In the smallest version that holds the segments at level M, at a better level where that has room, too,
 * with mask 2. FALSE if there is no such version.
 */
gboolean qr_encode(QrCode *code, const struct qrcodegen_Segment *segments, gsize count);

static inline gboolean qr_is_dark(const QrCode *code, guint x, guint y)
{
    return code->modules[y * code->side + x] & QR_DARK;
}
