/* SPDX-License-Identifier: MIT */
/* Headlines: few lines, as long as each other, broken where somebody reading aloud would take a breath. */
#include "typeset/paragraph-private.h"

#include <string.h>

/* Beyond, it is no headline, and is only made as narrow as its lines allow. */
#define PLACES_MAX 300
#define LINES_MAX 24
#define ITEMS_MAX 2000
#define PIECES_MAX 16

/* In units of a line that is a tenth shorter or longer than the mean. */
#define COST_UNEVEN 100
#define COST_LOST 1e6  /* a line of one character */
#define COST_WITHIN 16 /* within brackets or quotation marks: for each pair */
#define COST_POOR 8    /* between a number and what it counts, before 的, after 和 */
#define COST_APART 13  /* within what is most likely a word */
#define COST_UNSURE 3
#define GAIN_NATURAL 10 /* where one phrase ends, or another begins */
#define GAIN_STOP 36    /* after a pause: two lines may then be as 7 to 3 */

typedef struct {
    const Paragraph *paragraph;
    GArray *places; /* guint: items before which a line may end; the first is 0, the last their number */
    double *costs;  /* of breaking there */
    double mean;
} Balance;

static guint place_item(const Balance *balance, guint place)
{
    return g_array_index(balance->places, guint, place);
}

static gboolean starts_with(const Paragraph *paragraph, guint index, const char *words)
{
    const gsize at = item_at(paragraph, index)->start;

    return paragraph->length - at >= strlen(words) &&
           strncmp(paragraph->text + at, words, strlen(words)) == 0;
}

/* Whether one of the words stands before the item; after it, if `after`. */
static gboolean is_beside(const Paragraph *paragraph, guint index, const char *const *words, gboolean after)
{
    const gsize at = item_at(paragraph, index)->start;

    for (; *words; words++) {
        const gsize length = strlen(*words);
        if (after ? starts_with(paragraph, index, *words)
                  : at >= length && strncmp(paragraph->text + at - length, *words, length) == 0)
            return TRUE;
    }
    return FALSE;
}

/* They end a phrase, or begin one. */
static const char *const ENDS[] = {"年度", "季度", "月份", "期间", "的", NULL};
static const char *const BEGINS[] = {"关于", "暨", "拟", NULL};
/* They seldom begin one, and make a word with what stands before them: 社会|主义, 城乡|居民, 先进|典型. */
static const char *const LEANING[] = {"主义", "居民", "典型", "管道", "疫苗", "人员", "对象",   "党员",
                                      "中心", "委员", "办法", "事项", "设施", "实践", "微实事", NULL};

/* Of three characters, which ICU takes apart otherwise than by twos: 电|动车. */
static const char *const WHOLE[] = {"电动车", "自行车", NULL};

static gboolean is_within_whole(const Paragraph *paragraph, guint index)
{
    return is_beside(paragraph, index - 1, WHOLE, TRUE) ||
           (index > 1 && is_beside(paragraph, index - 2, WHOLE, TRUE));
}

static gboolean is_among(const Paragraph *paragraph, guint index, const char *characters)
{
    return g_utf8_strchr(characters, -1, item_character(paragraph, index)) != NULL;
}

/* They belong to what they count: 停水|八小时. */
#define NUMERALS "一二两三四五六七八九十百千几"
/* They say what kind of thing follows: 楼道|大清理. */
#define ATTRIBUTES "大小新老微拟再不未各本全首总"

static gboolean is_han(const Paragraph *paragraph, guint index)
{
    return index < paragraph->items->len && item_at(paragraph, index)->class == CLASS_HAN;
}

/* Whether the item is a word of one character that neither opens a phrase, nor counts, nor ends one. */
static gboolean is_piece(const Paragraph *paragraph, const guint8 *words, guint index)
{
    return is_han(paragraph, index) && words[item_at(paragraph, index)->start] &&
           words[item_at(paragraph, index)->end] &&
           !is_among(paragraph, index, "和与及在为把对向从被第暨请将" NUMERALS ATTRIBUTES) &&
           !is_among(paragraph, index, "了着过年月日号时里内外前后起中上下");
}

/*
 * A word of one character leans on the word before it (通知|的, 推进|会). Several in a row are words that ICU
 * does not know, as a rule of two characters: 雨|污|管|道.
 */
static double leaning_cost(const Paragraph *paragraph, const guint8 *words, guint index)
{
    const gboolean more = is_piece(paragraph, words, index + 1);
    double cost = is_beside(paragraph, index, LEANING, TRUE) ? COST_POOR : 0;
    guint pieces = 0;

    if (is_within_whole(paragraph, index))
        return COST_APART;
    if (is_beside(paragraph, index, WHOLE, TRUE))
        return 0;
    if (!is_han(paragraph, index - 1) || !is_piece(paragraph, words, index))
        return cost;
    while (pieces < index && pieces < PIECES_MAX && is_piece(paragraph, words, index - pieces - 1))
        pieces++;
    if (pieces % 2 == 1)
        return cost + COST_APART;
    if (pieces > 0 && more)
        return cost + COST_UNSURE;
    return more ? cost : cost + COST_POOR;
}

static double place_cost(const Paragraph *paragraph, const guint8 *words, guint index, guint depth)
{
    const Item *before = item_at(paragraph, index - 1), *item = item_at(paragraph, index);
    double cost = depth * COST_WITHIN + leaning_cost(paragraph, words, index);

    if (item->breaks == BREAK_POOR || is_among(paragraph, index - 1, "和与及在于为把对向从被第暨") ||
        (words[before->start] && is_among(paragraph, index - 1, NUMERALS ATTRIBUTES)))
        cost += COST_POOR;
    if (is_among(paragraph, index - 1, "、"))
        return cost - GAIN_NATURAL;
    if (before->class == CLASS_STOP || before->class == CLASS_DASH || class_is_blank(before->class))
        return cost - GAIN_STOP;
    if (before->class == CLASS_CLOSING || item->class == CLASS_OPENING ||
        is_beside(paragraph, index, ENDS, FALSE) || is_beside(paragraph, index, BEGINS, TRUE))
        cost -= GAIN_NATURAL;
    return cost;
}

/* Places between words; FALSE if there are too many. */
static gboolean balance_init(Balance *balance, const Paragraph *paragraph)
{
    g_autofree guint8 *words = paragraph_ask_icu(paragraph, TRUE);
    const guint count = paragraph->items->len;
    guint depth = 0;

    *balance = (Balance){paragraph, g_array_new(FALSE, FALSE, sizeof(guint)), NULL, 0};
    balance->costs = g_new0(double, PLACES_MAX + 1);
    for (guint i = 0; i <= count && balance->places->len <= PLACES_MAX; i++) {
        const Item *item = i < count ? item_at(paragraph, i) : NULL;
        if (i > 0 && item && item->breaks != BREAK_MUST) {
            depth += item_at(paragraph, i - 1)->class == CLASS_OPENING;
            if (item->breaks >= BREAK_POOR && (words[item->start] || is_beside(paragraph, i, WHOLE, TRUE))) {
                balance->costs[balance->places->len] = place_cost(paragraph, words, i, depth);
                g_array_append_val(balance->places, i);
            }
            depth -= item->class == CLASS_CLOSING && depth > 0;
        } else {
            g_array_append_val(balance->places, i);
        }
    }
    return balance->places->len <= PLACES_MAX;
}

static void balance_clear(Balance *balance)
{
    g_array_unref(balance->places);
    g_free(balance->costs);
}

static gboolean place_must(const Balance *balance, guint place)
{
    const guint item = place_item(balance, place);

    return item < balance->paragraph->items->len && item_at(balance->paragraph, item)->breaks == BREAK_MUST;
}

static double line_cost(const Balance *balance, guint from, guint to)
{
    const Extent extent =
        paragraph_extent(balance->paragraph, place_item(balance, from), place_item(balance, to));
    const double share = extent.natural / balance->mean - 1;

    return COST_UNEVEN * share * share + balance->costs[to] +
           (extent_is_single(balance->paragraph, &extent) ? COST_LOST : 0);
}

/* The best way of breaking into `count` lines; G_MAXDOUBLE if there is none. `ends`: the place of each one's
 * end. */
static double balance_break(const Balance *balance, guint count, guint *ends)
{
    const guint places = balance->places->len;
    g_autofree double *costs = g_new(double, (gsize)(count + 1) * places);
    g_autofree guint *from = g_new0(guint, (gsize)(count + 1) * places);

    for (gsize i = 0; i < (gsize)(count + 1) * places; i++)
        costs[i] = i == 0 ? 0 : G_MAXDOUBLE;
    for (guint to = 1; to < places; to++) {
        for (guint start = to; start-- > 0;) {
            const double cost = line_cost(balance, start, to);
            for (guint line = 1; line <= count; line++) {
                const double before = costs[(gsize)(line - 1) * places + start];
                if (before < G_MAXDOUBLE && before + cost < costs[(gsize)line * places + to]) {
                    costs[(gsize)line * places + to] = before + cost;
                    from[(gsize)line * places + to] = start;
                }
            }
            if (start > 0 && place_must(balance, start))
                break;
        }
    }
    for (guint line = count, at = places - 1; line > 0; at = from[(gsize)line * places + at], line--)
        ends[line - 1] = at;
    return costs[(gsize)count * places + places - 1];
}

static GArray *lines_of(const Balance *balance, guint count, const guint *ends)
{
    GArray *lines = g_array_new(FALSE, TRUE, sizeof(Line));

    for (guint i = 0, start = 0; i < count; i++) {
        const guint end = place_item(balance, ends[i]);
        const Line line = {.start = start,
                           .end = end,
                           .natural = paragraph_extent(balance->paragraph, start, end).natural,
                           .last = i + 1 == count || place_must(balance, ends[i])};
        g_array_append_val(lines, line);
        start = end;
    }
    return lines;
}

/* The narrowest measure with no more lines than that. */
static GArray *lines_narrow(const Paragraph *paragraph, guint count)
{
    double low = 0, high = paragraph_width(paragraph);
    GArray *lines = paragraph_break(paragraph, high, 0, FALSE);

    for (guint i = 0; i < 12 && count > 1; i++) {
        const double width = (low + high) / 2;
        GArray *tried = paragraph_break(paragraph, width, 0, FALSE);
        if (tried->len > count) {
            g_array_unref(tried);
            low = width;
            continue;
        }
        g_array_unref(lines);
        lines = tried;
        high = width;
    }
    return lines;
}

GArray *paragraph_balance(const Paragraph *paragraph, guint count)
{
    Balance balance;
    guint ends[LINES_MAX], parts = 1;
    GArray *lines = NULL;

    for (guint i = 1; i < paragraph->items->len; i++)
        parts += item_at(paragraph, i)->breaks == BREAK_MUST;
    count = MAX(count, parts);
    if (paragraph->items->len == 0 || count == 1)
        return paragraph_break(paragraph, paragraph_width(paragraph), 0, FALSE);
    if (paragraph->items->len > ITEMS_MAX || count > LINES_MAX)
        return lines_narrow(paragraph, count);
    const gboolean few = balance_init(&balance, paragraph);
    for (guint tried = count; few && !lines && tried >= parts; tried--) {
        balance.mean = MAX(paragraph_extent(paragraph, 0, paragraph->items->len).natural / tried, 0.5);
        const double cost = balance_break(&balance, tried, ends);
        if (cost < COST_LOST / 2 || (tried == parts && cost < G_MAXDOUBLE))
            lines = lines_of(&balance, tried, ends);
    }
    balance_clear(&balance);
    return lines ? lines : lines_narrow(paragraph, count);
}
