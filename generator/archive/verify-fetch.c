/* SPDX-License-Identifier: MIT */
/* fetch.txt: files of the payload that are elsewhere (RFC 8493, 2.2.3). Nothing is ever fetched. */
#include "archive/verification.h"

#include <glib/gi18n.h>
#include <string.h>

static gboolean is_space(char c)
{
    return c == ' ' || c == '\t';
}

/* The next word of the line; NULL after the last. */
static char *word_take(const char **at)
{
    const char *begin = *at;

    while (is_space(*begin))
        begin++;
    const char *end = begin;
    while (*end && !is_space(*end))
        end++;
    *at = end;
    return end > begin ? g_strndup(begin, (gsize)(end - begin)) : NULL;
}

/* An absolute URI (RFC 3986, 4.3): it has a scheme, and something after that. */
static gboolean is_address(const char *address)
{
    g_autofree char *scheme = g_uri_parse_scheme(address);

    return scheme && strlen(address) > strlen(scheme) + 1 &&
           g_uri_is_valid(address, G_URI_FLAGS_ENCODED | G_URI_FLAGS_PARSE_RELAXED, NULL);
}

/* The number of bytes; -1: it is not said; -2: it makes no sense. */
static gint64 length_read(const char *text)
{
    if (strcmp(text, "-") == 0)
        return -1;
    if (strspn(text, "0123456789") < strlen(text))
        return -2;
    return (gint64)MIN(g_ascii_strtoull(text, NULL, 10), (guint64)G_MAXINT64);
}

/* Every manifest lists what is to be fetched; before 1.0, one of them (3). */
static void listed_check(Verification *verification, const char *path, Place place)
{
    const BagManifest *without = NULL;
    gboolean listed = FALSE;

    for (guint i = 0; i < verification->manifests->len; i++) {
        const BagManifest *manifest = verification->manifests->pdata[i];
        if (manifest->tags)
            continue;
        if (!manifest->read || g_hash_table_contains(manifest->lines, path))
            listed = TRUE;
        else
            without = manifest;
    }
    if (!without || (listed && verification->version < BAGIT_1_0))
        return;
    g_autofree char *shown = path_show(path);
    diagnostics_error(verification->diagnostics, place,
                      _("what is to be fetched is listed in every manifest"),
                      _("'%s' is to be fetched, but '%s' does not list it"), shown, without->item->path);
}

static void file_check(Verification *verification, const char *path, gint64 length, Place place)
{
    const BagItem *item = bag_path_find(verification, path, place);

    if (!item || item->kind != ITEM_FILE || length < 0 || (guint64)length == item->bytes)
        return;
    g_autofree char *shown = path_show(path);
    g_autofree char *there = g_strdup_printf("%" G_GUINT64_FORMAT, item->bytes);
    g_autofree char *said = g_strdup_printf("%" G_GINT64_FORMAT, length);
    diagnostics_warning(verification->diagnostics, place, NULL, _("'%s' has %s bytes, not %s"), shown, there,
                        said);
}

static void line_check(Verification *verification, const char *line, Place place, guint *oddities)
{
    const char *at = line;
    g_autofree char *address = word_take(&at);
    g_autofree char *size = word_take(&at);
    const gint64 length = size ? length_read(size) : -2;

    while (is_space(*at))
        at++;
    if (length == -2 || !*at) {
        g_autofree char *shown = path_show(line);
        diagnostics_error(verification->diagnostics, place,
                          _("write '%20' for a space in the address, and '-' for a size that is not known"),
                          _("not an address, a number of bytes and a path: '%s'"), shown);
        return;
    }
    if (!is_address(address)) {
        g_autofree char *shown = path_show(address);
        diagnostics_error(verification->diagnostics, place, NULL, _("'%s' is no absolute address"), shown);
    }
    g_autofree char *path = bag_path_read(verification, at, place, oddities);
    if (!path)
        return;
    if (!g_str_has_prefix(path, "data/")) {
        g_autofree char *shown = path_show(path);
        diagnostics_error(verification->diagnostics, place, _("only the payload can be fetched"),
                          _("'%s' is not below 'data/'"), shown);
        return;
    }
    listed_check(verification, path, place);
    file_check(verification, path, length, place);
    if (g_hash_table_contains(verification->fetches, path))
        diagnostics_warning(verification->diagnostics, place, NULL, _("the file is listed before, too"));
    else
        g_hash_table_insert(verification->fetches, g_steal_pointer(&path), g_steal_pointer(&address));
}

void fetch_check(Verification *verification)
{
    BagItem *item = items_find(verification->items, "fetch.txt");
    g_auto(TagText) text = {.text = NULL};
    TagBom bom;
    const char *line;
    gsize length;
    guint oddities = 0;

    if (!item || item->kind != ITEM_FILE ||
        !tag_text_open(&text, verification->items, item, verification->encoding, &bom,
                       verification->diagnostics))
        return;
    bom_check(verification, &text, bom);
    while (tag_text_next(&text, &line, &length)) {
        g_autofree char *whole = g_strndup(line, length);
        if (strspn(whole, " \t") == length)
            diagnostics_warning(verification->diagnostics, tag_text_place(&text), NULL,
                                _("the line is empty"));
        else
            line_check(verification, whole, tag_text_place(&text), &oddities);
    }
}

char *fetch_address(const Verification *verification, const char *path)
{
    return g_strdup(g_hash_table_lookup(verification->fetches, path));
}
