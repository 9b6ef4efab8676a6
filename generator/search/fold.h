/* SPDX-License-Identifier: MIT */
/*
 * Characters as they are searched: width, case and accents of Latin letters do not count. The search page of
 * a theme folds what is typed in the same way (assets/search.js of bulletin).
 */
#pragma once

#include <glib.h>

typedef enum {
    FOLD_BREAK = 1, /* parts what stands before it from what stands behind: punctuation, a new line */
    FOLD_SPACE,     /* parts words of letters only */
    FOLD_NOTHING,   /* is passed over: combining marks, what has no width */
    FOLD_LETTER,    /* a-z, 0-9: words */
    FOLD_GRAM,      /* any other letter or figure: taken in pairs */
} FoldKind;

/* A folded character and its kind. */
typedef struct {
    guint32 code : 24;
    guint32 kind : 8;
} Folded;

#define FOLD_PLANE 0x10000

/* What was folded once. Of one thread. */
typedef struct {
    Folded known[FOLD_PLANE]; /* private: what is folded to one character; kind 0: not yet, or to several */
    GHashTable *longer;       /* private: character -> GArray of Folded */
    GArray *scratch;          /* private */
} Fold;

Fold *fold_new(void);
void fold_free(Fold *fold);

/* Private: fold_character() of one that is not known yet, or is folded to several. */
const Folded *fold_look_up(Fold *fold, gunichar c, guint *count);

/*
 * What `c` is folded to: *count of them, one or more ("㎡" is "m2"). NFKC (UAX 15), lower case, and of Latin
 * letters the base. Borrowed until the next call.
 */
static inline const Folded *fold_character(Fold *fold, gunichar c, guint *count)
{
    if (c >= FOLD_PLANE || fold->known[c].kind == 0)
        return fold_look_up(fold, c, count);
    *count = 1;
    return &fold->known[c];
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC(Fold, fold_free)
