/* SPDX-License-Identifier: MIT */
#include "review/unread.h"

#include "text/strings.h"

#include <glib/gi18n.h>
#include <string.h>

/* Names in one message; --verbose tells all. */
#define NAMES_MAX 10

typedef struct {
    const char *first; /* path; NULL: there is none */
    GPtrArray *names;  /* char *, owned: as they are shown, up to NAMES_MAX */
    guint count;
} UnreadGroup;

struct UnreadList {
    UnreadGroup groups[N_UNREAD];
};

static const struct {
    const char *message, *hint;
} words[N_UNREAD] = {
    [UNREAD_PROGRAM] = {N_("numbers of people could not be looked for in %s: 'pdftotext' is not installed"),
                        N_("install it (on Debian: apt install poppler-utils)")},
    [UNREAD_OLD] =
        {N_("numbers of people could not be looked for in %s: an old form of Word, Excel, "
            "PowerPoint or WPS"),
         N_("open it in Word, Excel, PowerPoint or WPS, and save it as .docx, .xlsx, .pptx or PDF")},
    [UNREAD_LOCKED] = {N_("numbers of people could not be looked for in %s: a password is asked for"),
                       N_("save it without a password: readers are asked for it, too")},
    [UNREAD_SCANNED] = {N_("numbers of people could not be looked for in %s: no text in it, only pictures"),
                        N_("look at each page yourself, and accept it: { finding: unread-attachment, text: "
                           "NAME OF THE FILE, reason: … }")},
    [UNREAD_PARTLY] = {N_("numbers of people could not be looked for in %s: no text there, only pictures"),
                       N_("look at each page yourself, and accept it: { finding: unread-attachment, text: "
                          "NAME OF THE FILE, reason: … }")},
    [UNREAD_PACKED] = {N_("numbers of people could not be looked for in %s: an archive of files"),
                       N_("publish the files in it one by one")},
    [UNREAD_FAILED] = {N_("numbers of people could not be looked for in %s: damaged, or too large"),
                       N_("open it in the program it was made with, and save it again; split what is very "
                          "large")},
};

UnreadList *unread_list_new(void)
{
    UnreadList *list = g_new0(UnreadList, 1);

    for (guint i = 0; i < N_UNREAD; i++)
        list->groups[i].names = g_ptr_array_new_with_free_func(g_free);
    return list;
}

void unread_list_free(UnreadList *list)
{
    for (guint i = 0; i < N_UNREAD; i++)
        g_ptr_array_unref(list->groups[i].names);
    g_free(list);
}

/* Of a file in the folder of the first its name will do. */
static const char *shown_name(const UnreadGroup *group, const char *path)
{
    const char *slash = strrchr(path, '/'), *first = strrchr(group->first, '/');
    const gboolean together = slash && first && slash - path == first - group->first &&
                              strncmp(path, group->first, (gsize)(slash - path)) == 0;
    return together ? slash + 1 : path;
}

void unread_list_add(UnreadList *list, Review *review, const char *path, Unread unread, guint page)
{
    UnreadGroup *group = &list->groups[unread];
    g_autofree char *name = g_path_get_basename(path);

    if (unread == UNREAD_NOT)
        return;
    if (review->options->unseen)
        review->options->unseen(path);
    if (finding_is_accepted(review, FINDING_UNREAD, site_owner(review->site, path), PLACE_FILE(path), name))
        return;
    if (!group->first)
        group->first = path;
    const char *shown = shown_name(group, path);
    if (group->count++ < NAMES_MAX)
        g_ptr_array_add(group->names,
                        page ? g_strdup_printf(_("%s (page %u)"), shown, page) : g_strdup(shown));
}

static void group_report(const UnreadGroup *group, Unread unread, Review *review)
{
    const guint more = group->count - group->names->len;
    g_autoptr(GPtrArray) names = g_ptr_array_new();
    g_autofree char *rest = g_strdup_printf(ngettext("%u more", "%u more", more), more);

    for (guint i = 0; i < group->names->len; i++)
        g_ptr_array_add(names, group->names->pdata[i]);
    if (more > 0)
        g_ptr_array_add(names, rest);
    g_ptr_array_add(names, NULL);
    g_autofree char *listed = strings_list((const char *const *)names->pdata);
    g_autofree char *message = g_strdup_printf(_(words[unread].message), listed);
    diagnostics_add(review->diagnostics, SEVERITY_WARNING, PLACE_FILE(group->first), _(words[unread].hint),
                    NULL, message);
}

void unread_list_report(const UnreadList *list, Review *review)
{
    for (guint i = 0; i < N_UNREAD; i++)
        if (list->groups[i].count > 0)
            group_report(&list->groups[i], (Unread)i, review);
}
