/* SPDX-License-Identifier: MIT */
/* sheet.lua asked for a sheet: what it gives for the frames, and what is wrong with that. */
#include "test-template-sheet.h"

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

#define HEAD "return { each = 'entries', frames = function(page, paper)\n"

/* What frames() of the sheet of `id` gives; the messages, or "" if there are none. Newly allocated. */
static char *run_frames(const char *id, const char *body)
{
    Test test;
    g_autofree char *lua = g_strconcat(HEAD, body, "\nend }\n", NULL);

    test_init(&test, lua);
    load(&test);
    if (sheets_count(test.sheets) > 0) {
        const gboolean done = ask(&test, id);
        g_assert_cmpint(done, ==, diagnostics_count(test.fixture.diagnostics, SEVERITY_ERROR) == 0);
    }
    char *said = messages(&test);
    test_clear(&test);
    return said;
}

static void assert_frames(const char *body, const char *expected)
{
    g_autofree char *said = run_frames("notices/water", body);
    g_autofree char *whole = *expected ? g_strdup_printf(LUA ":%s\n", expected) : g_strdup("");

    if (!g_str_has_prefix(said, whole))
        g_test_message("frames: %s", body);
    g_assert_cmpstr(said, ==, *expected && g_str_has_prefix(said, whole) ? said : whole);
}

static void test_frames(void)
{
    static const struct {
        const char *body, *expected;
    } cases[] = {
        {"return {}", ""},
        {"return { a = false, b = page.title == 'x' and { text = 'y' } }", ""},
        {"return { a = true }", "2:10: error: frame 'a': it must be a table"},
        {"return { a = { text = 'x', alt = 'y', valign = 'bottom', fit = 'cover', focus = { 0, 1 } } }", ""},
        {"return { a = { text = nil, columns = 0 }, b = { image = false }, c = { table = {} } }", ""},
        {"return { a = { text = 3 }, b = { text = 2.5 } }, 'wide.svg'", ""},
        {"return { a = { image = 'content/models/wang/wang.jpg' }, b = { image = "
         "'/content/models/wang/wang.jpg' } }",
         ""},
        {"return", "1: error: frames() returns no table"},
        {"return 'x'", "1: error: frames() returns no table"},
        {"return page", "1: error: frames() returns no table"},
        {"return { a = 'x' }", "2:10: error: frame 'a': it must be a table"},
        {"return { 'x' }", "1: error: each frame must have a name"},
        {"return { a = { text = 'x', qr = 'y' } }",
         "2:28: error: frame 'a': it cannot hold both 'text' and 'qr'"},
        {"return { a = { txet = 'x' } }", "2:16: error: frame 'a': there is no 'txet' here"},
        {"return { a = { 'x' } }", "2:10: error: frame 'a': it takes names and values only"},
        {"return { a = { text = page } }", "2:16: error: frame 'a': 'text' cannot be a page"},
        {"return { a = { text = page.date } }", "2:16: error: frame 'a': 'text' cannot be a date"},
        {"return { a = { text = page.content } }", "2:16: error: frame 'a': 'text' cannot be HTML"},
        {"return { a = { text = site.notices } }", "2:16: error: frame 'a': 'text' cannot be a collection"},
        {"return { a = { text = {} } }", "2:16: error: frame 'a': 'text' must be a text"},
        {"return { a = { text = frames } }", "2: error: there is no name 'frames' here"},
        {"return { a = { text = 0/0 } }", "2:16: error: frame 'a': 'text' is not a number"},
        {"return { a = { text = 'x', font = 'dispaly' } }",
         "2:28: error: frame 'a': the theme has no font 'dispaly'"},
        {"return { a = { text = 'x', font = 'mono' } }",
         "2:28: error: frame 'a': the theme has no font 'mono'"},
        {"return { a = { text = 'x', colour = 'red' } }",
         "2:28: error: frame 'a': 'colour' must be a colour"},
        {"return { a = { text = 'x', colour = '#12345' } }",
         "2:28: error: frame 'a': 'colour' must be a colour"},
        {"return { a = { text = 'x', align = 'centre' } }",
         "2:28: error: frame 'a': 'align' cannot be 'centre'"},
        {"return { a = { text = 'x', valign = 1 } }", "2:28: error: frame 'a': 'valign' cannot be 'number'"},
        {"return { a = { text = 'x', smallest = 0 } }",
         "2:28: error: frame 'a': 'smallest' must be a number from 1 to 5000"},
        {"return { a = { text = 'x', smallest = 20, largest = 10 } }",
         "2:43: error: frame 'a': 'largest' is less than 'smallest'"},
        {"return { a = { text = 'x', lines = 1.5 } }",
         "2:28: error: frame 'a': 'lines' must be a whole number from 1 to 50"},
        {"return { a = { text = 'x', bold = 'yes' } }",
         "2:28: error: frame 'a': 'bold' must be true or false"},
        {"return { a = { text = 'x', focus = { 1, 2 } } }",
         "2:28: error: frame 'a': 'focus' must be two numbers from 0 to 1"},
        {"return { a = { image = 'x.jpg' } }", "2:16: error: frame 'a': the site has no file 'x.jpg'"},
        {"return { a = { image = '../../etc/passwd' } }",
         "2:16: error: frame 'a': the site has no file '../../etc/passwd'"},
        {"return { a = { image = 'content/models/liu/liu.jpg' } }",
         "2:16: error: frame 'a': the file 'content/models/liu/liu.jpg' is not published"},
        {"return { a = { table = 'x' } }", "2:16: error: frame 'a': 'table' must be a list"},
        {"return { a = { table = site.notices } }", "2:16: error: frame 'a': 'table' must be a list"},
        {"return { a = { table = { { 'x' }, { page.date } } } }",
         "2:16: error: frame 'a', row 2: 'table' cannot be a date"},
        {"return { a = { table = { { 'x', gruop = 'g' } } } }",
         "2:33: error: frame 'a', row 1: there is no 'gruop' here"},
        {"return { a = { table = { { 'x', 'y' } }, parts = { {} } } }",
         "2:42: error: frame 'a': a row has more cells than there are 'parts': 2 and 1"},
        {"return { a = { table = { { 'x' } }, parts = { { titel = 'A' } } } }",
         "2:49: error: frame 'a': there is no 'titel' here"},
        {"return { a = { table = { { 'x' } }, parts = { 1 } } }",
         "2:37: error: frame 'a': 'parts' must be a list of at most 20 tables"},
        {"local rows = {} for i = 1, 5001 do rows[i] = 'x' end return { a = { roster = rows } }",
         "2:63: error: frame 'a', row 5001: a sheet has 5000 rows and names at the most"},
        {"local t = {} for i = 1, 201 do t['f' .. i] = { text = 'x' } end return t",
         "1: error: a sheet has 200 frames at the most"},
        {"return { a = { text = ('x'):rep(1048577) } }",
         "2:16: error: frame 'a': the texts of a sheet have 1048576 bytes at the most"},
        {"return {}, 'none.svg'", "1: error: the theme has no 'sheets/s/none.svg'"},
        {"return {}, 'sheet.lua'", "1: error: the theme has no 'sheets/s/sheet.lua'"},
        {"return {}, '../../layouts/index.svg'",
         "1: error: the theme has no 'sheets/s/../../layouts/index.svg'"},
        {"return {}, {}",
         "1: error: what frames() gives behind the frames must be a list of 1 to 20 SVG files"},
        {"return {}, { 'wide.svg', 3 }",
         "1: error: what frames() gives behind the frames must be a list of 1 to 20 SVG files"},
        {"return { a = { text = page.titel } }", "2: error: notice has no 'titel'"},
        {"return { a = { text = paper.size } }", "2: error: the paper has no 'size'"},
        {"paper.width = 3 return {}", "2: error: this cannot be changed"},
    };

    for (guint i = 0; i < G_N_ELEMENTS(cases); i++)
        assert_frames(cases[i].body, cases[i].expected);
}

static void test_hostile(void)
{
    static const struct {
        const char *body, *expected;
    } cases[] = {
        {"error('x')", "2: error: x"},
        {"error({})", "2: error: the error is no text"},
        {"error(nil)", "2: error: the error is no text"},
        {"return setmetatable({}, { __index = function() error('x') end, __pairs = error })", ""},
        {"return { a = setmetatable({}, { __index = function() return 'x' end }) }", ""},
        {"return { a = { text = setmetatable({}, { __tostring = function() return 'x' end }) } }",
         "2:16: error: frame 'a': 'text' must be a text"},
        {"return { a = { text = site.data } }", "2:16: error: frame 'a': 'text' must be a text"},
        {"return { a = { table = { site } } }", "2:16: error: frame 'a', row 1: 'table' must be a text"},
        {"return { a = { roster = { page.tags } } }", ""},
        {"return { a = { roster = page.tags } }", ""},
        {"return { a = { markdown = site } }", "2:16: error: frame 'a': 'markdown' must be a text"},
        {"return { a = { text = '\\xff\\xfe\\0x\\27[0m\\u{202e}' } }", ""},
        {"return { ['\\xff'] = { text = 'x' } }", "1: error: each frame must have a name"},
        {"local t = { 1 } t.a = t return t", "1: error: each frame must have a name"},
        {"local t = {} t.a = t return t", "2:16: error: frame 'a': there is no 'a' here"},
        {"local function f() return f() + 1 end return f()",
         "2: error: sheet.lua needs more than 16 MB of memory"},
        {"local t = {} while true do t[#t + 1] = {} end",
         "2: error: sheet.lua needs more than 16 MB of memory"},
        {"return { a = { text = ('x'):rep(1 << 30) } }",
         "2: error: sheet.lua needs more than 16 MB of memory"},
        {"pcall(function() local t = {} while true do t[#t + 1] = {} end end) return {}",
         "2: error: sheet.lua needs more than 16 MB of memory"},
        {"return { a = { image = 3 } }", "2:16: error: frame 'a': the site has no file '3'"},
        {"local t = {} for i = 1, 30 do t[i] = 'x' end return { a = { table = { t } } }",
         "2:55: error: frame 'a', row 1: a row has 20 cells at the most"},
        {"return { a = { table = { { image = 'x' } } } }",
         "2:28: error: frame 'a', row 1: there is no 'image' here"},
        {"return { a = { table = { { 'x.jpg' } }, parts = { { image = true } } } }",
         "2:16: error: frame 'a', row 1: the site has no file 'x.jpg'"},
    };

    for (guint i = 0; i < G_N_ELEMENTS(cases); i++)
        assert_frames(cases[i].body, cases[i].expected);
}

/* What it gives as the text of the frame "a" ("" for none), or the messages. Newly allocated. */
static char *text_of(Test *test, const char *id)
{
    if (!ask(test, id))
        return messages(test);
    const Frame *found = frame(test, "a");
    return g_strdup(!found ? "" : found->file ? found->file : found->text);
}

/* Partials hold what sheets share. */
static void test_include(void)
{
    static const struct {
        const char *body, *expected;
    } cases[] = {
        {"local lib = {} include('lib.html', { lib = lib }) return { a = { text = lib.sign(page) } }",
         "Office"},
        {"local lib = {} include('lib.html', { lib = lib }) return { a = { text = lib.wrong() } }",
         "themes/t/partials/lib.html:3:1: error: there is no name 'nothing' here\n"},
        {"include('lob.html')", LUA ":2: error: the theme has no 'partials/lob.html'\n"},
        {"include(page)", LUA ":2: error: 'include' needs the name of a partial\n"},
        {"include('self.html', { include = include }) return {}", "themes/t/partials/self.html:1:1: error: "},
    };

    for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
        Test test;
        g_autofree char *lua = g_strconcat(HEAD, cases[i].body, "\nend }\n", NULL);
        test_init(&test, lua);
        fixture_write(&test.fixture, "themes/t/partials/lib.html",
                      "{% function lib.sign(page) return page.issuer or site.title end %}\nprinted\n"
                      "{% function lib.wrong() return nothing end %}\n");
        fixture_write(&test.fixture, "themes/t/partials/self.html",
                      "{% include('self.html', { include = include }) %}");
        load(&test);
        g_autofree char *text = text_of(&test, "notices/water");
        if (!g_str_has_prefix(text, cases[i].expected))
            g_assert_cmpstr(text, ==, cases[i].expected);
        test_clear(&test);
    }
}

static void assert_text(const char *id, const char *expression, const char *expected)
{
    Test test;
    g_autofree char *lua = g_strconcat(HEAD "return { a = { ", expression, " } } end }", NULL);

    test_init(&test, lua);
    load(&test);
    g_autofree char *text = text_of(&test, id);
    if (strstr(text, "/content/"))
        g_assert_true(g_str_has_suffix(text, expected));
    else
        g_assert_cmpstr(text, ==, expected);
    g_assert_null(strstr(text, "SECRET"));
    test_clear(&test);
}

/* What readers are not to see is on no sheet. */
static void test_visible(void)
{
    assert_text("notices/water", "markdown = page", "No *water*.\n");
    assert_text("notices/old", "markdown = page", "");
    assert_text("notices/old", "text = page.title", "Old");
    assert_text("notices/old", "text = excerpt(page)", "");
    assert_text("notices/water", "markdown = site.models[1]", "Text.\n");
    assert_text("models/liu", "image = page.photo", "");
    assert_text("models/wang", "image = page.photo", "/content/models/wang/wang.jpg");
    assert_text("notices/water", "text = 'a\\r\\nb\\tc\\0d\\u{2028}e\\u{feff}'", "a\nb\tcd\ne");
    assert_text("notices/water", "text = '\\xff'", "\xef\xbf\xbd");
    assert_text("notices/water", "text = ' \\n'", "");
    assert_text("notices/water", "text = label(page, 'kind')", "Notice");
    assert_text("notices/water", "text = url(page)", "water.html");
    assert_text("notices/water", "text = page.row",
                LUA ":2: error: notice has no 'row'\n"
                    "    2 | return { a = { text = page.row } } end }\n"
                    "      = while making the sheet 's'\n");

    Test test;
    test_init(&test, HEAD "return {} end }");
    load(&test);
    g_assert_true(ask(&test, "notices/old"));
    g_assert_null(test.sheet.source);
    g_assert_null(test.sheet.source_name);
    g_assert_true(ask(&test, "models/wang"));
    g_assert_cmpstr(test.sheet.source_name, ==, "wang.md");
    test_clear(&test);
}

static void test_permalink(void)
{
    Test test;
    test_init(&test, HEAD "return { a = { text = site.base_url and 'x' or 'none' }, "
                          "q = { qr = permalink(page) } } end }");
    fixture_write(&test.fixture, "broadside.yaml", "title: Board\nlanguage: en\ntheme: t\n");
    sheets_free(test.sheets);
    engine_free(test.fixture.engine);
    theme_free(test.fixture.theme);
    site_free(test.fixture.site);
    content_free(test.fixture.content);
    diagnostics_free(test.fixture.diagnostics);
    fixture_load(&test.fixture);
    load(&test);
    g_assert_true(ask(&test, "notices/water"));
    g_assert_cmpuint(test.sheet.n_frames, ==, 1);
    g_assert_cmpstr(frame(&test, "a")->text, ==, "none");
    /* An entry without a page of its own has no address. */
    gboolean several;
    site_find(test.fixture.site, "notices/water", &several)->output = NULL;
    g_assert_true(ask(&test, "notices/water"));
    g_assert_null(frame(&test, "q"));
    test_clear(&test);
}

static void test_artwork(void)
{
    Test test;
    gboolean none;

    test_init(
        &test,
        "return { each = 'entries', artwork = { 'artwork.svg', 'wide.svg' }, frames = function(page, paper)\n"
        "return {}, page.title == 'Old' and 'wide.svg' or nil end }");
    load(&test);
    g_assert_true(ask(&test, "notices/old"));
    g_assert_cmpstr(test.sheet.artwork, ==, WIDE_SVG);
    g_assert_cmpstr(test.sheet.artwork_file, ==, "themes/t/sheets/s/wide.svg");
    SheetAsk question = {.file = sheets_at(test.sheets, 0),
                         .page = {.kind = PAGE_EACH, .entry = site_find(test.fixture.site, "water", &none)},
                         .paper = {600, 430}};
    g_assert_true(engine_sheet(test.fixture.engine, &question, test.arena, &test.sheet));
    g_assert_cmpstr(test.sheet.artwork, ==, WIDE_SVG);
    question.paper = (Paper){400, 430};
    g_assert_true(engine_sheet(test.fixture.engine, &question, test.arena, &test.sheet));
    g_assert_cmpstr(test.sheet.artwork, ==, SVG);
    /* The site's own file takes the place of the theme's. */
    fixture_write(&test.fixture, "theme/sheets/s/artwork.svg", "<svg width='1' height='1'><g/></svg>");
    g_assert_true(engine_sheet(test.fixture.engine, &question, test.arena, &test.sheet));
    g_assert_cmpstr(test.sheet.artwork_file, ==, "theme/sheets/s/artwork.svg");
    /* What is no SVG is chosen only if there is nothing else. */
    fixture_write(&test.fixture, "theme/sheets/s/artwork.svg", "nonsense");
    g_assert_true(engine_sheet(test.fixture.engine, &question, test.arena, &test.sheet));
    g_assert_cmpstr(test.sheet.artwork, ==, WIDE_SVG);
    g_autofree char *large = g_strnfill(8 * 1024 * 1024 + 1, ' ');
    fixture_write(&test.fixture, "theme/sheets/s/artwork.svg", large);
    g_assert_false(engine_sheet(test.fixture.engine, &question, test.arena, &test.sheet));
    g_autofree char *said = messages(&test);
    g_assert_true(
        g_str_has_prefix(said, "theme/sheets/s/artwork.svg: error: the artwork is larger than 8 MB\n"));
    test_clear(&test);
}

static void test_list(void)
{
    Test test;
    test_init(&test,
              "return { list = 'notices', frames = function(page, paper)\n"
              "local rows = {} for entry in page.entries do rows[#rows + 1] = { entry.title } end\n"
              "return { a = { text = page.type .. ' ' .. (page.year or 'all') .. ' ' .. page.title },\n"
              "list = { cards = rows }, q = { qr = permalink(page) } } end }");
    load(&test);
    const Site *site = test.fixture.site;
    SheetAsk question = {.file = sheets_at(test.sheets, 0),
                         .page = {.kind = PAGE_LIST,
                                  .type = types_by_folder(site->content->types, "notices"),
                                  .title = "Notices"},
                         .paper = {297, 420}};
    question.page.entries = site_collection(site, question.page.type);
    test.arena = arena_new();
    g_assert_true(engine_sheet(test.fixture.engine, &question, test.arena, &test.sheet));
    g_assert_cmpstr(frame(&test, "a")->text, ==, "notice all Notices");
    g_assert_cmpuint(frame(&test, "list")->n_items, ==, 1);
    g_assert_null(frame(&test, "q"));
    question.page.year = 2025;
    question.page.path = "index.html";
    g_assert_true(engine_sheet(test.fixture.engine, &question, test.arena, &test.sheet));
    g_assert_cmpstr(frame(&test, "a")->text, ==, "notice 2025 Notices");
    g_assert_cmpstr(frame(&test, "q")->text, ==, "https://example.org/index.html");
    g_assert_cmpstr(test.sheet.created, ==, "2025-11-20T00:00:00+08:00");
    g_assert_null(test.sheet.source);
    test_clear(&test);
}

static void test_rows(void)
{
    Test test;
    test_init(&test, "return { rows = 'slogans', frames = function(page, paper)\n"
                     "return { a = { text = page.row.text } } end }");
    load(&test);
    SheetAsk question = {.file = sheets_at(test.sheets, 0), .row = 1, .paper = {297, 420}};
    test.arena = arena_new();
    g_assert_true(engine_sheet(test.fixture.engine, &question, test.arena, &test.sheet));
    g_assert_cmpstr(frame(&test, "a")->text, ==, "Second");
    g_assert_cmpstr(test.sheet.title, ==, "Second");
    question.text = "Own words";
    g_assert_true(engine_sheet(test.fixture.engine, &question, test.arena, &test.sheet));
    g_assert_cmpstr(frame(&test, "a")->text, ==, "Own words");
    test_clear(&test);
}

/* The typesetter opens what stands here, and nothing else. */
static void test_pictures(void)
{
    Test test;
    test_init(&test, HEAD "return { a = { markdown = page }, b = { table = { { '![](liu.jpg)' } }, "
                          "parts = { { markdown = true } } } } end }");
    fixture_write(&test.fixture, "content/models/liu/index.md",
                  "---\ntitle: Liu\nname: Liu\nkind: person\nyear: 2025\n---\n"
                  "![a](liu.jpg) ![b](../../../../etc/passwd) ![c](/etc/passwd) ![d](../gone/p.jpg) "
                  "![e](https://x/y.png) ![f](../liu/liu%2ejpg) ![g](liu.jpg) `![h](h.jpg)`\n");
    fixture_write(
        &test.fixture, "content/models/gone/index.md",
        "---\ntitle: Gone\nname: G\nkind: person\nyear: 2025\nexpires: 2025-01-01\nafter: remove\n---\n");
    fixture_write(&test.fixture, "content/models/gone/p.jpg", "x");
    engine_free(test.fixture.engine);
    theme_free(test.fixture.theme);
    site_free(test.fixture.site);
    content_free(test.fixture.content);
    diagnostics_free(test.fixture.diagnostics);
    fixture_load(&test.fixture);
    load(&test);
    g_assert_true(ask(&test, "models/liu"));
    const Frame *body = frame(&test, "a");
    g_assert_cmpuint(body->n_pictures, ==, 3);
    g_assert_cmpstr(body->pictures[0].address, ==, "liu.jpg");
    g_assert_true(g_str_has_suffix(body->pictures[0].file, "/content/models/liu/liu.jpg"));
    g_assert_true(g_path_is_absolute(body->pictures[0].file));
    g_assert_cmpstr(body->pictures[1].address, ==, "../gone/p.jpg");
    g_assert_null(body->pictures[1].file);
    g_assert_true(g_str_has_suffix(body->pictures[2].file, "/content/models/liu/liu.jpg"));
    g_assert_cmpuint(frame(&test, "b")->n_pictures, ==, 1);
    test_clear(&test);
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/sheet/good", test_good);
    g_test_add_func("/sheet/frames", test_frames);
    g_test_add_func("/sheet/hostile", test_hostile);
    g_test_add_func("/sheet/include", test_include);
    g_test_add_func("/sheet/visible", test_visible);
    g_test_add_func("/sheet/permalink", test_permalink);
    g_test_add_func("/sheet/artwork", test_artwork);
    g_test_add_func("/sheet/list", test_list);
    g_test_add_func("/sheet/rows", test_rows);
    g_test_add_func("/sheet/pictures", test_pictures);
    return g_test_run();
}
