/* SPDX-License-Identifier: MIT */
#include "import/signature.h"

#include "import/character.h"
#include "import/number.h"
#include "import/pattern.h"
#include "text/chinese-date.h"
#include "text/space.h"

#include <glib/gi18n.h>
#include <string.h>

/* Attachments and who else got the paper may stand behind the signature. */
#define LAST_LINES 8
#define SIGNATORY_MOST 40
#define SIGNATORY_LINES 3
/* A short line so far from the left was put to the right. */
#define RIGHT_COLUMNS 8

static ChineseDate parse(const char *text, Date *date)
{
    g_autofree char *squeezed = strstr(text, "年") ? text_squeeze(text) : space_strip(text);
    const ChineseDate read = chinese_date_parse(squeezed, date);

    if (read != CHINESE_DATE_OTHER)
        return read;
    /* Papers of the nineties have points: 1998.12.25 */
    g_strdelimit(squeezed, ".", '-');
    return chinese_date_parse(squeezed, date);
}

/* A day and nothing else, but for brackets around it. */
static ChineseDate parse_line(const char *text, Date *date)
{
    static GRegex *regex;
    g_auto(GStrv) groups = NULL;

    if (strlen(text) > 100 ||
        !pattern_match(&regex, "^[（(\\[【]?\\s*(?:日期[：:])?\\s*([^（(].*?)\\s*[）)\\]】]?$", text,
                       &groups))
        return CHINESE_DATE_OTHER;
    const ChineseDate whole = parse(text, date);
    return whole == CHINESE_DATE_OTHER ? parse(groups[1], date) : whole;
}

static gboolean is_read(ChineseDate read)
{
    return read == CHINESE_DATE_GOOD || read == CHINESE_DATE_CIRCLE;
}

/* Whether what follows the day can be a time at all. */
static gboolean is_timed(const char *text)
{
    static GRegex *regex;
    return pattern_match(
        &regex, "^[\\d\\s年月日号时点分秒半上下午早晚中凌晨星期周一二三四五六天()（）:：./-]+$", text, NULL);
}

gboolean signature_read_date(const char *text, Date *date)
{
    const ChineseDate read = parse_line(text, date);

    if (!is_read(read) && !(read == CHINESE_DATE_TIME && is_timed(text)))
        return FALSE;
    date->minute = -1;
    return TRUE;
}

gboolean signature_is_date(const char *text)
{
    Date date;
    return signature_read_date(text, &date);
}

static const char *const offices[] = {
    "委员会", "居委会", "村委会", "社区",   "办事处", "街道",     "党委",   "支部",       "总支",   "中心",
    "服务站", "工作站", "局",     "公司",   "物业",   "领导小组", "办公室", "协会",       "学校",   "小学",
    "中学",   "幼儿园", "派出所", "政府",   "工会",   "妇联",     "团委",   "服务队",     "业委会", "理事会",
    "监委会", "联合会", "筹备组", "工作组", "网格",   "街道办",   "党工委", "志愿者协会", "医院",   NULL};

gboolean signature_is_office(const char *text)
{
    return text_length(text) <= SIGNATORY_MOST && text_ends_in(text, offices) &&
           !g_utf8_strchr("关", -1, g_utf8_get_char(text));
}

/* "述 职 人： 王 建 国" without the blanks, where all of it is spread out. Newly allocated. */
static char *signatory_text(const char *text)
{
    static GRegex *words, *pairs;
    return pattern_match(&words, "^[\\p{Han}：:\\s]+$", text, NULL) &&
                   !pattern_match(&pairs, "\\p{Han}\\p{Han}", text, NULL)
               ? text_squeeze(text)
               : g_strdup(text);
}

/* "幸福社区居委会（盖章）" is signed by 幸福社区居委会; "述职人：李秀兰" by 李秀兰. Newly allocated. */
static char *signatory_name(const char *typed)
{
    static GRegex *regex;
    g_auto(GStrv) groups = NULL;
    g_autofree char *text = signatory_text(typed);

    if (strlen(text) > 200 ||
        !pattern_match(&regex,
                       "^(?:(?:述职人|汇报人|报告人|撰写人|撰稿人|落款|签发人|承诺人|倡议人)[：:]\\s*)?(.+?)"
                       "\\s*(?:[（(](?:盖章|公章|章|印章|印)[）)])?$",
                       text, &groups))
        return g_strdup(text);
    return g_strdup(groups[1]);
}

static gboolean is_signatory(const Block *block)
{
    static GRegex *regex;

    if (block->kind != BLOCK_PARAGRAPH || text_length(block->text) > SIGNATORY_MOST ||
        number_read(block->text).kind ||
        is_stop(text_last(block->text)) != g_str_has_suffix(block->text, "）"))
        return FALSE;
    if (pattern_match(&regex, "[。，；！？,;]|^(?:特此|此致|敬礼|以上|谢谢|附件|抄送|联系)", block->text,
                      NULL))
        return FALSE;
    g_autofree char *name = signatory_name(block->text);
    if (signature_is_office(name) || strcmp(name, block->text) != 0)
        return TRUE;
    return block->indent >= RIGHT_COLUMNS && text_length(block->text) <= SIGNATORY_MOST / 2 &&
           !g_utf8_strchr("：:", -1, text_last(block->text));
}

static void append_name(char **names, const char *text)
{
    g_autofree char *name = signatory_name(text);
    g_autofree char *before = *names;

    *names = before ? g_strconcat(name, " ", before, NULL) : g_strdup(name);
}

/* The lines above block `at` that name who signed. How many. */
static guint signatory_take(const Paper *paper, guint at, Matter *matter)
{
    guint count = 0;

    while (count < SIGNATORY_LINES && at > count && is_signatory(paper_block(paper, at - count - 1)) &&
           (count == 0 || signature_is_office(paper_block(paper, at - count - 1)->text)))
        append_name(&matter->signatory, paper_block(paper, at - ++count)->text);
    return count;
}

/* "幸福社区居委会  2024年12月25日". */
static gboolean split_line(const Block *block, Matter *matter)
{
    static GRegex *regex;
    g_auto(GStrv) groups = NULL;
    Date date;

    if (block->kind != BLOCK_PARAGRAPH || strlen(block->text) > 240 ||
        !pattern_match(&regex, "^(.+?)\\s*((?:\\d{4}|[一二][〇○ＯOo零0一二三四五六七八九]{3})\\s*[年./-].*)$",
                       block->text, &groups) ||
        !is_read(parse(groups[2], &date)))
        return FALSE;
    const Block name = {.text = groups[1], .indent = block->indent};
    if (!is_signatory(&name))
        return FALSE;
    append_name(&matter->signatory, groups[1]);
    matter->date = (Date){date.day, -1};
    matter->dated = TRUE;
    return TRUE;
}

/* Whether nothing but attachments and the like stands behind block `at`. */
static gboolean is_last(const Paper *paper, guint at)
{
    static GRegex *regex;

    for (guint i = at + 1; i < paper->blocks->len; i++)
        if (!pattern_match(&regex, "^(?:附件|附[：:]|抄送|抄报|主送|联系|[（(]此件|主题词|责任编辑|编辑)",
                           paper_block(paper, i)->text, NULL))
            return FALSE;
    return TRUE;
}

static void report_day(const Paper *paper, const Block *block, Diagnostics *diagnostics)
{
    diagnostics_warning(diagnostics, (Place){.file = paper->name, .line = block->line},
                        _("write the right one into 'date'"), _("there is no day '%s'"), block->text);
}

static gboolean signature_take(Paper *paper, guint at, Matter *matter, Diagnostics *diagnostics)
{
    const Block *block = paper_block(paper, at);
    Date date;
    const ChineseDate read =
        block->kind == BLOCK_PARAGRAPH ? parse_line(block->text, &date) : CHINESE_DATE_OTHER;

    if (read == CHINESE_DATE_NO_DAY || read == CHINESE_DATE_NO_MONTH)
        report_day(paper, block, diagnostics);
    if (!is_read(read)) {
        if (!split_line(block, matter))
            return FALSE;
        paper_take(paper, at, 1);
        return TRUE;
    }
    const guint count = signatory_take(paper, at, matter);
    if (count == 0 && !is_last(paper, at))
        return FALSE;
    matter->date = (Date){date.day, -1};
    matter->dated = TRUE;
    paper_take(paper, at - count, count + 1);
    return TRUE;
}

void signature_find(Paper *paper, Matter *matter, Diagnostics *diagnostics)
{
    const guint count = paper->blocks->len;
    const gboolean dated = matter->dated;
    const Date date = matter->date;

    for (guint i = count; i > 0 && count - i < LAST_LINES; i--)
        if (signature_take(paper, i - 1, matter, diagnostics))
            break;
    /* A page's own day is when it was published: that is what the entry wants. */
    if (dated)
        matter->date = date;
}
