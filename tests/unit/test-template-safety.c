/* SPDX-License-Identifier: MIT */
/* What hostile and careless templates may try: nothing crashes, leaks, hangs or differs between two runs. */
#include "fixture.h"

#include <string.h>

static void site_fill(Fixture *fixture)
{
    fixture_init(fixture);
    fixture_write(fixture, "content/models/liu.md",
                  "---\ntitle: Liu\nname: Liu\nkind: person\nyear: 2025\n---\n");
    fixture_write(fixture, "content/models/draft.md",
                  "---\ntitle: SECRET\nname: X\nkind: person\nyear: 2025\ndraft: true\n---\n");
    fixture_write(fixture, "content/models/gone.md",
                  "---\ntitle: Gone\nname: SECRET\nkind: person\nyear: 2025\nunit: SECRET\nsummary: "
                  "SECRET\ntags: [SECRET]\n"
                  "expires: 2025-01-01\nafter: tombstone\n---\nSECRET\n");
    fixture_write(
        fixture, "content/news/a.md",
        "---\ntitle: A\ndate: 2025-06-02\npeople: [models/liu, gone]\n---\n```me\n```\n\n```me\n```\n");
    fixture_write(
        fixture, "content/news/b.md",
        "---\ntitle: B\ndate: 2025-06-01\npeople: [liu, draft]\n---\n![plan](../notices/old/p.svg)\n\n# H\n");
    fixture_write(fixture, "content/notices/old/index.md",
                  "---\ntitle: Old\ndate: 2025-01-01\nkind: review\nexpires: 2025-01-09\n---\n");
    fixture_write(fixture, "content/notices/old/p.svg", "<svg/>");
    fixture_write(
        fixture, "content/commitments/c.md",
        "---\ntitle: C\nby: X\ngroup: other\nmade: 2025-01-01\ndue: 2025-02-01\nstatus: pledged\n---\n");
    fixture_write(fixture, "content/pages/table.md", "---\ntitle: T\n---\n```csv\na,b\n```\n");
    fixture_write(fixture, "themes/t/blocks/me.html", "{{ site.news[1].content }}");
    fixture_write(
        fixture, "themes/t/blocks/csv.html",
        "{{ #block.columns }}{{ block.columns[2].name }}{{ #block.rows }}{% block main %}own{% endblock %}");
    fixture_write(fixture, "themes/t/partials/self.html", "{% include \"self.html\" %}");
    fixture_write(fixture, "themes/t/partials/fails.html", "{% extends \"base.html\" %}{% error('x') %}");
    fixture_write(fixture, "themes/t/partials/names.html", "{{ name == nil }}{{ item_name }}");
    fixture_write(fixture, "themes/t/layouts/base.html", "[{% block main %}base{% endblock %}]");
    fixture_write(fixture, "themes/t/layouts/loop.html", "{% extends \"loop.html\" %}");
    fixture_write(fixture, "static/form.txt", "x");
    fixture_load(fixture);
}

static void assert_renders(Fixture *fixture, const char *template, const char *expected)
{
    g_autofree char *result = fixture_render(fixture, template);
    if (strcmp(result, expected) != 0)
        g_test_message("template: %s", template);
    g_assert_cmpstr(result, ==, expected);
}

/* The first line of the messages, without the layout's name. */
static void assert_fails(Fixture *fixture, const char *template, const char *expected)
{
    g_autofree char *result = fixture_render(fixture, template);
    g_autofree char *whole = g_strdup_printf("themes/t/layouts/index.html:%s\n", expected);
    if (!g_str_has_prefix(result, whole))
        g_test_message("template: %s", template);
    g_assert_cmpstr(result, ==, g_str_has_prefix(result, whole) ? result : whole);
}

static void test_hidden(void)
{
    Fixture fixture;
    site_fill(&fixture);
    static const char *const templates[] = {
        "{% for _, g in ipairs(site.news:group('people')) do %}{{ g.title }}{{ #g.entries }} {% end %}",
        "{% for e in site.news[1].people do %}{{ tostring(label(e, 'unit')) }}{{ tostring(label(e, "
        "'summary')) }}"
        "{{ tostring(e.name) }}{{ excerpt(e, 9) }}{{ tostring(e.content) }}{% end %}",
        "{{ #site.news[1].people:where{ unit = 'SECRET' } }}{{ #site.news[1].people:group('tags') }}"
        "{{ #site.news[1].people:group('summary') }}{{ #site.models }}{{ #site.terms.tags }}",
        "{{ #site.news:where{ people = 'models/draft' } }}{{ #site.news[2].people }}",
    };
    static const char *const expected[] = {"Gone1 Liu2 ", "nilnilnilnilnilnilnilnil", "00010", "01"};
    for (guint i = 0; i < G_N_ELEMENTS(templates); i++) {
        g_autofree char *result = fixture_render(&fixture, templates[i]);
        g_assert_null(strstr(result, "SECRET"));
        if (i != 1)
            g_assert_cmpstr(result, ==, expected[i]);
    }
    /* A picture from the folder of what has ended is shown as its text, and is not published. */
    assert_renders(&fixture, "{{ site.news[2].content }}", "<p>plan</p>\n<h1 id=\"news/b:h\">H</h1>\n");
    g_assert_cmpuint(fixture.files->len, ==, 0);
    fixture_clear(&fixture);
}

static void test_memory(void)
{
    Fixture fixture;
    site_fill(&fixture);
    assert_fails(&fixture, "{% __b_text(1000000) %}",
                 "1:1: error: names that begin with '__b_' are not for templates");
    assert_fails(&fixture, "{{ x.y or __b_print(nil, 99999) }}",
                 "1:1: error: names that begin with '__b_' are not for templates");
    assert_renders(
        &fixture, "{% local t = setmetatable({}, { __index = function() return '__b_text' end }) %}{{ t.x }}",
        "__b_text");
    g_autofree char *date = fixture_render(&fixture, "{{ #date(site.today, ('年'):rep(127)) }}");
    g_assert_cmpstr(date, ==, "381");
    g_autofree char *long_date = fixture_render(&fixture, "{{ date(site.today, ('年'):rep(4000)) }}");
    g_assert_nonnull(strstr(long_date, "is no form of a date"));
    fixture_clear(&fixture);
}

static void test_same_in_every_run(void)
{
    Fixture fixture;
    site_fill(&fixture);
    assert_renders(
        &fixture,
        "{% for k, v in pairs{ b = 1, a = 2, [3] = 3, [1.5] = 4, [true] = 5 } do %}{{ v }}{% end %}",
        "543"
        "21");
    assert_renders(&fixture,
                   "{% local t = { c = 1, a = 2 } %}{{ next(t) }}{{ (next(t, 'a')) }}{{ next({}) == nil }}",
                   "actrue");
    assert_renders(&fixture, "{% for k in pairs(site.models:group('kind')[1]) do %}{{ k }} {% end %}",
                   "entries title value ");
    assert_renders(&fixture, "{{ string.format('%s %5.1f %s', {}, 1, pairs) }}", "table   1.0 function");
    assert_renders(
        &fixture,
        "{% local t = {} for i = 1, 9 do t[i] = { k = i % 3, n = i } end table.sort(t, function(a, b) return "
        "a.k < b.k end) for _, v in ipairs(t) do %}{{ v.n }}{% end %}",
        "369147258");
    assert_renders(&fixture,
                   "{% local t = { 3, 1, 2 } table.sort(t) %}{{ table.concat(t, ' ') }}"
                   "{{ tostring(pcall(table.sort, { 1, 'a' })) }}",
                   "1 2 3false");
    assert_renders(&fixture,
                   "{% for k in pairs{ [true] = 1, [false] = 1, a = 1 } do %}{{ tostring(k) }} {% end %}",
                   "false true a ");
    assert_renders(&fixture, "{% for k in pairs{ [(1 << 53) + 1] = 1, [1 << 53] = 1 } do %}{{ k }} {% end %}",
                   "9007199254740992 9007199254740993 ");
    assert_fails(&fixture, "{% for k in pairs{ [markup('a')] = 1, [markup('a')] = 2 } do end %}",
                 "1:1: error: 'pairs' cannot order two keys that are both 'a'");
    assert_renders(&fixture,
                   "{{ tostring(pcall(pairs, { [setmetatable({}, { __tostring = function() error('x') end "
                   "})] = 1 })) }}",
                   "false");
    assert_fails(&fixture, "{{ string.format('%p', 'x') }}", "1:1: error: '%p' is not allowed in a format");
    assert_fails(&fixture, "{{ 0/0 }}", "1:1: error: '0/0' is not a number");
    for (int i = 0; i < 8; i++)
        assert_fails(&fixture, "{{ #site.news:where{ fooo = 1, baar = 2, zuuu = 3 } }}",
                     "1:1: error: no entry has a field 'baar'");
    assert_fails(&fixture, "{{ t('x', {}) }}", "1:1: error: the theme's locales have no 'x'");
    fixture_clear(&fixture);
}

static void test_caught(void)
{
    Fixture fixture;
    site_fill(&fixture);
    assert_renders(
        &fixture,
        "a {% pcall(function() %}{% include \"fails.html\" %}{% end) %} b {% block x %}c{% endblock %}",
        "a  b c");
    assert_renders(&fixture,
                   "{{ tostring(pcall(error, 'x')) }}{{ select(2, pcall(function() return 7 end)) }}",
                   "false7");
    assert_renders(&fixture, "{{ 1 }}{{ 2 }}\n{{ select(2, pcall(function() return page.titel end)) }}",
                   "12\nlayouts/index.html:2: this page has no &#39;titel&#39;");
    fixture_clear(&fixture);
}

static void test_endless(void)
{
    Fixture fixture;
    site_fill(&fixture);
    g_autofree char *text = fixture_render(&fixture, "{{ site.news[1].content }}");
    g_assert_nonnull(strstr(text, "the text of 'news/a' would show itself"));
    g_autofree char *partial = fixture_render(&fixture, "{% include \"self.html\" %}");
    g_assert_nonnull(strstr(partial,
                            "themes/t/partials/self.html:1:1: error: partials are nested too deeply; does "
                            "'self.html' include itself?"));
    g_autofree char *layout = fixture_render(&fixture, "{% extends \"loop.html\" %}");
    g_assert_nonnull(strstr(layout, "themes/t/layouts/loop.html:1:1: error: "));
    assert_fails(&fixture, "\n {% extends \"bse.html\" %}",
                 "2:2: error: the theme has no 'layouts/bse.html'");
    fixture_clear(&fixture);
}

static void test_places(void)
{
    Fixture fixture;
    site_fill(&fixture);
    assert_fails(&fixture, "a\n{%\nlocal a = {}\n  a.b.c = 1\nlocal d\n%}",
                 "4:3: error: 'a.b' has no value here, so it has no 'c'");
    assert_fails(&fixture, "{{ 1 }}\n{{\n  site.\n  titel\n}}", "4:3: error: the site has no 'titel'");
    fixture_clear(&fixture);
}

static void test_blocks(void)
{
    Fixture fixture;
    site_fill(&fixture);
    assert_renders(&fixture,
                   "{% extends \"base.html\" %}{% for i = 1, 3 do %}{% block main %}{{ i }}{% super() %}{% "
                   "endblock %}{% end %}",
                   "[1base]");
    g_autofree char *own =
        fixture_render_entry(&fixture, "pages/table",
                             "{% extends \"base.html\" %}{% block main %}{{ page.content }}{% endblock %}");
    g_assert_cmpstr(own, ==, "[2b0own\n]");
    assert_renders(&fixture,
                   "{% include \"names.html\" { item_name = 'x', name = nil, f = function() local p, q = 1, "
                   "\"{\" return q end } %}",
                   "truex");
    assert_renders(&fixture, "{{ 1 -- it's\n }}{{ 2 -- it's }}3", "123");
    fixture_clear(&fixture);
}

/* A block that nothing has a place for is a slip of the pen; one of a partial, or within another one, is not.
 */
static void test_lost_block(void)
{
    Fixture fixture;
    site_fill(&fixture);
    assert_renders(&fixture,
                   "{% extends \"base.html\" %}{% block mian %}x{% endblock %}{% block main %}{% block in "
                   "%}y{% endblock %}"
                   "{% endblock %}",
                   "[y]");
    g_autoptr(GString) found = g_string_new(NULL);
    diagnostics_print(fixture.diagnostics, MESSAGE_TEXT, FALSE, found);
    g_assert_true(g_str_has_prefix(
        found->str,
        "themes/t/layouts/index.html:1:26: warning: there is no block 'mian' for this to stand in\n"));
    g_assert_nonnull(strstr(found->str, "did you mean 'main'?"));
    g_assert_cmpuint(diagnostics_count(fixture.diagnostics, SEVERITY_WARNING), ==, 1);
    fixture_clear(&fixture);
}

static void test_values(void)
{
    Fixture fixture;
    site_fill(&fixture);
    assert_renders(
        &fixture,
        "{{ #site.commitments:where{ overdue = true } }}{{ #site.commitments:where{ overdue = false } }}"
        "{{ #site.news:where{ date = '2025-06-01' } }}{{ #site.models:where{ year = '2025' } }}",
        "1011");
    assert_fails(&fixture, "{{ site.news:sum('title') }}", "1:1: error: 'title' is no number");
    assert_fails(&fixture, "{{ #site.news:where{ pager = 1 } }}", "1:1: error: no entry has a field 'pager'");
    assert_fails(&fixture, "{{ #site.models:group('stagess') }}",
                 "1:1: error: no entry has a field 'stagess'");
    assert_renders(
        &fixture,
        "{{ site.news[2/2].slug }}{{ #site.news:year(2^32 // 1 | 0) }}{{ #site.news:latest(2^40 | 0) }}",
        "a02");
    assert_renders(
        &fixture,
        "{{ number(12345678901.5) }} {{ number(123456789.123) }} {{ number(-0.4, 0) }} {{ number(-0.0) }}",
        "12,345,678,901.5 123,456,789.123 0 0");
    assert_fails(&fixture, "{{ number(0/0) }}",
                 "1:1: error: bad argument #1 to 'number' (must be a number below 10^15)");
    assert_fails(&fixture, "{{ file('static/../../../../etc/passwd') }}",
                 "1:1: error: the site has no file 'static/../../../../etc/passwd'");
    assert_renders(&fixture, "{{ file('static/form.txt') }} {{ file_size('static/form.txt') }}",
                   "form.txt 1");
    assert_renders(&fixture, "{{ markdown('# A') }}{{ markdown('# A') }}",
                   "<h1 id=\"text-1:a\">A</h1>\n<h1 id=\"text-2:a\">A</h1>\n");
    assert_fails(&fixture, "{{ markup('\\xff') }}",
                 "1:1: error: bad argument #1 to 'markup' (must be UTF-8)");
    assert_renders(&fixture, "{{ page.pager == nil }}", "true");
    fixture_clear(&fixture);
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/template-safety/hidden", test_hidden);
    g_test_add_func("/template-safety/memory", test_memory);
    g_test_add_func("/template-safety/same-in-every-run", test_same_in_every_run);
    g_test_add_func("/template-safety/caught", test_caught);
    g_test_add_func("/template-safety/endless", test_endless);
    g_test_add_func("/template-safety/places", test_places);
    g_test_add_func("/template-safety/blocks", test_blocks);
    g_test_add_func("/template-safety/lost-block", test_lost_block);
    g_test_add_func("/template-safety/values", test_values);
    return g_test_run();
}
