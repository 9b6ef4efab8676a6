/* SPDX-License-Identifier: MIT */
/* The bytes of a file or of memory, a few at a time. */
#pragma once

#include <glib.h>

#define READER_WINDOW 4096

typedef struct {
    const guint8 *bytes; /* NULL: those of `descriptor` */
    gsize length;        /* of all */
    int descriptor;
    guint8 window[READER_WINDOW];
    gsize start, held; /* of the window in the file */
} Reader;

/* The regular file at `path`; the caller closes `descriptor`. FALSE where it cannot be opened. */
gboolean reader_open(Reader *reader, const char *path);
/* `count` bytes (at most READER_WINDOW) from `offset`, valid until the next call; NULL past the end. */
const guint8 *reader_at(Reader *reader, guint64 offset, gsize count);

static inline guint read_big16(const guint8 *at)
{
    return (guint)at[0] << 8 | at[1];
}

static inline guint32 read_big32(const guint8 *at)
{
    return (guint32)read_big16(at) << 16 | read_big16(at + 2);
}

static inline guint read_little16(const guint8 *at)
{
    return (guint)at[1] << 8 | at[0];
}

static inline guint32 read_little32(const guint8 *at)
{
    return (guint32)read_little16(at + 2) << 16 | read_little16(at);
}
