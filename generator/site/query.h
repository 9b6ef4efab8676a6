/* SPDX-License-Identifier: MIT */
/* Values of entries as collections see them: what readers may see of fields, and what is known besides. */
#pragma once

#include "content/entry.h"

/* The year of an entry's day: of a report or a model the field `year` may be another. */
#define QUERY_YEAR_OF_DAY "year of day"
/* The year in which a commitment was made: its day may be another. */
#define QUERY_YEAR_MADE "year made"

/*
 * The value of a field of the entry's type, or of a name of query_known(). FALSE if there is none, or if it
 * refers to an entry that is not shown.
 */
gboolean entry_query(const Entry *entry, const char *field, Value *value);

/* The same for many entries: where the field stands in a type is looked up once. */
#define QUERY_TYPES 8
typedef struct {
    const char *field;
    int known; /* what it is where a type has no such field */
    guint count;
    struct {
        const Type *type;
        int index;
    } types[QUERY_TYPES];
} Query;

/* `field` is borrowed. */
Query query_on(const char *field);
/* Where the field stands in the type, or -1. */
int query_index(Query *query, const Type *type);
gboolean query_ask(Query *query, const Entry *entry, Value *value);
/* What is known of every entry without being a field: day, expired, folder, …; NULL-terminated. */
extern const char *const QUERY_NAMES[];
gboolean query_known(const char *name);

gboolean query_is_number(const Value *value);
double query_number(const Value *value);
/* Whether it refers to an entry that is not shown. */
gboolean query_is_hidden(const Value *value);
/*
 * Whether conditions and indices take the two for the same: a text, a file and a word that stands for an
 * entry by their texts, references by the ids of their entries, numbers by value. query_hash() agrees with
 * it.
 */
gboolean query_equal(const Value *a, const Value *b);
guint query_hash(const Value *value);
/* As value_compare(), but numbers by value references by the site's order, behind words instead of
 * one. */
int query_compare(const Value *a, const Value *b);
