/* SPDX-License-Identifier: MIT */
/* One file of content: its typed front matter, and its Markdown as source. */
#pragma once

#include "content/type.h"
#include "content/value.h"
#include "text/source.h"
#include "text/stamp.h"

/* What readers get to see of an entry today. */
typedef enum {
    ENTRY_LISTED,    /* on lists, home, feeds, and its own page */
    ENTRY_KEPT,      /* expired: its own page, marked, and the archive of its year */
    ENTRY_TOMBSTONE, /* expired: title, dates and a sentence */
    ENTRY_HIDDEN,    /* a draft, not yet shown, or removed */
} EntryState;

/* Whether the text names papers of an office (.docx and the like): it is looked at only where one lies about.
 */
typedef enum { PAPERS_UNKNOWN, PAPERS_NONE, PAPERS_NAMED } EntryPapers;

/* The `day` of a Date that is none. */
#define DAY_NONE G_MININT32

struct Entry {
    const char *id;     /* path below content/ without .md: "news/2025/2025-06-29-night-patrol" */
    const char *path;   /* of the file, from the site's root: "content/news/….md" */
    const char *folder; /* "content/news/…/NAME" if the entry owns its folder, or NULL */
    const char *slug;   /* one part of a path */
    const Type *type;
    Source *source;     /* its text may not have been read yet: source_text(), entry_body() */
    gsize body;         /* offset of the Markdown in the text */
    guint body_line;    /* the line on which it begins */
    FileStamp stamp;    /* of the file; STAMP_NONE where it was changed too shortly before */
    guint64 text_hash;  /* of the bytes of the file: source_hash() */
    gboolean unchanged; /* the file has the same bytes as in the snapshot that was given */
    gboolean own; /* what was read here, is of this file alone, and nothing was reported: it may be thawed */
    EntryPapers papers;
    const void *frozen; /* what it was thawed from (snapshot.h); or NULL */
    Value *fields;      /* type->n_fields of them, in the type's order */
    gboolean faulty;    /* an error in it was reported: what is missing here may only be misspelt */
    Date day; /* date, else start, awarded, made, else 1 January of year; day.day is DAY_NONE without */

    /* Filled by the site. */
    Date posting_from; /* of a public review: the first and the last day of its posting; else day DAY_NONE */
    Date posting_until;
    Date last_day; /* on which it is shown: `expires`, else posting_until; day DAY_NONE if there is no end */
    gint32 days_left; /* on which it is shown, today included; 0 if there is no end, or it has ended */
    EntryState state;
    GPtrArray *backlinks; /* entries that refer to it, in the site's order; or NULL */
    guint position;       /* in the site's order */
    /* Of a commitment; FALSE for every other type. site/commitment.h says what they mean. */
    gboolean overdue, counted, late;
    /* Filled by the plan. */
    const char *output; /* path of its page, or NULL if the theme makes none */
    const char *sheet;  /* path of the sheet that is made of it, or NULL */
};

/* The value of a field by name; VALUE_NONE if it is absent. The name must be a field of the type. */
const Value *entry_get(const Entry *entry, const char *name);
/* The same of a field that the type may not have: NULL where it has none of that name. */
const Value *entry_field(const Entry *entry, const char *name);
/* The value of one of those fields; VALUE_NONE also where the type has none. */
const Value *entry_named(const Entry *entry, NamedField field);
/* The text of a text or choice field, or NULL. */
const char *entry_text(const Entry *entry, const char *name);
/* The Markdown, read by now: NUL-terminated; `length` (or NULL) gets its bytes. Empty where the file has
 * changed since: source_check(entry->source). */
const char *entry_body(const Entry *entry, gsize *length);
/* Its length, which is known without reading it. */
gsize entry_body_length(const Entry *entry);
gboolean entry_has_day(const Entry *entry);
/* Whether it says that it is a draft. */
gboolean entry_is_draft(const Entry *entry);
/* Title, never NULL. */
const char *entry_title(const Entry *entry);
/* The site's order: for g_ptr_array_sort() over Entry *. */
int entry_compare_position(gconstpointer a, gconstpointer b);
/* The place of a value of this entry's front matter. */
Place entry_place(const Entry *entry, const Value *value);
