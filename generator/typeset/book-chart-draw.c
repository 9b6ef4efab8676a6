/* SPDX-License-Identifier: MIT */
/* What the kinds of charts are drawn with. */
#include "typeset/book-chart.h"

#include <string.h>

/* In sizes. */
#define LEADING 1.3
#define MIDDLE 0.38 /* of a line above its baseline */
#define SWATCH 1.6
#define SWATCH_HEIGHT 0.8
#define SWATCH_GAP 0.4
#define LEGEND_GAP 1.4
#define LEGEND_BEFORE 0.3
#define LEGEND_LINE 1.6
#define POINT 0.22
#define PLATE 0.12
#define PLATE_HEIGHT 0.94
#define TOTAL_SHARE 0.25 /* of the width */
/* In points. */
#define HAIRLINE 0.5
#define LINE 1.2

Marks *charting_strip(Charting *charting, double before, double height, gboolean kept)
{
    Marks *marks = marks_new();
    const Slab slab = {.before = before, .height = height, .kept = kept};

    g_ptr_array_add(charting->strips, marks);
    g_array_append_val(charting->slabs, slab);
    return marks;
}

static Paragraph *shape(Charting *charting, const char *text, gboolean bold)
{
    const Styled styled = {.text = text, .length = text ? strlen(text) : 0};
    const ParagraphStyle style = {.fonts = charting->setting->fonts,
                                  .font = charting->setting->book->style.font,
                                  .bold = bold,
                                  .substitute = BOOK_SUBSTITUTE};

    return paragraph_new(&styled, &style, charting->setting->missing);
}

double charting_words_width(Charting *charting, const char *text, gboolean bold)
{
    g_autoptr(Paragraph) paragraph = shape(charting, text, bold);

    return paragraph_width(paragraph) * charting->size;
}

static double aligned(double x, double room, double width, FrameAlign align)
{
    return x + (align == ALIGN_CENTRE ? (room - width) / 2 : align == ALIGN_END ? room - width : 0);
}

static void line_put(const Charting *charting, const Paragraph *paragraph, const Line *line, double x,
                     double y, double size, Colour colour, Marks *marks)
{
    const LinePlace place = {.x = x,
                             .y = y + MIDDLE * size,
                             .size = size,
                             .width = MAX(line->natural, 1),
                             .align = ALIGN_START,
                             .colour = colour,
                             .accent = charting->accent,
                             .frame = "chart",
                             .first = line->start == 0};

    paragraph_put(paragraph, line, &place, marks);
}

void charting_words(Charting *charting, const ChartWords *words, Marks *marks)
{
    const double size = charting->size * (words->scale > 0 ? words->scale : 1);
    g_autoptr(Paragraph) paragraph = shape(charting, words->text, words->bold);
    g_autoptr(GArray) lines = paragraph_break(paragraph, 1e6, 0, FALSE);

    if (lines->len == 0)
        return;
    const Line *line = &g_array_index(lines, Line, 0);
    const double x = aligned(words->x, 0, line->natural * size, words->align);
    if (words->plate)
        marks_rectangle(marks, 0xFFFFFF, x - PLATE * size, words->y - PLATE_HEIGHT * size / 2,
                        (line->natural + 2 * PLATE) * size, PLATE_HEIGHT * size);
    line_put(charting, paragraph, line, x, words->y, size, words->colour, marks);
}

ChartName charting_name(Charting *charting, const char *text, double width)
{
    ChartName name = {.paragraph = shape(charting, text, FALSE)};

    name.lines = paragraph_break(name.paragraph, MAX(width / charting->size, 1), 0, FALSE);
    for (guint i = 0; i < name.lines->len; i++)
        name.width = MAX(name.width, g_array_index(name.lines, Line, i).natural * charting->size);
    name.height = MAX(name.lines->len, 1) * LEADING * charting->size;
    return name;
}

void charting_name_put(const Charting *charting, const ChartName *name, double x, double y, FrameAlign align,
                       Marks *marks)
{
    const double top = y - name->height / 2 + LEADING * charting->size / 2;

    for (guint i = 0; i < name->lines->len; i++) {
        const Line *line = &g_array_index(name->lines, Line, i);
        line_put(charting, name->paragraph, line, aligned(x, 0, line->natural * charting->size, align),
                 top + i * LEADING * charting->size, charting->size, charting->ink, marks);
    }
}

void charting_name_clear(ChartName *name)
{
    g_clear_pointer(&name->paragraph, paragraph_free);
    g_clear_pointer(&name->lines, g_array_unref);
}

void charting_area(const Charting *charting, guint series, double x, double y, double width, double height,
                   Marks *marks)
{
    const Mark mark = {
        .kind = MARK_AREA,
        .colour = charting->accent,
        .area = {
            .pattern = (MarkPattern)(series % N_PATTERNS), .x = x, .y = y, .width = width, .height = height}};

    marks_add(marks, &mark);
}

MarkDash charting_dash(guint series)
{
    return (MarkDash)(series % N_DASHES);
}

/* A full and an empty circle, a full and an empty square. */
void charting_point(const Charting *charting, guint series, double x, double y, Marks *marks)
{
    const double radius = POINT * charting->size;
    const gboolean full = series % 2 == 0, square = series % 4 >= 2;
    Mark mark = {.kind = MARK_AREA, .colour = charting->accent};

    mark.area.pattern = full ? PATTERN_SOLID : PATTERN_HOLLOW;
    mark.area.x = square ? x - radius : x;
    mark.area.y = square ? y - radius : y;
    mark.area.width = mark.area.height = 2 * radius;
    mark.area.radius = square ? 0 : radius;
    mark.area.to = 1;
    marks_add(marks, &mark);
}

void charting_hairline(const Charting *charting, double x, double y, double width, double height,
                       Marks *marks)
{
    marks_rectangle(marks, charting->quiet, width > 0 ? x : x - HAIRLINE / 2,
                    height > 0 ? y : y - HAIRLINE / 2, width > 0 ? width : HAIRLINE,
                    height > 0 ? height : HAIRLINE);
}

static void swatch_put(const Charting *charting, guint series, gboolean line, double x, double y,
                       Marks *marks)
{
    const double width = SWATCH * charting->size, height = SWATCH_HEIGHT * charting->size;
    const MarkPoint points[] = {{x, y}, {x + width, y}};
    const Mark stroke = {.kind = MARK_STROKE,
                         .colour = charting->accent,
                         .stroke = {points, G_N_ELEMENTS(points), LINE, charting_dash(series)}};

    if (!line) {
        charting_area(charting, series, x, y - height / 2, width, height, marks);
        return;
    }
    marks_add(marks, &stroke);
    charting_point(charting, series, x + width / 2, y, marks);
}

void charting_legend(Charting *charting, const char *const *names, guint count, gboolean lines,
                     const char *total)
{
    const double em = charting->size, indent = (SWATCH + SWATCH_GAP) * em;
    g_auto(ChartName) sum = charting_name(charting, total ? total : "", charting->width * TOTAL_SHARE);
    const double width = charting->width - (total ? sum.width + LEGEND_GAP * em : 0);
    double x = 0, top = 0, row = LEGEND_LINE * em;
    Marks *marks = charting_strip(charting, LEGEND_BEFORE * em, 0, TRUE);

    for (guint i = 0; i < count; i++) {
        g_auto(ChartName) name = charting_name(charting, names[i], width - indent);
        if (x > 0 && x + indent + name.width > width) {
            x = 0;
            top += row;
            row = LEGEND_LINE * em;
        }
        row = MAX(row, name.height);
        swatch_put(charting, i, lines, x, top + row / 2, marks);
        charting_name_put(charting, &name, x + indent, top + row / 2, ALIGN_START, marks);
        x += indent + name.width + LEGEND_GAP * em;
    }
    row = MAX(row, total ? sum.height : 0);
    if (total)
        charting_name_put(charting, &sum, charting->width, top + row / 2, ALIGN_END, marks);
    g_array_index(charting->slabs, Slab, charting->slabs->len - 1).height = top + row;
}
