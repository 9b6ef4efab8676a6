/* SPDX-License-Identifier: MIT */
#include "template/pictures.h"

#include "markup/document.h"
#include "markup/gallery.h"

#include <string.h>

typedef struct {
    Pictures *to;
    const Entry *entry;
} Search;

static gboolean is_known(const Pictures *pictures, const char *address)
{
    for (guint i = 0; i < pictures->count; i++)
        if (strcmp(pictures->pictures[i].address, address) == 0)
            return TRUE;
    return FALSE;
}

static const char *path_of(const Pictures *pictures, const char *file)
{
    g_autofree char *path = g_build_filename(pictures->site->content->root, file, NULL);
    g_autofree char *whole = g_canonicalize_filename(path, NULL);

    return arena_strdup(pictures->arena, whole);
}

static char *note_picture(void *data, const char *url, gboolean image, G_GNUC_UNUSED guint line)
{
    const Search *search = data;
    Pictures *to = search->to;

    if (!image || to->count == PICTURES_MAX || is_known(to, url))
        return NULL;
    g_auto(Link) link = site_link(to->site, search->entry, url);
    FramePicture picture = {.address = arena_strdup(to->arena, url)};
    if (!link.file)
        return NULL;
    if (to->withheld || !site_withholder(to->site, link.file))
        picture.file = path_of(to, link.file);
    to->pictures[to->count++] = picture;
    return NULL;
}

void pictures_add(Pictures *pictures, const Entry *entry, const char *text)
{
    g_autoptr(GString) html = g_string_new(NULL);

    if (!strstr(text, "![") && !strstr(text, GALLERY_BLOCK))
        return;
    /* A text that cannot be parsed is the typesetter's to report. */
    g_autoptr(Document) document = document_parse(text, strlen(text), NULL, NULL, NULL);
    if (!document)
        return;
    if (!pictures->pictures)
        pictures->pictures = arena_new0(pictures->arena, FramePicture, PICTURES_MAX);
    Search search = {pictures, entry};
    const MarkupTarget target = {.data = &search, .resolve = note_picture};
    document_render(document, &target, html);
}
