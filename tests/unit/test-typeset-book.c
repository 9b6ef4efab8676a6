/* SPDX-License-Identifier: MIT */
/* Books into pages: what stands on which, and that nothing is lost. */
#include "test-typeset-book.h"

/* Twenty texts of some pages each. */
static void test_pages(void)
{
    for (guint seed = 1; seed <= 20; seed++) {
        g_autofree char *words = paragraphs(seed, 40);
        const BookPiece pieces[] = {chapter("第一章"), text(words)};
        g_auto(Laid) laid = lay(pieces, G_N_ELEMENTS(pieces));

        assert_sound(&laid);
        assert_conserved(&laid, "text", words);
        g_assert_cmpuint(pages_count(&laid), >=, 3);
        g_assert_cmpuint(diagnostics_count(laid.diagnostics, SEVERITY_WARNING), ==, 0);
    }
}

/* All pages but the last are full but for a few lines, and lines stand at the same heights on all. */
static void test_grid(void)
{
    g_autofree char *words = paragraphs(7, 60);
    const BookPiece pieces[] = {text(words)};
    g_auto(Laid) laid = lay(pieces, G_N_ELEMENTS(pieces));
    const double pitch = BOOK_STYLE.size * BOOK_STYLE.leading;
    const double first = marks_line_at(page_of(&laid, 0)->marks, 0)->y;

    for (guint i = 0; i < pages_count(&laid); i++) {
        const Marks *marks = page_of(&laid, i)->marks;
        double last = 0;
        for (guint j = 0; j < marks_count_lines(marks); j++) {
            const MarkLine *line = marks_line_at(marks, j);
            if (!is_of(line, "text"))
                continue;
            const double lines = (line->y - first) / pitch;
            g_assert_cmpfloat(ABS(lines - (int)(lines + 0.5)), <, 0.01);
            last = line->y;
        }
        if (i + 1 < pages_count(&laid))
            g_assert_cmpfloat(last, >, text_box(i).y + text_box(i).height - 3.1 * pitch);
    }
}

/* A heading wherever on the page: with two lines of what follows. */
static void test_headings(void)
{
    for (guint lines = 1; lines < 60; lines++) {
        g_autoptr(GString) before = g_string_new(NULL);
        for (guint i = 0; i < lines; i++)
            g_string_append(before, "一行。\n\n");
        g_autofree char *after = paragraphs(lines, 3);
        const BookPiece pieces[] = {text(before->str), heading("标题", 2), heading("小标题", 3), text(after)};
        g_auto(Laid) laid = lay(pieces, G_N_ELEMENTS(pieces));

        assert_sound(&laid);
        const guint page = page_find(&laid, "heading", "小标题");
        g_assert_nonnull(line_find(&laid, page, "heading", "标题"));
        const Marks *marks = page_of(&laid, page)->marks;
        const MarkLine *own = line_find(&laid, page, "heading", "小标题");
        guint below = 0;
        for (guint i = 0; i < marks_count_lines(marks); i++)
            below += is_of(marks_line_at(marks, i), "text") && marks_line_at(marks, i)->y > own->y;
        g_assert_cmpuint(below, >=, 2);
    }
}

/* "## A" below a heading of level 2 is of level 3, whatever the text calls it. */
static void test_levels(void)
{
    const BookPiece pieces[] = {chapter("章"), heading("节", 2), text("# 甲\n\n一。\n\n### 乙\n\n二。")};
    g_auto(Laid) laid = lay(pieces, G_N_ELEMENTS(pieces));
    const Marks *marks = page_of(&laid, 0)->marks;
    g_autoptr(GString) tags = g_string_new(NULL);

    for (guint i = 0; i < marks_count(marks); i++)
        if (marks_at(marks, i)->kind == MARK_BEGIN && *marks_at(marks, i)->begin.tag == 'H')
            g_string_append_printf(tags, "%s ", marks_at(marks, i)->begin.tag);
    g_assert_cmpstr(tags->str, ==, "H1 H2 H3 H5 ");
    g_assert_cmpuint(laid.pages->bookmarks->len, ==, 2);
}

/* Even pages have their margins the other way round, the book's name above and the number at the left. */
static void test_frames(void)
{
    g_autofree char *words = paragraphs(3, 60);
    const BookPiece pieces[] = {chapter("第一章"), text(words), chapter("第二章"), text(words)};
    g_auto(Laid) laid = lay(pieces, G_N_ELEMENTS(pieces));

    assert_sound(&laid);
    const guint second = page_find(&laid, "chapter", "第二章");
    for (guint i = 0; i < pages_count(&laid); i++) {
        const gboolean left = i % 2 == 1, opens = i == 0 || i == second;
        g_autofree char *number = g_strdup_printf("%u", i + 1);
        const MarkLine *head = line_find(&laid, i, "head", ""), *foot = line_find(&laid, i, "number", number);
        const Box box = text_box(i);

        g_assert_nonnull(foot);
        g_assert_cmpstr(foot->text, ==, number);
        g_assert_cmpstr(page_of(&laid, i)->label, ==, number);
        if (left)
            g_assert_cmpfloat(ABS(foot->x - box.x), <, 0.1);
        else
            g_assert_cmpfloat(ABS(foot->x + foot->set * foot->size - box.x - box.width), <, 0.1);
        g_assert_true(opens == !head);
        if (head)
            g_assert_cmpstr(head->text, ==, left ? "幸福社区年鉴" : i < second ? "第一章" : "第二章");
    }
}

/* Chapters on right-hand pages; "2/5". */
static void test_numbers(void)
{
    g_autofree char *words = paragraphs(3, 30);
    const BookPiece pieces[] = {chapter("甲"), text(words), chapter("乙"), text(words), chapter("丙")};
    Book book = book_of(pieces, G_N_ELEMENTS(pieces));
    g_autoptr(GString) labels = g_string_new(NULL);

    book.style.right = TRUE;
    book.style.numbers = NUMBERS_CHAPTER;
    g_auto(Laid) laid = lay_book(&book);
    const guint second = page_find(&laid, "chapter", "乙"), third = page_find(&laid, "chapter", "丙");
    g_assert_cmpuint(second % 2, ==, 0);
    g_assert_cmpuint(third % 2, ==, 0);
    for (guint i = 0; i < second; i++)
        g_assert_true(strcmp(page_of(&laid, i)->label, "2") == 0 || strchr(page_of(&laid, i)->label, '/'));
    g_string_append(labels, page_of(&laid, second)->label);
    g_assert_true(g_str_has_prefix(labels->str, "1/"));
    g_assert_cmpstr(page_of(&laid, third)->label, ==, "1/1");
    g_assert_nonnull(line_find(&laid, third, "number", "1/1"));
}

static void test_empty(void)
{
    const BookPiece pieces[] = {text(""),
                                text(NULL),
                                {.kind = BOOK_NAMES},
                                {.kind = BOOK_FIGURES},
                                {.kind = BOOK_CONTENTS},
                                {.kind = BOOK_INDEX},
                                {.kind = BOOK_PAGE},
                                heading("", 2),
                                heading(NULL, 3)};

    for (guint count = 0; count <= G_N_ELEMENTS(pieces); count++) {
        g_auto(Laid) laid = lay(pieces, count);
        g_assert_nonnull(laid.pages);
        g_assert_cmpuint(pages_count(&laid), ==, 1);
        g_assert_cmpuint(marks_count_lines(page_of(&laid, 0)->marks), ==, 0);
    }
}

static void test_limit(void)
{
    g_autofree BookPiece *pieces = g_new0(BookPiece, BOOK_PAGES_MAX + 1);

    for (guint i = 0; i <= BOOK_PAGES_MAX; i++)
        pieces[i] = chapter("章");
    g_auto(Laid) most = lay(pieces, BOOK_PAGES_MAX);
    g_assert_cmpuint(pages_count(&most), ==, BOOK_PAGES_MAX);
    g_auto(Laid) more = lay(pieces, BOOK_PAGES_MAX + 1);
    g_autofree char *message = laid_messages(&more);
    g_assert_null(more.pages);
    g_assert_cmpstr(message, ==, "error: 'yearbook' has more than 5000 pages\n");
}

/* A last page of some lines only is saved where the room above headings has as much. */
static void test_last_page(void)
{
    guint lost = 0;

    for (guint count = 1; count <= 60; count++) {
        g_autoptr(GArray) pieces = g_array_new(FALSE, TRUE, sizeof(BookPiece));
        for (guint i = 0; i < count; i++) {
            BookPiece own[] = {heading("标题", 3), text("| 甲 | 乙 |\n|---|---|\n| 一 | 二 |")};
            own[0].note = "何时何地";
            g_array_append_vals(pieces, own, G_N_ELEMENTS(own));
        }
        g_auto(Laid) laid = lay((const BookPiece *)(gpointer)pieces->data, pieces->len);
        const Marks *marks = page_of(&laid, pages_count(&laid) - 1)->marks;
        assert_sound(&laid);
        lost += pages_count(&laid) > 1 && marks_count_lines(marks) <= 8;
    }
    g_assert_cmpuint(lost, ==, 0);
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    fonts_begin();
    g_test_add_func("/book/pages", test_pages);
    g_test_add_func("/book/grid", test_grid);
    g_test_add_func("/book/headings", test_headings);
    g_test_add_func("/book/levels", test_levels);
    g_test_add_func("/book/frames", test_frames);
    g_test_add_func("/book/numbers", test_numbers);
    g_test_add_func("/book/empty", test_empty);
    g_test_add_func("/book/limit", test_limit);
    g_test_add_func("/book/last-page", test_last_page);
    return g_test_run();
}
