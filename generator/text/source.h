/* SPDX-License-Identifier: MIT */
/* The text of one file that an author wrote, and the way from a byte to its line and column. */
#pragma once

#include "text/diagnostic.h"

/* A folder whose files are read once they are asked for, and may be put down again. */
typedef struct {
    const char *path;
    gsize most; /* bytes of texts: where more are in memory, those that are not needed are put down */
    /* Private: */
    gsize held;
    Source *read; /* those that were read once they were asked for */
} SourceFolder;

struct Source {
    const char *name; /* as messages show it: relative to the site, with slashes */
    char *text;       /* UTF-8 without a byte order mark, NUL-terminated; line ends as in the file. Of a file
                       * that may not have been read yet, ask source_text() */
    gsize length;     /* bytes */
    /* Private: */
    SourceFolder *folder; /* where the file `name` lies, if it may be read again; or NULL */
    guint64 hash;         /* and what its bytes must have */
    Source *next;         /* among those that were read */
    gboolean is_read;     /* it is one of them */
    gboolean lost;
};

/* The bytes of a file, as they are, with a NUL after them. */
typedef struct {
    char *text;
    gsize length;
} Bytes;

/*
 * Reads the file `path`, from the open folder `at` (AT_FDCWD: the current one) on; in errors `folder` stands
 * before it (NULL: nothing does). FALSE with `error` where it cannot be read, is no regular file or has more
 * than any text has.
 */
gboolean source_read_bytes(int at, const char *path, const char *folder, Bytes *bytes, GError **error);
/* A hash of the bytes of a file, for source_init_later(). */
guint64 source_hash(const char *bytes, gsize length);

/*
 * Reads the file at `path`. What is not valid UTF-8, or holds a NUL, is reported to `diagnostics`, and NULL
 * is returned without an error; a file that cannot be read sets `error`.
 */
Source *source_load(const char *path, const char *name, Diagnostics *diagnostics, GError **error);
/* The same for a file that Excel, WPS or an old editor saved: UTF-16 with a byte order mark and GB 18030 are
 * read, too, and a lone CR ends a line. */
Source *source_load_any(const char *path, const char *name, Diagnostics *diagnostics, GError **error);
/* Takes over `text`. */
Source *source_new_take(const char *name, char *text, gsize length);
void source_free(Source *source);

/*
 * The same over a Source that lies in memory of others, as thousands do; `name` is borrowed, as is `folder`.
 * source_init_take() takes over the bytes, and gives FALSE after a diagnostic: then the text is empty.
 * source_init_later() is of a file that was a text and had that hash: it is read when it is first asked for.
 * source_may_leave() says of the first that it is a file like the second.
 */
gboolean source_init_take(Source *source, const char *name, Bytes bytes, Diagnostics *diagnostics);
void source_init_later(Source *source, const char *name, SourceFolder *folder, gsize length, guint64 hash);
void source_may_leave(Source *source, SourceFolder *folder, guint64 hash);
void source_clear(Source *source);

/*
 * The text is not needed for now: where its folder has too many in memory, it is read again when it is asked
 * for. No other thread may be at this one, nor hold what source_text() gave it. The second is of all that
 * were read once they were asked for, where no thread is at any.
 */
void source_put_down(const Source *source);
void source_folder_put_down(const SourceFolder *folder);

/* The text, read by now; empty where the file is no longer what it was: see source_check(). Several threads
 * may ask at once. */
const char *source_text(const Source *source);
gsize source_length(const Source *source);
/* FALSE after an error in `diagnostics`: the file has vanished or changed since its front matter was read. */
gboolean source_check(const Source *source, Diagnostics *diagnostics);

/* The place of the byte at `offset`: line and column count from 1, the column in characters. */
Place source_place(const Source *source, gsize offset);
/* The text of a line without its end, newly allocated; empty for a line that does not exist. */
char *source_line(const Source *source, guint line);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(Source, source_free)
