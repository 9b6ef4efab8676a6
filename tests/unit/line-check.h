/* SPDX-License-Identifier: MIT */
/*
 * Whether lines are set as Chinese is set, from what marks_print() gives. Knows nothing of the program: its
 * lists of characters are those of GB/T 15834-2011 (5.1) and of CLREQ (W3C, Requirements for Chinese Text
 * Layout, 3.1.3 and 3.1.4), in their strictest form.
 */
#pragma once

#include <glib.h>

typedef struct {
    guint sheets, paragraphs, lines, justified;
    guint bad_starts, bad_ends; /* a mark that must not stand there */
    guint split;                /* …… or —— in two */
    guint stretched;            /* more than `limit` in a gap, or wider than the room there is */
    guint ragged;               /* justified, but not as wide as the room */
    guint alone;                /* one character on a last line, which another division avoids */
    guint alone_for_good;       /* one character on a last line, which none avoids */
    guint lost;                 /* texts that are not whole, in order, in the lines */
    guint forced;               /* broken within a word: no fault where it has no place to break */
    guint forced_needlessly;    /* a word that would have had room on a line of its own */
    double most;                /* the most in a gap, in sizes */
} LineFaults;

/* Adds what is at fault in one sheet to `faults`; says the first twenty of each. */
void lines_check(const char *serialised, double limit, LineFaults *faults);

/*
 * Whether `words`, which has no white space, stands in the lines of `frame`, whole and in order. Between
 * them only signs and numbers of list items may stand, and words of `heads`, of tables, again.
 */
void words_check(const char *serialised, const char *frame, const char *words, const char *heads,
                 LineFaults *faults);

/* All counts as messages of the test, and asserts that there is no fault. */
void faults_assert(const char *what, const LineFaults *faults);
