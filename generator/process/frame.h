/* SPDX-License-Identifier: MIT */
/* Messages in a pipe: a kind, a length and so many bytes. Their reader trusts none of it. */
#pragma once

#include <glib.h>

typedef enum {
    FRAME_RESULTS, /* a serialised variant */
    FRAME_FAILURE, /* a text: why the machine failed */
    FRAME_END,     /* nothing: the child has done all there is */
    N_FRAMES,
} FrameKind;

/* A longer one is nonsense. */
#define FRAME_SIZE_MAX (64 * 1024 * 1024)

gboolean frame_write(int fd, FrameKind kind, const void *bytes, gsize length);

typedef struct {
    GByteArray *bytes; /* what is not taken yet */
} FrameReader;

typedef enum { FRAME_WHOLE, FRAME_PART, FRAME_BROKEN } FrameState;

void frame_reader_init(FrameReader *reader);
void frame_reader_clear(FrameReader *reader);
/* Takes what is in the pipe; FALSE at its end. */
gboolean frame_read(FrameReader *reader, int fd);
/* The next message, if all of it is there: FRAME_WHOLE with its kind and its bytes, to be freed. */
FrameState frame_take(FrameReader *reader, FrameKind *kind, GBytes **bytes);
