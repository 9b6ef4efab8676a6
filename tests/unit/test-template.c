/* SPDX-License-Identifier: MIT */
#include "fixture.h"

#include <string.h>

typedef struct {
    const char *template;
    const char *expected;
} Case;

static void site_fill(Fixture *fixture)
{
    fixture_init(fixture);
    fixture_write(
        fixture, "content/news/2025-06-29-walk.md",
        "---\ntitle: Night & day\ndate: 2025-06-29\ntags: [safety, people]\n---\n"
        "See [the notice](../notices/water.md#when) and ![a map](map.svg).\n\n## When\n\nTonight.\n");
    fixture_write(fixture, "content/news/map.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\"/>");
    fixture_write(fixture, "content/news/2025-07-01-repair.md",
                  "---\ntitle: Lamp mended\ndate: 2025-07-01\ntags: [safety]\n---\nLight again.\n\n"
                  "```csv\nwhat,yuan\nlamp,\"1,200\"\nwire,35\n```\n");
    fixture_write(fixture, "content/notices/water.md",
                  "---\ntitle: No water\ndate: 2025-06-30\npinned: true\nkind: review\nposting: {days: "
                  "365}\n---\n## When\n\nAt 8.\n");
    fixture_write(fixture, "content/notices/review.md",
                  "---\ntitle: Candidates\ndate: 2025-01-05\nkind: review\nissuer: The committee\n"
                  "expires: 2025-01-12\n---\nSecret names.\n");
    fixture_write(fixture, "content/notices/gone.md",
                  "---\ntitle: Gone\ndate: 2025-01-05\nexpires: 2025-01-12\nafter: remove\n---\n");
    fixture_write(fixture, "content/notices/soon.md",
                  "---\ntitle: Soon\ndate: 2025-01-05\npublish: 2026-01-12\n---\n");
    fixture_write(fixture, "content/pages/links.md",
                  "---\ntitle: Links\n---\n"
                  "[gone](../notices/gone.md) [soon](../notices/soon.md) [none](none.md)\n");
    fixture_write(fixture, "content/honours/flag.md",
                  "---\ntitle: Flag\nlevel: municipal\nawarded: 2024-03-01\nawarded_by: The city\n---\n");
    fixture_write(fixture, "content/honours/cup.md",
                  "---\ntitle: Cup\nlevel: national\nawarded: 2023-03-01\nawarded_by: The state\n---\n");
    fixture_write(
        fixture, "content/events/fair.md",
        "---\ntitle: Fair\nstart: 2025-12-01 19:30\ncapacity: 40\nattendance: {people: 12345}\n---\n");
    fixture_write(fixture, "data/facts.yaml",
                  "households: 2860\nyears:\n  - {year: 2025, residents: 7412}\n");
    fixture_write(fixture, "themes/t/locales/en.yaml",
                  "more: More\ncount: \"{n} pages\"\nnav:\n  home: Home\n");
    fixture_write(fixture, "themes/t/partials/card.html",
                  "<i>{{ item.title }}{% if note then %}!{% end %}</i>\n");
    fixture_write(fixture, "themes/t/partials/hole.html", "({% block hole %}empty{% endblock %})");
    fixture_write(fixture, "themes/t/layouts/base.html",
                  "<h1>{% block title %}T{% endblock %}</h1>\n{% block main %}\nbase\n{% endblock %}\n"
                  "{% include \"hole.html\" %}\n");
    fixture_write(fixture, "themes/t/layouts/middle.html",
                  "{% extends \"base.html\" %}\n{% block main %}\nmiddle <{% super() %}>\n{% endblock %}\n");
    fixture_write(
        fixture, "themes/t/blocks/csv.html",
        "<table>{% for i, c in ipairs(block.columns) do %}<th{% if c.numeric then %} class=\"n\"{% end %}>"
        "{{ c.name }}{% end %}{% for _, r in ipairs(block.rows) do %}|{{ r[1] }}={{ r[2] }}{% end "
        "%}</table>");
    fixture_write(fixture, "themes/t/assets/style.css", "p { margin: 0 }\n");
    fixture_load(fixture);
}

static void check_cases(Fixture *fixture, const Case *cases, guint count)
{
    for (guint i = 0; i < count; i++) {
        g_autofree char *result = fixture_render(fixture, cases[i].template);
        if (strcmp(result, cases[i].expected) != 0) {
            g_test_message("template: %s\nresult: %s\nexpected: %s", cases[i].template, result,
                           cases[i].expected);
            g_test_fail();
        }
    }
}

static void test_marks(void)
{
    static const Case cases[] = {
        {"plain", "plain"},
        {"{{ 1 + 1 }} {{ \"}}\" }} {{ '%}' }} {{ [[ }} ]] }}", "2 }} %}  }} "},
        {"{{ ({1, {2}})[2][1] }}", "2"},
        {"a{# gone {{ nothing }} #}b", "ab"},
        {"{{ 1 -- a note }}{{ 2 --[[ more ]] }}", "12"},
        {"<b>{% for i = 1, 3 do %}{{ i }},{% end %}</b>", "<b>1,2,3,</b>"},
        {"a\n{% local x = 1 %}\nb\n", "a\nb\n"},
        {"a\n  {% local x = 1 %}{# c #} {% local y = 2 %}  \nb{{ x }}{{ y }}\n", "a\nb12\n"},
        {"a\r\n{% local x = 1 %}\r\nb\r\n", "a\r\nb\r\n"},
        {"a {%- local x = 1 -%} b {{- x -}} c", "ab1c"},
        {"{% if false then %}\nno\n{% else %}\nyes\n{% end %}\n", "yes\n"},
        {"{% local f = function() return 1 end %}{% (f)() %}{{ f() }}", "1"},
        {"{{ true }} {{ 1.5 }} {{ 2^53 }} {{ 7 // 2 }}", "true 1.5 9.007199254741e+15 3"},
        {"{{ '<a href=\"x\">&\\'' }}", "&lt;a href=&quot;x&quot;&gt;&amp;&#39;"},
        {"{{ markup('<b>') }}{{ '<b>' }}", "<b>&lt;b&gt;"},
        {"{{ ('标题'):sub(1, 4) }}", "标\357\277\275"},
        {"{{ 'a\\0b\\27c' }}", "a\357\277\275bc"},
    };
    Fixture fixture;
    site_fill(&fixture);
    check_cases(&fixture, cases, G_N_ELEMENTS(cases));
    fixture_clear(&fixture);
}

static void test_layouts(void)
{
    static const Case cases[] = {
        {"{% extends \"base.html\" %}\nlost\n{% block title %}N{% endblock %}\n",
         "<h1>N</h1>\nbase\n(empty)"},
        {"{% extends \"middle.html\" %}\n{% local x = 5 %}\n{% block main %}\n[{{ super() }}]{{ x }}\n{% "
         "endblock %}"
         "{% block hole %}full{% endblock %}",
         "<h1>T</h1>\n[middle <base\n>\n]5\n(full)"},
        {"{% include \"card.html\" { item = site.news[1], note = nil } %}", "<i>Lamp mended</i>\n"},
        {"{% include \"card.html\" { item = site.news[2], note = true } %}", "<i>Night &amp; day!</i>\n"},
        {"{% include (\"ca\" .. \"rd.html\") { item = site.news[1], note = false } %}",
         "<i>Lamp mended</i>\n"},
        {"{% for e in site.news do %}{% for f in site.news do %}{{ e.slug }}-{{ f.slug }} {% end %}{% end %}",
         "repair-repair repair-walk walk-repair walk-walk "},
    };
    Fixture fixture;
    site_fill(&fixture);
    check_cases(&fixture, cases, G_N_ELEMENTS(cases));
    fixture_clear(&fixture);
}

static void test_api(void)
{
    static const Case cases[] = {
        {"{{ site.title }} {{ site.language }} {{ page.title }} {{ page.output }} {{ page.path }}",
         "A &lt;Site&gt; en A &lt;Site&gt; single index.html"},
        {"{{ #site.news }} {{ site.news:count() }} {{ #site.entries }} {{ site.news[3] == nil }}",
         "2 2 7 true"},
        {"{% for e in site.entries do %}{{ e.id }} {% end %}",
         "events/fair news/2025-07-01-repair notices/water news/2025-06-29-walk honours/flag honours/cup "
         "pages/links "},
        {"{% for i, e in ipairs(site.news:latest(1)) do %}{{ i }}{{ e.title }}{% end %}", "1Lamp mended"},
        {"{{ #site.entries:where{ type = 'news' } }}{{ #site.news:where{ tags = 'people' } }}"
         "{{ #site.honours:where{ level = 'national', year = 2023 } }}{{ #site.notices:where{ pinned = true "
         "} }}"
         "{{ #site.notices:where{ draft = false } }}",
         "21111"},
        {"{{ #site.honours:year(2024) }} {{ site.events:sum('capacity') }}", "1 40"},
        {"{% for _, g in ipairs(site.honours:group('level')) do %}{{ g.title }}:{{ #g.entries }} {% end %}",
         "National:1 Municipal:1 "},
        {"{% for e in site.honours:sort('title') do %}{{ e.title }} {% end %}"
         "{% for e in site.honours:sort('level', 'desc') do %}{{ e.title }} {% end %}",
         "Cup Flag Flag Cup "},
        {"{% for _, y in ipairs(site.years) do %}{{ y }} {% end %}", "2025 2024 2023 "},
        {"{% for _, t in ipairs(site.terms.tags) do %}{{ t.name }}{{ #t.entries }} {% end %}",
         "people1 safety2 "},
        {"{{ site.data.facts.households }} {{ site.data.facts.years[1].residents }} {{ site.data.none == "
         "nil }}",
         "2860 7412 true"},
        {"{{ site.news[2].date }} {{ date(site.news[2].date) }} {{ date(site.news[2].date, 'short') }} "
         "{{ site.events[1].start }} {{ date(site.events[1].start, 'time') }} {{ date(site.today, 'rfc3339') "
         "}}",
         "2025-06-29 June 29, 2025 Jun 29 2025-12-01T19:30 7:30 PM 2025-11-20T00:00:00+08:00"},
        {"{{ site.events[1].start > site.today }} {{ site.today.weekday }} "
         "{{ site.events[1].start.days - site.today.days }} {{ date(site.today, 'yyyy/MM/dd') }}",
         "true 4 11 2025/11/20"},
        {"{{ date('2025-10-31', 'short') }}", "Oct 31"},
        {"{{ site.today + 11 }} {{ 1 + site.events[1].start }} {{ site.today - 20 }} "
         "{{ date(site.events[1].start, 'utc') }} {{ site.events[1].start - site.today }}",
         "2025-12-01 2025-12-02T19:30 2025-10-31 20251201T113000Z 11"},
        {"{{ absolute(url(site.news[1])) == nil }} {{ uuid('a') == uuid('a') }} {{ uuid('a') == uuid('b') }}",
         "true true false"},
        {"{{ table.concat({'a', 'b'}, ',') }} {{ table.concat(site.news[2].tags, ',') }} {{ "
         "#site.news[2].tags }}",
         "a,b safety,people 2"},
        {"{{ site.notices[1].posting.days }} {{ site.notices[1].posting.unit }}", "365 day"},
        {"{{ url('index.html') }} {{ url(site.news[1]) }} {{ url('https://a.example/') }}",
         "index.html news/repair.html https://a.example/"},
        {"{{ label('honour') }} {{ label(site.honours[1], 'level') }} {{ label('notice', 'kind', 'review') "
         "}} "
         "{{ label('notice', 'kind') }}",
         "Honours Municipal Public review Kind"},
        {"{{ t('more') }} {{ t('count', { n = 3 }) }} {{ t('nav.home') }}", "More 3 pages Home"},
        {"{{ number(12345) }} {{ number(1234.5, 2) }} {{ number(-1000) }} {{ number(0.25) }}",
         "12,345 1,234.50 -1,000 0.25"},
        {"{{ excerpt(site.news[1], 5) }}", "Light…"},
        {"{{ markdown('**a** <b>') }}", "<p><strong>a</strong> <!-- raw HTML omitted --></p>\n"},
        {"{{ site.news[1].next == nil }} {{ site.news[1].previous.slug }} {{ site.news[2].next.slug }}",
         "true walk repair"},
        {"{{ permalink('index.html') == nil }}", "true"},
    };
    Fixture fixture;
    site_fill(&fixture);
    check_cases(&fixture, cases, G_N_ELEMENTS(cases));
    g_autofree char *asset = fixture_render(&fixture, "{{ asset('style.css') }}");
    g_assert_true(g_regex_match_simple("^assets/style\\.css\\?v=[0-9a-f]{8}$", asset, 0, 0));
    fixture_clear(&fixture);
}

static void test_entry(void)
{
    Fixture fixture;
    site_fill(&fixture);
    g_autofree char *own =
        fixture_render_entry(&fixture, "news/2025-06-29-walk",
                             "{{ page.title }} {{ page == site.news[2] }} {{ page.place == nil }}\n"
                             "{{ page.content }}{{ page.outline[1].text }}");
    g_assert_cmpstr(own, ==,
                    "Night &amp; day true true\n"
                    "<p>See <a href=\"../notices/water.html#when\">the notice</a> and "
                    "<img src=\"map.svg\" alt=\"a map\">.</p>\n"
                    "<h2 id=\"when\">When</h2>\n<p>Tonight.</p>\nWhen");
    g_assert_cmpuint(fixture.files->len, ==, 1);
    g_assert_cmpstr(fixture.files->pdata[0], ==, "content/news/map.svg");

    g_autofree char *elsewhere = fixture_render(&fixture, "{{ site.news[2].content }}");
    g_assert_nonnull(strstr(elsewhere, "href=\"notices/water.html#when\""));
    g_assert_nonnull(strstr(elsewhere, "src=\"news/map.svg\""));
    g_assert_null(strstr(elsewhere, "id=\"when\""));

    g_autofree char *lost = fixture_render_entry(&fixture, "pages/links", "{{ page.content }}");
    g_assert_cmpstr(lost, ==, "<p><a>gone</a> <a>soon</a> <a href=\"none.md\">none</a></p>\n");
    g_autoptr(GString) warnings = g_string_new(NULL);
    diagnostics_print(fixture.diagnostics, MESSAGE_TEXT, FALSE, warnings);
    g_assert_cmpstr(warnings->str, ==,
                    "content/pages/links.md:4:35: warning: the link leads to 'content/notices/soon.md', "
                    "which is not shown\n"
                    "    4 | [gone](../notices/gone.md) [soon](../notices/soon.md) [none](none.md)\n"
                    "      |                                   ^\n"
                    "content/pages/links.md:4:62: warning: the link 'none.md' leads nowhere\n"
                    "    4 | [gone](../notices/gone.md) [soon](../notices/soon.md) [none](none.md)\n"
                    "      |                                                              ^\n"
                    "      = write it relative to this file, with its ending\n");

    g_autofree char *table = fixture_render(&fixture, "{{ site.news[1].content }}");
    g_assert_nonnull(strstr(table, "<table><th>what<th class=\"n\">yuan|lamp=1,200|wire=35</table>"));

    g_autofree char *ended =
        fixture_render_entry(&fixture, "notices/review",
                             "{{ page.title }} {{ page.tombstone }} {{ page.expired }} "
                             "{{ page.expires }} {{ #tostring(page.content) + #page.outline == 0 }} "
                             "{{ page.issuer == nil }} {{ excerpt(page, 20) }}");
    g_assert_cmpstr(ended, ==, "Candidates true true 2025-01-12 true true ");
    fixture_clear(&fixture);
}

/* In XML, HTML is a text like any other; and what needs permalinks is left out without a base_url. */
static void test_feed(void)
{
    static const Page page = {.kind = PAGE_SINGLE, .leads = TRUE, .path = "feed.xml", .layout = "feed.xml"};
    Fixture fixture;
    site_fill(&fixture);
    g_autoptr(GString) xml = g_string_new(NULL);

    fixture_write(&fixture, "themes/t/layouts/feed.xml", "{{ excerpt(site.news[1], 9) }}{{ markdown('<') }}");
    g_assert_cmpint(engine_render(fixture.engine, &page, xml), ==, RENDER_DONE);
    g_assert_cmpstr(xml->str, ==, "Light…&lt;p&gt;&amp;lt;&lt;/p&gt;\n");
    g_autofree char *none = fixture_render(&fixture, "{{ permalink('index.html') == nil }}");
    g_assert_cmpstr(none, ==, "true");
    fixture_write(&fixture, "themes/t/layouts/feed.xml", "{{ permalink('index.html') }}");
    g_assert_cmpint(engine_render(fixture.engine, &page, xml), ==, RENDER_LEFT_OUT);
    g_assert_cmpuint(diagnostics_count(fixture.diagnostics, SEVERITY_ERROR), ==, 0);
    fixture_clear(&fixture);
}

#define AT(line, column) "themes/t/layouts/index.html:" #line ":" #column ": error: "

/* The first line of each message. */
static void check_errors(Fixture *fixture, const Case *cases, guint count)
{
    for (guint i = 0; i < count; i++) {
        g_autofree char *result = fixture_render(fixture, cases[i].template);
        char *end = strchr(result, '\n');
        if (end)
            end[1] = '\0';
        if (strcmp(result, cases[i].expected) != 0) {
            g_test_message("template: %s\nresult: %s\nexpected: %s", cases[i].template, result,
                           cases[i].expected);
            g_test_fail();
        }
    }
}

static void test_errors(void)
{
    static const Case cases[] = {
        {"a\n{{ page.titel }}", AT(2, 1) "this page has no 'titel'\n"},
        {"a\n\n<p>{{ site.news[1].titel }}", AT(3, 4) "news has no 'titel'\n"},
        {"{{ 1 }}{{ site.news[1].place }}", AT(1, 8) "'site.news[1].place' has no value to print\n"},
        {"{{ site.news }}", AT(1, 1) "'site.news' is a collection, which cannot be printed\n"},
        {"{{ {} }}", AT(1, 1) "'{}' is a table, which cannot be printed\n"},
        {"{{ site.news:lates(3) }}", AT(1, 1) "a collection has no 'lates'\n"},
        {"{{ site.news:where{ tag = 'x' } }}", AT(1, 1) "no entry has a field 'tag'\n"},
        {"{{ site.newz }}", AT(1, 1) "the site has no 'newz'\n"},
        {"{{ ulr(page) }}", AT(1, 1) "there is no name 'ulr' here\n"},
        {"{{ url('indx.html') }}", AT(1, 1) "there is no output 'indx.html'\n"},
        {"{{ t('mre') }}", AT(1, 1) "the theme's locales have no 'mre'\n"},
        {"{{ asset('x.css') }}", AT(1, 1) "the theme has no 'assets/x.css'\n"},
        {"{% include \"none.html\" %}", AT(1, 1) "the theme has no 'partials/none.html'\n"},
        {"{% local x = nil %}\n{% for i = 1, 2 do %}\n{{ x.y }}\n{% end %}",
         AT(3, 1) "'x' has no value here, so it has no 'y'\n"},
        {"{{ 1 }}{% local f = function(x) return x.y end %}{{ f(nil) }}",
         AT(1, 8) "'x' has no value here, so it has no 'y'\n"},
        {"{{ 1 }}{% local function f(x) %}{{ 2 }}{{ x.y }}{% end %}{{ f(nil) }}",
         AT(1, 40) "'x' has no value here, so it has no 'y'\n"},
        {"{% local function f() %}{{ 1 }}{% end %}{{ 2 }}{{ (f() or site.news[9]).slug }}",
         AT(1, 48) "'(f() or site.news[9])' has no value here, so it has no 'slug'\n"},
        {"{{ 1 }}{{ 2 }}{% local _, why = pcall(error, 'x')\n_, why = pcall(function() error('y') end) %}"
         "{% error(why, 0) %}",
         AT(2, 45) "y\n"},
        {"{% super() %}", AT(1, 1) "there is no name 'super' here\n"},
        {"{% error('boom') %}", AT(1, 1) "boom\n"},
        {"{{ site.today + 9999999 }}", AT(1, 1) "a date stays within the years 1 to 9999\n"},
        {"{{ site.today - math.mininteger }}",
         AT(1, 1) "bad argument #2 to 'sub' (a date stays within the years 1 to 9999)\n"},
        {"{{ site.today + 'x' }}", AT(1, 1) "bad argument #2 to 'add' (number expected, got string)\n"},
        {"{% site.title = 'x' %}", AT(1, 1) "this cannot be changed\n"},
        {"{% string.upper = nil %}", AT(1, 1) "this cannot be changed\n"},
    };
    Fixture fixture;
    site_fill(&fixture);
    check_errors(&fixture, cases, G_N_ELEMENTS(cases));
    fixture_clear(&fixture);
}

static void test_compile_errors(void)
{
    static const Case cases[] = {
        {"a\n  {{ x", AT(2, 3) "this mark is not closed\n"},
        {"{{ {1, {2}}[2][1] }}", AT(1, 1) "'[' cannot stand here\n"},
        {"{{ }}", AT(1, 1) "there is nothing between {{ and }}\n"},
        {"{{ 1) error('x' }}", AT(1, 1) "')' cannot stand here\n"},
        {"\n{% for x do %}{% end %}", AT(2, 1) "'=' or 'in' expected near 'do'\n"},
        {"{% block a %}", AT(1, 1) "this block is not closed\n"},
        {"{% endblock %}", AT(1, 1) "'endblock' without a block\n"},
        {"{% block a %}{% endblock %}{% block a %}{% endblock %}",
         AT(1, 28) "there is a block 'a' in this file already\n"},
        {"{{ 1 }}{% extends \"base.html\" %}", AT(1, 8) "'extends' must be the first mark\n"},
        {"{% include %}", AT(1, 1) "'include' needs the name of a partial\n"},
    };
    Fixture fixture;
    site_fill(&fixture);
    check_errors(&fixture, cases, G_N_ELEMENTS(cases));
    fixture_clear(&fixture);
}

/* Nothing that one page sets is there for the next, and nothing outside can be reached. */
static void test_isolation(void)
{
    static const char *const gone[] = {"os",     "io",     "debug", "package",      "require",
                                       "load",   "dofile", "_G",    "getmetatable", "coroutine",
                                       "rawset", "print",  "rawget"};
    Fixture fixture;
    site_fill(&fixture);
    for (guint i = 0; i < G_N_ELEMENTS(gone); i++) {
        g_autofree char *template = g_strdup_printf("{{ %s }}", gone[i]);
        g_autofree char *expected = g_strdup_printf("there is no name '%s' here", gone[i]);
        g_autofree char *result = fixture_render(&fixture, template);
        g_assert_nonnull(strstr(result, expected));
    }
    fixture_write(&fixture, "themes/t/layouts/index.html", "{% leak = 1 %}{{ leak }}");
    const Page *page = &g_array_index(fixture.pages, Page, 0);
    g_autoptr(GString) html = g_string_new(NULL);
    g_autofree char *first =
        fixture_render(&fixture, "{% if page.entries then %}{{ leak }}{% end %}{% leak = 1 %}ok");
    g_assert_cmpstr(first, ==, "ok");
    g_assert_cmpint(engine_render(fixture.engine, page, html), ==, RENDER_DONE);
    g_assert_cmpstr(html->str, ==, "ok");
    fixture_clear(&fixture);
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/template/marks", test_marks);
    g_test_add_func("/template/layouts", test_layouts);
    g_test_add_func("/template/api", test_api);
    g_test_add_func("/template/entry", test_entry);
    g_test_add_func("/template/feed", test_feed);
    g_test_add_func("/template/errors", test_errors);
    g_test_add_func("/template/compile-errors", test_compile_errors);
    g_test_add_func("/template/isolation", test_isolation);
    return g_test_run();
}
