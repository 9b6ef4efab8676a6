/* SPDX-License-Identifier: MIT */
#include "fixture.h"
#include "site/commitment.h"

#include <string.h>

static void write_commitment(const Fixture *fixture, const char *name, const char *fields)
{
    g_autofree char *path = g_strdup_printf("content/commitments/%s.md", name);
    g_autofree char *text = g_strdup_printf("---\ntitle: %s\nby: B\n%s---\n", name, fields);
    fixture_write((Fixture *)fixture, path, text);
}

static const Collection *commitments_of(const Fixture *fixture)
{
    return site_collection(fixture->site, types_by_name(fixture->content->types, "commitment"));
}

/* "group=employed 3/4 75% …" for each row. */
static char *rates_text(const Collection *collection, const char *field)
{
    const GArray *rates = commitment_rates(collection, field);
    GString *text = g_string_new(NULL);

    g_assert_nonnull(rates);
    for (guint i = 0; i < rates->len; i++) {
        const Rate *rate = &g_array_index(rates, Rate, i);
        const Tally *tally = &rate->tally;
        char percent[TALLY_PERCENT_SIZE] = "none";
        tally_percent(tally, percent);
        if (rate->value.kind == VALUE_TEXT)
            g_string_append_printf(text, "%s: ", rate->value.text);
        else if (rate->value.kind == VALUE_INTEGER)
            g_string_append_printf(text, "%d: ", (int)rate->value.integer);
        g_string_append_printf(text, "%u/%u %s, %u in all, %u un, %u open, %u overdue, %u late, %u back\n",
                               tally->fulfilled, tally->counted, percent, tally->total, tally->unfulfilled,
                               tally->open, tally->overdue, tally->late, tally->withdrawn);
        g_assert_cmpuint(tally->total, ==, collection_count(rate->entries));
        g_assert_cmpuint(tally->total, ==,
                         tally->fulfilled + tally->unfulfilled + tally->open + tally->withdrawn);
    }
    return g_string_free(text, FALSE);
}

static void assert_rates(const Collection *collection, const char *field, const char *expected)
{
    g_autofree char *found = rates_text(collection, field);
    g_assert_cmpstr(found, ==, expected);
}

/*
 * Worked out by hand; today is 2025-11-20.
 *
 *   name              group     category  made        due         status       closed      counted overdue
 * late due-yesterday     employed  路灯      2025-01-05  2025-11-19  pledged                  yes     yes
 *   due-today         employed  路灯      2025-01-05  2025-11-20  in-progress              yes     no
 *   due-tomorrow      employed  楼道      2025-01-05  2025-11-21  pledged                  no      no
 *   due-this-evening  employed  楼道      2025-01-05  2025-11-20T18:00 pledged             yes     no
 *   open-ended        employed  -         2024-12-31  -           in-progress              no      no
 *   kept-early        retired   路灯      2024-12-31  2026-03-01  fulfilled    2025-06-01  yes             no
 *   kept-on-the-day   retired   路灯      2025-01-05  2025-06-01  fulfilled    2025-06-01  yes             no
 *   kept-late         retired   楼道      2025-01-05  2025-06-01  fulfilled    2025-06-02  yes yes
 *   kept-no-due       retired   楼道      2025-01-05  -           fulfilled    2025-06-02  yes             no
 *   kept-no-closed    retired   -         2025-01-05  2025-06-01  fulfilled    -           yes             no
 *   kept-in-future    retired   -         2025-01-05  2025-12-01  fulfilled    2025-11-25  yes             no
 *   broken-early      other     -         2025-01-05  2026-01-01  unfulfilled  2025-06-01  yes             no
 *   broken-late       other     -         2025-01-05  2025-05-01  unfulfilled  2025-06-01  yes             no
 *   broken-no-due     other     -         2025-01-05  -           unfulfilled  -           yes             no
 *   back-overdue      other     -         2025-01-05  2025-05-01  withdrawn    2025-06-01  no      no      no
 *   back-no-due       other     -         2025-01-05  -           withdrawn    -           no      no      no
 *   made-tomorrow     employed  -         2025-11-21  2026-01-01  pledged                  no      no
 *
 *   employed  6 in all: 0 / 3 (due-yesterday, due-today, due-this-evening), open 6, overdue 1
 *   retired   6 in all: 6 / 6, late 1
 *   other     5 in all: 0 / 3, unfulfilled 3, withdrawn 2
 *   together 17 in all: 6 / 12 = 50 %
 *   路灯      4: 2 / 4 (due-yesterday, due-today; kept-early, kept-on-the-day)
 *   楼道      4: 2 / 3 = 66.67 % (due-this-evening, kept-late, kept-no-due; not due-tomorrow)
 *   without   9: 2 / 5 (kept-no-closed, kept-in-future; three broken)
 *   2024      2: 1 / 1      2025     15: 5 / 11 = 45.45 %
 */
static const struct {
    const char *name, *fields;
} table[] = {
    {"due-yesterday",
     "group: employed\ncategory: 路灯\nmade: 2025-01-05\ndue: 2025-11-19\nstatus: pledged\n"},
    {"due-today",
     "group: employed\ncategory: 路灯\nmade: 2025-01-05\ndue: 2025-11-20\nstatus: in-progress\n"},
    {"due-tomorrow", "group: employed\ncategory: 楼道\nmade: 2025-01-05\ndue: 2025-11-21\nstatus: pledged\n"},
    {"due-this-evening",
     "group: employed\ncategory: 楼道\nmade: 2025-01-05\ndue: 2025-11-20T18:00\nstatus: pledged\n"},
    {"open-ended", "group: employed\nmade: 2024-12-31\nstatus: in-progress\n"},
    {"kept-early", "group: retired\ncategory: 路灯\nmade: 2024-12-31\ndue: 2026-03-01\nstatus: fulfilled\n"
                   "closed: 2025-06-01\n"},
    {"kept-on-the-day",
     "group: retired\ncategory: 路灯\nmade: 2025-01-05\ndue: 2025-06-01\nstatus: fulfilled\n"
     "closed: 2025-06-01\n"},
    {"kept-late", "group: retired\ncategory: 楼道\nmade: 2025-01-05\ndue: 2025-06-01\nstatus: fulfilled\n"
                  "closed: 2025-06-02\n"},
    {"kept-no-due",
     "group: retired\ncategory: 楼道\nmade: 2025-01-05\nstatus: fulfilled\nclosed: 2025-06-02\n"},
    {"kept-no-closed", "group: retired\nmade: 2025-01-05\ndue: 2025-06-01\nstatus: fulfilled\n"},
    {"kept-in-future",
     "group: retired\nmade: 2025-01-05\ndue: 2025-12-01\nstatus: fulfilled\nclosed: 2025-11-25\n"},
    {"broken-early",
     "group: other\nmade: 2025-01-05\ndue: 2026-01-01\nstatus: unfulfilled\nclosed: 2025-06-01\n"},
    {"broken-late",
     "group: other\nmade: 2025-01-05\ndue: 2025-05-01\nstatus: unfulfilled\nclosed: 2025-06-01\n"},
    {"broken-no-due", "group: other\nmade: 2025-01-05\nstatus: unfulfilled\n"},
    {"back-overdue",
     "group: other\nmade: 2025-01-05\ndue: 2025-05-01\nstatus: withdrawn\nclosed: 2025-06-01\n"},
    {"back-no-due", "group: other\nmade: 2025-01-05\nstatus: withdrawn\n"},
    {"made-tomorrow", "group: employed\nmade: 2025-11-21\ndue: 2026-01-01\nstatus: pledged\n"},
};

static void load_table(Fixture *fixture)
{
    fixture_init(fixture);
    for (guint i = 0; i < G_N_ELEMENTS(table); i++)
        write_commitment(fixture, table[i].name, table[i].fields);
    fixture_write(fixture, "content/news/2025-01-05-news.md", "---\ntitle: N\n---\n");
    fixture_load(fixture);
}

static void test_table(void)
{
    const char *together = "6/12 50%, 17 in all, 3 un, 6 open, 1 overdue, 1 late, 2 back\n";
    Fixture fixture;

    load_table(&fixture);
    const Collection *commitments = commitments_of(&fixture);
    assert_rates(commitments, NULL, together);
    assert_rates(fixture.site->entries, NULL, together);
    assert_rates(commitments, "group",
                 "employed: 0/3 0%, 6 in all, 0 un, 6 open, 1 overdue, 0 late, 0 back\n"
                 "retired: 6/6 100%, 6 in all, 0 un, 0 open, 0 overdue, 1 late, 0 back\n"
                 "other: 0/3 0%, 5 in all, 3 un, 0 open, 0 overdue, 0 late, 2 back\n");
    assert_rates(commitments, "category",
                 "楼道: 2/3 66.7%, 4 in all, 0 un, 2 open, 0 overdue, 1 late, 0 back\n"
                 "路灯: 2/4 50%, 4 in all, 0 un, 2 open, 1 overdue, 0 late, 0 back\n"
                 "2/5 40%, 9 in all, 3 un, 2 open, 0 overdue, 0 late, 2 back\n");
    assert_rates(fixture.site->entries, "year",
                 "2024: 1/1 100%, 2 in all, 0 un, 1 open, 0 overdue, 0 late, 0 back\n"
                 "2025: 5/11 45.5%, 15 in all, 3 un, 5 open, 1 overdue, 1 late, 2 back\n");
    g_assert_true(commitment_rates(commitments, "group") == commitment_rates(commitments, "group"));
    g_assert_null(commitment_rates(commitments, "tags"));
    g_assert_null(commitment_rates(commitments, "progress"));
    fixture_clear(&fixture);
}

/* Whatever they are broken down by, the rows sum up to the whole. */
static void test_sums(void)
{
    static const char *const fields[] = {"group", "category", "year", "status", "due", "overdue", "grid"};
    Fixture fixture;

    load_table(&fixture);
    const Collection *commitments = commitments_of(&fixture);
    const Tally *whole = &g_array_index(commitment_rates(commitments, NULL), Rate, 0).tally;
    for (guint i = 0; i < G_N_ELEMENTS(fields); i++) {
        const GArray *rates = commitment_rates(commitments, fields[i]);
        Tally sum = {0};
        guint *into = (guint *)&sum;
        for (guint j = 0; j < rates->len; j++) {
            const guint *from = (const guint *)&g_array_index(rates, Rate, j).tally;
            for (gsize k = 0; k < sizeof sum / sizeof *into; k++)
                into[k] += from[k];
        }
        if (memcmp(&sum, whole, sizeof sum) != 0)
            g_error("the rows of '%s' sum up to something else", fields[i]);
    }
    fixture_clear(&fixture);
}

static void test_percent(void)
{
    static const struct {
        guint fulfilled, counted;
        const char *percent;
    } cases[] = {
        {0, 0, NULL},           {0, 1, "0%"},        {1, 1, "100%"},
        {1, 2, "50%"},          {2, 3, "66.7%"},     {1, 3, "33.3%"},
        {29, 30, "96.7%"},      {199, 200, "99.5%"}, {1999, 2000, "99.9%"},
        {9999, 10000, "99.9%"}, {1, 3000, "0.1%"},   {3000, 3000, "100%"},
        {1, 1000, "0.1%"},      {1, 2000, "0.1%"},   {G_MAXUINT - 1, G_MAXUINT, "99.9%"},
        {1, 8, "12.5%"},        {1, 16, "6.3%"},     {546, 569, "96%"},
    };

    for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
        const Tally tally = {.fulfilled = cases[i].fulfilled, .counted = cases[i].counted};
        char text[TALLY_PERCENT_SIZE];
        g_assert_cmpint(tally_percent(&tally, text), ==, cases[i].percent != NULL);
        if (cases[i].percent)
            g_assert_cmpstr(text, ==, cases[i].percent);
    }
}

static void test_none(void)
{
    Fixture fixture;

    fixture_init(&fixture);
    fixture_write(&fixture, "content/pages/one.md", "---\ntitle: One\n---\n");
    fixture_load(&fixture);
    assert_rates(commitments_of(&fixture), NULL,
                 "0/0 none, 0 in all, 0 un, 0 open, 0 overdue, 0 late, 0 back\n");
    assert_rates(fixture.site->entries, "group", "");
    fixture_clear(&fixture);

    fixture_init(&fixture);
    write_commitment(&fixture, "a", "group: other\nmade: 2025-01-05\ndue: 2025-05-01\nstatus: withdrawn\n");
    write_commitment(&fixture, "b", "group: other\nmade: 2025-01-05\nstatus: withdrawn\n");
    write_commitment(&fixture, "c", "group: retired\nmade: 2025-01-05\ndue: 2025-11-21\nstatus: pledged\n");
    fixture_load(&fixture);
    assert_rates(commitments_of(&fixture), "group",
                 "retired: 0/0 none, 1 in all, 0 un, 1 open, 0 overdue, 0 late, 0 back\n"
                 "other: 0/0 none, 2 in all, 0 un, 0 open, 0 overdue, 0 late, 2 back\n");
    fixture_clear(&fixture);
}

/* The year of a rate is that of `made`, also where the entry belongs to another day. */
static void test_year(void)
{
    Fixture fixture;

    fixture_init(&fixture);
    write_commitment(&fixture, "a", "group: other\ndate: 2025-01-01\nmade: 2024-12-31\nstatus: fulfilled\n");
    fixture_load(&fixture);
    assert_rates(commitments_of(&fixture), "year",
                 "2024: 1/1 100%, 1 in all, 0 un, 0 open, 0 overdue, 0 late, 0 back\n");
    fixture_clear(&fixture);
}

/* Both ends of a piece of evidence see the link. */
static void test_evidence(void)
{
    Fixture fixture;

    fixture_init(&fixture);
    fixture_write(&fixture, "content/news/2025-06-29-lamps.md", "---\ntitle: Lamps\n---\n");
    write_commitment(&fixture, "a",
                     "group: other\nmade: 2025-01-05\nstatus: in-progress\nprogress:\n"
                     "  - { date: 2025-03-01, note: Asked for the lamps }\n"
                     "  - { date: 2025-06-29, note: Two stand, evidence: [2025-06-29-lamps] }\n");
    fixture_load(&fixture);
    gboolean several;
    const Entry *lamps = site_find(fixture.site, "news/2025-06-29-lamps", &several);
    g_assert_cmpuint(lamps->backlinks->len, ==, 1);
    g_assert_cmpstr(((Entry *)lamps->backlinks->pdata[0])->id, ==, "commitments/a");
    g_autofree char *text = fixture_render_entry(
        &fixture, "commitments/a",
        "{% for _, step in ipairs(page.progress) do %}{{ step.note }}"
        "{% for _, e in ipairs(step.evidence or {}) do %}: {{ e.title }}{% end %}; {% end %}");
    g_assert_cmpstr(text, ==, "Asked for the lamps; Two stand: Lamps; ");
    fixture_clear(&fixture);
}

static void test_template(void)
{
    Fixture fixture;

    load_table(&fixture);
    g_autofree char *text = fixture_render(
        &fixture,
        "{% local all = site.commitments:rates() %}{{ all.fulfilled }}/{{ all.counted }} {{ all.percent }} "
        "{{ all.value == nil }} {{ #all.entries }}\n"
        "{% for _, r in ipairs(site.commitments:rates(\"category\")) do %}"
        "{{ r.title or \"-\" }} {{ r.value or \"-\" }} {{ r.percent }}, {{ r.withdrawn }} back; {% end %}\n"
        "{% for _, r in ipairs(site.entries:rates(\"group\")) do %}{{ r.title }} {{ #r.entries }} {% end %}\n"
        "{{ #site.commitments:where{ counted = true } }} {{ #site.commitments:where{ late = true } }} "
        "{{ site.commitments:where{ grid = \"none\" }:rates().percent == nil }}\n"
        "{{ site.commitments:year(2024):rates(\"year\")[1].value }}");
    g_assert_cmpstr(text, ==,
                    "6/12 50% true 17\n"
                    "楼道 楼道 66.7%, 0 back; 路灯 路灯 50%, 0 back; - - 40%, 2 back; \n"
                    "Employed members 6 Retired members 6 Others 5 \n"
                    "12 1 true\n"
                    "2024");
    fixture_clear(&fixture);
}

static void test_template_errors(void)
{
    Fixture fixture;

    load_table(&fixture);
    g_autofree char *wrong = fixture_render(&fixture, "{{ site.news:rates().percent }}");
    g_assert_nonnull(strstr(wrong, "error: 'rates' is for commitments; these entries are of type news\n"));
    g_assert_nonnull(strstr(wrong, "= write site.commitments:rates()\n"));
    g_autofree char *several = fixture_render(&fixture, "{{ #site.commitments:rates(\"tags\") }}");
    g_assert_nonnull(strstr(several, "there are no rates by 'tags': an entry can have several of it"));
    g_autofree char *unknown = fixture_render(&fixture, "{{ #site.commitments:rates(\"groop\") }}");
    g_assert_nonnull(strstr(unknown, "did you mean 'group'?"));
    g_autofree char *name = fixture_render(&fixture, "{{ site.commitments:rates().kept }}");
    g_assert_nonnull(strstr(name, "a rate has no 'kept'"));
    fixture_clear(&fixture);
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/commitment/table", test_table);
    g_test_add_func("/commitment/sums", test_sums);
    g_test_add_func("/commitment/percent", test_percent);
    g_test_add_func("/commitment/none", test_none);
    g_test_add_func("/commitment/year", test_year);
    g_test_add_func("/commitment/evidence", test_evidence);
    g_test_add_func("/commitment/template", test_template);
    g_test_add_func("/commitment/template-errors", test_template_errors);
    return g_test_run();
}
