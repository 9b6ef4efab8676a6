/* SPDX-License-Identifier: MIT */
#include "markup/image-words.h"

#include "picture/photo.h"

#include <string.h>

/* Longer words are never one of those below. */
#define WORDS_MAX 200

/* What there may be many of is told apart by its number: 照片（三）, IMG_2031. */
static gboolean is_numeral(gunichar c)
{
    return g_utf8_strchr("一二三四五六七八九十之第张幅", -1, c) != NULL;
}

/* The letters of the words in lower case, with numerals or without; newly allocated. */
static char *letters_of(const char *words, gboolean numerals)
{
    GString *letters = g_string_new(NULL);

    for (const char *p = words; *p; p = g_utf8_next_char(p)) {
        const gunichar c = g_utf8_get_char(p);
        if (g_unichar_isalpha(c) && (numerals || !is_numeral(c)))
            g_string_append_unichar(letters, g_unichar_tolower(c));
    }
    return g_string_free(letters, FALSE);
}

static gboolean is_name_of_any(const char *words)
{
    static const char *const names[] = {
        "图",       "图片",     "照片",       "相片",     "图像",     "影像",     "图示",     "插图",
        "配图",     "附图",     "题图",       "截图",     "封面",     "封面图",   "示意图",   "现场图",
        "现场照片", "现场图片", "活动照片",   "活动图片", "微信图片", "微信截图", "屏幕截图", "qq图片",
        "qq截图",   "mmexport", "img",        "image",    "images",   "photo",    "photos",   "picture",
        "pictures", "pic",      "screenshot", "cover",    "dsc",      "dscn",     "dscf",     "pxl",
        "mvimg",    "untitled", "无标题",     "未命名",   "alt",      NULL};
    g_autofree char *all = letters_of(words, TRUE), *letters = letters_of(words, FALSE);

    return *all == '\0' || g_strv_contains(names, letters);
}

/* Whether the words are the name of the file with its ending; without, only where they are no word: "tree" of
 * tree.jpg tells what is shown, "night-patrol-3" does not. */
static gboolean is_file_name(const char *words, const char *address)
{
    g_autofree char *plain = g_uri_unescape_string(address, NULL);
    g_autofree char *name = g_path_get_basename(plain ? plain : address);
    char *dot = strrchr(name, '.');

    if (g_ascii_strcasecmp(words, name) == 0)
        return TRUE;
    if (dot && dot > name)
        *dot = '\0';
    return g_ascii_strcasecmp(words, name) == 0 && strpbrk(words, "0123456789-_") && !strchr(words, ' ');
}

gboolean image_words_tell(const char *words, const char *address)
{
    g_autofree char *stripped = g_strstrip(g_strdup(words));

    if (strlen(stripped) > WORDS_MAX)
        return TRUE;
    return !is_name_of_any(stripped) && !is_file_name(stripped, address) &&
           (strchr(stripped, ' ') || !photo_has_name(stripped));
}
