/* SPDX-License-Identifier: MIT */
#include "template/published.h"

#include "picture/kind.h"
#include "site/visibility.h"
#include "template/address.h"
#include "template/file-type.h"
#include "template/kept.h"
#include "template/push.h"
#include "text/path.h"
#include "text/suggest.h"

#include <glib/gi18n.h>
#include <string.h>
#include <sys/stat.h>

/* Of a photo whose size is not known: any would do. */
#define WIDTH_UNKNOWN 480

static const PhotoCrop WHOLE = {0};

static void ask_for(Engine *engine, const char *wish)
{
    engine->events->file(engine->events->data, wish);
    reads_key(engine->reads, READ_PUBLISHED, wish);
    kept_file(engine, wish);
}

gboolean published_size(const Engine *engine, const char *file, PictureSize *size)
{
    reads_key(engine->reads, READ_PICTURE, file);
    g_autofree char *path = site_output_of_file(file);
    const PictureSize *known = engine->sizes ? g_hash_table_lookup(engine->sizes, path) : NULL;

    if (known)
        *size = *known;
    return known != NULL;
}

static void ask_for_photo(Engine *engine, const char *file, const PhotoWish *wish)
{
    g_autofree char *text = photo_wish(file, wish);
    ask_for(engine, text);
}

guint published_photo(Engine *engine, const char *file, PhotoCrop *crop, PictureSize sizes[PHOTO_WIDTHS_MAX])
{
    PictureSize whole = {0};

    if (published_size(engine, file, &whole))
        photo_crop_settle(whole, crop);
    ask_for_photo(engine, file, &(PhotoWish){.crop = *crop});
    return photo_sizes(whole, crop, sizes);
}

char *published_copy(Engine *engine, const char *file, const PhotoCrop *crop, guint width, PhotoFormat format)
{
    g_autofree char *path = site_output_of_file(file);
    g_autofree char *copy = photo_path(path, crop, width > 0 ? width : WIDTH_UNKNOWN, format);

    return address_to(engine, copy, NULL);
}

static char *address_of_whole(Engine *engine, const char *file)
{
    g_autofree char *path = site_output_of_file(file);
    g_autofree char *copy = photo_path(path, &WHOLE, PHOTO_WHOLE, photo_whole_format(path));

    return address_to(engine, copy, NULL);
}

static char *address_of_photo(Engine *engine, const char *file)
{
    PictureSize whole = {0}, sizes[PHOTO_WIDTHS_MAX];

    ask_for_photo(engine, file, &(PhotoWish){.link = TRUE});
    reads_key(engine->reads, READ_CONFIG, "publish_originals");
    if (content_config(engine->site->content, "publish_originals")->boolean)
        return address_of_whole(engine, file);
    published_size(engine, file, &whole);
    const guint count = photo_sizes(whole, &WHOLE, sizes);
    return published_copy(engine, file, &WHOLE, count > 0 ? sizes[count - 1].width : 0, PHOTO_JPEG);
}

char *published_address(Engine *engine, const char *file, const char *fragment)
{
    const gboolean photo = photo_has_name(file);

    if (photo && !g_str_has_prefix(file, "static/"))
        return address_of_photo(engine, file);
    g_autofree char *path = site_output_of_file(file);
    if (!photo) /* it is published in any case, and copies of it are for who shows them */
        ask_for(engine, file);
    return address_to(engine, path, fragment);
}

/* A near name: of static/, whose files nobody lists, among those of the same folder. Newly allocated, or
 * NULL.
 */
static char *suggest_file(const Engine *engine, const char *file)
{
    if (!g_str_has_prefix(file, "static/") || path_refusal(file))
        return suggest_hint_key(file, engine->site->files);
    g_autoptr(GHashTable) names = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    g_autofree char *folder = g_path_get_dirname(file);
    g_autofree char *path = g_build_filename(engine->site->content->root, folder, NULL);
    g_autoptr(GDir) dir = g_dir_open(path, 0, NULL);
    const char *name;
    while (dir && (name = g_dir_read_name(dir)))
        g_hash_table_add(names, g_strconcat(folder, "/", name, NULL));
    return suggest_hint_key(file, names);
}

const char *published_check(lua_State *L, int index)
{
    const Engine *engine = engine_of(L);
    const char *file = luaL_checkstring(L, index);

    file += *file == '/'; /* as in the fields of entries */
    reads_key(engine->reads, READ_FILE, file);
    if (!site_has_file(engine->site, file)) {
        char *near = suggest_file(engine, file);
        host_error(L,
                   near ? near
                        : g_strdup(_("give its path from the site's root (content/…, static/…), or a field")),
                   N_("the site has no file '%s'"), file);
        lua_error(L);
    }
    if (site_withholder(engine->site, file))
        host_fail(L, N_("the file '%s' is not published"), file);
    return file;
}

static int f_file(lua_State *L)
{
    g_autofree char *address = published_address(engine_of(L), published_check(L, 1), NULL);
    lua_pushstring(L, address);
    return 1;
}

static int f_file_name(lua_State *L)
{
    const char *file = luaL_checkstring(L, 1);
    const char *slash = strrchr(file, '/');
    lua_pushstring(L, slash ? slash + 1 : file);
    return 1;
}

/* file_type(path) */
static int f_file_type(lua_State *L)
{
    lua_pushstring(L, file_type_of_name(luaL_checkstring(L, 1)));
    return 1;
}

/* file_size(path): nil of a photo, whose copies are made after the pages. */
static int f_file_size(lua_State *L)
{
    const char *file = published_check(L, 1);
    g_autofree char *path = g_build_filename(engine_of(L)->site->content->root, file, NULL);
    struct stat info;

    if (photo_has_name(file) || kind_of_file(path) != KIND_OTHER) {
        lua_pushnil(L);
        return 1;
    }
    reads_key(engine_of(L)->reads, READ_FILE_SIZE, file);
    lua_pushinteger(L, stat(path, &info) == 0 ? (lua_Integer)info.st_size : 0);
    return 1;
}

void published_open(lua_State *L)
{
    static const luaL_Reg functions[] = {{"file", f_file},
                                         {"file_name", f_file_name},
                                         {"file_size", f_file_size},
                                         {"file_type", f_file_type},
                                         {NULL, NULL}};
    luaL_setfuncs(L, functions, 0);
}
