/* SPDX-License-Identifier: MIT */
/* Private to record/: one year of archive.lock.yaml. */
#pragma once

#include "content/field.h"
#include "record/record-private.h"

/* What reading the file needs. */
typedef struct {
    Record *record;
    FieldReader reader;
    GHashTable *numbers; /* number -> line, of all years */
    Year *year;          /* that is being read */
} Reading;

/* What there is to do about a file that does not say what Broadside wrote. */
const char *reading_restore_hint(void);
/* Reports an error there; line 0: of the file as a whole, column 0: of the line. FALSE. */
gboolean reading_refuse(const Reading *reading, guint line, guint column, const char *hint,
                        const char *format, ...) G_GNUC_PRINTF(5, 6);
/* The year that a key names; 0: none. */
int reading_year(const YamlNode *key);
/* Reads a year and its documents, from its key on. */
void reading_read_year(Reading *reading, const YamlNode *key);
