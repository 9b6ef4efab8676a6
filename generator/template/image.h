/* SPDX-License-Identifier: MIT */
/*
 * Private to template/: image(path, { alt = … }), and how pictures look in HTML. Of a photo readers get
 * copies (picture/photo.h), from which their browsers choose.
 */
#pragma once

#include "picture/photo.h"
#include "template/state.h"

/* How a picture is shown. */
typedef struct {
    const char *alt;
    const char *class;    /* or NULL */
    const char *title;    /* or NULL */
    const char *sizes;    /* how wide the page shows it, of a photo; NULL: as the theme says */
    const char *fragment; /* "#…" of a picture that is no photo; or NULL */
    PhotoCrop crop;       /* of a photo */
    gboolean focused;     /* the focus of `crop` was given */
    gboolean lazy;        /* it waits until it comes into view, if the room that it takes is known */
    gboolean priority;    /* before all others */
} ImageLook;

/* Appends the HTML of the file of the site ("content/news/tree.jpg"), which is to be published. */
void image_append(Engine *engine, const char *file, const ImageLook *look, GString *html);
/* Adds image() to the table on top of the stack. */
void image_open(lua_State *L);
