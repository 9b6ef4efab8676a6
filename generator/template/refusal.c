/* SPDX-License-Identifier: MIT */
#include "template/refusal.h"

#include "compile/code.h"
#include "template/push.h"

#include <glib/gi18n.h>

static gboolean is_list(lua_State *L, int index)
{
    return luaL_testudata(L, index, "table") && luaL_len(L, index) > 0;
}

/* What kind of thing it is, as the documents call it. */
static const char *format_for(lua_State *L, int index)
{
    if (to_entry(L, index) || to_page(L, index))
        return N_("'%s' is a page, which cannot be printed");
    if (to_collection(L, index))
        return N_("'%s' is a collection, which cannot be printed");
    if (luaL_testudata(L, index, "record"))
        return N_("'%s' is a record, which cannot be printed");
    if (is_list(L, index))
        return N_("'%s' is a list, which cannot be printed");
    if (luaL_testudata(L, index, "site"))
        return N_("'%s' is a site, which cannot be printed");
    if (lua_type(L, index) == LUA_TFUNCTION)
        return N_("'%s' is a function, which cannot be printed");
    return N_("'%s' is a table, which cannot be printed");
}

static char *mend_of(lua_State *L, int index, const char *code)
{
    if (to_collection(L, index))
        return g_strdup_printf(_("go through it: {%% for item in %s do %%}"), code);
    if (is_list(L, index))
        return g_strdup_printf(_("go through it: {%% for _, item in ipairs(%s) do %%}"), code);
    if (to_entry(L, index) || to_page(L, index) || luaL_testudata(L, index, "site"))
        return g_strdup_printf(_("print one of its fields: {{ %s.title }}"), code);
    if (lua_type(L, index) == LUA_TFUNCTION)
        return g_strdup_printf(_("call it: {{ %s(…) }}"), code);
    return g_strdup(_("print one of its fields"));
}

void refusal_push(lua_State *L, int index, const char *code)
{
    host_error(L, code_is_chain(code) ? mend_of(L, index, code) : NULL, format_for(L, index), code);
}
