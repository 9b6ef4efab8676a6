/* SPDX-License-Identifier: MIT */
/* A typed value of front matter, configuration or a data file. Values live in the arena of their site. */
#pragma once

#include "text/arena.h"
#include "text/calendar.h"

typedef struct Entry Entry;
typedef struct Value Value;
typedef struct Member Member;

typedef enum {
    VALUE_NONE, /* absent, or null */
    VALUE_TEXT,
    VALUE_INTEGER,
    VALUE_NUMBER,
    VALUE_BOOLEAN,
    VALUE_DATE,
    VALUE_LIST,
    VALUE_RECORD,
    VALUE_REFERENCE, /* text is the id as written; entry is set once references are resolved */
    VALUE_FILE,      /* text is a path below the site's root, its existence checked */
} ValueKind;

struct Value {
    ValueKind kind;
    guint line; /* where it stands in its file; 0: nowhere (a default) */
    guint column;
    union {
        struct {
            const char *text; /* NUL-terminated UTF-8 */
            gsize length;     /* bytes */
            Entry *entry; /* VALUE_REFERENCE: the entry, or NULL: not resolved, or a word the field allows */
        };
        gint64 integer;
        double number;
        gboolean boolean;
        Date date;
        struct {
            Value *items;
            guint count;
        } list;
        struct {
            Member *members; /* in the order of their fields; of free records, in the author's */
            guint count;
            guint *by_name; /* indices of members, sorted by name */
        } record;
    };
};

struct Member {
    const char *name;
    Value value;
};

/* The member of a record with that name, or NULL. Logarithmic. */
const Value *value_get(const Value *record, const char *name);
/* A record over `members` (which it keeps), indexed by name. */
Value value_record(Arena *arena, Member *members, guint count);
/* A text value over `text`, which must live as long as the value. */
Value value_text(const char *text);
/* By kind, then by value: texts by code point, lists and records never differ. */
int value_compare(const Value *a, const Value *b);
