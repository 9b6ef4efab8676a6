/* SPDX-License-Identifier: MIT */
#include "template/watch.h"

#include "template/theme.h"

#include <string.h>

#define WATCH_ALL (WATCH_TODAY | WATCH_OVERDUE | WATCH_COUNTED | WATCH_DAYS_LEFT)
/* Folders in folders: deeper ones are a circle of symbolic links. */
#define DEPTH_MAX 16

static const struct {
    const char *name;
    guint watches;
} words[] = {
    {"today", WATCH_TODAY},     {"days_left", WATCH_DAYS_LEFT},           {"overdue", WATCH_OVERDUE},
    {"counted", WATCH_COUNTED}, {"rates", WATCH_OVERDUE | WATCH_COUNTED},
};

static gboolean is_word(char c)
{
    return g_ascii_isalnum(c) || c == '_';
}

static guint watches_of_word(const char *word, gsize length)
{
    for (guint i = 0; i < G_N_ELEMENTS(words); i++)
        if (strlen(words[i].name) == length && memcmp(words[i].name, word, length) == 0)
            return words[i].watches;
    return 0;
}

static guint watches_of_text(const char *text, gsize length)
{
    const char *end = text + length;
    guint found = 0;

    while (text < end) {
        const char *word = text;
        while (text < end && is_word(*text))
            text++;
        found |= watches_of_word(word, (gsize)(text - word));
        while (text < end && !is_word(*text))
            text++;
    }
    return found;
}

static guint watches_of_file(const char *path)
{
    g_autofree char *text = NULL;
    gsize length;

    return g_file_get_contents(path, &text, &length, NULL) ? watches_of_text(text, length) : WATCH_ALL;
}

/* Styles and scripts are copied as they are, words of locales/ are no names, and no build makes a yearbook.
 */
static gboolean is_passed_over(const char *name, guint depth, gboolean sheets)
{
    if (name[0] == '.' || depth > 0)
        return name[0] == '.';
    return strcmp(name, "assets") == 0 || strcmp(name, "locales") == 0 || strcmp(name, "yearbook") == 0 ||
           (!sheets && strcmp(name, "sheets") == 0);
}

static guint watches_of_folder(const char *folder, guint depth, gboolean sheets)
{
    g_autoptr(GDir) dir = g_dir_open(folder, 0, NULL);
    const char *name;
    guint found = 0;

    if (!dir || depth > DEPTH_MAX)
        return WATCH_ALL;
    while (found != WATCH_ALL && (name = g_dir_read_name(dir))) {
        if (is_passed_over(name, depth, sheets))
            continue;
        g_autofree char *path = g_build_filename(folder, name, NULL);
        if (g_file_test(path, G_FILE_TEST_IS_DIR))
            found |= watches_of_folder(path, depth + 1, sheets);
        else if (g_file_test(path, G_FILE_TEST_IS_REGULAR))
            found |= watches_of_file(path);
    }
    return found;
}

guint theme_watches(const char *root, const char *installed, const char *name, gboolean sheets)
{
    g_autofree char *folder = theme_locate(root, installed, name, NULL);
    g_autofree char *own = g_build_filename(root, "theme", NULL);
    const guint found = folder ? watches_of_folder(folder, 0, sheets) : WATCH_ALL;

    return g_file_test(own, G_FILE_TEST_IS_DIR) ? found | watches_of_folder(own, 0, sheets) : found;
}
