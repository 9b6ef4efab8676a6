/* SPDX-License-Identifier: MIT */
/* Private to archive/: the words of the evidence, in the language of the site. */
#pragma once

#include "site/site.h"

typedef struct {
    const char *title; /* "%s", the year */
    const char *id, *wording, *above, *points, *status, *entry, *date, *type, *document_no, *code,
        *id_of_entry, *page, *original, *attachments;
    const char *proved, *gap; /* what a status can be */
    const char *gaps, *no_gaps, *items, *contents;
    const char *gaps_intro; /* what the table below is */
    const char *gap_text, *see_gaps;
    const char *points_of;    /* "%s", a number */
    const char *documents_of; /* "%s", a number */
    const char *proved_of;    /* "%s" each: with evidence, of how many */
    const char *covered_of;   /* "%s" each: points covered, of how many */
    const char *sum, *separator, *colon;
    const char *figure_items, *figure_proved, *figure_gaps, *figure_covered, *unit_items, *unit_points;
    const char *attachment_of; /* "%s", a number: where the name of a file is not to be told */
    const char *spans;         /* told of in several years */
    const char *withheld;      /* not on the website */
    const char *to_come;       /* not yet */
    const char *day;           /* year, month, day, as printf() takes them */
    const char *skip, *as_of;  /* "%s", the day */
    const char *none;          /* there is no data/indicators */
    const char *none_hint;     /* how it is written, a sentence before the example */
    const char *none_example;  /* YAML */
    const char *none_then;     /* what entries write */
} EvidenceWords;

const EvidenceWords *evidence_words(const Site *site);
