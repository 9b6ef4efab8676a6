/* SPDX-License-Identifier: MIT */
/* Chinese surnames that are read differently from the same characters elsewhere: 曾 is zēng, not céng. */
#pragma once

#include <glib.h>

/*
 * The name of a person with its surname in characters that are read as it is (增 for 曾), by which it can be
 * filed; newly allocated. As it is where that is so, or where it is no Chinese name: two or three Han
 * characters, or up to four with a surname of two.
 */
char *surname_respell(const char *name);
