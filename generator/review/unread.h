/* SPDX-License-Identifier: MIT */
/* Documents that nobody could look into for numbers of people: a warning for each reason, with their names.
 */
#pragma once

#include "review/extract.h"
#include "review/finding.h"

typedef struct UnreadList UnreadList;

UnreadList *unread_list_new(void);
void unread_list_free(UnreadList *list);

/* Adds a file, unless it was read or its entry accepts that it was not. `path` is borrowed; `page` as in
 * Extract. */
void unread_list_add(UnreadList *list, Review *review, const char *path, Unread unread, guint page);
void unread_list_report(const UnreadList *list, Review *review);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(UnreadList, unread_list_free)
