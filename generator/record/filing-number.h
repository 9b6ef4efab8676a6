/* SPDX-License-Identifier: MIT */
/* 档号, the number of a document by DA/T 22-2015, 6.2: FONDS-WS·YEAR-TERM-DEPARTMENT-ITEM. */
#pragma once

#include <glib.h>

/* The terms in the order of catalogues, NULL-terminated: Y, D30, D10. */
extern const char *const filing_terms[];
/* The place of a term in it, or -1. */
int filing_term(const char *retention);

typedef struct {
    char *fonds; /* NULL: none */
    int year;
    const char *retention; /* static */
    char *department;
    guint item; /* from 1 */
} FilingNumber;

/* FALSE where the text is no number in the form that filing_number_format() gives. */
gboolean filing_number_parse(const char *text, FilingNumber *number);
void filing_number_clear(FilingNumber *number);
/* Newly allocated; `fonds` NULL: without it. The item has four digits, or more. */
char *filing_number_format(const char *fonds, int year, const char *retention, const char *department,
                           guint item);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(FilingNumber, filing_number_clear)
