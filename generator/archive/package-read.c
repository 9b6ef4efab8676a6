/* SPDX-License-Identifier: MIT */
#include "archive/package-read.h"

#include "archive/package-child.h"
#include "build/failure.h"
#include "process/pool.h"

#include <glib/gi18n.h>
#include <string.h>

/* Steps, after each of which results are handed back: each reads 256 MB, or lists 20,000 entries. */
#define STEPS_MAX 16384
#define ENTRIES_MAX 2000000
#define SECONDS_MAX 1800 /* of one step: skipping a large file may take long */
#define MEMORY_MAX (G_GUINT64_CONSTANT(768) * 1024 * 1024)
/* What an archive may always unpack to, and how many times its own size beyond that. */
#define UNPACKED_MIN (G_GUINT64_CONSTANT(16) << 30)
#define UNPACKED_FACTOR 500

typedef struct {
    PackageTask task;
    Place place;
    Diagnostics *diagnostics;
    gboolean ended, failed;
    /* Listing: */
    GPtrArray *entries; /* BagItem */
    GString *text;      /* of the last of them */
    /* Digesting: */
    const BagItems *items;
    GPtrArray *by_entry; /* BagItem, borrowed, or NULL */
    guint64 done, all;
    ItemsProgress progress;
} Reading;

static void *child_begin(void *data)
{
    Reading *reading = data;

    return package_child_new(&reading->task);
}

static gboolean child_run(G_GNUC_UNUSED void *data, void *state, G_GNUC_UNUSED guint task,
                          G_GNUC_UNUSED GError **error)
{
    package_child_run(state);
    return TRUE;
}

static GVariant *child_results(G_GNUC_UNUSED void *data, void *state, G_GNUC_UNUSED gboolean last)
{
    return package_child_results(state);
}

/* The text of a tag file is whole, as far as it is there. */
static void text_settle(Reading *reading)
{
    BagItem *entry =
        reading->entries->len > 0 ? g_ptr_array_index(reading->entries, reading->entries->len - 1) : NULL;

    if (!reading->text)
        return;
    if (entry) {
        entry->bytes = reading->text->len;
        entry->text = g_string_free(g_steal_pointer(&reading->text), FALSE);
    }
}

static void entry_take(Reading *reading, guint8 small, const char *bytes, gsize length, guint64 number)
{
    static const ItemKind kinds[] = {ITEM_FILE, ITEM_FOLDER, ITEM_LINK, ITEM_OTHER};
    const guint kind = small & ~(guint)RESULT_SECRET;

    text_settle(reading);
    if (kind >= G_N_ELEMENTS(kinds) || reading->entries->len > ENTRIES_MAX)
        return;
    BagItem *entry = g_new0(BagItem, 1);
    entry->path = g_strndup(bytes, length);
    entry->kind = kinds[kind];
    entry->bytes = entry->kind == ITEM_FILE && number != G_MAXUINT64 ? number : 0;
    entry->index = reading->entries->len;
    g_ptr_array_add(reading->entries, entry);
    if (entry->kind != ITEM_FILE || !(small & RESULT_SECRET))
        return;
    g_autofree char *shown = path_show(entry->path);
    diagnostics_error(reading->diagnostics, reading->place, NULL, _("the file '%s' is encrypted"), shown);
    reading->failed = TRUE;
}

static void piece_take(Reading *reading, const char *bytes, gsize length)
{
    if (!reading->text)
        reading->text = g_string_new(NULL);
    if (reading->text->len + length <= TAG_FILE_MAX)
        g_string_append_len(reading->text, bytes, (gssize)length);
}

static void same_take(const Reading *reading, const char *bytes, gsize length)
{
    BagItem *entry =
        reading->entries->len > 0 ? g_ptr_array_index(reading->entries, reading->entries->len - 1) : NULL;

    if (entry && entry->kind == ITEM_LINK && !entry->same)
        entry->same = g_strndup(bytes, length);
}

static BagItem *item_at(const Reading *reading, guint64 index)
{
    return reading->by_entry && index < reading->by_entry->len
               ? g_ptr_array_index(reading->by_entry, (guint)index)
               : NULL;
}

static void digest_take(const Reading *reading, guint8 algorithm, const char *bytes, gsize length,
                        guint64 index)
{
    BagItem *item = item_at(reading, index);

    if (!item || algorithm >= N_ALGORITHMS || item->digests[algorithm])
        return;
    item->digests[algorithm] = g_strndup(bytes, length);
}

static void bad_take(Reading *reading, const char *problem, guint64 index)
{
    const BagItem *item = item_at(reading, index);
    g_autofree char *shown = item ? items_shown(reading->items, item->path) : NULL;
    const Place place = shown ? PLACE_FILE(shown) : reading->place;
    g_autofree char *text = path_show(problem);

    diagnostics_error(reading->diagnostics, place, NULL, _("cannot be read: %s"), text);
}

static void broken_take(Reading *reading, const char *problem)
{
    g_autofree char *text = path_show(problem);

    reading->failed = TRUE;
    if (reading->entries && reading->entries->len == 0)
        diagnostics_error(reading->diagnostics, reading->place,
                          _("a bag is a folder, or one packed as ZIP, 7-Zip or tar"),
                          _("not an archive that can be read"));
    else
        diagnostics_error(reading->diagnostics, reading->place, NULL, _("the archive is damaged: %s"), text);
}

static void large_take(Reading *reading)
{
    reading->failed = TRUE;
    diagnostics_error(reading->diagnostics, reading->place, NULL,
                      _("the archive unpacks to so much that it may have been made to do harm: it was not "
                        "read to its end"));
}

static void result_take(Reading *reading, guint8 result, guint8 small, const char *bytes, gsize length,
                        guint64 number)
{
    g_autofree char *text = result == RESULT_BAD || result == RESULT_BROKEN ? g_strndup(bytes, length) : NULL;

    if (result == RESULT_ENTRY && reading->entries)
        entry_take(reading, small, bytes, length, number);
    else if (result == RESULT_SAME && reading->entries)
        same_take(reading, bytes, length);
    else if (result == RESULT_PIECE && reading->entries)
        piece_take(reading, bytes, length);
    else if (result == RESULT_DIGEST)
        digest_take(reading, small, bytes, length, number);
    else if (result == RESULT_BAD)
        bad_take(reading, text, number);
    else if (result == RESULT_BROKEN)
        broken_take(reading, text);
    else if (result == RESULT_LARGE)
        large_take(reading);
    else if (result == RESULT_DONE && reading->progress && reading->by_entry) {
        reading->done = MIN(reading->done + MIN(number, reading->all), reading->all);
        reading->progress(reading->done, reading->all);
    }
    reading->ended = reading->ended || result == RESULT_END || result == RESULT_BROKEN;
}

static void results_take(void *data, G_GNUC_UNUSED Pool *pool, GVariant *results)
{
    const gsize count = g_variant_n_children(results);

    for (gsize i = 0; i < count; i++) {
        g_autoptr(GVariant) each = g_variant_get_child_value(results, i);
        g_autoptr(GVariant) bytes = g_variant_get_child_value(each, 2);
        guint8 result, small;
        guint64 number;
        gsize length;
        g_variant_get_child(each, 0, "y", &result);
        g_variant_get_child(each, 1, "y", &small);
        g_variant_get_child(each, 3, "t", &number);
        const char *start = g_variant_get_fixed_array(bytes, &length, 1);
        result_take(data, result, small, start ? start : "", length, number);
    }
}

static void child_died(void *data, Pool *pool, const Death *death)
{
    Reading *reading = data;
    g_autofree char *how = death_describe(death);

    /* Another one would begin anew. */
    for (guint i = 0; i < STEPS_MAX; i++)
        pool_skip(pool, i);
    if (reading->failed)
        return;
    reading->failed = TRUE;
    diagnostics_error(reading->diagnostics, reading->place, NULL,
                      _("the process that read the archive died (%s)"), how);
}

static gboolean reading_run(Reading *reading, GError **error)
{
    const PoolJob job = {
        .tasks = STEPS_MAX,
        .batch = STEPS_MAX,
        .children = 1,
        .limits = {SECONDS_MAX, MEMORY_MAX},
        .type = PACKAGE_RESULTS,
        .data = reading,
        .begin = child_begin,
        .run = child_run,
        .results = child_results,
        .take = results_take,
        .died = child_died,
    };

    reading->task.module = package_load(error);
    if (!reading->task.module)
        return FALSE;
    reading->task.reader = reading->task.module->reader_new();
    const gboolean run = pool_run(&job, NULL, error);
    reading->task.module->reader_free(reading->task.reader);
    if (!run)
        return FALSE;
    if (!reading->failed && (!reading->ended || (reading->entries && reading->entries->len > ENTRIES_MAX)))
        large_take(reading);
    return !reading->failed;
}

gboolean package_list(int fd, guint64 size, GPtrArray *entries, Place place, Diagnostics *diagnostics,
                      GError **error)
{
    Reading reading = {
        .task = {.fd = fd, .most = MAX(UNPACKED_MIN, size * UNPACKED_FACTOR)},
        .place = place,
        .diagnostics = diagnostics,
        .entries = entries,
    };
    const gboolean listed = reading_run(&reading, error);

    text_settle(&reading);
    if (reading.text)
        g_string_free(reading.text, TRUE);
    return listed;
}

/* Two items may have their bytes in the same entry. */
static gboolean is_read(const BagItem *item)
{
    return item->wanted && !item->text && item->kind == ITEM_FILE;
}

static void wanted_gather(const BagItems *items, GArray *wanted, GPtrArray *by_entry)
{
    for (guint i = 0; i < items->all->len; i++) {
        BagItem *item = items->all->pdata[i];
        if (!is_read(item))
            continue;
        if (item->index >= by_entry->len) {
            g_array_set_size(wanted, item->index + 1);
            g_ptr_array_set_size(by_entry, (int)item->index + 1);
        }
        g_array_index(wanted, guint, item->index) |= item->wanted;
        by_entry->pdata[item->index] = item;
    }
}

static void digests_share(const BagItems *items, const GPtrArray *by_entry)
{
    for (guint i = 0; i < items->all->len; i++) {
        BagItem *item = items->all->pdata[i];
        const BagItem *other = is_read(item) ? by_entry->pdata[item->index] : item;
        for (guint j = 0; other != item && j < N_ALGORITHMS; j++)
            item->digests[j] = g_strdup(other->digests[j]);
    }
}

gboolean package_digest(const BagItems *items, guint64 all, ItemsProgress progress, Diagnostics *diagnostics,
                        GError **error)
{
    g_autoptr(GArray) wanted = g_array_new(FALSE, TRUE, sizeof(guint));
    g_autoptr(GPtrArray) by_entry = g_ptr_array_new();
    Reading reading = {
        .task = {.fd = items->fd, .most = G_MAXUINT64, .wanted = wanted},
        .place = PLACE_FILE(items->path),
        .diagnostics = diagnostics,
        .items = items,
        .by_entry = by_entry,
        .all = all,
        .progress = progress,
    };

    wanted_gather(items, wanted, by_entry);
    g_autoptr(GError) problem = NULL;
    reading_run(&reading, &problem);
    digests_share(items, by_entry);
    if (!problem)
        return TRUE;
    g_propagate_error(error, g_steal_pointer(&problem));
    return FALSE;
}
