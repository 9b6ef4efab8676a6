/* SPDX-License-Identifier: MIT */
/*
 * Every character of GB 2312, in each face that the sheets use, as two programs draw it that are not ours,
 * against the outline in the installed font. What is extracted as text from a PDF may be blank on paper:
 * Cairo's own subsets of CFF fonts lose strokes where hints and subroutines are left in the font (烪 in Noto
 * Sans CJK SC Bold), which is why the typesetter takes them out first (subset.c).
 */
#include "typeset/draw.h"

#include <fontconfig/fontconfig.h>
#include <ft2build.h>
#include FT_FREETYPE_H
#include FT_OUTLINE_H
#include <glib/gstdio.h>
#include <math.h>
#include <string.h>

/* Pages are drawn with a pixel for a point. */
#define EM 48
#define CELL 60
#define ORIGIN_X 6
#define BASELINE 48
#define GRID 10

/* How much of the ink of the two pictures must be the same, of a character and on average. */
#define LIKENESS 0.98
#define LIKENESS_MEAN 0.99

/* They were blank, or had lost strokes, before subsets were made without subroutines. */
#define KNOWN "如瘃忉烪応芧纩"

typedef struct {
    const char *family, *role;
    gboolean bold;
} Style;

static const Style styles[] = {
    {"Noto Sans CJK SC", "sans", FALSE},
    {"Noto Sans CJK SC", "sans", TRUE},
    {"Noto Serif CJK SC", "serif", FALSE},
    {"Noto Serif CJK SC", "serif", TRUE},
};

/* Characters that have a page, and so a subset of the font, of their own. */
typedef struct {
    const gunichar *characters;
    guint count, side; /* cells in a row, and rows */
} Batch;

typedef struct {
    const Style *style;
    char *folder;
    Fonts *fonts;
    FT_Library library;
    FT_Face face;            /* the installed font, found without the program */
    double left, top;        /* of the trimmed corner in what is shown of the page */
    double shift_x, shift_y; /* puts an origin on a whole pixel */
    GArray *batches;         /* Batch */
    gunichar *all, *known;
    glong n_all, n_known;
} Proof;

typedef struct {
    guint width, height;
    const guint8 *pixels;
    char *bytes;
} Picture;

/* Rows 16 to 87 of GB 2312; the last of its first level has five places without a character. */
static gunichar *gb2312_characters(glong *count)
{
    g_autoptr(GString) bytes = g_string_new(NULL);
    g_autoptr(GError) error = NULL;

    for (guint row = 16; row <= 87; row++)
        for (guint cell = 1; cell <= (row == 55 ? 89 : 94); cell++) {
            g_string_append_c(bytes, (char)(0xa0 + row));
            g_string_append_c(bytes, (char)(0xa0 + cell));
        }
    g_autofree char *text = g_convert(bytes->str, (gssize)bytes->len, "UTF-8", "GB2312", NULL, NULL, &error);
    g_assert_no_error(error);
    return g_utf8_to_ucs4_fast(text, -1, count);
}

/* The regular or bold face by that very name, as fontconfig knows it. */
static void face_open(Proof *proof)
{
    FcPattern *pattern = FcPatternCreate();
    FcChar8 *file, *family;
    FcResult result;
    int index;

    FcPatternAddString(pattern, FC_FAMILY, (const FcChar8 *)proof->style->family);
    FcPatternAddString(pattern, FC_STYLE, (const FcChar8 *)(proof->style->bold ? "Bold" : "Regular"));
    FcConfigSubstitute(NULL, pattern, FcMatchPattern);
    FcDefaultSubstitute(pattern);
    FcPattern *found = FcFontMatch(NULL, pattern, &result);
    g_assert_nonnull(found);
    g_assert_cmpint(FcPatternGetString(found, FC_FAMILY, 0, &family), ==, FcResultMatch);
    g_assert_cmpstr((const char *)family, ==, proof->style->family);
    FcPatternGetString(found, FC_FILE, 0, &file);
    FcPatternGetInteger(found, FC_INDEX, 0, &index);
    g_assert_cmpint(FT_Init_FreeType(&proof->library), ==, 0);
    g_assert_cmpint(FT_New_Face(proof->library, (const char *)file, index, &proof->face), ==, 0);
    g_assert_cmpint(FT_Set_Char_Size(proof->face, EM * 64, EM * 64, 72, 72), ==, 0);
    FcPatternDestroy(found);
    FcPatternDestroy(pattern);
}

/* Whether a program complains of anything; that Debian's MuPDF knows no colour profiles is not our doing. */
static gboolean complains(const char *err)
{
    g_autofree char *lower = g_ascii_strdown(err, -1);
    g_auto(GStrv) lines = g_strsplit(lower, "\n", -1);

    for (char **line = lines; *line; line++)
        if ((strstr(*line, "error") || strstr(*line, "warning") || strstr(*line, "broken")) &&
            !strstr(*line, "icc support is not available"))
            return TRUE;
    return FALSE;
}

/* Runs a program, which must have nothing to complain of; what it prints. */
static char *run(const Proof *proof, const char *const *arguments)
{
    g_autofree char *err = NULL;
    g_autoptr(GError) error = NULL;
    char *out = NULL;
    int status;

    g_spawn_sync(proof->folder, (char **)arguments, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, &out, &err,
                 &status, &error);
    g_assert_no_error(error);
    if (status != 0 || complains(err))
        g_error("%s: status %d: %s", arguments[0], status, err);
    return out;
}

#define RUN(proof, ...) run((proof), (const char *const[]){__VA_ARGS__, NULL})

static void glyph_add(const Proof *proof, const Batch *batch, guint number, Marks *marks)
{
    const Face *face =
        fonts_find(proof->fonts, proof->style->role, proof->style->bold, batch->characters[number]);
    char text[6];
    hb_codepoint_t glyph;

    g_assert_nonnull(face);
    g_assert_true(hb_font_get_nominal_glyph(face->font, batch->characters[number], &glyph));
    const gsize length = (gsize)g_unichar_to_utf8(batch->characters[number], text);
    const MarkGlyph placed = {glyph, number % batch->side * CELL + ORIGIN_X + proof->shift_x,
                              number / batch->side * CELL + BASELINE + proof->shift_y};
    const MarkCluster cluster = {(guint)length, 1};
    const Mark mark = {.kind = MARK_GLYPHS,
                       .colour = 0x000000,
                       .run = {.face = face,
                               .size = EM,
                               .text = text,
                               .length = length,
                               .glyphs = &placed,
                               .n_glyphs = 1,
                               .clusters = &cluster,
                               .n_clusters = 1}};
    marks_add(marks, &mark);
}

static void batch_draw(const Proof *proof, const Batch *batch, const char *name)
{
    g_autoptr(Diagnostics) diagnostics = diagnostics_new();
    g_autoptr(Marks) marks = marks_new();
    const double side = batch->side * CELL + 12;
    g_autofree char *svg = g_strdup_printf("<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 %u %u'/>",
                                           (guint)side, (guint)side);
    const Sheet sheet = {.name = "proof",
                         .artwork = svg,
                         .artwork_length = strlen(svg),
                         .artwork_file = "proof.svg",
                         .paper = {side / POINTS_PER_MM, side / POINTS_PER_MM},
                         .title = "Proof",
                         .language = "zh-Hans",
                         .created = "2025-11-20T00:00:00Z"};
    const SheetOptions options = {0};
    g_autoptr(Artwork) artwork = artwork_new(&sheet, FALSE, diagnostics);

    g_assert_nonnull(artwork);
    marks_begin(marks, "P", NULL);
    for (guint i = 0; i < batch->count; i++)
        glyph_add(proof, batch, i, marks);
    marks_end(marks);
    const Drawing drawing = {&sheet, &options, artwork, marks, proof->fonts};
    g_autoptr(GBytes) pdf = draw_pdf(&drawing, diagnostics);
    g_assert_nonnull(pdf);
    g_autofree char *path = g_build_filename(proof->folder, name, NULL);
    g_assert_true(
        g_file_set_contents(path, g_bytes_get_data(pdf, NULL), (gssize)g_bytes_get_size(pdf), NULL));
}

static void box_find(const char *boxes, const char *name, double box[4])
{
    const char *at = strstr(boxes, name);

    g_assert_nonnull(at);
    at += strlen(name);
    for (guint i = 0; i < 4; i++) {
        char *end;
        box[i] = g_ascii_strtod(at, &end);
        g_assert_true(end != at);
        at = end;
    }
}

/* Where the trimmed sheet lies in the page, and what puts a glyph of it on a whole pixel. */
static void page_measure(Proof *proof)
{
    double crop[4], trim[4];

    batch_draw(proof, &g_array_index(proof->batches, Batch, 0), "measure.pdf");
    g_autofree char *boxes = RUN(proof, "pdfinfo", "-box", "measure.pdf");
    box_find(boxes, "CropBox:", crop);
    box_find(boxes, "TrimBox:", trim);
    proof->left = trim[0] - crop[0];
    proof->top = crop[3] - trim[3];
    /* pdfinfo rounds to hundredths, and what is a hundredth short of a pixel goes to the one before. */
    proof->shift_x = ceil(proof->left) - proof->left + 0.02;
    proof->shift_y = ceil(proof->top) - proof->top + 0.02;
}

static void batches_make(Proof *proof)
{
    Batch batch = {proof->all, (guint)proof->n_all, (guint)ceil(sqrt((double)proof->n_all))};

    proof->batches = g_array_new(FALSE, FALSE, sizeof(Batch));
    for (glong i = 0; i < proof->n_known; i++) {
        const Batch one = {proof->known + i, 1, 2};
        g_array_append_val(proof->batches, one);
    }
    for (glong i = 0; i < proof->n_all; i += GRID * GRID) {
        const Batch some = {proof->all + i, (guint)MIN(GRID * GRID, proof->n_all - i), GRID};
        g_array_append_val(proof->batches, some);
    }
    g_array_append_val(proof->batches, batch);
}

/* All batches as the pages of proof.pdf. */
static void pages_draw(const Proof *proof)
{
    g_autoptr(GPtrArray) arguments = g_ptr_array_new_with_free_func(g_free);

    g_ptr_array_add(arguments, g_strdup("qpdf"));
    g_ptr_array_add(arguments, g_strdup("--empty"));
    g_ptr_array_add(arguments, g_strdup("--pages"));
    for (guint i = 0; i < proof->batches->len; i++) {
        char *name = g_strdup_printf("batch-%u.pdf", i);
        batch_draw(proof, &g_array_index(proof->batches, Batch, i), name);
        g_ptr_array_add(arguments, name);
    }
    g_ptr_array_add(arguments, g_strdup("--"));
    g_ptr_array_add(arguments, g_strdup("proof.pdf"));
    g_ptr_array_add(arguments, NULL);
    g_autofree char *merged = run(proof, (const char *const *)arguments->pdata);
    g_autofree char *first = RUN(proof, "qpdf", "--check", "batch-0.pdf");
    g_autofree char *checked = RUN(proof, "qpdf", "--check", "proof.pdf");
    g_assert_nonnull(strstr(checked, "No syntax or stream encoding errors"));
}

/* A grey picture in the format PGM. */
static Picture picture_read(const Proof *proof, const char *name)
{
    g_autofree char *path = g_build_filename(proof->folder, name, NULL);
    g_autoptr(GError) error = NULL;
    Picture picture = {0};
    gsize length;
    guint most, begin = 0;

    g_file_get_contents(path, &picture.bytes, &length, &error);
    g_assert_no_error(error);
    g_assert_cmpint(
        sscanf(picture.bytes, "P5 %u %u %u%n", &picture.width, &picture.height, &most, (int *)&begin), ==, 3);
    g_assert_cmpuint(most, ==, 255);
    g_assert_cmpuint(begin + 1 + picture.width * picture.height, ==, length);
    picture.pixels = (const guint8 *)picture.bytes + begin + 1;
    return picture;
}

/* What the font's outline covers of a cell, 0 to 255 a pixel. */
static void outline_draw(const Proof *proof, gunichar character, guint8 cell[CELL * CELL])
{
    FT_Bitmap bitmap = {.rows = CELL,
                        .width = CELL,
                        .pitch = CELL,
                        .buffer = cell,
                        .num_grays = 256,
                        .pixel_mode = FT_PIXEL_MODE_GRAY};
    const FT_UInt glyph = FT_Get_Char_Index(proof->face, character);

    g_assert_cmpuint(glyph, !=, 0);
    g_assert_cmpint(FT_Load_Glyph(proof->face, glyph, FT_LOAD_NO_HINTING | FT_LOAD_NO_BITMAP), ==, 0);
    memset(cell, 0, CELL * CELL);
    FT_Outline_Translate(&proof->face->glyph->outline, ORIGIN_X * 64, (CELL - BASELINE) * 64);
    g_assert_cmpint(FT_Outline_Get_Bitmap(proof->library, &proof->face->glyph->outline, &bitmap), ==, 0);
}

/* Of the ink in either, how much is in both. */
static double cell_likeness(const Proof *proof, const Picture *picture, const Batch *batch, guint number)
{
    guint8 cell[CELL * CELL];
    const guint left = (guint)ceil(proof->left) + number % batch->side * CELL;
    const guint top = (guint)ceil(proof->top) + number / batch->side * CELL;
    guint both = 0, either = 0, ink = 0;

    outline_draw(proof, batch->characters[number], cell);
    g_assert_cmpuint(left + CELL, <=, picture->width);
    g_assert_cmpuint(top + CELL, <=, picture->height);
    for (guint y = 0; y < CELL; y++)
        for (guint x = 0; x < CELL; x++) {
            const guint drawn = 255u - picture->pixels[(top + y) * picture->width + left + x];
            const guint outline = cell[y * CELL + x];
            both += MIN(drawn, outline);
            either += MAX(drawn, outline);
            ink += outline;
        }
    g_assert_cmpuint(ink, >, 255 * 20);
    return (double)both / either;
}

/* Each page by one of the programs, "%03u" in `names` being its number. Counts what is unlike. */
static void pages_compare(const Proof *proof, const char *program, const char *names)
{
    double sum = 0, least = 1;
    guint count = 0, bad = 0;

    for (guint page = 0; page < proof->batches->len; page++) {
        const Batch *batch = &g_array_index(proof->batches, Batch, page);
        g_autofree char *name = g_strdup_printf(names, page + 1);
        Picture picture = picture_read(proof, name);
        for (guint i = 0; i < batch->count; i++, count++) {
            const double likeness = cell_likeness(proof, &picture, batch, i);
            sum += likeness;
            least = MIN(least, likeness);
            if (likeness >= LIKENESS)
                continue;
            if (bad++ < 20)
                g_test_message("%s: U+%04X, one of %u on its page: %.0f %% of the ink is the font's", program,
                               batch->characters[i], batch->count, 100 * likeness);
        }
        g_free(picture.bytes);
    }
    g_test_message("%s: %u characters; likeness %.4f on average, %.4f at least", program, count, sum / count,
                   least);
    g_assert_cmpuint(bad, ==, 0);
    g_assert_cmpfloat(sum / count, >=, LIKENESS_MEAN);
}

/* The text comes back whole and in its order. */
static void text_compare(const Proof *proof)
{
    g_autofree char *text = RUN(proof, "pdftotext", "-raw", "proof.pdf", "-");
    g_autoptr(GString) found = g_string_new(NULL), expected = g_string_new(NULL);

    for (const char *c = text; *c; c = g_utf8_next_char(c))
        if (!g_unichar_isspace(g_utf8_get_char(c)))
            g_string_append_unichar(found, g_utf8_get_char(c));
    for (guint page = 0; page < proof->batches->len; page++) {
        const Batch *batch = &g_array_index(proof->batches, Batch, page);
        for (guint i = 0; i < batch->count; i++)
            g_string_append_unichar(expected, batch->characters[i]);
    }
    g_assert_cmpuint(expected->len, ==, found->len);
    g_assert_true(g_string_equal(found, expected));
}

static void folder_remove(const char *path)
{
    g_autoptr(GDir) dir = g_dir_open(path, 0, NULL);
    const char *name;

    while (dir && (name = g_dir_read_name(dir))) {
        g_autofree char *file = g_build_filename(path, name, NULL);
        g_remove(file);
    }
    g_rmdir(path);
}

static void proof_clear(Proof *proof)
{
    folder_remove(proof->folder);
    FT_Done_Face(proof->face);
    FT_Done_FreeType(proof->library);
    fonts_free(proof->fonts);
    g_array_unref(proof->batches);
    g_free(proof->all);
    g_free(proof->known);
    g_free(proof->folder);
}

static void test_face(gconstpointer data)
{
    static const char *const sans[] = {"Noto Sans CJK SC", NULL}, *const serif[] = {"Noto Serif CJK SC",
                                                                                    NULL};
    static const FontRole roles[] = {{"sans", sans}, {"serif", serif}};
    g_autoptr(Diagnostics) diagnostics = diagnostics_new();
    Proof proof = {.style = data, .folder = g_dir_make_tmp("broadside-XXXXXX", NULL)};

    proof.fonts = fonts_new(roles, G_N_ELEMENTS(roles), PLACE_NONE, diagnostics);
    g_assert_nonnull(proof.fonts);
    proof.all = gb2312_characters(&proof.n_all);
    g_assert_cmpint(proof.n_all, ==, 6763);
    proof.known = g_utf8_to_ucs4_fast(KNOWN, -1, &proof.n_known);
    face_open(&proof);
    batches_make(&proof);
    page_measure(&proof);
    pages_draw(&proof);
    g_autofree char *poppler =
        RUN(&proof, "pdftoppm", "-cropbox", "-r", "72", "-gray", "proof.pdf", "poppler");
    pages_compare(&proof, "poppler", "poppler-%02u.pgm");
    g_autofree char *mupdf =
        RUN(&proof, "mutool", "draw", "-r", "72", "-c", "gray", "-o", "mupdf-%d.pgm", "proof.pdf");
    pages_compare(&proof, "mupdf", "mupdf-%u.pgm");
    text_compare(&proof);
    proof_clear(&proof);
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    for (guint i = 0; i < G_N_ELEMENTS(styles); i++) {
        g_autofree char *name =
            g_strdup_printf("/typeset/glyphs/%s-%s", styles[i].role, styles[i].bold ? "bold" : "regular");
        g_test_add_data_func(name, &styles[i], test_face);
    }
    return g_test_run();
}
