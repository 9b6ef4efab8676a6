/* SPDX-License-Identifier: MIT */
#include "template/records.h"
#include "template/theme-row.h"
#include "text/path.h"
#include "text/suggest.h"

#include <glib/gi18n.h>
#include <string.h>

#define ICON_MIN 16
#define ICON_MAX 1024

/* What else a row says is of no use to a picture. */
static void check_icon_keys(RowReader *r)
{
    static const char *const keys[] = {"icon", "path", "size", NULL};

    for (guint i = 0; i < r->members->len; i++) {
        const char *key = g_array_index(r->members, LuaMember, i).key;
        if (!g_strv_contains(keys, key) && g_strv_contains(THEME_ROW_KEYS, key))
            row_fail(r, NULL, _("'%s' is not for icons"), key);
    }
}

static guint read_size(RowReader *r)
{
    const LuaMember *member = row_get(r, "size");

    if (member && member->kind == MEMBER_INTEGER && member->number >= ICON_MIN && member->number <= ICON_MAX)
        return (guint)member->number;
    row_fail(r, _("write size = 192"), _("'size' must be a whole number from %d to %d"), ICON_MIN, ICON_MAX);
    return 0;
}

void row_read_icon(RowReader *r, ThemeOutput *output)
{
    output->icon = row_text(r, "icon");
    output->size = read_size(r);
    check_icon_keys(r);
    if (output->icon && !g_str_has_suffix(output->icon, ".svg"))
        row_fail(r, _("write icon = \"icon.svg\""), _("'icon' must be an SVG file in assets/"));
    else if (output->icon && path_refusal(output->icon))
        row_fail(r, NULL, _("'%s' cannot be a file of assets/: %s"), output->icon,
                 path_refusal(output->icon));
    else if (output->icon)
        row_check_file(r, "assets/", output->icon);
    if (!output->path)
        row_fail(r, _("write path = \"assets/icon-192.png\""), _("it has no 'path'"));
    else if (!g_str_has_suffix(output->path, ".png"))
        row_fail(r, NULL, _("the path of an icon must end in '.png'"));
}

void row_read_search(RowReader *r, ThemeOutput *output)
{
    output->search = TRUE;
    if (r->members->len > 2)
        row_fail(r, NULL, _("beside 'search' there can be 'path' only"));
    if (!output->path || !g_str_has_suffix(output->path, "/"))
        row_fail(r, _("write path = \"search/\""), _("'search' needs the folder of its files in 'path'"));
}

void row_read_record(RowReader *r, ThemeOutput *output)
{
    output->record = row_text(r, "record");
    if (r->members->len > 2)
        row_fail(r, NULL, _("beside 'record' there can be 'path' only"));
    if (output->record && !g_strv_contains(RECORD_PARTS, output->record)) {
        g_autofree char *hint = suggest_hint(output->record, RECORD_PARTS);
        row_fail(r, hint, _("a record has no '%s'"), output->record);
    }
    if (!output->path || !strstr(output->path, ":year") || !g_str_has_suffix(output->path, ".pdf"))
        row_fail(r, _("write path = \"archive/:year/yearbook.pdf\""),
                 _("'record' needs a 'path' with ':year' in it that ends in '.pdf'"));
}
