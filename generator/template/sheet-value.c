/* SPDX-License-Identifier: MIT */
/* Values of frames: numbers, colours, words, texts. */
#include "site/visibility.h"
#include "template/chunk.h"
#include "template/push.h"
#include "template/sheet-frame.h"
#include "text/suggest.h"

#include <glib/gi18n.h>
#include <math.h>
#include <string.h>

/* Of all texts of a sheet, in bytes. */
#define TEXT_MAX (1024 * 1024)

/* Of the key of the frame at hand; else of the frame, else of the function. */
static Place place_of(const FrameReader *r, const char *key)
{
    const Source *source = r->script->source;
    const gssize frame = chunk_find_key(source, r->id, r->begin, r->end);
    const gssize found = key && frame >= 0 ? chunk_find_key(source, key, (gsize)frame, r->end) : -1;

    if (frame < 0)
        return (Place){.source = source, .line = r->first_line};
    return source_place(source, (gsize)(found >= 0 ? found : frame));
}

void frame_fail(FrameReader *r, const char *key, const char *hint, const char *format, ...)
{
    va_list arguments;

    va_start(arguments, format);
    g_autofree char *message = g_strdup_vprintf(format, arguments);
    va_end(arguments);
    r->failed = TRUE;
    const Place place = place_of(r, key);
    if (r->row > 0)
        diagnostics_error(r->engine->diagnostics, place, hint, _("frame '%s', row %u: %s"), r->id, r->row,
                          message);
    else
        diagnostics_error(r->engine->diagnostics, place, hint, _("frame '%s': %s"), r->id, message);
}

const Entry *frame_entry(const FrameReader *r)
{
    const Page *page = &r->engine->sheet->page;
    return page->kind == PAGE_EACH ? page->entry : NULL;
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

const char *frame_font(FrameReader *r, int table)
{
    const int type = push_member(r, table, "font");
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
        frame_fail(r, "font", near ? near : hint, _("the theme has no font '%s'"),
                   word ? word : lua_typename(r->L, type));
    }
    lua_pop(r->L, 1);
    return NULL;
}

/* Marks that turn the direction of writing (Unicode, UAX #9): a text could show what it does not say. */
static gboolean is_dropped(gunichar c)
{
    if (c == '\n' || c == '\t')
        return FALSE;
    return g_unichar_iscntrl(c) || (c >= 0x202a && c <= 0x202e) || (c >= 0x2066 && c <= 0x2069) ||
           c == 0xfeff;
}

static gboolean is_clean(const char *text, gsize length)
{
    for (gsize i = 0; i < length; i++)
        if ((guchar)text[i] >= 0x80 || (g_ascii_iscntrl(text[i]) && text[i] != '\n' && text[i] != '\t'))
            return FALSE;
    return TRUE;
}

/* The text as it can be set, in the arena; NULL if nothing is left of it. */
static const char *clean(FrameReader *r, const char *text, gsize length)
{
    if (is_clean(text, length))
        return length > 0 ? arena_strndup(r->arena, text, length) : NULL;
    g_autoptr(GString) kept = g_string_sized_new(length);
    for (gsize i = 0; i < length; i++)
        if (text[i])
            g_string_append_c(kept, text[i]);
    g_autofree char *valid = g_utf8_make_valid(kept->str, (gssize)kept->len);
    g_string_truncate(kept, 0);
    for (const char *p = valid; *p; p = g_utf8_next_char(p)) {
        const gunichar c = g_utf8_get_char(p);
        if (c == 0x2028 || c == 0x2029)
            g_string_append_c(kept, '\n');
        else if (!is_dropped(c))
            g_string_append_unichar(kept, c);
    }
    return kept->len > 0 ? arena_strndup(r->arena, kept->str, kept->len) : NULL;
}

/* What it is that can be no text, and what to write instead. */
static void refuse_text(FrameReader *r, int index, const char *key)
{
    lua_State *L = r->L;

    if (to_date(L, index))
        frame_fail(r, key, _("write date(page.date), or another form of it"), _("'%s' cannot be a date"),
                   key);
    else if (to_markup(L, index, NULL))
        frame_fail(r, key, _("write markdown = page, or markdown = page.summary"), _("'%s' cannot be HTML"),
                   key);
    else if (to_entry(L, index) || to_page(L, index))
        frame_fail(r, key, _("take one of its fields, as in page.title"), _("'%s' cannot be a page"), key);
    else if (to_collection(L, index))
        frame_fail(r, key, _("go through it: for entry in page.entries do … end"),
                   _("'%s' cannot be a collection"), key);
    else if (lua_type(L, index) == LUA_TNUMBER)
        frame_fail(r, key, NULL, _("'%s' is not a number"), key);
    else
        frame_fail(r, key, NULL, _("'%s' must be a text"), key);
}

const char *frame_text(FrameReader *r, int index, const char *key)
{
    lua_State *L = r->L;
    const int type = lua_type(L, index);
    gsize length;

    if (type == LUA_TNIL)
        return NULL;
    if ((type != LUA_TSTRING && type != LUA_TNUMBER) ||
        (type == LUA_TNUMBER && !isfinite(lua_tonumber(L, index)))) {
        refuse_text(r, index, key);
        return NULL;
    }
    const char *text = luaL_tolstring(L, index, &length);
    const gboolean fits = length <= TEXT_MAX - MIN(r->bytes, TEXT_MAX);
    const char *kept = fits ? clean(r, text, length) : NULL;
    lua_pop(L, 1);
    if (!fits && r->bytes < TEXT_MAX)
        frame_fail(r, key, NULL, _("the texts of a sheet have %d bytes at the most"), TEXT_MAX);
    r->bytes = fits ? r->bytes + length : TEXT_MAX;
    return kept;
}

const char *frame_member(FrameReader *r, int table, const char *key)
{
    push_member(r, table, key);
    const char *text = frame_text(r, lua_gettop(r->L), key);
    lua_pop(r->L, 1);
    return text;
}

/* Why a file of the site cannot be shown, or NULL. */
static const char *file_refusal(const Site *site, const char *file)
{
    const Entry *owner = site_owner(site, file);

    if (!site_has_file(site, file))
        return N_("the site has no file '%s'");
    if (site_withholder(site, file) || (owner && entry_withholds(owner, file)))
        return N_("the file '%s' is not published");
    return NULL;
}

const char *frame_path(FrameReader *r, const char *file)
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
    return frame_path(r, file);
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
