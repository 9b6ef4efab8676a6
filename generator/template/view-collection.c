/* SPDX-License-Identifier: MIT */
/* What `site.news:latest(5)` is. */
#include "template/push.h"
#include "template/views.h"
#include "text/suggest.h"

#include <glib/gi18n.h>
#include <string.h>

typedef struct {
    const Collection *entries;
    guint last; /* where a `for` over it stood: only a hint, loops may be nested */
} View;

static const HostClass collection_class;

static View *check_view(lua_State *L)
{
    return host_check(L, 1, &collection_class);
}

/* The collection at 1, of which the members are about to be read. */
static View *check_members(lua_State *L)
{
    View *view = check_view(L);

    reads_collection(engine_of(L)->reads, view->entries, NULL);
    return view;
}

const Collection *to_collection(lua_State *L, int index)
{
    const View *view = host_test(L, index, &collection_class);
    return view ? view->entries : NULL;
}

static guint check_count(lua_State *L, int index)
{
    const lua_Integer count = luaL_checkinteger(L, index);
    luaL_argcheck(L, count >= 0, index, N_("must not be negative"));
    return (guint)MIN(count, (lua_Integer)G_MAXINT);
}

static int method_latest(lua_State *L)
{
    push_collection(L, collection_latest(check_view(L)->entries, check_count(L, 2)));
    return 1;
}

static int method_year(lua_State *L)
{
    const lua_Integer year = luaL_checkinteger(L, 2);

    push_collection(L, collection_year(check_view(L)->entries, (int)CLAMP(year, 0, 10000)));
    return 1;
}

static int method_count(lua_State *L)
{
    lua_pushinteger(L, collection_count(check_members(L)->entries));
    return 1;
}

const char *view_check_field(lua_State *L, const char *field)
{
    const GPtrArray *fields = engine_of(L)->fields;

    if (view_has(fields, field))
        return field;
    host_error(L, suggest_hint(field, (const char *const *)fields->pdata), N_("no entry has a field '%s'"),
               field);
    lua_error(L);
    return NULL;
}

CollationOrder view_check_order(lua_State *L, int *index)
{
    const int order = lua_isnoneornil(L, *index) ? -1 : collation_by_name(luaL_checkstring(L, *index));

    if (order < 0)
        return COLLATION_LANGUAGE;
    (*index)++;
    return (CollationOrder)order;
}

gboolean view_check_direction(lua_State *L, int index)
{
    const char *word = luaL_optstring(L, index, "asc");
    const gboolean descending = strcmp(word, "desc") == 0;
    const gboolean known = descending || strcmp(word, "asc") == 0;

    if (known && lua_isnoneornil(L, index + 1))
        return descending;
    if (known)
        word = luaL_checkstring(L, index + 1);
    host_error(L, g_strdup(_("write \"asc\" or \"desc\", or before it \"pinyin\" or \"stroke\"")),
               N_("'%s' is no order here"), word);
    return lua_error(L);
}

static int method_sort(lua_State *L)
{
    const Collection *entries = check_view(L)->entries;
    const char *field = view_check_field(L, luaL_checkstring(L, 2));
    int index = 3;
    const CollationOrder order = view_check_order(L, &index);
    const gboolean descending = view_check_direction(L, index);

    push_collection(L, collection_sort(entries, field, order, descending));
    return 1;
}

static int method_sum(lua_State *L)
{
    const char *field = view_check_field(L, luaL_checkstring(L, 2));
    Value sum;

    reads_collection(engine_of(L)->reads, check_view(L)->entries, field);
    if (!collection_sum(check_view(L)->entries, field, &sum))
        return host_fail(L, N_("'%s' is no number"), field);
    push_value(L, &sum, NULL);
    return 1;
}

static Value check_value(lua_State *L, int index)
{
    const Entry *entry = to_entry(L, index);
    const Date *date = to_date(L, index);
    Value value = {0};

    if (entry) {
        value = value_text(entry->id);
        value.kind = VALUE_REFERENCE;
        value.entry = (Entry *)entry;
    } else if (date) {
        value = (Value){.kind = VALUE_DATE, .date = *date};
    } else if (lua_isinteger(L, index)) {
        value = (Value){.kind = VALUE_INTEGER, .integer = lua_tointeger(L, index)};
    } else if (lua_type(L, index) == LUA_TNUMBER) {
        value = (Value){.kind = VALUE_NUMBER, .number = lua_tonumber(L, index)};
    } else if (lua_isboolean(L, index)) {
        value = (Value){.kind = VALUE_BOOLEAN, .boolean = lua_toboolean(L, index)};
    } else if (lua_type(L, index) == LUA_TSTRING) {
        value = value_text(lua_tostring(L, index));
    } else {
        host_fail(L, lua_type(L, index) == LUA_TFUNCTION ? N_("'where' cannot compare with a function")
                                                         : N_("'where' cannot compare with a table"));
    }
    return value;
}

/* The names that a field has to choose among, in all types that have it; NULL where it takes other texts,
 * too. */
static GPtrArray *choices_of(const Types *types, const char *field)
{
    g_autoptr(GPtrArray) names = g_ptr_array_new();

    for (guint i = 0; i < types_count(types); i++) {
        const Type *type = types_at(types, i);
        const int index = type_field(type, field);
        if (index >= 0 && type->fields[index].kind != FIELD_CHOICE)
            return NULL;
        for (guint j = 0; index >= 0 && j < type->fields[index].n_choices; j++)
            g_ptr_array_add(names, (gpointer)type->fields[index].choices[j].name);
    }
    g_ptr_array_add(names, NULL);
    return names->len > 1 ? g_steal_pointer(&names) : NULL;
}

/* A misspelt choice would find nothing, and say nothing. */
static void check_choice(lua_State *L, const Condition *condition)
{
    const Types *types = engine_of(L)->site->content->types;
    const char *text = condition->value.text;
    const gboolean type = strcmp(condition->field, "type") == 0;

    if (condition->value.kind != VALUE_TEXT)
        return;
    GPtrArray *choices = type ? NULL : choices_of(types, condition->field);
    const char *const *names = type      ? types_names(types)
                               : choices ? (const char *const *)choices->pdata
                                         : NULL;
    const gboolean known = !names || g_strv_contains(names, text);
    char *hint = known ? NULL : suggest_hint(text, names);
    if (choices)
        g_ptr_array_unref(choices);
    if (known)
        return;
    host_error(L, hint, N_("'%s' cannot be '%s'"), condition->field, text);
    lua_error(L);
}

static int condition_compare(gconstpointer a, gconstpointer b)
{
    return strcmp(((const Condition *)a)->field, ((const Condition *)b)->field);
}

static int method_where(lua_State *L)
{
    Condition conditions[16] = {0};
    guint count = 0;
    const Collection *entries = check_view(L)->entries;

    luaL_checktype(L, 2, LUA_TTABLE);
    lua_settop(L, 2);
    for (lua_pushnil(L); lua_next(L, 2); lua_pop(L, 1)) {
        if (lua_type(L, -2) != LUA_TSTRING)
            return host_fail(L, N_("'where' takes names and values, as in where{ level = \"national\" }"));
        if (count == G_N_ELEMENTS(conditions))
            return host_fail(L, N_("'where' takes at most 16 conditions"));
        conditions[count++].field = lua_tostring(L, -2); /* the table keeps it */
    }
    /* In an order of their own, so that of several mistakes it is always the same that is reported. */
    qsort(conditions, count, sizeof *conditions, condition_compare);
    for (guint i = 0; i < count; i++) {
        lua_getfield(L, 2, view_check_field(L, conditions[i].field));
        conditions[i].value = check_value(L, lua_gettop(L));
        check_choice(L, &conditions[i]);
    }
    push_collection(L, collection_where(entries, conditions, count));
    return 1;
}

static gboolean is_nameable(const Value *value)
{
    return value->kind != VALUE_LIST && value->kind != VALUE_RECORD;
}

static void push_group(lua_State *L, const Group *group, const char *field)
{
    static const char *const optional[] = {"value", NULL};
    const Entry *first = collection_at(group->entries, 0);
    const char *title = site_value_label(engine_of(L)->site, first->type, field, &group->value);

    if (!is_nameable(&group->value))
        host_fail(L, N_("entries cannot be grouped by '%s'"), field);
    lua_createtable(L, 0, 3);
    push_value(L, &group->value, NULL);
    lua_pushvalue(L, -1);
    lua_setfield(L, -3, "value");
    if (title)
        lua_pushstring(L, title);
    else
        luaL_tolstring(L, -1, NULL);
    lua_setfield(L, -3, "title");
    lua_pop(L, 1);
    push_collection(L, group->entries);
    lua_setfield(L, -2, "entries");
    host_protect(L, N_("a group has no '%s'"), optional);
}

/* The values of the groups, and what they are called: those that are entries, by their titles. */
static void note_groups(const Engine *engine, const Collection *entries, const GArray *groups,
                        const char *field)
{
    reads_collection(engine->reads, entries, field);
    for (guint i = 0; i < groups->len; i++) {
        const Value *value = &g_array_index(groups, Group, i).value;
        if (value->kind == VALUE_REFERENCE && value->entry)
            reads_entry(engine->reads, value->entry, slot_of_field(COMMON_TITLE));
    }
}

static int method_group(lua_State *L)
{
    const Collection *entries = check_view(L)->entries;
    const char *field = view_check_field(L, luaL_checkstring(L, 2));
    const GArray *groups = collection_group(entries, field);

    note_groups(engine_of(L), entries, groups, field);
    if (push_view(L, groups))
        return 1;
    lua_createtable(L, (int)groups->len, 0);
    for (guint i = 0; i < groups->len; i++) {
        push_group(L, &g_array_index(groups, Group, i), field);
        lua_rawseti(L, -2, (lua_Integer)i + 1);
    }
    host_protect(L, N_("a list has no '%s'"), NULL);
    keep_view(L, groups);
    return 1;
}

const luaL_Reg VIEW_METHODS[] = {{"count", method_count}, {"group", method_group}, {"latest", method_latest},
                                 {"rates", view_rates},   {"sort", method_sort},   {"sum", method_sum},
                                 {"where", method_where}, {"year", method_year},   {NULL, NULL}};

static int collection_get(lua_State *L)
{
    const View *view = check_view(L);

    int whole;
    const lua_Integer at = lua_tointegerx(L, 2, &whole);
    if (lua_type(L, 2) == LUA_TNUMBER && whole) {
        check_members(L);
        const gboolean inside = at >= 1 && at <= (lua_Integer)collection_count(view->entries);
        push_entry(L, inside ? collection_at(view->entries, (guint)at - 1) : NULL);
        return 1;
    }
    const char *name = luaL_checkstring(L, 2);
    const char *names[G_N_ELEMENTS(VIEW_METHODS)];
    for (guint i = 0; i < G_N_ELEMENTS(VIEW_METHODS); i++) {
        names[i] = VIEW_METHODS[i].name;
        if (VIEW_METHODS[i].name && strcmp(VIEW_METHODS[i].name, name) == 0) {
            lua_pushcfunction(L, VIEW_METHODS[i].func);
            return 1;
        }
    }
    host_error(L, suggest_hint(name, names), N_("a collection has no '%s'"), name);
    return lua_error(L);
}

static int collection_len(lua_State *L)
{
    lua_pushinteger(L, collection_count(check_members(L)->entries));
    return 1;
}

/* `for entry in collection do`: called with the entry before, which says by itself where the loop stands. */
static int collection_call(lua_State *L)
{
    View *view = check_members(L);
    const Entry *before = to_entry(L, 3);
    guint at = 0;

    if (before && collection_at(view->entries, view->last) == before)
        at = view->last + 1;
    else if (before)
        at = (guint)(collection_index(view->entries, before) + 1);
    view->last = at;
    push_entry(L, collection_at(view->entries, at));
    return 1;
}

static int collection_next(lua_State *L)
{
    const View *view = check_members(L);
    const lua_Integer at = luaL_optinteger(L, 2, 0) + 1;

    if (at > (lua_Integer)collection_count(view->entries))
        return 0;
    lua_pushinteger(L, at);
    push_entry(L, collection_at(view->entries, (guint)at - 1));
    return 2;
}

static int collection_pairs(lua_State *L)
{
    lua_pushcfunction(L, collection_next);
    lua_pushvalue(L, 1);
    lua_pushnil(L);
    return 3;
}

static const HostClass collection_class = {"collection", (const luaL_Reg[]){{"__index", collection_get},
                                                                            {"__len", collection_len},
                                                                            {"__call", collection_call},
                                                                            {"__pairs", collection_pairs},
                                                                            {NULL, NULL}}};

void push_collection(lua_State *L, const Collection *collection)
{
    if (push_view(L, collection))
        return;
    View *view = lua_newuserdatauv(L, sizeof *view, 0);
    *view = (View){collection, 0};
    host_set_class(L, &collection_class);
    keep_view(L, collection);
}
