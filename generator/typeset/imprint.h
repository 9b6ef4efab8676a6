/* SPDX-License-Identifier: MIT */
/* Private to typeset/: what a file says of itself, and how messages about it call it. */
#pragma once

#include "typeset/book.h"

/* Strings are borrowed. Each may be NULL but `name`, `title` and `language`. */
typedef struct {
    const char *name; /* "notice" */
    const char *root; /* of the site: messages name the files below it from there */
    Place place;
    const char *title, *author, *subject, *keywords;
    const char *language;
    const char *created;
} Imprint;

Imprint imprint_of_sheet(const Sheet *sheet);
Imprint imprint_of_book(const Book *book);

/* A file's name as messages have it: below the site, else its last part only. Newly allocated. */
char *imprint_file(const Imprint *imprint, const char *path);
