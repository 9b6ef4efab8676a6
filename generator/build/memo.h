/* SPDX-License-Identifier: MIT */
/*
 * What is known of files that have not changed since: the digests of those that are copied, the sizes of
 * pictures. It can be kept as bytes from one build to the next.
 */
#pragma once

#include "picture/size.h"
#include "text/file.h"
#include "text/stamp.h"

typedef struct Memo Memo;

/* With what another one kept; `kept` may be NULL, and bytes that are none of a memo count as nothing. */
Memo *memo_new(GBytes *kept);
void memo_free(Memo *memo);

/*
 * What is known of the file at `path` if its stamp is `stamp`; FALSE: nothing. From several threads at once
 * only while nothing is noted.
 */
gboolean memo_digest(const Memo *memo, const char *path, FileStamp stamp, Digest *digest);
/* Width and height 0: it is known that nobody can know. */
gboolean memo_size(const Memo *memo, const char *path, FileStamp stamp, PictureSize *size);

/* Notes what is true of the file with that stamp, or was. A stamp that was no proof is passed over. */
void memo_note_digest(Memo *memo, const char *path, FileStamp stamp, Digest digest);
void memo_note_size(Memo *memo, const char *path, FileStamp stamp, PictureSize size);

/* All that has been noted, without what was only kept: nobody asked for that. */
GByteArray *memo_save(const Memo *memo);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(Memo, memo_free)
