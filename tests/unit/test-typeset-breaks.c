/* SPDX-License-Identifier: MIT */
/*
 * Where lines break. What may not begin or end a line is written down here once more, from GB/T 15834-2011
 * (Use of punctuation marks), 5.1, and CLREQ, 3.1.4: the engine's own tables could not convict it.
 */
#include "paragraph-set.h"

#define NOT_FIRST "。．，、；：！？”’）］｝〕】》〉」』〗·～／—…％‰℃㎡,.;:!?)]}%"
#define NOT_LAST "“‘（［｛〔【《〈「『〖／￥＄([{$￥"

static gboolean among(gunichar c, const char *characters)
{
    return g_utf8_strchr(characters, -1, c) != NULL;
}

static gunichar first_of(const char *text)
{
    return g_utf8_get_char(text);
}

static gunichar last_of(const char *text)
{
    return g_utf8_get_char(g_utf8_prev_char(text + strlen(text)));
}

/* Of Han and marks: how many characters the longest piece has that may not be broken. */
static guint longest_piece(const char *text)
{
    guint longest = 1, piece = 1;
    gunichar before = first_of(text);

    for (const char *at = g_utf8_next_char(text); *at; at = g_utf8_next_char(at)) {
        const gunichar c = g_utf8_get_char(at);
        piece = among(c, NOT_FIRST) || among(before, NOT_LAST) ? piece + 1 : 1;
        longest = MAX(longest, piece);
        before = c;
    }
    return longest;
}

static void cluster_check(const char *text, double width, FrameAlign align)
{
    Paragraph *paragraph = paragraph_of(text, FALSE, NULL);
    g_autoptr(Marks) marks = paragraph_set(paragraph, width, align);
    g_autoptr(GString) joined = g_string_new(NULL);

    for (guint i = 0; i < marks_count_lines(marks); i++) {
        const MarkLine *line = marks_line_at(marks, i);
        const gboolean bad = (i > 0 && among(first_of(line->text), NOT_FIRST)) ||
                             (!line->last && among(last_of(line->text), NOT_LAST));
        if (bad || line->forced || line->set > width + 1e-5)
            g_error("width %g: line %u '%s' of '%s'", width, i, line->text, text);
        g_string_append(joined, line->text);
    }
    g_assert_cmpstr(joined->str, ==, text);
    paragraph_free(paragraph);
}

/* Marks that follow each other, at each place of a line, in each measure in which they have room. */
static void test_marks(void)
{
    static const char *const CLUSTERS[] = {"。”",  "）（",  "》、《",  "！？", "……”",    "——“",
                                           "”——",  "：“",   "。）”",   "》（", "）。",   "”，“",
                                           "……。", "》》",  "？！”",   "·",    "）、（", "】【",
                                           "；“",  "”（《", "》）。”", "～",   "，——",   "……——“"};

    for (guint i = 0; i < G_N_ELEMENTS(CLUSTERS); i++)
        for (guint before = 1; before < 14; before++) {
            g_autoptr(GString) text = g_string_new(NULL);
            for (guint han = 0; han < before; han++)
                g_string_append(text, "汉");
            g_string_append(text, CLUSTERS[i]);
            g_string_append(text, "明天停水汉字汉字明天停水汉字");
            for (double width = MAX(2, longest_piece(text->str)); width <= 40;
                 width += width < 12 ? 0.5 : 3.5) {
                cluster_check(text->str, width, ALIGN_JUSTIFY);
                cluster_check(text->str, width, ALIGN_START);
            }
        }
}

/* The text with "|" where a line may be broken, and "¦" where it had better not. */
static char *breaks_of(const char *text, gboolean vertical)
{
    GString *into = g_string_new(NULL);
    Paragraph *paragraph = paragraph_of(text, vertical, NULL);

    for (guint i = 0; i < paragraph->items->len; i++) {
        const Item *item = item_at(paragraph, i);
        g_string_append(into, i == 0 || item->breaks < BREAK_POOR ? ""
                              : item->breaks == BREAK_POOR        ? "¦"
                                                                  : "|");
        g_string_append_len(into, text + item->start, (gssize)(item->end - item->start));
    }
    paragraph_free(paragraph);
    return g_string_free(into, FALSE);
}

static void test_kept(void)
{
    static const char *const TEXTS[] = {
        "于|19:30¦至|20:00，|停",
        "打|138****5678，|找",
        "涨|3.5%，|好",
        "2025¦年¦11¦月¦20¦日|停",
        "收|￥12，|见|No. ¦5",
        "住|1—18¦幢|的",
        "8：30～17：00¦开",
        "第¦3¦季|度，|3¦栋|2¦单|元|501¦室",
        "打|0571-8888 ¦9999",
        "低|于|5℃，|有|100㎡，|和|￥3.50",
        "学|C++、|C#|和|GB/T |15834—2011¦和",
        "看|#话|题，|@居|民",
        "通|WiFi6|网|络，|A4|纸",
        "公|历|5·19¦日",
        "中|文 |a |b|中|文",
        "中|文 |well-|known|中",
        "见|https://¦www.¦example.¦com/¦a/¦b.¦html",
        "写|a.¦b@¦example.¦com，|谢",
        "中|文\xc2\xa0文|字",
        "inter\xc2\xadnational",
        "中\xe2\x80\x8b|文",
    };

    for (guint i = 0; i < G_N_ELEMENTS(TEXTS); i++) {
        g_autoptr(GString) plain = g_string_new(TEXTS[i]);
        g_string_replace(plain, "|", "", 0);
        g_string_replace(plain, "¦", "", 0);
        g_autofree char *found = breaks_of(plain->str, FALSE);
        g_assert_cmpstr(found, ==, TEXTS[i]);
    }
    g_autofree char *vertical = breaks_of("第104号3—5层", TRUE);
    g_assert_cmpstr(vertical, ==, "第¦104¦号|3—5¦层");
}

/* An address goes on in the next line after one of its signs, without force, and comes back whole. */
static void test_addresses(void)
{
    static const char ADDRESS[] = "https://www.example.com/notices/2025/water-supply.html?from=board&lang=zh";
    g_autofree char *text = g_strconcat("详见", ADDRESS, "，请大家相互转告。", NULL);
    Paragraph *paragraph = paragraph_of(text, FALSE, NULL);

    for (double width = 9; width < 34; width += 0.5) {
        g_autoptr(Marks) marks = paragraph_set(paragraph, width, ALIGN_JUSTIFY);
        g_autoptr(GString) joined = g_string_new(NULL);
        for (guint i = 0; i < marks_count_lines(marks); i++) {
            const MarkLine *line = marks_line_at(marks, i);
            g_assert_false(line->forced);
            g_assert_cmpfloat(line->set, <=, width + 1e-5);
            if (!line->last && joined->len + strlen(line->text) < strlen("详见") + strlen(ADDRESS) &&
                joined->len + strlen(line->text) > strlen("详见"))
                g_assert_true(among(last_of(line->text), "/.-?=&:"));
            g_string_append(joined, line->text);
        }
        g_assert_cmpstr(joined->str, ==, text);
    }
    paragraph_free(paragraph);
}

static char *headline_of(const char *text, guint count)
{
    GString *into = g_string_new(NULL);
    Paragraph *paragraph = paragraph_of(text, FALSE, NULL);
    g_autoptr(GArray) lines = paragraph_balance(paragraph, count);
    g_autoptr(Marks) marks = lines_put(paragraph, lines, 60, ALIGN_START);

    for (guint i = 0; i < marks_count_lines(marks); i++)
        g_string_append_printf(into, "%s%s", i > 0 ? "|" : "", marks_line_at(marks, i)->text);
    paragraph_free(paragraph);
    return g_string_free(into, FALSE);
}

/* Between words and phrases; after a pause rather than evenly; not within quotation marks, titles, numbers
 * or Latin, nor within words that ICU takes apart (雨|污|管|道); not before 的. */
static void test_headlines(void)
{
    static const char *const TEXTS[] = {
        "关于开展2025年“学雷锋·文明实践”|志愿服务活动的通知",
        "关于开展2025年|“学雷锋·文明实践”|志愿服务活动的通知",
        "关于《幸福社区居民公约（修订草案）》|公开征求意见的公告",
        "践行社会主义核心价值观，|共建共治共享美好家园",
        "坚持以习近平|新时代中国特色|社会主义思想为指导",
        "“我们的节日·重阳”——|敬老爱老主题活动",
        "全市老旧小区改造工作|推进会在我区召开，|代表们参观了社区养老服务中心",
        "2025年第3季度WiFi6网络|升级及5G基站建设情况的说明",
        "关于幸福路供水管网|改造停水的通知",
        "夏季防溺水|安全教育|告家长书",
        "11月22日二村停水|八小时，请先备水",
        "实现统一规划|统一管理",
        "2026年专项经费花在哪里，|请您提一条",
        "关于棉纺新村南片|雨污管道改造延期的说明",
        "2026年度城乡居民|医保缴费提醒",
        "春节前楼道|大清理（讨论稿）",
        "楼道|不停|电动车",
        "社区工作者招聘|拟录用人员名单公示",
        "关于清理楼道杂物、|消除消防安全隐患的再次提醒",
        "关于召开社区党员大会|暨先进表彰大会的通知",
        "关于开展“清洁家园、美丽社区”|志愿服务活动的倡议书",
    };

    for (guint i = 0; i < G_N_ELEMENTS(TEXTS); i++) {
        g_autoptr(GString) plain = g_string_new(TEXTS[i]);
        const guint breaks = g_string_replace(plain, "|", "", 0);
        g_autofree char *found = headline_of(plain->str, breaks + 1);
        g_assert_cmpstr(found, ==, TEXTS[i]);
    }
}

/* A headline of any length is divided, into no more lines than it may have. */
static void test_long_headline(void)
{
    g_autoptr(GString) text = g_string_new(NULL);

    for (guint i = 0; i < 1500; i++)
        g_string_append(text, "明天上午停水通知");
    Paragraph *paragraph = paragraph_of(text->str, FALSE, NULL);
    g_autoptr(GArray) lines = paragraph_balance(paragraph, 24);
    g_assert_cmpuint(lines->len, >, 20);
    g_assert_cmpuint(lines->len, <=, 24);
    paragraph_free(paragraph);
}

/* What is mostly Latin is set ragged; Chinese with Latin in it is not. */
static void test_ragged(void)
{
    static const char LATIN[] = "Please note that the water supply will be interrupted on 20 November.";
    Paragraph *latin = paragraph_of(LATIN, FALSE, NULL);
    Paragraph *chinese =
        paragraph_of("请各位居民下载WiFi助手，并于明天上午以前完成登记手续，谢谢大家。", FALSE, NULL);
    guint justified = 0;

    for (double width = 7; width < 20; width++) {
        g_autoptr(Marks) marks = paragraph_set(latin, width, ALIGN_JUSTIFY);
        for (guint i = 0; i < marks_count_lines(marks); i++) {
            g_assert_false(marks_line_at(marks, i)->justified);
            g_assert_cmpfloat(marks_line_at(marks, i)->stretch, <=, 0);
        }
        g_autoptr(Marks) others = paragraph_set(chinese, width, ALIGN_JUSTIFY);
        for (guint i = 0; i < marks_count_lines(others); i++)
            justified += marks_line_at(others, i)->justified;
    }
    g_assert_cmpuint(justified, >, 10);
    paragraph_free(latin);
    paragraph_free(chinese);
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    fonts = fonts_default();
    g_test_add_func("/typeset/breaks/marks", test_marks);
    g_test_add_func("/typeset/breaks/kept", test_kept);
    g_test_add_func("/typeset/breaks/addresses", test_addresses);
    g_test_add_func("/typeset/breaks/headlines", test_headlines);
    g_test_add_func("/typeset/breaks/long-headline", test_long_headline);
    g_test_add_func("/typeset/breaks/ragged", test_ragged);
    const int failed = g_test_run();
    fonts_free(fonts);
    return failed;
}
