/* SPDX-License-Identifier: MIT */
/* Headlines, codes, pictures, names, tables and cards in their frames. */
#include "picture/qr.h"
#include "test-typeset-frame.h"
#include "typeset/draw-marks.h"

#include <glib/gstdio.h>

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

/* A column with a large share leaves the others theirs. */
static void test_table_shares(void)
{
    static const char *const cells[] = {"办好老年食堂", "已兑现"};
    static const FramePart parts[] = {{.title = "承诺", .share = 3}, {.title = "进度", .align = ALIGN_END}};
    const FrameItem item = {cells, NULL};
    const Frame frame = listed(FRAME_TABLE, &item, 1, parts, 2);
    g_auto(Filled) filled = fill_box(&frame, BOX, table_fill);

    assert_filled(&filled);
    assert_inside(filled.marks, BOX);
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
    assert_refused(&small, "cards? too many (is|are) in frame 'list'|a card, or the heading of a group, is "
                           "too wide in frame 'list'");
}

static guint rectangles_of(const Marks *marks)
{
    guint count = 0;

    for (guint i = 0; i < marks_count(marks); i++)
        count += marks_at(marks, i)->kind == MARK_RECTANGLE;
    return count;
}

/* The rules beside a caption are enough above the cards that follow it. */
static void test_card_groups(void)
{
    static const char *const cells[] = {"手机课"};
    static const FramePart parts[] = {{.bold = TRUE}};
    const FrameItem items[] = {{cells, "市级"}, {cells, "市级"}, {cells, "市级"}, {cells, "区级"}};
    Frame frame = listed(FRAME_CARDS, items, 4, parts, 1);
    frame.columns = 2;
    g_auto(Filled) filled = fill_box(&frame, BOX, cards_fill);

    assert_filled(&filled);
    g_assert_cmpuint(rectangles_of(filled.marks), ==, 2 * 2 + 1);
}

/* The heading of a group stands on one line: the letters are as small as it takes, or it is a mistake. */
static void test_wide_captions(void)
{
    static const char *const cells[] = {"何桂芳"};
    static const FramePart parts[] = {{.bold = TRUE}};
    g_autofree char *wide = g_strnfill(60, 'W'), *wider = g_strnfill(600, 'W');
    FrameItem item = {cells, wide};
    const Frame names = listed(FRAME_ROSTER, &item, 1, parts, 1),
                cards = listed(FRAME_CARDS, &item, 1, parts, 1);
    g_auto(Filled) roster = fill_box(&names, BOX, roster_fill), wall = fill_box(&cards, BOX, cards_fill);

    assert_filled(&roster);
    assert_inside(roster.marks, BOX);
    assert_filled(&wall);
    assert_inside(wall.marks, BOX);
    item.group = wider;
    g_auto(Filled) no_roster = fill_box(&names, BOX, roster_fill),
                   no_wall = fill_box(&cards, BOX, cards_fill);
    assert_refused(&no_roster, "a name, or the heading of a group, is too wide in frame 'list'");
    assert_refused(&no_wall, "a card, or the heading of a group, is too wide in frame 'list'");
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
                   "frame 'qr' is too small to be read: 10\\.6 mm wide, and it needs 1[0-9]\\.[0-9] mm");
    frame.text = much;
    g_auto(Filled) large = fill_box(&frame, (Box){0, 0, 1000, 1000}, qr_fill);
    assert_refused(&large, "too long for a QR code");
}

/* A picture of 200 × 100 in a folder of its own. */
static char *picture_write(const char *folder)
{
    static const char svg[] = "<svg xmlns='http://www.w3.org/2000/svg' width='200' height='100'/>";
    char *file = g_build_filename(folder, "a.svg", NULL);

    g_assert_true(g_file_set_contents(file, svg, -1, NULL));
    return file;
}

static const Mark *picture_of(const Marks *marks)
{
    for (guint i = 0; i < marks_count(marks); i++)
        if (marks_at(marks, i)->kind == MARK_IMAGE)
            return marks_at(marks, i);
    g_error("there is no picture");
}

/* Pictures on cards do not shrink with the letters: the message says what makes them smaller. */
static void test_card_pictures(void)
{
    g_autofree char *folder = g_dir_make_tmp("cards-XXXXXX", NULL);
    g_autofree char *file = picture_write(folder);
    const char *cells[] = {file, "红烧肉"};
    FramePart parts[] = {{.image = TRUE}, {.bold = TRUE}};
    const FrameItem items[] = {{cells, NULL}, {cells, NULL}};
    const Frame frame = listed(FRAME_CARDS, items, 2, parts, 2);
    const Box low = {0, 0, 500, 150};
    g_auto(Filled) large = fill_box(&frame, low, cards_fill);

    assert_refused(&large, "'share = 0.4' of their part");
    parts[0].share = 0.4;
    g_auto(Filled) small = fill_box(&frame, low, cards_fill);
    assert_filled(&small);
    g_assert_cmpfloat(picture_of(small.marks)->image.width, <, 110);
    g_assert_cmpint(g_unlink(file), ==, 0);
    g_assert_cmpint(g_rmdir(folder), ==, 0);
}

/* A photo at the edges of the paper goes on beyond those that it reaches. */
static void test_bleed(const Frame *photo)
{
    const double bleed = 3 * 72 / 25.4, width = PAPER.width * 72 / 25.4;
    const Box at_edge = {0.1, -1, width - 0.2, 200}, beyond = {50, -20, 200, 200};
    g_auto(Filled) filled = fill_box(photo, at_edge, image_fill);
    const Mark *mark = picture_of(filled.marks);

    g_assert_cmpfloat_with_epsilon(mark->image.x, -bleed, 1e-6);
    g_assert_cmpfloat_with_epsilon(mark->image.y, -bleed, 1e-6);
    g_assert_cmpfloat_with_epsilon(mark->image.width, width + 2 * bleed, 1e-6);
    g_assert_cmpfloat_with_epsilon(mark->image.height, 199 + bleed, 1e-6);

    g_auto(Filled) drawn = fill_box(photo, beyond, image_fill);
    g_assert_cmpfloat(picture_of(drawn.marks)->image.x, ==, 50);
    g_assert_cmpfloat(picture_of(drawn.marks)->image.y, ==, -20);
}

static void test_pictures(void)
{
    g_autofree char *folder = g_dir_make_tmp("typeset-XXXXXX", NULL);
    g_autofree char *file = picture_write(folder);
    const FramePicture known[] = {{"a.svg", file}, {"b.svg", NULL}};
    Frame frame = markdown("![甲](a.svg \"图一\")\n\n正文。\n\n![乙](b.svg)\n", 1);
    frame.pictures = known;
    frame.n_pictures = 2;
    g_auto(Filled) filled = fill_box(&frame, BOX, markdown_fill);

    assert_filled(&filled);
    assert_inside(filled.marks, BOX);
    const Mark *mark = picture_of(filled.marks);
    g_assert_cmpstr(mark->image.alt, ==, "甲");
    g_assert_cmpfloat_with_epsilon(mark->image.width, 2 * mark->image.height, 0.01);
    g_assert_cmpfloat(mark->image.height, <=, 0.4 * BOX.height + 0.01);
    g_autofree char *got = lines_text(filled.marks);
    g_assert_cmpstr(got, ==, "图一正文。乙");

    const Frame photo = {
        .id = "photo", .kind = FRAME_IMAGE, .style = STYLE, .file = file, .fit = FIT_COVER, .focus_y = 0.3};
    g_auto(Filled) shown = fill_box(&photo, BOX, image_fill);
    assert_filled(&shown);
    g_assert_cmpfloat(picture_of(shown.marks)->image.height, ==, BOX.height);
    g_assert_cmpfloat(picture_of(shown.marks)->image.focus_y, ==, 0.3);
    test_bleed(&photo);
    g_assert_cmpint(g_remove(file), ==, 0);
    g_assert_cmpint(g_remove(folder), ==, 0);
    g_auto(Filled) gone = fill_box(&photo, BOX, image_fill);
    assert_refused(&gone, "picture 'a\\.svg' in frame 'photo' cannot be read");
}

/* A whole sheet, filled by its artwork. */
static char *sheet_messages(const Frame *frames, guint n_frames, guint *lines)
{
    static const char svg[] =
        "<svg xmlns='http://www.w3.org/2000/svg' width='210mm' height='297mm' viewBox='0 0 210 297'>"
        "<rect id='frame-title' x='10' y='10' width='190' height='40'/>"
        "<rect id='frame-body' x='10' y='60' width='190' height='220'/></svg>";
    const Sheet sheet = {.name = "test",
                         .artwork = svg,
                         .artwork_length = strlen(svg),
                         .artwork_file = "artwork.svg",
                         .paper = {420, 594},
                         .frames = frames,
                         .n_frames = n_frames,
                         .place = {.file = "a.md"},
                         .title = "甲",
                         .language = "zh-Hans"};
    Filled filled = {marks_new(), diagnostics_new(), g_array_new(FALSE, FALSE, sizeof(MissingCharacter)),
                     FALSE};
    g_autoptr(Artwork) artwork = artwork_new(&sheet, FALSE, filled.diagnostics);

    g_assert_nonnull(artwork);
    filled.filled = sheet_fill(&sheet, artwork, fonts, filled.marks, filled.diagnostics);
    char *text = messages(&filled);
    g_assert_cmpint(filled.filled, ==, *text == '\0');
    *lines = marks_count_lines(filled.marks);
    if (*lines > 0) /* twice as large as the artwork: 30 points are 60 */
        g_assert_cmpfloat_with_epsilon(body_size(filled.marks), 60, 0.1);
    filled_clear(&filled);
    return text;
}

static void test_sheet(void)
{
    Frame frames[] = {markdown("正文。", 1), headline("标题", 1), headline("", 1)};
    guint lines;
    frames[1].style.largest = 30;
    frames[2].id = "body";
    g_autofree char *none = sheet_messages(frames, 3, &lines);
    g_assert_cmpstr(none, ==, "");
    g_assert_cmpuint(lines, ==, 2);

    frames[0].text = "我吃\U0001F35Ao";
    g_autofree char *missing = sheet_messages(frames, 1, &lines);
    g_assert_nonnull(strstr(
        missing, "a.md: error: '\U0001F35A' (U+1F35A) in frame 'body' is in none of the fonts of 'sans'"));

    frames[0].id = "bodi";
    g_autofree char *unknown = sheet_messages(frames, 1, &lines);
    g_assert_nonnull(strstr(unknown, "artwork.svg: error: "));
    g_assert_nonnull(strstr(unknown, "'frame-bodi'"));
    g_assert_nonnull(strstr(unknown, "did you mean 'body'?"));
}

/* What is drawn is the code that was measured: an address in percent-encoded Chinese has one with fewer
 * modules than its bytes would take. */
static void test_qr_drawn(void)
{
    g_autoptr(GString) address = g_string_new("https://www.example.cn/notices/2025/");
    guint side;
    for (guint i = 0; i < 40; i++)
        g_string_append(address, "%E6%B0%B4");
    g_autofree gboolean *modules = qr_modules(address->str, address->len, &side);
    g_autoptr(Marks) marks = marks_new();
    const Canvas canvas = {.kind = CANVAS_PIXELS};
    const Mark mark = {.kind = MARK_QR, .qr = {address->str, 0, 0, side * 4.0}};
    marks_add(marks, &mark);
    cairo_surface_t *surface = cairo_image_surface_create(CAIRO_FORMAT_RGB24, (int)side * 4, (int)side * 4);
    cairo_t *cairo = cairo_create(surface);
    g_assert_true(marks_draw(marks, &canvas, cairo));
    cairo_surface_flush(surface);
    const guint8 *pixels = cairo_image_surface_get_data(surface);
    const guint stride = (guint)cairo_image_surface_get_stride(surface);
    for (guint i = 0; i < side * side; i++)
        g_assert_cmpuint(pixels[(i / side * 4 + 2) * stride + (i % side * 4 + 2) * 4], ==,
                         modules[i] ? 0 : 255);
    cairo_destroy(cairo);
    cairo_surface_destroy(surface);
}

/* A text in a script of which no font has anything does not become a message for each of its characters. */
static void test_missing_many(void)
{
    g_autoptr(GString) text = g_string_new(NULL);

    for (gunichar c = 0xE000; c < 0xE100; c++)
        g_string_append_unichar(text, c);
    const Frame frame = markdown(text->str, 1);
    g_auto(Filled) filled = fill_box(&frame, (Box){0, 0, 500, 500}, markdown_fill);
    g_assert_cmpuint(filled.missing->len, ==, 50);
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    fonts_begin();
    g_test_add_func("/typeset/frames/headline", test_headline);
    g_test_add_func("/typeset/frames/headline-refused", test_headline_refused);
    g_test_add_func("/typeset/frames/vertical", test_vertical);
    g_test_add_func("/typeset/frames/roster", test_roster);
    g_test_add_func("/typeset/frames/roster-spread", test_roster_spread);
    g_test_add_func("/typeset/frames/table", test_table);
    g_test_add_func("/typeset/frames/table-shares", test_table_shares);
    g_test_add_func("/typeset/frames/card-pictures", test_card_pictures);
    g_test_add_func("/typeset/frames/cards", test_cards);
    g_test_add_func("/typeset/frames/card-groups", test_card_groups);
    g_test_add_func("/typeset/frames/wide-captions", test_wide_captions);
    g_test_add_func("/typeset/frames/qr", test_qr);
    g_test_add_func("/typeset/frames/qr-drawn", test_qr_drawn);
    g_test_add_func("/typeset/frames/missing-many", test_missing_many);
    g_test_add_func("/typeset/frames/pictures", test_pictures);
    g_test_add_func("/typeset/frames/sheet", test_sheet);
    const int result = g_test_run();
    fonts_free(fonts);
    return result;
}
