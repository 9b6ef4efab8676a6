/* SPDX-License-Identifier: MIT */
#include "template/address.h"

#include "site/visibility.h"
#include "template/kept.h"
#include "template/push.h"
#include "text/path.h"
#include "text/suggest.h"
#include "text/uuid.h"

#include <gio/gio.h>
#include <glib/gi18n.h>
#include <string.h>
#include <xxhash.h>

static gboolean is_web_page(Engine *engine)
{
    kept_ask_base(engine);
    return g_str_has_suffix(engine->page->path, ".html");
}

static char *absolute(const Engine *engine, const char *path, const char *fragment)
{
    g_autofree char *encoded = path_encode(path);
    return g_strconcat(engine->site->base_url, encoded, fragment, NULL);
}

static char *relative(Engine *engine, const char *path, const char *fragment)
{
    kept_ask_base(engine);
    g_autofree char *way = path_relative(engine->page->path, path);
    g_autofree char *encoded = path_encode(way);
    return g_strconcat(encoded, fragment, NULL);
}

/* In a fragment everything stands but what would end an attribute or is no character of an address. */
static char *encode_fragment(const char *fragment)
{
    return fragment ? g_uri_escape_string(fragment, "#!$&'()*+,;=:@/?%", FALSE) : NULL;
}

gboolean address_is_absolute(Engine *engine)
{
    return !is_web_page(engine) && engine->site->base_url;
}

char *address_to(Engine *engine, const char *path, const char *fragment)
{
    g_autofree char *encoded = encode_fragment(fragment);

    if (address_is_absolute(engine))
        return absolute(engine, path, encoded);
    return relative(engine, path, encoded);
}

/* Links of menus may lead out of the site. */
static gboolean has_scheme(const char *address)
{
    static const char *const schemes[] = {"http://", "https://", "mailto:", "tel:", NULL};

    for (const char *const *scheme = schemes; *scheme; scheme++)
        if (g_str_has_prefix(address, *scheme))
            return TRUE;
    return FALSE;
}

/* The line of broadside.yaml whose menu leads to `address`, or 0. */
static guint menu_line(const Engine *engine, const char *address)
{
    const Value *menu = content_config(engine->site->content, "menu");

    for (guint i = 0; menu->kind == VALUE_LIST && i < menu->list.count; i++) {
        const Value *path = value_get(&menu->list.items[i], "path");
        if (path && path->kind == VALUE_TEXT && strcmp(path->text, address) == 0)
            return path->line;
    }
    return 0;
}

/* What to write in place of an address that leads nowhere, and where: a menu is not written in the theme. */
static char *missing_hint(const Engine *engine, const char *address, const char *path)
{
    const guint line = menu_line(engine, address);

    if (line == 0)
        return suggest_hint_key(path, engine->paths);
    g_autofree const char **known = (const char **)g_hash_table_get_keys_as_array(engine->paths, NULL);
    const char *nearest = suggest_nearest(path, known);
    if (nearest)
        return g_strdup_printf(_("it is in the menu, in line %u of broadside.yaml: did you mean '%s'?"), line,
                               nearest);
    return g_strdup_printf(_("it is in the menu, in line %u of broadside.yaml: write the path of a page, "
                             "such as news/index.html"),
                           line);
}

/* Splits "path#fragment"; a name in the path (a tag) may stand as it is written or as paths have it. NULL
 * with an error message pushed where no output has that path. */
static char *check_path(lua_State *L, const char *address, const char **fragment)
{
    const Engine *engine = engine_of(L);
    const gsize length = strcspn(address, "#");
    char *path = g_strndup(address, length);

    *fragment = address[length] ? address + length : NULL;
    reads_key(engine->reads, READ_PATH, path);
    if (g_hash_table_contains(engine->paths, path))
        return path;
    host_error(L, missing_hint(engine, address, path), N_("there is no output '%s'"), path);
    g_free(path);
    return NULL;
}

/* The page that shows what a sheet, or a book, is about, or NULL. */
static const char *script_target(const Engine *engine)
{
    const Page *page = engine->sheet ? &engine->sheet->page : engine->page;

    if (page->kind == PAGE_EACH)
        return page->entry->output;
    return page->path && g_hash_table_contains(engine->paths, page->path) ? page->path : NULL;
}

/* The path that the first argument stands for: NULL with nil pushed if it has no page of its own. */
static char *check_target(lua_State *L, const char **fragment)
{
    const Entry *entry = to_entry(L, 1);
    const Page *page = to_page(L, 1);

    *fragment = NULL;
    if (entry)
        reads_entry(engine_of(L)->reads, entry, SLOT(SLOT_OUTPUT));
    if (page && engine_of(L)->script)
        return g_strdup(script_target(engine_of(L)));
    if (page)
        return g_strdup(page->path);
    if (entry)
        return g_strdup(entry->output);
    if (lua_type(L, 1) != LUA_TSTRING)
        luaL_typeerror(L, 1, "entry or path");
    char *path = check_path(L, lua_tostring(L, 1), fragment);
    if (!path)
        lua_error(L);
    return path;
}

static int push_address(lua_State *L, char *path, const char *fragment, gboolean permanent)
{
    Engine *engine = engine_of(L);

    if (!path) {
        lua_pushnil(L);
        return 1;
    }
    g_autofree char *encoded = encode_fragment(fragment);
    g_autofree char *address = permanent ? absolute(engine, path, encoded) : relative(engine, path, encoded);
    g_free(path);
    lua_pushstring(L, address);
    return 1;
}

static int f_url(lua_State *L)
{
    const char *fragment;

    if (lua_type(L, 1) == LUA_TSTRING && has_scheme(lua_tostring(L, 1))) {
        lua_settop(L, 1);
        return 1;
    }
    char *path = check_target(L, &fragment);
    return push_address(L, path, fragment, FALSE);
}

/* What is no web page is of no use without its addresses: it is left out. A web page, a sheet or a book gets
 * nil. */
static int push_no_base(lua_State *L)
{
    Engine *engine = engine_of(L);

    if (!is_web_page(engine) && !engine->script) {
        engine->left_out = TRUE;
        return host_fail(L, N_("'base_url' is not set"));
    }
    lua_pushnil(L);
    return 1;
}

static int f_permalink(lua_State *L)
{
    const char *fragment;

    if (!engine_of(L)->site->base_url)
        return push_no_base(L);
    char *path = check_target(L, &fragment);
    return push_address(L, path, fragment, TRUE);
}

/* has_output(path): what url() takes. To ask is cheap, where the error of url() looks for what was meant. */
static int f_has_output(lua_State *L)
{
    const Engine *engine = engine_of(L);
    const char *path = luaL_checkstring(L, 1);

    reads_key(engine->reads, READ_PATH, path);
    lua_pushboolean(L, g_hash_table_contains(engine->paths, path));
    return 1;
}

/* sheet(entry): the path of the sheet that the build makes of it, or nil, as of any other page. */
static int f_sheet(lua_State *L)
{
    const Entry *entry = to_entry(L, 1);

    if (!entry && !to_page(L, 1))
        luaL_typeerror(L, 1, "entry");
    if (entry)
        reads_entry(engine_of(L)->reads, entry, SLOT(SLOT_SHEET));
    lua_pushstring(L, entry ? entry->sheet : NULL);
    return 1;
}

/* absolute(address): of this page's addresses, as url(), asset() and file() give them, what they are from
 * anywhere. */
static int f_absolute(lua_State *L)
{
    Engine *engine = engine_of(L);
    const char *address = luaL_checkstring(L, 1);

    if (!engine->site->base_url)
        return push_no_base(L);
    kept_spoil(engine);
    char *here = absolute(engine, engine->page->path, NULL);
    char *there = g_uri_resolve_relative(here, address, G_URI_FLAGS_ENCODED, NULL);
    g_free(here);
    if (!there)
        return host_fail(L, N_("'%s' is no address"), address);
    lua_pushstring(L, there);
    g_free(there);
    return 1;
}

/* The path of an asset with the hash of its content, so that a new version is a new address; NULL: no such
 * file. */
static const char *asset_address(Engine *engine, const char *name)
{
    char *known = g_hash_table_lookup(engine->assets, name);
    g_autofree char *in_theme = g_strconcat("assets/", name, NULL);
    g_autofree char *file = known ? NULL : theme_file(engine->theme, in_theme);
    g_autofree char *bytes = NULL;
    gsize length;

    if (known || !file || !g_file_get_contents(file, &bytes, &length, NULL))
        return known;
    known = g_strdup_printf("?v=%08x", (guint)(XXH3_64bits(bytes, length) >> 32));
    state_keep(engine->assets, STATE_KEEP_MAX, g_strdup(name), known);
    return known;
}

static int f_asset(lua_State *L)
{
    Engine *engine = engine_of(L);
    const char *name = luaL_checkstring(L, 1);

    reads_key(engine->reads, READ_ASSET, name);
    const char *version = asset_address(engine, name);

    if (!version) {
        lua_pushfstring(L, "assets/%s", name);
        host_error(L, theme_suggest_file(engine->theme, lua_tostring(L, -1)),
                   N_("the theme has no 'assets/%s'"), name);
        return lua_error(L);
    }
    g_autofree char *path = g_strconcat("assets/", name, NULL);
    g_autofree char *address = address_to(engine, path, NULL);
    lua_pushfstring(L, "%s%s", address, version);
    return 1;
}

/* slug(text): as the words of outputs have it (":term"). */
static int f_slug(lua_State *L)
{
    g_autofree char *part = path_part(luaL_checkstring(L, 1));

    lua_pushstring(L, part);
    return 1;
}

/* uuid(name) */
static int f_uuid(lua_State *L)
{
    size_t length;
    const char *name = luaL_checklstring(L, 1, &length);
    g_autofree char *uuid = uuid_of_name(name, length);

    lua_pushstring(L, uuid);
    return 1;
}

void address_open(lua_State *L)
{
    static const luaL_Reg functions[] = {{"absolute", f_absolute},
                                         {"asset", f_asset},
                                         {"has_output", f_has_output},
                                         {"permalink", f_permalink},
                                         {"sheet", f_sheet},
                                         {"slug", f_slug},
                                         {"url", f_url},
                                         {"uuid", f_uuid},
                                         {NULL, NULL}};
    luaL_setfuncs(L, functions, 0);
}
