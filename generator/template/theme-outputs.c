/* SPDX-License-Identifier: MIT */
/* theme.lua: a table that says which outputs exist. */
#include "site/query.h"
#include "template/environment.h"
#include "template/theme-private.h"
#include "text/suggest.h"

#include <glib/gi18n.h>
#include <lauxlib.h>
#include <string.h>

const char *const THEME_ROW_KEYS[] = {"by",   "each",     "group", "layout", "list",  "more",
                                      "path", "per_page", "terms", "title",  "years", NULL};

typedef struct {
    Theme *theme;
    const Source *source;
    const Site *site;
    Diagnostics *diagnostics;
    lua_State *L;
    guint row;
    gboolean failed; /* this row */
} Reader;

static void G_GNUC_PRINTF(3, 4) fail(Reader *r, const char *hint, const char *format, ...)
{
    g_autofree char *message = NULL;
    va_list arguments;

    va_start(arguments, format);
    message = g_strdup_vprintf(format, arguments);
    va_end(arguments);
    r->failed = TRUE;
    diagnostics_error(r->diagnostics, PLACE_FILE(r->source->name), hint, _("output %u: %s"), r->row, message);
}

/* The text of a key of the row on top of the stack, in the theme's arena, or NULL. */
static const char *row_text(Reader *r, const char *key)
{
    const char *text = NULL;

    const int type = lua_getfield(r->L, -1, key);
    if (type == LUA_TSTRING)
        text = arena_strdup(r->theme->arena, lua_tostring(r->L, -1));
    else if (type != LUA_TNIL)
        fail(r, NULL, _("'%s' must be a text"), key);
    lua_pop(r->L, 1);
    return text;
}

static void check_keys(Reader *r)
{
    for (lua_pushnil(r->L); lua_next(r->L, -2); lua_pop(r->L, 1)) {
        if (lua_type(r->L, -2) != LUA_TSTRING) {
            fail(r, NULL, _("it takes names and values only"));
            continue;
        }
        const char *key = lua_tostring(r->L, -2);
        if (g_strv_contains(THEME_ROW_KEYS, key))
            continue;
        g_autofree char *hint = suggest_hint(key, THEME_ROW_KEYS);
        fail(r, hint, _("there is no '%s' in an output"), key);
    }
}

static const char *check_folder(Reader *r, const char *name)
{
    const Types *types = r->site->content->types;
    const Type *type = types_by_folder(types, name);

    if (type)
        return type->folder;
    g_autofree char *hint = suggest_hint(name, types_folders(types));
    fail(r, hint, _("there is no type with the folder '%s'"), name);
    return NULL;
}

static const char *const *folders_of_value(Reader *r, const char *key)
{
    g_autoptr(GPtrArray) folders = g_ptr_array_new();

    if (lua_type(r->L, -1) == LUA_TSTRING)
        g_ptr_array_add(folders, (gpointer)check_folder(r, lua_tostring(r->L, -1)));
    for (lua_Integer i = 1; lua_istable(r->L, -1) && lua_rawgeti(r->L, -1, i) != LUA_TNIL; i++) {
        if (lua_type(r->L, -1) == LUA_TSTRING)
            g_ptr_array_add(folders, (gpointer)check_folder(r, lua_tostring(r->L, -1)));
        else
            fail(r, NULL, _("'%s' takes folders of types"), key);
        lua_pop(r->L, 1);
    }
    if (lua_isnil(r->L, -1))
        lua_pop(r->L, 1); /* what ended the loop */
    if (folders->len == 0)
        fail(r, NULL, _("'%s' names no type"), key);
    const char **kept = arena_new0(r->theme->arena, const char *, folders->len + 1);
    for (guint i = 0; i < folders->len; i++)
        kept[i] = folders->pdata[i];
    return kept;
}

/* `each`, `list`, `group`: a folder, several, or "entries". FALSE if the row has no such key. */
static gboolean read_types(Reader *r, const char *key, PageKind kind, ThemeOutput *output)
{
    const int type = lua_getfield(r->L, -1, key);
    const gboolean given = type != LUA_TNIL;

    if (given)
        output->kind = kind;
    if (type == LUA_TSTRING && strcmp(lua_tostring(r->L, -1), "entries") == 0)
        output->types = NULL;
    else if (type == LUA_TSTRING || type == LUA_TTABLE)
        output->types = folders_of_value(r, key);
    else if (given)
        fail(r, NULL, _("'%s' must be the folder of a type, or \"entries\""), key);
    lua_pop(r->L, 1);
    return given;
}

static guint read_per_page(Reader *r)
{
    const int type = lua_getfield(r->L, -1, "per_page");
    const lua_Integer number = lua_tointeger(r->L, -1);

    if (type != LUA_TNIL && (!lua_isinteger(r->L, -1) || number < 1 || number > 100000))
        fail(r, NULL, _("'per_page' must be a whole number from 1"));
    lua_pop(r->L, 1);
    return (guint)number;
}

static gboolean row_flag(Reader *r, const char *key)
{
    const int type = lua_getfield(r->L, -1, key);
    const gboolean flag = lua_toboolean(r->L, -1);
    if (type != LUA_TNIL && type != LUA_TBOOLEAN)
        fail(r, NULL, _("'%s' must be true or false"), key);
    lua_pop(r->L, 1);
    return flag;
}

/* The field must be one of some type that is grouped. */
static void check_group_field(Reader *r, const ThemeOutput *output)
{
    const Types *types = r->site->content->types;
    gboolean known = query_known(output->field);

    for (guint i = 0; !known && i < types_count(types); i++) {
        const Type *type = types_at(types, i);
        const gboolean grouped = !output->types || g_strv_contains(output->types, type->folder);
        known = grouped && type_field(type, output->field) >= 0;
    }
    if (!known && !r->failed)
        fail(r, NULL, _("there is no field '%s' to group by"), output->field);
}

static void read_kind(Reader *r, ThemeOutput *output)
{
    guint kinds = 0;

    kinds += read_types(r, "each", PAGE_EACH, output);
    kinds += read_types(r, "list", PAGE_LIST, output);
    if (read_types(r, "group", PAGE_GROUP, output)) {
        kinds++;
        output->field = row_text(r, "by");
        if (!output->field)
            fail(r, _("write by = \"level\""), _("'group' needs the field to group by"));
        else
            check_group_field(r, output);
    }
    if (row_flag(r, "years")) {
        kinds++;
        output->kind = PAGE_YEAR;
    }
    const char *terms = row_text(r, "terms");
    if (terms) {
        kinds++;
        output->kind = PAGE_TERM;
        output->field = terms;
        if (strcmp(terms, "tags") != 0)
            fail(r, _("write terms = \"tags\""), _("there are no terms '%s'"), terms);
    }
    if (kinds > 1)
        fail(r, NULL, _("it can be one of 'each', 'list', 'group', 'years', 'terms' only"));
}

static void check_layout(Reader *r, const ThemeOutput *output)
{
    g_autofree char *name = g_strconcat("layouts/", output->layout, NULL);
    g_autofree char *file = theme_file(r->theme, name);

    if (!file)
        fail(r, NULL, _("the theme has no '%s'"), name);
}

static void check_paging(Reader *r, const ThemeOutput *output)
{
    const gboolean pages = output->kind == PAGE_LIST || output->kind == PAGE_GROUP ||
                           output->kind == PAGE_TERM || output->kind == PAGE_YEAR;

    if (output->per_page && !pages)
        fail(r, NULL, _("'per_page' is for lists only"));
    if (output->per_page && !(output->more && strstr(output->more, ":page")))
        fail(r, _("write more = \"news/page-:page.html\""), _("'per_page' needs 'more' with ':page' in it"));
    if (output->more && !output->per_page)
        fail(r, _("write per_page = 20"), _("'more' needs 'per_page'"));
}

static void read_row(Reader *r)
{
    ThemeOutput output = {.kind = PAGE_SINGLE, .row = r->row};

    r->failed = FALSE;
    if (!lua_istable(r->L, -1)) {
        fail(r, NULL, _("it is no table"));
        return;
    }
    check_keys(r);
    output.path = row_text(r, "path");
    output.more = row_text(r, "more");
    output.layout = row_text(r, "layout");
    output.title = row_text(r, "title");
    output.per_page = read_per_page(r);
    read_kind(r, &output);
    if (!output.path)
        fail(r, _("write path = \"index.html\""), _("it has no 'path'"));
    if (!output.layout)
        fail(r, _("write layout = \"home.html\""), _("it has no 'layout'"));
    else
        check_layout(r, &output);
    check_paging(r, &output);
    if (output.title && theme_text(r->theme, output.title))
        output.title = theme_text(r->theme, output.title);
    if (!r->failed)
        g_array_append_val(r->theme->outputs, output);
}

static void read_rows(Reader *r)
{
    if (lua_type(r->L, -1) != LUA_TTABLE || lua_getfield(r->L, -1, "outputs") != LUA_TTABLE) {
        diagnostics_error(
            r->diagnostics, PLACE_FILE(r->source->name),
            _("write return { outputs = { { path = \"index.html\", layout = \"home.html\" } } }"),
            _("it returns no table 'outputs'"));
        return;
    }
    for (r->row = 1; lua_rawgeti(r->L, -1, r->row) != LUA_TNIL; r->row++) {
        read_row(r);
        lua_pop(r->L, 1);
    }
}

/* "theme.lua:3: message": Lua's own place becomes ours. */
static void report(Reader *r)
{
    const char *message =
        lua_type(r->L, -1) == LUA_TSTRING ? lua_tostring(r->L, -1) : _("the error is no text");
    Place place = {.source = r->source};
    int skip = 0;

    if (sscanf(message, "theme.lua:%u: %n", &place.line, &skip) == 1)
        message += skip;
    diagnostics_error(r->diagnostics, place, NULL, "%s", message);
}

static int run(lua_State *L)
{
    Reader *r = lua_touserdata(L, 1);

    environment_open(L);
    if (luaL_loadbufferx(L, r->source->text, r->source->length, "@theme.lua", "t") != LUA_OK)
        return lua_error(L);
    environment_push(L, 0);
    lua_setupvalue(L, -2, 1);
    lua_call(L, 0, 1);
    read_rows(r);
    return 0;
}

void theme_read_outputs(Theme *theme, const Source *source, const Site *site, Diagnostics *diagnostics)
{
    Reader r = {.theme = theme, .source = source, .site = site, .diagnostics = diagnostics};

    r.L = luaL_newstate();
    lua_pushcfunction(r.L, run);
    lua_pushlightuserdata(r.L, &r);
    if (lua_pcall(r.L, 1, 0, 0) != LUA_OK)
        report(&r);
    lua_close(r.L);
}
