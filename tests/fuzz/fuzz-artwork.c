/* SPDX-License-Identifier: MIT */
/*
 * Fuzzes the drawings of sheets: byte 1 says whether in grey. Whatever the SVG is, it is refused with a
 * message, or what is left of it is good once more, refers to nothing outside, and is drawn in time.
 */
#include "typeset/artwork-check.h"
#include "typeset/artwork.h"

#include <string.h>

int LLVMFuzzerTestOneInput(const guint8 *data, size_t size);

#define FILE_NAME "artwork.svg"

/* What was looked through once has nothing left that could be refused, and the same frames. */
static void check_again(const CheckedArtwork *checked, gboolean grey)
{
    g_autoptr(Diagnostics) diagnostics = diagnostics_new();
    g_autoptr(CheckedArtwork) again =
        artwork_check(checked->svg->str, checked->svg->len, FILE_NAME, grey, NULL, diagnostics);

    g_assert_nonnull(again);
    g_assert_cmpuint(again->frames->len, ==, checked->frames->len);
    for (guint i = 0; i + 1 < checked->frames->len; i++)
        g_assert_cmpstr(g_ptr_array_index(again->frames, i), ==, g_ptr_array_index(checked->frames, i));
}

/* No name of what leads out of the file, and no address but of what is in it. Quotes in values are written
 * otherwise: those that are there stand around a value. */
static void check_inside(const char *svg)
{
    static const char *const names[] = {" xlink:",  " xml:",    " src=", "<text ", "<text>",
                                        "<filter ", "<script ", "<!",    "<?"};
    g_auto(GStrv) pieces = g_strsplit(svg, "\"", -1);

    for (guint i = 0; pieces[i]; i += 2) {
        for (guint j = 0; j < G_N_ELEMENTS(names); j++)
            g_assert_null(strstr(pieces[i], names[j]));
        if (g_str_has_suffix(pieces[i], " href="))
            g_assert(*pieces[i + 1] == '#' || g_ascii_strncasecmp(pieces[i + 1], "data:image/", 11) == 0);
        if (!pieces[i + 1])
            break;
    }
}

static void draw(const Artwork *artwork)
{
    g_autoptr(Diagnostics) diagnostics = diagnostics_new();
    cairo_surface_t *surface = cairo_image_surface_create(CAIRO_FORMAT_ARGB32, 60, 84);
    cairo_t *cairo = cairo_create(surface);

    cairo_scale(cairo, 0.1, 0.1);
    artwork_draw(artwork, cairo, 0, diagnostics);
    cairo_destroy(cairo);
    cairo_surface_destroy(surface);
}

int LLVMFuzzerTestOneInput(const guint8 *data, size_t size)
{
    if (size == 0)
        return 0;
    const gboolean grey = *data & 1;
    /* A copy of just this size: the sanitizer sees what is read beyond it. */
    g_autofree char *svg = g_malloc(MAX(size - 1, 1));
    memcpy(svg, data + 1, size - 1);
    const Sheet sheet = {.name = "try",
                         .artwork = svg,
                         .artwork_length = size - 1,
                         .artwork_file = FILE_NAME,
                         .stretch = 20,
                         .paper = {210, 297},
                         .title = "",
                         .language = "zh-Hans"};
    g_autoptr(Diagnostics) diagnostics = diagnostics_new();
    g_autoptr(CheckedArtwork) checked =
        artwork_check(sheet.artwork, sheet.artwork_length, FILE_NAME, grey, NULL, diagnostics);

    g_assert((checked == NULL) == (diagnostics_count(diagnostics, SEVERITY_ERROR) > 0));
    if (!checked)
        return 0;
    check_inside(checked->svg->str);
    check_again(checked, grey);
    g_autoptr(Artwork) artwork = artwork_new(&sheet, grey, diagnostics);
    g_assert((artwork == NULL) == (diagnostics_count(diagnostics, SEVERITY_ERROR) > 0));
    if (artwork)
        draw(artwork);
    return 0;
}
