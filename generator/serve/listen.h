/* SPDX-License-Identifier: MIT */
/* The sockets that the preview is asked at, and who may ask. */
#pragma once

#include <gio/gio.h>

typedef struct {
    GPtrArray *sockets; /* GSocket *, listening */
    char **addresses;   /* to open: this machine's own first, then those for others */
    guint port;
} Listening;

/*
 * Listens at `port` (0: any that is free) of the loopback addresses, and of `host`, an address of this
 * machine
 * ("0.0.0.0", "::": all of them), unless it is NULL. BUILD_ERROR where that cannot be done.
 */
gboolean listening_open(Listening *listening, const char *host, guint port, GError **error);
void listening_clear(Listening *listening);

/*
 * Whether a request that came in at `local` may name `authority` ("127.0.0.1:8321", "[::1]:8321") as its
 * host: "localhost", or the address itself. No name: a page of another site could have one lead here (DNS
 * rebinding), and read drafts.
 */
gboolean authority_is_ours(const char *authority, GInetSocketAddress *local);
