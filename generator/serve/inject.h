/* SPDX-License-Identifier: MIT */
#pragma once

#include <glib.h>

/* What a page that is sent has besides what the theme made. */
typedef struct {
    const char *authority; /* that it was asked for at: "127.0.0.1:8321" */
    const char *address;   /* where the site will be: "https://example.org/board/"; or "" */
    const char *version;   /* of the site; [0-9a-f-]+ */
    gboolean missing;      /* it stands for a page that is not there */
} Injection;

/*
 * The page with the script of the preview before its last </body>, or at its end, and with that let through
 * by its Content-Security-Policy; a <base> that leads to where the site will be leads to the preview. One
 * that is no UTF-8 (but has a mark of UTF-16) stays as it is. A new reference.
 */
GBytes *page_inject(GBytes *html, const Injection *injection);
