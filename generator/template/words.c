/* SPDX-License-Identifier: MIT */
#include "template/words.h"

#include "site/visibility.h"
#include "template/push.h"
#include "text/chinese-date.h"
#include "text/number.h"
#include "text/suggest.h"

#include <glib/gi18n.h>
#include <string.h>
#include <unicode/udat.h>
#include <unicode/udatpg.h>
#include <unicode/ustring.h>

#define PATTERN_MAX 128
#define MILLISECONDS_A_MINUTE 60000.0

void words_date_format_free(gpointer format)
{
    udat_close(format);
}

/* Named forms as ICU skeletons: the language says what becomes of them (Unicode TR 35, Date Format Patterns).
 */
static const char *skeleton_of(const char *name, gboolean timed)
{
    if (strcmp(name, "long") == 0)
        return "yMMMMd";
    if (strcmp(name, "medium") == 0)
        return "yMMMd";
    if (strcmp(name, "short") == 0)
        return "MMMd";
    if (strcmp(name, "full") == 0)
        return timed ? "yMMMMdEEEEjmm" : "yMMMMdEEEE";
    if (strcmp(name, "time") == 0)
        return "jmm";
    return NULL;
}

/* The pattern for a name or, as it stands, a pattern ("yyyy.MM.dd"); its length, or 0. */
static int32_t pattern_of(const char *language, const char *format, gboolean timed, UChar *pattern)
{
    UErrorCode status = U_ZERO_ERROR;
    const char *skeleton = skeleton_of(format, timed);
    UChar wide[PATTERN_MAX];
    int32_t length = 0;

    u_strFromUTF8(wide, PATTERN_MAX, &length, skeleton ? skeleton : format, -1, &status);
    if (U_FAILURE(status) || length == 0)
        return 0;
    if (!skeleton) {
        u_memcpy(pattern, wide, length);
        return length;
    }
    UDateTimePatternGenerator *generator = udatpg_open(language, &status);
    if (U_FAILURE(status))
        return 0;
    length = udatpg_getBestPattern(generator, wide, length, pattern, PATTERN_MAX, &status);
    udatpg_close(generator);
    return U_SUCCESS(status) ? length : 0;
}

/* The formatter for a form, made once. The dates are the site's own days, so it works in UTC. */
static UDateFormat *date_format(Engine *engine, const char *format, gboolean timed)
{
    g_autofree char *key = g_strdup_printf("%d %s", timed, format);
    UDateFormat *known = g_hash_table_lookup(engine->dates, key);
    UErrorCode status = U_ZERO_ERROR;
    UChar pattern[PATTERN_MAX];

    if (known)
        return known;
    const int32_t length = pattern_of(engine->site->language, format, timed, pattern);
    if (length == 0)
        return NULL;
    known =
        udat_open(UDAT_PATTERN, UDAT_PATTERN, engine->site->language, u"UTC", -1, pattern, length, &status);
    if (U_FAILURE(status))
        return NULL;
    state_keep(engine->dates, STATE_KEEP_MAX, g_steal_pointer(&key), known);
    return known;
}

const char *const WORDS_DATE_FORMS[] = {"chinese", "compact", "full",  "han",  "iso", "long",
                                        "medium",  "rfc3339", "short", "time", "utc", NULL};

void words_push_date(lua_State *L, Date date, const char *format)
{
    UErrorCode status = U_ZERO_ERROR;
    UDateFormat *formatter = date_format(engine_of(L), format, date.minute >= 0);
    const double minutes = date.day * 1440.0 + MAX(date.minute, 0);
    UChar wide[PATTERN_MAX];
    char text[PATTERN_MAX * 3];

    const char *near = skeleton_of(format, FALSE) ? NULL : suggest_nearest(format, WORDS_DATE_FORMS);
    if (near) {
        host_error(L, suggest_hint(format, WORDS_DATE_FORMS), N_("'%s' is no form of a date"), format);
        lua_error(L);
    }
    if (!formatter)
        host_fail(L, N_("'%s' is no form of a date"), format);
    int32_t length =
        udat_format(formatter, minutes * MILLISECONDS_A_MINUTE, wide, PATTERN_MAX, NULL, &status);
    u_strToUTF8(text, sizeof text, &length, wide, length, &status);
    if (U_FAILURE(status))
        host_fail(L, N_("'%s' is no form of a date"), format);
    lua_pushlstring(L, text, (size_t)length);
}

static void push_plain(lua_State *L, Date date, const char *format)
{
    int year, month, day;

    date_get(date, &year, &month, &day);
    if (strcmp(format, "compact") == 0) {
        char text[16];
        g_snprintf(text, sizeof text, "%04d%02d%02d", year, month, day);
        lua_pushstring(L, text);
        return;
    }
    char *text = strcmp(format, "iso") == 0       ? date_format_iso(date)
                 : strcmp(format, "chinese") == 0 ? chinese_date_format(date, CHINESE_DIGITS)
                 : strcmp(format, "han") == 0     ? chinese_date_format(date, CHINESE_HAN)
                 : strcmp(format, "utc") == 0     ? date_format_utc(date, engine_of(L)->site->timezone)
                                                  : date_format_rfc3339(date, engine_of(L)->site->timezone);
    lua_pushstring(L, text);
    g_free(text);
}

static void push_written(lua_State *L, Date date, const char *format)
{
    static const char *const plain[] = {"iso", "rfc3339", "utc", "compact", "chinese", "han", NULL};

    if (strcmp(format, "time") == 0 && date.minute < 0)
        lua_pushnil(L);
    else if (g_strv_contains(plain, format))
        push_plain(L, date, format);
    else
        words_push_date(L, date, format);
}

/* Dates that are kept as they were written: those of a site come again and again. */
#define WRITTEN_MAX 4000

/* Pushes what was written for a day and minute in the form at 2; FALSE with nothing pushed if it was not. */
static gboolean push_known(lua_State *L, lua_Integer key)
{
    luaL_getsubtable(L, LUA_REGISTRYINDEX, REGISTRY_DATES);
    lua_pushvalue(L, 2);
    if (lua_rawget(L, -2) == LUA_TTABLE && lua_rawgeti(L, -1, key) != LUA_TNIL)
        return TRUE;
    lua_settop(L, 2);
    return FALSE;
}

/* Keeps the text on top of the stack. */
static void keep_written(lua_State *L, lua_Integer key)
{
    Engine *engine = engine_of(L);
    const int text = lua_gettop(L);

    if (engine->n_written++ == WRITTEN_MAX) {
        engine->n_written = 1;
        lua_newtable(L);
        lua_setfield(L, LUA_REGISTRYINDEX, REGISTRY_DATES);
    }
    luaL_getsubtable(L, LUA_REGISTRYINDEX, REGISTRY_DATES);
    luaL_getsubtable(L, -1, lua_tostring(L, 2));
    lua_pushvalue(L, text);
    lua_rawseti(L, -2, key);
    lua_settop(L, text);
}

/* date(d, form) */
static int f_date(lua_State *L)
{
    const Date date = check_date(L, 1);
    const lua_Integer key = (lua_Integer)date.day * 1441 + date.minute + 1;

    lua_settop(L, 2);
    if (lua_isnil(L, 2)) {
        lua_pushliteral(L, "long");
        lua_replace(L, 2);
    }
    const char *format = luaL_checkstring(L, 2);
    if (push_known(L, key))
        return 1;
    push_written(L, date, format);
    if (!lua_isnil(L, -1))
        keep_written(L, key);
    return 1;
}

/* number(n, decimals) */
static int f_number(lua_State *L)
{
    const lua_Number number = luaL_checknumber(L, 1);
    const lua_Integer decimals = lua_isnoneornil(L, 2) ? -1 : luaL_checkinteger(L, 2);
    char text[NUMBER_SIZE];

    luaL_argcheck(L, number > -NUMBER_LIMIT && number < NUMBER_LIMIT, 1, N_("must be a number below 10^15"));
    luaL_argcheck(L, lua_isnoneornil(L, 2) || (decimals >= 0 && decimals <= NUMBER_DECIMALS_MAX), 2,
                  N_("must be from 0 to 9"));
    number_format(text, number, (int)decimals);
    lua_pushstring(L, text);
    return 1;
}

static const Type *check_type(lua_State *L, const char *name)
{
    const Types *types = engine_of(L)->site->content->types;
    const Type *type = types_by_name(types, name);

    if (!type)
        type = types_by_folder(types, name);
    if (!type)
        type = types_data_by_name(types, name);
    if (!type) {
        host_error(L, suggest_hint(name, types_names(types)), N_("there is no type '%s'"), name);
        lua_error(L);
    }
    return type;
}

static const Field *check_field(lua_State *L, const Type *type, const char *name)
{
    const int index = type_field(type, name);

    if (index < 0) {
        GPtrArray *names = g_ptr_array_new();
        for (guint i = 0; i < type->n_fields; i++)
            g_ptr_array_add(names, (gpointer)type->fields[i].name);
        g_ptr_array_add(names, NULL);
        char *hint = suggest_hint(name, (const char *const *)names->pdata);
        g_ptr_array_unref(names);
        host_error(L, hint, N_("the type '%s' has no field '%s'"), type->name, name);
        lua_error(L);
    }
    return &type->fields[index];
}

static void push_label(lua_State *L, Labels labels, const char *fallback)
{
    const char *text = labels_get(labels, engine_of(L)->site->language);
    lua_pushstring(L, text ? text : fallback);
}

static char *suggest_choice(const Field *field, const char *value)
{
    g_autoptr(GPtrArray) names = g_ptr_array_new();

    for (guint i = 0; i < field->n_choices; i++)
        g_ptr_array_add(names, (gpointer)field->choices[i].name);
    g_ptr_array_add(names, NULL);
    return suggest_hint(value, (const char *const *)names->pdata);
}

static void push_choice_label(lua_State *L, const Field *field, const char *value)
{
    const char *label = choice_label(field, value, engine_of(L)->site->language);

    if (!label) {
        host_error(L, suggest_choice(field, value), N_("'%s' cannot be '%s'"), field->name, value);
        lua_error(L);
    }
    lua_pushstring(L, label);
}

/* label(entry, field): nil without a value; label(type), label(type, field), label(type, field, value) */
static int f_label(lua_State *L)
{
    const Entry *entry = to_entry(L, 1);

    if (entry) {
        const Field *field = check_field(L, entry->type, luaL_checkstring(L, 2));
        reads_entry(engine_of(L)->reads, entry, slot_of_field((guint)(field - entry->type->fields)));
        const Value *value = entry_visible(entry, (guint)(field - entry->type->fields));
        if (value->kind == VALUE_TEXT && field->kind == FIELD_CHOICE)
            push_choice_label(L, field, value->text);
        else
            push_value(L, value, field);
        return 1;
    }
    const Type *type = check_type(L, luaL_checkstring(L, 1));
    const char *name = luaL_optstring(L, 2, NULL);
    const Field *field = name ? check_field(L, type, name) : NULL;
    if (!field)
        push_label(L, type->labels, type->name);
    else if (lua_isnoneornil(L, 3))
        push_label(L, field->labels, field->name);
    else
        push_choice_label(L, field, luaL_checkstring(L, 3));
    return 1;
}

void words_open(lua_State *L)
{
    static const luaL_Reg functions[] = {
        {"date", f_date}, {"label", f_label}, {"number", f_number}, {NULL, NULL}};
    luaL_setfuncs(L, functions, 0);
}
