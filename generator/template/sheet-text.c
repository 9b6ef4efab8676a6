/* SPDX-License-Identifier: MIT */
/* Texts of frames, as they can be set. */
#include "template/push.h"
#include "template/sheet-frame.h"

#include <glib/gi18n.h>
#include <math.h>
#include <string.h>

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

/* Counts the text, and keeps it as it can be set. */
static const char *keep_text(FrameReader *r, const char *text, gsize length, const char *key)
{
    const gsize most = r->limits->bytes;
    const gboolean fits = length <= most - MIN(r->bytes, most);

    if (!fits && !r->full)
        frame_fail(r, key, NULL,
                   r->limits->book ? _("the texts of a book have %d bytes at the most")
                                   : _("the texts of a sheet have %d bytes at the most"),
                   (int)most);
    r->bytes = fits ? r->bytes + length : most;
    r->full = r->full || !fits;
    return fits ? clean(r, text, length) : NULL;
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
    const char *kept = keep_text(r, text, length, key);
    lua_pop(L, 1);
    return kept;
}

const char *frame_markdown(FrameReader *r, int index, const char *key, Pictures *pictures)
{
    const Entry *entry = to_entry(r->L, index);
    const gboolean gone = entry && (entry->state == ENTRY_TOMBSTONE || entry->state == ENTRY_HIDDEN);
    const char *text = NULL;

    if (!entry) {
        text = frame_text(r, index, key);
    } else if (!gone) {
        gsize length;
        const char *body = entry_body(entry, &length);
        text = keep_text(r, body, length, key);
    }
    frame_pictures(r, entry ? entry : r->entry, text, pictures);
    return text;
}

const char *frame_anchor(FrameReader *r, int index, const char *key)
{
    const Entry *entry = to_entry(r->L, index);

    return entry ? entry->id : frame_text(r, index, key);
}

const char *frame_member(FrameReader *r, int table, const char *key)
{
    lua_pushstring(r->L, key);
    lua_rawget(r->L, table);
    const char *text = frame_text(r, lua_gettop(r->L), key);
    lua_pop(r->L, 1);
    return text;
}
