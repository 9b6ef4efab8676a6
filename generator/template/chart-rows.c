/* SPDX-License-Identifier: MIT */
#include "template/chart-rows.h"

#include "template/push.h"
#include "template/words.h"
#include "text/number.h"

#include <glib/gi18n.h>
#include <math.h>
#include <string.h>

#define TEXT_MAX 1000 /* bytes */
#define MINUTES_A_DAY 1440.0

/* Where the rows and the row that is being read are. */
enum { ROWS = CHART_TEXTS + 1, ROW };

static const char SERIES_HINT[] = N_("write series = { \"A\", \"B\" }");
const char CHART_SEVERAL_HINT[] = N_("chart.stacked and chart.line take several numbers in a row");

const char *chart_name(const Chart *chart)
{
    return CHART_LIMITS[chart->kind].name;
}

const char *chart_keep_text(lua_State *L, int index)
{
    gsize length;

    if (lua_type(L, index) != LUA_TSTRING && lua_type(L, index) != LUA_TNUMBER)
        return NULL;
    if (lua_type(L, index) == LUA_TNUMBER && !lua_isinteger(L, index)) {
        char digits[NUMBER_SIZE];
        const double number = lua_tonumber(L, index);
        if (!(fabs(number) < NUMBER_LIMIT))
            return NULL;
        number_format_plain(digits, number, 6);
        lua_pushstring(L, digits);
    } else {
        lua_pushvalue(L, index);
    }
    const char *text = lua_tolstring(L, -1, &length);
    if (!g_utf8_validate_len(text, length, NULL))
        host_fail(L, N_("the texts of a chart must be UTF-8"));
    if (length > TEXT_MAX)
        host_fail(L, N_("the texts of a chart must be shorter than %d bytes"), TEXT_MAX);
    lua_rawseti(L, CHART_TEXTS, (lua_Integer)lua_rawlen(L, CHART_TEXTS) + 1);
    return text;
}

/* Whether a list can stand at `index`: a table, or a list of a data file. */
static gboolean is_list(lua_State *L, int index)
{
    return lua_istable(L, index) || luaL_testudata(L, index, "table");
}

/* Raises `format` (N_), which is about the row `number` and the kind of chart. */
static void fail_row(lua_State *L, const Chart *chart, lua_Integer number, const char *hint,
                     const char *format)
{
    host_error(L, hint ? g_strdup(_(hint)) : NULL, format, (int)number, chart_name(chart));
    lua_error(L);
}

/* Series */

static const char *const *read_series(lua_State *L, const Chart *chart, guint *count)
{
    lua_getfield(L, CHART_ARGUMENT, "series");
    const int list = lua_gettop(L);
    if (lua_isnil(L, list) && chart->kind == CHART_LINE) {
        lua_pop(L, 1);
        *count = 1;
        return NULL;
    }
    const lua_Integer length = is_list(L, list) ? luaL_len(L, list) : 0;
    if (length < 1) {
        host_error(L, g_strdup(_(SERIES_HINT)), N_("'series' of 'chart.%s' must be a list of names"),
                   chart_name(chart));
        lua_error(L);
    }
    if (length > CHART_LIMITS[chart->kind].most_series)
        host_fail(L, N_("'chart.%s' takes %d series at the most: more cannot be told apart"),
                  chart_name(chart), (int)CHART_LIMITS[chart->kind].most_series);
    const char **series = lua_newuserdatauv(L, (size_t)length * sizeof *series, 0);
    lua_rawseti(L, CHART_TEXTS, (lua_Integer)lua_rawlen(L, CHART_TEXTS) + 1);
    for (lua_Integer i = 1; i <= length; i++) {
        lua_geti(L, list, i);
        series[i - 1] = chart_keep_text(L, -1);
        if (!series[i - 1])
            host_fail(L, N_("name %d of 'series' of 'chart.%s' is no text"), (int)i, chart_name(chart));
        lua_pop(L, 1);
    }
    lua_pop(L, 1);
    *count = (guint)length;
    return series;
}

/* Values */

static double read_number(lua_State *L, const Chart *chart, lua_Integer row, int place)
{
    const int type = lua_geti(L, ROW, place);
    const double value = lua_tonumber(L, -1);

    if (type == LUA_TBOOLEAN && !lua_toboolean(L, -1) && chart->kind == CHART_LINE) {
        lua_pop(L, 1);
        return NAN;
    }
    if (type == LUA_TSTRING)
        fail_row(L, chart, row, N_("write tonumber(…)"),
                 N_("row %d of 'chart.%s' has a text where a number must stand"));
    if (type != LUA_TNUMBER)
        fail_row(L, chart, row, chart->kind == CHART_LINE ? N_("write false where there is no value") : NULL,
                 N_("row %d of 'chart.%s' lacks a number"));
    if (!(fabs(value) < NUMBER_LIMIT))
        fail_row(L, chart, row, NULL,
                 N_("row %d of 'chart.%s' has a number that is not finite, or not below 10^15"));
    if (value < 0 && !CHART_LIMITS[chart->kind].negative)
        fail_row(L, chart, row, N_("chart.bar and chart.line show what is below zero"),
                 N_("row %d of 'chart.%s' has a number below zero: a part of a whole cannot be that"));
    lua_pop(L, 1);
    return value;
}

static void read_numbers(lua_State *L, const Chart *chart, lua_Integer row, double *values)
{
    const char *hint = chart->kind == CHART_LINE && !chart->series              ? SERIES_HINT
                       : chart->kind == CHART_BAR || chart->kind == CHART_DONUT ? CHART_SEVERAL_HINT
                                                                                : NULL;

    for (guint i = 0; i < chart->n_series; i++)
        values[i] = read_number(L, chart, row, (int)i + 2);
    if (lua_geti(L, ROW, (lua_Integer)chart->n_series + 2) != LUA_TNIL)
        fail_row(L, chart, row, hint, N_("row %d of 'chart.%s' has more numbers than there are series"));
    lua_pop(L, 1);
}

/* Dates */

/* FALSE if there is none at that place of the row. */
static gboolean read_date(lua_State *L, const Chart *chart, lua_Integer row, int place, Date *date)
{
    const int type = lua_geti(L, ROW, place);
    const Date *given = to_date(L, -1);
    gboolean done = TRUE;

    if (given)
        *date = *given;
    else if (place == 2 && !lua_toboolean(L, -1))
        done = FALSE;
    else if (type != LUA_TSTRING || !date_parse(lua_tostring(L, -1), date))
        fail_row(L, chart, row, N_("write a date, or a text such as \"2025-06-29\""),
                 place == 1 ? N_("row %d of 'chart.%s' must begin with a date")
                            : N_("row %d of 'chart.%s' must have a date or false in the second place"));
    lua_pop(L, 1);
    return done;
}

static double days_of(Date date)
{
    return date.day + MAX(date.minute, 0) / MINUTES_A_DAY;
}

/* The day or days in words, kept. */
static const char *keep_days(lua_State *L, Date from, const Date *to)
{
    const gboolean han = g_str_has_prefix(engine_of(L)->site->language, "zh");

    words_push_date(L, from, "long");
    if (to) {
        lua_pushstring(L, han ? "至" : " – ");
        words_push_date(L, *to, "long");
        lua_concat(L, 3);
    }
    const char *text = chart_keep_text(L, -1);
    lua_pop(L, 1);
    return text;
}

static void read_span(lua_State *L, const Chart *chart, lua_Integer row, ChartRow *into, double *values)
{
    Date from, to;

    read_date(L, chart, row, 1, &from);
    const gboolean ends = read_date(L, chart, row, 2, &to);
    if (ends && days_of(to) < days_of(from))
        fail_row(L, chart, row, NULL, N_("row %d of 'chart.%s' ends before it begins"));
    const gboolean lasts = ends && date_compare(from, to) != 0;
    values[0] = days_of(from);
    values[1] = lasts ? days_of(to) + (to.minute < 0) : NAN;
    into->when = keep_days(L, from, lasts && to.day != from.day ? &to : NULL);
}

/* Rows */

static void read_row(lua_State *L, const Chart *chart, lua_Integer number, ChartRow *row, double *values)
{
    const gboolean timeline = chart->kind == CHART_TIMELINE;

    if (!is_list(L, ROW))
        fail_row(L, chart, number,
                 timeline ? N_("write { from, to or false, \"text\" }") : N_("write { \"2023\", 12 }"),
                 N_("row %d of 'chart.%s' is no list"));
    lua_geti(L, ROW, timeline ? 3 : 1);
    if (to_date(L, -1)) {
        luaL_tolstring(L, -1, NULL);
        lua_replace(L, -2);
    }
    *row = (ChartRow){.name = chart_keep_text(L, -1), .values = values};
    if (!row->name)
        fail_row(L, chart, number, NULL,
                 timeline ? N_("row %d of 'chart.%s' must have a text in the third place")
                          : N_("row %d of 'chart.%s' must begin with a text"));
    lua_pop(L, 1);
    if (timeline)
        read_span(L, chart, number, row, values);
    else
        read_numbers(L, chart, number, values);
}

/* The earliest first; those that begin together stay as they were given. */
static void sort_rows(ChartRow *rows, guint count)
{
    for (guint i = 1; i < count; i++) {
        const ChartRow row = rows[i];
        guint at = i;
        for (; at > 0 && rows[at - 1].values[0] > row.values[0]; at--)
            rows[at] = rows[at - 1];
        rows[at] = row;
    }
}

static lua_Integer count_rows(lua_State *L, const Chart *chart)
{
    const lua_Integer most = CHART_LIMITS[chart->kind].most_rows;

    if (!is_list(L, ROWS)) {
        host_error(L, g_strdup(_("write rows = { { \"2023\", 12 }, { \"2024\", 15 } }")),
                   N_("'rows' of 'chart.%s' must be a list of lists"), chart_name(chart));
        lua_error(L);
    }
    const lua_Integer count = luaL_len(L, ROWS);
    if (count > most) {
        host_error(L, chart->kind == CHART_DONUT ? g_strdup(_("write chart.bar")) : NULL,
                   N_("'chart.%s' takes %d rows at the most: more cannot be told apart"), chart_name(chart),
                   (int)most);
        lua_error(L);
    }
    return MAX(count, 0);
}

void chart_read_rows(lua_State *L, Chart *chart)
{
    chart->n_series = chart->kind == CHART_TIMELINE ? 2 : 1;
    if (chart->kind == CHART_STACKED || chart->kind == CHART_LINE)
        chart->series = read_series(L, chart, &chart->n_series);
    lua_getfield(L, CHART_ARGUMENT, "rows");
    chart->n_rows = (guint)count_rows(L, chart);
    if (chart->n_rows == 0)
        return;
    const size_t values_size = (size_t)chart->n_rows * chart->n_series * sizeof(double);
    /* Doubles first: both are aligned. */
    double *values = lua_newuserdatauv(L, values_size + chart->n_rows * sizeof(ChartRow), 0);
    ChartRow *rows = (ChartRow *)(values + (size_t)chart->n_rows * chart->n_series);
    lua_rawseti(L, CHART_TEXTS, (lua_Integer)lua_rawlen(L, CHART_TEXTS) + 1);
    for (guint i = 0; i < chart->n_rows; i++) {
        lua_geti(L, ROWS, (lua_Integer)i + 1);
        read_row(L, chart, (lua_Integer)i + 1, &rows[i], values + (size_t)i * chart->n_series);
        lua_settop(L, ROWS);
    }
    if (chart->kind == CHART_TIMELINE)
        sort_rows(rows, chart->n_rows);
    chart->rows = rows;
}
