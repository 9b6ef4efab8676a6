/* SPDX-License-Identifier: MIT */
/* Charts and photos of books: every number is there, and everything is on the page. */
#include "picture/chart.h"
#include "test-typeset-book.h"
#include "text/number.h"

#include <gdk-pixbuf/gdk-pixbuf.h>
#include <glib/gstdio.h>
#include <math.h>

enum { ROWS = 40, SERIES = 4 };

typedef struct {
    Chart chart;
    ChartRow rows[ROWS];
    double values[ROWS][SERIES];
    char *names[ROWS];
} Drawn;

static const char *const SERIES_NAMES[] = {"已兑现", "进行中", "未兑现", "已撤回"};

static void drawn_init(Drawn *drawn, ChartKind kind, guint rows, guint series)
{
    *drawn = (Drawn){.chart = {.kind = kind,
                               .title = "承诺",
                               .unit = "件",
                               .total = "合计",
                               .series = series > 1 ? SERIES_NAMES : NULL,
                               .n_series = series,
                               .rows = drawn->rows,
                               .n_rows = rows}};
    for (guint i = 0; i < rows; i++) {
        drawn->names[i] = i == 3 ? g_strdup("退休人员与暂未就业人员以及新近迁入的居民（合计，含随迁老人）")
                                 : g_strdup_printf("第%u项", i + 1);
        drawn->rows[i] = (ChartRow){drawn->names[i], NULL, drawn->values[i]};
        for (guint j = 0; j < series; j++)
            drawn->values[i][j] = 11 + i * 7 + j * 101;
    }
}

static void drawn_clear(Drawn *drawn)
{
    for (guint i = 0; i < ROWS; i++)
        g_free(drawn->names[i]);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Drawn, drawn_clear)

static Laid lay_chart(const Drawn *drawn)
{
    const BookPiece piece = {
        .kind = BOOK_CHART, .chart = &drawn->chart, .note = "截至年底。", .place = {.file = "a.md"}};

    return lay(&piece, 1);
}

static void assert_inked(const Laid *laid)
{
    for (guint i = 0; i < pages_count(laid); i++) {
        const Marks *marks = page_of(laid, i)->marks;
        const Box box = text_box(i);
        for (guint j = 0; j < marks_count(marks); j++) {
            const Mark *mark = marks_at(marks, j);
            const double side = mark->kind == MARK_AREA ? mark->area.radius : 0;
            if (mark->kind == MARK_AREA)
                assert_inside_box(mark->area.x - side, mark->area.y - side,
                                  mark->area.x + MAX(mark->area.width, side),
                                  mark->area.y + MAX(mark->area.height, side),
                                  (Box){box.x - 2.5, box.y - 2.5, box.width + 5, box.height + 5});
            for (guint k = 0; mark->kind == MARK_STROKE && k < mark->stroke.n_points; k++)
                assert_inside_box(mark->stroke.points[k].x, mark->stroke.points[k].y,
                                  mark->stroke.points[k].x, mark->stroke.points[k].y, box);
        }
    }
}

/* A line of the chart that is this number, and nothing else. */
static gboolean has_number(const Laid *laid, double value)
{
    char text[NUMBER_SIZE];

    chart_number(text, value);
    for (guint i = 0; i < pages_count(laid); i++) {
        const Marks *marks = page_of(laid, i)->marks;
        for (guint j = 0; j < marks_count_lines(marks); j++) {
            const MarkLine *line = marks_line_at(marks, j);
            if (is_of(line, "chart") && g_str_has_prefix(line->text, text) &&
                !g_ascii_isdigit(line->text[strlen(text)]))
                return TRUE;
        }
    }
    return FALSE;
}

static void assert_shown(const Drawn *drawn, const Laid *laid, gboolean numbers)
{
    g_autofree char *all = frame_text(laid, NULL), *said = laid_messages(laid);

    g_assert_cmpstr(said, ==, "");
    assert_sound(laid);
    assert_inked(laid);
    g_assert_nonnull(strstr(all, "承诺（件）"));
    g_assert_nonnull(strstr(all, "截至年底。"));
    for (guint j = 0; drawn->chart.series && j < drawn->chart.n_series; j++)
        g_assert_nonnull(strstr(all, SERIES_NAMES[j]));
    for (guint i = 0; i < drawn->chart.n_rows && numbers; i++) {
        if (drawn->chart.n_rows > 3 && i == 3)
            g_assert_nonnull(strstr(all, "退休人员"));
        for (guint j = 0; j < drawn->chart.n_series; j++)
            if (!isnan(drawn->values[i][j]) && !has_number(laid, drawn->values[i][j]))
                g_error("no %g in:\n%s", drawn->values[i][j], all);
    }
}

static void test_bars(void)
{
    static const guint counts[] = {1, 2, 7, 17, 40};

    for (guint i = 0; i < G_N_ELEMENTS(counts); i++) {
        g_auto(Drawn) drawn;
        drawn_init(&drawn, CHART_BAR, counts[i], 1);
        drawn.values[0][0] = 0;
        if (counts[i] > 2) {
            drawn.values[1][0] = -23.5;
            drawn.values[2][0] = 1e9;
            drawn.values[4][0] = 0.004;
        }
        g_auto(Laid) laid = lay_chart(&drawn);
        assert_shown(&drawn, &laid, TRUE);
    }
}

static void test_stacked(void)
{
    static const guint counts[] = {1, 4, 40};
    static const double scales[] = {1, 0.001};

    for (guint i = 0; i < G_N_ELEMENTS(counts) * 2; i++) {
        g_auto(Drawn) drawn;
        drawn_init(&drawn, CHART_STACKED, counts[i / 2], SERIES);
        for (guint row = 0; row < drawn.chart.n_rows; row++)
            drawn.values[row][3] = drawn.values[row][3] * scales[i % 2];
        drawn.values[0][2] = 0.5;
        g_auto(Laid) laid = lay_chart(&drawn);
        assert_shown(&drawn, &laid, TRUE);
        g_assert_true(has_number(&laid, chart_sum(drawn.values[0], SERIES)));
        guint patterns = 0;
        for (guint j = 0; j < marks_count(page_of(&laid, 0)->marks); j++)
            if (marks_at(page_of(&laid, 0)->marks, j)->kind == MARK_AREA)
                patterns |= 1u << marks_at(page_of(&laid, 0)->marks, j)->area.pattern;
        g_assert_cmpuint(patterns, ==, 0xF);
    }
}

static void test_lines(void)
{
    static const guint counts[] = {1, 2, 12, 40};

    for (guint i = 0; i < G_N_ELEMENTS(counts) * SERIES; i++) {
        const guint rows = counts[i / SERIES], series = i % SERIES + 1;
        g_auto(Drawn) drawn;
        drawn_init(&drawn, CHART_LINE, rows, series);
        if (rows > 2)
            drawn.values[1][0] = NAN;
        g_auto(Laid) laid = lay_chart(&drawn);
        assert_shown(&drawn, &laid, rows <= 12 && series <= 2);
        g_assert_true(has_number(&laid, drawn.values[rows - 1][0]));
    }
}

static void test_empty_line(void)
{
    g_auto(Drawn) drawn;
    drawn_init(&drawn, CHART_LINE, 3, 2);
    for (guint i = 0; i < 3; i++)
        drawn.values[i][0] = drawn.values[i][1] = NAN;
    drawn.rows[1].name = NULL;
    g_auto(Laid) laid = lay_chart(&drawn);
    assert_shown(&drawn, &laid, TRUE);
}

static void test_donut(void)
{
    static const guint counts[] = {1, 6, 7, 40};

    for (guint i = 0; i < G_N_ELEMENTS(counts); i++) {
        g_auto(Drawn) drawn;
        drawn_init(&drawn, CHART_DONUT, counts[i], 1);
        drawn.chart.total = "总共";
        g_auto(Laid) laid = lay_chart(&drawn);
        assert_shown(&drawn, &laid, TRUE);
        g_autofree char *all = frame_text(&laid, "chart");
        g_assert_nonnull(strchr(all, '%'));
        g_assert_nonnull(strstr(all, "总共"));
    }
    g_auto(Drawn) nothing;
    drawn_init(&nothing, CHART_DONUT, 3, 1);
    for (guint i = 0; i < 3; i++)
        nothing.values[i][0] = 0;
    g_auto(Laid) laid = lay_chart(&nothing);
    assert_shown(&nothing, &laid, TRUE);
}

/* Photos */

static char *folder;

static char *photo_new(const char *name, int width, int height)
{
    g_autoptr(GdkPixbuf) picture = gdk_pixbuf_new(GDK_COLORSPACE_RGB, FALSE, 8, width, height);
    char *path = g_build_filename(folder, name, NULL);

    gdk_pixbuf_fill(picture, 0x336699FF);
    g_assert_true(gdk_pixbuf_save(picture, path, "jpeg", NULL, NULL));
    return path;
}

typedef struct {
    guint rows, photos;
    double widest;
} Seen;

/* Rows are of one height, and no picture stands out of the page. */
static Seen photos_see(const Laid *laid)
{
    Seen seen = {0};

    assert_sound(laid);
    for (guint i = 0; i < pages_count(laid); i++) {
        const Marks *marks = page_of(laid, i)->marks;
        double y = -1, height = 0;
        for (guint j = 0; j < marks_count(marks); j++) {
            const Mark *mark = marks_at(marks, j);
            if (mark->kind != MARK_IMAGE)
                continue;
            assert_inside_box(mark->image.x, mark->image.y, mark->image.x + mark->image.width,
                              mark->image.y + mark->image.height, text_box(i));
            if (fabs(mark->image.y - y) < 0.01)
                g_assert_cmpfloat(fabs(mark->image.height - height), <, 0.01);
            else
                seen.rows++;
            y = mark->image.y;
            height = mark->image.height;
            seen.widest = MAX(seen.widest, mark->image.width);
            seen.photos++;
        }
    }
    return seen;
}

static void test_photos(void)
{
    enum { MOST = 400 };
    g_autofree char *wide = photo_new("wide.jpg", 400, 300), *high = photo_new("high.jpg", 300, 400);
    g_autofree char *strip = photo_new("strip.jpg", 2000, 20), *thread = photo_new("thread.jpg", 20, 2000);
    const char *const files[] = {wide, high, wide, strip, wide, thread, "/nowhere/none.jpg"};
    static const guint counts[] = {1, 2, 3, 4, 5, 7, 23, MOST};
    g_autofree BookPhoto *photos = g_new0(BookPhoto, MOST);

    for (guint i = 0; i < MOST; i++)
        photos[i] = (BookPhoto){files[i % G_N_ELEMENTS(files)],
                                i % 3 ? "志愿者清扫楼道，逐户宣传用电安全" : NULL, 0.5, 0.5};
    for (guint i = 0; i < G_N_ELEMENTS(counts); i++)
        for (guint columns = 0; columns <= 4; columns += 2) {
            const BookPiece piece = {.kind = BOOK_PICTURES,
                                     .photos = photos,
                                     .n_photos = counts[i],
                                     .columns = columns,
                                     .place = {.file = "a.md"}};
            g_auto(Laid) laid = lay(&piece, 1);
            const Seen seen = photos_see(&laid);
            g_assert_cmpuint(seen.photos, ==, counts[i]);
            if (columns > 0)
                g_assert_cmpuint(seen.rows, ==, (counts[i] + columns - 1) / columns);
        }
}

/* As high as asked for; a caption as long as a page leaves the picture what there is. */
static void test_photo_height(void)
{
    g_autofree char *wide = photo_new("wide.jpg", 400, 300);
    g_autoptr(GString) words = g_string_new(NULL);
    for (guint i = 0; i < 120; i++)
        g_string_append(words, "合影里从左到右依次是参加活动的每一位居民，");
    const BookPhoto photo = {wide, "合影", 0.5, 0.5}, told = {wide, words->str, 0.5, 0.5};
    const BookPiece piece = {.kind = BOOK_PICTURES, .photos = &photo, .n_photos = 1, .height = 30};
    const BookPiece long_piece = {.kind = BOOK_PICTURES, .photos = &told, .n_photos = 1};
    g_auto(Laid) laid = lay(&piece, 1), long_laid = lay(&long_piece, 1);
    const Seen seen = photos_see(&laid);

    g_assert_cmpfloat(fabs(seen.widest - 40 * POINTS_PER_MM), <, 0.1);
    g_assert_cmpuint(photos_see(&long_laid).photos, ==, 1);
}

/* Wherever on the page they come: the last line before them is there as well. */
static void test_photo_follows(void)
{
    g_autofree char *wide = photo_new("wide.jpg", 400, 300);
    const BookPhoto photo = {wide, "合影", 0.5, 0.5};

    for (guint lines = 1; lines < 60; lines++) {
        g_autoptr(GString) before = g_string_new(NULL);
        for (guint i = 0; i + 1 < lines; i++)
            g_string_append(before, "一行。\n\n");
        g_string_append(before, "最后一行。");
        const BookPiece pieces[] = {text(before->str),
                                    {.kind = BOOK_PICTURES, .photos = &photo, .n_photos = 1, .height = 40}};
        g_auto(Laid) laid = lay(pieces, G_N_ELEMENTS(pieces));
        const Marks *marks = page_of(&laid, page_find(&laid, "text", "最后一行"))->marks;
        guint images = 0;
        for (guint i = 0; i < marks_count(marks); i++)
            images += marks_at(marks, i)->kind == MARK_IMAGE;
        g_assert_cmpuint(images, ==, 1);
    }
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    fonts_begin();
    folder = g_dir_make_tmp("broadside-book-XXXXXX", NULL);
    g_test_add_func("/typeset/book-chart/bars", test_bars);
    g_test_add_func("/typeset/book-chart/stacked", test_stacked);
    g_test_add_func("/typeset/book-chart/lines", test_lines);
    g_test_add_func("/typeset/book-chart/empty-line", test_empty_line);
    g_test_add_func("/typeset/book-chart/donut", test_donut);
    g_test_add_func("/typeset/book-photos/rows", test_photos);
    g_test_add_func("/typeset/book-photos/height", test_photo_height);
    g_test_add_func("/typeset/book-photos/follows", test_photo_follows);
    const int status = g_test_run();
    g_autoptr(GDir) files = g_dir_open(folder, 0, NULL);
    for (const char *name; (name = g_dir_read_name(files));) {
        g_autofree char *path = g_build_filename(folder, name, NULL);
        g_unlink(path);
    }
    g_rmdir(folder);
    g_free(folder);
    fonts_free(fonts);
    return status;
}
