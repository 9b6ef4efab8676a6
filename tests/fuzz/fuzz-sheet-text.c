/* SPDX-License-Identifier: MIT */
/*
 * Fuzzes the texts of sheets: byte 1 chooses what holds the text, byte 2 how it is set, bytes 3 and 4 the
 * sides of the frame. Whatever the text is, it is set within the frame, or refused with a message.
 */
#include "test-typeset-frame.h"

int LLVMFuzzerTestOneInput(const guint8 *data, size_t size);
int LLVMFuzzerInitialize(int *argc, char ***argv);

int LLVMFuzzerInitialize(int *argc, char ***argv)
{
    (void)argc;
    (void)argv;
    fonts_begin();
    return 0;
}

/* As sheet.lua's texts come: without what is no character. */
static char *text_read(const guint8 *data, gsize size)
{
    char *text = g_utf8_make_valid((const char *)data, (gssize)size);

    for (char *p = text; *p; p++)
        if (g_ascii_iscntrl(*p) && *p != '\n')
            *p = ' ';
    return text;
}

/* The lines of `text` as rows, "|" between their cells. */
static FrameItem *items_read(char **lines, guint parts)
{
    FrameItem *items = g_new0(FrameItem, g_strv_length(lines) + 1);

    for (guint i = 0; lines[i]; i++) {
        char **cells = g_strsplit(lines[i], "|", (gint)parts);
        cells = g_renew(char *, cells, parts + 1);
        for (guint j = g_strv_length(cells); j <= parts; j++)
            cells[j] = NULL;
        items[i] = (FrameItem){(const char *const *)cells, *lines[i] == '#' ? lines[i] : NULL};
    }
    return items;
}

static void items_free(FrameItem *items, guint count)
{
    for (guint i = 0; i < count; i++)
        g_strfreev((char **)items[i].cells);
    g_free(items);
}

static void check_filled(const Filled *filled, Box box)
{
    g_assert(filled->filled || diagnostics_count(filled->diagnostics, SEVERITY_ERROR) > 0);
    if (!filled->filled)
        return;
    assert_nested(filled->marks);
    for (guint i = 0; i < marks_count(filled->marks); i++) {
        const Mark *mark = marks_at(filled->marks, i);
        if (mark->kind == MARK_RECTANGLE)
            g_assert(mark->rectangle.width >= 0 && mark->rectangle.height >= 0);
    }
    for (guint i = 0; i < marks_count_lines(filled->marks); i++) {
        const MarkLine *line = marks_line_at(filled->marks, i);
        g_assert(line->size > 0 && line->size <= MAX(box.width, box.height));
    }
}

int LLVMFuzzerTestOneInput(const guint8 *data, size_t size)
{
    static gboolean (*const fills[])(const FrameRoom *, Marks *) = {
        [FRAME_TEXT] = text_fill,  [FRAME_MARKDOWN] = markdown_fill, [FRAME_IMAGE] = markdown_fill,
        [FRAME_QR] = qr_fill,      [FRAME_ROSTER] = roster_fill,     [FRAME_TABLE] = table_fill,
        [FRAME_CARDS] = cards_fill};
    static const FramePart parts[] = {{.bold = TRUE}, {.markdown = TRUE, .title = "题"}, {.share = 2}};

    if (size < 4)
        return 0;
    const FrameKind kind = data[0] % G_N_ELEMENTS(fills);
    const guint8 how = data[1];
    const Box box = {40, 60, 2 + data[2] * 4, 2 + data[3] * 4};
    g_autofree char *text = text_read(data + 4, size - 4);
    if (!text[strspn(text, " \n")])
        return 0; /* such a frame stays empty */
    g_auto(GStrv) lines = g_strsplit(text, "\n", -1);
    const guint n_items = g_strv_length(lines);
    FrameItem *items = items_read(lines, G_N_ELEMENTS(parts));
    Frame frame = markdown(text, how >> 6);
    frame.kind = kind == FRAME_IMAGE ? FRAME_MARKDOWN : kind;
    frame.part = kind == FRAME_IMAGE ? 1 + (how & 1) : MARKDOWN_WHOLE;
    frame.otherwise = "社区居委会\n2025年11月3日";
    frame.lines = 1 + (how & 7);
    frame.vertical = how & 8;
    frame.style.align = (how & 7) % (ALIGN_SPREAD + 1);
    frame.style.tracking = how & 16 ? 0.1 : 0;
    frame.style.largest = how & 32 ? 20 : 0;
    frame.parts = parts;
    frame.n_parts = G_N_ELEMENTS(parts);
    frame.items = items;
    frame.n_items = n_items;
    {
        g_auto(Filled) filled = fill_box(&frame, box, fills[kind]);
        check_filled(&filled, box);
    }
    items_free(items, n_items);
    return 0;
}
