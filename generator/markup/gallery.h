/* SPDX-License-Identifier: MIT */
/*
 * The fenced block "gallery": a photo on each line, its file, then what it shows.
 *
 *     ```gallery 夜巡掠影
 *     yexun-01.jpg 巡逻队员在三号楼前检查消防栓
 *     yexun-02.jpg：居民给队员送来热茶
 *     ```
 *
 * A name ends with the ending of a picture, so that it may have blanks in it; a colon, a comma (full-width or
 * not) or "|" may stand behind it. A line may be an image of Markdown, too: ![words](file "caption"). Empty
 * lines count as nothing, and a sign of a list before a line does neither.
 */
#pragma once

#include <glib.h>

#define GALLERY_BLOCK "gallery"

typedef struct {
    char *file;    /* as a link would have it (site_link()): as it is written, but that what would end the
                      path of an address is percent-encoded */
    char *alt;     /* what it shows; "" where nothing is said */
    char *caption; /* what stands beneath it: the title of an image of Markdown that has one, else as alt */
    guint line;    /* from 1, in the text of the block */
    guint column;  /* from 1, in bytes: where the file's name begins */
} GalleryItem;

/* Whether a fenced block with this info string is one: "gallery 夜巡掠影". */
gboolean gallery_is_named(const char *info);
/* The lines of the text of a block: GalleryItem, to be unreffed. A line without the name of a picture is an
 * item whose `file` is all of it. */
GArray *gallery_read(const char *text);
