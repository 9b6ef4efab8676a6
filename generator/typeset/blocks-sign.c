/* SPDX-License-Identifier: MIT */
/* A notice opens with whom it is for and closes with who says so and when: neither is set as a paragraph. */
#include "typeset/blocks-private.h"

#include <string.h>

#define SALUTATION_MAX 20
#define SIGNATURE_MAX 24
#define SIGNATURE_PARAGRAPHS 3

static gboolean ends_with_any(const char *line, const char *const *endings)
{
    for (; *endings; endings++)
        if (g_str_has_suffix(line, *endings))
            return TRUE;
    return FALSE;
}

/* "3 November 2025", "November 3, 2025": a word, and two numbers of which one is a year. */
static gboolean is_date_in_words(const char *line)
{
    g_auto(GStrv) words = g_strsplit_set(line, " ,", -1);
    guint years = 0, days = 0, names = 0;

    for (char **word = words; *word; word++) {
        const gsize digits = strspn(*word, "0123456789");
        if (!**word)
            continue;
        if (digits == 4 && !(*word)[4])
            years++;
        else if (digits == 1 || digits == 2)
            days++;
        else if (g_ascii_isalpha(**word) || (guchar) * *word >= 0x80)
            names++;
    }
    return years == 1 && days == 1 && names == 1;
}

/* "2025年11月3日", "二〇二五年十一月三日", "2025.11.3", "2025-11-03" */
static gboolean is_date_in_figures(const char *line)
{
    static const char *const signs[] = {"〇", "○",  "零", "一", "二", "三", "四", "五", "六",
                                        "七", "八", "九", "十", "年", "月", "日", NULL};
    guint digits = 0;
    const char *p = line;

    while (*p) {
        guint i = 0;
        if (g_ascii_isdigit(*p) || strchr("-./ ", *p)) {
            digits += g_ascii_isdigit(*p) != 0;
            p++;
            continue;
        }
        while (signs[i] && !g_str_has_prefix(p, signs[i]))
            i++;
        if (!signs[i])
            return FALSE;
        digits++;
        p += strlen(signs[i]);
    }
    return digits >= 6 && (strstr(line, "年") || strpbrk(line, "-./"));
}

static gboolean is_date(const char *line)
{
    return is_date_in_figures(line) || is_date_in_words(line);
}

static gboolean is_body_name(const char *line)
{
    static const char *const endings[] = {
        "委员会", "居委会", "村委会", "党委",   "党总支", "支部",   "办公室", "社区", "中心",
        "街道",   "办事处", "工作站", "业委会", "小组",   "服务站", "联合会", "协会", "工会",
        "妇联",   "团委",   "公司",   "物业",   "服务队", "志愿队", "理事会", "网格", NULL};
    return ends_with_any(line, endings);
}

/* In Han characters; letters are half as wide. */
static gsize line_width(const char *line)
{
    gsize halves = 0;

    for (const char *p = line; *p; p = g_utf8_next_char(p))
        halves += g_unichar_iswide(g_utf8_get_char(p)) ? 2 : 1;
    return halves / 2;
}

/* A line that may be signed with: short, and no sentence. */
static gboolean line_is_short(const char *line)
{
    static const char *const marks[] = {"。", "！", "？", "；", "：", "，", "…", ".", "!", "?", ":", NULL};

    if (!*line || line_width(line) > SIGNATURE_MAX)
        return FALSE;
    if (is_date(line))
        return TRUE;
    for (const char *const *mark = marks; *mark; mark++)
        if (strstr(line, *mark))
            return FALSE;
    return TRUE;
}

static gboolean is_top_paragraph(const Block *block)
{
    return block->kind == BLOCK_PARAGRAPH && block->paragraph == PARAGRAPH_PLAIN && block->inset == 0 &&
           block->quotes == 0 && block->text.length > 0;
}

/* Whether all lines of a paragraph are short; *certain: the last says who or when. */
static gboolean paragraph_is_signed(const Block *block, gboolean *certain)
{
    if (!is_top_paragraph(block))
        return FALSE;
    g_auto(GStrv) lines = g_strsplit(block->text.text, LINE_END, -1);
    for (char **line = lines; *line; line++) {
        g_strstrip(*line);
        if (!line_is_short(*line))
            return FALSE;
        *certain = is_date(*line) || is_body_name(*line);
    }
    return TRUE;
}

/* Notes stand below the signature. */
static guint text_end(const GArray *list)
{
    for (guint i = 0; i < list->len; i++) {
        const Block *block = &g_array_index(list, Block, i);
        if (block->tag && strcmp(block->tag, "Note") == 0)
            return i > 0 ? i - 1 : i;
    }
    return list->len;
}

static void signature_find(GArray *list)
{
    const guint end = text_end(list);
    gboolean certain = FALSE, any;
    guint first = end;

    if (end < 2 || !paragraph_is_signed(&g_array_index(list, Block, end - 1), &certain) || !certain)
        return;
    first--;
    while (first > 1 && end - first < SIGNATURE_PARAGRAPHS &&
           paragraph_is_signed(&g_array_index(list, Block, first - 1), &any) && any)
        first--;
    for (guint i = first; i < end; i++) {
        Block *block = &g_array_index(list, Block, i);
        block->paragraph = PARAGRAPH_SIGNATURE;
        block->close = i > first;
        block->kept = i + 1 < end;
    }
}

static void salutation_find(GArray *list)
{
    Block *first = &g_array_index(list, Block, 0);

    if (list->len > 1 && is_top_paragraph(first) && g_str_has_suffix(first->text.text, "：") &&
        g_utf8_strlen(first->text.text, -1) <= SALUTATION_MAX && !strstr(first->text.text, "，") &&
        is_top_paragraph(first + 1))
        first->paragraph = PARAGRAPH_FIRST;
}

static void quotes_find(GArray *list)
{
    for (guint i = 1; i < list->len; i++) {
        const Block *end = &g_array_index(list, Block, i);
        Block *last = &g_array_index(list, Block, i - 1);
        if (end->kind == BLOCK_END && strcmp(end->tag, "BlockQuote") == 0 && last->kind == BLOCK_PARAGRAPH &&
            g_str_has_prefix(last->text.text, "—") && g_utf8_strlen(last->text.text, -1) <= SIGNATURE_MAX)
            last->paragraph = PARAGRAPH_ENDING;
    }
}

/* What announces a list or a table stays with its beginning. */
static void announcements_find(GArray *list)
{
    for (guint i = 0; i + 1 < list->len; i++) {
        Block *block = &g_array_index(list, Block, i);
        if (block->kind == BLOCK_PARAGRAPH &&
            (g_str_has_suffix(block->text.text, "：") || g_str_has_suffix(block->text.text, ":")))
            block->kept = TRUE;
    }
}

void blocks_sign(Blocks *blocks)
{
    if (blocks->list->len == 0)
        return;
    salutation_find(blocks->list);
    signature_find(blocks->list);
    quotes_find(blocks->list);
    announcements_find(blocks->list);
}

/* Adds the lines of `text`, or only the days among them. */
static void signature_add(Blocks *blocks, const char *text, gboolean only_days)
{
    g_auto(GStrv) lines = g_strsplit(text, "\n", -1);

    for (char **line = lines; *line; line++) {
        g_strstrip(*line);
        if (**line && (!only_days || is_date(*line))) {
            Block *block = blocks_add(blocks, BLOCK_PARAGRAPH);
            block->paragraph = PARAGRAPH_SIGNATURE;
            block->close = TRUE;
            block->text = inline_plain(blocks->arena, *line, strlen(*line));
        }
    }
}

static gboolean is_dated(const Blocks *blocks)
{
    for (guint i = 0; i < blocks->list->len; i++) {
        g_auto(GStrv) lines = g_strsplit(g_array_index(blocks->list, Block, i).text.text, LINE_END, -1);
        for (char **line = lines; *line; line++)
            if (is_date(g_strstrip(*line)))
                return TRUE;
    }
    return FALSE;
}

void blocks_keep(Blocks *blocks, MarkdownPart part, const char *otherwise)
{
    if (part == MARKDOWN_WHOLE)
        return;
    for (guint i = blocks->list->len; i-- > 0;) {
        const Block *block = &g_array_index(blocks->list, Block, i);
        if ((block->paragraph == PARAGRAPH_SIGNATURE) != (part == MARKDOWN_SIGNATURE))
            g_array_remove_index(blocks->list, i);
    }
    if (part == MARKDOWN_SIGNATURE && otherwise && !is_dated(blocks))
        signature_add(blocks, otherwise, blocks->list->len > 0);
}
