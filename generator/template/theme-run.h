/* SPDX-License-Identifier: MIT */
/* Private to template/: theme.lua, run in a process of its own that reaches no file. */
#pragma once

#include "process/limits.h"
#include "text/source.h"

/*
 * The rows of `outputs`, of ROWS_VARIANT_TYPE: of each its members, or nothing where it is no table. A member
 * is its key ("" if that is no text), the kind of its value, and the value as text, number (a boolean is 0 or
 * 1) or list of texts. The process may have made up anything.
 */
#define ROWS_VARIANT_TYPE "ama(sysxas)"

typedef enum {
    MEMBER_TEXT = 't',
    MEMBER_LONG = 'l', /* a text longer than any in a row may be; it is left out */
    MEMBER_INTEGER = 'i',
    MEMBER_BOOLEAN = 'b',
    MEMBER_LIST = 'a',  /* of texts */
    MEMBER_TABLE = 'm', /* with other things in it */
    MEMBER_OTHER = 'o',
} MemberKind;

/*
 * Runs `source`, and gives the rows. NULL after a diagnostic, or with `error` (of PROCESS_ERROR) where the
 * machine fails.
 */
GVariant *theme_run(const Source *source, const Limits *limits, Diagnostics *diagnostics, GError **error);
