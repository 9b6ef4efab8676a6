/* SPDX-License-Identifier: MIT */
/* The sheets of a theme: what each sheet.lua says of itself, what is wrong with that, which one an entry
 * gets. */
#include "test-template-sheet.h"

/* The messages on what sheet.lua says of itself: `members` stands within its table. */
static void assert_members(const char *members, const char *expected)
{
    Test test;
    g_autofree char *lua =
        g_strdup_printf("return { %s\n  frames = function(page, paper) return {} end }\n", members);

    test_init(&test, lua);
    load(&test);
    g_autofree char *said = messages(&test);
    g_autofree char *whole = *expected ? g_strdup_printf(LUA ":%s\n", expected) : g_strdup("");
    if (!g_str_has_prefix(said, whole))
        g_test_message("members: %s", members);
    g_assert_cmpstr(said, ==, g_str_has_prefix(said, whole) ? said : whole);
    g_assert_cmpuint(sheets_count(test.sheets), ==, *expected ? 0 : 1);
    test_clear(&test);
}

static void test_members(void)
{
    static const struct {
        const char *members, *expected;
    } cases[] = {
        {"each = 'notices',", ""},
        {"each = 'entries',", ""},
        {"list = 'models',", ""},
        {"rows = 'slogans',", ""},
        {"each = 'notices', where = { pinned = false, kind = 'review' },", ""},
        {"each = 'notices', where = { year = { 2024, 2025 } }, sizes = 'A4', artwork = 'wide.svg',", ""},
        {"", " error: it must have one of 'each', 'list' and 'rows'"},
        {"each = 'notices', list = 'models',", " error: it must have one of 'each', 'list' and 'rows'"},
        {"each = 'notice',", "1:10: error: there is no type with the folder 'notice'"},
        {"each = {},", "1:10: error: 'each' must be folders of types"},
        {"each = { 'notices', 3 },", "1:10: error: 'each' must be folders of types"},
        {"list = { 'notices', 'models' },", "1:10: error: 'list' must be the folder of a type"},
        {"rows = 'slogan',", "1:10: error: there are no data 'slogan'"},
        {"rows = 1,", "1:10: error: 'rows' must be the name of a data file"},
        {"each = 'notices', szies = 'A4',", "1:28: error: there is no 'szies' in a sheet"},
        {"each = 'notices', 'A4',", " error: it takes names and values only"},
        {"each = 'notices', sizes = { 'A3', 'A33' },", "1:28: error: 'A33' is no size of paper"},
        {"each = 'notices', sizes = {},", "1:28: error: 'sizes' must be a list of 1 to 50 sizes of paper"},
        {"each = 'notices', artwork = 'wied.svg',", "1:28: error: the theme has no 'sheets/s/wied.svg'"},
        {"each = 'notices', artwork = 'a.png',", "1:28: error: the artwork 'a.png' must be an SVG file"},
        {"each = 'notices', artwork = 'sheet.lua',",
         "1:28: error: the artwork 'sheet.lua' must be an SVG file"},
        {"each = 'notices', artwork = '../x.svg',", "1:28: error: the theme has no 'sheets/s/../x.svg'"},
        {"each = 'notices', stretch = 4,", "1:28: error: 'stretch' must be a number from 0 to 3"},
        {"each = 'notices', stretch = 0/0,", "1:28: error: 'stretch' must be a number from 0 to 3"},
        {"each = 'notices', title = 3,", "1:28: error: 'title' must be a text"},
        {"each = 'notices', where = 3,", "1:28: error: 'where' must be a table"},
        {"each = 'notices', where = { knid = 'review' },",
         "1:38: error: no entry of this sheet has a field 'knid'"},
        {"each = 'notices', where = { level = 'national' },",
         "1:38: error: no entry of this sheet has a field 'level'"},
        {"each = 'notices', where = { kind = 'reveiw' },", "1:38: error: 'kind' cannot be 'reveiw'"},
        {"each = 'notices', where = { kind = {} },",
         "1:38: error: 'kind' must be a value or a list of values"},
        {"each = 'notices', where = { pinned = 'yes' },", "1:38: error: 'pinned' must be true or false"},
        {"each = 'notices', where = { [1] = 'yes' },", "1:28: error: it takes names and values only"},
        {"rows = 'slogans', where = { text = 'x' },",
         "1:28: error: 'where' is for entries, not for rows of data"},
    };

    for (guint i = 0; i < G_N_ELEMENTS(cases); i++)
        assert_members(cases[i].members, cases[i].expected);
}

/* The messages on a whole sheet.lua. */
static void assert_file(const char *lua, const char *expected)
{
    Test test;

    test_init(&test, lua);
    load(&test);
    g_autofree char *said = messages(&test);
    if (!g_str_has_prefix(said, expected))
        g_test_message("sheet.lua: %s", lua);
    g_assert_cmpstr(said, ==, g_str_has_prefix(said, expected) ? said : expected);
    g_assert_cmpuint(sheets_count(test.sheets), ==, 0);
    test_clear(&test);
}

static void test_file(void)
{
    assert_file("return 3\n", LUA ": error: it returns no table\n");
    assert_file("", LUA ": error: it returns no table\n");
    assert_file("return setmetatable({}, { __index = { each = 'notices' } })\n",
                LUA ": error: it has no function 'frames'\n");
    assert_file("return { each = 'notices', frames = {} }\n",
                LUA ":1:28: error: it has no function 'frames'\n");
    assert_file("return { each = }\n", LUA ":1: error: ");
    assert_file("local x = nil\nreturn x.y\n", LUA ":2: error: ");
    assert_file("error({})\n", LUA ": error: the error is no text\n");
    assert_file("local f = io\n", LUA ":1: error: there is no name 'io' here\n");
    assert_file("local values = {} for i = 1, 201 do values[i] = 'notice' end\n"
                "return { each = 'notices', where = { kind = values }, frames = function() end }\n",
                LUA ":2:28: error: 'where' takes at most 200 values\n");
    assert_file("while true do end\n", LUA ": error: sheet.lua needed more than 1 s of processor time\n");
    assert_file("local t = {} while true do t[#t + 1] = {} end\n",
                LUA ":1: error: sheet.lua needs more than 16 MB of memory\n");
    assert_file("\x1bLua", LUA ": error: ");
    assert_file("return \"\xff\"", LUA ":1:");
}

static void test_of_entry(void)
{
    Fixture fixture;
    static const char *const sheets[] = {
        "a",
        "return { each = 'entries', frames = function() end }",
        "b",
        "return { each = 'notices', where = { kind = { 'review', 'notice' } }, frames = function() end }",
        "c",
        "return { each = 'notices', where = { kind = 'notice', tags = 'a' }, frames = function() end }",
        "d",
        "return { each = 'notices', where = { kind = 'notice', tags = 'b' }, frames = function() end }",
        "e",
        "return { list = 'notices', frames = function() end }",
    };
    g_autoptr(GError) error = NULL;
    gboolean several;

    site_fill(&fixture);
    for (guint i = 0; i < G_N_ELEMENTS(sheets); i += 2) {
        g_autofree char *lua = g_strdup_printf("themes/t/sheets/%s/sheet.lua", sheets[i]);
        g_autofree char *svg = g_strdup_printf("themes/t/sheets/%s/artwork.svg", sheets[i]);
        fixture_write(&fixture, lua, sheets[i + 1]);
        fixture_write(&fixture, svg, SVG);
    }
    fixture_write(&fixture, LUA, "return { each = 'models', frames = function() end }");
    fixture_load(&fixture);
    Sheets *all = sheets_load(fixture.theme, fixture.site, fixture.diagnostics, &error);
    g_assert_no_error(error);
    g_assert_cmpuint(sheets_count(all), ==, 6);
    g_assert_cmpstr(sheets_of_entry(all, site_find(fixture.site, "notices/water", &several))->name, ==, "c");
    g_assert_cmpstr(sheets_of_entry(all, site_find(fixture.site, "notices/old", &several))->name, ==, "b");
    g_assert_cmpstr(sheets_of_entry(all, site_find(fixture.site, "models/liu", &several))->name, ==, "a");
    g_assert_null(sheets_find(all, "f"));
    sheets_free(all);
    fixture_clear(&fixture);
}

static void assert_folders(const char *path, const char *expected, guint count)
{
    Test test;
    test_init(&test, "return { each = 'notices', frames = function() end }\n");
    fixture_write(&test.fixture, path, "return { each = 'models', frames = function() end }\n");
    load(&test);
    g_autofree char *said = messages(&test);
    g_assert_cmpstr(said, ==, expected);
    g_assert_cmpuint(sheets_count(test.sheets), ==, count);
    test_clear(&test);
}

static void test_folders(void)
{
    assert_folders("theme/sheets/s/sheet.lua", "", 1);
    assert_folders("themes/t/sheets/readme.md", "", 1);
    assert_folders("theme/sheets/ss/artwork.svg",
                   "sheets/ss/sheet.lua: error: the sheet 'ss' has no sheet.lua\n", 1);
    assert_folders("theme/sheets/own/sheet.lua",
                   "theme/sheets/own/sheet.lua: error: the theme has no 'sheets/own/artwork.svg'\n", 1);
    assert_folders("theme/sheets/a:b/sheet.lua",
                   "theme/sheets/a:b/sheet.lua: error: 'a:b' cannot be the name of a sheet: it holds a "
                   "character that file names on Windows cannot have\n"
                   "theme/sheets/a:b/sheet.lua: error: the theme has no 'sheets/a:b/artwork.svg'\n",
                   1);

    Fixture fixture;
    g_autoptr(GError) error = NULL;
    fixture_init(&fixture);
    fixture_load(&fixture);
    Sheets *none = sheets_load(fixture.theme, fixture.site, fixture.diagnostics, &error);
    g_assert_no_error(error);
    g_assert_cmpuint(sheets_count(none), ==, 0);
    sheets_free(none);
    fixture_clear(&fixture);
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/sheets/members", test_members);
    g_test_add_func("/sheets/file", test_file);
    g_test_add_func("/sheets/of-entry", test_of_entry);
    g_test_add_func("/sheets/folders", test_folders);
    return g_test_run();
}
