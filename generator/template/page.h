/* SPDX-License-Identifier: MIT */
/* One output that a template makes: where it goes, which layout makes it, what it is about. */
#pragma once

#include "site/site.h"

typedef enum { PAGE_SINGLE, PAGE_EACH, PAGE_LIST, PAGE_GROUP, PAGE_YEAR, PAGE_TERM } PageKind;

typedef struct Page Page;
struct Page {
    PageKind kind;
    const char *path;          /* of the output */
    const char *layout;        /* name below layouts/ */
    const char *title;         /* or NULL: the site's */
    gboolean leads;            /* the first of all pages with its layout: that is checked with it */
    const Entry *entry;        /* PAGE_EACH */
    const Collection *entries; /* of this page; NULL for PAGE_SINGLE and PAGE_EACH */
    const Type *type;          /* PAGE_LIST, PAGE_GROUP of one type; or NULL */
    int year;                  /* PAGE_YEAR */
    const char *term;          /* PAGE_TERM */
    const char *value;         /* PAGE_GROUP: as it stands in front matter */
    /* Of lists that may go over several pages: */
    guint number;      /* from 1 */
    guint count;       /* how many pages; 1 without paging */
    guint total;       /* entries on all of them */
    const Page *first; /* page 1, in an array of `count`; NULL without paging */
    const Page *previous;
    const Page *next;
};
