/* SPDX-License-Identifier: MIT */
/*
 * Five hundred notices and the sample site, set on sheets of several shapes: every line is held to the rules
 * of Chinese (line-check.h), and every glyph to its frame. Not the picture is looked at but the list of what
 * stands where (marks.h).
 */
#include "build/plan-fill.h"
#include "corpus.h"
#include "line-check.h"
#include "print/plan.h"
#include "typeset/flow.h"
#include "typeset/paragraph.h"

#include <locale.h>
#include <math.h>
#include <string.h>

#define NOTICES 500
#define SHORTEST 20
#define LONGEST 3000

/* A sheet by its paper and the frame of its body, in millimetres; sizes in points. */
typedef struct {
    const char *name;
    Paper paper;
    Box body;
    double smallest, largest;
    guint columns;
} Layout;

static const Layout layouts[] = {
    {"A3", {297, 420}, {25, 80, 247, 310}, 10, 32, 0},
    {"A3-two", {297, 420}, {25, 80, 247, 310}, 10, 24, 2},
    {"A4", {210, 297}, {20, 60, 170, 215}, 9, 24, 1},
    {"narrow", {210, 297}, {75, 60, 60, 215}, 9, 12, 1},
};

typedef struct {
    Fonts *fonts;
    GString *lines;
    guint sheet; /* how many there were before */
    guint reported, outside, touching;
    double gap_most;
    LineFaults faults;
} Proof;

static char *artwork_make(const Layout *layout)
{
    return g_strdup_printf(
        "<svg xmlns='http://www.w3.org/2000/svg' width='%dmm' height='%dmm' viewBox='0 0 %d %d'>"
        "<rect id='frame-title' x='20' y='20' width='%d' height='30' visibility='hidden'/>"
        "<rect id='frame-body' x='%d' y='%d' width='%d' height='%d' visibility='hidden'/></svg>",
        (int)layout->paper.width, (int)layout->paper.height, (int)layout->paper.width,
        (int)layout->paper.height, (int)layout->paper.width - 40, (int)layout->body.x, (int)layout->body.y,
        (int)layout->body.width, (int)layout->body.height);
}

/* The ink of a glyph, in points. */
typedef struct {
    double left, top, right, bottom, size;
} Ink;

static gboolean ink_find(const Mark *mark, const MarkGlyph *glyph, Ink *ink)
{
    const double scale = mark->run.size / EM_UNITS;
    hb_glyph_extents_t extents;

    if (!hb_font_get_glyph_extents(mark->run.face->font, glyph->glyph, &extents) || extents.width == 0)
        return FALSE;
    *ink = (Ink){glyph->x + extents.x_bearing * scale, glyph->y - extents.y_bearing * scale,
                 glyph->x + (extents.x_bearing + extents.width) * scale,
                 glyph->y - (extents.y_bearing + extents.height) * scale, mark->run.size};
    return TRUE;
}

/* Lines are placed by the box that ideographs are drawn in: commas and Latin letters reach below it a little.
 */
static gboolean ink_within(const Ink *ink, const Box *box)
{
    const double across = 0.1 * ink->size, down = 0.15 * ink->size;

    return ink->left >= box->x - across && ink->right <= box->x + box->width + across &&
           ink->top >= box->y - down && ink->bottom <= box->y + box->height + down;
}

/* Glyphs that stand upright: turned ones are of vertical lines. */
static GArray *inks_find(const Marks *marks)
{
    GArray *inks = g_array_new(FALSE, FALSE, sizeof(Ink));
    Ink ink;

    for (guint i = 0; i < marks_count(marks); i++) {
        const Mark *mark = marks_at(marks, i);
        for (guint j = 0; mark->kind == MARK_GLYPHS && !mark->run.turned && j < mark->run.n_glyphs; j++)
            if (ink_find(mark, &mark->run.glyphs[j], &ink))
                g_array_append_val(inks, ink);
    }
    return inks;
}

static int ink_compare(const Ink *a, const Ink *b)
{
    return a->left < b->left ? -1 : a->left > b->left;
}

static gboolean inks_touch(const Ink *a, const Ink *b)
{
    const double width = MIN(a->right, b->right) - MAX(a->left, b->left);
    const double height = MIN(a->bottom, b->bottom) - MAX(a->top, b->top);
    const double narrow = MIN(a->right - a->left, b->right - b->left);
    const double low = MIN(a->bottom - a->top, b->bottom - b->top);

    /* Neighbours in a line may reach below each other a little: "AV", "fi". */
    return width > 0.25 * narrow && height > 0.25 * low;
}

/* Glyphs that are not within any frame, and pairs that lie on each other. */
static void inks_check(Proof *proof, const Artwork *artwork, const Marks *marks)
{
    g_autoptr(GArray) inks = inks_find(marks);
    double widest = 0;

    g_array_sort(inks, (GCompareFunc)ink_compare);
    for (guint i = 0; i < inks->len; i++) {
        const Ink *ink = &g_array_index(inks, Ink, i);
        gboolean within = FALSE;
        Box box;
        for (const char *const *id = artwork_frames(artwork); *id && !within; id++)
            within = artwork_frame(artwork, *id, &box) && ink_within(ink, &box);
        if (!within && proof->outside++ < 20)
            g_test_message("sheet %u: a glyph is outside of its frame: %.1f to %.1f, %.1f to %.1f",
                           proof->sheet, ink->left, ink->right, ink->top, ink->bottom);
        widest = MAX(widest, ink->right - ink->left);
        for (guint j = i; j-- > 0 && g_array_index(inks, Ink, j).left > ink->left - widest;)
            if (inks_touch(ink, &g_array_index(inks, Ink, j)) && proof->touching++ < 20)
                g_test_message("sheet %u: two glyphs lie on each other at %.1f, %.1f", proof->sheet,
                               ink->left, ink->bottom);
    }
}

/*
 * The widest gap in a justified line as the glyphs stand, beyond their advances: what the limit allows, and a
 * quarter of a size between Han and Latin. Measured between ideographs, so that neither blanks nor squeezed
 * marks count.
 */
static void gaps_measure(Proof *proof, const Mark *mark)
{
    for (guint i = 0; mark->kind == MARK_GLYPHS && i + 1 < mark->run.n_glyphs; i++) {
        const MarkGlyph *glyph = &mark->run.glyphs[i], *next = glyph + 1;
        const double advance =
            hb_font_get_glyph_h_advance(mark->run.face->font, glyph->glyph) * mark->run.size / EM_UNITS;
        if (!mark->run.turned && fabs(next->y - glyph->y) < 0.01 && next->x > glyph->x)
            proof->gap_most = MAX(proof->gap_most, (next->x - glyph->x - advance) / mark->run.size);
    }
}

/* "… frame 'body' … by 12 % …" or the like. */
static gboolean is_refusal(const char *message)
{
    const char *frame = strstr(message, "frame '");

    return strstr(message, "error: ") && frame && strpbrk(frame, "0123456789");
}

/* Fills the frames. FALSE: there were errors, each naming a frame and what does not fit. */
static gboolean sheet_set(Proof *proof, const Sheet *sheet, gboolean body_only)
{
    g_autoptr(Diagnostics) diagnostics = diagnostics_new();
    g_autoptr(Artwork) artwork = artwork_new(sheet, FALSE, diagnostics);
    g_autoptr(Marks) marks = marks_new();
    g_autoptr(GString) messages = g_string_new(NULL);

    g_string_truncate(proof->lines, 0);
    proof->sheet++;
    if (artwork && sheet_fill(sheet, artwork, proof->fonts, marks, diagnostics)) {
        g_assert_cmpuint(diagnostics_count(diagnostics, SEVERITY_ERROR), ==, 0);
        marks_print(marks, proof->lines);
        lines_check(proof->lines->str, STRETCH_MAX, &proof->faults);
        inks_check(proof, artwork, marks);
        for (guint i = 0; body_only && i < marks_count(marks); i++)
            gaps_measure(proof, marks_at(marks, i));
        return TRUE;
    }
    diagnostics_print(diagnostics, MESSAGE_TEXT, FALSE, messages);
    g_test_message("%s: %s", sheet->title, messages->str);
    proof->reported++;
    if (!is_refusal(messages->str))
        g_error("%s: no error that names a frame, and by how much: %s", sheet->name, messages->str);
    return FALSE;
}

static void notice_set(Proof *proof, const Layout *layout, const Notice *notice)
{
    const FrameStyle title = {.font = "serif", .bold = TRUE, .smallest = 12, .largest = 80};
    const FrameStyle body = {
        .font = "sans", .smallest = layout->smallest, .largest = layout->largest, .accent = 0xa0102c};
    const Frame frames[] = {
        {.id = "title", .kind = FRAME_TEXT, .style = title, .text = notice->title, .lines = 2},
        {.id = "body",
         .kind = FRAME_MARKDOWN,
         .style = body,
         .text = notice->markdown,
         .columns = layout->columns}};
    g_autofree char *artwork = artwork_make(layout);
    const Sheet sheet = {.name = layout->name,
                         .artwork = artwork,
                         .artwork_length = strlen(artwork),
                         .artwork_file = "artwork.svg",
                         .paper = layout->paper,
                         .frames = frames,
                         .n_frames = G_N_ELEMENTS(frames),
                         .place = PLACE_FILE("notice.md"),
                         .title = notice->title,
                         .language = "zh-Hans",
                         .created = "2025-11-20T00:00:00Z"};

    if (sheet_set(proof, &sheet, TRUE))
        words_check(proof->lines->str, "body", notice->words, "项目说明备注（元）", &proof->faults);
    else
        g_assert_cmpint(g_utf8_strlen(notice->words, -1), >,
                        400); /* what is shorter has room on each of them */
}

static Fonts *proof_fonts(void)
{
    static const char *const sans[] = {"Noto Sans CJK SC", NULL}, *const serif[] = {"Noto Serif CJK SC",
                                                                                    NULL};
    static const FontRole roles[] = {{"sans", sans}, {"serif", serif}};
    g_autoptr(Diagnostics) diagnostics = diagnostics_new();
    Fonts *fonts = fonts_new(roles, G_N_ELEMENTS(roles), PLACE_NONE, diagnostics);

    g_assert_nonnull(fonts);
    return fonts;
}

static void proof_finish(const char *what, Proof *proof)
{
    g_test_message("%s: %u sheets reported as too full; %u glyphs outside of frames, %u on each other", what,
                   proof->reported, proof->outside, proof->touching);
    faults_assert(what, &proof->faults);
    g_assert_cmpuint(proof->outside, ==, 0);
    g_assert_cmpuint(proof->touching, ==, 0);
    fonts_free(proof->fonts);
    g_string_free(proof->lines, TRUE);
}

static void test_notices(gconstpointer data)
{
    const Layout *layout = data;
    Proof proof = {.fonts = proof_fonts(), .lines = g_string_new(NULL)};

    for (guint i = 0; i < NOTICES; i++) {
        const guint length =
            (guint)lround(SHORTEST * pow((double)LONGEST / SHORTEST, (double)i / (NOTICES - 1)));
        Notice notice;
        notice_make(&notice, i, length);
        notice_set(&proof, layout, &notice);
        notice_clear(&notice);
    }
    g_assert_cmpuint(proof.faults.sheets + proof.reported, ==, NOTICES);
    g_test_message("%s: the widest gap between glyphs is %.3f", layout->name, proof.gap_most);
    g_assert_cmpfloat(proof.gap_most, <=, STRETCH_MAX + 0.25 + 0.01);
    proof_finish(layout->name, &proof);
}

/* The sample site as `broadside poster` reads it. */
typedef struct {
    Diagnostics *diagnostics;
    Content *content;
    Site *site;
    Theme *theme;
    Plan *plan;
    Sheets *sheets;
    Engine *engine;
} Sample;

static void file_passed_over(G_GNUC_UNUSED void *data, G_GNUC_UNUSED const char *path)
{
}

static void diagnostics_assert_none(Diagnostics *diagnostics)
{
    g_autoptr(GString) messages = g_string_new(NULL);

    diagnostics_print(diagnostics, MESSAGE_TEXT, FALSE, messages);
    if (diagnostics_count(diagnostics, SEVERITY_ERROR) > 0)
        g_error("%s", messages->str);
}

static void sample_load(Sample *sample)
{
    static const EngineEvents events = {NULL, file_passed_over};
    const SiteOptions options = {.date = "2025-11-20"};
    g_autoptr(GError) error = NULL;

    sample->diagnostics = diagnostics_new();
    sample->content = content_load(&(ContentOptions){.root = "."}, sample->diagnostics, &error);
    g_assert_no_error(error);
    sample->site = site_new(sample->content, &options, sample->diagnostics, &error);
    g_assert_no_error(error);
    sample->theme = theme_load(".", NULL, "bulletin", sample->site, NULL, sample->diagnostics, &error);
    g_assert_no_error(error);
    /* Its icons are drawn by a program that lies beside `broadside`, not beside this one. */
    g_autoptr(Diagnostics) passed_over = diagnostics_new();
    sample->plan = plan_new(sample->site, sample->theme, "themes/bulletin");
    g_assert_true(plan_fill(sample->plan, passed_over, &error));
    sample->sheets = sheets_load(sample->theme, sample->site, sample->diagnostics, &error);
    g_assert_no_error(error);
    diagnostics_assert_none(sample->diagnostics);
    sample->engine = engine_new(sample->site, sample->theme, outputs_paths(sample->plan->outputs),
                                sample->plan->pages, NULL, &events, sample->diagnostics);
}

static void sample_clear(Sample *sample)
{
    engine_free(sample->engine);
    sheets_free(sample->sheets);
    plan_free(sample->plan);
    theme_free(sample->theme);
    site_free(sample->site);
    content_free(sample->content);
    diagnostics_free(sample->diagnostics);
}

static void jobs_set(Proof *proof, const Sample *sample, const SheetWish *wish)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(SheetPlan) plan =
        sheet_plan_new(sample->site, sample->sheets, wish, sample->diagnostics, &error);

    g_assert_no_error(error);
    for (guint i = 0; i < plan->jobs->len; i++) {
        const SheetJob *job = &g_array_index(plan->jobs, SheetJob, i);
        g_autoptr(Arena) arena = arena_new();
        Sheet sheet = {0};
        if (!engine_sheet(sample->engine, &job->ask, arena, &sheet))
            diagnostics_assert_none(sample->diagnostics);
        if (!sheet_set(proof, &sheet, FALSE))
            g_test_message("%s: reported", job->name);
    }
}

/* Every entry that has a sheet, and every list, in the sheets of the default theme; on the paper that these
 * were drawn for, A4 and another. */
static void test_sample(void)
{
    static const Paper papers[] = {{297, 420}, {210, 297}, {594, 841}};
    Proof proof = {.fonts = proof_fonts(), .lines = g_string_new(NULL)};
    g_autoptr(GPtrArray) entries = g_ptr_array_new();
    Sample sample;

    sample_load(&sample);
    for (guint i = 0; i < collection_count(sample.site->pages); i++) {
        Entry *entry = collection_at(sample.site->pages, i);
        if (sheets_of_entry(sample.sheets, entry))
            g_ptr_array_add(entries, entry);
    }
    g_assert_cmpuint(entries->len, >, 50);
    for (guint i = 0; i < G_N_ELEMENTS(papers); i++)
        for (guint landscape = 0; landscape < 2; landscape++) {
            const SheetWish wish = {.entries = (Entry *const *)entries->pdata,
                                    .n_entries = entries->len,
                                    .papers = &papers[i],
                                    .n_papers = 1,
                                    .landscape = landscape != 0};
            jobs_set(&proof, &sample, &wish);
        }
    const SheetWish running = {.running = TRUE};
    jobs_set(&proof, &sample, &running);
    sample_clear(&sample);
    proof_finish("sample", &proof);
}

/* The checker finds what is wrong, and nothing else. */
static void test_checker(void)
{
#define ROW(width, natural, set, stretch, flags, text)                                                       \
    "body\t0\t0.00\t0.00\t10.00\t" width "\t" natural "\t" set "\t" stretch "\t" flags "\t" text "\n"
    static const struct {
        const char *rows;
        LineFaults expected;
    } cases[] = {
        {ROW("5", "5", "5", "0", "fj", "今天天气好") ROW("5", "3", "3", "0", "l", "很好。"), {0}},
        {ROW("5", "5", "5", "0", "fj", "今天天气好") ROW("5", "3", "3", "0", "l", "，好。"),
         {.bad_starts = 1}},
        {ROW("5", "5", "5", "0", "fj", "今天天气（") ROW("5", "3", "3", "0", "l", "很好）。"),
         {.bad_ends = 1}},
        {ROW("5", "5", "5", "0", "fj", "今天天气—") ROW("5", "3", "3", "0", "l", "—好。"),
         {.bad_starts = 1, .split = 1}},
        {ROW("6", "5", "6", "0.30", "fj", "今天天气好") ROW("5", "3", "3", "0", "l", "很好。"),
         {.stretched = 1}},
        {ROW("5", "6", "6", "0", "fj", "今天天气好好") ROW("5", "3", "3", "0", "l", "很好。"),
         {.stretched = 1}},
        {ROW("6", "5", "5", "0", "fj", "今天天气好") ROW("5", "3", "3", "0", "l", "很好。"), {.ragged = 1}},
        {ROW("8", "8", "8", "0", "fj", "今天天气好今天天") ROW("8", "2", "2", "0", "l", "气。"),
         {.alone = 1}},
        {ROW("4", "4", "4", "0", "fj", "今天天气") ROW("4", "2", "2", "0", "l", "好。"),
         {.alone_for_good = 1}},
        {ROW("9", "8", "8", "0", "fx", "今天天ABCD") ROW("9", "2", "2", "0", "l", "EF很好。"),
         {.forced = 1, .forced_needlessly = 1}},
    };
    for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
        const LineFaults *expected = &cases[i].expected;
        LineFaults found = {0};
        lines_check(cases[i].rows, STRETCH_MAX, &found);
        g_assert_cmpuint(found.lines, ==, 2);
        g_assert_cmpuint(found.paragraphs, ==, 1);
        g_assert_cmpuint(found.bad_starts, ==, expected->bad_starts);
        g_assert_cmpuint(found.bad_ends, ==, expected->bad_ends);
        g_assert_cmpuint(found.split, ==, expected->split);
        g_assert_cmpuint(found.stretched, ==, expected->stretched);
        g_assert_cmpuint(found.ragged, ==, expected->ragged);
        g_assert_cmpuint(found.alone, ==, expected->alone);
        g_assert_cmpuint(found.alone_for_good, ==, expected->alone_for_good);
        g_assert_cmpuint(found.forced, ==, expected->forced);
        g_assert_cmpuint(found.forced_needlessly, ==, expected->forced_needlessly);
    }
    static const char *const words[] = {"今天天气好很好。", "今天气好很好。", "今天天气好很好。完"};
    for (guint i = 0; i < G_N_ELEMENTS(words); i++) {
        LineFaults found = {0};
        words_check(cases[0].rows, "body", words[i], "", &found);
        g_assert_cmpuint(found.lost, ==, i > 0);
    }
}

int main(int argc, char **argv)
{
    setlocale(LC_ALL, "C.UTF-8"); /* for the messages */
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/typeset/corpus/checker", test_checker);
    for (guint i = 0; i < G_N_ELEMENTS(layouts); i++) {
        g_autofree char *name = g_strdup_printf("/typeset/corpus/%s", layouts[i].name);
        g_test_add_data_func(name, &layouts[i], test_notices);
    }
    g_test_add_func("/typeset/corpus/sample", test_sample);
    return g_test_run();
}
