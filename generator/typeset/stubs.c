/* SPDX-License-Identifier: MIT */
/* Until each is written. */
#include "typeset/draw.h"
#include "typeset/flow.h"
#include "typeset/paragraph.h"

#define STUB_POINTER(name, parameters)                                                                       \
    name parameters                                                                                          \
    {                                                                                                        \
        return NULL;                                                                                         \
    }
#define STUB_FALSE(name, parameters)                                                                         \
    gboolean name parameters                                                                                 \
    {                                                                                                        \
        return FALSE;                                                                                        \
    }
#pragma GCC diagnostic ignored "-Wunused-parameter"
/* A: fonts, paragraphs */
STUB_POINTER(Paragraph *paragraph_new, (const Styled *s, const ParagraphStyle *y, GArray *m))
void paragraph_free(Paragraph *p)
{
}
double paragraph_width(const Paragraph *p)
{
    return 0;
}
double paragraph_width_least(const Paragraph *p)
{
    return 0;
}
STUB_POINTER(GArray *paragraph_break, (const Paragraph *p, double w, double i, gboolean j))
STUB_POINTER(GArray *paragraph_balance, (const Paragraph *p, guint c))
void paragraph_put(const Paragraph *p, const Line *l, const LinePlace *a, Marks *m)
{
}
/* C: artwork, drawing, the module */
STUB_POINTER(Artwork *artwork_new, (const Sheet *s, gboolean g, Diagnostics *d))
void artwork_free(Artwork *a)
{
}
STUB_FALSE(artwork_frame, (const Artwork *a, const char *i, Box *b))
STUB_POINTER(const char *const *artwork_frames, (const Artwork *a))
double artwork_scale(const Artwork *a)
{
    return 1;
}
STUB_FALSE(artwork_draw, (const Artwork *a, cairo_t *c, double b, Diagnostics *d))
STUB_POINTER(GBytes *draw_pdf, (const Drawing *g, Diagnostics *d))
STUB_POINTER(GBytes *draw_png, (const Drawing *g, Diagnostics *d))
STUB_POINTER(GBytes *draw_svg, (const Drawing *g, Diagnostics *d))
