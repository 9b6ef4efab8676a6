/* SPDX-License-Identifier: MIT */
/* Private to template/: dates, numbers and names in the site's language. */
#pragma once

#include "template/state.h"

/* date, label, number in the base table on top of the stack. */
void words_open(lua_State *L);
/* Pushes `date` in one of the forms of date() that follow the language: "long", "short", "full". */
void words_push_date(lua_State *L, Date date, const char *form);
/* Frees a formatter of engine->dates. */
void words_date_format_free(gpointer format);

/* The forms of date() that have a name; NULL-terminated. */
extern const char *const WORDS_DATE_FORMS[];
