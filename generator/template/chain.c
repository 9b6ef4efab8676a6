/* SPDX-License-Identifier: MIT */
#include "template/chain.h"

#include "compile/place.h"
#include "template/block.h"
#include "template/runtime.h"

#include <glib/gi18n.h>
#include <string.h>

/* Lines shown at most, and how many of them from the inner end. */
#define LINES_MAX 12
#define LINES_INNER 6
/* Frames looked at from either end: a function that calls itself can fill the stack with its own. */
#define FRAMES_MAX 256

typedef struct {
    lua_State *L;
    const Engine *engine;
    GPtrArray *lines;
    GHashTable *seen;         /* set of the templates on the way */
    const Template *template; /* that the way has reached, from inside out */
    Step step;                /* by which it was entered; STEP_NONE: as a function of Lua */
    gboolean started;         /* what stands further in is not part of the way */
    char *block;              /* the name of the block, for STEP_BLOCK */
} Chain;

const Template *chain_template(const Engine *engine, const lua_Debug *frame)
{
    return frame->source[0] == '@' ? g_hash_table_lookup(engine->templates, frame->source + 1) : NULL;
}

static void G_GNUC_PRINTF(2, 3) add_line(Chain *chain, const char *format, ...)
{
    va_list arguments;

    va_start(arguments, format);
    char *line = g_strdup_vprintf(format, arguments);
    va_end(arguments);
    g_strdelimit(line, "\n", ' ');
    g_ptr_array_add(chain->lines, line);
}

static char *place_text(Place place)
{
    return g_strdup_printf("%s:%u:%u", place.source->name, place.line, place.column);
}

static const Template *parent_of(const Chain *chain, const Template *template)
{
    g_autofree char *name = runtime_parent(template);
    return name ? g_hash_table_lookup(chain->engine->templates, name) : NULL;
}

/* The way from the template that the chain has reached down to `entered`, which extends it. */
static void add_extensions(Chain *chain, const char *entered)
{
    g_autoptr(GPtrArray) below = g_ptr_array_new();
    const Template *template = g_hash_table_lookup(chain->engine->templates, entered);

    for (; template && template != chain->template; template = parent_of(chain, template)) {
        if (below->len == LINES_MAX)
            return;
        g_ptr_array_insert(below, 0, (gpointer) template);
    }
    for (guint i = 0; template && i < below->len; i++) {
        const Template *child = below->pdata[i];
        g_autofree char *place = place_text(template_mark_place(child, child->parent_mark));
        if (g_hash_table_add(chain->seen, (gpointer)child))
            add_line(chain, _("extended at %s"), place);
    }
}

/* The text at `index` of a frame of C. Newly allocated. */
static char *frame_text(lua_State *L, lua_Debug *frame, int index)
{
    char *text = NULL;

    if (lua_getlocal(L, frame, index)) {
        text = lua_type(L, -1) == LUA_TSTRING ? g_strdup(lua_tostring(L, -1)) : NULL;
        lua_pop(L, 1);
    }
    return text ? text : g_strdup("?");
}

static const Block *frame_block(lua_State *L, lua_Debug *frame)
{
    const Block *block = NULL;

    if (lua_getlocal(L, frame, 1)) {
        block = lua_touserdata(L, -1);
        lua_pop(L, 1);
    }
    return block;
}

static void add_fenced(Chain *chain, const Block *block)
{
    g_autofree char *entered = g_strdup_printf("blocks/%s.html", block->name);

    add_extensions(chain, entered);
    if (block->entry)
        add_line(chain, _("for the block '%s' at %s:%u"), block->name, block->entry->path, block->line - 1);
    else
        add_line(chain, _("for the block '%s' of a text that is no entry's"), block->name);
}

/* A frame of C. */
static void pass_step(Chain *chain, lua_Debug *frame)
{
    lua_getinfo(chain->L, "f", frame);
    const lua_CFunction function = lua_tocfunction(chain->L, -1);
    lua_pop(chain->L, 1);
    const Step step = block_runs(function) ? STEP_FENCED : runtime_step(function);
    if (step == STEP_NONE)
        return;
    chain->step = step;
    if (step == STEP_FENCED) {
        add_fenced(chain, frame_block(chain->L, frame));
    } else if (step == STEP_BLOCK) {
        g_free(chain->block);
        chain->block = frame_text(chain->L, frame, 1);
    } else if (step == STEP_INCLUDE) {
        g_autofree char *name = frame_text(chain->L, frame, 1);
        g_autofree char *entered = g_strconcat("partials/", name, NULL);
        add_extensions(chain, entered);
    }
}

/* What led from a template to the one that the chain has reached. */
static void add_step(Chain *chain, const Template *from, Place place)
{
    const gboolean other = from != chain->template;
    g_autofree char *at = place_text(place);

    if (chain->step == STEP_INCLUDE)
        add_line(chain, _("included at %s"), at);
    else if (chain->step == STEP_FENCED)
        add_line(chain, _("in the text that is printed at %s"), at);
    else if (chain->step == STEP_BLOCK && other)
        add_line(chain, _("in the block '%s' that stands at %s"), chain->block, at);
    else if (chain->step == STEP_SUPER && other)
        add_line(chain, _("called by super() at %s"), at);
    else if (other)
        add_line(chain, _("called at %s"), at);
}

/* A frame of a template. */
static void pass_template(Chain *chain, const Template *template, const lua_Debug *frame)
{
    if (chain->started)
        add_step(chain, template, template_place(template, (guint)MAX(frame->currentline, 1)));
    chain->started = TRUE;
    chain->template = template;
    chain->step = STEP_NONE;
    g_hash_table_add(chain->seen, (gpointer) template);
}

/* The level of the outermost frame + 1. */
static int stack_depth(lua_State *L)
{
    lua_Debug frame;
    int known = 0, beyond = 1;

    while (lua_getstack(L, beyond, &frame)) {
        known = beyond;
        beyond *= 2;
    }
    while (known + 1 < beyond) {
        const int middle = (known + beyond) / 2;
        if (lua_getstack(L, middle, &frame))
            known = middle;
        else
            beyond = middle;
    }
    return beyond;
}

static void walk(Chain *chain)
{
    const int depth = stack_depth(chain->L);
    lua_Debug frame;

    for (int level = 0; level < depth && lua_getstack(chain->L, level, &frame); level++) {
        if (level == FRAMES_MAX && depth > 2 * FRAMES_MAX)
            level = depth - FRAMES_MAX;
        lua_getinfo(chain->L, "Sl", &frame);
        const Template *template = chain_template(chain->engine, &frame);
        if (template)
            pass_template(chain, template, &frame);
        else if (frame.what[0] == 'C' && chain->started)
            pass_step(chain, &frame);
    }
}

/* Leaves room for one more. */
static void shorten(GPtrArray *lines)
{
    if (lines->len < LINES_MAX)
        return;
    g_ptr_array_remove_range(lines, LINES_INNER, lines->len - (LINES_MAX - 1));
    g_free(lines->pdata[LINES_INNER]);
    lines->pdata[LINES_INNER] = g_strdup("…");
}

static void add_page(Chain *chain, const Page *page)
{
    const SheetAsk *sheet = chain->engine->sheet;
    g_autofree char *entered = g_strconcat("layouts/", page->layout, NULL);

    add_extensions(chain, entered);
    shorten(chain->lines);
    if (sheet)
        add_line(chain, _("while making the sheet '%s'"), sheet->file->name);
    else if (chain->engine->script)
        add_line(chain, _("while making the yearbook of %d"), page->year);
    else if (page->entry)
        add_line(chain, _("while making %s, of %s"), page->path, page->entry->path);
    else
        add_line(chain, _("while making %s"), page->path);
}

static char *make_notes(Chain *chain, gboolean entering)
{
    const Template *inner = chain->template;

    if (!chain->engine->page)
        return NULL;
    chain->lines = g_ptr_array_new_with_free_func(g_free);
    chain->seen = g_hash_table_new(NULL, NULL);
    if (inner)
        g_hash_table_add(chain->seen, (gpointer)inner);
    if (inner && entering) {
        g_autofree char *at = place_text(template_mark_place(inner, inner->parent_mark));
        add_line(chain, _("extended at %s"), at);
    }
    walk(chain);
    add_page(chain, chain->engine->page);
    g_ptr_array_add(chain->lines, NULL);
    char *notes = g_strjoinv("\n", (char **)chain->lines->pdata);
    g_ptr_array_unref(chain->lines);
    g_hash_table_unref(chain->seen);
    g_free(chain->block);
    return notes;
}

char *chain_notes(lua_State *L, const Template *inner)
{
    Chain chain = {.L = L, .engine = engine_of(L), .template = inner, .started = inner != NULL};
    return make_notes(&chain, FALSE);
}

char *chain_notes_entering(lua_State *L, const Template *child)
{
    Chain chain = {.L = L, .engine = engine_of(L), .template = child, .started = TRUE};
    return make_notes(&chain, TRUE);
}
