/* SPDX-License-Identifier: MIT */
#include "review/images.h"

#include "markup/gallery.h"
#include "markup/image-words.h"
#include "markup/image.h"
#include "picture/photo.h"

#include <glib/gi18n.h>
#include <string.h>

/* Warnings of single images: thousands of old photos must not hide what else is to be mended. */
#define SINGLE_MAX 50
/* Bytes of words that are looked at without parsing. */
#define WORDS_MAX 500

static void image_clear(gpointer image)
{
    g_free(((SilentImage *)image)->address);
}

GArray *images_new(void)
{
    GArray *images = g_array_new(FALSE, FALSE, sizeof(SilentImage));

    g_array_set_clear_func(images, image_clear);
    return images;
}

static void image_add(GArray *images, const Entry *entry, const char *address, guint line)
{
    const SilentImage image = {entry, g_strdup(address), line};
    g_array_append_val(images, image);
}

static void cover_look(GArray *images, const Entry *entry)
{
    const Value *cover = &entry->fields[COMMON_COVER], *alt = &entry->fields[COMMON_ALT];

    if (cover->kind == VALUE_FILE && (photo_has_name(cover->text) || g_str_has_suffix(cover->text, ".svg")) &&
        !image_words_tell(alt->kind == VALUE_TEXT ? alt->text : "", cover->text))
        image_add(images, entry, cover->text, 0);
}

/* Whether the words of an image tell what it shows, whatever its address is, as far as that can be told
 * without parsing: no marks in them become something else, and no file is called so. */
static gboolean tells_surely(const char *words)
{
    return !strpbrk(words, "&<[`\\*_\n") && (strchr(words, ' ') || !g_str_is_ascii(words)) &&
           image_words_tell(words, "");
}

static gboolean may_be_silent(const char *image)
{
    const char *end = strchr(image, ']');
    g_autofree char *words = end && end - image < WORDS_MAX ? g_strndup(image, (gsize)(end - image)) : NULL;

    return !words || !tells_surely(words);
}

guint images_look(const Entry *entry)
{
    const char *text = entry_body(entry, NULL);

    if (strstr(text, GALLERY_BLOCK))
        return MEMORY_IMAGES;
    for (const char *image = text; (image = strstr(image, "![")); image += 2)
        if (may_be_silent(image + 2))
            return MEMORY_IMAGES;
    return 0;
}

void images_add(GArray *images, const Entry *entry, guint look)
{
    gsize length;
    const char *text = entry_body(entry, &length);

    cover_look(images, entry);
    if (!(look & MEMORY_IMAGES))
        return;
    g_autoptr(GArray) found = markup_images_without_text(text, length);
    for (guint i = 0; i < found->len; i++) {
        const MarkupImage *image = &g_array_index(found, MarkupImage, i);
        image_add(images, entry, image->address, image->line);
    }
}

guint images_first_line(const Entry *entry)
{
    g_autoptr(GArray) images = images_new();

    images_add(images, entry, images_look(entry));
    if (images->len == 0)
        return 0;
    const guint line = g_array_index(images, SilentImage, 0).line;
    return line > 0 ? entry->body_line + line - 1 : entry_place(entry, &entry->fields[COMMON_COVER]).line;
}

/* To find where exactly it stands costs a walk through the text: it is done for those that are shown. */
static Place image_place(const SilentImage *image)
{
    return image->line ? site_link_place(image->entry, image->address, image->line)
                       : entry_place(image->entry, &image->entry->fields[COMMON_COVER]);
}

static gboolean image_is_accepted(const Review *review, const SilentImage *image, const char *name)
{
    const Place body = {.source = image->entry->source, .line = image->entry->body_line + image->line};
    return finding_is_accepted(review, FINDING_IMAGE, image->entry, image->line ? body : image_place(image),
                               name);
}

static void image_report(Review *review, const SilentImage *image, const char *name)
{
    g_autofree char *message =
        g_strdup_printf(image->line ? _("the image '%s' has no words that say what it shows")
                                    : _("the cover '%s' has no words that say what it shows"),
                        name);
    diagnostics_add(review->diagnostics, SEVERITY_WARNING, image_place(image),
                    image->line
                        ? _("write them between the brackets of the image, in a gallery behind the name: who "
                            "cannot see it hears them")
                        : _("write them as 'alt': who cannot see it hears them"),
                    NULL, message);
}

static char *name_of(const SilentImage *image)
{
    g_autofree char *plain = g_uri_unescape_string(image->address, NULL);
    return g_path_get_basename(plain ? plain : image->address);
}

static void rest_report(Review *review, guint rest)
{
    if (rest > 0)
        diagnostics_warning(review->diagnostics, PLACE_NONE,
                            _("'broadside status' lists the entries that have some"),
                            ngettext("%u more image has no words that say what it shows",
                                     "%u more images have no words that say what they show", rest),
                            rest);
}

void images_report(Review *review, const GArray *images)
{
    guint count = 0;

    for (guint i = images->len; i > 0; i--) {
        const SilentImage *image = &g_array_index(images, SilentImage, i - 1);
        g_autofree char *name = name_of(image);
        if (!image_is_accepted(review, image, name) && count++ < SINGLE_MAX)
            image_report(review, image, name);
    }
    rest_report(review, count - MIN(count, SINGLE_MAX));
}
