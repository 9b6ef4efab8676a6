/* SPDX-License-Identifier: MIT */
#include "build/obstacle.h"

#include <glib/gi18n.h>
#include <string.h>

/* What is at the place of a folder that files are to be written in. */
typedef enum {
    PLACE_FOLDER,
    PLACE_MISSING, /* nothing, or a file that is going to be removed */
    PLACE_BLOCKED, /* an obstacle */
} PlaceState;

typedef struct {
    gsize end; /* of its path, in `way` */
    PlaceState state;
} Step;

typedef struct {
    Destination *destination;
    const Manifest *before;
    Stale *stale;
    gboolean force;
    GPtrArray *missing;
    /* The folders above the file looked at last, each looked at only once. */
    GString *way;
    GArray *steps; /* Step */
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
    else if (stale_has(check->stale, path))
        return PLACE_MISSING;
    else
        report(check, path, _("move it away"), _("a folder of this name is needed, and this is a file"));
    return PLACE_BLOCKED;
}

/* Goes back to the folders that `path` is in as well. Paths are in order: no other is ever needed again. */
static void steps_share(Check *check, const char *path)
{
    guint shared = 0;

    for (; shared < check->steps->len; shared++) {
        const gsize end = g_array_index(check->steps, Step, shared).end;
        if (strncmp(check->way->str, path, end) != 0 || path[end] != '/')
            break;
    }
    g_array_set_size(check->steps, shared);
    g_string_truncate(check->way, shared ? g_array_index(check->steps, Step, shared - 1).end : 0);
}

/* Looks at the folders above `path`, and says what the nearest is. */
static PlaceState folders_look(Check *check, const char *path)
{
    steps_share(check, path);
    const guint known = check->steps->len;
    PlaceState state = known ? g_array_index(check->steps, Step, known - 1).state : PLACE_FOLDER;

    for (gsize at = check->way->len + 1; (at = at + strcspn(path + at, "/")), path[at]; at++) {
        g_string_append_len(check->way, path + check->way->len, (gssize)(at - check->way->len));
        if (state == PLACE_FOLDER) {
            state = folder_look(check, check->way->str);
            if (state == PLACE_MISSING)
                g_ptr_array_add(check->missing, g_strdup(check->way->str));
        }
        const Step step = {at, state};
        g_array_append_val(check->steps, step);
    }
    return state;
}

static void file_look(Check *check, const StagedFile *file)
{
    struct stat status;

    if (!file->staged || folders_look(check, file->path) != PLACE_FOLDER ||
        !destination_stat(check->destination, file->path, &status))
        return;
    if (S_ISDIR(status.st_mode)) {
        if (!stale_take_folder(check->stale, file->path))
            report(check, file->path, _("move it away"),
                   _("a file of this name is to be written, and this is a folder"));
    } else if (check->force) {
        return;
    } else if (!S_ISREG(status.st_mode)) {
        report(check, file->path, _("remove it, or use --force"),
               _("neither a file nor a folder: Broadside did not write it"));
    } else if (!manifest_has(check->before, file->path)) {
        report(check, file->path, _("move it away, or overwrite it with --force"),
               _("Broadside did not write this file, and it differs from what is to be written here"));
    }
}

gboolean obstacles_check(Destination *destination, const Manifest *before, Stale *stale, const GArray *files,
                         gboolean force, GPtrArray *missing, Diagnostics *diagnostics)
{
    Check check = {destination, before, stale, force, missing, .diagnostics = diagnostics};
    const guint errors = diagnostics_count(diagnostics, SEVERITY_ERROR);

    check.way = g_string_new(NULL);
    check.steps = g_array_new(FALSE, FALSE, sizeof(Step));
    for (guint i = 0; i < files->len; i++)
        file_look(&check, &g_array_index(files, StagedFile, i));
    g_string_free(check.way, TRUE);
    g_array_unref(check.steps);
    return diagnostics_count(diagnostics, SEVERITY_ERROR) == errors;
}
