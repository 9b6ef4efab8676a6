/* SPDX-License-Identifier: MIT */
#include "typeset/book-caption.h"

#define TITLE_SIZE 0.95
#define NOTE_SIZE 0.82
#define LEADING 1.4
#define NOTE_GAP 0.35

Galley *book_caption(BookSetting *setting, const char *text, CaptionKind kind, double width)
{
    TextStyle style = book_text_style(setting);

    if (!text || !*text)
        return NULL;
    style.bold = kind == CAPTION_TITLE;
    style.colour = kind == CAPTION_TITLE ? style.colour : setting->book->style.quiet;
    style.leading = LEADING;
    style.indent = 0;
    style.grid = FALSE;
    style.align = ALIGN_CENTRE;
    style.frame = "caption";
    return book_galley(setting, blocks_plain(text), &style,
                       setting->size * (kind == CAPTION_TITLE ? TITLE_SIZE : NOTE_SIZE), width);
}

void caption_strips_add(CaptionStrips *strips, BookRun *run, BookSetting *setting, const char *text,
                        CaptionKind kind)
{
    GArray *slabs = run->slabs;
    Galley *galley = book_caption(setting, text, kind, setting->width);
    const GArray *lines = galley ? galley_slabs(galley) : NULL;

    *strips = (CaptionStrips){galley, slabs->len, lines ? lines->len : 0};
    if (strips->count == 0)
        return;
    if (strips->first > 0)
        g_array_index(slabs, Slab, strips->first - 1).kept = TRUE;
    for (guint i = 0; i < strips->count; i++) {
        Slab slab = g_array_index(lines, Slab, i);
        slab.grid = FALSE;
        slab.kept = kind == CAPTION_TITLE || i + 1 < strips->count;
        if (i == 0 && kind == CAPTION_NOTE)
            slab.before = NOTE_GAP * setting->size;
        g_array_append_val(slabs, slab);
    }
}

void caption_strips_put(const CaptionStrips *strips, guint first, guint end, const SlabPlace *places,
                        Marks *marks)
{
    const guint from = MAX(first, strips->first), to = MIN(end, strips->first + strips->count);

    if (from < to)
        galley_put_slabs(strips->galley, from - strips->first, to - strips->first, places + strips->first,
                         marks);
}

void caption_strips_clear(CaptionStrips *strips)
{
    g_clear_pointer(&strips->galley, galley_free);
}
