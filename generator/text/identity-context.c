/* SPDX-License-Identifier: MIT */
#include "text/identity-context.h"

#include <string.h>

/* How far words before a number say what it is, in bytes on its own line. */
#define WORDS_BEFORE 48
/* How much of a line is looked at, and how far apart a cell and its row's beginning may be. */
#define LINE_MAX_BYTES 600
#define ROW_MAX_BYTES 8000

typedef struct {
    const char *text;
    gsize length;
} Part;

static Part part_of(const IdentityScan *scan, gsize start, gsize end)
{
    return (Part){scan->text + start, end > start ? end - start : 0};
}

static gboolean is_word_at(Part part, gsize at, const char *word)
{
    const gsize size = strlen(word);
    const gboolean latin = g_ascii_isalpha(word[0]);

    if (g_ascii_strncasecmp(part.text + at, word, size) != 0)
        return FALSE;
    return !latin || ((at == 0 || !g_ascii_isalpha(part.text[at - 1])) &&
                      (at + size == part.length || !g_ascii_isalpha(part.text[at + size])));
}

static gboolean begins_any(Part part, gsize at, const char *const *words)
{
    for (; *words; words++)
        if (g_ascii_tolower(part.text[at]) == **words && part.length - at >= strlen(*words) &&
            is_word_at(part, at, *words))
            return TRUE;
    return FALSE;
}

static gboolean has_word(Part part, const char *const *words)
{
    for (gsize at = 0; at < part.length; at++)
        if (begins_any(part, at, words))
            return TRUE;
    return FALSE;
}

/* How much of the part stands up to the last of these words; 0 if there is none. */
static gsize last_word(Part part, const char *const *words)
{
    for (gsize at = part.length; at > 0; at--)
        if (begins_any(part, at - 1, words))
            return at;
    return 0;
}

static gsize line_start(const IdentityScan *scan, gsize at)
{
    const gsize least = at > ROW_MAX_BYTES ? at - ROW_MAX_BYTES : 0;
    const char *end = memrchr(scan->text + least, '\n', at - least);
    return end ? (gsize)(end - scan->text) + 1 : least;
}

static gsize line_end(const IdentityScan *scan, gsize at)
{
    const gsize most = MIN(scan->length, at + ROW_MAX_BYTES);
    const char *end = memchr(scan->text + at, '\n', most - at);
    return end ? (gsize)(end - scan->text) : most;
}

/* The line of `at`, or what is near in a long one. */
static Part line_near(const IdentityScan *scan, gsize at)
{
    const gsize least = at > LINE_MAX_BYTES ? at - LINE_MAX_BYTES : 0;
    const gsize most = MIN(scan->length, at + LINE_MAX_BYTES);
    const char *before = memrchr(scan->text + least, '\n', at - least);
    const char *after = memchr(scan->text + at, '\n', most - at);

    return part_of(scan, before ? (gsize)(before - scan->text) + 1 : least,
                   after ? (gsize)(after - scan->text) : most);
}

static gsize indent_of(const IdentityScan *scan, gsize line)
{
    return strspn(scan->text + line, " ");
}

static gboolean is_row(const IdentityScan *scan, gsize line)
{
    return memchr(scan->text + line, '|', line_end(scan, line) - line) != NULL;
}

static gboolean is_item(const IdentityScan *scan, gsize line)
{
    return scan->text[line + indent_of(scan, line)] == '-';
}

/*
 * The line that heads the one at `line`: the first row of a table, the key above a list of YAML, the first
 * line of a table of CSV; else `line` itself. What a walk has found before is not looked for again.
 */
static gsize heading_line(IdentityScan *scan, gsize line)
{
    const gboolean row = is_row(scan, line);
    gsize at = line;

    if (scan->csv)
        return 0;
    if (!row && !is_item(scan, line))
        return line;
    while (at > 0 && at > scan->seen) {
        const gsize above = line_start(scan, at - 1);
        if (row ? !is_row(scan, above) : above == at - 1)
            break;
        at = above;
        if (!row && !is_item(scan, above) && indent_of(scan, above) <= indent_of(scan, line))
            break;
    }
    if (at > 0 && at == scan->seen && scan->table <= at)
        at = scan->table;
    scan->seen = line;
    return scan->table = at;
}

/* The cell of `line` at the same place in its row as `at` in its own. */
static Part cell_above(const IdentityScan *scan, gsize heading, gsize at)
{
    const char separator = scan->csv ? ',' : '|';
    const gsize end = line_end(scan, heading);
    guint column = 0;
    gsize start = heading;

    for (gsize i = line_start(scan, at); i < at; i++)
        column += scan->text[i] == separator;
    for (const char *next; column > 0; column--, start = (gsize)(next - scan->text) + 1) {
        next = memchr(scan->text + start, separator, end - start);
        if (!next)
            return part_of(scan, end, end);
    }
    const char *stop = memchr(scan->text + start, separator, end - start);
    return part_of(scan, start, stop ? (gsize)(stop - scan->text) : end);
}

/* The words over a number: the head of its column, or the key that it is listed under. */
static Part words_above(IdentityScan *scan, gsize at)
{
    const gsize line = line_start(scan, at);
    const gsize heading = heading_line(scan, line);

    if (heading == line)
        return part_of(scan, line, line);
    if (scan->csv || is_row(scan, heading))
        return cell_above(scan, heading, at);
    return part_of(scan, heading, line_end(scan, heading));
}

static Part words_before(const IdentityScan *scan, gsize at, gsize bytes)
{
    const Part line = line_near(scan, at);
    const gsize start = (gsize)(line.text - scan->text);

    return part_of(scan, at - start > bytes ? at - bytes : start, at);
}

static const char *const id_words[] = {"身份证", "身份号码", "公民身份", "证件号", "id", NULL};

gboolean context_is_code(IdentityScan *scan, gsize start)
{
    static const char *const words[] = {"信用代码", "税号",   "纳税人识别号", "组织机构代码", "机构代码",
                                        "注册号",   "登记号", "登记证号",     "许可证号",     NULL};
    const Part before = words_before(scan, start, WORDS_BEFORE), above = words_above(scan, start);

    return (has_word(before, words) && !has_word(before, id_words)) ||
           (has_word(above, words) && !has_word(above, id_words));
}

gboolean context_is_id(IdentityScan *scan, gsize start)
{
    return has_word(line_near(scan, start), id_words) || has_word(words_above(scan, start), id_words);
}

gboolean context_is_card(IdentityScan *scan, const Identity *found)
{
    static const char *const words[] = {"卡号", "银行卡", "储蓄卡",  "借记卡", "信用卡", "社保卡", "账号",
                                        "帐号", "账户",   "帐户",    "户名",   "开户",   "存折",   "一卡通",
                                        "bank", "card",   "account", "iban",   NULL};
    /* Cards of Chinese banks begin with 62: there, less will do. */
    static const char *const weak[] = {"银行", "工行",   "农行", "中行", "建行", "交行",
                                       "邮储", "信用社", "农商", "汇款", "打款", "转账",
                                       "收款", "付款",   "退款", "缴费", "款",   NULL};
    const Part line = line_near(scan, found->start);

    if (found->start > 0 && g_ascii_isalpha(scan->text[found->start - 1]))
        return FALSE;
    const Part above = words_above(scan, found->start);
    if (has_word(line, words) || has_word(above, words))
        return TRUE;
    const gsize start = (gsize)(line.text - scan->text);
    if (found->digits[0] != '6' || found->digits[1] != '2')
        return FALSE;
    return has_word(line, weak) || has_word(above, weak) ||
           (start > 0 && has_word(line_near(scan, start - 1), words));
}

static gboolean ends_with(Part part, const char *const *endings)
{
    for (; *endings; endings++) {
        const gsize size = strlen(*endings);
        if (part.length >= size && memcmp(part.text + part.length - size, *endings, size) == 0)
            return TRUE;
    }
    return FALSE;
}

static gboolean begins_with(Part part, const char *const *beginnings)
{
    for (; *beginnings; beginnings++) {
        const gsize size = strlen(*beginnings);
        if (part.length >= size && memcmp(part.text, *beginnings, size) == 0)
            return TRUE;
    }
    return FALSE;
}

/* A letter, a decimal point or a longer number before it. */
static gboolean is_joined_before(const IdentityScan *scan, gsize start)
{
    static const char *const country[] = {"86-", "+86", "0086", NULL};
    static const char *const amounts[] = {"¥", "￥", "$", "#", "＃", NULL};
    const Part before = words_before(scan, start, WORDS_BEFORE);
    const char last = before.length > 0 ? before.text[before.length - 1] : ' ';
    const char earlier = before.length > 1 ? before.text[before.length - 2] : ' ';
    gsize digits = 0;

    if (ends_with(before, country))
        return FALSE;
    if (ends_with(before, amounts) || ((last == '_' || last == '=') && g_ascii_isalnum(earlier)))
        return TRUE;
    if (last == '.')
        return g_ascii_isdigit(earlier);
    while (last == '-' && digits + 1 < before.length &&
           g_ascii_isdigit(before.text[before.length - 2 - digits]))
        digits++;
    return g_ascii_isalpha(last) || (digits > 0 && digits != 11) || (last == '-' && g_ascii_isalpha(earlier));
}

static gboolean is_joined_after(const IdentityScan *scan, gsize end)
{
    static const char *const units[] = {"万", "亿", "吨", "%", "％", NULL};
    /* Those that are no surnames may stand behind a space. */
    static const char *const measures[] = {"元",   "万元",   "亿元", "人次",   "字节", "千瓦",
                                           "度电", "立方米", "公里", "平方米", "kWh",  NULL};
    const gsize spaces = end < scan->length && scan->text[end] == ' ';
    const Part after = part_of(scan, end, scan->length), word = part_of(scan, end + spaces, scan->length);
    const char next = after.length > 0 ? after.text[0] : ' ';

    if (g_ascii_isalpha(next) || next == '_' || begins_with(after, units) || begins_with(word, measures))
        return TRUE;
    return next == '.' && after.length > 1 && g_ascii_isdigit(after.text[1]);
}

gboolean context_is_mobile(const IdentityScan *scan, const Identity *found)
{
    static const char *const called[] = {"tel",  "phone", "mobile", "cell", "wechat", "wx", "vx",
                                         "电话", "手机",  "微信",   "联系", "致电",   NULL};
    static const char *const others[] = {"订单",   "单号", "编号", "流水",   "序列号", "条码",   "条形码",
                                         "批号",   "qq",   "工号", "学号",   "案号",   "登记号", "证号",
                                         "许可证", "合同", "货号", "设备号", "表号",   "型号",   NULL};
    const Part before = words_before(scan, found->start, 24);

    if (is_joined_after(scan, found->end))
        return FALSE;
    const gsize call = last_word(before, called), other = last_word(before, others);
    if (call > other)
        return TRUE;
    return other == 0 && !is_joined_before(scan, found->start);
}
