/* SPDX-License-Identifier: MIT */
/* Fonts that are not there, characters that they do not have, and marks that they do not know halves of. */
#include "paragraph-set.h"

#include <hb-subset.h>

#define EPSILON 1e-3

/* Each once; what is invisible is not missed. */
static void test_missing(void)
{
    static const gunichar EXPECTED[] = {0x1f468, 0x1f467, 0x20bb7, 0x5e9};
    g_autoptr(GArray) missing = g_array_new(FALSE, FALSE, sizeof(MissingCharacter));
    Paragraph *paragraph =
        paragraph_of("中\U0001F468\u200D\U0001F467文\U0001F468\uFE0Fש字\u200Bש", FALSE, missing);
    guint found = 0;

    for (guint i = 0; i < missing->len; i++)
        for (guint j = 0; j < G_N_ELEMENTS(EXPECTED); j++)
            found += g_array_index(missing, MissingCharacter, i).character == EXPECTED[j];
    g_assert_cmpuint(missing->len, ==, 3);
    g_assert_cmpuint(found, ==, 3);
    g_assert_true(character_is_leftward(0x5e9));
    g_assert_true(character_is_leftward(0x628));
    g_assert_false(character_is_leftward(0x4e2d));
    paragraph_free(paragraph);
}

static void test_fonts(void)
{
    static const char *const none[] = {"Nowhere Grotesk", "Nowhere Serif", NULL};
    static const char *const second[] = {"Nowhere Grotesk", "Noto Serif CJK SC", NULL};
    const FontRole lost = {"sans", none}, found = {"sans", second};
    g_autoptr(Diagnostics) diagnostics = diagnostics_new();
    g_autoptr(GString) said = g_string_new(NULL);
    g_autoptr(Fonts) absent = fonts_new(&lost, 1, PLACE_FILE("theme.lua"), diagnostics);
    g_autoptr(Diagnostics) silent = diagnostics_new();
    g_autoptr(Fonts) fallback = fonts_new(&found, 1, PLACE_FILE("theme.lua"), silent);

    g_assert_null(absent);
    diagnostics_print(diagnostics, MESSAGE_TEXT, FALSE, said);
    g_assert_nonnull(strstr(said->str, "theme.lua: error: no font of the role 'sans' is installed"));
    g_assert_nonnull(strstr(said->str, "Nowhere Grotesk"));
    g_assert_nonnull(strstr(said->str, "'fonts' of theme.lua"));
    g_assert_nonnull(fallback);
    g_assert_cmpstr(fonts_first(fallback, "sans", FALSE)->family, ==, "Noto Serif CJK SC");
    g_assert_cmpuint(diagnostics_count(silent, SEVERITY_ERROR), ==, 0);
}

/* A face with these characters and without layout tables, in `folder`. */
static void face_write(const Face *face, const char *folder, const char *name)
{
    hb_subset_input_t *input = hb_subset_input_create_or_fail();
    g_autofree char *path = g_build_filename(folder, name, NULL);
    guint length;

    for (const char *at = "中文，（）。“”·"; *at; at = g_utf8_next_char(at))
        hb_set_add(hb_subset_input_unicode_set(input), g_utf8_get_char(at));
    hb_set_add(hb_subset_input_set(input, HB_SUBSET_SETS_DROP_TABLE_TAG), HB_TAG('G', 'P', 'O', 'S'));
    hb_set_add(hb_subset_input_set(input, HB_SUBSET_SETS_DROP_TABLE_TAG), HB_TAG('G', 'S', 'U', 'B'));
    hb_face_t *made = hb_subset_or_fail(face->face, input);
    hb_blob_t *blob = hb_face_reference_blob(made);
    const char *bytes = hb_blob_get_data(blob, &length);
    g_assert_true(g_file_set_contents(path, bytes, (gssize)length, NULL));
    hb_blob_destroy(blob);
    hb_face_destroy(made);
    hb_subset_input_destroy(input);
}

/* A font that does not know half-width forms gives up what its ink leaves empty. */
static void test_squeeze_by_ink(void)
{
    static const char *const families[] = {"Noto Sans CJK SC", NULL};
    const FontRole role = {"serif", families};
    g_autofree char *folder = g_dir_make_tmp("broadside-fonts-XXXXXX", NULL);
    g_autofree char *config = g_build_filename(folder, "fonts.conf", NULL);
    g_autofree char *regular = g_build_filename(folder, "a.otf", NULL);
    g_autofree char *bold = g_build_filename(folder, "b.otf", NULL);
    g_autofree char *text = g_strdup_printf(
        "<fontconfig><dir>%s</dir><cachedir>%s/cache</cachedir></fontconfig>", folder, folder);
    g_autoptr(Diagnostics) diagnostics = diagnostics_new();
    Fonts *usual = fonts;

    face_write(fonts_first(fonts, "sans", FALSE), folder, "a.otf");
    face_write(fonts_first(fonts, "sans", TRUE), folder, "b.otf");
    g_assert_true(g_file_set_contents(config, text, -1, NULL));
    g_setenv("FONTCONFIG_FILE", config, TRUE);
    fonts = fonts_new(&role, 1, PLACE_NONE, diagnostics);
    g_unsetenv("FONTCONFIG_FILE");
    g_assert_nonnull(fonts);
    g_assert_true(g_str_has_prefix(fonts_first(fonts, "serif", FALSE)->file, folder));
    Paragraph *met = paragraph_of("中），（文", FALSE, NULL), *ended = paragraph_of("中。", FALSE, NULL);
    g_assert_cmpfloat_with_epsilon(paragraph_width(met), 4, EPSILON);
    g_assert_cmpfloat_with_epsilon(paragraph_width(ended), 1.5, EPSILON);
    paragraph_free(met);
    paragraph_free(ended);
    fonts_free(fonts);
    fonts = usual;
    g_autofree char *command = g_strdup_printf("rm -r '%s'", folder);
    g_assert_true(g_spawn_command_line_sync(command, NULL, NULL, NULL, NULL));
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    fonts = fonts_default();
    g_test_add_func("/typeset/fonts/missing", test_missing);
    g_test_add_func("/typeset/fonts/roles", test_fonts);
    g_test_add_func("/typeset/fonts/squeeze", test_squeeze_by_ink);
    const int failed = g_test_run();
    fonts_free(fonts);
    return failed;
}
