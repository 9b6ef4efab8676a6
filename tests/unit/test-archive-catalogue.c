/* SPDX-License-Identifier: MIT */
#include "archive/catalogue.h"
#include "test-archive-year.h"

#include <string.h>

#define NEWS(title, rest) "---\ntitle: " title "\ndate: 2025-06-29\n" rest "---\nText.\n"

static void write_site(MadeYear *made)
{
    fixture_init(&made->fixture);
    fixture_write(
        &made->fixture, "broadside.yaml",
        "title: 梧桐里社区\nlanguage: zh-Hans\ntheme: t\narchive:\n  departments: { BGS: 办公室 }\n");
    fixture_write(&made->fixture, "content/news/a.md", NEWS("夜间巡逻", ""));
    fixture_write(&made->fixture, "content/news/b.md", NEWS("路灯", "attachments: [b.xlsx]\n"));
    fixture_write(&made->fixture, "content/news/b.xlsx", "x");
    fixture_write(&made->fixture, "content/news/c.md",
                  NEWS("楼道", "attachments: [b.xlsx]\narchive: { pages: 9 }\n"));
    fixture_write(&made->fixture, "content/pages/photos.md", "---\ntitle: 旧照片\ndate: 2025-01-05\n---\n");
    made_year_load(made, 2025);
    made_year_file(made, "photos", "Y", "BGS", 1)->title = "[旧照片]";
    made_year_file(made, "a", "D30", "BGS", 1);
    made_year_file(made, NULL, "D30", "BGS", 2);
    made_year_file(made, "b", "D30", "BGS", 4);
    made_year_file(made, "c", "D30", "DW", 1);
}

static const BookPiece *next_of(const Book *book, guint *at, BookPieceKind kind)
{
    for (; *at < book->n_pieces; ++*at)
        if (book->pieces[*at].kind == kind)
            return &book->pieces[(*at)++];
    return NULL;
}

static const char *frame_text(const Sheet *sheet, const char *id)
{
    for (guint i = 0; i < sheet->n_frames; i++)
        if (strcmp(sheet->frames[i].id, id) == 0)
            return sheet->frames[i].text;
    return NULL;
}

/* Years, terms and departments are never mixed; numbers of lines begin anew in each. */
static void test_volumes(void)
{
    static const char *const heads[] = {"归档文件目录（永久，办公室）", "归档文件目录（30年，办公室）",
                                        "归档文件目录（30年，DW）"};
    static const guint counts[] = {1, 3, 1};
    g_auto(MadeYear) made = {0};
    Book book;
    guint at = 0;

    write_site(&made);
    catalogue_book(&made.year, made.arena, &book);
    g_assert_cmpint(book.style.numbers, ==, NUMBERS_CHAPTER);
    g_assert_false(book.style.duplex);
    g_assert_cmpfloat(book.style.paper.width, >, book.style.paper.height);
    for (guint i = 0; i < G_N_ELEMENTS(heads); i++) {
        g_assert_cmpstr(frame_text(next_of(&book, &at, BOOK_SHEET)->sheet, "fonds"), ==, "0194");
        g_assert_cmpstr(next_of(&book, &at, BOOK_CHAPTER)->text, ==, heads[i]);
        const BookPiece *list = next_of(&book, &at, BOOK_TABLE);
        g_assert_true(list->ruled);
        g_assert_cmpuint(list->n_items, ==, counts[i]);
        g_assert_cmpstr(list->items[0].cells[0], ==, "1");
        g_assert_nonnull(frame_text(next_of(&book, &at, BOOK_SHEET)->sheet, "contents"));
    }
    /* A label for each at the end. */
    for (guint i = 0; i < G_N_ELEMENTS(heads); i++)
        g_assert_cmpstr(frame_text(next_of(&book, &at, BOOK_SHEET)->sheet, "spine-30-fonds"), ==, "0194");
}

/* The nth list of the book. */
static const BookPiece *list_at(const Book *book, guint n)
{
    guint at = 0;

    for (guint i = 0; i < n; i++)
        next_of(book, &at, BOOK_TABLE);
    return next_of(book, &at, BOOK_TABLE);
}

static void test_lines(void)
{
    g_auto(MadeYear) made = {0};
    Book book;

    write_site(&made);
    catalogue_book(&made.year, made.arena, &book);
    const char *const *photos = list_at(&book, 0)->items[0].cells;
    g_assert_cmpstr(photos[4], ==, "[旧照片]");
    g_assert_cmpstr(photos[5], ==, "20250105");
    const BookItem *items = list_at(&book, 1)->items;
    g_assert_cmpstr(items[0].cells[1], ==, "0194-WS·2025-D30-BGS-0001");
    g_assert_cmpstr(items[0].cells[4], ==, "夜间巡逻");
    g_assert_cmpstr(items[0].cells[7], ==, "2");
    g_assert_null(items[0].cells[8]);
    g_assert_cmpstr(items[1].cells[8], ==, "撤出20251120");
    g_assert_cmpstr(items[2].cells[0], ==, "3");
    g_assert_cmpstr(items[2].cells[1], ==, "0194-WS·2025-D30-BGS-0004");
    g_assert_cmpstr(items[2].cells[8], ==, "附件页数未计");
    /* Who says how many pages there are has counted them. */
    g_assert_null(list_at(&book, 2)->items[0].cells[8]);
}

static void test_remarks_sheet(void)
{
    g_auto(MadeYear) made = {0};
    Book book;
    guint at = 0;

    write_site(&made);
    catalogue_book(&made.year, made.arena, &book);
    for (guint i = 0; i < 3; i++)
        next_of(&book, &at, BOOK_SHEET);
    const Sheet *sheet = next_of(&book, &at, BOOK_SHEET)->sheet;
    g_assert_cmpstr(frame_text(sheet, "contents"), ==,
                    "本盒有归档文件2件，件号0001至0004，共4页（其中1件的页数未全部计入，见目录备注）。\n\n"
                    "撤出1件，件号0002，目录中保留其位置。");
    g_assert_cmpstr(frame_text(sheet, "checked-by-label"), ==, "检查人：");
    g_assert_null(frame_text(sheet, "checked-by"));
}

/* More of them than the form has room for. */
static void test_many_withdrawn(void)
{
    g_auto(MadeYear) made = {0};
    Book book;
    guint at = 0;

    fixture_init(&made.fixture);
    made_year_load(&made, 2025);
    for (guint i = 1; i <= 500; i++)
        made_year_file(&made, NULL, "D10", "BGS", i);
    catalogue_book(&made.year, made.arena, &book);
    next_of(&book, &at, BOOK_SHEET);
    const char *contents = frame_text(next_of(&book, &at, BOOK_SHEET)->sheet, "contents");
    g_assert_nonnull(strstr(contents, "Withdrawn: 500"));
    g_assert_nonnull(strstr(contents, "0060 and more"));
    g_assert_null(strstr(contents, "0061"));
}

static void test_nothing(void)
{
    g_auto(MadeYear) made = {0};
    Book book;
    guint at = 0;

    fixture_init(&made.fixture);
    made_year_load(&made, 2025);
    made.year.record = NULL;
    catalogue_book(&made.year, made.arena, &book);
    g_assert_cmpstr(next_of(&book, &at, BOOK_TEXT)->text, ==, "No documents of 2025 are filed.");
    g_autoptr(GString) csv = catalogue_csv(&made.year);
    g_assert_cmpstr(strchr(csv->str, '\r'), ==, "\r\n");
}

static void assert_row(const char *csv, const char *row)
{
    if (!strstr(csv, row))
        g_error("'%s' is not in\n%s", row, csv);
}

/* Nothing that a spreadsheet would run, or change, and nothing that breaks the table. */
static void test_csv(void)
{
    g_auto(MadeYear) made = {0};

    fixture_init(&made.fixture);
    fixture_write(&made.fixture, "content/news/a.md", NEWS("\"=cmd|' /C calc'!A0\"", ""));
    fixture_write(&made.fixture, "content/news/b.md", NEWS("'one, \"two\"'", ""));
    fixture_write(&made.fixture, "content/news/c.md", NEWS("\"0194\"", ""));
    fixture_write(&made.fixture, "content/news/d.md", NEWS("\"2025-06\"", ""));
    fixture_write(&made.fixture, "content/news/e.md", NEWS("\"+1\"", ""));
    made_year_load(&made, 2025);
    for (guint i = 0; i < 5; i++) {
        const char id[] = {(char)('a' + i), '\0'};
        RecordItem *item = made_year_file(&made, id, "D10", "BGS", i + 1);
        item->document_no = i == 0 ? "@x\ny" : i == 1 ? "3.10" : i == 2 ? "3.1" : "1/2";
    }
    g_autoptr(GString) csv = catalogue_csv(&made.year);
    g_assert_true(g_str_has_prefix(csv->str, "\xef\xbb\xbfNo.,Archive number,Document no.,"));
    assert_row(csv->str,
               "\r\n1,0194-WS·2025-D10-BGS-0001,\"'@x\ny\",The committee,'=cmd|' /C calc'!A0,20250629,,2,,"
               "filed,10 years,BGS,news/a,originals/content/news/a.md\r\n");
    assert_row(csv->str, ",3.10,The committee,\"one, \"\"two\"\"\",");
    assert_row(csv->str, ",3.1,The committee,0194,");
    assert_row(csv->str, ",1/2,The committee,2025-06,");
    assert_row(csv->str, ",'+1,");
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/catalogue/volumes", test_volumes);
    g_test_add_func("/catalogue/lines", test_lines);
    g_test_add_func("/catalogue/remarks-sheet", test_remarks_sheet);
    g_test_add_func("/catalogue/many-withdrawn", test_many_withdrawn);
    g_test_add_func("/catalogue/nothing", test_nothing);
    g_test_add_func("/catalogue/csv", test_csv);
    return g_test_run();
}
