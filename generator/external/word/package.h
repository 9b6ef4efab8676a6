/* SPDX-License-Identifier: MIT */
/* The parts of a Word document: the files of a ZIP archive (ISO/IEC 29500-2). */
#pragma once

#include <glib.h>
#include <libxml/tree.h>

/* How broadside-word ends; import/word.c and review/extract.c know these, too. */
typedef enum {
    STATUS_NUMBERED = 0,
    STATUS_UNCHANGED = 1, /* nothing is written */
    STATUS_USAGE = 2,
    STATUS_DAMAGED = 3,
    STATUS_ENCRYPTED = 4,
    STATUS_LARGE = 5, /* or unpacked to that */
    STATUS_MACHINE = 6,
} Status;

typedef struct {
    char *name; /* "word/document.xml" */
    GByteArray *bytes;
    gint64 modified; /* seconds since 1970 */
} Part;

/* The parts (Part *) of the archive that `fd` gives up to its end; NULL with `status`. */
GPtrArray *package_read(int fd, Status *status);
/* The same of one that is in memory; borrowed. */
GPtrArray *package_open(const GByteArray *packed, Status *status);
/* Writes them as an archive. FALSE where the machine fails. */
gboolean package_write(const GPtrArray *parts, int fd);

/* NULL where there is none. */
Part *package_find(const GPtrArray *parts, const char *name);

/* The part as a tree, to be freed. NULL with `status`; where `part` is NULL, without. */
xmlDoc *part_parse(const Part *part, Status *status);
/* Replaces the text of the part. FALSE where memory is short. */
gboolean part_replace(Part *part, xmlDoc *document);
