/* SPDX-License-Identifier: MIT */
#include "template/print.h"

#include "compile/explain.h"
#include "template/host.h"
#include "template/json.h"
#include "template/memory.h"
#include "template/push.h"
#include "template/refusal.h"
#include "template/report.h"

#include <glib/gi18n.h>
#include <math.h>
#include <string.h>

/* How much of a value a message shows, in bytes. */
#define SHOWN_MAX 60

static const Template *own_template(lua_State *L)
{
    return lua_touserdata(L, lua_upvalueindex(1));
}

static const Mark *mark_at(lua_State *L, int index)
{
    const lua_Integer number = luaL_checkinteger(L, index);
    const GArray *marks = own_template(L)->marks;

    luaL_argcheck(L, number >= 0 && number < (lua_Integer)marks->len, index, "no mark");
    return &g_array_index(marks, Mark, number);
}

/* What was wrong has been reported; this only stops the page. */
static int stop(lua_State *L)
{
    return luaL_error(L, "reported");
}

/* A mistake in the text of a template: its own place, not that of a mark. */
static int fail_text(lua_State *L, const Template *template, const TemplateText *text,
                     const EscapeProblem *problem)
{
    const Place place = source_place(template->source, text->start + problem->offset);

    report_at(L, SEVERITY_ERROR, place, problem->mend,
              g_strdup_printf(_("no value can stand %s"), problem->where));
    return stop(L);
}

/* The last text that left the text of the page: what is not closed at the end began in it. */
static void note_opening(Engine *engine, const Template *template, const TemplateText *text, Context before)
{
    if (!escape_in_text(before) || escape_in_text(engine->context))
        return;
    engine->open_in = template;
    engine->open_text = text;
    engine->open_context = before;
}

/* Where in that text: it is followed once more, byte by byte. */
static Place opening_place(Engine *engine)
{
    const Source *source = engine->open_in ? engine->open_in->source : NULL;
    const TemplateText *text = engine->open_text;
    Context context = engine->open_context;
    EscapeProblem problem;
    gsize open = 0;

    if (!source)
        return PLACE_NONE;
    for (gsize i = text->start; i < text->end; i++) {
        const gboolean in_text = escape_in_text(context);
        escape_text(engine->escaper, &context, source->text + i, 1, &problem);
        if (in_text && !escape_in_text(context))
            open = i;
    }
    return source_place(source, open);
}

/* Follows a text in a context that it was not printed in before, and keeps what came of it. */
static void follow_text(lua_State *L, const Template *template, TemplateText *text)
{
    Engine *engine = engine_of(L);
    const Context before = engine->context;
    EscapeProblem problem;

    if (!escape_text(engine->escaper, &engine->context, template->source->text + text->start,
                     text->end - text->start, &problem))
        fail_text(L, template, text, &problem);
    memmove(text->before + 1, text->before, sizeof text->before - sizeof *text->before);
    memmove(text->after + 1, text->after, sizeof text->after - sizeof *text->after);
    text->before[0] = before;
    text->after[0] = engine->context;
}

static void step_context(lua_State *L, const Template *template, TemplateText *text)
{
    Engine *engine = engine_of(L);
    const Context before = engine->context;

    for (int i = 0; i < TEXT_CONTEXTS; i++) {
        if (text->before[i] != before)
            continue;
        engine->context = text->after[i];
        note_opening(engine, template, text, before);
        return;
    }
    follow_text(L, template, text);
    note_opening(engine, template, text, before);
}

int print_text(lua_State *L)
{
    const Template *template = own_template(L);
    Engine *engine = engine_of(L);

    if (engine->defining)
        return 0;
    const lua_Integer number = luaL_checkinteger(L, 1);
    luaL_argcheck(L, number >= 0 && number < (lua_Integer) template->texts->len, 1, "no text");
    memory_check_length(L, engine->out->len);
    TemplateText *text = &g_array_index(template->texts, TemplateText, number);
    step_context(L, template, text);
    g_string_append_len(engine->out, template->source->text + text->start, (gssize)(text->end - text->start));
    return 0;
}

static int refuse_print(lua_State *L)
{
    const Mark *mark = mark_at(L, 2);
    const int type = lua_type(L, 1);

    if (type == LUA_TNUMBER)
        return host_fail(L, N_("'%s' is not a number"), mark->code);
    if (type == LUA_TNIL)
        host_error(L, explain_nothing(mark->code), N_("'%s' has no value to print"), mark->code);
    else
        refusal_push(L, 1, mark->code);
    return lua_error(L);
}

static const HostClass buffer_class;

static int buffer_free(lua_State *L)
{
    GString **buffer = host_check(L, 1, &buffer_class);

    if (*buffer)
        g_string_free(*buffer, TRUE);
    *buffer = NULL;
    return 0;
}

static const HostClass buffer_class = {"buffer", (const luaL_Reg[]){{"__gc", buffer_free}, {NULL, NULL}}};

/* A buffer that goes when an error does. Templates never see it. */
static GString **push_buffer(lua_State *L)
{
    GString **buffer = lua_newuserdatauv(L, sizeof *buffer, 0);

    *buffer = NULL;
    host_set_class(L, &buffer_class);
    *buffer = g_string_new(NULL);
    return buffer;
}

/* A table as JSON, in its place. */
static EscapeKind write_json(lua_State *L)
{
    GString **json = push_buffer(L);
    const char *refused = json_append_value(L, 1, *json);

    if (refused)
        host_fail(L, refused, mark_at(L, 2)->code);
    lua_pushlstring(L, (*json)->str, (*json)->len);
    lua_replace(L, 1);
    g_string_free(g_steal_pointer(json), TRUE);
    return ESCAPE_SCRIPTED;
}

static int to_string(lua_State *L, EscapeKind kind)
{
    luaL_tolstring(L, 1, NULL);
    lua_replace(L, 1);
    return kind;
}

/* Makes the value at 1 a string, and says of what kind it is. */
static EscapeKind read_value(lua_State *L)
{
    const gboolean json = escape_takes_json(engine_of(L)->context);
    gsize length;

    switch (lua_type(L, 1)) {
    case LUA_TSTRING: return ESCAPE_STRING;
    case LUA_TBOOLEAN: return to_string(L, ESCAPE_LITERAL);
    case LUA_TNUMBER:
        if (isnan(lua_tonumber(L, 1)) || (json && isinf(lua_tonumber(L, 1))))
            refuse_print(L); /* how it is written differs between machines */
        return to_string(L, ESCAPE_LITERAL);
    case LUA_TTABLE:
        if (json)
            return write_json(L);
        break;
    case LUA_TUSERDATA:
        if (to_markup(L, 1, &length))
            return to_string(L, markup_is_closed(L, 1) ? ESCAPE_CLOSED_MARKUP : ESCAPE_MARKUP);
        if (to_date(L, 1))
            return to_string(L, ESCAPE_STRING);
        if (json && !to_entry(L, 1) && !to_collection(L, 1))
            return write_json(L);
        break;
    default: break;
    }
    refuse_print(L);
    return ESCAPE_STRING;
}

static Place place_of_mark(lua_State *L, const Mark *mark)
{
    return (Place){.source = own_template(L)->source, .line = mark->line, .column = mark->column};
}

/* The beginning of a value, on one line. */
static char *show_value(const EscapeValue *value)
{
    gsize length = MIN(value->length, SHOWN_MAX);

    while (length > 0 && length < value->length && ((guchar)value->text[length] & 0xc0) == 0x80)
        length--;
    char *shown = g_strdup_printf("%.*s%s", (int)length, value->text, length < value->length ? "…" : "");
    return g_strdelimit(shown, "\t\r\n", ' ');
}

static void warn_replaced(lua_State *L, const EscapeValue *value, const EscapeProblem *problem)
{
    const Mark *mark = mark_at(L, 2);
    g_autofree char *shown = show_value(value);

    report_at(L, SEVERITY_WARNING, place_of_mark(L, mark), problem->mend,
              g_strdup_printf(_("'%s' is left out %s: '%s'"), mark->code, problem->where, shown));
}

static int refuse_place(lua_State *L, const EscapeProblem *problem)
{
    const Mark *mark = mark_at(L, 2);

    report_at(L, SEVERITY_ERROR, place_of_mark(L, mark), problem->mend,
              g_strdup_printf(_("'%s' cannot stand %s"), mark->code, problem->where));
    return stop(L);
}

static void append(lua_State *L, const EscapeValue *value)
{
    Engine *engine = engine_of(L);
    EscapeProblem problem;

    switch (escape_value(engine->escaper, &engine->context, engine->out, value, &problem)) {
    case ESCAPE_DONE: return;
    case ESCAPE_REPLACED: warn_replaced(L, value, &problem); return;
    case ESCAPE_REFUSED: refuse_place(L, &problem);
    }
}

/* print(value, mark) */
int print_value(lua_State *L)
{
    EscapeValue value;

    if (engine_of(L)->defining)
        return 0;
    memory_check_length(L, engine_of(L)->out->len);
    value.kind = read_value(L);
    value.text = lua_tolstring(L, 1, &value.length);
    if (value.kind == ESCAPE_STRING && !g_utf8_validate_len(value.text, value.length, NULL)) {
        char *valid = g_utf8_make_valid(value.text, (gssize)value.length);
        lua_pushstring(L, valid);
        g_free(valid);
        lua_replace(L, 1);
        value.text = lua_tolstring(L, 1, &value.length);
    }
    append(L, &value);
    return 0;
}

void print_end(lua_State *L)
{
    Engine *engine = engine_of(L);
    const char *where = escape_unfinished(engine->context);

    if (!where)
        return;
    report_at(L, SEVERITY_ERROR, opening_place(engine), _("close what begins here"),
              g_strdup_printf(_("the page ends %s"), where));
    stop(L);
}
