/* SPDX-License-Identifier: MIT */
/* Private to template/: what is known of partials that have run (kept.h), as a tree of what they asked. */
#pragma once

#include "template/state.h"

/* In place of a name that is asked for: where relative addresses begin. */
extern const char KEPT_BASE[];

typedef struct {
    const char *bytes;
    gsize length;
} Key;

/* What a partial has printed, and left behind. */
typedef struct {
    char *html;
    gsize length;
    Context after;
    const Template *open_in; /* NULL: it has not left the text of the page; else as in the engine */
    const TemplateText *open_text;
    Context open_context;
    guint depth;    /* of includes within it */
    gboolean plain; /* it leaves the context as it has found it: a page may have it as a fragment */
    GStrv files;    /* or NULL */
    ReadSet *reads; /* or NULL */
} Text;

/*
 * What is known so far of a partial and its arguments, and of answers of the page: what it asks next, or
 * (`ask` is NULL) its text. The key is the partial with what it got; or the node before, with the answer.
 */
typedef struct {
    Key key;
    const char *ask;
    guint answers;
    Text *text;
} Node;

/* A set of nodes by their keys, which owns them. */
GHashTable *nodes_new(void);
Node *nodes_find(GHashTable *nodes, const GString *key);
/* Adds the node of that key, of which there is none; `bytes` grows by what it costs. */
Node *nodes_add(GHashTable *nodes, const GString *key, gsize *bytes);
/* The key of what comes behind `node` for an answer. */
void node_set_key(GString *key, const Node *node, const char *answer, gsize length);
/* Whether pages differ in what the partial asks: each would keep a text that no other has. */
gboolean node_is_crowded(const Node *node);
