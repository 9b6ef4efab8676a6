/* SPDX-License-Identifier: MIT */
/*
 * Private to template/: files of the site that pages show or link to. What is asked for here is published
 * with the page: a file as it is; of a photo its copies (picture/photo.h), but for photos below static/,
 * which are published at their own paths as well.
 */
#pragma once

#include "picture/photo.h"
#include "template/state.h"

/* The address of a file of the site ("content/news/list.pdf"), as address_to() gives it; of a photo that of
 * its largest copy that every browser shows. Newly allocated. */
char *published_address(Engine *engine, const char *file, const char *fragment);
/*
 * A photo, or a part of it (zeros afterwards where that is all of it), of which the page is to show copies:
 * their sizes as photo_sizes() gives them, and as many as it returns.
 */
guint published_photo(Engine *engine, const char *file, PhotoCrop *crop, PictureSize sizes[PHOTO_WIDTHS_MAX]);
/* The address of one of them. `width` 0: there are none, for the build is about to report the photo. Newly
 * allocated. */
char *published_copy(Engine *engine, const char *file, const PhotoCrop *crop, guint width,
                     PhotoFormat format);
/* How large a picture is; FALSE, and `size` as it was, where that is not known. */
gboolean published_size(const Engine *engine, const char *file, PictureSize *size);
/* The path of a file of the site, from a file field's value at `index`; an error where there is none, or it
 * is not published. */
const char *published_check(lua_State *L, int index);
/* file, file_name, file_size, file_type in the base table on top of the stack. */
void published_open(lua_State *L);
