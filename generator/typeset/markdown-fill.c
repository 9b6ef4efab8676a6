/* SPDX-License-Identifier: MIT */
/* Markdown in columns, at the largest size at which all of it fits. */
#include "typeset/columns.h"
#include "typeset/fit.h"
#include "typeset/flow.h"

#include <glib/gi18n.h>
#include <math.h>
#include <string.h>

#define LEADING 1.7
#define COLUMN_GAP 2.0
#define INDENT_CHINESE 2.0
#define PARAGRAPH_GAP 0.5
/* Of the frame's height, a picture's at most. */
#define PICTURE_SHARE 0.4
/* Characters in a line that is good to read; the most columns that are tried where the sheet does not say. */
#define MEASURE_LEAST 18
#define MEASURE_MOST 34
#define COLUMNS_TRIED 3
/* Where it says: lines of so many characters, so many in a column. */
#define MEASURE_ASKED 10
#define LINES_ASKED 3
/* A table is not to be narrower than it wants by more than this. */
#define TABLE_NARROWED 1.35
/* So much larger it must become to be set in fewer. */
#define LARGER 1.2
/* So much larger, for a table or what else is kept together to be divided. */
#define LARGER_DIVIDED 1.35
#define COLUMNS_MAX 12
/* Of a column, in sizes. */
#define WIDTH_LEAST 3.0

typedef struct {
    const FrameRoom *room;
    Galley *galley;
    TextStyle style;
    guint columns;
    gboolean whole;
} Fitting;

static double gap_of(const Frame *frame, double size)
{
    return (frame->gap > 0 ? frame->gap : COLUMN_GAP) * size;
}

static double column_width(const Fitting *fitting, double size)
{
    const double gaps = (fitting->columns - 1) * gap_of(fitting->room->frame, size);

    return (fitting->room->box.width - gaps) / fitting->columns;
}

/* One column needs no grid. */
static Columns columns_of(const Fitting *fitting, double size)
{
    const double pitch = fitting->columns > 1 ? fitting->style.leading * size : 0;

    return (Columns){fitting->columns, fitting->room->box.height, pitch, MAX(pitch - size, 0) / 2,
                     fitting->whole};
}

static gboolean try_size(gpointer data, double size)
{
    const Fitting *fitting = data;
    const Columns columns = columns_of(fitting, size);
    const double width = column_width(fitting, size);
    const GArray *slabs = width > size * WIDTH_LEAST ? galley_set(fitting->galley, size, width) : NULL;

    return slabs && columns_fill(&columns, slabs, NULL);
}

static double fit(Fitting *fitting, guint columns)
{
    const FrameStyle *style = &fitting->room->frame->style;
    const double scale = fitting->room->scale;

    fitting->columns = columns;
    return fit_search(style->smallest * scale, style->largest * scale, try_size, fitting);
}

/* How far a line is from one that is good to read, in characters. */
static double measure_fault(const Fitting *fitting, double size)
{
    const double measure = column_width(fitting, size) / size;

    return MAX(MAX(MEASURE_LEAST - measure, measure - MEASURE_MOST), 0);
}

/* Lines are long enough to be justified, there are some in each column, and tables have room. */
static gboolean columns_are_good(Fitting *fitting, double size)
{
    const double width = column_width(fitting, size);
    const GArray *slabs = galley_set(fitting->galley, size, width);

    return slabs && width >= size * MEASURE_ASKED && slabs->len >= fitting->columns * LINES_ASKED &&
           galley_width_tables(fitting->galley) * size <= width * TABLE_NARROWED;
}

/* The number of columns that reads best, of those at which it fits; where none does, 0. */
static double columns_choose(Fitting *fitting)
{
    double best = 0, fault = 0;
    guint count = 1;

    for (guint i = 1; i <= COLUMNS_TRIED; i++) {
        const double size = fit(fitting, i);
        const double wrong = size > 0 ? measure_fault(fitting, size) : 0;
        if (size > 0 && (best <= 0 || (wrong < fault - 0.5 && columns_are_good(fitting, size)))) {
            best = size;
            fault = wrong;
            count = i;
        }
    }
    fitting->columns = count;
    return best;
}

/* As many as the sheet asks for, but fewer where they would not be good, or where that makes it much larger;
 * whether good or not where it fits in no other way. */
static double columns_ask(Fitting *fitting)
{
    double best = 0;
    guint count = 1;

    for (guint i = MIN(fitting->room->frame->columns, COLUMNS_MAX); i >= 1; i--) {
        const double size = fit(fitting, i);
        if (size > best * LARGER && (i == 1 || columns_are_good(fitting, size))) {
            best = size;
            count = i;
        }
    }
    fitting->columns = count;
    return best > 0 ? best : fit(fitting, MIN(fitting->room->frame->columns, COLUMNS_MAX));
}

static TextStyle style_of(const FrameRoom *room)
{
    const FrameStyle *style = &room->frame->style;
    const gboolean chinese = g_str_has_prefix(room->sheet->language ? room->sheet->language : "zh", "zh");
    const double indent = style->indent >= 0 ? style->indent : chinese ? INDENT_CHINESE : 0;

    return (TextStyle){.fonts = room->fonts,
                       .font = style->font,
                       .bold = style->bold,
                       .colour = style->colour,
                       .accent = style->accent,
                       .rule = style->accent,
                       .hair = style->accent,
                       .leading = style->leading > 0 ? style->leading : LEADING,
                       .indent = indent,
                       .gap = indent > 0 ? 0 : PARAGRAPH_GAP,
                       .tracking = style->tracking,
                       .substitute = room->substitute,
                       .align = style->align,
                       .pictures = room->frame->pictures,
                       .n_pictures = room->frame->n_pictures,
                       .picture_height = room->box.height * PICTURE_SHARE,
                       .grid = TRUE,
                       .frame = room->frame->id};
}

/* By how much it is too long, at the smallest size, in the number of columns at which it is the least. */
static gboolean refuse_length(Fitting *fitting)
{
    const FrameRoom *room = fitting->room;
    const double size = room->frame->style.smallest * room->scale;
    double over = 0;

    for (guint i = 1; i <= MAX(room->frame->columns, 1); i++) {
        fitting->columns = i;
        const double width = column_width(fitting, size);
        const GArray *slabs = width > size * WIDTH_LEAST ? galley_set(fitting->galley, size, width) : NULL;
        const Columns columns = columns_of(fitting, size);
        const double needed = slabs ? columns_needed(&columns, slabs) : 0;
        const double share = needed / (i * room->box.height);
        over = slabs && (over <= 0 || share < over) ? share : over;
    }
    if (over <= 0) {
        room_refuse(room, _("take columns out of it, or make 'smallest' of the frame smaller in sheet.lua"),
                    _("a table in frame '%s' is too wide at the smallest size, %g pt"), room->frame->id,
                    room->frame->style.smallest);
        return FALSE;
    }
    room_refuse_length(room, over, galley_characters(fitting->galley));
    return FALSE;
}

static double top_of(const FrameRoom *room, double height)
{
    const double rest = MAX(room->box.height - height, 0);

    switch (room->frame->style.valign) {
    case VALIGN_MIDDLE: return room->box.y + rest / 2;
    case VALIGN_BOTTOM: return room->box.y + rest;
    default: return room->box.y;
    }
}

static void galley_place(Fitting *fitting, double size, Marks *marks)
{
    const double width = column_width(fitting, size);
    const GArray *slabs = galley_set(fitting->galley, size, width);
    g_autofree SlabPlace *places = g_new0(SlabPlace, slabs->len + 1);
    Columns columns = columns_of(fitting, size);

    columns.height = columns_balance(&columns, slabs);
    columns_fill(&columns, slabs, places);
    const double top = top_of(fitting->room, columns.height);
    for (guint i = 0; i < slabs->len; i++) {
        places[i].x = fitting->room->box.x + places[i].column * (width + gap_of(fitting->room->frame, size));
        places[i].y += top;
    }
    marks_begin(marks, "Sect", NULL);
    galley_put(fitting->galley, places, marks);
    marks_end(marks);
}

static Blocks *text_read(const FrameRoom *room)
{
    g_autoptr(GError) error = NULL;
    guint line;
    const char *text = room->frame->text ? room->frame->text : "";
    Blocks *blocks = blocks_read(text, strlen(text), &line, &error);

    if (!blocks)
        room_refuse(room, NULL, "%s", error->message);
    else
        blocks_keep(blocks, room->frame->part, room->frame->otherwise);
    return blocks;
}

static double columns_find(Fitting *fitting)
{
    return fitting->room->frame->columns > 0 ? columns_ask(fitting) : columns_choose(fitting);
}

/* A table that would be divided between columns stays whole where that does not make all of it much smaller.
 */
static double columns_find_whole(Fitting *fitting)
{
    const double size = columns_find(fitting);
    const guint count = fitting->columns;

    fitting->whole = TRUE;
    if (size <= 0 || count == 1 || try_size(fitting, size))
        return size;
    const double smaller = columns_find(fitting);
    if (smaller * LARGER_DIVIDED >= size)
        return smaller;
    fitting->columns = count;
    fitting->whole = FALSE;
    return size;
}

gboolean markdown_fill(const FrameRoom *room, Marks *marks)
{
    Blocks *blocks = text_read(room);
    g_autofree char *broken = NULL;
    Fitting fitting = {.room = room, .style = style_of(room)};

    if (!blocks)
        return FALSE;
    g_autoptr(Galley) galley = galley_new(blocks, &fitting.style, room->missing, &broken);
    if (!galley) {
        room_refuse_picture(room, broken);
        return FALSE;
    }
    fitting.galley = galley;
    double size = columns_find_whole(&fitting);
    if (size <= 0) {
        galley_squeeze(galley);
        fitting.whole = FALSE;
        size = columns_find_whole(&fitting);
    }
    if (size <= 0)
        return refuse_length(&fitting);
    galley_place(&fitting, size, marks);
    return TRUE;
}
