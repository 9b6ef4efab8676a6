/* SPDX-License-Identifier: MIT */
#pragma once

#include <glib.h>

/*
 * Whether the alternative text of an image tells what it shows: not where it is empty, the name of the file
 * at `address`, what a camera or telephone calls its files ("IMG_2031", "微信图片_20250601"), or a word for
 * pictures of any kind ("照片2", "image").
 */
gboolean image_words_tell(const char *words, const char *address);
