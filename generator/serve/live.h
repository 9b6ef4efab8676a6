/* SPDX-License-Identifier: MIT */
/*
 * The pages that are open in browsers, each at a WebSocket.
 *
 * A page says, a line each: "page VERSION ADDRESS" (the version is the one that it was sent with), once, and
 * "asset ADDRESS" for each file that it has loaded. It is told "reload", or a JSON object: "words",
 * "messages" (overlay.h) and "hidden" (outcome.h).
 */
#pragma once

#include "serve/outcome.h"

#include <libsoup/soup.h>

typedef struct Live Live;

/* `folder` (borrowed) holds the pages. */
Live *live_new(const char *folder);
/* What pages are sent with: another one after each build that has changed something. Borrowed. */
const char *live_version(const Live *live);
/* Where the site will be; "": nobody knows. Borrowed. */
const char *live_address(const Live *live);
/* The path of an output for the path of an address, as place_of_address() gives it; below the path of the
 * site's own address as well, because 404.html links from there. Newly allocated, or NULL. */
char *live_place(const Live *live, const char *encoded);
/* Whether a build has ended. */
gboolean live_is_begun(const Live *live);
/* A page has come. */
void live_connect(Live *live, SoupWebsocketConnection *socket);
/* A build has ended: tells the pages. Takes over what the outcome owns. */
void live_update(Live *live, Outcome *outcome);
