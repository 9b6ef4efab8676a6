/* SPDX-License-Identifier: MIT */
#pragma once

#include <glib.h>

/*
 * A Content-Security-Policy (CSP Level 3, section 2.2) that also lets the script of the preview, its style
 * and its WebSocket at `authority` ("127.0.0.1:8321") through, and not a thing besides: a theme is tried out
 * under its own policy. Newly allocated.
 */
char *policy_allow(const char *policy, const char *authority);
