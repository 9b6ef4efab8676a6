/* SPDX-License-Identifier: MIT */
/*
 * What the rendering of a page has read: of which entries what, and everything else by a key, a line of text
 * that says what was asked for ("config title", "template layouts/home.html"). Whatever a template, or a text
 * that it shows, can learn of the site goes through here: a page is rendered again only if something that it
 * read has changed.
 *
 * Not noted is what the page itself is (Page, but for the members of its list), and what counts for all
 * pages: language, time zone, address, types and limits.
 */
#pragma once

#include "site/collection.h"
#include "site/slot.h"

typedef struct Reads Reads;

/* The first word of a key. A blank parts it from the rest; of two parts the second is on a line of its own.
 */
typedef enum {
    READ_TODAY,     /* no more words */
    READ_YEARS,     /* site.years */
    READ_TERMS,     /* the names in site.terms.tags */
    READ_OUTPUTS,   /* site.outputs: which pages there are */
    READ_CONFIG,    /* name of a key */
    READ_DATA,      /* name of a data file; "" for their names */
    READ_TEXT,      /* key of the theme's locales */
    READ_TEMPLATE,  /* "layouts/home.html", "theme/layouts/home.html"; also that there is none */
    READ_PARTIALS,  /* that all partials were looked into */
    READ_ASSET,     /* name below assets/ */
    READ_PATH,      /* path of an output: whether there is one */
    READ_PAGE,      /* path of another page: what it is */
    READ_MEMBERS,   /* recipe of a collection: which entries are in it, in which order */
    READ_COLUMNS,   /* field, recipe: its values, too. The field "*": everything but the Markdown */
    READ_RECORD,    /* year */
    READ_LINK,      /* id of an entry, address as written in it: where that leads */
    READ_FILE,      /* path of a file of the site: whether it can be published */
    READ_FILE_SIZE, /* the same: its bytes */
    READ_PICTURE,   /* the same: its width and height */
    READ_PUBLISHED, /* the same: it is to be published because of the page */
    N_READS,
} ReadKind;

/* The words, by ReadKind. */
extern const char *const READ_WORDS[N_READS];

/* `site` must outlive it. */
Reads *reads_new(const Site *site);
void reads_free(Reads *reads);

/* Before a page is rendered: nothing has been read yet. */
void reads_begin(Reads *reads);
/* Notes that of `entry` those slots were read. Cheap enough for each field of each page. */
void reads_entry(Reads *reads, const Entry *entry, Slots slots);
/* Notes a key: the kind, and the rest of it (NULL or "" for a kind without). */
void reads_key(Reads *reads, ReadKind kind, const char *rest);
/* Notes a key of two parts. */
void reads_key2(Reads *reads, ReadKind kind, const char *first, const char *rest);
/* Notes that the members of a collection, and a field of each (NULL: none; "*": all), were read. */
void reads_collection(Reads *reads, const Collection *collection, const char *field);

/*
 * A fragment is what a partial has printed, where that can stand in other pages as well (kept.h): what it has
 * read is noted once, as a set, and the pages it stands in have spans of it. What is noted from reads_mark()
 * on can be taken out, as a copy.
 */
typedef struct {
    guint entries;
    guint keys;
} ReadsMark;

typedef struct ReadSet ReadSet;

ReadsMark reads_mark(Reads *reads);
ReadSet *reads_since(const Reads *reads, ReadsMark mark);
void reads_add(Reads *reads, const ReadSet *set);
ReadSet *read_set_ref(ReadSet *set);
void read_set_unref(ReadSet *set);
/* How much memory it takes, about. */
gsize read_set_bytes(const ReadSet *set);

/* A stretch of a page that is a fragment. */
typedef struct {
    guint64 place;    /* which include of the page it is: the same wherever the layout has run alike */
    guint32 offset;   /* in the page, in bytes */
    guint32 length;   /* bytes */
    guint32 depth;    /* of the includes within it */
    guint32 fragment; /* number */
} ReadSpan;

/* In place of a number: of the fragment that stood there before. */
#define READ_SAME G_MAXUINT32

/* What was noted since is not the page's own. */
void reads_cut(Reads *reads, ReadsMark mark);
/* Notes a span, whose `fragment` is set: the one whose reads are `set`; READ_SAME where that is NULL. */
void reads_span(Reads *reads, ReadSpan span, ReadSet *set);
/* The spans do not hold: what their fragments have read is the page's own. */
void reads_dissolve(Reads *reads);
/* Of the page, in their order. */
const ReadSpan *reads_spans(const Reads *reads, guint *count);
/* Those that got a number since the last reads_told(), in that order: sets. */
const GPtrArray *reads_fresh(const Reads *reads);
void reads_told(Reads *reads);

/* An entry, by its place in the site's order, and the slots read; ordered, each entry once. */
typedef struct {
    guint32 position;
    guint32 unused; /* 0 */
    Slots slots;
} ReadEntry;

/* What the page itself has read, until the next reads_begin(). */
const ReadEntry *reads_entries(Reads *reads, guint *count);
/* Numbers of its keys, ordered, each once: indices for reads_key_text(). */
const guint32 *reads_keys(Reads *reads, guint *count);
/* The same of a fragment. */
const ReadEntry *read_set_entries(ReadSet *set, guint *count);
const guint32 *read_set_keys(ReadSet *set, guint *count);
/* The keys that there have been since the beginning: "config title". */
guint reads_count_keys(const Reads *reads);
const char *reads_key_text(const Reads *reads, guint32 key);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(Reads, reads_free)
