/* SPDX-License-Identifier: MIT */
#include "template/theme-run.h"

#include "compile/phrase.h"
#include "process/pool.h"
#include "template/allowance.h"
#include "template/environment.h"
#include "template/host.h"
#include "template/memory.h"

#include <glib/gi18n.h>
#include <lauxlib.h>
#include <stdio.h>
#include <string.h>

/* More than any theme has, and few enough that reading them costs nothing. */
#define ROWS_MAX 10000
#define MEMBERS_MAX 64
#define LIST_MAX 1000
#define TEXT_MAX 1000

/* Whether there are rows, the rows, the diagnostics. */
#define RUN_VARIANT_TYPE "(b" ROWS_VARIANT_TYPE DIAGNOSTICS_VARIANT_TYPE ")"

typedef struct {
    const Source *source;
    Limits limits;
    Diagnostics *diagnostics; /* in the child: its own */
    GVariant *rows;           /* NULL: none yet */
    gboolean told;            /* why there are none is among the diagnostics */
} Run;

/* Nothing from here to read_rows() raises an error of Lua: builders are owned meanwhile. */

static gboolean is_text(lua_State *L, int index)
{
    size_t length;

    if (lua_type(L, index) != LUA_TSTRING)
        return FALSE;
    const char *text = lua_tolstring(L, index, &length);
    return length <= TEXT_MAX && g_utf8_validate_len(text, length, NULL);
}

/* The texts of the list on top of the stack; FALSE if there is anything else in it. */
static gboolean read_list(lua_State *L, GVariantBuilder *list)
{
    lua_Integer count = 0;
    gboolean good = TRUE;

    while (good && lua_rawgeti(L, -1, count + 1) != LUA_TNIL) {
        good = is_text(L, -1) && count < LIST_MAX;
        if (good)
            g_variant_builder_add(list, "s", lua_tostring(L, -1));
        lua_pop(L, 1);
        count++;
    }
    if (good)
        lua_pop(L, 1); /* what ended the loop */
    return good;
}

static MemberKind read_value(lua_State *L, const char **text, gint64 *number, GVariantBuilder *list)
{
    switch (lua_type(L, -1)) {
    case LUA_TSTRING:
        if (lua_rawlen(L, -1) > TEXT_MAX)
            return MEMBER_LONG;
        if (!is_text(L, -1))
            return MEMBER_OTHER;
        *text = lua_tostring(L, -1);
        return MEMBER_TEXT;
    case LUA_TNUMBER:
        if (!lua_isinteger(L, -1))
            return MEMBER_OTHER;
        *number = lua_tointeger(L, -1);
        return MEMBER_INTEGER;
    case LUA_TBOOLEAN: *number = lua_toboolean(L, -1); return MEMBER_BOOLEAN;
    case LUA_TTABLE: return read_list(L, list) ? MEMBER_LIST : MEMBER_TABLE;
    default: return MEMBER_OTHER;
    }
}

/* Metatables of rows count for nothing: what is read is what is in them. */
static void read_row(lua_State *L, GVariantBuilder *rows)
{
    const gboolean table = lua_istable(L, -1);
    guint count = 0;

    if (!table) {
        g_variant_builder_add_value(rows, g_variant_new_maybe(G_VARIANT_TYPE("a(sysxas)"), NULL));
        return;
    }
    g_variant_builder_open(rows, G_VARIANT_TYPE("ma(sysxas)"));
    g_variant_builder_open(rows, G_VARIANT_TYPE("a(sysxas)"));
    for (lua_pushnil(L); count < MEMBERS_MAX && lua_next(L, -2); lua_pop(L, 1), count++) {
        const char *key = is_text(L, -2) ? lua_tostring(L, -2) : "";
        const char *text = "";
        gint64 number = 0;
        GVariantBuilder list;
        g_variant_builder_init(&list, G_VARIANT_TYPE("as"));
        const MemberKind kind = read_value(L, &text, &number, &list);
        g_variant_builder_add(rows, "(sysxas)", key, (guchar)kind, text, number, &list);
    }
    if (count == MEMBERS_MAX)
        lua_pop(L, 1);
    g_variant_builder_close(rows);
    g_variant_builder_close(rows);
}

static void read_rows(lua_State *L, Run *run)
{
    GVariantBuilder rows;
    lua_Integer row = 1;

    lua_pushliteral(L, "outputs");
    if (lua_type(L, -2) != LUA_TTABLE || lua_rawget(L, -2) != LUA_TTABLE) {
        diagnostics_error(
            run->diagnostics, PLACE_FILE(run->source->name),
            _("write return { outputs = { { path = \"index.html\", layout = \"home.html\" } } }"),
            _("it returns no table 'outputs'"));
        return;
    }
    g_variant_builder_init(&rows, G_VARIANT_TYPE(ROWS_VARIANT_TYPE));
    for (; lua_rawgeti(L, -1, row) != LUA_TNIL && row <= ROWS_MAX; row++) {
        read_row(L, &rows);
        lua_pop(L, 1);
    }
    run->rows = g_variant_ref_sink(g_variant_builder_end(&rows));
    if (lua_isnil(L, -1))
        return;
    diagnostics_error(run->diagnostics, PLACE_FILE(run->source->name), NULL, _("it has more than %u outputs"),
                      ROWS_MAX);
    g_clear_pointer(&run->rows, g_variant_unref);
}

/* "theme.lua:3: message": Lua's own place becomes ours. */
static void report(lua_State *L, const Run *run)
{
    const char *message = lua_type(L, -1) == LUA_TSTRING ? lua_tostring(L, -1) : _("the error is no text");
    Place place = {.source = run->source};
    int skip = 0;

    if (sscanf(message, "theme.lua:%u: %n", &place.line, &skip) == 1)
        message += skip;
    const char *words = host_words(L, message);
    g_autofree char *lua = words ? NULL : phrase_lua(message);
    diagnostics_error(run->diagnostics, place, host_hint(L, message), "%s", words ? words : lua);
}

static void report_memory(lua_State *L, const Run *run)
{
    g_autofree char *hint = allowance_hint_memory(&run->limits);
    Place place = {.source = run->source};

    memory_place(L, &place.line);
    diagnostics_error(run->diagnostics, place, hint, _("theme.lua needs more than %u MB of memory"),
                      allowance_megabytes(&run->limits));
}

static int run_chunk(lua_State *L)
{
    Run *run = lua_touserdata(L, 1);

    environment_open(L);
    if (luaL_loadbufferx(L, run->source->text, run->source->length, "@theme.lua", "t") != LUA_OK)
        return lua_error(L);
    environment_push(L, 0);
    lua_setupvalue(L, -2, 1);
    lua_call(L, 0, 1);
    luaL_checkstack(L, 16, NULL);
    read_rows(L, run);
    return 0;
}

static gboolean run_theme(void *data, G_GNUC_UNUSED void *state, G_GNUC_UNUSED guint task,
                          G_GNUC_UNUSED GError **error)
{
    Run *run = data;
    lua_State *L = memory_state_new(run->limits.bytes);

    run->diagnostics = diagnostics_new();
    lua_pushcfunction(L, run_chunk);
    lua_pushlightuserdata(L, run);
    const int status = lua_pcall(L, 1, 0, 0);
    if (memory_failed(L, status))
        report_memory(L, run);
    else if (status != LUA_OK)
        report(L, run);
    return TRUE;
}

static GVariant *run_results(void *data, G_GNUC_UNUSED void *state, G_GNUC_UNUSED gboolean last)
{
    Run *run = data;
    GVariant *parts[] = {
        g_variant_new_boolean(run->rows != NULL),
        run->rows ? run->rows : g_variant_new_array(G_VARIANT_TYPE("ma(sysxas)"), NULL, 0),
        diagnostics_save(run->diagnostics),
    };
    return g_variant_new_tuple(parts, G_N_ELEMENTS(parts));
}

static void run_take(void *data, G_GNUC_UNUSED Pool *pool, GVariant *results)
{
    Run *run = data;
    g_autoptr(GVariant) rows = g_variant_get_child_value(results, 1);
    g_autoptr(GVariant) messages = g_variant_get_child_value(results, 2);
    gboolean read;

    g_variant_get_child(results, 0, "b", &read);
    diagnostics_load(run->diagnostics, messages);
    run->told = run->told || g_variant_n_children(messages) > 0;
    g_clear_pointer(&run->rows, g_variant_unref);
    if (read)
        run->rows = g_steal_pointer(&rows);
}

static void run_died(void *data, G_GNUC_UNUSED Pool *pool, const Death *death)
{
    Run *run = data;
    g_autofree char *time = allowance_hint_time(&run->limits);
    g_autofree char *memory = allowance_hint_memory(&run->limits);
    g_autofree char *how = death_describe(death);
    const Place place = PLACE_FILE(run->source->name);

    run->told = TRUE;
    if (death->cause == DEATH_TIME)
        diagnostics_error(run->diagnostics, place, time,
                          _("theme.lua needed more than %u s of processor time"), run->limits.seconds);
    else if (death->cause == DEATH_MEMORY)
        diagnostics_error(run->diagnostics, place, memory, _("theme.lua needed more than %u MB of memory"),
                          allowance_megabytes(&run->limits));
    else
        diagnostics_error(run->diagnostics, place, NULL, _("the process that ran theme.lua died (%s)"), how);
}

GVariant *theme_run(const Source *source, const Limits *limits, Diagnostics *diagnostics, GError **error)
{
    Run run = {.source = source, .limits = *limits, .diagnostics = diagnostics};
    const PoolJob job = {
        .tasks = 1,
        .batch = 1,
        .children = 1,
        .limits = *limits,
        .type = RUN_VARIANT_TYPE,
        .data = &run,
        .run = run_theme,
        .results = run_results,
        .take = run_take,
        .died = run_died,
    };

    const gboolean done = pool_run(&job, NULL, error);
    if (done && !run.rows && !run.told)
        diagnostics_error(diagnostics, PLACE_FILE(source->name), NULL, _("theme.lua gave nothing back"));
    if (!done)
        g_clear_pointer(&run.rows, g_variant_unref);
    return run.rows;
}
