/* SPDX-License-Identifier: MIT */
/* The files that go with an entry. */
#pragma once

#include "site/site.h"

/*
 * Paths from the site's root, each once: what its fields name (attachments, cover, certificate, …), in their
 * order; what lies in the folder that it owns; and, if `linked`, what its Markdown links to or shows, for
 * which it is parsed (one thread at a time). The array owns the strings.
 */
GPtrArray *files_of(const Site *site, const Entry *entry, gboolean linked);

/* The same of all that its fields or its Markdown name, and nothing else that lies in its folder. */
GPtrArray *files_named(const Site *site, const Entry *entry);
