/* SPDX-License-Identifier: MIT */
#include "archive/package-child.h"

#include "archive/bag-items.h"

#include <string.h>

#define BUFFER_SIZE (256 * 1024)
/* How much is done before results are handed back: bytes of results, bytes that were read, entries. */
#define RESULTS_MAX (2 * 1024 * 1024)
#define READ_MAX (256 * 1024 * 1024)
#define ENTRIES_MAX 20000
#define PATH_BYTES_MAX 65536
/* Bytes of names and tag files that are handed back in all: of some million files. */
#define KEPT_MAX (G_GUINT64_CONSTANT(1) << 30)

struct PackageChild {
    const PackageTask *task;
    PackageReader *reader;
    guint index; /* of the entry */
    gboolean begun, reading, ended;
    guint64 unpacked; /* as the entries say */
    guint64 kept;     /* bytes of names and tag files */
    guint64 left;     /* of the entry */
    Checksums checksums;
    GVariantBuilder results;
    guint count;
    gsize size; /* of the results */
    guint64 read;
    char *buffer;
};

static void results_begin(PackageChild *child)
{
    g_variant_builder_init(&child->results, G_VARIANT_TYPE(PACKAGE_RESULTS));
    child->count = 0;
    child->size = 0;
    child->read = 0;
}

static void result_add(PackageChild *child, PackageResult result, guint8 small, const char *bytes,
                       gsize length, guint64 number)
{
    GVariant *parts[] = {g_variant_new_byte((guint8)result), g_variant_new_byte(small),
                         g_variant_new_fixed_array(G_VARIANT_TYPE_BYTE, bytes, length, 1),
                         g_variant_new_uint64(number)};

    g_variant_builder_add_value(&child->results, g_variant_new_tuple(parts, G_N_ELEMENTS(parts)));
    child->count++;
    child->size += length + 32;
}

static void result_text(PackageChild *child, PackageResult result, const char *text, guint64 number)
{
    result_add(child, result, 0, text, MIN(strlen(text), 1000), number);
}

static void child_end(PackageChild *child, PackageResult result, const char *text)
{
    result_text(child, result, text, 0);
    child->ended = TRUE;
}

PackageChild *package_child_new(const PackageTask *task)
{
    PackageChild *child = g_new0(PackageChild, 1);

    child->task = task;
    child->buffer = g_malloc(BUFFER_SIZE);
    child->reader = task->reader;
    results_begin(child);
    if (!task->module->reader_open(child->reader, task->fd))
        child_end(child, RESULT_BROKEN, "");
    return child;
}

/* One that verification reads, wherever the bag's folder is. */
static gboolean may_be_tag_file(const char *path)
{
    const char *name = strrchr(path, '/');
    guint depth = 0;

    if (strncmp(path, "./", 2) == 0)
        path += 2;
    for (const char *p = path; *p; p++)
        depth += *p == '/';
    name = name ? name + 1 : path;
    const gsize length = strlen(name);
    return depth <= 1 && length >= 4 && g_ascii_strcasecmp(name + length - 4, ".txt") == 0 &&
           (strcmp(name, "bagit.txt") == 0 || strcmp(name, "bag-info.txt") == 0 ||
            strcmp(name, "package-info.txt") == 0 || strcmp(name, "fetch.txt") == 0 ||
            g_ascii_strncasecmp(name, "manifest-", 9) == 0 ||
            g_ascii_strncasecmp(name, "tagmanifest-", 12) == 0);
}

static guint wanted_of(const PackageChild *child)
{
    const GArray *wanted = child->task->wanted;

    return wanted && child->index < wanted->len ? g_array_index(wanted, guint, child->index) : 0;
}

static void entry_begin(PackageChild *child, const PackageEntry *entry)
{
    const gsize length = strlen(entry->path);
    const gboolean file = entry->kind == PACKED_FILE && !entry->secret;

    child->unpacked += entry->bytes == G_MAXUINT64 ? 0 : MIN(entry->bytes, G_MAXUINT64 - child->unpacked);
    child->kept += length + (entry->same ? strlen(entry->same) : 0);
    if (child->unpacked > child->task->most || length > PATH_BYTES_MAX || child->kept > KEPT_MAX) {
        child_end(child, RESULT_LARGE, "");
        return;
    }
    child->left = MIN(entry->bytes, child->task->most);
    if (child->task->wanted) {
        child->reading = file && wanted_of(child) != 0;
        if (child->reading)
            checksums_init(&child->checksums, wanted_of(child));
        return;
    }
    result_add(child, RESULT_ENTRY, (guint8)((guint)entry->kind + (entry->secret ? RESULT_SECRET : 0)),
               entry->path, length, entry->bytes);
    if (entry->same)
        result_add(child, RESULT_SAME, 0, entry->same, MIN(strlen(entry->same), PATH_BYTES_MAX), 0);
    child->reading = file && entry->bytes <= TAG_FILE_MAX && may_be_tag_file(entry->path);
    if (child->reading)
        result_add(child, RESULT_PIECE, 0, "", 0, 0); /* it may be empty */
}

static void entry_end(PackageChild *child)
{
    for (guint i = 0; i < N_ALGORITHMS; i++) {
        const char *text = checksums_text(&child->checksums, i);
        if (text)
            result_add(child, RESULT_DIGEST, (guint8)i, text, strlen(text), child->index);
    }
    checksums_clear(&child->checksums);
    child->reading = FALSE;
}

static void entry_fail(PackageChild *child, const char *problem)
{
    result_text(child, RESULT_BAD, problem, child->index);
    checksums_clear(&child->checksums);
    child->reading = FALSE;
}

static void piece_keep(PackageChild *child, gsize length)
{
    child->kept += length;
    if (child->kept > KEPT_MAX)
        child_end(child, RESULT_LARGE, "");
    else
        result_add(child, RESULT_PIECE, 0, child->buffer, length, 0);
}

static void piece_read(PackageChild *child)
{
    const gssize length = child->task->module->reader_read(child->reader, child->buffer, BUFFER_SIZE);

    if (length < 0) {
        entry_fail(child, child->task->module->reader_problem(child->reader));
    } else if ((guint64)length > child->left) {
        entry_fail(child, "it is longer than it says");
    } else if (length == 0) {
        entry_end(child);
    } else {
        child->read += (gsize)length;
        child->left -= (gsize)length;
        if (child->task->wanted)
            checksums_update(&child->checksums, child->buffer, (gsize)length);
        else
            piece_keep(child, (gsize)length);
    }
}

static void entry_next(PackageChild *child)
{
    PackageEntry entry;
    const PackageStep step = child->task->module->reader_next(child->reader, &entry);

    child->index += child->begun ? 1 : 0;
    child->begun = TRUE;
    if (step == PACKAGE_READ)
        entry_begin(child, &entry);
    else if (step == PACKAGE_END)
        child_end(child, RESULT_END, "");
    else
        child_end(child, RESULT_BROKEN, child->task->module->reader_problem(child->reader));
}

void package_child_run(PackageChild *child)
{
    for (guint entries = 0;
         !child->ended && entries < ENTRIES_MAX && child->size < RESULTS_MAX && child->read < READ_MAX;) {
        if (child->reading) {
            piece_read(child);
        } else {
            entry_next(child);
            entries++;
        }
    }
}

GVariant *package_child_results(PackageChild *child)
{
    if (child->read > 0)
        result_text(child, RESULT_DONE, "", child->read);
    if (child->count == 0)
        return NULL;
    GVariant *results = g_variant_builder_end(&child->results);
    results_begin(child);
    return results;
}
