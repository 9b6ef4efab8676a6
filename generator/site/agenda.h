/* SPDX-License-Identifier: MIT */
/*
 * What of a site needs a person today: what is overdue, over, about to end or left undone. Nothing is changed
 * and nothing is a mistake: mistakes are diagnostics.
 */
#pragma once

#include "site/site.h"

/* In the order in which they are to be read: what presses most comes first. */
typedef enum {
    AGENDA_COMMITMENT_OVERDUE,
    AGENDA_REVIEW_ENDED,  /* without an outcome, in the last year */
    AGENDA_BOARD_OVERDUE, /* its panel was to be changed before today */
    AGENDA_SLOGAN_OVER,   /* in the last year */
    AGENDA_CONSENT_MISSING,
    AGENDA_IMAGE_WITHOUT_TEXT,
    AGENDA_REVIEW_ENDING,      /* within 30 days */
    AGENDA_EXPIRING_WEEK,      /* shown for another 7 days at most */
    AGENDA_EXPIRING_MONTH,     /* 8 to 30 */
    AGENDA_COMMITMENT_DUE,     /* within 30 days */
    AGENDA_BOARD_DUE,          /* within 7 days */
    AGENDA_SLOGAN_BEGINS,      /* within 7 days */
    AGENDA_HONOUR_ENDED,       /* its validity, in the last year */
    AGENDA_HONOUR_ENDING,      /* within 90 days */
    AGENDA_YEAR_DUE,           /* over, and not archived: until a year after it is due */
    AGENDA_EVENT_WITHOUT_NEWS, /* 7 days to a year after it */
    AGENDA_DRAFT_OLD,          /* 30 days and more */
    AGENDA_PUBLISH_LATER,
    AGENDA_EXPIRED, /* in the last 30 days */
    N_AGENDA_KINDS,
} AgendaKind;

typedef struct {
    AgendaKind kind;
    const Entry *entry; /* or NULL: a record of a data file, or a year */
    const char *file;   /* from the site's root; of a year the folder in which its record goes */
    guint line;         /* from 1; 0: the file as a whole */
    const char *title;  /* of the entry, name of the board, text of the slogan, as written; the year */
    const char *who;    /* who has promised, or keeps it; or NULL */
    const char *after; /* AGENDA_EXPIRED: "keep", "tombstone" or "remove", what has become of it; else NULL */
    Date date;         /* the day that it is about; day DAY_NONE without */
    int days;          /* from today until then: negative when it has passed */
} AgendaItem;

/* The line of an entry's file at which its first image stands that has no words for those who cannot see it;
 * 0: all have. Markdown is read elsewhere. */
typedef guint (*AgendaImages)(const Entry *entry);

/* A year that has been archived, and when it was last. */
typedef struct {
    int year;
    Date closed;
} AgendaYear;

typedef struct {
    const GArray *years; /* AgendaYear */
    const char *folder;  /* of the records, from the site's root */
} AgendaArchive;

/* AgendaItem in the order of kind, date, file and line; newly allocated, its texts owned by the site.
 * `archive` NULL: nobody knows, and nothing is said of years. */
GArray *agenda_new(const Site *site, AgendaImages images, const AgendaArchive *archive);

/* "commitment-overdue", for programs. */
const char *agenda_name(AgendaKind kind);
/* "Overdue commitments", for readers, in English: to be translated. */
const char *agenda_heading(AgendaKind kind);
