/* SPDX-License-Identifier: MIT */
#include "escape/escape.h"
#include "site/query.h"
#include "template/theme-row.h"
#include "text/suggest.h"

#include <glib/gi18n.h>
#include <string.h>

static const char *check_folder(RowReader *r, const char *name)
{
    const Types *types = r->site->content->types;
    const Type *type = types_by_folder(types, name);

    if (type)
        return type->folder;
    g_autofree char *hint = suggest_hint(name, types_folders(types));
    row_fail(r, hint, _("there is no type with the folder '%s'"), name);
    return NULL;
}

static const char *const *folders_of(RowReader *r, const LuaMember *member)
{
    g_autoptr(GPtrArray) folders = g_ptr_array_new();

    if (member->kind == MEMBER_TEXT)
        g_ptr_array_add(folders, (gpointer)check_folder(r, member->text));
    for (const char **name = member->list; member->kind == MEMBER_LIST && *name; name++)
        g_ptr_array_add(folders, (gpointer)check_folder(r, *name));
    if (member->kind == MEMBER_TABLE || member->kind == MEMBER_MIXED)
        row_fail(r, NULL, _("'%s' takes folders of types"), member->key);
    else if (folders->len == 0)
        row_fail(r, NULL, _("'%s' names no type"), member->key);
    const char **kept = arena_new0(r->theme->arena, const char *, folders->len + 1);
    for (guint i = 0; i < folders->len; i++)
        kept[i] = folders->pdata[i];
    return kept;
}

/* `each`, `list`, `group`: a folder, several, "entries" or "others". FALSE if the row has no such key. */
static gboolean read_types(RowReader *r, const char *key, PageKind kind, ThemeOutput *output)
{
    const LuaMember *member = row_get(r, key);

    if (!member)
        return FALSE;
    output->kind = kind;
    if (member->kind == MEMBER_TEXT && strcmp(member->text, "entries") == 0)
        output->types = NULL;
    else if (member->kind == MEMBER_TEXT && strcmp(member->text, "others") == 0)
        output->types = theme_folders_left(r->theme, r->site->content->types, kind);
    else if (member->kind == MEMBER_TEXT || member->kind == MEMBER_LIST || member->kind == MEMBER_MIXED ||
             member->kind == MEMBER_TABLE)
        output->types = folders_of(r, member);
    else
        row_fail(r, NULL, _("'%s' must be the folder of a type, or \"entries\""), key);
    return TRUE;
}

static guint read_per_page(RowReader *r)
{
    const LuaMember *member = row_get(r, "per_page");

    if (!member)
        return 0;
    if (member->kind != MEMBER_INTEGER || member->number < 1 || member->number > 100000) {
        row_fail(r, NULL, _("'per_page' must be a whole number from 1"));
        return 0;
    }
    return (guint)member->number;
}

/* The field must be one of some type that is grouped. */
static void check_group_field(RowReader *r, const ThemeOutput *output)
{
    const Types *types = r->site->content->types;
    gboolean known = query_known(output->field);

    for (guint i = 0; !known && i < types_count(types); i++) {
        const Type *type = types_at(types, i);
        const gboolean grouped = !output->types || g_strv_contains(output->types, type->folder);
        known = grouped && type_field(type, output->field) >= 0;
    }
    if (!known && !r->failed)
        row_fail(r, NULL, _("there is no field '%s' to group by"), output->field);
}

static void read_kind(RowReader *r, ThemeOutput *output)
{
    guint kinds = 0;

    kinds += read_types(r, "each", PAGE_EACH, output);
    kinds += read_types(r, "list", PAGE_LIST, output);
    if (read_types(r, "group", PAGE_GROUP, output)) {
        kinds++;
        output->field = row_text(r, "by");
        if (!output->field)
            row_fail(r, _("write by = \"level\""), _("'group' needs the field to group by"));
        else
            check_group_field(r, output);
    }
    if (row_flag(r, "years")) {
        kinds++;
        output->kind = PAGE_YEAR;
    }
    const char *terms = row_text(r, "terms");
    if (terms) {
        kinds++;
        output->kind = PAGE_TERM;
        output->field = terms;
        if (strcmp(terms, "tags") != 0)
            row_fail(r, _("write terms = \"tags\""), _("there are no terms '%s'"), terms);
    }
    if (kinds > 1)
        row_fail(r, NULL, _("it can be one of 'each', 'list', 'group', 'years', 'terms' only"));
}

static void check_paging(RowReader *r, const ThemeOutput *output)
{
    const gboolean pages = output->kind == PAGE_LIST || output->kind == PAGE_GROUP ||
                           output->kind == PAGE_TERM || output->kind == PAGE_YEAR;

    if (output->per_page && !pages)
        row_fail(r, NULL, _("'per_page' is for lists only"));
    if (output->per_page && !(output->more && strstr(output->more, ":page")))
        row_fail(r, _("write more = \"news/page-:page.html\""),
                 _("'per_page' needs 'more' with ':page' in it"));
    if (output->more && !output->per_page)
        row_fail(r, _("write per_page = 20"), _("'more' needs 'per_page'"));
}

/* What a browser runs must be escaped as such, and the layout's name says how. */
static void check_form(RowReader *r, const ThemeOutput *output, const char *path)
{
    static const char *const run[] = {".html", ".htm", ".xhtml", ".svg", NULL};
    const char *ending = path ? strrchr(path, '.') : NULL;

    for (const char *const *form = run; ending && *form; form++)
        if (g_ascii_strcasecmp(ending, *form) == 0 && escape_mode_of(path) != escape_mode_of(output->layout))
            row_fail(r, _("let both end in the same way"), _("'%s' cannot be made by the layout '%s'"), path,
                     output->layout);
}

void row_read_pages(RowReader *r, ThemeOutput *output)
{
    output->more = row_text(r, "more");
    output->layout = row_text(r, "layout");
    output->title = row_text(r, "title");
    output->per_page = read_per_page(r);
    read_kind(r, output);
    if (!output->path)
        row_fail(r, _("write path = \"index.html\""), _("it has no 'path'"));
    if (!output->layout)
        row_fail(r, _("write layout = \"home.html\""), _("it has no 'layout'"));
    else
        row_check_file(r, "layouts/", output->layout);
    if (output->layout) {
        check_form(r, output, output->path);
        check_form(r, output, output->more);
    }
    check_paging(r, output);
    if (output->title && theme_text(r->theme, output->title))
        output->title = theme_text(r->theme, output->title);
}
