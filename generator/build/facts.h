/* SPDX-License-Identifier: MIT */
/* What a page can read of a site, asked for by its key (template/reads.h): a hash of the answer. */
#pragma once

#include "build/plan.h"
#include "site/slot.h"

typedef struct Facts Facts;

/* All must outlive it. `sizes`: of pictures, by the paths of their outputs. */
Facts *facts_new(const Plan *plan, GHashTable *sizes, const SlotTable *slots);
void facts_free(Facts *facts);

/* A hash of what counts for all pages: language, address, types, limits … */
guint64 facts_rules(const Site *site);

/* What says that it cannot be told: equal to no other. */
#define FACT_UNKNOWN G_GUINT64_CONSTANT(0)

/* The hash of what a page that asks for `key` gets. Any text may be given. */
guint64 facts_ask(Facts *facts, const char *key);
/* The hash of what a page is, the members of its list included; and of what counts for all pages. */
guint64 facts_page(Facts *facts, const Page *page);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(Facts, facts_free)
