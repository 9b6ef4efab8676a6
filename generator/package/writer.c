/* SPDX-License-Identifier: MIT */
#include "package/writer.h"

#include <archive.h>
#include <archive_entry.h>
#include <errno.h>
#include <locale.h>
#include <time.h>

#define SECONDS_OF_DAY 86400
#define BLOCK_SIZE                                                                                           \
    (512 * 1024) /* bytes of one write; 10 KB, which is the default, take ten times the calls */

struct PackageWriter {
    struct archive *archive;
    struct archive_entry *entry;
    PackageFormat format;
    gint64 time;
    char *zone;      /* the TZ of before */
    locale_t locale; /* of before */
    locale_t utf8;
};

/*
 * ZIP has local times: the same bytes everywhere there are for one zone only. And libarchive takes names
 * through the character set of the locale.
 */
static void surroundings_set(PackageWriter *writer)
{
    writer->zone = g_strdup(g_getenv("TZ"));
    g_setenv("TZ", "UTC0", TRUE);
    tzset();
    writer->utf8 = newlocale(LC_CTYPE_MASK, "C.UTF-8", (locale_t)0);
    writer->locale = writer->utf8 ? uselocale(writer->utf8) : (locale_t)0;
}

static void surroundings_restore(PackageWriter *writer)
{
    if (writer->zone)
        g_setenv("TZ", writer->zone, TRUE);
    else
        g_unsetenv("TZ");
    tzset();
    g_free(writer->zone);
    if (writer->utf8) {
        uselocale(writer->locale);
        freelocale(writer->utf8);
    }
}

/* "restricted": without what differs from run to run, such as access times. */
static int format_set(struct archive *archive, PackageFormat format)
{
    if (format == PACKAGE_TAR)
        return archive_write_set_format_pax_restricted(archive);
    const int set = archive_write_set_format_zip(archive);
    return set == ARCHIVE_OK
               ? archive_write_set_options(archive, "zip:hdrcharset=UTF-8,zip:compression=deflate")
               : set;
}

PackageWriter *writer_open(int fd, PackageFormat format, gint32 day)
{
    PackageWriter *writer = g_new0(PackageWriter, 1);

    writer->format = format;
    writer->time = (gint64)day * SECONDS_OF_DAY;
    writer->archive = archive_write_new();
    writer->entry = archive_entry_new();
    surroundings_set(writer);
    if (writer->archive && writer->entry && format_set(writer->archive, format) == ARCHIVE_OK &&
        archive_write_set_bytes_per_block(writer->archive, BLOCK_SIZE) == ARCHIVE_OK &&
        archive_write_set_bytes_in_last_block(writer->archive, 1) == ARCHIVE_OK &&
        archive_write_open_fd(writer->archive, fd) == ARCHIVE_OK)
        return writer;
    writer_close(writer);
    errno = ENOMEM;
    return NULL;
}

gboolean writer_add(PackageWriter *writer, const PackagePart *part)
{
    struct archive_entry *entry = archive_entry_clear(writer->entry);

    /* As the bytes that it is: what is set as UTF-8 comes out in another normalisation, as the name of
     * another file. */
    archive_entry_set_pathname(entry, part->path);
    archive_entry_set_filetype(entry, part->folder ? AE_IFDIR : AE_IFREG);
    archive_entry_set_perm(entry, part->folder ? 0755 : 0644);
    archive_entry_set_size(entry, part->folder ? 0 : (gint64)part->bytes);
    archive_entry_set_mtime(entry, writer->time, 0);
    if (writer->format == PACKAGE_ZIP && (part->packed || part->folder))
        archive_write_zip_set_compression_store(writer->archive);
    else if (writer->format == PACKAGE_ZIP)
        archive_write_zip_set_compression_deflate(writer->archive);
    if (archive_write_header(writer->archive, entry) == ARCHIVE_OK)
        return TRUE;
    errno = archive_errno(writer->archive) > 0 ? archive_errno(writer->archive) : EIO;
    return FALSE;
}

gboolean writer_put(PackageWriter *writer, const void *bytes, gsize length)
{
    if (archive_write_data(writer->archive, bytes, length) == (gssize)length)
        return TRUE;
    errno = archive_errno(writer->archive) > 0 ? archive_errno(writer->archive) : EIO;
    return FALSE;
}

gboolean writer_close(PackageWriter *writer)
{
    const gboolean closed = writer->archive && archive_write_close(writer->archive) == ARCHIVE_OK;
    const int problem = !closed && writer->archive && archive_errno(writer->archive) > 0
                            ? archive_errno(writer->archive)
                            : EIO;

    archive_write_free(writer->archive);
    archive_entry_free(writer->entry);
    surroundings_restore(writer);
    g_free(writer);
    errno = problem;
    return closed;
}
