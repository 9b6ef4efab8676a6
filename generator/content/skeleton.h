/* SPDX-License-Identifier: MIT */
/* The file of a new entry. */
#pragma once

#include "content/type.h"
#include "text/calendar.h"

/*
 * Where a new entry goes: "content/news/2025/2025-11-20-ye-xun-dui.md". The date is in the name where
 * `dated`; without `day` there is no folder of the year either. Newly allocated.
 */
char *skeleton_path(const char *folder, const char *title, const Date *day, gboolean dated);
/*
 * Its text: the required fields of `type` with values to begin with, the others as comments with what they
 * mean in `language`. Newly allocated.
 */
char *skeleton_format(const Type *type, const char *title, Date today, const char *language);
