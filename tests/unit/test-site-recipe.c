/* SPDX-License-Identifier: MIT */
/* A collection's recipe finds the same entries in the same order, on a site that has not seen it yet. */
#include "fixture.h"
#include "site/commitment.h"
#include "site/query.h"
#include "site/recipe.h"

#include <string.h>

/* The same site twice. */
typedef struct {
    Fixture one, other;
    GRand *random;
} Test;

static void test_write(Test *test, const char *path, const char *text)
{
    fixture_write(&test->one, path, text);
    fixture_write(&test->other, path, text);
}

/* Texts that must be written with care: blanks, signs that recipes use, several lines, other scripts. */
static const char *const PLACES[] = {"P1",     "8号 楼",  "a=t1:b c", "一\\n二",
                                     "5:five", "entries", "东广场",   ""};

static void write_news(Test *test, guint number)
{
    const char *place = PLACES[number % G_N_ELEMENTS(PLACES)];
    g_autofree char *path = g_strdup_printf("content/news/%u/n 号%u.md", 2023 + number % 3, number);
    g_autofree char *text = g_strdup_printf(
        "---\ntitle: T%u\ndate: %u-%02u-%02u%s\nplace: \"%s\"\ntags: [停水, \"tag %u\"]\n%s%s%s---\n",
        number % 7, 2023 + number % 3, 1 + number % 10, 1 + number % 28, number % 4 ? "" : " 09:30", place,
        number % 3, number % 2 ? "people: [li, wang]\n" : "people: [wang]\n",
        number % 5 ? "" : "expires: 2025-11-19\n", number % 11 ? "" : "pinned: true\n");
    test_write(test, path, text);
}

static void write_rest(Test *test)
{
    test_write(test, "content/models/li.md",
               "---\ntitle: Li\nname: Li\nkind: person\nyear: 2025\nhonours: [cup, flag]\n---\n");
    test_write(test, "content/models/wang.md", "---\ntitle: W\nname: W\nkind: person\nyear: 2024\n---\n");
    test_write(test, "content/honours/cup.md",
               "---\ntitle: Cup\nlevel: district\nawarded: 2024-05-01\nawarded_by: D\nrecipient: li\n---\n");
    test_write(
        test, "content/honours/flag.md",
        "---\ntitle: Flag\nlevel: national\nawarded: 2024-05-02\nawarded_by: D\nrecipient: community\n---\n");
    test_write(test, "content/reports/r.md", "---\ntitle: R\nyear: 2024\nspan: year\n---\n");
    for (guint i = 0; i < 6; i++) {
        g_autofree char *path = g_strdup_printf("content/commitments/c%u.md", i);
        g_autofree char *text = g_strdup_printf(
            "---\ntitle: C%u\nby: B\ngroup: %s\nmade: 2025-01-0%u\ndue: 2025-1%u-01\nstatus: pledged\n---\n",
            i, i % 2 ? "other" : "retired", 1 + i, i % 3);
        test_write(test, path, text);
    }
    for (guint i = 0; i < 5; i++) {
        g_autofree char *path = g_strdup_printf("content/events/e%u.md", i);
        g_autofree char *text = g_strdup_printf(
            "---\ntitle: E%u\nstart: 2025-0%u-11 19:00\nscore: %u.%u\n---\n", i, 1 + i, i % 2, i);
        test_write(test, path, text);
    }
}

static void setup(Test *test, G_GNUC_UNUSED gconstpointer data)
{
    fixture_init(&test->one);
    fixture_init(&test->other);
    test->random = g_rand_new_with_seed(20251120);
    test_write(test, "broadside.yaml",
               "title: T\ntheme: t\nlanguage: zh-Hans\nfields:\n  event:\n    score: { kind: number }\n");
    for (guint i = 0; i < 60; i++)
        write_news(test, i);
    write_rest(test);
    fixture_load(&test->one);
    fixture_load(&test->other);
}

static void teardown(Test *test, G_GNUC_UNUSED gconstpointer data)
{
    g_rand_free(test->random);
    fixture_clear(&test->one);
    fixture_clear(&test->other);
}

static char *ids(const Collection *collection)
{
    GString *text = g_string_new(NULL);

    for (guint i = 0; i < collection_count(collection); i++)
        g_string_append_printf(text, "%s\n", collection_at(collection, i)->id);
    return g_string_free(text, FALSE);
}

static void check(const Test *test, const Collection *collection)
{
    const char *recipe = collection_recipe(collection);

    g_assert_nonnull(recipe);
    g_assert_true(site_recall(test->one.site, recipe) == collection);
    const Collection *again = site_recall(test->other.site, recipe);
    if (!again)
        g_error("not found again: %s", recipe);
    g_autofree char *own = ids(collection);
    g_autofree char *others = ids(again);
    g_assert_cmpstr(own, ==, others);
    g_assert_cmpstr(collection_recipe(again), ==, recipe);
}

static const char *const FIELDS[] = {"title", "date",  "place",  "tags",    "people",  "pinned",
                                     "level", "group", "made",   "due",     "start",   "score",
                                     "year",  "day",   "folder", "expired", "nothing", QUERY_YEAR_MADE};

static const char *random_field(Test *test)
{
    return FIELDS[g_rand_int_range(test->random, 0, G_N_ELEMENTS(FIELDS))];
}

/* A value that some entry has, as it has it or as a template may write it. */
static Value random_value(Test *test, const Collection *collection, const char *field)
{
    const guint count = collection_count(collection);
    Value value = {.kind = VALUE_INTEGER, .integer = g_rand_int_range(test->random, -3, 3)};

    if (count > 0) {
        const guint at = (guint)g_rand_int_range(test->random, 0, (gint32)count);
        if (!entry_query(collection_at(collection, at), field, &value))
            value = (Value){.kind = VALUE_BOOLEAN};
    }
    if (value.kind == VALUE_LIST)
        value = value.list.items[0];
    if (value.kind == VALUE_REFERENCE && value.entry && g_rand_boolean(test->random))
        value = value_text(value.entry->id);
    return value;
}

static const Collection *random_where(Test *test, const Collection *from)
{
    Condition conditions[2];
    const guint count = (guint)g_rand_int_range(test->random, 1, 3);

    for (guint i = 0; i < count; i++) {
        conditions[i].field = random_field(test);
        conditions[i].value = random_value(test, from, conditions[i].field);
    }
    return collection_where(from, conditions, count);
}

static const Collection *random_group(Test *test, const Collection *from)
{
    const GArray *groups = collection_group(from, random_field(test));

    if (groups->len == 0)
        return from;
    return g_array_index(groups, Group, g_rand_int_range(test->random, 0, (gint32)groups->len)).entries;
}

static const Collection *random_step(Test *test, const Collection *from)
{
    GRand *random = test->random;

    switch (g_rand_int_range(random, 0, 7)) {
    case 0: return collection_latest(from, (guint)g_rand_int_range(random, 0, 8));
    case 1:
        return collection_slice(from, (guint)g_rand_int_range(random, 0, 9),
                                (guint)g_rand_int_range(random, 0, 9));
    case 2: return random_where(test, from);
    case 3:
        return collection_sort(from, random_field(test),
                               (CollationOrder)g_rand_int_range(random, 0, N_COLLATIONS),
                               g_rand_boolean(random));
    case 4: return collection_without(from, random_field(test));
    case 5: return random_group(test, from);
    default: return collection_year(from, g_rand_int_range(random, 2022, 2026));
    }
}

/* Everything from which templates begin. */
static GPtrArray *beginnings(const Site *site)
{
    static const char *const folders[] = {"news", "honours", NULL};
    GPtrArray *all = g_ptr_array_new();

    g_ptr_array_add(all, site->entries);
    g_ptr_array_add(all, site->pages);
    g_ptr_array_add(all, site->nothing);
    for (guint i = 0; i < site->by_type->len; i++)
        g_ptr_array_add(all, site->by_type->pdata[i]);
    for (guint i = 0; i < site->years->len; i++)
        g_ptr_array_add(all, (gpointer)site_year(site, g_array_index(site->years, int, i)));
    for (guint i = 0; i < site->tags->len; i++)
        g_ptr_array_add(all, (gpointer)g_array_index(site->tags, Term, i).entries);
    for (guint i = 0; i < site->content->entries->len; i++) {
        const Entry *entry = site->content->entries->pdata[i];
        g_ptr_array_add(all, (gpointer)site_backlinks(site, entry));
        for (guint j = 0; j < entry->type->n_fields; j++)
            if (entry->type->fields[j].kind == FIELD_REFERENCE && entry->fields[j].kind == VALUE_LIST)
                g_ptr_array_add(all, (gpointer)site_references(site, &entry->fields[j]));
    }
    g_ptr_array_add(all, (gpointer)site_of_types(site, folders));
    return all;
}

static void test_beginnings(Test *test, G_GNUC_UNUSED gconstpointer data)
{
    g_autoptr(GPtrArray) all = beginnings(test->one.site);

    g_assert_cmpuint(all->len, >, 100);
    for (guint i = 0; i < all->len; i++)
        check(test, all->pdata[i]);
}

static void test_chains(Test *test, G_GNUC_UNUSED gconstpointer data)
{
    g_autoptr(GPtrArray) all = beginnings(test->one.site);

    for (guint i = 0; i < 5000; i++) {
        const Collection *collection = all->pdata[g_rand_int_range(test->random, 0, (gint32)all->len)];
        for (gint32 left = g_rand_int_range(test->random, 1, 4); left > 0; left--)
            collection = random_step(test, collection);
        check(test, collection);
    }
}

/* Those of rates are derived, too. */
static void test_rates(Test *test, G_GNUC_UNUSED gconstpointer data)
{
    static const char *const fields[] = {"group", "year", "category", NULL};

    for (guint i = 0; i < G_N_ELEMENTS(fields); i++) {
        const GArray *rates = commitment_rates(test->one.site->entries, fields[i]);
        g_assert_cmpuint(rates->len, >, 0);
        for (guint j = 0; j < rates->len; j++)
            check(test, g_array_index(rates, Rate, j).entries);
    }
}

static void test_values(Test *test, G_GNUC_UNUSED gconstpointer data)
{
    const Collection *events = site_recall(test->one.site, "type 5:event");
    const Value values[] = {
        {.kind = VALUE_NUMBER, .number = 0.1},          {.kind = VALUE_NUMBER, .number = 1.0 / 3},
        {.kind = VALUE_NUMBER, .number = -1e300},       {.kind = VALUE_INTEGER, .integer = G_MAXINT64},
        {.kind = VALUE_INTEGER, .integer = G_MININT64}, {.kind = VALUE_DATE, .date = {-1, 1439}},
        {.kind = VALUE_DATE, .date = {20000, -1}},      {.kind = VALUE_BOOLEAN, .boolean = TRUE},
        {.kind = VALUE_BOOLEAN, .boolean = FALSE},
    };

    for (guint i = 0; i < G_N_ELEMENTS(values); i++) {
        const Condition condition = {"score", values[i]};
        check(test, collection_where(events, &condition, 1));
    }
    const Condition condition = {"score", {.kind = VALUE_NUMBER, .number = 1.1}};
    g_assert_cmpuint(collection_count(collection_where(events, &condition, 1)), ==, 1);
}

/* What is on one site only, and what is no recipe. */
static void test_unknown(Test *test, G_GNUC_UNUSED gconstpointer data)
{
    static const char *const recipes[] = {
        "",
        "\n",
        "entrie",
        "entries ",
        "entries\n",
        "entries x",
        "type 4:mews",
        "type 4:event",
        "type 99999999999999999999999:event",
        "type",
        "types",
        "types 4:news5:event",
        "year-page x",
        "year-page -1",
        "backlinks 4:none",
        "these 9",
        "these 4:newsx",
        "entries\nslice 1",
        "entries\nslice 1 -1",
        "entries\nslice 1 99999999999999",
        "entries\nslice 1 2 3",
        "entries\nwhere",
        "entries\nwhere ",
        "entries\nwhere 5:place",
        "entries\nwhere 5:place=",
        "entries\nwhere 5:place=t",
        "entries\nwhere 5:place=t3:P1",
        "entries\nwhere 5:place=r4:none",
        "entries\nwhere 5:place=d1",
        "entries\nwhere 5:place=d1.x",
        "entries\nwhere 5:place=n1x",
        "entries\nwhere 5:place=n",
        "entries\nwhere 5:place=Tx",
        "entries\nwhere 5:place=z1",
        "entries\nsort 9 asc 5:title",
        "entries\nsort 0 up 5:title",
        "entries\nsort 0 asc",
        "entries\ngroup 5:level",
        "entries\ngroup 5:level t5:other",
        "entries\nwithout ",
        "entries\nsteal 5:title",
    };
    for (guint i = 0; i < G_N_ELEMENTS(recipes); i++)
        if (site_recall(test->one.site, recipes[i]))
            g_error("this is no recipe: %s", recipes[i]);
    g_assert_cmpuint(collection_count(site_recall(test->one.site, "these 4:none 9:models/li")), ==, 1);
}

/* Nothing that a damaged text says does harm. */
static void test_damaged(Test *test, G_GNUC_UNUSED gconstpointer data)
{
    static const char signs[] = "0123456789:=.- \ntfwrinTFdx\xff";
    g_autoptr(GPtrArray) all = beginnings(test->one.site);

    for (guint i = 0; i < 5000; i++) {
        const Collection *collection = all->pdata[g_rand_int_range(test->random, 0, (gint32)all->len)];
        collection = random_step(test, random_step(test, collection));
        g_autofree char *recipe = g_strdup(collection_recipe(collection));
        const gsize length = strlen(recipe);
        for (guint cuts = 0; cuts < 3; cuts++)
            recipe[g_rand_int_range(test->random, 0, (gint32)length)] =
                signs[g_rand_int_range(test->random, 0, sizeof signs)];
        site_recall(test->other.site, recipe);
    }
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add("/site/recipe/beginnings", Test, NULL, setup, test_beginnings, teardown);
    g_test_add("/site/recipe/chains", Test, NULL, setup, test_chains, teardown);
    g_test_add("/site/recipe/rates", Test, NULL, setup, test_rates, teardown);
    g_test_add("/site/recipe/values", Test, NULL, setup, test_values, teardown);
    g_test_add("/site/recipe/unknown", Test, NULL, setup, test_unknown, teardown);
    g_test_add("/site/recipe/damaged", Test, NULL, setup, test_damaged, teardown);
    return g_test_run();
}
