/* SPDX-License-Identifier: MIT */
#include "template/report.h"

#include <glib/gi18n.h>
#include <string.h>

/* The number of the mark that ran in the function of `frame`, or G_MAXUINT. */
static guint running_mark(lua_State *L, lua_Debug *frame)
{
    guint mark = G_MAXUINT;
    const char *name;

    for (int i = 1; (name = lua_getlocal(L, frame, i)); i++) {
        if (strcmp(name, TEMPLATE_MARK) == 0)
            mark = (guint)lua_tointeger(L, -1);
        lua_pop(L, 1);
    }
    lua_getinfo(L, "f", frame);
    for (int i = 1; mark == G_MAXUINT && (name = lua_getupvalue(L, -1, i)); i++) {
        if (strcmp(name, TEMPLATE_MARK) == 0)
            mark = (guint)lua_tointeger(L, -1);
        lua_pop(L, 1);
    }
    lua_pop(L, 1);
    return mark;
}

/* The place on a line of a mark that began further up: where its code begins there. */
static Place place_within(const Template *template, guint line)
{
    g_autofree char *text = source_line(template->source, line);
    return (Place){.source = template->source, .line = line, .column = 1 + (guint)strspn(text, " \t")};
}

/* The place on that line: of the mark that ran, else of the first one there. */
static Place place_on_line(const Template *template, guint mark, guint line)
{
    const Mark *ran = mark < template->marks->len ? &g_array_index(template->marks, Mark, mark) : NULL;

    if (ran && line > ran->line && line <= ran->last_line)
        return place_within(template, line);
    if (ran && line == ran->line)
        return template_mark_place(template, mark);
    for (guint i = 0; i < template->marks->len; i++)
        if (g_array_index(template->marks, Mark, i).line == line)
            return template_mark_place(template, i);
    return place_within(template, line);
}

/* The innermost frame that is a template's. */
static gboolean find_place(lua_State *L, Place *place, char **where)
{
    const Engine *engine = engine_of(L);
    lua_Debug frame;

    for (int level = 0; lua_getstack(L, level, &frame); level++) {
        lua_getinfo(L, "Sl", &frame);
        const Template *template =
            frame.source[0] == '@' ? g_hash_table_lookup(engine->templates, frame.source + 1) : NULL;
        if (!template)
            continue;
        const guint line = frame.currentline > 0 ? (guint)frame.currentline : 1;
        *where = g_strdup_printf("%s:%d: ", frame.short_src, frame.currentline);
        *place = place_on_line(template, running_mark(L, &frame), line);
        return TRUE;
    }
    return FALSE;
}

int report_mistake(lua_State *L)
{
    Engine *engine = engine_of(L);
    const char *message = lua_type(L, 1) == LUA_TSTRING ? lua_tostring(L, 1) : _("the error is no text");
    Place place = PLACE_NONE;
    g_autofree char *where = NULL;
    g_autofree char *hint = NULL;

    if (engine->reported || engine->left_out || engine->compiling)
        return 1;
    engine->reported = TRUE;
    if (engine->page)
        hint = g_strdup_printf(_("while making %s"), engine->page->path);
    if (find_place(L, &place, &where) && g_str_has_prefix(message, where))
        message += strlen(where);
    g_autofree char *valid = g_utf8_make_valid(message, -1);
    diagnostics_error(engine->diagnostics, place, hint, "%s", valid);
    return 1;
}
