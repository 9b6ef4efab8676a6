/* SPDX-License-Identifier: MIT */
/* What templates are told of the records of years: record(2025). */
#pragma once

#include "template/engine.h"

/* What of a record can be published, as `publish` of broadside.yaml and rows of theme.lua name it. */
typedef enum { RECORD_YEARBOOK, RECORD_CATALOGUE, RECORD_EVIDENCE, N_RECORD_PARTS } RecordPart;
extern const char *const RECORD_PARTS[N_RECORD_PARTS + 1]; /* NULL-terminated */

/* A year that has been archived. */
typedef struct {
    int year;
    Date closed;                         /* the day */
    guint documents;                     /* with numbers that are not withdrawn */
    guint withdrawn;                     /* with numbers that are */
    const char *outputs[N_RECORD_PARTS]; /* paths on the website; NULL: not published */
} YearRecord;

/* `records`: year (GINT_TO_POINTER) -> YearRecord *, which must outlive the engine. Without it there are
 * none.
 */
void engine_set_records(Engine *engine, GHashTable *records);
