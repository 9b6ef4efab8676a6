/* SPDX-License-Identifier: MIT */
/* Paths in manifests and fetch.txt, and the files that they mean (RFC 8493, 2.1.3, 5.1, 6.1). */
#include "archive/verification.h"

#include <glib/gi18n.h>
#include <string.h>

/* What is said once of a tag file. */
enum { ODD_DOT = 1 << 0, ODD_DOUBLE = 1 << 1, ODD_PARENT = 1 << 2 };

/* The character that a percent-encoded one stands for, or NUL: only these are encoded (2.1.3). */
static char encoded_character(const char *p)
{
    if (g_ascii_strncasecmp(p, "%0a", 3) == 0)
        return '\n';
    if (g_ascii_strncasecmp(p, "%0d", 3) == 0)
        return '\r';
    return strncmp(p, "%25", 3) == 0 ? '%' : '\0';
}

/* `*strange` becomes TRUE where a percent sign stands for nothing. */
static char *path_decode(const char *path, gboolean *strange)
{
    GString *decoded = g_string_new(NULL);

    for (const char *p = path; *p; p++) {
        const char character = *p == '%' ? encoded_character(p) : '\0';
        *strange = *strange || (*p == '%' && !character);
        g_string_append_c(decoded, character ? character : *p);
        p += character ? 2 : 0;
    }
    return g_string_free(decoded, FALSE);
}

/* Appends the parts of the path that lead somewhere. FALSE where it leaves the bag. */
static gboolean path_walk(Verification *verification, const char *path, GPtrArray *parts, Place place,
                          guint *oddities)
{
    g_auto(GStrv) all = g_strsplit(path, "/", -1);

    for (guint i = 0; all[i]; i++) {
        if (strcmp(all[i], ".") == 0) {
            verification_warn_once(verification, place, oddities, ODD_DOT, NULL,
                                   _("a path with './' in it: it is taken for the path without"));
        } else if (!*all[i]) {
            verification_warn_once(verification, place, oddities, ODD_DOUBLE, NULL,
                                   _("a path with '//' in it: it is taken for one with '/'"));
        } else if (strcmp(all[i], "..") == 0) {
            if (parts->len == 0)
                return FALSE;
            verification_warn_once(verification, place, oddities, ODD_PARENT, NULL,
                                   _("a path with '..' in it: it is taken for the path that it leads to"));
            g_ptr_array_remove_index(parts, parts->len - 1);
        } else {
            g_ptr_array_add(parts, g_strdup(all[i]));
        }
    }
    return TRUE;
}

static gboolean is_windows_path(const char *path)
{
    return (g_ascii_isalpha(path[0]) && path[1] == ':' && (path[2] == '\\' || path[2] == '/')) ||
           strncmp(path, "\\\\", 2) == 0;
}

static char *refuse(Verification *verification, Place place, const char *path, const char *format)
{
    g_autofree char *shown = path_show(path);

    verification_report(verification, SEVERITY_ERROR, place,
                        _("write the path as it is from the folder of the bag on: 'data/a.txt'"),
                        g_strdup_printf(format, shown));
    return NULL;
}

char *bag_path_read(Verification *verification, const char *path, Place place, guint *oddities)
{
    g_autoptr(GPtrArray) parts = g_ptr_array_new_with_free_func(g_free);
    gboolean strange = FALSE;

    if (path[0] == '/' || is_windows_path(path))
        return refuse(verification, place, path,
                      _("the path '%s' does not begin at the bag: it is not read"));
    if (g_str_has_suffix(path, "/"))
        return refuse(verification, place, path, _("'%s' is a folder: only files can be listed"));
    g_autofree char *decoded = path_decode(path, &strange);
    if (verification->version >= BAGIT_1_0 && strange) {
        g_autofree char *shown = path_show(path);
        verification_report(
            verification, SEVERITY_ERROR, place, _("write '%25' for a percent sign, and nothing else so"),
            g_strdup_printf(_("'%s' has a percent sign that is not '%%25', '%%0A' or '%%0D'"), shown));
    }
    if (!path_walk(verification, verification->version >= BAGIT_1_0 ? decoded : path, parts, place, oddities))
        return refuse(verification, place, path, _("the path '%s' leads out of the bag: it is not read"));
    if (parts->len == 0)
        return refuse(verification, place, path, _("'%s' is no path"));
    g_ptr_array_add(parts, NULL);
    return g_strjoinv("/", (char **)parts->pdata);
}

/* The key of a name under which those that look the same are the same. */
static char *name_key(const Verification *verification, const char *path)
{
    if (g_utf8_validate(path, -1, NULL))
        return g_utf8_normalize(path, -1, G_NORMALIZE_NFC);
    g_autofree char *read =
        tag_encoding_read(path, verification->encoding ? verification->encoding : "GB18030");
    return read ? g_utf8_normalize(read, -1, G_NORMALIZE_NFC) : g_strdup(path);
}

static void names_gather(Verification *verification)
{
    const GPtrArray *all = verification->items->all;

    verification->names = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    for (guint i = 0; i < all->len; i++) {
        BagItem *item = all->pdata[i];
        char *key = item->kind == ITEM_FOLDER ? NULL : name_key(verification, item->path);
        if (key && !g_hash_table_contains(verification->names, key))
            g_hash_table_insert(verification->names, key, item);
        else
            g_free(key);
    }
}

static BagItem *find_normalised(Verification *verification, const char *path, Place place)
{
    if (!verification->names)
        names_gather(verification);
    g_autofree char *key = name_key(verification, path);
    BagItem *item = g_hash_table_lookup(verification->names, key);

    if (!item)
        return NULL;
    const gboolean utf8 = g_utf8_validate(item->path, -1, NULL);
    g_autofree char *shown = path_show(path);
    /* libarchive normalises the names of most archives while it reads them: who knows what they were. */
    if (!utf8 || !verification->items->is_package)
        verification_report(
            verification, SEVERITY_WARNING, place, NULL,
            g_strdup_printf(utf8 ? _("the name of '%s' is written with other characters here than the "
                                     "file's, which look the same")
                                 : _("the name of the file '%s' is in another encoding than this"),
                            shown));
    return item;
}

static BagItem *find_backslashed(Verification *verification, const char *path, Place place)
{
    g_autofree char *slashed = g_strdelimit(g_strdup(path), "\\", '/');
    BagItem *item = strchr(path, '\\') ? items_find(verification->items, slashed) : NULL;

    if (!item)
        return NULL;
    g_autofree char *shown = path_show(path);
    verification_report(verification, SEVERITY_ERROR, place, _("write '/'"),
                        g_strdup_printf(_("the parts of '%s' are separated by '\\', not by '/'"), shown));
    return item;
}

BagItem *bag_path_find(Verification *verification, const char *path, Place place)
{
    BagItem *item = items_find(verification->items, path);
    gboolean strange = FALSE;

    if (!item && verification->version < BAGIT_1_0 && strchr(path, '%')) {
        g_autofree char *decoded = path_decode(path, &strange);
        item = items_find(verification->items, decoded);
    }
    if (!item)
        item = find_normalised(verification, path, place);
    return item ? item : find_backslashed(verification, path, place);
}
