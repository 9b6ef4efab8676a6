/* SPDX-License-Identifier: MIT */
#include "typeset/marks.h"

#include "text/arena.h"

#include <string.h>

struct Marks {
    Arena *arena;
    GArray *marks; /* Mark */
    GArray *lines; /* MarkLine */
};

Marks *marks_new(void)
{
    Marks *marks = g_new0(Marks, 1);

    marks->arena = arena_new();
    marks->marks = g_array_new(FALSE, FALSE, sizeof(Mark));
    marks->lines = g_array_new(FALSE, FALSE, sizeof(MarkLine));
    return marks;
}

void marks_free(Marks *marks)
{
    if (!marks)
        return;
    g_array_unref(marks->lines);
    g_array_unref(marks->marks);
    arena_free(marks->arena);
    g_free(marks);
}

static void *bytes_copy(Marks *marks, gconstpointer bytes, gsize size)
{
    void *copy = arena_alloc(marks->arena, size);

    if (size > 0)
        memcpy(copy, bytes, size);
    return copy;
}

static const char *text_copy(Marks *marks, const char *text)
{
    return text ? arena_intern(marks->arena, text, strlen(text)) : NULL;
}

void marks_add(Marks *marks, const Mark *mark)
{
    Mark copy = *mark;

    switch (copy.kind) {
    case MARK_GLYPHS:
        copy.run.text = arena_strndup(marks->arena, mark->run.text, mark->run.length);
        copy.run.glyphs = bytes_copy(marks, mark->run.glyphs, mark->run.n_glyphs * sizeof(MarkGlyph));
        copy.run.clusters = bytes_copy(marks, mark->run.clusters, mark->run.n_clusters * sizeof(MarkCluster));
        break;
    case MARK_IMAGE:
        copy.image.file = text_copy(marks, mark->image.file);
        copy.image.alt = text_copy(marks, mark->image.alt);
        break;
    case MARK_STROKE:
        copy.stroke.points =
            bytes_copy(marks, mark->stroke.points, mark->stroke.n_points * sizeof(MarkPoint));
        break;
    case MARK_QR: copy.qr.text = text_copy(marks, mark->qr.text); break;
    case MARK_BEGIN:
        copy.begin.tag = text_copy(marks, mark->begin.tag);
        copy.begin.attributes = text_copy(marks, mark->begin.attributes);
        break;
    case MARK_RECTANGLE:
    case MARK_DOT:
    case MARK_AREA:
    case MARK_END:
    case MARK_PLACE: break;
    }
    g_array_append_val(marks->marks, copy);
}

void marks_begin(Marks *marks, const char *tag, const char *attributes)
{
    const Mark mark = {.kind = MARK_BEGIN, .begin = {tag, attributes}};

    marks_add(marks, &mark);
}

void marks_end(Marks *marks)
{
    const Mark mark = {.kind = MARK_END};

    marks_add(marks, &mark);
}

void marks_place(Marks *marks, Place place)
{
    const Mark mark = {.kind = MARK_PLACE, .place = place};

    marks_add(marks, &mark);
}

void marks_rectangle(Marks *marks, Colour colour, double x, double y, double width, double height)
{
    const Mark mark = {.kind = MARK_RECTANGLE, .colour = colour, .rectangle = {x, y, width, height, 0}};

    marks_add(marks, &mark);
}

void marks_line(Marks *marks, const MarkLine *line)
{
    MarkLine copy = *line;

    copy.frame = text_copy(marks, line->frame);
    copy.text = arena_strdup(marks->arena, line->text);
    g_array_append_val(marks->lines, copy);
}

static void points_move(MarkPoint *points, guint count, double x, double y)
{
    for (guint i = 0; i < count; i++) {
        points[i].x += x;
        points[i].y += y;
    }
}

/* `mark` is a copy in the arena of its marks, and so is what it points at. */
static void mark_move(Mark *mark, double x, double y)
{
    MarkGlyph *glyphs = (MarkGlyph *)mark->run.glyphs;

    switch (mark->kind) {
    case MARK_GLYPHS:
        for (guint i = 0; i < mark->run.n_glyphs; i++) {
            glyphs[i].x += x;
            glyphs[i].y += y;
        }
        break;
    case MARK_STROKE: points_move((MarkPoint *)mark->stroke.points, mark->stroke.n_points, x, y); break;
    case MARK_RECTANGLE: mark->rectangle.x += x, mark->rectangle.y += y; break;
    case MARK_DOT: mark->dot.x += x, mark->dot.y += y; break;
    case MARK_AREA: mark->area.x += x, mark->area.y += y; break;
    case MARK_IMAGE: mark->image.x += x, mark->image.y += y; break;
    case MARK_QR: mark->qr.x += x, mark->qr.y += y; break;
    case MARK_BEGIN:
    case MARK_END:
    case MARK_PLACE: break;
    }
}

void marks_append(Marks *marks, const Marks *from, double x, double y)
{
    for (guint i = 0; i < marks_count(from); i++) {
        marks_add(marks, marks_at(from, i));
        mark_move(&g_array_index(marks->marks, Mark, marks->marks->len - 1), x, y);
    }
    for (guint i = 0; i < marks_count_lines(from); i++) {
        MarkLine line = *marks_line_at(from, i);
        line.x += x;
        line.y += y;
        marks_line(marks, &line);
    }
}

guint marks_count(const Marks *marks)
{
    return marks->marks->len;
}

const Mark *marks_at(const Marks *marks, guint index)
{
    return &g_array_index(marks->marks, Mark, index);
}

guint marks_count_lines(const Marks *marks)
{
    return marks->lines->len;
}

const MarkLine *marks_line_at(const Marks *marks, guint index)
{
    return &g_array_index(marks->lines, MarkLine, index);
}

/* With a point, whatever the locale, and without a minus before nothing. */
static void number_print(double number, const char *format, GString *into)
{
    char buffer[G_ASCII_DTOSTR_BUF_SIZE];

    g_ascii_formatd(buffer, sizeof buffer, format, ABS(number) < 0.0005 ? 0 : number);
    g_string_append_c(into, '\t');
    g_string_append(into, buffer);
}

/*
 * Fields with tabs between them: frame, column (from 0), x and y of the baseline's beginning, size (these
 * three in points), width, natural, set, stretch (in sizes), flags, text. The flags: f the first, l the last
 * line of its paragraph, j justified, x broken by force; "-" for none. No field has a tab or a line end in
 * it.
 */
static void line_print(const MarkLine *line, GString *into)
{
    const char *format = "%.2f", *measure = "%.3f";

    g_string_append_printf(into, "%s\t%u", line->frame ? line->frame : "", line->column);
    number_print(line->x, format, into);
    number_print(line->y, format, into);
    number_print(line->size, format, into);
    number_print(line->width, measure, into);
    number_print(line->natural, measure, into);
    number_print(line->set, measure, into);
    number_print(line->stretch, measure, into);
    g_string_append_printf(into, "\t%s%s%s%s%s\t", line->first ? "f" : "", line->last ? "l" : "",
                           line->justified ? "j" : "", line->forced ? "x" : "",
                           line->first || line->last || line->justified || line->forced ? "" : "-");
    for (const char *c = line->text; *c; c++)
        g_string_append_c(into, g_ascii_iscntrl(*c) ? ' ' : *c);
    g_string_append_c(into, '\n');
}

void marks_print(const Marks *marks, GString *into)
{
    for (guint i = 0; i < marks_count_lines(marks); i++)
        line_print(marks_line_at(marks, i), into);
}
