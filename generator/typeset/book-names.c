/* SPDX-License-Identifier: MIT */
/* Names in a book: a roster, group by group, in even columns over the whole width. */
#include "typeset/blocks-private.h"
#include "typeset/book-strip.h"
#include "typeset/book-words.h"
#include "typeset/names.h"

/* In lines of the body. */
#define GROUP_BEFORE 0.6
#define GROUP_AFTER 0.1
#define OBJECT_GAP 0.45
#define GROUP_SCALE 1.05
#define GROUP_LEADING 1.5

/* The names of one group; its strips are its heading's, if it has one, and its rows. */
typedef struct {
    Galley *heading;   /* or a name that is a paragraph; or NULL */
    NameGrid *names;   /* those in rows */
    guint first, rows; /* strips of the run: its rows */
    guint headed;      /* strips of the heading, before them */
    guint begin, end;  /* items */
    gboolean begins;   /* it is not the rest of one that a long name has divided */
} Group;

typedef struct {
    BookRun run;
    GArray *groups; /* Group */
} NamesRun;

static void group_clear(gpointer data)
{
    Group *group = data;

    galley_free(group->heading);
    names_free(group->names);
}

static Group *group_at(const NamesRun *names, guint index)
{
    return &g_array_index(names->groups, Group, index);
}

static void rows_put(const Group *group, guint first, guint end, const SlabPlace *places, Marks *marks)
{
    marks_begin(marks, "L", NULL);
    for (guint i = first; i < end; i++)
        names_put_row(group->names, i - group->first, places[i].x, places[i].y, places[i].column, marks);
    marks_end(marks);
}

static void run_put(BookRun *run, guint first, guint end, const SlabPlace *places, Marks *marks)
{
    const NamesRun *names = (NamesRun *)run;

    for (guint i = 0; i < names->groups->len; i++) {
        const Group *group = group_at(names, i);
        const guint begin = group->first - group->headed, last = group->first + group->rows;
        const guint from = MAX(first, begin), to = MIN(end, group->first);
        if (from < to)
            galley_put_slabs(group->heading, from - begin, to - begin, places + begin, marks);
        if (MAX(first, group->first) < MIN(end, last))
            rows_put(group, MAX(first, group->first), MIN(end, last), places, marks);
    }
}

static void run_free(BookRun *run)
{
    g_array_unref(((NamesRun *)run)->groups);
    g_free(run);
}

static const char *cell(const BookSetting *setting, const BookItem *item, guint part)
{
    g_autofree char *flat = item->cells[part] ? book_words_flat(item->cells[part]) : NULL;

    return flat && *flat ? arena_strdup(setting->arena, flat) : NULL;
}

static NameGrid *grid_new(BookSetting *setting, const BookPiece *piece, guint first, guint end)
{
    const BookStyle *style = &setting->book->style;
    const NameStyle how = {setting->fonts, style->font, FALSE,          style->ink,
                           style->accent,  "names",     BOOK_SUBSTITUTE};
    g_autofree const char **names = g_new0(const char *, end - first);
    g_autofree const char **notes = g_new0(const char *, end - first);
    g_autofree const char **links = g_new0(const char *, end - first);

    for (guint i = first; i < end; i++) {
        names[i - first] = cell(setting, &piece->items[i], 0);
        notes[i - first] = cell(setting, &piece->items[i], 1);
        links[i - first] = book_link(setting, piece->items[i].targets);
    }
    NameGrid *grid = names_new(names, notes, links, end - first, &how, setting->missing);
    names_force(grid);
    return grid;
}

static Galley *heading_new(BookSetting *setting, const char *text, double size)
{
    TextStyle style = book_text_style(setting);

    if (!text || !*text)
        return NULL;
    style.font = book_heading_font(setting);
    style.bold = TRUE;
    style.colour = style.accent;
    style.leading = GROUP_LEADING;
    style.align = ALIGN_START;
    style.frame = "group";
    return book_galley(setting, blocks_plain(text), &style, size * GROUP_SCALE, setting->width);
}

/* A name that has no room on a line is a paragraph. */
static gboolean is_long(const BookSetting *setting, const BookItem *item, double size)
{
    const glong name = item->cells[0] ? g_utf8_strlen(item->cells[0], -1) : 0;
    const glong note = item->cells[1] ? g_utf8_strlen(item->cells[1], -1) : 0;

    return MAX(name, note) * size > setting->width;
}

static Galley *long_new(BookSetting *setting, const BookItem *item, double size)
{
    const char *name = cell(setting, item, 0), *note = cell(setting, item, 1);
    g_autofree char *joined = g_strjoin(" ", name ? name : "", note, NULL);
    const char *all = arena_strdup(setting->arena, joined);
    TextStyle style = book_text_style(setting);
    const Span span = {0, strlen(all), SPAN_LINK, book_link(setting, item->targets)};
    const Styled styled = {all, strlen(all), &span, span.url ? 1 : 0};

    style.frame = "names";
    return book_galley(setting, blocks_one(&styled), &style, size, setting->width);
}

/* How far a group goes from `first` of names on lines; a long one stands alone. */
static guint group_end(const BookSetting *setting, const BookPiece *piece, guint first, double size)
{
    guint end = first + 1;

    while (!is_long(setting, &piece->items[first], size) && end < piece->n_items &&
           g_strcmp0(piece->items[end].group, piece->items[first].group) == 0 &&
           !is_long(setting, &piece->items[end], size))
        end++;
    return end;
}

static void group_read(NamesRun *names, BookSetting *setting, guint first, guint end, double size)
{
    const BookPiece *piece = names->run.piece;
    const BookItem *item = &piece->items[first];
    const gboolean begins = first == 0 || g_strcmp0(item[-1].group, item->group) != 0;
    const gboolean alone = is_long(setting, item, size);
    Group group = {.heading = begins ? heading_new(setting, item->group, size) : NULL,
                   .names = grid_new(setting, piece, first, alone ? first : end),
                   .begin = first,
                   .end = end,
                   .begins = begins};

    if (alone && group.heading) {
        const Group heading = {
            .heading = group.heading, .names = grid_new(setting, piece, first, first), .begins = TRUE};
        g_array_append_val(names->groups, heading);
        group.begins = FALSE;
    }
    if (alone)
        group.heading = long_new(setting, item, size);
    g_array_append_val(names->groups, group);
}

static void groups_read(NamesRun *names, BookSetting *setting, double size)
{
    const BookPiece *piece = names->run.piece;
    double widest = 0;

    for (guint first = 0, end; first < piece->n_items; first = end) {
        end = group_end(setting, piece, first, size);
        group_read(names, setting, first, end, size);
    }
    for (guint i = 0; i < names->groups->len; i++)
        widest = MAX(widest, names_cell(group_at(names, i)->names));
    for (guint i = 0; i < names->groups->len; i++)
        names_set_cell(group_at(names, i)->names, widest);
}

static guint groups_set(const NamesRun *names, double size, double width, guint columns)
{
    guint rows = 0;

    for (guint i = 0; i < names->groups->len; i++)
        rows += group_at(names, i)->rows = names_set(group_at(names, i)->names, size, width, columns);
    return rows;
}

/* As many columns as there is room for, then the fewest that make no more rows. */
static void columns_choose(const NamesRun *names, double size, double width)
{
    const BookPiece *piece = names->run.piece;
    guint columns = names->groups->len > 0 ? names_columns(group_at(names, 0)->names, size, width) : 1;

    columns = piece->columns > 0 ? MIN(columns, piece->columns) : MIN(columns, piece->n_items);
    columns = MAX(columns, 1);
    const guint rows = groups_set(names, size, width, columns);
    while (piece->columns == 0 && columns > 1 && groups_set(names, size, width, columns - 1) <= rows)
        columns--;
    groups_set(names, size, width, columns);
}

static void group_strips(NamesRun *names, Group *group, const BookSetting *setting, gboolean first)
{
    GArray *slabs = names->run.slabs;
    const guint begin = slabs->len;

    if (group->heading) {
        const GArray *heading = galley_slabs(group->heading);
        g_array_append_vals(slabs, heading->data, heading->len);
        for (guint i = begin; i < slabs->len; i++)
            g_array_index(slabs, Slab, i).kept = TRUE;
    }
    group->headed = slabs->len - begin;
    group->first = slabs->len;
    for (guint i = 0; i < group->rows; i++) {
        const Slab row = {.before = i == 0 && group->headed ? GROUP_AFTER * setting->pitch : 0,
                          .height = names_row_height(group->names),
                          /* Neither the first row of several nor the last stands alone. */
                          .kept = i + 1 < group->rows && (i == 0 || i + 2 == group->rows)};
        g_array_append_val(slabs, row);
    }
    if (slabs->len > begin && group->begins)
        g_array_index(slabs, Slab, begin).before = (first ? OBJECT_GAP : GROUP_BEFORE) * setting->pitch;
}

/* Empty names are in no row. */
static void anchors_add(NamesRun *names, BookSetting *setting, guint number)
{
    const Group *group = group_at(names, number);

    for (guint i = group->begin, name = 0; i < group->end; i++) {
        const BookItem *item = &names->run.piece->items[i];
        if (!cell(setting, item, 0) || names->run.slabs->len == 0)
            continue;
        const guint row = group->rows > 0 ? group->first + names_row_of(group->names, name++)
                                          : group->first - group->headed;
        const BookAnchor anchor = {MIN(row, names->run.slabs->len - 1), item->anchor};
        if (anchor.name)
            g_array_append_val(names->run.anchors, anchor);
    }
}

BookRun *book_names_new(BookSetting *setting, const BookPiece *piece)
{
    const double size = setting->size * (piece->scale > 0 ? piece->scale : 1);
    NamesRun *names = g_new0(NamesRun, 1);

    book_run_init(&names->run, piece);
    names->run.put = run_put;
    names->run.free = run_free;
    names->run.after = OBJECT_GAP * setting->pitch;
    names->groups = g_array_new(FALSE, FALSE, sizeof(Group));
    g_array_set_clear_func(names->groups, group_clear);
    groups_read(names, setting, size);
    columns_choose(names, size, setting->width);
    for (guint i = 0; i < names->groups->len; i++)
        group_strips(names, group_at(names, i), setting, i == 0);
    for (guint i = 0; i < names->groups->len; i++)
        anchors_add(names, setting, i);
    return &names->run;
}
