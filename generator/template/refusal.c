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
static const char *kind_of(lua_State *L, int index)
{
    if (to_entry(L, index) || to_page(L, index))
        return _("page");
    if (to_collection(L, index))
        return _("collection");
    if (luaL_testudata(L, index, "record"))
        return _("record");
    if (is_list(L, index))
        return _("list");
    if (luaL_testudata(L, index, "site"))
        return _("site");
    return lua_type(L, index) == LUA_TUSERDATA ? _("table") : luaL_typename(L, index);
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
    host_error(L, code_is_chain(code) ? mend_of(L, index, code) : NULL,
               _("'%s' is a %s, which cannot be printed"), code, kind_of(L, index));
}
