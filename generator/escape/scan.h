/* SPDX-License-Identifier: MIT */
/* Private to escape/: a text of a template that is being followed. */
#pragma once

#include "escape/context.h"

typedef struct {
    Escaper *escaper;
    EscapeProblem *problem;
    const char *text;
    gsize length;
    gsize at;
    Where where;
} Scan;

/* Makes the present place a problem; always FALSE. Words as in EscapeProblem. */
gboolean scan_fail(Scan *scan, const char *where, const char *mend);
/* The same where what follows would make a scheme of the value before it. */
gboolean scan_fail_scheme(Scan *scan);
/*
 * Reads on while `more` says so; TRUE if the whole name was read, which is then in `name` (`size` bytes), its
 * length in `length`: G_MAXSIZE if that is `size` - 1 or more. Else the text has ended, or scan_fail() was
 * called.
 */
gboolean scan_name(Scan *scan, gboolean (*more)(char c), char *name, gsize size, gsize *length);
/* Keeps the beginning of a name that goes on in the next text. */
gboolean scan_keep_name(Scan *scan, const char *name);
void scan_skip_spaces(Scan *scan);
/* Moves behind the next `c`; FALSE if there is none. */
gboolean scan_skip_past(Scan *scan, char c);

static inline char scan_here(const Scan *scan)
{
    return scan->text[scan->at];
}

static inline void scan_enter(Scan *scan, State state)
{
    scan->where.state = (guint8)state;
}

/* Goes on after the byte at hand. */
static inline void scan_take(Scan *scan, State state)
{
    scan->at++;
    scan_enter(scan, state);
}
