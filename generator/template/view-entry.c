/* SPDX-License-Identifier: MIT */
/* What `item.title` is. */
#include "site/query.h"
#include "site/visibility.h"
#include "template/body.h"
#include "template/push.h"
#include "template/views.h"

#include <glib/gi18n.h>
#include <stdlib.h>
#include <string.h>

/* The entry `step` places further on in the list of its type, or NULL. */
static const Entry *neighbour(const Engine *engine, const Entry *entry, int step)
{
    const Collection *entries = site_collection(engine->site, entry->type);
    const int index = collection_index(entries, entry);

    if (index < 0 || index + step < 0)
        return NULL;
    return collection_at(entries, (guint)(index + step));
}

/* A theme that never thought of tombstones must not fail on the day on which one is due: nothing would be
 * taken down then. */
static void push_nothing(lua_State *L)
{
    lua_newtable(L);
    host_protect(L, N_("a list has no '%s'"), NULL);
}

/* What entries have besides fields, by the places of VIEW_ENTRY_NAMES. */
typedef enum {
    SPECIAL_BACKLINKS,
    SPECIAL_CONTENT,
    SPECIAL_NEXT = 10,
    SPECIAL_OUTLINE,
    SPECIAL_PREVIOUS = 15,
    SPECIAL_TOMBSTONE = 17,
    N_SPECIALS = 20,
} Special;

/* A name is asked for again and again, of entries of few types. */
struct ViewQuestion {
    Query query;
    const Type *type; /* of the entry that was asked last, */
    Slots slots;      /* and what of it is read */
};

ViewQuestion *view_questions_new(void)
{
    ViewQuestion *questions = g_new0(ViewQuestion, N_SPECIALS);

    for (guint i = 0; i < N_SPECIALS; i++)
        questions[i].query = query_on(VIEW_ENTRY_NAMES[i]);
    return questions;
}

static int name_compare(const void *name, const void *known)
{
    return strcmp(name, *(const char *const *)known);
}

/* -1: no such name. */
static int special_by_name(const char *name)
{
    const char *const *found =
        bsearch(name, VIEW_ENTRY_NAMES, N_SPECIALS, sizeof *VIEW_ENTRY_NAMES, name_compare);
    return found ? (int)(found - VIEW_ENTRY_NAMES) : -1;
}

/* What push_special() reads of the entry. */
static Slots slots_of_special(ViewQuestion *question, const Entry *entry, Special special)
{
    switch (special) {
    case SPECIAL_CONTENT:
    case SPECIAL_OUTLINE: return SLOT(SLOT_BODY) | SLOT(SLOT_STATE);
    case SPECIAL_BACKLINKS: return SLOT(SLOT_BACKLINKS);
    case SPECIAL_TOMBSTONE: return SLOT(SLOT_STATE);
    case SPECIAL_PREVIOUS:
    case SPECIAL_NEXT: return SLOT(SLOT_NEIGHBOURS);
    default: break;
    }
    if (question->type != entry->type)
        question->slots = slots_of_query(entry->type, VIEW_ENTRY_NAMES[special]);
    question->type = entry->type;
    return question->slots;
}

static void push_known(lua_State *L, const Entry *entry, ViewQuestion *question)
{
    Value value;

    if (query_ask(&question->query, entry, &value))
        push_value(L, &value, NULL);
    else
        lua_pushnil(L);
}

static void push_special(lua_State *L, const Entry *entry, Special special)
{
    Engine *engine = engine_of(L);
    const gboolean buried = entry->state == ENTRY_TOMBSTONE;

    switch (special) {
    case SPECIAL_CONTENT:
        if (buried)
            push_markup(L, "", 0);
        else
            body_push_content(L, entry);
        return;
    case SPECIAL_OUTLINE:
        if (buried)
            push_nothing(L);
        else
            body_push_outline(L, entry);
        return;
    case SPECIAL_BACKLINKS: push_collection(L, site_backlinks(engine->site, entry)); return;
    case SPECIAL_TOMBSTONE: lua_pushboolean(L, buried); return;
    case SPECIAL_PREVIOUS: push_entry(L, neighbour(engine, entry, 1)); return;
    case SPECIAL_NEXT: push_entry(L, neighbour(engine, entry, -1)); return;
    default: push_known(L, entry, &engine->questions[special]); return;
    }
}

/* What readers may see of it. A book, which is the record of a year, also says what came of a public review
 * that has ended: a sentence for everybody, where the sign on the website has none. */
static const Value *visible_of(lua_State *L, const Entry *entry, guint index)
{
    const Engine *engine = engine_of(L);
    const gboolean in_book = engine->script && !engine->sheet;

    if (in_book && entry->state == ENTRY_TOMBSTONE && strcmp(entry->type->fields[index].name, "outcome") == 0)
        return &entry->fields[index];
    return entry_visible(entry, index);
}

/* What partials read of their page is noted apart: they are kept for other pages, too. */
static void note_slots(Engine *engine, const Entry *entry, Slots slots, gboolean own)
{
    if (own)
        engine->own |= slots;
    else
        reads_entry(engine->reads, entry, slots);
}

int view_push_entry_name(lua_State *L, const Entry *entry, const char *name, gboolean own)
{
    Engine *engine = engine_of(L);
    const int index = type_field(entry->type, name);
    int special;

    if (index >= 0)
        note_slots(engine, entry, slot_of_field((guint)index), own);
    if (index >= 0 && entry->fields[index].kind != VALUE_NONE) {
        push_value(L, visible_of(L, entry, (guint)index), &entry->type->fields[index]);
    } else if ((special = special_by_name(name)) >= 0) {
        note_slots(engine, entry, slots_of_special(&engine->questions[special], entry, special), own);
        push_special(L, entry, special);
    } else if (index >= 0) {
        lua_pushnil(L);
    } else {
        return view_push_unknown(L, name, entry->type->name);
    }
    return 1;
}

static const HostClass entry_class;

static int entry_index(lua_State *L)
{
    const Entry *entry = *(const Entry **)host_check(L, 1, &entry_class);
    return view_push_entry_name(L, entry, luaL_checkstring(L, 2), FALSE);
}

const Entry *to_entry(lua_State *L, int index)
{
    const Entry **entry = host_test(L, index, &entry_class);
    if (entry)
        return *entry;
    const Page *page = to_page(L, index);
    return page ? page->entry : NULL;
}

/* A page is equal to the entry that it is about. */
int view_entry_eq(lua_State *L)
{
    const Entry *a = to_entry(L, 1), *b = to_entry(L, 2);
    lua_pushboolean(L, a && a == b);
    return 1;
}

static int entry_tostring(lua_State *L)
{
    const Entry *entry = to_entry(L, 1);
    lua_pushstring(L, entry ? entry->id : "page");
    return 1;
}

static const HostClass entry_class = {"entry", (const luaL_Reg[]){{"__index", entry_index},
                                                                  {"__eq", view_entry_eq},
                                                                  {"__tostring", entry_tostring},
                                                                  {NULL, NULL}}};

void push_entry(lua_State *L, const Entry *entry)
{
    if (!entry || entry->state == ENTRY_HIDDEN) {
        lua_pushnil(L);
        return;
    }
    if (push_view(L, entry))
        return;
    *(const Entry **)lua_newuserdatauv(L, sizeof entry, 0) = entry;
    host_set_class(L, &entry_class);
    keep_view(L, entry);
}
