/* SPDX-License-Identifier: MIT */
/*
 * The text of PDF and Office documents, as far as there is a way to it: pdftotext (poppler-utils), where it
 * is installed, and broadside-word. Both are limited, for a document may be made to harm whoever reads it;
 * what they write never touches a disk, for it may be of people.
 */
#pragma once

#include <glib.h>

/* Why a document, or a part of it, was not read. Kept in files (memory.h): what is added comes last. */
typedef enum {
    UNREAD_NOT,     /* all of it was */
    UNREAD_PROGRAM, /* pdftotext is not installed */
    UNREAD_OLD,     /* the forms of before 2007: .doc, .xls, .ppt, .wps */
    UNREAD_LOCKED,  /* a password */
    UNREAD_SCANNED, /* it has no text, only pictures */
    UNREAD_PARTLY,  /* some pages have no text */
    UNREAD_PACKED,  /* an archive of files */
    UNREAD_FAILED,  /* damaged, or too large, or it took too long */
    N_UNREAD,
} Unread;

typedef struct {
    Unread unread;
    guint page;       /* of UNREAD_PARTLY: the first, from 1 */
    gboolean passing; /* of UNREAD_FAILED: the machine had no time for it, which another time it may have */
    char *text;       /* owned: valid UTF-8 of `length` bytes; NULL where there is none */
    gsize length;
} Extract;

/* What a part of the text is, and where it stands in it. */
typedef enum {
    SECTION_PAGE,
    SECTION_SLIDE,
    SECTION_SHEET,
    SECTION_TABLE,
    SECTION_PROPERTIES,
    SECTION_BESIDE, /* said of pictures, and where links lead */
    SECTION_PIVOT,
    SECTION_INSIDE, /* a document within */
    SECTION_TEXT,
} SectionKind;

typedef struct {
    SectionKind kind;
    char *title;      /* its number or name */
    gsize start, end; /* bytes in the text */
} Section;

/* Whether its name is that of a document, or of an archive of files. */
gboolean extract_is_document(const char *path);
/* Reads the file at `path` of the site `root`. By any number of threads. */
void extract_read(const char *root, const char *path, Extract *extract);
void extract_clear(Extract *extract);

/* Sets the next section to what follows it (to begin with, one that is all zeros); its title is freed by
 * section_clear(). FALSE after the last. */
gboolean extract_next(const Extract *extract, Section *section);
void section_clear(Section *section);

/* Of the programs that are there: other results may come of others. */
guint64 extract_stamp(void);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Extract, extract_clear)
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Section, section_clear)
