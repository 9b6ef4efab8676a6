/* SPDX-License-Identifier: MIT */
/*
 * The words of the forms, in the language of the site and not in that of the messages: Chinese where it is
 * Chinese, else English. Those of the catalogue are DA/T 22-2015's.
 */
#pragma once

#include "site/site.h"

typedef struct {
    /* What the catalogue says of each document (5.5.3), in its order. */
    const char *number, *code, *document_no, *responsible, *title, *date, *secrecy, *pages, *remarks;
    /* What it says of a volume. */
    const char *fonds, *fonds_name, *year, *retention, *department, *first_item, *last_item, *box;
    const char *item; /* of the stamp */
    /* Besides, as a table for programs. */
    const char *entry, *original, *status, *kept, *withdrawn;
    const char *catalogue;    /* 归档文件目录 */
    const char *year_of;      /* "%s", the year */
    const char *volume;       /* "%s", the catalogue; "%s", which volume */
    const char *separator;    /* between the parts of that */
    const char *withdrawn_on; /* "%s", the day */
    const char *uncounted;    /* pages of what goes with it */
    const char *no_documents; /* "%s", the year */
    /* The remarks sheet (6.4.2). */
    const char *remarks_sheet, *contents, *arranged_by, *arranged_on, *checked_by, *checked_on;
    /* Parts of one sentence. */
    const char *box_holds;     /* "%s" each: how many, first and last item */
    const char *box_pages;     /* "%s" */
    const char *box_uncounted; /* "%s": documents without a number of pages */
    const char *full_stop;
    const char *box_withdrawn; /* "%s" each: how many, their items */
    const char *and_more;      /* after a list */
    const char *comma;         /* between items */
    const char *labels;        /* 盒脊标签 */
    const char *labels_hint;
    const char *spine;  /* "%s", millimetres */
    const char *stamps; /* 归档章 */
    const char *stamps_hint;
} FormWords;

const FormWords *form_words(const Site *site);
/* The name for readers of a retention: "30年". */
const char *form_retention(const Site *site, const char *code);
/* The name of a department, as the configuration has it, or its code. */
const char *form_department(const Site *site, const char *code);
