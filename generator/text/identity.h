/* SPDX-License-Identifier: MIT */
/*
 * Numbers that belong to one person, found in any text: resident IDs, bank cards, mobile numbers. Used by the
 * review, and by every message, which must not show what it complains of.
 */
#pragma once

#include "text/digits.h"

typedef enum {
    IDENTITY_RESIDENT_ID, /* GB 11643: 18 characters, or the 15 digits of before 1999 beside the words for it
                           */
    IDENTITY_BANK_CARD,   /* 16 to 19 digits with a right check digit (ISO/IEC 7812), beside a word for it */
    IDENTITY_MOBILE,      /* 11 digits that begin with 13 to 19 */
    IDENTITY_PARTIAL,     /* a resident ID that is masked, but shows more than its last four characters */
    N_IDENTITIES,
} IdentityKind;

#define IDENTITY_DIGITS_MAX 24

typedef struct {
    IdentityKind kind;
    gsize start, end; /* bytes in the text */
    char
        digits[IDENTITY_DIGITS_MAX]; /* ASCII without what stands between them; 'X'; '*' for what is masked */
} Identity;

/* A walk through one text, which is valid UTF-8 and borrowed. */
typedef struct {
    const char *text;
    gsize length;
    gboolean csv;      /* the words that say what a number is may stand in the first line, over its column */
    gboolean lenient;  /* whatever may be one: no words and no check digit are asked for */
    gsize at;          /* private */
    DigitWalk digits;  /* private */
    gsize table, seen; /* private: the header of the table that the lines up to `seen` belong to */
} IdentityScan;

/* The next one in the text; FALSE after the last. Linear over the whole walk. */
gboolean identity_next(IdentityScan *scan, Identity *found);

/* How a number may be shown: the last four of an ID or a card, 138****5678 of a mobile. Newly allocated. */
char *identity_masked(const Identity *identity);

/*
 * `text` with every number in it that could be one masked, as wide as before and with the same characters
 * outside of them. Newly allocated, or NULL where there is nothing to mask. Need not be valid UTF-8.
 */
char *identity_mask(const char *text);
/* The same, or a copy where there is nothing to mask. */
char *identity_hide(const char *text);
