/* SPDX-License-Identifier: MIT */
/*
 * Private to template/: the members of a table of Lua, read in a process that may be hostile and looked up in
 * another. Metatables count for nothing: what is read is what is in the table.
 */
#pragma once

#include <glib.h>
#include <lua.h>

/* Members of a table. What is read from it may be anything. */
#define MEMBERS_VARIANT_TYPE "a(sysxdas)"

/* No text in a table is longer, in bytes. */
#define MEMBER_TEXT_MAX 1000

typedef enum {
    MEMBER_TEXT = 't',
    MEMBER_LONG = 'l', /* a text longer than any may be; it is left out */
    MEMBER_INTEGER = 'i',
    MEMBER_NUMBER = 'd', /* with a fraction */
    MEMBER_BOOLEAN = 'b',
    MEMBER_LIST = 'a',  /* of texts */
    MEMBER_MIXED = 'n', /* a list of texts, integers and booleans, as texts */
    MEMBER_TABLE = 'm', /* with other things in it */
    MEMBER_FUNCTION = 'f',
    MEMBER_OTHER = 'o',
} MemberKind;

/* Named so because content/value.h has members, too. */
typedef struct {
    const char *key; /* "" if that is no text */
    MemberKind kind;
    const char *text;
    gint64 number;     /* a boolean is 0 or 1 */
    double real;       /* MEMBER_INTEGER, too */
    const char **list; /* NULL-terminated; the array is owned */
} LuaMember;

/* Adds the members of the table on top of the stack. Raises no error of Lua. */
void members_read(lua_State *L, GVariantBuilder *into);
/* LuaMember, by key. Their texts are those of `members`, which must outlive them. */
GArray *members_new(GVariant *members);
/* The member `key`, or NULL. */
const LuaMember *members_find(const GArray *members, const char *key);
