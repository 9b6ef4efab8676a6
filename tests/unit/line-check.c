/* SPDX-License-Identifier: MIT */
#include "line-check.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* Stops, closing quotation marks, brackets and titles, 连接号, 间隔号, 分隔号, and ellipses and dashes as
 * well. */
#define NOT_FIRST "。．，、；：！？”’）］｝〕】》〉」』〗〙〛—–～－·／…‥%‰℃°′″!?;:,.)]}’”〞"
#define NOT_LAST "“‘（［｛〔【《〈「『〖〘〚／￥＄＃〝([{$￥"
/* What may follow the character that is alone on a line without making it two. */
#define CLOSING "。．，、；：！？”’）］｝〕】》〉」』…—!?;:,.)]}"
#define MARKERS "•◦▪·–—-●○■□1234567890.)、（）()①②③④⑤⑥⑦⑧⑨⑩"

#define TOLERANCE 0.011

typedef struct {
    const char *frame, *text;
    guint column;
    double width, natural, set, stretch;
    gboolean first, last, justified, forced;
    gboolean ragged; /* no line of its paragraph is justified */
} Line;

static gboolean among(gunichar character, const char *list)
{
    return character && g_utf8_strchr(list, -1, character);
}

static gunichar first_of(const char *text)
{
    return *text ? g_utf8_get_char(text) : 0;
}

static gunichar last_of(const char *text)
{
    return *text ? g_utf8_get_char(g_utf8_prev_char(text + strlen(text))) : 0;
}

static gboolean is_han(gunichar character)
{
    return g_unichar_get_script(character) == G_UNICODE_SCRIPT_HAN;
}

static gboolean is_latin(gunichar character)
{
    return character < 0x250 && g_unichar_isalnum(character);
}

/* Fields as marks.c describes them. */
static gboolean line_read(char *row, Line *line)
{
    char *fields[11];
    guint count = 0;

    for (char *at = row; at && count < G_N_ELEMENTS(fields); count++) {
        fields[count] = at;
        char *tab = count + 1 < G_N_ELEMENTS(fields) ? strchr(at, '\t') : NULL;
        if (tab)
            *tab++ = '\0';
        at = tab;
    }
    if (count < G_N_ELEMENTS(fields))
        return FALSE;
    *line = (Line){.frame = fields[0],
                   .text = fields[10],
                   .column = (guint)atoi(fields[1]),
                   .width = g_ascii_strtod(fields[5], NULL),
                   .natural = g_ascii_strtod(fields[6], NULL),
                   .set = g_ascii_strtod(fields[7], NULL),
                   .stretch = g_ascii_strtod(fields[8], NULL),
                   .first = strchr(fields[9], 'f') != NULL,
                   .last = strchr(fields[9], 'l') != NULL,
                   .justified = strchr(fields[9], 'j') != NULL,
                   .forced = strchr(fields[9], 'x') != NULL};
    return TRUE;
}

static void fault(guint *count, const char *what, const Line *line, const Line *before)
{
    if ((*count)++ < 20)
        g_test_message("%s: '%s'%s%s%s (frame %s, room %.2f, natural %.2f, set %.2f, gap %.3f)", what,
                       line->text, before ? " after '" : "", before ? before->text : "", before ? "'" : "",
                       line->frame, line->width, line->natural, line->set, line->stretch);
}

/* A word that was broken by force may begin again with anything. */
static void edges_check(const Line *line, const Line *before, LineFaults *faults)
{
    const gunichar first = first_of(line->text), last = last_of(line->text);

    if (!line->first && !(before && before->forced) && among(first, NOT_FIRST))
        fault(&faults->bad_starts, "bad start", line, before);
    if (!line->last && !line->forced && among(last, NOT_LAST))
        fault(&faults->bad_ends, "bad end", line, NULL);
    if (before && !line->first && first == last_of(before->text) && (first == 0x2014 || first == 0x2026))
        fault(&faults->split, "split", line, before);
}

static void measure_check(const Line *line, double limit, LineFaults *faults)
{
    faults->most = MAX(faults->most, line->justified ? line->stretch : 0);
    if ((line->justified && line->stretch > limit + TOLERANCE) || line->set > line->width + TOLERANCE)
        fault(&faults->stretched, "stretched", line, NULL);
    if (line->justified && !line->last && line->set < line->width - TOLERANCE)
        fault(&faults->ragged, "ragged", line, NULL);
}

/*
 * Broken by force, though the word of Latin letters that goes on in the next line is no longer than a line.
 * (Addresses have places to break, and are not told from words here: those with a slash or an at sign are
 * left out.)
 */
static void force_check(const Line *line, const Line *next, LineFaults *faults)
{
    guint length = 0;
    const char *c = line->text + strlen(line->text);

    if (!line->forced)
        return;
    faults->forced++;
    if (!next || strpbrk(line->text, "/@") || strpbrk(next->text, "/@"))
        return;
    while (c > line->text && is_latin(g_utf8_get_char(g_utf8_prev_char(c)))) {
        c = g_utf8_prev_char(c);
        length++;
    }
    for (c = next->text; is_latin(first_of(c)); c = g_utf8_next_char(c))
        length++;
    /* No letter is wider than a size. */
    if (length <= line->width - 2)
        fault(&faults->forced_needlessly, "broken needlessly", line, next);
}

/* One character, and marks that close after it. */
static gboolean is_alone(const char *text)
{
    const char *rest = *text ? g_utf8_next_char(text) : text;

    while (*rest && among(g_utf8_get_char(rest), CLOSING))
        rest = g_utf8_next_char(rest);
    return *text && !*rest;
}

/* Whether justification may put room between two characters: not within a word, nor between a mark and what
 * it belongs to. */
static gboolean is_open(gunichar before, gunichar after)
{
    const gboolean wide = before >= 0x2e80 || after >= 0x2e80;

    return wide && !among(after, NOT_FIRST) && !among(before, NOT_LAST "·／～") &&
           !g_unichar_isspace(before) && !g_unichar_isspace(after);
}

static guint gaps_count(const char *text)
{
    guint count = 0;

    for (const char *c = text; *c && *g_utf8_next_char(c); c = g_utf8_next_char(c))
        count += is_open(g_utf8_get_char(c), g_utf8_get_char(g_utf8_next_char(c)));
    return count;
}

/*
 * Whether the line before could give its last ideograph, with what closes after it, to the last line: what
 * is left must be Han at its new end, and must not have to be stretched beyond the limit. In a paragraph
 * whose lines are not justified nothing has to be stretched. This asks only the line before: that it finds
 * nothing to complain of does not say that no other division of the paragraph would do.
 */
static gboolean avoidable(const Line *before, const Line *line, double limit)
{
    const char *c = before->text + strlen(before->text);
    double given = 0;

    while (c > before->text && among(g_utf8_get_char(g_utf8_prev_char(c)), CLOSING)) {
        c = g_utf8_prev_char(c);
        given++;
    }
    if (c == before->text || !is_han(g_utf8_get_char(g_utf8_prev_char(c))) ||
        among(first_of(line->text), NOT_FIRST))
        return FALSE;
    c = g_utf8_prev_char(c);
    given++;
    g_autofree char *left = g_strndup(before->text, (gsize)(c - before->text));
    const guint gaps = gaps_count(left);
    const double wanted = before->width - (before->natural - given);
    if (gaps == 0 || !is_han(last_of(left)))
        return FALSE;
    /* A line that is not justified because it would have to be stretched too far already is none that could.
     */
    return wanted / gaps <= limit || (!before->justified && before->ragged);
}

static void end_check(const Line *line, const Line *before, double limit, LineFaults *faults)
{
    if (!line->last || line->first || !before || !is_alone(line->text) || before->forced)
        return;
    if (avoidable(before, line, limit))
        fault(&faults->alone, "alone", line, before);
    else
        fault(&faults->alone_for_good, "alone for good", line, before);
}

/* Marks the lines of paragraphs of which none is justified, and which have more than one besides the last. */
static void ragged_mark(GArray *lines)
{
    for (guint i = 0, first = 0; i < lines->len; i++) {
        gboolean justified = FALSE;
        if (!g_array_index(lines, Line, i).last)
            continue;
        for (guint j = first; j < i; j++)
            justified = justified || g_array_index(lines, Line, j).justified;
        for (guint j = first; j <= i; j++)
            g_array_index(lines, Line, j).ragged = !justified && i > first + 1;
        first = i + 1;
    }
}

void lines_check(const char *serialised, double limit, LineFaults *faults)
{
    g_auto(GStrv) rows = g_strsplit(serialised, "\n", -1);
    g_autoptr(GArray) lines = g_array_new(FALSE, FALSE, sizeof(Line));
    Line read;

    for (guint i = 0; rows[i]; i++) {
        if (*rows[i] && !line_read(rows[i], &read))
            g_error("no line as marks.c describes it: '%s'", rows[i]);
        if (*rows[i])
            g_array_append_val(lines, read);
    }
    faults->sheets++;
    ragged_mark(lines);
    for (guint i = 0; i < lines->len; i++) {
        const Line *line = &g_array_index(lines, Line, i);
        const Line *before = line->first || i == 0 ? NULL : line - 1;
        const Line *next = i + 1 < lines->len && !line->last ? line + 1 : NULL;
        faults->lines++;
        faults->paragraphs += line->last;
        faults->justified += line->justified;
        edges_check(line, before, faults);
        measure_check(line, limit, faults);
        force_check(line, next, faults);
        end_check(line, before, limit, faults);
    }
}

/* Heads of tables stand again at the top of the next column. */
static gboolean is_head_again(const char *text, const char *expected, const char *heads)
{
    return !g_str_has_prefix(expected, text) && strstr(heads, text);
}

void words_check(const char *serialised, const char *frame, const char *words, const char *heads,
                 LineFaults *faults)
{
    g_auto(GStrv) rows = g_strsplit(serialised, "\n", -1);
    const char *expected = words;
    Line line = {0}, wrong = {0};

    for (guint i = 0; rows[i] && !wrong.text; i++) {
        if (!*rows[i] || !line_read(rows[i], &line) || strcmp(line.frame, frame) != 0 ||
            is_head_again(line.text, expected, heads))
            continue;
        for (const char *c = line.text; *c; c = g_utf8_next_char(c)) {
            const gunichar character = g_utf8_get_char(c);
            if (g_unichar_isspace(character))
                continue;
            if (character == first_of(expected))
                expected = g_utf8_next_char(expected);
            else if (!among(character, MARKERS))
                wrong = line;
        }
    }
    if (!wrong.text && !*expected)
        return;
    g_autofree char *begin = g_utf8_substring(expected, 0, MIN(g_utf8_strlen(expected, -1), 30));
    line.text = begin;
    fault(&faults->lost, "lost", &line, wrong.text ? &wrong : NULL);
}

void faults_assert(const char *what, const LineFaults *faults)
{
    g_test_message(
        "%s: %u sheets, %u paragraphs, %u lines, %u justified; most in a gap %.3f; %u broken within a word",
        what, faults->sheets, faults->paragraphs, faults->lines, faults->justified, faults->most,
        faults->forced);
    g_test_message(
        "%s: %u bad starts, %u bad ends, %u split, %u stretched, %u ragged, %u alone, %u alone for good, "
        "%u lost, %u broken needlessly",
        what, faults->bad_starts, faults->bad_ends, faults->split, faults->stretched, faults->ragged,
        faults->alone, faults->alone_for_good, faults->lost, faults->forced_needlessly);
    g_assert_cmpuint(faults->lines, >, 0);
    g_assert_cmpuint(faults->bad_starts, ==, 0);
    g_assert_cmpuint(faults->bad_ends, ==, 0);
    g_assert_cmpuint(faults->split, ==, 0);
    g_assert_cmpuint(faults->stretched, ==, 0);
    g_assert_cmpuint(faults->ragged, ==, 0);
    g_assert_cmpuint(faults->alone, ==, 0);
    g_assert_cmpuint(faults->lost, ==, 0);
    g_assert_cmpuint(faults->forced_needlessly, ==, 0);
}
