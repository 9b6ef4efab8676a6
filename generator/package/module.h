/* SPDX-License-Identifier: MIT */
/*
 * ZIP and tar by libarchive: a module, broadside-package.so, which only a command that writes or reads such a
 * file loads (process/module.h): libarchive and what it loads in its turn would make every start of the
 * program slower.
 */
#pragma once

#include <glib.h>

typedef enum { PACKAGE_ZIP, PACKAGE_TAR, N_PACKAGE_FORMATS } PackageFormat;

typedef struct PackageWriter PackageWriter;
typedef struct PackageReader PackageReader;

/* What is to be written; everything is borrowed. */
typedef struct {
    const char *path; /* UTF-8, with slashes */
    gboolean folder;
    gboolean packed; /* it is compressed already */
    guint64 bytes;
} PackagePart;

typedef enum { PACKED_FILE, PACKED_FOLDER, PACKED_LINK, PACKED_OTHER } PackedKind;

/* What was read; until the next one is. */
typedef struct {
    const char *path; /* bytes, UTF-8 where the archive says so; never NULL */
    PackedKind kind;
    const char *same; /* a link: the path of the entry before it whose file it is once more; or NULL */
    guint64 bytes;    /* as the archive says; G_MAXUINT64: it does not */
    gboolean secret;  /* it is encrypted */
} PackageEntry;

typedef enum { PACKAGE_READ, PACKAGE_END, PACKAGE_BROKEN } PackageStep;

typedef struct {
    guint version; /* PACKAGE_VERSION of the headers that it was built with */

    /*
     * A new archive in the file `fd`, which stays open: all times `day` (days since 1970-01-01) at midnight
     * UTC, no owners, the same bytes for the same parts. Until it is closed, no other thread may ask for the
     * local time. Functions that return gboolean give FALSE with errno (writer_problem says more, or NULL).
     */
    PackageWriter *(*writer_open)(int fd, PackageFormat format, gint32 day);
    gboolean (*writer_add)(PackageWriter *writer, const PackagePart *part);
    /* The bytes of the part that was added last: as many as it said. */
    gboolean (*writer_put)(PackageWriter *writer, const void *bytes, gsize length);
    /* FALSE where not all of it was written. Frees the writer. */
    gboolean (*writer_close)(PackageWriter *writer);

    /*
     * Reads the archive in the file `fd`, which stays open: ZIP, 7-Zip or tar, also packed by gzip, bzip2,
     * xz, zstd, lz4 or compress. A reader is made before a process confines itself, and opens in it. FALSE
     * where the file is none of them.
     */
    PackageReader *(*reader_new)(void);
    gboolean (*reader_open)(PackageReader *reader, int fd);
    PackageStep (*reader_next)(PackageReader *reader, PackageEntry *entry);
    /* Some bytes of the entry; 0 after the last; -1: they are broken. */
    gssize (*reader_read)(PackageReader *reader, void *buffer, gsize size);
    /* What was wrong, in English; until the next call. */
    const char *(*reader_problem)(PackageReader *reader);
    void (*reader_free)(PackageReader *reader);
} PackageModule;

#define PACKAGE_FILE "broadside-package.so"
#define PACKAGE_VERSION 2
#define PACKAGE_SYMBOL "broadside_package"
extern const PackageModule broadside_package;
