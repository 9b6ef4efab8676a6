/* SPDX-License-Identifier: MIT */
#include "build/obstacle.h"

#include <glib/gi18n.h>
#include <string.h>

typedef struct {
    Destination *destination;
    const Manifest *before;
    const Stale *stale;
    gboolean force;
    GPtrArray *missing;
    GHashTable *seen; /* folders that were looked at -> PlaceState */
    Diagnostics *diagnostics;
} Check;

static void G_GNUC_PRINTF(4, 5)
    report(Check *check, const char *path, const char *hint, const char *format, ...)
{
    g_autofree char *file = g_build_filename(destination_path(check->destination), path, NULL);
    va_list arguments;

    va_start(arguments, format);
    g_autofree char *message = g_strdup_vprintf(format, arguments);
    va_end(arguments);
    diagnostics_error(check->diagnostics, PLACE_FILE(file), hint, "%s", message);
}

/* What is at the place of a folder that files are to be written in. */
typedef enum {
    PLACE_FOLDER = 1,
    PLACE_MISSING, /* nothing: it is made before any file is moved */
    PLACE_BLOCKED, /* a file that is going to be removed, or an obstacle */
} PlaceState;

static PlaceState folder_look(Check *check, const char *path)
{
    struct stat status;

    if (!destination_stat(check->destination, path, &status))
        return PLACE_MISSING;
    if (S_ISDIR(status.st_mode))
        return PLACE_FOLDER;
    if (S_ISLNK(status.st_mode))
        report(check, path, _("replace it by a folder, or remove it"),
               _("a symbolic link; Broadside writes nothing through it"));
    else if (!stale_has(check->stale, path))
        report(check, path, _("move it away"), _("a folder of this name is needed, and this is a file"));
    return PLACE_BLOCKED;
}

/* Looks at the folders above `path`, at each only once, and says what the nearest is. */
static PlaceState folders_look(Check *check, const char *path)
{
    g_autofree char *way = g_strdup(path);
    PlaceState state = PLACE_FOLDER;

    for (char *slash = way; (slash = strchr(slash, '/')); *slash++ = '/') {
        *slash = '\0';
        const PlaceState known = (PlaceState)GPOINTER_TO_INT(g_hash_table_lookup(check->seen, way));
        if (known) {
            state = known;
            continue;
        }
        if (state == PLACE_FOLDER)
            state = folder_look(check, way);
        if (state == PLACE_MISSING)
            g_ptr_array_add(check->missing, g_strdup(way));
        g_hash_table_insert(check->seen, g_strdup(way), GINT_TO_POINTER(state));
    }
    return state;
}

static void file_look(Check *check, const StagedFile *file)
{
    struct stat status;

    if (folders_look(check, file->path) != PLACE_FOLDER ||
        !destination_stat(check->destination, file->path, &status))
        return;
    if (S_ISDIR(status.st_mode)) {
        if (!stale_fills(check->stale, file->path))
            report(check, file->path, _("move it away"),
                   _("a file of this name is to be written, and this is a folder"));
    } else if (check->force) {
        return;
    } else if (!S_ISREG(status.st_mode)) {
        report(check, file->path, _("remove it, or use --force"),
               _("neither a file nor a folder: Broadside did not write it"));
    } else if (file->staged && !manifest_has(check->before, file->path)) {
        report(check, file->path, _("move it away, or overwrite it with --force"),
               _("Broadside did not write this file, and it differs from what is to be written here"));
    }
}

gboolean obstacles_check(Destination *destination, const Manifest *before, const Stale *stale,
                         const GArray *files, gboolean force, GPtrArray *missing, Diagnostics *diagnostics)
{
    g_autoptr(GHashTable) seen = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    Check check = {destination, before, stale, force, missing, seen, diagnostics};
    const guint errors = diagnostics_count(diagnostics, SEVERITY_ERROR);

    for (guint i = 0; i < files->len; i++)
        file_look(&check, &g_array_index(files, StagedFile, i));
    return diagnostics_count(diagnostics, SEVERITY_ERROR) == errors;
}
