/* SPDX-License-Identifier: MIT */
#include "template/kept.h"
#include "template/push.h"
#include "template/views.h"
#include "text/suggest.h"

#include <glib/gi18n.h>
#include <string.h>

const char *const VIEW_SITE_NAMES[] = {"base_url", "data",  "entries", "frozen", "outputs",
                                       "terms",    "today", "years",   NULL};

static void push_years(lua_State *L, const Site *site)
{
    if (push_view(L, site->years))
        return;
    lua_createtable(L, (int)site->years->len, 0);
    for (guint i = 0; i < site->years->len; i++) {
        lua_pushinteger(L, g_array_index(site->years, int, i));
        lua_rawseti(L, -2, (lua_Integer)i + 1);
    }
    host_protect(L, N_("a list has no '%s'"), NULL);
    keep_view(L, site->years);
}

static void push_terms(lua_State *L, const Site *site)
{
    if (push_view(L, site->tags))
        return;
    lua_createtable(L, 0, 1);
    lua_createtable(L, (int)site->tags->len, 0);
    for (guint i = 0; i < site->tags->len; i++) {
        const Term *term = &g_array_index(site->tags, Term, i);
        lua_createtable(L, 0, 2);
        lua_pushstring(L, term->name);
        lua_setfield(L, -2, "name");
        push_collection(L, term->entries);
        lua_setfield(L, -2, "entries");
        host_protect(L, N_("a term has no '%s'"), NULL);
        lua_rawseti(L, -2, (lua_Integer)i + 1);
    }
    host_protect(L, N_("a list has no '%s'"), NULL);
    lua_setfield(L, -2, "tags");
    host_protect(L, N_("'site.terms' has no '%s'"), NULL);
    keep_view(L, site->tags);
}

/* What the theme makes, in the order of its rows. */
static void push_outputs(lua_State *L)
{
    const GPtrArray *pages = engine_of(L)->pages;
    const guint count = pages ? pages->len : 0;

    kept_spoil(engine_of(L)); /* one of them is the page */
    if (pages && push_view(L, pages))
        return;
    lua_createtable(L, (int)count, 0);
    for (guint i = 0; i < count; i++) {
        push_page(L, pages->pdata[i]);
        lua_rawseti(L, -2, (lua_Integer)i + 1);
    }
    host_protect(L, N_("a list has no '%s'"), NULL);
    if (pages)
        keep_view(L, pages);
}

/* The year whose record the website is made for, or nil. */
static void push_frozen(lua_State *L, const Site *site)
{
    if (site->year)
        lua_pushinteger(L, site->year);
    else
        lua_pushnil(L);
}

/* site.data: a record of all data files, of which it is noted which are read. Upvalue 1 is the record. */
static int data_index(lua_State *L)
{
    if (lua_type(L, 2) == LUA_TSTRING)
        reads_key(engine_of(L)->reads, READ_DATA, lua_tostring(L, 2));
    lua_getiuservalue(L, 1, 1);
    lua_pushvalue(L, 2);
    lua_gettable(L, -2);
    return 1;
}

/* All of them. */
static void note_data(const Engine *engine)
{
    const Value *data = &engine->site->content->data;

    reads_key(engine->reads, READ_DATA, NULL);
    for (guint i = 0; i < data->record.count; i++)
        reads_key(engine->reads, READ_DATA, data->record.members[i].name);
}

static int data_pairs(lua_State *L)
{
    note_data(engine_of(L));
    lua_getiuservalue(L, 1, 1);
    luaL_getmetafield(L, -1, "__pairs");
    lua_insert(L, -2);
    lua_call(L, 1, 3);
    return 3;
}

static const HostClass data_class = {
    "data", (const luaL_Reg[]){{"__index", data_index}, {"__pairs", data_pairs}, {NULL, NULL}}};

static void push_data(lua_State *L, const Site *site)
{
    if (push_view(L, &site->content->data_sources))
        return;
    lua_newuserdatauv(L, 0, 1);
    push_value(L, &site->content->data, types_data_field(site->content->types));
    lua_setiuservalue(L, -2, 1);
    host_set_class(L, &data_class);
    keep_view(L, &site->content->data_sources);
}

/* What push_special() reads. */
static void note_special(Reads *reads, const char *name)
{
    static const struct {
        const char *name;
        ReadKind kind;
    } kinds[] = {
        {"today", READ_TODAY}, {"years", READ_YEARS}, {"terms", READ_TERMS}, {"outputs", READ_OUTPUTS}};

    for (guint i = 0; i < G_N_ELEMENTS(kinds); i++)
        if (strcmp(kinds[i].name, name) == 0)
            reads_key(reads, kinds[i].kind, NULL);
}

static void push_special(lua_State *L, const Site *site, const char *name)
{
    note_special(engine_of(L)->reads, name);
    if (strcmp(name, "base_url") == 0)
        push_text(L, site->base_url);
    else if (strcmp(name, "data") == 0)
        push_data(L, site);
    else if (strcmp(name, "entries") == 0)
        push_collection(L, site->entries);
    else if (strcmp(name, "frozen") == 0)
        push_frozen(L, site);
    else if (strcmp(name, "outputs") == 0)
        push_outputs(L);
    else if (strcmp(name, "terms") == 0)
        push_terms(L, site);
    else if (strcmp(name, "today") == 0)
        push_date(L, site->today);
    else
        push_years(L, site);
}

static int push_unknown(lua_State *L, const Site *site, const char *name)
{
    const Type *type = types_site(site->content->types);
    GPtrArray *names = g_ptr_array_new();

    for (const char *const *special = VIEW_SITE_NAMES; *special; special++)
        g_ptr_array_add(names, (gpointer)*special);
    for (const char *const *folder = types_folders(site->content->types); *folder; folder++)
        g_ptr_array_add(names, (gpointer)*folder);
    for (guint i = 0; i < type->n_fields; i++)
        g_ptr_array_add(names, (gpointer)type->fields[i].name);
    g_ptr_array_add(names, NULL);
    char *hint = suggest_hint(name, (const char *const *)names->pdata);
    g_ptr_array_unref(names);
    host_error(L, hint, N_("the site has no '%s'"), name);
    return lua_error(L);
}

static int site_index(lua_State *L)
{
    const Site *site = engine_of(L)->site;
    const char *name = luaL_checkstring(L, 2);

    for (const char *const *special = VIEW_SITE_NAMES; *special; special++)
        if (strcmp(*special, name) == 0) {
            push_special(L, site, name);
            return 1;
        }
    const Type *type = types_by_folder(site->content->types, name);
    const Type *config = types_site(site->content->types);
    const int field = type_field(config, name);
    if (type)
        push_collection(L, site_collection(site, type));
    else if (field >= 0) {
        reads_key(engine_of(L)->reads, READ_CONFIG, name);
        push_value(L, content_config(site->content, name), &config->fields[field]);
    } else
        return push_unknown(L, site, name);
    return 1;
}

static const HostClass site_class = {"site", (const luaL_Reg[]){{"__index", site_index}, {NULL, NULL}}};

void view_site_open(lua_State *L)
{
    lua_newuserdatauv(L, 0, 0);
    host_set_class(L, &site_class);
    lua_setfield(L, -2, "site");
}
