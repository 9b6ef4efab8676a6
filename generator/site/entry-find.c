/* SPDX-License-Identifier: MIT */
#include "site/entry-find.h"

#include "site/reference.h"
#include "text/strings.h"
#include "text/suggest.h"

#include <glib/gi18n.h>
#include <stdlib.h>
#include <string.h>

/* As many of those that a word could mean are named. */
#define NAMED_MAX 5

/* `word` from the site's root, if it is the path of something below it: "./content/a.md", "/srv/site/…". */
static char *path_from_root(const Site *site, const char *word)
{
    g_autofree char *root = realpath(site->content->root, NULL);
    g_autofree char *whole = g_canonicalize_filename(word, NULL);
    g_autofree char *real = realpath(whole, NULL);
    const char *path = real ? real : whole;

    if (!root || !g_str_has_prefix(path, root) || path[strlen(root)] != '/')
        return NULL;
    return g_strdup(path + strlen(root) + 1);
}

/* The entry of a file, or of the folder that is its own. */
static Entry *entry_by_path(const Site *site, const char *word)
{
    g_autofree char *path = path_from_root(site, word);
    Entry *entry = path ? index_by_file(site->index, path) : NULL;

    if (entry || !path)
        return entry;
    return index_by_folder(site->index, path);
}

/* "content/notices/2025/water.md", "notices/2025/water/" and, as a shell completes it from outside of the
 * site, "board/content/notices/2025/water.md" as ids are written. */
static char *id_of_word(const char *word)
{
    const char *below = strstr(word, "/content/");
    const char *start = below ? below + strlen("/content/") : word;
    g_autofree char *id = g_strdup(g_str_has_prefix(start, "content/") ? start + strlen("content/") : start);
    gsize length = strlen(id);

    while (length > 1 && id[length - 1] == '/')
        id[--length] = '\0';
    if (g_str_has_suffix(id, "/index.md"))
        length -= strlen("/index.md");
    else if (g_str_has_suffix(id, ".md"))
        length -= strlen(".md");
    return g_strndup(id, length);
}

/* At a slash, or where a name goes on after its date. */
static gboolean ends_in(const char *id, const char *end)
{
    const gsize all = strlen(id), length = strlen(end);
    return all > length && strchr("/-", id[all - length - 1]) && strcmp(id + all - length, end) == 0;
}

/* Whether the entry is the one whose page, or whose title, this is. */
static gboolean is_called(const Site *site, const Entry *entry, const char *word)
{
    const gsize base = site->base_url && g_str_has_prefix(word, site->base_url) ? strlen(site->base_url) : 0;

    return g_strcmp0(entry->output, word + base) == 0 || strcmp(entry_title(entry), word) == 0;
}

/* The entries whose ids end in `end`, or, if none does, that `word` calls otherwise. */
static GPtrArray *entries_matching(const Site *site, const char *word, const char *end)
{
    const GPtrArray *entries = site->content->entries;
    GPtrArray *found = g_ptr_array_new();

    for (guint i = 0; *end && i < entries->len; i++)
        if (ends_in(((const Entry *)entries->pdata[i])->id, end))
            g_ptr_array_add(found, entries->pdata[i]);
    for (guint i = 0, none = found->len == 0; *word && none && i < entries->len; i++)
        if (is_called(site, entries->pdata[i], word))
            g_ptr_array_add(found, entries->pdata[i]);
    return found;
}

static char *ids_list(const GPtrArray *entries)
{
    const char *names[NAMED_MAX + 1] = {0};

    for (guint i = 0; i < MIN(entries->len, NAMED_MAX); i++)
        names[i] = ((const Entry *)entries->pdata[i])->id;
    return strings_list(names);
}

/* What an entry may be called that is nearest to what was typed: its id where that has a slash, else the last
 * part of it, its slug, its title. Borrowed, or NULL. */
static const char *name_nearest(const Site *site, const char *word)
{
    const GPtrArray *entries = site->content->entries;
    g_autofree const char **names = g_new0(const char *, entries->len * 3 + 1);
    const gboolean whole = strchr(word, '/') != NULL;
    guint count = 0;

    for (guint i = 0; i < entries->len; i++) {
        const Entry *entry = entries->pdata[i];
        const char *slash = strrchr(entry->id, '/');
        names[count++] = whole || !slash ? entry->id : slash + 1;
        if (whole)
            continue;
        names[count++] = entry->slug;
        names[count++] = entry_title(entry);
    }
    return suggest_nearest(word, names);
}

static void report_entry(const Site *site, const char *word, const char *id, const GPtrArray *matching,
                         const char *hint, Diagnostics *diagnostics)
{
    const char *nearest = name_nearest(site, id);
    g_autofree char *ids = ids_list(matching);

    if (matching->len > 1)
        diagnostics_error(diagnostics, PLACE_NONE, NULL, _("'%s' may be several entries: %s"), word, ids);
    else if (nearest)
        diagnostics_error(diagnostics, PLACE_NONE, hint, _("there is no entry '%s'; did you mean '%s'?"),
                          word, nearest);
    else
        diagnostics_error(diagnostics, PLACE_NONE, hint,
                          _("there is no entry '%s'; give its id (notices/2025/water), the end of it, or its "
                            "file"),
                          word);
}

Entry *entry_find(const Site *site, const char *word, const char *hint, Diagnostics *diagnostics)
{
    g_autofree char *id = id_of_word(word);
    Entry *entry = entry_by_path(site, word);
    gboolean several = FALSE;

    if (!entry)
        entry = site_find(site, id, &several);
    if (entry)
        return entry;
    g_autoptr(GPtrArray) matching = entries_matching(site, word, id);
    if (matching->len == 1)
        return matching->pdata[0];
    report_entry(site, word, id, matching, hint, diagnostics);
    return NULL;
}
