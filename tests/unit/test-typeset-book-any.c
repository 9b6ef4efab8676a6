/* SPDX-License-Identifier: MIT */
/* Books of whatever may be in them: what is too long, too wide, missing or deep; nothing is lost. */
#include "test-typeset-book.h"

#include <glib/gstdio.h>

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
