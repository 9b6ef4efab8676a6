/* SPDX-License-Identifier: MIT */
#include "text/collation.h"

#include "text/strokes.h"

#include <string.h>
#include <unicode/ucol.h>
#include <unicode/uloc.h>
#include <unicode/ustring.h>

#define N_LETTERS 26

struct Collation {
    char *language;
    UCollator *collators[N_COLLATIONS]; /* opened when they are first asked for */
    gboolean tried[N_COLLATIONS];
    GString *key;                /* the last one */
    char *letters[2][N_LETTERS]; /* of Latin, of Han: keys before those of each letter; NULL: not asked for */
};

const char *const COLLATION_NAMES[] = {"pinyin", "stroke", NULL};

int collation_by_name(const char *name)
{
    for (int i = 0; COLLATION_NAMES[i]; i++)
        if (strcmp(COLLATION_NAMES[i], name) == 0)
            return COLLATION_PINYIN + i;
    return -1;
}

Collation *collation_new(const char *language)
{
    Collation *collation = g_new0(Collation, 1);
    collation->language = g_strdup(language);
    collation->key = g_string_new(NULL);
    return collation;
}

void collation_free(Collation *collation)
{
    if (!collation)
        return;
    for (guint i = 0; i < N_COLLATIONS; i++)
        ucol_close(collation->collators[i]);
    for (guint i = 0; i < N_LETTERS; i++) {
        g_free(collation->letters[0][i]);
        g_free(collation->letters[1][i]);
    }
    g_free(collation->language);
    g_string_free(collation->key, TRUE);
    g_free(collation);
}

/* Also where the language's own order is another (zh-Hant: by strokes), and for names in an English site. */
static UCollator *open_order(const char *language, CollationOrder order)
{
    char locale[ULOC_FULLNAME_CAPACITY] = "zh@collation=pinyin";
    UErrorCode status = U_ZERO_ERROR;

    if (order == COLLATION_STROKE)
        strcpy(locale, "zh@collation=stroke");
    else if (order == COLLATION_LANGUAGE)
        uloc_forLanguageTag(language, locale, sizeof locale, NULL, &status);
    if (U_FAILURE(status) || status == U_STRING_NOT_TERMINATED_WARNING)
        strcpy(locale, "root");
    status = U_ZERO_ERROR;
    UCollator *collator = ucol_open(locale, &status);
    ucol_setAttribute(collator, UCOL_NUMERIC_COLLATION, UCOL_ON, &status);
    ucol_setAttribute(collator, UCOL_NORMALIZATION_MODE, UCOL_ON, &status);
    if (U_SUCCESS(status))
        return collator;
    ucol_close(collator);
    return NULL;
}

static UCollator *collator_get(Collation *collation, CollationOrder order)
{
    if (!collation->tried[order])
        collation->collators[order] = open_order(collation->language, order);
    collation->tried[order] = TRUE;
    return collation->collators[order];
}

/* Newly allocated; NULL for what is too long for ICU. */
static UChar *to_wide(const char *text, gsize length, int32_t *count)
{
    UErrorCode status = U_ZERO_ERROR;

    if (length > G_MAXINT / 16)
        return NULL;
    UChar *wide = g_new(UChar, length + 1); /* UTF-16 never has more units than UTF-8 has bytes */
    u_strFromUTF8WithSub(wide, (int32_t)length + 1, count, text, (int32_t)length, 0xfffd, NULL, &status);
    if (U_FAILURE(status))
        g_clear_pointer(&wide, g_free);
    return wide;
}

/*
 * `text` with CLDR's mark of a number of strokes (U+FDD0, and U+2800 with that number added), behind which
 * all characters of that number stand, before each character that ICU would file elsewhere.
 */
static GString *strokes_mark(const char *text, gsize length)
{
    GString *marked = g_string_sized_new(length + 16);
    const char *end = text + length;

    for (const char *p = text, *next; p < end; p = next) {
        next = MIN(g_utf8_next_char(p), end);
        const guint strokes = (guchar)*p < 0x80 ? 0 : strokes_of(p);
        if (strokes > 0) {
            g_string_append_unichar(marked, 0xfdd0);
            g_string_append_unichar(marked, 0x2800 + strokes);
        }
        g_string_append_len(marked, p, next - p);
    }
    return marked;
}

static const char *wide_key(Collation *collation, CollationOrder order, const char *text, gsize length)
{
    UCollator *collator = collator_get(collation, order);
    int32_t count = 0;
    g_autofree UChar *wide = collator ? to_wide(text, length, &count) : NULL;
    GString *key = collation->key;

    g_string_truncate(key, 0);
    if (!wide) {
        g_string_append_len(key, text, (gssize)length);
        return key->str;
    }
    const int32_t needed = ucol_getSortKey(collator, wide, count, NULL, 0); /* with the NUL at its end */
    g_string_set_size(key, (gsize)needed);
    ucol_getSortKey(collator, wide, count, (guint8 *)key->str, needed);
    return key->str;
}

const char *collation_key(Collation *collation, CollationOrder order, const char *text, gsize length)
{
    if (order != COLLATION_STROKE)
        return wide_key(collation, order, text, length);
    g_autoptr(GString) marked = strokes_mark(text, length);
    return wide_key(collation, order, marked->str, marked->len);
}

/*
 * Keys that stand before all texts of each letter. Those of Han are CLDR's marks for indexes, U+FDD0 and the
 * letter (UTS 35, Collation Indexes); there are none of I, U and V, with which no pinyin begins.
 */
static void letters_open(Collation *collation, gboolean han)
{
    for (guint i = 0; i < N_LETTERS; i++) {
        const char mark[] = {'\xef', '\xb7', '\x90', (char)((han ? 'A' : 'a') + i), '\0'};
        const char *text = han ? mark : mark + 3;
        collation->letters[han][i] = g_strdup(collation_key(collation, COLLATION_PINYIN, text, strlen(text)));
    }
}

const char *collation_initial(Collation *collation, const char *text)
{
    static const char letters[N_LETTERS][2] = {"A", "B", "C", "D", "E", "F", "G", "H", "I",
                                               "J", "K", "L", "M", "N", "O", "P", "Q", "R",
                                               "S", "T", "U", "V", "W", "X", "Y", "Z"};
    const gunichar first = g_utf8_get_char_validated(text, -1);
    const GUnicodeScript script =
        g_unichar_validate(first) ? g_unichar_get_script(first) : G_UNICODE_SCRIPT_INVALID_CODE;
    const gboolean han = script == G_UNICODE_SCRIPT_HAN;
    const char *found = "#";

    if (!han && script != G_UNICODE_SCRIPT_LATIN)
        return found;
    if (!collation->letters[han][0])
        letters_open(collation, han);
    const char *key = collation_key(collation, COLLATION_PINYIN, text, strlen(text));
    for (guint i = 0; i < N_LETTERS; i++)
        if (!(han && strchr("IUV", letters[i][0])) && strcmp(collation->letters[han][i], key) <= 0)
            found = letters[i];
    return found;
}
