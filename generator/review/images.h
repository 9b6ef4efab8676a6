/* SPDX-License-Identifier: MIT */
/* Images, photos of galleries and covers whose alternative text is missing, or tells nothing. */
#pragma once

#include "review/finding.h"

/* One of them. */
typedef struct {
    const Entry *entry;
    char *address; /* as it is written; owned */
    guint line;    /* of the Markdown, from 1; 0: it is the cover */
} SilentImage;

/* An empty list of them, to be unreffed. */
GArray *images_new(void);
/* MEMORY_IMAGES where the text of an entry may hold one, else 0. By any number of threads. */
guint images_look(const Entry *entry);
/* Adds those of an entry: its cover, and with MEMORY_IMAGES in `look` those of its text. */
void images_add(GArray *images, const Entry *entry, guint look);
/* The line of the entry's file at which the first of them stands; 0: there is none. */
guint images_first_line(const Entry *entry);

/* Warns of those that are not accepted, which are in the order of their entries, the oldest first: of so many
 * of the newest each, of the others in one message. */
void images_report(Review *review, const GArray *images);
