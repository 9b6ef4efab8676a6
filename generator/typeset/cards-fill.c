/* SPDX-License-Identifier: MIT */
/* Cards in columns, the parts of each below each other, at the largest size at which all have room. */
#include "typeset/caption.h"
#include "typeset/fit.h"
#include "typeset/part.h"

#include <glib/gi18n.h>
#include <math.h>

/* In sizes. */
#define GAP 1.6
#define RULE 0.09
#define PADDING 0.55
#define PART_GAP 0.4
#define SPREAD_MAX 1.2
#define CARD_LEAST 6.0
/* A picture's height of its width; of one that has a share of the card's width it is square. */
#define PICTURE_HEIGHT 0.75
#define COLUMNS_MAX 8

typedef struct {
    Galley **parts;     /* NULL: empty */
    const char *group;  /* borrowed */
    Paragraph *caption; /* before it, or NULL */
} Card;

typedef struct {
    const FrameRoom *room;
    GArray *cards; /* Card */
    guint columns;
} Wall;

static const FramePart *part_at(const Wall *wall, guint part)
{
    return &wall->room->frame->parts[part];
}

static gboolean card_read(Wall *wall, const FrameItem *item, const char *before)
{
    const FrameRoom *room = wall->room;
    const guint count = room->frame->n_parts;
    Card card = {.parts = g_new0(Galley *, count), .group = item->group};
    gboolean read = TRUE;

    for (guint i = 0; i < count; i++)
        read = part_read(room, part_at(wall, i), item->cells[i], ALIGN_START, &card.parts[i]) && read;
    if (item->group && *item->group && g_strcmp0(item->group, before) != 0)
        card.caption = caption_new(room, item->group);
    g_array_append_val(wall->cards, card);
    return read;
}

static gboolean cards_read(Wall *wall)
{
    const Frame *frame = wall->room->frame;
    gboolean read = TRUE;

    for (guint i = 0; i < frame->n_items; i++)
        read = card_read(wall, &frame->items[i], i > 0 ? frame->items[i - 1].group : NULL) && read;
    return read;
}

static void cards_free(Wall *wall)
{
    for (guint i = 0; i < wall->cards->len; i++) {
        Card *card = &g_array_index(wall->cards, Card, i);
        for (guint j = 0; j < wall->room->frame->n_parts; j++)
            galley_free(card->parts[j]);
        g_free(card->parts);
        paragraph_free(card->caption);
    }
    g_array_unref(wall->cards);
}

static double card_width(const Wall *wall, double size)
{
    return (wall->room->box.width - (wall->columns - 1) * GAP * size) / wall->columns;
}

static double picture_width(const FramePart *part, double width)
{
    return part->share > 0 ? width * MIN(part->share, 1) : width;
}

static double part_size(const FramePart *part, double size)
{
    return size * (part->scale > 0 ? part->scale : 1);
}

/* Below 0: it cannot be so narrow. */
static double part_height(const Wall *wall, const Card *card, guint index, double size, double width)
{
    const FramePart *part = part_at(wall, index);

    if (part->image)
        return picture_width(part, width) * (part->share > 0 ? 1 : PICTURE_HEIGHT);
    return galley_height(card->parts[index], part_size(part, size), width);
}

static double card_height(const Wall *wall, const Card *card, double size)
{
    const double width = card_width(wall, size);
    double height = PADDING * size;

    for (guint i = 0; i < wall->room->frame->n_parts; i++) {
        if (!card->parts[i])
            continue;
        const double part = part_height(wall, card, i, size, width);
        if (part < 0 || galley_width_least(card->parts[i]) * part_size(part_at(wall, i), size) > width * 1.5)
            return -1;
        height += part + PART_GAP * part_size(part_at(wall, i), size);
    }
    return height;
}

/* The end of the row that begins at card `first`: a group begins a row. */
static guint row_end(const Wall *wall, guint first)
{
    guint end = first + 1;

    while (end < wall->cards->len && end - first < wall->columns &&
           !g_array_index(wall->cards, Card, end).caption)
        end++;
    return end;
}

static double row_height(const Wall *wall, guint first, double size)
{
    double height = 0;

    for (guint i = first; i < row_end(wall, first); i++) {
        const double card = card_height(wall, &g_array_index(wall->cards, Card, i), size);
        if (card < 0)
            return -1;
        height = MAX(height, card);
    }
    return height;
}

static double caption_height(const Wall *wall, guint card, double size)
{
    return g_array_index(wall->cards, Card, card).caption ? CAPTION_HEIGHT * size : 0;
}

/* Of all; *rows: how many there are. Below 0: they cannot be so narrow. */
static double wall_height(const Wall *wall, double size, guint *rows)
{
    double height = 0;

    *rows = 0;
    if (card_width(wall, size) < CARD_LEAST * size)
        return -1;
    for (guint first = 0; first < wall->cards->len; first = row_end(wall, first)) {
        const double row = row_height(wall, first, size);
        if (row < 0 || !caption_fits(wall->room, g_array_index(wall->cards, Card, first).caption, size))
            return -1;
        height += (first > 0 ? GAP / 2 * size : 0) + caption_height(wall, first, size) + row;
        ++*rows;
    }
    return height;
}

static gboolean try_size(gpointer data, double size)
{
    guint rows;
    const double height = wall_height(data, size, &rows);

    return height >= 0 && height <= ((const Wall *)data)->room->box.height + 0.01;
}

static double fit(Wall *wall, guint columns)
{
    const FrameStyle *style = &wall->room->frame->style;

    wall->columns = columns;
    return fit_search(style->smallest * wall->room->scale, style->largest * wall->room->scale, try_size,
                      wall);
}

/* In as many columns as are asked for, or fewer where that does not fit; without, in those that make it
 * largest. */
static double columns_choose(Wall *wall)
{
    const guint asked = MIN(wall->room->frame->columns, wall->cards->len);
    double best = 0;
    guint count = 1;

    for (guint i = MIN(asked > 0 ? asked : COLUMNS_MAX, wall->cards->len); i >= 1; i--) {
        const double size = fit(wall, i);
        if (size > best) {
            best = size;
            count = i;
        }
        if (asked > 0 && size > 0)
            break;
    }
    wall->columns = count;
    return best;
}

static void picture_put(const Wall *wall, const char *file, const FramePart *part, double x, double y,
                        double width, Marks *marks)
{
    const double side = picture_width(part, width);
    const Frame *frame = wall->room->frame;
    const Mark mark = {.kind = MARK_IMAGE,
                       .image = {.file = file,
                                 .x = x,
                                 .y = y,
                                 .width = side,
                                 .height = side * (part->share > 0 ? 1 : PICTURE_HEIGHT),
                                 .fit = FIT_COVER,
                                 .focus_x = frame->focus_x,
                                 .focus_y = frame->focus_y}};

    marks_begin(marks, "Figure", NULL);
    marks_add(marks, &mark);
    marks_end(marks);
}

/* The rule above it is left out below that of a caption. */
static void card_put(const Wall *wall, guint index, double size, double x, double y, guint column,
                     gboolean ruled, Marks *marks)
{
    const Frame *frame = wall->room->frame;
    const Card *card = &g_array_index(wall->cards, Card, index);
    const double width = card_width(wall, size);

    marks_begin(marks, "LI", NULL);
    if (ruled)
        marks_rectangle(marks, frame->style.accent, x, y, width, RULE * size);
    y += PADDING * size;
    for (guint i = 0; i < frame->n_parts; i++) {
        if (!card->parts[i])
            continue;
        const double height = part_height(wall, card, i, size, width);
        if (part_at(wall, i)->image)
            picture_put(wall, frame->items[index].cells[i], part_at(wall, i), x, y, width, marks);
        else
            galley_put_at(card->parts[i], x, y, column, marks);
        y += height + PART_GAP * part_size(part_at(wall, i), size);
    }
    marks_end(marks);
}

static void wall_put(const Wall *wall, double size, Marks *marks)
{
    const FrameRoom *room = wall->room;
    const FrameVertical valign = room->frame->style.valign;
    guint rows;
    const double rest = MAX(room->box.height - wall_height(wall, size, &rows), 0);
    const double spread = MIN(rest / rows, SPREAD_MAX * size), left = rest - spread * (rows - 1);
    double y = room->box.y + (valign == VALIGN_MIDDLE ? left / 2 : valign == VALIGN_BOTTOM ? left : 0);

    marks_begin(marks, "L", NULL);
    for (guint first = 0; first < wall->cards->len; first = row_end(wall, first)) {
        const Paragraph *caption = g_array_index(wall->cards, Card, first).caption;
        y += first > 0 ? GAP / 2 * size : 0;
        if (caption)
            caption_put(room, caption, size, y, marks);
        y += caption_height(wall, first, size);
        for (guint i = first; i < row_end(wall, first); i++) {
            const double x = room->box.x + (i - first) * (card_width(wall, size) + GAP * size);
            card_put(wall, i, size, x, y, i - first, !caption, marks);
        }
        y += row_height(wall, first, size) + spread;
    }
    marks_end(marks);
}

/* Pictures are as wide as a card, whatever the size of its letters. */
static const char *hint_smaller(const Frame *frame)
{
    for (guint i = 0; i < frame->n_parts; i++)
        if (frame->parts[i].image)
            return _(
                "leave some out, make the frame higher, or the pictures smaller: 'share = 0.4' of their part "
                "is 0.4 of the card's width");
    return _("leave some out, or make 'smallest' of the frame smaller in sheet.lua");
}

static void refuse_cards(Wall *wall)
{
    const FrameRoom *room = wall->room;
    const double smallest = room->frame->style.smallest, size = smallest * room->scale;
    double over = 0;
    guint rows;

    for (guint i = 1; i <= CLAMP(room->frame->columns, 1, COLUMNS_MAX); i++) {
        wall->columns = i;
        const double height = wall_height(wall, size, &rows);
        if (height > 0 && (over <= 0 || height / room->box.height < over))
            over = height / room->box.height;
    }
    if (over <= 0) {
        room_refuse(
            room, _("make 'smallest' of the frame smaller in sheet.lua"),
            _("a card, or the heading of a group, is too wide in frame '%s' at the smallest size, %g pt"),
            room->frame->id, smallest);
        return;
    }
    const guint excess = (guint)CLAMP(ceil(room->frame->n_items * (1 - 1 / over)), 1, room->frame->n_items);
    g_autofree char *message = g_strdup_printf(
        ngettext("%u card too many is in frame '%s': there is no room for it at the smallest size, %g pt",
                 "%u cards too many are in frame '%s': there is no room for them at the smallest size, %g pt",
                 excess),
        excess, room->frame->id, smallest);
    room_refuse(room, hint_smaller(room->frame), "%s", message);
}

gboolean cards_fill(const FrameRoom *room, Marks *marks)
{
    Wall wall = {.room = room, .cards = g_array_new(FALSE, FALSE, sizeof(Card))};
    gboolean filled = cards_read(&wall);
    const double size = filled ? columns_choose(&wall) : 0;

    if (size > 0)
        wall_put(&wall, size, marks);
    else if (filled)
        refuse_cards(&wall);
    filled = filled && size > 0;
    cards_free(&wall);
    return filled;
}
