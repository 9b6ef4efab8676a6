/* SPDX-License-Identifier: MIT */
/* What sheet.lua says without being asked about an entry. */
#include "template/chunk.h"
#include "template/member.h"
#include "template/sheet-private.h"
#include "template/sheet-where.h"
#include "text/path.h"
#include "text/suggest.h"

#include <glib/gi18n.h>
#include <math.h>
#include <string.h>

#define SIZES_MAX 50
#define STRETCH_MAX 3
#define STRETCH_DEFAULT 0.15
#define SIZE_DEFAULT "A3"
#define ARTWORK_DEFAULT "artwork.svg"

static const char *const KEYS[] = {"artwork", "each",  "frames", "list", "rows", "sizes",
                                   "stretch", "title", "where",  "year", NULL};

GVariant *sheet_read_members(lua_State *L, const Source *source, Diagnostics *diagnostics)
{
    GVariantBuilder sheet;

    if (!lua_istable(L, -1)) {
        diagnostics_error(
            diagnostics, PLACE_FILE(source->name),
            _("write return { each = \"notices\", frames = function(page, paper) return {} end }"),
            _("it returns no table"));
        return NULL;
    }
    g_variant_builder_init(&sheet, G_VARIANT_TYPE(SHEET_VARIANT_TYPE));
    g_variant_builder_open(&sheet, G_VARIANT_TYPE(MEMBERS_VARIANT_TYPE));
    members_read(L, &sheet);
    g_variant_builder_close(&sheet);
    g_variant_builder_open(&sheet, G_VARIANT_TYPE("m" MEMBERS_VARIANT_TYPE));
    lua_pushliteral(L, "where");
    if (lua_rawget(L, -2) == LUA_TTABLE) {
        g_variant_builder_open(&sheet, G_VARIANT_TYPE(MEMBERS_VARIANT_TYPE));
        members_read(L, &sheet);
        g_variant_builder_close(&sheet);
    }
    g_variant_builder_close(&sheet);
    return g_variant_builder_end(&sheet);
}

/* A sheet that is being read. */
typedef struct {
    const SheetReading *reading;
    const Source *source;
    const GArray *members;
    SheetScript *script;
    gboolean failed;
} Reader;

static void G_GNUC_PRINTF(4, 5) fail(Reader *r, const char *key, const char *hint, const char *format, ...)
{
    va_list arguments;

    va_start(arguments, format);
    g_autofree char *message = g_strdup_vprintf(format, arguments);
    va_end(arguments);
    r->failed = TRUE;
    const Place place = key ? chunk_place_of(r->source, key) : PLACE_FILE(r->source->name);
    diagnostics_error(r->reading->diagnostics, place, hint, "%s", message);
}

static void check_keys(Reader *r)
{
    for (guint i = 0; i < r->members->len; i++) {
        const char *key = g_array_index(r->members, LuaMember, i).key;
        if (!*key) {
            fail(r, NULL, NULL, _("it takes names and values only"));
        } else if (!g_strv_contains(KEYS, key)) {
            g_autofree char *hint = suggest_hint(key, KEYS);
            fail(r, key, hint, _("there is no '%s' in a sheet"), key);
        }
    }
}

/* The texts of a member that is one or a list of them, NULL-terminated; NULL if it is anything else, or too
 * many. */
static char **member_texts(const LuaMember *member, guint most)
{
    const char *const one[] = {member->text, NULL};
    const char *const *texts = member->kind == MEMBER_TEXT   ? one
                               : member->kind == MEMBER_LIST ? (const char *const *)member->list
                                                             : NULL;
    const guint count = texts ? g_strv_length((char **)texts) : 0;

    return count > 0 && count <= most ? g_strdupv((char **)texts) : NULL;
}

static const char *check_folder(Reader *r, const char *key, const char *name)
{
    const Types *types = r->reading->site->content->types;
    const Type *type = types_by_folder(types, name);

    if (type)
        return type->folder;
    g_autofree char *hint = suggest_hint(name, types_folders(types));
    fail(r, key, hint, _("there is no type with the folder '%s'"), name);
    return NULL;
}

/* `each` and `list`: folders of types, or "entries" for all. */
static void read_types(Reader *r, const LuaMember *member, guint most)
{
    const Types *types = r->reading->site->content->types;
    g_auto(GStrv) names = member_texts(member, types_count(types));
    const char *const *all = types_folders(types);
    const guint count = names ? g_strv_length(names) : 0;

    if (count == 0 || count > most) {
        fail(r, member->key, NULL,
             most == 1 ? _("'%s' must be the folder of a type") : _("'%s' must be folders of types"),
             member->key);
        return;
    }
    if (most > 1 && count == 1 && strcmp(names[0], "entries") == 0) {
        r->script->file.types = all;
        return;
    }
    const char **folders = arena_new0(r->reading->arena, const char *, count + 1);
    for (guint i = 0; i < count; i++)
        folders[i] = check_folder(r, member->key, names[i]);
    r->script->file.types = folders;
}

/* A data file that the site has, or that some type describes. */
static void read_rows(Reader *r, const LuaMember *member)
{
    const Content *content = r->reading->site->content;
    const gboolean text = member->kind == MEMBER_TEXT;

    if (text &&
        (types_data_by_name(content->types, member->text) || value_get(&content->data, member->text))) {
        r->script->file.rows = arena_strdup(r->reading->arena, member->text);
        return;
    }
    g_autofree char *hint = text ? suggest_hint(member->text, types_data_names(content->types)) : NULL;
    if (text)
        fail(r, "rows", hint, _("there are no data '%s'"), member->text);
    else
        fail(r, "rows", _("write rows = \"slogans\" for data/slogans.yaml"),
             _("'rows' must be the name of a data file"));
}

static void read_subject(Reader *r)
{
    const LuaMember *each = members_find(r->members, "each");
    const LuaMember *list = members_find(r->members, "list");
    const LuaMember *rows = members_find(r->members, "rows");
    SheetFile *file = &r->script->file;

    if ((each != NULL) + (list != NULL) + (rows != NULL) != 1) {
        fail(r, NULL, _("write each = \"notices\", list = \"honours\" or rows = \"slogans\""),
             _("it must have one of 'each', 'list' and 'rows'"));
        return;
    }
    file->subject = each ? SHEET_EACH : list ? SHEET_LIST : SHEET_ROWS;
    if (rows)
        read_rows(r, rows);
    else
        read_types(r, each ? each : list, each ? G_MAXUINT : 1);
}

static void read_sizes(Reader *r)
{
    static const LuaMember fallback = {.key = "sizes", .kind = MEMBER_TEXT, .text = SIZE_DEFAULT};
    const LuaMember *member = members_find(r->members, "sizes");
    g_auto(GStrv) names = member_texts(member ? member : &fallback, SIZES_MAX);
    const guint count = names ? g_strv_length(names) : 0;

    if (count == 0) {
        fail(r, "sizes", _("write sizes = { \"A3\", \"600x800\" }"),
             _("'sizes' must be a list of 1 to %d sizes of paper"), SIZES_MAX);
        return;
    }
    Paper *sizes = arena_new0(r->reading->arena, Paper, count);
    for (guint i = 0; i < count; i++)
        if (!paper_parse(names[i], &sizes[i]))
            fail(r, "sizes", _("write \"A4\" or, in millimetres, \"600x800\""), _("'%s' is no size of paper"),
                 names[i]);
    r->script->file.sizes = sizes;
    r->script->file.n_sizes = count;
}

static void check_artwork(Reader *r, const char *name)
{
    g_autofree char *folder = sheet_folder(r->script->file.name);
    g_autofree char *path = g_strconcat(folder, name, NULL);
    g_autofree char *file = theme_file(r->reading->theme, path);

    if (!g_str_has_suffix(name, ".svg")) {
        fail(r, "artwork", _("write artwork = { \"artwork.svg\" }"),
             _("the artwork '%s' must be an SVG file"), name);
    } else if (!file) {
        g_autofree char *hint = sheet_suggest_file(r->reading->theme, folder, name);
        fail(r, members_find(r->members, "artwork") ? "artwork" : NULL, hint, _("the theme has no '%s'"),
             path);
    }
}

static void read_artwork(Reader *r)
{
    static const LuaMember fallback = {.key = "artwork", .kind = MEMBER_TEXT, .text = ARTWORK_DEFAULT};
    const LuaMember *member = members_find(r->members, "artwork");
    g_auto(GStrv) names = member_texts(member ? member : &fallback, SHEET_ARTWORKS_MAX);
    const guint count = names ? g_strv_length(names) : 0;

    if (count == 0) {
        fail(r, "artwork", _("write artwork = { \"artwork.svg\" }"),
             _("'artwork' must be a list of 1 to %d SVG files"), SHEET_ARTWORKS_MAX);
        return;
    }
    const char **files = arena_new0(r->reading->arena, const char *, count + 1);
    for (guint i = 0; i < count; i++) {
        files[i] = arena_strdup(r->reading->arena, names[i]);
        check_artwork(r, names[i]);
    }
    r->script->artwork = files;
}

static void read_stretch(Reader *r)
{
    const LuaMember *member = members_find(r->members, "stretch");
    const gboolean number = member && (member->kind == MEMBER_NUMBER || member->kind == MEMBER_INTEGER);

    r->script->stretch = number ? member->real : STRETCH_DEFAULT;
    if (member && (!number || !(member->real >= 0 && member->real <= STRETCH_MAX)))
        fail(r, "stretch", _("write stretch = 0.15, or 0 for none"),
             _("'stretch' must be a number from 0 to %d"), STRETCH_MAX);
}

/* year = "all": its list is of every year, unless somebody asks for one. */
static void read_year(Reader *r)
{
    const LuaMember *member = members_find(r->members, "year");
    SheetFile *file = &r->script->file;

    file->every_year = member && member->kind == MEMBER_TEXT && strcmp(member->text, "all") == 0;
    if (member && (!file->every_year || file->subject != SHEET_LIST))
        fail(r, "year", _("write year = \"all\" beside list = \"events\", or leave it out"),
             _("'year' must be \"all\", and is for lists"));
}

/* Without a title: the word of the theme for the sheet, else the name of its folder. */
static void read_title(Reader *r)
{
    const Theme *theme = r->reading->theme;
    const LuaMember *member = members_find(r->members, "title");
    SheetFile *file = &r->script->file;
    g_autofree char *own = g_strconcat("sheet.", file->name, NULL);

    if (member && (member->kind != MEMBER_TEXT || !*member->text)) {
        fail(r, "title", NULL, _("'%s' must be a text"), "title");
        return;
    }
    const char *key = member ? member->text : own;
    const char *words = theme_text(theme, key);
    file->title = words ? words : member ? arena_strdup(r->reading->arena, key) : file->name;
}

static void read_where(Reader *r, GVariant *conditions)
{
    const LuaMember *member = members_find(r->members, "where");
    SheetFile *file = &r->script->file;

    if (!member)
        return;
    if (!conditions) {
        fail(r, "where", _("write where = { kind = \"notice\" }"), _("'where' must be a table"));
        return;
    }
    if (file->subject == SHEET_ROWS) {
        fail(r, "where", NULL, _("'where' is for entries, not for rows of data"));
        return;
    }
    if (!file->types[0])
        return; /* which fields there are depends on the types */
    g_autoptr(GArray) fields = members_new(conditions);
    if (!sheet_read_where(r->reading, r->source, fields, file))
        r->failed = TRUE;
}

SheetScript *sheet_read(const SheetReading *reading, const char *name, const Source *source,
                        GVariant *members)
{
    static const char *const none[] = {NULL};
    SheetScript *script = arena_new0(reading->arena, SheetScript, 1);

    script->source = source;
    script->file.name = name;
    script->file.file = source->name;
    script->file.types = none;
    script->file.faulty = !members;
    if (!members)
        return script;
    g_autoptr(GVariant) own = g_variant_get_child_value(members, 0);
    g_autoptr(GVariant) perhaps = g_variant_get_child_value(members, 1);
    g_autoptr(GVariant) where = g_variant_get_maybe(perhaps);
    g_autoptr(GArray) read = members_new(own);
    Reader r = {reading, source, read, script, FALSE};
    if (path_refusal(name))
        fail(&r, NULL, NULL, _("'%s' cannot be the name of a sheet: %s"), name, path_refusal(name));
    check_keys(&r);
    read_title(&r);
    read_subject(&r);
    read_where(&r, where);
    read_sizes(&r);
    read_artwork(&r);
    read_stretch(&r);
    read_year(&r);
    const LuaMember *frames = members_find(read, "frames");
    if (!frames || frames->kind != MEMBER_FUNCTION)
        fail(&r, frames ? "frames" : NULL, _("write frames = function(page, paper) return {} end"),
             _("it has no function '%s'"), "frames");
    script->file.faulty = r.failed;
    return script;
}
