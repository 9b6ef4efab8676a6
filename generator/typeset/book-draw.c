/* SPDX-License-Identifier: MIT */
#include "typeset/book-pages.h"
#include "typeset/book-pictures.h"
#include "typeset/pdf.h"
#include "typeset/words.h"

#include <cairo-pdf.h>
#include <string.h>

#define DOTS 300 /* an inch of photos */

/* Viewers look for names by their bytes, and Cairo sorts them as what they were before it wrote them. */
#define PLACE_NAME "p%05u"

/* What stands in the place of a picture that cannot be read, in points. */
#define MISSING_RULE 0.5
#define MISSING_COLOUR 0x999999
#define MISSING_SIZE 8
#define MISSING_PAD 4

typedef struct {
    const Book *book;
    const BookPages *pages;
    const Canvas *canvas;
    BookPictures *pictures; /* as long as it is being drawn */
    GPtrArray *words;       /* Marks of each page: for pictures that could not be read */
    GArray *order;          /* const BookPlace *: by page */
    guint place;            /* the next of them */
    guint bookmark;         /* the next */
    gboolean chapter;       /* within one */
    Pdf pdf;
} Binding;

static const BookPage *page_at(const BookPages *pages, guint index)
{
    return &g_array_index(pages->pages, BookPage, index);
}

static const BookPlace *place_at(const BookPages *pages, guint index)
{
    return &g_array_index(pages->places, BookPlace, index);
}

static const BookBookmark *bookmark_at(const BookPages *pages, guint index)
{
    return &g_array_index(pages->bookmarks, BookBookmark, index);
}

/* The attributes of cairo_tag_begin() have a point in their numbers, whatever the locale. */
static char *dest_attributes(const BookPlace *place, guint number)
{
    char y[G_ASCII_DTOSTR_BUF_SIZE];

    g_ascii_formatd(y, sizeof y, "%.2f", MAX(place->y, 0));
    return g_strdup_printf("name='" PLACE_NAME "' x=0 y=%s", number, y);
}

static void dests_write(Binding *binding, guint page, cairo_t *cairo)
{
    for (; binding->place < binding->order->len; binding->place++) {
        const BookPlace *place = g_array_index(binding->order, const BookPlace *, binding->place);
        if (place->page > page)
            return;
        g_autofree char *attributes = dest_attributes(place, binding->place);
        cairo_tag_begin(cairo, CAIRO_TAG_DEST, attributes);
        cairo_tag_end(cairo, CAIRO_TAG_DEST);
    }
}

/* Chapters begin pages: what a page shows is all of one of them. */
static void chapter_turn(Binding *binding, guint page, cairo_t *cairo)
{
    const BookPages *pages = binding->pages;
    gboolean begins = FALSE;

    for (; binding->bookmark < pages->bookmarks->len; binding->bookmark++) {
        const BookBookmark *bookmark = bookmark_at(pages, binding->bookmark);
        if (place_at(pages, bookmark->place)->page > page)
            break;
        begins = begins || bookmark->level == 1;
    }
    if (!begins)
        return;
    if (binding->chapter)
        cairo_tag_end(cairo, "Sect");
    cairo_tag_begin(cairo, "Sect", NULL);
    binding->chapter = TRUE;
}

/* Cairo fails an assertion of its own where a place or an element is on a page on which nothing is drawn. */
static void page_begin(const BookPage *page, cairo_t *cairo)
{
    if (page->artwork || marks_count(page->marks) > 0)
        return;
    cairo_set_source_rgb(cairo, 1, 1, 1);
    cairo_rectangle(cairo, 0, 0, 1, 1);
    cairo_fill(cairo);
}

static gboolean page_draw(Binding *binding, guint index)
{
    const BookPage *page = page_at(binding->pages, index);
    const Canvas *canvas = binding->canvas;
    cairo_surface_t *surface = binding->pdf.surface;
    gboolean drawn = TRUE;

    cairo_pdf_surface_set_size(surface, page->paper.width * POINTS_PER_MM,
                               page->paper.height * POINTS_PER_MM);
    if (page->label)
        cairo_pdf_surface_set_page_label(surface, page->label);
    cairo_t *cairo = cairo_create(surface);
    page_begin(page, cairo);
    if (index == 0)
        cairo_tag_begin(cairo, "Document", NULL);
    chapter_turn(binding, index, cairo);
    dests_write(binding, index, cairo);
    if (page->artwork)
        drawn = artwork_draw(page->artwork, cairo, 0, canvas->diagnostics);
    drawn = drawn && marks_draw(page->marks, canvas, cairo) &&
            marks_draw(g_ptr_array_index(binding->words, index), canvas, cairo);
    if (index + 1 == binding->pages->pages->len) {
        if (binding->chapter)
            cairo_tag_end(cairo, "Sect");
        cairo_tag_end(cairo, "Document");
    }
    cairo_show_page(cairo);
    drawn = drawn && surface_check(cairo_status(cairo), canvas->imprint, canvas->diagnostics);
    cairo_destroy(cairo);
    return drawn;
}

/* Below each bookmark stand those of higher levels that follow it. */
static void outline_write(const Binding *binding)
{
    g_autoptr(GArray) parents = g_array_new(FALSE, FALSE, sizeof(int)); /* of level 1, 2, … */

    for (guint i = 0; i < binding->pages->bookmarks->len; i++) {
        const BookBookmark *bookmark = bookmark_at(binding->pages, i);
        const char *attributes =
            g_hash_table_lookup(binding->canvas->places, place_at(binding->pages, bookmark->place)->name);
        if (!attributes)
            continue;
        g_array_set_size(parents, MIN(parents->len, MAX(bookmark->level, 1) - 1));
        const int parent =
            parents->len > 0 ? g_array_index(parents, int, parents->len - 1) : CAIRO_PDF_OUTLINE_ROOT;
        const int id =
            cairo_pdf_surface_add_outline(binding->pdf.surface, parent, bookmark->title, attributes, 0);
        g_array_append_val(parents, id);
    }
}

static void missing_put(const Mark *mark, const Words *words)
{
    const double x = mark->image.x, y = mark->image.y;
    const double width = mark->image.width, height = mark->image.height;
    const double ends[] = {0, 1};

    for (guint i = 0; i < G_N_ELEMENTS(ends); i++) {
        marks_rectangle(words->marks, MISSING_COLOUR, x, y + ends[i] * (height - MISSING_RULE), width,
                        MISSING_RULE);
        marks_rectangle(words->marks, MISSING_COLOUR, x + ends[i] * (width - MISSING_RULE), y, MISSING_RULE,
                        height);
    }
    if (!mark->image.alt || !*mark->image.alt)
        return;
    marks_begin(words->marks, "P", NULL);
    words_flow(words, mark->image.alt, x + MISSING_PAD, y + MISSING_PAD + MISSING_SIZE, MISSING_SIZE,
               MAX(width - 2 * MISSING_PAD, MISSING_SIZE));
    marks_end(words->marks);
}

/* Of each page what is to stand in the place of pictures. */
static GPtrArray *words_make(Fonts *fonts, const BookPages *pages, const BookPictures *pictures)
{
    GPtrArray *all = g_ptr_array_new_with_free_func((GDestroyNotify)marks_free);

    for (guint i = 0; i < pages->pages->len; i++) {
        const Marks *marks = page_at(pages, i)->marks;
        const Words words = {marks_new(), fonts};
        for (guint j = 0; j < marks_count(marks); j++)
            if (marks_at(marks, j)->kind == MARK_IMAGE && !book_pictures_has(pictures, marks_at(marks, j)))
                missing_put(marks_at(marks, j), &words);
        g_ptr_array_add(all, words.marks);
    }
    return all;
}

static int place_compare(gconstpointer a, gconstpointer b)
{
    const BookPlace *x = *(const BookPlace *const *)a, *y = *(const BookPlace *const *)b;

    if (x->page != y->page)
        return x->page < y->page ? -1 : 1;
    return x < y ? -1 : x > y;
}

/* The first of each name, and in `names` what leads to it. */
static GArray *places_order(const BookPages *pages, GHashTable *names)
{
    GArray *order = g_array_new(FALSE, FALSE, sizeof(const BookPlace *));

    for (guint i = 0; i < pages->places->len; i++) {
        const BookPlace *place = place_at(pages, i);
        if (place->page < pages->pages->len && g_hash_table_insert(names, (gpointer)place->name, NULL))
            g_array_append_val(order, place);
    }
    g_array_sort(order, place_compare);
    for (guint i = 0; i < order->len; i++) {
        const BookPlace *place = g_array_index(order, const BookPlace *, i);
        g_hash_table_insert(names, (gpointer)place->name, g_strdup_printf("dest='" PLACE_NAME "'", i));
    }
    return order;
}

/* Their boxes: a book is printed on paper of its own size. */
static GArray *boxes_of(const BookPages *pages)
{
    GArray *all = g_array_new(FALSE, FALSE, sizeof(PdfBoxes));

    for (guint i = 0; i < pages->pages->len; i++) {
        const Paper paper = page_at(pages, i)->paper;
        const double width = paper.width * POINTS_PER_MM, height = paper.height * POINTS_PER_MM;
        const PdfBoxes boxes = {width, height, {0, 0, width, height}, 0, TRUE};
        g_array_append_val(all, boxes);
    }
    return all;
}

static GBytes *binding_draw(Binding *binding)
{
    const BookPages *pages = binding->pages;
    const Paper first = page_at(pages, 0)->paper;
    g_autoptr(GArray) boxes = boxes_of(pages);
    const PdfFinish finish = {.boxes = (const PdfBoxes *)(gpointer)boxes->data,
                              .n_boxes = boxes->len,
                              .outlined = pages->bookmarks->len > 0,
                              .duplex = binding->book->style.duplex};
    gboolean drawn = TRUE;

    pdf_begin(&binding->pdf, binding->canvas->imprint, first.width * POINTS_PER_MM,
              first.height * POINTS_PER_MM, binding->canvas->diagnostics);
    outline_write(binding);
    for (guint i = 0; i < pages->pages->len && drawn; i++)
        drawn = page_draw(binding, i);
    drawn = pdf_close(&binding->pdf, drawn);
    g_clear_pointer(&binding->pictures, book_pictures_free);
    return pdf_end(&binding->pdf, &finish, drawn);
}

static Subsets *subsets_of(const Fonts *fonts, const BookPages *pages, const GPtrArray *words)
{
    g_autoptr(GPtrArray) used = g_ptr_array_new();

    for (guint i = 0; i < pages->pages->len; i++) {
        g_ptr_array_add(used, page_at(pages, i)->marks);
        g_ptr_array_add(used, g_ptr_array_index(words, i));
    }
    return subsets_new(fonts, (const Marks *const *)used->pdata, used->len);
}

static BookPictures *pictures_of(const BookPages *pages, const Canvas *canvas)
{
    g_autoptr(GPtrArray) marks = g_ptr_array_new();

    for (guint i = 0; i < pages->pages->len; i++)
        g_ptr_array_add(marks, page_at(pages, i)->marks);
    return book_pictures_new((const Marks *const *)marks->pdata, marks->len, canvas);
}

GBytes *book_draw(Fonts *fonts, const Book *book, const BookPages *pages, Diagnostics *diagnostics)
{
    const Imprint imprint = imprint_of_book(book);
    g_autoptr(GHashTable) names = g_hash_table_new_full(g_str_hash, g_str_equal, NULL, g_free);
    g_autoptr(GArray) order = places_order(pages, names);
    Canvas canvas = {.imprint = &imprint,
                     .diagnostics = diagnostics,
                     .kind = CANVAS_PDF,
                     .tagged = TRUE,
                     .places = names,
                     .dots = DOTS};
    BookPictures *pictures = pictures_of(pages, &canvas);
    g_autoptr(GPtrArray) words = words_make(fonts, pages, pictures);
    g_autoptr(Subsets) subsets = subsets_of(fonts, pages, words);
    Binding binding = {.book = book,
                       .pages = pages,
                       .canvas = &canvas,
                       .pictures = pictures,
                       .words = words,
                       .order = order};

    canvas.pictures = pictures;
    canvas.subsets = subsets;
    GBytes *drawn = subsets_check(subsets, &imprint, diagnostics) ? binding_draw(&binding) : NULL;
    book_pictures_free(binding.pictures);
    return drawn;
}
