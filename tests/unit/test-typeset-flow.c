/* SPDX-License-Identifier: MIT */
/* What goes into frames: laws that hold for any text. */
#include "typeset/flow.h"
#include "typeset/paragraph.h"

#include <math.h>
#include <string.h>

#define SEED 20251103

static Fonts *fonts;
static GRand *dice;

/* A frame that has been filled, or not. */
typedef struct {
    Marks *marks;
    Diagnostics *diagnostics;
    GArray *missing;
    gboolean filled;
} Filled;

static void filled_clear(Filled *filled)
{
    marks_free(filled->marks);
    diagnostics_free(filled->diagnostics);
    g_array_unref(filled->missing);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Filled, filled_clear)

static const Box BOX = {40, 60, 500, 700};
static const FrameStyle STYLE = {
    .font = "sans", .colour = 0x101010, .accent = 0xb02a18, .smallest = 6, .largest = 30, .indent = -1};

static Filled fill_box(const Frame *frame, Box box, gboolean (*fill)(const FrameRoom *, Marks *))
{
    static const Sheet sheet = {.place = {.file = "a.md"}, .language = "zh-Hans"};
    Filled filled = {marks_new(), diagnostics_new(), g_array_new(FALSE, FALSE, sizeof(MissingCharacter)),
                     FALSE};
    const FrameRoom room = {.sheet = &sheet,
                            .frame = frame,
                            .box = box,
                            .scale = 1,
                            .fonts = fonts,
                            .missing = filled.missing,
                            .diagnostics = filled.diagnostics};

    filled.filled = fill(&room, filled.marks);
    return filled;
}

static Frame markdown(const char *text, guint columns)
{
    return (Frame){.id = "body", .kind = FRAME_MARKDOWN, .style = STYLE, .text = text, .columns = columns};
}

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

static char *messages(const Filled *filled)
{
    GString *text = g_string_new(NULL);

    diagnostics_print(filled->diagnostics, MESSAGE_TEXT, FALSE, text);
    return g_string_free(text, FALSE);
}

static void assert_filled(const Filled *filled)
{
    g_autofree char *text = messages(filled);

    g_assert_cmpstr(text, ==, "");
    g_assert_true(filled->filled);
}

static void append_bare(GString *into, const char *text)
{
    for (const char *p = text; *p; p = g_utf8_next_char(p))
        if (*p != ' ' && *p != '\n')
            g_string_append_unichar(into, g_utf8_get_char(p));
}

/* All lines one after the other, without blanks. */
static char *lines_text(const Marks *marks)
{
    GString *text = g_string_new(NULL);

    for (guint i = 0; i < marks_count_lines(marks); i++)
        append_bare(text, marks_line_at(marks, i)->text);
    return g_string_free(text, FALSE);
}

static double body_size(const Marks *marks)
{
    g_assert_cmpuint(marks_count_lines(marks), >, 0);
    return marks_line_at(marks, marks_count_lines(marks) - 1)->size;
}

static guint columns_of(const Marks *marks)
{
    guint columns = 0;

    for (guint i = 0; i < marks_count_lines(marks); i++)
        columns = MAX(columns, marks_line_at(marks, i)->column + 1);
    return columns;
}

static void assert_inside_box(double x, double y, double right, double bottom, Box box)
{
    g_assert_cmpfloat(x, >=, box.x - 0.1);
    g_assert_cmpfloat(y, >=, box.y - 0.1);
    g_assert_cmpfloat(right, <=, box.x + box.width + 0.1);
    g_assert_cmpfloat(bottom, <=, box.y + box.height + 0.1);
}

/* Ink of a line: 0.88 above its baseline and 0.12 below; a squeezed mark may begin before its line. */
static void assert_inside(const Marks *marks, Box box)
{
    for (guint i = 0; i < marks_count(marks); i++) {
        const Mark *mark = marks_at(marks, i);
        if (mark->kind == MARK_RECTANGLE)
            assert_inside_box(mark->rectangle.x, mark->rectangle.y, mark->rectangle.x + mark->rectangle.width,
                              mark->rectangle.y + mark->rectangle.height,
                              (Box){box.x, box.y - 2, box.width, box.height + 4});
        if (mark->kind == MARK_IMAGE)
            assert_inside_box(mark->image.x, mark->image.y, mark->image.x + mark->image.width,
                              mark->image.y + mark->image.height, box);
    }
    for (guint i = 0; i < marks_count_lines(marks); i++) {
        const MarkLine *line = marks_line_at(marks, i);
        assert_inside_box(line->x, line->y - 0.88 * line->size, line->x + line->set * line->size,
                          line->y + 0.12 * line->size, box);
    }
}

/* Every element that begins ends. */
static void assert_nested(const Marks *marks)
{
    gint depth = 0;

    for (guint i = 0; i < marks_count(marks); i++) {
        const MarkKind kind = marks_at(marks, i)->kind;
        depth += kind == MARK_BEGIN ? 1 : kind == MARK_END ? -1 : 0;
        g_assert_cmpint(depth, >=, 0);
    }
    g_assert_cmpint(depth, ==, 0);
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

static void assert_refused(const Filled *filled, const char *pattern)
{
    g_autofree char *text = messages(filled);

    g_assert_false(filled->filled);
    if (!g_regex_match_simple(pattern, text, 0, 0))
        g_error("'%s' is not in: %s", pattern, text);
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
                    "各位居民：明天停水。3.甲4.乙丙引文第二行项数戊5张三李小四代码1√做完居委会2025年1月2日");
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

static Frame headline(const char *text, guint lines)
{
    Frame frame = {.id = "title", .kind = FRAME_TEXT, .style = STYLE, .text = text, .lines = lines};

    frame.style.largest = 0;
    return frame;
}

static void test_headline(void)
{
    const Box box = {0, 0, 400, 120};
    const Frame one = headline("关于停水的通知", 1),
                two = headline("关于梧桐里社区今年冬天停水的几件事情的通知", 2);
    g_auto(Filled) single = fill_box(&one, box, text_fill);
    g_auto(Filled) divided = fill_box(&two, box, text_fill);

    assert_filled(&single);
    g_assert_cmpuint(marks_count_lines(single.marks), ==, 1);
    g_assert_cmpfloat_with_epsilon(body_size(single.marks), 400.0 / 7, 0.1);
    assert_inside(single.marks, box);
    assert_filled(&divided);
    g_assert_cmpuint(marks_count_lines(divided.marks), ==, 2);
    g_assert_cmpfloat(body_size(divided.marks), >, 30);
    assert_inside(divided.marks, box);
}

static void test_headline_refused(void)
{
    Frame frame = headline("关于梧桐里社区今年冬天停水的几件事情的通知", 1);
    frame.style.smallest = 30;
    g_auto(Filled) filled = fill_box(&frame, (Box){0, 0, 400, 120}, text_fill);

    /* 21 characters at 30 pt need 630 pt. */
    assert_refused(&filled, "frame 'title' is too long by 5[78] %.*30 pt");
    assert_refused(&filled, "leave out about 8 characters");
}

static void test_vertical(void)
{
    const Box box = {10, 20, 100, 400};
    Frame frame = headline("上联甲乙丙\n下联甲乙丙", 1);
    frame.vertical = TRUE;
    g_auto(Filled) filled = fill_box(&frame, box, text_fill);

    assert_filled(&filled);
    g_assert_cmpuint(marks_count_lines(filled.marks), ==, 2);
    g_assert_cmpfloat(marks_line_at(filled.marks, 0)->x, >, marks_line_at(filled.marks, 1)->x);
    g_assert_cmpfloat(body_size(filled.marks), >, 40);
}

static Frame listed(FrameKind kind, const FrameItem *items, guint n_items, const FramePart *parts,
                    guint n_parts)
{
    return (Frame){.id = "list",
                   .kind = kind,
                   .style = STYLE,
                   .items = items,
                   .n_items = n_items,
                   .parts = parts,
                   .n_parts = n_parts};
}

#define NAMES 90

static void test_roster(void)
{
    static const char *const cells[][2] = {
        {"王芳", "一组"}, {"李小明", NULL}, {"欧阳建国", "组长"}, {"阿依古丽·买买提", NULL}};
    static const FramePart parts[2];
    FrameItem items[NAMES];
    for (guint i = 0; i < NAMES; i++)
        items[i] = (FrameItem){cells[i % 4], i < 40 ? "第一组" : "第二组"};
    const Frame frame = listed(FRAME_ROSTER, items, NAMES, parts, 2);
    g_auto(Filled) filled = fill_box(&frame, BOX, roster_fill);

    assert_filled(&filled);
    assert_inside(filled.marks, BOX);
    assert_nested(filled.marks);
    guint names = 0;
    for (guint i = 0; i < marks_count_lines(filled.marks); i++)
        names += strcmp(marks_line_at(filled.marks, i)->text, "李小明") == 0;
    g_assert_cmpuint(names, ==, (NAMES + 2) / 4);
    g_auto(Filled) small = fill_box(&frame, (Box){0, 0, 200, 200}, roster_fill);
    assert_refused(&small, "[0-9]+ names too many are in frame 'list'");
}

/* Two characters are spread over the width of three. */
static void test_roster_spread(void)
{
    static const char *const cells[][1] = {{"王芳"}, {"李小明"}};
    static const FramePart parts[1];
    const FrameItem items[] = {{cells[0], NULL}, {cells[1], NULL}};
    const Frame frame = listed(FRAME_ROSTER, items, 2, parts, 1);
    g_auto(Filled) filled = fill_box(&frame, BOX, roster_fill);

    assert_filled(&filled);
    g_assert_cmpfloat_with_epsilon(marks_line_at(filled.marks, 0)->set, marks_line_at(filled.marks, 1)->set,
                                   0.05);
}

#define ROWS 30

static void test_table(void)
{
    static const char *const cells[][3] = {
        {"路灯维修", "第一网格的全部路灯，共三十四盏，今年国庆前完工", "1,200.00"},
        {"桂花补种", NULL, "350.00"}};
    static const FramePart parts[] = {{.title = "项目", .bold = TRUE},
                                      {.title = "说明", .share = 0.5},
                                      {.title = "金额", .align = ALIGN_END}};
    FrameItem items[ROWS];
    for (guint i = 0; i < ROWS; i++)
        items[i] = (FrameItem){cells[i % 2], i < 10 ? "上半年" : "下半年"};
    Frame frame = listed(FRAME_TABLE, items, ROWS, parts, 3);
    g_auto(Filled) filled = fill_box(&frame, BOX, table_fill);

    assert_filled(&filled);
    assert_inside(filled.marks, BOX);
    assert_nested(filled.marks);
    guint groups = 0;
    double right = 0;
    for (guint i = 0; i < marks_count_lines(filled.marks); i++) {
        const MarkLine *line = marks_line_at(filled.marks, i);
        groups += g_str_has_suffix(line->text, "半年");
        if (!g_str_has_suffix(line->text, ".00"))
            continue;
        const double end = line->x + line->set * line->size;
        right = right > 0 ? right : end;
        g_assert_cmpfloat_with_epsilon(end, right, 0.5);
    }
    g_assert_cmpuint(groups, ==, 2);
    frame.style.smallest = 40;
    g_auto(Filled) small = fill_box(&frame, (Box){0, 0, 900, 400}, table_fill);
    assert_refused(&small, "2[0-9] rows too many are in frame 'list'");
}

static void test_cards(void)
{
    static const char *const cells[] = {"11月22日", "手机课",
                                        "社区二楼，请带老花镜和充电器，一起学怎样在手机上挂号"};
    static const FramePart parts[] = {{.bold = TRUE, .scale = 1.5}, {.bold = TRUE}, {.markdown = TRUE}};
    FrameItem items[7];
    for (guint i = 0; i < 7; i++)
        items[i] = (FrameItem){cells, NULL};
    Frame frame = listed(FRAME_CARDS, items, 7, parts, 3);
    frame.columns = 2;
    g_auto(Filled) filled = fill_box(&frame, BOX, cards_fill);

    assert_filled(&filled);
    assert_inside(filled.marks, BOX);
    assert_nested(filled.marks);
    g_assert_cmpuint(columns_of(filled.marks), ==, 2);
    guint cards = 0;
    for (guint i = 0; i < marks_count_lines(filled.marks); i++)
        cards += strcmp(marks_line_at(filled.marks, i)->text, "手机课") == 0;
    g_assert_cmpuint(cards, ==, 7);
    frame.style.smallest = 40;
    g_auto(Filled) small = fill_box(&frame, BOX, cards_fill);
    assert_refused(&small, "cards? too many (is|are) in frame 'list'|cards of frame 'list' are too wide");
}

static void test_qr(void)
{
    g_autofree char *much = g_strnfill(4000, 'a');
    Frame frame = {.id = "qr", .kind = FRAME_QR, .style = STYLE, .text = "https://www.example.cn/a"};
    g_auto(Filled) filled = fill_box(&frame, (Box){0, 0, 100, 140}, qr_fill);

    assert_filled(&filled);
    const Mark *mark = marks_at(filled.marks, 1);
    g_assert_cmpint(mark->kind, ==, MARK_QR);
    g_assert_cmpfloat(mark->qr.side, ==, 100);
    g_assert_cmpfloat(mark->qr.y, ==, 20);
    g_auto(Filled) small = fill_box(&frame, (Box){0, 0, 30, 30}, qr_fill);
    assert_refused(&small,
                   "frame 'qr' is too small to be read: 10\\.6 mm wide, and it needs 1[0-9]\\.[05] mm");
    frame.text = much;
    g_auto(Filled) large = fill_box(&frame, (Box){0, 0, 1000, 1000}, qr_fill);
    assert_refused(&large, "too long for a QR code");
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
    static const char *const sans[] = {"Noto Sans CJK SC", NULL};
    static const FontRole roles[] = {{"sans", sans}};
    g_autoptr(Diagnostics) diagnostics = diagnostics_new();

    g_test_init(&argc, &argv, NULL);
    dice = g_rand_new_with_seed(SEED);
    fonts = fonts_new(roles, 1, PLACE_NONE, diagnostics);
    g_assert_nonnull(fonts);
    g_test_add_func("/typeset/flow/nothing-lost", test_nothing_lost);
    g_test_add_func("/typeset/flow/largest", test_largest);
    g_test_add_func("/typeset/flow/balanced", test_balanced);
    g_test_add_func("/typeset/flow/grid", test_grid);
    g_test_add_func("/typeset/flow/kept-together", test_kept_together);
    g_test_add_func("/typeset/flow/too-long", test_too_long);
    g_test_add_func("/typeset/flow/excess", test_excess);
    g_test_add_func("/typeset/flow/parts", test_parts);
    g_test_add_func("/typeset/flow/places", test_places);
    g_test_add_func("/typeset/flow/long-table", test_long_table);
    g_test_add_func("/typeset/flow/headline", test_headline);
    g_test_add_func("/typeset/flow/headline-refused", test_headline_refused);
    g_test_add_func("/typeset/flow/vertical", test_vertical);
    g_test_add_func("/typeset/flow/roster", test_roster);
    g_test_add_func("/typeset/flow/roster-spread", test_roster_spread);
    g_test_add_func("/typeset/flow/table", test_table);
    g_test_add_func("/typeset/flow/cards", test_cards);
    g_test_add_func("/typeset/flow/qr", test_qr);
    g_test_add_func("/typeset/flow/missing", test_missing);
    g_test_add_func("/typeset/flow/broken-picture", test_broken_picture);
    g_test_add_func("/typeset/flow/same", test_same);
    g_test_add_func("/typeset/flow/deep", test_deep);
    const int result = g_test_run();
    fonts_free(fonts);
    g_rand_free(dice);
    return result;
}
