/* SPDX-License-Identifier: MIT */
#include "template/report.h"

#include "compile/explain.h"
#include "compile/place.h"
#include "template/chain.h"
#include "template/chunk.h"
#include "template/host.h"
#include "template/kept.h"
#include "template/memory.h"
#include "text/suggest.h"

#include <glib/gi18n.h>
#include <string.h>

/* The template of that name; one that is long, Lua shortens to "..." and its end. */
static const Template *template_named(const Engine *engine, const char *name)
{
    GHashTableIter iter;
    gpointer whole, template;

    if (!g_str_has_prefix(name, "..."))
        return g_hash_table_lookup(engine->templates, name);
    g_hash_table_iter_init(&iter, engine->templates);
    while (g_hash_table_iter_next(&iter, &whole, &template))
        if (template && g_str_has_suffix(whole, name + strlen("...")))
            return template;
    return NULL;
}

/* sheet.lua is no template: its lines are its own. */
static gboolean is_script(const Engine *engine, const char *chunk)
{
    return engine->script && strcmp(chunk, chunk_name(engine->script)) == 0;
}

/*
 * Splits "layouts/home.html:12: what is wrong", as Lua begins its messages, into the template (NULL if it is
 * none), the line of its chunk, and the words. FALSE if it does not begin with a chunk of ours.
 */
static gboolean split_message(const Engine *engine, const char *message, const Template **template,
                              guint *line, const char **words)
{
    int end = 0;

    *template = NULL;

    for (const char *colon = message; (colon = strchr(colon, ':')); colon++) {
        if (sscanf(colon, ":%u: %n", line, &end) != 1 || end == 0)
            continue;
        g_autofree char *name = g_strndup(message, (gsize)(colon - message));
        *words = colon + end;
        *template = template_named(engine, name);
        return *template || is_script(engine, name);
    }
    return FALSE;
}

void report_caught(lua_State *L)
{
    const Template *template;
    guint line = 0;
    const char *words;

    if (lua_type(L, -1) != LUA_TSTRING ||
        !split_message(engine_of(L), lua_tostring(L, -1), &template, &line, &words) || !template)
        return;
    const Place place = template_place(template, line);
    lua_pushfstring(L, "%s:%d: %s", template->name, (int)place.line, words);
    lua_replace(L, -2);
}

/* The code of the mark that runs in a frame; of one over several lines, the line of it. Newly allocated. */
static char *code_of(const Template *template, guint lua_line)
{
    const Mark *mark = template_mark_at(template, lua_line);

    if (!mark || mark->line == mark->last_line)
        return g_strdup(mark ? mark->code : "");
    return source_line(template->source, template_place(template, lua_line).line);
}

/* The place of the innermost frame that is a template's or the script's, and its code. */
static void find_place(lua_State *L, Place *place, char **code)
{
    const Engine *engine = engine_of(L);
    lua_Debug frame;

    for (int level = 0; lua_getstack(L, level, &frame); level++) {
        lua_getinfo(L, "Sl", &frame);
        const Template *template = chain_template(engine, &frame);
        const guint line = (guint)MAX(frame.currentline, 1);
        if (frame.source[0] == '@' && is_script(engine, frame.source + 1)) {
            *place = (Place){.source = engine->script, .line = line};
            *code = source_line(place->source, line);
            return;
        }
        if (!template)
            continue;
        *place = template_place(template, line);
        *code = code_of(template, line);
        return;
    }
}

/* What cannot be compiled, or gives no such function, has no frame: the line is in the message, if anywhere.
 */
static Place script_place(const Engine *engine, const char *message)
{
    const Template *template;
    const char *words;
    guint line;

    if (!engine->script)
        return PLACE_NONE;
    if (!split_message(engine, message, &template, &line, &words) || template)
        line = 0;
    return (Place){.source = engine->script, .line = line};
}

/* Without the places that Lua has put before the words: also that of an error which was caught and raised
 * again. */
static const char *message_words(const Engine *engine, const char *message)
{
    const Template *template;
    const char *words = message;
    guint line;

    while (split_message(engine, message, &template, &line, &words))
        message = words;
    return message;
}

/* "did you mean …" for the first name after `path` ("…" of "site.data.…") that the data lack; or NULL. */
static char *suggest_member(const Value *data, const char *path)
{
    while (data && data->kind == VALUE_RECORD && *path++ == '.') {
        const gsize length = strspn(path, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_");
        g_autofree char *name = g_strndup(path, length);
        g_autoptr(GPtrArray) names = g_ptr_array_new();
        const Value *next = NULL;
        for (guint i = 0; i < data->record.count; i++) {
            const Member *member = &data->record.members[i];
            g_ptr_array_add(names, (gpointer)member->name);
            if (strcmp(member->name, name) == 0)
                next = &member->value;
        }
        g_ptr_array_add(names, NULL);
        if (!next)
            return suggest_hint(name, (const char *const *)names->pdata);
        data = next;
        path += length;
    }
    return NULL;
}

/* Data answer nil to any name, so that a theme can ask for a file that a site may have; a near miss shows
 * once that nil is in the way. */
static char *suggest_data(const Engine *engine, const char *code)
{
    static const char data[] = "site.data";
    char *hint = NULL;

    for (const char *p = code; !hint && (p = strstr(p, data)); p++)
        hint = suggest_member(&engine->site->content->data, p + strlen(data));
    return hint;
}

int report_mistake(lua_State *L)
{
    Engine *engine = engine_of(L);
    const char *message = lua_type(L, 1) == LUA_TSTRING ? lua_tostring(L, 1) : _("the error is no text");
    Place place = script_place(engine, message);
    g_autofree char *code = NULL;
    if (engine->reported || engine->left_out || engine->compiling || memory_is_exhausted(L))
        return 1;
    engine->reported = TRUE;
    find_place(L, &place, &code);
    const char *plain = message_words(engine, message);
    const char *words = host_words(L, plain);
    const char *hint = host_hint(L, plain);
    g_autofree char *valid = g_utf8_make_valid(plain, -1);
    g_auto(Explanation) why = explain_error(valid, code ? code : "");
    g_autofree char *data_hint = suggest_data(engine, code ? code : "");
    g_autofree char *notes = chain_notes(L, NULL);
    if (data_hint)
        hint = data_hint;
    else if (why.hint)
        hint = why.hint;
    diagnostics_add(engine->diagnostics, SEVERITY_ERROR, place, hint, notes, words ? words : why.message);
    return 1;
}

void report_at(lua_State *L, Severity severity, Place place, const char *hint, char *message)
{
    Engine *engine = engine_of(L);
    kept_spoil(engine);
    g_autofree char *notes = chain_notes(L, NULL);

    diagnostics_add(engine->diagnostics, severity, place, hint, notes, message);
    engine->reported = engine->reported || severity == SEVERITY_ERROR;
    g_free(message);
}
