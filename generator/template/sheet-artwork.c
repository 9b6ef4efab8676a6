/* SPDX-License-Identifier: MIT */
/* Which of the artworks of a sheet is nearest to its paper. */
#include "picture/size.h"
#include "template/sheet-private.h"
#include "template/state.h"

#include <gio/gio.h>
#include <glib/gi18n.h>
#include <string.h>

typedef struct {
    lua_State *L;
    const SheetArtwork *artwork;
    Place place; /* of the list */
    Arena *arena;
    Sheet *sheet;
} ArtworkChoice;

/* The file of the artwork `name`, newly allocated; NULL after a diagnostic. */
static char *find_file(const ArtworkChoice *c, const char *name)
{
    const Engine *engine = engine_of(c->L);
    const char *folder = c->artwork->folder;
    g_autofree char *path = g_strconcat(folder, name, NULL);
    char *file = g_str_has_suffix(name, ".svg") ? theme_file(engine->theme, path) : NULL;

    if (file)
        return file;
    g_autofree char *hint = sheet_suggest_file(engine->theme, folder, name);
    diagnostics_error(engine->diagnostics, c->place, hint, _("the theme has no '%s'"), path);
    return NULL;
}

static gboolean read_bytes(const ArtworkChoice *c, const char *file, char **bytes, gsize *length)
{
    const Engine *engine = engine_of(c->L);
    const Place place = PLACE_FILE(theme_file_name(engine->theme, file));
    g_autoptr(GFile) path = g_file_new_for_path(file);
    g_autoptr(GFileInfo) info =
        g_file_query_info(path, G_FILE_ATTRIBUTE_STANDARD_SIZE, G_FILE_QUERY_INFO_NONE, NULL, NULL);
    g_autoptr(GError) error = NULL;

    if (info && g_file_info_get_size(info) > ARTWORK_BYTES_MAX) {
        diagnostics_error(engine->diagnostics, place, _("simplify its paths, or make its pictures smaller"),
                          _("the artwork is larger than %d MB"), ARTWORK_BYTES_MAX / (1024 * 1024));
        return FALSE;
    }
    if (g_file_get_contents(file, bytes, length, &error))
        return TRUE;
    diagnostics_error(engine->diagnostics, place, NULL, "%s", error->message);
    return FALSE;
}

/* By how much a picture is to be bent to the proportion of the paper, from 1. One whose size cannot be read
 * is the last resort: the typesetter says what is wrong with it. */
static double distance(const char *bytes, gsize length, Paper paper)
{
    PictureSize size;

    if (!picture_size_of_bytes((const guint8 *)bytes, length, &size))
        return G_MAXDOUBLE;
    const double bend = (double)size.width / size.height * paper.height / paper.width;
    return MAX(bend, 1 / bend);
}

static gboolean is_name(lua_State *L, int index)
{
    return lua_type(L, index) == LUA_TSTRING && g_utf8_validate(lua_tostring(L, index), -1, NULL);
}

/* The names at `index`, a text or a list of texts, in the arena; NULL where it is anything else. */
static const char *const *read_names(const ArtworkChoice *c, int index)
{
    lua_State *L = c->L;
    const char **names = arena_new0(c->arena, const char *, SHEET_ARTWORKS_MAX + 1);
    const gboolean one = is_name(L, index);
    guint count = 0;

    if (one)
        names[count++] = arena_strdup(c->arena, lua_tostring(L, index));
    while (lua_istable(L, index) && count < SHEET_ARTWORKS_MAX &&
           (lua_rawgeti(L, index, (lua_Integer)count + 1), is_name(L, -1))) {
        names[count++] = arena_strdup(c->arena, lua_tostring(L, -1));
        lua_pop(L, 1);
    }
    return one || (count > 0 && lua_isnil(L, -1)) ? names : NULL;
}

/* Reads `name`, and keeps it where it is nearer than `nearest`. */
static gboolean try_artwork(const ArtworkChoice *c, const char *name, double *nearest)
{
    g_autofree char *file = find_file(c, name);
    g_autofree char *bytes = NULL;
    gsize length;

    if (!file || !read_bytes(c, file, &bytes, &length))
        return FALSE;
    const double away = distance(bytes, length, c->sheet->paper);
    if (c->sheet->artwork && away >= *nearest)
        return TRUE;
    *nearest = away;
    c->sheet->artwork = arena_strndup(c->arena, bytes, length);
    c->sheet->artwork_length = length;
    c->sheet->artwork_file = arena_strdup(c->arena, theme_file_name(engine_of(c->L)->theme, file));
    return TRUE;
}

gboolean sheet_read_artwork(lua_State *L, int index, const SheetArtwork *artwork, Place place, Arena *arena,
                            Sheet *sheet)
{
    const ArtworkChoice choice = {L, artwork, place, arena, sheet};
    const int top = lua_gettop(L);
    const char *const *names = lua_isnil(L, index) ? artwork->names : read_names(&choice, index);
    double nearest = G_MAXDOUBLE;

    lua_settop(L, top);
    sheet->stretch = artwork->stretch;
    if (!names) {
        diagnostics_error(
            engine_of(L)->diagnostics, place,
            artwork->names ? _("write return { … }, { \"no-photo.svg\", \"no-photo-landscape.svg\" }")
                           : _("write artwork = \"cover.svg\""),
            artwork->names ? _("what frames() gives behind the frames must be a list of 1 to %d SVG files")
                           : _("'artwork' must be a list of 1 to %d SVG files"),
            SHEET_ARTWORKS_MAX);
        return FALSE;
    }
    for (; *names; names++)
        if (!try_artwork(&choice, *names, &nearest))
            return FALSE;
    return TRUE;
}
