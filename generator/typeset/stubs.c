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
