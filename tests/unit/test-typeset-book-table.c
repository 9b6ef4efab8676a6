/* SPDX-License-Identifier: MIT */
/* Tables of books: over pages, as forms, whatever is in them. */
#include "test-typeset-book.h"

#include <math.h>

static const FramePart PARTS[] = {
    {.title = "序号", .align = ALIGN_CENTRE}, {.title = "承诺事项"}, {.title = "结果"}};
enum { COLUMNS = G_N_ELEMENTS(PARTS) };

typedef struct {
    GPtrArray *strings; /* char * */
    GPtrArray *cells;   /* const char ** */
    BookItem *items;
    guint count;
} Rows;

static void rows_clear(Rows *rows)
{
    g_ptr_array_unref(rows->strings);
    g_ptr_array_unref(rows->cells);
    g_free(rows->items);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Rows, rows_clear)

/* "〔12〕事项" in the second column: a text that is found once only. */
static Rows rows_new(guint count)
{
    Rows rows = {g_ptr_array_new_with_free_func(g_free), g_ptr_array_new_with_free_func(g_free),
                 g_new0(BookItem, count), count};

    for (guint i = 0; i < count; i++) {
        const char **cells = g_new0(const char *, COLUMNS);
        g_ptr_array_add(rows.cells, cells);
        for (guint j = 0; j < COLUMNS; j++)
            g_ptr_array_add(rows.strings, j == 0   ? g_strdup_printf("%u", i + 1)
                                          : j == 1 ? g_strdup_printf("〔%u〕事项", i + 1)
                                                   : g_strdup("已兑现"));
        for (guint j = 0; j < COLUMNS; j++)
            cells[j] = g_ptr_array_index(rows.strings, rows.strings->len - COLUMNS + j);
        rows.items[i].cells = cells;
    }
    return rows;
}

static BookPiece table(const Rows *rows)
{
    return (BookPiece){.kind = BOOK_TABLE,
                       .parts = PARTS,
                       .n_parts = COLUMNS,
                       .items = rows->items,
                       .n_items = rows->count,
                       .place = {.file = "a.md"}};
}

static const Marks *page_marks(const Laid *laid, guint page)
{
    return page_of(laid, page)->marks;
}

static guint pages_of(const Laid *laid)
{
    g_autoptr(GString) said = g_string_new(NULL);

    diagnostics_print(laid->diagnostics, MESSAGE_TEXT, FALSE, said);
    g_assert_cmpstr(said->str, ==, "");
    g_assert_nonnull(laid->pages);
    assert_sound(laid);
    return laid->pages->pages->len;
}

static guint count_of(const char *text, const char *wanted)
{
    guint count = 0;

    for (; (text = strstr(text, wanted)); text++)
        count++;
    return count;
}

static char *all_text(const Laid *laid)
{
    GString *all = g_string_new(NULL);

    for (guint i = 0; i < laid->pages->pages->len; i++) {
        g_autofree char *text = lines_text(page_marks(laid, i));
        g_string_append(all, text);
    }
    return g_string_free(all, FALSE);
}

static void test_pages(void)
{
    g_auto(Rows) rows = rows_new(100);
    for (guint i = 0; i < rows.count; i++)
        rows.items[i].group = i < 37 ? "组织" : "在职人员";
    const BookPiece pieces[] = {table(&rows)};
    g_auto(Laid) laid = lay(pieces, 1);
    const guint pages = pages_of(&laid);
    g_autofree char *all = all_text(&laid);

    g_assert_cmpuint(pages, >=, 3);
    g_assert_cmpuint(count_of(all, "承诺事项"), ==, pages);
    g_assert_cmpuint(count_of(all, "组织"), ==, 1);
    g_assert_cmpuint(count_of(all, "在职人员"), ==, 1);
    for (guint i = 1; i <= rows.count; i++) {
        g_autofree char *wanted = g_strdup_printf("〔%u〕事项", i);
        g_assert_cmpuint(count_of(all, wanted), ==, 1);
    }
    for (guint i = 0; i < pages; i++) {
        g_autofree char *text = lines_text(page_marks(&laid, i));
        assert_nested(page_marks(&laid, i));
        g_assert_cmpuint(count_of(text, "〕事项"), >=, 2);
        g_assert_false(g_str_has_suffix(text, "在职人员"));
    }
}

/* Lines across, at different heights, that are as wide as the text. */
static guint rules_of(const Marks *marks)
{
    double last = -1;
    guint count = 0;

    for (guint i = 0; i < marks_count(marks); i++) {
        const Mark *mark = marks_at(marks, i);
        if (mark->kind != MARK_RECTANGLE || mark->rectangle.width < 400 || mark->rectangle.height > 1.2 ||
            mark->rectangle.y < 28 * POINTS_PER_MM - 2 || mark->rectangle.y < last + 3)
            continue;
        last = mark->rectangle.y;
        count++;
    }
    return count;
}

static guint walls_of(const Marks *marks)
{
    guint count = 0;

    for (guint i = 0; i < marks_count(marks); i++) {
        const Mark *mark = marks_at(marks, i);
        count += mark->kind == MARK_RECTANGLE && mark->rectangle.height > 10 &&
                 fabs(mark->rectangle.width - 0.5) < 0.01;
    }
    return count;
}

/* A form has as many rows as it is to have, and lines around each of its cells. */
static void test_form(void)
{
    g_auto(Rows) rows = rows_new(4), many = rows_new(50), none = rows_new(0);
    const Rows *const sets[] = {&rows, &many, &none};

    for (guint i = 0; i < G_N_ELEMENTS(sets); i++) {
        BookPiece piece = table(sets[i]);
        piece.ruled = TRUE;
        piece.rows_least = 12;
        piece.note = "归档文件目录";
        g_auto(Laid) laid = lay(&piece, 1);
        const guint pages = pages_of(&laid);
        const Marks *last = page_marks(&laid, pages - 1);
        g_autofree char *text = lines_text(last), *first = lines_text(page_marks(&laid, 0));
        const guint filled = count_of(text, "〕事项"), expected = MAX(filled, 12);
        g_assert_cmpuint(rules_of(last), ==, expected + 2);
        g_assert_cmpuint(walls_of(last), ==, (expected + 1) * (COLUMNS + 1));
        g_assert_cmpuint(count_of(first, "归档文件目录"), ==, 1);
    }
}

/* A row that is higher than a page goes on on the next ones, below the head. */
static void test_tall(void)
{
    g_auto(Rows) rows = rows_new(3);
    g_autoptr(GString) words = g_string_new(NULL);

    for (guint i = 0; i < 700; i++)
        g_string_append_printf(words, "第%u句说了什么。", i);
    const char *cells[] = {"2", words->str, "长"};
    rows.items[1].cells = cells;
    const BookPiece piece = table(&rows);
    g_auto(Laid) laid = lay(&piece, 1);
    const guint pages = pages_of(&laid);
    g_autofree char *all = all_text(&laid);

    g_assert_cmpuint(pages, >=, 3);
    g_assert_cmpuint(count_of(all, "承诺事项"), ==, pages);
    g_assert_cmpuint(count_of(all, "句说了什么"), >, 600);
}

/* Far too many columns: smaller, and broken, but all there and on the page. */
static void test_wide(void)
{
    enum { MANY = 24 };
    FramePart parts[MANY];
    const char *cells[MANY];
    BookItem item = {.cells = cells};

    for (guint i = 0; i < MANY; i++) {
        parts[i] = (FramePart){.title = "名称", .share = i % 3 ? 0 : 2};
        cells[i] = i % 2 ? "Donaudampfschifffahrt" : "归档文件整理规则";
    }
    const BookPiece piece = {
        .kind = BOOK_TABLE, .parts = parts, .n_parts = MANY, .items = &item, .n_items = 1};
    g_auto(Laid) laid = lay(&piece, 1);
    g_autofree char *all = all_text(&laid);

    g_assert_cmpuint(pages_of(&laid), ==, 1);
    g_assert_cmpuint(strlen(all), >,
                     MANY / 2 * (strlen("Donaudampfschifffahrt") + strlen("归档文件整理规则")));
}

/* A column keeps its share where what stands in it has room. */
static void test_shares(void)
{
    FramePart parts[] = {{.title = "甲", .share = 30}, {.title = "乙", .share = 70}};
    const char *cells[] = {"一", "二"};
    const BookItem item = {.cells = cells};
    const BookPiece piece = {
        .kind = BOOK_TABLE, .parts = parts, .n_parts = 2, .items = &item, .n_items = 1, .ruled = TRUE};
    g_auto(Laid) laid = lay(&piece, 1);
    const Marks *marks = page_marks(&laid, 0);
    double walls[3] = {0};
    guint count = 0;

    for (guint i = 0; i < marks_count(marks) && count < 3; i++) {
        const Mark *mark = marks_at(marks, i);
        if (mark->kind == MARK_RECTANGLE && mark->rectangle.height > 10 && mark->rectangle.width < 1)
            walls[count++] = mark->rectangle.x;
    }
    g_assert_cmpuint(count, ==, 3);
    g_assert_cmpfloat(fabs((walls[1] - walls[0]) / (walls[2] - walls[0]) - 0.3), <, 0.001);
}

/* A row leads to another; the place of that is where it stands. */
static void test_links(void)
{
    static const char *const targets[] = {"nowhere", "row-90", NULL};
    g_auto(Rows) rows = rows_new(100);
    rows.items[0].targets = targets;
    rows.items[89].anchor = "row-90";
    const BookPiece piece = table(&rows);
    g_auto(Laid) laid = lay(&piece, 1);
    const guint pages = pages_of(&laid);
    const char *dest = NULL;

    for (guint i = 0; i < marks_count(page_marks(&laid, 0)); i++) {
        const Mark *mark = marks_at(page_marks(&laid, 0), i);
        if (mark->kind == MARK_BEGIN && g_str_equal(mark->begin.tag, "Link"))
            dest = mark->begin.attributes;
    }
    g_assert_nonnull(dest);
    const BookPlace *found = NULL;
    for (guint i = 0; i < laid.pages->places->len; i++) {
        const BookPlace *place = &g_array_index(laid.pages->places, BookPlace, i);
        g_autofree char *attributes = g_strdup_printf("dest='%s'", place->name);
        found = g_str_equal(attributes, dest) ? place : found;
    }
    g_assert_nonnull(found);
    g_assert_cmpuint(found->page, <, pages);
    g_autofree char *text = lines_text(page_marks(&laid, found->page));
    g_assert_nonnull(strstr(text, "〔90〕事项"));
}

/* Markdown, a picture that is none, a character that no font has: told at the piece, and the book is made. */
static void test_odd(void)
{
    static const FramePart parts[] = {
        {.title = "图", .image = TRUE}, {.title = "文", .markdown = TRUE}, {.title = "字"}};
    const char *cells[] = {"/nowhere/a.jpg", "**重**点\n\n- 一\n- 二\n\n![画](b.jpg)", "\U000F1234"};
    const BookItem item = {.cells = cells}, bare = {0};
    const BookItem items[] = {item, bare};
    const BookPiece piece = {.kind = BOOK_TABLE,
                             .parts = parts,
                             .n_parts = 3,
                             .items = items,
                             .n_items = 2,
                             .note = "说明。",
                             .place = {.file = "content/a.md"}};
    g_auto(Laid) laid = lay(&piece, 1);
    g_autoptr(GString) said = g_string_new(NULL);

    g_assert_nonnull(laid.pages);
    diagnostics_print(laid.diagnostics, MESSAGE_TEXT, FALSE, said);
    g_assert_nonnull(strstr(said->str, "content/a.md: warning: the picture 'a.jpg' cannot be read"));
    g_assert_nonnull(strstr(said->str, "U+F1234"));
    g_autofree char *text = lines_text(page_marks(&laid, 0));
    g_assert_nonnull(strstr(text, "重点"));
    g_assert_nonnull(strstr(text, "画"));
    g_assert_nonnull(strstr(text, "说明。"));
    assert_nested(page_marks(&laid, 0));
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    fonts_begin();
    g_test_add_func("/typeset/book-table/pages", test_pages);
    g_test_add_func("/typeset/book-table/form", test_form);
    g_test_add_func("/typeset/book-table/tall", test_tall);
    g_test_add_func("/typeset/book-table/wide", test_wide);
    g_test_add_func("/typeset/book-table/shares", test_shares);
    g_test_add_func("/typeset/book-table/links", test_links);
    g_test_add_func("/typeset/book-table/odd", test_odd);
    const int status = g_test_run();
    fonts_free(fonts);
    return status;
}
