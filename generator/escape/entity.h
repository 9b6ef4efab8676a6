/* SPDX-License-Identifier: MIT */
/* Text for markup: references for what has a meaning there, without characters that XML does not allow. */
#pragma once

#include <glib.h>

/* In text and quoted attributes. */
void entity_append(GString *out, const char *text, gsize length);
/* In the text of XML, where "]]>" must not stand (XML 1.0, 2.4), and the template may go on with its end. */
void entity_append_xml(GString *out, const char *text, gsize length);
/* Inside a CDATA section, which it cannot end; `brackets`: how many "]" stand before it. */
void entity_append_cdata(GString *out, const char *text, gsize length, guint brackets);
