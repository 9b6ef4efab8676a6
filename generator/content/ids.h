/* SPDX-License-Identifier: MIT */
/* The entries by their ids, without a copy of each; two that Windows and macOS take for one clash. */
#pragma once

#include "content/entry.h"

typedef struct Ids Ids;

/* Of at most `count` entries, which must outlive it. */
Ids *ids_new(guint count);
void ids_free(Ids *ids);
/* The entry that has the same name already, capitals and the like aside; NULL: it is added. */
Entry *ids_add(Ids *ids, Entry *entry);
/* The one that has exactly this id, or NULL; any bytes may be asked for. By any number of threads. */
Entry *ids_find(const Ids *ids, const char *id);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(Ids, ids_free)
