/* SPDX-License-Identifier: MIT */
/*
 * The archive's own memory, archive.lock.yaml in the site: which number every document was given, and what
 * the documents of an archived year were like. A number once given never changes and is never given again; a
 * document that is withdrawn keeps its place.
 *
 * Numbers are those of DA/T 22-2015, 6: 0194-WS·2025-D30-BGS-0001 is fonds, "文书", year, retention,
 * department and item, of which the last is counted anew within those before it.
 */
#pragma once

#include "site/site.h"

#define RECORD_FILE "archive.lock.yaml"

/* Why a document has no entry. */
typedef enum {
    WITHDRAWN_NOT,
    WITHDRAWN_REMOVED, /* there is no such entry */
    WITHDRAWN_DRAFT,   /* it is a draft */
    WITHDRAWN_MOVED,   /* it is filed in another year, under a number of that */
} Withdrawal;

/* One document (件): an entry with its attachments. Strings live as long as the record. */
typedef struct {
    const char *number;     /* as given: "0194-WS·2025-D30-BGS-0001" */
    const char *retention;  /* "Y", "D30", "D10": of the number, whatever the entry says */
    const char *department; /* its code, of the number: "BGS" */
    guint item;             /* within those, from 1 */
    const char *id;         /* of the entry, as it is called now, or was last */
    const Entry *entry;     /* NULL: it is withdrawn, or record_number() has not been called */
    Withdrawal why;
    Date withdrawn; /* when that was found; day DAY_NONE: it is not */
    /* As the catalogue shows them; of a withdrawn one as they were last. */
    const char *title;       /* of a withdrawn one with numbers of people masked */
    Date date;               /* of the entry: day DAY_NONE: none */
    const char *document_no; /* NULL: none */
    /* Never NULL: the entry's own, else who issued, signed, organised or awarded it, else the organisation.
     */
    const char *responsible;
    const char *secrecy; /* NULL: none */
    const char *remarks; /* NULL: none; the entry's, and what was written into the file by hand */
    guint pages;         /* 0: not known */
} RecordItem;

/* A year, whose items are ordered by retention (Y, D30, D10), department and item. */
typedef struct {
    int year;
    const char *fonds; /* of its numbers; NULL: they have none */
    Date closed;       /* the day on which it was archived last; day DAY_NONE: it is not */
    const RecordItem *items;
    guint n_items;
} RecordYear;

typedef struct Record Record;

/*
 * Reads the file of the site in the folder `root`; one that is not there is an empty record. What is wrong
 * with it goes to `diagnostics`, and is an error: a number must not be given twice. NULL with `error` where
 * it cannot be read.
 */
Record *record_read(const char *root, Diagnostics *diagnostics, GError **error);
void record_free(Record *record);

/* The year, or NULL. Borrowed, until the record changes. */
const RecordYear *record_year(const Record *record, int year);
/* The years in it, ascending: `*count` of them; borrowed. */
const int *record_years(const Record *record, guint *count);

/*
 * Brings the year up to the site: each entry that is filed in it (entry_year(); no drafts) gets a number if
 * it has none, in the order of day, then id, after those given before; what is no longer there is withdrawn,
 * on the site's today; what is back is no longer. An entry whose file was renamed keeps its number. What
 * cannot be as the entry says (another retention or department than its number) is a warning. Returns how
 * many numbers were given.
 */
guint record_number(Record *record, const Site *site, int year, Diagnostics *diagnostics);
/* Sets the pages that were counted of the items of the year, in their order; 0: they were not. What an entry
 * says itself (archive: {pages}) stays. */
void record_set_pages(Record *record, int year, const guint32 *pages, gsize count);
/*
 * Closes the year on this day: what its entries are like now, and their files in `copy`, a folder with what
 * was copied from the site, is what they are held to. FALSE with `error` where a file cannot be read.
 */
gboolean record_close(Record *record, const Site *site, int year, Date day, const char *copy, GError **error);
/*
 * Writes the file: whole, or not at all, and sees to it that it is on the disk. Writes nothing where nothing
 * changed. FALSE with `error`, also where somebody else has changed the file since it was read.
 */
gboolean record_write(Record *record, const char *root, GError **error);

/* How closely record_check() looks at files that go with entries. */
typedef enum {
    CHECK_SIZES, /* whether they are there, and as large as they were */
    CHECK_BYTES, /* reads all of them, in as many threads as there are processors */
} CheckDepth;

/* Warns of each entry of a closed year that is not what it was then, and says what of it changed. */
void record_check(const Record *record, const Site *site, CheckDepth depth, Diagnostics *diagnostics);

/*
 * Ids of the entries that the record of a closed year shows, or may show, and the website withholds since:
 * they have ended, were removed or made drafts, or a photo has lost its consent. In the order of bytes; the
 * array owns them.
 */
GPtrArray *record_outlived(const Record *record, const Site *site, int year);
/* How many documents the catalogue of the year names that the website does not show today. */
guint record_unseen(const Record *record, const Site *site, int year);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(Record, record_free)
