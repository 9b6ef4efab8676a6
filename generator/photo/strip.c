/* SPDX-License-Identifier: MIT */
#include "photo/strip.h"

#include "photo/profile.h"

#include <string.h>

/* ICC.1:2022, B.4: a profile in one or more segments of a JPEG, each with its number. */
#define PROFILE_MARK "ICC_PROFILE"
#define PROFILE_HEAD 14
/* How colours are coded (ITU-T T.872, 6.5.3); what is behind that means nothing. */
#define ADOBE_LENGTH 12

static guint32 big32(const guint8 *at)
{
    return (guint32)at[0] << 24 | (guint32)at[1] << 16 | (guint32)at[2] << 8 | at[3];
}

static guint32 little32(const guint8 *at)
{
    return (guint32)at[3] << 24 | (guint32)at[2] << 16 | (guint32)at[1] << 8 | at[0];
}

static gboolean is_one_of(const guint8 *name, const char names[][5], gsize count)
{
    for (gsize i = 0; i < count; i++)
        if (memcmp(name, names[i], 4) == 0)
            return TRUE;
    return FALSE;
}

static gboolean begins(const guint8 *bytes, gsize length, const char *with, gsize count)
{
    return length >= count && memcmp(bytes, with, count) == 0;
}

/* ITU-T T.871: JFIF without the small picture that may be in it. */
static void jfif_append(const guint8 *body, gsize length, GByteArray *out)
{
    static const guint8 none[] = {0, 0};

    if (length < 14)
        return;
    g_byte_array_append(out, (const guint8 *)"\xff\xe0\0\x10", 4);
    g_byte_array_append(out, body, 12);
    g_byte_array_append(out, none, sizeof none);
}

/* ITU-T T.81, B.1.1.3: how the picture is coded. */
static gboolean is_coding(guint marker)
{
    return (marker >= 0xc0 && marker <= 0xcf) || (marker >= 0xda && marker <= 0xdf);
}

/* A segment from its marker: `length` bytes of it are its body. */
static void segment_append(const guint8 *at, gsize length, GByteArray *out)
{
    const guint8 *body = at + 4;
    const guint marker = at[1];

    if (marker == 0xe0) {
        if (begins(body, length, "JFIF", 5))
            jfif_append(body, length, out);
    } else if ((is_coding(marker) && (marker != 0xdc || length == 2)) ||
               (marker == 0xe2 && length >= PROFILE_HEAD && begins(body, length, PROFILE_MARK, 12))) {
        g_byte_array_append(out, at, (guint)length + 4);
    } else if (marker == 0xee && length >= ADOBE_LENGTH && begins(body, length, "Adobe", 5)) {
        g_byte_array_append(out, (const guint8 *)"\xff\xee\0\x0e", 4);
        g_byte_array_append(out, body, ADOBE_LENGTH);
    }
}

/* Where the coded picture that begins at `at` ends: at a marker that is no part of it. */
static gsize scan_end(const guint8 *bytes, gsize length, gsize at)
{
    while (at + 1 < length) {
        const guint8 *mark = memchr(bytes + at, 0xff, length - at - 1);
        if (!mark)
            return length;
        at = (gsize)(mark - bytes);
        if (mark[1] != 0 && mark[1] != 0xff && !(mark[1] >= 0xd0 && mark[1] <= 0xd7))
            return at;
        at += mark[1] == 0xff ? 1 : 2;
    }
    return length;
}

/* Where the segments of the profile are in `out`, from the start of what they hold of it: guint pairs of
 * place and length. Gathers them into `profile`. */
static void profile_gather(GByteArray *out, const GArray *pieces, GByteArray *profile, gboolean back)
{
    gsize at = 0;

    for (guint i = 0; i + 1 < pieces->len; i += 2) {
        const guint start = g_array_index(pieces, guint, i), length = g_array_index(pieces, guint, i + 1);
        if (back)
            memcpy(out->data + start, profile->data + at, length);
        else
            g_byte_array_append(profile, out->data + start, length);
        at += length;
    }
}

static void jpeg_profile_bare(GByteArray *out, const GArray *pieces)
{
    g_autoptr(GByteArray) profile = g_byte_array_new();

    profile_gather(out, pieces, profile, FALSE);
    if (profile->len == 0)
        return;
    profile_bare(profile->data, profile->len);
    profile_gather(out, pieces, profile, TRUE);
}

/* ITU-T T.81, annex B. */
static gboolean jpeg_segments(const guint8 *bytes, gsize length, GByteArray *out, GArray *profile)
{
    gsize at = 2;

    while (at + 2 <= length && bytes[at] == 0xff) {
        const guint marker = bytes[at + 1];
        if (marker == 0xff) {
            at++;
            continue;
        }
        if (marker == 0xd9) {
            g_byte_array_append(out, bytes + at, 2);
            return TRUE;
        }
        if (at + 4 > length)
            return FALSE;
        const gsize body = ((gsize)bytes[at + 2] << 8 | bytes[at + 3]);
        if (body < 2 || body > length - at - 2)
            return FALSE;
        if (marker == 0xe2 && body >= 2 + PROFILE_HEAD &&
            begins(bytes + at + 4, body - 2, PROFILE_MARK, 12)) {
            const guint piece[] = {out->len + 4 + PROFILE_HEAD, (guint)body - 2 - PROFILE_HEAD};
            g_array_append_vals(profile, piece, 2);
        }
        segment_append(bytes + at, body - 2, out);
        at += body + 2;
        if (marker == 0xda) {
            const gsize end = scan_end(bytes, length, at);
            g_byte_array_append(out, bytes + at, (guint)(end - at));
            at = end;
        }
    }
    return FALSE;
}

gboolean strip_jpeg(const guint8 *bytes, gsize length, GByteArray *out)
{
    g_autoptr(GArray) profile = g_array_new(FALSE, FALSE, sizeof(guint));

    if (!begins(bytes, length, "\xff\xd8", 2))
        return FALSE;
    g_byte_array_append(out, bytes, 2);
    if (!jpeg_segments(bytes, length, out, profile))
        return FALSE;
    jpeg_profile_bare(out, profile);
    return TRUE;
}

/* What shows the picture, and no longer than it can be: https://www.w3.org/TR/png-3/#11Chunks */
static gboolean is_shown_chunk(const guint8 *name, gsize length)
{
    static const struct {
        char name[5];
        guint most;
    } kept[] = {{"IHDR", 13}, {"PLTE", 768}, {"IDAT", G_MAXUINT}, {"tRNS", 256},
                {"cHRM", 32}, {"gAMA", 4},   {"sBIT", 4},         {"sRGB", 1},
                {"cICP", 4},  {"mDCV", 24},  {"cLLI", 8},         {"bKGD", 6},
                {"pHYs", 9},  {"acTL", 8},   {"fcTL", 26},        {"fdAT", G_MAXUINT}};

    for (gsize i = 0; i < G_N_ELEMENTS(kept); i++)
        if (memcmp(name, kept[i].name, 4) == 0)
            return length <= kept[i].most;
    return FALSE;
}

gboolean strip_png(const guint8 *bytes, gsize length, GByteArray *out)
{
    gsize at = 8;

    if (!begins(bytes, length, "\x89PNG\r\n\x1a\n", 8))
        return FALSE;
    g_byte_array_append(out, bytes, 8);
    while (length - at >= 12) {
        const gsize chunk = big32(bytes + at);
        if (chunk > length - at - 12)
            return FALSE;
        const gboolean last = memcmp(bytes + at + 4, "IEND", 4) == 0;
        if (last)
            g_byte_array_append(out, (const guint8 *)"\0\0\0\0IEND\xae\x42\x60\x82", 12);
        else if (is_shown_chunk(bytes + at + 4, chunk))
            g_byte_array_append(out, bytes + at, (guint)chunk + 12);
        at += chunk + 12;
        if (last)
            return TRUE;
    }
    return FALSE;
}

gboolean strip_png_moves(const guint8 *bytes, gsize length)
{
    for (gsize at = 8; length > at && length - at >= 12;) {
        const gsize chunk = big32(bytes + at);
        if (memcmp(bytes + at + 4, "acTL", 4) == 0)
            return TRUE;
        if (chunk > length - at - 12)
            return FALSE;
        at += chunk + 12;
    }
    return FALSE;
}

/* RFC 9649, 2.7.1.1: a frame is 16 bytes and chunks of its own. */
#define FRAME_HEAD 16

static gboolean webp_chunks(const guint8 *bytes, gsize at, gsize end, gboolean frame, GByteArray *out);

/* The frame at `at`, with `chunk` bytes in it. */
static gboolean webp_frame(const guint8 *bytes, gsize at, gsize chunk, GByteArray *out)
{
    const gsize start = out->len;

    g_byte_array_append(out, bytes + at, 8 + FRAME_HEAD);
    if (!webp_chunks(bytes, at + 8 + FRAME_HEAD, at + 8 + chunk, TRUE, out))
        return FALSE;
    const guint32 left = GUINT32_TO_LE((guint32)(out->len - start - 8));
    memcpy(out->data + start + 4, &left, 4);
    if ((out->len - start) & 1)
        g_byte_array_append(out, (const guint8 *)"", 1);
    return TRUE;
}

/* How long a chunk of that name can be: what is behind that says nothing of the picture. */
static gsize chunk_most(const guint8 *name)
{
    if (memcmp(name, "VP8X", 4) == 0)
        return 10;
    return memcmp(name, "ANIM", 4) == 0 ? 6 : G_MAXUINT32;
}

/* The chunks from `at` to `end` of which something stays. FALSE where one is cut off. */
static gboolean webp_chunks(const guint8 *bytes, gsize at, gsize end, gboolean frame, GByteArray *out)
{
    static const char kept[][5] = {"VP8X", "VP8 ", "VP8L", "ALPH", "ANIM", "ICCP"};
    const guint8 said = 0x08 | 0x04; /* that there is EXIF, and XMP */

    while (at + 8 <= end) {
        const gsize chunk = (gsize)little32(bytes + at + 4), start = out->len;
        if (chunk > end - at - 8)
            return FALSE;
        const gsize whole = MIN(chunk + (chunk & 1) + 8, end - at);
        if (!frame && chunk >= FRAME_HEAD && memcmp(bytes + at, "ANMF", 4) == 0) {
            if (!webp_frame(bytes, at, chunk, out))
                return FALSE;
        } else if (is_one_of(bytes + at, kept, G_N_ELEMENTS(kept)) && chunk <= chunk_most(bytes + at)) {
            g_byte_array_append(out, bytes + at, (guint)whole);
            if (memcmp(bytes + at, "VP8X", 4) == 0 && chunk > 0)
                out->data[start + 8] &= (guint8)~said;
            else if (memcmp(bytes + at, "ICCP", 4) == 0)
                profile_bare(out->data + start + 8, chunk);
        }
        at += whole;
    }
    return TRUE;
}

/* RFC 9649, 2.7 */
gboolean strip_webp(const guint8 *bytes, gsize length, GByteArray *out)
{
    if (!begins(bytes, length, "RIFF", 4) || length < 20 || little32(bytes + 4) > length - 8)
        return FALSE;
    g_byte_array_append(out, bytes, 12);
    if (!webp_chunks(bytes, 12, little32(bytes + 4) + (gsize)8, FALSE, out))
        return FALSE;
    const guint32 left = GUINT32_TO_LE(out->len - 8);
    memcpy(out->data + 4, &left, 4);
    return out->len > 20;
}

/* Behind the blocks of data that begin at `at`; 0 where they are cut off. */
static gsize blocks_end(const guint8 *bytes, gsize length, gsize at)
{
    while (at < length && bytes[at] != 0)
        at += bytes[at] + 1u;
    return at < length ? at + 1 : 0;
}

/* Of the extensions, those that tell when the next picture is shown (section 23), and how often: as many
 * bytes of the one at `at` as say that, up to the end of its blocks. */
static gsize shown_length(const guint8 *at, gsize length)
{
    if (at[1] == 0xf9)
        return length >= 8 && at[2] == 4 ? 7 : 0;
    return at[1] == 0xff && length >= 19 && at[2] == 11 && at[14] == 3 &&
                   (memcmp(at + 3, "NETSCAPE2.0", 11) == 0 || memcmp(at + 3, "ANIMEXTS1.0", 11) == 0)
               ? 18
               : 0;
}

static gsize colours(guint flags)
{
    return flags & 0x80 ? (gsize)3 << ((flags & 7) + 1) : 0;
}

/* Behind the block at `at`; 0 where it is cut off, or none. */
static gsize block_end(const guint8 *bytes, gsize length, gsize at)
{
    if (bytes[at] == 0x21)
        return blocks_end(bytes, length, at + 2);
    if (bytes[at] == 0x2c && length - at > 10)
        return blocks_end(bytes, length, at + 11 + colours(bytes[at + 9]));
    return 0;
}

/* https://www.w3.org/Graphics/GIF/spec-gif89a.txt */
gboolean strip_gif(const guint8 *bytes, gsize length, GByteArray *out)
{
    if (length < 13)
        return FALSE;
    gsize at = 13 + colours(bytes[10]);
    if (at > length)
        return FALSE;
    g_byte_array_append(out, bytes, (guint)at);
    while (at < length && bytes[at] != 0x3b) {
        const gsize end = block_end(bytes, length, at);
        if (end == 0)
            return FALSE;
        const gsize shown = bytes[at] == 0x2c ? end - at - 1 : shown_length(bytes + at, end - at);
        g_byte_array_append(out, bytes + at, (guint)shown);
        if (shown > 0)
            g_byte_array_append(out, (const guint8 *)"", 1);
        at = end;
    }
    g_byte_array_append(out, (const guint8 *)"\x3b", 1);
    return TRUE;
}
