/* SPDX-License-Identifier: MIT */
#include "archive/verify.h"

#include "archive/items-package.h"
#include "archive/verification.h"

#include <errno.h>
#include <glib/gi18n.h>
#include <sys/stat.h>

Severity verification_severity(const Verification *verification, guint since)
{
    return verification->version >= since ? SEVERITY_ERROR : SEVERITY_WARNING;
}

void verification_report(Verification *verification, Severity severity, Place place, const char *hint,
                         char *message)
{
    diagnostics_add(verification->diagnostics, severity, place, hint, NULL, message);
    g_free(message);
}

void verification_warn_once(Verification *verification, Place place, guint *oddities, guint oddity,
                            const char *hint, const char *message)
{
    if (!(*oddities & oddity))
        diagnostics_warning(verification->diagnostics, place, hint, "%s", message);
    *oddities |= oddity;
}

void bom_check(Verification *verification, const TagText *text, TagBom bom)
{
    if (bom)
        verification_report(verification, verification_severity(verification, BAGIT_1_0),
                            PLACE_FILE(text->shown), _("save the file as UTF-8 without a byte order mark"),
                            g_strdup(_("it begins with a byte order mark")));
}

/* The strongest algorithm of a manifest that lists all of the payload; NULL: there is none. */
static const char *algorithm_of(const Verification *verification)
{
    Algorithm strongest = N_ALGORITHMS;

    for (guint i = 0; i < verification->manifests->len; i++) {
        const BagManifest *manifest = verification->manifests->pdata[i];
        if (!manifest->tags && manifest->algorithm < N_ALGORITHMS && manifest->read &&
            (strongest == N_ALGORITHMS || manifest->algorithm > strongest))
            strongest = manifest->algorithm;
    }
    if (strongest < ALGORITHM_SHA256)
        diagnostics_warning(verification->diagnostics, PLACE_FILE(verification->items->shown),
                            _("make a manifest in SHA-512, too"),
                            _("the payload has no manifest stronger than %s: that shows accidents, but not "
                              "who changes files on purpose"),
                            algorithm_title(strongest));
    return strongest < N_ALGORITHMS ? algorithm_name(strongest) : NULL;
}

static void payload_count(Verification *verification)
{
    const GPtrArray *all = verification->items->all;

    for (guint i = 0; i < all->len; i++) {
        const BagItem *item = all->pdata[i];
        if (item->kind != ITEM_FILE || !g_str_has_prefix(item->path, "data/"))
            continue;
        verification->payload_files++;
        verification->payload_bytes += item->bytes;
    }
}

/* Packed from within its folder, which drafts before 1.0 ruled out (0.97, 4). */
static void bare_check(Verification *verification)
{
    if (verification->items->is_bare)
        verification_report(
            verification, verification->version < BAGIT_1_0 ? SEVERITY_ERROR : SEVERITY_WARNING,
            PLACE_FILE(verification->items->shown), _("pack the folder of the bag, not what is in it"),
            g_strdup(_("the archive has no top folder that holds the bag")));
}

static gboolean bag_verify(Verification *verification, ItemsProgress progress, VerifySummary *summary,
                           GError **error)
{
    payload_count(verification);
    const gboolean declared = declaration_check(verification);
    if (!manifests_read(verification) && !declared)
        return TRUE; /* some folder, which is no bag */
    bare_check(verification);
    info_check(verification);
    fetch_check(verification);
    completeness_check(verification);
    names_check(verification);
    if (!items_read(verification->items, progress, verification->diagnostics, error))
        return FALSE;
    digests_check(verification);
    if (verification->own)
        own_check(verification);
    summary->algorithm = algorithm_of(verification);
    summary->version = g_strdup(verification->version_name);
    summary->files = verification->payload_files;
    summary->bytes = verification->payload_bytes;
    return TRUE;
}

static void verification_clear(Verification *verification)
{
    g_ptr_array_unref(verification->manifests);
    g_hash_table_unref(verification->fetches);
    if (verification->names)
        g_hash_table_unref(verification->names);
    g_free(verification->version_name);
    g_free(verification->encoding);
}

gboolean items_verify(BagItems *items, ItemsProgress progress, Diagnostics *diagnostics,
                      VerifySummary *summary, GError **error)
{
    Verification verification = {
        .items = items,
        .diagnostics = diagnostics,
        .version = BAGIT_1_0,
        .manifests = g_ptr_array_new_with_free_func(bag_manifest_free),
        .fetches = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free),
    };
    const gboolean done = bag_verify(&verification, progress, summary, error);

    verification_clear(&verification);
    return done;
}

gboolean verify_run(const char *path, void (*progress)(guint64 done, guint64 all), Diagnostics *diagnostics,
                    VerifySummary *summary, GError **error)
{
    struct stat status;

    *summary = (VerifySummary){0};
    if (stat(path, &status) < 0)
        return errno == ENOENT || errno == ENOTDIR ? failure_usage(error, _("there is no '%s'"), path)
                                                   : failure_set(error, errno, _("cannot read '%s'"), path);
    if (!S_ISDIR(status.st_mode) && !S_ISREG(status.st_mode))
        return failure_usage(error, _("'%s' is neither a folder nor an archive"), path);
    g_autoptr(GError) problem = NULL;
    g_autoptr(BagItems) items = S_ISDIR(status.st_mode) ? items_of_folder(path, diagnostics, &problem)
                                                        : items_of_package(path, diagnostics, &problem);
    if (!items) {
        if (problem)
            g_propagate_error(error, g_steal_pointer(&problem));
        return problem == NULL;
    }
    return items_verify(items, progress, diagnostics, summary, error);
}
