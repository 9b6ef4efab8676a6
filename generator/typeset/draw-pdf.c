/* SPDX-License-Identifier: MIT */
#include "typeset/crop.h"
#include "typeset/draw-marks.h"
#include "typeset/pdf.h"
#include "typeset/tile.h"

#include <cairo-pdf.h>
#include <string.h>

/* A sheet on its way into a PDF. */
typedef struct {
    const Drawing *drawing;
    const Canvas *canvas;
    Pdf pdf;
} Printing;

static gboolean sheet_page(const Printing *printing, const PdfBoxes *boxes, const Marks *words)
{
    const Drawing *drawing = printing->drawing;
    const Canvas *canvas = printing->canvas;
    g_autofree char *label = paper_name(drawing->sheet->paper);
    cairo_t *cairo = cairo_create(printing->pdf.surface);

    cairo_pdf_surface_set_page_label(printing->pdf.surface, label);
    if (drawing->options->marks)
        crop_draw(cairo, boxes);
    cairo_translate(cairo, boxes->trim.x, boxes->trim.y);
    gboolean drawn = marks_draw(words, canvas, cairo);
    cairo_tag_begin(cairo, "Document", NULL);
    drawn = drawn && sheet_draw(drawing, canvas, cairo, PAPER_BLEED);
    cairo_tag_end(cairo, "Document");
    drawn = drawn && surface_check(cairo_status(cairo), canvas->imprint, canvas->diagnostics);
    cairo_destroy(cairo);
    return drawn;
}

static Canvas canvas_of(const Drawing *drawing, const Imprint *imprint, const Subsets *subsets,
                        gboolean tagged, Diagnostics *diagnostics)
{
    return (Canvas){.imprint = imprint,
                    .subsets = subsets,
                    .diagnostics = diagnostics,
                    .kind = CANVAS_PDF,
                    .tagged = tagged,
                    .grey = drawing->options->grey,
                    .dots = paper_dots(drawing->sheet->paper)};
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
    const PdfFinish finish = {.boxes = &boxes, .n_boxes = 1, .source = drawing->sheet};
    const Imprint imprint = imprint_of_sheet(drawing->sheet);
    g_autoptr(Marks) marks = marks_new();
    const Words words = {marks, drawing->fonts};
    const Marks *const used[] = {drawing->marks, marks};

    if (drawing->options->marks)
        crop_words(&words, drawing->sheet, &boxes);
    g_autoptr(Subsets) subsets = subsets_new(drawing->fonts, used, G_N_ELEMENTS(used));
    const Canvas canvas = canvas_of(drawing, &imprint, subsets, TRUE, diagnostics);
    Printing printing = {.drawing = drawing, .canvas = &canvas};
    if (!subsets_check(subsets, &imprint, diagnostics))
        return NULL;
    pdf_begin(&printing.pdf, &imprint, boxes.width, boxes.height, diagnostics);
    return pdf_end(&printing.pdf, &finish, sheet_page(&printing, &boxes, marks));
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

static gboolean plan_page(const Printing *printing, const Tiles *tiles, cairo_t *cairo)
{
    const Tiling *tiling = tiles->tiling;
    const Box plan = plan_box(tiling), all = {0, 0, tiling->sheet_width, tiling->sheet_height};

    cairo_pdf_surface_set_page_label(printing->pdf.surface, "0");
    part_draw(cairo, tiles->whole, all, plan.x, plan.y, plan.width / tiling->sheet_width);
    plan_draw(cairo, tiling);
    return marks_draw(g_ptr_array_index(tiles->words, 0), printing->canvas, cairo);
}

static gboolean tile_page(const Printing *printing, const Tiles *tiles, guint index, cairo_t *cairo)
{
    const Tiling *tiling = tiles->tiling;
    const guint column = index % tiling->columns, row = index / tiling->columns;
    g_autofree char *label = tiling_label(column, row);

    cairo_pdf_surface_set_page_label(printing->pdf.surface, label);
    part_draw(cairo, tiles->whole, tiling_part(tiling, column, row), tiling->x, tiling->y, 1);
    tile_draw(cairo, tiling, column, row);
    return marks_draw(g_ptr_array_index(tiles->words, index + 1), printing->canvas, cairo);
}

static gboolean whole_draw(const Printing *printing, cairo_surface_t *whole)
{
    const Canvas *canvas = printing->canvas;
    cairo_t *cairo = cairo_create(whole);
    const gboolean drawn = sheet_draw(printing->drawing, canvas, cairo, 0) &&
                           surface_check(cairo_status(cairo), canvas->imprint, canvas->diagnostics);

    cairo_destroy(cairo);
    return drawn;
}

static gboolean tiles_draw(const Printing *printing, const Tiles *tiles)
{
    const Tiling *tiling = tiles->tiling;
    gboolean drawn = whole_draw(printing, tiles->whole);

    for (guint i = 0; i <= tiling->columns * tiling->rows && drawn; i++) {
        cairo_t *cairo = cairo_create(printing->pdf.surface);
        drawn = i == 0 ? plan_page(printing, tiles, cairo) : tile_page(printing, tiles, i - 1, cairo);
        cairo_show_page(cairo);
        drawn = drawn &&
                surface_check(cairo_status(cairo), printing->canvas->imprint, printing->canvas->diagnostics);
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
    const Imprint imprint = imprint_of_sheet(drawing->sheet);
    Tiling tiling;

    if (!tiling_plan(drawing, &tiling, diagnostics))
        return NULL;
    g_autoptr(GPtrArray) words = tiles_words(drawing, &tiling);
    g_autofree const Marks **used = g_new(const Marks *, words->len + 1);
    memcpy(used, words->pdata, words->len * sizeof *used);
    used[words->len] = drawing->marks;
    g_autoptr(Subsets) subsets = subsets_new(drawing->fonts, used, words->len + 1);
    const Canvas canvas = canvas_of(drawing, &imprint, subsets, FALSE, diagnostics);
    Printing printing = {.drawing = drawing, .canvas = &canvas};
    const PdfBoxes boxes = {tiling.width, tiling.height, {0, 0, tiling.width, tiling.height}, 0, TRUE};
    const PdfFinish finish = {.boxes = &boxes, .n_boxes = 1, .source = drawing->sheet};
    const cairo_rectangle_t extents = {0, 0, tiling.sheet_width, tiling.sheet_height};
    if (!subsets_check(subsets, &imprint, diagnostics))
        return NULL;
    const Tiles tiles = {&tiling, cairo_recording_surface_create(CAIRO_CONTENT_COLOR_ALPHA, &extents), words};
    pdf_begin(&printing.pdf, &imprint, tiling.width, tiling.height, diagnostics);
    GBytes *finished = pdf_end(&printing.pdf, &finish, tiles_draw(&printing, &tiles));
    cairo_surface_destroy(tiles.whole);
    return finished;
}

GBytes *draw_pdf(const Drawing *drawing, Diagnostics *diagnostics)
{
    return drawing->options->tile && !tiling_is_needless(drawing) ? tiles_pdf(drawing, diagnostics)
                                                                  : sheet_pdf(drawing, diagnostics);
}
