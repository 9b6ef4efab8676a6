/* SPDX-License-Identifier: MIT */
#include "build/prepare.h"

#include "build/icon.h"
#include "build/plan-fill.h"
#include "build/theme-find.h"
#include "content/workbook.h"

gboolean prepare(const char *root, const char *themes, const SiteOptions *options, Diagnostics *diagnostics,
                 Prepared *prepared, GError **error)
{
    GError *failed = NULL;

    prepared->content = content_load(&(ContentOptions){.root = root}, diagnostics, error);
    if (!prepared->content)
        return FALSE;
    workbooks_keep(root, prepared->content->workbooks);
    prepared->site = site_new(prepared->content, options, diagnostics, error);
    if (!prepared->site)
        return FALSE;
    prepared->theme =
        theme_find(prepared->site, root, themes, NULL, &prepared->theme_folder, diagnostics, &failed);
    if (failed)
        g_propagate_error(error, failed);
    if (!prepared->theme)
        return !failed;
    prepared->plan = plan_new(prepared->site, prepared->theme, prepared->theme_folder);
    if (!plan_fill(prepared->plan, diagnostics, error))
        return FALSE;
    icons_keep(prepared->plan);
    return TRUE;
}

void prepared_clear(Prepared *prepared)
{
    plan_free(prepared->plan);
    theme_free(prepared->theme);
    g_free(prepared->theme_folder);
    site_free(prepared->site);
    content_free(prepared->content);
    *prepared = (Prepared){0};
}
