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
#define CACHE "icons"
/* Changes with what the program draws. */
#define FORM "1"

/* Each costs a process; a site needs a handful. */
#define ICONS_MAX 32
#define SVG_BYTES_MAX (1024 * 1024)

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

static char *letters_of(GBytes *picture)
{
    gsize length;
    const guchar *bytes = g_bytes_get_data(picture, &length);

    return g_base64_encode(bytes, length);
}

/* The icon whose letters are these, from the cache; or NULL. */
static GBytes *picture_read(const Icon *icon, const char *letters)
{
    gsize length;
    guchar *bytes = g_base64_decode(letters, &length);
    g_autoptr(GBytes) picture = g_bytes_new_take(bytes, length);

    return is_picture((const char *)bytes, length, icon->row->size) ? g_steal_pointer(&picture) : NULL;
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
    GStatBuf status;
    char *bytes = NULL;
    gsize length;

    if (!file || (!tree_holds(plan->site_folder, file) && !tree_holds(plan->theme_folder, file)))
        return NULL;
    if (g_stat(file, &status) == 0 && S_ISREG(status.st_mode) && status.st_size <= SVG_BYTES_MAX)
        g_file_get_contents(file, &bytes, &length, NULL);
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
    g_autofree char *name = g_strdup_printf("%s-%u-" FORM, hash, icon->row->size);
    g_autofree char *letters = cache_read(icon->plan->site->content->root, CACHE, name);
    GBytes *picture = letters ? picture_read(icon, letters) : NULL;
    if (!picture) {
        picture = icon_draw(icon, svg);
        g_free(letters);
        letters = picture ? letters_of(picture) : NULL;
    }
    if (picture)
        g_hash_table_replace(icon->plan->icons, g_steal_pointer(&name), g_steal_pointer(&letters));
    return picture;
}

void icon_plan(Plan *plan, const ThemeOutput *row, Diagnostics *diagnostics)
{
    const Icon icon = {plan, row, diagnostics};
    guint words;

    if (!row_words(plan, row, row->path, 0, &words, diagnostics))
        return;
    if (plan->icons_asked++ >= ICONS_MAX) {
        if (plan->icons_asked == ICONS_MAX + 1)
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
    cache_keep(plan->site->content->root, CACHE, plan->icons);
}
