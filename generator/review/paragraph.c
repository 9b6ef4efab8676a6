/* SPDX-License-Identifier: MIT */
#include "review/paragraph.h"

#include <glib/gi18n.h>
#include <string.h>
#include <xxhash.h>

/* A shorter one is a form of words: whom to ask, when the office is open. */
#define CHARACTERS 60
/* Most paragraphs differ in their beginning: no more of them is read, in bytes without punctuation. */
#define BEGINNING 72

typedef struct {
    const Entry *entry;
    gsize start, end;  /* in the source */
    guint64 beginning; /* its hash */
    gboolean whole;    /* it is in `whole` */
} Paragraph;

struct Paragraphs {
    GHashTable *beginnings; /* hash of the beginning -> Paragraph * */
    GHashTable *whole;      /* hash of all of it -> Paragraph *; where beginnings were equal */
    GString *plain;
};

Paragraphs *paragraphs_new(void)
{
    Paragraphs *paragraphs = g_new0(Paragraphs, 1);

    paragraphs->beginnings = g_hash_table_new_full(g_int64_hash, g_int64_equal, g_free, g_free);
    paragraphs->whole = g_hash_table_new_full(g_int64_hash, g_int64_equal, g_free, g_free);
    paragraphs->plain = g_string_new(NULL);
    return paragraphs;
}

void paragraphs_free(Paragraphs *paragraphs)
{
    g_hash_table_unref(paragraphs->beginnings);
    g_hash_table_unref(paragraphs->whole);
    g_string_free(paragraphs->plain, TRUE);
    g_free(paragraphs);
}

/* Bytes of a character that is no letter, digit or Han: punctuation and white space; else 0. */
static gsize mark_size(const guchar *p)
{
    if (*p < 0x80)
        return !g_ascii_isalnum((char)*p);
    if (*p == 0xc2)
        return 2;
    if ((*p == 0xe2 && p[1] <= 0x81) || (*p == 0xe3 && p[1] == 0x80 && p[2] != 0x87))
        return 3;
    return *p == 0xef && (p[1] == 0xbc || p[1] == 0xbd) ? 3 : 0;
}

static guint64 text_hash(GString *plain, const char *text, gsize length, gsize most)
{
    const guchar *p = (const guchar *)text;
    const guchar *end = p + length;

    g_string_truncate(plain, 0);
    while (p < end && plain->len < most) {
        const gsize skipped = mark_size(p);
        if (skipped == 0)
            g_string_append_c(plain, (char)*p++);
        else
            p += skipped;
    }
    return XXH3_64bits(plain->str, plain->len);
}

static guint64 paragraph_hash(GString *plain, const Paragraph *at, gsize most)
{
    return text_hash(plain, source_text(at->entry->source) + at->start, at->end - at->start, most);
}

/* As a reader counts them, white space aside. */
static gboolean is_long(const char *text, gsize length)
{
    guint count = 0;

    for (gsize i = 0; i < length && count <= CHARACTERS; i++)
        count += ((guchar)text[i] & 0xc0) != 0x80 && (guchar)text[i] > ' ';
    return count > CHARACTERS;
}

static gpointer key_of(guint64 hash)
{
    return g_memdup2(&hash, sizeof hash);
}

static void report(Review *review, const Paragraph *first, const Paragraph *again)
{
    const Place place = source_place(first->entry->source, first->start);
    const char *text = source_text(again->entry->source) + again->start;
    g_autofree char *words = g_strndup(text, again->end - again->start);

    finding_report(review, SEVERITY_WARNING, FINDING_PARAGRAPH, again->entry,
                   source_place(again->entry->source, again->start), words,
                   _("write it anew, or refer to what was written before"),
                   _("this paragraph stands in %s:%u already"), first->entry->path, place.line);
}

/* Puts it among the whole ones; the one of another entry that is there already, or NULL. */
static const Paragraph *whole_add(Paragraphs *paragraphs, const Paragraph *at)
{
    const guint64 hash = paragraph_hash(paragraphs->plain, at, G_MAXSIZE);
    const Paragraph *known = g_hash_table_lookup(paragraphs->whole, &hash);

    if (!known)
        g_hash_table_insert(paragraphs->whole, key_of(hash), g_memdup2(at, sizeof *at));
    return known && known->entry != at->entry ? known : NULL;
}

GArray *paragraph_list_new(void)
{
    return g_array_new(FALSE, FALSE, sizeof(Paragraph));
}

static void list_add(GArray *list, const Prose *prose, GString *plain, gsize start, gsize end)
{
    const gsize body = prose->entry->body;
    Paragraph at = {prose->entry, body + start, body + end, 0, FALSE};

    if (end - start <= CHARACTERS || !is_long(source_text(prose->entry->source) + at.start, end - start))
        return;
    at.beginning = paragraph_hash(plain, &at, BEGINNING);
    g_array_append_val(list, at);
}

void paragraph_list_add(GArray *list, const Prose *prose)
{
    const Line *lines = (const Line *)(void *)prose->lines->data;
    const guint count = prose->lines->len;
    g_autoptr(GString) plain = g_string_sized_new(BEGINNING);

    for (guint i = 0; i < count;) {
        const guint first = i++;
        if (lines[first].kind != LINE_TEXT && lines[first].kind != LINE_ITEM)
            continue;
        while (i < count && lines[i].kind == LINE_TEXT)
            i++;
        list_add(list, prose, plain, lines[first].start, lines[i - 1].end);
    }
}

static void paragraph_review(Paragraphs *paragraphs, Review *review, const Paragraph *at)
{
    Paragraph *known = g_hash_table_lookup(paragraphs->beginnings, &at->beginning);

    if (!known) {
        g_hash_table_insert(paragraphs->beginnings, key_of(at->beginning), g_memdup2(at, sizeof *at));
        return;
    }
    if (!known->whole)
        whole_add(paragraphs, known);
    known->whole = TRUE;
    const Paragraph *first = whole_add(paragraphs, at);
    if (first)
        report(review, first, at);
}

void paragraphs_review(Paragraphs *paragraphs, Review *review, const GArray *list)
{
    for (guint i = 0; i < list->len; i++)
        paragraph_review(paragraphs, review, &g_array_index(list, Paragraph, i));
}
