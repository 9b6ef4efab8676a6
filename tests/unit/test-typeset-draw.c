/* SPDX-License-Identifier: MIT */
/* Marks on an artwork as files: what printers, readers and other programs find in them. */
#include "test-typeset-file.h"
#include "typeset/photo.h"

#include <math.h>

#define ARTWORK                                                                                              \
    "<svg xmlns='http://www.w3.org/2000/svg' width='210mm' height='297mm' viewBox='0 0 210 297'>"            \
    "<rect width='210' height='40' fill='crimson'/>"                                                         \
    "<rect x='5' y='5' width='200' height='287' fill='none' stroke='#0a0' stroke-width='1'/>"                \
    "<rect id='frame-photo' x='20' y='100' width='100' height='50'/></svg>"
#define SOURCE "---\ntitle: 停水\n---\n正文。\n"

static Sheet sheet_on(Paper paper)
{
    return (Sheet){.name = "try",
                   .artwork = ARTWORK,
                   .artwork_length = strlen(ARTWORK),
                   .artwork_file = "a.svg",
                   .stretch = 0.15,
                   .paper = paper,
                   .place = PLACE_FILE("entry.md"),
                   .title = "关于停水的通知 <急>",
                   .author = "梧桐里社区居委会",
                   .subject = "通知",
                   .keywords = "停水, 通知",
                   .language = "zh-Hans",
                   .created = "2025-11-20T08:00:00+08:00",
                   .source_name = "2025-11-20-停水.md",
                   .source = SOURCE,
                   .source_length = strlen(SOURCE)};
}

static Marks *marks_made(Fixture *fixture, const char *text)
{
    Marks *marks = marks_new();

    marks_begin(marks, "H1", NULL);
    words_add(fixture, marks, text, 60, 200, 0xCC0000);
    marks_end(marks);
    marks_rectangle(marks, 0x0000FF, 60, 220, 100, 10);
    return marks;
}

typedef GBytes *(*Draw)(const Drawing *drawing, Diagnostics *diagnostics);

static GBytes *drawn_with(Fixture *fixture, Draw draw, const Sheet *sheet, const SheetOptions *options,
                          const Marks *marks)
{
    g_autoptr(Artwork) artwork = artwork_new(sheet, options->grey, fixture->diagnostics);
    const Drawing drawing = {sheet, options, artwork, marks, fixture->fonts};

    g_assert_nonnull(artwork);
    return draw(&drawing, fixture->diagnostics);
}

static GBytes *drawn(Fixture *fixture, Draw draw, const SheetOptions *options, const char *text)
{
    const Sheet sheet = sheet_on((Paper){210, 297});
    g_autoptr(Marks) marks = marks_made(fixture, text);

    return drawn_with(fixture, draw, &sheet, options, marks);
}

static void test_pdf(Fixture *fixture, gconstpointer data)
{
    const SheetOptions options = {0};
    g_autoptr(GBytes) bytes = drawn(fixture, draw_pdf, &options, "如果停水，瘃忉烪 Ag");
    g_autofree char *path = written(fixture, "a.pdf", bytes);
    g_autofree char *checked = output_of("qpdf --check %s", path);
    g_autofree char *info = output_of("pdfinfo -box %s", path);
    g_autofree char *text = output_of("pdftotext %s -", path);
    g_autofree char *fonts = output_of("pdffonts %s", path);
    g_autofree char *attached = output_of("qpdf --show-attachment=2025-11-20-停水.md %s", path);
    g_autofree char *plain = output_of("qpdf --qdf --object-streams=disable %s -", path);

    (void)data;
    has(checked, "No syntax or stream encoding errors");
    has(info, "关于停水的通知 <急>");
    has(info, "梧桐里社区居委会");
    has(info, "Tagged:          yes");
    /* 210 × 297 mm and 3 mm around. */
    has(info, "MediaBox:            0.00     0.00   612.28   858.90");
    has(info, "CropBox:             8.50     8.50   603.78   850.39");
    has(info, "BleedBox:            0.00     0.00   612.28   858.90");
    has(info, "TrimBox:             8.50     8.50   603.78   850.39");
    has(text, "如果停水，瘃忉烪 Ag");
    has(fonts, "NotoSansCJKsc");
    g_assert_cmpstr(attached, ==, SOURCE);
    (void)plain;
    no_errors(fixture);
}

static void test_marks(Fixture *fixture, gconstpointer data)
{
    const SheetOptions options = {.marks = TRUE};
    g_autoptr(GBytes) bytes = drawn(fixture, draw_pdf, &options, "停水");
    g_autofree char *path = written(fixture, "a.pdf", bytes);
    g_autofree char *info = output_of("pdfinfo -box %s", path);
    g_autofree char *text = output_of("pdftotext %s -", path);

    (void)data;
    has(info, "MediaBox:            0.00     0.00   657.64   904.25");
    has(info, "CropBox:             0.00     0.00   657.64   904.25");
    has(info, "BleedBox:           22.68    22.68   634.96   881.58");
    has(info, "TrimBox:            31.18    31.18   626.46   873.07");
    has(text, "A4 (210 × 297 mm)");
    has(text, "2025-11-20");
    no_errors(fixture);
}

/* What ends at the edge goes on in the bleed; a border within does not come again. */
static void test_bleed(Fixture *fixture, gconstpointer data)
{
    const SheetOptions options = {0};
    g_autoptr(GBytes) bytes = drawn(fixture, draw_pdf, &options, "停水");
    g_autofree char *path = written(fixture, "a.pdf", bytes);

    (void)data;
    g_assert_cmphex(colour_at(fixture, path, 1, 20), ==, 0xDC143C);
    g_assert_cmphex(colour_at(fixture, path, 214.5, 1), ==, 0xDC143C);
    g_assert_cmphex(colour_at(fixture, path, 1, 100), ==, 0xFFFFFF);
    g_assert_cmphex(colour_at(fixture, path, 8, 100), ==, 0x00AA00);
}

static void test_repeatable(Fixture *fixture, gconstpointer data)
{
    static const Draw draws[] = {draw_pdf, draw_png, draw_svg};
    const Paper tile = {210, 297};
    const SheetOptions options = {0}, tiled = {.tile = &tile};
    GBytes *first[3] = {NULL};

    (void)data;
    for (guint round = 0; round < 3; round++)
        for (guint i = 0; i < 3; i++) {
            const guint kind = round == 1 ? 2 - i : i;
            g_autoptr(GBytes) other = drawn(fixture, draws[kind], &tiled, "别的文字 other");
            g_autoptr(GBytes) bytes = drawn(fixture, draws[kind], &options, "如果停水");
            if (round == 0)
                first[kind] = g_steal_pointer(&bytes);
            else
                g_assert_true(g_bytes_equal(first[kind], bytes));
            g_assert_false(g_bytes_equal(first[kind], other));
        }
    for (guint i = 0; i < 3; i++)
        g_clear_pointer(&first[i], g_bytes_unref);
}

static GdkPixbuf *picture_of(GBytes *bytes)
{
    g_autoptr(GdkPixbufLoader) loader = gdk_pixbuf_loader_new();

    g_assert_true(gdk_pixbuf_loader_write_bytes(loader, bytes, NULL));
    g_assert_true(gdk_pixbuf_loader_close(loader, NULL));
    return g_object_ref(gdk_pixbuf_loader_get_pixbuf(loader));
}

static void test_png(Fixture *fixture, gconstpointer data)
{
    const SheetOptions options = {0}, grey = {.grey = TRUE, .width = 420};
    g_autoptr(GBytes) bytes = drawn(fixture, draw_png, &options, "停水");
    g_autoptr(GBytes) grey_bytes = drawn(fixture, draw_png, &grey, "停水");
    g_autoptr(GdkPixbuf) picture = picture_of(bytes), greys = picture_of(grey_bytes);
    const guchar *pixels = gdk_pixbuf_read_pixels(greys);
    guint dark = 0, coloured = 0;

    (void)data;
    g_assert_cmpint(gdk_pixbuf_get_width(picture), ==, 1080);
    g_assert_cmpint(gdk_pixbuf_get_height(picture), ==, 1527);
    g_assert_cmpstr(gdk_pixbuf_get_option(picture, "x-dpi"), ==, "131");
    g_assert_cmpint(gdk_pixbuf_get_width(greys), ==, 420);
    for (int y = 0; y < gdk_pixbuf_get_height(greys); y++)
        for (int x = 0; x < 420; x++) {
            const guchar *pixel =
                pixels + y * gdk_pixbuf_get_rowstride(greys) + x * gdk_pixbuf_get_n_channels(greys);
            coloured += pixel[0] != pixel[1] || pixel[1] != pixel[2];
            dark += pixel[0] < 128;
        }
    g_assert_cmpuint(coloured, ==, 0);
    g_assert_cmpuint(dark, >, 420 * 70);
    no_errors(fixture);
}

static void test_svg(Fixture *fixture, gconstpointer data)
{
    const SheetOptions options = {0};
    g_autoptr(GBytes) bytes = drawn(fixture, draw_svg, &options, "停水");
    g_autofree char *path = written(fixture, "a.svg", bytes);
    g_autofree char *said = output_of("xmllint --noout %s", path);
    g_autofree char *text = NULL;

    (void)data;
    g_assert_true(g_file_get_contents(path, &text, NULL, NULL));
    has(text, "width=\"210mm\" height=\"297mm\"");
    has(text, "<title>关于停水的通知 &lt;急&gt;</title>");
    g_assert_null(strstr(text, "<text"));
}

static void test_tiles(Fixture *fixture, gconstpointer data)
{
    const Paper a4 = {210, 297}, a6 = {105, 148}, tiny = {60, 60};
    const SheetOptions options = {.tile = &a4}, same = {.tile = &a4}, many = {.tile = &a6},
                       none = {.tile = &tiny};
    const Sheet sheet = sheet_on((Paper){420, 594}), banner = sheet_on((Paper){4200, 5940});
    g_autoptr(Marks) marks = marks_made(fixture, "如果停水");
    g_autoptr(GBytes) bytes = drawn_with(fixture, draw_pdf, &sheet, &options, marks);
    g_autoptr(GBytes) whole = drawn(fixture, draw_pdf, &same, "停水");
    g_autofree char *path = written(fixture, "a.pdf", bytes), *whole_path = written(fixture, "b.pdf", whole);
    g_autofree char *info = output_of("pdfinfo -box %s", path), *checked = output_of("qpdf --check %s", path);
    g_autofree char *plan = output_of("pdftotext -l 1 %s -", path);
    g_autofree char *page = output_of("pdftotext -f 6 -l 6 %s -", path);
    g_autofree char *whole_info = output_of("pdfinfo %s", whole_path);
    g_autoptr(GString) said = g_string_new(NULL);

    (void)data;
    no_errors(fixture);
    /* 420 × 594 mm on A4 across, two columns, four rows. */
    has(info, "Pages:           9");
    has(checked, "No syntax or stream encoding errors");
    has(plan, "拼贴说明");
    has(plan, "共 8 页，4 行，每行 2 列");
    has(plan, "B2");
    has(page, "C1 · 第 3 行第 1 列");
    has(page, "↑ B1");
    has(page, "→ C2");
    has(whole_info, "Pages:           1\n");
    g_assert_null(drawn_with(fixture, draw_pdf, &banner, &many, marks));
    g_assert_null(drawn_with(fixture, draw_pdf, &sheet, &none, marks));
    diagnostics_print(fixture->diagnostics, MESSAGE_TEXT, FALSE, said);
    has(said->str, "pages of A6; 400 are the most");
    has(said->str, "paper 60x60 is too small to glue a sheet of");
}

/* Two columns of 143.5 mm, and 10 mm that are on both. */
static void test_tiles_overlap(Fixture *fixture, gconstpointer data)
{
    static const struct {
        guint page;
        double x; /* mm */
        Colour colour;
    } rows[] = {{2, 139, 0x112233}, {3, 148 - 143.5, 0x334455}, {3, 158 - 143.5, 0x556677}};
    const Paper a4 = {210, 297};
    const SheetOptions options = {.tile = &a4};
    const Sheet sheet = sheet_on((Paper){297, 420});
    g_autoptr(Marks) marks = marks_new();

    (void)data;
    for (guint i = 0; i < 3; i++)
        marks_rectangle(marks, rows[i].colour, (137 + 9 * i) * POINTS_PER_MM, 100 * POINTS_PER_MM,
                        6 * POINTS_PER_MM, 60 * POINTS_PER_MM);
    g_autoptr(GBytes) bytes = drawn_with(fixture, draw_pdf, &sheet, &options, marks);
    g_autofree char *path = written(fixture, "a.pdf", bytes);
    for (guint i = 0; i < G_N_ELEMENTS(rows); i++) {
        g_autofree char *one = g_build_filename(fixture->folder, "one.pdf", NULL);
        g_autofree char *command = g_strdup_printf("qpdf %%s --pages . %u -- %s", rows[i].page, one);
        g_autofree char *said = output_of(command, path);
        /* The picture begins 7 mm from the left and 13 mm from the top. */
        g_assert_cmphex(colour_at(fixture, one, 7 + rows[i].x, 13 + 130), ==, rows[i].colour);
    }
}

/* The frame is 100 × 50 mm at 20, 100. */
static GBytes *drawn_photo(Fixture *fixture, const char *path, FrameFit fit, double focus, gboolean grey)
{
    const Sheet sheet = sheet_on((Paper){210, 297});
    const SheetOptions options = {.grey = grey};
    g_autoptr(Marks) marks = marks_new();
    Mark mark = {.kind = MARK_IMAGE};

    mark.image.file = path;
    mark.image.x = 20 * POINTS_PER_MM;
    mark.image.y = 100 * POINTS_PER_MM;
    mark.image.width = 100 * POINTS_PER_MM;
    mark.image.height = 50 * POINTS_PER_MM;
    mark.image.fit = fit;
    mark.image.focus_x = mark.image.focus_y = focus;
    marks_add(marks, &mark);
    return drawn_with(fixture, draw_pdf, &sheet, &options, marks);
}

/* The colour at x, y of the sheet in mm is about this one. */
static void colour_check(Fixture *fixture, const char *pdf, double x, double y, Colour wanted)
{
    const Colour found = colour_at(fixture, pdf, x + 3, y + 3);

    for (guint shift = 0; shift < 24; shift += 8)
        if (ABS((int)(found >> shift & 0xFF) - (int)(wanted >> shift & 0xFF)) > 6)
            g_error("at %g, %g: %06x instead of %06x", x, y, found, wanted);
}

static void test_photo(Fixture *fixture, gconstpointer data)
{
    g_autofree char *photo = photo_new(fixture, "a.jpg", "jpeg", 4000, 2000);
    g_autoptr(GBytes) cover = drawn_photo(fixture, photo, FIT_COVER, 0.5, FALSE);
    g_autofree char *path = written(fixture, "a.pdf", cover), *images = output_of("pdfimages -list %s", path);

    (void)data;
    no_errors(fixture);
    /* 100 mm at 300 dpi */
    has(images, "1182   591  rgb     3   8  jpeg");
    colour_check(fixture, path, 22, 102, 0xFF0000);
    colour_check(fixture, path, 118, 102, 0x00FF00);
    colour_check(fixture, path, 22, 148, 0x0000FF);
}

static void test_photo_fit(Fixture *fixture, gconstpointer data)
{
    g_autofree char *photo = photo_new(fixture, "a.png", "png", 400, 400);
    g_autoptr(GBytes) contain = drawn_photo(fixture, photo, FIT_CONTAIN, 0.5, FALSE);
    g_autoptr(GBytes) low = drawn_photo(fixture, photo, FIT_COVER, 1, TRUE);
    g_autofree char *path = written(fixture, "a.pdf", contain), *low_path = written(fixture, "b.pdf", low);
    g_autofree char *images = output_of("pdfimages -list %s", path);

    (void)data;
    no_errors(fixture);
    /* Never larger than it is, and kept as it is. */
    has(images, "400   400  rgb     3   8  image");
    colour_check(fixture, path, 22, 102, 0xFFFFFF);
    colour_check(fixture, path, 47, 102, 0xFF0000);
    colour_check(fixture, path, 93, 102, 0x00FF00);
    colour_check(fixture, low_path, 22, 102, 0x4C4C4C);
    colour_check(fixture, low_path, 118, 102, 0xFFFFFF);
}

static void test_photo_kinds(Fixture *fixture, gconstpointer data)
{
    static const char *const kinds[] = {"bmp", "tiff", "png"};

    (void)data;
    for (guint i = 0; i < G_N_ELEMENTS(kinds); i++) {
        g_autofree char *photo = photo_new(fixture, kinds[i], kinds[i], 3000, 1500);
        g_autoptr(GBytes) bytes = drawn_photo(fixture, photo, FIT_COVER, 0.5, FALSE);
        no_errors(fixture);
        g_autofree char *path = written(fixture, "a.pdf", bytes);
        colour_check(fixture, path, 22, 102, 0xFF0000);
        colour_check(fixture, path, 118, 102, 0x00FF00);
        colour_check(fixture, path, 22, 148, 0x0000FF);
    }
}

/* Held upright (EXIF 6): the red corner is at the top right. */
static void test_photo_turned(Fixture *fixture, gconstpointer data)
{
    g_autofree char *photo = photo_new(fixture, "a.jpg", "jpeg", 1000, 2000);

    (void)data;
    exif_add(photo, 6);
    g_autoptr(GBytes) bytes = drawn_photo(fixture, photo, FIT_CONTAIN, 0.5, FALSE);
    g_autofree char *path = written(fixture, "a.pdf", bytes);
    g_autofree char *plain = g_build_filename(fixture->folder, "plain.pdf", NULL);
    g_autofree char *command = g_strdup_printf("qpdf --qdf %%s %s", plain), *said = output_of(command, path);
    g_autofree char *text = NULL;
    gsize length;

    no_errors(fixture);
    colour_check(fixture, path, 22, 102, 0x0000FF);
    colour_check(fixture, path, 118, 102, 0xFF0000);
    colour_check(fixture, path, 118, 148, 0x00FF00);
    g_assert_true(g_file_get_contents(plain, &text, &length, NULL));
    g_assert_null(memmem(text, length, "GPS-SECRET", strlen("GPS-SECRET")));
    g_assert_null(memmem(text, length, "Exif", strlen("Exif")));
}

static void test_photo_large(Fixture *fixture, gconstpointer data)
{
    g_autofree char *photo = photo_new(fixture, "a.jpg", "jpeg", 12000, 8400);
    g_autoptr(GBytes) bytes = drawn_photo(fixture, photo, FIT_COVER, 0.5, FALSE);
    g_autofree char *path = written(fixture, "a.pdf", bytes), *images = output_of("pdfimages -list %s", path);

    (void)data;
    no_errors(fixture);
    has(images, "rgb     3   8  jpeg");
    g_assert_cmpuint(g_bytes_get_size(bytes), <, 400000);
}

static void test_photo_bad(Fixture *fixture, gconstpointer data)
{
    /* A PNG of 60000 × 60000 pixels that ends after its head. */
    static const char bomb[] =
        "\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\xEA\x60\0\0\xEA\x60\x08\x02\0\0\0\x80\x1B\xB9\x6D";
    static const struct {
        const char *name, *bytes;
        gsize length;
        const char *said;
    } rows[] = {
        {"bomb.png", bomb, sizeof bomb - 1, "picture 'bomb.png'"},
        {"a.webp", "RIFF\0\0\0\0WEBPVP8 ", 16, "picture 'a.webp' is damaged"},
        {"a.heic",
         "\0\0\0\x18"
         "ftypheic\0\0\0\0",
         16, "picture 'a.heic' is damaged"},
        {"a.avif",
         "\0\0\0\x18"
         "ftypavif\0\0\0\0",
         16, "picture 'a.avif' is damaged"},
        {"empty.jpg", "", 0, "'empty.jpg' is no picture that can be printed"},
        {"broken.jpg", "\xFF\xD8\xFF\xE0\0\x10JFIF", 10, "picture 'broken.jpg' is damaged"},
    };
    g_autofree char *whole = photo_new(fixture, "whole.jpg", "jpeg", 800, 600), *text = NULL;
    g_autofree char *missing = g_build_filename(fixture->folder, "missing.jpg", NULL);
    g_autofree char *half = g_build_filename(fixture->folder, "half.jpg", NULL);
    g_autoptr(GString) said = g_string_new(NULL);
    gsize length;

    (void)data;
    g_log_set_always_fatal(G_LOG_FATAL_MASK); /* readers of photos warn of what they are given */
    for (guint i = 0; i < G_N_ELEMENTS(rows); i++) {
        g_autofree char *path = g_build_filename(fixture->folder, rows[i].name, NULL);
        g_assert_true(g_file_set_contents(path, rows[i].bytes, (gssize)rows[i].length, NULL));
        g_assert_null(drawn_photo(fixture, path, FIT_COVER, 0.5, FALSE));
    }
    g_assert_true(g_file_get_contents(whole, &text, &length, NULL));
    g_assert_true(g_file_set_contents(half, text, (gssize)length / 2, NULL));
    g_assert_null(drawn_photo(fixture, half, FIT_COVER, 0.5, FALSE));
    g_assert_null(drawn_photo(fixture, missing, FIT_COVER, 0.5, FALSE));
    g_assert_null(drawn_photo(fixture, fixture->folder, FIT_COVER, 0.5, FALSE));
    diagnostics_print(fixture->diagnostics, MESSAGE_TEXT, FALSE, said);
    for (guint i = 0; i < G_N_ELEMENTS(rows); i++)
        has(said->str, rows[i].said);
    has(said->str, "picture 'half.jpg' is damaged");
    has(said->str, "entry.md: error: picture 'missing.jpg' cannot be read");
}

#define ADD(path, test) g_test_add(path, Fixture, NULL, fixture_set_up, test, fixture_tear_down)

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    ADD("/typeset/draw/pdf", test_pdf);
    ADD("/typeset/draw/marks", test_marks);
    ADD("/typeset/draw/bleed", test_bleed);
    ADD("/typeset/draw/repeatable", test_repeatable);
    ADD("/typeset/draw/png", test_png);
    ADD("/typeset/draw/svg", test_svg);
    ADD("/typeset/draw/tiles", test_tiles);
    ADD("/typeset/draw/tiles-overlap", test_tiles_overlap);
    ADD("/typeset/draw/photo", test_photo);
    ADD("/typeset/draw/photo-fit", test_photo_fit);
    ADD("/typeset/draw/photo-kinds", test_photo_kinds);
    ADD("/typeset/draw/photo-turned", test_photo_turned);
    ADD("/typeset/draw/photo-large", test_photo_large);
    ADD("/typeset/draw/photo-bad", test_photo_bad);
    return g_test_run();
}
