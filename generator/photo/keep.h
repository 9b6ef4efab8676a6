/* SPDX-License-Identifier: MIT */
/* Private to photo/: a file of which only what is named is left. */
#pragma once

#include <glib.h>

/* What stands where nothing is left: no zeros, which are what a disk leaves that was cut off. */
#define BARE_FILL ' '

typedef struct {
    const guint8 *bytes; /* of the file */
    gsize length;
    guint8 *out;    /* as many of them, BARE_FILL where nothing has been kept */
    guint64 end;    /* behind the last that was kept */
    guint64 copied; /* bytes so far, the same again and again */
} Keep;

/* Begins with nothing: `out` is made as long as the file. */
void keep_begin(Keep *keep, const guint8 *bytes, gsize length, GByteArray *out);
/* What stands there in the file. FALSE where it does not lie in it, or so much lies upon each other that the
 * file was made to harm. */
gboolean keep_range(Keep *keep, guint64 at, guint64 length);
/* Something else stands there: `value`, or zeros where it is NULL. */
gboolean keep_put(Keep *keep, guint64 at, guint64 length, const void *value);
