/* SPDX-License-Identifier: MIT */
#include "typeset/draw-marks.h"

#include <cairo-svg.h>
#include <string.h>

/* It says whom it is of: build/ours.c looks for that. */
#define MADE_BY "<!-- Broadside " BROADSIDE_VERSION " -->\n"

/*
 * Cairo numbers surfaces over the life of the process. Every id becomes one that counts within the document,
 * in the order in which they come.
 */
typedef struct {
    GHashTable *numbers; /* id: number + 1 */
    GString *out;
} Renumbering;

/* Appends the new name of the id at `text`, which ends before one of `stops`. Gives its end. */
static const char *id_append(Renumbering *renumbering, const char *text, const char *stops)
{
    const gsize length = strcspn(text, stops);
    g_autofree char *id = g_strndup(text, length);
    guint number = GPOINTER_TO_UINT(g_hash_table_lookup(renumbering->numbers, id));

    if (number == 0) {
        number = g_hash_table_size(renumbering->numbers) + 1;
        g_hash_table_insert(renumbering->numbers, g_steal_pointer(&id), GUINT_TO_POINTER(number));
    }
    g_string_append_printf(renumbering->out, "i%u", number);
    return text + length;
}

/* Texts are outlines: nothing but Cairo's own words stands in the document. */
static void ids_renumber(const char *svg, GString *out)
{
    static const struct {
        char before; /* the character by which it may be found */
        const char *mark, *stops;
    } marks[] = {{'i', "id=\"", "\""}, {'#', "#", "\")"}};
    g_autoptr(GHashTable) numbers = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    Renumbering renumbering = {numbers, out};

    for (const char *end = svg + strlen(svg); svg < end;) {
        const gsize plain = strcspn(svg, "i#");
        g_string_append_len(out, svg, (gssize)plain);
        svg += plain;
        if (*svg == '#' && (svg[-1] == '"' || svg[-1] == '(')) {
            g_string_append(out, marks[1].mark);
            svg = id_append(&renumbering, svg + 1, marks[1].stops);
        } else if (g_str_has_prefix(svg, marks[0].mark) && svg[-1] == ' ') {
            g_string_append(out, marks[0].mark);
            svg = id_append(&renumbering, svg + strlen(marks[0].mark), marks[0].stops);
        } else if (*svg)
            g_string_append_c(out, *svg++);
    }
}

/* A root with a size in millimetres, and a title. */
static void root_append(GString *out, const Sheet *sheet)
{
    char width[G_ASCII_DTOSTR_BUF_SIZE], height[G_ASCII_DTOSTR_BUF_SIZE];
    char across[G_ASCII_DTOSTR_BUF_SIZE], down[G_ASCII_DTOSTR_BUF_SIZE];
    g_autofree char *title = g_markup_escape_text(sheet->title, -1);
    g_autofree char *language = g_markup_escape_text(sheet->language, -1);

    g_ascii_formatd(width, sizeof width, "%.6g", sheet->paper.width);
    g_ascii_formatd(height, sizeof height, "%.6g", sheet->paper.height);
    g_ascii_formatd(across, sizeof across, "%.3f", sheet->paper.width * POINTS_PER_MM);
    g_ascii_formatd(down, sizeof down, "%.3f", sheet->paper.height * POINTS_PER_MM);
    g_string_append_printf(out,
                           "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n" MADE_BY
                           "<svg xmlns=\"http://www.w3.org/2000/svg\" "
                           "xmlns:xlink=\"http://www.w3.org/1999/xlink\" "
                           "width=\"%smm\" height=\"%smm\" viewBox=\"0 0 %s %s\" role=\"img\" "
                           "xml:lang=\"%s\">\n<title>%s</title>\n",
                           width, height, across, down, language, title);
}

static GBytes *svg_finish(GByteArray *bytes, const Sheet *sheet)
{
    GString *out = g_string_sized_new(bytes->len);
    const char *root;

    g_byte_array_append(bytes, (const guint8 *)"", 1);
    root = strstr((const char *)bytes->data, "<svg");
    root = root ? strchr(root, '>') : NULL;
    root_append(out, sheet);
    ids_renumber(root ? root + 1 : "\n</svg>\n", out);
    return g_string_free_to_bytes(out);
}

GBytes *draw_svg(const Drawing *drawing, Diagnostics *diagnostics)
{
    const Sheet *sheet = drawing->sheet;
    const double width = sheet->paper.width * POINTS_PER_MM, height = sheet->paper.height * POINTS_PER_MM;
    g_autoptr(Subsets) subsets = subsets_new(drawing->fonts, &drawing->marks, 1);
    g_autoptr(GByteArray) bytes = g_byte_array_new();
    const Imprint imprint = imprint_of_sheet(sheet);
    const Canvas canvas = {.imprint = &imprint,
                           .subsets = subsets,
                           .diagnostics = diagnostics,
                           .kind = CANVAS_SVG,
                           .grey = drawing->options->grey,
                           .dots = MIN(150, paper_dots(sheet->paper))};

    if (!subsets_check(subsets, &imprint, diagnostics))
        return NULL;
    cairo_surface_t *surface = cairo_svg_surface_create_for_stream(bytes_write, bytes, width, height);
    cairo_t *cairo = cairo_create(surface);
    gboolean drawn =
        sheet_draw(drawing, &canvas, cairo, 0) && surface_check(cairo_status(cairo), &imprint, diagnostics);
    cairo_destroy(cairo);
    cairo_surface_finish(surface);
    drawn = drawn && surface_check(cairo_surface_status(surface), &imprint, diagnostics);
    cairo_surface_destroy(surface);
    return drawn ? svg_finish(bytes, sheet) : NULL;
}
