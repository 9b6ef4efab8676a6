/* SPDX-License-Identifier: MIT */
/*
 * An index that is made with what the last one kept has the same files, byte for byte, as one that is made of
 * nothing: after random edits of texts, titles, days and addresses, with entries added, hidden and removed,
 * texts put or not, files lost, and what was kept damaged. Edits are those of the seed, or of SEARCH_SEED.
 */
#include "fixture.h"
#include "search/search.h"
#include "text/clear.h"

#include <glib/gstdio.h>
#include <stdlib.h>
#include <string.h>

#define ENTRIES 400
#define ROUNDS 60

typedef struct {
    gboolean there, draft, left_out;
    guint day, title, text, name;
} Notice;

typedef struct {
    GMutex lock;
    GHashTable *files; /* name -> text, owned */
    guint n_put;
} Files;

typedef struct {
    Fixture site;
    GRand *random;
    Notice notices[ENTRIES];
    GBytes *kept;
    Files folder; /* as the last incremental one left it */
} Board;

static void words_append(GRand *random, GString *text, guint count)
{
    for (guint i = 0; i < count; i++) {
        if (g_rand_int_range(random, 0, 12) == 0)
            g_string_append(text, i % 2 ? "，" : " Bus 12 ");
        g_string_append_unichar(text, 0x4e00 + (gunichar)g_rand_int_range(random, 0, 40) *
                                                   (gunichar)g_rand_int_range(random, 1, 9));
    }
}

static char *notice_path(guint index, const Notice *notice)
{
    return g_strdup_printf("content/news/n%03u-%u.md", index, notice->name);
}

static void notice_write(Board *board, guint index)
{
    const Notice *notice = &board->notices[index];
    g_autoptr(GRand) words = g_rand_new_with_seed(notice->title);
    g_autoptr(GString) text = g_string_new("---\ntitle: T");
    g_autofree char *path = notice_path(index, notice);

    words_append(words, text, 6);
    g_string_append_printf(text, "\ndate: 20%02u-%02u-%02u\n%ssummary: S", 10 + notice->day % 15,
                           1 + notice->day % 12, 1 + notice->day % 28, notice->draft ? "draft: true\n" : "");
    words_append(words, text, 4);
    g_string_append(text, "\n---\n\n");
    g_rand_set_seed(words, notice->text);
    words_append(words, text, notice->text % 7 == 0 ? 1500 : 40 + notice->text % 50);
    g_string_append_c(text, '\n');
    fixture_write(&board->site, path, text->str);
}

static void notice_remove(Board *board, guint index)
{
    g_autofree char *path = notice_path(index, &board->notices[index]);
    g_autofree char *file = g_build_filename(board->site.root, path, NULL);
    g_unlink(file);
}

static void notice_edit(Board *board, guint index)
{
    Notice *notice = &board->notices[index];

    notice_remove(board, index);
    if (!notice->there)
        *notice = (Notice){.there = TRUE, .day = g_rand_int(board->random) % 400};
    switch (g_rand_int_range(board->random, 0, 8)) {
    case 0: notice->there = FALSE; return;
    case 1: notice->draft = !notice->draft; break;
    case 2: notice->day = g_rand_int(board->random) % 400; break;
    case 3: notice->title = g_rand_int(board->random); break;
    case 4: notice->name = g_rand_int(board->random) % 10; break;
    case 5: notice->left_out = !notice->left_out; break;
    default: notice->text = g_rand_int(board->random);
    }
    notice_write(board, index);
}

static gboolean folder_put(gpointer data, const char *name, const char *text, gsize length, Digest digest,
                           G_GNUC_UNUSED GError **error)
{
    Files *folder = data;

    g_assert_true(XXH128_isEqual(digest, digest_bytes(text, length)));
    g_mutex_lock(&folder->lock);
    g_hash_table_replace(folder->files, g_strdup(name), g_strndup(text, length));
    folder->n_put++;
    g_mutex_unlock(&folder->lock);
    return TRUE;
}

static gboolean folder_has(gpointer data, const char *name, Digest digest)
{
    const Files *folder = data;
    const char *text = g_hash_table_lookup(folder->files, name);
    return text && XXH128_isEqual(digest_bytes(text, strlen(text)), digest);
}

/* What the folder has after a build: what was put, and what was there and found. */
typedef struct {
    Files *before;
    Files after;
} Target;

static gboolean target_put(gpointer data, const char *name, const char *text, gsize length, Digest digest,
                           GError **error)
{
    return folder_put(&((Target *)data)->after, name, text, length, digest, error);
}

static gboolean target_has(gpointer data, const char *name, Digest digest)
{
    Target *target = data;

    if (!folder_has(target->before, name, digest))
        return FALSE;
    g_hash_table_replace(target->after.files, g_strdup(name),
                         g_strdup(g_hash_table_lookup(target->before->files, name)));
    return TRUE;
}

static void folder_init(Files *folder)
{
    *folder = (Files){.files = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free)};
    g_mutex_init(&folder->lock);
}

static void folder_clear(Files *folder)
{
    g_hash_table_unref(folder->files);
    g_mutex_clear(&folder->lock);
}

static guint notice_of(const Entry *entry)
{
    return (guint)atoi(strrchr(entry->id, '/') + 2);
}

static void leave_out(const Board *board, const Site *site, Search *search)
{
    for (guint i = 0; i < collection_count(site->entries); i++) {
        const Entry *entry = collection_at(site->entries, i);
        if (board->notices[notice_of(entry)].left_out)
            search_leave_out(search, entry);
    }
}

static void outputs_set(const Site *site)
{
    for (guint i = 0; i < collection_count(site->entries); i++) {
        Entry *entry = collection_at(site->entries, i);
        entry->output = arena_strdup(site->content->arena, entry->id);
    }
}

static void expect_same(const Files *wanted, const Files *got)
{
    GHashTableIter iter;
    gpointer name, text;

    g_hash_table_iter_init(&iter, wanted->files);
    while (g_hash_table_iter_next(&iter, &name, &text)) {
        const char *other = g_hash_table_lookup(got->files, name);
        if (g_strcmp0(other, text) != 0)
            g_error("%s is\n%s\nand should be\n%s", (char *)name, other, (char *)text);
    }
    g_assert_cmpuint(g_hash_table_size(got->files), ==, g_hash_table_size(wanted->files));
}

static void build_full(Board *board, const Site *site, Files *folder)
{
    const SearchFiles files = {folder, folder_put, NULL};
    g_autoptr(Search) search = search_new(site, g_get_tmp_dir(), NULL);
    g_autoptr(Diagnostics) diagnostics = diagnostics_new();

    leave_out(board, site, search);
    g_assert_true(search_build(search, 2, &files, diagnostics, NULL));
}

static void build_again(Board *board, const Site *site, Target *target)
{
    const SearchFiles files = {target, target_put, target_has};
    g_autoptr(Search) search = search_new(site, g_get_tmp_dir(), NULL);
    g_autoptr(Diagnostics) diagnostics = diagnostics_new();
    GByteArray *kept = g_byte_array_new();

    leave_out(board, site, search);
    if (board->kept)
        search_recall(search, board->kept);
    g_assert_true(
        search_build(search, 1 + (guint)g_rand_int_range(board->random, 0, 3), &files, diagnostics, NULL));
    search_keep(search, kept);
    g_clear_pointer(&board->kept, g_bytes_unref);
    board->kept = g_byte_array_free_to_bytes(kept);
}

/* Builds the site as it lies there in both ways; how many files the second put, of how many. */
static guint board_compare(Board *board, guint *count)
{
    g_autoptr(Diagnostics) diagnostics = diagnostics_new();
    const ContentOptions load = {.root = board->site.root};
    g_autoptr(Content) content = content_load(&load, diagnostics, NULL);
    const SiteOptions options = {.date = "2025-11-20"};
    g_autoptr(Site) site = site_new(content, &options, diagnostics, NULL);
    Target target = {.before = &board->folder};
    Files full;

    outputs_set(site);
    folder_init(&full);
    folder_init(&target.after);
    build_full(board, site, &full);
    build_again(board, site, &target);
    expect_same(&full, &target.after);
    folder_clear(&full);
    folder_clear(&board->folder);
    board->folder = target.after;
    *count = g_hash_table_size(board->folder.files);
    return board->folder.n_put;
}

/* Cut, changed, or something else altogether. */
static void kept_damage(Board *board)
{
    gsize size;
    g_autofree char *bytes = g_bytes_unref_to_data(g_steal_pointer(&board->kept), &size);
    const gsize place = (gsize)g_rand_int_range(board->random, 0, (gint32)size);

    switch (g_rand_int_range(board->random, 0, 3)) {
    case 0: size = place; break;
    case 1: bytes[place] ^= 1 << g_rand_int_range(board->random, 0, 8); break;
    default: memset(bytes, 0, size);
    }
    board->kept = g_bytes_new(bytes, size);
}

static void file_lose(Board *board)
{
    g_autoptr(GList) names = g_hash_table_get_keys(board->folder.files);
    const gint at = g_rand_int_range(board->random, 0, (gint)g_list_length(names));
    g_hash_table_remove(board->folder.files, g_list_nth_data(names, (guint)at));
}

static void round_run(Board *board)
{
    const gint edits = g_rand_int_range(board->random, 0, 4);
    guint count;

    for (gint i = 0; i < edits; i++)
        notice_edit(board, (guint)g_rand_int_range(board->random, 0, ENTRIES));
    if (board->kept && g_rand_int_range(board->random, 0, 6) == 0)
        kept_damage(board);
    if (board->kept && g_rand_int_range(board->random, 0, 6) == 0)
        file_lose(board);
    board_compare(board, &count);
}

static void board_init(Board *board)
{
    const char *seed = g_getenv("SEARCH_SEED");

    *board = (Board){.random = g_rand_new_with_seed(seed ? (guint32)atoi(seed) : 20251120)};
    fixture_init(&board->site);
    folder_init(&board->folder);
    for (guint i = 0; i < ENTRIES; i++) {
        board->notices[i] = (Notice){.there = i % 10 != 0, .day = i, .title = i, .text = i};
        if (board->notices[i].there)
            notice_write(board, i);
    }
}

static void board_clear(Board *board)
{
    folder_clear(&board->folder);
    g_clear_pointer(&board->kept, g_bytes_unref);
    g_rand_free(board->random);
    fixture_clear(&board->site);
}

static void test_edits(void)
{
    Board board;

    board_init(&board);
    for (guint i = 0; i < ROUNDS; i++)
        round_run(&board);
    board_clear(&board);
}

/* What was kept is used: one entry changes the files of its stretch and of its terms, none nothing but what
 * is always made. */
static void test_few(void)
{
    Board board;
    guint count, all, terms = 0;
    GHashTableIter iter;
    gpointer name;

    board_init(&board);
    board_compare(&board, &all);
    g_hash_table_iter_init(&iter, board.folder.files);
    while (g_hash_table_iter_next(&iter, &name, NULL))
        terms += *(char *)name != 'r';
    g_assert_cmpuint(board_compare(&board, &count), ==, terms);
    board.notices[201].text = 5;
    notice_write(&board, 201);
    const guint put = board_compare(&board, &count);
    g_assert_cmpuint(put, >, terms);
    g_assert_cmpuint(put - terms, <, (all - terms) * 3 / 4);
    board_clear(&board);
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/search-keep/edits", test_edits);
    g_test_add_func("/search-keep/few", test_few);
    return g_test_run();
}
