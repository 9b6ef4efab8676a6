/* SPDX-License-Identifier: MIT */
/* Private to archive/: a line of the catalogue. */
#pragma once

#include "archive/form.h"
#include "archive/volume.h"

/* DA/T 22-2015, 5.5.3. */
enum {
    COLUMN_NUMBER,
    COLUMN_CODE,
    COLUMN_DOCUMENT_NO,
    COLUMN_RESPONSIBLE,
    COLUMN_TITLE,
    COLUMN_DATE,
    COLUMN_SECRECY,
    COLUMN_PAGES,
    COLUMN_REMARKS,
    N_COLUMNS,
};

/* N_COLUMNS texts, NULL where there is nothing to say; `number` counts the documents of the volume. */
const char *const *catalogue_row(Arena *arena, const FormWords *words, const RecordItem *item, guint number);

/* "归档文件目录（永久，办公室）": `what` there is of a volume. */
const char *catalogue_name(Arena *arena, const ArchiveYear *year, const Volume *volume, const char *what);

/* Characters of a sentence that tells how a form is used. */
#define HINT_LONGEST 300

/* The pages of one volume that are forms; in catalogue-forms.c. */
BookPiece catalogue_cover(Arena *arena, const ArchiveYear *year, const Volume *volume);
BookPiece catalogue_remarks(Arena *arena, const ArchiveYear *year, const Volume *volume);
/* The stamps of DA/T 22-2015, 5.4.3, filled in, of all volumes: appends BookPiece. In catalogue-stamps.c. */
void catalogue_stamps(Arena *arena, const ArchiveYear *year, const GArray *volumes, GArray *pieces);
BookPiece catalogue_labels(Arena *arena, const ArchiveYear *year, const Volume *volume);
