/* SPDX-License-Identifier: MIT */
/* theme.lua: a table of outputs and fonts. */
#include "template/allowance.h"
#include "template/chunk.h"
#include "template/member.h"
#include "template/theme-private.h"

#include <glib/gi18n.h>
#include <lauxlib.h>

/* More than any theme has, and few enough that reading them costs nothing. */
#define ROWS_MAX 10000

/* Rows of outputs, members of fonts. */
#define THEME_VARIANT_TYPE "(" THEME_ROWS_VARIANT_TYPE "m" MEMBERS_VARIANT_TYPE ")"

static void add_row(lua_State *L, GVariantBuilder *rows)
{
    const gboolean table = lua_istable(L, -1);

    if (!table) {
        g_variant_builder_add_value(rows, g_variant_new_maybe(G_VARIANT_TYPE(MEMBERS_VARIANT_TYPE), NULL));
        return;
    }
    g_variant_builder_open(rows, G_VARIANT_TYPE("m" MEMBERS_VARIANT_TYPE));
    g_variant_builder_open(rows, G_VARIANT_TYPE(MEMBERS_VARIANT_TYPE));
    members_read(L, rows);
    g_variant_builder_close(rows);
    g_variant_builder_close(rows);
}

/* The rows of the table on top of the stack; FALSE after a diagnostic. */
static gboolean read_rows(lua_State *L, const Source *source, GVariantBuilder *into, Diagnostics *diagnostics)
{
    lua_Integer row = 1;

    g_variant_builder_open(into, G_VARIANT_TYPE(THEME_ROWS_VARIANT_TYPE));
    for (; lua_rawgeti(L, -1, row) != LUA_TNIL && row <= ROWS_MAX; row++) {
        add_row(L, into);
        lua_pop(L, 1);
    }
    g_variant_builder_close(into);
    if (row > ROWS_MAX)
        diagnostics_error(diagnostics, PLACE_FILE(source->name), NULL, _("it has more than %u outputs"),
                          ROWS_MAX);
    lua_pop(L, 1);
    return row <= ROWS_MAX;
}

/* The value on top of the stack. */
static void read_fonts(lua_State *L, const Source *source, GVariantBuilder *into, Diagnostics *diagnostics)
{
    g_variant_builder_open(into, G_VARIANT_TYPE("m" MEMBERS_VARIANT_TYPE));
    if (lua_istable(L, -1)) {
        g_variant_builder_open(into, G_VARIANT_TYPE(MEMBERS_VARIANT_TYPE));
        members_read(L, into);
        g_variant_builder_close(into);
    } else if (!lua_isnil(L, -1)) {
        diagnostics_error(diagnostics, PLACE_FILE(source->name),
                          _("write fonts = { sans = { \"Noto Sans CJK SC\" } }"),
                          _("'fonts' must be a table"));
    }
    g_variant_builder_close(into);
}

/* The member `key` of the table at 1 that the file returned, pushed; nil where it is no table. */
static int push_member(lua_State *L, const char *key)
{
    if (!lua_istable(L, 1)) {
        lua_pushnil(L);
        return LUA_TNIL;
    }
    lua_pushstring(L, key);
    return lua_rawget(L, 1);
}

static GVariant *read_theme(lua_State *L, const Source *source, Diagnostics *diagnostics)
{
    GVariantBuilder theme;

    lua_replace(L, 1);
    lua_settop(L, 1);
    push_member(L, "fonts");
    if (push_member(L, "outputs") != LUA_TTABLE) {
        diagnostics_error(
            diagnostics, PLACE_FILE(source->name),
            _("write return { outputs = { { path = \"index.html\", layout = \"home.html\" } } }"),
            _("it returns no table 'outputs'"));
        return NULL;
    }
    g_variant_builder_init(&theme, G_VARIANT_TYPE(THEME_VARIANT_TYPE));
    const gboolean read = read_rows(L, source, &theme, diagnostics);
    lua_settop(L, 2);
    read_fonts(L, source, &theme, diagnostics);
    GVariant *whole = g_variant_builder_end(&theme);
    if (read)
        return whole;
    g_variant_unref(g_variant_ref_sink(whole));
    return NULL;
}

gboolean theme_read(Theme *theme, const Source *source, const Site *site, Diagnostics *diagnostics,
                    GError **error)
{
    static const ChunkKind kind = {THEME_VARIANT_TYPE, read_theme, 0, NULL};
    const Limits limits = allowance_read(site->content);
    g_autoptr(GVariant) read = NULL;

    if (!chunks_run(&source, 1, &kind, &limits, &read, diagnostics, error))
        return FALSE;
    if (!read) {
        theme_read_fonts(theme, source, NULL, diagnostics);
        return TRUE;
    }
    g_autoptr(GVariant) rows = g_variant_get_child_value(read, 0);
    g_autoptr(GVariant) perhaps = g_variant_get_child_value(read, 1);
    g_autoptr(GVariant) fonts = g_variant_get_maybe(perhaps);
    theme_read_outputs(theme, source, site, rows, diagnostics);
    theme_read_fonts(theme, source, fonts, diagnostics);
    return TRUE;
}
