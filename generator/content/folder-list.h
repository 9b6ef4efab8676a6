/* SPDX-License-Identifier: MIT */
/* A part of folder.c: the names in folders, listed by several threads. */
#pragma once

#include "text/arena.h"

#include <sys/types.h>

typedef struct Listing Listing;

/* A name in a folder. */
typedef struct {
    const char *name;
    guchar type;     /* DT_REG and so on, as readdir() says; never DT_UNKNOWN */
    gboolean valid;  /* it is UTF-8 */
    gboolean linked; /* it is a symbolic link; `type` is what it leads to */
    Listing *below;  /* of a folder that is to be walked; else NULL */
} ListingItem;

/* A folder that is being walked. */
struct Listing {
    const char *path; /* from the site's root; in the arena of the walk */
    Listing *up;
    gboolean linked; /* a symbolic link is on the way to it */
    Arena *arena;    /* owns the names */
    GArray *items;   /* ListingItem, by name; without litter */
    dev_t device;
    ino_t inode;
    int problem; /* errno: it cannot be read; or 0 */
};

Listing *listing_new(Listing *up, const char *path);
void listing_free(gpointer listing);

/* Reads each of the listings; `content` is the open folder content/, where all of them lie. */
void listings_read(int content, const GPtrArray *listings);
