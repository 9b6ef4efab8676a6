/* SPDX-License-Identifier: MIT */
/*
 * The ledger of the last build into a destination: what it read, what each page of it read, and what it made.
 * A file in the site's .broadside/, which is mapped as it is; what is cut, changed or of another program is
 * thrown away, and may be deleted at any time.
 */
#pragma once

#include "build/readings.h"
#include "text/file.h"
#include "text/stamp.h"

typedef struct Ledger Ledger;

/* What is kept by others, as bytes that they alone understand. */
typedef enum {
    LEDGER_SNAPSHOT,    /* front matter (content/snapshot.h) */
    LEDGER_REVIEW,      /* of texts (review/) */
    LEDGER_MEMO,        /* of files that are published or measured */
    LEDGER_SEARCH,      /* terms and documents of the index (search/recalled.h) */
    LEDGER_THEME_TABLE, /* what theme.lua said */
    N_LEDGER_PARTS,
} LedgerPart;

/* What the build as a whole depended on. */
typedef struct {
    guint64 scope;  /* a hash of what counts for everything: program, options, language, types, limits */
    guint64 inputs; /* of the stamps of all files that were read (inputs.h); 0: no proof */
    gint64 today;   /* day */
    guint32 pages;  /* as BuildSummary has them */
    guint32 files;
    Digest manifest; /* of the destination */
    FileStamp manifest_stamp;
} LedgerHead;

/* What says where inputs are, and when it is today. */
typedef enum { LEDGER_THEME, LEDGER_RECORDS, LEDGER_TIMEZONE, N_LEDGER_NAMES } LedgerName;

/* A file of the destination. */
typedef struct {
    Digest digest;
    FileStamp stamp; /* STAMP_NONE: of no proof */
    guint32 path;    /* private */
    guint32 unused;
} LedgerFile;

/* A page. */
typedef struct {
    guint64 identity; /* facts_page() */
    guint32 path;     /* private, as the rest */
    guint32 list, count;
    guint32 spans, n_spans;
    guint32 said, said_size;
    guint8 left_out; /* it was not made: it needs an address of the site */
    guint8 unused[3];
} LedgerPage;

/* The text of a partial that stands in pages (template/reads.h). */
typedef struct {
    guint32 list, count; /* private */
} LedgerFragment;

/* The ledger for `destination` in the folder `work`; NULL: there is none that can be trusted. */
Ledger *ledger_open(const char *work, const char *destination);
void ledger_free(Ledger *ledger);

const LedgerHead *ledger_head(const Ledger *ledger);
const char *ledger_name(const Ledger *ledger, LedgerName name);
/* Empty where nothing was kept; the bytes live as long as the ledger. */
GBytes *ledger_part(const Ledger *ledger, LedgerPart part);
/* All that the build said, and what it said of a page; both may be NULL: nothing. */
GVariant *ledger_said(const Ledger *ledger);
GVariant *ledger_page_said(const Ledger *ledger, guint page);

/* In the order of their paths. */
guint ledger_count_files(const Ledger *ledger);
const LedgerFile *ledger_file(const Ledger *ledger, guint index);
const char *ledger_file_path(const Ledger *ledger, guint index);
/* The number of the file at `path`, + 1; 0: there is none. */
guint ledger_find_file(const Ledger *ledger, const char *path);

/* In the order of the plan. */
guint ledger_count_pages(const Ledger *ledger);
const LedgerPage *ledger_page(const Ledger *ledger, guint index);
const char *ledger_page_path(const Ledger *ledger, guint index);
/* Its spans are in their order, and none runs into the next. */
PageReads ledger_page_reads(const Ledger *ledger, guint index);

guint ledger_count_fragments(const Ledger *ledger);
const Fact *ledger_fragment_facts(const Ledger *ledger, guint32 fragment, guint *count);

guint ledger_count_keys(const Ledger *ledger);
const char *ledger_key(const Ledger *ledger, guint number, guint64 *hash);
guint ledger_count_pairs(const Ledger *ledger);
const ReadPair *ledger_pair(const Ledger *ledger, guint number);

/* Entries, by their positions in that build. */
guint ledger_count_entries(const Ledger *ledger);
const char *ledger_entry_id(const Ledger *ledger, guint position);
const guint64 *ledger_entry_slots(const Ledger *ledger, guint position);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(Ledger, ledger_free)
