/* SPDX-License-Identifier: MIT */
/* Which files the pictures in a Markdown text are: the typesetter opens none but these. */
#pragma once

#include "site/site.h"
#include "typeset/sheet.h"

/* More than a sheet can show; each is compared with those before. */
#define PICTURES_MAX 500

/* The pictures of one or more texts. */
typedef struct {
    const Site *site;
    Arena *arena;
    gboolean withheld;      /* also those that readers are not to see today */
    FramePicture *pictures; /* room for PICTURES_MAX of them; NULL before the first one */
    guint count;
} Pictures;

/* Adds the pictures in `text`, which is of `entry`: addresses as they are written, absolute paths of the
 * files. */
void pictures_add(Pictures *pictures, const Entry *entry, const char *text);
