/* SPDX-License-Identifier: MIT */
#include "template/runtime.h"

#include "template/environment.h"
#include "template/memory.h"
#include "template/push.h"

#include <glib/gi18n.h>
#include <math.h>
#include <string.h>

/* How many layouts may stand over one another, and how deep includes may go. */
#define PARENTS_MAX 16
#define DEPTH_MAX 24

/* Where the parts of a loaded template stand in its table. */
enum { PART_CHUNK = 1, PART_TEXT, PART_PRINT, PART_BLOCK, PART_INCLUDE };

static const Template *own_template(lua_State *L)
{
    return lua_touserdata(L, lua_upvalueindex(1));
}

/* text(i) */
static int part_text(lua_State *L)
{
    const Template *template = own_template(L);
    Engine *engine = engine_of(L);

    if (engine->defining)
        return 0;
    memory_check_length(L, engine->out->len);
    const lua_Integer number = luaL_checkinteger(L, 1);
    luaL_argcheck(L, number >= 0 && number < (lua_Integer) template->texts->len, 1, "no text");
    const Token *text = &g_array_index(template->texts, Token, number);
    g_string_append_len(engine->out, template->source->text + text->print,
                        (gssize)(text->print_end - text->print));
    return 0;
}

static int refuse_print(lua_State *L)
{
    const lua_Integer number = luaL_checkinteger(L, 2);
    const GArray *marks = own_template(L)->marks;
    const int type = lua_type(L, 1);

    luaL_argcheck(L, number >= 0 && number < (lua_Integer)marks->len, 2, "no mark");
    const Mark *mark = &g_array_index(marks, Mark, number);
    if (type == LUA_TNUMBER)
        return luaL_error(L, _("'%s' is not a number"), mark->code);
    if (type == LUA_TNIL)
        return luaL_error(L, _("'%s' has no value to print"), mark->code);
    return luaL_error(L, _("'%s' is a %s, which cannot be printed"), mark->code,
                      to_entry(L, 1)          ? _("page")
                      : to_collection(L, 1)   ? _("collection")
                      : type == LUA_TUSERDATA ? _("table")
                                              : lua_typename(L, type));
}

/* print(value, mark) */
static int part_print(lua_State *L)
{
    Engine *engine = engine_of(L);
    gsize length;

    if (engine->defining)
        return 0;
    memory_check_length(L, engine->out->len);
    const char *html = lua_type(L, 1) == LUA_TUSERDATA ? to_markup(L, 1, &length) : NULL;
    if (html && engine->mode != ESCAPE_XML) {
        g_string_append_len(engine->out, html, (gssize)length);
        return 0;
    }
    switch (lua_type(L, 1)) {
    case LUA_TSTRING: break;
    case LUA_TNUMBER:
        if (isnan(lua_tonumber(L, 1)))
            return refuse_print(L); /* how it is written differs between machines */
        luaL_tolstring(L, 1, NULL);
        lua_replace(L, 1);
        break;
    case LUA_TBOOLEAN:
        luaL_tolstring(L, 1, NULL);
        lua_replace(L, 1);
        break;
    default:
        if (!html && !to_date(L, 1))
            return refuse_print(L);
        luaL_tolstring(L, 1, NULL);
        lua_replace(L, 1);
    }
    const char *text = lua_tolstring(L, 1, &length);
    escape_append(engine->out, engine->mode, text, length);
    return 0;
}

/* super(): upvalues are the list of a block's functions, and the place of the one to run. */
static int run_super(lua_State *L);

/* Runs the function at `index` of the list at `list`, with a super() that runs the next one. */
static void run_block(lua_State *L, int list, lua_Integer index)
{
    if (lua_rawgeti(L, list, index) == LUA_TNIL)
        luaL_error(L, _("there is nothing above this block for super()"));
    lua_pushvalue(L, list);
    lua_pushinteger(L, index + 1);
    lua_pushcclosure(L, run_super, 2);
    lua_call(L, 1, 0);
}

static int run_super(lua_State *L)
{
    lua_pushvalue(L, lua_upvalueindex(1));
    run_block(L, lua_gettop(L), lua_tointeger(L, lua_upvalueindex(2)));
    push_markup(L, "", 0); /* so that {{ super() }} works as well */
    return 1;
}

/* The list of functions that replace the block `name`, the outermost layout's last; pushed, nil if there is
 * none. */
static void push_definitions(lua_State *L, int name)
{
    lua_getfield(L, LUA_REGISTRYINDEX, REGISTRY_BLOCKS);
    lua_pushvalue(L, name);
    lua_rawget(L, -2);
    lua_remove(L, -2);
}

/* Notes the function at 2 for the block named at 1: once for each template, also in a loop. */
static void define_block(lua_State *L)
{
    push_definitions(L, 1);
    if (lua_isnil(L, -1)) {
        lua_pop(L, 1);
        lua_newtable(L);
        lua_getfield(L, LUA_REGISTRYINDEX, REGISTRY_BLOCKS);
        lua_pushvalue(L, 1);
        lua_pushvalue(L, 3);
        lua_rawset(L, -3);
        lua_pop(L, 1);
    }
    const gboolean known = lua_rawgetp(L, 3, own_template(L)) != LUA_TNIL;
    lua_pop(L, 1);
    if (known)
        return;
    lua_pushboolean(L, TRUE);
    lua_rawsetp(L, 3, own_template(L));
    lua_pushvalue(L, 2);
    lua_rawseti(L, 3, (lua_Integer)lua_rawlen(L, 3) + 1);
}

/* block(name, function): while a layout that extends another runs, the block is noted; else it is run in
 * place. */
static int part_block(lua_State *L)
{
    luaL_checktype(L, 2, LUA_TFUNCTION);
    lua_settop(L, 2);
    if (engine_of(L)->defining) {
        define_block(L);
        return 0;
    }
    push_definitions(L, 1);
    lua_newtable(L);
    lua_Integer count = 0;
    while (lua_istable(L, 3) && lua_rawgeti(L, 3, count + 1) != LUA_TNIL)
        lua_rawseti(L, 4, ++count);
    lua_settop(L, 4);
    lua_pushvalue(L, 2);
    lua_rawseti(L, 4, count + 1);
    run_block(L, 4, 1);
    return 0;
}

/* Copies what the include gives into the environment at 4. */
static void take_arguments(lua_State *L)
{
    if (lua_isnoneornil(L, 2))
        return;
    if (!lua_istable(L, 2))
        luaL_error(L, _("'include' takes a table of names, as in { item = entry }"));
    for (lua_pushnil(L); lua_next(L, 2);) {
        lua_pushvalue(L, -2);
        lua_insert(L, -2);
        lua_rawset(L, 4);
    }
}

/* include(name, arguments, names) */
static int part_include(lua_State *L)
{
    Engine *engine = engine_of(L);

    lua_settop(L, 3);
    if (engine->defining)
        return 0;
    if (lua_type(L, 1) != LUA_TSTRING)
        return luaL_error(L, _("'include' needs the name of a partial"));
    if (engine->depth >= DEPTH_MAX)
        return luaL_error(L, _("partials are nested too deeply; does '%s' include itself?"),
                          lua_tostring(L, 1));
    environment_push(L, 3);
    lua_getfield(L, LUA_REGISTRYINDEX, REGISTRY_ENV);
    lua_pushliteral(L, "page");
    lua_rawget(L, -2);
    lua_setfield(L, 4, "page");
    lua_pop(L, 1);
    take_arguments(L);
    lua_pushfstring(L, "partials/%s", lua_tostring(L, 1));
    engine->depth++;
    runtime_run(L, lua_tostring(L, -1), 4);
    engine->depth--;
    return 0;
}

/* Loads the compiled chunk and makes its functions; leaves their table in the registry. */
static void load_chunk(lua_State *L, Template *template)
{
    static const lua_CFunction parts[] = {part_text, part_print, part_block, part_include};
    g_autofree char *name = g_strconcat("@", template->name, NULL);

    lua_createtable(L, 5, 0);
    if (luaL_loadbufferx(L, template->lua->str, template->lua->len, name, "t") != LUA_OK) {
        diagnostics_error(engine_of(L)->diagnostics, (Place){.source = template->source}, NULL, "%s",
                          lua_tostring(L, -1)); /* the compiler has checked it: it is too deep here */
        lua_pop(L, 2);
        return;
    }
    lua_rawseti(L, -2, PART_CHUNK);
    for (int i = 0; i < (int)G_N_ELEMENTS(parts); i++) {
        lua_pushlightuserdata(L, template);
        lua_pushcclosure(L, parts[i], 1);
        lua_rawseti(L, -2, PART_TEXT + i);
    }
    template->function = luaL_ref(L, LUA_REGISTRYINDEX);
}

Template *runtime_template(Engine *engine, const char *name)
{
    gpointer known = NULL;

    if (g_hash_table_lookup_extended(engine->templates, name, NULL, &known))
        return known;
    g_autofree char *path = theme_file(engine->theme, name);
    if (!path)
        return NULL;
    g_autoptr(GError) error = NULL;
    Source *source = source_load(path, theme_file_name(engine->theme, path), engine->diagnostics, &error);
    if (error)
        diagnostics_error(engine->diagnostics, PLACE_FILE(path), NULL, "%s", error->message);
    engine->compiling = TRUE;
    Template *template = source ? template_compile(source, name, engine->L, engine->diagnostics) : NULL;
    if (template)
        load_chunk(engine->L, template);
    engine->compiling = FALSE;
    g_hash_table_insert(engine->templates, g_strdup(name), template);
    return template;
}

/* The template, or an error: at the mark of `child` that extends it, if that is not NULL. */
static Template *check_template(lua_State *L, const char *name, const Template *child)
{
    Engine *engine = engine_of(L);
    Template *template = runtime_template(engine, name);

    if (template && template->function != LUA_NOREF)
        return template;
    const gboolean broken = g_hash_table_contains(engine->templates, name); /* the compiler has said so */
    if (!broken && child)
        diagnostics_error(engine->diagnostics, template_mark_place(child, child->parent_mark), NULL,
                          _("the theme has no '%s'"), name);
    engine->reported = engine->reported || broken || child;
    luaL_error(L, _("the theme has no '%s'"), name);
    return NULL;
}

static void call_template(lua_State *L, const Template *template, int env)
{
    lua_rawgeti(L, LUA_REGISTRYINDEX, template->function);
    const int parts = lua_gettop(L);
    lua_rawgeti(L, parts, PART_CHUNK);
    lua_pushvalue(L, env);
    for (int i = PART_TEXT; i <= PART_INCLUDE; i++)
        lua_rawgeti(L, parts, i);
    lua_call(L, 5, 0);
    lua_settop(L, parts - 1);
}

void runtime_run(lua_State *L, const char *name, int env)
{
    Engine *engine = engine_of(L);
    const Template *template = check_template(L, name, NULL);
    int parents = 0;

    luaL_checkstack(L, 16, NULL);
    lua_getfield(L, LUA_REGISTRYINDEX, REGISTRY_BLOCKS);
    if (template->parent) { /* its blocks are its own */
        lua_newtable(L);
        lua_setfield(L, LUA_REGISTRYINDEX, REGISTRY_BLOCKS);
    }
    for (; template->parent; parents++) {
        if (parents == PARENTS_MAX) {
            diagnostics_error(engine->diagnostics, template_mark_place(template, template->parent_mark), NULL,
                              _("'%s' extends too many layouts; does one extend itself?"), name);
            engine->reported = TRUE;
            luaL_error(L, "too many layouts");
        }
        engine->defining = TRUE;
        call_template(L, template, env);
        engine->defining = FALSE;
        lua_pushfstring(L, "layouts/%s", template->parent);
        template = check_template(L, lua_tostring(L, -1), template);
        lua_pop(L, 1);
    }
    call_template(L, template, env);
    lua_setfield(L, LUA_REGISTRYINDEX, REGISTRY_BLOCKS);
}

/* The number of the mark that ran in the function of `frame`, or G_MAXUINT. */
static guint running_mark(lua_State *L, lua_Debug *frame)
{
    guint mark = G_MAXUINT;
    const char *name;

    for (int i = 1; (name = lua_getlocal(L, frame, i)); i++) {
        if (strcmp(name, TEMPLATE_MARK) == 0)
            mark = (guint)lua_tointeger(L, -1);
        lua_pop(L, 1);
    }
    lua_getinfo(L, "f", frame);
    for (int i = 1; mark == G_MAXUINT && (name = lua_getupvalue(L, -1, i)); i++) {
        if (strcmp(name, TEMPLATE_MARK) == 0)
            mark = (guint)lua_tointeger(L, -1);
        lua_pop(L, 1);
    }
    lua_pop(L, 1);
    return mark;
}

/* The place on a line of a mark that began further up: where its code begins there. */
static Place place_within(const Template *template, guint line)
{
    g_autofree char *text = source_line(template->source, line);
    return (Place){.source = template->source, .line = line, .column = 1 + (guint)strspn(text, " \t")};
}

/* The place on that line: of the mark that ran, else of the first one there. */
static Place place_on_line(const Template *template, guint mark, guint line)
{
    const Mark *ran = mark < template->marks->len ? &g_array_index(template->marks, Mark, mark) : NULL;

    if (ran && line > ran->line && line <= ran->last_line)
        return place_within(template, line);
    if (ran && line == ran->line)
        return template_mark_place(template, mark);
    for (guint i = 0; i < template->marks->len; i++)
        if (g_array_index(template->marks, Mark, i).line == line)
            return template_mark_place(template, i);
    return place_within(template, line);
}

Place runtime_place(const Engine *engine, const char *name, guint line)
{
    const Template *template = g_hash_table_lookup(engine->templates, name);

    return template ? place_on_line(template, G_MAXUINT, line) : PLACE_FILE(name);
}

/* The innermost frame that is a template's. */
static gboolean find_place(lua_State *L, Place *place, char **where)
{
    const Engine *engine = engine_of(L);
    lua_Debug frame;

    for (int level = 0; lua_getstack(L, level, &frame); level++) {
        lua_getinfo(L, "Sl", &frame);
        const Template *template =
            frame.source[0] == '@' ? g_hash_table_lookup(engine->templates, frame.source + 1) : NULL;
        if (!template)
            continue;
        const guint line = frame.currentline > 0 ? (guint)frame.currentline : 1;
        *where = g_strdup_printf("%s:%d: ", frame.short_src, frame.currentline);
        *place = place_on_line(template, running_mark(L, &frame), line);
        return TRUE;
    }
    return FALSE;
}

int runtime_report(lua_State *L)
{
    Engine *engine = engine_of(L);
    const char *message = lua_type(L, 1) == LUA_TSTRING ? lua_tostring(L, 1) : _("the error is no text");
    Place place = PLACE_NONE;
    g_autofree char *where = NULL;
    g_autofree char *hint = NULL;

    if (engine->reported || engine->left_out || engine->compiling || memory_is_exhausted(L))
        return 1;
    engine->reported = TRUE;
    if (engine->page)
        hint = g_strdup_printf(_("while making %s"), engine->page->path);
    if (find_place(L, &place, &where) && g_str_has_prefix(message, where))
        message += strlen(where);
    g_autofree char *valid = g_utf8_make_valid(message, -1);
    diagnostics_error(engine->diagnostics, place, hint, "%s", valid);
    return 1;
}

/*
 * pcall for templates: what an error has interrupted is as it was before. A page that may not be made
 * (left_out), or whose mistake is reported, stays that way. That memory is exhausted cannot be caught.
 */
static int protected_call(lua_State *L)
{
    Engine *engine = engine_of(L);
    const gboolean defining = engine->defining;
    const guint depth = engine->depth, shown = engine->shown->len;

    luaL_checkany(L, 1);
    lua_getfield(L, LUA_REGISTRYINDEX, REGISTRY_BLOCKS);
    lua_insert(L, 1);
    const int status = lua_pcall(L, lua_gettop(L) - 2, LUA_MULTRET, 0);
    const gboolean done = status == LUA_OK;
    if (memory_failed(L, status))
        return memory_raise(L);
    if (!done) {
        engine->defining = defining;
        engine->depth = depth;
        g_ptr_array_set_size(engine->shown, (int)shown);
        lua_pushvalue(L, 1);
        lua_setfield(L, LUA_REGISTRYINDEX, REGISTRY_BLOCKS);
    }
    lua_pushboolean(L, done);
    lua_replace(L, 1);
    return lua_gettop(L);
}

void runtime_open(lua_State *L)
{
    lua_pushcfunction(L, protected_call);
    lua_setfield(L, -2, "pcall");
}
