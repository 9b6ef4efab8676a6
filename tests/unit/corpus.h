/* SPDX-License-Identifier: MIT */
/* Notices as people write them, made up: for tests of how they are set. The same number gives the same
 * notice. */
#pragma once

#include <glib.h>

typedef struct {
    char *title;
    char *markdown;
    char *words; /* what is to be read on paper, in its order, without white space */
} Notice;

/* A notice of about `length` characters. */
void notice_make(Notice *notice, guint number, guint length);
void notice_clear(Notice *notice);
