/* SPDX-License-Identifier: MIT */
#include "template/chunk.h"

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

/* Of which file, what was read from it, the diagnostics. */
#define RUN_VARIANT_TYPE "(umv" DIAGNOSTICS_VARIANT_TYPE ")"

typedef struct {
    const Source *const *sources;
    guint count;
    const ChunkKind *kind;
    Limits limits;
    Diagnostics *diagnostics; /* in the child: its own */
    GVariant **results;
    gboolean *told; /* of each: why there is no result is among the diagnostics */
    /* In the child: */
    guint current;
    GVariant *result; /* of the current one; NULL: none yet */
} Run;

const char *chunk_name(const Source *source)
{
    const char *slash = strrchr(source->name, '/');
    return slash ? slash + 1 : source->name;
}

/* "theme.lua:3: message": Lua's own place becomes ours. */
static void report(lua_State *L, const Run *run)
{
    const Source *source = run->sources[run->current];
    const char *message = lua_type(L, -1) == LUA_TSTRING ? lua_tostring(L, -1) : _("the error is no text");
    const char *name = chunk_name(source);
    Place place = {.source = source};
    int skip = 0;

    if (g_str_has_prefix(message, name) &&
        sscanf(message + strlen(name), ":%u: %n", &place.line, &skip) == 1 && skip > 0)
        message += strlen(name) + (gsize)skip;
    const char *words = host_words(L, message);
    const char *hint = host_hint(L, message);
    g_autofree char *lua = words ? NULL : phrase_lua(message);
    if (!hint && g_str_has_prefix(message, "there is no name '")) /* environment.c */
        hint = run->kind->absent;
    diagnostics_error(run->diagnostics, place, hint, "%s", words ? words : lua);
}

static void report_memory(lua_State *L, const Run *run)
{
    g_autofree char *hint = allowance_hint_memory(&run->limits);
    Place place = {.source = run->sources[run->current]};

    memory_place(L, &place.line);
    /* Translators: the first %s is "theme.lua" or "sheet.lua". */
    diagnostics_error(run->diagnostics, place, hint, _("%s needs more than %u MB of memory"),
                      chunk_name(place.source), allowance_megabytes(&run->limits));
}

static int run_chunk(lua_State *L)
{
    Run *run = lua_touserdata(L, 1);
    const Source *source = run->sources[run->current];

    environment_open(L);
    lua_pushfstring(L, "@%s", chunk_name(source));
    if (luaL_loadbufferx(L, source->text, source->length, lua_tostring(L, -1), "t") != LUA_OK)
        return lua_error(L);
    environment_push(L);
    lua_setupvalue(L, -2, 1);
    lua_call(L, 0, 1);
    luaL_checkstack(L, 32, NULL);
    GVariant *result = run->kind->read(L, source, run->diagnostics);
    run->result = result ? g_variant_ref_sink(result) : NULL;
    return 0;
}

static gboolean run_task(void *data, G_GNUC_UNUSED void *state, guint task, G_GNUC_UNUSED GError **error)
{
    Run *run = data;
    lua_State *L = memory_state_new(run->limits.bytes);

    run->current = task;
    run->result = NULL;
    run->diagnostics = diagnostics_new();
    lua_pushcfunction(L, run_chunk);
    lua_pushlightuserdata(L, run);
    const int status = lua_pcall(L, 1, 0, 0);
    if (memory_failed(L, status))
        report_memory(L, run);
    else if (status != LUA_OK)
        report(L, run);
    memory_state_free(L);
    return TRUE;
}

static GVariant *run_results(void *data, G_GNUC_UNUSED void *state, G_GNUC_UNUSED gboolean last)
{
    Run *run = data;
    GVariant *result = run->result ? g_variant_new_variant(run->result) : NULL;
    GVariant *parts[] = {
        g_variant_new_uint32(run->current),
        g_variant_new_maybe(G_VARIANT_TYPE_VARIANT, result),
        diagnostics_save(run->diagnostics),
    };
    g_clear_pointer(&run->diagnostics, diagnostics_free);
    g_clear_pointer(&run->result, g_variant_unref);
    return g_variant_new_tuple(parts, G_N_ELEMENTS(parts));
}

static void run_take(void *data, G_GNUC_UNUSED Pool *pool, GVariant *results)
{
    Run *run = data;
    g_autoptr(GVariant) perhaps = g_variant_get_child_value(results, 1);
    g_autoptr(GVariant) boxed = g_variant_get_maybe(perhaps);
    g_autoptr(GVariant) result = boxed ? g_variant_get_variant(boxed) : NULL;
    g_autoptr(GVariant) messages = g_variant_get_child_value(results, 2);
    guint32 task;

    g_variant_get_child(results, 0, "u", &task);
    diagnostics_load(run->diagnostics, messages);
    if (task >= run->count)
        return;
    run->told[task] = run->told[task] || g_variant_n_children(messages) > 0;
    g_clear_pointer(&run->results[task], g_variant_unref);
    if (result && g_variant_is_of_type(result, G_VARIANT_TYPE(run->kind->type)))
        run->results[task] = g_variant_get_normal_form(result);
}

static void run_died(void *data, G_GNUC_UNUSED Pool *pool, const Death *death)
{
    Run *run = data;
    /* What broadside.yaml allows does not help where less is given. */
    const gboolean less = run->kind->seconds == run->limits.seconds;
    g_autofree char *time =
        less ? g_strdup(_("look for a loop that does not end")) : allowance_hint_time(&run->limits);
    g_autofree char *memory = allowance_hint_memory(&run->limits);
    g_autofree char *how = death_describe(death);
    const guint task = death->at_task && death->task < run->count ? death->task : 0;
    const char *name = chunk_name(run->sources[task]);
    const Place place = PLACE_FILE(run->sources[task]->name);

    run->told[task] = TRUE;
    if (death->cause == DEATH_TIME)
        diagnostics_error(run->diagnostics, place, time, _("%s needed more than %u s of processor time"),
                          name, run->limits.seconds);
    else if (death->cause == DEATH_MEMORY)
        diagnostics_error(run->diagnostics, place, memory, _("%s needed more than %u MB of memory"), name,
                          allowance_megabytes(&run->limits));
    else
        diagnostics_error(run->diagnostics, place, NULL, _("the process that ran %s died (%s)"), name, how);
}

gboolean chunks_run(const Source *const *sources, guint count, const ChunkKind *kind, const Limits *limits,
                    GVariant **results, Diagnostics *diagnostics, GError **error)
{
    g_autofree gboolean *told = g_new0(gboolean, count + 1);
    Run run = {.sources = sources,
               .count = count,
               .kind = kind,
               .limits = *limits,
               .diagnostics = diagnostics,
               .results = results,
               .told = told};
    if (kind->seconds > 0)
        run.limits.seconds = MIN(run.limits.seconds, kind->seconds);
    const PoolJob job = {
        .tasks = count,
        .batch = count,
        .children = 1,
        .limits = run.limits,
        .type = RUN_VARIANT_TYPE,
        .data = &run,
        .run = run_task,
        .results = run_results,
        .take = run_take,
        .died = run_died,
    };

    memset(results, 0, count * sizeof *results);
    if (count == 0)
        return TRUE;
    const gboolean done = pool_run(&job, NULL, error);
    for (guint i = 0; i < count; i++) {
        if (!done)
            g_clear_pointer(&results[i], g_variant_unref);
        else if (!results[i] && !told[i])
            diagnostics_error(diagnostics, PLACE_FILE(sources[i]->name), NULL, _("%s gave nothing back"),
                              chunk_name(sources[i]));
    }
    return done;
}

static gboolean is_name_byte(char c)
{
    return g_ascii_isalnum(c) || c == '_';
}

/* Whether a remark begins on the line of `at` before it. */
static gboolean in_remark(const char *text, const char *at)
{
    const char *line = at;

    while (line > text && line[-1] != '\n')
        line--;
    const char *remark = strstr(line, "--");
    return remark && remark < at;
}

gssize chunk_find_key(const Source *source, const char *key, gsize from, gsize to)
{
    const gsize length = strlen(key);
    const char *text = source->text;

    for (const char *p = text + from; length > 0 && (p = strstr(p, key)) && p < text + to; p += length) {
        const char *after = p + length;
        const gboolean begins = p == text || !is_name_byte(p[-1]);
        if (p > text && strchr("\"'", p[-1]) && *after == p[-1]) /* ["key"] */
            after += 1 + (after[1] == ']');
        after += strspn(after, " \t");
        if (!begins || *after != '=' || after[1] == '=')
            continue;
        if (!in_remark(text, p))
            return p - text;
        p = after + strcspn(after, "\n") - length;
    }
    return -1;
}

Place chunk_place_of(const Source *source, const char *key)
{
    const gssize found = chunk_find_key(source, key, 0, source->length);
    return found >= 0 ? source_place(source, (gsize)found) : (Place){.source = source};
}
