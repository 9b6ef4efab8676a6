/* SPDX-License-Identifier: MIT */
/* Partials that are printed again instead of run: no page, message, file or read is another for it. */
#include "fixture.h"
#include "template/kept.h"

#include <string.h>

static void site_fill(Fixture *fixture)
{
    fixture_init(fixture);
    fixture_write(fixture, "content/news/a.md",
                  "---\ntitle: A\ndate: 2025-06-02\nplace: hall\n---\n# H\n\nOne.\n");
    fixture_write(fixture, "content/news/b.md", "---\ntitle: B\ndate: 2025-06-01\n---\nTwo.\n");
    fixture_write(fixture, "content/notices/2025/c.md",
                  "---\ntitle: C\ndate: 2025-05-01\nkind: notice\n---\nThree.\n");
    fixture_write(fixture, "static/form.txt", "x");
    fixture_write(fixture, "themes/t/partials/inner.html", "{{ page.output }}{{ url('index.html') }}");
    fixture_write(fixture, "themes/t/partials/deep.html",
                  "{% if n > 0 then %}{% include \"deep.html\" { n = n - 1, at = at } %}{% elseif at then %}"
                  "{% include \"deep.html\" { n = at, at = nil } %}{% end %}");
    fixture_write(fixture, "themes/t/layouts/base.html",
                  "[{% block b %}base{% endblock %}{% block c %}{% include \"p.html\" %}{% endblock %}]");
    fixture_load(fixture);
    const Collection *all[] = {
        site_collection(fixture->site, types_by_folder(fixture->content->types, "news")),
        site_collection(fixture->site, types_by_folder(fixture->content->types, "notices"))};
    for (guint i = 0; i < G_N_ELEMENTS(all); i++)
        for (guint j = 0; j < collection_count(all[i]); j++) {
            Entry *entry = collection_at(all[i], j);
            g_autofree char *path = g_strdup_printf("%s/%s.html", entry->type->folder, entry->slug);
            const Page page = {.kind = PAGE_EACH,
                               .layout = "index.html",
                               .entry = entry,
                               .path = entry->output = arena_strdup(fixture->content->arena, path)};
            g_array_append_val(fixture->pages, page);
            g_hash_table_add(fixture->paths, (gpointer)page.path);
        }
}

typedef struct {
    Fixture *fixture;
    Engine *engine;
    Diagnostics *diagnostics;
    GPtrArray *files;
    EngineEvents events;
    Reads *reads;
} Desk;

static void file_asked(void *data, const char *path)
{
    g_ptr_array_add(data, g_strdup(path));
}

static void desk_open(Desk *desk, Fixture *fixture)
{
    *desk = (Desk){.fixture = fixture, .diagnostics = diagnostics_new(), .reads = reads_new(fixture->site)};
    desk->files = g_ptr_array_new_with_free_func(g_free);
    desk->events = (EngineEvents){.data = desk->files, .file = file_asked};
    desk->engine = engine_new(fixture->site, fixture->theme, fixture->paths, NULL, NULL, &desk->events,
                              desk->diagnostics);
    engine_set_reads(desk->engine, desk->reads);
}

static void desk_close(Desk *desk)
{
    engine_free(desk->engine);
    reads_free(desk->reads);
    diagnostics_free(desk->diagnostics);
    g_ptr_array_unref(desk->files);
}

static int text_compare(gconstpointer a, gconstpointer b)
{
    return strcmp(*(char *const *)a, *(char *const *)b);
}

static void add_reads(Desk *desk, GString *into)
{
    g_autoptr(GPtrArray) texts = g_ptr_array_new();
    guint count;
    reads_dissolve(desk->reads); /* of the page and of its fragments */
    const ReadEntry *entries = reads_entries(desk->reads, &count);

    for (guint i = 0; i < count; i++)
        g_string_append_printf(into, "entry %u: %" G_GINT64_MODIFIER "x\n", entries[i].position,
                               entries[i].slots);
    const guint32 *keys = reads_keys(desk->reads, &count);
    for (guint i = 0; i < count; i++)
        g_ptr_array_add(texts, (gpointer)reads_key_text(desk->reads, keys[i]));
    g_ptr_array_sort(texts, text_compare);
    for (guint i = 0; i < texts->len; i++)
        g_string_append_printf(into, "%s\n", (char *)texts->pdata[i]);
}

/* Everything that comes of a page. */
static char *desk_render(Desk *desk, const Page *page)
{
    g_autoptr(GString) html = g_string_new(NULL);

    diagnostics_clear(desk->diagnostics);
    g_ptr_array_set_size(desk->files, 0);
    GString *all = g_string_new(NULL);
    g_string_append_printf(all, "%d ", engine_render(desk->engine, page, html));
    g_string_append_printf(all, "%s\n", html->str);
    for (guint i = 0; i < desk->files->len; i++)
        g_string_append_printf(all, "file %s\n", (char *)desk->files->pdata[i]);
    diagnostics_print(desk->diagnostics, MESSAGE_TEXT, FALSE, all);
    add_reads(desk, all);
    return g_string_free(all, FALSE);
}

/* Each page, twice, by one engine for all: as by an engine of its own. Returns how many partials were not
 * run. */
static guint check_pages(Fixture *fixture, const char *partial, const char *layout)
{
    Desk all;

    fixture_write(fixture, "themes/t/partials/p.html", partial);
    fixture_write(fixture, "themes/t/layouts/index.html", layout);
    desk_open(&all, fixture);
    for (guint i = 0; i < 2 * fixture->pages->len; i++) {
        const Page *page = &g_array_index(fixture->pages, Page, i % fixture->pages->len);
        Desk own;
        desk_open(&own, fixture);
        g_autofree char *wanted = desk_render(&own, page), *found = desk_render(&all, page);
        if (strcmp(wanted, found) != 0)
            g_test_message("partial: %s\nlayout: %s", partial, layout);
        g_assert_cmpstr(found, ==, wanted);
        desk_close(&own);
    }
    const guint printed = kept_count(all.engine);
    desk_close(&all);
    return printed;
}

/* What depends on nothing, on the folder, or on what many pages have in common, is not run for each page. */
static void test_kept(void)
{
    static const struct {
        const char *partial, *layout;
    } cases[] = {
        {"{{ site.title }}", "{% include \"p.html\" %}"},
        {"{{ url('index.html') }} {{ url(site.news[1]) }}", "{% include \"p.html\" %}"},
        {"{% if page.output == 'each' and page.type == 'news' then %}news{% end %}",
         "{% include \"p.html\" %}"},
        {"{{ item.title }}{{ item.place or 1 }}{{ date(item.date) }}",
         "{% include \"p.html\" { item = site.news[1] } %}"},
        {"{% for _, step in ipairs(steps) do %}{{ step.a }}{{ step.b or '' }}{% end %}",
         "{% include \"p.html\" { steps = { { a = 1 }, { a = 2, b = 'x' } } } %}"},
        {"{{ #list }}{{ list[1].title }}", "{% include \"p.html\" { list = site.news } %}"},
        {"{% include \"inner.html\" %}", "{% include \"p.html\" %}{% include \"inner.html\" %}"},
        {"<a href=\"{{ file('static/form.txt') }}\">", "{% include \"p.html\" %}"},
        {"{% local lib = {} %}{% function lib.f() return 1 end %}{{ lib.f() }}", "{% include \"p.html\" %}"},
        {"{{ a }}", "{% include \"p.html\" { a = '<' } %}<p title=\"{% include \"p.html\" { a = '<' } %}\">"
                    "<a href=\"{% include \"p.html\" { a = '<' } %}\">"},
        {"<script>", "{% include \"p.html\" %}1</script>"},
    };
    Fixture fixture;
    site_fill(&fixture);

    for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
        const guint printed = check_pages(&fixture, cases[i].partial, cases[i].layout);
        if (printed < fixture.pages->len)
            g_test_message("partial: %s", cases[i].partial);
        g_assert_cmpuint(printed, >=, fixture.pages->len);
    }
    fixture_clear(&fixture);
}

/* What belongs to one page, or changes something, is run each time. */
static void test_run(void)
{
    static const struct {
        const char *partial, *layout;
    } cases[] = {
        {"{{ page == site.news[1] }}", "{% include \"p.html\" %}"},
        {"{{ tostring(page) }}", "{% include \"p.html\" %}"},
        {"{{ url(page) }}", "{% include \"p.html\" %}"},
        {"{{ item == page }}", "{% include \"p.html\" { item = site.news[1] } %}"},
        {"{{ markdown('# a') }}", "{% include \"p.html\" %}"},
        {"{{ pcall(error, 'x') }}", "{% include \"p.html\" %}"},
        {"{% block b %}p{% endblock %}", "{% include \"p.html\" %}"},
        {"{% block b %}p{{ super() }}{% endblock %}",
         "{% extends \"base.html\" %}{% block b %}{{ page.title }}{% endblock %}"},
        {"<a href=\"{{ 'javascript:x' }}\">", "{% include \"p.html\" %}"},
        {"{{ 1 + nil }}", "{% include \"p.html\" %}"},
        {"{{ nothing }}", "{% include \"p.html\" %}"},
        {"{{ page.titel }}", "{% include \"p.html\" %}"},
        {"{{ f() }}", "{% include \"p.html\" { f = function() return page.title end } %}"},
        {"{{ t.x }}",
         "{% include \"p.html\" { t = setmetatable({}, { __index = function() return page.title end }) } %}"},
        {"{% for _, o in ipairs(site.outputs) do %}{{ o.path }}{% end %}", "{% include \"p.html\" %}"},
        {"{{ page.title }}", "{% page = site.news[1] %}{% include \"p.html\" %}"},
    };
    Fixture fixture;
    site_fill(&fixture);

    for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
        if (check_pages(&fixture, cases[i].partial, cases[i].layout) > 0)
            g_error("kept: %s", cases[i].partial);
    }
    fixture_clear(&fixture);
}

/* Whether or not it is kept, it is right. */
static void test_right(void)
{
    static const struct {
        const char *partial, *layout;
    } cases[] = {
        {"{{ page.title }}", "{% include \"p.html\" %}"},
        {"{{ page.output == 'each' and page.content }}", "{% include \"p.html\" %}"},
        {"{{ page.output == 'each' and #page.outline }}", "{% include \"p.html\" %}"},
        {"{{ page.output == 'each' and excerpt(page, 5) }}", "{% include \"p.html\" %}"},
        {"{{ page.output == 'each' and label(page, 'title') }}", "{% include \"p.html\" %}"},
        {"{{ page.output == 'each' and page.previous ~= nil }}{{ page.output == 'each' and #page.backlinks "
         "}}",
         "{% include \"p.html\" %}"},
        {"{{ page.path }}", "{% include \"p.html\" %}"},
        {"{% if page.output == 'each' then %}{{ page.title }}{% end %}", "{% include \"p.html\" %}"},
        {"{{ page.output == 'each' and page.place or '' }}", "{% include \"p.html\" %}"},
        {"{{ page.output == 'each' and page.date }}", "{% include \"p.html\" %}"},
        {"{{ item.title }}",
         "{% include \"p.html\" { item = page } %}{% include \"p.html\" { item = site.news[1] } %}"},
        {"{{ page.title }}", "{% include \"p.html\" { page = site.news[2] } %}{% include \"p.html\" %}"},
        {"{% include \"inner.html\" %}{{ page.title }}",
         "{% include \"inner.html\" %}{% include \"p.html\" %}"},
        {"<script>", "{% include \"p.html\" %}"},
        {"{% include \"inner.html\" { a = page.title } %}", "{% include \"p.html\" %}"},
    };
    Fixture fixture;
    site_fill(&fixture);

    for (guint i = 0; i < G_N_ELEMENTS(cases); i++)
        check_pages(&fixture, cases[i].partial, cases[i].layout);
    fixture_clear(&fixture);
}

/* Within one page. */
static void test_same_page(void)
{
    static const struct {
        const char *partial, *layout, *expected;
    } cases[] = {
        {"{{ n }};",
         "{% for _, n in ipairs { 1, 1.0, '1', true, 1, 1.0 } do %}{% include \"p.html\" { n = n } %}{% end "
         "%}",
         "1;1.0;1;true;1;1.0;"},
        {"{{ n == nil }};",
         "{% include \"p.html\" { n = nil } %}{% include \"p.html\" { n = 1 } %}{% include \"p.html\" { n = "
         "nil } %}",
         "true;false;true;"},
        {"{% list[#list + 1] = 1 %}{{ #list }};",
         "{% local l = {} %}{% include \"p.html\" { list = l } %}{% include \"p.html\" { list = l } %}"
         "{% include \"p.html\" { list = {} } %}{{ #l }}",
         "1;2;1;2"},
        {"{% a.x = 1 %}{{ b.x == nil }};",
         "{% for i = 1, 2 do %}{% include \"p.html\" { a = {}, b = {} } %}{% local t = {} %}{% include "
         "\"p.html\" { a = t, b = t } %}{% end %}",
         "true;false;true;false;"},
        {"{{ a == b }};",
         "{% for i = 1, 2 do %}{% include \"p.html\" { a = {}, b = {} } %}{% local t = {} %}{% include "
         "\"p.html\" { a = t, b = t } %}{% end %}",
         "false;true;false;true;"},
        {"{% function lib.f() return 7 end %}",
         "{% for i = 1, 2 do %}{% local lib = {} %}{% include \"p.html\" { lib = lib } %}{{ lib.f() }}{% end "
         "%}",
         "77"},
        {"{{ markdown('# a') }}", "{% include \"p.html\" %}{% include \"p.html\" %}",
         "<h1 id=\"text-1:a\">a</h1>\n<h1 id=\"text-2:a\">a</h1>\n"},
        {"{% x = (x or 0) + 1 %}{{ x }}",
         "{% include \"p.html\" { x = nil } %}{% include \"p.html\" { x = nil } %}", "11"},
        {"{{ #t }};{{ t[1] == nil }};",
         "{% include \"p.html\" { t = {} } %}{% include \"p.html\" { t = { [3] = 1 } } %}", "0;true;0;true;"},
    };
    Fixture fixture;
    site_fill(&fixture);

    for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
        fixture_write(&fixture, "themes/t/partials/p.html", cases[i].partial);
        g_autofree char *found = fixture_render(&fixture, cases[i].layout);
        g_assert_cmpstr(found, ==, cases[i].expected);
    }
    fixture_clear(&fixture);
}

/* One whose texts are never printed again is not kept for ever; one whose texts are is. */
static void test_waste(void)
{
    const char *partial = "{{ i }}{{ ('x'):rep(10000) }}";
    Fixture fixture;
    site_fill(&fixture);

    g_assert_cmpuint(check_pages(&fixture, partial,
                                 "{% for i = 1, 600 do %}{% include \"p.html\" { i = i % 300 } %}{% end %}"),
                     ==, 0);
    g_assert_cmpuint(check_pages(&fixture, partial,
                                 "{% for i = 1, 600 do %}{% include \"p.html\" { i = i % 100 } %}{% end %}"),
                     >=, 500);
    fixture_clear(&fixture);
}

/* A partial that fits at one depth of includes does not at another. */
static void test_depth(void)
{
    Fixture fixture;
    site_fill(&fixture);
    g_autofree char *fits = fixture_render(
        &fixture,
        "{% include \"deep.html\" { n = 20, at = nil } %}{% include \"deep.html\" { n = 20, at = nil } %}");
    g_assert_cmpstr(fits, ==, "");
    g_autofree char *deep = fixture_render(
        &fixture,
        "{% include \"deep.html\" { n = 20, at = nil } %}{% include \"deep.html\" { n = 9, at = 20 } %}");
    g_assert_nonnull(strstr(deep, "nested too deeply"));
    fixture_clear(&fixture);
}

/* A page as an engine made it, with the spans that it told of. */
typedef struct {
    GString *html;
    GArray *spans;
} Made;

static Made page_make(Desk *desk, const Page *page)
{
    Made made = {g_string_new(NULL), g_array_new(FALSE, FALSE, sizeof(ReadSpan))};
    guint count;

    g_assert_cmpint(engine_render(desk->engine, page, made.html), ==, RENDER_DONE);
    const ReadSpan *spans = reads_spans(desk->reads, &count);
    g_array_append_vals(made.spans, spans, count);
    return made;
}

static void made_clear(Made *made)
{
    g_string_free(made->html, TRUE);
    g_array_unref(made->spans);
}

/* The pages are made with one partial, and made again with another: of how many pages the old text served. */
static guint count_mended(Fixture *fixture, const char *then, const char *now, const char *layout)
{
    const guint count = 3, first = fixture->pages->len - count; /* those of the entries */
    g_autofree Made *old = g_new(Made, count);
    g_autofree guint8 *changed = g_malloc(1000);
    guint mended = 0;
    Desk before, after;

    memset(changed, 1, 1000);
    fixture_write(fixture, "themes/t/layouts/index.html", layout);
    fixture_write(fixture, "themes/t/partials/p.html", then);
    desk_open(&before, fixture);
    for (guint i = 0; i < count; i++)
        old[i] = page_make(&before, &g_array_index(fixture->pages, Page, first + i));
    desk_close(&before);
    fixture_write(fixture, "themes/t/partials/p.html", now);
    desk_open(&before, fixture);
    desk_open(&after, fixture);
    for (guint i = 0; i < count; i++) {
        const Page *page = &g_array_index(fixture->pages, Page, first + i);
        const OldPage was = {old[i].html->str, old[i].html->len, (const ReadSpan *)(void *)old[i].spans->data,
                             old[i].spans->len, changed};
        g_autoptr(GString) html = g_string_new(NULL);
        Made wanted = page_make(&before, page);
        if (was.n_spans > 0) { /* else it has changed by itself */
            mended += engine_render_again(after.engine, page, &was, html) == RENDER_MENDED;
            g_assert_cmpstr(html->str, ==, wanted.html->str);
        }
        made_clear(&wanted);
        made_clear(&old[i]);
    }
    desk_close(&before);
    desk_close(&after);
    return mended;
}

/* What a partial prints now is put into the place of what it has printed. */
static void test_mended(void)
{
    static const struct {
        const char *then, *now, *layout;
        guint mended;
    } cases[] = {
        {"<i>x</i>", "<b>{{ site.title }}</b>", "{{ page.title }}[{% include \"p.html\" %}]{{ page.path }}",
         2},
        {"x", "", "{% include \"p.html\" %}{{ page.title }}{% include \"p.html\" %}", 2},
        {"", "x", "{{ page.title }}{% for i = 1, 3 do %}{% include \"p.html\" { i = i } %}{% end %}", 2},
        {"{{ i }}", "{{ i * i }}",
         "{% for i = 1, 3 do %}{{ page.title }}{% include \"p.html\" { i = i } %}{% end %}", 2},
        /* what it asks, each page is asked: one of three is in another folder */
        {"x", "{{ url('index.html') }}", "{% include \"p.html\" %}{{ page.title }}", 1},
        {"x", "{{ page.type }}", "{% include \"p.html\" %}{{ page.title }}", 1},
        {"x", "{{ page.title }}", "{% include \"p.html\" %}{{ page.title }}", 0},
        /* no fragments: what follows is escaped otherwise, or they belong to a page alone */
        {"<p title=\"", "<p class=\"", "{% include \"p.html\" %}{{ page.title }}\">", 0},
        {"{{ tostring(page) }}", "x", "{% include \"p.html\" %}{{ page.title }}", 0},
        {"x", "{{ markdown('# a') }}", "{% include \"p.html\" %}{{ page.title }}", 0},
        {"x", "{{ pcall(error, 'x') }}", "{% include \"p.html\" %}{{ page.title }}", 0},
        {"x", "<a href=\"{{ 'javascript:x' }}\">x</a>", "{% include \"p.html\" %}{{ page.title }}", 0},
        /* includes are deeper than they were */
        {"x", "{% include \"inner.html\" %}", "{% include \"p.html\" %}{{ page.title }}", 0},
        {"{% include \"inner.html\" %}", "x", "{% include \"p.html\" %}{{ page.title }}", 1},
    };
    Fixture fixture;
    site_fill(&fixture);

    for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
        const guint mended = count_mended(&fixture, cases[i].then, cases[i].now, cases[i].layout);
        if (mended != cases[i].mended)
            g_test_message("now: %s", cases[i].now);
        g_assert_cmpuint(mended, ==, cases[i].mended);
    }
    fixture_clear(&fixture);
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/kept/kept", test_kept);
    g_test_add_func("/kept/run", test_run);
    g_test_add_func("/kept/right", test_right);
    g_test_add_func("/kept/same-page", test_same_page);
    g_test_add_func("/kept/waste", test_waste);
    g_test_add_func("/kept/depth", test_depth);
    g_test_add_func("/kept/mended", test_mended);
    return g_test_run();
}
