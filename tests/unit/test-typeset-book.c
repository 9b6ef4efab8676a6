/* SPDX-License-Identifier: MIT */
/* Books into pages: what stands on which, and that nothing is lost. */
#include "test-typeset-book.h"

#include <glib/gstdio.h>

/* A text of so many paragraphs of one to nine lines. */
static char *paragraphs(guint32 seed, guint count)
{
    g_autoptr(GRand) random = g_rand_new_with_seed(seed);
    GString *all = g_string_new(NULL);

    for (guint i = 0; i < count; i++) {
        sentences_append(all, random, (guint)g_rand_int_range(random, 10, 380));
        g_string_append(all, "\n\n");
    }
    return g_string_free(all, FALSE);
}

static char *bare(const char *words)
{
    GString *all = g_string_new(NULL);

    append_bare(all, words);
    return g_string_free(all, FALSE);
}

static void assert_conserved(const Laid *laid, const char *frame, const char *words)
{
    g_autofree char *expected = bare(words), *got = frame_text(laid, frame);

    g_assert_cmpstr(got, ==, expected);
}

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

/* A title of 300 characters stands whole where its chapter begins and in the contents, and shortened above.
 */
static void test_long_title(void)
{
    g_autoptr(GRand) random = g_rand_new_with_seed(5);
    g_autoptr(GString) title = g_string_new(NULL);
    g_autofree char *words = paragraphs(3, 80);

    sentences_append(title, random, 300);
    const BookPiece pieces[] = {
        {.kind = BOOK_CONTENTS}, chapter(title->str), text(words), heading(title->str, 2), text(words)};
    g_auto(Laid) laid = lay(pieces, G_N_ELEMENTS(pieces));
    assert_sound(&laid);
    assert_conserved(&laid, "chapter", title->str);
    assert_conserved(&laid, "heading", title->str);
    g_autofree char *contents = frame_text(&laid, "contents");
    g_autofree char *expected =
        g_strdup_printf("%s2%s%u", title->str, title->str, page_find(&laid, "heading", "") + 1);
    g_assert_cmpstr(contents, ==, expected);
    const MarkLine *head = line_find(&laid, 2, "head", "…");
    g_assert_nonnull(head);
    g_assert_cmpuint(strlen(head->text), <, strlen(title->str));
}

static void test_long_paragraph(void)
{
    g_autoptr(GRand) random = g_rand_new_with_seed(9);
    g_autoptr(GString) words = g_string_new(NULL);

    sentences_append(words, random, 70000);
    const BookPiece pieces[] = {text(words->str)};
    g_auto(Laid) laid = lay(pieces, G_N_ELEMENTS(pieces));
    assert_sound(&laid);
    assert_conserved(&laid, "text", words->str);
    g_assert_cmpuint(pages_count(&laid), >=, 45);
}

/* The head of a long table is on each of its pages; no row is lost. */
static void test_table(void)
{
    g_autoptr(GString) words = g_string_new("| 楼号 | 事项 |\n|---|---|\n");

    for (guint i = 0; i < 200; i++)
        g_string_append_printf(words, "| 第%03u号楼 | 已办结 |\n", i);
    const BookPiece pieces[] = {text(words->str)};
    g_auto(Laid) laid = lay(pieces, G_N_ELEMENTS(pieces));
    guint rows = 0;
    assert_sound(&laid);
    g_assert_cmpuint(pages_count(&laid), >=, 4);
    for (guint i = 0; i < pages_count(&laid); i++) {
        const Marks *marks = page_of(&laid, i)->marks;
        guint own = 0;
        g_assert_nonnull(line_find(&laid, i, "text", "楼号"));
        for (guint j = 0; j < marks_count_lines(marks); j++)
            own += g_str_has_suffix(marks_line_at(marks, j)->text, "号楼");
        g_assert_cmpuint(own, >=, 2);
        rows += own;
    }
    g_assert_cmpuint(rows, ==, 200);
}

/* A row that is higher than a page goes over several; one that is too wide is broken by force. */
static void test_large_tables(void)
{
    g_autoptr(GRand) random = g_rand_new_with_seed(9);
    g_autoptr(GString) cell = g_string_new(NULL), tall = g_string_new(NULL), wide = g_string_new("\n\n|");

    sentences_append(cell, random, 3000);
    g_string_append_printf(tall, "| 甲 | 乙 |\n|---|---|\n| 短 | %s |\n| 尾 | 末 |\n", cell->str);
    for (guint i = 0; i < 60; i++)
        g_string_append_printf(wide, " 列%uABCDEFGHIJ |", i);
    g_string_append(wide, "\n|");
    for (guint i = 0; i < 60; i++)
        g_string_append(wide, "---|");
    g_string_append(wide, "\n|");
    for (guint i = 0; i < 60; i++)
        g_string_append_printf(wide, " https://example.org/%u |", i);
    g_autofree char *both = g_strconcat(tall->str, wide->str, NULL);
    const BookPiece pieces[] = {text(both)};
    g_auto(Laid) laid = lay(pieces, G_N_ELEMENTS(pieces));
    assert_sound(&laid);
    g_autofree char *got = frame_text(&laid, "text"), *expected = bare(cell->str);
    guint characters = 0;
    for (const char *c = got; *c; c++)
        characters += *c == 'J';
    g_assert_cmpuint(characters, ==, 60);
    /* Its lines have the head of the table between them where a page ends. */
    g_auto(GStrv) parts = g_strsplit(got, "甲乙", -1);
    g_autofree char *joined = g_strjoinv("", parts);
    g_assert_nonnull(strstr(joined, expected));
    g_assert_cmpuint(g_strv_length(parts), >=, 3);
    g_assert_nonnull(strstr(got, "尾末"));
}

static void test_missing(void)
{
    BookPiece piece = text("天\xf0\x93\x80\x80地 שלום。");
    g_auto(Laid) laid = lay(&piece, 1);
    g_autofree char *message = laid_messages(&laid);
    const Face *face = fonts_first(fonts, "sans", FALSE);
    const Marks *marks = page_of(&laid, 0)->marks;
    hb_codepoint_t substitute;
    guint substituted = 0;

    assert_sound(&laid);
    g_assert_nonnull(strstr(message, "a.md: warning: '\xf0\x93\x80\x80' (U+13000) is in none of the fonts"));
    g_assert_nonnull(strstr(message, "is written from right to left"));
    hb_font_get_nominal_glyph(face->font, 0x3013, &substitute);
    for (guint i = 0; i < marks_count(marks); i++)
        for (guint j = 0; marks_at(marks, i)->kind == MARK_GLYPHS && j < marks_at(marks, i)->run.n_glyphs;
             j++)
            substituted += marks_at(marks, i)->run.glyphs[j].glyph == substitute;
    g_assert_cmpuint(substituted, ==, 5);
    /* Whoever copies it gets what was written. */
    assert_conserved(&laid, "text", "天\xf0\x93\x80\x80地 שלום。");
}

/* One that is higher than the page, one that cannot be read, one that nothing is known of. */
static void test_pictures(void)
{
    g_autofree char *folder = g_dir_make_tmp("book-XXXXXX", NULL);
    g_autofree char *file = g_build_filename(folder, "a.svg", NULL);
    g_autofree char *broken = g_build_filename(folder, "b.jpg", NULL);
    const FramePicture pictures[] = {{"a.svg", file}, {"b.jpg", broken}};
    BookPiece piece = text("![](a.svg)\n\n![坏了的照片](b.jpg)\n\n![不认识的照片](c.jpg)\n\n![](d.jpg)\n");

    g_assert_true(g_file_set_contents(
        file, "<svg xmlns='http://www.w3.org/2000/svg' width='100' height='2000'/>", -1, NULL));
    g_assert_true(g_file_set_contents(broken, "nothing", -1, NULL));
    piece.pictures = pictures;
    piece.n_pictures = G_N_ELEMENTS(pictures);
    g_auto(Laid) laid = lay(&piece, 1);
    g_autofree char *message = laid_messages(&laid);
    guint shown = 0;
    assert_sound(&laid);
    for (guint i = 0; i < pages_count(&laid); i++)
        for (guint j = 0; j < marks_count(page_of(&laid, i)->marks); j++) {
            const Mark *mark = marks_at(page_of(&laid, i)->marks, j);
            if (mark->kind != MARK_IMAGE)
                continue;
            shown++;
            assert_inside_box(mark->image.x, mark->image.y, mark->image.x + mark->image.width,
                              mark->image.y + mark->image.height, text_box(i));
            g_assert_cmpfloat(mark->image.height, >, 100);
        }
    g_assert_cmpuint(shown, ==, 1);
    assert_conserved(&laid, "text", "坏了的照片不认识的照片");
    g_assert_cmpstr(
        message, ==,
        "a.md: warning: the picture 'b.jpg' cannot be read; in 'yearbook' its words stand for it\n"
        "      = save it as JPEG or PNG\n");
    g_remove(file);
    g_remove(broken);
    g_rmdir(folder);
}

/* What is too deep for Markdown stands as it was typed, with a warning. */
static void test_too_deep(void)
{
    g_autoptr(GString) words = g_string_new(NULL);

    for (guint i = 0; i < 5000; i++)
        g_string_append(words, "> ");
    g_string_append(words, "深处");
    const BookPiece pieces[] = {text(words->str)};
    g_auto(Laid) laid = lay(pieces, 1);
    g_autofree char *message = laid_messages(&laid);
    assert_sound(&laid);
    g_assert_true(
        g_str_has_prefix(message, "a.md: warning: in 'yearbook' this text stands as it was typed: "));
    assert_conserved(&laid, "text", words->str);
}

/* A quote and a list that go over pages: what is begun on a page is ended there, and no label comes twice. */
static void test_containers(void)
{
    g_autofree char *words = paragraphs(11, 12);
    g_autoptr(GString) all = g_string_new(NULL);
    g_auto(GStrv) lines = g_strsplit(words, "\n\n", -1);
    guint labels = 0;

    for (char **line = lines; **line; line++)
        g_string_append_printf(all, "- %s\n\n  > %s\n\n", *line, *line);
    const BookPiece pieces[] = {text(all->str)};
    g_auto(Laid) laid = lay(pieces, G_N_ELEMENTS(pieces));
    assert_sound(&laid);
    g_assert_cmpuint(pages_count(&laid), >=, 3);
    for (guint i = 0; i < pages_count(&laid); i++)
        for (guint j = 0; j < marks_count(page_of(&laid, i)->marks); j++) {
            const Mark *mark = marks_at(page_of(&laid, i)->marks, j);
            labels += mark->kind == MARK_BEGIN && strcmp(mark->begin.tag, "Lbl") == 0;
        }
    g_assert_cmpuint(labels, ==, 12);
}

static void test_same(void)
{
    g_autofree char *words = paragraphs(3, 60);
    const BookPiece pieces[] = {{.kind = BOOK_CONTENTS, .text = "目录"}, chapter("第一章"), text(words)};
    g_auto(Laid) one = lay(pieces, G_N_ELEMENTS(pieces)), other = lay(pieces, G_N_ELEMENTS(pieces));
    g_autofree char *a = laid_print(&one), *b = laid_print(&other);

    g_assert_cmpstr(a, ==, b);
}

/* Margins that leave no room, no size, no leading. */
static void test_no_style(void)
{
    const BookPiece pieces[] = {chapter("第一章"), text("一。")};
    Book book = book_of(pieces, G_N_ELEMENTS(pieces));

    book.style = (BookStyle){.paper = {100, 100}, .font = "sans", .inner = 90, .outer = 90, .top = 99};
    g_auto(Laid) laid = lay_book(&book);
    g_assert_nonnull(laid.pages);
    assert_conserved(&laid, "text", "一。");
}

/* Pieces of all kinds, as they come. */
static void mixed_add(GArray *pieces, GRand *random, GPtrArray *strings)
{
    static const char *const cells[] = {"李秀兰", "三号楼", "值班"};
    static const FramePart parts[] = {{.title = "甲"}, {.title = "乙"}, {.title = "丙", .markdown = TRUE}};
    static const char *const here[] = {"here", NULL};
    static const BookItem items[] = {{.cells = cells, .group = "一组"},
                                     {.cells = cells, .group = "一组"},
                                     {.cells = cells, .group = "二组", .targets = here},
                                     {.cells = cells, .group = "二组", .anchor = "here"}};
    static const BookPieceKind kinds[] = {BOOK_CHAPTER, BOOK_HEADING, BOOK_HEADING,  BOOK_TEXT,
                                          BOOK_TEXT,    BOOK_TABLE,   BOOK_CONTENTS, BOOK_FIGURES,
                                          BOOK_NAMES,   BOOK_TEXT,    BOOK_INDEX,    BOOK_PAGE};
    const BookPieceKind kind = kinds[g_rand_int_range(random, 0, G_N_ELEMENTS(kinds))];
    BookPiece piece = {.kind = kind,
                       .items = items,
                       .n_items = (guint)g_rand_int_range(random, 0, G_N_ELEMENTS(items) + 1),
                       .parts = parts,
                       .n_parts = G_N_ELEMENTS(parts),
                       .level = (guint)g_rand_int_range(random, 2, 5)};

    if (kind == BOOK_CHAPTER || kind == BOOK_HEADING)
        piece.text = "标题末";
    if (kind == BOOK_TEXT) {
        char *words = paragraphs(g_rand_int(random), (guint)g_rand_int_range(random, 0, 6));
        g_ptr_array_add(strings, words);
        piece.text = words;
    }
    if (kind == BOOK_INDEX)
        piece.text = g_rand_boolean(random) ? "索引" : NULL;
    g_array_append_val(pieces, piece);
}

static void test_mixed(void)
{
    for (guint seed = 1; seed <= 60; seed++) {
        g_autoptr(GRand) random = g_rand_new_with_seed(seed);
        g_autoptr(GArray) pieces = g_array_new(FALSE, TRUE, sizeof(BookPiece));
        g_autoptr(GPtrArray) strings = g_ptr_array_new_with_free_func(g_free);
        g_autoptr(GString) words = g_string_new(NULL);
        for (guint i = 0; i < 60; i++)
            mixed_add(pieces, random, strings);
        for (guint i = 0; i < strings->len; i++)
            g_string_append(words, g_ptr_array_index(strings, i));
        g_auto(Laid) laid = lay((const BookPiece *)(gpointer)pieces->data, pieces->len);
        assert_sound(&laid);
        assert_conserved(&laid, "text", words->str);
    }
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
    g_test_add_func("/book/long-title", test_long_title);
    g_test_add_func("/book/long-paragraph", test_long_paragraph);
    g_test_add_func("/book/table", test_table);
    g_test_add_func("/book/large-tables", test_large_tables);
    g_test_add_func("/book/missing", test_missing);
    g_test_add_func("/book/pictures", test_pictures);
    g_test_add_func("/book/too-deep", test_too_deep);
    g_test_add_func("/book/containers", test_containers);
    g_test_add_func("/book/mixed", test_mixed);
    g_test_add_func("/book/same", test_same);
    g_test_add_func("/book/no-style", test_no_style);
    return g_test_run();
}
