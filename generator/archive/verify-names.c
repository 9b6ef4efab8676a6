/* SPDX-License-Identifier: MIT */
/* What names do not survive on other systems, and what of a bag of Broadside's own somebody added. */
#include "archive/verification.h"
#include "text/path.h"

#include <glib/gi18n.h>
#include <string.h>

#define WINDOWS_PATH_MAX 255 /* characters: RFC 8493, 6.1.2 */

static gboolean is_device(const char *part)
{
    static const char *const devices[] = {"con", "prn", "aux", "nul"};
    const gsize stem = strcspn(part, ".");

    for (gsize i = 0; i < G_N_ELEMENTS(devices); i++)
        if (stem == 3 && g_ascii_strncasecmp(part, devices[i], 3) == 0)
            return TRUE;
    return stem == 4 && part[3] >= '1' && part[3] <= '9' &&
           (g_ascii_strncasecmp(part, "com", 3) == 0 || g_ascii_strncasecmp(part, "lpt", 3) == 0);
}

/* Why Windows has no file of this path, or NULL. */
static const char *windows_refusal(const char *path)
{
    g_auto(GStrv) parts = g_strsplit(path, "/", -1);

    if (g_utf8_strlen(path, -1) > WINDOWS_PATH_MAX)
        return _("Windows has no such file: the path is longer than 255 characters");
    for (char **part = parts; *part; part++) {
        const gsize length = strlen(*part);
        for (const char *p = *part; *p; p++)
            if ((guchar)*p < 0x20 || strchr("<>:\"\\|?*", *p))
                return _("Windows has no such file: its name has a character of <>:\"\\|?* or a control "
                         "character");
        if (is_device(*part))
            return _("Windows has no such file: it is the name of a device there");
        if (length > 0 && strchr(". ", (*part)[length - 1]))
            return _("Windows has no such file: a name ends in a dot or a space");
    }
    return NULL;
}

void names_check(Verification *verification)
{
    const GPtrArray *all = verification->items->all;
    g_autoptr(GHashTable) folded = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);

    for (guint i = 0; i < all->len; i++) {
        const BagItem *item = all->pdata[i];
        const gboolean utf8 = g_utf8_validate(item->path, -1, NULL);
        if (item->kind == ITEM_FOLDER)
            continue;
        g_autofree char *shown = items_shown(verification->items, item->path);
        const char *refusal = utf8 ? windows_refusal(item->path) : NULL;
        if (refusal)
            diagnostics_warning(verification->diagnostics, PLACE_FILE(shown), NULL, "%s", refusal);
        g_autofree char *key = utf8 ? path_fold(item->path) : g_strdup(item->path);
        const BagItem *other = g_hash_table_lookup(folded, key);
        if (other && strcmp(other->path, item->path) != 0) {
            g_autofree char *name = path_show(other->path);
            diagnostics_warning(verification->diagnostics, PLACE_FILE(shown), NULL,
                                _("many systems take it for the same file as '%s'"), name);
        } else if (!other) {
            g_hash_table_insert(folded, g_steal_pointer(&key), (gpointer)item);
        }
    }
}

/* The manifest of tag files as Broadside writes it, and nothing beside what it lists. */
void own_check(Verification *verification)
{
    static const char *const tags[] = {"bag-info.txt", "bagit.txt", "manifest-sha512.txt"};
    const GPtrArray *all = verification->items->all;
    BagItem *manifest = items_find(verification->items, "tagmanifest-sha512.txt");
    g_autoptr(GString) text = g_string_new(NULL);

    for (guint i = 0; i < G_N_ELEMENTS(tags); i++) {
        const BagItem *item = items_find(verification->items, tags[i]);
        if (item && item->digests[ALGORITHM_SHA512])
            g_string_append_printf(text, "%s  %s\n", item->digests[ALGORITHM_SHA512], tags[i]);
    }
    if (!manifest || !manifest->text || manifest->bytes != text->len ||
        memcmp(manifest->text, text->str, text->len) != 0) {
        g_autofree char *shown = items_shown(verification->items, "tagmanifest-sha512.txt");
        diagnostics_error(verification->diagnostics, PLACE_FILE(shown), NULL,
                          manifest ? _("changed: it is not as Broadside wrote it for these files")
                                   : _("missing: Broadside made this bag with it"));
    }
    for (guint i = 0; i < all->len; i++) {
        const BagItem *item = all->pdata[i];
        if (strcmp(item->path, "data") == 0 || g_str_has_prefix(item->path, "data/") || item == manifest ||
            g_strv_contains((const char *const[]){tags[0], tags[1], tags[2], NULL}, item->path))
            continue;
        g_autofree char *shown = items_shown(verification->items, item->path);
        diagnostics_error(verification->diagnostics, PLACE_FILE(shown), _("remove it"),
                          _("extra: Broadside made this bag without it"));
    }
}
