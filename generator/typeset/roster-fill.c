/* SPDX-License-Identifier: MIT */
/* Names in even columns, at the largest size at which all of them have room. */
#include "typeset/caption.h"
#include "typeset/fit.h"
#include "typeset/flow.h"
#include "typeset/names.h"

#include <glib/gi18n.h>
#include <math.h>
#include <string.h>

/* Rows may stand so much further apart than they need, in their heights. */
#define SPREAD_MAX 0.3

typedef struct {
    Paragraph *caption; /* or NULL */
    NameGrid *names;
    guint rows; /* as set */
} Group;

typedef struct {
    const FrameRoom *room;
    GArray *groups; /* Group */
} Roster;

static void group_clear(gpointer data)
{
    Group *group = data;

    paragraph_free(group->caption);
    names_free(group->names);
}

static const char *cell(const Frame *frame, guint item, guint part)
{
    return part < frame->n_parts ? frame->items[item].cells[part] : NULL;
}

/* Items from `first` up to `end` are of one group. */
static void group_add(Roster *roster, guint first, guint end)
{
    const Frame *frame = roster->room->frame;
    const FrameStyle *style = &frame->style;
    const NameStyle how = {roster->room->fonts,     style->font,   style->bold,
                           style->colour,           style->accent, frame->id,
                           roster->room->substitute};
    g_autofree const char **names = g_new0(const char *, end - first);
    g_autofree const char **notes = g_new0(const char *, end - first);
    const char *heading = frame->items[first].group;

    for (guint i = first; i < end; i++) {
        names[i - first] = cell(frame, i, 0);
        notes[i - first] = cell(frame, i, 1);
    }
    const Group group = {
        .caption = heading && *heading ? caption_new(roster->room, heading) : NULL,
        .names = names_new(names, notes, NULL, end - first, &how, roster->room->missing),
    };
    g_array_append_val(roster->groups, group);
}

static void groups_read(Roster *roster)
{
    const Frame *frame = roster->room->frame;
    double widest = 0;

    for (guint first = 0, end; first < frame->n_items; first = end) {
        for (end = first + 1; end < frame->n_items; end++)
            if (g_strcmp0(frame->items[end].group, frame->items[first].group) != 0)
                break;
        group_add(roster, first, end);
    }
    for (guint i = 0; i < roster->groups->len; i++)
        widest = MAX(widest, names_cell(g_array_index(roster->groups, Group, i).names));
    for (guint i = 0; i < roster->groups->len; i++)
        names_set_cell(g_array_index(roster->groups, Group, i).names, widest);
}

/* The height of all groups in so many columns, in points; *rows: how many there are; 0: no room for a name or
 * a heading. */
static double groups_set(Roster *roster, double size, guint columns, guint *rows)
{
    double height = 0;

    *rows = 0;
    for (guint i = 0; i < roster->groups->len; i++) {
        Group *group = &g_array_index(roster->groups, Group, i);
        group->rows = names_set(group->names, size, roster->room->box.width, columns);
        if (group->rows == 0 || !caption_fits(roster->room, group->caption, size))
            return 0;
        *rows += group->rows;
        height += group->rows * names_row_height(group->names) + (group->caption ? CAPTION_HEIGHT * size : 0);
    }
    return height;
}

/* As many columns as there is room for, then the fewest that make no more rows. */
static double roster_set(Roster *roster, double size)
{
    const Frame *frame = roster->room->frame;
    const NameGrid *any = g_array_index(roster->groups, Group, 0).names;
    guint columns = MIN(names_columns(any, size, roster->room->box.width), frame->n_items), rows, fewer;

    if (frame->columns > 0)
        columns = MIN(columns, frame->columns);
    double height = groups_set(roster, size, columns, &rows);
    if (height <= 0)
        return 0;
    while (columns > 1) {
        const double tried = groups_set(roster, size, columns - 1, &fewer);
        if (tried <= 0 || fewer > rows)
            break;
        columns--;
    }
    return groups_set(roster, size, columns, &rows);
}

static gboolean try_size(gpointer data, double size)
{
    Roster *roster = data;
    const double height = roster_set(roster, size);

    return height > 0 && height <= roster->room->box.height + 0.01;
}

static guint rows_count(const Roster *roster)
{
    guint rows = 0;

    for (guint i = 0; i < roster->groups->len; i++)
        rows += g_array_index(roster->groups, Group, i).rows;
    return rows;
}

static void roster_put(Roster *roster, double size, Marks *marks)
{
    const FrameRoom *room = roster->room;
    const double height = roster_set(roster, size), rest = MAX(room->box.height - height, 0);
    const double spread = MIN(rest / MAX(rows_count(roster), 1), SPREAD_MAX * size);
    const double left = rest - spread * rows_count(roster);
    const FrameVertical valign = room->frame->style.valign;
    double y = room->box.y + (valign == VALIGN_TOP ? 0 : valign == VALIGN_BOTTOM ? left : left / 2);

    marks_begin(marks, "Sect", NULL);
    for (guint i = 0; i < roster->groups->len; i++) {
        const Group *group = &g_array_index(roster->groups, Group, i);
        if (group->caption) {
            caption_put(room, group->caption, size, y, marks);
            y += CAPTION_HEIGHT * size;
        }
        marks_begin(marks, "L", NULL);
        for (guint row = 0; row < group->rows; row++) {
            names_put_row(group->names, row, room->box.x, y + spread / 2, 0, marks);
            y += names_row_height(group->names) + spread;
        }
        marks_end(marks);
    }
    marks_end(marks);
}

/* How many rows are too many at the smallest size. */
static gboolean refuse_names(Roster *roster, double size)
{
    const FrameRoom *room = roster->room;
    const double height = roster_set(roster, size), over = height / room->box.height;

    if (height <= 0) {
        room_refuse(
            room, _("shorten it, or make 'smallest' of the frame smaller in sheet.lua"),
            _("a name, or the heading of a group, is too wide in frame '%s' at the smallest size, %g pt"),
            room->frame->id, room->frame->style.smallest);
        return FALSE;
    }
    const guint excess = (guint)MAX(ceil(room->frame->n_items * (1 - 1 / over)), 1);
    g_autofree char *message = g_strdup_printf(
        ngettext("%u name too many is in frame '%s': there is no room for it at the smallest size, %g pt",
                 "%u names too many are in frame '%s': there is no room for them at the smallest size, %g pt",
                 excess),
        excess, room->frame->id, room->frame->style.smallest);
    room_refuse(room, _("leave some out, or make 'smallest' of the frame smaller in sheet.lua"), "%s",
                message);
    return FALSE;
}

gboolean roster_fill(const FrameRoom *room, Marks *marks)
{
    g_autoptr(GArray) groups = g_array_new(FALSE, TRUE, sizeof(Group));
    const FrameStyle *style = &room->frame->style;
    Roster roster = {.room = room, .groups = groups};

    g_array_set_clear_func(groups, group_clear);
    groups_read(&roster);
    const double size =
        fit_search(style->smallest * room->scale, style->largest * room->scale, try_size, &roster);
    if (size <= 0)
        return refuse_names(&roster, style->smallest * room->scale);
    roster_put(&roster, size, marks);
    return TRUE;
}
