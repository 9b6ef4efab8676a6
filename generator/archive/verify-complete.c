/* SPDX-License-Identifier: MIT */
/* Whether a bag is complete, and valid (RFC 8493, 3). */
#include "archive/verification.h"

#include <glib/gi18n.h>
#include <string.h>

static gboolean is_payload(const BagItem *item)
{
    return g_str_has_prefix(item->path, "data/");
}

/* A file that differs in the case of letters only, or NULL. */
static const BagItem *item_alike(const Verification *verification, const char *path)
{
    const GPtrArray *all = verification->items->all;
    g_autofree char *valid = g_utf8_make_valid(path, -1);
    g_autofree char *folded = g_utf8_casefold(valid, -1);

    for (guint i = 0; i < all->len; i++) {
        const BagItem *item = all->pdata[i];
        if (item->kind != ITEM_FILE || strlen(item->path) != strlen(path))
            continue;
        g_autofree char *other = g_utf8_make_valid(item->path, -1);
        g_autofree char *other_folded = g_utf8_casefold(other, -1);
        if (strcmp(folded, other_folded) == 0)
            return item;
    }
    return NULL;
}

/* The most missing files for which one is looked for that is called nearly so: each takes a look at all. */
#define ALIKE_MAX 20

typedef struct {
    Verification *verification;
    GHashTable *missing; /* paths that were reported */
} Completeness;

static void report_missing(Completeness *completeness, const BagManifest *manifest, const ManifestLine *line)
{
    Verification *verification = completeness->verification;
    g_autofree char *shown = items_shown(verification->items, line->path);
    g_autofree char *address = fetch_address(verification, line->path);
    g_autofree char *hint = NULL;

    if (!g_hash_table_add(completeness->missing, line->path))
        return;
    const gsize length = strlen(line->path);
    const BagItem *alike =
        g_hash_table_size(completeness->missing) <= ALIKE_MAX ? item_alike(verification, line->path) : NULL;
    if (address) {
        g_autofree char *shown_address = path_show(address);
        hint = g_strdup_printf(_("fetch it from %s, then verify the bag again: Broadside fetches nothing"),
                               shown_address);
    } else if (alike) {
        g_autofree char *name = path_show(alike->path);
        hint = g_strdup_printf(_("there is '%s', which differs in the case of letters"), name);
    } else if (length > 0 && g_ascii_isspace(line->path[length - 1])) {
        hint = g_strdup(_("the path ends in a space there"));
    }
    diagnostics_error(verification->diagnostics, PLACE_FILE(shown), hint,
                      _("missing: line %u of '%s' lists it"), line->line, manifest->item->path);
}

static void report_kind(Verification *verification, const BagItem *item)
{
    g_autofree char *shown = items_shown(verification->items, item->path);

    diagnostics_error(verification->diagnostics, PLACE_FILE(shown),
                      item->kind == ITEM_LINK ? _("put the file that it leads to in its place") : NULL,
                      item->kind == ITEM_LINK    ? _("a link, which is not followed")
                      : item->kind == ITEM_OTHER ? _("neither a file nor a folder")
                                                 : _("a folder, and is listed as a file"));
}

static void line_match(Completeness *completeness, BagManifest *manifest, ManifestLine *line)
{
    Verification *verification = completeness->verification;
    g_autofree char *file = items_shown(verification->items, manifest->item->path);
    const Place place = {.file = file, .line = line->line};
    BagItem *item = bag_path_find(verification, line->path, place);

    if (!item) {
        report_missing(completeness, manifest, line);
        return;
    }
    const ManifestLine *known = g_hash_table_lookup(manifest->of_items, item);
    if (known && g_strcmp0(known->path, line->path) != 0) {
        g_autofree char *shown = path_show(line->path);
        diagnostics_error(verification->diagnostics, place, _("remove one of the lines"),
                          _("'%s' is the same file as that in line %u"), shown, known->line);
    }
    if (!known)
        g_hash_table_insert(manifest->of_items, item, line);
    if (item->kind == ITEM_FILE && manifest->algorithm < N_ALGORITHMS && line->digest)
        item->wanted |= 1u << manifest->algorithm;
    else if (item->kind == ITEM_FOLDER || (item->kind != ITEM_FILE && !is_payload(item)))
        report_kind(verification, item);
}

/* What macOS and Windows leave behind in folders. */
static gboolean is_of_system(const char *path)
{
    static const char *const names[] = {".DS_Store",       "Thumbs.db",   "ehthumbs.db", "desktop.ini",
                                        ".Spotlight-V100", ".Trashes",    ".fseventsd",  ".AppleDouble",
                                        "__MACOSX",        "$RECYCLE.BIN"};
    g_auto(GStrv) parts = g_strsplit(path, "/", -1);

    for (char **part = parts; *part; part++) {
        if (g_str_has_prefix(*part, "._"))
            return TRUE;
        for (gsize i = 0; i < G_N_ELEMENTS(names); i++)
            if (g_ascii_strcasecmp(names[i], *part) == 0)
                return TRUE;
    }
    return FALSE;
}

static void payload_file_check(Verification *verification, BagItem *item)
{
    const GPtrArray *manifests = verification->manifests;
    g_autofree char *shown = items_shown(verification->items, item->path);
    const BagManifest *without = NULL;
    gboolean listed = FALSE;

    for (guint i = 0; i < manifests->len; i++) {
        const BagManifest *manifest = manifests->pdata[i];
        if (manifest->tags)
            continue;
        if (!manifest->read)
            listed = TRUE; /* who knows */
        else if (g_hash_table_contains(manifest->of_items, item))
            listed = TRUE;
        else
            without = manifest;
    }
    if (!listed)
        diagnostics_error(verification->diagnostics, PLACE_FILE(shown),
                          is_of_system(item->path) ? _("macOS or Windows made it: remove it")
                                                   : _("remove it, or put it back under its own name"),
                          _("extra: no manifest of the payload lists it"));
    else if (without && verification->version >= BAGIT_1_0)
        diagnostics_error(verification->diagnostics, PLACE_FILE(shown),
                          _("make that manifest anew: each lists every file of the payload"),
                          _("'%s' does not list it"), without->item->path);
    if (listed && is_of_system(item->path))
        diagnostics_warning(verification->diagnostics, PLACE_FILE(shown), NULL,
                            _("a file that macOS or Windows left behind, as a part of the payload"));
    if (listed && item->wanted == 0)
        diagnostics_error(verification->diagnostics, PLACE_FILE(shown), NULL,
                          _("not checked: no checksum of it could be computed"));
}

/* A manifest of tag files lists those of the payload, and the others should it, too (2.2.1). */
static void tag_manifest_check(Verification *verification, const BagManifest *manifest)
{
    g_autofree char *shown = items_shown(verification->items, manifest->item->path);

    for (guint i = 0; i < verification->manifests->len; i++) {
        const BagManifest *other = verification->manifests->pdata[i];
        if (!other->tags && !g_hash_table_contains(manifest->of_items, other->item))
            verification_report(verification, verification_severity(verification, BAGIT_1_0),
                                PLACE_FILE(shown), _("make it anew: it lists all manifests of the payload"),
                                g_strdup_printf(_("it does not list '%s'"), other->item->path));
    }
}

/* One that others do not list: of a bag that Broadside made, only if it is checked in its turn. */
static gboolean is_tag_manifest(const Verification *verification, const BagItem *item)
{
    for (guint i = 0; i < verification->manifests->len; i++) {
        const BagManifest *manifest = verification->manifests->pdata[i];
        if (manifest->item == item)
            return manifest->tags && (!verification->own || manifest->algorithm < N_ALGORITHMS);
    }
    return FALSE;
}

/* A tag file that some manifests list and others do not, or none of those that there are. */
static void tag_file_check(Verification *verification, const BagItem *item)
{
    g_autofree char *shown = items_shown(verification->items, item->path);
    const BagManifest *without = NULL;
    guint manifests = 0;

    for (guint i = 0; i < verification->manifests->len; i++) {
        const BagManifest *manifest = verification->manifests->pdata[i];
        if (!manifest->tags || !manifest->read)
            continue;
        manifests++;
        if (!g_hash_table_contains(manifest->of_items, item))
            without = manifest;
    }
    const gboolean unlisted = without && !is_tag_manifest(verification, item);
    if (unlisted && verification->own)
        diagnostics_error(verification->diagnostics, PLACE_FILE(shown), _("remove it"),
                          _("extra: '%s' does not list it"), without->item->path);
    else if (unlisted)
        diagnostics_warning(verification->diagnostics, PLACE_FILE(shown), NULL,
                            _("'%s' does not list it: nobody sees whether it has changed"),
                            without->item->path);
    else if (manifests > 0 && (item->kind == ITEM_LINK || item->kind == ITEM_OTHER))
        report_kind(verification, item);
}

void completeness_check(Verification *verification)
{
    const GPtrArray *all = verification->items->all;
    g_autoptr(GHashTable) missing = g_hash_table_new(g_str_hash, g_str_equal);
    Completeness completeness = {verification, missing};
    const BagItem *data = items_find(verification->items, "data");

    if (!data || data->kind != ITEM_FOLDER)
        diagnostics_error(verification->diagnostics, PLACE_FILE(verification->items->shown), NULL,
                          _("there is no folder 'data'"));
    for (guint i = 0; i < verification->manifests->len; i++) {
        BagManifest *manifest = verification->manifests->pdata[i];
        for (guint j = 0; j < manifest->in_order->len; j++)
            line_match(&completeness, manifest, manifest->in_order->pdata[j]);
    }
    for (guint i = 0; i < all->len; i++) {
        BagItem *item = all->pdata[i];
        if (item->kind == ITEM_FILE && is_payload(item))
            payload_file_check(verification, item);
        else if (is_payload(item) && item->kind != ITEM_FOLDER)
            report_kind(verification, item);
        else if (item->kind != ITEM_FOLDER)
            tag_file_check(verification, item);
    }
    for (guint i = 0; i < verification->manifests->len; i++) {
        const BagManifest *manifest = verification->manifests->pdata[i];
        if (manifest->tags && manifest->read)
            tag_manifest_check(verification, manifest);
    }
}

static void line_verify(Verification *verification, const BagManifest *manifest, const ManifestLine *line,
                        const BagItem *item)
{
    const char *digest = manifest->algorithm < N_ALGORITHMS ? item->digests[manifest->algorithm] : NULL;

    if (!digest || !line->digest || strcmp(digest, line->digest) == 0)
        return;
    g_autofree char *shown = items_shown(verification->items, item->path);
    diagnostics_error(verification->diagnostics, PLACE_FILE(shown),
                      _("put the file in its place that was there when the bag was made"),
                      _("changed: its %s is not that of line %u of '%s'"),
                      algorithm_title(manifest->algorithm), line->line, manifest->item->path);
}

void digests_check(Verification *verification)
{
    for (guint i = 0; i < verification->manifests->len; i++) {
        const BagManifest *manifest = verification->manifests->pdata[i];
        GHashTableIter each;
        gpointer item, line;
        g_hash_table_iter_init(&each, manifest->of_items);
        while (g_hash_table_iter_next(&each, &item, &line))
            line_verify(verification, manifest, line, item);
    }
}
