/* SPDX-License-Identifier: MIT */
#include "text/collation.h"
#include "text/surname.h"

#include <string.h>

typedef struct {
    const char *text;
    char *key;
} Item;

static int item_compare(gconstpointer a, gconstpointer b)
{
    return strcmp(((const Item *)a)->key, ((const Item *)b)->key);
}

/* The words of `text` in order, with blanks between them. Newly allocated. */
static char *ordered(const char *language, CollationOrder order, const char *text)
{
    g_autoptr(Collation) collation = collation_new(language);
    g_auto(GStrv) words = g_strsplit(text, " ", -1);
    const guint count = g_strv_length(words);
    g_autofree Item *items = g_new0(Item, count);
    GString *found = g_string_new(NULL);

    for (guint i = 0; i < count; i++) {
        items[i] = (Item){words[i], g_strdup(collation_key(collation, order, words[i], strlen(words[i])))};
    }
    qsort(items, count, sizeof *items, item_compare);
    for (guint i = 0; i < count; i++) {
        g_string_append_printf(found, "%s%s", i ? " " : "", items[i].text);
        g_free(items[i].key);
    }
    return g_string_free(found, FALSE);
}

static void assert_order(const char *language, CollationOrder order, const char *text, const char *expected)
{
    g_autofree char *found = ordered(language, order, text);
    g_assert_cmpstr(found, ==, expected);
}

/* Stroke counts: 丁2 王4 刘6 李7 张7 陈7 赵9 (GB 13000.1 字符集汉字笔顺规范 counts the same). */
static void test_strokes(void)
{
    assert_order("zh-Hans", COLLATION_STROKE, "赵 陈 王 刘 丁", "丁 王 刘 陈 赵");
    assert_order("zh-Hans", COLLATION_STROKE, "赵 李 刘", "刘 李 赵");
    assert_order("zh-Hans", COLLATION_STROKE, "赵 张 刘", "刘 张 赵");
    assert_order("zh-Hans", COLLATION_STROKE, "王丽 丁一 王一 王二", "丁一 王一 王二 王丽");
    assert_order("en", COLLATION_STROKE, "赵 王", "王 赵");
}

/* As they are written in mainland China, where 阝 has 2 strokes, 艹 3 and 礻 4; ICU counts as Taiwan does. */
static void test_strokes_of_the_mainland(void)
{
    /* 邓4 石5 阮6 陈7 周8 郑8 赵9 郭10 黄11 彭12 褚13 蔡14 潘15 薛16 魏17 */
    assert_order("zh-Hans", COLLATION_STROKE, "石 邓", "邓 石");
    assert_order("zh-Hans", COLLATION_STROKE, "周 陈 阮", "阮 陈 周");
    assert_order("zh-Hans", COLLATION_STROKE, "郭 赵 郑", "郑 赵 郭");
    assert_order("zh-Hans", COLLATION_STROKE, "褚 彭 黄 郭", "郭 黄 彭 褚");
    assert_order("zh-Hans", COLLATION_STROKE, "魏 薛 潘 蔡", "蔡 潘 薛 魏");
    assert_order("zh-Hans", COLLATION_STROKE, "王福 王祥 王祯 王富", "王祥 王祯 王富 王福");
    assert_order("zh-Hans", COLLATION_STROKE, "陈二 陈一 李一", "陈一 陈二 李一");
    assert_order("zh-Hans", COLLATION_STROKE, "陈10 陈9", "陈9 陈10");
}

static void test_pinyin(void)
{
    const char *names = "张三 李四 王五 陈七 丁一 赵六";
    const char *expected = "陈七 丁一 李四 王五 张三 赵六";

    assert_order("zh-Hans", COLLATION_PINYIN, names, expected);
    assert_order("zh-Hans", COLLATION_LANGUAGE, names, expected);
    assert_order("zh", COLLATION_LANGUAGE, names, expected);
    assert_order("zh-CN", COLLATION_LANGUAGE, names, expected);
    assert_order("zh-Hant", COLLATION_PINYIN, names, expected);
    assert_order("en", COLLATION_PINYIN, names, expected);
    assert_order("zh-Hant", COLLATION_LANGUAGE, "赵 王", "王 赵");
}

/* As docs/templates.md says: a character has its usual reading, in surnames as well (单 dān, not Shàn). */
static void test_surnames(void)
{
    assert_order("zh-Hans", COLLATION_PINYIN, "山 单 但", "单 但 山");
    assert_order("zh-Hans", COLLATION_PINYIN, "秋 仇 丑", "仇 丑 秋");
}

static void test_mixed(void)
{
    assert_order("zh-Hans", COLLATION_LANGUAGE, "10号楼 2号楼 1号楼 100号楼", "1号楼 2号楼 10号楼 100号楼");
    assert_order("zh-Hans", COLLATION_LANGUAGE, "第10期 第9期 第120期", "第9期 第10期 第120期");
    assert_order("zh-Hans", COLLATION_LANGUAGE, "志愿 b A 12 a B 安全 2", "2 12 安全 志愿 a A b B");
    assert_order("zh-Hans", COLLATION_STROKE, "B 丁 2 a", "2 丁 a B");
    assert_order("de", COLLATION_LANGUAGE, "Zebra Äpfel apfel Bär", "apfel Äpfel Bär Zebra");
}

static void test_languages(void)
{
    static const char *const languages[] = {
        "", "xx", "not a language", "zh@collation=stroke", "\xff\xfe", "zh-u-co-nothing", "-", "root"};
    g_autofree char *endless = g_strnfill(5000, 'z');

    for (guint i = 0; i < G_N_ELEMENTS(languages); i++)
        assert_order(languages[i], COLLATION_LANGUAGE, "b 10 a 9", "9 10 a b");
    assert_order(endless, COLLATION_LANGUAGE, "b 10 a 9", "9 10 a b");
    assert_order("zh-Hans-u-co-stroke", COLLATION_LANGUAGE, "赵 王", "王 赵");
}

/* Whatever bytes there are, a key comes of them. */
static void test_bytes(void)
{
    g_autoptr(Collation) collation = collation_new("zh-Hans");
    g_autofree char *many = g_strnfill(1000000, '9');

    g_assert_nonnull(collation_key(collation, COLLATION_STROKE, "", 0));
    g_assert_nonnull(collation_key(collation, COLLATION_STROKE, "\xff\xc3\xe4\xb8 \xed\xa0\x80", 8));
    g_assert_nonnull(collation_key(collation, COLLATION_PINYIN, "a\0b", 3));
    g_assert_cmpuint(strlen(collation_key(collation, COLLATION_LANGUAGE, many, 1000000)), >, 100000);
    collation_free(NULL);
}

static void test_names(void)
{
    g_assert_cmpint(collation_by_name("pinyin"), ==, COLLATION_PINYIN);
    g_assert_cmpint(collation_by_name("stroke"), ==, COLLATION_STROKE);
    g_assert_cmpint(collation_by_name("Stroke"), ==, -1);
    g_assert_cmpint(collation_by_name(""), ==, -1);
}

static void test_initial(void)
{
    static const char *const cases[][2] = {
        {"A", "阿依古丽"}, {"C", "曾经"},     {"L", "李秀兰"}, {"O", "欧阳"}, {"X", "冼"},  {"Z", "郑怀谦"},
        {"E", "Éva"},      {"L", "łukasz"},   {"A", "Ælf"},    {"Z", "z"},    {"L", "Ｌi"}, {"#", ""},
        {"#", "3号楼"},    {"#", "“红袖标”"}, {"#", "Жанна"},  {"#", "\xff"},
    };
    static const char *const languages[] = {"zh-Hans", "zh-Hant", "en", "xx"};

    for (guint i = 0; i < G_N_ELEMENTS(languages); i++) {
        g_autoptr(Collation) collation = collation_new(languages[i]);
        for (guint j = 0; j < G_N_ELEMENTS(cases); j++)
            g_assert_cmpstr(collation_initial(collation, cases[j][1]), ==, cases[j][0]);
    }
}

/* The letters in which surnames are filed: what readers of a book look under. */
static void test_surname(void)
{
    static const char *const cases[][2] = {
        {"Z", "曾小红"}, {"S", "单雄信"}, {"Q", "仇英"},   {"Z", "查良镛"}, {"X", "解缙"},
        {"Z", "翟志刚"}, {"O", "区寄"},   {"M", "万俟卨"}, {"Y", "尉迟恭"}, {"M", "缪荃"},
        {"Y", "乐毅"},   {"C", "种师道"}, {"B", "秘雅"},   {"X", "洗星"},   {"D", "单元楼长队"},
        {"J", "解"},     {"C", "查Li"},
    };
    g_autoptr(Collation) collation = collation_new("zh-Hans");

    for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autofree char *name = surname_respell(cases[i][1]);
        g_assert_cmpstr(collation_initial(collation, name), ==, cases[i][0]);
    }
    g_autofree char *same = surname_respell("李秀兰");
    g_assert_cmpstr(same, ==, "李秀兰");
    g_autofree char *broken = surname_respell("曾\xff");
    g_assert_cmpstr(broken, ==, "曾\xff");
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/collation/strokes", test_strokes);
    g_test_add_func("/collation/strokes-mainland", test_strokes_of_the_mainland);
    g_test_add_func("/collation/pinyin", test_pinyin);
    g_test_add_func("/collation/surnames", test_surnames);
    g_test_add_func("/collation/mixed", test_mixed);
    g_test_add_func("/collation/languages", test_languages);
    g_test_add_func("/collation/bytes", test_bytes);
    g_test_add_func("/collation/names", test_names);
    g_test_add_func("/collation/initial", test_initial);
    g_test_add_func("/collation/surname", test_surname);
    return g_test_run();
}
