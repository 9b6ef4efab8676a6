/* SPDX-License-Identifier: MIT */
#include "review/fitness.h"

#include <glib/gi18n.h>
#include <string.h>

/* Whether the name ends as one of these do, without regard to case. */
static gboolean ends_as(const char *path, const char *const *endings)
{
    const char *dot = strrchr(path, '.');

    for (; dot && *endings; endings++)
        if (g_ascii_strcasecmp(dot, *endings) == 0)
            return TRUE;
    return FALSE;
}

/* Those that Windows runs: browsers and mail programs keep them away from readers. */
static gboolean is_program(const char *path)
{
    static const char *const endings[] = {".exe", ".msi", ".bat", ".cmd", ".com", ".scr", ".lnk",
                                          ".vbs", ".ps1", ".dll", ".reg", ".hta", ".apk", NULL};
    return ends_as(path, endings);
}

static gboolean is_video(const char *path)
{
    static const char *const endings[] = {".mp4", ".mov", ".m4v", ".3gp", NULL};
    return ends_as(path, endings);
}

static void program_report(Review *review, const char *path, const char *name)
{
    finding_report(review, SEVERITY_WARNING, FINDING_UNFIT, site_owner(review->site, path), PLACE_FILE(path),
                   name, _("remove it; of a shortcut, copy the file that it leads to"),
                   _("readers cannot open this file: it is a program or a shortcut"));
}

static void video_report(Review *review, const char *path, const char *name)
{
    g_autofree char *full = g_build_filename(review->site->content->root, path, NULL);

    if (video_tells_place(full))
        finding_report(review, SEVERITY_WARNING, FINDING_PLACE, site_owner(review->site, path),
                       PLACE_FILE(path), name,
                       _("send it to yourself without its place, or save it with a video editor"),
                       _("the video tells in its metadata where it was taken"));
}

void fitness_review(Review *review, const GPtrArray *paths)
{
    for (guint i = 0; i < paths->len; i++) {
        const char *path = paths->pdata[i], *name = strrchr(path, '/');
        if (!name || (!g_str_has_prefix(path, "content/") && !g_str_has_prefix(path, "static/")))
            continue;
        if (is_program(path))
            program_report(review, path, name + 1);
        else if (is_video(path))
            video_report(review, path, name + 1);
    }
}
