/* SPDX-License-Identifier: MIT */
#pragma once

#include <glib.h>

/*
 * Sorts an array of which most is in order already, in about one comparison for each item; equal ones stay in
 * their order. What is in no order takes as long as ever.
 */
void sort_nearly(GArray *array, GCompareFunc compare);
/* The same of pointers; `compare` gets the addresses of two of them, as for g_ptr_array_sort(). */
void sort_nearly_pointers(GPtrArray *array, GCompareFunc compare);
