/* SPDX-License-Identifier: MIT */
#include "review/paragraph.h"

#include "text/block.h"

#include <glib/gi18n.h>
#include <string.h>
#include <xxhash.h>

/* A shorter one is a form of words: whom to ask, when the office is open. */
#define CHARACTERS 60
/* Most paragraphs differ in their beginning: no more of them is read, in bytes without punctuation. */
#define BEGINNING 72

/* Beginnings are told from each other, roughly, by so many cells for each paragraph, of two bits. */
#define CELLS 8

struct Paragraphs {
    guint8 *cells; /* by the last bits of the hash of a beginning, four to a byte: 0, 1, or 2 for several */
    guint64 mask;  /* of those bits */
    GHashTable *beginnings; /* hash of the beginning -> Paragraph * */
    GHashTable *whole;      /* hash of all of it -> Paragraph *; where beginnings were equal */
    GString *plain;
};

Paragraphs *paragraphs_new(guint count)
{
    Paragraphs *paragraphs = g_new0(Paragraphs, 1);

    paragraphs->mask = ((guint64)1 << g_bit_storage((gulong)count * CELLS)) - 1;
    paragraphs->cells = g_malloc0(paragraphs->mask / 4 + 1);
    paragraphs->beginnings = g_hash_table_new(g_int64_hash, g_int64_equal);
    paragraphs->whole = g_hash_table_new(g_int64_hash, g_int64_equal);
    paragraphs->plain = g_string_new(NULL);
    return paragraphs;
}

void paragraphs_free(Paragraphs *paragraphs)
{
    g_hash_table_unref(paragraphs->beginnings);
    g_hash_table_unref(paragraphs->whole);
    g_string_free(paragraphs->plain, TRUE);
    g_free(paragraphs->cells);
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

/* Of the first `most` bytes that are no punctuation. */
static guint64 text_hash(GString *plain, const char *text, gsize length, gsize most)
{
    const guchar *p = (const guchar *)text;
    const guchar *end = p + length;
    gsize size = 0;

    g_string_set_size(plain, MIN(length, most));
    while (p < end && size < most) {
        const gsize skipped = mark_size(p);
        if (skipped == 0)
            plain->str[size++] = (char)*p++;
        else
            p += skipped;
    }
    return XXH3_64bits(plain->str, size);
}

/* Within the text, whatever the memory says. */
static const char *paragraph_text(const Paragraph *paragraph, gsize *length)
{
    const gsize end = MIN(paragraph->at.end, source_length(paragraph->entry->source));
    const gsize start = MIN(paragraph->at.start, end);

    *length = end - start;
    return source_text(paragraph->entry->source) + start;
}

static guint64 paragraph_hash(GString *plain, const Paragraph *paragraph)
{
    gsize length;
    const char *text = paragraph_text(paragraph, &length);
    return text_hash(plain, text, length, G_MAXSIZE);
}

static gboolean begins_character(char byte)
{
    return ((guchar)byte & 0xc0) != 0x80 && (guchar)byte > ' ';
}

/* As a reader counts them, white space aside; by blocks. */
static gboolean is_long(const char *text, gsize length)
{
    guint count = 0;
    gsize at = 0;

    for (; length - at >= BLOCK && count <= CHARACTERS; at += BLOCK) {
        guint8 more = 0;
        for (gsize i = 0; i < BLOCK; i++)
            more = (guint8)(more + begins_character(text[at + i]));
        count += more;
    }
    for (; at < length && count <= CHARACTERS; at++)
        count += begins_character(text[at]);
    return count > CHARACTERS;
}

static void report(Review *review, const Paragraph *first, const Paragraph *again)
{
    if (!source_check(first->entry->source, review->diagnostics) ||
        !source_check(again->entry->source, review->diagnostics))
        return;
    const Place place = source_place(first->entry->source, first->at.start);
    gsize length;
    const char *text = paragraph_text(again, &length);
    g_autofree char *words = g_strndup(text, length);

    finding_report(review, SEVERITY_WARNING, FINDING_PARAGRAPH, again->entry,
                   source_place(again->entry->source, again->at.start), words,
                   _("write it anew, or refer to what was written before"),
                   _("this paragraph stands in %s:%u already"), first->entry->path, place.line);
}

/* Puts it among the whole ones; the one of another entry that is there already, or NULL. */
static const Paragraph *whole_add(Paragraphs *paragraphs, const Review *review, Paragraph *paragraph)
{
    if (!paragraph->at.whole && !source_check(paragraph->entry->source, review->diagnostics))
        return NULL;
    if (!paragraph->at.whole)
        paragraph->at.whole = paragraph_hash(paragraphs->plain, paragraph);
    const Paragraph *known = g_hash_table_lookup(paragraphs->whole, &paragraph->at.whole);

    if (!known)
        g_hash_table_insert(paragraphs->whole, &paragraph->at.whole, paragraph);
    return known && known->entry != paragraph->entry ? known : NULL;
}

static void list_add(GArray *list, const Prose *prose, GString *plain, gsize start, gsize end)
{
    const gsize body = prose->entry->body;
    const char *text = source_text(prose->entry->source) + body + start;
    MemoryParagraph paragraph = {(guint32)(body + start), (guint32)(body + end), 0, 0};

    if (end - start <= CHARACTERS || !is_long(text, end - start))
        return;
    paragraph.beginning = text_hash(plain, text, end - start, BEGINNING);
    g_array_append_val(list, paragraph);
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

static void paragraph_review(Paragraphs *paragraphs, Review *review, Paragraph *paragraph)
{
    Paragraph *known = g_hash_table_lookup(paragraphs->beginnings, &paragraph->at.beginning);

    if (!known) {
        g_hash_table_insert(paragraphs->beginnings, &paragraph->at.beginning, paragraph);
        return;
    }
    if (!known->whole)
        whole_add(paragraphs, review, known);
    known->whole = TRUE;
    const Paragraph *first = whole_add(paragraphs, review, paragraph);
    if (first)
        report(review, first, paragraph);
}

/* The byte that holds the cell of a beginning, and how far its bits lie from the last. */
static guint8 *cell_find(const Paragraphs *paragraphs, const MemoryParagraph *paragraph, guint *shift)
{
    const guint64 cell = paragraph->beginning & paragraphs->mask;

    *shift = (guint)(cell % 4) * 2;
    return &paragraphs->cells[cell / 4];
}

void paragraphs_expect(Paragraphs *paragraphs, const MemoryParagraph *paragraph)
{
    guint shift;
    guint8 *cell = cell_find(paragraphs, paragraph, &shift);

    if ((*cell >> shift & 3) < 2)
        *cell = (guint8)(*cell + (1u << shift));
}

gboolean paragraphs_may_repeat(const Paragraphs *paragraphs, const MemoryParagraph *paragraph)
{
    guint shift;
    const guint8 *cell = cell_find(paragraphs, paragraph, &shift);

    return (*cell >> shift & 3) > 1;
}

void paragraphs_review(Paragraphs *paragraphs, Review *review, GArray *list)
{
    const Entry *last = NULL;

    for (guint i = 0; i < list->len; i++) {
        Paragraph *paragraph = &g_array_index(list, Paragraph, i);
        if (paragraph->entry != last)
            source_folder_put_down(&review->site->content->texts);
        last = paragraph->entry;
        paragraph_review(paragraphs, review, paragraph);
    }
}
