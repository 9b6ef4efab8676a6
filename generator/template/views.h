/* SPDX-License-Identifier: MIT */
/* Private to template/: the objects that templates see. */
#pragma once

#include "template/state.h"

/* Every name that some entry or page has, sorted, with a NULL at its end (counted in len). */
GPtrArray *view_names(const Types *types);
/* Every name that where, group, sort and sum take, the same. */
GPtrArray *view_fields(const Types *types);
/* Whether `names`, made by one of these, has `name`. */
gboolean view_has(const GPtrArray *names, const char *name);
/* What entries, and pages, have besides fields; NULL-terminated. */
extern const char *const VIEW_ENTRY_NAMES[], *const VIEW_PAGE_NAMES[];
/* What dates, blocks and the site have; NULL-terminated. The site also has a collection for each type, and
 * its configuration. */
extern const char *const VIEW_DATE_NAMES[], *const VIEW_BLOCK_NAMES[], *const VIEW_SITE_NAMES[];
/* The methods of collections; ends with a name that is NULL. */
extern const luaL_Reg VIEW_METHODS[];
/* What a record of rates() has; NULL-terminated. */
extern const char *const VIEW_RATE_NAMES[];
gboolean view_is_one_of(const char *name, const char *const *names);
/* Pushes nil for a name that is declared somewhere; for any other raises an error with a suggestion. */
int view_push_unknown(lua_State *L, const char *name, const char *of);
/* What the engine keeps for view_push_entry_name(); g_free(). */
ViewQuestion *view_questions_new(void);
/* Pushes what an entry has under a name. `own`: it is asked as the page that is rendered. */
int view_push_entry_name(lua_State *L, const Entry *entry, const char *name, gboolean own);
/* The page at `index`, or NULL: only to tell one from another. What else there is goes by to_page(). */
const Page *view_page_at(lua_State *L, int index);
/* Pushes what a page has under a name. */
int view_push_page_name(lua_State *L, const Page *page, const char *name);
/* __eq: a page is equal to the entry that it is about. */
int view_entry_eq(lua_State *L);

/* `field`, or an error with a suggestion: one that no entry can have is a slip of the pen. */
const char *view_check_field(lua_State *L, const char *field);
/* Takes "pinyin" or "stroke" where it stands at *index, which moves past it. */
CollationOrder view_check_order(lua_State *L, int *index);
/* Whether "desc" stands at `index`, not "asc" or nothing; an error for anything else. */
gboolean view_check_direction(lua_State *L, int index);
/* The method `rates` of collections. */
int view_rates(lua_State *L);

/* What record() gives has; NULL-terminated. */
extern const char *const VIEW_RECORD_NAMES[];
/* Sets the function `record` in the base table on top of the stack. */
void view_record_open(lua_State *L);
/* Sets the library `chart` in the base table on top of the stack. */
void view_chart_open(lua_State *L);
/* Sets the function `sorted` in the base table on top of the stack. */
void view_sorted_open(lua_State *L);
/* Sets the global `site` in the base table on top of the stack. */
void view_site_open(lua_State *L);
