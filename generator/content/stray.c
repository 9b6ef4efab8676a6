/* SPDX-License-Identifier: MIT */
#include "content/stray.h"

#include "content/entry.h"

#include <glib/gi18n.h>
#include <string.h>

static const char *const extensions[] = {".docx", ".doc", ".wps", ".rtf", ".txt", NULL};

static gboolean is_paper(const char *path)
{
    const char *dot = strrchr(path, '.');

    for (const char *const *extension = extensions; dot && *extension; extension++)
        if (g_ascii_strcasecmp(dot, *extension) == 0)
            return !g_str_has_suffix(path, ".md.txt"); /* which the walk has reported */
    return FALSE;
}

/* Whether a folder around `path` belongs to an entry. */
static gboolean is_owned(const char *path, GHashTable *folders)
{
    g_autofree char *folder = g_path_get_dirname(path);

    for (char *slash; !g_hash_table_contains(folders, folder); *slash = '\0')
        if (!(slash = strrchr(folder, '/')))
            return FALSE;
    return TRUE;
}

/* Where a name begins: in a link, a list, behind a folder. */
static gboolean parts_names(char c)
{
    return strchr("/\\()[]<>{}\"'`,;:|\n\r\t", c) != NULL;
}

/* A sign that stands between names, or in one: 名单、汇总.txt. */
static gboolean may_part_names(const char *at)
{
    static const char *const signs[] = {"，", "、", "；", "：", "“"};
    const gsize length = strlen("，");

    for (gsize i = 0; i < G_N_ELEMENTS(signs); i++)
        if (strncmp(at, signs[i], length) == 0)
            return TRUE;
    return FALSE;
}

static void name_add(GHashTable *names, const char *start, const char *end)
{
    g_autofree char *name = g_strndup(start, (gsize)(end - start));
    g_autofree char *plain = g_uri_unescape_string(g_strchug(name), NULL);

    g_hash_table_add(names, g_strdup(plain ? plain : name));
}

/* Adds what stands before the extension at `dot`, with it. Links write a space as %20. */
static void names_add(GHashTable *names, const char *text, const char *dot, gsize length)
{
    const char *start = dot;

    while (start > text && !parts_names(start[-1])) {
        if (may_part_names(start))
            name_add(names, start + strlen("，"), dot + length);
        start--;
    }
    name_add(names, start, dot + length);
}

/* Adds all papers that the text of the entry names; whether it names any is kept for the next time. */
static void entry_search(GHashTable *names, Entry *entry)
{
    if (entry->papers == PAPERS_NONE)
        return;
    const char *text = source_text(entry->source);
    entry->papers = PAPERS_NONE;
    for (const char *dot = text; (dot = strchr(dot, '.')); dot++)
        for (const char *const *extension = extensions; *extension; extension++) {
            const gsize length = strlen(*extension);
            if (g_ascii_strncasecmp(dot, *extension, length) != 0)
                continue;
            names_add(names, text, dot, length);
            entry->papers = PAPERS_NAMED;
        }
    source_put_down(entry->source);
}

static gboolean is_imported(const char *path)
{
    return g_str_has_suffix(path, ".docx") || g_str_has_suffix(path, ".txt");
}

static void warn(const char *path, Diagnostics *diagnostics)
{
    diagnostics_warning(diagnostics, PLACE_FILE(path),
                        is_imported(path)
                            ? _("make an entry of it: broadside import FILE; or if it is for readers "
                                "to download, name it under 'attachments' of an entry")
                            : _("copy its text into a file whose name ends in '.md'; or if it "
                                "is for readers to download, name it under 'attachments' of an "
                                "entry"),
                        _("this file is not read as an entry"));
}

void stray_report(const GPtrArray *files, const GPtrArray *entries, Diagnostics *diagnostics)
{
    g_autoptr(GHashTable) folders = g_hash_table_new(g_str_hash, g_str_equal);
    g_autoptr(GHashTable) names = NULL;

    for (guint i = 0; i < entries->len; i++) {
        const Entry *entry = entries->pdata[i];
        if (entry->folder)
            g_hash_table_add(folders, (gpointer)entry->folder);
    }
    for (guint i = 0; i < files->len; i++) {
        const char *path = files->pdata[i];
        if (!is_paper(path) || is_owned(path, folders))
            continue;
        if (!names) { /* few sites have one: then only all texts are searched, once */
            names = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
            for (guint j = 0; j < entries->len; j++)
                entry_search(names, entries->pdata[j]);
        }
        if (!g_hash_table_contains(names, strrchr(path, '/') + 1))
            warn(path, diagnostics);
    }
}
