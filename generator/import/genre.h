/* SPDX-License-Identifier: MIT */
#pragma once

#include <glib.h>

/* What a title says of the type of its paper. */
typedef struct {
    const char *type; /* "report", "notice", "news" */
    const char *kind; /* of a notice, or NULL */
    const char *word; /* that says so, or NULL: nothing does, and it is news */
} Genre;

/* By the word that the title ends in; `title` may be NULL. */
Genre genre_of(const char *title);
