/* SPDX-License-Identifier: MIT */
/* Numbers of people in texts. All of them are made here, by an arithmetic of this file's own; nobody's. */
#include "text/diagnostic.h"
#include "text/identity.h"
#include "text/source.h"

#include <string.h>

/* The check character of 17 digits: the number is 1 modulo 11, its last character counting once. */
static char check_character(const char *digits)
{
    guint sum = 0, power = 1;

    for (int i = 16; i >= 0; i--) {
        power = power * 2 % 11;
        sum += (guint)(digits[i] - '0') * power;
    }
    const guint rest = (12 - sum % 11) % 11;
    return rest == 10 ? 'X' : (char)('0' + rest);
}

static char *id_make(guint region, guint year, guint month, guint day, guint number)
{
    char *id = g_strdup_printf("%06u%04u%02u%02u%03u ", region, year, month, day, number);

    id[17] = check_character(id);
    return id;
}

/* Kinds and digits of all that is found, as "id 11010119900307123X, mobile 13812345678". */
static char *found_in(const char *text, gboolean csv)
{
    static const char *const names[] = {"id", "card", "mobile", "partial"};
    IdentityScan scan = {.text = text, .length = strlen(text), .csv = csv};
    GString *all = g_string_new(NULL);
    Identity found;

    while (identity_next(&scan, &found))
        g_string_append_printf(all, "%s%s %s", all->len ? ", " : "", names[found.kind], found.digits);
    return g_string_free(all, FALSE);
}

static void expect(const char *text, const char *wanted)
{
    g_autofree char *found = found_in(text, FALSE);

    if (strcmp(found, wanted) != 0)
        g_error("'%s' gives '%s', not '%s'", text, found, wanted);
}

static void expect_id(const char *format, const char *id)
{
    g_autofree char *text = g_strdup_printf(format, id);
    g_autofree char *wanted = g_strdup_printf("id %s", id);

    expect(text, wanted);
}

static void expect_nothing(const char *format, const char *id)
{
    g_autofree char *text = g_strdup_printf(format, id);

    expect(text, "");
}

static const guint regions[] = {110101, 120103, 130102, 210102, 310115, 320505, 330106, 410105, 440305,
                                500103, 510104, 610113, 650102, 710000, 810000, 820000, 830000, 910000};
static const guint births[][3] = {{1900, 1, 1}, {1936, 12, 31}, {1949, 10, 1}, {1968, 2, 29},
                                  {1990, 3, 7}, {2000, 2, 29},  {2015, 6, 30}};

static void test_valid(void)
{
    guint count = 0, crosses = 0;

    for (gsize i = 0; i < G_N_ELEMENTS(regions); i++)
        for (gsize j = 0; j < G_N_ELEMENTS(births); j++) {
            g_autofree char *id =
                id_make(regions[i], births[j][0], births[j][1], births[j][2], (guint)(i * 53 + j * 7));
            expect_id("%s", id);
            expect_id("身份证号：%s，已登记。", id);
            count++;
            crosses += id[17] == 'X';
        }
    g_assert_cmpuint(count, >=, 30);
    g_assert_cmpuint(crosses, >, 3);
}

/* Every other check character, days that there are not, provinces that there are not, longer numbers. */
static void test_invalid(void)
{
    g_autofree char *right = id_make(110101, 1990, 3, 7, 123);

    for (const char *check = "0123456789X"; *check; check++) {
        g_autofree char *wrong = g_strdup(right);
        wrong[17] = *check;
        if (wrong[17] != right[17])
            expect_nothing("%s", wrong);
    }
    static const guint days[][3] = {{1990, 2, 29}, {1990, 2, 30}, {1990, 13, 1}, {1990, 0, 1},
                                    {1990, 1, 0},  {1990, 4, 31}, {1899, 1, 1},  {2101, 1, 1}};
    for (gsize i = 0; i < G_N_ELEMENTS(days); i++) {
        g_autofree char *wrong = id_make(110101, days[i][0], days[i][1], days[i][2], 123);
        expect_nothing("%s", wrong);
    }
    static const guint nowhere[] = {101101, 160101, 200101, 240101, 380101, 470101, 550101,
                                    660101, 720101, 800101, 840101, 900101, 920101, 990101};
    for (gsize i = 0; i < G_N_ELEMENTS(nowhere); i++) {
        g_autofree char *wrong = id_make(nowhere[i], 1990, 3, 7, 123);
        expect_nothing("%s", wrong);
    }
    expect_nothing("1%s", right);
    expect_nothing("%s1", right);
    expect_nothing("编号 000%s000", right);
}

/* As it is written: spaces, marks, full width, references, over a line's end. */
static void test_forms(void)
{
    g_autofree char *id = id_make(110101, 1990, 3, 7, 123);
    static const char *const between[] = {" ",  "-",  "\xc2\xa0", "\xe2\x80\x8b", "**",    "\\_",
                                          "　", "－", " - ",      "\n",           "\r\n  "};

    for (gsize i = 0; i < G_N_ELEMENTS(between); i++) {
        g_autofree char *text =
            g_strdup_printf("号码%.6s%s%.8s%s%s。", id, between[i], id + 6, between[i], id + 14);
        g_autofree char *wanted = g_strdup_printf("id %s", id);
        expect(text, wanted);
    }
    g_autoptr(GString) wide = g_string_new(NULL);
    g_autoptr(GString) references = g_string_new(NULL);
    g_autoptr(GString) spaced = g_string_new(NULL);
    for (const char *p = id; *p; p++) {
        g_string_append_unichar(wide, *p == 'X' ? 0xff38 : 0xff10 + (gunichar)(*p - '0'));
        g_string_append_printf(references, p - id < 9 ? "&#%d;" : "&#x%X;", *p);
        g_string_append_printf(spaced, "%c ", *p);
    }
    expect_id(wide->str, id);
    expect_id(references->str, id);
    expect_id(spaced->str, id);
    expect_id("https://example.org/%s/a.html", id);
    expect_id("<!-- %s -->", id);
    expect_id("| 张三 | %s |", id);
    expect_id("13 %s 2", id);
    static const char *const parts[] = {
        "<b>",   "</b>",  "<br>",         "<span class=\"h1\">", "<!-- 12 -->", "`",      "&nbsp;",
        "&shy;", "&zwj;", "\xe2\x81\xa6", "\xef\xb8\x8f",        "\n> ",        "<wbr/>", "\xe2\x80\xaa"};
    for (gsize i = 0; i < G_N_ELEMENTS(parts); i++) {
        g_autofree char *parted = g_strdup_printf("%.6s%s%s", id, parts[i], id + 6);
        g_autofree char *found = g_strdup_printf("id %s", id);
        expect(parted, found);
    }
    g_autofree char *linked = g_strdup_printf("%.6s[%s](a.md)", id, id + 6);
    g_autofree char *behind = g_strdup_printf("[%.6s](https://example.org/)%s", id, id + 6);
    g_autofree char *whole = g_strdup_printf("id %s", id);
    expect(linked, whole);
    expect(behind, whole);
    g_autofree char *cross = NULL;
    for (guint i = 0; !cross || cross[17] != 'X'; i++) {
        g_free(cross);
        cross = id_make(320505, 1985, 11, 23, i);
    }
    g_autofree char *small = g_ascii_strdown(cross, -1);
    g_autofree char *wanted = g_strdup_printf("id %s", cross);
    expect(small, wanted);
    g_autofree char *full = g_strdup_printf("%.17sｘ", cross);
    expect(full, wanted);
}

static void test_others(void)
{
    g_autofree char *id = id_make(910101, 1990, 3, 7, 123);

    expect_nothing("统一社会信用代码：%s", id);
    expect_nothing("| 单位 | 统一社会信用代码 |\n|---|---|\n| 甲 | 1 |\n| 乙 | %s |", id);
    g_autofree char *person = id_make(110101, 1990, 3, 7, 123);
    expect_id("税号或身份证号：%s", person);
    expect_id("| 身份证登记号 |\n|---|\n| %s |", person);
    expect("91320505MA1MXYZ12K", "");
    expect("身份证 110101900307123", "id 110101900307123");
    expect("编号 110101900307123", "");
    expect("110101********1234", "partial 110101********1234");
    expect("1101011990****1234", "partial 1101011990****1234");
    expect("110101\\*\\*\\*\\*\\*\\*\\*\\*1234", "partial 110101********1234");
    expect("**************1234 138****5678 110101 ***", "");
}

/* 16 to 19 digits with the check digit of Luhn. */
static char *card_make(const char *begin, gsize length)
{
    GString *card = g_string_new(begin);
    guint sum = 0;

    while (card->len < length - 1)
        g_string_append_c(card, (char)('0' + card->len * 7 % 10));
    for (gsize i = 0; i < card->len; i++) {
        const guint value = (guint)(card->str[card->len - 1 - i] - '0') * (i % 2 ? 1 : 2);
        sum += value / 10 + value % 10;
    }
    g_string_append_c(card, (char)('0' + (10 - sum % 10) % 10));
    return g_string_free(card, FALSE);
}

static void test_cards(void)
{
    for (gsize length = 16; length <= 19; length++) {
        g_autofree char *card = card_make("6222", length);
        g_autofree char *wanted = g_strdup_printf("card %s", card);
        const char *const with[] = {"银行卡号：%s",
                                    "开户行：某行，账号 %s",
                                    "bank: %s",
                                    "Card %s",
                                    "| 姓名 | 卡号 |\n|---|---|\n| 甲 | 1 |\n| 乙 | %s |",
                                    "accounts:\n  - 1\n账号:\n  - 2\n  - %s",
                                    "请汇款至 %s"};
        for (gsize i = 0; i < G_N_ELEMENTS(with); i++) {
            g_autofree char *text = g_strdup_printf(with[i], card);
            expect(text, wanted);
        }
        expect_nothing("流水 %s", card);
        g_autofree char *wrong = g_strdup(card);
        wrong[9] = wrong[9] == '0' ? '1' : '0';
        expect_nothing("银行卡号：%s", wrong);
        expect_nothing("卡号 A%s", card);
        g_autofree char *spaced =
            g_strdup_printf("卡号 %.4s %.4s %.4s %s", card, card + 4, card + 8, card + 12);
        expect(spaced, wanted);
    }
    g_autofree char *card = card_make("4", 16);
    g_autofree char *csv = g_strdup_printf("姓名,银行卡,备注\n甲,1,x\n乙,%s,y\n", card);
    g_autofree char *wanted = g_strdup_printf("card %s", card);
    g_autofree char *found = found_in(csv, TRUE);
    g_assert_cmpstr(found, ==, wanted);
    expect_nothing("请汇款至 %s", card);
}

static void test_mobiles(void)
{
    static const char *const yes[] = {"13812345678",
                                      "电话13812345678。",
                                      "138-1234-5678",
                                      "138 1234 5678",
                                      "1381234 5678",
                                      "+86 13812345678",
                                      "+8613812345678",
                                      "86-138-1234-5678",
                                      "008613812345678",
                                      "１３８１２３４５６７８",
                                      "tel:13812345678",
                                      "（13812345678）",
                                      "138\xe2\x80\x8b"
                                      "12345678",
                                      "张三_13812345678",
                                      "[拨打](tel:13812345678)",
                                      "13812345678@example.com",
                                      "13812345678-8001",
                                      "Tel13812345678",
                                      "单号12，电话13812345678",
                                      "| 13812345678 |",
                                      "138**1234**5678",
                                      "13812345678、"};
    static const char *const no[] = {
        "113812345678",      "138123456789",    "1381234567",         "12812345678",       "3.13812345678",
        "13812345678.5",     "¥13812345678",    "13812345678元",      "订单号13812345678", "No13812345678",
        "order_13812345678", "?id=13812345678", "2025-138-1234-5678", "138-1234-5678-99",  "a13812345678b",
        "QQ：13812345678",   "138,1234,5678",   "0519-55501201",      "2025年6月30日9:00", "13 8123 45678",
        "138\n12345678"};

    for (gsize i = 0; i < G_N_ELEMENTS(yes); i++)
        expect(yes[i], "mobile 13812345678");
    for (gsize i = 0; i < G_N_ELEMENTS(no); i++)
        expect(no[i], "");
    static const char *const parted[] = {"138<b>1234</b>5678", "138&shy;12345678", "138`1234`5678",
                                         "1,13812345678,8"};
    static const char *const amounts[] = {"13812345678 元", "13812345678 字节", "型号 13812345678",
                                          "微信群3个；QQ：13812345678",
                                          "<td>138</td><td>1234</td><td>5678</td>"};
    for (gsize i = 0; i < G_N_ELEMENTS(parted); i++)
        expect(parted[i], "mobile 13812345678");
    for (gsize i = 0; i < G_N_ELEMENTS(amounts); i++)
        expect(amounts[i], "");
    expect("电话 13812345678 万师傅", "mobile 13812345678");
    expect("13812345678-13912345678", "mobile 13812345678, mobile 13912345678");
    expect("13812345678/13912345678", "mobile 13812345678, mobile 13912345678");
}

static void expect_mask(const char *text, const char *wanted)
{
    g_autofree char *masked = identity_mask(text);

    g_assert_cmpstr(masked, ==, wanted);
}

static void test_masks(void)
{
    g_autofree char *id = id_make(110101, 1990, 3, 7, 123);
    g_autofree char *text = g_strdup_printf("号%s。", id);
    g_autofree char *wanted = g_strdup_printf("号**************%s。", id + 14);

    expect_mask(text, wanted);
    expect_mask("13812345678 x", "138****5678 x");
    expect_mask("138-1234-5678", "138-****-5678");
    expect_mask("１３８１２３４５６７８", "１３８＊＊＊＊５６７８");
    expect_mask("2025年6月30日", NULL);
    /* What is in a tag or an address is no digit of the number, nor is it shown. */
    expect_mask("138<a id=\"13912345678\">12345678", "138<a id=\"***********\">****5678");
    expect_mask("138[1234](tel:13912345678)5678", "138[****](tel:***********)5678");
    /* A wrong check character hides nobody. */
    expect_mask("110101199003079999", "**************9999");
    expect_mask("\xff 13812345678", "\xef\xbf\xbd 138****5678");
    const Identity mobile = {.kind = IDENTITY_MOBILE, .digits = "13812345678"};
    g_autofree char *shown = identity_masked(&mobile);
    g_assert_cmpstr(shown, ==, "138****5678");
}

/* Message, hint, notes, name of the file and quoted line, cut or not, as text and as JSON. */
static void test_messages(void)
{
    g_autofree char *id = id_make(110101, 1990, 3, 7, 123);

    for (guint before = 0; before < 150; before++) {
        g_autoptr(Diagnostics) diagnostics = diagnostics_new();
        g_autofree char *blank = g_strnfill(before, 'a');
        g_autofree char *rest = g_strnfill(150 - before, 'b');
        g_autofree char *line = g_strdup_printf("%s,%s,%s", blank, id, rest);
        g_autofree char *name = g_strdup_printf("content/%s.md", id);
        g_autoptr(Source) source = source_new_take(name, g_strdup(line), strlen(line));
        const Place place = {.source = source, .line = 1, .column = 75};
        g_autofree char *message = g_strdup_printf("no '%s'", id);
        g_autofree char *longer = g_strdup_printf("%2000s%s%600s", blank, id, rest);
        diagnostics_add(diagnostics, SEVERITY_ERROR, place, longer, message, message);
        g_autoptr(GString) printed = g_string_new(NULL);
        diagnostics_print(diagnostics, MESSAGE_TEXT, FALSE, printed);
        diagnostics_print(diagnostics, MESSAGE_JSON, FALSE, printed);
        for (gsize i = 0; i + 8 < strlen(id); i++) {
            g_autofree char *part = g_strndup(id + i, 8);
            g_assert_null(strstr(printed->str, part));
        }
    }
}

/* Texts are looked through by blocks: a number is found wherever it begins, and however much follows. */
static void test_places(void)
{
    static const char *const numbers[] = {"13812345678", "１３８１２３４５６７８", "&#49;3812345678",
                                          "138 1234 5678", "138-1234-5678"};
    static const char *const around[] = {"字", "，", " ", "字，1年 "};

    for (guint before = 0; before < 140; before++) {
        const char *number = numbers[before % G_N_ELEMENTS(numbers)];
        for (guint i = 0; i < 3 * G_N_ELEMENTS(around); i++) {
            const char *filling = around[i / 3];
            g_autoptr(GString) text = g_string_new(NULL);
            for (guint j = 0; j < before; j++)
                g_string_append(text, filling);
            g_string_append(text, "电话");
            const gsize start = text->len;
            g_string_append(text, number);
            for (guint j = 0; j < i % 3 * 40; j++)
                g_string_append(text, filling);
            IdentityScan scan = {.text = text->str, .length = text->len};
            Identity found;
            g_assert_true(identity_next(&scan, &found));
            g_assert_cmpuint(found.start, ==, start);
            g_assert_cmpuint(found.end, ==, start + strlen(number));
            g_assert_false(identity_next(&scan, &found));
        }
    }
}

/* Bytes of all kinds end, and nothing beyond the text is read. */
static void test_random(void)
{
    static const char *const pieces[] = {
        "1", "0",  "138", "11010119900307", "X",  "&#49;", "&#",           "&#x3",   "*",
        " ", "\n", "|",   "卡号",           "１", "-",     "\xe2\x80\x8b", "身份证", "\\"};

    for (guint round = 0; round < 20000; round++) {
        g_autoptr(GString) text = g_string_new(NULL);
        for (int i = g_test_rand_int_range(0, 40); i > 0; i--)
            g_string_append(text, pieces[g_test_rand_int_range(0, G_N_ELEMENTS(pieces))]);
        g_autofree char *exact = g_memdup2(text->str, MAX(text->len, 1));
        IdentityScan scan = {.text = exact, .length = text->len, .csv = round % 2, .lenient = round % 3 == 0};
        Identity found;
        gsize end = 0;
        while (identity_next(&scan, &found)) {
            g_assert_cmpuint(found.start, >=, end);
            g_assert_cmpuint(found.end, >, found.start);
            end = found.end;
        }
        g_assert_cmpuint(end, <=, text->len);
    }
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/text/identity/valid", test_valid);
    g_test_add_func("/text/identity/invalid", test_invalid);
    g_test_add_func("/text/identity/forms", test_forms);
    g_test_add_func("/text/identity/others", test_others);
    g_test_add_func("/text/identity/cards", test_cards);
    g_test_add_func("/text/identity/mobiles", test_mobiles);
    g_test_add_func("/text/identity/masks", test_masks);
    g_test_add_func("/text/identity/messages", test_messages);
    g_test_add_func("/text/identity/random", test_random);
    g_test_add_func("/text/identity/places", test_places);
    return g_test_run();
}
