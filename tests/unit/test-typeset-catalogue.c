/* SPDX-License-Identifier: MIT */
/* The catalogue as it is divided into pages, and how many pages documents have. */
#include "archive/catalogue.h"
#include "archive/pages.h"
#include "test-archive-year.h"
#include "test-typeset-book.h"

#include <cairo-pdf.h>

static void write_news(MadeYear *made, guint count)
{
    fixture_init(&made->fixture);
    for (guint i = 1; i <= count; i++) {
        g_autofree char *path = g_strdup_printf("content/news/n%03u.md", i);
        fixture_write(&made->fixture, path, "---\ntitle: Night patrol\ndate: 2025-06-29\n---\nText.\n");
    }
    made_year_load(made, 2025);
    for (guint i = 1; i <= count; i++) {
        g_autofree char *id = g_strdup_printf("n%03u", i);
        made_year_file(made, id, i <= 40 ? "D30" : "D10", "BGS", i <= 40 ? i : i - 40);
    }
}

static const BookPage *page_at(const Laid *laid, guint index)
{
    return &g_array_index(laid->pages->pages, BookPage, index);
}

/* Printed on one side: each page is a form or a part of a list, and none is empty. */
static void test_leaves(void)
{
    g_auto(MadeYear) made = {0};
    Book book;
    guint sheets = 0;

    write_news(&made, 45);
    catalogue_book(&made.year, made.arena, &book);
    g_auto(Laid) laid = lay_book(&book);
    g_assert_nonnull(laid.pages);
    for (guint i = 0; i < laid.pages->pages->len; i++) {
        sheets += page_at(&laid, i)->sheet != NULL;
        g_assert_true(page_at(&laid, i)->sheet || marks_count(page_at(&laid, i)->marks) > 0);
    }
    g_assert_cmpuint(sheets, ==, 8); /* two of each form, and of stamps */
}

static guint bookmark_page(const Laid *laid, const char *title, guint level)
{
    for (guint i = 0; i < laid->pages->bookmarks->len; i++) {
        const BookBookmark *each = &g_array_index(laid->pages->bookmarks, BookBookmark, i);
        if (strcmp(each->title, title) == 0 && each->level == level)
            return g_array_index(laid->pages->places, BookPlace, each->place).page;
    }
    g_error("'%s' is not in the outline", title);
}

static void test_outline(void)
{
    g_auto(MadeYear) made = {0};
    Book book;

    write_news(&made, 45);
    catalogue_book(&made.year, made.arena, &book);
    g_auto(Laid) laid = lay_book(&book);
    const guint first = bookmark_page(&laid, "Catalogue of filed documents (30 years, BGS)", 1);
    const guint second = bookmark_page(&laid, "Catalogue of filed documents (10 years, BGS)", 1);
    g_assert_cmpuint(first, ==, 1);
    g_assert_cmpuint(second, >, first);
    const guint remarks = bookmark_page(&laid, "Remarks", 2);
    g_assert_cmpstr(page_at(&laid, remarks)->sheet->name, ==, "remarks");
    const guint stamps = bookmark_page(&laid, "Filing stamps", 1);
    g_assert_cmpstr(page_at(&laid, stamps)->sheet->name, ==, "stamps");
    /* Pages are counted anew in each volume, and none but those of the list. */
    g_autofree char *last = g_strdup_printf("%u/%u", 1, 1);
    g_assert_cmpstr(page_at(&laid, second)->label, ==, last);
    g_assert_true(g_str_has_prefix(page_at(&laid, first)->label, "1/"));
}

/* As on the printed form, the name of the list stands in the middle. */
static void test_name(void)
{
    g_auto(MadeYear) made = {0};
    Book book;
    double x = 0;

    write_news(&made, 1);
    catalogue_book(&made.year, made.arena, &book);
    g_assert_true(g_str_has_suffix(book.title, " 2025 Catalogue of filed documents"));
    g_auto(Laid) laid = lay_book(&book);
    const BookPage *page = page_at(&laid, 1);
    for (guint i = 0; i < marks_count(page->marks) && x == 0; i++) {
        const Mark *mark = marks_at(page->marks, i);
        if (mark->kind == MARK_GLYPHS && g_str_has_prefix(mark->run.text, "Catalogue"))
            x = mark->run.glyphs[0].x;
    }
    g_assert_cmpfloat(x, >, (book.style.inner + 30) * POINTS_PER_MM);
}

/* The head of the list on the page, in points from above; 0: there is none. */
static double head_of(const BookPage *page)
{
    for (guint i = 0; i < marks_count(page->marks); i++) {
        const Mark *mark = marks_at(page->marks, i);
        if (mark->kind == MARK_GLYPHS && strncmp(mark->run.text, "Responsible", 11) == 0)
            return mark->run.glyphs[0].y;
    }
    return 0;
}

/* A list that goes over pages, and whose last one is filled up, has its head on each. */
static void test_long_list(void)
{
    g_auto(MadeYear) made = {0};
    Book book;
    guint lists = 0;

    write_news(&made, 40);
    catalogue_book(&made.year, made.arena, &book);
    g_auto(Laid) laid = lay_book(&book);
    for (guint i = 0; i < laid.pages->pages->len; i++) {
        if (!strchr(page_at(&laid, i)->label, '/'))
            continue;
        g_assert_cmpfloat(head_of(page_at(&laid, i)), >, book.style.top * POINTS_PER_MM);
        lists++;
    }
    g_assert_cmpuint(lists, >=, 2);
}

static void write_pdf(const Fixture *fixture, const char *name, guint pages)
{
    g_autofree char *path = g_build_filename(fixture->root, name, NULL);
    cairo_surface_t *surface = cairo_pdf_surface_create(path, 100, 100);
    cairo_t *cr = cairo_create(surface);

    for (guint i = 0; i < pages; i++)
        cairo_show_page(cr);
    cairo_destroy(cr);
    cairo_surface_destroy(surface);
}

static guint count(const Fixture *fixture, const char *id, Diagnostics *diagnostics)
{
    static const char *const families[] = {"Noto Serif CJK SC", NULL};
    static const FontRole roles[] = {{"serif", families}, {"sans", families}};
    gboolean several;
    Typesetter *typesetter = broadside_typeset.open(roles, G_N_ELEMENTS(roles), PLACE_NONE, diagnostics);
    const guint pages = document_pages(&broadside_typeset, typesetter, fixture->site,
                                       site_find(fixture->site, id, &several), diagnostics);

    broadside_typeset.close(typesetter);
    return pages;
}

static void test_pages(void)
{
    Fixture fixture;
    g_autoptr(GString) article = g_string_new("---\ntitle: Long\ndate: 2025-06-29\n---\n");

    fixture_init(&fixture);
    for (guint i = 0; i < 40; i++)
        g_string_append(article, "街道两侧的路灯由物业公司逐盏检查，坏了的当天更换，居民可以打电话报修。"
                                 "检查的结果每周公布在公告栏里，没有修好的说明原因。\n\n");
    fixture_write(&fixture, "content/news/long.md", article->str);
    fixture_write(&fixture, "content/news/short.md", "---\ntitle: Short\ndate: 2025-06-29\n---\nText.\n");
    fixture_write(&fixture, "content/news/with/index.md",
                  "---\ntitle: With\ndate: 2025-06-29\ncover: photo.JPG\nattachments: [a.pdf, photo.JPG, "
                  "table.xlsx, broken.pdf]\n---\nText.\n");
    fixture_write(&fixture, "content/news/with/photo.JPG", "x");
    fixture_write(&fixture, "content/news/with/table.xlsx", "x");
    fixture_write(&fixture, "content/news/with/broken.pdf", "%PDF-1.7\nno more");
    write_pdf(&fixture, "content/news/with/a.pdf", 7);
    fixture_load(&fixture);
    g_assert_cmpuint(count(&fixture, "short", fixture.diagnostics), ==, 1);
    const guint pages = count(&fixture, "long", fixture.diagnostics);
    /* 40 paragraphs of three lines, 22 lines on a page. */
    g_assert_cmpuint(pages, >=, 5);
    g_assert_cmpuint(pages, <=, 7);
    g_assert_cmpuint(diagnostics_count(fixture.diagnostics, SEVERITY_WARNING), ==, 0);
    g_assert_cmpuint(count(&fixture, "with", fixture.diagnostics), ==, 1 + 7 + 1);
    g_assert_cmpuint(diagnostics_count(fixture.diagnostics, SEVERITY_WARNING), ==, 1);
    fixture_clear(&fixture);
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    fonts_begin();
    g_test_add_func("/catalogue/name", test_name);
    g_test_add_func("/catalogue/leaves", test_leaves);
    g_test_add_func("/catalogue/outline", test_outline);
    g_test_add_func("/catalogue/long-list", test_long_list);
    g_test_add_func("/catalogue/pages", test_pages);
    return g_test_run();
}
