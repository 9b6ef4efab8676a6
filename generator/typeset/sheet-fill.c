/* SPDX-License-Identifier: MIT */
#include "text/suggest.h"
#include "typeset/flow.h"
#include "typeset/paragraph.h"

#include <glib/gi18n.h>
#include <math.h>
#include <string.h>

#define PERCENT_MAX 999999999
/* How far the origin of a glyph may lie outside of its frame, in sizes: of an opening mark half of it is cut.
 */
#define OUTSIDE_MAX 0.6

void room_refuse(const FrameRoom *room, const char *hint, const char *format, ...)
{
    va_list arguments;

    va_start(arguments, format);
    g_autofree char *message = g_strdup_vprintf(format, arguments);
    va_end(arguments);
    diagnostics_error(room->diagnostics, room->sheet->place, hint, "%s", message);
}

void room_refuse_length(const FrameRoom *room, double over, guint characters)
{
    const guint percent = (guint)CLAMP(ceil((over - 1) * 100), 1, PERCENT_MAX);
    const guint excess = (guint)MAX(ceil(characters * (1 - 1 / MAX(over, 1.005))), 1);
    g_autofree char *hint = g_strdup_printf(
        ngettext("leave out about %u character, or make 'smallest' of the frame smaller in sheet.lua",
                 "leave out about %u characters, or make 'smallest' of the frame smaller in sheet.lua",
                 excess),
        excess);

    room_refuse(room, hint, _("the text of frame '%s' is too long by %u %% at its smallest size, %g pt"),
                room->frame->id, percent, room->frame->style.smallest);
}

void room_refuse_picture(const FrameRoom *room, const char *file)
{
    g_autofree char *name = g_path_get_basename(file);

    room_refuse(room, _("save it as JPEG or PNG"), _("the picture '%s' in frame '%s' cannot be read"), name,
                room->frame->id);
}

static gboolean text_is_empty(const char *text)
{
    return !text || !text[strspn(text, " \t\r\n")];
}

static gboolean frame_is_empty(const Frame *frame)
{
    switch (frame->kind) {
    case FRAME_MARKDOWN: return text_is_empty(frame->text) && text_is_empty(frame->otherwise);
    case FRAME_TEXT:
    case FRAME_QR: return text_is_empty(frame->text);
    case FRAME_IMAGE: return !frame->file || !*frame->file;
    default: return frame->n_items == 0;
    }
}

static gboolean frame_fill(const FrameRoom *room, Marks *marks)
{
    switch (room->frame->kind) {
    case FRAME_TEXT: return text_fill(room, marks);
    case FRAME_MARKDOWN: return markdown_fill(room, marks);
    case FRAME_IMAGE: return image_fill(room, marks);
    case FRAME_QR: return qr_fill(room, marks);
    case FRAME_ROSTER: return roster_fill(room, marks);
    case FRAME_TABLE: return table_fill(room, marks);
    case FRAME_CARDS: return cards_fill(room, marks);
    default: return FALSE;
    }
}

/* One character of an Arabic or Hebrew text stands for all. */
static gboolean report_missing(const FrameRoom *room)
{
    gboolean leftward = FALSE;

    for (guint i = 0; i < room->missing->len; i++) {
        const MissingCharacter *missing = &g_array_index(room->missing, MissingCharacter, i);
        char text[8] = "";
        if (g_unichar_isprint(missing->character))
            text[g_unichar_to_utf8(missing->character, text)] = '\0';
        if (!character_is_leftward(missing->character))
            room_refuse(room, _("write it in another way, or name a font that has it in theme.lua"),
                        _("'%s' (U+%04X) in frame '%s' is in none of the fonts of '%s'"), text,
                        missing->character, room->frame->id, missing->font);
        else if (!leftward)
            room_refuse(
                room, _("leave it out, or put it in as a picture"),
                _("'%s' (U+%04X) in frame '%s' is written from right to left, which sheets cannot do"), text,
                missing->character, room->frame->id);
        leftward = leftward || character_is_leftward(missing->character);
    }
    return room->missing->len == 0;
}

/* A frame that the artwork lacks is a mistake even when nothing goes into it on this sheet. */
static gboolean frame_find(const FrameRoom *room, const Artwork *artwork, Box *box)
{
    const char *const *names = artwork_frames(artwork);

    if (artwork_frame(artwork, room->frame->id, box))
        return TRUE;
    g_autofree char *hint = suggest_hint(room->frame->id, names);
    diagnostics_error(room->diagnostics, PLACE_FILE(room->sheet->artwork_file), hint,
                      _("there is no shape with the id 'frame-%s' in the artwork"), room->frame->id);
    return FALSE;
}

static gboolean box_holds(const Box *box, const Mark *mark)
{
    const double over = mark->kind == MARK_GLYPHS ? OUTSIDE_MAX * mark->run.size : 0;

    for (guint i = 0; mark->kind == MARK_GLYPHS && i < mark->run.n_glyphs; i++) {
        const MarkGlyph *glyph = &mark->run.glyphs[i];
        if (glyph->x < box->x - over || glyph->x > box->x + box->width + over || glyph->y < box->y - over ||
            glyph->y > box->y + box->height + over)
            return FALSE;
    }
    return TRUE;
}

/* Whatever a frame was filled with, and however: what sticks out would be cut off, or lie on something else.
 */
static gboolean check_inside(const FrameRoom *room, const Marks *marks, guint first)
{
    for (guint i = first; i < marks_count(marks); i++)
        if (!box_holds(&room->box, marks_at(marks, i))) {
            room_refuse(room, _("shorten it, or make 'smallest' of the frame smaller in sheet.lua"),
                        _("a line of frame '%s' is too long for it"), room->frame->id);
            return FALSE;
        }
    return TRUE;
}

/* `kept`: where missing characters go that are no reason to refuse it; or NULL. */
static gboolean room_fill(FrameRoom *room, GArray *kept, Marks *marks)
{
    g_autoptr(GArray) missing = g_array_new(FALSE, FALSE, sizeof(MissingCharacter));
    const guint first = marks_count(marks);

    if (frame_is_empty(room->frame))
        return TRUE;
    room->missing = missing;
    const gboolean fits = frame_fill(room, marks) && check_inside(room, marks, first);
    if (kept) {
        g_array_append_vals(kept, missing->data, missing->len);
        return fits;
    }
    return report_missing(room) && fits;
}

gboolean sheet_fill(const Sheet *sheet, const Artwork *artwork, Fonts *fonts, Marks *marks,
                    Diagnostics *diagnostics)
{
    return sheet_fill_page(sheet, artwork, fonts, 0, NULL, marks, diagnostics);
}

/* In the order of the artwork, which is that of reading. */
gboolean sheet_fill_page(const Sheet *sheet, const Artwork *artwork, Fonts *fonts, gunichar substitute,
                         GArray *missing, Marks *marks, Diagnostics *diagnostics)
{
    FrameRoom room = {.sheet = sheet,
                      .scale = artwork_scale(artwork),
                      .fonts = fonts,
                      .substitute = substitute,
                      .diagnostics = diagnostics};
    gboolean filled = TRUE;

    for (guint i = 0; i < sheet->n_frames; i++) {
        room.frame = &sheet->frames[i];
        filled = frame_find(&room, artwork, &room.box) && filled;
    }
    for (const char *const *id = artwork_frames(artwork); *id; id++) {
        for (guint i = 0; i < sheet->n_frames; i++) {
            room.frame = &sheet->frames[i];
            if (strcmp(room.frame->id, *id) == 0)
                filled = artwork_frame(artwork, *id, &room.box) && room_fill(&room, missing, marks) && filled;
        }
    }
    return filled;
}
