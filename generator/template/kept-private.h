/* SPDX-License-Identifier: MIT */
/* Private to what keeps partials: what is known of those that run. */
#pragma once

#include "template/kept-node.h"
#include "template/kept.h"

/* An ask, and the answer: bytes of Kept.answers. */
typedef struct {
    const char *name;
    gsize start, length;
} Ask;

/* A partial that is running, to be kept. */
typedef struct {
    const Template *template;
    GString *key;
    guint64 tables;              /* which tables are among the arguments; 0: none */
    guint first_ask, first_file; /* of Kept */
    gsize out;
    guint spoils; /* of Kept, when it began */
    guint deepest;
    ReadsMark mark;
    const Template *open_in; /* of the engine, when it began */
    const TemplateText *open_text;
    Context open_context;
    Context context;
} Attempt;

struct Kept {
    GHashTable *nodes; /* set of Node, by key; owned */
    gsize bytes;
    GHashTable *worths;  /* template -> Worth, owned */
    GPtrArray *attempts; /* Attempt *, owned: to be used again */
    guint running;       /* of these */
    GArray *asks;        /* Ask, of all that are running; those further out have those within, too */
    GString *answers;
    GPtrArray *files; /* owned; the same */
    guint spoils;     /* a number that grows */
    guint deepest;    /* the depth that includes have reached within the innermost attempt */
    guint count;      /* of texts that were printed again */
    GString *key;
    GString *root; /* the key of the include that is printed */
};

/* Of those that run. */
Attempt *kept_innermost(const Kept *kept);
/* Appends the folder of the page, and whether it is a web page. */
void kept_append_base(const Engine *engine, GString *into);
/* The asks from `first` on are now those of the partial around: each once. */
void kept_settle_asks(Kept *kept, guint first);
