/* SPDX-License-Identifier: MIT */
/* Files that come to where people keep theirs: whole or not at all, and over nothing. */
#pragma once

#include <glib.h>

/*
 * Makes a hidden folder in `parent`, in which things are put together before they are moved to their places.
 * What a process that is no more has left there is removed. Its name, newly allocated; NULL with
 * errno.
 */
char *fresh_folder(const char *parent);
/* Whether a process that is no more has left something of that kind in `parent`; and removes it. */
gboolean fresh_has_remains(const char *parent);
void fresh_clear_remains(const char *parent);
/* Copies a file, which is no symbolic link, to `target`, which is not there yet; with the time at which it
 * was changed last, by which people go with old files. FALSE with errno: EINTR where a signal waits that
 * would end the program. */
gboolean fresh_copy(const char *source, const char *target);
/* Moves a file or a folder to `to`: FALSE with EEXIST where something is there. */
gboolean fresh_rename(const char *from, const char *to);
