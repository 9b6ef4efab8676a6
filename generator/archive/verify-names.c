/* SPDX-License-Identifier: MIT */
/* What names do not survive on other systems, and what of a bag of Broadside's own somebody added. */
#include "archive/bag.h"
#include "archive/verification.h"
#include "text/path.h"

#include <glib/gi18n.h>
#include <string.h>

#define OWN_MANIFEST "tagmanifest-sha512.txt"
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

static const BagManifest *own_manifest(const Verification *verification)
{
    for (guint i = 0; i < verification->manifests->len; i++) {
        const BagManifest *manifest = verification->manifests->pdata[i];
        if (strcmp(manifest->item->path, OWN_MANIFEST) == 0)
            return manifest;
    }
    return NULL;
}

void own_check(Verification *verification)
{
    const BagManifest *manifest = own_manifest(verification);
    g_autofree char *shown = items_shown(verification->items, OWN_MANIFEST);
    g_autoptr(GString) text = g_string_new(NULL);

    if (!manifest) {
        diagnostics_error(verification->diagnostics, PLACE_FILE(shown), NULL,
                          _("missing: Broadside made this bag with it"));
        return;
    }
    for (guint i = 0; i < manifest->in_order->len; i++) {
        const ManifestLine *line = manifest->in_order->pdata[i];
        if (line->digest)
            bag_manifest_append(text, line->digest, line->path);
    }
    if (!manifest->item->text || manifest->item->bytes != text->len ||
        memcmp(manifest->item->text, text->str, text->len) != 0)
        diagnostics_error(verification->diagnostics, PLACE_FILE(shown), NULL,
                          _("changed: it is not as Broadside writes it"));
}
