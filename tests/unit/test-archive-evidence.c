/* SPDX-License-Identifier: MIT */
#include "archive/evidence.h"
#include "test-archive-year.h"

#include <gumbo.h>
#include <string.h>

#define NEWS(title, rest) "---\ntitle: " title "\ndate: 2025-06-29\n" rest "---\nText.\n"
#define HOSTILE "</a></bdi></title><script>alert(1)</script>\\u202e\\\" onx='"

static const char indicators[] = "- id: A\n  wording: One\n  points: 25\n  items:\n"
                                 "    - { id: A-1, wording: Proved, points: 10 }\n"
                                 "    - { id: A-2, wording: Missing, points: 15 }\n"
                                 "- id: B\n  wording: Two\n  items:\n"
                                 "    - { id: \"B 1\", wording: 'Half <b>', points: 2.5 }\n"
                                 "    - { id: 'B_1', wording: Also }\n";

static void write_site(MadeYear *made)
{
    fixture_init(&made->fixture);
    fixture_write(&made->fixture, "data/indicators.yaml", indicators);
    fixture_write(&made->fixture, "content/news/a.md",
                  NEWS("\"" HOSTILE "\"", "indicators: [A-1]\nattachments: [\"a #1%?.pdf\"]\n"));
    fixture_write(&made->fixture, "content/news/a #1%?.pdf", "x");
    fixture_write(&made->fixture, "content/notices/review/index.md",
                  "---\ntitle: Review\ndate: 2025-01-05\nkind: review\nsummary: 'of Mr Wang'\n"
                  "posting: { days: 5 }\nindicators: [A-1, A]\nattachments: [wang.pdf]\n---\nMr Wang\n");
    fixture_write(&made->fixture, "content/notices/review/wang.pdf", "x");
    fixture_write(&made->fixture, "content/notices/review/photo-wang.jpg", "x");
    fixture_write(&made->fixture, "content/news/old.md",
                  "---\ntitle: Old\ndate: 2024-01-05\nindicators: [A-2, \"B 1\"]\n---\n");
    made_year_load(made, 2025);
    made_year_file(made, "a", "D30", "BGS", 1);
}

/* What a page is made of, in its order. */
typedef struct {
    GPtrArray *links, *ids, *levels;
    GString *text;
    guint scripts;
} Seen;

static const char *attribute(const GumboNode *node, const char *name)
{
    const GumboAttribute *found = gumbo_get_attribute(&node->v.element.attributes, name);
    return found ? found->value : NULL;
}

static void look(const GumboNode *node, Seen *seen)
{
    if (node->type == GUMBO_NODE_TEXT || node->type == GUMBO_NODE_WHITESPACE)
        g_string_append(seen->text, node->v.text.text);
    if (node->type != GUMBO_NODE_ELEMENT)
        return;
    const GumboTag tag = node->v.element.tag;
    seen->scripts += tag == GUMBO_TAG_SCRIPT || tag == GUMBO_TAG_LINK || tag == GUMBO_TAG_IMG;
    if (tag == GUMBO_TAG_A)
        g_ptr_array_add(seen->links, g_strdup(attribute(node, "href")));
    if (attribute(node, "id"))
        g_ptr_array_add(seen->ids, g_strdup(attribute(node, "id")));
    if (tag >= GUMBO_TAG_H1 && tag <= GUMBO_TAG_H6)
        g_ptr_array_add(seen->levels, GUINT_TO_POINTER(tag - GUMBO_TAG_H1 + 1));
    for (guint i = 0; i < node->v.element.attributes.length; i++) {
        const GumboAttribute *each = node->v.element.attributes.data[i];
        g_assert_false(g_str_has_prefix(each->name, "on"));
    }
    for (guint i = 0; i < node->v.element.children.length; i++)
        if (tag != GUMBO_TAG_STYLE)
            look(node->v.element.children.data[i], seen);
}

static Seen see(const char *html)
{
    GumboOutput *tree = gumbo_parse(html);
    Seen seen = {g_ptr_array_new_with_free_func(g_free), g_ptr_array_new_with_free_func(g_free),
                 g_ptr_array_new(), g_string_new(NULL), 0};

    look(tree->root, &seen);
    g_assert_cmpuint(tree->errors.length, ==, 0);
    gumbo_destroy_output(&kGumboDefaultOptions, tree);
    return seen;
}

static void seen_clear(Seen *seen)
{
    g_ptr_array_unref(seen->links);
    g_ptr_array_unref(seen->ids);
    g_ptr_array_unref(seen->levels);
    g_string_free(seen->text, TRUE);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Seen, seen_clear)

static gboolean has(const GPtrArray *texts, const char *text)
{
    return g_ptr_array_find_with_equal_func((GPtrArray *)texts, text, g_str_equal, NULL);
}

/* Whatever authors write, the page holds what it says, and every link within it leads somewhere. */
static void test_page(void)
{
    g_auto(MadeYear) made = {0};

    write_site(&made);
    g_autoptr(GString) html = evidence_html(&made.year);
    g_auto(Seen) seen = see(html->str);
    g_assert_cmpuint(seen.scripts, ==, 0);
    g_assert_nonnull(strstr(seen.text->str, "</a></bdi></title><script>alert(1)</script>\u202e\" onx='"));
    g_assert_true(has(seen.links, "site/news/a.html"));
    g_assert_true(has(seen.links, "originals/content/news/a%20%231%25%3F.pdf"));
    g_assert_true(has(seen.ids, "item-A-1"));
    g_assert_true(has(seen.ids, "item-B_201"));
    g_assert_true(has(seen.ids, "item-B_5f1"));
    for (guint i = 0; i < seen.links->len; i++) {
        const char *link = seen.links->pdata[i];
        g_assert_true(*link == '#' ? has(seen.ids, link + 1)
                                   : g_str_has_prefix(link, "site/") || g_str_has_prefix(link, "originals/"));
    }
    for (guint i = 1; i < seen.levels->len; i++) /* no level of headings is left out */
        g_assert_cmpint(GPOINTER_TO_INT(seen.levels->pdata[i]), <=,
                        GPOINTER_TO_INT(seen.levels->pdata[i - 1]) + 1);
    g_assert_cmpuint(GPOINTER_TO_UINT(seen.levels->pdata[0]), ==, 1);
}

/* Gaps first; what is of another year is no evidence. */
static void test_gaps(void)
{
    g_auto(MadeYear) made = {0};

    write_site(&made);
    g_autoptr(GString) html = evidence_html(&made.year);
    g_auto(Seen) seen = see(html->str);
    const char *gaps = strstr(seen.text->str, "For these items");
    const char *items = strstr(seen.text->str, "Item by item\n");
    g_assert_true(gaps && items && gaps < items);
    g_autofree char *table = g_strndup(gaps, (gsize)(items - gaps));
    g_assert_nonnull(strstr(table, "A-2Missing A One15"));
    g_assert_nonnull(strstr(table, "B 1Half <b> B Two2.5"));
    g_assert_nonnull(strstr(table, "Sum317.5"));
    g_assert_null(strstr(table, "Proved"));
    g_assert_nonnull(strstr(items, "items with evidence: 1 of 2, points covered: 10 of 25"));
    g_assert_nonnull(strstr(items, "Archive number: 0194-WS·2025-D30-BGS-0001"));
    g_assert_null(strstr(items, "Old"));
}

/* Of a review that has ended there is its title, and the way to the originals. */
static void test_withheld(void)
{
    g_auto(MadeYear) made = {0};

    write_site(&made);
    g_autoptr(GString) html = evidence_html(&made.year);
    g_auto(Seen) seen = see(html->str);
    g_assert_nonnull(strstr(seen.text->str, "Review"));
    g_assert_null(strstr(seen.text->str, "Wang"));
    g_assert_null(strstr(seen.text->str, "wang"));
    g_assert_nonnull(strstr(seen.text->str, "attachment 2"));
    g_assert_true(has(seen.links, "originals/content/notices/review/wang.pdf"));
    g_assert_true(has(seen.links, "originals/content/notices/review/photo-wang.jpg"));
}

static const BookPiece *piece_at(const Book *book, BookPieceKind kind, guint nth)
{
    for (guint i = 0; i < book->n_pieces; i++)
        if (book->pieces[i].kind == kind && nth-- == 0)
            return &book->pieces[i];
    return NULL;
}

/* Links between gaps and items lead somewhere. */
static void check_targets(const Book *book)
{
    g_autoptr(GHashTable) anchors = g_hash_table_new(g_str_hash, g_str_equal);

    for (guint i = 0; i < book->n_pieces; i++) {
        if (book->pieces[i].anchor)
            g_assert_true(g_hash_table_add(anchors, (gpointer)book->pieces[i].anchor));
        for (guint j = 0; j < book->pieces[i].n_items; j++)
            if (book->pieces[i].items[j].anchor)
                g_assert_true(g_hash_table_add(anchors, (gpointer)book->pieces[i].items[j].anchor));
    }
    for (guint i = 0; i < book->n_pieces; i++)
        for (guint j = 0; j < book->pieces[i].n_items; j++)
            if (book->pieces[i].items[j].targets)
                g_assert_true(g_hash_table_contains(anchors, book->pieces[i].items[j].targets[0]));
}

static void test_book(void)
{
    g_auto(MadeYear) made = {0};
    Book book;

    write_site(&made);
    evidence_book(&made.year, made.arena, &book);
    g_assert_cmpint(book.pieces[0].kind, ==, BOOK_CHAPTER);
    g_assert_cmpstr(book.pieces[0].text, ==, "Gaps");
    const BookPiece *gaps = piece_at(&book, BOOK_TABLE, 0);
    g_assert_cmpuint(gaps->n_items, ==, 4);
    g_assert_cmpstr(gaps->items[0].cells[0], ==, "A-2");
    g_assert_cmpstr(gaps->items[0].targets[0], ==, "item-A-2");
    g_assert_cmpstr(gaps->items[3].cells[2], ==, "17.5");
    const BookPiece *proofs = piece_at(&book, BOOK_TABLE, 2);
    g_assert_cmpuint(proofs->n_items, ==, 2);
    check_targets(&book);
}

static void test_csv(void)
{
    g_auto(MadeYear) made = {0};

    write_site(&made);
    g_autoptr(GString) csv = evidence_csv(&made.year);
    g_assert_nonnull(strstr(csv->str, "\r\nA-1,Proved,A,10,proved,"));
    g_assert_nonnull(strstr(csv->str, ",20250629,News,,0194-WS·2025-D30-BGS-0001,news/a,site/news/a.html,"
                                      "originals/content/news/a.md,originals/content/news/a #1%?.pdf\r\n"));
    g_assert_nonnull(strstr(csv->str, "\r\nA-2,Missing,A,15,gap,,,,,,,,,\r\n"));
    g_assert_nonnull(strstr(csv->str, "\r\nB 1,Half <b>,B,2.5,gap,"));
    g_assert_nonnull(strstr(csv->str, "\r\nB_1,Also,B,,gap,"));
}

/* A site without the file is told how to write it. */
static void test_nothing(void)
{
    g_auto(MadeYear) made = {0};
    Book book;

    fixture_init(&made.fixture);
    made_year_load(&made, 2025);
    g_autoptr(GString) html = evidence_html(&made.year);
    g_auto(Seen) seen = see(html->str);
    g_assert_nonnull(strstr(seen.text->str, "data/indicators.yaml"));
    g_assert_nonnull(strstr(seen.text->str, "  items:\n    - { id: A-1"));
    evidence_book(&made.year, made.arena, &book);
    g_assert_nonnull(strstr(piece_at(&book, BOOK_TEXT, 0)->text, "data/indicators.yaml"));
    g_autoptr(GString) csv = evidence_csv(&made.year);
    g_assert_cmpstr(strchr(csv->str, '\r'), ==, "\r\n");
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/evidence/page", test_page);
    g_test_add_func("/evidence/gaps", test_gaps);
    g_test_add_func("/evidence/withheld", test_withheld);
    g_test_add_func("/evidence/book", test_book);
    g_test_add_func("/evidence/csv", test_csv);
    g_test_add_func("/evidence/nothing", test_nothing);
    return g_test_run();
}
