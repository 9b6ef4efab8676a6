/* SPDX-License-Identifier: MIT */
#include "build/icon.h"

#include "build/row.h"
#include "build/tree.h"
#include "process/program.h"
#include "text/cache.h"
#include "text/installed.h"

#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <string.h>

#define HELPER "broadside-icon"
#define CACHE ".broadside/icons"
/* Changes with what the program draws. */
#define FORM "1"

/* Each costs a process; a site needs a handful. */
#define ICONS_MAX 32
#define SVG_BYTES_MAX (1024 * 1024)
#define KEPT_BYTES_MAX (12 * 1024 * 1024)

#define SECONDS_MAX 5
#define WAIT_MAX 20
#define MEGABYTES_MAX 1024
#define FILE_MEGABYTES_MAX 8

/* How the program ends (external/broadside-icon.c). */
enum { DRAWN, REFUSED };

typedef struct {
    const Plan *plan;
    const ThemeOutput *row;
    Diagnostics *diagnostics;
} Icon;

static GBytes *refuse(const Icon *icon, const char *hint, const char *message)
{
    g_autofree char *what = g_strdup_printf(message, icon->row->icon);

    diagnostics_error(icon->diagnostics, PLACE_FILE(icon->plan->rows_file), hint, _("output %u: %s"),
                      icon->row->row, what);
    return NULL;
}

/* Whether these are the bytes of a PNG of that size: its signature, and its first chunk. */
static gboolean is_picture(const char *bytes, gsize length, guint size)
{
    const guint32 side = GUINT32_TO_BE(size);

    return length > 24 && memcmp(bytes, "\x89PNG\r\n\x1a\n\0\0\0\rIHDR", 16) == 0 &&
           memcmp(bytes + 16, &side, 4) == 0 && memcmp(bytes + 20, &side, 4) == 0;
}

/* The picture in letters, after a hash of them and of the name: a file that was cut or put there for another
 * is not taken. */
static char *kept_format(const char *name, GBytes *picture)
{
    gsize length;
    const guchar *bytes = g_bytes_get_data(picture, &length);
    g_autofree char *letters = g_base64_encode(bytes, length);
    g_autofree char *named = g_strconcat(name, "\n", letters, NULL);
    g_autofree char *hash = g_compute_checksum_for_string(G_CHECKSUM_SHA256, named, -1);

    return g_strconcat(hash, "\n", letters, NULL);
}

static char *file_read_small(const char *path, gsize max, gsize *length)
{
    GStatBuf status;
    char *bytes = NULL;

    if (g_stat(path, &status) == 0 && S_ISREG(status.st_mode) && (guint64)status.st_size <= max)
        g_file_get_contents(path, &bytes, length, NULL);
    return bytes;
}

/* The icon of that name from the cache, or NULL. */
static GBytes *icon_kept(const Icon *icon, const char *name)
{
    g_autofree char *path = g_build_filename(icon->plan->site->content->root, CACHE, name, NULL);
    gsize length;
    g_autofree char *text = file_read_small(path, KEPT_BYTES_MAX, &length);
    const char *letters = text ? strchr(text, '\n') : NULL;

    if (!letters)
        return NULL;
    guchar *bytes = g_base64_decode(letters + 1, &length);
    g_autoptr(GBytes) picture = g_bytes_new_take(bytes, length);
    g_autofree char *sound = kept_format(name, picture);
    return strcmp(sound, text) == 0 && is_picture((const char *)bytes, length, icon->row->size)
               ? g_steal_pointer(&picture)
               : NULL;
}

/* Without a home, fonts, or anything else of the machine that a picture could depend on. */
static gboolean helper_run(const char *helper, const char *folder, guint size, ProgramEnd *end)
{
    static const char *const environment[] = {"LC_ALL=C.UTF-8", "FONTCONFIG_FILE=/dev/null",
                                              "HOME=/nonexistent", "XDG_CACHE_HOME=/nonexistent", NULL};
    g_autofree char *pixels = g_strdup_printf("%u", size);
    g_autofree char *svg = g_build_filename(folder, "icon.svg", NULL);
    g_autofree char *png = g_build_filename(folder, "icon.png", NULL);
    const char *const arguments[] = {helper, pixels, NULL};
    const Program program = {.arguments = arguments,
                             .folder = "/",
                             .environment = environment,
                             .input = svg,
                             .output = png,
                             .seconds = SECONDS_MAX,
                             .wait = WAIT_MAX,
                             .memory = MEGABYTES_MAX,
                             .file = FILE_MEGABYTES_MAX};

    return program_run(&program, NULL, end, NULL);
}

static GBytes *picture_take(const Icon *icon, const char *folder)
{
    g_autofree char *png = g_build_filename(folder, "icon.png", NULL);
    char *bytes;
    gsize length;

    if (!g_file_get_contents(png, &bytes, &length, NULL))
        return NULL;
    g_autoptr(GBytes) picture = g_bytes_new_take(bytes, length);
    return is_picture(bytes, length, icon->row->size) ? g_steal_pointer(&picture) : NULL;
}

static GBytes *icon_draw_in(const Icon *icon, const char *helper, const char *folder, GBytes *svg)
{
    g_autofree char *file = g_build_filename(folder, "icon.svg", NULL);
    ProgramEnd end = {.status = -1};
    GBytes *picture = NULL;

    if (!g_file_set_contents(file, g_bytes_get_data(svg, NULL), (gssize)g_bytes_get_size(svg), NULL) ||
        !helper_run(helper, folder, icon->row->size, &end))
        return refuse(icon, _("see whether the disk is full"),
                      _("'assets/%s' cannot be drawn: broadside-icon could not be started"));
    if (!end.late && end.status == DRAWN)
        picture = picture_take(icon, folder);
    if (picture)
        return picture;
    if (end.late)
        return refuse(icon, _("make it simpler: fewer shapes, no filters"),
                      _("'assets/%s' takes too long to draw"));
    return refuse(icon,
                  end.status == REFUSED ? _("open it in a browser, which shows where it is wrong")
                                        : _("make it simpler: fewer shapes, no filters"),
                  _("'assets/%s' cannot be drawn: it is no sound SVG picture, or needs too much memory"));
}

static GBytes *icon_draw(const Icon *icon, GBytes *svg)
{
    static const char *const files[] = {"icon.svg", "icon.png", NULL};
    g_autofree char *helper = installed_helper(HELPER);

    if (!g_file_test(helper, G_FILE_TEST_IS_EXECUTABLE))
        return refuse(icon, _("install all programs of Broadside"),
                      _("'assets/%s' cannot be drawn: broadside-icon is not installed"));
    g_autofree char *folder = g_dir_make_tmp("broadside-XXXXXX", NULL);
    if (!folder)
        return refuse(icon, _("see whether the disk is full"),
                      _("'assets/%s' cannot be drawn: no temporary folder can be made"));
    GBytes *picture = icon_draw_in(icon, helper, folder, svg);
    for (const char *const *file = files; *file; file++) {
        g_autofree char *path = g_build_filename(folder, *file, NULL);
        g_unlink(path);
    }
    g_rmdir(folder);
    return picture;
}

/* The SVG file; NULL after a diagnostic, which for a link that leads out of the site is that of its copy. */
static GBytes *svg_read(const Icon *icon)
{
    const Plan *plan = icon->plan;
    g_autofree char *name = g_strconcat("assets/", icon->row->icon, NULL);
    g_autofree char *file = theme_file(plan->theme, name);
    gsize length;

    if (!file || (!tree_holds(plan->site_folder, file) && !tree_holds(plan->theme_folder, file)))
        return NULL;
    char *bytes = file_read_small(file, SVG_BYTES_MAX, &length);
    if (!bytes)
        return refuse(icon, _("make it simpler: fewer shapes, no filters"),
                      _("'assets/%s' cannot be read, or is larger than 1 MB"));
    return g_bytes_new_take(bytes, length);
}

static GBytes *icon_make(const Icon *icon)
{
    g_autoptr(GBytes) svg = svg_read(icon);

    if (!svg)
        return NULL;
    g_autofree char *hash = g_compute_checksum_for_bytes(G_CHECKSUM_SHA256, svg);
    char *name = g_strdup_printf("%s-%u-" FORM, hash, icon->row->size);
    GBytes *picture = icon_kept(icon, name);
    if (!picture)
        picture = icon_draw(icon, svg);
    if (picture)
        g_hash_table_replace(icon->plan->icons, name, kept_format(name, picture));
    else
        g_free(name);
    return picture;
}

void icon_plan(Plan *plan, const ThemeOutput *row, Diagnostics *diagnostics)
{
    const Icon icon = {plan, row, diagnostics};
    guint words;

    if (!row_words(plan, row, row->path, 0, &words, diagnostics))
        return;
    if (plan->pictures->len >= ICONS_MAX) {
        diagnostics_error(diagnostics, PLACE_FILE(plan->rows_file), NULL,
                          _("its outputs are more than %u icons"), ICONS_MAX);
        return;
    }
    GBytes *picture = icon_make(&icon);
    if (!picture)
        return;
    g_ptr_array_add(plan->pictures, picture);
    const Output output = {.path = row->path, .picture = picture, .origin = row_origin(plan, row)};
    outputs_add(plan->outputs, &output, diagnostics);
}

void icons_keep(const Plan *plan)
{
    g_autofree char *folder = g_build_filename(plan->site->content->root, CACHE, NULL);

    cache_keep(folder, plan->icons);
}
