/* SPDX-License-Identifier: MIT */
/* Entries of old files, before they are written. */
#pragma once

#include "archive/adopt-walk.h"
#include "content/content.h"
#include "import/draft.h"

/* What is known of the entry that some files become. */
typedef struct {
    const Content *content;
    int year; /* that the files are of */
    Date today;
    const char *name; /* of the file or folder, for the comment that says where it comes from */
    char *title;      /* where the text has none; owned */
    gboolean own;     /* it is a title of our own: the files have none */
    gboolean dated;   /* from names or photos */
    Date date;
    GPtrArray *files; /* OldFile *: go with it; owned, the files borrowed */
    GPtrArray *names; /* char *: what they are called beside it; owned */
    int filed;        /* set by a draft: the year in which the entry is filed */
} AdoptJob;

/* One without files. `title` is taken over. */
AdoptJob *job_new(const Content *content, int year, Date today, const char *name, char *title);
void job_free(AdoptJob *job);
/* With the day that its name says, unless there is one. */
void job_add(AdoptJob *job, const OldFile *file);

/* Sets the names, and how import_read() is to make the draft of a text; the job outlives that. */
Wanted job_wanted(AdoptJob *job);
/* The draft of a job whose files have no text that can be read: pictures are shown. NULL `type`: a page. */
Draft *job_draft(AdoptJob *job, const Type *type, Diagnostics *diagnostics);
/* Adds the files to the draft. */
void job_attach(const AdoptJob *job, Draft *draft);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(AdoptJob, job_free)
