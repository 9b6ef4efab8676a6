/* SPDX-License-Identifier: MIT */
/*
 * Numbers never change: a site is edited at random, and numbered again and again. What each document must be
 * called is known from what it was called before; the seed is printed by the test framework, and --seed
 * repeats a run.
 */
#include "record/record.h"
#include "site/span.h"
#include "test-content-site.h"

#define RUNS 5
#define EDITS_A_RUN 40
#define BEGINNING 40
#define YEARS 3
#define FIRST_YEAR 2023

/* One document as its author thinks of it, whatever its file is called. */
typedef struct {
    guint uid;
    char *path; /* from the site's root */
    char *title;
    int year;
    guint month, day;
    char *department; /* or NULL */
    guint edition;    /* of its text */
    gboolean there, draft;
    /* Since the last run: a file that was renamed, and has another title or day or was away, is another one.
     */
    gboolean renamed, retold, edited;
    gboolean crossed;     /* it has become an entry of another type: only its bytes tell what it was */
    gboolean away;        /* it was a draft, removed or in another year at some time */
    char *numbers[YEARS]; /* given to it, by year */
} Paper;

typedef struct {
    TestSite *test;
    GPtrArray *papers;   /* Paper * */
    GHashTable *numbers; /* number -> Paper *: all that were ever given */
    GHashTable *last;    /* "2025 D10-BGS" -> the last item */
    guint run, names;
} World;

static const char *const folders[] = {"news", "notices", "events"};
static const char *const departments[] = {NULL, "DW", "JWH"};

static void paper_write(const World *world, const Paper *paper)
{
    g_autofree char *key = g_strdup(g_str_has_prefix(paper->path, "content/events") ? "start" : "date");
    g_autofree char *archive = paper->department
                                   ? g_strdup_printf("archive: { department: %s }\n", paper->department)
                                   : g_strdup("");
    g_autofree char *text = g_strdup_printf(
        "---\ntitle: %s\n%s: %d-%02u-%02u\n%s%s---\n\n第 %u 份，第 %u 稿。\n", paper->title, key, paper->year,
        paper->month, paper->day, archive, paper->draft ? "draft: true\n" : "", paper->uid, paper->edition);

    test_site_write(world->test, paper->path, text);
}

static void paper_remove(const World *world, const Paper *paper)
{
    g_autofree char *full = g_build_filename(world->test->root, paper->path, NULL);
    g_assert_cmpint(g_remove(full), ==, 0);
}

static char *path_new(World *world, const char *folder)
{
    return g_strdup_printf("content/%s/%c-%u.md", folder, 'a' + (char)g_test_rand_int_range(0, 26),
                           world->names++);
}

static void date_any(Paper *paper)
{
    paper->month = (guint)g_test_rand_int_range(1, 13);
    paper->day = (guint)g_test_rand_int_range(1, 29);
}

static void paper_add(World *world)
{
    Paper *paper = g_new0(Paper, 1);

    paper->uid = world->papers->len + 1;
    paper->path = path_new(world, folders[g_test_rand_int_range(0, G_N_ELEMENTS(folders))]);
    paper->title = g_strdup_printf("文件%u", paper->uid);
    paper->year = FIRST_YEAR + g_test_rand_int_range(0, YEARS);
    paper->department = g_strdup(departments[g_test_rand_int_range(0, G_N_ELEMENTS(departments))]);
    paper->there = TRUE;
    paper->renamed = TRUE; /* nobody knows it yet: it may be rewritten, but not mistaken */
    date_any(paper);
    paper_write(world, paper);
    g_ptr_array_add(world->papers, paper);
}

static void paper_rename(World *world, Paper *paper)
{
    g_auto(GStrv) parts = g_strsplit(paper->path, "/", -1);
    const char *folder = parts[1];

    if (!paper->edited && strcmp(folder, "events") != 0)
        folder = folders[g_test_rand_int_range(0, 2)];
    paper->crossed |= strcmp(folder, parts[1]) != 0;
    paper_remove(world, paper);
    g_free(paper->path);
    paper->path = path_new(world, folder);
    paper->renamed = TRUE;
}

static void paper_retitle(Paper *paper)
{
    g_free(paper->title);
    paper->title = g_strdup_printf("文件%u（%u）", paper->uid, g_test_rand_int() % 100000);
    paper->retold = TRUE;
}

enum { ADD, REMOVE, RESTORE, REDATE, RETITLE, RENAME, OTHER_YEAR, DRAFT, DEPARTMENT, EDIT, N_EDITS };

static void paper_edit(World *world, Paper *paper, int edit)
{
    switch (edit) {
    case REDATE:
        date_any(paper);
        paper->retold = TRUE;
        break;
    case RETITLE: paper_retitle(paper); break;
    case RENAME: paper_rename(world, paper); break;
    case OTHER_YEAR:
        paper->year = FIRST_YEAR + (paper->year - FIRST_YEAR + g_test_rand_int_range(1, YEARS)) % YEARS;
        paper->retold = TRUE;
        break;
    case DRAFT: paper->draft = !paper->draft; break;
    case DEPARTMENT:
        g_free(paper->department);
        paper->department = g_strdup(departments[g_test_rand_int_range(0, G_N_ELEMENTS(departments))]);
        break;
    case EDIT: paper->edition++; break;
    default: g_assert_not_reached();
    }
    paper->edited |= edit != RENAME;
    paper->away |= edit == DRAFT || edit == OTHER_YEAR;
    paper_write(world, paper);
}

/* FALSE where it would leave nothing by which anybody could know the paper again. */
static gboolean edit_makes_sense(const Paper *paper, int edit)
{
    if (edit == RESTORE ? paper->there : !paper->there)
        return FALSE;
    switch (edit) {
    case REMOVE: return !paper->retold;
    case RENAME: return !paper->retold && !(paper->away && paper->edited);
    case REDATE:
    case RETITLE:
    case OTHER_YEAR: return !paper->renamed;
    case DRAFT:
    case DEPARTMENT:
    case EDIT: return !paper->renamed || !(paper->away || paper->crossed);
    default: return TRUE;
    }
}

static gboolean edit_do(World *world)
{
    const int edit = g_test_rand_int_range(0, N_EDITS);
    Paper *paper = world->papers->pdata[g_test_rand_int_range(0, (gint32)world->papers->len)];

    if (edit == ADD) {
        paper_add(world);
        return TRUE;
    }
    if (!edit_makes_sense(paper, edit))
        return FALSE;
    if (edit == REMOVE) {
        paper_remove(world, paper);
        paper->there = FALSE;
        paper->away = TRUE;
    } else if (edit == RESTORE) {
        paper->there = paper->renamed = paper->edited = TRUE;
        paper_write(world, paper);
    } else {
        paper_edit(world, paper, edit);
    }
    return TRUE;
}

static Paper *paper_of(const World *world, const char *id)
{
    g_autofree char *path = g_strconcat("content/", id, ".md", NULL);

    for (guint i = 0; i < world->papers->len; i++) {
        Paper *paper = world->papers->pdata[i];
        if (paper->there && strcmp(paper->path, path) == 0)
            return paper;
    }
    return NULL;
}

/* A number that was not there before: the next of its class. */
static void number_is_next(World *world, int year, const RecordItem *item, Paper *paper)
{
    g_autofree char *class = g_strdup_printf("%d %s-%s", year, item->retention, item->department);
    const guint last = GPOINTER_TO_UINT(g_hash_table_lookup(world->last, class));
    g_autofree char *number =
        g_strdup_printf("0194-WS·%d-%s-%s-%04u", year, item->retention, item->department, last + 1);

    g_assert_cmpstr(item->number, ==, number);
    g_hash_table_insert(world->last, g_steal_pointer(&class), GUINT_TO_POINTER(last + 1));
    g_hash_table_insert(world->numbers, g_strdup(item->number), paper);
    paper->numbers[year - FIRST_YEAR] = g_strdup(item->number);
}

static void item_check(World *world, int year, const RecordItem *item, gint32 today)
{
    Paper *known = g_hash_table_lookup(world->numbers, item->number);

    if (!item->entry) {
        g_assert_nonnull(known);
        g_assert_true(!known->there || known->draft || known->year != year);
        g_assert_cmpint(item->withdrawn.day, !=, DAY_NONE);
        g_assert_cmpint(item->withdrawn.day, <=, today);
        g_assert_cmpint(item->why, ==,
                        !known->there  ? WITHDRAWN_REMOVED
                        : known->draft ? WITHDRAWN_DRAFT
                                       : WITHDRAWN_MOVED);
        return;
    }
    Paper *paper = paper_of(world, item->entry->id);
    g_assert_nonnull(paper);
    g_assert_cmpint(item->withdrawn.day, ==, DAY_NONE);
    g_assert_cmpstr(item->title, ==, paper->title);
    if (paper->numbers[year - FIRST_YEAR])
        g_assert_cmpstr(item->number, ==, paper->numbers[year - FIRST_YEAR]);
    else
        number_is_next(world, year, item, paper);
    g_assert_true(g_hash_table_lookup(world->numbers, item->number) == paper);
}

/* All that are filed in the year have a number, and every number that there ever was is there. */
static void year_check(World *world, const RecordYear *view, int year, gint32 today)
{
    guint filed = 0, live = 0, given = 0;

    for (guint i = 0; view && i < view->n_items; i++) {
        item_check(world, year, &view->items[i], today);
        live += view->items[i].entry != NULL;
    }
    for (guint i = 0; i < world->papers->len; i++) {
        const Paper *paper = world->papers->pdata[i];
        filed += paper->there && !paper->draft && paper->year == year;
        given += paper->numbers[year - FIRST_YEAR] != NULL;
    }
    g_assert_cmpuint(live, ==, filed);
    g_assert_cmpuint(view ? view->n_items : 0, ==, given);
}

static void world_number(World *world)
{
    TestSite *test = world->test;
    g_autofree char *today = g_strdup_printf("2026-0%u-01", ++world->run);
    const SiteOptions options = {.date = today};

    g_clear_pointer(&test->content, content_free);
    test_site_load(test);
    g_assert_no_error(test->error);
    g_autoptr(Site) site = site_new(test->content, &options, test->diagnostics, &test->error);
    g_assert_no_error(test->error);
    g_assert_cmpuint(diagnostics_count(test->diagnostics, SEVERITY_ERROR), ==, 0);
    g_autoptr(Record) record = record_read(test->root, test->diagnostics, &test->error);
    g_assert_no_error(test->error);
    for (int year = FIRST_YEAR; year < FIRST_YEAR + YEARS; year++) {
        record_number(record, site, year, test->diagnostics);
        g_assert_true(record_write(record, test->root, &test->error));
    }
    for (int year = FIRST_YEAR; year < FIRST_YEAR + YEARS; year++)
        year_check(world, record_year(record, year), year, site->today.day);
    /* Asked again, nothing is given, and not a byte changes; what a killed run left goes. */
    g_autofree char *left = g_build_filename(test->root, "." RECORD_FILE ".new", NULL);
    g_assert_true(g_file_set_contents(left, "half", -1, NULL));
    g_autofree char *file = g_build_filename(test->root, RECORD_FILE, NULL);
    g_autofree char *before = NULL, *after = NULL;
    g_assert_true(g_file_get_contents(file, &before, NULL, NULL));
    g_autoptr(Record) again = record_read(test->root, test->diagnostics, &test->error);
    for (int year = FIRST_YEAR; year < FIRST_YEAR + YEARS; year++)
        g_assert_cmpuint(record_number(again, site, year, test->diagnostics), ==, 0);
    g_assert_true(record_write(again, test->root, &test->error));
    g_assert_false(g_file_test(left, G_FILE_TEST_EXISTS));
    g_assert_true(g_file_get_contents(file, &after, NULL, NULL));
    g_assert_cmpstr(after, ==, before);
    g_assert_cmpuint(diagnostics_count(test->diagnostics, SEVERITY_ERROR), ==, 0);
    for (guint i = 0; i < world->papers->len; i++) {
        Paper *paper = world->papers->pdata[i];
        paper->renamed = paper->retold = paper->edited = paper->crossed = FALSE;
    }
}

static void paper_free(gpointer data)
{
    Paper *paper = data;

    g_free(paper->path);
    g_free(paper->title);
    g_free(paper->department);
    for (guint i = 0; i < YEARS; i++)
        g_free(paper->numbers[i]);
    g_free(paper);
}

static void test_random(void)
{
    g_autoptr(TestSite) test = test_site_new();
    World world = {.test = test,
                   .papers = g_ptr_array_new_with_free_func(paper_free),
                   .numbers = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL),
                   .last = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL)};

    test_site_write(test, "broadside.yaml", "title: 测试\narchive: { fonds: 0194 }\n");
    for (guint i = 0; i < BEGINNING; i++)
        paper_add(&world);
    world_number(&world);
    for (guint run = 0; run < RUNS; run++) {
        for (guint edits = 0; edits < EDITS_A_RUN; edits += edit_do(&world))
            ;
        world_number(&world);
    }
    g_ptr_array_unref(world.papers);
    g_hash_table_unref(world.numbers);
    g_hash_table_unref(world.last);
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/record/numbers/random", test_random);
    return g_test_run();
}
