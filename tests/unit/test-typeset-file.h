/* SPDX-License-Identifier: MIT */
/* Files that the typesetter makes: written to a folder of the test, and looked at with other programs. */
#pragma once

#include "typeset/draw.h"

#include <gdk-pixbuf/gdk-pixbuf.h>
#include <glib/gstdio.h>
#include <string.h>

typedef struct {
    Fonts *fonts;
    Diagnostics *diagnostics;
    char *folder;
} Fixture;

static inline void fixture_set_up(Fixture *fixture, gconstpointer data)
{
    static const char *const families[] = {"Noto Sans CJK SC", NULL};
    static const FontRole role = {"sans", families};

    (void)data;
    fixture->diagnostics = diagnostics_new();
    fixture->fonts = fonts_new(&role, 1, PLACE_NONE, fixture->diagnostics);
    g_assert_nonnull(fixture->fonts);
    fixture->folder = g_dir_make_tmp("broadside-draw-XXXXXX", NULL);
}

static inline void fixture_tear_down(Fixture *fixture, gconstpointer data)
{
    g_autoptr(GDir) folder = g_dir_open(fixture->folder, 0, NULL);

    (void)data;
    for (const char *name; (name = g_dir_read_name(folder));) {
        g_autofree char *path = g_build_filename(fixture->folder, name, NULL);
        g_unlink(path);
    }
    g_rmdir(fixture->folder);
    g_free(fixture->folder);
    fonts_free(fixture->fonts);
    diagnostics_free(fixture->diagnostics);
}

/* One glyph after the other, as layout would place them without any rules. */
static inline void words_add(Fixture *fixture, Marks *marks, const char *text, double x, double y,
                             Colour colour)
{
    const Face *face = fonts_first(fixture->fonts, "sans", FALSE);
    const guint count = (guint)g_utf8_strlen(text, -1);
    g_autofree MarkGlyph *glyphs = g_new0(MarkGlyph, count);
    g_autofree MarkCluster *clusters = g_new0(MarkCluster, count);
    const char *at = text;

    for (guint i = 0; i < count; i++, at = g_utf8_next_char(at)) {
        hb_font_get_nominal_glyph(face->font, g_utf8_get_char(at), &glyphs[i].glyph);
        glyphs[i].x = x;
        glyphs[i].y = y;
        clusters[i] = (MarkCluster){(guint)(g_utf8_next_char(at) - at), 1};
        x += 20.0 * hb_font_get_glyph_h_advance(face->font, glyphs[i].glyph) / EM_UNITS;
    }
    Mark mark = {.kind = MARK_GLYPHS, .colour = colour};
    mark.run.face = face;
    mark.run.size = 20;
    mark.run.text = text;
    mark.run.length = strlen(text);
    mark.run.glyphs = glyphs;
    mark.run.clusters = clusters;
    mark.run.n_glyphs = mark.run.n_clusters = count;
    marks_add(marks, &mark);
}

/* Writes `bytes` to a file of the fixture's folder; newly allocated path. */
static inline char *written(Fixture *fixture, const char *name, GBytes *bytes)
{
    char *path = g_build_filename(fixture->folder, name, NULL);

    g_assert_nonnull(bytes);
    g_assert_true(
        g_file_set_contents(path, g_bytes_get_data(bytes, NULL), (gssize)g_bytes_get_size(bytes), NULL));
    return path;
}

/* What a program prints; NULL, and skipped, where it is not installed. */
static inline char *output_of(const char *command, const char *path)
{
    g_autofree char *line = g_strdup_printf(command, path);
    g_autoptr(GError) error = NULL;
    g_autofree char *complaint = NULL;
    char *output;
    int status;

    if (!g_spawn_command_line_sync(line, &output, &complaint, &status, &error))
        g_error("%s: %s", line, error->message);
    if (status != 0 || *complaint)
        g_error("%s: %s%s", line, output, complaint);
    return output;
}

static inline void has(const char *text, const char *wanted)
{
    if (!strstr(text, wanted))
        g_error("no '%s' in:\n%s", wanted, text);
}

static inline void no_errors(Fixture *fixture)
{
    g_autoptr(GString) said = g_string_new(NULL);

    diagnostics_print(fixture->diagnostics, MESSAGE_TEXT, FALSE, said);
    g_assert_cmpstr(said->str, ==, "");
}

/* The colour at a place of a page, in mm from the page's corner, as poppler draws it. */
static inline Colour colour_at(Fixture *fixture, const char *pdf, double x, double y)
{
    g_autofree char *base = g_build_filename(fixture->folder, "page", NULL);
    g_autofree char *command = g_strdup_printf("pdftoppm -r 127 -png -singlefile %%s %s", base);
    g_autofree char *said = output_of(command, pdf), *png = g_strconcat(base, ".png", NULL);
    g_autoptr(GdkPixbuf) picture = gdk_pixbuf_new_from_file(png, NULL);
    const guchar *pixel = gdk_pixbuf_read_pixels(picture) + (int)(y * 5) * gdk_pixbuf_get_rowstride(picture) +
                          (int)(x * 5) * gdk_pixbuf_get_n_channels(picture);

    return (Colour)pixel[0] << 16 | (Colour)pixel[1] << 8 | pixel[2];
}

/* Four quarters: red, green; blue, white. */
static inline char *photo_new(Fixture *fixture, const char *name, const char *type, int width, int height)
{
    static const guint32 colours[] = {0xFF0000FF, 0x00FF00FF, 0x0000FFFF, 0xFFFFFFFF};
    g_autoptr(GdkPixbuf) picture = gdk_pixbuf_new(GDK_COLORSPACE_RGB, FALSE, 8, width, height);
    char *path = g_build_filename(fixture->folder, name, NULL);

    for (int i = 0; i < 4; i++) {
        g_autoptr(GdkPixbuf) quarter = gdk_pixbuf_new_subpixbuf(picture, i % 2 * (width / 2),
                                                                i / 2 * (height / 2), width / 2, height / 2);
        gdk_pixbuf_fill(quarter, colours[i]);
    }
    g_assert_true(gdk_pixbuf_save(picture, path, type, NULL, NULL));
    return path;
}

/* Puts EXIF with an orientation and a secret behind the first mark of a JPEG. */
static inline void exif_add(const char *path, guint8 orientation)
{
    guint8 exif[] = "\xFF\xE1\0\x2A"
                    "Exif\0\0MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0\0\0\0\0\0\0\0GPS-SECRET";
    g_autoptr(GByteArray) bytes = g_byte_array_new();
    g_autofree char *text = NULL;
    gsize length;

    exif[29] = orientation;
    exif[3] = (guint8)(sizeof exif - 1 - 2);
    g_assert_true(g_file_get_contents(path, &text, &length, NULL));
    g_byte_array_append(bytes, (const guint8 *)text, 2);
    g_byte_array_append(bytes, exif, sizeof exif - 1);
    g_byte_array_append(bytes, (const guint8 *)text + 2, (guint)length - 2);
    g_assert_true(g_file_set_contents(path, (const char *)bytes->data, bytes->len, NULL));
}
