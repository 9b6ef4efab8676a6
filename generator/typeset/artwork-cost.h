/* SPDX-License-Identifier: MIT */
/*
 * Private to typeset/: what an SVG comes to once everything that it refers to is drawn where it is referred
 * to. A file of a few lines may come to billions of elements; here that is counted without drawing any, in
 * time that grows with the file.
 */
#pragma once

#include <glib.h>

typedef struct ArtworkCost ArtworkCost;

/* How an element is drawn where it stands. */
typedef enum {
    COST_DRAWN,
    COST_DEFINITION, /* only where something refers to it: symbol, pattern, mask */
    COST_FREE,       /* a colour: gradients */
} CostKind;

typedef enum {
    COST_USE,     /* drawn once */
    COST_PAINT,   /* drawn for each element within: patterns */
    COST_MARKER,  /* drawn at each point of each path within */
    COST_GROUP,   /* drawn apart and laid over what is there: opacity. It has no id: "" */
    COST_SURFACE, /* drawn once, on a surface of its own: masks */
} CostReference;

ArtworkCost *cost_new(void);
void cost_free(ArtworkCost *cost);

/* An element begins, within the one that is open; its `id` or NULL; `points` that its path has at most. */
void cost_open(ArtworkCost *cost, CostKind kind, const char *id, gsize points);
/* The open element refers to an id, which may come later or be missing. */
void cost_refer(ArtworkCost *cost, CostReference reference, const char *id);
/* What a group costs, in elements, that is drawn apart and then laid over the rest. */
#define COST_OF_GROUP 100

/* The open element has letters. */
void cost_letters(ArtworkCost *cost, gsize count);
void cost_close(ArtworkCost *cost);

/* How many elements are drawn. < 0: an element is drawn within itself. */
double cost_total(ArtworkCost *cost);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(ArtworkCost, cost_free)
