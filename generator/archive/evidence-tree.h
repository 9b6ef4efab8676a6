/* SPDX-License-Identifier: MIT */
/* Private to archive/: the assessment items and what proves them. */
#pragma once

#include "archive/evidence-words.h"
#include "archive/form.h"

typedef struct EvidenceItem EvidenceItem;
struct EvidenceItem {
    const char *id, *wording;
    gboolean has_points;
    double points;  /* its own, else those of the items below */
    double covered; /* of them, points of leaves with evidence */
    guint depth;    /* 1: at the top */
    gboolean leaf;
    guint leaves, proved;       /* items at the leaves below, itself if it is one, and those with evidence */
    GPtrArray *entries;         /* const Entry *: told of in the year, newest first */
    guint proofs;               /* of these: what is still to come proves nothing */
    const EvidenceItem *parent; /* NULL at the top */
};

typedef struct {
    Arena *arena;
    GPtrArray *items;    /* EvidenceItem *, each before those below it */
    guint leaves, gaps;  /* leaves in all, and those without evidence */
    double points;       /* in all, */
    double covered;      /* with evidence */
    double missed;       /* of the gaps */
    gboolean has_points; /* some item has any */
    GHashTable *numbers; /* Entry * -> RecordItem * */
} Evidence;

/* NULL where there is no data/indicators. */
Evidence *evidence_new(const ArchiveYear *year);
void evidence_free(Evidence *evidence);

gboolean evidence_is_gap(const EvidenceItem *item);
/* What is to be said of an entry beside its title, in the arena: "跨年度，不在网站上"; or NULL. */
const char *evidence_remarks(Arena *arena, const Site *site, const Entry *entry);
/* The number in the archive, or NULL: the entry is filed in another year. */
const RecordItem *evidence_number(const Evidence *evidence, const Entry *entry);
/* The day it is of, as readers of the site's language write it; in the arena. NULL: it has none. */
const char *evidence_day(Arena *arena, const Site *site, const Entry *entry);
/* The path of its page in the website of the year, or NULL. */
const char *evidence_page(const ArchiveYear *year, const Entry *entry);
/* What stands beside the heading of an item: its points, how much of it is proved; in the arena, maybe
 * empty. */
const char *evidence_measure(Arena *arena, const EvidenceWords *words, const EvidenceItem *item);
/* As readers see points: "12", "7.5"; in the arena. */
const char *evidence_points(Arena *arena, double points);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(Evidence, evidence_free)
