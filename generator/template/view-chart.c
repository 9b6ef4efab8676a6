/* SPDX-License-Identifier: MIT */
/* The library `chart`: pictures of numbers. */
#include "template/chart-rows.h"
#include "template/push.h"
#include "template/views.h"
#include "text/suggest.h"

#include <glib/gi18n.h>
#include <string.h>

/* By ChartKind. */
static const char *const CHART_KEYS[N_CHARTS][8] = {
    [CHART_BAR] = {"label", "rows", "title", "unit", NULL},
    [CHART_STACKED] = {"label", "rows", "series", "title", "total", "unit", NULL},
    [CHART_LINE] = {"label", "rows", "series", "title", "unit", NULL},
    [CHART_DONUT] = {"label", "rows", "title", "total", "unit", NULL},
    [CHART_TIMELINE] = {"label", "rows", "title", NULL},
};

/* The first in the order of their bytes, so that a message is the same in every run; or NULL. Kept by the
 * table. */
static const char *find_unknown(lua_State *L, const char *const *keys)
{
    const char *unknown = NULL;

    for (lua_pushnil(L); lua_next(L, CHART_ARGUMENT); lua_pop(L, 1)) {
        if (lua_type(L, -2) != LUA_TSTRING)
            host_fail(L, N_("what a chart is made of needs names: title = …, rows = …"));
        const char *key = lua_tostring(L, -2);
        if (!view_is_one_of(key, keys) && (!unknown || strcmp(key, unknown) < 0))
            unknown = key;
    }
    return unknown;
}

static void check_keys(lua_State *L, const Chart *chart)
{
    const char *const *keys = CHART_KEYS[chart->kind];
    const char *unknown = find_unknown(L, keys);

    if (!unknown)
        return;
    char *hint =
        strcmp(unknown, "series") == 0 ? g_strdup(_(CHART_SEVERAL_HINT)) : suggest_hint(unknown, keys);
    host_error(L, hint, N_("'chart.%s' takes no '%s'"), chart_name(chart), unknown);
    lua_error(L);
}

static const char *read_text(lua_State *L, const Chart *chart, const char *key)
{
    if (lua_getfield(L, CHART_ARGUMENT, key) == LUA_TNIL) {
        lua_pop(L, 1);
        return NULL;
    }
    const char *text = chart_keep_text(L, -1);
    if (!text)
        host_fail(L, N_("'%s' of 'chart.%s' is no text"), key, chart_name(chart));
    lua_pop(L, 1);
    return text && *text ? text : NULL;
}

static void read_texts(lua_State *L, Chart *chart)
{
    chart->title = read_text(L, chart, "title");
    chart->unit = read_text(L, chart, "unit");
    chart->label = read_text(L, chart, "label");
    chart->total = read_text(L, chart, "total");
    if (chart->title)
        return;
    host_error(L, g_strdup(_("write title = \"…\": it is what a screen reader says of the picture")),
               N_("'chart.%s' needs a 'title'"), chart_name(chart));
    lua_error(L);
}

void chart_read(lua_State *L, Chart *chart)
{
    lua_newtable(L);
    check_keys(L, chart);
    read_texts(L, chart);
    chart_read_rows(L, chart);
}

/* chart.bar { title = …, rows = … }: HTML, or nil without rows. The upvalue is the kind. */
static int f_chart(lua_State *L)
{
    Chart chart = {.kind = (ChartKind)lua_tointeger(L, lua_upvalueindex(1))};

    lua_settop(L, CHART_ARGUMENT);
    if (!lua_istable(L, CHART_ARGUMENT)) {
        host_error(L, g_strdup_printf(_("write chart.%s { title = …, rows = … }"), chart_name(&chart)),
                   N_("'chart.%s' takes a table"), chart_name(&chart));
        return lua_error(L);
    }
    chart_read(L, &chart);
    if (chart.n_rows == 0) {
        lua_pushnil(L);
        return 1;
    }
    GString *html = g_string_new(NULL);
    chart_append(html, &chart);
    push_markup(L, html->str, html->len);
    g_string_free(html, TRUE);
    return 1;
}

/* What other programs call them. */
static const char *habit_of(const char *name)
{
    static const char *const habits[][2] = {{"area", "line"},      {"column", "bar"}, {"columns", "bar"},
                                            {"gantt", "timeline"}, {"pie", "donut"},  {"ring", "donut"}};

    for (guint i = 0; i < G_N_ELEMENTS(habits); i++)
        if (strcmp(habits[i][0], name) == 0)
            return habits[i][1];
    return name;
}

static int chart_index(lua_State *L)
{
    const char *names[N_CHARTS + 1] = {NULL};

    lua_settop(L, 2);
    lua_getiuservalue(L, 1, 1);
    lua_pushvalue(L, 2);
    if (lua_rawget(L, 3) != LUA_TNIL || lua_type(L, 2) != LUA_TSTRING)
        return 1;
    for (int i = 0; i < N_CHARTS; i++)
        names[i] = CHART_LIMITS[i].name;
    const char *name = lua_tostring(L, 2);
    host_error(L, suggest_hint(habit_of(name), names), N_("'chart' has no '%s'"), name);
    return lua_error(L);
}

static int chart_pairs(lua_State *L)
{
    lua_getiuservalue(L, 1, 1);
    host_push_iterator(L, lua_gettop(L));
    return 1;
}

static const HostClass chart_class = {
    "chart", (const luaL_Reg[]){{"__index", chart_index}, {"__pairs", chart_pairs}, {NULL, NULL}}};

void view_chart_open(lua_State *L)
{
    lua_newuserdatauv(L, 0, 1);
    lua_createtable(L, 0, N_CHARTS);
    for (int i = 0; i < N_CHARTS; i++) {
        lua_pushinteger(L, i);
        lua_pushcclosure(L, f_chart, 1);
        lua_setfield(L, -2, CHART_LIMITS[i].name);
    }
    lua_setiuservalue(L, -2, 1);
    host_set_class(L, &chart_class);
    lua_setfield(L, -2, "chart");
}
