/* SPDX-License-Identifier: MIT */
/* From the bytes of a file to its text, whatever program has saved it. */
#pragma once

#include "text/diagnostic.h"

typedef enum { FORM_TEXT, FORM_HTML, FORM_WORD } Form;

/*
 * What the bytes are, by themselves and by the extension of `name`. FALSE after a diagnostic, which says what
 * to save it as: an old .doc, a password, a PDF, …
 */
gboolean decode_form(const char *name, const char *bytes, gsize length, Form *form, Diagnostics *diagnostics);

/*
 * The text in UTF-8 with '\n' as line end and no control characters but that and tabs, newly allocated: from
 * UTF-8, UTF-16 with a byte order mark, else `charset` (or NULL), else GB 18030. NULL after a diagnostic
 * where it is no text.
 */
char *decode_text(const char *name, const char *bytes, gsize length, const char *charset,
                  Diagnostics *diagnostics);

/* What a page of HTML says of its charset in its first bytes, newly allocated, or NULL. */
char *decode_html_charset(const char *bytes, gsize length);
