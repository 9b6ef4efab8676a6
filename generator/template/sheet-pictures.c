/* SPDX-License-Identifier: MIT */
/* Which files the pictures in a Markdown text are: the typesetter opens none but these. */
#include "site/site.h"
#include "template/sheet-frame.h"

#include <string.h>

/* More than a sheet can show; each is compared with those before. */
#define PICTURES_MAX 500

typedef struct {
    FrameReader *reader;
    const Entry *entry;
    FramePicture *pictures; /* the frame's: PICTURES_MAX of them */
    guint count;
} Pictures;

static gboolean is_known(const Pictures *p, const char *address)
{
    for (guint i = 0; i < p->count; i++)
        if (strcmp(p->pictures[i].address, address) == 0)
            return TRUE;
    return FALSE;
}

static char *note_picture(void *data, const char *url, gboolean image, G_GNUC_UNUSED guint line)
{
    Pictures *p = data;
    const Site *site = p->reader->engine->site;

    if (!image || p->count == PICTURES_MAX || is_known(p, url))
        return NULL;
    g_auto(Link) link = site_link(site, p->entry, url);
    FramePicture picture = {.address = arena_strdup(p->reader->arena, url)};
    if (!link.file)
        return NULL;
    if (!site_withholder(site, link.file))
        picture.file = frame_path(p->reader, link.file);
    p->pictures[p->count++] = picture;
    return NULL;
}

void frame_pictures(FrameReader *r, const Entry *entry, const char *text, Frame *frame)
{
    g_autoptr(GString) html = g_string_new(NULL);
    FramePicture *pictures = (FramePicture *)frame->pictures;

    if (!entry || !text || !strstr(text, "!["))
        return;
    /* A text that cannot be parsed is the typesetter's to report. */
    g_autoptr(Document) document = document_parse(text, strlen(text), NULL, NULL, NULL);
    if (!document)
        return;
    Pictures found = {r, entry, pictures ? pictures : arena_new0(r->arena, FramePicture, PICTURES_MAX),
                      frame->n_pictures};
    const MarkupTarget target = {.data = &found, .resolve = note_picture};
    document_render(document, &target, html);
    frame->pictures = found.pictures;
    frame->n_pictures = found.count;
}
