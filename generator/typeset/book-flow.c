/* SPDX-License-Identifier: MIT */
/*
 * Strips are gathered as long as they can stand on one page, and then divided: a section. What is in columns
 * (an index) is a section of its own, below what stands on the page already.
 */
#include "typeset/book-flow.h"

#include "typeset/columns.h"

#include <math.h>
#include <string.h>

/* Strips that stay with a heading; one that is higher than so many lines counts for all. */
#define LED_STRIPS 2
#define LED_LINES 3.0
/* What is in columns begins on a page that has room for so many lines. */
#define COLUMN_LINES 5.0

/* A last page of fewer lines is saved, if the room between the pieces can be so much less. */
#define LAST_LINES 6.0
#define TIGHTEN_MAX 0.45
#define TIGHTEN_STEPS 4

#define NO_PAGE G_MAXUINT

/* A run in the flow. */
typedef struct {
    const BookPiece *piece;
    BookRun *run;
    SlabPlace *places; /* of its strips */
    guint *pages;      /* NO_PAGE: not placed yet */
    guint length;      /* of both */
    guint count;       /* of its own strips, without those it was filled up with */
    gboolean filled;
} Flowed;

/* Where a strip of the section is from; of what stands on the page already, `flowed` is NULL. */
typedef struct {
    Flowed *flowed;
    guint strip;
} Origin;

/* A place that is known when the strip is placed. */
typedef struct {
    BookTarget *target;
    Flowed *flowed; /* NULL: the next one */
    guint strip;
} Waiting;

struct BookFlow {
    const BookSetting *setting;
    GArray *leaves;    /* BookLeaf */
    GArray *fragments; /* BookFragment */
    GPtrArray *flowed; /* Flowed */
    GArray *slabs;     /* Slab: of the section */
    GArray *origins;   /* Origin: of the same */
    GArray *waiting;   /* Waiting */
    double used;       /* of the last page, down to here; < 0: it takes nothing more */
    double after;      /* room that the last run wants below it */
    guint led;         /* strips that are still to stay with a heading */
    const BookPiece *chapter;
    gboolean opening; /* the next page is the first of the chapter */
    gboolean over;
};

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

static void leaf_add(BookFlow *flow, BookLeaf leaf)
{
    leaf.chapter = leaf.blank && flow->opening ? NULL : flow->chapter;
    leaf.opening = !leaf.blank && flow->opening;
    if (!leaf.blank)
        flow->opening = FALSE;
    if (flow->leaves->len >= BOOK_PAGES_MAX)
        flow->over = TRUE;
    g_array_append_val(flow->leaves, leaf);
}

/* The last page. */
static guint page_last(const BookFlow *flow)
{
    return flow->leaves->len - 1;
}

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

/* Strips of a run stand on the last page. */
static void fragment_add(BookFlow *flow, const Flowed *flowed, guint first, guint end)
{
    const BookFragment fragment = {flowed->run, first, end, page_last(flow), flowed->places};

    g_array_append_val(flow->fragments, fragment);
}

static void strip_place(const BookFlow *flow, Flowed *flowed, guint strip, SlabPlace place)
{
    const BookMargins margins = book_margins(flow->setting, page_last(flow));

    place.x += margins.left;
    place.y += margins.top;
    flowed->places[strip] = place;
    flowed->pages[strip] = page_last(flow);
}

/* Strips of the section from `first` up to `end` stand at `places` of the last page. */
static void page_note(BookFlow *flow, guint first, guint end, const SlabPlace *places)
{
    for (guint i = first, from = first; i < end; i++) {
        const Origin *origin = origin_at(flow, i);
        if (origin->flowed)
            strip_place(flow, origin->flowed, origin->strip, places[i]);
        if (i + 1 < end && origin_at(flow, i + 1)->flowed == origin->flowed)
            continue;
        if (origin->flowed)
            fragment_add(flow, origin->flowed, origin_at(flow, from)->strip, origin->strip + 1);
        from = i + 1;
    }
    flow->used = places[end - 1].y + slab_at(flow, end - 1)->height;
}

/* What stands on pages before points at the places, which have moved. */
static void places_grow(BookFlow *flow, Flowed *flowed)
{
    const guint length = flowed->run->slabs->len;

    flowed->places = g_renew(SlabPlace, flowed->places, length);
    flowed->pages = g_renew(guint, flowed->pages, length);
    for (guint i = flowed->length; i < length; i++)
        flowed->pages[i] = NO_PAGE;
    flowed->length = length;
    for (guint i = 0; i < flow->fragments->len; i++) {
        BookFragment *fragment = &g_array_index(flow->fragments, BookFragment, i);
        if (fragment->run == flowed->run)
            fragment->places = flowed->places;
    }
}

/* Puts what the run has been filled up with into the section, after its strip at `index`. */
static void filling_insert(BookFlow *flow, guint index, Flowed *flowed)
{
    const guint from = origin_at(flow, index)->strip + 1;
    g_autoptr(GArray) origins = g_array_new(FALSE, FALSE, sizeof(Origin));

    places_grow(flow, flowed);
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

/* What stands on the last page already. */
static void section_begin(BookFlow *flow)
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

/* The first place of a name counts. */
static void target_set(const BookFlow *flow, BookTarget *target, guint page, double y)
{
    if (target->placed)
        return;
    target->placed = TRUE;
    target->page = MIN(page, BOOK_PAGES_MAX - 1);
    target->y = y - (flow->setting->pitch - flow->setting->size) / 2;
}

/* Those whose strips have been placed. */
static void targets_settle(BookFlow *flow)
{
    guint kept = 0;

    for (guint i = 0; i < flow->waiting->len; i++) {
        const Waiting waiting = g_array_index(flow->waiting, Waiting, i);
        const Flowed *flowed = waiting.flowed;
        if (flowed && flowed->pages[waiting.strip] != NO_PAGE && !flow->over)
            target_set(flow, waiting.target, flowed->pages[waiting.strip], flowed->places[waiting.strip].y);
        else
            g_array_index(flow->waiting, Waiting, kept++) = waiting;
    }
    g_array_set_size(flow->waiting, kept);
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

/* A last page of some lines only is saved where less room between the pieces is enough for that. */
static void section_tighten(BookFlow *flow)
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
            leaf_add(flow, (BookLeaf){0});
        do {
            places = g_renew(SlabPlace, places, flow->slabs->len);
            end = columns_fill_from(&columns, flow->slabs, first, places);
        } while (page_fill_up(flow, first, end, places));
        page_note(flow, first, end, places);
    }
    section_clear(flow);
    targets_settle(flow);
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

static void strips_add(BookFlow *flow, Flowed *flowed)
{
    const BookRun *run = flowed->run;

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
    places_grow(flow, flowed);
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
        strip_place(flow, flowed, i, places[i]);
    }
    fragment_add(flow, flowed, first, end);
    return end;
}

static void columns_add(BookFlow *flow, Flowed *flowed)
{
    const BookSetting *setting = flow->setting;
    double y = flow->used + MAX(flow->after, 0);

    if (flow->used < 0 || setting->height - y < COLUMN_LINES * setting->pitch) {
        leaf_add(flow, (BookLeaf){0});
        y = 0;
    }
    for (guint first = 0; first < flowed->run->slabs->len && !flow->over; y = 0) {
        if (first > 0)
            leaf_add(flow, (BookLeaf){0});
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
        targets_settle(flow);
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
        leaf_add(flow, (BookLeaf){.blank = TRUE});
    flow->chapter = chapter;
}

void book_flow_blank(BookFlow *flow)
{
    leaf_add(flow, (BookLeaf){.blank = TRUE});
}

static void targets_place(BookFlow *flow, guint page)
{
    for (guint i = 0; i < flow->waiting->len; i++)
        target_set(flow, g_array_index(flow->waiting, Waiting, i).target, page, 0);
    g_array_set_size(flow->waiting, 0);
}

void book_flow_sheet(BookFlow *flow, const BookPiece *piece)
{
    book_flow_break(flow, NULL);
    if (flow->over)
        return;
    if (piece->right && flow->leaves->len % 2 == 1)
        book_flow_blank(flow);
    places_wait(flow, piece, NULL);
    leaf_add(flow, (BookLeaf){.sheet = piece});
    targets_place(flow, page_last(flow));
}

void book_flow_finish(BookFlow *flow)
{
    section_tighten(flow);
    book_flow_settle(flow);
    if (flow->leaves->len == 0)
        leaf_add(flow, (BookLeaf){.blank = TRUE});
    targets_place(flow, page_last(flow));
}
