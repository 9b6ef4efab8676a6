/* SPDX-License-Identifier: MIT */
/* The lines of bag-info.txt (RFC 8493, 2.2.2). */
#pragma once

#include <glib.h>

/*
 * Appends "label: value", continued on lines of their own where it would be longer than 79 characters: at a
 * space, or else between two characters of which one is no ASCII. Line ends within the value become such
 * lines, other control characters spaces.
 */
void bag_info_append(GString *into, const char *label, const char *value);
/* Appends a size as Bag-Size gives it: "42.6 MB", the same in every locale. */
void bag_info_append_size(GString *into, guint64 bytes);
