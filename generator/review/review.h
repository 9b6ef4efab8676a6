/* SPDX-License-Identifier: MIT */
/*
 * What is wrong with a site although every file of it can be read: numbers of people, faults that a careful
 * reader would find, links that lead nowhere.
 */
#pragma once

#include "review/memory.h"
#include "site/site.h"

typedef struct {
    const Site *site;
    guint threads;     /* at most so many read it */
    gboolean planned;  /* the entries know their outputs: whether a link leads to a page can be told */
    gboolean checksum; /* stamps of files prove nothing: what is known of documents is not taken */
    /* Called with each file that could not be looked into for numbers of people (pictures); or NULL. */
    void (*unseen)(const char *path);
    /* The program that asks other hosts; NULL: links to them are not looked at. Called with what was asked.
     */
    const char *external;
    void (*asked)(guint done, guint all);
    /* What an earlier review kept of texts, which are not read again; and what this one keeps. Or NULL. */
    const ReviewMemory *before;
    ReviewMemory *after;
} ReviewOptions;

/* Reviews everything; findings go to `diagnostics`. Linear in the size of the site. */
void review_run(const ReviewOptions *options, Diagnostics *diagnostics);
