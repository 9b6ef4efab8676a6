/* SPDX-License-Identifier: MIT */
/* Private to template/: addresses as the page that is being rendered writes them. */
#pragma once

#include "template/state.h"

/*
 * The address of an output, percent-encoded, with `fragment` ("#…" or NULL) after it: relative to the page;
 * absolute in outputs that are no web pages, where there is a base_url. Newly allocated.
 */
char *address_to(Engine *engine, const char *path, const char *fragment);
/* Whether address_to() gives absolute addresses. */
gboolean address_is_absolute(Engine *engine);
/* url, permalink, asset, absolute … in the base table on top of the stack. */
void address_open(lua_State *L);
