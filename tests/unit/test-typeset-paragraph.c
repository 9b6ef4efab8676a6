/* SPDX-License-Identifier: MIT */
/* Paragraphs held to their laws, in many texts and widths that a seed gives. */
#include "paragraph-set.h"

static const char *const PIECES[] = {
    "停水通知",
    "请",
    "居民",
    "我小区",
    "，",
    "。",
    "、",
    "“",
    "”",
    "（",
    "）",
    "《",
    "》",
    "——",
    "……",
    "：",
    "2025年11月20日",
    "8:30",
    "￥12.50",
    "3.5%",
    "138****5678",
    " ",
    "WiFi",
    "don’t",
    "No. 5",
    "！",
    "？",
    "·",
    "a@example.com",
    "https://www.example.com/notices/2025/water.html",
    "的",
    "社区",
    "请提前做好准备",
};

/* Marks that follow each other are no text: a mark is only taken after something else, or one more. */
static char *text_random(GRand *random)
{
    GString *text = g_string_new("各位");
    guint marks = 0;

    for (gint32 i = g_rand_int_range(random, 3, 40); i > 0; i--) {
        const char *piece = PIECES[g_rand_int_range(random, 0, G_N_ELEMENTS(PIECES))];
        marks = class_is_wide(class_of(g_utf8_get_char(piece), TRUE)) &&
                        class_of(g_utf8_get_char(piece), TRUE) != CLASS_HAN
                    ? marks + 1
                    : 0;
        if (marks < 2)
            g_string_append(text, piece);
    }
    return g_string_free(text, FALSE);
}

static double stretch_needed(const Paragraph *paragraph, const Line *line, double width)
{
    const Extent extent = paragraph_extent(paragraph, line->start, line->end);

    return extent.stretch > 0 ? (width - extent.natural) / extent.stretch : G_MAXDOUBLE;
}

/* All items are on lines, in order; no line is wider than the measure; none begins or ends against the rules.
 */
static void laws_check(const Paragraph *paragraph, const GArray *lines, double width, double indent)
{
    guint at = 0;

    for (guint i = 0; i < lines->len; i++) {
        const Line *line = &g_array_index(lines, Line, i);
        const Extent extent = paragraph_extent(paragraph, line->start, line->end);
        g_assert_cmpuint(line->start, ==, at);
        g_assert_cmpuint(line->end, >, line->start);
        at = line->end;
        g_assert_cmpfloat(extent.natural - extent.shrink, <=, width - (i == 0 ? indent : 0) + 1e-5);
        /* GB/T 15834-2011, 5.1; test-typeset-breaks.c has marks that follow each other. */
        if (i > 0)
            g_assert_null(
                g_utf8_strchr("，。、；：！？”）》·—…", -1, item_character(paragraph, extent.start)));
        if (!line->last)
            g_assert_null(g_utf8_strchr("“（《￥", -1, item_character(paragraph, extent.end - 1)));
        g_assert_cmpint(line->end < paragraph->items->len ? item_at(paragraph, line->end)->breaks
                                                          : BREAK_MUST,
                        >, line->forced ? BREAK_NEVER : BREAK_FORCED);
    }
    g_assert_cmpuint(at, ==, paragraph->items->len);
}

/* Puts a line, and checks what is said of it. */
static void put_check(const Paragraph *paragraph, const Line *line, double width)
{
    g_autoptr(Marks) marks = marks_new();
    const LinePlace place = {.size = 10, .width = width, .align = ALIGN_JUSTIFY, .frame = "body"};

    paragraph_put(paragraph, line, &place, marks);
    const MarkLine *note = marks_line_at(marks, 0);
    g_assert_cmpfloat(note->stretch, <=, STRETCH_MAX + 1e-5);
    g_assert_cmpfloat(note->set, <=, width + 1e-5);
    if (note->justified)
        g_assert_cmpfloat_with_epsilon(note->set, width, 1e-5);
    else if (!line->last && !paragraph->ragged && note->stretch >= 0 && note->set < width - 1e-5)
        g_assert_cmpfloat(stretch_needed(paragraph, line, width), >, STRETCH_MAX);
}

static void test_laws(void)
{
    GRand *random = g_rand_new_with_seed(6);

    for (guint round = 0; round < 300; round++) {
        g_autofree char *text = text_random(random);
        Paragraph *paragraph = paragraph_of(text, round % 7 == 0, NULL);
        for (double width = 7; width <= 40; width += 1.7) {
            g_autoptr(GArray) lines = paragraph_break(paragraph, width, 2, TRUE);
            g_autoptr(GArray) again = paragraph_break(paragraph, width, 2, TRUE);
            laws_check(paragraph, lines, width, 2);
            g_assert_cmpmem(lines->data, lines->len * sizeof(Line), again->data, again->len * sizeof(Line));
            for (guint i = 0; i < lines->len; i++)
                put_check(paragraph, &g_array_index(lines, Line, i), width - (i == 0 ? 2 : 0));
        }
        paragraph_free(paragraph);
    }
    g_rand_free(random);
}

/*
 * Avoidable: some division has lines that can all be justified within the limit, breaks no word or address by
 * force, and has more than one character on its last line. `known`: for each item, whether one from there on
 * has been looked for, and found.
 */
static gboolean is_avoidable(const Paragraph *paragraph, guint start, double width, guint8 *known)
{
    const guint count = paragraph->items->len;
    const Extent rest = paragraph_extent(paragraph, start, count);
    gboolean found =
        rest.natural - rest.shrink <= width && (start == 0 || !extent_is_single(paragraph, &rest));

    if (known[start] > 0)
        return known[start] > 1;
    for (guint end = start + 1; end < count && !found; end++) {
        const Extent extent = paragraph_extent(paragraph, start, end);
        const double slack = width - extent.natural;
        found = item_at(paragraph, end)->breaks >= BREAK_POOR && slack >= -extent.shrink &&
                slack <= extent.stretch * STRETCH_MAX && is_avoidable(paragraph, end, width, known);
    }
    known[start] = found ? 2 : 1;
    return found;
}

/* How many paragraphs would have ended with one character, and need not; none of them does. */
static guint orphans_check(const char *text)
{
    Paragraph *paragraph = paragraph_of(text, FALSE, NULL);
    guint avoided = 0;

    for (double width = 4; width < 14 && !paragraph->ragged; width += 0.5) {
        g_autofree guint8 *known = g_malloc0(paragraph->items->len + 1);
        g_autoptr(GArray) lines = paragraph_break(paragraph, width, 0, TRUE);
        const Line *last = &g_array_index(lines, Line, lines->len - 1);
        const Extent extent = paragraph_extent(paragraph, last->start, last->end);
        if (lines->len > 1 && is_avoidable(paragraph, 0, width, known)) {
            g_assert_false(extent_is_single(paragraph, &extent));
            avoided++;
        }
    }
    paragraph_free(paragraph);
    return avoided;
}

static void test_orphans(void)
{
    static const char *const TEXTS[] = {"我们明天，上午停水，请大家做好准备工作。",
                                        "请于五日内，到居委会领取，谢谢。", "水管改造，二十日停水一天。",
                                        "春节快乐万事如意身体健康好"};
    GRand *random = g_rand_new_with_seed(9);
    guint avoided = 0;

    for (guint i = 0; i < G_N_ELEMENTS(TEXTS); i++)
        avoided += orphans_check(TEXTS[i]);
    for (guint round = 0; round < 200; round++) {
        g_autofree char *text = text_random(random);
        avoided += orphans_check(text);
    }
    g_rand_free(random);
    g_assert_cmpuint(avoided, >, 300);
}

/* A hair too long for one line: nobody sees what is taken out, and everybody a line of one character. */
static void test_hair(void)
{
    Paragraph *paragraph = paragraph_of("施工期间请注意出行安全。", FALSE, NULL);
    g_autoptr(GArray) fitting = paragraph_break(paragraph, 11.45, 0, TRUE);
    g_autoptr(GArray) broken = paragraph_break(paragraph, 11.3, 0, TRUE);

    g_assert_cmpuint(fitting->len, ==, 1);
    put_check(paragraph, &g_array_index(fitting, Line, 0), 11.45);
    g_assert_cmpuint(broken->len, ==, 2);
    paragraph_free(paragraph);
}

/* A column that is as wide as its widest word, but for what a division leaves. */
static void test_widest_word(void)
{
    Paragraph *paragraph = paragraph_of("without its attachments", FALSE, NULL);
    const double width = paragraph_width_least(paragraph) - 5e-7;
    g_autoptr(GArray) lines = paragraph_break(paragraph, width, 0, FALSE);

    g_assert_cmpuint(lines->len, ==, 2);
    laws_check(paragraph, lines, width, 0);
    paragraph_free(paragraph);
}

static void width_check(const char *text, double width)
{
    Paragraph *paragraph = paragraph_of(text, FALSE, NULL);

    g_assert_cmpfloat_with_epsilon(paragraph_width(paragraph), width, 0.01);
    paragraph_free(paragraph);
}

static void test_squeeze(void)
{
    width_check("中文", 2);
    width_check("中，文", 3);
    width_check("中），文", 3.5);
    width_check("中）（文", 3.5);
    width_check("（《中》）", 3);
    width_check("中。", 1.5);
    width_check("中——文", 4);
    width_check("中\xe2\x80\xa8文字", 2);
    Paragraph *joined = paragraph_of("中A文", FALSE, NULL), *spaced = paragraph_of("中 A 文", FALSE, NULL);
    Paragraph *alone = paragraph_of("A", FALSE, NULL);
    g_assert_cmpfloat_with_epsilon(paragraph_width(joined), 2.5 + paragraph_width(alone), 0.001);
    g_assert_cmpfloat_with_epsilon(paragraph_width(spaced), paragraph_width(joined), 0.001);
    paragraph_free(joined);
    paragraph_free(spaced);
    paragraph_free(alone);
}

static void test_balance(void)
{
    Paragraph *paragraph = paragraph_of("关于幸福路供水管网改造停水的通知", FALSE, NULL);

    for (guint count = 1; count <= 3; count++) {
        g_autoptr(GArray) lines = paragraph_balance(paragraph, count);
        g_assert_cmpuint(lines->len, ==, count);
        for (guint i = 0; i < count; i++)
            g_assert_cmpfloat(ABS(g_array_index(lines, Line, i).natural - 16.0 / count), <=, 2.5);
    }
    paragraph_free(paragraph);
}

static void test_vertical(void)
{
    Paragraph *paragraph = paragraph_of("第104号20日2025年", TRUE, NULL);

    g_assert_cmpuint(item_at(paragraph, 1)->n_glyphs, ==, 3);
    g_assert_cmpfloat(item_at(paragraph, 1)->advance, ==, 1);
    g_assert_false(item_at(paragraph, 1)->turned);
    g_assert_true(item_at(paragraph, 5)->turned); /* the 2 of 2025 */
    paragraph_free(paragraph);
}

static void test_odd(void)
{
    static const char *const TEXTS[] = {"",
                                        " ",
                                        "中",
                                        "。",
                                        "，。；：",
                                        "（（（（（（（（",
                                        "\xff\xfe中",
                                        "\xe2\x80\xa8\xe2\x80\xa8",
                                        "\xef\xbb\xbf\xe2\x80\x8b",
                                        "\t\n",
                                        "e\xcc\x81\xcc\x81",
                                        "————————",
                                        "שלום",
                                        "👨‍👩‍👧"};

    for (guint i = 0; i < G_N_ELEMENTS(TEXTS); i++) {
        for (guint vertical = 0; vertical < 2; vertical++) {
            Paragraph *paragraph = paragraph_of(TEXTS[i], vertical, NULL);
            for (double width = 0; width < 4; width += 0.5) {
                g_autoptr(GArray) lines = paragraph_break(paragraph, width, 2, TRUE);
                g_autoptr(GArray) balanced = paragraph_balance(paragraph, 3);
                g_assert_true((lines->len > 0) == (paragraph->items->len > 0));
                for (guint j = 0; j < lines->len; j++)
                    put_check(paragraph, &g_array_index(lines, Line, j), 50);
            }
            paragraph_free(paragraph);
        }
    }
}

static void test_missing(void)
{
    g_autoptr(GArray) missing = g_array_new(FALSE, FALSE, sizeof(MissingCharacter));
    Paragraph *paragraph = paragraph_of("中👍文👍", FALSE, missing);

    g_assert_cmpuint(missing->len, ==, 1);
    g_assert_cmpuint(g_array_index(missing, MissingCharacter, 0).character, ==, 0x1f44d);
    g_assert_cmpfloat_with_epsilon(paragraph_width(paragraph), 4, 0.001);
    paragraph_free(paragraph);
}

static gsize steps_of(guint times)
{
    g_autoptr(GString) text = g_string_new(NULL);
    gsize steps = 0;

    for (guint i = 0; i < times; i++)
        g_string_append(text, "请提前做好储水准备，8:30停水（WiFi）。");
    Paragraph *paragraph = paragraph_of(text->str, FALSE, NULL);
    g_array_unref(paragraph_break_counted(paragraph, 22.5, 2, TRUE, &steps));
    paragraph_free(paragraph);
    return steps;
}

static void test_cost(void)
{
    g_assert_cmpuint(steps_of(1000), <, 11 * steps_of(100));
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    fonts = fonts_default();
    g_test_add_func("/typeset/paragraph/laws", test_laws);
    g_test_add_func("/typeset/paragraph/orphans", test_orphans);
    g_test_add_func("/typeset/paragraph/hair", test_hair);
    g_test_add_func("/typeset/paragraph/widest-word", test_widest_word);
    g_test_add_func("/typeset/paragraph/squeeze", test_squeeze);
    g_test_add_func("/typeset/paragraph/balance", test_balance);
    g_test_add_func("/typeset/paragraph/vertical", test_vertical);
    g_test_add_func("/typeset/paragraph/odd", test_odd);
    g_test_add_func("/typeset/paragraph/missing", test_missing);
    g_test_add_func("/typeset/paragraph/cost", test_cost);
    const int failed = g_test_run();
    fonts_free(fonts);
    return failed;
}
