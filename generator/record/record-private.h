/* SPDX-License-Identifier: MIT */
/* Private to record/: what stands in archive.lock.yaml. All strings are in the record's arena. */
#pragma once

#include "record/record.h"

#define RECORD_VERSION 1

/* What a field, or a file, was like when the year was closed. */
typedef struct {
    const char *name;   /* of the field; path of the file from the site's root */
    const char *digest; /* see digest.h */
    guint64 size;       /* of a file, in bytes */
} Trait;

typedef struct {
    RecordItem item;    /* what others see */
    guint line;         /* in the file; 0: it was not there */
    const char *digest; /* of its file when it was numbered last; NULL: not known */
    const char *note;   /* remarks that were written into the file by hand; or NULL */
    /* As the entry said; item.remarks and item.pages are made of these and of what is beside them. */
    const char *remarks;
    guint pages;   /* 0: it said none */
    guint until;   /* the last year that it reached into when a year was closed; 0: its own */
    guint counted; /* pages that were counted; 0: they were not */
    gboolean held; /* it was there when the year was closed: what follows is known */
    const Trait *fields, *files;
    guint n_fields, n_files;
    const char *text; /* the digest of its Markdown */
} Document;

typedef struct {
    RecordYear view;      /* what others see: its items are those of `items` */
    GArray *items;        /* RecordItem */
    GPtrArray *documents; /* Document *, in the order of the items */
    GHashTable *given;    /* "D30-BGS" -> the last item given in it */
} Year;

struct Record {
    Arena *arena;
    Source *source;   /* what was read; NULL: there is no file */
    gboolean damaged; /* an error in it was reported: it must not be written over */
    GPtrArray *years; /* Year *, ascending */
    GArray *numbers;  /* int: the same */
};

/* An empty one, as of a site without the file. */
Record *record_new(void);
/* The year, or NULL. */
Year *record_find(const Record *record, int year);
/* The same; made where there is none. */
Year *record_make(Record *record, int year);
/* A new document of the year, without a number. */
Document *year_add(Record *record, Year *year);
/* Makes the items anew from the documents, sorted. */
void year_show(Year *year, Arena *arena);
/* How many numbers were given in a class. */
guint year_given(const Year *year, const char *retention, const char *department);
/* Says that number `item` was given in it; never fewer than before. */
void year_give(Year *year, const char *retention, const char *department, guint item);
/* The keys of `given` in the order of the file: by term, then by code. The array is to be freed. */
const char **year_classes(const Year *year, guint *count);

/* The file's name for a reason; and back: WITHDRAWN_NOT where there is none of that name. */
const char *withdrawal_name(Withdrawal why);
Withdrawal withdrawal_named(const char *name);
