/* SPDX-License-Identifier: MIT */
#include "template/photos.h"

#include "markup/gallery.h"
#include "template/image.h"
#include "template/published.h"
#include "template/push.h"

#include <glib/gi18n.h>
#include <string.h>

/* What the photo of a line leads to. FALSE after a warning. */
static gboolean follow(const Engine *engine, const Block *block, const GalleryItem *item, Link *link)
{
    const Entry *entry = block->entry;
    const guint line = block->line + item->line - entry->body_line;
    const LinkEnd end =
        site_link_follow(engine->site, entry, item->file, TRUE, line, link, engine->diagnostics);

    if (end != LINK_IS_FOREIGN)
        reads_key2(engine->reads, READ_LINK, entry->id, item->file);
    if (end == LINK_TO_FILE && (photo_has_name(link->file) || picture_has_name(link->file)))
        return TRUE;
    if (end == LINK_TO_FILE || end == LINK_IS_FOREIGN)
        diagnostics_warning(engine->diagnostics, site_link_place(entry, item->file, line),
                            _("write the name of a photo's file, then what it shows: tree.jpg A tree"),
                            _("'%s' is no picture of this site"), item->file);
    return FALSE;
}

/* As it is shown, turned upright. */
static void push_size(lua_State *L, const char *file)
{
    PictureSize size;

    if (!published_size(engine_of(L), file, &size))
        return;
    lua_pushinteger(L, size.width);
    lua_setfield(L, -2, "width");
    lua_pushinteger(L, size.height);
    lua_setfield(L, -2, "height");
}

static void push_photo(lua_State *L, const GalleryItem *item, const char *file)
{
    static const char *const optional[] = {"caption", "width", "height", NULL};
    const char *slash = strrchr(file, '/');

    lua_createtable(L, 0, 6);
    push_size(L, file);
    lua_pushstring(L, file);
    lua_setfield(L, -2, "file");
    lua_pushstring(L, slash ? slash + 1 : file);
    lua_setfield(L, -2, "name");
    lua_pushstring(L, item->alt);
    lua_setfield(L, -2, "alt");
    lua_pushstring(L, *item->caption ? item->caption : NULL);
    lua_setfield(L, -2, "caption");
    host_protect(L, N_("a photo has no '%s'"), optional);
}

void photos_push(lua_State *L, const Block *block)
{
    GArray *items = gallery_read(block->entry ? block->text : "");
    lua_Integer count = 0;

    lua_newtable(L);
    for (guint i = 0; i < items->len; i++) {
        const GalleryItem *item = &g_array_index(items, GalleryItem, i);
        g_auto(Link) link = {0};
        if (!follow(engine_of(L), block, item, &link))
            continue;
        push_photo(L, item, link.file);
        lua_rawseti(L, -2, ++count);
    }
    g_array_unref(items);
    host_protect(L, N_("a list has no '%s'"), NULL);
}

static void append_figure(Engine *engine, const GalleryItem *item, const Link *link, GString *html)
{
    const ImageLook look = {.alt = item->alt, .fragment = link->fragment, .lazy = TRUE};
    g_autofree char *caption = g_markup_escape_text(item->caption, -1);

    g_string_append(html, "<figure>");
    image_append(engine, link->file, &look, html);
    if (*caption)
        g_string_append_printf(html, "<figcaption>%s</figcaption>", caption);
    g_string_append(html, "</figure>\n");
}

char *photos_html(Engine *engine, const Block *block)
{
    g_autoptr(GArray) items = gallery_read(block->text);
    GString *html = g_string_new(NULL);

    for (guint i = 0; i < items->len; i++) {
        const GalleryItem *item = &g_array_index(items, GalleryItem, i);
        g_auto(Link) link = {0};
        if (follow(engine, block, item, &link))
            append_figure(engine, item, &link, html);
    }
    return g_string_free(html, FALSE);
}
