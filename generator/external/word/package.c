/* SPDX-License-Identifier: MIT */
#include "external/word/package.h"

#include <archive.h>
#include <archive_entry.h>
#include <errno.h>
#include <libxml/parser.h>
#include <string.h>
#include <unistd.h>

#define CHUNK 65536
#define XML_MOST (64 << 20)
#define PACKAGE_MOST (200 << 20)
/* Text becomes a tenth of itself, at times a fiftieth; what becomes less is made to burst. */
#define RATIO_MOST 200
#define RATIO_FROM (16 << 20)

typedef struct archive Reader;
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Reader, archive_read_free)

typedef struct {
    Reader *reader;
    const GByteArray *packed;
    gsize unpacked;
    Status status;
} Unpacking;

static void part_free(gpointer data)
{
    Part *part = data;

    g_free(part->name);
    g_byte_array_unref(part->bytes);
    g_free(part);
}

static gboolean stop(Unpacking *unpacking, Status status)
{
    unpacking->status = status;
    return FALSE;
}

/* All that `fd` gives up to its end. */
static Status packed_read(int fd, GByteArray *packed)
{
    guint8 chunk[CHUNK];

    for (;;) {
        const gssize count = read(fd, chunk, sizeof chunk);
        if (count == 0)
            return STATUS_NUMBERED;
        if (count < 0 && errno == EINTR)
            continue;
        if (count < 0)
            return STATUS_MACHINE;
        if (packed->len + (gsize)count > PACKAGE_MOST)
            return STATUS_LARGE;
        g_byte_array_append(packed, chunk, (guint)count);
    }
}

static gboolean is_bomb(const Unpacking *unpacking)
{
    return unpacking->unpacked > PACKAGE_MOST ||
           (unpacking->unpacked > RATIO_FROM && unpacking->unpacked / RATIO_MOST > unpacking->packed->len);
}

static gboolean unpack(Unpacking *unpacking, GByteArray *into)
{
    guint8 chunk[CHUNK];

    for (;;) {
        const gssize count = archive_read_data(unpacking->reader, chunk, sizeof chunk);
        if (count == 0)
            return TRUE;
        if (count == ARCHIVE_RETRY)
            continue;
        if (count < 0)
            return stop(unpacking, STATUS_DAMAGED);
        unpacking->unpacked += (gsize)count;
        if (is_bomb(unpacking))
            return stop(unpacking, STATUS_LARGE);
        g_byte_array_append(into, chunk, (guint)count);
    }
}

static gboolean part_read(Unpacking *unpacking, struct archive_entry *entry, GPtrArray *parts)
{
    const char *name = archive_entry_pathname_utf8(entry);

    if (archive_entry_is_encrypted(entry))
        return stop(unpacking, STATUS_ENCRYPTED);
    if (!name || archive_entry_filetype(entry) != AE_IFREG)
        return TRUE;
    Part *part = g_new(Part, 1);
    *part = (Part){g_strdup(name), g_byte_array_new(), archive_entry_mtime(entry)};
    g_ptr_array_add(parts, part);
    return unpack(unpacking, part->bytes);
}

/* Only an archive with its directory is whole. */
static gboolean parts_read(Unpacking *unpacking, GPtrArray *parts)
{
    Reader *reader = unpacking->reader;
    struct archive_entry *entry;
    int result;

    if (archive_read_support_format_zip_seekable(reader) != ARCHIVE_OK ||
        archive_read_open_memory(reader, unpacking->packed->data, unpacking->packed->len) != ARCHIVE_OK)
        return stop(unpacking, STATUS_DAMAGED);
    while ((result = archive_read_next_header(reader, &entry)) == ARCHIVE_OK || result == ARCHIVE_WARN)
        if (!part_read(unpacking, entry, parts))
            return FALSE;
    return result == ARCHIVE_EOF || stop(unpacking, STATUS_DAMAGED);
}

GPtrArray *package_open(const GByteArray *packed, Status *status)
{
    g_autoptr(Reader) reader = archive_read_new();
    g_autoptr(GPtrArray) parts = g_ptr_array_new_with_free_func(part_free);
    Unpacking unpacking = {.reader = reader, .packed = packed, .status = STATUS_MACHINE};

    if (reader && parts_read(&unpacking, parts))
        return g_steal_pointer(&parts);
    *status = unpacking.status;
    return NULL;
}

GPtrArray *package_read(int fd, Status *status)
{
    g_autoptr(GByteArray) packed = g_byte_array_new();

    *status = packed_read(fd, packed);
    return *status == STATUS_NUMBERED ? package_open(packed, status) : NULL;
}

static gboolean part_write(struct archive *writer, const Part *part)
{
    struct archive_entry *entry = archive_entry_new();

    archive_entry_set_pathname_utf8(entry, part->name);
    archive_entry_set_filetype(entry, AE_IFREG);
    archive_entry_set_perm(entry, 0644);
    archive_entry_set_mtime(entry, part->modified, 0);
    archive_entry_set_size(entry, part->bytes->len);
    const gboolean written =
        archive_write_header(writer, entry) == ARCHIVE_OK &&
        archive_write_data(writer, part->bytes->data, part->bytes->len) == (gssize)part->bytes->len;
    archive_entry_free(entry);
    return written;
}

/* Not packed again: it is read once, right away. */
static gboolean parts_write(struct archive *writer, const GPtrArray *parts, int fd)
{
    if (archive_write_set_format_zip(writer) != ARCHIVE_OK ||
        archive_write_zip_set_compression_store(writer) != ARCHIVE_OK ||
        archive_write_set_bytes_in_last_block(writer, 1) != ARCHIVE_OK ||
        archive_write_open_fd(writer, fd) != ARCHIVE_OK)
        return FALSE;
    for (guint i = 0; i < parts->len; i++)
        if (!part_write(writer, parts->pdata[i]))
            return FALSE;
    return archive_write_close(writer) == ARCHIVE_OK;
}

gboolean package_write(const GPtrArray *parts, int fd)
{
    struct archive *writer = archive_write_new();
    const gboolean written = writer && parts_write(writer, parts, fd);

    archive_write_free(writer);
    return written;
}

Part *package_find(const GPtrArray *parts, const char *name)
{
    for (guint i = 0; i < parts->len; i++) {
        Part *part = parts->pdata[i];
        if (strcmp(part->name, name) == 0)
            return part;
    }
    return NULL;
}

static xmlDoc *parse(const GByteArray *bytes, Status *status)
{
    xmlDoc *document = xmlReadMemory((const char *)bytes->data, (int)bytes->len, NULL, NULL,
                                     XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_NOWARNING);
    const xmlError *error = document ? NULL : xmlGetLastError();

    if (!document)
        *status = error && error->code == XML_ERR_NO_MEMORY ? STATUS_LARGE : STATUS_DAMAGED;
    return document;
}

xmlDoc *part_parse(const Part *part, Status *status)
{
    if (!part)
        return NULL;
    if (part->bytes->len > XML_MOST) {
        *status = STATUS_LARGE;
        return NULL;
    }
    xmlDoc *document = parse(part->bytes, status);
    if (!document || !document->intSubset)
        return document;
    /* A declaration of entities: no part may have one (8.1.4). */
    xmlFreeDoc(document);
    *status = STATUS_DAMAGED;
    return NULL;
}

gboolean part_replace(Part *part, xmlDoc *document)
{
    xmlChar *text = NULL;
    int length = 0;

    xmlDocDumpMemoryEnc(document, &text, &length, "UTF-8");
    if (!text)
        return FALSE;
    g_byte_array_set_size(part->bytes, 0);
    g_byte_array_append(part->bytes, text, (guint)length);
    xmlFree(text);
    return TRUE;
}
