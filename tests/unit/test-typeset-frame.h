/* SPDX-License-Identifier: MIT */
/* Filling one frame, and what holds for whatever is in it. */
#pragma once

#include "typeset/flow.h"
#include "typeset/paragraph.h"

#include <string.h>

static Fonts *fonts;

/* A frame that has been filled, or not. */
typedef struct {
    Marks *marks;
    Diagnostics *diagnostics;
    GArray *missing;
    gboolean filled;
} Filled;

static inline void filled_clear(Filled *filled)
{
    marks_free(filled->marks);
    diagnostics_free(filled->diagnostics);
    g_array_unref(filled->missing);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Filled, filled_clear)

static const Paper PAPER = {210, 297};
static const Box BOX = {40, 60, 500, 700};
static const FrameStyle STYLE = {
    .font = "sans", .colour = 0x101010, .accent = 0xb02a18, .smallest = 6, .largest = 30, .indent = -1};

static inline Filled fill_box(const Frame *frame, Box box, gboolean (*fill)(const FrameRoom *, Marks *))
{
    const Sheet sheet = {.place = {.file = "a.md"}, .paper = PAPER, .language = "zh-Hans"};
    Filled filled = {marks_new(), diagnostics_new(), g_array_new(FALSE, FALSE, sizeof(MissingCharacter)),
                     FALSE};
    const FrameRoom room = {.sheet = &sheet,
                            .frame = frame,
                            .box = box,
                            .scale = 1,
                            .fonts = fonts,
                            .missing = filled.missing,
                            .diagnostics = filled.diagnostics};

    filled.filled = fill(&room, filled.marks);
    return filled;
}

static inline Frame markdown(const char *text, guint columns)
{
    return (Frame){.id = "body", .kind = FRAME_MARKDOWN, .style = STYLE, .text = text, .columns = columns};
}

static inline char *messages(const Filled *filled)
{
    GString *text = g_string_new(NULL);

    diagnostics_print(filled->diagnostics, MESSAGE_TEXT, FALSE, text);
    return g_string_free(text, FALSE);
}

static inline void assert_filled(const Filled *filled)
{
    g_autofree char *text = messages(filled);

    g_assert_cmpstr(text, ==, "");
    g_assert_true(filled->filled);
}

static inline void append_bare(GString *into, const char *text)
{
    for (const char *p = text; *p; p = g_utf8_next_char(p))
        if (*p != ' ' && *p != '\n')
            g_string_append_unichar(into, g_utf8_get_char(p));
}

/* All lines one after the other, without blanks. */
static inline char *lines_text(const Marks *marks)
{
    GString *text = g_string_new(NULL);

    for (guint i = 0; i < marks_count_lines(marks); i++)
        append_bare(text, marks_line_at(marks, i)->text);
    return g_string_free(text, FALSE);
}

static inline double body_size(const Marks *marks)
{
    g_assert_cmpuint(marks_count_lines(marks), >, 0);
    return marks_line_at(marks, marks_count_lines(marks) - 1)->size;
}

static inline guint columns_of(const Marks *marks)
{
    guint columns = 0;

    for (guint i = 0; i < marks_count_lines(marks); i++)
        columns = MAX(columns, marks_line_at(marks, i)->column + 1);
    return columns;
}

static inline void assert_inside_box(double x, double y, double right, double bottom, Box box)
{
    g_assert_cmpfloat(x, >=, box.x - 0.1);
    g_assert_cmpfloat(y, >=, box.y - 0.1);
    g_assert_cmpfloat(right, <=, box.x + box.width + 0.1);
    g_assert_cmpfloat(bottom, <=, box.y + box.height + 0.1);
}

/* Ink of a line: 0.88 above its baseline and 0.12 below; a squeezed mark may begin before its line. */
static inline void assert_inside(const Marks *marks, Box box)
{
    for (guint i = 0; i < marks_count(marks); i++) {
        const Mark *mark = marks_at(marks, i);
        if (mark->kind == MARK_RECTANGLE)
            assert_inside_box(mark->rectangle.x, mark->rectangle.y, mark->rectangle.x + mark->rectangle.width,
                              mark->rectangle.y + mark->rectangle.height,
                              (Box){box.x, box.y - 2, box.width, box.height + 4});
        if (mark->kind == MARK_IMAGE)
            assert_inside_box(mark->image.x, mark->image.y, mark->image.x + mark->image.width,
                              mark->image.y + mark->image.height, box);
    }
    for (guint i = 0; i < marks_count_lines(marks); i++) {
        const MarkLine *line = marks_line_at(marks, i);
        assert_inside_box(line->x, line->y - 0.88 * line->size, line->x + line->set * line->size,
                          line->y + 0.12 * line->size, box);
    }
}

/* Every element that begins ends. */
static inline void assert_nested(const Marks *marks)
{
    gint depth = 0;

    for (guint i = 0; i < marks_count(marks); i++) {
        const MarkKind kind = marks_at(marks, i)->kind;
        depth += kind == MARK_BEGIN ? 1 : kind == MARK_END ? -1 : 0;
        g_assert_cmpint(depth, >=, 0);
    }
    g_assert_cmpint(depth, ==, 0);
}

static inline void assert_refused(const Filled *filled, const char *pattern)
{
    g_autofree char *text = messages(filled);

    g_assert_false(filled->filled);
    if (!g_regex_match_simple(pattern, text, 0, 0))
        g_error("'%s' is not in: %s", pattern, text);
}

static inline void fonts_begin(void)
{
    static const char *const sans[] = {"Noto Sans CJK SC", NULL};
    static const FontRole roles[] = {{"sans", sans}};
    g_autoptr(Diagnostics) diagnostics = diagnostics_new();

    fonts = fonts_new(roles, 1, PLACE_NONE, diagnostics);
    g_assert_nonnull(fonts);
}
