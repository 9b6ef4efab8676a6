/* SPDX-License-Identifier: MIT */
/* Markdown in frames: laws that hold for any text. */
#include "test-typeset-frame.h"

#include <math.h>

#define SEED 20251103

static GRand *dice;

static Filled fill_markdown(const char *text, guint columns)
{
    const Frame frame = markdown(text, columns);

    return fill_box(&frame, BOX, markdown_fill);
}

/* At sizes from 10 points. */
static Filled fill_large(const char *text, guint columns)
{
    Frame frame = markdown(text, columns);

    frame.style.smallest = 10;
    return fill_box(&frame, BOX, markdown_fill);
}

static const char *const WORDS[] = {"居民",   "通知",      "停水", "请大家", "注意",   "安全",  "。",
                                    "，",     "（周三）",  "“好”", "ABC",    "2025年", "3号楼", "、",
                                    "议事会", "电话 0519", "——",   "：",     "的",     "了"};

static void prose_append(GString *text, guint words)
{
    for (guint i = 0; i < words; i++)
        g_string_append(text, i == 0 ? "今天" : WORDS[g_rand_int_range(dice, 0, G_N_ELEMENTS(WORDS))]);
}

/* Paragraphs, with headings before some of them. */
static char *prose(guint paragraphs, gboolean headings)
{
    GString *text = g_string_new(NULL);

    for (guint i = 0; i < paragraphs; i++) {
        if (headings && g_rand_int_range(dice, 0, 3) == 0)
            g_string_append_printf(text, "## 标题%u\n\n", i);
        prose_append(text, (guint)g_rand_int_range(dice, 3, 90));
        g_string_append(text, "。\n\n");
    }
    return g_string_free(text, FALSE);
}

static char *without_marks(const char *markdown_text)
{
    GString *text = g_string_new(NULL);

    append_bare(text, markdown_text);
    g_string_replace(text, "##", "", 0);
    return g_string_free(text, FALSE);
}

static void test_nothing_lost(void)
{
    for (guint i = 0; i < 30; i++) {
        g_autofree char *text = prose((guint)g_rand_int_range(dice, 1, 14), TRUE);
        g_auto(Filled) filled = fill_markdown(text, i % 4);
        assert_filled(&filled);
        g_autofree char *expected = without_marks(text);
        g_autofree char *got = lines_text(filled.marks);
        g_assert_cmpstr(got, ==, expected);
        assert_inside(filled.marks, BOX);
        assert_nested(filled.marks);
    }
}

/* A size is as large as it can be: a step more, and it does not fit in as many columns, or is too large. */
static void test_largest(void)
{
    for (guint i = 0; i < 15; i++) {
        g_autofree char *text = prose((guint)g_rand_int_range(dice, 4, 14), TRUE);
        const guint columns = 1 + i % 2;
        g_auto(Filled) filled = fill_markdown(text, columns);
        assert_filled(&filled);
        const double size = body_size(filled.marks);
        Frame frame = markdown(text, columns);
        frame.style.smallest = frame.style.largest = size;
        g_auto(Filled) same = fill_box(&frame, BOX, markdown_fill);
        g_assert_true(same.filled);
        g_assert_cmpfloat(body_size(same.marks), ==, size);
        if (columns_of(filled.marks) != columns || size >= STYLE.largest)
            continue;
        frame.style.smallest = frame.style.largest = size + 0.25;
        frame.columns = columns;
        g_auto(Filled) larger = fill_box(&frame, BOX, markdown_fill);
        g_assert_true(!larger.filled || columns_of(larger.marks) != columns);
    }
}

/* Between a list and what stands before and after it is the same room, and more than between its items. */
static void test_list_apart(void)
{
    g_auto(Filled) filled = fill_markdown("请带好：\n\n- 身份证\n- 医保卡\n\n下午不办。", 1);
    double pitch[3];

    assert_filled(&filled);
    g_assert_cmpuint(marks_count_lines(filled.marks), ==, 4);
    for (guint i = 0; i < 3; i++)
        pitch[i] = marks_line_at(filled.marks, i + 1)->y - marks_line_at(filled.marks, i)->y;
    g_assert_cmpfloat_with_epsilon(pitch[0], pitch[2], 0.01);
    g_assert_cmpfloat(pitch[0], >, pitch[1] * 1.1);
}

/* A table goes into one column where that does not make everything much smaller. */
static void test_table_whole(void)
{
    guint divided = 0;

    for (guint rows = 5; rows < 9; rows++) {
        g_autoptr(GString) text = g_string_new("这些事办了：\n\n| 事项 | 件 |\n|---|---|\n");
        for (guint i = 0; i < rows; i++)
            g_string_append(text, "| 公共设施报修 | 46 |\n");
        for (guint i = 0; i < 3; i++)
            g_string_append(text, "\n转下季的十八件里，十三件是报修，等燃气公司的三件，等排期的两件。\n");
        const Frame frame = markdown(text->str, 2);
        g_auto(Filled) filled = fill_box(&frame, (Box){0, 0, 400, 140}, markdown_fill);
        assert_filled(&filled);
        guint columns = 0;
        for (guint i = 0; i < marks_count_lines(filled.marks); i++)
            if (g_str_has_prefix(marks_line_at(filled.marks, i)->text, "公共设施"))
                columns |= 1 << marks_line_at(filled.marks, i)->column;
        divided += columns == 3;
    }
    g_assert_cmpuint(divided, ==, 0);
}

/* Columns end at about the same height, and the last is no longer than the others by more than what must not
 * be divided. */
static void test_balanced(void)
{
    for (guint i = 0; i < 20; i++) {
        g_autofree char *text = prose((guint)g_rand_int_range(dice, 4, 12), FALSE);
        g_auto(Filled) filled = fill_markdown(text, 2);
        guint lines[4] = {0};
        assert_filled(&filled);
        if (columns_of(filled.marks) < 2)
            continue;
        for (guint j = 0; j < marks_count_lines(filled.marks); j++)
            lines[marks_line_at(filled.marks, j)->column]++;
        g_assert_cmpuint(ABS((gint)lines[0] - (gint)lines[1]), <=, 4);
    }
}

/* Lines of columns beside each other stand at the same heights, headings, quotes and tables or not. */
static void test_grid(void)
{
    g_autoptr(GString) text = g_string_new(NULL);

    for (guint i = 0; i < 4; i++) {
        g_autofree char *some = prose(2, TRUE);
        g_string_append_printf(
            text, "%s### 小标题\n\n> 引文\n\n| 甲 | 乙 |\n|---|---|\n| 1 | 2 |\n\n- 丙\n- 丁\n\n%s", some,
            some);
    }
    g_auto(Filled) filled = fill_markdown(text->str, 2);
    double origin = -1;

    assert_filled(&filled);
    const double size = body_size(filled.marks), pitch = 1.7 * size;
    g_assert_cmpuint(columns_of(filled.marks), ==, 2);
    for (guint i = 0; i < marks_count_lines(filled.marks); i++) {
        const MarkLine *line = marks_line_at(filled.marks, i);
        if (line->size != size || strcmp(line->text, "引文") == 0 || strcmp(line->text, "小标题") == 0)
            continue;
        origin = origin < 0 ? line->y : origin;
        const double lines = (line->y - origin) / pitch;
        g_assert_cmpfloat(fabs(lines - round(lines)), <, 0.02);
    }
}

/* The paragraph's number of lines from its first line, at `index`. */
static guint paragraph_lines(const Marks *marks, guint index)
{
    guint count = 1;

    while (!marks_line_at(marks, index + count - 1)->last)
        count++;
    return count;
}

static void test_kept_together(void)
{
    for (guint i = 0; i < 20; i++) {
        g_autofree char *text = prose((guint)g_rand_int_range(dice, 6, 16), TRUE);
        g_auto(Filled) filled = fill_markdown(text, 2 + i % 2);
        const Marks *marks = filled.marks;
        assert_filled(&filled);
        const double size = body_size(marks);
        for (guint j = 0; j < marks_count_lines(marks);) {
            const guint count = paragraph_lines(marks, j);
            const MarkLine *first = marks_line_at(marks, j);
            if (first->size > size) /* a heading, then two lines in its column */
                g_assert_cmpuint(first->column, ==, marks_line_at(marks, j + 1)->column);
            if (count >= 4) {
                g_assert_cmpuint(first->column, ==, marks_line_at(marks, j + 1)->column);
                g_assert_cmpuint(marks_line_at(marks, j + count - 2)->column, ==,
                                 marks_line_at(marks, j + count - 1)->column);
            }
            j += count;
        }
    }
}

/* What announces a list stands in the column in which it begins, wherever the columns end. */
static void test_announced(void)
{
    for (guint i = 0; i < 12; i++) {
        g_autoptr(GString) text = g_string_new(NULL);
        for (guint j = 0; j < 20; j++)
            g_string_append(text, j == i ? "请带三样：\n\n- 第一样\n- 第二样\n\n" : "正文一行。\n\n");
        Frame frame = markdown(text->str, 2);
        frame.style.largest = 12;
        g_auto(Filled) filled = fill_box(&frame, BOX, markdown_fill);
        assert_filled(&filled);
        g_assert_cmpuint(columns_of(filled.marks), ==, 2);
        for (guint j = 0; j + 1 < marks_count_lines(filled.marks); j++)
            if (g_str_has_suffix(marks_line_at(filled.marks, j)->text, "："))
                g_assert_cmpuint(marks_line_at(filled.marks, j)->column, ==,
                                 marks_line_at(filled.marks, j + 1)->column);
    }
}

static void test_too_long(void)
{
    g_autoptr(GString) text = g_string_new(NULL);

    for (guint i = 0; i < 25000; i++)
        g_string_append(text, "停水");
    g_auto(Filled) filled = fill_large(text->str, 2);
    assert_refused(&filled, "a\\.md: error: .*'body' is too long by [0-9]{3,4} %.*10 pt");
    assert_refused(&filled, "leave out about 4[0-9]{4} characters");

    g_string_truncate(text, 0);
    for (guint i = 0; i < 2200; i++)
        g_string_append(text, "停");
    g_auto(Filled) nearly = fill_large(text->str, 1);
    assert_refused(&nearly, "too long by ([0-9]|1[0-9]) %");
}

/* The number of characters that a message says is about right: without them it fits. */
static void test_excess(void)
{
    g_autoptr(GString) text = g_string_new(NULL);

    for (guint i = 0; i < 3000; i++)
        g_string_append(text, i % 60 == 59 ? "。\n\n" : "停");
    g_auto(Filled) filled = fill_large(text->str, 1);
    g_autofree char *message = messages(&filled);
    const char *about = strstr(message, "about ");
    g_assert_nonnull(about);
    const guint excess = (guint)g_ascii_strtoull(about + strlen("about "), NULL, 10);
    g_assert_cmpuint(excess, >, 500);
    g_string_truncate(text, text->len - 3 * (excess + excess / 10));
    g_auto(Filled) shorter = fill_large(text->str, 1);
    assert_filled(&shorter);
    g_assert_cmpfloat(body_size(shorter.marks), <, 12);
}

static void test_parts(void)
{
    static const char text[] =
        "各位居民：\n\n明天停水。\n\n3. 甲\n4. 乙\n   - 丙\n\n> 引文\n> 第二行\n\n| 项 | 数 |\n|--|-:|\n"
        "| 戊 | 5 |\n\n```roster\n张三 李小四\n```\n\n    代码 1\n\n***\n\n- [x] "
        "做完\n\n居委会\n\n2025年1月2日\n";
    g_auto(Filled) filled = fill_markdown(text, 1);

    assert_filled(&filled);
    g_autofree char *got = lines_text(filled.marks);
    g_assert_cmpstr(got, ==,
                    "各位居民：明天停水。3.甲4.乙丙引文第二行项数戊5张三李小四代码1✓做完居委会2025年1月2日");
    assert_inside(filled.marks, BOX);
    assert_nested(filled.marks);
}

static double line_x(const Marks *marks, const char *text)
{
    for (guint i = 0; i < marks_count_lines(marks); i++)
        if (strcmp(marks_line_at(marks, i)->text, text) == 0)
            return marks_line_at(marks, i)->x;
    g_error("there is no line '%s'", text);
}

static void test_places(void)
{
    g_auto(Filled) filled =
        fill_markdown("各位居民：\n\n正文。\n\n- 甲\n  - 乙\n\n居委会\n\n2025年1月2日\n", 1);
    const double size = body_size(filled.marks);

    g_assert_cmpfloat_with_epsilon(line_x(filled.marks, "各位居民："), BOX.x, 0.1);
    g_assert_cmpfloat_with_epsilon(line_x(filled.marks, "正文。"), BOX.x + 2 * size, 0.1);
    g_assert_cmpfloat(line_x(filled.marks, "甲"), >, BOX.x + 0.9 * size);
    g_assert_cmpfloat(line_x(filled.marks, "乙"), >, line_x(filled.marks, "甲") + 0.9 * size);
    g_assert_cmpfloat(line_x(filled.marks, "居委会"), >, line_x(filled.marks, "2025年1月2日"));
    g_assert_cmpfloat(line_x(filled.marks, "居委会"), >, BOX.x + BOX.width / 2);
}

static void test_centred(void)
{
    Frame frame = markdown("## 题\n\n正文。\n\n居委会\n\n2025年1月2日\n", 1);
    frame.style.align = ALIGN_CENTRE;
    g_auto(Filled) filled = fill_box(&frame, BOX, markdown_fill);

    assert_filled(&filled);
    for (guint i = 0; i < marks_count_lines(filled.marks); i++) {
        const MarkLine *line = marks_line_at(filled.marks, i);
        g_assert_cmpfloat_with_epsilon(line->x + line->set * line->size / 2, BOX.x + BOX.width / 2, 0.5);
    }
}

/* A row stands in one column, and the head above its first one in each. */
static void test_long_table(void)
{
    g_autoptr(GString) text = g_string_new("| 项目 | 金额 |\n|---|--:|\n");

    for (guint i = 0; i < 60; i++)
        g_string_append_printf(text, "| 第%u项开支的名称和说明 | %u.00 |\n", i, i * 7);
    g_auto(Filled) filled = fill_markdown(text->str, 2);
    guint heads = 0, amounts[2] = {0};
    assert_filled(&filled);
    assert_inside(filled.marks, BOX);
    for (guint i = 0; i < marks_count_lines(filled.marks); i++) {
        const MarkLine *line = marks_line_at(filled.marks, i);
        heads += strcmp(line->text, "项目") == 0;
        amounts[line->column] += g_str_has_suffix(line->text, ".00");
    }
    g_assert_cmpuint(heads, ==, 2);
    g_assert_cmpuint(amounts[0] + amounts[1], ==, 60);
    g_assert_cmpuint(ABS((gint)amounts[0] - (gint)amounts[1]), <=, 2);
}

static void test_missing(void)
{
    g_auto(Filled) filled = fill_markdown("这里有\U0001F600和\U0001F600，还有\U00020BB7。", 1);

    g_assert_cmpuint(filled.missing->len, >=, 1);
    g_assert_cmphex(g_array_index(filled.missing, MissingCharacter, 0).character, ==, 0x1F600);
}

static void test_broken_picture(void)
{
    g_auto(Filled) filled = fill_markdown("![甲](there-is-none.jpg)", 1);

    assert_refused(&filled, "picture 'there-is-none\\.jpg' in frame 'body' cannot be read");
}

/* Marks of all kinds, where they belong and where not. */
static char *jumble(guint count)
{
    static const char *const pieces[] = {"# 标题\n",
                                         "\n\n",
                                         "- 项\n",
                                         "  - 里面\n",
                                         "7. 第七\n",
                                         "> 引文\n",
                                         "> > 再引\n",
                                         "| 甲 | 乙 |\n|---|--:|\n| 1 | 2 |\n",
                                         "```\n代码\n```\n",
                                         "```roster\n张三 李四\n```\n",
                                         "```csv\n年,数\n2024,3.50\n```\n",
                                         "**粗**",
                                         "*点*",
                                         "~~删~~",
                                         "`码`",
                                         "停水通知，",
                                         "请大家注意。",
                                         "[链](https://a.cn)",
                                         "https://a.cn/very/long/address",
                                         "[^1]",
                                         "\n[^1]: 注\n\n",
                                         "***\n",
                                         "- [x] 完\n",
                                         "  \n",
                                         "word ",
                                         "2025年11月3日\n",
                                         "<b>",
                                         "<div>\n",
                                         "\\",
                                         "![]()",
                                         "    缩进\n",
                                         "\t",
                                         "|",
                                         "### 小\n",
                                         "居委会\n",
                                         "——某人\n"};
    GString *text = g_string_new(NULL);

    for (guint i = 0; i < count; i++)
        g_string_append(text, pieces[g_rand_int_range(dice, 0, G_N_ELEMENTS(pieces))]);
    return g_string_free(text, FALSE);
}

static void test_jumble(void)
{
    for (guint i = 0; i < 400; i++) {
        g_autofree char *text = jumble((guint)g_rand_int_range(dice, 1, 120));
        const Box box = {10, 10, g_rand_double_range(dice, 60, 600), g_rand_double_range(dice, 60, 900)};
        const Frame frame = markdown(text, i % 4);
        g_auto(Filled) filled = fill_box(&frame, box, markdown_fill);
        g_autofree char *message = messages(&filled);
        g_assert_true(filled.filled == (*message == '\0'));
        assert_inside(filled.marks, box);
        assert_nested(filled.marks);
    }
}

/* The same input gives the same lines, whatever has been set before. */
static void test_same(void)
{
    g_autofree char *text = prose(8, TRUE), *other = prose(5, TRUE);
    g_autoptr(GString) first = g_string_new(NULL), second = g_string_new(NULL);
    g_auto(Filled) one = fill_markdown(text, 2);
    g_auto(Filled) between = fill_markdown(other, 0);
    g_auto(Filled) two = fill_markdown(text, 2);

    marks_print(one.marks, first);
    marks_print(two.marks, second);
    g_assert_true(between.filled);
    g_assert_cmpuint(first->len, >, 100);
    g_assert_cmpstr(first->str, ==, second->str);
}

static void test_deep(void)
{
    g_autoptr(GString) text = g_string_new(NULL);

    for (guint i = 0; i < 50; i++)
        g_string_append(text, i % 2 ? "> " : "- ");
    g_string_append(text, "深\n");
    g_auto(Filled) filled = fill_markdown(text->str, 1);
    assert_filled(&filled);
    assert_inside(filled.marks, BOX);
    assert_nested(filled.marks);
    g_autofree char *got = lines_text(filled.marks);
    g_assert_cmpstr(got, ==, "深");
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    fonts_begin();
    dice = g_rand_new_with_seed(SEED);
    g_test_add_func("/typeset/flow/nothing-lost", test_nothing_lost);
    g_test_add_func("/typeset/flow/largest", test_largest);
    g_test_add_func("/typeset/flow/list-apart", test_list_apart);
    g_test_add_func("/typeset/flow/table-whole", test_table_whole);
    g_test_add_func("/typeset/flow/balanced", test_balanced);
    g_test_add_func("/typeset/flow/grid", test_grid);
    g_test_add_func("/typeset/flow/kept-together", test_kept_together);
    g_test_add_func("/typeset/flow/announced", test_announced);
    g_test_add_func("/typeset/flow/too-long", test_too_long);
    g_test_add_func("/typeset/flow/excess", test_excess);
    g_test_add_func("/typeset/flow/parts", test_parts);
    g_test_add_func("/typeset/flow/places", test_places);
    g_test_add_func("/typeset/flow/centred", test_centred);
    g_test_add_func("/typeset/flow/long-table", test_long_table);
    g_test_add_func("/typeset/flow/missing", test_missing);
    g_test_add_func("/typeset/flow/broken-picture", test_broken_picture);
    g_test_add_func("/typeset/flow/jumble", test_jumble);
    g_test_add_func("/typeset/flow/same", test_same);
    g_test_add_func("/typeset/flow/deep", test_deep);
    const int result = g_test_run();
    fonts_free(fonts);
    g_rand_free(dice);
    return result;
}
