/* SPDX-License-Identifier: MIT */
/* Values of frames: numbers, colours, words, files; and what is wrong with them. */
#include "site/visibility.h"
#include "template/chunk.h"
#include "template/host.h"
#include "template/sheet-frame.h"
#include "text/suggest.h"

#include <glib/gi18n.h>
#include <string.h>

/* The byte at which a line begins. */
static gsize line_offset(const Source *source, guint line)
{
    const char *at = source->text;

    for (guint i = 1; i < line && at; i++) {
        at = strchr(at, '\n');
        at = at ? at + 1 : NULL;
    }
    return at ? (gsize)(at - source->text) : source->length;
}

FrameReader frame_reader(lua_State *L, AskLines lines, const FrameLimits *limits, Arena *arena)
{
    Engine *engine = engine_of(L);
    const Page *page = engine->page;

    return (FrameReader){.L = L,
                         .engine = engine,
                         .source = engine->script,
                         .first_line = lines.first,
                         .begin = line_offset(engine->script, lines.first),
                         .end = line_offset(engine->script, lines.last + 1),
                         .limits = limits,
                         .arena = arena,
                         .entry = page->kind == PAGE_EACH ? page->entry : NULL};
}

Place frame_place(const FrameReader *r)
{
    return (Place){.source = r->source, .line = r->first_line};
}

/* Of the key of the frame at hand; else of the frame, else of the function. */
static Place place_in_frame(const FrameReader *r, const char *key)
{
    const gssize frame = chunk_find_key(r->source, r->id, r->begin, r->end);
    const gssize found = key && frame >= 0 ? chunk_find_key(r->source, key, (gsize)frame, r->end) : -1;

    if (frame < 0)
        return frame_place(r);
    return source_place(r->source, (gsize)(found >= 0 ? found : frame));
}

/* Pieces have no names, and functions beside book() may make them: of the key, where it stands once only. */
static Place place_of_piece(const FrameReader *r, const char *key)
{
    const gsize end = r->source->length;
    const gssize found = key ? chunk_find_key(r->source, key, 0, end) : -1;

    if (found < 0 || chunk_find_key(r->source, key, (gsize)found + strlen(key), end) >= 0)
        return frame_place(r);
    return source_place(r->source, (gsize)found);
}

/* "frame 'title'", "piece 3 (table)", or NULL; newly allocated. */
static char *part_name(const FrameReader *r)
{
    if (r->id && r->row > 0)
        return g_strdup_printf(_("frame '%s', row %u"), r->id, r->row);
    if (r->id)
        return g_strdup_printf(_("frame '%s'"), r->id);
    if (r->kind && r->row > 0)
        return g_strdup_printf(_("piece %u (%s), row %u"), r->piece, r->kind, r->row);
    if (r->kind)
        return g_strdup_printf(_("piece %u (%s)"), r->piece, r->kind);
    return r->piece > 0 ? g_strdup_printf(_("piece %u"), r->piece) : NULL;
}

void frame_fail(FrameReader *r, const char *key, const char *hint, const char *format, ...)
{
    const Place place = r->id ? place_in_frame(r, key) : place_of_piece(r, key);
    g_autofree char *part = part_name(r);
    va_list arguments;

    va_start(arguments, format);
    g_autofree char *message = g_strdup_vprintf(format, arguments);
    va_end(arguments);
    r->failed = TRUE;
    if (part)
        /* Translators: a part of a sheet or book ("frame 'title'"), and what is wrong with it. */
        diagnostics_error(r->engine->diagnostics, place, hint, _("%s: %s"), part, message);
    else
        diagnostics_error(r->engine->diagnostics, place, hint, "%s", message);
}

/* Pushes a member; its type. */
static int push_member(FrameReader *r, int table, const char *key)
{
    lua_pushstring(r->L, key);
    return lua_rawget(r->L, table);
}

double frame_number(FrameReader *r, int table, const char *key, double from, double to, double fallback)
{
    const int type = push_member(r, table, key);
    const double number = type == LUA_TNUMBER ? lua_tonumber(r->L, -1) : fallback;
    char low[G_ASCII_DTOSTR_BUF_SIZE], high[G_ASCII_DTOSTR_BUF_SIZE];

    lua_pop(r->L, 1);
    if (type == LUA_TNIL || (type == LUA_TNUMBER && number >= from && number <= to))
        return number;
    g_ascii_formatd(low, sizeof low, "%g", from);
    g_ascii_formatd(high, sizeof high, "%g", to);
    frame_fail(r, key, NULL, _("'%s' must be a number from %s to %s"), key, low, high);
    return fallback;
}

guint frame_count(FrameReader *r, int table, const char *key, guint from, guint to, guint fallback)
{
    const int type = push_member(r, table, key);
    const lua_Integer number = lua_isinteger(r->L, -1) ? lua_tointeger(r->L, -1) : -1;

    lua_pop(r->L, 1);
    if (type == LUA_TNIL)
        return fallback;
    if (number >= from && number <= to)
        return (guint)number;
    frame_fail(r, key, NULL, _("'%s' must be a whole number from %u to %u"), key, from, to);
    return fallback;
}

gboolean frame_flag(FrameReader *r, int table, const char *key)
{
    const int type = push_member(r, table, key);
    const gboolean flag = lua_toboolean(r->L, -1);

    lua_pop(r->L, 1);
    if (type == LUA_TNIL || type == LUA_TBOOLEAN)
        return flag;
    frame_fail(r, key, NULL, _("'%s' must be true or false"), key);
    return FALSE;
}

/* #rgb or #rrggbb. */
static gboolean read_colour(const char *text, Colour *colour)
{
    const gsize digits = *text == '#' ? strlen(text + 1) : 0;
    Colour read = 0;

    if (digits != 3 && digits != 6)
        return FALSE;
    for (const char *p = text + 1; *p; p++) {
        const int value = g_ascii_xdigit_value(*p);
        if (value < 0)
            return FALSE;
        read = digits == 3 ? read << 8 | (Colour)value * 17 : read << 4 | (Colour)value;
    }
    *colour = read;
    return TRUE;
}

gboolean frame_colour(FrameReader *r, int table, const char *key, Colour *colour)
{
    const int type = push_member(r, table, key);
    /* A colour that the designer leaves out by a condition may be false: paper.grey and "#000000". */
    const gboolean none = type == LUA_TNIL || (type == LUA_TBOOLEAN && !lua_toboolean(r->L, -1));
    const gboolean read = type == LUA_TSTRING && read_colour(lua_tostring(r->L, -1), colour);

    lua_pop(r->L, 1);
    if (!none && !read)
        frame_fail(r, key, _("write \"#1f5c8b\" or \"#fff\""), _("'%s' must be a colour"), key);
    return read;
}

int frame_choice(FrameReader *r, int table, const char *key, const char *const *words, int fallback)
{
    const int type = push_member(r, table, key);
    const char *word = type == LUA_TSTRING ? lua_tostring(r->L, -1) : NULL;

    for (int i = 0; word && words[i]; i++)
        if (strcmp(words[i], word) == 0) {
            lua_pop(r->L, 1);
            return i;
        }
    if (type != LUA_TNIL) {
        g_autofree char *possible = g_strjoinv("\", \"", (char **)words);
        g_autofree char *hint = g_strdup_printf(_("possible: %s"), possible);
        g_autofree char *near = word ? suggest_hint(word, words) : NULL;
        frame_fail(r, key, near ? near : hint, _("'%s' cannot be '%s'"), key,
                   word ? word : lua_typename(r->L, type));
    }
    lua_pop(r->L, 1);
    return fallback;
}

FrameAlign frame_align(FrameReader *r, int table)
{
    static const char *const words[] = {"start", "center", "end", "justify", "spread", NULL};
    static const FrameAlign aligns[] = {ALIGN_START, ALIGN_CENTRE, ALIGN_END, ALIGN_JUSTIFY, ALIGN_SPREAD};
    const int found = frame_choice(r, table, "align", words, -1);

    return found < 0 ? ALIGN_DEFAULT : aligns[found];
}

const char *frame_font(FrameReader *r, int table, const char *key)
{
    const int type = push_member(r, table, key);
    const char *word = type == LUA_TSTRING ? lua_tostring(r->L, -1) : NULL;
    guint count;
    const FontRole *roles = theme_fonts(r->engine->theme, &count);
    g_autoptr(GPtrArray) names = g_ptr_array_new();

    for (guint i = 0; i < count; i++) {
        if (word && strcmp(roles[i].role, word) == 0) {
            lua_pop(r->L, 1);
            return roles[i].role;
        }
        g_ptr_array_add(names, (gpointer)roles[i].role);
    }
    g_ptr_array_add(names, NULL);
    if (type != LUA_TNIL) {
        g_autofree char *near = word ? suggest_hint(word, (const char *const *)names->pdata) : NULL;
        g_autofree char *hint =
            near ? NULL
                 : g_strdup_printf(_("name its families in theme.lua: fonts = { %s = { … } }"),
                                   word ? word : "sans");
        frame_fail(r, key, near ? near : hint, _("the theme has no font '%s'"),
                   word ? word : lua_typename(r->L, type));
    }
    lua_pop(r->L, 1);
    return NULL;
}

/* Why a file of the site cannot be shown, or NULL. */
static const char *file_refusal(const Site *site, const char *file)
{
    if (!site_has_file(site, file))
        return N_("the site has no file '%s'");
    if (site_withholder(site, file))
        return N_("the file '%s' is not published");
    return NULL;
}

static const char *path_of(const FrameReader *r, const char *file)
{
    g_autofree char *path = g_build_filename(r->engine->site->content->root, file, NULL);
    g_autofree char *whole = g_canonicalize_filename(path, NULL);

    return arena_strdup(r->arena, whole);
}

const char *frame_file(FrameReader *r, int index, const char *key)
{
    const Site *site = r->engine->site;
    const char *file = frame_text(r, index, key);

    if (!file)
        return NULL;
    file += *file == '/'; /* as in the fields of entries */
    const char *refusal = file_refusal(site, file);
    if (refusal) {
        g_autofree char *hint = suggest_hint_key(file, site->files);
        g_autofree char *message = g_strdup_printf(_(refusal), file);
        frame_fail(r, key, hint, "%s", message);
        return NULL;
    }
    return path_of(r, file);
}

gboolean frame_push_table(FrameReader *r, int index)
{
    if (host_push_table(r->L, index))
        return TRUE;
    if (!lua_istable(r->L, index))
        return FALSE;
    lua_pushvalue(r->L, index);
    return TRUE;
}

void frame_check_keys(FrameReader *r, int table, const char *const *keys, gboolean list)
{
    const char *unknown = NULL; /* the first by its bytes, so that a message is the same in every run */
    gboolean strange = FALSE;

    for (lua_pushnil(r->L); lua_next(r->L, table); lua_pop(r->L, 1)) {
        const char *key = lua_type(r->L, -2) == LUA_TSTRING ? lua_tostring(r->L, -2) : NULL;
        if (!key)
            strange = strange || !list || !lua_isinteger(r->L, -2);
        else if (!g_strv_contains(keys, key) && (!unknown || strcmp(key, unknown) < 0))
            unknown = key;
    }
    if (strange)
        frame_fail(r, NULL, NULL, _("it takes names and values only"));
    if (!unknown)
        return;
    g_autofree char *valid = g_utf8_make_valid(unknown, -1);
    g_autofree char *hint = suggest_hint(valid, keys);
    frame_fail(r, unknown, hint, _("there is no '%s' here"), valid);
}

void frame_focus(FrameReader *r, int table, double *x, double *y)
{
    lua_State *L = r->L;
    double at[2] = {0.5, 0.5};
    const int type = push_member(r, table, "focus");
    gboolean good = type == LUA_TNIL || type == LUA_TTABLE;

    for (int i = 0; type == LUA_TTABLE && i < 2; i++) {
        good = lua_rawgeti(L, -1, i + 1) == LUA_TNUMBER && good;
        at[i] = lua_tonumber(L, -1);
        good = good && at[i] >= 0 && at[i] <= 1;
        lua_pop(L, 1);
    }
    lua_pop(L, 1);
    if (!good)
        frame_fail(r, "focus", _("write focus = { 0.5, 0.3 }: across and down"),
                   _("'focus' must be two numbers from 0 to 1"));
    *x = good ? at[0] : 0.5;
    *y = good ? at[1] : 0.5;
}
