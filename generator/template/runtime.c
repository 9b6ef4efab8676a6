/* SPDX-License-Identifier: MIT */
#include "template/runtime.h"

#include "compile/forecast.h"
#include "compile/place.h"
#include "template/chain.h"
#include "template/environment.h"
#include "template/fragment.h"
#include "template/host.h"
#include "template/kept.h"
#include "template/memory.h"
#include "template/print.h"
#include "template/push.h"
#include "template/report.h"
#include "template/views.h"

#include <glib/gi18n.h>
#include <string.h>

/* How many layouts may stand over one another. */
#define PARENTS_MAX 16

/* Before the names of templates that are the theme's own, though the site has put one in their place. */
#define BENEATH "theme/"
#define LAYOUTS "layouts/"
#define PARTIALS "partials/"

/* Where the parts of a loaded template stand in its table. */
enum { PART_CHUNK = 1, PART_TEXT, PART_PRINT, PART_BLOCK, PART_INCLUDE };

static const Template *own_template(lua_State *L)
{
    return lua_touserdata(L, lua_upvalueindex(1));
}

/* super(): upvalues are the list of a block's functions, and the place of the one to run. */
static int run_super(lua_State *L);

/* Runs the function at `index` of the list at `list`, with a super() that runs the next one. */
static void run_block(lua_State *L, int list, lua_Integer index)
{
    if (lua_rawgeti(L, list, index) == LUA_TNIL)
        host_fail(L, N_("there is nothing above this block for super()"));
    lua_pushvalue(L, list);
    lua_pushinteger(L, index + 1);
    lua_pushcclosure(L, run_super, 2);
    lua_call(L, 1, 0);
}

static int run_super(lua_State *L)
{
    kept_spoil(engine_of(L));
    lua_pushvalue(L, lua_upvalueindex(1));
    run_block(L, lua_gettop(L), lua_tointeger(L, lua_upvalueindex(2)));
    push_markup(L, "", 0); /* so that {{ super() }} works as well */
    return 1;
}

/* The list of functions that replace the block `name`, the outermost layout's last; pushed, nil if there is
 * none. */
static void push_definitions(lua_State *L, int name)
{
    lua_rawgetp(L, LUA_REGISTRYINDEX, REGISTRY_BLOCKS);
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
        lua_rawgetp(L, LUA_REGISTRYINDEX, REGISTRY_BLOCKS);
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
    kept_spoil(engine_of(L)); /* what fills it is the layout's */
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
    for (lua_pushnil(L); lua_istable(L, 2) && lua_next(L, 2);) {
        lua_pushvalue(L, -2);
        lua_insert(L, -2);
        lua_rawset(L, 4);
    }
}

/* The name of a template as the theme has it. */
static const char *name_in_theme(const char *name)
{
    return g_str_has_prefix(name, BENEATH) ? name + strlen(BENEATH) : name;
}

/*
 * What stands before the name of the template that `user` means by `name` in `folder` ("layouts/"): a file of
 * the site that asks for its own name means the one that it takes the place of.
 */
static const char *place_meant(const Template *user, const char *folder, const char *name)
{
    const char *own = name_in_theme(user->name);
    return g_str_has_prefix(own, folder) && strcmp(own + strlen(folder), name) == 0 ? BENEATH : "";
}

char *runtime_parent(const Template *template)
{
    return template->parent ? g_strconcat(place_meant(template, LAYOUTS, template->parent), LAYOUTS,
                                          template->parent, NULL)
                            : NULL;
}

static const TemplateScope *scope_at(lua_State *L, int index)
{
    const lua_Integer number = luaL_checkinteger(L, index);
    const GArray *scopes = own_template(L)->scopes;

    luaL_argcheck(L, number >= 0 && number < (lua_Integer)scopes->len, index, "no scope");
    return &g_array_index(scopes, TemplateScope, number);
}

static int part_include(lua_State *L);

Step runtime_step(lua_CFunction function)
{
    return function == part_include ? STEP_INCLUDE
           : function == part_block ? STEP_BLOCK
           : function == run_super  ? STEP_SUPER
                                    : STEP_NONE;
}

/* Partials that get the same names share what their environments are read by. */
static void load_scope(lua_State *L, TemplateScope *scope)
{
    GHashTable *scopes = engine_of(L)->scopes;
    const int known = GPOINTER_TO_INT(g_hash_table_lookup(scopes, scope->names));

    scope->reference = known - 1;
    if (known)
        return;
    lua_pushfstring(L, "return %s", scope->names);
    luaL_loadstring(L, lua_tostring(L, -1)); /* a table of names cannot be wrong */
    lua_call(L, 0, 1);
    environment_push_scope(L, lua_gettop(L));
    scope->reference = luaL_ref(L, LUA_REGISTRYINDEX);
    lua_pop(L, 2);
    g_hash_table_insert(scopes, g_strdup(scope->names), GINT_TO_POINTER(scope->reference + 1));
}

/* Loads the compiled chunk and makes its functions; leaves their table in the registry. */
static void load_chunk(lua_State *L, Template *template, Diagnostics *problems)
{
    static const lua_CFunction parts[] = {print_text, print_value, part_block, part_include};
    g_autofree char *name = g_strconcat("@", template->name, NULL);

    lua_createtable(L, 5, 0);
    if (luaL_loadbufferx(L, template->lua->str, template->lua->len, name, "t") != LUA_OK) {
        diagnostics_error(problems, (Place){.source = template->source}, NULL, "%s",
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
    for (guint i = 0; i < template->scopes->len; i++)
        load_scope(L, &g_array_index(template->scopes, TemplateScope, i));
    template->function = luaL_ref(L, LUA_REGISTRYINDEX);
}

/* The warnings about a template are said with each page that uses it: which pages are rendered must not
 * matter. */
static void note_use(Engine *engine, const char *name)
{
    const Diagnostics *remarks = g_hash_table_lookup(engine->remarks, name);

    reads_key(engine->reads, READ_TEMPLATE, name);
    if (!remarks)
        return;
    kept_spoil(engine);
    diagnostics_copy(engine->diagnostics, remarks, NULL);
}

static void keep_remarks(Engine *engine, const Template *template, const char *name)
{
    g_autoptr(Diagnostics) remarks = diagnostics_new();

    forecast_template(template, remarks);
    if (diagnostics_count(remarks, SEVERITY_WARNING) > 0)
        g_hash_table_insert(engine->remarks, g_strdup(name), g_steal_pointer(&remarks));
}

static Template *find_template(Engine *engine, const char *name)
{
    gpointer known = NULL;

    if (g_hash_table_lookup_extended(engine->templates, name, NULL, &known))
        return known;
    const char *in_theme = name_in_theme(name);
    g_autofree char *path =
        in_theme == name ? theme_file(engine->theme, name) : theme_file_beneath(engine->theme, in_theme);
    if (!path)
        return NULL;
    g_autoptr(GError) error = NULL;
    g_autoptr(Diagnostics) problems = diagnostics_new();
    Source *source = source_load(path, theme_file_name(engine->theme, path), problems, &error);
    if (error)
        diagnostics_error(problems, PLACE_FILE(path), NULL, "%s", error->message);
    engine->compiling = TRUE;
    Template *template = source ? template_compile(source, name, engine->L, problems) : NULL;
    if (template)
        load_chunk(engine->L, template, problems);
    engine->compiling = FALSE;
    g_hash_table_insert(engine->templates, g_strdup(name), template);
    if (template)
        keep_remarks(engine, template, name);
    if (diagnostics_count(problems, SEVERITY_ERROR) > 0)
        g_hash_table_insert(engine->broken, g_strdup(name), g_steal_pointer(&problems));
    return template;
}

Template *runtime_template(Engine *engine, const char *name)
{
    Template *template = find_template(engine, name);

    note_use(engine, name);
    return template;
}

/* What is wrong with a template is reported for each page that needs it, so that it does not matter which one
 * comes first. */
static void report_broken(lua_State *L, const Diagnostics *problems, const Template *child)
{
    Engine *engine = engine_of(L);
    g_autofree char *notes = chain_notes_entering(L, child);

    diagnostics_copy(engine->diagnostics, problems, notes);
    engine->reported = TRUE;
}

/* That the template which `child` extends is not there, or that there are too many. */
static void report_parent(lua_State *L, const Template *child, const char *hint, const char *message)
{
    Engine *engine = engine_of(L);
    g_autofree char *notes = chain_notes(L, child);

    diagnostics_add(engine->diagnostics, SEVERITY_ERROR, template_mark_place(child, child->parent_mark), hint,
                    notes, message);
    engine->reported = TRUE;
}

/* Newly allocated, or NULL: nothing is like a file that is there, but takes the place of none. */
static char *suggest_file(lua_State *L, const char *name)
{
    return name_in_theme(name) == name ? theme_suggest_file(engine_of(L)->theme, name) : NULL;
}

static void report_missing_parent(lua_State *L, const Template *child, const char *name)
{
    g_autofree char *hint = suggest_file(L, name);
    g_autofree char *message = g_strdup_printf(_("the theme has no '%s'"), name_in_theme(name));

    report_parent(L, child, hint, message);
}

static void report_too_many(lua_State *L, const Template *child, const char *name)
{
    g_autofree char *message =
        g_strdup_printf(_("'%s' extends too many layouts; does one extend itself?"), name);

    report_parent(L, child, NULL, message);
}

/* The template, or an error: at the mark of `child` that extends it, if that is not NULL. */
static Template *check_template(lua_State *L, const char *name, const Template *child)
{
    Engine *engine = engine_of(L);
    Template *template = runtime_template(engine, name);
    const Diagnostics *problems = g_hash_table_lookup(engine->broken, name);

    if (template && !problems)
        return template;
    if (problems)
        report_broken(L, problems, child);
    else if (child)
        report_missing_parent(L, child, name);
    host_error(L, suggest_file(L, name), N_("the theme has no '%s'"), name_in_theme(name));
    lua_error(L);
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

/* `name`: of the template, as runtime_run() has it. */
static void run_template(lua_State *L, const Template *template, const char *name, int env)
{
    Engine *engine = engine_of(L);
    int parents = 0;

    luaL_checkstack(L, 16, NULL);
    lua_rawgetp(L, LUA_REGISTRYINDEX, REGISTRY_BLOCKS);
    if (template->parent) { /* its blocks are its own */
        lua_newtable(L);
        lua_rawsetp(L, LUA_REGISTRYINDEX, REGISTRY_BLOCKS);
    }
    for (; template->parent; parents++) {
        if (parents == PARENTS_MAX) {
            report_too_many(L, template, name);
            luaL_error(L, "too many layouts");
        }
        engine->defining = TRUE;
        call_template(L, template, env);
        engine->defining = FALSE;
        lua_pushfstring(L, "%s" LAYOUTS "%s", place_meant(template, LAYOUTS, template->parent),
                        template->parent);
        template = check_template(L, lua_tostring(L, -1), template);
        lua_pop(L, 1);
    }
    call_template(L, template, env);
    lua_rawsetp(L, LUA_REGISTRYINDEX, REGISTRY_BLOCKS);
}

void runtime_run(lua_State *L, const char *name, int env)
{
    run_template(L, check_template(L, name, NULL), name, env);
}

/* Makes the environment of a partial at 4, with the page on top of the stack. */
static void push_environment(lua_State *L, const TemplateScope *scope)
{
    lua_createtable(L, 0, 4);
    lua_insert(L, 4);
    lua_setfield(L, 4, "page");
    lua_rawgeti(L, LUA_REGISTRYINDEX, scope->reference);
    lua_setmetatable(L, 4);
    take_arguments(L);
}

/* Pushes `page` as the layout sees it. */
static void push_own_page(lua_State *L)
{
    lua_rawgetp(L, LUA_REGISTRYINDEX, REGISTRY_ENV);
    lua_pushliteral(L, "page");
    lua_rawget(L, -2);
    lua_remove(L, -2);
}

/* A partial that nothing was noted about is not what the page itself has read: see kept_print(). */
static KeptWay print_kept(lua_State *L, const Template *template, const char *name,
                          const TemplateScope *scope, ReadsMark mark)
{
    Engine *engine = engine_of(L);

    if (g_hash_table_contains(engine->remarks, name))
        return KEPT_NOT;
    if (engine->reads)
        reads_cut(engine->reads, mark);
    const KeptWay way = kept_print(L, template, scope);
    if (way != KEPT_PRINTED)
        reads_key(engine->reads, READ_TEMPLATE, name);
    return way;
}

/* Runs the partial, whose arguments are at 2 and whose page is at 4, or prints what it has printed before. */
static void include(lua_State *L, const char *name, const TemplateScope *scope)
{
    Engine *engine = engine_of(L);
    const ReadsMark mark = engine->reads ? reads_mark(engine->reads) : (ReadsMark){0, 0};
    const Template *template = check_template(L, name, NULL);
    const gboolean own = view_page_at(L, 4) == engine->page;
    const KeptWay way = own ? print_kept(L, template, name, scope, mark) : KEPT_NOT;

    if (way == KEPT_PRINTED)
        return;
    if (!own)
        kept_spoil(engine);
    lua_pushvalue(L, 4);
    push_environment(L, scope);
    engine->depth++;
    run_template(L, template, name, 4);
    engine->depth--;
    if (way == KEPT_TRY)
        kept_end(L);
}

/* include(name, arguments, scope) */
static int part_include(lua_State *L)
{
    Engine *engine = engine_of(L);

    lua_settop(L, 3);
    if (engine->defining)
        return 0;
    if (lua_type(L, 1) != LUA_TSTRING)
        return host_fail(L, N_("'include' needs the name of a partial"));
    if (engine->depth >= INCLUDES_MAX)
        return host_fail(L, N_("partials are nested too deeply; does '%s' include itself?"),
                         lua_tostring(L, 1));
    if (!lua_isnil(L, 2) && !lua_istable(L, 2))
        return host_fail(L, N_("'include' takes a table of names, as in { item = entry }"));
    const TemplateScope *scope = scope_at(L, 3);
    const char *name = lua_tostring(L, 1);
    push_own_page(L);
    lua_pushfstring(L, "%s" PARTIALS "%s", place_meant(own_template(L), PARTIALS, name), name);
    const FragmentPlace around = fragments_enter(engine);
    include(L, lua_tostring(L, -1), scope);
    fragments_leave(engine, around);
    return 0;
}

/*
 * pcall for templates: what an error has interrupted is as it was before. A page that may not be made
 * (left_out), or whose mistake is reported, stays that way. That memory is exhausted cannot be caught.
 */
static int protected_call(lua_State *L)
{
    Engine *engine = engine_of(L);
    const gboolean defining = engine->defining;
    const guint depth = engine->depth, shown = engine->shown->len, running = kept_running(engine);

    luaL_checkany(L, 1);
    lua_rawgetp(L, LUA_REGISTRYINDEX, REGISTRY_BLOCKS);
    lua_insert(L, 1);
    const int status = lua_pcall(L, lua_gettop(L) - 2, LUA_MULTRET, 0);
    const gboolean done = status == LUA_OK;
    if (memory_failed(L, status))
        return memory_raise(L);
    if (!done) {
        engine->defining = defining;
        engine->depth = depth;
        kept_unwind(engine, running);
        g_ptr_array_set_size(engine->shown, (int)shown);
        lua_pushvalue(L, 1);
        lua_rawsetp(L, LUA_REGISTRYINDEX, REGISTRY_BLOCKS);
        report_caught(L);
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
