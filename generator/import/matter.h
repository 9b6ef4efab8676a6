/* SPDX-License-Identifier: MIT */
/* What a paper says of itself: its title, its day, who signed it. What it does not say stays empty. */
#pragma once

#include "import/paper.h"
#include "text/calendar.h"
#include "text/diagnostic.h"

typedef struct {
    char *title;       /* each of these may be NULL */
    char *document_no; /* 和街〔2024〕12号 */
    char *source;
    char *author;
    char *issuer;    /* 发布机构 of a web page */
    char *signatory; /* the last lines */
    gboolean dated;
    Date date;
    int year;         /* that a report is about; 0 */
    guint top;        /* the block that stood below the title */
    const char *span; /* of a report: "half", "quarter", or NULL */
} Matter;

/* Finds it, and takes the lines that say nothing else out of the paper. */
void matter_find(Paper *paper, Matter *matter, Diagnostics *diagnostics);
void matter_clear(Matter *matter);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Matter, matter_clear)
