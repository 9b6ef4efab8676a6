/* SPDX-License-Identifier: MIT */
#include "template/image.h"

#include "template/address.h"
#include "template/push.h"
#include "template/views.h"
#include "text/suggest.h"

#include <glib/gi18n.h>
#include <string.h>

/* Where image() has what it is given. */
enum { PATH = 1, OPTIONS = 2 };

static const char *const OPTION_NAMES[] = {"alt", "class", "lazy", NULL};

gboolean image_size(const Engine *engine, const char *file, PictureSize *size)
{
    reads_key(engine->reads, READ_PICTURE, file);
    g_autofree char *path = site_output_of_file(file);
    const PictureSize *known = engine->sizes ? g_hash_table_lookup(engine->sizes, path) : NULL;

    if (known)
        *size = *known;
    return known != NULL;
}

/* The first in the order of their bytes, so that a message is the same in every run. */
static void check_options(lua_State *L)
{
    const char *unknown = NULL;

    for (lua_pushnil(L); lua_next(L, OPTIONS); lua_pop(L, 1)) {
        if (lua_type(L, -2) != LUA_TSTRING)
            host_fail(L, N_("what image() takes besides the path needs names: alt = …"));
        const char *key = lua_tostring(L, -2);
        if (!view_is_one_of(key, OPTION_NAMES) && (!unknown || strcmp(key, unknown) < 0))
            unknown = key;
    }
    if (!unknown)
        return;
    host_error(L, suggest_hint(unknown, OPTION_NAMES), N_("image() takes no '%s'"), unknown);
    lua_error(L);
}

/* An option that is a text, NULL where it is left out; it stays on the stack. */
static const char *read_text(lua_State *L, const char *name)
{
    gsize length;

    if (lua_getfield(L, OPTIONS, name) == LUA_TNIL)
        return NULL;
    const char *text = lua_type(L, -1) == LUA_TSTRING || lua_type(L, -1) == LUA_TNUMBER
                           ? lua_tolstring(L, -1, &length)
                           : NULL;
    if (!text || !g_utf8_validate_len(text, length, NULL))
        host_fail(L, N_("'%s' of image() is no text"), name);
    return text;
}

static void append_attribute(GString *html, const char *name, const char *value)
{
    g_autofree char *escaped = g_markup_escape_text(value, -1);
    g_string_append_printf(html, " %s=\"%s\"", name, escaped);
}

/* image(path, { alt = …, class = …, lazy = … }): HTML. */
static int f_image(lua_State *L)
{
    Engine *engine = engine_of(L);
    PictureSize size;

    lua_settop(L, OPTIONS);
    const char *file = address_check_file(L, PATH);
    if (lua_istable(L, OPTIONS))
        check_options(L);
    const char *alt = lua_istable(L, OPTIONS) ? read_text(L, "alt") : NULL;
    if (!alt) {
        host_error(L,
                   g_strdup(_("write image(path, { alt = \"…\" }): what it shows, or \"\" where the text "
                              "beside it says that")),
                   N_("image() needs an 'alt'"));
        return lua_error(L);
    }
    const char *class = read_text(L, "class");
    lua_getfield(L, OPTIONS, "lazy");
    const gboolean lazy = lua_toboolean(L, -1);

    GString *html = g_string_new("<img");
    g_autofree char *address = address_of_file(engine, file, NULL);
    if (class)
        append_attribute(html, "class", class);
    append_attribute(html, "src", address);
    append_attribute(html, "alt", alt);
    if (image_size(engine, file, &size))
        g_string_append_printf(html, " width=\"%u\" height=\"%u\"", size.width, size.height);
    if (lazy)
        g_string_append(html, " loading=\"lazy\"");
    g_string_append_c(html, '>');
    push_markup(L, html->str, html->len);
    g_string_free(html, TRUE);
    return 1;
}

void image_open(lua_State *L)
{
    static const luaL_Reg functions[] = {{"image", f_image}, {NULL, NULL}};
    luaL_setfuncs(L, functions, 0);
}
