/* SPDX-License-Identifier: MIT */
#include "import/zip.h"

#include <gio/gio.h>
#include <string.h>

#define LOCAL_SIZE 30
#define ENTRY_SIZE 46
#define END_SIZE 22
#define COMMENT_MOST 65535
#define STORED 0
#define DEFLATED 8
#define FLAG_DESCRIPTOR 8 /* the sizes stand behind the data: ours stand before it */
#define FLAG_ENCRYPTED 1

/* A file as the directory at the end tells of it. */
typedef struct {
    const guint8 *entry; /* ENTRY_SIZE bytes, then the name */
    const guint8 *data;
    guint name_length;
    guint32 packed, size;
    guint method, flags;
} ZipFile;

typedef struct {
    const guint8 *bytes;
    gsize length;
    gsize at; /* the next entry of the directory */
    guint left;
} ZipWalk;

static guint read16(const guint8 *at)
{
    return at[0] | (guint)at[1] << 8;
}

static guint32 read32(const guint8 *at)
{
    return read16(at) | (guint32)read16(at + 2) << 16;
}

static void put16(GByteArray *into, guint value)
{
    const guint8 bytes[] = {(guint8)value, (guint8)(value >> 8)};
    g_byte_array_append(into, bytes, sizeof bytes);
}

static void put32(GByteArray *into, guint32 value)
{
    put16(into, value & 0xffff);
    put16(into, value >> 16);
}

/* The record at the end says where the directory begins. */
static gboolean walk_begin(ZipWalk *walk, const char *bytes, gsize length)
{
    const guint8 *start = (const guint8 *)bytes;

    for (gsize back = END_SIZE; back <= length && back <= END_SIZE + COMMENT_MOST; back++) {
        const guint8 *end = start + length - back;
        if (memcmp(end, "PK\005\006", 4) != 0)
            continue;
        *walk = (ZipWalk){start, length, read32(end + 16), read16(end + 10)};
        return TRUE;
    }
    return FALSE;
}

static gboolean find_data(const ZipWalk *walk, ZipFile *file)
{
    const gsize local = read32(file->entry + 42);

    if (local + LOCAL_SIZE > walk->length || memcmp(walk->bytes + local, "PK\003\004", 4) != 0)
        return FALSE;
    const gsize start =
        local + LOCAL_SIZE + read16(walk->bytes + local + 26) + read16(walk->bytes + local + 28);
    file->data = walk->bytes + start;
    return start <= walk->length && file->packed <= walk->length - start;
}

/* The next file. FALSE at the end, and where the archive is damaged: then something is left. */
static gboolean walk_next(ZipWalk *walk, ZipFile *file)
{
    const guint8 *entry = walk->bytes + walk->at;

    if (walk->left == 0 || walk->at + ENTRY_SIZE > walk->length || memcmp(entry, "PK\001\002", 4) != 0)
        return FALSE;
    *file = (ZipFile){.entry = entry,
                      .name_length = read16(entry + 28),
                      .packed = read32(entry + 20),
                      .size = read32(entry + 24),
                      .method = read16(entry + 10),
                      .flags = read16(entry + 8)};
    walk->at += ENTRY_SIZE + file->name_length + read16(entry + 30) + read16(entry + 32);
    if (walk->at > walk->length || !find_data(walk, file))
        return FALSE;
    walk->left--;
    return TRUE;
}

static gboolean is_called(const ZipFile *file, const char *name)
{
    return file->name_length == strlen(name) &&
           memcmp(file->entry + ENTRY_SIZE, name, file->name_length) == 0;
}

static char *inflate(const ZipFile *file)
{
    g_autoptr(GZlibDecompressor) converter = g_zlib_decompressor_new(G_ZLIB_COMPRESSOR_FORMAT_RAW);
    char *text = g_malloc((gsize)file->size + 1);
    gsize read = 0, written = 0;
    const GConverterResult result =
        g_converter_convert(G_CONVERTER(converter), file->data, file->packed, text, (gsize)file->size + 1,
                            G_CONVERTER_INPUT_AT_END, &read, &written, NULL);

    if (result == G_CONVERTER_FINISHED && written == file->size) {
        text[written] = '\0';
        return text;
    }
    g_free(text);
    return NULL;
}

char *zip_text(const char *bytes, gsize length, const char *name, gsize most)
{
    ZipWalk walk;
    ZipFile file;

    if (!walk_begin(&walk, bytes, length))
        return NULL;
    while (walk_next(&walk, &file)) {
        if (!is_called(&file, name))
            continue;
        if (file.size > most || (file.flags & FLAG_ENCRYPTED))
            return NULL;
        if (file.method == STORED && file.packed == file.size)
            return g_strndup((const char *)file.data, file.size);
        return file.method == DEFLATED ? inflate(&file) : NULL;
    }
    return NULL;
}

/* CRC-32 of ISO 3309, as ZIP wants it. */
static guint32 checksum(const char *text, gsize length)
{
    guint32 sum = 0xffffffff;

    for (gsize i = 0; i < length; i++) {
        sum ^= (guint8)text[i];
        for (int bit = 0; bit < 8; bit++)
            sum = sum >> 1 ^ (sum & 1 ? 0xedb88320 : 0);
    }
    return ~sum;
}

/* What the local header and the directory have in common: from the version up to the lengths of name and
 * extra field. */
static void put_common(GByteArray *into, const ZipFile *file, guint32 sum)
{
    put16(into, 20);
    put16(into, file->flags & ~(guint)FLAG_DESCRIPTOR);
    put16(into, file->method);
    g_byte_array_append(into, file->entry + 12, 4); /* its time */
    put32(into, sum);
    put32(into, file->packed);
    put32(into, file->size);
    put16(into, file->name_length);
    put16(into, 0);
}

static void put_file(GByteArray *into, GByteArray *directory, const ZipFile *file, guint32 sum)
{
    const guint32 start = into->len;

    g_byte_array_append(into, (const guint8 *)"PK\003\004", 4);
    put_common(into, file, sum);
    g_byte_array_append(into, file->entry + ENTRY_SIZE, file->name_length);
    g_byte_array_append(into, file->data, file->packed);
    g_byte_array_append(directory, (const guint8 *)"PK\001\002", 4);
    put16(directory, 20);
    put_common(directory, file, sum);
    put16(directory, 0); /* no comment */
    put32(directory, 0);
    put32(directory, 0);
    put32(directory, start);
    g_byte_array_append(directory, file->entry + ENTRY_SIZE, file->name_length);
}

static void put_end(GByteArray *into, GByteArray *directory, guint count)
{
    const guint32 start = into->len;

    g_byte_array_append(into, directory->data, directory->len);
    g_byte_array_append(into, (const guint8 *)"PK\005\006", 4);
    put32(into, 0);
    put16(into, count);
    put16(into, count);
    put32(into, directory->len);
    put32(into, start);
    put16(into, 0);
}

GBytes *zip_replace(const char *bytes, gsize length, const char *name, const char *text)
{
    g_autoptr(GByteArray) into = g_byte_array_new();
    g_autoptr(GByteArray) directory = g_byte_array_new();
    const gsize size = strlen(text);
    ZipWalk walk;
    ZipFile file;

    if (!walk_begin(&walk, bytes, length) || size > G_MAXUINT32 / 2)
        return NULL;
    const guint count = walk.left;
    while (walk_next(&walk, &file)) {
        guint32 sum = read32(file.entry + 16);
        if (is_called(&file, name)) {
            file.method = STORED;
            file.packed = file.size = (guint32)size;
            file.data = (const guint8 *)text;
            sum = checksum(text, size);
        }
        put_file(into, directory, &file, sum);
        if (into->len > length + size) /* files that lie upon each other: a few bytes become any number */
            return NULL;
    }
    if (walk.left > 0)
        return NULL;
    put_end(into, directory, count);
    return g_byte_array_free_to_bytes(g_steal_pointer(&into));
}
