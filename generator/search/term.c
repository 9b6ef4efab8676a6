/* SPDX-License-Identifier: MIT */
#include "search/term.h"

#include <string.h>

#define GRAM_FLAG ((TermKey)1 << 62)
#define CODE_BITS 21
#define LETTER_BITS 7

/* Word beginnings within one run of letters and figures that have not reached their eight characters. */
#define OPEN_MAX TERM_LETTERS_MAX

/* Terms that are appended together. */
#define KEPT 256

typedef struct {
    GArray *terms;
    guint32 before;          /* the neighbour on the left, or 0 */
    gboolean before_letter;  /* it is a letter */
    gboolean spaced;         /* there has been a space since */
    TermKey open[OPEN_MAX];  /* words that go on */
    guint lengths[OPEN_MAX]; /* of them */
    guint n_open;
    guint64 singles[FOLD_PLANE / 64]; /* which characters there have been */
    guint count;                      /* of `kept` */
    TermKey kept[KEPT];
} Cutter;

/* Characters beyond the first plane are surrogates in UTF-16, and stand before U+E000. */
static TermKey order_of(guint32 code)
{
    if (code < 0xE000)
        return code;
    return code < 0x10000 ? code + 0x100000 : code - 0x2000;
}

static guint32 code_of(TermKey order)
{
    if (order < 0xE000)
        return (guint32)order;
    return (guint32)(order < 0x10E000 ? order + 0x2000 : order - 0x100000);
}

static inline void add(Cutter *cutter, TermKey term)
{
    if (cutter->count == KEPT) {
        g_array_append_vals(cutter->terms, cutter->kept, cutter->count);
        cutter->count = 0;
    }
    cutter->kept[cutter->count++] = term;
}

static TermKey gram(guint32 first, guint32 second)
{
    return GRAM_FLAG | order_of(first) << CODE_BITS | order_of(second);
}

static TermKey letter_at(guint32 letter, guint place)
{
    return (TermKey)letter << LETTER_BITS * (TERM_LETTERS_MAX - 1 - place);
}

static void word_end(Cutter *cutter, guint index)
{
    const TermKey word = cutter->open[index];
    const guint length = cutter->lengths[index];

    add(cutter, word);
    for (guint start = 2; start <= 3 && start <= length; start++) {
        const TermKey kept = ~(((TermKey)1 << LETTER_BITS * (TERM_LETTERS_MAX - start)) - 1);
        add(cutter, (word & kept) | letter_at('*', start));
    }
}

static inline void words_end(Cutter *cutter)
{
    for (guint i = 0; i < cutter->n_open; i++)
        word_end(cutter, i);
    cutter->n_open = 0;
}

static void words_grow(Cutter *cutter, guint32 letter)
{
    guint kept = 0;

    for (guint i = 0; i < cutter->n_open; i++) {
        cutter->open[i] |= letter_at(letter, cutter->lengths[i]++);
        if (cutter->lengths[i] == TERM_LETTERS_MAX) {
            word_end(cutter, i);
            continue;
        }
        cutter->open[kept] = cutter->open[i];
        cutter->lengths[kept++] = cutter->lengths[i];
    }
    cutter->n_open = kept;
}

static void word_begin(Cutter *cutter)
{
    cutter->open[cutter->n_open] = 0;
    cutter->lengths[cutter->n_open++] = 0;
}

static void cut_letter(Cutter *cutter, guint32 letter)
{
    const gboolean joined = cutter->before_letter && !cutter->spaced;

    if (!joined)
        words_end(cutter);
    if (!joined || g_ascii_isdigit((char)cutter->before) != g_ascii_isdigit((char)letter))
        word_begin(cutter);
    if (cutter->before && !cutter->before_letter)
        add(cutter, gram(cutter->before, letter));
    words_grow(cutter, letter);
    cutter->before = letter;
    cutter->before_letter = TRUE;
    cutter->spaced = FALSE;
}

static inline void cut_gram(Cutter *cutter, guint32 code)
{
    guint64 *singles = code < FOLD_PLANE ? &cutter->singles[code / 64] : NULL;
    const guint64 bit = (guint64)1 << code % 64;

    words_end(cutter);
    if (!singles || !(*singles & bit))
        add(cutter, gram(code, 0));
    if (singles)
        *singles |= bit;
    if (cutter->before)
        add(cutter, gram(cutter->before, code));
    cutter->before = code;
    cutter->before_letter = cutter->spaced = FALSE;
}

static void cut_break(Cutter *cutter)
{
    words_end(cutter);
    cutter->before = 0;
    cutter->before_letter = cutter->spaced = FALSE;
}

static inline void cut(Cutter *cutter, Folded folded)
{
    switch (folded.kind) {
    case FOLD_LETTER: cut_letter(cutter, folded.code); break;
    case FOLD_GRAM: cut_gram(cutter, folded.code); break;
    case FOLD_SPACE: cutter->spaced = TRUE; break;
    case FOLD_NOTHING: break;
    default: cut_break(cutter);
    }
}

/* Most characters of these texts have three bytes. */
static gunichar character_take(const char **text)
{
    const guchar *p = (const guchar *)*text;
    const gunichar c = p[0] < 0x80 ? p[0]
                       : (p[0] & 0xF0) == 0xE0
                           ? (gunichar)((p[0] & 0x0F) << 12 | (p[1] & 0x3F) << 6 | (p[2] & 0x3F))
                           : g_utf8_get_char(*text);
    *text = g_utf8_next_char(*text);
    return c;
}

void terms_of(Fold *fold, const char *text, gsize length, GArray *terms)
{
    Cutter cutter;

    cutter.terms = terms;
    cutter.before = cutter.n_open = cutter.count = 0;
    cutter.before_letter = cutter.spaced = FALSE;
    memset(cutter.singles, 0, sizeof cutter.singles);
    for (const char *p = text; p < text + length;) {
        guint count;
        const Folded *folded = fold_character(fold, character_take(&p), &count);
        for (guint i = 0; i < count; i++)
            cut(&cutter, folded[i]);
    }
    words_end(&cutter);
    g_array_append_vals(terms, cutter.kept, cutter.count);
}

gsize term_text(TermKey term, char *text)
{
    gsize length = 0;

    if (term & GRAM_FLAG) {
        const TermKey mask = ((TermKey)1 << CODE_BITS) - 1;
        const guint32 codes[] = {code_of(term >> CODE_BITS & mask), code_of(term & mask)};
        text[length++] = '~';
        for (guint i = 0; i < 2 && codes[i]; i++)
            length += (gsize)g_unichar_to_utf8(codes[i], text + length);
        return length;
    }
    for (guint i = 0; i < TERM_LETTERS_MAX; i++) {
        const char letter = (char)(term >> LETTER_BITS * (TERM_LETTERS_MAX - 1 - i) & 0x7F);
        if (letter)
            text[length++] = letter;
    }
    return length;
}
