/* SPDX-License-Identifier: MIT */
/*
 * The typesetter: sheets into files for the printer. It is a module, broadside-typeset.so, which only a
 * command that prints loads (print/typesetter.h): HarfBuzz, Cairo, librsvg and qpdf would make every start of
 * the program slower.
 */
#pragma once

#include "typeset/book.h"

/* Families for a role ("sans") in the order in which characters are looked for in them. */
typedef struct {
    const char *role;
    const char *const *families; /* NULL-terminated, at least one */
} FontRole;

typedef struct Typesetter Typesetter;

/* What the module exports under TYPESET_SYMBOL. */
typedef struct {
    guint version; /* TYPESET_VERSION of the headers that it was built with */

    /*
     * Finds and opens the fonts of a theme; to be called before a process confines itself, and good in all
     * that it forks. NULL after diagnostics at `place`.
     */
    Typesetter *(*open)(const FontRole *roles, guint count, Place place, Diagnostics *diagnostics);
    void (*close)(Typesetter *typesetter);
    /* Files and folders of fonts that make() may read, NULL-terminated; the typesetter's. */
    const char *const *(*fonts)(const Typesetter *typesetter);

    /*
     * Makes `sheet`, whose pictures it reads, into `formats` (a set of 1 << SheetFormat) files: one GBytes *
     * for each in `files`, to be unreffed, NULL for those not asked for. FALSE after diagnostics, and no
     * file. It needs threads of its own. `lines`: if not NULL, every line as it was set is appended (marks.h,
     * marks_print).
     */
    gboolean (*make)(Typesetter *typesetter, const Sheet *sheet, const SheetOptions *options, guint formats,
                     GBytes *files[N_FORMATS], GString *lines, Diagnostics *diagnostics);

    /*
     * Sets `book` into pages: their number, in `*pages`, and the PDF, to be unreffed, if `pdf` is not NULL.
     * `lines` as above, with a line "page N" before those of each. FALSE after diagnostics: what a sheet in
     * it refuses, or that it has more than BOOK_PAGES_MAX pages.
     */
    gboolean (*make_book)(Typesetter *typesetter, const Book *book, GBytes **pdf, guint *pages,
                          GString *lines, Diagnostics *diagnostics);

    /* The pages of the PDF file at the path `file`, of whomever; 0: it cannot be read. */
    guint (*count_pages)(const char *file);
} TypesetModule;

#define TYPESET_VERSION 4
#define TYPESET_SYMBOL "broadside_typeset"
extern const TypesetModule broadside_typeset;
