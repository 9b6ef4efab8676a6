/* SPDX-License-Identifier: MIT */
/* Contents, index, names and figures of books. */
#include "test-typeset-book.h"

/* A text of so many lines. */
static char *lines_of(guint count)
{
    GString *all = g_string_new(NULL);

    for (guint i = 0; i < count; i++)
        g_string_append_printf(all, "第%u行。\n\n", i + 1);
    return g_string_free(all, FALSE);
}

/* The last words of the contents' line that begins with `title`. */
static const char *number_after(const Laid *laid, const char *frame, const char *title)
{
    for (guint i = 0; i < pages_count(laid); i++) {
        const Marks *marks = page_of(laid, i)->marks;
        for (guint j = 0; j + 1 < marks_count_lines(marks); j++)
            if (is_of(marks_line_at(marks, j), frame) && strcmp(marks_line_at(marks, j)->text, title) == 0)
                return marks_line_at(marks, j + 1)->text;
    }
    g_error("'%s' is not listed", title);
}

/* Contents over several pages stand before what they list, and tell where it is. */
static void test_contents(void)
{
    g_autoptr(GArray) pieces = g_array_new(FALSE, TRUE, sizeof(BookPiece));
    g_autoptr(GPtrArray) strings = g_ptr_array_new_with_free_func(g_free);
    const BookPiece contents = {.kind = BOOK_CONTENTS, .text = "目录"};

    g_array_append_val(pieces, contents);
    for (guint i = 0; i < 40; i++) {
        char *title = g_strdup_printf("第%u章", i + 1), *words = lines_of(10 + i * 3);
        char *first = g_strdup_printf("第%u章第一节", i + 1), *third = g_strdup_printf("第%u章小节", i + 1);
        const BookPiece own[] = {chapter(title), heading(first, 2), text(words), heading(third, 3),
                                 text(words)};
        g_array_append_vals(pieces, own, G_N_ELEMENTS(own));
        g_ptr_array_add(strings, title);
        g_ptr_array_add(strings, words);
        g_ptr_array_add(strings, first);
        g_ptr_array_add(strings, third);
    }
    g_auto(Laid) laid = lay((const BookPiece *)(gpointer)pieces->data, pieces->len);
    assert_sound(&laid);
    g_assert_cmpuint(page_find(&laid, "chapter", "第1章"), >=, 2);
    for (guint i = 0; i < 40; i++) {
        const char *title = g_ptr_array_index(strings, i * 4), *first = g_ptr_array_index(strings, i * 4 + 2);
        const guint page = page_find(&laid, "chapter", title);
        g_assert_cmpstr(number_after(&laid, "contents", title), ==, page_of(&laid, page)->label);
        g_assert_cmpstr(number_after(&laid, "contents", first), ==,
                        page_of(&laid, page_find(&laid, "heading", first))->label);
    }
    /* Two levels, if it does not say how many. */
    g_autofree char *listed = frame_text(&laid, "contents");
    g_assert_null(strstr(listed, "小节"));
    g_assert_cmpuint(laid.pages->bookmarks->len, ==, 121);
    for (guint i = 0; i < laid.pages->bookmarks->len; i++) {
        const BookBookmark *bookmark = &g_array_index(laid.pages->bookmarks, BookBookmark, i);
        const BookPlace *place = &g_array_index(laid.pages->places, BookPlace, bookmark->place);
        const char *frame = bookmark->level == 1 ? "chapter" : "heading";
        const MarkLine *line = line_find(&laid, place->page, frame, bookmark->title);
        g_assert_nonnull(line);
        g_assert_cmpfloat(ABS(place->y - line->y), <, 60);
    }
}

/* Numbers stand at the right margin, and leaders lead to them. */
static void test_leaders(void)
{
    const BookPiece pieces[] = {
        {.kind = BOOK_CONTENTS, .level = 1}, chapter("短"), chapter("不列的"), heading("节", 2)};
    BookPiece own[G_N_ELEMENTS(pieces)];
    memcpy(own, pieces, sizeof pieces);
    own[2].unlisted = TRUE;
    g_auto(Laid) laid = lay(own, G_N_ELEMENTS(own));
    const Marks *marks = page_of(&laid, 0)->marks;
    const Box box = text_box(0);
    guint dots = 0;

    g_assert_cmpuint(marks_count_lines(marks), ==, 4); /* title, number, head, number of the page */
    const MarkLine *number = marks_line_at(marks, 1);
    g_assert_cmpstr(number->text, ==, "2");
    g_assert_cmpfloat(ABS(number->x + number->set * number->size - box.x - box.width), <, 0.1);
    for (guint i = 0; i < marks_count(marks); i++) {
        const Mark *mark = marks_at(marks, i);
        if (mark->kind != MARK_DOT)
            continue;
        dots++;
        g_assert_cmpfloat(mark->dot.x, >, box.x + 10);
        g_assert_cmpfloat(mark->dot.x, <, number->x);
    }
    g_assert_cmpuint(dots, >, 60);
}

/* Contents with a line or two too many for a page are a little tighter. */
static void test_contents_tight(void)
{
    guint before = 1;

    for (guint count = 20; count < 90; count++) {
        g_autofree BookPiece *pieces = g_new0(BookPiece, count + 2);
        pieces[0] = (BookPiece){.kind = BOOK_CONTENTS, .text = "目录"};
        pieces[1] = chapter("章");
        for (guint i = 0; i < count; i++)
            pieces[i + 2] = heading("节", 2);
        g_auto(Laid) laid = lay(pieces, count + 2);
        const guint pages = page_find(&laid, "chapter", "章");
        const Marks *marks = page_of(&laid, pages - 1)->marks;
        guint entries = 0;
        for (guint i = 0; i < marks_count_lines(marks); i++)
            entries += is_of(marks_line_at(marks, i), "contents");
        if (pages != before && pages == 2)
            g_assert_cmpuint(entries / 2, >=, 5);
        before = pages;
    }
    g_assert_cmpuint(before, >=, 2);
}

static const char *const HERE[] = {"d0", NULL}, *const TWO[] = {"d3", "d0", "d3", "nowhere", NULL},
                         *const ABSENT[] = {"nowhere", NULL};
static const char *const LI[] = {"李秀兰", "三号楼"}, *const WANG[] = {"王建国", NULL},
                         *const NOBODY[] = {"无名", NULL};
static const BookItem INDEX[] = {{.cells = LI, .group = "L", .targets = TWO},
                                 {.cells = NOBODY, .group = "M", .targets = ABSENT},
                                 {.cells = WANG, .group = "W", .targets = HERE}};

static void assert_index(BookPiece *pieces, guint count)
{
    Book book = book_of(pieces, count);

    book.page_word = "第%s页";
    g_auto(Laid) laid = lay_book(&book);
    assert_sound(&laid);
    g_autofree char *got = frame_text(&laid, "index");
    g_autofree char *expected =
        g_strdup_printf("L李秀兰三号楼第%u、%u页W王建国第%u页", page_find(&laid, "chapter", "零") + 1,
                        page_find(&laid, "heading", "叁") + 1, page_find(&laid, "chapter", "零") + 1);
    g_assert_cmpstr(got, ==, expected);
}

/* After what it lists, and before it. Two targets on one page count once. */
static void test_index(void)
{
    g_autofree char *words = lines_of(50);
    BookPiece pieces[] = {
        chapter("零"),
        text(words),
        heading("叁", 2),
        text("三。"),
        {.kind = BOOK_INDEX, .text = "索引", .items = INDEX, .n_items = G_N_ELEMENTS(INDEX)},
        chapter("零")};

    pieces[0].anchor = "d0";
    pieces[2].anchor = "d3";
    assert_index(pieces, 5);
    pieces[5] = pieces[4];
    memmove(pieces + 1, pieces, 4 * sizeof *pieces);
    pieces[0] = pieces[5];
    assert_index(pieces, 5);
}

/* An index before what it lists that grows with the pages that it tells: the numbers are right in the end. */
static void test_index_converges(void)
{
    g_autoptr(GArray) pieces = g_array_new(FALSE, TRUE, sizeof(BookPiece));
    g_autoptr(GPtrArray) strings = g_ptr_array_new_with_free_func(g_free);
    const char *targets[301] = {0};
    const char *cells[] = {"某人", NULL};
    BookItem items[60];

    for (guint i = 0; i < 300; i++) {
        g_ptr_array_add(strings, g_strdup_printf("t%u", i));
        targets[i] = g_ptr_array_index(strings, i);
    }
    for (guint i = 0; i < G_N_ELEMENTS(items); i++)
        items[i] = (BookItem){.cells = cells, .targets = targets};
    const BookPiece index = {.kind = BOOK_INDEX, .items = items, .n_items = G_N_ELEMENTS(items)};
    g_array_append_val(pieces, index);
    g_autofree char *words = lines_of(13);
    for (guint i = 0; i < 300; i++) {
        BookPiece own[] = {heading(targets[i], 2), text(words)};
        own[0].anchor = targets[i];
        g_array_append_vals(pieces, own, G_N_ELEMENTS(own));
    }
    g_auto(Laid) laid = lay((const BookPiece *)(gpointer)pieces->data, pieces->len);
    g_autoptr(GString) expected = g_string_new(NULL), all = g_string_new(NULL);
    g_autofree char *got = frame_text(&laid, "index");
    guint last = G_MAXUINT;
    assert_sound(&laid);
    for (guint i = 0, page = 0; i < 300; i++) {
        while (!line_find(&laid, page, "heading", targets[i]))
            page++;
        if (page != last)
            g_string_append_printf(expected, "%s%u", last == G_MAXUINT ? "某人" : "、", page + 1);
        last = page;
    }
    for (guint i = 0; i < G_N_ELEMENTS(items); i++)
        g_string_append(all, expected->str);
    g_assert_cmpstr(got, ==, all->str);
}

/* Columns are filled one after the other, and are even on the last page. */
static void test_index_columns(void)
{
    g_autofree BookItem *items = g_new0(BookItem, 400);
    g_autoptr(GPtrArray) strings = g_ptr_array_new_with_free_func(g_free);
    g_autoptr(GString) expected = g_string_new(NULL);

    for (guint i = 0; i < 400; i++) {
        char **cells = g_new0(char *, 3);
        cells[0] = g_strdup_printf("人%03u", i);
        g_string_append_printf(expected, "%s1", cells[0]);
        g_ptr_array_add(strings, cells[0]);
        g_ptr_array_add(strings, cells);
        items[i] = (BookItem){.cells = (const char *const *)cells, .targets = HERE};
    }
    BookPiece pieces[] = {text("一。"), {.kind = BOOK_INDEX, .items = items, .n_items = 400, .columns = 3}};
    pieces[0].anchor = "d0";
    g_auto(Laid) laid = lay(pieces, G_N_ELEMENTS(pieces));
    g_autofree char *got = frame_text(&laid, "index");
    double ends[3] = {0};

    assert_sound(&laid);
    g_assert_cmpstr(got, ==, expected->str);
    g_assert_cmpuint(pages_count(&laid), >=, 3);
    const Marks *marks = page_of(&laid, pages_count(&laid) - 1)->marks;
    for (guint i = 0; i < marks_count_lines(marks); i++)
        if (is_of(marks_line_at(marks, i), "index"))
            ends[marks_line_at(marks, i)->column] = marks_line_at(marks, i)->y;
    g_assert_cmpfloat(ABS(ends[0] - ends[1]), <, 0.1);
    g_assert_cmpfloat(ends[0] - ends[2], <, 60);
}

/* Every name is there once, a very long one as well; a link leads to where somebody is told of. */
static void test_names(void)
{
    static const char *const groups[] = {"志愿者", "楼组长"};
    g_autofree BookItem *items = g_new0(BookItem, 300);
    g_autoptr(GPtrArray) strings = g_ptr_array_new_with_free_func(g_free);
    g_autoptr(GString) expected = g_string_new(NULL);
    guint links = 0;

    for (guint i = 0; i < 300; i++) {
        char **cells = g_new0(char *, 3);
        cells[0] = i == 77 ? g_strnfill(200, 'x') : g_strdup_printf("名%u", i);
        if (i % 150 == 0)
            g_string_append(expected, groups[i / 150]);
        g_string_append(expected, cells[0]);
        g_ptr_array_add(strings, cells[0]);
        g_ptr_array_add(strings, cells);
        items[i] = (BookItem){.cells = (const char *const *)cells,
                              .group = groups[i / 150],
                              .targets = i == 5   ? HERE
                                         : i == 6 ? ABSENT
                                                  : NULL};
    }
    items[299].anchor = "d0";
    const BookPiece pieces[] = {{.kind = BOOK_NAMES, .items = items, .n_items = 300}};
    g_auto(Laid) laid = lay(pieces, G_N_ELEMENTS(pieces));
    g_autoptr(GString) got = g_string_new(NULL);
    assert_sound(&laid);
    for (guint i = 0; i < pages_count(&laid); i++) {
        const Marks *marks = page_of(&laid, i)->marks;
        for (guint j = 0; j < marks_count_lines(marks); j++)
            if (!is_of(marks_line_at(marks, j), "number") && !is_of(marks_line_at(marks, j), "head"))
                append_bare(got, marks_line_at(marks, j)->text);
        for (guint j = 0; j < marks_count(marks); j++)
            links +=
                marks_at(marks, j)->kind == MARK_BEGIN && strcmp(marks_at(marks, j)->begin.tag, "Link") == 0;
    }
    g_assert_cmpstr(got->str, ==, expected->str);
    g_assert_cmpuint(links, ==, 1);
    const BookPlace *place = &g_array_index(laid.pages->places, BookPlace, 0);
    g_assert_cmpuint(place->page, ==, pages_count(&laid) - 1);
    g_assert_cmpfloat(place->y, <, line_find(&laid, place->page, "names", "名299")->y);
}

/* A sentence among names is as large as they are. */
static void test_long_names(void)
{
    g_autofree char *roster = g_strdup_printf("```roster\n张三\n%0300d\n李四\n```\n", 7);
    g_autofree char *sentence = g_strdup_printf("%0300d", 7);
    const char *cells[][2] = {{"张三", NULL}, {sentence, "注"}, {"李四", NULL}};
    const BookItem items[] = {{.cells = cells[0], .group = "组"},
                              {.cells = cells[1], .group = "组", .targets = HERE, .anchor = "d0"},
                              {.cells = cells[2], .group = "组"}};
    const BookPiece pieces[] = {text(roster), {.kind = BOOK_NAMES, .items = items, .n_items = 3}};

    for (guint i = 0; i < G_N_ELEMENTS(pieces); i++) {
        g_auto(Laid) laid = lay(&pieces[i], 1);
        g_autofree char *got = frame_text(&laid, NULL);
        g_autofree char *expected = g_strdup_printf(i == 0 ? "张三%s李四" : "组张三%s注李四", sentence);
        assert_sound(&laid);
        g_assert_cmpstr(got, ==, expected);
        for (guint j = 0; j < marks_count_lines(page_of(&laid, 0)->marks); j++)
            g_assert_cmpfloat(marks_line_at(page_of(&laid, 0)->marks, j)->size, >, 8);
    }
}

static void test_figures(void)
{
    static const char *const cells[][3] = {{"1,234,567,890,123", "元", "收入"},
                                           {"7", NULL, "荣誉"},
                                           {"96.5", "%", "承诺履行率，含跨年度的，按到期的计算，不含撤回的"},
                                           {"0", "件", NULL},
                                           {"12", "场", "活动"}};
    BookItem items[G_N_ELEMENTS(cells)] = {0};
    const BookPiece pieces[] = {{.kind = BOOK_FIGURES, .items = items, .n_items = G_N_ELEMENTS(cells)},
                                {.kind = BOOK_FIGURES, .items = items, .n_items = 1, .columns = 90},
                                {.kind = BOOK_FIGURES, .items = items, .n_items = 5, .columns = 90}};

    for (guint i = 0; i < G_N_ELEMENTS(cells); i++)
        items[i].cells = cells[i];
    for (guint i = 0; i < G_N_ELEMENTS(pieces); i++) {
        g_auto(Laid) laid = lay(&pieces[i], 1);
        g_autofree char *got = frame_text(&laid, "figures");
        g_assert_true(g_str_has_prefix(got, "1,234,567,890,123元收入"));
        assert_sound(&laid);
    }
}

/* What anchors name is there, whatever the piece: also of what cannot be seen. */
static void test_places(void)
{
    const char *cells[] = {"甲", "乙", "丙"}, *all[] = {"a", "b", "c", "d", "e", NULL};
    const BookItem named = {.cells = cells, .anchor = "c"}, listed = {.cells = cells, .targets = all};
    BookPiece pieces[] = {text(""),
                          text("一。"),
                          {.kind = BOOK_FIGURES, .items = &named, .n_items = 1, .anchor = "a"},
                          {.kind = BOOK_PAGE, .anchor = "b"},
                          text("二。"),
                          {.kind = BOOK_INDEX, .items = &listed, .n_items = 1, .anchor = "d"},
                          {.kind = BOOK_NAMES, .anchor = "e"}};

    pieces[0].anchor = "c";
    g_auto(Laid) laid = lay(pieces, G_N_ELEMENTS(pieces));
    g_autofree char *got = frame_text(&laid, "index");
    assert_sound(&laid);
    g_assert_cmpuint(laid.pages->places->len, ==, 5);
    g_assert_cmpstr(got, ==, "甲乙1、2");
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    fonts_begin();
    g_test_add_func("/book/contents", test_contents);
    g_test_add_func("/book/contents-tight", test_contents_tight);
    g_test_add_func("/book/leaders", test_leaders);
    g_test_add_func("/book/index", test_index);
    g_test_add_func("/book/index-converges", test_index_converges);
    g_test_add_func("/book/index-columns", test_index_columns);
    g_test_add_func("/book/names", test_names);
    g_test_add_func("/book/long-names", test_long_names);
    g_test_add_func("/book/figures", test_figures);
    g_test_add_func("/book/places", test_places);
    return g_test_run();
}
