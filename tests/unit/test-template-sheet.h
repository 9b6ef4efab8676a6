/* SPDX-License-Identifier: MIT */
/* A site with a theme that has one sheet, "s", for tests of sheets. */
#pragma once

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

static inline void site_fill(Fixture *fixture)
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

static inline void test_init(Test *test, const char *lua)
{
    *test = (Test){0};
    site_fill(&test->fixture);
    fixture_write(&test->fixture, LUA, lua);
    fixture_load(&test->fixture);
}

static inline void test_clear(Test *test)
{
    sheets_free(test->sheets);
    if (test->arena)
        arena_free(test->arena);
    fixture_clear(&test->fixture);
}

static inline char *messages(Test *test)
{
    GString *text = g_string_new(NULL);
    diagnostics_print(test->fixture.diagnostics, MESSAGE_TEXT, FALSE, text);
    return g_string_free(text, FALSE);
}

static inline void load(Test *test)
{
    g_autoptr(GError) error = NULL;
    test->sheets = sheets_load(test->fixture.theme, test->fixture.site, test->fixture.diagnostics, &error);
    g_assert_no_error(error);
}
