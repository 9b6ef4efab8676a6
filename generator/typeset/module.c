/* SPDX-License-Identifier: MIT */
#include "typeset/module.h"

#include "typeset/book-make.h"
#include "typeset/draw.h"
#include "typeset/flow.h"
#include "typeset/pdf-count.h"
#include "typeset/photo.h"

struct Typesetter {
    Fonts *fonts;
};

static void typesetter_close(Typesetter *typesetter)
{
    if (!typesetter)
        return;
    fonts_free(typesetter->fonts);
    g_free(typesetter);
}

static Typesetter *typesetter_open(const FontRole *roles, guint count, Place place, Diagnostics *diagnostics)
{
    Fonts *fonts = fonts_new(roles, count, place, diagnostics);

    if (!fonts)
        return NULL;
    Typesetter *typesetter = g_new0(Typesetter, 1);
    typesetter->fonts = fonts;
    photo_prepare();
    return typesetter;
}

static const char *const *typesetter_fonts(const Typesetter *typesetter)
{
    return fonts_places(typesetter->fonts);
}

typedef GBytes *(*Draw)(const Drawing *drawing, Diagnostics *diagnostics);

/* By SheetFormat. */
static const Draw draws[] = {draw_pdf, draw_png, draw_svg};

static gboolean files_draw(const Drawing *drawing, guint formats, GBytes *files[N_FORMATS],
                           Diagnostics *diagnostics)
{
    gboolean drawn = TRUE;

    for (guint i = 0; i < N_FORMATS; i++) {
        files[i] = drawn && formats & (1u << i) ? draws[i](drawing, diagnostics) : NULL;
        drawn = drawn && (files[i] || !(formats & (1u << i)));
    }
    for (guint i = 0; i < N_FORMATS && !drawn; i++)
        g_clear_pointer(&files[i], g_bytes_unref);
    return drawn;
}

static gboolean typesetter_make(Typesetter *typesetter, const Sheet *sheet, const SheetOptions *options,
                                guint formats, GBytes *files[N_FORMATS], GString *lines,
                                Diagnostics *diagnostics)
{
    g_autoptr(Artwork) artwork = artwork_new(sheet, options->grey, diagnostics);
    g_autoptr(Marks) marks = marks_new();

    if (!artwork || !sheet_fill(sheet, artwork, typesetter->fonts, marks, diagnostics))
        return FALSE;
    if (lines)
        marks_print(marks, lines);
    const Drawing drawing = {sheet, options, artwork, marks, typesetter->fonts};
    return files_draw(&drawing, formats, files, diagnostics);
}

static gboolean typesetter_make_book(Typesetter *typesetter, const Book *book, GBytes **pdf, guint *pages,
                                     GString *lines, Diagnostics *diagnostics)
{
    return book_make(typesetter->fonts, book, pdf, pages, lines, diagnostics);
}

const TypesetModule broadside_typeset = {TYPESET_VERSION,  typesetter_open, typesetter_close,
                                         typesetter_fonts, typesetter_make, typesetter_make_book,
                                         pdf_count_pages};
