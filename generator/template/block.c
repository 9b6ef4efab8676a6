/* SPDX-License-Identifier: MIT */
#include "template/block.h"

#include "content/csv.h"
#include "template/environment.h"
#include "template/memory.h"
#include "template/photos.h"
#include "template/print.h"
#include "template/push.h"
#include "template/report.h"
#include "template/runtime.h"
#include "template/views.h"
#include "text/suggest.h"

#include <glib/gi18n.h>
#include <string.h>

/* "1,234.50", "-3", "12%", or nothing: what is set flush right. */
static gboolean is_figure(const char *cell)
{
    g_autofree char *text = g_strstrip(g_strdup(cell));
    const char *p = text;
    gboolean digits = FALSE;

    if (g_str_has_prefix(p, "¥"))
        p += strlen("¥");
    if (*p == '+' || *p == '-')
        p++;
    for (; g_ascii_isdigit(*p) || *p == ',' || *p == '.'; p++)
        digits = digits || g_ascii_isdigit(*p);
    if (*p == '%')
        p++;
    return digits && *p == '\0';
}

/* Columns whose cells are figures, or empty, with at least one figure. */
static gboolean column_is_numeric(const Value *records, guint column)
{
    gboolean any = FALSE;

    for (guint i = 0; i < records->list.count; i++) {
        const char *cell = records->list.items[i].record.members[column].value.text;
        if (*cell == '\0' || strcmp(cell, "-") == 0)
            continue;
        if (!is_figure(cell))
            return FALSE;
        any = TRUE;
    }
    return any;
}

static void push_columns(lua_State *L, const Value *header, const Value *records)
{
    lua_createtable(L, (int)header->list.count, 0);
    for (guint i = 0; i < header->list.count; i++) {
        lua_createtable(L, 0, 2);
        lua_pushstring(L, header->list.items[i].text);
        lua_setfield(L, -2, "name");
        lua_pushboolean(L, column_is_numeric(records, i));
        lua_setfield(L, -2, "numeric");
        host_protect(L, N_("a column has no '%s'"), NULL);
        lua_rawseti(L, -2, (lua_Integer)i + 1);
    }
}

static void push_rows(lua_State *L, const Value *records)
{
    lua_createtable(L, (int)records->list.count, 0);
    for (guint i = 0; i < records->list.count; i++) {
        const Value *row = &records->list.items[i];
        lua_createtable(L, (int)row->record.count, 0);
        for (guint j = 0; j < row->record.count; j++) {
            lua_pushstring(L, row->record.members[j].value.text);
            lua_rawseti(L, -2, (lua_Integer)j + 1);
        }
        lua_rawseti(L, -2, (lua_Integer)i + 1);
    }
}

/* The text as a source whose lines have the numbers that they have in the entry's file. */
static Source *source_of(const Block *block)
{
    GString *text = g_string_new(NULL);

    for (guint line = 1; line < block->line; line++)
        g_string_append_c(text, '\n');
    g_string_append(text, block->text);
    const gsize length = text->len;
    return source_new_take(block->entry ? block->entry->path : NULL, g_string_free(text, FALSE), length);
}

/* Where what was read from the text of a block is kept once it was asked for. */
enum { KEPT_COLUMNS = 1, KEPT_ROWS, KEPT_PHOTOS, N_KEPT = KEPT_PHOTOS };

/* Reads the text as CSV for the block at 1; a mistake in it is the author's. */
static gboolean read_table(lua_State *L, const Block *block)
{
    Engine *engine = engine_of(L);
    g_autoptr(Arena) arena = arena_new();
    g_autoptr(Source) source = source_of(block);
    Value records, header;

    if (!csv_read(source, arena, engine->diagnostics, &records, &header)) {
        engine->reported = TRUE;
        return FALSE;
    }
    push_columns(L, &header, &records);
    lua_setiuservalue(L, 1, KEPT_COLUMNS);
    push_rows(L, &records);
    lua_setiuservalue(L, 1, KEPT_ROWS);
    return TRUE;
}

static int push_table(lua_State *L, const Block *block, int part)
{
    if (lua_getiuservalue(L, 1, part) != LUA_TNIL)
        return 1;
    if (!read_table(L, block))
        return host_fail(L, N_("the block is no table"));
    lua_getiuservalue(L, 1, part);
    return 1;
}

static int push_photos(lua_State *L, const Block *block)
{
    if (lua_getiuservalue(L, 1, KEPT_PHOTOS) != LUA_TNIL)
        return 1;
    photos_push(L, block);
    lua_pushvalue(L, -1);
    lua_setiuservalue(L, 1, KEPT_PHOTOS);
    return 1;
}

static const HostClass block_class;

const char *const VIEW_BLOCK_NAMES[] = {"arguments", "columns", "photos", "rows", "text", NULL};

static int block_index(lua_State *L)
{
    const Block *block = *(const Block **)host_check(L, 1, &block_class);
    const char *name = luaL_checkstring(L, 2);

    if (strcmp(name, "columns") == 0)
        return push_table(L, block, KEPT_COLUMNS);
    if (strcmp(name, "rows") == 0)
        return push_table(L, block, KEPT_ROWS);
    if (strcmp(name, "photos") == 0)
        return push_photos(L, block);
    if (strcmp(name, "text") != 0 && strcmp(name, "arguments") != 0) {
        host_error(L, suggest_hint(name, VIEW_BLOCK_NAMES), N_("a block has no '%s'"), name);
        return lua_error(L);
    }
    lua_pushstring(L, name[0] == 't' ? block->text : block->arguments);
    return 1;
}

static const HostClass block_class = {"block", (const luaL_Reg[]){{"__index", block_index}, {NULL, NULL}}};

static void push_block(lua_State *L, const Block *block)
{
    *(const Block **)lua_newuserdatauv(L, sizeof block, N_KEPT) = block;
    host_set_class(L, &block_class);
}

static int run(lua_State *L)
{
    const Block *block = lua_touserdata(L, 1);

    lua_newtable(L); /* its blocks are its own */
    lua_rawsetp(L, LUA_REGISTRYINDEX, REGISTRY_BLOCKS);
    environment_push(L);
    push_page(L, engine_of(L)->page);
    lua_setfield(L, -2, "page");
    push_block(L, block);
    lua_setfield(L, -2, "block");
    lua_pushfstring(L, "blocks/%s.html", block->name);
    runtime_run(L, lua_tostring(L, -1), 2);
    print_end(L);
    return 0;
}

gboolean block_runs(lua_CFunction function)
{
    return function == run;
}

/* A name that could lead out of blocks/ is no block. */
static gboolean is_block_name(const char *name)
{
    return *name &&
           name[strspn(name, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-")] == '\0';
}

gboolean block_render(Engine *engine, const Block *block, char **html)
{
    g_autofree char *template = g_strdup_printf("blocks/%s.html", block->name);
    lua_State *L = engine->L;

    *html = NULL;
    if (!is_block_name(block->name) ||
        (!runtime_template(engine, template) && !g_hash_table_contains(engine->templates, template)))
        return TRUE;
    GString *out = engine->out;
    const Context context = engine->context;
    const gboolean defining = engine->defining;
    engine->out = g_string_new(NULL);
    engine->context = escape_start(ESCAPE_HTML);
    engine->defining = FALSE;
    lua_rawgetp(L, LUA_REGISTRYINDEX, REGISTRY_BLOCKS);
    lua_pushcfunction(L, report_mistake);
    lua_pushcfunction(L, run);
    lua_pushlightuserdata(L, (void *)block);
    const int status = lua_pcall(L, 1, 0, -3);
    const gboolean done = !memory_failed(L, status) && status == LUA_OK;
    lua_pop(L, status == LUA_OK ? 1 : 2);
    lua_rawsetp(L, LUA_REGISTRYINDEX, REGISTRY_BLOCKS);
    *html = g_string_free(engine->out, FALSE);
    engine->out = out;
    engine->context = context;
    engine->defining = defining;
    return done;
}
