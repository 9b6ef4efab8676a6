/* SPDX-License-Identifier: MIT */
/* Rows and columns, at the largest size at which all rows have room. */
#include "typeset/fit.h"
#include "typeset/part.h"
#include "typeset/table.h"

#include <glib/gi18n.h>
#include <math.h>

/* Rows may be so much higher than they need, in sizes. */
#define SPREAD_MAX 0.5

typedef struct {
    const FrameRoom *room;
    Table *table;
} Fitting;

typedef struct {
    GPtrArray *cells; /* Galley *, or NULL */
    GArray *headings; /* gboolean: of each row */
    gboolean headed;
} Rows;

static void row_begin(Rows *rows, gboolean heading)
{
    g_array_append_val(rows->headings, heading);
}

static void group_read(Rows *rows, const FrameRoom *room, const char *group)
{
    row_begin(rows, TRUE);
    g_ptr_array_add(rows->cells, part_group(room, group));
    for (guint i = 1; i < room->frame->n_parts; i++)
        g_ptr_array_add(rows->cells, NULL);
}

static gboolean rows_read(Rows *rows, const FrameRoom *room)
{
    const Frame *frame = room->frame;
    const char *group = NULL;
    gboolean read = TRUE;

    rows->headed = parts_are_headed(frame->parts, frame->n_parts);
    if (rows->headed)
        row_begin(rows, FALSE);
    for (guint i = 0; rows->headed && i < frame->n_parts; i++)
        g_ptr_array_add(rows->cells, part_head(room, &frame->parts[i]));
    for (guint i = 0; i < frame->n_items; i++) {
        const FrameItem *item = &frame->items[i];
        if (item->group && *item->group && g_strcmp0(item->group, group) != 0)
            group_read(rows, room, item->group);
        group = item->group;
        row_begin(rows, FALSE);
        for (guint j = 0; j < frame->n_parts; j++) {
            Galley *galley;
            read = part_read(room, &frame->parts[j], item->cells[j], ALIGN_START, &galley) && read;
            g_ptr_array_add(rows->cells, galley);
        }
    }
    return read;
}

static Table *table_of(const FrameRoom *room, const Rows *rows)
{
    const Frame *frame = room->frame;
    g_autofree double *shares = g_new0(double, frame->n_parts);
    g_autofree double *scales = g_new0(double, frame->n_parts);
    const TableShape shape = {.rows = rows->headings->len,
                              .columns = frame->n_parts,
                              .headed = rows->headed,
                              .colour = frame->style.colour,
                              .accent = frame->style.accent,
                              .hair = frame->style.accent,
                              .shares = shares,
                              .scales = scales,
                              .headings = (const gboolean *)(gpointer)rows->headings->data};

    for (guint i = 0; i < frame->n_parts; i++) {
        shares[i] = frame->parts[i].share;
        scales[i] = frame->parts[i].scale;
    }
    return table_new(&shape, (Galley *const *)rows->cells->pdata);
}

static double table_height(const Table *table)
{
    double height = 0;

    for (guint i = 0; i < table_rows(table); i++)
        height += table_row_height(table, i);
    return height;
}

static gboolean try_size(gpointer data, double size)
{
    const Fitting *fitting = data;
    const Box *box = &fitting->room->box;

    return table_set(fitting->table, size, box->width) && table_height(fitting->table) <= box->height + 0.01;
}

static gboolean refuse_rows(const Fitting *fitting, double size)
{
    const FrameRoom *room = fitting->room;
    const double smallest = room->frame->style.smallest;
    double height = 0;
    guint fits = 0;

    if (!table_set(fitting->table, size, room->box.width)) {
        room_refuse(room, _("take columns out of it, or make 'smallest' of the frame smaller in sheet.lua"),
                    _("the table in frame '%s' is too wide at the smallest size, %g pt"), room->frame->id,
                    smallest);
        return FALSE;
    }
    while (fits < table_rows(fitting->table) && height <= room->box.height)
        height += table_row_height(fitting->table, fits++);
    const guint excess = table_rows(fitting->table) - fits + 1;
    g_autofree char *message = g_strdup_printf(
        ngettext("%u row too many is in frame '%s': there is no room for it at the smallest size, %g pt",
                 "%u rows too many are in frame '%s': there is no room for them at the smallest size, %g pt",
                 excess),
        excess, room->frame->id, smallest);
    room_refuse(room, _("leave some out, or make 'smallest' of the frame smaller in sheet.lua"), "%s",
                message);
    return FALSE;
}

static void table_put(const Fitting *fitting, double size, Marks *marks)
{
    const Box *box = &fitting->room->box;
    const FrameVertical valign = fitting->room->frame->style.valign;

    table_set(fitting->table, size, box->width);
    const double rest = MAX(box->height - table_height(fitting->table), 0);
    table_spread(fitting->table, MIN(rest / table_rows(fitting->table), SPREAD_MAX * size));
    const double left = MAX(box->height - table_height(fitting->table), 0);
    double y = box->y + (valign == VALIGN_MIDDLE ? left / 2 : valign == VALIGN_BOTTOM ? left : 0);
    marks_begin(marks, "Table", NULL);
    for (guint i = 0; i < table_rows(fitting->table); i++) {
        table_put_row(fitting->table, i, box->x, y, 0, marks);
        y += table_row_height(fitting->table, i);
    }
    marks_end(marks);
}

gboolean table_fill(const FrameRoom *room, Marks *marks)
{
    const FrameStyle *style = &room->frame->style;
    g_autoptr(GPtrArray) cells = g_ptr_array_new();
    g_autoptr(GArray) headings = g_array_new(FALSE, FALSE, sizeof(gboolean));
    Rows rows = {cells, headings, FALSE};
    const gboolean read = rows_read(&rows, room);
    g_autoptr(Table) table = table_of(room, &rows);
    Fitting fitting = {room, table};

    if (!read)
        return FALSE;
    double size = fit_search(style->smallest * room->scale, style->largest * room->scale, try_size, &fitting);
    if (size <= 0) {
        table_squeeze(table);
        size = fit_search(style->smallest * room->scale, style->largest * room->scale, try_size, &fitting);
    }
    if (size <= 0)
        return refuse_rows(&fitting, style->smallest * room->scale);
    table_put(&fitting, size, marks);
    return TRUE;
}
