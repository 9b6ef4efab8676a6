/* SPDX-License-Identifier: MIT */
#include "search/fold.h"

Fold *fold_new(void)
{
    Fold *fold = g_new0(Fold, 1);

    fold->longer = g_hash_table_new_full(NULL, NULL, NULL, (GDestroyNotify)g_array_unref);
    fold->scratch = g_array_new(FALSE, FALSE, sizeof(Folded));
    return fold;
}

void fold_free(Fold *fold)
{
    if (!fold)
        return;
    g_hash_table_unref(fold->longer);
    g_array_unref(fold->scratch);
    g_free(fold);
}

static gboolean is_accented_latin(gunichar c)
{
    return (c >= 0xC0 && c < 0x250) || (c >= 0x1E00 && c < 0x1F00);
}

static gunichar base_of(gunichar c)
{
    gunichar base, mark;

    while (is_accented_latin(c) && g_unichar_decompose(c, &base, &mark))
        c = base;
    return c;
}

static FoldKind kind_of(gunichar c)
{
    if (c < 0x80 && g_ascii_isalnum((char)c))
        return FOLD_LETTER;
    if (g_unichar_isalnum(c))
        return FOLD_GRAM;
    if (g_unichar_ismark(c) || g_unichar_type(c) == G_UNICODE_FORMAT)
        return FOLD_NOTHING;
    return c != '\n' && g_unichar_isspace(c) ? FOLD_SPACE : FOLD_BREAK;
}

static void scratch_fill(Fold *fold, gunichar c)
{
    char text[8] = "";

    g_array_set_size(fold->scratch, 0);
    g_unichar_to_utf8(c, text);
    g_autofree char *folded = g_utf8_normalize(text, -1, G_NORMALIZE_ALL_COMPOSE);
    for (const char *p = folded ? folded : text; *p; p = g_utf8_next_char(p)) {
        const gunichar code = base_of(g_unichar_tolower(g_utf8_get_char(p)));
        const Folded one = {code, kind_of(code)};
        g_array_append_val(fold->scratch, one);
    }
    if (fold->scratch->len == 0) {
        const Folded none = {c, FOLD_BREAK};
        g_array_append_val(fold->scratch, none);
    }
}

const Folded *fold_look_up(Fold *fold, gunichar c, guint *count)
{
    *count = 1;
    GArray *longer = g_hash_table_lookup(fold->longer, GUINT_TO_POINTER(c));
    if (!longer) {
        scratch_fill(fold, c);
        if (fold->scratch->len == 1 && c < FOLD_PLANE) {
            fold->known[c] = g_array_index(fold->scratch, Folded, 0);
            return &fold->known[c];
        }
        longer = g_array_copy(fold->scratch);
        g_hash_table_insert(fold->longer, GUINT_TO_POINTER(c), longer);
    }
    *count = longer->len;
    return (const Folded *)longer->data;
}
