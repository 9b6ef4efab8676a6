/* SPDX-License-Identifier: MIT */
/* What `record(2025)` is. */
#include "template/push.h"
#include "template/records.h"
#include "template/views.h"

#include <glib/gi18n.h>

const char *const RECORD_PARTS[N_RECORD_PARTS + 1] = {
    [RECORD_YEARBOOK] = "yearbook", [RECORD_CATALOGUE] = "catalogue", [RECORD_EVIDENCE] = "evidence"};

const char *const VIEW_RECORD_NAMES[] = {"catalogue", "closed",   "documents", "evidence",
                                         "withdrawn", "yearbook", "year",      NULL};

void engine_set_records(Engine *engine, GHashTable *records)
{
    engine->records = records;
}

static void push_record(lua_State *L, const YearRecord *record)
{
    lua_createtable(L, 0, G_N_ELEMENTS(VIEW_RECORD_NAMES));
    lua_pushinteger(L, record->year);
    lua_setfield(L, -2, "year");
    push_date(L, record->closed);
    lua_setfield(L, -2, "closed");
    lua_pushinteger(L, record->documents);
    lua_setfield(L, -2, "documents");
    lua_pushinteger(L, record->withdrawn);
    lua_setfield(L, -2, "withdrawn");
    for (guint i = 0; i < N_RECORD_PARTS; i++) {
        push_text(L, record->outputs[i]);
        lua_setfield(L, -2, RECORD_PARTS[i]);
    }
    host_protect(L, N_("a record has no '%s'"), RECORD_PARTS);
}

static int record_of_year(lua_State *L)
{
    const lua_Integer year = luaL_checkinteger(L, 1);
    GHashTable *records = engine_of(L)->records;
    const YearRecord *record = NULL;
    char text[32];

    g_snprintf(text, sizeof text, "%lld", (long long)year);
    reads_key(engine_of(L)->reads, READ_RECORD, text);
    if (records && year > 0 && year <= 9999)
        record = g_hash_table_lookup(records, GINT_TO_POINTER((int)year));
    if (record)
        push_record(L, record);
    else
        lua_pushnil(L);
    return 1;
}

void view_record_open(lua_State *L)
{
    lua_pushcfunction(L, record_of_year);
    lua_setfield(L, -2, "record");
}
