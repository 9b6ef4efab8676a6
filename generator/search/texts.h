/* SPDX-License-Identifier: MIT */
/* Texts of entries in memory that forked processes share: each has a place of its own, which one of them
 * fills. */
#pragma once

#include "content/entry.h"

typedef struct Texts Texts;

/* Room for the texts of `entries` (Entry *, borrowed). */
Texts *texts_new(const GPtrArray *entries);
void texts_free(Texts *texts);

/* A text longer than there is room for is cut; none is made of an entry's Markdown. */
void texts_put(Texts *texts, guint index, const char *text, gsize length);
gboolean texts_has(const Texts *texts, guint index);
/* Its text, `length` bytes of UTF-8: whatever a broken process may have put there. Not terminated. */
const char *texts_get(const Texts *texts, guint index, gsize *length);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(Texts, texts_free)
