/* SPDX-License-Identifier: MIT */
/* theme.lua: a table that says which outputs exist. */
#include "escape/escape.h"
#include "site/query.h"
#include "template/allowance.h"
#include "template/theme-private.h"
#include "template/theme-run.h"
#include "text/path.h"
#include "text/suggest.h"

#include <glib/gi18n.h>
#include <string.h>

#define SUGGESTIONS_MAX 20
#define ICON_MIN 16
#define ICON_MAX 1024

const char *const THEME_ROW_KEYS[] = {"by",   "each",  "group", "icon",     "layout",
                                      "list", "more",  "path",  "per_page", "search",
                                      "size", "terms", "title", "years",    NULL};

typedef struct {
    const char *key;
    MemberKind kind;
    const char *text;
    gint64 number;
    const char **list; /* NULL-terminated; the array is owned */
} RowMember;

typedef struct {
    Theme *theme;
    const Source *source;
    const Site *site;
    Diagnostics *diagnostics;
    GArray *members; /* RowMember: of the row at hand */
    guint row;
    gboolean failed; /* this row */
} Reader;

static void G_GNUC_PRINTF(3, 4) fail(Reader *r, const char *hint, const char *format, ...)
{
    g_autofree char *message = NULL;
    va_list arguments;

    va_start(arguments, format);
    message = g_strdup_vprintf(format, arguments);
    va_end(arguments);
    r->failed = TRUE;
    diagnostics_error(r->diagnostics, PLACE_FILE(r->source->name), hint, _("output %u: %s"), r->row, message);
}

static const RowMember *row_get(const Reader *r, const char *key)
{
    for (guint i = 0; i < r->members->len; i++) {
        const RowMember *member = &g_array_index(r->members, RowMember, i);
        if (strcmp(member->key, key) == 0)
            return member;
    }
    return NULL;
}

/* The text of a key of the row, in the theme's arena, or NULL. */
static const char *row_text(Reader *r, const char *key)
{
    const RowMember *member = row_get(r, key);

    if (member && member->kind == MEMBER_TEXT)
        return arena_strdup(r->theme->arena, member->text);
    if (member)
        fail(r, NULL, member->kind == MEMBER_LONG ? _("'%s' is too long") : _("'%s' must be a text"), key);
    return NULL;
}

static void check_keys(Reader *r)
{
    for (guint i = 0; i < r->members->len; i++) {
        const char *key = g_array_index(r->members, RowMember, i).key;
        if (!*key) {
            fail(r, NULL, _("it takes names and values only"));
            continue;
        }
        if (g_strv_contains(THEME_ROW_KEYS, key))
            continue;
        g_autofree char *hint = suggest_hint(key, THEME_ROW_KEYS);
        fail(r, hint, _("there is no '%s' in an output"), key);
    }
}

static const char *check_folder(Reader *r, const char *name)
{
    const Types *types = r->site->content->types;
    const Type *type = types_by_folder(types, name);

    if (type)
        return type->folder;
    g_autofree char *hint = suggest_hint(name, types_folders(types));
    fail(r, hint, _("there is no type with the folder '%s'"), name);
    return NULL;
}

static const char *const *folders_of(Reader *r, const RowMember *member)
{
    g_autoptr(GPtrArray) folders = g_ptr_array_new();

    if (member->kind == MEMBER_TEXT)
        g_ptr_array_add(folders, (gpointer)check_folder(r, member->text));
    for (const char **name = member->list; member->kind == MEMBER_LIST && *name; name++)
        g_ptr_array_add(folders, (gpointer)check_folder(r, *name));
    if (member->kind == MEMBER_TABLE)
        fail(r, NULL, _("'%s' takes folders of types"), member->key);
    else if (folders->len == 0)
        fail(r, NULL, _("'%s' names no type"), member->key);
    const char **kept = arena_new0(r->theme->arena, const char *, folders->len + 1);
    for (guint i = 0; i < folders->len; i++)
        kept[i] = folders->pdata[i];
    return kept;
}

/* `each`, `list`, `group`: a folder, several, or "entries". FALSE if the row has no such key. */
static gboolean read_types(Reader *r, const char *key, PageKind kind, ThemeOutput *output)
{
    const RowMember *member = row_get(r, key);

    if (!member)
        return FALSE;
    output->kind = kind;
    if (member->kind == MEMBER_TEXT && strcmp(member->text, "entries") == 0)
        output->types = NULL;
    else if (member->kind == MEMBER_TEXT || member->kind == MEMBER_LIST || member->kind == MEMBER_TABLE)
        output->types = folders_of(r, member);
    else
        fail(r, NULL, _("'%s' must be the folder of a type, or \"entries\""), key);
    return TRUE;
}

static guint read_per_page(Reader *r)
{
    const RowMember *member = row_get(r, "per_page");

    if (!member)
        return 0;
    if (member->kind != MEMBER_INTEGER || member->number < 1 || member->number > 100000) {
        fail(r, NULL, _("'per_page' must be a whole number from 1"));
        return 0;
    }
    return (guint)member->number;
}

static gboolean row_flag(Reader *r, const char *key)
{
    const RowMember *member = row_get(r, key);

    if (member && member->kind != MEMBER_BOOLEAN)
        fail(r, NULL, _("'%s' must be true or false"), key);
    return member && member->kind == MEMBER_BOOLEAN && member->number != 0;
}

/* The field must be one of some type that is grouped. */
static void check_group_field(Reader *r, const ThemeOutput *output)
{
    const Types *types = r->site->content->types;
    gboolean known = query_known(output->field);

    for (guint i = 0; !known && i < types_count(types); i++) {
        const Type *type = types_at(types, i);
        const gboolean grouped = !output->types || g_strv_contains(output->types, type->folder);
        known = grouped && type_field(type, output->field) >= 0;
    }
    if (!known && !r->failed)
        fail(r, NULL, _("there is no field '%s' to group by"), output->field);
}

static void read_kind(Reader *r, ThemeOutput *output)
{
    guint kinds = 0;

    kinds += read_types(r, "each", PAGE_EACH, output);
    kinds += read_types(r, "list", PAGE_LIST, output);
    if (read_types(r, "group", PAGE_GROUP, output)) {
        kinds++;
        output->field = row_text(r, "by");
        if (!output->field)
            fail(r, _("write by = \"level\""), _("'group' needs the field to group by"));
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
            fail(r, _("write terms = \"tags\""), _("there are no terms '%s'"), terms);
    }
    if (kinds > 1)
        fail(r, NULL, _("it can be one of 'each', 'list', 'group', 'years', 'terms' only"));
}

static void check_file(Reader *r, const char *folder, const char *within)
{
    g_autofree char *name = g_strconcat(folder, within, NULL);
    g_autofree char *file = theme_file(r->theme, name);

    if (file)
        return;
    /* Each takes a look at all of them. */
    const gboolean few = diagnostics_count(r->diagnostics, SEVERITY_ERROR) < SUGGESTIONS_MAX;
    g_autofree char *hint = few ? theme_suggest_file(r->theme, name) : NULL;
    fail(r, hint, _("the theme has no '%s'"), name);
}

static void check_paging(Reader *r, const ThemeOutput *output)
{
    const gboolean pages = output->kind == PAGE_LIST || output->kind == PAGE_GROUP ||
                           output->kind == PAGE_TERM || output->kind == PAGE_YEAR;

    if (output->per_page && !pages)
        fail(r, NULL, _("'per_page' is for lists only"));
    if (output->per_page && !(output->more && strstr(output->more, ":page")))
        fail(r, _("write more = \"news/page-:page.html\""), _("'per_page' needs 'more' with ':page' in it"));
    if (output->more && !output->per_page)
        fail(r, _("write per_page = 20"), _("'more' needs 'per_page'"));
}

/* What a browser runs must be escaped as such, and the layout's name says how. */
static void check_form(Reader *r, const ThemeOutput *output, const char *path)
{
    static const char *const run[] = {".html", ".htm", ".xhtml", ".svg", NULL};
    const char *ending = path ? strrchr(path, '.') : NULL;

    for (const char *const *form = run; ending && *form; form++)
        if (g_ascii_strcasecmp(ending, *form) == 0 && escape_mode_of(path) != escape_mode_of(output->layout))
            fail(r, _("let both end in the same way"), _("'%s' cannot be made by the layout '%s'"), path,
                 output->layout);
}

/* What else a row says is of no use to a picture. */
static void check_icon_keys(Reader *r)
{
    static const char *const keys[] = {"icon", "path", "size", NULL};

    for (guint i = 0; i < r->members->len; i++) {
        const char *key = g_array_index(r->members, RowMember, i).key;
        if (!g_strv_contains(keys, key) && g_strv_contains(THEME_ROW_KEYS, key))
            fail(r, NULL, _("'%s' is not for icons"), key);
    }
}

static guint read_size(Reader *r)
{
    const RowMember *member = row_get(r, "size");

    if (member && member->kind == MEMBER_INTEGER && member->number >= ICON_MIN && member->number <= ICON_MAX)
        return (guint)member->number;
    fail(r, _("write size = 192"), _("'size' must be a whole number from %d to %d"), ICON_MIN, ICON_MAX);
    return 0;
}

static void read_icon(Reader *r, ThemeOutput *output)
{
    output->icon = row_text(r, "icon");
    output->size = read_size(r);
    check_icon_keys(r);
    if (output->icon && !g_str_has_suffix(output->icon, ".svg"))
        fail(r, _("write icon = \"icon.svg\""), _("'icon' must be an SVG file in assets/"));
    else if (output->icon && path_refusal(output->icon))
        fail(r, NULL, _("'%s' cannot be a file of assets/: %s"), output->icon, path_refusal(output->icon));
    else if (output->icon)
        check_file(r, "assets/", output->icon);
    if (!output->path)
        fail(r, _("write path = \"assets/icon-192.png\""), _("it has no 'path'"));
    else if (!g_str_has_suffix(output->path, ".png"))
        fail(r, NULL, _("the path of an icon must end in '.png'"));
    if (!r->failed)
        g_array_append_val(r->theme->outputs, *output);
}

/* What a row with `search` may say beside it: only where its files go. */
static void check_search(Reader *r, const ThemeOutput *output)
{
    if (r->members->len > 2)
        fail(r, NULL, _("beside 'search' there can be 'path' only"));
    if (!output->path || !g_str_has_suffix(output->path, "/"))
        fail(r, _("write path = \"search/\""), _("'search' needs the folder of its files in 'path'"));
}

static void read_row(Reader *r)
{
    ThemeOutput output = {.kind = PAGE_SINGLE, .row = r->row};

    r->failed = FALSE;
    check_keys(r);
    output.path = row_text(r, "path");
    if (row_get(r, "icon")) {
        read_icon(r, &output);
        return;
    }
    if (row_get(r, "size"))
        fail(r, NULL, _("'size' is for icons only"));
    output.more = row_text(r, "more");
    output.layout = row_text(r, "layout");
    output.title = row_text(r, "title");
    output.per_page = read_per_page(r);
    output.search = row_flag(r, "search");
    if (output.search) {
        check_search(r, &output);
        if (!r->failed)
            g_array_append_val(r->theme->outputs, output);
        return;
    }
    read_kind(r, &output);
    if (!output.path)
        fail(r, _("write path = \"index.html\""), _("it has no 'path'"));
    if (!output.layout)
        fail(r, _("write layout = \"home.html\""), _("it has no 'layout'"));
    else
        check_file(r, "layouts/", output.layout);
    if (output.layout) {
        check_form(r, &output, output.path);
        check_form(r, &output, output.more);
    }
    check_paging(r, &output);
    if (output.title && theme_text(r->theme, output.title))
        output.title = theme_text(r->theme, output.title);
    if (!r->failed)
        g_array_append_val(r->theme->outputs, output);
}

static void member_clear(gpointer data)
{
    RowMember *member = data;
    g_free(member->list);
}

/* The members of a row: their texts are those of `row`. */
static void members_take(Reader *r, GVariant *row)
{
    GVariantIter iter;
    RowMember member;
    guchar kind;

    g_array_set_size(r->members, 0);
    g_variant_iter_init(&iter, row);
    while (g_variant_iter_next(&iter, "(&sy&sx^a&s)", &member.key, &kind, &member.text, &member.number,
                               &member.list)) {
        member.kind = kind;
        g_array_append_val(r->members, member);
    }
}

static void read_rows(Reader *r, GVariant *rows)
{
    const gsize count = g_variant_n_children(rows);

    for (r->row = 1; r->row <= count; r->row++) {
        g_autoptr(GVariant) perhaps = g_variant_get_child_value(rows, r->row - 1);
        g_autoptr(GVariant) row = g_variant_get_maybe(perhaps);
        if (row) {
            members_take(r, row);
            read_row(r);
            g_array_set_size(r->members, 0);
        } else {
            fail(r, NULL, _("it is no table"));
        }
    }
}

gboolean theme_read_outputs(Theme *theme, const Source *source, const Site *site, Diagnostics *diagnostics,
                            GError **error)
{
    const Limits limits = allowance_read(site->content);
    GError *problem = NULL;
    g_autoptr(GVariant) rows = theme_run(source, &limits, diagnostics, &problem);
    g_autoptr(GArray) members = g_array_new(FALSE, FALSE, sizeof(RowMember));
    Reader r = {
        .theme = theme, .source = source, .site = site, .diagnostics = diagnostics, .members = members};

    g_array_set_clear_func(members, member_clear);
    if (problem) {
        g_propagate_error(error, problem);
        return FALSE;
    }
    if (rows)
        read_rows(&r, rows);
    return TRUE;
}
