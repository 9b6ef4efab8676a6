/* SPDX-License-Identifier: MIT */
#include "archive/target.h"

#include "archive/bag-info.h"
#include "archive/bag.h"
#include "archive/verify.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* Names of files stand uncompressed before them, also in ZIP: that of the first, "2025/bag-info.txt", after
 * the top folder's, and of 512 bytes each in tar. */
#define PACKAGE_BEGINNING 1024

/* Whether bag-info.txt has this line, however it was folded. */
static gboolean has_line(const char *info, const char *label, const char *value, gboolean whole)
{
    g_autoptr(GString) line = g_string_new(NULL);

    bag_info_append(line, label, value);
    if (!whole)
        g_string_truncate(line, line->len - 1);
    const char *found = strstr(info, line->str);
    while (found && found > info && found[-1] != '\n')
        found = strstr(found + 1, line->str);
    return found != NULL;
}

static gboolean is_empty(const char *path)
{
    g_autoptr(GDir) dir = g_dir_open(path, 0, NULL);

    return dir && !g_dir_read_name(dir);
}

/* Whether there is something that bag_finish() did not write: a tag file that an archive has added, as it
 * may. */
static gboolean has_more(const char *path)
{
    static const char *const own[] = {
        "data", "bag-info.txt", "bagit.txt", "manifest-sha512.txt", "tagmanifest-sha512.txt", NULL};
    g_autoptr(GDir) dir = g_dir_open(path, 0, NULL);
    const char *name;

    while (dir && (name = g_dir_read_name(dir)))
        if (!g_strv_contains(own, name))
            return TRUE;
    return FALSE;
}

static char *info_of(const char *path)
{
    g_autofree char *file = g_build_filename(path, "bag-info.txt", NULL);
    char *info = NULL;

    g_file_get_contents(file, &info, NULL, NULL);
    return info;
}

static void refuse(Diagnostics *diagnostics, const char *shown, const char *message)
{
    diagnostics_error(diagnostics, PLACE_FILE(shown), _("move it away, or replace it with --force"), "%s",
                      message);
}

/* What somebody has changed in it would be lost. */
static gboolean bag_check(const char *shown, Diagnostics *diagnostics, GError **error)
{
    g_autoptr(Diagnostics) found = diagnostics_new();
    VerifySummary summary = {0};
    GError *failed = NULL;

    const gboolean read = verify_run(shown, NULL, found, &summary, &failed);
    g_free(summary.version);
    if (!read) {
        g_propagate_error(error, failed);
        return FALSE;
    }
    if (diagnostics_count(found, SEVERITY_ERROR) == 0 && !has_more(shown))
        return TRUE;
    diagnostics_copy(diagnostics, found, NULL);
    refuse(diagnostics, shown, _("somebody has changed this record since it was made"));
    return TRUE;
}

gboolean target_check(const Shelf *shelf, const char *name, const char *shown, const char *organisation,
                      Diagnostics *diagnostics, GError **error)
{
    g_autofree char *path = shelf_path(shelf, name);
    struct stat status;

    if (lstat(path, &status) < 0)
        return errno == ENOENT || failure_set(error, errno, _("cannot read '%s'"), path);
    if (S_ISDIR(status.st_mode) && is_empty(path))
        return TRUE;
    g_autofree char *info = S_ISDIR(status.st_mode) ? info_of(path) : NULL;
    if (!info || !has_line(info, "Bag-Software-Agent", BAG_AGENT, FALSE)) {
        refuse(diagnostics, shown, _("it is there already, and Broadside did not make it"));
        return TRUE;
    }
    if (!has_line(info, "Source-Organization", organisation, TRUE)) {
        refuse(diagnostics, shown, _("it is the record of another site"));
        return TRUE;
    }
    return bag_check(shown, diagnostics, error);
}

TargetState target_package(const Shelf *shelf, const char *name, const char *folder)
{
    g_autofree char *path = shelf_path(shelf, name);
    g_autofree char *first = g_strconcat(folder, "/bag", NULL);
    struct stat status;
    char bytes[PACKAGE_BEGINNING];

    if (lstat(path, &status) < 0)
        return TARGET_FREE;
    const int fd = S_ISREG(status.st_mode) ? open(path, O_RDONLY | O_NOFOLLOW | O_CLOEXEC) : -1;
    const ssize_t count = fd >= 0 ? read(fd, bytes, sizeof bytes) : 0;
    if (fd >= 0)
        close(fd);
    return count > 0 && memmem(bytes, (gsize)count, first, strlen(first)) ? TARGET_OURS : TARGET_FOREIGN;
}
