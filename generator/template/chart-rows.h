/* SPDX-License-Identifier: MIT */
/* Private to template/: what a template gives to a chart, as the chart needs it. */
#pragma once

#include "picture/chart.h"

#include <lua.h>

/*
 * The stack while a chart is made. What the chart points to is held by the table of texts, and by userdata
 * further up: nothing is to be freed.
 */
enum { CHART_ARGUMENT = 1, CHART_TEXTS };

/* Reads all of the table at CHART_ARGUMENT, which is the top of the stack, as chart_read_rows() does. */
void chart_read(lua_State *L, Chart *chart);
/* Reads `series` and `rows` into `chart`, whose kind is set; n_rows is 0 if there are none. Raises errors. */
void chart_read_rows(lua_State *L, Chart *chart);
/*
 * The text or number at `index`, which is kept; NULL if it is neither. Raises an error for what is not UTF-8,
 * or too long.
 */
const char *chart_keep_text(lua_State *L, int index);
/* A hint, not translated yet. */
extern const char CHART_SEVERAL_HINT[];
/* The name of the kind: "bar". */
const char *chart_name(const Chart *chart);
