/* SPDX-License-Identifier: MIT */
/* How the strips that have come are kept until they are divided. */
#pragma once

#include "typeset/book-flow.h"

#define NO_PAGE G_MAXUINT

/* A run in the flow. */
typedef struct {
    const BookPiece *piece;
    BookRun *run;
    SlabPlace *places; /* of its strips */
    guint *pages;      /* NO_PAGE: not placed yet */
    guint length;      /* of both */
    guint count;       /* of its own strips, without those it was filled up with */
    gboolean filled;
} Flowed;

/* Where a strip of the section is from; of what stands on the page already, `flowed` is NULL. */
typedef struct {
    Flowed *flowed;
    guint strip;
} Origin;

/* A place that is known when the strip is placed. */
typedef struct {
    BookTarget *target;
    Flowed *flowed; /* NULL: the next one */
    guint strip;
} Waiting;

struct BookFlow {
    const BookSetting *setting;
    GArray *leaves;    /* BookLeaf */
    GArray *fragments; /* BookFragment */
    GPtrArray *flowed; /* Flowed */
    GArray *slabs;     /* Slab: of the section */
    GArray *origins;   /* Origin: of the same */
    GArray *waiting;   /* Waiting */
    double used;       /* of the last page, down to here; < 0: it takes nothing more */
    double after;      /* room that the last run wants below it */
    guint led;         /* strips that are still to stay with a heading */
    const BookPiece *chapter;
    gboolean opening; /* the next page is the first of the chapter */
    gboolean over;
};

static inline guint flow_last(const BookFlow *flow)
{
    return flow->leaves->len - 1;
}

/* A page more. */
void flow_add_leaf(BookFlow *flow, BookLeaf leaf);
/* Room for the places of all strips that the run has. */
void flow_grow(BookFlow *flow, Flowed *flowed);
/* A strip stands at `place` of the text of the last page. */
void flow_place(const BookFlow *flow, Flowed *flowed, guint strip, SlabPlace place);
/* Strips of a run stand on the last page. */
void flow_add_fragment(BookFlow *flow, const Flowed *flowed, guint first, guint end);
/* Those targets whose strips have been placed. */
void flow_settle_targets(BookFlow *flow);

/* What stands on the last page already is the beginning of the section. */
void section_begin(BookFlow *flow);
/* A last page of some lines only is saved where less room between the pieces is enough for that. */
void section_tighten(BookFlow *flow);
