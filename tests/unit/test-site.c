/* SPDX-License-Identifier: MIT */
#include "fixture.h"
#include "site/commitment.h"
#include "site/visibility.h"

#include <string.h>

#define NEWS(title, rest) "---\ntitle: " title "\ndate: 2025-06-29\n" rest "---\n"
#define NOTICE(title, rest) "---\ntitle: " title "\ndate: 2025-01-05\n" rest "---\n"

static Entry *find(const Fixture *fixture, const char *id)
{
    gboolean several;
    Entry *entry = site_find(fixture->site, id, &several);
    g_assert_false(several);
    return entry;
}

static char *ids(const Collection *collection)
{
    GString *text = g_string_new(NULL);
    for (guint i = 0; i < collection_count(collection); i++)
        g_string_append_printf(text, "%s ", collection_at(collection, i)->slug);
    return g_string_free(text, FALSE);
}

static void assert_ids(const Collection *collection, const char *expected)
{
    g_autofree char *found = ids(collection);
    g_assert_cmpstr(found, ==, expected);
}

/* Today is 2025-11-20. */
static void test_visibility(void)
{
    static const struct {
        const char *name, *fields;
        EntryState state;
    } cases[] = {
        {"plain", "", ENTRY_LISTED},
        {"draft", "draft: true\n", ENTRY_HIDDEN},
        {"future", "publish: 2025-11-21\n", ENTRY_HIDDEN},
        {"from-today", "publish: 2025-11-20\n", ENTRY_LISTED},
        {"last-day", "expires: 2025-11-20\n", ENTRY_LISTED},
        {"expired", "expires: 2025-11-19\n", ENTRY_KEPT},
        {"sign", "expires: 2025-11-19\nafter: tombstone\n", ENTRY_TOMBSTONE},
        {"removed", "expires: 2025-11-19\nafter: remove\n", ENTRY_HIDDEN},
        {"review", "kind: review\nexpires: 2025-11-19\n", ENTRY_TOMBSTONE},
        {"kept-review", "kind: review\nexpires: 2025-11-19\nafter: keep\n", ENTRY_KEPT},
    };
    Fixture fixture;
    fixture_init(&fixture);
    for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autofree char *path = g_strdup_printf("content/notices/%s.md", cases[i].name);
        g_autofree char *text = g_strdup_printf("---\ntitle: T\ndate: 2025-01-05\n%s---\n", cases[i].fields);
        fixture_write(&fixture, path, text);
    }
    fixture_load(&fixture);
    for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
        const Entry *entry = find(&fixture, cases[i].name);
        g_assert_nonnull(entry);
        if (entry->state != cases[i].state)
            g_error("%s: %d", cases[i].name, entry->state);
    }
    assert_ids(fixture.site->entries, "from-today last-day plain ");
    assert_ids(site_year(fixture.site, 2025), "expired from-today kept-review last-day plain ");
    g_assert_cmpuint(collection_count(site_year(fixture.site, 1999)), ==, 0);
    const Entry *draft = find(&fixture, "draft");
    g_assert_cmpint(visibility_of(draft, fixture.site->today, TRUE), ==, ENTRY_LISTED);
    fixture_clear(&fixture);
}

static void test_overdue(void)
{
    static const struct {
        const char *fields;
        gboolean overdue;
    } cases[] = {
        {"status: pledged\ndue: 2025-11-19\n", TRUE},
        {"status: in-progress\ndue: 2025-11-19\n", TRUE},
        {"status: pledged\ndue: 2025-11-20\n", FALSE},
        {"status: pledged\n", FALSE},
        {"status: fulfilled\nclosed: 2025-11-19\ndue: 2025-11-19\n", FALSE},
        {"status: withdrawn\nclosed: 2025-11-19\ndue: 2025-11-19\n", FALSE},
        {"status: unfulfilled\nclosed: 2025-11-19\ndue: 2025-11-19\n", FALSE},
    };
    Fixture fixture;
    fixture_init(&fixture);
    for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autofree char *path = g_strdup_printf("content/commitments/c%u.md", i);
        g_autofree char *text =
            g_strdup_printf("---\ntitle: T\nby: B\ngroup: other\nmade: 2025-01-05\n%s---\n", cases[i].fields);
        fixture_write(&fixture, path, text);
    }
    fixture_load(&fixture);
    for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autofree char *id = g_strdup_printf("commitments/c%u", i);
        g_assert_cmpint(entry_overdue(find(&fixture, id), fixture.site->today), ==, cases[i].overdue);
    }
    fixture_clear(&fixture);
}

static void test_references(void)
{
    Fixture fixture;
    fixture_init(&fixture);
    fixture_write(&fixture, "content/models/2025/li.md",
                  "---\ntitle: Li\nname: Li\nkind: person\nyear: 2025\nhonours: [cup]\n---\n");
    fixture_write(
        &fixture, "content/honours/2024/cup.md",
        "---\ntitle: Cup\nlevel: district\nawarded: 2024-05-01\nawarded_by: D\nrecipient: models/li\n---\n");
    fixture_write(
        &fixture, "content/honours/2024/flag.md",
        "---\ntitle: Flag\nlevel: district\nawarded: 2024-05-02\nawarded_by: D\nrecipient: community\n---\n");
    fixture_write(&fixture, "content/news/a.md", NEWS("A", "people: [li]\n"));
    fixture_write(&fixture, "content/news/b.md", NEWS("B", "people: [models/2025/li]\n"));
    fixture_write(&fixture, "content/news/hidden.md", NEWS("H", "people: [li]\ndraft: true\n"));
    fixture_load(&fixture);

    const Entry *li = find(&fixture, "models/2025/li");
    g_assert_nonnull(li);
    g_assert_true(find(&fixture, "2025/li") == li && find(&fixture, "models/li") == li);
    g_assert_null(find(&fixture, "i"));
    g_assert_cmpuint(li->backlinks->len, ==, 3);
    g_assert_cmpstr(((Entry *)li->backlinks->pdata[0])->id, ==, "news/a");
    g_assert_cmpstr(((Entry *)li->backlinks->pdata[2])->id, ==, "honours/2024/cup");
    const Value *honours = entry_get(li, "honours");
    g_assert_true(honours->list.items[0].entry == find(&fixture, "cup"));
    g_assert_null(entry_get(find(&fixture, "flag"), "recipient")->entry);
    fixture_clear(&fixture);
}

static void test_reference_errors(void)
{
    static const char *const expected =
        "content/news/a.md:4:10: error: there is no entry 'lii', which 'people' refers to\n"
        "    4 | people: [lii, flag, twin]\n"
        "      |          ^\n"
        "      = did you mean 'li'?\n"
        "content/news/a.md:4:15: error: 'people' cannot refer to 'honours/flag', which is of type honour\n"
        "    4 | people: [lii, flag, twin]\n"
        "      |               ^\n"
        "      = it takes entries of type model\n"
        "content/news/a.md:4:21: error: 'twin' in 'people' could be several entries\n"
        "    4 | people: [lii, flag, twin]\n"
        "      |                     ^\n"
        "      = write more of its path, as in news/2025/name\n";
    const char *model = "---\ntitle: M\nname: M\nkind: person\nyear: 2025\n---\n";
    Fixture fixture;
    fixture_init(&fixture);
    fixture_write(&fixture, "content/models/li.md", model);
    fixture_write(&fixture, "content/models/1/twin.md", model);
    fixture_write(&fixture, "content/models/2/twin.md", model);
    fixture_write(&fixture, "content/honours/flag.md",
                  "---\ntitle: F\nlevel: district\nawarded: 2024-05-02\nawarded_by: D\n---\n");
    fixture_write(&fixture, "content/news/a.md", NEWS("A", "people: [lii, flag, twin]\n"));

    g_autoptr(Diagnostics) diagnostics = diagnostics_new();
    g_autoptr(Content) content = content_load(&(ContentOptions){.root = fixture.root}, diagnostics, NULL);
    const SiteOptions options = {.date = "2025-11-20"};
    g_autoptr(Site) site = site_new(content, &options, diagnostics, NULL);
    g_autoptr(GString) found = g_string_new(NULL);
    diagnostics_print(diagnostics, MESSAGE_TEXT, FALSE, found);
    g_assert_cmpstr(found->str, ==, expected);
    g_clear_pointer(&site, site_free);
    g_clear_pointer(&content, content_free);
    fixture_clear(&fixture);
}

static void test_options(void)
{
    static const SiteOptions bad[] = {{.date = "2025-02-30"},
                                      {.date = "2025-02-03 10:00"},
                                      {.date = "2025-02-03", .base_url = "example.org"},
                                      {.date = "2025-02-03", .base_url = "ftp://example.org/"},
                                      {.date = "2025-02-03", .base_url = "https://example.org/?q"}};
    Fixture fixture;
    fixture_init(&fixture);
    fixture_load(&fixture);
    for (guint i = 0; i < G_N_ELEMENTS(bad); i++) {
        g_autoptr(GError) error = NULL;
        g_assert_null(site_new(fixture.content, &bad[i], fixture.diagnostics, &error));
        g_assert_error(error, SITE_ERROR, SITE_ERROR_OPTION);
    }
    static const char *const good[][2] = {
        {"https://example.org/a", "https://example.org/a/"},
        {"HTTP://example.org", "http://example.org/"},
        {"https://example.org:8080/a/", "https://example.org:8080/a/"},
        {"https://[2001:db8::1]:8080", "https://[2001:db8::1]:8080/"},
        {"https://社区.example/一村/%E4%BA%8C村",
         "https://xn--dkrp89f.example/%E4%B8%80%E6%9D%91/%E4%BA%8C%E6%9D%91/"},
        {"https://example.org/~a/b%2Fc;d=1", "https://example.org/~a/b%2Fc;d=1/"},
    };
    for (guint i = 0; i < G_N_ELEMENTS(good); i++) {
        const SiteOptions options = {.date = "2025-02-03", .base_url = good[i][0]};
        g_autoptr(Site) site = site_new(fixture.content, &options, fixture.diagnostics, NULL);
        g_assert_cmpstr(site->base_url, ==, good[i][1]);
    }
    fixture_clear(&fixture);
}

static void test_collections(void)
{
    Fixture fixture;
    fixture_init(&fixture);
    fixture_write(&fixture, "content/events/a.md",
                  "---\ntitle: C\nstart: 2025-03-01\ncapacity: 10\ntags: [x]\n---\n");
    fixture_write(&fixture, "content/events/b.md", "---\ntitle: A\nstart: 2024-03-01\ntags: [x, y]\n---\n");
    fixture_write(&fixture, "content/events/c.md", "---\ntitle: B\nstart: 2025-03-01\ncapacity: 30\n---\n");
    fixture_load(&fixture);
    const Collection *events = fixture.site->entries;

    assert_ids(events, "a c b ");
    assert_ids(collection_latest(events, 2), "a c ");
    assert_ids(collection_slice(events, 1, 9), "c b ");
    g_assert_true(collection_latest(events, 9) == events);
    g_assert_true(collection_latest(events, 2) == collection_latest(events, 2));
    assert_ids(collection_sort(events, "title", COLLATION_LANGUAGE, FALSE), "b c a ");
    assert_ids(collection_sort(events, "capacity", COLLATION_LANGUAGE, FALSE), "a c b ");
    assert_ids(collection_sort(events, "capacity", COLLATION_LANGUAGE, TRUE), "c a b ");
    assert_ids(collection_year(events, 2025), "a c ");
    const Condition both[] = {{"tags", value_text("x")}, {"year", {.kind = VALUE_INTEGER, .integer = 2024}}};
    const Condition turned[] = {both[1], both[0]};
    assert_ids(collection_where(events, both, 2), "b ");
    g_assert_true(collection_where(events, both, 2) == collection_where(events, turned, 2));
    const GArray *groups = collection_group(events, "tags");
    g_assert_cmpuint(groups->len, ==, 2);
    assert_ids(g_array_index(groups, Group, 0).entries, "a b ");
    assert_ids(g_array_index(groups, Group, 1).entries, "b ");
    Value sum;
    g_assert_true(collection_sum(events, "capacity", &sum));
    g_assert_cmpint(sum.kind, ==, VALUE_INTEGER);
    g_assert_cmpint(sum.integer, ==, 40);
    g_assert_false(collection_sum(events, "title", &sum));
    const Condition dated = {"start", value_text("2024-03-01")};
    assert_ids(collection_where(events, &dated, 1), "b ");
    const Condition timely = {"overdue", {.kind = VALUE_BOOLEAN, .boolean = FALSE}};
    assert_ids(collection_where(events, &timely, 1), "a c b ");
    g_assert_cmpint(collection_index(events, collection_at(events, 2)), ==, 2);
    fixture_clear(&fixture);
}

static void test_links(void)
{
    Fixture fixture;
    fixture_init(&fixture);
    fixture_write(&fixture, "content/news/2025/a.md", NEWS("A", ""));
    fixture_write(&fixture, "content/notices/\xe9\x80\x9a\xe7\x9f\xa5.md", NOTICE("N", ""));
    fixture_write(&fixture, "content/news/2025/map.svg", "<svg/>");
    fixture_write(&fixture, "static/form.pdf", "x");
    fixture_load(&fixture);
    const Entry *a = find(&fixture, "news/2025/a");
    static const struct {
        const char *url, *entry, *file, *fragment;
        gboolean foreign;
    } cases[] = {
        {"../../notices/\xe9\x80\x9a\xe7\x9f\xa5.md#x", "notices/\xe9\x80\x9a\xe7\x9f\xa5", NULL, "#x",
         FALSE},
        {"../../notices/%E9%80%9A%E7%9F%A5.md", "notices/\xe9\x80\x9a\xe7\x9f\xa5", NULL, NULL, FALSE},
        {"/news/2025/a.md?print", "news/2025/a", NULL, NULL, FALSE},
        {"map.svg", NULL, "content/news/2025/map.svg", NULL, FALSE},
        {"/form.pdf", NULL, "static/form.pdf", NULL, FALSE},
        {"/static/form.pdf", NULL, "static/form.pdf", NULL, FALSE},
        {"/content/news/2025/map.svg", NULL, "content/news/2025/map.svg", NULL, FALSE},
        {"/content/news/2025/a.md", "news/2025/a", NULL, NULL, FALSE},
        {"/content/none.svg", NULL, NULL, NULL, FALSE},
        {"/content/../broadside.yaml", NULL, NULL, NULL, FALSE},
        {"../../../static/form.pdf", NULL, "static/form.pdf", NULL, FALSE},
        {"none.svg", NULL, NULL, NULL, FALSE},
        {"../../../../etc/passwd", NULL, NULL, NULL, FALSE},
        {"../../../broadside.yaml", NULL, NULL, NULL, FALSE},
        {"https://example.org/a.md", NULL, NULL, NULL, TRUE},
        {"//example.org/a.md", NULL, NULL, NULL, TRUE},
        {"#x", NULL, NULL, NULL, TRUE},
        {"mailto:a@example.org", NULL, NULL, NULL, TRUE},
    };
    for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_auto(Link) link = site_link(fixture.site, a, cases[i].url);
        g_assert_cmpstr(link.entry ? link.entry->id : NULL, ==, cases[i].entry);
        g_assert_cmpstr(link.file, ==, cases[i].file);
        g_assert_cmpstr(link.fragment, ==, cases[i].fragment);
        g_assert_cmpint(link.foreign, ==, cases[i].foreign);
    }
    fixture_clear(&fixture);
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/site/visibility", test_visibility);
    g_test_add_func("/site/overdue", test_overdue);
    g_test_add_func("/site/references", test_references);
    g_test_add_func("/site/reference-errors", test_reference_errors);
    g_test_add_func("/site/options", test_options);
    g_test_add_func("/site/collections", test_collections);
    g_test_add_func("/site/links", test_links);
    return g_test_run();
}
