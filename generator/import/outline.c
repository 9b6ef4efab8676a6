/* SPDX-License-Identifier: MIT */
#include "import/outline.h"

#include "import/character.h"

#include <glib/gi18n.h>
#include <string.h>

/* A heading has at most so many characters, behind its number. */
#define HEADING_MOST 30
#define LEVEL_FIRST 2
#define LEVEL_LAST 6

/* Where one kind of number has come to. */
typedef struct {
    guint index; /* of its last block */
    guint value; /* there; 0: there was none in this section */
} Counter;

typedef struct {
    const Paper *paper;
    GArray *parts;
    guint levels[N_NUMBERS]; /* of the headings of each kind */
    Diagnostics *diagnostics;
} Outline;

static Part *part_at(const Outline *outline, guint index)
{
    return &g_array_index(outline->parts, Part, index);
}

static const char *rest_of(const Outline *outline, guint index)
{
    return paper_block(outline->paper, index)->text + part_at(outline, index)->number.length;
}

/* The value of the next number of the same kind, for each block; 0 after the last. Newly allocated. */
static guint *next_values(const Outline *outline)
{
    guint *values = g_new0(guint, outline->parts->len + 1);
    guint seen[N_NUMBERS] = {0};

    for (guint i = outline->parts->len; i > 0; i--) {
        const Number *number = &part_at(outline, i - 1)->number;
        values[i - 1] = seen[number->kind];
        seen[number->kind] = number->value;
    }
    return values;
}

/* A number that may be a word of the text counts only where it goes on from the one before it, or to the one
 * after it. */
static void doubts_settle(const Outline *outline)
{
    g_autofree guint *next = next_values(outline);
    guint before[N_NUMBERS] = {0};

    for (guint i = 0; i < outline->parts->len; i++) {
        Number *number = &part_at(outline, i)->number;
        const gboolean goes_on = number->value > 1 ? number->value == before[number->kind] + 1 : next[i] == 2;
        if (!number->certain && !goes_on)
            *number = (Number){0};
        if (!number->kind)
            continue;
        before[number->kind] = number->value;
        for (guint kind = number->kind + 1; kind < N_NUMBERS; kind++)
            before[kind] = 0;
    }
}

static void numbers_read(const Outline *outline)
{
    for (guint i = 0; i < outline->paper->blocks->len; i++) {
        const Block *block = paper_block(outline->paper, i);
        Part part = {0};
        if (block->kind != BLOCK_OTHER)
            part.number = number_read(block->text);
        g_array_append_val(outline->parts, part);
    }
    doubts_settle(outline);
}

/* The bytes of the first sentence of `text`, or of all of it. */
static gsize sentence_length(const char *text)
{
    for (const char *p = text; *p; p = g_utf8_next_char(p))
        if (g_utf8_strchr("。！？!?", -1, g_utf8_get_char(p)))
            return (gsize)(g_utf8_next_char(p) - text);
    return strlen(text);
}

/* Whether what follows block `index` is its own: anything but a number of its rank or above, or a heading. */
static gboolean has_content(const Outline *outline, guint index)
{
    if (index + 1 >= outline->parts->len || paper_block(outline->paper, index + 1)->kind == BLOCK_HEADING)
        return FALSE;
    const NumberKind next = part_at(outline, index + 1)->number.kind;
    return next == NUMBER_NONE || next > part_at(outline, index)->number.kind;
}

/* "停水时间：12月3日" says a thing, and heads nothing. */
static gboolean has_colon(const char *text, gsize length)
{
    return g_strstr_len(text, (gssize)length, "：") || memchr(text, ':', length);
}

/* The bytes of block `index` that read as a heading, 0 if it is none. */
static gsize heading_length(const Outline *outline, guint index)
{
    const Part *part = part_at(outline, index);
    const char *rest = rest_of(outline, index);
    const gsize sentence = sentence_length(rest);
    const gboolean run_in = rest[sentence] != '\0';

    if (sentence == 0 || g_utf8_strlen(rest, (gssize)sentence) > HEADING_MOST)
        return 0;
    /* "一、活动少；二、经费少。" counts several things. */
    if (g_strstr_len(rest, (gssize)sentence, "；") || memchr(rest, ';', sentence))
        return 0;
    if (has_colon(rest, sentence) && (run_in || !has_content(outline, index)))
        return 0;
    if (run_in)
        return part->number.kind <= NUMBER_HAN_ROUND ? part->number.length + sentence : 0;
    const gunichar last = text_last(rest);
    const gboolean open = g_utf8_strchr("；;，,：:", -1, last) != NULL;
    const gboolean digit = part->number.kind >= NUMBER_DIGIT;
    if (open || (digit && is_stop(last) && !g_utf8_strchr("）)”》】", -1, last)))
        return 0;
    return part->number.length + sentence;
}

/* The last block of each kind of number. */
static void lasts_find(const Outline *outline, guint *lasts, guint *counts)
{
    for (guint i = 0; i < outline->parts->len; i++) {
        lasts[part_at(outline, i)->number.kind] = i;
        counts[part_at(outline, i)->number.kind]++;
    }
}

/* Whether block `index` shows that numbers of its kind are headings. What follows the last may be the end of
 * the whole paper. */
static gboolean is_proof(const Outline *outline, guint index, const guint *lasts, const guint *counts)
{
    const Part *part = part_at(outline, index);
    const NumberKind kind = part->number.kind;

    if (part->heading == 0)
        return FALSE;
    if (paper_block(outline->paper, index)->text[part->heading])
        return TRUE;
    return has_content(outline, index) && (index != lasts[kind] || counts[kind] == 1);
}

/* 一、 and （一） are headings where one of their kind has something below. */
static void headings_find(const Outline *outline)
{
    guint lasts[N_NUMBERS] = {0}, counts[N_NUMBERS] = {0};
    gboolean heads[N_NUMBERS] = {FALSE};

    lasts_find(outline, lasts, counts);
    for (guint i = 0; i < outline->parts->len; i++) {
        Part *part = part_at(outline, i);
        if (part->number.kind == NUMBER_NONE || part->number.kind > NUMBER_DIGIT)
            continue;
        part->heading = heading_length(outline, i);
        heads[part->number.kind] |= part->number.kind < NUMBER_DIGIT && is_proof(outline, i, lasts, counts);
    }
    for (guint i = 0; i < outline->parts->len; i++)
        if (part_at(outline, i)->heading > 0 && heads[part_at(outline, i)->number.kind])
            part_at(outline, i)->role = ROLE_HEADING;
}

/* The last block of the run of numbers that begins at `index`; how far its list goes. *good: it counts on. */
static guint run_end(const Outline *outline, guint index, gboolean *good)
{
    const NumberKind kind = part_at(outline, index)->number.kind;
    guint value = part_at(outline, index)->number.value, last = index;

    *good = TRUE;
    for (guint i = index + 1; i < outline->parts->len; i++) {
        const Part *part = part_at(outline, i);
        const gboolean above = part->number.kind && part->number.kind < kind;
        if (part->role == ROLE_HEADING || above)
            break;
        if (part->number.kind != kind)
            continue;
        if (part->number.value == 1 && value != 1)
            break;
        *good &= part->number.value == ++value;
        last = i;
    }
    return last;
}

/* 1. is a heading where each number of its run is short, and has something below. */
static void digit_headings_find(const Outline *outline)
{
    for (guint i = 0; i < outline->parts->len; i++) {
        gboolean good, heads = TRUE;
        if (part_at(outline, i)->number.kind != NUMBER_DIGIT)
            continue;
        const guint last = run_end(outline, i, &good);
        for (guint k = i; k <= last; k++)
            heads &= part_at(outline, k)->number.kind != NUMBER_DIGIT ||
                     (part_at(outline, k)->heading > 0 && has_content(outline, k));
        for (guint k = i; heads && last > i && k <= last; k++)
            if (part_at(outline, k)->number.kind == NUMBER_DIGIT)
                part_at(outline, k)->role = ROLE_HEADING;
        i = last;
    }
}

/* Each kind of heading that there is takes a level, in their order: none is left out. */
static void levels_give(Outline *outline)
{
    gboolean used[N_NUMBERS] = {FALSE};
    guint level = LEVEL_FIRST;

    for (guint i = 0; i < outline->parts->len; i++)
        if (part_at(outline, i)->role == ROLE_HEADING)
            used[part_at(outline, i)->number.kind] = TRUE;
    for (guint kind = 1; kind < N_NUMBERS; kind++)
        if (used[kind])
            outline->levels[kind] = level++;
}

/* Headings that the file itself has keep their levels among each other. */
static void headings_take(const Outline *outline)
{
    guint least = LEVEL_LAST;

    for (guint i = 0; i < outline->parts->len; i++)
        if (paper_block(outline->paper, i)->kind == BLOCK_HEADING)
            least = MIN(least, paper_block(outline->paper, i)->level);
    for (guint i = 0; i < outline->parts->len; i++) {
        Part *part = part_at(outline, i);
        const Block *block = paper_block(outline->paper, i);
        if (block->kind == BLOCK_HEADING) {
            part->role = ROLE_HEADING;
            part->heading = strlen(block->text);
            part->level = MIN(block->level - least + LEVEL_FIRST, LEVEL_LAST);
        } else if (part->role == ROLE_HEADING) {
            part->level = outline->levels[part->number.kind];
        }
    }
}

static char *number_text(const Outline *outline, guint index)
{
    return g_strndup(paper_block(outline->paper, index)->text, part_at(outline, index)->number.marked);
}

static void report_jump(const Outline *outline, guint from, guint to)
{
    const Block *block = paper_block(outline->paper, to);
    const Place place = {.file = outline->paper->name, .line = block->line};
    g_autofree char *before = number_text(outline, from);
    g_autofree char *after = number_text(outline, to);

    if (part_at(outline, from)->number.value == part_at(outline, to)->number.value)
        diagnostics_warning(outline->diagnostics, place,
                            _("the numbers are kept as they are; look which one is wrong"),
                            _("the number '%s' stands twice"), after);
    else
        diagnostics_warning(outline->diagnostics, place,
                            _("the numbers are kept as they are; look whether one is missing"),
                            _("the numbering goes from '%s' to '%s'"), before, after);
}

/* A number counts on within the section of those of higher rank. */
static void jumps_report(const Outline *outline)
{
    Counter counters[N_NUMBERS] = {0};

    for (guint i = 0; i < outline->parts->len; i++) {
        const Number *number = &part_at(outline, i)->number;
        if (paper_block(outline->paper, i)->kind == BLOCK_HEADING && number->kind == NUMBER_NONE)
            memset(counters, 0, sizeof counters);
        if (number->kind == NUMBER_NONE)
            continue;
        Counter *counter = &counters[number->kind];
        if (counter->value > 0 && number->value != counter->value + 1 && number->value != 1)
            report_jump(outline, counter->index, i);
        *counter = (Counter){.index = i, .value = number->value};
        for (guint kind = number->kind + 1; kind < N_NUMBERS; kind++)
            counters[kind] = (Counter){0};
    }
}

/* The run from `first` to `last` is a list: what stands between its items belongs to the one before. */
static void run_nest(const Outline *outline, guint first, guint last)
{
    const NumberKind kind = part_at(outline, first)->number.kind;

    for (guint i = first; i <= last; i++) {
        Part *part = part_at(outline, i);
        part->depth++;
        if (part->number.kind != kind)
            continue;
        part->role = ROLE_ITEM;
        part->list = first;
    }
}

/* What is numbered below the last item is part of it. */
static guint run_extend(const Outline *outline, guint last, NumberKind kind)
{
    gboolean good;

    while (last + 1 < outline->parts->len && part_at(outline, last + 1)->number.kind > kind &&
           part_at(outline, last + 1)->role != ROLE_HEADING)
        last = run_end(outline, last + 1, &good);
    return last;
}

/*
 * Runs of two numbers and more that count on are lists. Those of higher rank come first, so that lists nest;
 * each block is passed once for each kind.
 */
static void lists_find(const Outline *outline)
{
    for (guint kind = NUMBER_DIGIT; kind < N_NUMBERS; kind++)
        for (guint i = 0; i < outline->parts->len; i++) {
            const Part *part = part_at(outline, i);
            gboolean good;
            if (part->number.kind != kind || part->role == ROLE_HEADING)
                continue;
            const guint last = run_end(outline, i, &good);
            if (good && last > i)
                run_nest(outline, i, run_extend(outline, last, kind));
            i = last;
        }
}

GArray *outline_read(const Paper *paper, Diagnostics *diagnostics)
{
    Outline outline = {paper, g_array_new(FALSE, TRUE, sizeof(Part)), {0}, diagnostics};

    numbers_read(&outline);
    headings_find(&outline);
    digit_headings_find(&outline);
    levels_give(&outline);
    headings_take(&outline);
    jumps_report(&outline);
    lists_find(&outline);
    return outline.parts;
}
