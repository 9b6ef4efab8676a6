/* SPDX-License-Identifier: MIT */
/* The part of prose.h that blanks out what is no prose, byte by byte, so that offsets stay. */
#pragma once

#include <glib.h>

/* HTML comments, over lines. */
void blank_comments(GString *text);
/* Code spans, tags, and the addresses of links. */
void blank_inlines(GString *text);
