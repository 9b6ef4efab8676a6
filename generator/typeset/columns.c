/* SPDX-License-Identifier: MIT */
#include "typeset/columns.h"

#include <math.h>

/* Of heights, in points: what arithmetic loses. */
#define TOLERANCE 0.01
#define BALANCE_STEPS 24
/* Of a line: what is no gap on the grid. */
#define GAP_CLOSED 0.35
/* Of the room above a line, what may be taken from it. */
#define GAP_LEFT 0.95
/* Of the room that is left over around what is off the grid. */
#define SHARE_ABOVE 0.6

static const Slab *slab_at(const GArray *slabs, guint index)
{
    return &g_array_index(slabs, Slab, index);
}

/* One column, as far as it has been filled. */
typedef struct {
    const GArray *slabs;
    double pitch; /* 0: there is no grid */
    gboolean even;
    guint first;
    guint loose;   /* the first slab after the last one that stands on the grid */
    double y;      /* the end */
    double origin; /* of the grid */
    SlabPlace *places;
} Column;

/* The room above a slab, but at the head of the column. */
static double room_above(const Column *column, guint index)
{
    return index > column->first ? slab_at(column->slabs, index)->before : 0;
}

/* What is off the grid before slab `index` moves down by its part of the shift: as the room above it is to
 * all the room there is. */
static void loose_spread(const Column *column, guint index, double shift)
{
    double all = room_above(column, index), above = 0;

    for (guint i = column->loose; i < index; i++)
        all += room_above(column, i);
    for (guint i = column->loose; i < index && all > 0; i++) {
        above += room_above(column, i);
        column->places[i].y += shift * above / all;
    }
}

/* All of it by a part, unless that begins the column. */
static void loose_move(const Column *column, guint index, double shift)
{
    if (column->loose > column->first)
        for (guint i = column->loose; i < index; i++)
            column->places[i].y += shift * SHARE_ABOVE;
}

/* By how much a line moves to come onto the grid; a small gap after a line of the grid is closed, and one
 * that is larger than what is over becomes smaller. */
static double grid_shift(const Column *column, guint index, double top)
{
    const double lines = (top - column->origin) / column->pitch, over = lines - floor(lines + 1e-3);
    const gboolean loose = column->loose < index;
    const gboolean closed =
        loose ? column->even && over * column->pitch <= slab_at(column->slabs, index)->before * GAP_LEFT
              : over < GAP_CLOSED;
    const double shift = closed ? -over * column->pitch : (ceil(lines - 1e-3) - lines) * column->pitch;

    if (column->places && loose && !closed)
        (column->even ? loose_spread : loose_move)(column, index, shift);
    return shift;
}

/* Adds slab `index`. The first on the grid stands a little lower than that where it is larger than the body.
 */
static void column_add(Column *column, guint index, guint number)
{
    const Slab *slab = slab_at(column->slabs, index);
    const gboolean first = index == column->first, grid = slab->grid && column->pitch > 0;
    double top = first ? -slab->trim + slab->head : column->y + slab->before;

    if (grid && !first)
        top += grid_shift(column, index, top);
    if (grid)
        column->loose = index + 1;
    column->y = (grid && first ? column->origin : top) + slab->height;
    if (column->places)
        column->places[index] = (SlabPlace){0, top, number, first && slab->head > 0};
}

static Column column_begin(const Columns *columns, const GArray *slabs, guint first)
{
    return (Column){.slabs = slabs,
                    .pitch = columns->pitch,
                    .even = columns->even,
                    .origin = -columns->trim,
                    .first = first,
                    .loose = first};
}

/* How far one column goes that begins with `first`: the index after its last slab. */
static guint column_end(const Columns *columns, const GArray *slabs, guint first)
{
    Column column = column_begin(columns, slabs, first);
    guint allowed = first, index = first;

    for (; index < slabs->len; index++) {
        column_add(&column, index, 0);
        if (column.y - slab_at(slabs, index)->trim > columns->height + TOLERANCE)
            break;
        if (!slab_at(slabs, index)->kept)
            allowed = index + 1;
    }
    if (index == slabs->len)
        return index;
    return allowed > first ? allowed : index;
}

/* Fills one column from `first`: the index after its last slab. Places are given once it is known where it
 * ends: what did not fit any more would move what is above it. */
static guint column_fill(const Columns *columns, const GArray *slabs, guint first, guint number,
                         SlabPlace *places)
{
    const guint end = column_end(columns, slabs, first);
    Column column = column_begin(columns, slabs, first);

    column.places = places;
    for (guint index = first; places && index < end; index++)
        column_add(&column, index, number);
    return end;
}

gboolean columns_fill(const Columns *columns, const GArray *slabs, SlabPlace *places)
{
    guint first = 0;

    for (guint i = 0; i < columns->count && first < slabs->len; i++) {
        first = column_fill(columns, slabs, first, i, places);
        if (columns->whole && first > 0 && first < slabs->len && slab_at(slabs, first - 1)->kept)
            return FALSE;
    }
    return first == slabs->len;
}

guint columns_fill_from(const Columns *columns, const GArray *slabs, guint first, SlabPlace *places)
{
    guint end = first;

    for (guint i = 0; i < columns->count && end < slabs->len; i++) {
        const Slab *slab = slab_at(slabs, end);
        const guint next = column_fill(columns, slabs, end, i, places);
        if (next == end) /* higher than a column */
            places[end] = (SlabPlace){0, slab->head - slab->trim, i, slab->head > 0};
        end = MAX(next, end + 1);
    }
    return end;
}

double columns_needed(const Columns *columns, const GArray *slabs)
{
    Column column = {.slabs = slabs, .pitch = columns->pitch, .origin = -columns->trim};

    for (guint i = 0; i < slabs->len; i++)
        column_add(&column, i, 0);
    return slabs->len > 0 ? column.y - slab_at(slabs, slabs->len - 1)->trim : 0;
}

double columns_balance(const Columns *columns, const GArray *slabs)
{
    double fails = 0, fits = MIN(columns->height, columns_needed(columns, slabs));
    Columns tried = *columns;

    for (guint i = 0; i < BALANCE_STEPS && columns->count > 1; i++) {
        tried.height = (fails + fits) / 2;
        if (columns_fill(&tried, slabs, NULL))
            fits = tried.height;
        else
            fails = tried.height;
    }
    return fits;
}
