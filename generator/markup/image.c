/* SPDX-License-Identifier: MIT */
#include "markup/image.h"

#include "markup/gallery.h"
#include "markup/image-words.h"
#include "markup/limit.h"
#include "markup/memory.h"
#include "markup/syntax.h"
#include "picture/photo.h"

/* The text in an image, newly allocated. */
static char *words_of(cmark_node *image)
{
    cmark_iter *iter = cmark_iter_new(image);
    GString *words = g_string_new(NULL);
    cmark_event_type event;

    while ((event = cmark_iter_next(iter)) != CMARK_EVENT_DONE) {
        cmark_node *node = cmark_iter_get_node(iter);
        const cmark_node_type type = cmark_node_get_type(node);
        const char *literal = cmark_node_get_literal(node);
        if (event == CMARK_EVENT_ENTER && literal && (type == CMARK_NODE_TEXT || type == CMARK_NODE_CODE))
            g_string_append(words, literal);
    }
    cmark_iter_free(iter);
    return g_string_free(words, FALSE);
}

static gboolean tells(cmark_node *image)
{
    g_autofree char *words = words_of(image);
    return image_words_tell(words, cmark_node_get_url(image));
}

static void image_clear(gpointer data)
{
    MarkupImage *image = data;
    g_free(image->address);
}

static void image_add(GArray *images, const char *address, guint line)
{
    const MarkupImage image = {g_strdup(address), line};
    g_array_append_val(images, image);
}

/* Of a line of a gallery without the name of a picture something else is said. */
static gboolean is_picture(const char *file)
{
    return photo_has_name(file) || picture_has_name(file);
}

static void gallery_add(GArray *images, cmark_node *block)
{
    const guint line = (guint)cmark_node_get_start_line(block);
    g_autoptr(GArray) items = gallery_read(cmark_node_get_literal(block));

    for (guint i = 0; i < items->len; i++) {
        const GalleryItem *item = &g_array_index(items, GalleryItem, i);
        if (is_picture(item->file) && !image_words_tell(item->alt, item->file))
            image_add(images, item->file, line + item->line);
    }
}

static void images_find(GArray *images, cmark_node *root)
{
    cmark_iter *iter = cmark_iter_new(root);
    cmark_event_type event;

    while ((event = cmark_iter_next(iter)) != CMARK_EVENT_DONE) {
        cmark_node *node = cmark_iter_get_node(iter);
        const cmark_node_type type = cmark_node_get_type(node);
        if (event != CMARK_EVENT_ENTER)
            continue;
        if (type == CMARK_NODE_IMAGE && !tells(node))
            image_add(images, cmark_node_get_url(node), (guint)MAX(cmark_node_get_start_line(node), 1));
        else if (type == CMARK_NODE_CODE_BLOCK && gallery_is_named(cmark_node_get_fence_info(node)))
            gallery_add(images, node);
    }
    cmark_iter_free(iter);
}

GArray *markup_images_without_text(const char *text, gsize length)
{
    GArray *images = g_array_new(FALSE, FALSE, sizeof(MarkupImage));
    g_autoptr(Memory) memory = memory_new();
    Memory *outer = memory_use(memory);
    cmark_parser *parser = syntax_parser_new(text, length, FALSE);
    guint refused;
    cmark_node *root = limit_feed(parser, text, length, &refused, NULL) ? cmark_parser_finish(parser) : NULL;

    g_array_set_clear_func(images, image_clear);
    cmark_parser_free(parser);
    if (root)
        images_find(images, root);
    memory_use(outer);
    return images;
}
