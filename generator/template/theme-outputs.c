/* SPDX-License-Identifier: MIT */
/* theme.lua: a table that says which outputs exist. */
#include "template/theme-row.h"
#include "text/suggest.h"

#include <glib/gi18n.h>
#include <string.h>

const char *const THEME_ROW_KEYS[] = {"by",    "each",  "group",    "icon",   "layout", "list",
                                      "more",  "path",  "per_page", "record", "search", "size",
                                      "terms", "title", "years",    NULL};

static void check_keys(RowReader *r)
{
    for (guint i = 0; i < r->members->len; i++) {
        const char *key = g_array_index(r->members, LuaMember, i).key;
        if (!*key) {
            row_fail(r, NULL, _("it takes names and values only"));
            continue;
        }
        if (g_strv_contains(THEME_ROW_KEYS, key))
            continue;
        g_autofree char *hint = suggest_hint(key, THEME_ROW_KEYS);
        row_fail(r, hint, _("there is no '%s' in an output"), key);
    }
}

static void read_row(RowReader *r)
{
    ThemeOutput output = {.kind = PAGE_SINGLE, .row = r->row};

    r->failed = FALSE;
    check_keys(r);
    output.path = row_text(r, "path");
    if (row_get(r, "size") && !row_get(r, "icon"))
        row_fail(r, NULL, _("'size' is for icons only"));
    if (row_get(r, "icon"))
        row_read_icon(r, &output);
    else if (row_get(r, "record"))
        row_read_record(r, &output);
    else if (row_flag(r, "search"))
        row_read_search(r, &output);
    else
        row_read_pages(r, &output);
    if (!r->failed)
        g_array_append_val(r->theme->outputs, output);
}

static void read_rows(RowReader *r, GVariant *rows)
{
    const gsize count = g_variant_n_children(rows);

    for (r->row = 1; r->row <= count; r->row++) {
        g_autoptr(GVariant) perhaps = g_variant_get_child_value(rows, r->row - 1);
        g_autoptr(GVariant) row = g_variant_get_maybe(perhaps);
        if (!row) {
            row_fail(r, NULL, _("it is no table"));
            continue;
        }
        g_autoptr(GArray) members = members_new(row);
        r->members = members;
        read_row(r);
    }
}

void theme_read_outputs(Theme *theme, const Source *source, const Site *site, GVariant *rows,
                        Diagnostics *diagnostics)
{
    RowReader r = {.theme = theme, .source = source, .site = site, .diagnostics = diagnostics};

    read_rows(&r, rows);
}
