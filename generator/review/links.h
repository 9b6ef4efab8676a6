/* SPDX-License-Identifier: MIT */
/* Links within the site: to headings, and in texts that no page shows. Others are followed as pages are
 * rendered. */
#pragma once

#include "review/finding.h"

typedef struct Links Links;

Links *links_new(Review *review);
void links_free(Links *links);
/* What of the text decides whether it is looked at: flags of memory.h. */
guint links_look(const Entry *entry);
void links_review(Links *links, const Entry *entry, guint look);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(Links, links_free)
