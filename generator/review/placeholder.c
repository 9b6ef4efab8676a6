/* SPDX-License-Identifier: MIT */
/* What somebody meant to fill in: XX小区, 20XX年, x月x日, 0余份, ____, 某某社区, 待补充, TODO. */
#include "review/marks.h"
#include "text/chinese.h"

#include <glib/gi18n.h>
#include <string.h>

/* An underscore is emphasis up to three. */
#define BLANKS_LEAST 4

/* What is named so in a form that is filled in. */
static const char *const places[] = {"社区", "小区", "街道", "单位", "公司", "年",   "月", "日", "路",
                                     "镇",   "市",   "区",   "县",   "楼",   "学校", "村", NULL};

static gboolean begins(const Prose *prose, gsize at, const char *word)
{
    return at < prose->text->len && prose->text->str[at] == *word &&
           strncmp(prose->text->str + at, word, strlen(word)) == 0;
}

static gboolean begins_any(const Prose *prose, gsize at, const char *const *words)
{
    for (; *words; words++)
        if (begins(prose, at, *words))
            return TRUE;
    return FALSE;
}

/* Reports the text from `start` to `end` with a few characters around it; where it ends. */
static gsize report(Prose *prose, gsize start, gsize end)
{
    const char *text = prose->text->str;
    gsize from = start, to = end;

    if (start > 0 && chinese_is_han(prose_before(prose, start)))
        from = (gsize)(g_utf8_prev_char(text + start) - text);
    for (guint i = 0; i < 3 && chinese_is_han(prose_at(prose, to)); i++)
        to = (gsize)(g_utf8_next_char(text + to) - text);
    g_autofree char *words = prose_words(prose, from, to);
    finding_report(prose->review, SEVERITY_WARNING, FINDING_PLACEHOLDER, prose->entry,
                   prose_place(prose, start), words, _("write what belongs there"),
                   _("'%s' looks like a placeholder"), words);
    return to;
}

static gboolean is_chinese(gunichar c)
{
    return chinese_is_han(c) || is_chinese_mark(c);
}

/* A Latin word, an address or a name goes on there. */
static gboolean is_latin(gunichar c)
{
    return c < 0x80 && c && (g_ascii_isalpha((char)c) || strchr("@/.&=+#", (int)c));
}

/* Whether one "x" stands for a number: x月x日, X年, 202X年, 共x户, 第X届. */
static gboolean is_single(const Prose *prose, gsize start, gsize end)
{
    static const char *const units[] = {"月", "日", "年", NULL};
    static const char *const words[] = {"年级", "月子", "日子", NULL};
    const gunichar before = prose_before(prose, start);

    if (before >= '0' && before <= '9')
        return begins(prose, end, "年");
    if (before == 0x5171 || before == 0x7b2c) /* 共 第 */
        return chinese_is_han(prose_at(prose, end));
    return (before == 0x5e74 || before == 0x6708 || before == 0x4e8e) && begins_any(prose, end, units) &&
           !begins_any(prose, end, words);
}

static gsize crosses_end(const Prose *prose, gsize at, const char *sign)
{
    while (begins(prose, at, sign))
        at += strlen(sign);
    return at;
}

/* The whole of XX年XX月XX日, which is one placeholder. */
static gsize date_end(const Prose *prose, gsize at, const char *sign)
{
    static const char *const units[] = {"年", "月", NULL};

    while (begins_any(prose, at, units) && begins(prose, at + strlen("年"), sign))
        at = crosses_end(prose, at + strlen("年"), sign);
    return at;
}

/* Whether the crosses keep a name back: 王××, but not 王××路. Surnames that are other words besides are left
 * out. */
static gboolean is_name(const Prose *prose, gsize start, gsize end)
{
    static const char *const surnames = "王李张刘陈杨赵黄吴徐孙朱胡郭罗梁宋郑谢韩唐冯董萧曹袁邓许傅沈曾彭吕苏"
                                        "卢蒋蔡贾丁魏薛叶阎余潘杜戴钟汪姜范姚谭廖邹熊陆郝孔崔康邱秦顾侯邵孟";
    static const char *const counted[] = {"户", "份", "人", "元", "号", "次", "名", "处", "项", NULL};
    const gunichar before = prose_before(prose, start);

    return chinese_is_han(before) && g_utf8_strchr(surnames, -1, before) && !begins_any(prose, end, places) &&
           !begins_any(prose, end, counted);
}

/* xx, XX, ××, also full-width; `sign` is one of them. */
static gsize look_crosses(Prose *prose, gsize at, const char *sign)
{
    const gsize end = crosses_end(prose, at, sign);
    const gsize count = (end - at) / strlen(sign);

    const gunichar before = prose_before(prose, at), after = prose_at(prose, end);
    if (is_latin(before) || is_latin(after) || (count == 1 && !is_single(prose, at, end)))
        return count > 1 ? end : at;
    if (count > 1 && ((!is_chinese(before) && !is_chinese(after)) || (count == 2 && is_name(prose, at, end))))
        return end;
    gsize start = at;
    while (start > 0 && g_ascii_isdigit(prose->text->str[start - 1]))
        start--;
    return report(prose, start, date_end(prose, end, sign));
}

/* "0余份": a number left at nought. */
static gsize look_nought(Prose *prose, gsize at)
{
    const gsize digit = prose->text->str[at] == '0' ? 1 : strlen("０");
    const gsize size = digit + (at + digit < prose->text->len && prose->text->str[at + digit] == ' ');
    if (!begins(prose, at + size, "余"))
        return at;
    const gunichar before = prose_before(prose, at);
    if ((before < 0x80 && strchr("0123456789.,", (int)before) && before) ||
        (before >= 0xff10 && before <= 0xff19) || begins(prose, at + size, "余额"))
        return at;
    return report(prose, at, at + size + strlen("余"));
}

static gsize look_blanks(Prose *prose, gsize at)
{
    const char *text = prose->text->str;
    const gsize end = at + strspn(text + at, "_");
    gsize start = at;

    while (start > 0 && text[start - 1] == ' ')
        start--;
    const gsize rest = end + strspn(text + end, " \r");
    const gboolean alone =
        (start == 0 || text[start - 1] == '\n') && (text[rest] == '\0' || text[rest] == '\n');
    if (end - at < BLANKS_LEAST || alone || is_latin(prose_before(prose, at)))
        return end;
    return report(prose, at, end);
}

static gsize look_word(Prose *prose, gsize at)
{
    const gunichar before = prose_before(prose, at), after = prose_at(prose, at + 4);

    if (!begins(prose, at, "TODO") || is_latin(before) || is_latin(after))
        return at;
    return report(prose, at, at + 4);
}

/* 某某社区; but 张某某 is how a name is kept back. */
static gsize look_somebody(Prose *prose, gsize start)
{
    const gsize end = start + strlen("某某");

    if (!begins(prose, start, "某某") || !begins_any(prose, end, places))
        return start;
    return report(prose, start, end);
}

/* 待补充, （待补）; but 待补缴, 待补办 are words. */
static gsize look_pending(Prose *prose, gsize start)
{
    static const char *const fills[] = {"待补充", "待填写", "待填", NULL};
    const gsize end = start + strlen("待补");

    if (prose_before(prose, start) == 0x7b49) /* 等待 */
        return start;
    if (begins_any(prose, start, fills) ||
        (begins(prose, start, "待补") && !chinese_is_han(prose_at(prose, end))))
        return report(prose, start, end);
    return start;
}

gsize placeholder_look(Prose *prose, gsize at)
{
    switch ((guchar)prose->text->str[at]) {
    case 'x': return look_crosses(prose, at, "x");
    case 'X': return look_crosses(prose, at, "X");
    case 0xc3: return begins(prose, at, "×") ? look_crosses(prose, at, "×") : at;
    case '0': return look_nought(prose, at);
    case '_': return look_blanks(prose, at);
    case 'T': return look_word(prose, at);
    case 0xe6: return look_somebody(prose, at);
    case 0xe5: return look_pending(prose, at);
    default:
        if (begins(prose, at, "Ｘ"))
            return look_crosses(prose, at, "Ｘ");
        if (begins(prose, at, "ｘ"))
            return look_crosses(prose, at, "ｘ");
        return begins(prose, at, "０") ? look_nought(prose, at) : at;
    }
}
