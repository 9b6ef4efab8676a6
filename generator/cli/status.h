/* SPDX-License-Identifier: MIT */
/* What `status` says: a to-do list for people, an object for programs. */
#pragma once

#include "site/agenda.h"
#include "site/change.h"

typedef struct {
    const Site *site;
    const GArray *items;   /* AgendaItem */
    const GArray *changes; /* Change: the next ones of the content */
    gboolean daily;        /* the theme shows the date or counts days: the next midnight changes something */
    guint errors, warnings;
} Status;

/* For people, with a line end at the end of each line. Newly allocated. */
char *status_text(const Status *status);
/* One JSON object without a line end. Newly allocated. */
char *status_json(const Status *status);
/* The moment at which a rebuild next changes anything, RFC 3339 in the site's zone; NULL: never by itself.
 * Newly allocated. */
char *status_next_change(const Status *status);
/* The same, of the content alone. */
char *status_next_content_change(const Status *status);
/* A title as it may be shown: here, and nowhere else, a list of titles is made. Newly allocated. */
char *status_title(const char *title);
