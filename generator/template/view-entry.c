/* SPDX-License-Identifier: MIT */
/* What `page.title` and `item.title` are: entries, and the page that is being rendered. */
#include "site/query.h"
#include "site/visibility.h"
#include "template/push.h"
#include "template/text.h"
#include "template/views.h"
#include "text/suggest.h"

#include <glib/gi18n.h>
#include <string.h>

/* Names that are no fields. */
static const char *const ENTRY_NAMES[] = {"backlinks", "content",   "day",     "expired", "folder",
                                          "id",        "next",      "outline", "overdue", "previous",
                                          "slug",      "tombstone", "type",    "year",    NULL};
static const char *const PAGE_NAMES[] = {"entries", "output", "pager", "path", "term", "value", NULL};

static int name_compare(gconstpointer a, gconstpointer b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static void add_names(GHashTable *set, const char *const *names)
{
    for (; *names; names++)
        g_hash_table_add(set, (gpointer)*names);
}

static GHashTable *field_names(const Types *types)
{
    GHashTable *set = g_hash_table_new(g_str_hash, g_str_equal);

    for (guint i = 0; i < types_count(types); i++)
        for (guint j = 0; j < types_at(types, i)->n_fields; j++)
            g_hash_table_add(set, (gpointer)types_at(types, i)->fields[j].name);
    return set;
}

static GPtrArray *sorted_names(GHashTable *set)
{
    GPtrArray *names = g_ptr_array_new();
    g_autofree gpointer *keys = g_hash_table_get_keys_as_array(set, NULL);

    for (guint i = 0; i < g_hash_table_size(set); i++)
        g_ptr_array_add(names, keys[i]);
    g_ptr_array_sort(names, name_compare);
    g_ptr_array_add(names, NULL);
    return names;
}

GPtrArray *view_names(const Types *types)
{
    g_autoptr(GHashTable) set = field_names(types);

    add_names(set, ENTRY_NAMES);
    add_names(set, PAGE_NAMES);
    return sorted_names(set);
}

GPtrArray *view_fields(const Types *types)
{
    g_autoptr(GHashTable) set = field_names(types);

    add_names(set, QUERY_NAMES);
    return sorted_names(set);
}

gboolean view_has(const GPtrArray *names, const char *name)
{
    return bsearch(&name, names->pdata, names->len - 1, sizeof(gpointer), name_compare) != NULL;
}

/* The entry `step` places further on in the list of its type, or NULL. */
static const Entry *neighbour(const Engine *engine, const Entry *entry, int step)
{
    const Collection *entries = site_collection(engine->site, entry->type);
    const int index = collection_index(entries, entry);

    if (index < 0 || index + step < 0)
        return NULL;
    return collection_at(entries, (guint)(index + step));
}

static void push_backlinks(lua_State *L, const Entry *entry)
{
    Engine *engine = engine_of(L);
    Collection *collection = g_hash_table_lookup(engine->collections, entry);

    if (!collection) {
        GPtrArray *entries =
            entry->backlinks ? g_ptr_array_copy(entry->backlinks, NULL, NULL) : g_ptr_array_new();
        collection = collection_new(entries, NULL);
        g_hash_table_insert(engine->collections, (gpointer)entry, collection);
    }
    push_collection(L, collection);
}

static void push_special(lua_State *L, const Entry *entry, const char *name)
{
    Engine *engine = engine_of(L);
    const gboolean buried = entry->state == ENTRY_TOMBSTONE;
    Value value;

    if (strcmp(name, "content") == 0 && !buried)
        text_push_content(L, entry);
    else if (strcmp(name, "outline") == 0 && !buried)
        text_push_outline(L, entry);
    else if (strcmp(name, "backlinks") == 0)
        push_backlinks(L, entry);
    else if (strcmp(name, "tombstone") == 0)
        lua_pushboolean(L, buried);
    else if (strcmp(name, "previous") == 0)
        push_entry(L, neighbour(engine, entry, 1));
    else if (strcmp(name, "next") == 0)
        push_entry(L, neighbour(engine, entry, -1));
    else if (entry_query(entry, name, &value))
        push_value(L, &value, NULL);
    else
        lua_pushnil(L);
}

static gboolean is_one_of(const char *name, const char *const *names)
{
    for (; *names; names++)
        if (strcmp(*names, name) == 0)
            return TRUE;
    return FALSE;
}

/* A name that some type declares is nil where this one has none; any other is a slip of the pen. */
static int push_unknown(lua_State *L, const char *name, const char *of)
{
    const GPtrArray *names = engine_of(L)->names;

    if (view_has(names, name)) {
        lua_pushnil(L);
        return 1;
    }
    host_error(L, suggest_hint(name, (const char *const *)names->pdata), _("%s has no '%s'"), of, name);
    return lua_error(L);
}

static int push_entry_name(lua_State *L, const Entry *entry, const char *name)
{
    const int index = type_field(entry->type, name);
    const gboolean special = is_one_of(name, ENTRY_NAMES);

    if (index >= 0 && entry->fields[index].kind != VALUE_NONE) {
        push_value(L, entry_visible(entry, (guint)index), &entry->type->fields[index]);
    } else if (special) {
        push_special(L, entry, name);
    } else if (index >= 0) {
        lua_pushnil(L);
    } else {
        return push_unknown(L, name, entry->type->name);
    }
    return 1;
}

static int entry_index(lua_State *L)
{
    const Entry *entry = *(const Entry **)luaL_checkudata(L, 1, "entry");
    return push_entry_name(L, entry, luaL_checkstring(L, 2));
}

const Entry *to_entry(lua_State *L, int index)
{
    const Entry **entry = luaL_testudata(L, index, "entry");
    if (entry)
        return *entry;
    const Page *page = to_page(L, index);
    return page ? page->entry : NULL;
}

const Page *to_page(lua_State *L, int index)
{
    const Page **page = luaL_testudata(L, index, "page");
    return page ? *page : NULL;
}

/* A page is equal to the entry that it is about. */
static int entry_eq(lua_State *L)
{
    const Entry *a = to_entry(L, 1), *b = to_entry(L, 2);
    lua_pushboolean(L, a && a == b);
    return 1;
}

static int entry_tostring(lua_State *L)
{
    const Entry *entry = to_entry(L, 1);
    lua_pushstring(L, entry ? entry->id : "page");
    return 1;
}

void push_entry(lua_State *L, const Entry *entry)
{
    static const luaL_Reg functions[] = {
        {"__index", entry_index}, {"__eq", entry_eq}, {"__tostring", entry_tostring}, {NULL, NULL}};

    if (!entry || entry->state == ENTRY_HIDDEN) {
        lua_pushnil(L);
        return;
    }
    if (push_view(L, entry))
        return;
    *(const Entry **)lua_newuserdatauv(L, sizeof entry, 0) = entry;
    host_metatable(L, "entry", functions);
    lua_setmetatable(L, -2);
    keep_view(L, entry);
}

static const char *output_name(PageKind kind)
{
    static const char *const names[] = {[PAGE_SINGLE] = "single", [PAGE_EACH] = "each", [PAGE_LIST] = "list",
                                        [PAGE_GROUP] = "group",   [PAGE_YEAR] = "year", [PAGE_TERM] = "term"};
    return names[kind];
}

static void push_page_path(lua_State *L, const Page *page)
{
    push_text(L, page ? page->path : NULL);
}

/* pager:path(n) */
static int pager_path(lua_State *L)
{
    const Page *page = lua_touserdata(L, lua_upvalueindex(1));
    const lua_Integer number = luaL_checkinteger(L, lua_isuserdata(L, 1) ? 2 : 1);

    push_page_path(L, number >= 1 && number <= page->count ? &page->first[number - 1] : NULL);
    return 1;
}

static void push_pager(lua_State *L, const Page *page)
{
    if (!page->first) {
        lua_pushnil(L);
        return;
    }
    lua_createtable(L, 0, 7);
    lua_pushinteger(L, page->number);
    lua_setfield(L, -2, "number");
    lua_pushinteger(L, page->count);
    lua_setfield(L, -2, "count");
    lua_pushinteger(L, page->total);
    lua_setfield(L, -2, "total");
    push_page_path(L, page->first);
    lua_setfield(L, -2, "first");
    push_page_path(L, page->previous);
    lua_setfield(L, -2, "previous");
    push_page_path(L, page->next);
    lua_setfield(L, -2, "next");
    lua_pushlightuserdata(L, (void *)page);
    lua_pushcclosure(L, pager_path, 1);
    lua_setfield(L, -2, "path");
    host_protect(L);
}

static gboolean push_page_name(lua_State *L, const Page *page, const char *name)
{
    const gboolean each = page->kind == PAGE_EACH;

    if (strcmp(name, "output") == 0)
        lua_pushstring(L, output_name(page->kind));
    else if (strcmp(name, "path") == 0)
        lua_pushstring(L, page->path);
    else if (each)
        return FALSE;
    else if (strcmp(name, "title") == 0)
        lua_pushstring(L, page->title ? page->title : engine_of(L)->site->title);
    else if (strcmp(name, "entries") == 0 && page->entries)
        push_collection(L, page->entries);
    else if (strcmp(name, "pager") == 0)
        push_pager(L, page);
    else if (strcmp(name, "year") == 0 && page->kind == PAGE_YEAR)
        lua_pushinteger(L, page->year);
    else if (strcmp(name, "term") == 0)
        push_text(L, page->term);
    else if (strcmp(name, "value") == 0)
        push_text(L, page->value);
    else if (strcmp(name, "type") == 0)
        push_text(L, page->type ? page->type->name : NULL);
    else
        return FALSE;
    return TRUE;
}

static int page_index(lua_State *L)
{
    const Page *page = *(const Page **)luaL_checkudata(L, 1, "page");
    const char *name = luaL_checkstring(L, 2);

    if (push_page_name(L, page, name))
        return 1;
    if (page->kind == PAGE_EACH && !is_one_of(name, PAGE_NAMES))
        return push_entry_name(L, page->entry, name);
    return push_unknown(L, name, _("this page"));
}

void push_page(lua_State *L, const Page *page)
{
    static const luaL_Reg functions[] = {
        {"__index", page_index}, {"__eq", entry_eq}, {"__tostring", entry_tostring}, {NULL, NULL}};

    *(const Page **)lua_newuserdatauv(L, sizeof page, 0) = page;
    host_metatable(L, "page", functions);
    lua_setmetatable(L, -2);
}
