/* SPDX-License-Identifier: MIT */
/* A site that is thawed from a snapshot is the site that loading gives, with the same messages. */
#include "content/entry-load.h"
#include "content/snapshot-form.h"
#include "test-content-site.h"

#include <fcntl.h>
#include <glib/gstdio.h>
#include <sys/stat.h>
#include <unistd.h>

static void assert_value(const Value *a, const Value *b)
{
    g_assert_cmpint(a->kind, ==, b->kind);
    g_assert_cmpuint(a->line, ==, b->line);
    g_assert_cmpuint(a->column, ==, b->column);
    switch (a->kind) {
    case VALUE_NONE: return;
    case VALUE_TEXT:
    case VALUE_REFERENCE:
    case VALUE_FILE:
        g_assert_cmpmem(a->text, a->length + 1, b->text, b->length + 1);
        g_assert_true(a->entry == NULL && b->entry == NULL);
        return;
    case VALUE_INTEGER: g_assert_cmpint(a->integer, ==, b->integer); return;
    case VALUE_NUMBER: g_assert_cmpfloat(a->number, ==, b->number); return;
    case VALUE_BOOLEAN: g_assert_cmpint(a->boolean, ==, b->boolean); return;
    case VALUE_DATE: g_assert_cmpint(date_compare(a->date, b->date), ==, 0); return;
    case VALUE_LIST:
        g_assert_cmpuint(a->list.count, ==, b->list.count);
        for (guint i = 0; i < a->list.count; i++)
            assert_value(&a->list.items[i], &b->list.items[i]);
        return;
    case VALUE_RECORD:
        g_assert_cmpuint(a->record.count, ==, b->record.count);
        for (guint i = 0; i < a->record.count; i++) {
            const char *name = a->record.members[i].name;
            g_assert_cmpstr(name, ==, b->record.members[i].name);
            assert_value(value_get(a, name), value_get(b, name));
        }
        return;
    }
}

static void assert_entry(const Entry *a, const Entry *b)
{
    g_assert_cmpstr(a->id, ==, b->id);
    g_assert_cmpstr(a->path, ==, b->path);
    g_assert_cmpstr(a->folder, ==, b->folder);
    g_assert_cmpstr(a->slug, ==, b->slug);
    g_assert_cmpstr(a->type->name, ==, b->type->name);
    g_assert_cmpuint(a->body, ==, b->body);
    g_assert_cmpuint(a->body_line, ==, b->body_line);
    g_assert_cmpint(a->faulty, ==, b->faulty);
    g_assert_cmpint(a->own, ==, b->own);
    g_assert_cmpint(a->day.day, ==, b->day.day);
    g_assert_cmpint(a->day.minute, ==, b->day.minute);
    g_assert_true(a->text_hash == b->text_hash);
    g_assert_cmpuint(entry_body_length(a), ==, entry_body_length(b));
    g_assert_cmpstr(source_text(a->source), ==, source_text(b->source));
    g_assert_cmpstr(entry_body(a, NULL), ==, entry_body(b, NULL));
    for (guint i = 0; i < a->type->n_fields; i++)
        assert_value(&a->fields[i], &b->fields[i]);
}

/* A loaded site with what it said. */
typedef struct {
    Content *content;
    Diagnostics *diagnostics;
    char *said;
} Loaded;

static Loaded load(const char *root, const Snapshot *snapshot, gboolean checksum)
{
    Loaded loaded = {.diagnostics = diagnostics_new()};
    g_autoptr(GError) error = NULL;
    g_autoptr(GString) said = g_string_new(NULL);

    loaded.content = content_load(&(ContentOptions){.root = root, .snapshot = snapshot, .checksum = checksum},
                                  loaded.diagnostics, &error);
    diagnostics_print(loaded.diagnostics, MESSAGE_TEXT, FALSE, said);
    if (error)
        g_string_append(said, error->message);
    loaded.said = g_string_free(g_steal_pointer(&said), FALSE);
    return loaded;
}

static void loaded_clear(Loaded *loaded)
{
    content_free(loaded->content);
    diagnostics_free(loaded->diagnostics);
    g_free(loaded->said);
}

static void add_bytes(gpointer array, gconstpointer bytes, gsize length)
{
    g_byte_array_append(array, bytes, (guint)length);
}

static GBytes *freeze(const Content *content)
{
    GByteArray *bytes = g_byte_array_new();

    snapshot_save(content, &(Sink){add_bytes, bytes});
    return g_byte_array_free_to_bytes(bytes);
}

static GBytes *freeze_site(const char *root)
{
    Loaded loaded = load(root, NULL, FALSE);
    GBytes *bytes = freeze(loaded.content);

    loaded_clear(&loaded);
    return bytes;
}

/* How many entries were not read. */
static guint count_thawed(const Content *content)
{
    guint count = 0;

    for (guint i = 0; i < content->entries->len; i++)
        count += ((const Entry *)content->entries->pdata[i])->source->text == NULL;
    return count;
}

/* Loads the site with and without the snapshot; both are the same. Returns how many entries were thawed. */
static guint compare_with(const char *root, GBytes *bytes, gboolean checksum)
{
    g_autoptr(Snapshot) snapshot = snapshot_open(bytes);
    Loaded fresh = load(root, NULL, FALSE), thawed = load(root, snapshot, checksum);
    guint count = 0;

    g_assert_nonnull(snapshot);
    g_assert_cmpstr(thawed.said, ==, fresh.said);
    g_assert_cmpint(thawed.content != NULL, ==, fresh.content != NULL);
    if (fresh.content) {
        count = count_thawed(thawed.content);
        g_assert_cmpuint(thawed.content->entries->len, ==, fresh.content->entries->len);
        for (guint i = 0; i < fresh.content->entries->len; i++) {
            Entry *a = thawed.content->entries->pdata[i], *b = fresh.content->entries->pdata[i];
            assert_entry(a, b);
            a->stamp = b->stamp = STAMP_NONE; /* one may have been looked at too early, the other not */
        }
        /* What was thawed gives the same snapshot again. */
        g_autoptr(GBytes) a = freeze(fresh.content), b = freeze(thawed.content);
        g_assert_true(g_bytes_equal(a, b));
    }
    loaded_clear(&fresh);
    loaded_clear(&thawed);
    return count;
}

/* Files older than a tick of the clock: others are read again. */
static void wait_tick(void)
{
    g_usleep(30 * 1000);
}

static guint count_own(const char *root)
{
    Loaded loaded = load(root, NULL, FALSE);
    guint count = 0;

    for (guint i = 0; loaded.content && i < loaded.content->entries->len; i++)
        count += ((const Entry *)loaded.content->entries->pdata[i])->own;
    loaded_clear(&loaded);
    return count;
}

/* FALSE where there is no site, or none that can be loaded. */
static gboolean site_compare(const char *root)
{
    g_autofree char *config = g_build_filename(root, "broadside.yaml", NULL);

    if (!g_file_test(config, G_FILE_TEST_EXISTS))
        return FALSE;
    Loaded loaded = load(root, NULL, FALSE);
    g_autoptr(GBytes) bytes = loaded.content ? freeze(loaded.content) : NULL;
    loaded_clear(&loaded);
    if (!bytes)
        return FALSE;
    g_assert_cmpuint(compare_with(root, bytes, FALSE), <=, count_own(root));
    g_assert_cmpuint(compare_with(root, bytes, TRUE), ==, 0);
    return TRUE;
}

/* All sites of the tests, with mistakes or without. */
static void test_sites(void)
{
    static const char *const above[] = {"tests/messages", "tests/sites", "tests/status", "tests"};
    guint sites = 0;

    for (guint i = 0; i < G_N_ELEMENTS(above); i++) {
        g_autoptr(GDir) dir = g_dir_open(above[i], 0, NULL);
        for (const char *name; dir && (name = g_dir_read_name(dir));) {
            g_autofree char *root = g_build_filename(above[i], name, NULL);
            g_autofree char *below = g_build_filename(root, "site", NULL);
            sites += (guint)(site_compare(root) + site_compare(below));
        }
    }
    g_assert_cmpuint(sites, >, 100);
    g_autoptr(GBytes) bytes = freeze_site(".");
    const guint entries = compare_with(".", bytes, FALSE);
    g_assert_cmpuint(entries, ==, count_own("."));
    g_assert_cmpuint(entries, >, 100);
}

static const char GOOD[] = "---\ntitle: 停水\n---\n\n正文\n";

static TestSite *site_new(void)
{
    TestSite *site = test_site_new();

    test_site_write(site, "content/notices/2025-03-01-a.md", GOOD);
    test_site_write(site, "content/notices/2025-03-02-b.md", "---\ntitle: 通知\ntags: [a, 环保]\n---\n");
    test_site_write(site, "content/notices/2025-03-03-wrong.md", "---\ntitle: 三\nkindd: x\n---\n");
    test_site_write(site, "content/notices/c/index.md",
                    "---\ntitle: 附件\ndate: 2025-03-04\nattachments: [表.pdf]\n---\n");
    test_site_write(site, "content/notices/c/表.pdf", "%PDF-");
    test_site_write(site, "content/notices/d/index.md",
                    "---\ntitle: 图\ndate: 2025-03-05\ncover: /static/a.png\n---\n");
    test_site_write(site, "static/a.png", "png");
    wait_tick();
    return site;
}

/* What was wrong is read again, and the rest is not. */
static void test_messages_again(void)
{
    g_autoptr(TestSite) site = site_new();
    g_autoptr(GBytes) bytes = freeze_site(site->root);

    g_assert_cmpuint(compare_with(site->root, bytes, FALSE), ==, 4);
    g_assert_cmpuint(compare_with(site->root, bytes, TRUE), ==, 0);
}

static const Entry *entry_of(const Content *content, const char *id)
{
    for (guint i = 0; i < content->entries->len; i++)
        if (strcmp(((const Entry *)content->entries->pdata[i])->id, id) == 0)
            return content->entries->pdata[i];
    g_error("no entry %s", id);
}

static gboolean is_unchanged(const TestSite *site, GBytes *bytes, const char *id, gboolean *read)
{
    g_autoptr(Snapshot) snapshot = snapshot_open(bytes);
    Loaded loaded = load(site->root, snapshot, FALSE);
    const Entry *entry = entry_of(loaded.content, id);
    const gboolean unchanged = entry->unchanged;

    *read = entry->source->text != NULL;
    loaded_clear(&loaded);
    return unchanged;
}

/* The clock was turned back since the file was written. */
static void date_forward(const TestSite *site, const char *path)
{
    g_autofree char *full = g_build_filename(site->root, path, NULL);
    const struct timespec hour = {.tv_sec = g_get_real_time() / G_USEC_PER_SEC + 3600};
    const struct timespec times[] = {hour, hour};

    g_assert_cmpint(utimensat(AT_FDCWD, full, times, 0), ==, 0);
}

/* A changed file is read; one that was only touched is unchanged by its bytes; a fresh one is not trusted. */
static void test_changes(void)
{
    g_autoptr(TestSite) site = site_new();
    g_autoptr(GBytes) bytes = freeze_site(site->root);
    gboolean read;

    g_assert_true(is_unchanged(site, bytes, "notices/2025-03-01-a", &read));
    g_assert_false(read);
    test_site_write(site, "content/notices/2025-03-01-a.md", GOOD);
    g_assert_true(is_unchanged(site, bytes, "notices/2025-03-01-a", &read));
    g_assert_true(read);
    test_site_write(site, "content/notices/2025-03-01-a.md", "---\ntitle: 停电\n---\n\n正文\n");
    g_assert_false(is_unchanged(site, bytes, "notices/2025-03-01-a", &read));
    g_assert_true(read);
    g_assert_true(is_unchanged(site, bytes, "notices/2025-03-03-wrong", &read));
    g_assert_true(read);

    /* Changed within a tick of being looked at, or later than that: its stamp proves nothing. */
    test_site_write(site, "content/notices/2025-03-01-a.md", GOOD);
    date_forward(site, "content/notices/2025-03-01-a.md");
    g_autoptr(GBytes) early = freeze_site(site->root);
    g_assert_true(is_unchanged(site, early, "notices/2025-03-01-a", &read));
    g_assert_true(read);
    g_assert_cmpuint(compare_with(site->root, bytes, FALSE), ==, 3);
    g_assert_cmpuint(compare_with(site->root, early, FALSE), ==, 3);
}

/* The same size and the same times, other bytes: only --checksum finds that. */
static void test_checksum(void)
{
    g_autoptr(TestSite) site = site_new();
    g_autoptr(GBytes) bytes = freeze_site(site->root);
    g_autofree char *path = g_build_filename(site->root, "content/notices/2025-03-01-a.md", NULL);
    GByteArray *changed = g_byte_array_new();

    test_site_write(site, "content/notices/2025-03-01-a.md", "---\ntitle: 停电\n---\n\n正文\n");
    wait_tick();
    /* As if the file were as old as the snapshot knows it. */
    g_byte_array_append(changed, g_bytes_get_data(bytes, NULL), (guint)g_bytes_get_size(bytes));
    SavedHead *head = (SavedHead *)(void *)changed->data;
    SavedEntry *first = (SavedEntry *)(head + 1);
    first->stamp = stamp_of_file(path);
    g_autoptr(GBytes) wrong = g_byte_array_free_to_bytes(changed);

    g_autoptr(Snapshot) snapshot = snapshot_open(wrong);
    Loaded quick = load(site->root, snapshot, FALSE), sure = load(site->root, snapshot, TRUE);
    g_assert_cmpstr(entry_title(entry_of(quick.content, "notices/2025-03-01-a")), ==, "停水");
    g_assert_cmpstr(entry_title(entry_of(sure.content, "notices/2025-03-01-a")), ==, "停电");
    /* Its text is not taken for what it was. */
    const Entry *stale = entry_of(quick.content, "notices/2025-03-01-a");
    g_assert_cmpstr(entry_body(stale, NULL), ==, "");
    g_assert_false(source_check(stale->source, quick.diagnostics));
    loaded_clear(&quick);
    loaded_clear(&sure);
}

static void site_remove(const TestSite *site, const char *path)
{
    g_autofree char *full = g_build_filename(site->root, path, NULL);
    g_assert_cmpint(g_remove(full), ==, 0);
}

/* What loading looks at beside the file itself: each change of that gives what a full load gives. */
static void test_surroundings(void)
{
    g_autoptr(TestSite) site = site_new();
    g_autoptr(GBytes) bytes = freeze_site(site->root);
    g_autofree char *link = g_build_filename(site->root, "static/a.png", NULL);
    g_autofree char *paper = g_build_filename(site->root, "content/notices/c/表.pdf", NULL);

    site_remove(site, "content/notices/c/表.pdf");
    g_assert_cmpuint(compare_with(site->root, bytes, FALSE), ==, 3);
    g_assert_cmpint(g_mkdir(paper, 0755), ==, 0);
    g_assert_cmpuint(compare_with(site->root, bytes, FALSE), ==, 3);
    site_remove(site, "content/notices/c/表.pdf");
    test_site_write(site, "content/notices/c/表.pdf", "%PDF-");
    g_assert_cmpuint(compare_with(site->root, bytes, FALSE), ==, 4);
    site_remove(site, "static/a.png");
    g_assert_cmpuint(compare_with(site->root, bytes, FALSE), ==, 3);
    g_assert_cmpint(symlink("/etc/hostname", link), ==, 0);
    g_assert_cmpuint(compare_with(site->root, bytes, FALSE), ==, 3);
    site_remove(site, "static/a.png");
    g_assert_cmpint(symlink("../content/notices/2025-03-01-a.md", link), ==, 0);
    g_assert_cmpuint(compare_with(site->root, bytes, FALSE), ==, 3);
    site_remove(site, "static/a.png");
    test_site_write(site, "static/a.png", "other");
    g_assert_cmpuint(compare_with(site->root, bytes, FALSE), ==, 4);
    /* Names of two entries that are one on Windows; a paper that nobody names, then somebody does. */
    test_site_write(site, "content/notices/2025-03-02-B.md", GOOD);
    test_site_write(site, "content/notices/表.docx", "x");
    g_assert_cmpuint(compare_with(site->root, bytes, FALSE), <=, 4);
    test_site_write(site, "content/notices/2025-03-02-B.md", "---\ntitle: 一\n---\n[表](表.docx)\n");
    compare_with(site->root, bytes, FALSE);
    site_remove(site, "content/notices/2025-03-01-a.md");
    compare_with(site->root, bytes, FALSE);
}

/* Where papers lie about, only texts that name some are read again. */
static void test_papers(void)
{
    g_autoptr(TestSite) site = site_new();

    test_site_write(site, "content/notices/表.docx", "x");
    test_site_write(site, "content/notices/单.docx", "x");
    test_site_write(site, "content/notices/2025-03-02-b.md", "---\ntitle: 二\n---\n[表](表.docx)\n");
    wait_tick();
    g_autoptr(GBytes) bytes = freeze_site(site->root);
    g_assert_cmpuint(compare_with(site->root, bytes, FALSE), ==, 3);
    test_site_write(site, "content/notices/2025-03-02-b.md", "---\ntitle: 二\n---\n[单](单.docx)\n");
    g_assert_cmpuint(compare_with(site->root, bytes, FALSE), ==, 3);
    test_site_write(site, "content/notices/2025-03-01-a.md", "---\ntitle: 停水\n---\n见 表.docx\n");
    g_assert_cmpuint(compare_with(site->root, bytes, FALSE), ==, 2);
}

/* With other types nothing is thawed: a field of the site's own, a choice, a type. */
static void test_types(void)
{
    static const char *const configs[] = {
        "title: 测试\nfields: {notice: {room: {kind: text}}}\n",
        "title: 测试\nfields: {notice: {room: {kind: text, default: 大厅}}}\n",
        "title: 测试\nfields: {notice: {room: {kind: integer}}}\n",
        "title: 测试\nfields: {notice: {room: {kind: text, required: true}}}\n",
        "title: 测试\nfields: {page: {room: {kind: text, label: {zh-Hans: 房间}}}}\n",
    };
    g_autoptr(TestSite) site = site_new();
    g_autoptr(GBytes) bytes = freeze_site(site->root);

    for (guint i = 0; i < G_N_ELEMENTS(configs); i++) {
        test_site_write(site, "broadside.yaml", configs[i]);
        g_assert_cmpuint(compare_with(site->root, bytes, FALSE), ==, 0);
        g_clear_pointer(&bytes, g_bytes_unref);
        bytes = freeze_site(site->root);
        compare_with(site->root, bytes, FALSE);
    }
    test_site_write(site, "broadside.yaml", "title: 测试\n");
    g_clear_pointer(&bytes, g_bytes_unref);
    bytes = freeze_site(site->root);
    test_site_write(site, "broadside.yaml", "title: 另一个\ndescription: 不相干\n");
    g_assert_cmpuint(compare_with(site->root, bytes, FALSE), ==, 4);
    test_site_write(site, "types/flat.yaml", "name: flat\nfolder: flats\nfields: {floor: {kind: integer}}\n");
    test_site_write(site, "content/flats/a.md", "---\ntitle: 一\nfloor: 3\n---\n");
    wait_tick();
    g_assert_cmpuint(compare_with(site->root, bytes, FALSE), ==, 0);
    g_clear_pointer(&bytes, g_bytes_unref);
    bytes = freeze_site(site->root);
    g_assert_cmpuint(compare_with(site->root, bytes, FALSE), ==, 5);
    test_site_write(site, "types/flat.yaml", "name: flat\nfolder: flats\nfields: {floor: {kind: text}}\n");
    g_assert_cmpuint(compare_with(site->root, bytes, FALSE), ==, 0);
}

/* A file under another spelling than is written, as macOS has them, and one behind a link are read again. */
static void test_spelling(void)
{
    g_autoptr(TestSite) site = site_new();
    g_autofree char *link = g_build_filename(site->root, "content/notices/e.md", NULL);

    test_site_write(site, "content/notices/2025-03-06-f.md",
                    "---\ntitle: 六\nattachments: [caf\u00e9.pdf]\n---\n");
    test_site_write(site, "content/notices/cafe\u0301.pdf", "x");
    test_site_write(site, "elsewhere/e.md", GOOD);
    g_assert_cmpint(symlink("../../elsewhere/e.md", link), ==, 0);
    wait_tick();
    g_autoptr(GBytes) bytes = freeze_site(site->root);
    g_assert_cmpuint(compare_with(site->root, bytes, FALSE), ==, 4);
    test_site_write(site, "content/notices/caf\u00e9.pdf", "y");
    g_assert_cmpuint(compare_with(site->root, bytes, FALSE), ==, 4);
    test_site_write(site, "elsewhere/e.md", "---\ntitle: 另\n---\n");
    g_assert_cmpuint(compare_with(site->root, bytes, FALSE), ==, 4);
}

static void touch_value(const Value *value, guint *sum)
{
    if (value->kind == VALUE_TEXT || value->kind == VALUE_FILE || value->kind == VALUE_REFERENCE)
        *sum += (guint)strlen(value->text);
    for (guint i = 0; value->kind == VALUE_LIST && i < value->list.count; i++)
        touch_value(&value->list.items[i], sum);
    for (guint i = 0; value->kind == VALUE_RECORD && i < value->record.count; i++) {
        *sum += (guint)strlen(value->record.members[i].name);
        touch_value(&value->record.members[i].value, sum);
    }
}

/* Whatever is in it: it is refused, or it can be walked through. */
static void open_damaged(const guint8 *data, gsize size, const Types *types, const Folder *folder)
{
    guint sum = 0;
    g_autoptr(GBytes) bytes = g_bytes_new_static(data, size);
    g_autoptr(Snapshot) snapshot = snapshot_open(bytes);
    for (guint i = 0; snapshot && i < folder->entries->len; i++) {
        g_autoptr(Arena) arena = arena_new();
        const FolderFile *file = folder_at(folder->entries, i);
        guint hint = i;
        Entry entry;
        gsize length;
        const int known = snapshot_find(snapshot, file->path, &hint);
        const Type *type = types_by_name(types, "notice");
        if (known < 0 ||
            !snapshot_thaw(snapshot, (guint)known, type, folder, "/nowhere", arena, &entry, &length))
            continue;
        for (guint j = 0; j < type->n_fields; j++)
            touch_value(&entry.fields[j], &sum);
        sum += (guint)(strlen(entry.id) + strlen(entry.path) + strlen(entry.slug));
    }
}

/* Cut anywhere, and with bits turned over. */
static void test_damage(void)
{
    g_autoptr(TestSite) site = site_new();
    test_site_write(site, "content/notices/2025-03-07-deep.md",
                    "---\ntitle: 深\npublish: 2025-03-07\naccept: {phone: [1, 2, {a: b}]}\n---\n");
    wait_tick();
    g_autoptr(GBytes) bytes = freeze_site(site->root);
    gsize size;
    const guint8 *good = g_bytes_get_data(bytes, &size);
    g_autoptr(GRand) rand = g_rand_new_with_seed(8);
    Loaded loaded = load(site->root, NULL, FALSE);

    for (gsize length = 0; length < size; length += 1 + size / 997) {
        g_autofree guint8 *cut = g_memdup2(good, length + 1); /* not NULL */
        g_autoptr(GBytes) part = g_bytes_new_static(cut, length);
        g_autoptr(Snapshot) snapshot = snapshot_open(part);
        g_assert_null(snapshot);
        open_damaged(cut, length, loaded.content->types, loaded.content->folder);
    }
    for (guint i = 0; i < 20000; i++) {
        g_autofree guint8 *damaged = g_memdup2(good, size);
        for (int flips = g_rand_int_range(rand, 1, 5); flips > 0; flips--) {
            /* Half of them in the numbers, which the texts far outweigh. */
            const gint32 end = g_rand_boolean(rand) ? (gint32)size : (gint32)MIN(size, 2000);
            damaged[g_rand_int_range(rand, 0, end)] ^= (guint8)(1 << g_rand_int_range(rand, 0, 8));
        }
        open_damaged(damaged, size, loaded.content->types, loaded.content->folder);
    }
    /* Bytes that begin anywhere. */
    g_autofree guint8 *shifted = g_malloc(size + 1);
    memcpy(shifted + 1, good, size);
    g_autoptr(GBytes) odd = g_bytes_new_static(shifted + 1, size);
    g_assert_cmpuint(compare_with(site->root, odd, FALSE), ==, compare_with(site->root, bytes, FALSE));
    loaded_clear(&loaded);
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/snapshot/sites", test_sites);
    g_test_add_func("/snapshot/messages", test_messages_again);
    g_test_add_func("/snapshot/changes", test_changes);
    g_test_add_func("/snapshot/checksum", test_checksum);
    g_test_add_func("/snapshot/surroundings", test_surroundings);
    g_test_add_func("/snapshot/papers", test_papers);
    g_test_add_func("/snapshot/types", test_types);
    g_test_add_func("/snapshot/spelling", test_spelling);
    g_test_add_func("/snapshot/damage", test_damage);
    return g_test_run();
}
