/* SPDX-License-Identifier: MIT */
/* The text of an entry as a reader reads it: code, comments, tags and addresses blanked out, in lines. */
#pragma once

#include "review/cursor.h"
#include "review/finding.h"

/* What stands for every byte that is no prose. */
#define PROSE_BLANK '\1'

typedef enum { LINE_BLANK, LINE_TEXT, LINE_HEADING, LINE_ITEM, LINE_QUOTE, LINE_ROW, LINE_CODE } LineKind;

typedef struct {
    gsize start, end; /* without its line end */
    LineKind kind;
} Line;

/* One text under review: the Markdown of an entry, or one value of its front matter. */
typedef struct {
    Review *review;
    const Entry *entry;
    const Value *value; /* whose text it is, or NULL for the Markdown */
    GString *text;      /* UTF-8 but for PROSE_BLANK; as long as what was written */
    GArray *lines;      /* Line */
    Cursor cursor;      /* private */
    gsize punctuated;   /* private: up to there the punctuation is settled */
} Prose;

Prose *prose_new(Review *review);
void prose_free(Prose *prose);
/* Takes the Markdown of an entry; offsets count from where it begins. */
void prose_read_body(Prose *prose, const Entry *entry);
/* Takes a text of its front matter. */
void prose_read_value(Prose *prose, const Entry *entry, const Value *value);

/* Where the byte at `offset` stands in the file. */
Place prose_place(Prose *prose, gsize offset);
/* The text as it was written, borrowed. */
const char *prose_written(const Prose *prose);
/* The written text from `start` to `end`, newly allocated. */
char *prose_words(const Prose *prose, gsize start, gsize end);

/* The character at or before an offset; 0 beyond the ends of the text. */
gunichar prose_at(const Prose *prose, gsize offset);
gunichar prose_before(const Prose *prose, gsize offset);

/* The marks of Chinese: ，。：（）《》 and so on. */
gboolean is_chinese_mark(gunichar c);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(Prose, prose_free)
