/* SPDX-License-Identifier: MIT */
/* Private to the ledger: the form of its file, a head and sections that follow in their order. */
#pragma once

#include "build/ledger.h"

/* To be raised with every change of this form, of what a key means, or of how something is hashed. */
#define LEDGER_VERSION 3
#define LEDGER_MAGIC "broadside ledger"

typedef enum {
    SECTION_PARTS,                 /* those of LedgerPart */
    SECTION_SAID = N_LEDGER_PARTS, /* a GVariant of all diagnostics */
    SECTION_NAMES,                 /* texts, those of LedgerName */
    SECTION_IDS,                   /* of entries, by position: texts */
    SECTION_SLOTS,                 /* of them: rows of words */
    SECTION_FILE_PATHS,            /* texts */
    SECTION_FILES,                 /* LedgerFile */
    SECTION_PAGE_PATHS,            /* texts */
    SECTION_PAGES,                 /* LedgerPage */
    SECTION_SPANS,                 /* ReadSpan, of all pages */
    SECTION_FRAGMENTS,             /* LedgerFragment */
    SECTION_LISTS,                 /* Fact, of all pages and fragments */
    SECTION_KEYS,                  /* texts */
    SECTION_KEY_HASHES,            /* guint64 */
    SECTION_PAIRS,                 /* ReadPair */
    SECTION_PAGES_SAID,            /* GVariants of the diagnostics of pages */
    N_SECTIONS,
} LedgerSection;

/* Sections begin at multiples of this. Texts are NUL-terminated, one behind the other. */
#define LEDGER_ALIGNMENT 16

typedef struct {
    char magic[16];
    guint32 version;
    guint32 sections;
    guint64 checksum; /* ledger_checksum() */
    guint64 size;     /* of the whole file */
    LedgerHead head;
    struct {
        guint64 start, length; /* bytes */
    } section[N_SECTIONS];
} LedgerForm;

/* Of the head from behind its checksum on, and of the hash (XXH3) of everything behind the head. */
guint64 ledger_checksum(const LedgerForm *form, guint64 rest);
/* The name of the file for a destination; newly allocated. */
char *ledger_path(const char *work, const char *destination);
