/* SPDX-License-Identifier: MIT */
/* A section, which is all strips that can stand on one page, into pages. */
#include "typeset/book-flow-private.h"
#include "typeset/columns.h"

/* A last page of fewer lines is saved, if the room between the pieces can be so much less. */
#define LAST_LINES 6.0
#define TIGHTEN_MAX 0.45
#define TIGHTEN_STEPS 4

/* Lines of the body stand on a grid that is the same on all pages. */
static Columns page_columns(const BookFlow *flow)
{
    const BookSetting *setting = flow->setting;

    return (Columns){1, setting->height, setting->pitch, (setting->pitch - setting->size) / 2, FALSE, TRUE};
}

static const Slab *slab_at(const BookFlow *flow, guint index)
{
    return &g_array_index(flow->slabs, Slab, index);
}

static const Origin *origin_at(const BookFlow *flow, guint index)
{
    return &g_array_index(flow->origins, Origin, index);
}

/* Strips of the section from `first` up to `end` stand at `places` of the last page. */
static void page_note(BookFlow *flow, guint first, guint end, const SlabPlace *places)
{
    for (guint i = first, from = first; i < end; i++) {
        const Origin *origin = origin_at(flow, i);
        if (origin->flowed)
            flow_place(flow, origin->flowed, origin->strip, places[i]);
        if (i + 1 < end && origin_at(flow, i + 1)->flowed == origin->flowed)
            continue;
        if (origin->flowed)
            flow_add_fragment(flow, origin->flowed, origin_at(flow, from)->strip, origin->strip + 1);
        from = i + 1;
    }
    flow->used = places[end - 1].y + slab_at(flow, end - 1)->height;
}

/* Puts what the run has been filled up with into the section, after its strip at `index`. */
static void filling_insert(BookFlow *flow, guint index, Flowed *flowed)
{
    const guint from = origin_at(flow, index)->strip + 1;
    g_autoptr(GArray) origins = g_array_new(FALSE, FALSE, sizeof(Origin));

    flow_grow(flow, flowed);
    for (guint strip = from; strip < flowed->run->slabs->len; strip++) {
        const Origin origin = {flowed, strip};
        g_array_append_val(origins, origin);
    }
    if (origins->len == 0)
        return;
    g_array_insert_vals(flow->slabs, index + 1, &g_array_index(flowed->run->slabs, Slab, from), origins->len);
    g_array_insert_vals(flow->origins, index + 1, origins->data, origins->len);
}

/* A run that ends on this page, and is to be filled up there. TRUE: something was put in. */
static gboolean page_fill_up(BookFlow *flow, guint first, guint end, const SlabPlace *places)
{
    for (guint i = first, from = 0; i < end; i++) {
        const Origin *origin = origin_at(flow, i);
        Flowed *flowed = origin->flowed;
        if (i == first || flowed != origin_at(flow, i - 1)->flowed)
            from = i;
        if (!flowed || !flowed->run->fill || flowed->filled || origin->strip + 1 < flowed->count)
            continue;
        const double bottom = places[i].y + slab_at(flow, i)->height - slab_at(flow, i)->trim;
        flowed->filled = TRUE;
        flowed->run->fill(flowed->run, origin_at(flow, from)->strip, flow->setting->height - bottom);
        if (flowed->run->slabs->len > flowed->count) {
            filling_insert(flow, i, flowed);
            return TRUE;
        }
    }
    return FALSE;
}

void section_begin(BookFlow *flow)
{
    const Slab slab = {.height = flow->used};
    const Origin origin = {NULL, 0};

    if (flow->slabs->len > 0 || flow->used < 0)
        return;
    g_array_append_val(flow->slabs, slab);
    g_array_append_val(flow->origins, origin);
}

static void section_clear(BookFlow *flow)
{
    g_array_set_size(flow->slabs, 0);
    g_array_set_size(flow->origins, 0);
}

/* Pages that the section takes, and how far it goes on the last. */
static guint section_measure(const BookFlow *flow, const GArray *slabs, double *used)
{
    const Columns columns = page_columns(flow);
    g_autofree SlabPlace *places = g_new(SlabPlace, slabs->len);
    guint pages = 0;

    for (guint first = 0, end; first < slabs->len; first = end, pages++) {
        end = columns_fill_from(&columns, slabs, first, places);
        *used = places[end - 1].y + g_array_index(slabs, Slab, end - 1).height;
    }
    return pages;
}

static gboolean section_is_filled_up(const BookFlow *flow)
{
    for (guint i = 0; i < flow->origins->len; i++)
        if (origin_at(flow, i)->flowed && origin_at(flow, i)->flowed->run->fill)
            return TRUE;
    return FALSE;
}

void section_tighten(BookFlow *flow)
{
    double used = 0;

    if (flow->slabs->len == 0 || section_is_filled_up(flow))
        return;
    const guint pages = section_measure(flow, flow->slabs, &used);
    if (pages < 2 || used > LAST_LINES * flow->setting->pitch)
        return;
    for (guint step = 1; step <= TIGHTEN_STEPS; step++) {
        g_autoptr(GArray) tight = g_array_copy(flow->slabs);
        for (guint i = 0; i < tight->len; i++)
            g_array_index(tight, Slab, i).before *= 1 - TIGHTEN_MAX * step / TIGHTEN_STEPS;
        if (section_measure(flow, tight, &used) == pages)
            continue;
        g_array_unref(flow->slabs);
        flow->slabs = g_steal_pointer(&tight);
        return;
    }
}

void book_flow_settle(BookFlow *flow)
{
    const Columns columns = page_columns(flow);
    g_autofree SlabPlace *places = NULL;

    for (guint first = 0, end; first < flow->slabs->len && !flow->over; first = end) {
        if (first > 0 || origin_at(flow, 0)->flowed)
            flow_add_leaf(flow, (BookLeaf){0});
        do {
            places = g_renew(SlabPlace, places, flow->slabs->len);
            end = columns_fill_from(&columns, flow->slabs, first, places);
        } while (page_fill_up(flow, first, end, places));
        page_note(flow, first, end, places);
    }
    section_clear(flow);
    flow_settle_targets(flow);
}
