/* SPDX-License-Identifier: MIT */
#include "typeset/machine-fonts.h"

#include <stdlib.h>
#include <string.h>

static void place_add(GHashTable *places, char *place)
{
    if (place)
        g_hash_table_add(places, place);
}

static void font_place(GHashTable *places, const char *file)
{
    char *real = g_file_test(file, G_FILE_TEST_IS_SYMLINK) ? realpath(file, NULL) : NULL;

    place_add(places, g_path_get_dirname(file));
    place_add(places, g_strdup(real));
    free(real);
}

static char **fonts_places_of(FcConfig *config)
{
    static const FcSetName sets[] = {FcSetSystem, FcSetApplication};
    g_autoptr(GHashTable) places = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);

    for (guint i = 0; config && i < G_N_ELEMENTS(sets); i++) {
        const FcFontSet *set = FcConfigGetFonts(config, sets[i]);
        for (int font = 0; set && font < set->nfont; font++) {
            FcChar8 *file;
            if (FcPatternGetString(set->fonts[font], FC_FILE, 0, &file) == FcResultMatch)
                font_place(places, (const char *)file);
        }
    }
    /* The array is the caller's, what is in it was the table's. */
    char **all = (char **)g_hash_table_get_keys_as_array(places, NULL);
    g_hash_table_steal_all(places);
    return all;
}

FcConfig *machine_fonts_open(char ***places)
{
    /* Read once, before the first of their calls. Without them the locale has a say in which font is taken.
     */
    g_setenv("FC_LANG", "zh-cn", TRUE);
    g_setenv("PANGO_LANGUAGE", "zh-cn", TRUE);
    FcConfig *config = FcInitLoadConfigAndFonts();

    if (config && FcConfigSetCurrent(config)) {
        FcConfigDestroy(config); /* it is fontconfig's by now */
        FcConfigSetRescanInterval(config, 0);
    }
    *places = fonts_places_of(config);
    return config;
}

/* Pango takes no others. */
static gboolean is_outlines(FcPattern *font)
{
    FcChar8 *format;

    return FcPatternGetString(font, FC_FONTFORMAT, 0, &format) == FcResultMatch &&
           (strcmp((const char *)format, "TrueType") == 0 || strcmp((const char *)format, "CFF") == 0);
}

static const FcCharSet *characters_find(gunichar character)
{
    const FcFontSet *set = FcConfigGetFonts(NULL, FcSetSystem);

    for (int i = 0; set && i < set->nfont; i++) {
        FcCharSet *characters;
        if (is_outlines(set->fonts[i]) &&
            FcPatternGetCharSet(set->fonts[i], FC_CHARSET, 0, &characters) == FcResultMatch &&
            FcCharSetHasChar(characters, character))
            return characters;
    }
    return NULL;
}

gunichar machine_fonts_lack(const char *text)
{
    const FcCharSet *last = NULL;

    for (; *text; text = g_utf8_next_char(text)) {
        const gunichar character = g_utf8_get_char(text);
        if (g_unichar_isspace(character) || g_unichar_iszerowidth(character) ||
            g_unichar_iscntrl(character) || (last && FcCharSetHasChar(last, character)))
            continue;
        last = characters_find(character);
        if (!last)
            return character;
    }
    return 0;
}
