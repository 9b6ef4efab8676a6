/* SPDX-License-Identifier: MIT */
/* Pages of a book as PDF: what readers and other programs find in it. */
#include "test-typeset-file.h"
#include "typeset/book-pages.h"

#include <math.h>

#define PAGES 4
#define ARTWORK                                                                                              \
    "<svg xmlns='http://www.w3.org/2000/svg' width='297mm' height='210mm' viewBox='0 0 297 210'>"            \
    "<rect width='297' height='210' fill='teal'/></svg>"

static const Book BOOK = {.name = "yearbook",
                          .style = {.duplex = TRUE},
                          .title = "梧桐里社区二〇二五年鉴",
                          .author = "梧桐里社区居委会",
                          .language = "zh-Hans",
                          .created = "2026-01-20T08:00:00+08:00"};
static const Sheet COVER = {.name = "cover",
                            .artwork = ARTWORK,
                            .artwork_length = sizeof ARTWORK - 1,
                            .artwork_file = "cover.svg",
                            .paper = {297, 210},
                            .title = "封面",
                            .language = "zh-Hans"};

static void place_add(BookPages *pages, const char *name, guint page, double y)
{
    const BookPlace place = {name, page, y};

    g_array_append_val(pages->places, place);
}

static void bookmark_add(BookPages *pages, const char *title, guint level, guint place)
{
    const BookBookmark bookmark = {title, level, place};

    g_array_append_val(pages->bookmarks, bookmark);
}

static void link_add(Fixture *fixture, Marks *marks, const char *text, const char *dest, double y)
{
    g_autofree char *attributes = g_strdup_printf("dest='%s'", dest);

    marks_begin(marks, "Link", attributes);
    words_add(fixture, marks, text, 60, y, 0x0000CC);
    marks_end(marks);
}

static guint count_in(const char *text, gsize length, const char *wanted)
{
    const char *end = text + length;
    guint count = 0;

    for (; (text = memmem(text, (gsize)(end - text), wanted, strlen(wanted))); text++)
        count++;
    return count;
}

static guint count_of(const char *text, const char *wanted)
{
    return count_in(text, strlen(text), wanted);
}

/* Four pages: a cover across, contents with links, two chapters. */
static BookPages *pages_new(Fixture *fixture, const char *words)
{
    static const char *const labels[PAGES] = {"1", "2", "3", "4"};
    BookPages *pages = g_new0(BookPages, 1);

    pages->arena = arena_new();
    pages->pages = g_array_new(FALSE, TRUE, sizeof(BookPage));
    pages->places = g_array_new(FALSE, FALSE, sizeof(BookPlace));
    pages->bookmarks = g_array_new(FALSE, FALSE, sizeof(BookBookmark));
    for (guint i = 0; i < PAGES; i++) {
        BookPage page = {.paper = {210, 297}, .marks = marks_new(), .label = labels[i]};
        if (i == 0) {
            page.paper = COVER.paper;
            page.artwork = artwork_new(&COVER, FALSE, fixture->diagnostics);
            page.sheet = &COVER;
        }
        marks_begin(page.marks, "H1", NULL);
        words_add(fixture, page.marks, i < 2 ? "目录" : words, 60, 100, 0x101010);
        marks_end(page.marks);
        g_array_append_val(pages->pages, page);
    }
    Marks *contents = g_array_index(pages->pages, BookPage, 1).marks;
    link_add(fixture, contents, "大事记", "h2", 200);
    link_add(fixture, contents, "花名册", "花名册", 240);
    link_add(fixture, contents, "无处", "nowhere", 280);
    marks_begin(contents, "Link", "uri='https://example.org/'");
    words_add(fixture, contents, "网站", 60, 320, 0x0000CC);
    marks_end(contents);
    /* Not in the order of pages, and one name twice. */
    place_add(pages, "花名册", 3, 90);
    place_add(pages, "h2", 2, 80);
    place_add(pages, "h2", 1, 10);
    place_add(pages, "h3", 2, 500);
    bookmark_add(pages, "一、大事记", 1, 1);
    bookmark_add(pages, "（一）第一季度", 2, 3);
    bookmark_add(pages, "二、花名册", 1, 0);
    return pages;
}

static GBytes *drawn(Fixture *fixture, const char *words)
{
    g_autoptr(BookPages) pages = pages_new(fixture, words);

    return book_draw(fixture->fonts, &BOOK, pages, fixture->diagnostics);
}

static void test_file(Fixture *fixture, gconstpointer data)
{
    g_autoptr(GBytes) bytes = drawn(fixture, "大事如果停水瘃忉烪");
    g_autofree char *path = written(fixture, "a.pdf", bytes);
    g_autofree char *checked = output_of("qpdf --check %s", path), *fonts = output_of("pdffonts %s", path);
    g_autofree char *info = output_of("pdfinfo -box -l 2 %s", path);
    g_autofree char *text = output_of("pdftotext -layout %s -", path);
    g_autofree char *structure = output_of("pdfinfo -struct %s", path);
    g_autofree char *drawn_by_mupdf = output_of("mutool draw -N -q -r 20 -o /dev/null %s", path);
    g_autofree char *plain = output_of("qpdf --qdf --object-streams=disable %s -", path);

    (void)data;
    no_errors(fixture);
    has(checked, "No syntax or stream encoding errors");
    has(info, "梧桐里社区二〇二五年鉴");
    has(info, "梧桐里社区居委会");
    has(info, "Pages:           4");
    has(info, "Tagged:          yes");
    has(info, "Page    1 size:  841.89 x 595.276");
    has(info, "Page    2 size:  595.276 x 841.89");
    has(info, "Page    2 TrimBox:       0.00     0.00   595.28   841.89");
    has(text, "大事如果停水瘃忉烪");
    has(structure, "Document");
    has(structure, "Sect");
    has(fonts, "NotoSansCJKsc");
    g_assert_null(strstr(fonts, " no "));
    has(plain, "/Lang (zh-Hans)");
    has(plain, "/PageMode /UseOutlines");
    has(plain, "/Duplex /DuplexFlipLongEdge");
    /* By this build/ours.c knows it. */
    g_assert_cmpuint(count_in(g_bytes_get_data(bytes, NULL), g_bytes_get_size(bytes), "/Broadside true"), ==,
                     1);
}

/* Links and the outline lead to the pages of their places; what leads nowhere is no link. */
static void test_links(Fixture *fixture, gconstpointer data)
{
    g_autoptr(GBytes) bytes = drawn(fixture, "大事");
    g_autofree char *path = written(fixture, "a.pdf", bytes);
    g_autofree char *html = output_of("pdftohtml -xml -i -stdout %s", path);
    g_autofree char *outline = output_of("mutool show %s outline", path);
    g_autofree char *urls = output_of("pdfinfo -url %s", path);
    g_autofree char *dests = output_of("pdfinfo -dests %s", path);

    (void)data;
    no_errors(fixture);
    has(html, "a.html#3\">大事记</a>");
    has(html, "a.html#4\">花名册</a>");
    has(html, ">无处</text>");
    has(urls, "2  Annotation    https://example.org/");
    has(outline, "+\t\"一、大事记\"\t#page=3&zoom=100,0,80");
    has(outline, "|\t\t\"（一）第一季度\"\t#page=3&zoom=100,0,500");
    has(outline, "|\t\"二、花名册\"\t#page=4&zoom=100,0,90");
    /* The second place with the name "h2" is none. */
    g_assert_null(strstr(dests, "   2 ["));
}

/* Numbers of pages are those that stand on them. */
static void test_labels(Fixture *fixture, gconstpointer data)
{
    static const char *const labels[PAGES] = {"封面", "ii", "1", "2"};
    g_autoptr(BookPages) pages = pages_new(fixture, "大事");

    (void)data;
    for (guint i = 0; i < PAGES; i++)
        g_array_index(pages->pages, BookPage, i).label = labels[i];
    g_autoptr(GBytes) bytes = book_draw(fixture->fonts, &BOOK, pages, fixture->diagnostics);
    g_autofree char *path = written(fixture, "a.pdf", bytes);
    g_autofree char *json = output_of("qpdf --json --json-key=pagelabels %s", path);

    no_errors(fixture);
    has(json, "\"/P\": \"u:封面\"");
    has(json, "\"/P\": \"u:ii\"");
    has(json, "\"/S\": \"/D\"");

    g_autoptr(GBytes) plain = drawn(fixture, "大事");
    g_autofree char *plain_path = written(fixture, "b.pdf", plain);
    g_autofree char *plain_json = output_of("qpdf --json --json-key=pagelabels %s", plain_path);
    has(plain_json, "\"/S\": \"/D\"");
}

/* The same bytes, whatever the process has drawn before. */
static void test_repeatable(Fixture *fixture, gconstpointer data)
{
    g_autoptr(GBytes) first = drawn(fixture, "大事"), other = drawn(fixture, "别的文字 other");
    g_autoptr(GBytes) again = drawn(fixture, "大事");

    (void)data;
    g_assert_true(g_bytes_equal(first, again));
    g_assert_false(g_bytes_equal(first, other));
}

static void image_add(BookPages *pages, guint page, const char *file, double width, FrameFit fit)
{
    const Mark mark = {.kind = MARK_IMAGE,
                       .image = {.file = file,
                                 .x = 60,
                                 .y = 200,
                                 .width = width,
                                 .height = width / 2,
                                 .fit = fit,
                                 .focus_x = 0.5,
                                 .focus_y = 0.5,
                                 .alt = "合影"}};

    marks_place(g_array_index(pages->pages, BookPage, page).marks, PLACE_FILE("content/events/walk.md"));
    marks_add(g_array_index(pages->pages, BookPage, page).marks, &mark);
}

/* One picture on two pages is in the file once, as large as the larger needs, and nothing else of its file.
 */
static void test_photo_once(Fixture *fixture, gconstpointer data)
{
    g_autofree char *photo = photo_new(fixture, "a.jpg", "jpeg", 4000, 2000);
    g_autoptr(BookPages) pages = pages_new(fixture, "大事");

    (void)data;
    exif_add(photo, 1);
    image_add(pages, 1, photo, 72, FIT_CONTAIN);
    image_add(pages, 2, photo, 360, FIT_CONTAIN);
    image_add(pages, 3, photo, 144, FIT_CONTAIN);
    g_autoptr(GBytes) bytes = book_draw(fixture->fonts, &BOOK, pages, fixture->diagnostics);
    g_autofree char *path = written(fixture, "a.pdf", bytes);
    g_autofree char *images = output_of("pdfimages -list %s", path);
    g_autofree char *plain = g_build_filename(fixture->folder, "plain.pdf", NULL);
    g_autofree char *command = g_strdup_printf("qpdf --qdf %%s %s", plain), *said = output_of(command, path);
    g_autofree char *text = NULL;
    gsize length;

    no_errors(fixture);
    g_assert_true(g_file_get_contents(plain, &text, &length, NULL));
    g_assert_cmpuint(count_of(images, "1500   750  rgb     3   8  jpeg"), ==, 3);
    g_assert_cmpuint(count_in(text, length, "/Subtype /Image"), ==, 1);
    g_assert_null(memmem(text, length, "GPS-SECRET", strlen("GPS-SECRET")));
    g_assert_null(memmem(text, length, "Exif", strlen("Exif")));
}

/* A book is made all the same: what is said of the picture stands in its place. */
static void test_photo_broken(Fixture *fixture, gconstpointer data)
{
    g_autofree char *whole = photo_new(fixture, "whole.jpg", "jpeg", 800, 600), *text = NULL;
    g_autofree char *half = g_build_filename(fixture->folder, "half.jpg", NULL);
    g_autofree char *vector = g_build_filename(fixture->folder, "map.svg", NULL);
    g_autoptr(BookPages) pages = pages_new(fixture, "大事");
    g_autoptr(GString) messages = g_string_new(NULL);
    gsize length;

    (void)data;
    g_assert_true(g_file_get_contents(whole, &text, &length, NULL));
    g_assert_true(g_file_set_contents(half, text, (gssize)length / 2, NULL));
    g_assert_true(g_file_set_contents(vector, "<svg", -1, NULL));
    image_add(pages, 1, half, 200, FIT_COVER);
    image_add(pages, 2, vector, 200, FIT_CONTAIN);
    image_add(pages, 3, whole, 200, FIT_COVER);
    g_autoptr(GBytes) bytes = book_draw(fixture->fonts, &BOOK, pages, fixture->diagnostics);
    g_autofree char *path = written(fixture, "a.pdf", bytes), *words = output_of("pdftotext %s -", path);
    g_autofree char *images = output_of("pdfimages -list %s", path);

    diagnostics_print(fixture->diagnostics, MESSAGE_TEXT, FALSE, messages);
    has(messages->str, "content/events/walk.md: warning: picture 'half.jpg' is damaged");
    has(messages->str, "map.svg:1: warning:");
    g_assert_cmpuint(diagnostics_count(fixture->diagnostics, SEVERITY_ERROR), ==, 0);
    has(images, "   4 ");
    g_assert_null(strstr(images, "   2 "));
    g_assert_cmpuint(count_of(words, "合影"), ==, 2);
}

/* Means and contrasts of what stands in the squares of a page, as an office printer sees it: without colour.
 */
static void shades_read(Fixture *fixture, const char *pdf, guint count, double *means, double *contrasts)
{
    g_autofree char *base = g_build_filename(fixture->folder, "page", NULL);
    g_autofree char *command = g_strdup_printf("pdftoppm -r 144 -gray -png -singlefile -f 2 %%s %s", base);
    g_autofree char *said = output_of(command, pdf), *png = g_strconcat(base, ".png", NULL);
    g_autoptr(GdkPixbuf) picture = gdk_pixbuf_new_from_file(png, NULL);
    const int stride = gdk_pixbuf_get_rowstride(picture), channels = gdk_pixbuf_get_n_channels(picture);

    for (guint i = 0; i < count; i++) {
        double sum = 0, squares = 0;
        for (int y = 2 * 410; y < 2 * 430; y++)
            for (int x = 2 * (60 + 40 * (int)i + 5); x < 2 * (60 + 40 * (int)i + 25); x++) {
                const double grey = gdk_pixbuf_read_pixels(picture)[y * stride + x * channels];
                sum += grey / 1600;
                squares += grey * grey / 1600;
            }
        means[i] = sum;
        contrasts[i] = squares - sum * sum;
    }
}

/* Patterns are told apart without colour: by how dark they are, or by what is in them. */
static void test_patterns(Fixture *fixture, gconstpointer data)
{
    g_autoptr(BookPages) pages = pages_new(fixture, "大事");
    double means[N_PATTERNS], contrasts[N_PATTERNS];

    (void)data;
    for (guint i = 0; i < N_PATTERNS; i++) {
        const Mark mark = {
            .kind = MARK_AREA,
            .colour = 0xB02A18,
            .area = {.pattern = (MarkPattern)i, .x = 60 + 40.0 * i, .y = 405, .width = 30, .height = 30}};
        marks_add(g_array_index(pages->pages, BookPage, 1).marks, &mark);
    }
    g_autoptr(GBytes) bytes = book_draw(fixture->fonts, &BOOK, pages, fixture->diagnostics);
    g_autofree char *path = written(fixture, "a.pdf", bytes);
    no_errors(fixture);
    shades_read(fixture, path, N_PATTERNS, means, contrasts);
    g_assert_cmpfloat(means[PATTERN_HOLLOW], >, 254);
    g_assert_cmpfloat(means[PATTERN_SOLID], <, 100);
    for (guint i = 0; i < N_PATTERNS; i++) {
        const gboolean plain = i == PATTERN_SOLID || i == PATTERN_HOLLOW || i == PATTERN_TINT;
        g_assert_cmpint(contrasts[i] < 1, ==, plain);
        for (guint j = 0; j < i; j++)
            if (fabs(means[i] - means[j]) < 8 && fabs(contrasts[i] - contrasts[j]) < 400)
                g_error("patterns %u and %u look alike: %g %g, %g %g", j, i, means[j], contrasts[j], means[i],
                        contrasts[i]);
    }
}

/* A part of a ring is where it is told to be: from the top as the hands of a clock go. */
static void test_ring(Fixture *fixture, gconstpointer data)
{
    g_autoptr(BookPages) pages = pages_new(fixture, "大事");
    const Mark mark = {.kind = MARK_AREA,
                       .colour = 0xFF0000,
                       .area = {.x = 300, .y = 500, .radius = 60, .hole = 30, .from = 0, .to = 0.25}};

    (void)data;
    marks_add(g_array_index(pages->pages, BookPage, 0).marks, &mark);
    g_array_index(pages->pages, BookPage, 0).paper = (Paper){210, 297};
    g_clear_pointer(&g_array_index(pages->pages, BookPage, 0).artwork, artwork_free);
    g_autoptr(GBytes) bytes = book_draw(fixture->fonts, &BOOK, pages, fixture->diagnostics);
    g_autofree char *path = written(fixture, "a.pdf", bytes);
    g_assert_cmphex(colour_at(fixture, path, 332 / POINTS_PER_MM, 468 / POINTS_PER_MM), ==, 0xFF0000);
    g_assert_cmphex(colour_at(fixture, path, 268 / POINTS_PER_MM, 468 / POINTS_PER_MM), ==, 0xFFFFFF);
    g_assert_cmphex(colour_at(fixture, path, 332 / POINTS_PER_MM, 532 / POINTS_PER_MM), ==, 0xFFFFFF);
    g_assert_cmphex(colour_at(fixture, path, 308 / POINTS_PER_MM, 492 / POINTS_PER_MM), ==, 0xFFFFFF);
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
#define ADD(path, test) g_test_add(path, Fixture, NULL, fixture_set_up, test, fixture_tear_down)
    ADD("/typeset/book-draw/file", test_file);
    ADD("/typeset/book-draw/links", test_links);
    ADD("/typeset/book-draw/labels", test_labels);
    ADD("/typeset/book-draw/repeatable", test_repeatable);
    ADD("/typeset/book-draw/photo-once", test_photo_once);
    ADD("/typeset/book-draw/photo-broken", test_photo_broken);
    ADD("/typeset/book-draw/patterns", test_patterns);
    ADD("/typeset/book-draw/ring", test_ring);
    return g_test_run();
}
