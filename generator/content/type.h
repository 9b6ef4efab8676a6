/* SPDX-License-Identifier: MIT */
/*
 * Content types: what fields an entry of a type has, and what may stand in them. The YAML files in types/ are
 * the single source; checking, the template API, `new` and the documents come from what is read here.
 */
#pragma once

#include "text/arena.h"
#include "text/diagnostic.h"

typedef struct Field Field;
typedef struct Type Type;
typedef struct Types Types;

typedef enum {
    FIELD_ANY, /* whatever YAML gives, by the core schema */
    FIELD_TEXT,
    FIELD_SLUG, /* one part of a path */
    FIELD_PATH, /* a path of an output */
    FIELD_URL,  /* http or https */
    FIELD_INTEGER,
    FIELD_NUMBER,
    FIELD_BOOLEAN,
    FIELD_DATE,
    FIELD_YEAR,
    FIELD_PERIOD, /* 2025, 2025-Q3, 2025-H1, 2025-06 */
    FIELD_CHOICE,
    FIELD_FILE,
    FIELD_REFERENCE,
    FIELD_RECORD,
} FieldKind;

/* A name for readers, by language; the first one is the fallback. */
typedef struct {
    const char *language;
    const char *text;
} Label;

typedef struct {
    const Label *items;
    guint count;
} Labels;

typedef struct {
    const char *name;
    Labels labels;
} Choice;

struct Field {
    const char *name;
    FieldKind kind;
    gboolean list;
    gboolean required;
    const char *fallback; /* the default as written, or NULL */
    Labels labels;
    Labels help;           /* a sentence for authors */
    Labels example;        /* what to write, where the form alone would not tell */
    const Choice *choices; /* FIELD_CHOICE */
    guint n_choices;
    const char *const *targets; /* FIELD_REFERENCE: names of types, NULL-terminated; NULL: any */
    const char *const
        *words;          /* FIELD_REFERENCE: words allowed instead of an entry, NULL-terminated; or NULL */
    const Field *fields; /* FIELD_RECORD */
    guint n_fields;
};

/* What stands in a data file. */
typedef enum {
    SHAPE_LIST,   /* records */
    SHAPE_RECORD, /* one record */
    SHAPE_TREE,   /* records, each with a list of such records below it */
} Shape;

/* Fields that the program itself asks for in each entry. */
typedef enum {
    NAMED_ACCEPT,
    NAMED_CLOSED,
    NAMED_DUE,
    NAMED_EVENT,
    NAMED_KIND,
    NAMED_POSTING,
    NAMED_STATUS,
    N_NAMED,
} NamedField;

struct Type {
    const char *name;
    const char *folder; /* NULL for the type of a data file */
    Labels labels;
    const Field *fields; /* of entries: the common fields first, in the same places in every type */
    guint n_fields;
    guint n_common;      /* of them, those that every type has */
    GHashTable *by_name; /* name -> index of the field + 1 */
    int named[N_NAMED];  /* places of those fields, or -1 */
    guint number;        /* of types_at(); 0 for the type of a data file */
    /* The fields in which, or in a record of which, files or references can stand; not of SHAPE_TREE. */
    const guint *files, *references;
    guint n_files, n_references;
    /* Of data files only: */
    Shape shape;
    const char *children;    /* SHAPE_TREE: the field whose `fields` are the type's own, without an end */
    const char *key;         /* the field that tells one record from another, or NULL */
    gboolean unique;         /* no two records have the same key */
    const char *const *sums; /* SHAPE_TREE: fields whose value is the sum of those below; or NULL */
    Field whole;             /* the file as a field: a record, or a list of records, called `name` */
};

/* Places of the common fields in every type's `fields` and every entry's `fields`. */
enum {
    COMMON_TITLE,
    COMMON_DATE,
    COMMON_SLUG,
    COMMON_SUMMARY,
    COMMON_TAGS,
    COMMON_COVER,
    COMMON_ALT,
    COMMON_FOCUS,
    COMMON_DRAFT,
    COMMON_PUBLISH,
    COMMON_EXPIRES,
    COMMON_AFTER,
    COMMON_PINNED,
    COMMON_ALIASES,
    COMMON_ATTACHMENTS,
    N_COMMON_NAMED,
};

/*
 * The built-in types and those of the site's own types/ and types/data/ folders under `root` (NULL: only the
 * built-in ones). Mistakes in the site's own go to `diagnostics`; `error` is set only if a file cannot be
 * read.
 */
Types *types_load(const char *root, Arena *arena, Diagnostics *diagnostics, GError **error);
void types_free(Types *types);
guint types_count(const Types *types);
/* In the order of DESIGN: news first, page last, then the site's own by name. */
const Type *types_at(const Types *types, guint index);
const Type *types_by_name(const Types *types, const char *name);
const Type *types_by_folder(const Types *types, const char *folder);
/*
 * As somebody calls it: by its name, its folder (with a slash behind it or not) or its label (notice,
 * notices/, 公告), or by the label of one of its kinds (公示), which `kind` is set to. NULL if there is none.
 */
const Type *types_by_word(const Types *types, const char *word, const Choice **kind);
/* The type that describes broadside.yaml. */
const Type *types_site(const Types *types);
/* The types of data files, data/NAME.yaml and so on, by their names; they are no types of entries. */
guint types_data_count(const Types *types);
const Type *types_data(const Types *types, guint index);
const Type *types_data_by_name(const Types *types, const char *name);
const char *const *types_data_names(const Types *types);
/* What templates call site.data: FIELD_ANY, with a field for every type of data file. */
const Field *types_data_field(const Types *types);
/* Folders, or names, of all types, NULL-terminated, for suggestions. */
const char *const *types_folders(const Types *types);
const char *const *types_names(const Types *types);

/* The index of the field in `type->fields`, or -1. */
int type_field(const Type *type, const char *name);
/* The name for readers of a value of a choice field in `language`, the value itself where it has none; NULL
 * if it is no value of the field. */
const char *choice_label(const Field *field, const char *value, const char *language);
/* The text for `language` ("zh-Hans"; else its first subtag, else the first one there is), or NULL if empty.
 */
const char *labels_get(Labels labels, const char *language);
/* Whether `text` is the label in some language; a remark in brackets behind it may be left out. */
gboolean labels_contain(Labels labels, const char *text);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(Types, types_free)
