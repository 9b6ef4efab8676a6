/* SPDX-License-Identifier: MIT */
/*
 * Fuzzes the compiler of templates: what it accepts is Lua whose lines have places in the template, prints
 * its texts in their order when it is run, and names nothing that is not there; what it refuses has a place
 * in the file.
 */
#include "compile/compiler.h"
#include "compile/forecast.h"
#include "compile/place.h"
#include "text/diagnostic.h"

#include <lauxlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const guint8 *data, size_t size);

#define STEPS_MAX 20000

static const Template *running;

static int take_text(lua_State *L)
{
    const lua_Integer number = luaL_checkinteger(L, 1);
    g_assert(number >= 0 && number < (lua_Integer)running->texts->len);
    return 0;
}

static int take_value(lua_State *L)
{
    const lua_Integer number = luaL_checkinteger(L, 2);
    g_assert(number >= 0 && number < (lua_Integer)running->marks->len);
    return 0;
}

static int take_block(lua_State *L)
{
    luaL_checktype(L, 2, LUA_TFUNCTION);
    lua_pushvalue(L, 2);
    lua_pushvalue(L, 2);
    lua_call(L, 1, 0);
    return 0;
}

static int take_include(lua_State *L)
{
    g_assert(lua_gettop(L) == 3);
    return 0;
}

static void stop(lua_State *L, lua_Debug *frame)
{
    (void)frame;
    luaL_error(L, "enough");
}

static void *allocate(void *data, void *block, gsize before, gsize after)
{
    gsize *used = data;
    const gsize old = block ? before : 0;

    if (after > old && *used + after - old > 64 * 1024 * 1024)
        return NULL;
    *used += after - old;
    if (after == 0) {
        g_free(block);
        return NULL;
    }
    return g_realloc(block, after);
}

static guint count_lines(const char *text, gsize length)
{
    guint lines = 0;

    for (gsize i = 0; i < length; i++)
        lines += text[i] == '\n';
    return lines;
}

static void check_texts(const Template *template)
{
    gsize at = 0;

    for (guint i = 0; i < template->texts->len; i++) {
        const TemplateText *text = &g_array_index(template->texts, TemplateText, i);
        g_assert(text->start >= at && text->start < text->end && text->end <= template->source->length);
        at = text->end;
    }
}

/* Whatever line of the chunk Lua names, there is a place in the template for it. */
static void check_lines(const Template *template)
{
    const guint lines = count_lines(template->source->text, template->source->length) + 1;
    const guint lua_lines = count_lines(template->lua->str, template->lua->len) + 1;

    for (guint line = 1; line <= lua_lines; line++) {
        const Place place = template_place(template, line);
        g_assert(place.line >= 1 && place.line <= lines);
    }
    for (guint i = 0; i < template->marks->len; i++) {
        const Mark *mark = &g_array_index(template->marks, Mark, i);
        g_assert(template_place(template, mark->lua_line).line == mark->line);
    }
}

static void run(lua_State *L, const Template *template)
{
    static const lua_CFunction parts[] = {take_text, take_value, take_block, take_include};

    g_assert(luaL_loadbufferx(L, template->lua->str, template->lua->len, "=chunk", "t") == LUA_OK);
    running = template;
    lua_newtable(L);
    for (guint i = 0; i < G_N_ELEMENTS(parts); i++)
        lua_pushcfunction(L, parts[i]);
    lua_sethook(L, stop, LUA_MASKCOUNT, STEPS_MAX);
    lua_pcall(L, 5, 0, 0);
    lua_sethook(L, NULL, 0, 0);
    lua_settop(L, 0);
}

int LLVMFuzzerTestOneInput(const guint8 *data, size_t size)
{
    g_autofree char *text = g_utf8_make_valid((const char *)data, (gssize)size);
    const gsize length = strlen(text);
    g_autoptr(Diagnostics) diagnostics = diagnostics_new();
    g_autoptr(GString) messages = g_string_new(NULL);
    gsize used = 0;
    lua_State *L = lua_newstate(allocate, &used);
    Source *source = source_new_take("layouts/a.html", g_steal_pointer(&text), length);

    g_autoptr(Template) template = template_compile(source, "layouts/a.html", L, diagnostics);
    g_assert(lua_gettop(L) == 0);
    diagnostics_print(diagnostics, MESSAGE_TEXT, FALSE, messages);
    if (template) {
        check_lines(template);
        check_texts(template);
        forecast_template(template, diagnostics);
        run(L, template);
    } else {
        g_assert(diagnostics_count(diagnostics, SEVERITY_ERROR) > 0);
    }
    lua_close(L);
    return 0;
}
