/* SPDX-License-Identifier: MIT */
/* What somebody wrote in Word, in an editor or for a web page, before it is an entry: a list of blocks. */
#pragma once

#include <glib.h>

typedef enum {
    BLOCK_PARAGRAPH,
    BLOCK_HEADING, /* the program that made the file knows it as one */
    BLOCK_OTHER,   /* a list, a table, a picture, …: Markdown only */
} BlockKind;

typedef struct {
    BlockKind kind;
    guint level;    /* BLOCK_HEADING: from 1 */
    guint line;     /* in the file, from 1; 0: it has no lines */
    guint indent;   /* columns of white space before the text */
    char *text;     /* as a reader sees it, without white space around; "" for BLOCK_OTHER */
    char *markdown; /* of all of it; NULL: the text, escaped */
} Block;

/* A picture that belongs to the paper. */
typedef struct {
    char *name;    /* "image-1.png": how the Markdown calls it */
    GBytes *bytes; /* owned */
} Picture;

typedef struct {
    char *name;          /* of its file, as messages show it */
    char *title;         /* as the file's own properties say, or NULL */
    GPtrArray *blocks;   /* Block *, owned */
    GPtrArray *pictures; /* Picture *, owned */
    GPtrArray *notes;    /* char *: footnotes as Markdown, "[^1]: …" */
    GPtrArray *taken;    /* char *: lines that were taken out of the text, as they stood */
} Paper;

Paper *paper_new(const char *name);
void paper_free(Paper *paper);

/* The paragraph `text` (copied, white space around it removed), appended. The block is the paper's. */
Block *paper_add(Paper *paper, const char *text, guint line, guint indent);
/* A block that is Markdown; both are taken over. */
Block *paper_add_markdown(Paper *paper, BlockKind kind, char *text, char *markdown);
Block *paper_block(const Paper *paper, guint index);
/* Removes `count` blocks, the text of each being kept in `taken`, or its Markdown where it is only that. */
void paper_take(Paper *paper, guint index, guint count);
/* Keeps a line of what was taken out. Takes over `text`. */
void paper_keep(Paper *paper, char *text, guint line);

/* Whether it has links, pictures or footnotes, which its text does not tell. */
gboolean block_is_rich(const Block *block);
Picture *picture_new_take(char *name, GBytes *bytes);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(Paper, paper_free)
