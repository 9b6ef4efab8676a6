/* SPDX-License-Identifier: MIT */
/* Private to template/: addresses as the page that is being rendered writes them. */
#pragma once

#include "template/state.h"

/*
 * The address of an output, percent-encoded, with `fragment` ("#…" or NULL) after it: relative to the page;
 * absolute in outputs that are no web pages, where there is a base_url. Newly allocated.
 */
char *address_to(Engine *engine, const char *path, const char *fragment);
/* The same for a file of the site ("content/news/photo.jpg"), which is published with the page. */
char *address_of_file(Engine *engine, const char *file, const char *fragment);
/* The path of a file of the site, from a file field's value at `index`; an error where there is none, or it
 * is not published. */
const char *address_check_file(lua_State *L, int index);
/* Whether address_to() gives absolute addresses. */
gboolean address_is_absolute(Engine *engine);
/* url, permalink, asset, file, file_name, file_size in the base table on top of the stack. */
void address_open(lua_State *L);
