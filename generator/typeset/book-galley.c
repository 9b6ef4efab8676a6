/* SPDX-License-Identifier: MIT */
/* Galleys as they are in a book: set whatever is in them, and divided into pages. */
#include "picture/size.h"
#include "typeset/blocks-private.h"
#include "typeset/book-strip.h"

#include <glib/gi18n.h>
#include <string.h>

/* One of the galleys of a run, or a rule. */
typedef struct {
    Galley *galley;     /* or NULL */
    guint first, count; /* strips of the run */
    double x;
    double width; /* of the rule */
    Colour colour;
} Part;

typedef struct {
    BookRun run;
    GArray *parts; /* Part */
} GalleyRun;

static void part_clear(gpointer data)
{
    galley_free(((Part *)data)->galley);
}

static void rule_put(const BookRun *run, const Part *part, const SlabPlace *place, Marks *marks)
{
    const Slab *slab = &g_array_index(run->slabs, Slab, part->first);

    marks_rectangle(marks, part->colour, place->x + part->x, place->y, part->width, slab->height);
}

static void part_put(const Part *part, guint first, guint end, const SlabPlace *places, Marks *marks)
{
    g_autofree SlabPlace *moved = NULL;

    if (part->x == 0) {
        galley_put_slabs(part->galley, first - part->first, end - part->first, places + part->first, marks);
        return;
    }
    moved = g_new0(SlabPlace, part->count);
    for (guint i = first; i < end; i++) {
        moved[i - part->first] = places[i];
        moved[i - part->first].x += part->x;
    }
    galley_put_slabs(part->galley, first - part->first, end - part->first, moved, marks);
}

static void run_put(BookRun *run, guint first, guint end, const SlabPlace *places, Marks *marks)
{
    const GArray *parts = ((GalleyRun *)run)->parts;

    for (guint i = 0; i < parts->len; i++) {
        const Part *part = &g_array_index(parts, Part, i);
        const guint from = MAX(first, part->first), to = MIN(end, part->first + part->count);
        if (from < to && part->galley)
            part_put(part, from, to, places, marks);
        else if (from < to)
            rule_put(run, part, &places[from], marks);
    }
}

static void run_free(BookRun *run)
{
    g_array_unref(((GalleyRun *)run)->parts);
    g_free(run);
}

BookRun *book_galleys_new(const BookPiece *piece)
{
    GalleyRun *galleys = g_new0(GalleyRun, 1);

    book_run_init(&galleys->run, piece);
    galleys->run.put = run_put;
    galleys->run.free = run_free;
    galleys->parts = g_array_new(FALSE, FALSE, sizeof(Part));
    g_array_set_clear_func(galleys->parts, part_clear);
    return &galleys->run;
}

void book_galleys_add(BookRun *run, Galley *galley, double x, double before, gboolean kept)
{
    const GArray *slabs = galley_slabs(galley);
    const Part part = {.galley = galley, .first = run->slabs->len, .count = slabs->len, .x = x};

    g_array_append_vals(run->slabs, slabs->data, slabs->len);
    g_array_append_val(((GalleyRun *)run)->parts, part);
    if (slabs->len == 0)
        return;
    Slab *first = &g_array_index(run->slabs, Slab, part.first);
    first->before = MAX(first->before, before);
    if (kept)
        g_array_index(run->slabs, Slab, run->slabs->len - 1).kept = TRUE;
}

void book_galleys_rule(BookRun *run, Colour colour, double width, double height, double before)
{
    const Slab slab = {.before = before, .height = height, .kept = TRUE};
    const Part part = {.first = run->slabs->len, .count = 1, .width = width, .colour = colour};

    g_array_append_val(run->slabs, slab);
    g_array_append_val(((GalleyRun *)run)->parts, part);
}

/* A picture that cannot be shown is a paragraph of what is said of it; FALSE: nothing is said. */
static gboolean picture_tell(Blocks *blocks, Block *block)
{
    const char *words = block->alt && *block->alt ? block->alt : block->text.text;

    if (!words || !*words)
        return FALSE;
    block->kind = BLOCK_PARAGRAPH;
    block->text = inline_plain(blocks->arena, words, strlen(words));
    return TRUE;
}

static gboolean picture_keep(BookSetting *setting, Blocks *blocks, Block *block, const TextStyle *style)
{
    const FramePicture *picture = style_picture(style, block->file);
    PictureSize size;

    if (picture && picture->file && picture_size_of_file(picture->file, &size))
        return TRUE;
    if (picture && picture->file) {
        g_autofree char *name = g_path_get_basename(picture->file);
        book_warn(setting, _("save it as JPEG or PNG"),
                  _("the picture '%s' cannot be read; in '%s' its words stand for it"), name,
                  setting->book->name);
    }
    return picture_tell(blocks, block);
}

static void pictures_check(BookSetting *setting, Blocks *blocks, const TextStyle *style)
{
    Block *list = (Block *)(gpointer)blocks->list->data;
    guint kept = 0;

    for (guint i = 0; i < blocks->list->len; i++) {
        if (list[i].kind == BLOCK_IMAGE && !picture_keep(setting, blocks, &list[i], style))
            continue;
        list[kept++] = list[i];
    }
    g_array_set_size(blocks->list, kept);
}

/* Names that have no room on a line are paragraphs between the rows of the others. */
static void names_divide(Blocks *blocks, Block names, GArray *into, double room)
{
    const char *const *name = names.names;

    while (*name) {
        guint count = 0;
        while (name[count] && g_utf8_strlen(name[count], -1) <= room)
            count++;
        if (count > 0) {
            const char **kept = arena_new0(blocks->arena, const char *, count + 1);
            memcpy(kept, name, count * sizeof *kept);
            names.names = kept;
            g_array_append_val(into, names);
        }
        name += count;
        if (!*name)
            return;
        Block paragraph = names;
        paragraph.kind = BLOCK_PARAGRAPH;
        paragraph.paragraph = PARAGRAPH_HUNG;
        paragraph.text = inline_plain(blocks->arena, *name, strlen(*name));
        g_array_append_val(into, paragraph);
        name++;
    }
}

static void names_check(Blocks *blocks, double room)
{
    g_autoptr(GArray) list = g_array_sized_new(FALSE, FALSE, sizeof(Block), blocks->list->len);

    for (guint i = 0; i < blocks->list->len; i++) {
        const Block *block = &g_array_index(blocks->list, Block, i);
        if (block->kind == BLOCK_NAMES)
            names_divide(blocks, *block, list, room - block->inset);
        else
            g_array_append_val(list, *block);
    }
    g_array_unref(blocks->list);
    blocks->list = g_steal_pointer(&list);
}

Galley *book_galley(BookSetting *setting, Blocks *blocks, const TextStyle *style, double size, double width)
{
    pictures_check(setting, blocks, style);
    names_check(blocks, width / size);
    Galley *galley = galley_new(blocks, style, setting->missing, NULL);
    const GArray *slabs = galley_set(galley, size, width);

    if (!slabs) {
        galley_squeeze(galley);
        slabs = galley_set(galley, size, width);
    }
    if (!slabs) {
        galley_force(galley);
        galley_set(galley, size, width);
    }
    return galley;
}
