/* SPDX-License-Identifier: MIT */
/* theme.lua: a table of outputs, fonts and photos. */
#include "template/allowance.h"
#include "template/chunk.h"
#include "template/member.h"
#include "template/theme-private.h"

#include <glib/gi18n.h>
#include <lauxlib.h>
#include <string.h>
#include <xxhash.h>

/* More than any theme has, and few enough that reading them costs nothing. */
#define ROWS_MAX 10000

/* Rows of outputs, members of fonts, members of photos. */
#define PERHAPS_MEMBERS "m" MEMBERS_VARIANT_TYPE
#define THEME_VARIANT_TYPE "(" THEME_ROWS_VARIANT_TYPE PERHAPS_MEMBERS PERHAPS_MEMBERS ")"

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

/* The value on top of the stack: the table `name`, or nothing. `example`: what to write. */
static void read_table(lua_State *L, const Source *source, const char *name, const char *example,
                       GVariantBuilder *into, Diagnostics *diagnostics)
{
    g_variant_builder_open(into, G_VARIANT_TYPE(PERHAPS_MEMBERS));
    if (lua_istable(L, -1)) {
        g_variant_builder_open(into, G_VARIANT_TYPE(MEMBERS_VARIANT_TYPE));
        members_read(L, into);
        g_variant_builder_close(into);
    } else if (!lua_isnil(L, -1)) {
        g_autofree char *hint = g_strdup_printf(_("write %s"), example);
        diagnostics_error(diagnostics, PLACE_FILE(source->name), hint, _("'%s' must be a table"), name);
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
    push_member(L, "photos");
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
    lua_settop(L, 3);
    read_table(L, source, "fonts", "fonts = { sans = { \"Noto Sans CJK SC\" } }", &theme, diagnostics);
    lua_settop(L, 2);
    read_table(L, source, "photos", THEME_PHOTOS_EXAMPLE, &theme, diagnostics);
    GVariant *whole = g_variant_builder_end(&theme);
    if (read)
        return whole;
    g_variant_unref(g_variant_ref_sink(whole));
    return NULL;
}

/* Of what theme.lua can say: it knows nothing but its own text. */
static XXH128_hash_t key_of(const Source *source, const Limits *limits)
{
    const guint64 spent[] = {limits->seconds, limits->bytes};
    const guint64 seed = XXH3_64bits(spent, sizeof spent);

    return XXH3_128bits_withSeed(source->text, source->length, seed);
}

/* What stands before that where it is kept. */
typedef struct {
    XXH128_hash_t key;
    XXH128_hash_t said; /* a hash of what follows */
} Head;

/* What it said the last time; NULL: that is not known. */
static GVariant *recall(const Theme *theme, XXH128_hash_t key)
{
    gsize size = 0;
    const guint8 *bytes = theme->known ? g_bytes_get_data(theme->known, &size) : NULL;
    Head head;

    if (size < sizeof head)
        return NULL;
    memcpy(&head, bytes, sizeof head);
    if (!XXH128_isEqual(head.key, key) ||
        !XXH128_isEqual(head.said, XXH3_128bits(bytes + sizeof head, size - sizeof head)))
        return NULL;
    g_autoptr(GBytes) rest = g_bytes_new_from_bytes(theme->known, sizeof head, size - sizeof head);
    g_autoptr(GVariant) said =
        g_variant_ref_sink(g_variant_new_from_bytes(G_VARIANT_TYPE(THEME_VARIANT_TYPE), rest, FALSE));
    return g_variant_is_normal_form(said) ? g_steal_pointer(&said) : NULL;
}

static void remember(Theme *theme, XXH128_hash_t key, GVariant *said)
{
    const void *bytes = g_variant_get_data(said);
    const gsize size = g_variant_get_size(said);
    const Head head = {key, XXH3_128bits(bytes, size)};
    GByteArray *known = g_byte_array_new();

    g_byte_array_append(known, (const guint8 *)&head, sizeof head);
    g_byte_array_append(known, bytes, (guint)size);
    theme->known = g_byte_array_free_to_bytes(known);
}

static guint count_messages(const Diagnostics *diagnostics)
{
    return diagnostics_count(diagnostics, SEVERITY_ERROR) + diagnostics_count(diagnostics, SEVERITY_WARNING);
}

/* *said: NULL after a diagnostic. What was said with one is not known: the next build has to say it, too. */
static gboolean theme_ask(Theme *theme, const Source *source, const Limits *limits, GVariant **said,
                          Diagnostics *diagnostics, GError **error)
{
    static const ChunkKind kind = {THEME_VARIANT_TYPE, read_theme, 0, NULL};
    const XXH128_hash_t key = key_of(source, limits);
    const guint messages = count_messages(diagnostics);

    *said = recall(theme, key);
    if (*said)
        return TRUE;
    g_clear_pointer(&theme->known, g_bytes_unref);
    if (!chunks_run(&source, 1, &kind, limits, said, diagnostics, error))
        return FALSE;
    if (*said && count_messages(diagnostics) == messages)
        remember(theme, key, *said);
    return TRUE;
}

static GVariant *child_perhaps(GVariant *tuple, gsize index)
{
    g_autoptr(GVariant) perhaps = g_variant_get_child_value(tuple, index);
    return g_variant_get_maybe(perhaps);
}

gboolean theme_read(Theme *theme, const Source *source, const Site *site, Diagnostics *diagnostics,
                    GError **error)
{
    const Limits limits = allowance_read(site->content);
    g_autoptr(GVariant) read = NULL;

    if (!theme_ask(theme, source, &limits, &read, diagnostics, error))
        return FALSE;
    if (!read) {
        theme_read_fonts(theme, source, NULL, diagnostics);
        return TRUE;
    }
    g_autoptr(GVariant) rows = g_variant_get_child_value(read, 0);
    g_autoptr(GVariant) fonts = child_perhaps(read, 1);
    g_autoptr(GVariant) photos = child_perhaps(read, 2);
    theme_read_outputs(theme, source, site, rows, diagnostics);
    theme_read_fonts(theme, source, fonts, diagnostics);
    if (photos)
        theme_read_photos(theme, source, photos, diagnostics);
    return TRUE;
}
