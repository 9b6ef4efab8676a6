/* SPDX-License-Identifier: MIT */
/*
 * The order of texts as readers of a language expect it (ICU, CLDR's tailorings of the Unicode Collation
 * Algorithm): Han by pinyin or by stroke count, Latin without regard to capitals first, numbers by value
 * (2号楼 before 10号楼).
 */
#pragma once

#include <glib.h>

typedef enum {
    COLLATION_LANGUAGE, /* as the language has it: Chinese by pinyin */
    COLLATION_PINYIN,
    COLLATION_STROKE,
    N_COLLATIONS,
} CollationOrder;

typedef struct Collation Collation;

/* `language` as in BCP 47; one that ICU does not know has the order of the root. Nothing is opened before a
 * text is sorted. */
Collation *collation_new(const char *language);
void collation_free(Collation *collation);

/*
 * The key of `text`, borrowed until the next one is asked for, without NUL bytes: keys stand in the order of
 * their bytes as texts stand in the order asked for. Texts that readers cannot tell apart may share a key.
 */
const char *collation_key(Collation *collation, CollationOrder order, const char *text, gsize length);

/*
 * The Latin letter, "A" to "Z", under which an index files `text`: of Han that with which its pinyin begins,
 * as ICU reads it; of Latin its own, without its marks. "#" for all else. Static.
 */
const char *collation_initial(Collation *collation, const char *text);

/* The order of that name ("pinyin", "stroke"), or -1. */
int collation_by_name(const char *name);
/* All such names, NULL-terminated. */
extern const char *const COLLATION_NAMES[];

G_DEFINE_AUTOPTR_CLEANUP_FUNC(Collation, collation_free)
