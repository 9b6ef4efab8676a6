/* SPDX-License-Identifier: MIT */
/* What `site.commitments:rates("group")` is. */
#include "site/commitment.h"
#include "template/push.h"
#include "template/views.h"

#include <glib/gi18n.h>
#include <string.h>

const char *const VIEW_RATE_NAMES[] = {"counted", "entries",   "fulfilled", "late",  "open",
                                       "overdue", "percent",   "title",     "total", "unfulfilled",
                                       "value",   "withdrawn", NULL};

static void set_count(lua_State *L, const char *name, guint count)
{
    lua_pushinteger(L, count);
    lua_setfield(L, -2, name);
}

static void set_counts(lua_State *L, const Tally *tally)
{
    set_count(L, "total", tally->total);
    set_count(L, "counted", tally->counted);
    set_count(L, "fulfilled", tally->fulfilled);
    set_count(L, "unfulfilled", tally->unfulfilled);
    set_count(L, "open", tally->open);
    set_count(L, "withdrawn", tally->withdrawn);
    set_count(L, "overdue", tally->overdue);
    set_count(L, "late", tally->late);
}

static void set_percent(lua_State *L, const Tally *tally)
{
    char percent[TALLY_PERCENT_SIZE];

    if (!tally_percent(tally, percent))
        return;
    lua_pushstring(L, percent);
    lua_setfield(L, -2, "percent");
}

static void set_value(lua_State *L, const Rate *rate, const char *field)
{
    const Entry *first = collection_at(rate->entries, 0);
    const char *title = site_value_label(engine_of(L)->site, first->type, field, &rate->value);

    push_value(L, &rate->value, NULL);
    if (title)
        lua_pushstring(L, title);
    else
        luaL_tolstring(L, -1, NULL);
    lua_setfield(L, -3, "title");
    lua_setfield(L, -2, "value");
}

static void push_rate(lua_State *L, const Rate *rate, const char *field)
{
    static const char *const optional[] = {"percent", "title", "value", NULL};

    lua_createtable(L, 0, G_N_ELEMENTS(VIEW_RATE_NAMES));
    set_counts(L, &rate->tally);
    set_percent(L, &rate->tally);
    if (rate->value.kind != VALUE_NONE)
        set_value(L, rate, field);
    push_collection(L, rate->entries);
    lua_setfield(L, -2, "entries");
    host_protect(L, N_("a rate has no '%s'"), optional);
}

static void push_rates(lua_State *L, const GArray *rates, const char *field)
{
    if (push_view(L, rates))
        return;
    if (field) {
        lua_createtable(L, (int)rates->len, 0);
        for (guint i = 0; i < rates->len; i++) {
            push_rate(L, &g_array_index(rates, Rate, i), field);
            lua_rawseti(L, -2, (lua_Integer)i + 1);
        }
        host_protect(L, N_("a list has no '%s'"), NULL);
    } else {
        push_rate(L, &g_array_index(rates, Rate, 0), NULL);
    }
    keep_view(L, rates);
}

/* What they are called where they are entries: also by a page that gets what another has made of them. */
static void note_titles(const Engine *engine, const GArray *rates)
{
    for (guint i = 0; i < rates->len; i++) {
        const Value *value = &g_array_index(rates, Rate, i).value;
        if (value->kind == VALUE_REFERENCE && value->entry)
            reads_entry(engine->reads, value->entry, slot_of_field(COMMON_TITLE));
    }
}

int view_rates(lua_State *L)
{
    luaL_checkudata(L, 1, "collection");
    const Collection *entries = to_collection(L, 1);
    const Type *type = collection_type(entries);
    const char *field = lua_isnoneornil(L, 2) ? NULL : view_check_field(L, luaL_checkstring(L, 2));

    if (type && strcmp(type->name, "commitment") != 0) {
        host_error(L, g_strdup(_("write site.commitments:rates()")),
                   N_("'rates' is for commitments; these entries are of type %s"), type->name);
        return lua_error(L);
    }
    reads_collection(engine_of(L)->reads, entries, "*");
    const GArray *rates = commitment_rates(entries, field);
    if (!rates)
        return host_fail(L, N_("there are no rates by '%s': an entry can have several of it"), field);
    note_titles(engine_of(L), rates);
    push_rates(L, rates, field);
    return 1;
}
