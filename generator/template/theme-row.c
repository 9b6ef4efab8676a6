/* SPDX-License-Identifier: MIT */
#include "template/theme-row.h"

#include <glib/gi18n.h>
#include <string.h>

#define SUGGESTIONS_MAX 20

void row_fail(RowReader *r, const char *hint, const char *format, ...)
{
    g_autofree char *message = NULL;
    va_list arguments;

    va_start(arguments, format);
    message = g_strdup_vprintf(format, arguments);
    va_end(arguments);
    r->failed = TRUE;
    diagnostics_error(r->diagnostics, PLACE_FILE(r->source->name), hint, _("output %u: %s"), r->row, message);
}

const LuaMember *row_get(const RowReader *r, const char *key)
{
    return members_find(r->members, key);
}

const char *row_text(RowReader *r, const char *key)
{
    const LuaMember *member = row_get(r, key);

    if (member && member->kind == MEMBER_TEXT)
        return arena_strdup(r->theme->arena, member->text);
    if (member)
        row_fail(r, NULL, member->kind == MEMBER_LONG ? _("'%s' is too long") : _("'%s' must be a text"),
                 key);
    return NULL;
}

gboolean row_flag(RowReader *r, const char *key)
{
    const LuaMember *member = row_get(r, key);

    if (member && member->kind != MEMBER_BOOLEAN)
        row_fail(r, NULL, _("'%s' must be true or false"), key);
    return member && member->kind == MEMBER_BOOLEAN && member->number != 0;
}

void row_check_file(RowReader *r, const char *folder, const char *within)
{
    g_autofree char *name = g_strconcat(folder, within, NULL);
    g_autofree char *file = theme_file(r->theme, name);

    if (file)
        return;
    /* Each takes a look at all of them. */
    const gboolean few = diagnostics_count(r->diagnostics, SEVERITY_ERROR) < SUGGESTIONS_MAX;
    g_autofree char *hint = few ? theme_suggest_file(r->theme, name) : NULL;
    row_fail(r, hint, _("the theme has no '%s'"), name);
}
