/* SPDX-License-Identifier: MIT */
/* Texts of entries in files without a name that forked processes share: each has a place of its own, which
 * one of them fills. In memory they would be a fifth of what a build needs. */
#pragma once

#include "content/entry.h"

typedef struct Texts Texts;

typedef enum {
    TEXT_MISSING, /* nobody has put it */
    TEXT_THERE,
    TEXT_LEFT_OUT, /* there is to be none */
} TextState;

/* Bytes behind a text that can be read: who takes characters one by one may go too far. */
#define TEXT_SLACK 8

/* Room for the texts of `entries` (Entry *), in `folder`; both are borrowed. */
Texts *texts_new(const GPtrArray *entries, const char *folder, GError **error);
void texts_free(Texts *texts);

/* A text longer than there is room for is cut; none is made of an entry's Markdown. After FALSE it is
 * missing. */
gboolean texts_put(Texts *texts, guint index, const char *text, gsize length, GError **error);
void texts_leave_out(Texts *texts, guint index);
TextState texts_state(const Texts *texts, guint index);
/*
 * `into` becomes the text. It is UTF-8 unless a broken process has put it there: it is not looked through
 * once more.
 */
gboolean texts_read(const Texts *texts, guint index, GString *into, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(Texts, texts_free)
