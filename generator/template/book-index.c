/* SPDX-License-Identifier: MIT */
/* The index of names. */
#include "template/book-private.h"
#include "text/surname.h"

#include <stdlib.h>
#include <string.h>

typedef struct {
    const char *key; /* letter, then the order by pinyin */
    BookItem item;
    guint place; /* in the order given */
} Line;

static const char *cell(const BookItem *item, guint index)
{
    return item->cells[index] ? item->cells[index] : "";
}

static int line_compare(gconstpointer a, gconstpointer b)
{
    const Line *one = a, *other = b;
    int order = strcmp(one->key, other->key);

    if (order == 0)
        order = strcmp(cell(&one->item, 0), cell(&other->item, 0));
    if (order == 0)
        order = strcmp(cell(&one->item, 1), cell(&other->item, 1));
    return order != 0 ? order : one->place < other->place ? -1 : one->place > other->place;
}

/* "#" stands behind the letters. */
static Line line_of(BookReader *b, const BookItem *item, guint place)
{
    Collation *collation = b->reader.engine->site->collation;
    Arena *arena = b->reader.arena;
    g_autofree char *name = surname_respell(cell(item, 0));
    const char *letter = collation_initial(collation, name);
    const char *key = collation_key(collation, COLLATION_PINYIN, name, strlen(name));
    g_autofree char *whole = g_strconcat(*letter == '#' ? "~" : letter, key, NULL);
    Line line = {arena_strdup(arena, whole), *item, place};

    line.item.group = letter;
    return line;
}

static gboolean is_same(const BookItem *a, const BookItem *b)
{
    return strcmp(cell(a, 0), cell(b, 0)) == 0 && strcmp(cell(a, 1), cell(b, 1)) == 0;
}

static guint count_targets(const Line *lines, guint count)
{
    guint sum = 0;

    for (guint i = 0; i < count; i++)
        sum += lines[i].item.targets ? g_strv_length((char **)lines[i].item.targets) : 0;
    return sum;
}

/* One line of `count` that are alike, with the targets of all. */
static BookItem merge(Arena *arena, const Line *lines, guint count)
{
    BookItem item = lines[0].item;
    const char **targets = arena_new0(arena, const char *, count_targets(lines, count) + 1);
    guint kept = 0;

    for (guint i = 0; i < count; i++)
        for (const char *const *target = lines[i].item.targets; target && *target; target++)
            if (!g_strv_contains(targets, *target))
                targets[kept++] = *target;
    item.targets = targets;
    return item;
}

static gboolean has_groups(const BookPiece *piece)
{
    for (guint i = 0; i < piece->n_items; i++)
        if (piece->items[i].group)
            return TRUE;
    return FALSE;
}

void book_sort_index(BookReader *b, BookPiece *piece)
{
    const guint count = piece->n_items;
    Arena *arena = b->reader.arena;

    if (count == 0 || has_groups(piece))
        return;
    Line *lines = arena_new0(arena, Line, count);
    BookItem *items = arena_new0(arena, BookItem, count);
    guint kept = 0;
    for (guint i = 0; i < count; i++)
        lines[i] = line_of(b, &piece->items[i], i);
    qsort(lines, count, sizeof *lines, line_compare);
    for (guint i = 0, next; i < count; i = next) {
        for (next = i + 1; next < count && is_same(&lines[i].item, &lines[next].item);)
            next++;
        items[kept++] = merge(arena, &lines[i], next - i);
    }
    piece->items = items;
    piece->n_items = kept;
}
