/* SPDX-License-Identifier: MIT */
/* The process that shows the pages: HTTP and WebSockets. It builds nothing. */
#pragma once

#include "serve/listen.h"

/*
 * Answers at the sockets from the files in `folder`, and tells the pages of each outcome (FRAME_RESULTS) that
 * comes down `channel`, until that is closed.
 */
void server_run(const Listening *listening, const char *folder, int channel);
