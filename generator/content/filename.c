/* SPDX-License-Identifier: MIT */
#include "content/filename.h"

#include "text/path.h"
#include "text/suggest.h"

#include <glib/gi18n.h>
#include <stdlib.h>
#include <string.h>

/* Folders of a site whose files may be published. */
static const char *const folders[] = {"content/", "static/", NULL};

gboolean filename_is_inside(const char *root, const char *path)
{
    g_autofree char *real_root = realpath(root, NULL);
    g_autofree char *real_path = realpath(path, NULL);

    if (!real_root || !real_path || !g_str_has_prefix(real_path, real_root))
        return FALSE;
    const char *rest = real_path + strlen(real_root);
    return *rest == '\0' || *rest == '/' || strcmp(real_root, "/") == 0;
}

static gboolean is_published(const char *path)
{
    if (strstr(path, "/."))
        return FALSE;
    for (const char *const *folder = folders; *folder; folder++)
        if (g_str_has_prefix(path, *folder) && path[strlen(*folder)])
            return TRUE;
    return FALSE;
}

/* The spelling of `path` under which the file exists: macOS hands out decomposed names. Newly allocated. */
static char *spelling_find(const char *root, const char *path)
{
    const GNormalizeMode modes[] = {G_NORMALIZE_NFC, G_NORMALIZE_NFD};
    g_autofree char *full = g_build_filename(root, path, NULL);

    if (g_file_test(full, G_FILE_TEST_EXISTS))
        return g_strdup(path);
    for (gsize i = 0; i < G_N_ELEMENTS(modes); i++) {
        g_autofree char *normal = g_utf8_normalize(path, -1, modes[i]);
        g_autofree char *other = g_build_filename(root, normal, NULL);
        if (g_file_test(other, G_FILE_TEST_EXISTS))
            return g_steal_pointer(&normal);
    }
    return NULL;
}

/* Names in the folder of `path`, as candidates for a suggestion. */
static GPtrArray *names_beside(const char *root, const char *path)
{
    GPtrArray *names = g_ptr_array_new_with_free_func(g_free);
    g_autofree char *folder = g_path_get_dirname(path);
    g_autofree char *full = g_build_filename(root, folder, NULL);
    g_autoptr(GDir) dir = g_dir_open(full, 0, NULL);
    const char *name;

    while (dir && (name = g_dir_read_name(dir)))
        if (name[0] != '.' && g_utf8_validate(name, -1, NULL))
            g_ptr_array_add(names, g_strdup(name));
    g_ptr_array_sort(names, (GCompareFunc)(void (*)(void))g_strcmp0);
    return names;
}

static const char *same_but_case(const char *name, const GPtrArray *names)
{
    g_autofree char *folded = path_fold(name);

    for (guint i = 0; i < names->len && names->pdata[i]; i++) {
        g_autofree char *other = path_fold(names->pdata[i]);
        if (strcmp(folded, other) == 0)
            return names->pdata[i];
    }
    return NULL;
}

static gboolean refuse_missing(const FieldReader *reader, const YamlNode *node, const char *path)
{
    g_autoptr(GPtrArray) names = names_beside(reader->root, path);
    g_autofree char *name = g_path_get_basename(path);
    g_autofree char *folder = g_path_get_dirname(path);
    const char *near = same_but_case(name, names);
    g_autofree char *hint = NULL;

    g_ptr_array_add(names, NULL);
    if (!near)
        near = suggest_nearest(name, (const char *const *)names->pdata);
    if (near)
        hint = g_strdup_printf(_("did you mean '%s'?"), near);
    else
        hint = g_strdup_printf(_("it was looked for in the folder %s/"), folder);
    return field_refuse(reader, node, hint, _("there is no file '%s'"), node->text);
}

/* An entry's own source, also by a link: a draft would be published with all that nobody was to see. */
static gboolean is_entry(const char *full)
{
    g_autofree char *real = realpath(full, NULL);
    return real && g_str_has_suffix(real, ".md");
}

gboolean filename_is_publishable(const char *root, const char *path)
{
    g_autofree char *full = g_build_filename(root, path, NULL);

    return g_file_test(full, G_FILE_TEST_IS_REGULAR) && filename_is_inside(root, full) && !is_entry(full);
}

static gboolean file_check(const FieldReader *reader, const YamlNode *node, const char *path)
{
    g_autofree char *full = g_build_filename(reader->root, path, NULL);

    if (!filename_is_inside(reader->root, full))
        return field_refuse(reader, node, _("copy the file into the site"),
                            _("'%s' is a symbolic link that leads out of the site"), node->text);
    if (is_entry(full))
        return field_refuse(reader, node, _("link to it in the text"), _("'%s' is an entry, not a file"),
                            node->text);
    if (!g_file_test(full, G_FILE_TEST_IS_REGULAR))
        return field_refuse(reader, node, _("name a file in it"), _("'%s' is a folder, not a file"),
                            node->text);
    return TRUE;
}

gboolean filename_read(const FieldReader *reader, const Field *field, const YamlNode *node, Value *value)
{
    if (g_ascii_isalpha(node->text[0]) && node->text[1] == ':' && strchr("\\/", node->text[2]) &&
        node->text[2])
        return field_refuse(reader, node, _("copy the file next to the entry and write its name"),
                            _("'%s' lies on this computer only, not in the site"), node->text);
    if (strchr(node->text, '\\'))
        return field_refuse(reader, node, _("write '/' between folders"), _("'%s' holds a backslash"),
                            node->text);
    if (strstr(node->text, "://"))
        return field_refuse(reader, node, _("save the file in the entry's folder and write its name"),
                            _("'%s' takes a file of the site, not an address"), field->name);
    g_autofree char *path = path_resolve(reader->path, node->text);
    if (!path || !is_published(path))
        return field_refuse(
            reader, node,
            _("copy the file next to the entry and write its name, or begin with '/content/' or '/static/'"),
            _("'%s' is not a file that the site may publish"), node->text);
    if (reader->folder && folder_has_plain(reader->folder, path)) {
        *value = value_text(arena_strdup(reader->arena, path));
    } else if (reader->root) {
        g_autofree char *found = spelling_find(reader->root, path);
        if (!found)
            return refuse_missing(reader, node, path);
        if (!file_check(reader, node, found))
            return FALSE;
        if (reader->respelt && strcmp(found, path) != 0)
            *reader->respelt = TRUE;
        *value = value_text(arena_strdup(reader->arena, found));
    } else {
        *value = value_text(arena_strdup(reader->arena, path));
    }
    value->kind = VALUE_FILE;
    return TRUE;
}
