/* SPDX-License-Identifier: MIT */
#include "import/byline.h"

#include "import/character.h"
#include "import/signature.h"
#include "text/space.h"

#include <string.h>

#define BYLINE_LINES 4
#define BYLINE_BYTES 480
#define VALUE_MOST 60

typedef enum { SAYS_NOTHING, SAYS_DATE, SAYS_SOURCE, SAYS_AUTHOR, SAYS_ISSUER } Says;

/* Longer names before those that they begin with. */
static const struct {
    const char *name;
    Says says;
} labels[] = {
    {"发布时间", SAYS_DATE},    {"发布日期", SAYS_DATE},    {"发文日期", SAYS_DATE},
    {"日期", SAYS_DATE},        {"点击", SAYS_NOTHING},     {"人气", SAYS_NOTHING},
    {"分享", SAYS_NOTHING},     {"成文日期", SAYS_DATE},    {"发表时间", SAYS_DATE},
    {"信息来源", SAYS_SOURCE},  {"文章来源", SAYS_SOURCE},  {"稿件来源", SAYS_SOURCE},
    {"来源", SAYS_SOURCE},      {"作者", SAYS_AUTHOR},      {"撰稿人", SAYS_AUTHOR},
    {"撰稿", SAYS_AUTHOR},      {"发布机构", SAYS_ISSUER},  {"发布单位", SAYS_ISSUER},
    {"发文机关", SAYS_ISSUER},  {"发布机关", SAYS_ISSUER},  {"浏览次数", SAYS_NOTHING},
    {"浏览量", SAYS_NOTHING},   {"浏览", SAYS_NOTHING},     {"阅读次数", SAYS_NOTHING},
    {"阅读量", SAYS_NOTHING},   {"阅读", SAYS_NOTHING},     {"点击次数", SAYS_NOTHING},
    {"点击数", SAYS_NOTHING},   {"点击量", SAYS_NOTHING},   {"点击率", SAYS_NOTHING},
    {"访问量", SAYS_NOTHING},   {"字体大小", SAYS_NOTHING}, {"字体", SAYS_NOTHING},
    {"字号", SAYS_NOTHING},     {"责任编辑", SAYS_NOTHING}, {"编辑", SAYS_NOTHING},
    {"更新时间", SAYS_NOTHING}, {"索引号", SAYS_NOTHING},   {"信息分类", SAYS_NOTHING},
    {"分享到", SAYS_NOTHING},
};

/* The index of the label at `text`, and what follows its colon; -1 if there is none. */
static int label_at(const char *text, const char **value)
{
    for (guint i = 0; i < G_N_ELEMENTS(labels); i++) {
        if (!g_str_has_prefix(text, labels[i].name))
            continue;
        const char *colon = space_skip(text + strlen(labels[i].name));
        if (*colon != ':' && !g_str_has_prefix(colon, "："))
            continue;
        *value = g_utf8_next_char(colon);
        return (int)i;
    }
    return -1;
}

/* Where the value at `text` ends: at the next label, which a page may set right behind it, or at the end. */
static const char *value_end(const char *text)
{
    const char *ignored;

    for (const char *p = text; *p; p = g_utf8_next_char(p))
        if (label_at(p, &ignored) >= 0)
            return p;
    return text + strlen(text);
}

/* The value without what parts it from the next label. Newly allocated. */
static char *value_copy(const char *start, const char *end)
{
    g_autofree char *copy = g_strndup(start, (gsize)(end - start));

    for (char *last = copy + strlen(copy); last > copy; *last = '\0') {
        last = g_utf8_prev_char(last);
        if (!space_is(g_utf8_get_char(last)) && !g_utf8_strchr("|｜/·；;【[（(", -1, g_utf8_get_char(last)))
            break;
    }
    return space_strip(copy);
}

static void fill(char **field, const char *value)
{
    if (!*field && *value && text_length(value) <= VALUE_MOST)
        *field = g_strdup(value);
}

static void take_value(Matter *matter, Says says, const char *value)
{
    Date date;

    if (says == SAYS_SOURCE)
        fill(&matter->source, value);
    else if (says == SAYS_AUTHOR)
        fill(&matter->author, value);
    else if (says == SAYS_ISSUER)
        fill(&matter->issuer, value);
    else if (says == SAYS_DATE && !matter->dated && signature_read_date(value, &date)) {
        matter->date = date;
        matter->dated = TRUE;
    }
}

/* A line of labels and values, maybe behind a day. FALSE, and nothing taken, if it is something else. */
static gboolean labels_read(const char *text, Matter *matter)
{
    const char *value, *p = value_end(text);
    g_autofree char *before = value_copy(text, p);

    if (!*p || (*before && !signature_is_date(before)))
        return FALSE;
    take_value(matter, SAYS_DATE, before);
    while (*p) {
        const int label = label_at(p, &value);
        p = value_end(value);
        g_autofree char *copy = value_copy(value, p);
        take_value(matter, labels[label].says, copy);
    }
    return TRUE;
}

static gboolean line_read(const Block *block, Matter *matter)
{
    if (block->kind == BLOCK_OTHER || strlen(block->text) > BYLINE_BYTES || strstr(block->text, "。"))
        return FALSE;
    if (!matter->dated && signature_read_date(block->text, &matter->date))
        return matter->dated = TRUE;
    return labels_read(block->text, matter);
}

void byline_find(Paper *paper, Matter *matter)
{
    for (guint i = 0; matter->title && i < BYLINE_LINES && paper->blocks->len > matter->top; i++) {
        if (!line_read(paper_block(paper, matter->top), matter))
            return;
        paper_take(paper, matter->top, 1);
    }
}
