/* SPDX-License-Identifier: MIT */
/* sheet.lua: what it says of itself, what it gives for the frames, and what is wrong with it. */
#include "fixture.h"
#include "template/sheet.h"

#include <string.h>

#define LUA "themes/t/sheets/s/sheet.lua"
#define SVG "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"297mm\" height=\"420mm\"/>"
#define WIDE_SVG "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 420 297\"/>"

typedef struct {
    Fixture fixture;
    Sheets *sheets;
    Arena *arena;
    Sheet sheet;
} Test;

static void site_fill(Fixture *fixture)
{
    fixture_init(fixture);
    fixture_write(fixture, "broadside.yaml",
                  "title: Board\nlanguage: en\ntheme: t\ntimezone: Asia/Shanghai\n"
                  "base_url: https://example.org/\nlimits: { time: 1, memory: 16 }\n");
    fixture_write(fixture, "themes/t/theme.lua",
                  "return { outputs = { { path = \"index.html\", layout = \"index.html\" } },\n"
                  "fonts = { display = { \"Noto Serif CJK SC\" } } }\n");
    fixture_write(fixture, "themes/t/locales/en.yaml", "sheet.notice: The notice\n");
    fixture_write(fixture, "themes/t/sheets/s/artwork.svg", SVG);
    fixture_write(fixture, "themes/t/sheets/s/wide.svg", WIDE_SVG);
    fixture_write(fixture, "content/notices/water.md",
                  "---\ntitle: Water\ndate: 2025-11-03\nkind: notice\nissuer: Office\ntags: [a, b]\n---\nNo "
                  "*water*.\n");
    fixture_write(fixture, "content/notices/old.md",
                  "---\ntitle: Old\ndate: 2025-01-03\nkind: notice\nexpires: 2025-02-01\nafter: "
                  "tombstone\n---\nSECRET\n");
    fixture_write(fixture, "content/models/liu/index.md",
                  "---\ntitle: Liu\nname: Liu\nkind: person\nyear: 2025\nphoto: liu.jpg\n---\nText.\n");
    fixture_write(fixture, "content/models/liu/liu.jpg", "x");
    fixture_write(fixture, "content/models/wang/index.md",
                  "---\ntitle: Wang\nname: Wang\nkind: person\nyear: 2025\nphoto: wang.jpg\nconsent: "
                  "true\n---\nText.\n");
    fixture_write(fixture, "content/models/wang/wang.jpg", "x");
    fixture_write(fixture, "data/slogans.yaml", "- text: First\n- text: Second\n");
}

static void test_init(Test *test, const char *lua)
{
    *test = (Test){0};
    site_fill(&test->fixture);
    fixture_write(&test->fixture, LUA, lua);
    fixture_load(&test->fixture);
}

static void test_clear(Test *test)
{
    sheets_free(test->sheets);
    if (test->arena)
        arena_free(test->arena);
    fixture_clear(&test->fixture);
}

static char *messages(Test *test)
{
    GString *text = g_string_new(NULL);
    diagnostics_print(test->fixture.diagnostics, MESSAGE_TEXT, FALSE, text);
    return g_string_free(text, FALSE);
}

static void load(Test *test)
{
    g_autoptr(GError) error = NULL;
    test->sheets = sheets_load(test->fixture.theme, test->fixture.site, test->fixture.diagnostics, &error);
    g_assert_no_error(error);
}

/* Of the entry with that id, on A3. */
static gboolean ask(Test *test, const char *id)
{
    gboolean several;
    Entry *entry = site_find(test->fixture.site, id, &several);
    g_assert_nonnull(entry);
    g_assert_cmpuint(sheets_count(test->sheets), ==, 1);
    const SheetAsk question = {
        .file = sheets_at(test->sheets, 0), .page = {.kind = PAGE_EACH, .entry = entry}, .paper = {297, 420}};
    test->arena = test->arena ? test->arena : arena_new();
    return engine_sheet(test->fixture.engine, &question, test->arena, &test->sheet);
}

static const Frame *frame(const Test *test, const char *id)
{
    for (guint i = 0; i < test->sheet.n_frames; i++)
        if (strcmp(test->sheet.frames[i].id, id) == 0)
            return &test->sheet.frames[i];
    return NULL;
}

static void test_good(void)
{
    Test test;
    test_init(
        &test,
        "return {\n  title = 'sheet.notice', each = { 'notices' }, where = { kind = { 'notice', 'review' } "
        "},\n"
        "  sizes = { 'A3', '600x800' }, artwork = { 'artwork.svg', 'wide.svg' }, stretch = 0.5,\n"
        "  frames = function(page, paper)\n    return {\n"
        "      title = { text = page.title, font = 'display', bold = true, colour = '#fa0', smallest = 30, "
        "lines = 2 },\n"
        "      body = { markdown = page, columns = 2, accent = '#102030', align = 'justify' },\n"
        "      qr = { qr = permalink(page) },\n"
        "      paper = { text = paper.name .. ' ' .. paper.width .. ' ' .. tostring(paper.landscape) },\n"
        "      nothing = { text = page.summary },\n"
        "      list = { table = { { 'a', 1, group = 'g' }, { nil, 'b' } }, parts = { { title = 'A' }, { "
        "align = 'end', colour = '#fff' } } },\n"
        "      names = { roster = { 'Li', { 'Wang', 'Captain' } } },\n"
        "    }\n  end,\n}\n");
    load(&test);
    g_autofree char *none = messages(&test);
    g_assert_cmpstr(none, ==, "");
    const SheetFile *file = sheets_find(test.sheets, "s");
    g_assert_nonnull(file);
    g_assert_cmpstr(file->title, ==, "The notice");
    g_assert_cmpuint(file->n_sizes, ==, 2);
    g_assert_cmpuint(file->n_where, ==, 2);
    g_assert_cmpfloat(file->sizes[1].height, ==, 800);
    g_assert_true(ask(&test, "notices/water"));
    g_autofree char *still_none = messages(&test);
    g_assert_cmpstr(still_none, ==, "");
    const Sheet *sheet = &test.sheet;
    g_assert_cmpuint(sheet->n_frames, ==, 6);
    g_assert_cmpstr(frame(&test, "title")->text, ==, "Water");
    g_assert_cmphex(frame(&test, "title")->style.colour, ==, 0xffaa00);
    g_assert_cmphex(frame(&test, "title")->style.accent, ==, 0xffaa00);
    g_assert_cmpstr(frame(&test, "title")->style.font, ==, "display");
    g_assert_cmpuint(frame(&test, "title")->lines, ==, 2);
    g_assert_cmpstr(frame(&test, "body")->text, ==, "No *water*.\n");
    g_assert_cmpint(frame(&test, "body")->style.align, ==, ALIGN_JUSTIFY);
    g_assert_cmpstr(frame(&test, "qr")->text, ==, "https://example.org/notices/water.html");
    g_assert_cmpstr(frame(&test, "paper")->text, ==, "A3 297 false");
    const Frame *list = frame(&test, "list");
    g_assert_cmpuint(list->n_parts, ==, 2);
    g_assert_cmpuint(list->n_items, ==, 2);
    g_assert_cmpstr(list->items[0].cells[1], ==, "1");
    g_assert_cmpstr(list->items[0].group, ==, "g");
    g_assert_null(list->items[1].cells[0]);
    g_assert_cmpstr(list->items[1].cells[1], ==, "b");
    g_assert_true(list->parts[1].has_colour);
    g_assert_cmpstr(frame(&test, "names")->items[1].cells[1], ==, "Captain");
    g_assert_cmpstr(sheet->artwork, ==, SVG);
    g_assert_cmpstr(sheet->title, ==, "Water");
    g_assert_cmpstr(sheet->author, ==, "Office");
    g_assert_cmpstr(sheet->keywords, ==, "a, b");
    g_assert_cmpstr(sheet->created, ==, "2025-11-03T00:00:00+08:00");
    g_assert_cmpstr(sheet->source_name, ==, "water.md");
    g_assert_nonnull(strstr(sheet->source, "No *water*."));
    test_clear(&test);
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/sheet/good", test_good);
    return g_test_run();
}
