/* SPDX-License-Identifier: MIT */
/* What somebody meant who wrote a date or a number as people do: 2025年6月29日, 5,750元. */
#pragma once

#include <glib.h>

/* The ISO form of a date (with its time if there is one), newly allocated, or NULL. */
char *guess_date(const char *text);
/* The number that `text` begins with, without separators and unit, newly allocated, or NULL. */
char *guess_number(const char *text);
/* Four digits of a year, newly allocated, or NULL. */
char *guess_year(const char *text);
