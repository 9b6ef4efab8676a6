/* SPDX-License-Identifier: MIT */
/* What the names of old files and folders say. */
#pragma once

#include "archive/adopt-walk.h"
#include "text/calendar.h"

/*
 * The day of `year` that stands in a name: 2014-02-14, 20140214, 2014年2月14日, 2月14日; of a month
 * (2014年2月, 二月份) its last one. FALSE where there is none.
 */
gboolean old_name_day(const char *name, int year, Date *day);
/* The year that a title begins with or names (2013年, 2013年度), or 0. */
int old_name_year(const char *title);
/* What a document is called: its name without the ending, and without a day or a number before it that only
 * orders files. Newly allocated. */
char *old_file_title(const OldFile *file);
/*
 * What a page of all that lies in a folder is called: its name; where that says little (照片, 扫描件, 1) with
 * that of the folder around it. Newly allocated.
 */
char *old_folder_title(const OldFolder *folder, int year, gboolean chinese);
/* The name without its ending; newly allocated. */
char *old_stem(const char *name);
/* The ending in small letters, without the dot; "" if there is none. Newly allocated. */
char *old_ending(const char *name);

/*
 * What the files are called beside an entry: as before, but without what Windows, web addresses or Broadside
 * itself refuse, and without numbers of people; no two of them equal on any system. An array of char *,
 * owned.
 */
GPtrArray *old_names_beside(const GPtrArray *files);
