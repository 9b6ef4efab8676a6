/* SPDX-License-Identifier: MIT */
#include "typeset/crop.h"
#include "typeset/draw-marks.h"
#include "typeset/pdf-finish.h"
#include "typeset/tile.h"

#include <cairo-pdf.h>
#include <string.h>
typedef struct {
    Canvas canvas;
    cairo_surface_t *surface;
    GByteArray *bytes;
} Pdf;

static void metadata_set(cairo_surface_t *surface, cairo_pdf_metadata_t key, const char *text)
{
    if (text && *text)
        cairo_pdf_surface_set_metadata(surface, key, text);
}

static void metadata_write(cairo_surface_t *surface, const Sheet *sheet)
{
    metadata_set(surface, CAIRO_PDF_METADATA_TITLE, sheet->title);
    metadata_set(surface, CAIRO_PDF_METADATA_AUTHOR, sheet->author);
    metadata_set(surface, CAIRO_PDF_METADATA_SUBJECT, sheet->subject);
    metadata_set(surface, CAIRO_PDF_METADATA_KEYWORDS, sheet->keywords);
    metadata_set(surface, CAIRO_PDF_METADATA_CREATOR, "Broadside " BROADSIDE_VERSION);
    /* Without one it would be the clock's. */
    metadata_set(surface, CAIRO_PDF_METADATA_CREATE_DATE,
                 sheet->created ? sheet->created : "1970-01-01T00:00:00Z");
}

static void pdf_begin(Pdf *pdf, const Canvas *canvas, double width, double height)
{
    *pdf = (Pdf){.canvas = *canvas, .bytes = g_byte_array_new()};
    pdf->surface = cairo_pdf_surface_create_for_stream(bytes_write, pdf->bytes, width, height);
    cairo_pdf_surface_restrict_to_version(pdf->surface, CAIRO_PDF_VERSION_1_5);
    metadata_write(pdf->surface, canvas->drawing->sheet);
}

/* NULL after a diagnostic, or where what was drawn is not `good`. */
static GBytes *pdf_end(Pdf *pdf, const PdfBoxes *boxes, gboolean good)
{
    const Drawing *drawing = pdf->canvas.drawing;
    GBytes *finished = NULL;

    cairo_surface_finish(pdf->surface);
    if (good && surface_check(cairo_surface_status(pdf->surface), drawing, pdf->canvas.diagnostics))
        finished = pdf_finish(pdf->bytes, drawing, boxes, pdf->canvas.diagnostics);
    cairo_surface_destroy(pdf->surface);
    g_byte_array_unref(pdf->bytes);
    return finished;
}

static gboolean sheet_page(Pdf *pdf, const PdfBoxes *boxes, const Marks *words)
{
    const Canvas *canvas = &pdf->canvas;
    g_autofree char *label = paper_name(canvas->drawing->sheet->paper);
    cairo_t *cairo = cairo_create(pdf->surface);

    cairo_pdf_surface_set_page_label(pdf->surface, label);
    if (canvas->drawing->options->marks)
        crop_draw(cairo, boxes);
    cairo_translate(cairo, boxes->trim.x, boxes->trim.y);
    gboolean drawn = marks_draw(words, canvas, cairo);
    cairo_tag_begin(cairo, "Document", NULL);
    drawn = drawn && sheet_draw(canvas, cairo, PAPER_BLEED);
    cairo_tag_end(cairo, "Document");
    drawn = drawn && surface_check(cairo_status(cairo), canvas->drawing, canvas->diagnostics);
    cairo_destroy(cairo);
    return drawn;
}

static GBytes *sheet_pdf(const Drawing *drawing, Diagnostics *diagnostics)
{
    const double width = drawing->sheet->paper.width * POINTS_PER_MM;
    const double height = drawing->sheet->paper.height * POINTS_PER_MM;
    const double room = PAPER_BLEED + (drawing->options->marks ? CROP_ROOM : 0);
    const PdfBoxes boxes = {width + 2 * room,
                            height + 2 * room,
                            {room, room, width, height},
                            PAPER_BLEED,
                            drawing->options->marks};
    g_autoptr(Marks) marks = marks_new();
    const Words words = {marks, drawing->fonts};
    const Marks *const used[] = {drawing->marks, marks};
    Pdf pdf;

    if (drawing->options->marks)
        crop_words(&words, drawing->sheet, &boxes);
    g_autoptr(Subsets) subsets = subsets_new(drawing->fonts, used, G_N_ELEMENTS(used));
    const Canvas canvas = {drawing,    subsets, diagnostics,
                           CANVAS_PDF, TRUE,    paper_dots(drawing->sheet->paper)};
    if (!subsets_check(subsets, drawing, diagnostics))
        return NULL;
    pdf_begin(&pdf, &canvas, boxes.width, boxes.height);
    return pdf_end(&pdf, &boxes, sheet_page(&pdf, &boxes, marks));
}

/* Draws `whole` as a form, which is in the file once whatever number of pages show it. */
static void part_draw(cairo_t *cairo, cairo_surface_t *whole, Box part, double x, double y, double scale)
{
    cairo_save(cairo);
    cairo_rectangle(cairo, x, y, part.width * scale, part.height * scale);
    cairo_clip(cairo);
    cairo_translate(cairo, x - part.x * scale, y - part.y * scale);
    cairo_scale(cairo, scale, scale);
    cairo_set_source_surface(cairo, whole, 0, 0);
    cairo_paint(cairo);
    cairo_restore(cairo);
}

typedef struct {
    const Tiling *tiling;
    cairo_surface_t *whole; /* the sheet */
    GPtrArray *words;       /* Marks of each page, the plan's first */
} Tiles;

static gboolean plan_page(Pdf *pdf, const Tiles *tiles, cairo_t *cairo)
{
    const Tiling *tiling = tiles->tiling;
    const Box plan = plan_box(tiling), all = {0, 0, tiling->sheet_width, tiling->sheet_height};

    cairo_pdf_surface_set_page_label(pdf->surface, "0");
    part_draw(cairo, tiles->whole, all, plan.x, plan.y, plan.width / tiling->sheet_width);
    plan_draw(cairo, tiling);
    return marks_draw(g_ptr_array_index(tiles->words, 0), &pdf->canvas, cairo);
}

static gboolean tile_page(Pdf *pdf, const Tiles *tiles, guint index, cairo_t *cairo)
{
    const Tiling *tiling = tiles->tiling;
    const guint column = index % tiling->columns, row = index / tiling->columns;
    g_autofree char *label = tiling_label(column, row);

    cairo_pdf_surface_set_page_label(pdf->surface, label);
    part_draw(cairo, tiles->whole, tiling_part(tiling, column, row), tiling->x, tiling->y, 1);
    tile_draw(cairo, tiling, column, row);
    return marks_draw(g_ptr_array_index(tiles->words, index + 1), &pdf->canvas, cairo);
}

static gboolean whole_draw(const Canvas *canvas, cairo_surface_t *whole)
{
    cairo_t *cairo = cairo_create(whole);
    const gboolean drawn = sheet_draw(canvas, cairo, 0) &&
                           surface_check(cairo_status(cairo), canvas->drawing, canvas->diagnostics);

    cairo_destroy(cairo);
    return drawn;
}

static gboolean tiles_draw(Pdf *pdf, const Tiles *tiles)
{
    const Tiling *tiling = tiles->tiling;
    gboolean drawn = whole_draw(&pdf->canvas, tiles->whole);

    for (guint i = 0; i <= tiling->columns * tiling->rows && drawn; i++) {
        cairo_t *cairo = cairo_create(pdf->surface);
        drawn = i == 0 ? plan_page(pdf, tiles, cairo) : tile_page(pdf, tiles, i - 1, cairo);
        cairo_show_page(cairo);
        drawn = drawn && surface_check(cairo_status(cairo), pdf->canvas.drawing, pdf->canvas.diagnostics);
        cairo_destroy(cairo);
    }
    return drawn;
}

static GPtrArray *tiles_words(const Drawing *drawing, const Tiling *tiling)
{
    GPtrArray *all = g_ptr_array_new_with_free_func((GDestroyNotify)marks_free);

    for (guint i = 0; i <= tiling->columns * tiling->rows; i++) {
        const Words words = {marks_new(), drawing->fonts};
        if (i == 0)
            plan_words(&words, tiling, drawing->sheet);
        else
            tile_words(&words, tiling, drawing->sheet, (i - 1) % tiling->columns, (i - 1) / tiling->columns);
        g_ptr_array_add(all, words.marks);
    }
    return all;
}

static GBytes *tiles_pdf(const Drawing *drawing, Diagnostics *diagnostics)
{
    Tiling tiling;
    Pdf pdf;

    if (!tiling_plan(drawing, &tiling, diagnostics))
        return NULL;
    g_autoptr(GPtrArray) words = tiles_words(drawing, &tiling);
    g_autofree const Marks **used = g_new(const Marks *, words->len + 1);
    memcpy(used, words->pdata, words->len * sizeof *used);
    used[words->len] = drawing->marks;
    g_autoptr(Subsets) subsets = subsets_new(drawing->fonts, used, words->len + 1);
    const Canvas canvas = {drawing,    subsets, diagnostics,
                           CANVAS_PDF, FALSE,   paper_dots(drawing->sheet->paper)};
    const PdfBoxes boxes = {tiling.width, tiling.height, {0, 0, tiling.width, tiling.height}, 0, TRUE};
    const cairo_rectangle_t extents = {0, 0, tiling.sheet_width, tiling.sheet_height};
    if (!subsets_check(subsets, drawing, diagnostics))
        return NULL;
    const Tiles tiles = {&tiling, cairo_recording_surface_create(CAIRO_CONTENT_COLOR_ALPHA, &extents), words};
    pdf_begin(&pdf, &canvas, tiling.width, tiling.height);
    GBytes *finished = pdf_end(&pdf, &boxes, tiles_draw(&pdf, &tiles));
    cairo_surface_destroy(tiles.whole);
    return finished;
}

GBytes *draw_pdf(const Drawing *drawing, Diagnostics *diagnostics)
{
    return drawing->options->tile && !tiling_is_needless(drawing) ? tiles_pdf(drawing, diagnostics)
                                                                  : sheet_pdf(drawing, diagnostics);
}
