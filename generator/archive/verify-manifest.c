/* SPDX-License-Identifier: MIT */
/* Manifests of the payload and of tag files, as they are written (RFC 8493, 2.1.3, 2.2.1, 2.4, 6.1.3). */
#include "archive/verification.h"

#include <glib/gi18n.h>
#include <string.h>

/* What is said once of a manifest, beside what verify-path.c says so. */
enum { ODD_STAR = 1 << 8, ODD_BACKSLASH = 1 << 9, ODD_BLANK = 1 << 10 };
#define ANEW _("make the manifest anew with a tool for bags")

static void line_free(gpointer data)
{
    ManifestLine *line = data;

    g_free(line->path);
    g_free(line->digest);
    g_free(line);
}

void bag_manifest_free(gpointer data)
{
    BagManifest *manifest = data;

    g_hash_table_unref(manifest->lines);
    g_hash_table_unref(manifest->of_items);
    g_ptr_array_unref(manifest->in_order);
    g_free(manifest);
}

/* The name of the algorithm, newly allocated, if `path` is the name of a manifest, in whatever case. */
static char *manifest_algorithm(const char *path, gboolean *tags)
{
    const gsize length = strlen(path);

    *tags = g_ascii_strncasecmp(path, "tag", 3) == 0;
    const gsize begin = strlen("manifest-") + (*tags ? 3 : 0);
    if (strchr(path, '/') || length <= begin + strlen(".txt") ||
        g_ascii_strncasecmp(path + (*tags ? 3 : 0), "manifest-", strlen("manifest-")) != 0 ||
        g_ascii_strcasecmp(path + length - strlen(".txt"), ".txt") != 0)
        return NULL;
    return g_strndup(path + begin, length - begin - strlen(".txt"));
}

/* The name as it should be: in lower case, letters and digits only (2.4). */
static char *algorithm_normalise(const char *name)
{
    GString *normal = g_string_new(NULL);

    for (; *name; name++)
        if (g_ascii_isalnum(*name))
            g_string_append_c(normal, g_ascii_tolower(*name));
    return g_string_free(normal, FALSE);
}

static BagManifest *manifest_new(Verification *verification, BagItem *item)
{
    gboolean tags;
    g_autofree char *name = manifest_algorithm(item->path, &tags);

    if (!name || item->kind != ITEM_FILE)
        return NULL;
    g_autofree char *normal = algorithm_normalise(name);
    g_autofree char *path = g_strdup_printf("%smanifest-%s.txt", tags ? "tag" : "", normal);
    g_autofree char *shown = items_shown(verification->items, item->path);
    BagManifest *manifest = g_new0(BagManifest, 1);
    manifest->item = item;
    manifest->tags = tags;
    manifest->algorithm = algorithm_find(normal);
    manifest->lines = g_hash_table_new(g_str_hash, g_str_equal);
    manifest->of_items = g_hash_table_new(NULL, NULL);
    manifest->in_order = g_ptr_array_new_with_free_func(line_free);
    if (strcmp(path, item->path) != 0) {
        g_autofree char *hint = g_strdup_printf(_("rename it to '%s'"), path);
        verification_report(verification, verification_severity(verification, BAGIT_1_0), PLACE_FILE(shown),
                            hint,
                            g_strdup(_("the name of a manifest is in lower case, and the algorithm in "
                                       "letters and digits")));
    }
    if (manifest->algorithm == N_ALGORITHMS)
        diagnostics_warning(verification->diagnostics, PLACE_FILE(shown),
                            _("MD5, SHA-1, SHA-256, SHA-384 and SHA-512 are known"),
                            _("the checksums of this manifest cannot be computed: there is no algorithm "
                              "'%s' here"),
                            normal);
    return manifest;
}

/* What md5sum and its kin write where a name has a backslash or a line end in it (6.1.3). */
static char *unescape(const char *path)
{
    GString *text = g_string_new(NULL);

    for (; *path; path++) {
        if (*path == '\\' && path[1])
            path++;
        else if (*path == '\\')
            break;
        else {
            g_string_append_c(text, *path);
            continue;
        }
        g_string_append_c(text, *path == 'n' ? '\n' : *path == 'r' ? '\r' : *path);
    }
    return g_string_free(text, FALSE);
}

/* The two halves of a line: newly allocated; `*path` NULL if it is none. */
static char *line_split(Verification *verification, const char *line, gsize length, Place place,
                        guint *oddities, char **path)
{
    g_autofree char *text = g_strndup(line, length);
    const gboolean escaped = text[0] == '\\';
    const char *begin = text + (escaped ? 1 : 0), *end = begin;

    *path = NULL;
    while (g_ascii_isxdigit(*end))
        end++;
    if (end == begin || (*end != ' ' && *end != '\t') || strlen(text) < length)
        return NULL;
    char *digest = g_ascii_strdown(begin, end - begin);
    const gsize blanks = strspn(end, " \t");
    end += blanks;
    /* After two spaces it may be the name of a tag file. */
    if (*end == '*' && (blanks == 1 || g_str_has_prefix(end, "*data/") || g_str_has_prefix(end, "*./"))) {
        verification_warn_once(
            verification, place, oddities, ODD_STAR, ANEW,
            _("a '*' before the path, which md5sum and its kin write: strict programs refuse the bag"));
        end++;
    }
    if (escaped)
        verification_warn_once(
            verification, place, oddities, ODD_BACKSLASH, ANEW,
            _("a '\\' before the checksum, which md5sum and its kin write: strict programs refuse the "
              "bag"));
    *path = escaped ? unescape(end) : g_strdup(end);
    return digest;
}

static gboolean digest_check(Verification *verification, const BagManifest *manifest, const char *digest,
                             Place place)
{
    if (manifest->algorithm == N_ALGORITHMS || strlen(digest) == algorithm_digits(manifest->algorithm))
        return TRUE;
    diagnostics_error(verification->diagnostics, place, NULL, _("the checksum has %u digits: %s has %u"),
                      (guint)strlen(digest), algorithm_title(manifest->algorithm),
                      (guint)algorithm_digits(manifest->algorithm));
    return FALSE;
}

/* Of the payload, or no file of it. */
static gboolean scope_check(Verification *verification, const BagManifest *manifest, const char *path,
                            Place place)
{
    const gboolean payload = g_str_has_prefix(path, "data/");
    g_autofree char *shown = path_show(path);
    gboolean tags;

    if (payload == !manifest->tags) {
        g_autofree char *algorithm = manifest_algorithm(path, &tags);
        if (algorithm && tags)
            verification_report(
                verification, verification_severity(verification, BAGIT_1_0), place, _("remove the line"),
                g_strdup_printf(_("a manifest of tag files does not list such manifests: '%s'"), shown));
        return TRUE;
    }
    diagnostics_error(verification->diagnostics, place, _("remove the line"),
                      manifest->tags ? _("a manifest of tag files does not list the payload: '%s'")
                                     : _("'%s' is not below 'data/': this manifest lists the payload only"),
                      shown);
    return FALSE;
}

static void line_repeated(Verification *verification, const BagManifest *manifest, const ManifestLine *known,
                          const ManifestLine *again, Place place)
{
    g_autofree char *shown = path_show(again->path);

    if (strcmp(known->digest, again->digest) != 0)
        diagnostics_error(verification->diagnostics, place, NULL,
                          _("'%s' is listed in line %u, too, with another checksum"), shown, known->line);
    else
        verification_report(
            verification, manifest->tags ? SEVERITY_WARNING : verification_severity(verification, BAGIT_1_0),
            place, _("remove the line"),
            g_strdup_printf(_("'%s' is listed in line %u, too"), shown, known->line));
}

static void line_read(Verification *verification, BagManifest *manifest, const char *bytes, gsize length,
                      Place place, guint *oddities)
{
    g_autofree char *path = NULL;
    g_autofree char *digest = line_split(verification, bytes, length, place, oddities, &path);

    if (!path || !*path) {
        g_autofree char *start = g_strndup(bytes, MIN(length, 60));
        g_autofree char *shown = path_show(start);
        diagnostics_error(verification->diagnostics, place, NULL,
                          _("not a checksum, a space and a path: '%s'"), shown);
        return;
    }
    const gboolean sound = digest_check(verification, manifest, digest, place);
    g_autofree char *whole = bag_path_read(verification, path, place, oddities);
    if (!whole || !scope_check(verification, manifest, whole, place))
        return;
    ManifestLine *line = g_new0(ManifestLine, 1);
    *line = (ManifestLine){g_steal_pointer(&whole), sound ? g_steal_pointer(&digest) : NULL, place.line};
    g_ptr_array_add(manifest->in_order, line);
    const ManifestLine *known = g_hash_table_lookup(manifest->lines, line->path);
    if (!known)
        g_hash_table_insert(manifest->lines, line->path, line);
    else if (known->digest && line->digest)
        line_repeated(verification, manifest, known, line, place);
}

static gboolean is_blank(const char *line, gsize length)
{
    for (gsize i = 0; i < length; i++)
        if (line[i] != ' ' && line[i] != '\t')
            return FALSE;
    return TRUE;
}

static void manifest_read(Verification *verification, BagManifest *manifest)
{
    g_auto(TagText) text = {.text = NULL};
    TagBom bom;
    const char *line;
    gsize length;
    guint oddities = 0;

    manifest->read = tag_text_open(&text, verification->items, manifest->item, verification->encoding, &bom,
                                   verification->diagnostics);
    if (!manifest->read)
        return;
    bom_check(verification, &text, bom);
    while (tag_text_next(&text, &line, &length)) {
        const Place place = tag_text_place(&text);
        if (is_blank(line, length))
            verification_warn_once(verification, place, &oddities, ODD_BLANK, ANEW, _("the line is empty"));
        else if (*line == '#' && verification->version < BAGIT_1_0)
            verification_warn_once(verification, place, &oddities, ODD_BLANK, ANEW,
                                   _("a manifest has no comments"));
        else
            line_read(verification, manifest, line, length, place, &oddities);
    }
}

gboolean manifests_read(Verification *verification)
{
    const GPtrArray *all = verification->items->all;
    gboolean payload = FALSE;

    for (guint i = 0; i < all->len; i++) {
        BagManifest *manifest = manifest_new(verification, all->pdata[i]);
        if (!manifest)
            continue;
        g_ptr_array_add(verification->manifests, manifest);
        manifest_read(verification, manifest);
        payload = payload || !manifest->tags;
    }
    if (!payload)
        diagnostics_error(verification->diagnostics, PLACE_FILE(verification->items->shown), NULL,
                          _("there is no manifest of the payload, such as 'manifest-sha512.txt'"));
    return payload;
}
