/* SPDX-License-Identifier: MIT */
/* book.lua asked for a yearbook: its pieces, and what is wrong with them. */
#include "fixture.h"
#include "template/book.h"

#include <string.h>

#define LUA "themes/t/yearbook/book.lua"
#define SVG "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"210mm\" height=\"297mm\"/>"

typedef struct {
    Fixture fixture;
    Collection *entries;
    BookScript *script;
    Arena *arena;
    Book book;
    gboolean done;
} Test;

static void fill(Fixture *fixture)
{
    fixture_init(fixture);
    fixture_write(fixture, "broadside.yaml",
                  "title: Board\nlanguage: en\ntheme: t\ntimezone: Asia/Shanghai\n"
                  "base_url: https://example.org/\nlimits: { time: 1, memory: 64 }\n");
    fixture_write(fixture, "themes/t/yearbook/cover.svg", SVG);
    fixture_write(fixture, "themes/t/partials/lib.html", "{% function lib.twice(n) return 2 * n end %}\n");
    fixture_write(fixture, "content/notices/water/index.md",
                  "---\ntitle: Water\ndate: 2025-11-03\n---\nNo *water*. ![a](a.png) ![b](b.png)\n");
    fixture_write(fixture, "content/notices/water/a.png", "x");
    fixture_write(fixture, "content/notices/old.md",
                  "---\ntitle: Old\ndate: 2025-01-03\nkind: review\nexpires: 2025-02-01\nissuer: "
                  "SECRET\n---\nSECRET\n");
    fixture_write(fixture, "content/models/liu/index.md",
                  "---\ntitle: Liu\nname: Liu\nkind: person\nyear: 2025\nphoto: liu.jpg\n---\nText.\n");
    fixture_write(fixture, "content/models/liu/liu.jpg", "x");
}

/* Asks `lua`, the whole of a book.lua, for the year 2025. */
static void ask(Test *test, const char *lua)
{
    g_autoptr(GError) error = NULL;
    GPtrArray *list = g_ptr_array_new();

    *test = (Test){0};
    fill(&test->fixture);
    if (lua)
        fixture_write(&test->fixture, LUA, lua);
    fixture_load(&test->fixture);
    const Site *site = test->fixture.site;
    for (guint i = 0; i < collection_count(site->pages); i++)
        g_ptr_array_add(list, collection_at(site->pages, i));
    test->entries = collection_new(list, NULL, site->collation);
    test->script = book_script_load(test->fixture.theme, &error);
    g_assert_no_error(error);
    if (!test->script)
        return;
    test->arena = arena_new();
    const Page page = {.kind = PAGE_YEAR, .year = 2025, .entries = test->entries, .title = "2025"};
    test->done = engine_book(test->fixture.engine, test->script, &page, test->arena, &test->book);
    g_assert_cmpint(test->done, ==, diagnostics_count(test->fixture.diagnostics, SEVERITY_ERROR) == 0);
}

static void clear(Test *test)
{
    book_script_free(test->script);
    if (test->arena)
        arena_free(test->arena);
    collection_free(test->entries);
    fixture_clear(&test->fixture);
}

static char *messages(const Test *test)
{
    GString *text = g_string_new(NULL);
    diagnostics_print(test->fixture.diagnostics, MESSAGE_TEXT, FALSE, text);
    return g_string_free(text, FALSE);
}

/* The same of a book() with this body. */
static void ask_body(Test *test, const char *body)
{
    g_autofree char *lua = g_strconcat("return { book = function(page)\n", body, "\nend }\n", NULL);
    ask(test, lua);
}

static void ask_well(Test *test, const char *body)
{
    ask_body(test, body);
    g_autofree char *said = messages(test);
    g_assert_cmpstr(said, ==, "");
    g_assert_true(test->done);
}

static const BookPiece *piece(const Test *test, guint index)
{
    g_assert_cmpuint(index, <, test->book.n_pieces);
    return &test->book.pieces[index];
}

static const Entry *entry(const Test *test, const char *id)
{
    gboolean several;
    const Entry *found = site_find(test->fixture.site, id, &several);
    g_assert_nonnull(found);
    return found;
}

static void test_settings(void)
{
    Test test;
    ask_well(&test, "return { title = 'T', author = 'A', paper = 'A5', duplex = false, right = true,\n"
                    "numbers = 'chapter', font = 'sans', heading_font = 'serif', size = 9, leading = 1.5,\n"
                    "indent = 1, ink = '#000', accent = '#102030', running = 'R', page_word = 'p. %s',\n"
                    "margins = { top = 20, inner = 30 } }");
    const BookStyle *style = &test.book.style;
    g_assert_cmpstr(test.book.name, ==, "yearbook");
    g_assert_cmpstr(test.book.title, ==, "T");
    g_assert_cmpstr(test.book.author, ==, "A");
    g_assert_cmpstr(test.book.language, ==, "en");
    g_assert_cmpstr(test.book.created, ==, "2025-11-20T00:00:00+08:00");
    g_assert_cmpfloat(style->paper.width, ==, 148);
    g_assert_false(style->duplex);
    g_assert_true(style->right);
    g_assert_cmpint(style->numbers, ==, NUMBERS_CHAPTER);
    g_assert_cmpstr(style->font, ==, "sans");
    g_assert_cmpstr(style->heading_font, ==, "serif");
    g_assert_cmpfloat(style->size, ==, 9);
    g_assert_cmphex(style->accent, ==, 0x102030);
    g_assert_cmpfloat(style->top, ==, 20);
    g_assert_cmpfloat(style->inner, ==, 30);
    g_assert_cmpfloat(style->outer, ==, 21);
    g_assert_cmpstr(test.book.running, ==, "R");
    g_assert_cmpstr(test.book.page_word, ==, "p. %s");
    clear(&test);
    ask_well(&test, "return {}");
    g_assert_cmpstr(test.book.title, ==, "2025");
    g_assert_cmpstr(test.book.author, ==, "Board");
    g_assert_true(test.book.style.duplex);
    g_assert_cmpfloat(test.book.style.paper.height, ==, 297);
    g_assert_cmpuint(test.book.n_pieces, ==, 0);
    clear(&test);
}

static void assert_chapter(const BookPiece *chapter)
{
    g_assert_cmpint(chapter->kind, ==, BOOK_CHAPTER);
    g_assert_cmpstr(chapter->text, ==, "C");
    g_assert_cmpstr(chapter->note, ==, "N");
    g_assert_cmpstr(chapter->anchor, ==, "c");
    g_assert_true(chapter->unlisted);
}

static void assert_table(const BookPiece *table)
{
    g_assert_cmpuint(table->n_parts, ==, 2);
    g_assert_cmpuint(table->n_items, ==, 2);
    g_assert_cmpstr(table->items[0].cells[1], ==, "4");
    g_assert_cmpstr(table->items[0].group, ==, "g");
    g_assert_cmpstr(table->items[0].anchor, ==, "r");
    g_assert_cmpstr(table->items[0].targets[0], ==, "notices/water");
    g_assert_null(table->items[0].targets[1]);
    g_assert_null(table->items[1].cells[0]);
    g_assert_cmpstr(table->items[1].targets[0], ==, "x");
    g_assert_cmpstr(table->items[1].targets[1], ==, "notices/water");
    g_assert_true(table->ruled);
    g_assert_cmpuint(table->rows_least, ==, 5);
    g_assert_cmpstr(table->note, ==, "cap");
}

static void assert_photos(const BookPiece *photos)
{
    g_assert_cmpuint(photos->n_photos, ==, 2);
    g_assert_null(photos->photos[0].caption);
    g_assert_cmpfloat(photos->photos[0].focus_y, ==, 0.5);
    g_assert_cmpstr(photos->photos[1].caption, ==, "A");
    g_assert_cmpfloat(photos->photos[1].focus_y, ==, 1);
    g_assert_cmpuint(photos->columns, ==, 2);
    g_assert_cmpfloat(photos->height, ==, 40);
}

static void test_pieces(void)
{
    Test test;
    ask_well(&test,
             "local water = site.notices[1]\n"
             "local lib = {}\n"
             "include('lib.html', { lib = lib })\n"
             "return { { artwork = 'cover.svg', frames = { year = { text = page.year } } },\n"
             "{ contents = 'Contents', levels = 3 }, { contents = true },\n"
             "false, { { { chapter = 'C', note = 'N', anchor = 'c', unlisted = true } }, {} },\n"
             "{ heading = 'H', level = 3, anchor = water, of = water }, { heading = 'H' },\n"
             "{ text = water, scale = 0.8 }, { text = '![](a.png)', of = water }, { text = 'plain' },\n"
             "{ table = { { 'a', lib.twice(2), group = 'g', anchor = 'r', target = water }, { nil, 'b',\n"
             "  target = { 'x', water } } }, parts = { { title = 'A' }, { bold = true } },\n"
             "  ruled = true, least = 5, note = 'cap' },\n"
             "{ pictures = { 'content/notices/water/a.png',\n"
             "  { 'content/notices/water/a.png', caption = 'A', focus = { 0, 1 } } }, columns = 2, height = "
             "40 },\n"
             "{ figures = { { 23, 'things', 'made' } } }, { names = { 'Li', { 'Wang', 'Captain' } } },\n"
             "{ chart = 'stacked', title = 'T', unit = 'u', total = 'all', series = { 's1', 's2' },\n"
             "  rows = { { 'r', 1, 2 } }, height = 50 },\n"
             "{ chart = 'bar', title = 'T', rows = {} }, { table = {} }, { text = nil, page = true },\n"
             "{ index = {} }, { pictures = {} } }");
    guint i = 0;
    const BookPiece *sheet = piece(&test, i++);
    g_assert_cmpint(sheet->kind, ==, BOOK_SHEET);
    g_assert_cmpstr(sheet->sheet->artwork, ==, SVG);
    g_assert_cmpstr(sheet->sheet->frames[0].text, ==, "2025");
    g_assert_cmpstr(sheet->sheet->artwork_file, ==, "themes/t/yearbook/cover.svg");
    g_assert_cmpuint(piece(&test, i)->level, ==, 3);
    g_assert_cmpstr(piece(&test, i++)->text, ==, "Contents");
    g_assert_null(piece(&test, i++)->text);
    assert_chapter(piece(&test, i++));
    const BookPiece *heading = piece(&test, i++);
    g_assert_cmpuint(heading->level, ==, 3);
    g_assert_cmpstr(heading->anchor, ==, "notices/water");
    g_assert_true(heading->place.source == entry(&test, "notices/water")->source);
    g_assert_cmpuint(piece(&test, i++)->level, ==, 2);
    const BookPiece *text = piece(&test, i++);
    g_assert_cmpstr(text->text, ==, "No *water*. ![a](a.png) ![b](b.png)\n");
    g_assert_cmpfloat(text->scale, ==, 0.8);
    g_assert_cmpuint(text->n_pictures, ==, 1);
    g_assert_cmpstr(text->pictures[0].address, ==, "a.png");
    g_assert_true(g_str_has_suffix(text->pictures[0].file, "/content/notices/water/a.png"));
    g_assert_cmpuint(piece(&test, i++)->n_pictures, ==, 1);
    g_assert_cmpstr(piece(&test, i++)->text, ==, "plain");
    assert_table(piece(&test, i++));
    assert_photos(piece(&test, i++));
    g_assert_cmpstr(piece(&test, i)->items[0].cells[0], ==, "23");
    g_assert_cmpstr(piece(&test, i++)->items[0].cells[2], ==, "made");
    g_assert_cmpstr(piece(&test, i)->items[0].cells[0], ==, "Li");
    g_assert_null(piece(&test, i)->items[0].cells[1]);
    g_assert_cmpstr(piece(&test, i++)->items[1].cells[1], ==, "Captain");
    const Chart *chart = piece(&test, i)->chart;
    g_assert_cmpfloat(piece(&test, i++)->height, ==, 50);
    g_assert_cmpint(chart->kind, ==, CHART_STACKED);
    g_assert_cmpstr(chart->series[1], ==, "s2");
    g_assert_cmpstr(chart->rows[0].name, ==, "r");
    g_assert_cmpfloat(chart->rows[0].values[1], ==, 2);
    g_assert_cmpint(piece(&test, i++)->kind, ==, BOOK_PAGE);
    g_assert_cmpuint(test.book.n_pieces, ==, i);
    clear(&test);
}

/* What is told of twice is found where it stands first. */
static void test_anchors(void)
{
    Test test;
    ask_well(&test, "local water = site.notices[1]\n"
                    "return { { heading = 'a', anchor = water }, { table = { { 'x', anchor = water } } },\n"
                    "{ heading = 'b', anchor = 'notices/water' } }");
    g_assert_cmpstr(piece(&test, 0)->anchor, ==, "notices/water");
    g_assert_null(piece(&test, 1)->items[0].anchor);
    g_assert_null(piece(&test, 2)->anchor);
    clear(&test);
}

static void test_index(void)
{
    static const char *const expected[][2] = {
        {"A", "Ælf"},    {"D", "单元楼长队"}, {"L", "李秀兰"}, {"L", "Li Xiulan"}, {"S", "单雄"},
        {"W", "王德顺"}, {"Z", "曾小红"},     {"Z", "张三"},   {"#", "Ж"},
    };
    Test test;
    ask_well(&test, "return { { index = { { '王德顺', target = 'a' }, { '曾小红' }, { 'Ж' }, { '李秀兰' },\n"
                    "{ '张三' }, { '单雄' }, { '单元楼长队' }, { 'Li Xiulan' }, { 'Ælf' },\n"
                    "{ '王德顺', target = { 'b', 'a' } }, { '张三' } } },\n"
                    "{ index = { { 'b', group = 'G' }, { 'a', group = 'G' } } } }");
    const BookPiece *sorted = piece(&test, 0);
    g_assert_cmpuint(sorted->n_items, ==, G_N_ELEMENTS(expected));
    for (guint i = 0; i < G_N_ELEMENTS(expected); i++) {
        g_assert_cmpstr(sorted->items[i].cells[0], ==, expected[i][1]);
        g_assert_cmpstr(sorted->items[i].group, ==, expected[i][0]);
    }
    const char *const *targets = sorted->items[5].targets;
    g_assert_cmpstr(targets[0], ==, "a");
    g_assert_cmpstr(targets[1], ==, "b");
    g_assert_null(targets[2]);
    g_assert_cmpstr(piece(&test, 1)->items[0].cells[0], ==, "b");
    clear(&test);
}

/* What readers of the website do not see does not stand in the book. */
static void test_withheld(void)
{
    Test test;
    ask_well(&test, "local old = page.entries:where { kind = 'review' }[1]\n"
                    "return { { heading = old.title }, { text = old }, { heading = old.issuer },\n"
                    "{ pictures = { site.models[1].photo } } }");
    g_assert_cmpuint(test.book.n_pieces, ==, 1);
    g_assert_cmpstr(piece(&test, 0)->text, ==, "Old");
    clear(&test);
}

static void test_messages(void)
{
    static const struct {
        const char *body, *expected;
    } cases[] = {
        {"return 'x'", "1: error: book() returns no table"},
        {"return { titel = 'x' }", "2:10: error: there is no 'titel' here"},
        {"return { size = 50 }", "2:10: error: 'size' must be a number from 5 to 30"},
        {"return { paper = 'B9' }", "2:10: error: 'B9' is no size of paper"},
        {"return { paper = 'A0' }", "2:10: error: the sides of the paper of a book have 100 to 500 mm"},
        {"return { margins = 3 }", "2:10: error: 'margins' must be a table"},
        {"return { margins = { left = 3 } }", "2:22: error: there is no 'left' here"},
        {"return { margins = { inner = 90, outer = 90 } }",
         "2:10: error: the margins leave less than 50 mm of the paper"},
        {"return { page_word = 'page' }", "2:10: error: 'page_word' must have one %s, for the number"},
        {"return { page_word = '%s%n' }", "2:10: error: 'page_word' must have one %s, for the number"},
        {"return { numbers = 'roman' }", "2:10: error: 'numbers' cannot be 'roman'"},
        {"return { font = 'mono' }", "2:10: error: the theme has no font 'mono'"},
        {"return { accent = 'red' }", "2:10: error: 'accent' must be a colour"},
        {"return { 'x' }", "1: error: piece 1: it must be a table"},
        {"return { { text = 'a' }, { note = 'x' } }", "1: error: piece 2: it does not say what it is"},
        {"return { { chaptr = 'x' } }", "2:12: error: piece 1: it does not say what it is"},
        {"return { { chapter = 'x', text = 'y' } }",
         "2:27: error: piece 1: it cannot be both 'chapter' and 'text'"},
        {"return { { chapter = 'x', levl = 2 } }", "2:27: error: piece 1 (chapter): there is no 'levl' here"},
        {"return { { heading = 'x', level = 5 } }",
         "2:27: error: piece 1 (heading): 'level' must be a whole number from 2 to 4"},
        {"return { { heading = page } }", "2:12: error: piece 1 (heading): 'heading' cannot be a page"},
        {"return { { text = site.notices } }", "2:12: error: piece 1 (text): 'text' cannot be a collection"},
        {"return { { text = 'x', of = 'notices/water' } }",
         "2:24: error: piece 1 (text): 'of' must be an entry"},
        {"return { { table = { { 'a', target = {} }, { page.year, colour = 1 } } } }",
         "2:57: error: piece 1 (table), row 2: there is no 'colour' here"},
        {"return { { figures = { { 1, 2, 3, 4 } } } }",
         "1: error: piece 1 (figures): a row has 3 cells at the most here"},
        {"return { { chart = 'pie', rows = {} } }", "2:12: error: piece 1 (chart): 'chart' cannot be 'pie'"},
        {"return { { chart = 'bar', rows = {} } }", "1: error: piece 1 (chart): 'chart.bar' needs a 'title'"},
        {"return { { chart = 'bar', title = 't', rows = { { 'a', 'b' } } } }",
         "1: error: piece 1 (chart): row 1 of 'chart.bar' has a text where a number must stand"},
        {"return { { chart = 'bar', title = 't', series = {}, rows = {} } }",
         "1: error: piece 1 (chart): 'chart.bar' takes no 'series'"},
        {"return { { pictures = { 'x.jpg' } } }",
         "2:12: error: piece 1 (pictures), row 1: the site has no file 'x.jpg'"},
        {"return { { pictures = { 'content/models/liu/liu.jpg' } } }",
         "2:12: error: piece 1 (pictures), row 1: the file 'content/models/liu/liu.jpg' is not published"},
        {"return { { artwork = 'none.svg' } }", "1: error: the theme has no 'yearbook/none.svg'"},
        {"return { { artwork = '../layouts/x.svg' } }",
         "1: error: the theme has no 'yearbook/../layouts/x.svg'"},
        {"return { { artwork = {} } }", "1: error: 'artwork' must be a list of 1 to 20 SVG files"},
        {"return { { artwork = 'cover.svg', frames = { a = { txet = 'x' } } } }",
         "2:52: error: frame 'a': there is no 'txet' here"},
        {"return { { artwork = 'cover.svg', frames = 1 } }",
         "2:35: error: piece 1 (artwork): 'frames' must be a table"},
        {"return { { text = page.titel } }", "2: error: this page has no 'titel'"},
        {"local function f() return f() .. '' end return f()", "2: error: "},
        {"local t = {} t[1] = t return t", "1: error: lists of pieces lie 16 deep at the most"},
        {"local t = {} for i = 1, 200001 do t[i] = { text = 'x' } end return t",
         "1: error: piece 200000: a book has 200000 pieces, rows and names at the most"},
        {"local t, s = {}, ('x'):rep(1048576) for i = 1, 65 do t[i] = { text = s } end return t",
         "2:63: error: piece 65 (text): the texts of a book have 67108864 bytes at the most"},
        {"local t = {} while true do t[#t + 1] = {} end",
         "2: error: book.lua needs more than 64 MB of memory"},
    };

    for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
        Test test;
        ask_body(&test, cases[i].body);
        g_autofree char *said = messages(&test);
        g_autofree char *expected = g_strdup_printf(LUA ":%s", cases[i].expected);
        if (!g_str_has_prefix(said, expected))
            g_test_message("book: %s", cases[i].body);
        g_assert_cmpstr(said, ==, g_str_has_prefix(said, expected) ? said : expected);
        g_assert_false(test.done);
        clear(&test);
    }
}

static void test_file(void)
{
    static const struct {
        const char *lua, *expected;
    } cases[] = {
        {"return 3", LUA ": error: it has no function 'book'"},
        {"return { book = 3 }", LUA ": error: it has no function 'book'"},
        {"return { book = function() return {} end, title = 'x' }",
         LUA ":1:43: error: there is no 'title' here"},
        {"return {", LUA ":1: error: "},
        {"return {}\n\xff", LUA ":2:1: error: "},
        {"os.exit()", LUA ":1: error: "},
    };
    Test test;

    for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
        ask(&test, cases[i].lua);
        g_autofree char *said = messages(&test);
        g_assert_cmpstr(said, ==, g_str_has_prefix(said, cases[i].expected) ? said : cases[i].expected);
        g_assert_false(test.done);
        clear(&test);
    }
    ask(&test, NULL);
    g_assert_null(test.script);
    clear(&test);
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/book/settings", test_settings);
    g_test_add_func("/book/pieces", test_pieces);
    g_test_add_func("/book/anchors", test_anchors);
    g_test_add_func("/book/index", test_index);
    g_test_add_func("/book/withheld", test_withheld);
    g_test_add_func("/book/messages", test_messages);
    g_test_add_func("/book/file", test_file);
    return g_test_run();
}
