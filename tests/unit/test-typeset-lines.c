/* SPDX-License-Identifier: MIT */
/* Lines as they are put: glyphs, dots, strokes, links and what is said of them; and what a PDF keeps. */
#include "paragraph-set.h"
#include "typeset/draw.h"

#include <glib/gstdio.h>

#define EPSILON 1e-3

static Paragraph *paragraph_with(const char *text, const Span *spans, guint n_spans, gboolean vertical,
                                 double tracking)
{
    const Styled styled = {text, strlen(text), spans, n_spans};
    const ParagraphStyle style = {fonts, "serif", FALSE, vertical, tracking};

    return paragraph_new(&styled, &style, NULL);
}

/* Bytes of `part` in `text`. */
static Span span_of(const char *text, const char *part, guint style, const char *url)
{
    const gsize start = (gsize)(strstr(text, part) - text);

    return (Span){start, start + strlen(part), style, url};
}

/* The marks of a kind, in their order. */
static GPtrArray *marks_of(const Marks *marks, MarkKind kind)
{
    GPtrArray *found = g_ptr_array_new();

    for (guint i = 0; i < marks_count(marks); i++)
        if (marks_at(marks, i)->kind == kind)
            g_ptr_array_add(found, (gpointer)marks_at(marks, i));
    return found;
}

/* Where all glyphs are, from the left or the top, in sizes. */
static GArray *pens_of(const Marks *marks, gboolean vertical)
{
    g_autoptr(GPtrArray) runs = marks_of(marks, MARK_GLYPHS);
    GArray *pens = g_array_new(FALSE, FALSE, sizeof(double));

    for (guint i = 0; i < runs->len; i++) {
        const Mark *run = runs->pdata[i];
        for (guint j = 0; j < run->run.n_glyphs; j++) {
            const double pen = (vertical ? run->run.glyphs[j].y - 100 : run->run.glyphs[j].x) / 10;
            g_array_append_val(pens, pen);
        }
    }
    return pens;
}

static double pen_at(const GArray *pens, guint index)
{
    g_assert_cmpuint(index, <, pens->len);
    return g_array_index(pens, double, index);
}

/* Spread lines begin and end at the edges, with the same room everywhere; Latin words stay words. */
static void test_spread(void)
{
    Paragraph *names = paragraph_of("承诺人", FALSE, NULL), *mixed = paragraph_of("中ABC文", FALSE, NULL);
    Paragraph *one = paragraph_of("中", FALSE, NULL);
    g_autoptr(Marks) spread = paragraph_set(names, 7, ALIGN_SPREAD);
    g_autoptr(Marks) words = paragraph_set(mixed, 10, ALIGN_SPREAD);
    g_autoptr(Marks) single = paragraph_set(one, 7, ALIGN_SPREAD);
    g_autoptr(GArray) pens = pens_of(spread, FALSE);
    g_autoptr(GArray) letters = pens_of(words, FALSE);
    g_autoptr(GArray) alone = pens_of(single, FALSE);

    for (guint i = 0; i < 3; i++)
        g_assert_cmpfloat_with_epsilon(pen_at(pens, i), 3 * i, EPSILON);
    g_assert_cmpfloat_with_epsilon(marks_line_at(spread, 0)->set, 7, EPSILON);
    g_assert_cmpfloat_with_epsilon(pen_at(letters, 0), 0, EPSILON);
    g_assert_cmpfloat_with_epsilon(pen_at(letters, 4), 9, EPSILON);
    g_assert_cmpfloat(pen_at(letters, 3) - pen_at(letters, 1), <, 1.6);
    g_assert_cmpfloat(pen_at(letters, 1), >, 3);
    g_assert_cmpfloat_with_epsilon(pen_at(alone, 0), 3, EPSILON);
    paragraph_free(names);
    paragraph_free(mixed);
    paragraph_free(one);
}

static void test_align(void)
{
    static const struct {
        FrameAlign align;
        double begins;
    } ALIGNS[] = {{ALIGN_START, 0}, {ALIGN_CENTRE, 1.5}, {ALIGN_END, 3}, {ALIGN_JUSTIFY, 0}};
    Paragraph *paragraph = paragraph_of("停水", FALSE, NULL);

    for (guint i = 0; i < G_N_ELEMENTS(ALIGNS); i++) {
        g_autoptr(Marks) marks = paragraph_set(paragraph, 5, ALIGNS[i].align);
        g_autoptr(GArray) pens = pens_of(marks, FALSE);
        g_assert_cmpfloat_with_epsilon(pen_at(pens, 0), ALIGNS[i].begins, EPSILON);
        g_assert_cmpfloat_with_epsilon(marks_line_at(marks, 0)->x, ALIGNS[i].begins * 10, EPSILON);
    }
    paragraph_free(paragraph);
}

static void test_tracking(void)
{
    Paragraph *loose = paragraph_with("中文字", NULL, 0, FALSE, 0.1);
    g_autoptr(Marks) marks = paragraph_set(loose, 9, ALIGN_START);
    g_autoptr(GArray) pens = pens_of(marks, FALSE);

    g_assert_cmpfloat_with_epsilon(paragraph_width(loose), 3.2, EPSILON);
    g_assert_cmpfloat_with_epsilon(pen_at(pens, 2), 2.2, EPSILON);
    paragraph_free(loose);
}

/* Marks that Chinese and Latin share are as wide as their surroundings. */
static void test_quotes(void)
{
    static const struct {
        const char *text;
        const char *widths; /* of each character: w of a size, n narrower */
    } TEXTS[] = {{"他说“好”", "wwwww"},    {"I “don’t” go", "nnnnnnnnnnnn"}, {"读don’t字", "wnnnnnw"},
                 {"读“ABC”字", "wwnnnww"}, {"读A “B” C字", "wnnnnnnnw"},     {"等等……好", "wwwww"},
                 {"wait… no", "nnnnnnnn"}};

    for (guint i = 0; i < G_N_ELEMENTS(TEXTS); i++) {
        Paragraph *paragraph = paragraph_of(TEXTS[i].text, FALSE, NULL);
        g_assert_cmpuint(paragraph->items->len, ==, strlen(TEXTS[i].widths));
        for (guint j = 0; j < paragraph->items->len; j++)
            if (TEXTS[i].widths[j] == 'w')
                g_assert_cmpfloat_with_epsilon(item_at(paragraph, j)->advance, 1, EPSILON);
            else
                g_assert_cmpfloat(item_at(paragraph, j)->advance, <, 0.95);
        paragraph_free(paragraph);
    }
}

/* What is drawn in bold, and in how many runs. */
static char *bold_text(const Marks *marks, guint *count)
{
    g_autoptr(GPtrArray) runs = marks_of(marks, MARK_GLYPHS);
    GString *bold = g_string_new(NULL);

    *count = 0;
    for (guint i = 0; i < runs->len; i++) {
        const Mark *run = runs->pdata[i];
        if (run->run.face != fonts_first(fonts, "serif", TRUE))
            continue;
        g_string_append_len(bold, run->run.text, (gssize)run->run.length);
        ++*count;
    }
    return g_string_free(bold, FALSE);
}

/* Bold is from a real bold, in every line that it runs through. */
static void test_bold(void)
{
    static const char TEXT[] = "明天上午八点至十二点停水，请做好准备。";
    const Span span = span_of(TEXT, "八点至十二点停水", SPAN_BOLD, NULL);
    Paragraph *paragraph = paragraph_with(TEXT, &span, 1, FALSE, 0);
    g_autoptr(Marks) marks = paragraph_set(paragraph, 6, ALIGN_JUSTIFY);
    guint n_bold;
    g_autofree char *bold = bold_text(marks, &n_bold);

    g_assert_cmpstr(bold, ==, "八点至十二点停水");
    g_assert_cmpuint(n_bold, >, 1);
    paragraph_free(paragraph);
}

/* A dot below each Han, none below marks; letters are bold. Vertical: on the right. */
static void test_emphasis(void)
{
    static const char TEXT[] = "请务必，关A阀。";
    const Span span = span_of(TEXT, "务必，关A阀", SPAN_EMPHASIS, NULL);

    for (guint vertical = 0; vertical < 2; vertical++) {
        Paragraph *paragraph = paragraph_with(TEXT, &span, 1, vertical, 0);
        g_autoptr(Marks) marks = paragraph_set(paragraph, 20, ALIGN_START);
        g_autoptr(GPtrArray) dots = marks_of(marks, MARK_DOT);
        guint n_bold;
        g_autofree char *bold = bold_text(marks, &n_bold);
        g_assert_cmpstr(bold, ==, "A");
        g_assert_cmpuint(dots->len, ==, vertical ? 5 : 4); /* A stands upright in a square of its own */
        for (guint i = 0; i < 2; i++) {
            const Mark *dot = dots->pdata[i];
            g_assert_cmpuint(dot->colour, ==, 0xb02a18);
            g_assert_cmpfloat_with_epsilon(vertical ? dot->dot.y - 100 : dot->dot.x, 15 + 10 * i, 0.01);
            g_assert_cmpfloat(vertical ? dot->dot.x : dot->dot.y - 100, >, vertical ? 5 : 1.5);
        }
        paragraph_free(paragraph);
    }
}

/* One stroke over what is struck, in each line; through its middle. */
static void test_strokes(void)
{
    static const char TEXT[] = "原定八点开始现改为九点";
    const Span span = span_of(TEXT, "八点开始", SPAN_STRUCK, NULL);

    for (guint vertical = 0; vertical < 2; vertical++) {
        Paragraph *paragraph = paragraph_with(TEXT, &span, 1, vertical, 0);
        g_autoptr(Marks) wide = paragraph_set(paragraph, 20, ALIGN_START);
        g_autoptr(Marks) narrow = paragraph_set(paragraph, 4, ALIGN_START);
        g_autoptr(GPtrArray) one = marks_of(wide, MARK_RECTANGLE);
        g_autoptr(GPtrArray) two = marks_of(narrow, MARK_RECTANGLE);
        double first = 0, last = 0;
        for (guint i = 0; i < one->len; i++) {
            const Mark *mark = one->pdata[i];
            const double from = vertical ? mark->rectangle.y - 100 : mark->rectangle.x;
            first = i == 0 ? from : first;
            last = from + (vertical ? mark->rectangle.height : mark->rectangle.width);
            if (vertical)
                g_assert_cmpfloat_with_epsilon(mark->rectangle.x + mark->rectangle.width / 2, 0, 0.01);
            else
                g_assert_cmpfloat_with_epsilon(mark->rectangle.y - 100, -4, 1);
        }
        g_assert_cmpfloat_with_epsilon(first, 20, 0.01);
        g_assert_cmpfloat_with_epsilon(last, 60, 0.01);
        g_assert_cmpuint(two->len, ==, 4);
        paragraph_free(paragraph);
    }
}

/* A link goes with its words into every line, and its address cannot leave its attribute. */
static void test_links(void)
{
    static const char TEXT[] = "详细办法请看社区居民委员会的网站公告";
    static const char *const URLS[][2] = {
        {"https://a.cn/?b=c&d=e#f", "uri='https://a.cn/?b=c&d=e#f'"},
        {"https://a.cn/x' rect=[0 0 9 9] uri='b",
         "uri='https://a.cn/x%27%20rect=[0%200%209%209]%20uri=%27b'"},
        {"https://a.cn/\\'\")>>\n\x01", "uri='https://a.cn/%5C%27%22%29%3E%3E%0A%01'"},
        {"https://a.cn/(水)", "uri='https://a.cn/%28%E6%B0%B4%29'"}};

    for (guint i = 0; i < G_N_ELEMENTS(URLS); i++) {
        const Span span = span_of(TEXT, "社区居民委员会的网站", SPAN_LINK, URLS[i][0]);
        Paragraph *paragraph = paragraph_with(TEXT, &span, 1, FALSE, 0);
        g_autoptr(Marks) marks = paragraph_set(paragraph, 7, ALIGN_START);
        g_autoptr(GPtrArray) begins = marks_of(marks, MARK_BEGIN);
        g_autoptr(GPtrArray) ends = marks_of(marks, MARK_END);
        g_assert_cmpuint(begins->len, ==, 3);
        g_assert_cmpuint(ends->len, ==, 3);
        for (guint j = 0; j < begins->len; j++) {
            const Mark *mark = begins->pdata[j];
            g_assert_cmpstr(mark->begin.tag, ==, "Link");
            g_assert_cmpstr(mark->begin.attributes, ==, URLS[i][1]);
        }
        paragraph_free(paragraph);
    }
}

/* What tests of whole sheets read. */
static void test_notes(void)
{
    Paragraph *paragraph = paragraph_of("停水通知停水。", FALSE, NULL);
    g_autoptr(Marks) marks = paragraph_set(paragraph, 4.5, ALIGN_JUSTIFY);
    g_autoptr(GString) printed = g_string_new(NULL);

    marks_print(marks, printed);
    g_assert_cmpstr(printed->str, ==,
                    "body\t0\t0.00\t100.00\t10.00\t4.500\t4.000\t4.500\t0.167\tfj\t停水通知\n"
                    "body\t0\t0.00\t115.00\t10.00\t4.500\t2.500\t2.500\t0.000\tl\t停水。\n");
    paragraph_free(paragraph);
}

static char *output_of(const char **command)
{
    char *output;
    int status;

    g_assert_true(g_spawn_sync(NULL, (char **)command, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, &output, NULL,
                               &status, NULL));
    g_assert_cmpint(status, ==, 0);
    return output;
}

/* The text that pdftotext finds in a PDF of `marks`, and its addresses. */
static char *pdf_text(const Marks *marks, char **urls)
{
    static const char artwork_svg[] =
        "<svg xmlns='http://www.w3.org/2000/svg' width='210mm' height='297mm' viewBox='0 0 210 297'/>";
    const Sheet sheet = {.name = "try",
                         .artwork = artwork_svg,
                         .artwork_length = strlen(artwork_svg),
                         .artwork_file = "a.svg",
                         .paper = {210, 297},
                         .place = PLACE_FILE("a.md"),
                         .title = "甲",
                         .language = "zh-Hans"};
    const SheetOptions options = {0};
    g_autoptr(Diagnostics) diagnostics = diagnostics_new();
    g_autoptr(Artwork) artwork = artwork_new(&sheet, FALSE, diagnostics);
    const Drawing drawing = {&sheet, &options, artwork, marks, fonts};
    g_autoptr(GBytes) bytes = draw_pdf(&drawing, diagnostics);
    g_autofree char *path = NULL;
    const char *found[] = {"pdftotext", "-raw", NULL, "-", NULL};
    const char *linked[] = {"pdfinfo", "-url", NULL, NULL};
    char *text;

    g_assert_nonnull(bytes);
    g_close(g_file_open_tmp("broadside-lines-XXXXXX.pdf", &path, NULL), NULL);
    g_assert_true(
        g_file_set_contents(path, g_bytes_get_data(bytes, NULL), (gssize)g_bytes_get_size(bytes), NULL));
    found[2] = linked[2] = path;
    text = output_of(found);
    *urls = output_of(linked);
    g_unlink(path);
    return text;
}

static char *dense(const char *text)
{
    GString *into = g_string_new(NULL);

    for (const char *at = text; *at; at = g_utf8_next_char(at))
        if (!g_unichar_isspace(g_utf8_get_char(at)))
            g_string_append_unichar(into, g_utf8_get_char(at));
    return g_string_free(into, FALSE);
}

/* A reader copies what was written: mixed, stretched, squeezed, struck, linked, and from top to bottom. */
static void test_pdf(void)
{
    static const char TEXT[] = "2025年“Wi-Fi”（免费）上网：请用138****5678登记，affine 办公室。";

    for (guint vertical = 0; vertical < 2; vertical++) {
        const Span span = span_of(TEXT, "登记", SPAN_LINK, "https://a.cn/)/Evil(");
        Paragraph *paragraph = paragraph_with(TEXT, &span, 1, vertical, 0);
        g_autoptr(GArray) lines = paragraph_break(paragraph, vertical ? 60 : 9, 0, TRUE);
        g_autoptr(Marks) marks = lines_put(paragraph, lines, vertical ? 60 : 9, ALIGN_JUSTIFY);
        g_autofree char *urls = NULL, *text = pdf_text(marks, &urls);
        g_autofree char *found = dense(text), *wanted = dense(TEXT);
        g_assert_cmpstr(found, ==, wanted);
        g_assert_nonnull(strstr(urls, "https://a.cn/%29/Evil%28"));
        paragraph_free(paragraph);
    }
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    fonts = fonts_default();
    g_test_add_func("/typeset/lines/spread", test_spread);
    g_test_add_func("/typeset/lines/align", test_align);
    g_test_add_func("/typeset/lines/tracking", test_tracking);
    g_test_add_func("/typeset/lines/quotes", test_quotes);
    g_test_add_func("/typeset/lines/bold", test_bold);
    g_test_add_func("/typeset/lines/emphasis", test_emphasis);
    g_test_add_func("/typeset/lines/strokes", test_strokes);
    g_test_add_func("/typeset/lines/links", test_links);
    g_test_add_func("/typeset/lines/notes", test_notes);
    g_test_add_func("/typeset/lines/pdf", test_pdf);
    const int failed = g_test_run();
    fonts_free(fonts);
    return failed;
}
