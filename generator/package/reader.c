/* SPDX-License-Identifier: MIT */
#include "package/reader.h"

#include <archive.h>
#include <archive_entry.h>
#include <locale.h>
#include <unistd.h>

#define BLOCK_SIZE (128 * 1024)

struct PackageReader {
    struct archive *archive;
    locale_t utf8;
    locale_t before; /* the locale that was in use when it was opened */
};

/* No filter that would start another program. */
static gboolean filters_set(struct archive *archive)
{
    static int (*const filters[])(struct archive *) = {
        archive_read_support_filter_gzip,     archive_read_support_filter_bzip2,
        archive_read_support_filter_xz,       archive_read_support_filter_lzma,
        archive_read_support_filter_zstd,     archive_read_support_filter_lz4,
        archive_read_support_filter_compress,
    };
    gboolean set = TRUE;

    for (gsize i = 0; i < G_N_ELEMENTS(filters); i++)
        set = set && filters[i](archive) == ARCHIVE_OK;
    return set;
}

static gboolean formats_set(struct archive *archive)
{
    return archive_read_support_format_tar(archive) == ARCHIVE_OK &&
           archive_read_support_format_zip_seekable(archive) == ARCHIVE_OK &&
           archive_read_support_format_7zip(archive) == ARCHIVE_OK;
}

PackageReader *reader_new(void)
{
    PackageReader *reader = g_new0(PackageReader, 1);

    reader->utf8 = newlocale(LC_CTYPE_MASK, "C.UTF-8", (locale_t)0);
    return reader;
}

gboolean reader_open(PackageReader *reader, int fd)
{
    /* Names come in the character set of the locale. */
    if (reader->utf8)
        reader->before = uselocale(reader->utf8);
    reader->archive = archive_read_new();
    return reader->archive && lseek(fd, 0, SEEK_SET) == 0 && filters_set(reader->archive) &&
           formats_set(reader->archive) &&
           archive_read_open_fd(reader->archive, fd, BLOCK_SIZE) == ARCHIVE_OK;
}

static PackedKind kind_of(struct archive_entry *entry)
{
    if (archive_entry_hardlink(entry) || archive_entry_symlink(entry) ||
        archive_entry_filetype(entry) == AE_IFLNK)
        return PACKED_LINK;
    return archive_entry_filetype(entry) == AE_IFREG   ? PACKED_FILE
           : archive_entry_filetype(entry) == AE_IFDIR ? PACKED_FOLDER
                                                       : PACKED_OTHER;
}

PackageStep reader_next(PackageReader *reader, PackageEntry *entry)
{
    struct archive_entry *next;
    const int result = archive_read_next_header(reader->archive, &next);

    if (result == ARCHIVE_EOF)
        return PACKAGE_END;
    /* A warning is of a name that cannot be converted, or of what nobody asked for. */
    if (result != ARCHIVE_OK && result != ARCHIVE_WARN)
        return PACKAGE_BROKEN;
    const char *path = archive_entry_pathname_utf8(next);
    if (!path)
        path = archive_entry_pathname(next);
    const char *same = archive_entry_hardlink_utf8(next);
    *entry = (PackageEntry){
        .path = path ? path : "",
        .kind = kind_of(next),
        .same = same ? same : archive_entry_hardlink(next),
        .bytes = archive_entry_size_is_set(next) ? (guint64)MAX(archive_entry_size(next), 0) : G_MAXUINT64,
        .secret = archive_entry_is_encrypted(next) != 0,
    };
    return PACKAGE_READ;
}

gssize reader_read(PackageReader *reader, void *buffer, gsize size)
{
    gssize length;

    do
        length = archive_read_data(reader->archive, buffer, size);
    while (length == ARCHIVE_RETRY);
    return length < 0 ? -1 : length;
}

const char *reader_problem(PackageReader *reader)
{
    const char *problem = archive_error_string(reader->archive);
    return problem ? problem : "";
}

void reader_free(PackageReader *reader)
{
    archive_read_free(reader->archive);
    if (reader->before)
        uselocale(reader->before);
    if (reader->utf8)
        freelocale(reader->utf8);
    g_free(reader);
}
