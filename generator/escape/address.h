/* SPDX-License-Identifier: MIT */
/* Values in addresses (RFC 3986; WHATWG URL). */
#pragma once

#include "escape/context.h"

/* One more byte of the template's own text in an address; FALSE if it makes a scheme of a value before it. */
gboolean address_step(Where *at, char c);
/* The same in `srcset`: candidates with descriptors. */
gboolean address_step_srcset(Where *at, char c);
/* The same in the `content` of a meta element that may be a refresh: "5; url=…". */
gboolean address_step_refresh(Where *at, char c);

/* The same in `values` of an animation: a list with semicolons. */
gboolean address_step_list(Where *at, char c);

/* FALSE if no value may stand there. */
gboolean address_takes_value(Where at);
/*
 * Appends a value at that part of an address, with `ampersand` for "&". FALSE if it leads where it must not:
 * then something harmless was appended. `base_url`: see ATTRIBUTE_URL_OF_CODE; or NULL.
 */
gboolean address_append(GString *out, Where *at, const char *text, gsize length, const char *ampersand,
                        const char *base_url);
gboolean address_append_list(GString *out, Where *at, const char *text, gsize length);
gboolean address_append_srcset(GString *out, Where *at, const char *text, gsize length);
gboolean address_append_refresh(GString *out, Where *at, const char *text, gsize length);

/* What stands for "&" in attributes and XML. */
#define AMPERSAND_MARKUP "&amp;"
/* In style sheets: also right where references are decoded before the style is read. */
#define AMPERSAND_STYLE "\\26 "
