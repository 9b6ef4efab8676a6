/* SPDX-License-Identifier: MIT */
/*
 * Rising numbers of documents as text of 64 characters (A-Z a-z 0-9 - _), in whichever of three ways is the
 * shortest: the steps between them; "!", the first one, and a bit for it and each that follows, six to a
 * character, the lowest first; "~", and by turns how many are left out and how many follow each other, less
 * one each but the first. A number has five bits to a character, the lowest first; 32 is added to all but the
 * last.
 */
#pragma once

#include <glib.h>

void posting_append(GString *into, const guint32 *documents, guint count);
void posting_append_number(GString *into, guint32 number);

/* Appends the documents (guint32) of the posting that `length` bytes are, as far as they are below `limit`.
 */
void posting_read(const char *text, gsize length, guint32 limit, GArray *documents);
/* Appends those of the `count` documents asked for, which rise, that are in a posting. */
void posting_pick(const char *text, gsize length, const guint32 *asked, guint count, GArray *into);
