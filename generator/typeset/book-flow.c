/* SPDX-License-Identifier: MIT */
/*
 * Strips are gathered as long as they can stand on one page, and then divided: a section. What is in columns
 * (an index) is a section of its own, below what stands on the page already.
 */
#include "typeset/book-flow-private.h"
#include "typeset/columns.h"

/* Strips that stay with a heading; one that is higher than so many lines counts for all. */
#define LED_STRIPS 2
#define LED_LINES 3.0
/* What is in columns begins on a page that has room for so many lines. */
#define COLUMN_LINES 5.0
/* Of the page: what is higher together is not kept together. */
#define TOGETHER_SHARE 0.6

static void flowed_free(gpointer data)
{
    Flowed *flowed = data;

    if (flowed->run)
        g_array_set_size(flowed->run->slabs, flowed->count);
    g_free(flowed->places);
    g_free(flowed->pages);
    g_free(flowed);
}

BookFlow *book_flow_new(const BookSetting *setting)
{
    BookFlow *flow = g_new0(BookFlow, 1);

    flow->setting = setting;
    flow->leaves = g_array_new(FALSE, TRUE, sizeof(BookLeaf));
    flow->fragments = g_array_new(FALSE, FALSE, sizeof(BookFragment));
    flow->flowed = g_ptr_array_new_with_free_func(flowed_free);
    flow->slabs = g_array_new(FALSE, FALSE, sizeof(Slab));
    flow->origins = g_array_new(FALSE, FALSE, sizeof(Origin));
    flow->waiting = g_array_new(FALSE, FALSE, sizeof(Waiting));
    flow->used = -1;
    return flow;
}

void book_flow_free(BookFlow *flow)
{
    if (!flow)
        return;
    g_array_unref(flow->leaves);
    g_array_unref(flow->fragments);
    g_ptr_array_unref(flow->flowed);
    g_array_unref(flow->slabs);
    g_array_unref(flow->origins);
    g_array_unref(flow->waiting);
    g_free(flow);
}

guint book_flow_pages(const BookFlow *flow)
{
    return flow->leaves->len;
}

gboolean book_flow_is_over(const BookFlow *flow)
{
    return flow->over;
}

const BookLeaf *book_flow_leaf(const BookFlow *flow, guint page)
{
    return &g_array_index(flow->leaves, BookLeaf, page);
}

const GArray *book_flow_fragments(const BookFlow *flow)
{
    return flow->fragments;
}

void flow_add_leaf(BookFlow *flow, BookLeaf leaf)
{
    leaf.chapter = leaf.blank && flow->opening ? NULL : flow->chapter;
    leaf.opening = !leaf.blank && flow->opening;
    if (!leaf.blank)
        flow->opening = FALSE;
    if (flow->leaves->len >= BOOK_PAGES_MAX)
        flow->over = TRUE;
    g_array_append_val(flow->leaves, leaf);
}

void flow_add_fragment(BookFlow *flow, const Flowed *flowed, guint first, guint end)
{
    const BookFragment fragment = {flowed->run, first, end, flow_last(flow), flowed->places};

    g_array_append_val(flow->fragments, fragment);
}

void flow_place(const BookFlow *flow, Flowed *flowed, guint strip, SlabPlace place)
{
    const BookMargins margins = book_margins(flow->setting, flow_last(flow));

    place.x += margins.left;
    place.y += margins.top;
    flowed->places[strip] = place;
    flowed->pages[strip] = flow_last(flow);
}

/* What stands on pages before points at the places, which have moved. */
void flow_grow(BookFlow *flow, Flowed *flowed)
{
    const guint length = flowed->run->slabs->len, before = flowed->length;

    flowed->places = g_renew(SlabPlace, flowed->places, length);
    flowed->pages = g_renew(guint, flowed->pages, length);
    for (guint i = flowed->length; i < length; i++)
        flowed->pages[i] = NO_PAGE;
    flowed->length = length;
    for (guint i = 0; before > 0 && i < flow->fragments->len; i++) {
        BookFragment *fragment = &g_array_index(flow->fragments, BookFragment, i);
        if (fragment->run == flowed->run)
            fragment->places = flowed->places;
    }
}

/* The first place of a name counts. */
static void target_place(const BookFlow *flow, BookTarget *target, guint page, double y)
{
    if (target->placed)
        return;
    target->placed = TRUE;
    target->page = MIN(page, BOOK_PAGES_MAX - 1);
    target->y = y - (flow->setting->pitch - flow->setting->size) / 2;
}

void flow_settle_targets(BookFlow *flow)
{
    guint kept = 0;

    for (guint i = 0; i < flow->waiting->len; i++) {
        const Waiting waiting = g_array_index(flow->waiting, Waiting, i);
        const Flowed *flowed = waiting.flowed;
        if (flowed && flowed->pages[waiting.strip] != NO_PAGE && !flow->over)
            target_place(flow, waiting.target, flowed->pages[waiting.strip], flowed->places[waiting.strip].y);
        else
            g_array_index(flow->waiting, Waiting, kept++) = waiting;
    }
    g_array_set_size(flow->waiting, kept);
}

/* Strips after a heading stay with it. */
static void strip_lead(BookFlow *flow, Slab *slab)
{
    if (flow->led == 0)
        return;
    if (slab->height > LED_LINES * flow->setting->pitch)
        flow->led = 1;
    flow->led--;
    slab->kept = slab->kept || flow->led > 0;
}

/* Pictures stand with the last line of what they follow. */
static void pictures_join(BookFlow *flow, const Flowed *flowed)
{
    Slab *last = flow->slabs->len > 0 ? &g_array_index(flow->slabs, Slab, flow->slabs->len - 1) : NULL;
    const Slab *first = &g_array_index(flowed->run->slabs, Slab, 0);

    if (last && flowed->piece->kind == BOOK_PICTURES)
        last->kept = last->kept || last->height + first->height < flow->setting->height * TOGETHER_SHARE;
}

static void strips_add(BookFlow *flow, Flowed *flowed)
{
    const BookRun *run = flowed->run;

    pictures_join(flow, flowed);
    for (guint i = 0; i < run->slabs->len; i++) {
        const Origin origin = {flowed, i};
        Slab slab = g_array_index(run->slabs, Slab, i);
        if (i == 0)
            slab.before = MAX(slab.before, flow->after);
        if (run->leads)
            slab.kept = TRUE;
        else
            strip_lead(flow, &slab);
        g_array_append_val(flow->slabs, slab);
        g_array_append_val(flow->origins, origin);
    }
    if (run->leads)
        flow->led = LED_STRIPS;
    flow->after = run->after;
}

static Flowed *flowed_new(BookFlow *flow, const BookPiece *piece, BookRun *run)
{
    Flowed *flowed = g_new0(Flowed, 1);

    *flowed = (Flowed){.piece = piece, .run = run, .count = run->slabs->len};
    flow_grow(flow, flowed);
    g_ptr_array_add(flow->flowed, flowed);
    return flowed;
}

static void target_wait(BookFlow *flow, BookTarget *target, Flowed *flowed, guint strip)
{
    const Waiting waiting = {target, flowed, strip};

    if (target && !target->placed)
        g_array_append_val(flow->waiting, waiting);
}

/* Places that wait for something to stand at are that of the strip. */
static void targets_join(BookFlow *flow, Flowed *flowed)
{
    for (guint i = 0; i < flow->waiting->len; i++) {
        Waiting *waiting = &g_array_index(flow->waiting, Waiting, i);
        if (!waiting->flowed)
            waiting->flowed = flowed;
    }
}

static void places_wait(BookFlow *flow, const BookPiece *piece, Flowed *flowed)
{
    target_wait(flow, book_target(flow->setting, piece->anchor), NULL, 0);
    target_wait(flow, book_own_target(flow->setting, piece), NULL, 0);
    for (guint i = 0; flowed && i < flowed->run->anchors->len; i++) {
        const BookAnchor *anchor = &g_array_index(flowed->run->anchors, BookAnchor, i);
        target_wait(flow, book_target(flow->setting, anchor->name), flowed, anchor->strip);
    }
    /* What the run says nothing of stands where it begins. */
    for (guint i = 0; i < piece->n_items; i++)
        target_wait(flow, book_target(flow->setting, piece->items[i].anchor), NULL, 0);
    if (flowed)
        targets_join(flow, flowed);
}

static double columns_bottom(const GArray *slabs, guint first, guint end, const SlabPlace *places)
{
    double bottom = 0;

    for (guint i = first; i < end; i++)
        bottom = MAX(bottom, places[i].y + g_array_index(slabs, Slab, i).height);
    return bottom;
}

/* The height at which the strips from `first` on are spread evenly over all columns. */
static double height_balanced(const Columns *columns, const GArray *slabs, guint first)
{
    g_autoptr(GArray) rest = g_array_new(FALSE, FALSE, sizeof(Slab));

    g_array_append_vals(rest, &g_array_index(slabs, Slab, first), slabs->len - first);
    return columns_balance(columns, rest);
}

/* Fills the columns of the last page from y on: the index after the last strip that has room. */
static guint columns_put(BookFlow *flow, Flowed *flowed, guint first, double y)
{
    const BookSetting *setting = flow->setting;
    const BookRun *run = flowed->run;
    const double width = (setting->width - (run->columns - 1) * run->gap) / run->columns;
    Columns columns = {run->columns, setting->height - y, 0, 0, FALSE, FALSE};
    g_autofree SlabPlace *places = g_new0(SlabPlace, run->slabs->len);
    guint end = columns_fill_from(&columns, run->slabs, first, places);

    if (end == run->slabs->len) {
        columns.height = height_balanced(&columns, run->slabs, first);
        end = columns_fill_from(&columns, run->slabs, first, places);
    }
    flow->used = y + columns_bottom(run->slabs, first, end, places);
    for (guint i = first; i < end; i++) {
        places[i].x = places[i].column * (width + run->gap);
        places[i].y += y;
        flow_place(flow, flowed, i, places[i]);
    }
    flow_add_fragment(flow, flowed, first, end);
    return end;
}

static void columns_add(BookFlow *flow, Flowed *flowed)
{
    const BookSetting *setting = flow->setting;
    double y = flow->used + MAX(flow->after, 0);

    if (flow->used < 0 || setting->height - y < COLUMN_LINES * setting->pitch) {
        flow_add_leaf(flow, (BookLeaf){0});
        y = 0;
    }
    for (guint first = 0; first < flowed->run->slabs->len && !flow->over; y = 0) {
        if (first > 0)
            flow_add_leaf(flow, (BookLeaf){0});
        first = columns_put(flow, flowed, first, y);
    }
    flow->after = flowed->run->after;
    flow->led = 0;
}

/* A heading above columns is at the foot of no page where they have no room. */
static void heading_settle(BookFlow *flow)
{
    const Slab slab = {.before = flow->after, .height = COLUMN_LINES * flow->setting->pitch};
    const Origin origin = {NULL, 0};
    const gboolean leads = flow->led == LED_STRIPS && flow->slabs->len > 0;

    if (leads) {
        g_array_append_val(flow->slabs, slab);
        g_array_append_val(flow->origins, origin);
    }
    book_flow_settle(flow);
    flow->used -= leads ? slab.height + slab.before : 0;
}

void book_flow_add(BookFlow *flow, const BookPiece *piece, BookRun *run)
{
    Flowed *flowed;

    if (flow->over)
        return;
    if (!run || run->slabs->len == 0) {
        places_wait(flow, piece, NULL);
        return;
    }
    if (run->swept)
        book_flow_break(flow, NULL);
    flowed = flowed_new(flow, piece, run);
    places_wait(flow, piece, flowed);
    if (run->columns > 1) {
        heading_settle(flow);
        columns_add(flow, flowed);
        flow_settle_targets(flow);
        return;
    }
    section_begin(flow);
    strips_add(flow, flowed);
}

void book_flow_break(BookFlow *flow, const BookPiece *chapter)
{
    section_tighten(flow);
    book_flow_settle(flow);
    flow->used = -1;
    flow->after = 0;
    flow->led = 0;
    if (!chapter)
        return;
    flow->opening = TRUE;
    if (flow->setting->book->style.right && flow->leaves->len % 2 == 1)
        flow_add_leaf(flow, (BookLeaf){.blank = TRUE});
    flow->chapter = chapter;
}

void book_flow_blank(BookFlow *flow)
{
    flow_add_leaf(flow, (BookLeaf){.blank = TRUE});
}

static void targets_place(BookFlow *flow, guint page)
{
    for (guint i = 0; i < flow->waiting->len; i++)
        target_place(flow, g_array_index(flow->waiting, Waiting, i).target, page, 0);
    g_array_set_size(flow->waiting, 0);
}

void book_flow_sheet(BookFlow *flow, const BookPiece *piece)
{
    book_flow_break(flow, NULL);
    if (flow->over)
        return;
    places_wait(flow, piece, NULL);
    flow_add_leaf(flow, (BookLeaf){.sheet = piece});
    targets_place(flow, flow_last(flow));
}

void book_flow_finish(BookFlow *flow)
{
    section_tighten(flow);
    book_flow_settle(flow);
    if (flow->leaves->len == 0)
        flow_add_leaf(flow, (BookLeaf){.blank = TRUE});
    targets_place(flow, flow_last(flow));
}
