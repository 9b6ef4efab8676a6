/* SPDX-License-Identifier: MIT */
#include "import/heading.h"

#include "import/character.h"
#include "import/number.h"
#include "import/pattern.h"
#include "import/signature.h"

#include <glib/gi18n.h>
#include <string.h>

#define TITLE_MOST 60
/* What the file itself calls its title or a heading may be longer. */
#define TITLE_MOST_KNOWN 120
/* Lines above the title of an official paper. */
#define MASTHEAD_MOST 6
#define TITLE_LINES 3
#define TITLE_LEAST_NAMED 4
#define QUOTED_MOST 40

static gboolean is_document_no(const char *text, char **number)
{
    static GRegex *regex;
    g_autofree char *squeezed = text_squeeze(text);
    g_auto(GStrv) groups = NULL;

    if (strlen(squeezed) > 160 ||
        !pattern_match(&regex,
                       "^([\\p{Han}A-Za-z]{1,20}[〔\\[［（(【](?:19|20)\\d\\d[〕\\]］）)】]第?\\d{1,5}号)"
                       "(?:签发人[：:]?.{1,12})?$",
                       squeezed, &groups))
        return FALSE;
    if (number)
        *number = g_strdup(groups[1]);
    return TRUE;
}

static gboolean is_secrecy(const char *text)
{
    static GRegex *regex;
    return strlen(text) < 64 &&
           pattern_match(&regex, "^(?:绝密|机密|秘密|内部资料|内部文件)(?:$|[★\\s·，,])", text, NULL);
}

static gboolean is_urgency(const char *text)
{
    static GRegex *regex;
    return strlen(text) < 32 && pattern_match(&regex, "^(?:特急|加急|急件|特提|平急|0\\d{3,5})$", text, NULL);
}

/* "★", "————": a red line, drawn with what there was. */
static gboolean is_ornament(const char *text)
{
    for (; *text; text = g_utf8_next_char(text))
        if (g_unichar_isalnum(g_utf8_get_char(text)))
            return FALSE;
    return TRUE;
}

static gboolean is_masthead(const Block *block)
{
    return block->kind != BLOCK_OTHER &&
           (is_secrecy(block->text) || is_urgency(block->text) || is_ornament(block->text));
}

static guint masthead_end(const Paper *paper, guint at)
{
    while (at < MIN(paper->blocks->len, MASTHEAD_MOST) && is_masthead(paper_block(paper, at)))
        at++;
    return at;
}

/* 红头: "XX街道办事处文件" is one only above a document number. */
static guint masthead_length(const Paper *paper)
{
    const guint most = MIN(paper->blocks->len, MASTHEAD_MOST);
    const guint length = masthead_end(paper, 0);

    for (guint i = length; i < most; i++)
        if (is_document_no(paper_block(paper, i)->text, NULL))
            return text_length(paper_block(paper, length)->text) <= TITLE_MOST &&
                           (i == length || g_str_has_suffix(paper_block(paper, i - 1)->text, "文件"))
                       ? masthead_end(paper, i + 1)
                       : length;
    return length;
}

static void masthead_take(Paper *paper, Matter *matter, Diagnostics *diagnostics)
{
    const guint length = masthead_length(paper);

    for (guint i = 0; i < length; i++) {
        const Block *block = paper_block(paper, i);
        if (!matter->document_no)
            is_document_no(block->text, &matter->document_no);
        if (is_secrecy(block->text))
            diagnostics_warning(diagnostics, (Place){.file = paper->name, .line = block->line},
                                _("ask whether it may be published at all"), _("the paper is marked '%s'"),
                                block->text);
    }
    paper_take(paper, 0, length);
}

static gboolean is_title(const Block *block)
{
    const guint length = text_length(block->text);

    if (block->kind == BLOCK_HEADING)
        return length > 0 && length <= TITLE_MOST_KNOWN && !number_read(block->text).kind;
    return block->kind == BLOCK_PARAGRAPH && length >= 2 && length <= TITLE_MOST &&
           !strchr(block->text, '\t') && !g_utf8_strchr("。，、；：…,;:（(", -1, text_last(block->text)) &&
           !number_read(block->text).kind && !g_utf8_strchr("（([【—-*", -1, g_utf8_get_char(block->text)) &&
           !block_is_rich(block) && !signature_is_date(block->text);
}

/* "通　　知" and "工 作 总 结" are words spread out. Newly allocated. */
static char *line_text(const char *text)
{
    static GRegex *spread;

    return pattern_match(&spread, "^\\p{Han}(?:\\s+\\p{Han})+$", text, NULL) ? text_squeeze(text)
                                                                             : g_strdup(text);
}

static const char *const genres[] = {
    "通知", "公告", "通告", "公示", "报告", "总结", "意见", "方案", "办法",   "函",     "决定",   "通报",
    "请示", "纪要", "计划", "制度", "规定", "记录", "简报", "要点", "打算",   "思路",   "安排",   "汇报",
    "规划", "预案", "章程", "公约", "细则", "须知", "名单", "议程", "倡议书", "承诺书", "公开信", NULL};

static gboolean ends_title(const char *text)
{
    g_autofree char *word = line_text(text);
    return text_ends_in(word, genres) || g_strv_contains(genres, word);
}

static gboolean begins_with(const char *text, const char *const *beginnings)
{
    for (; *beginnings; beginnings++)
        if (g_str_has_prefix(text, *beginnings))
            return TRUE;
    return FALSE;
}

/* Whether the title on one line goes on in the next: "……的" / "通知", the office above what it wrote,
 * "……总结" / "暨……思路". */
static gboolean goes_on(const Block *block, const Block *next)
{
    static const char *const opens[] = {"的", "和", "与", "及", "、", NULL};
    static const char *const joins[] = {"暨", "及", "和", "与", NULL};

    if (next->kind != block->kind || !is_title(next))
        return FALSE;
    if (text_ends_in(block->text, genres))
        return begins_with(next->text, joins) && ends_title(next->text);
    return text_ends_in(block->text, opens) || (signature_is_office(block->text) && ends_title(next->text));
}

/* "关于……" is broken anywhere, and its last line names what it is. 0 if none does. */
static guint official_lines(const Paper *paper, guint at)
{
    const Block *first = paper_block(paper, at);
    const guint most = MIN(TITLE_LINES, paper->blocks->len - at);

    if (!g_str_has_prefix(first->text, "关于") || ends_title(first->text))
        return 0;
    for (guint count = 1; count < most; count++) {
        const Block *next = paper_block(paper, at + count);
        if (next->kind != first->kind || !is_title(next))
            return 0;
        if (ends_title(next->text))
            return count + 1;
    }
    return 0;
}

/* "——梧桐里社区2015年工作总结", alone: with another below it, it is a list. */
static gboolean is_subtitle(const Paper *paper, guint at)
{
    static const char *const dashes[] = {"—", "--", "－－", "──", NULL};

    if (at >= paper->blocks->len || !begins_with(paper_block(paper, at)->text, dashes))
        return FALSE;
    const Block *block = paper_block(paper, at);
    return block->kind == BLOCK_PARAGRAPH && text_length(block->text) <= TITLE_MOST &&
           !is_ornament(block->text) && !is_stop(text_last(block->text)) &&
           (at + 1 == paper->blocks->len || !begins_with(paper_block(paper, at + 1)->text, dashes));
}

static guint title_lines(const Paper *paper, guint at)
{
    guint count = MAX(1, official_lines(paper, at));

    while (count < TITLE_LINES && at + count < paper->blocks->len &&
           goes_on(paper_block(paper, at + count - 1), paper_block(paper, at + count)))
        count++;
    return is_subtitle(paper, at + count) ? count + 1 : count;
}

static void title_take(Paper *paper, Matter *matter, guint at)
{
    const guint count = title_lines(paper, at);
    g_autoptr(GString) title = g_string_new(NULL);

    for (guint i = 0; i < count; i++) {
        g_autofree char *line = line_text(paper_block(paper, at + i)->text);
        g_string_append(title, line);
    }
    g_strdelimit(title->str, "\n\t", ' ');
    matter->title = g_strdup(title->str);
    /* A picture or a link in it, and how it was broken, would be lost. */
    if (count > 1)
        paper_take(paper, at, count);
    else
        g_ptr_array_remove_index(paper->blocks, at);
}

/* How much of the page's own name, "停水通知_幸福社区", this line is: 0 if that does not begin with it. */
static guint named_length(const Paper *paper, const Block *block)
{
    const guint length = text_length(block->text);

    return paper->title && length >= TITLE_LEAST_NAMED && is_title(block) &&
                   g_str_has_prefix(paper->title, block->text)
               ? length
               : 0;
}

/* The only heading of the first level, where there is one. */
static const Block *great_heading(const Paper *paper)
{
    const Block *great = NULL;

    for (guint i = 0; i < paper->blocks->len; i++) {
        const Block *block = paper_block(paper, i);
        if (block->kind != BLOCK_HEADING || block->level != 1)
            continue;
        if (great)
            return NULL;
        great = block;
    }
    return great;
}

/* A web page may have its menus above what it is called, or above its great heading. */
static int title_index(const Paper *paper)
{
    const guint most = paper->title ? paper->blocks->len : MIN(paper->blocks->len, MASTHEAD_MOST);
    const Block *great = great_heading(paper);
    guint longest = 0;
    int at = -1;

    for (guint i = 0; i < most; i++) {
        const Block *block = paper_block(paper, i);
        const guint named = named_length(paper, block);
        if (named > longest || (at < 0 && block == great && is_title(block)))
            at = (int)i;
        longest = MAX(longest, named);
    }
    if (at >= 0)
        return at;
    return !paper->title && most > 0 && is_title(paper_block(paper, 0)) ? 0 : -1;
}

/* What stands above the title of a page leads to other pages. */
static void menus_take(Paper *paper, guint count, Diagnostics *diagnostics)
{
    g_autoptr(GString) text = g_string_new(NULL);

    for (guint i = 0; i < count; i++) {
        const Block *block = paper_block(paper, i);
        g_string_append_printf(text, "%s ", *block->text ? block->text : block->markdown);
    }
    paper_take(paper, 0, count);
    g_strdelimit(text->str, "\n", ' ');
    g_autofree char *shown = g_utf8_substring(text->str, 0, MIN(QUOTED_MOST, text_length(text->str)));
    diagnostics_warning(diagnostics, PLACE_FILE(paper->name), NULL,
                        _("menus and the like were left out of the page: '%s'"), g_strstrip(shown));
}

void heading_find(Paper *paper, Matter *matter, Diagnostics *diagnostics)
{
    masthead_take(paper, matter, diagnostics);
    int at = title_index(paper);

    if (at > 0 && paper->title) {
        menus_take(paper, (guint)at, diagnostics);
        at = 0;
    }
    if (at >= 0)
        title_take(paper, matter, (guint)at);
    else if (paper->title && text_length(paper->title) <= TITLE_MOST_KNOWN)
        matter->title = g_strdup(paper->title);
    matter->top = at > 0 ? (guint)at : 0;
    if (!matter->document_no && paper->blocks->len > matter->top &&
        is_document_no(paper_block(paper, matter->top)->text, &matter->document_no))
        paper_take(paper, matter->top, 1);
}
