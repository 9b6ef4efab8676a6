/* SPDX-License-Identifier: MIT */
/* The SVG that a sheet is drawn on: what is refused, and where its frames are. */
#include "typeset/artwork-cost.h"
#include "typeset/artwork-grey.h"
#include "typeset/artwork.h"

#include <math.h>
#include <string.h>

#define A4 ((Paper){210, 297})
#define ROOT "<svg xmlns='http://www.w3.org/2000/svg' xmlns:xlink='http://www.w3.org/1999/xlink' "
#define SVG ROOT "width='210mm' height='297mm' viewBox='0 0 210 297'>"

static Artwork *read_on(const char *svg, Paper paper, Diagnostics *diagnostics)
{
    const Sheet sheet = {.name = "try",
                         .artwork = svg,
                         .artwork_length = strlen(svg),
                         .artwork_file = "a.svg",
                         .stretch = 0.15,
                         .paper = paper,
                         .title = "",
                         .language = "zh-Hans"};

    return artwork_new(&sheet, FALSE, diagnostics);
}

/* What is said of it; "" for what is good. */
static char *said_of(const char *svg)
{
    g_autoptr(Diagnostics) diagnostics = diagnostics_new();
    g_autoptr(Artwork) artwork = read_on(svg, A4, diagnostics);
    GString *said = g_string_new(NULL);

    diagnostics_print(diagnostics, MESSAGE_TEXT, FALSE, said);
    g_assert_true((artwork == NULL) == (said->len > 0));
    return g_string_free(said, FALSE);
}

static void test_refused(void)
{
    static const struct {
        const char *svg, *said;
    } rows[] = {
        {"", "is no SVG"},
        {"<html/>", "a.svg:1: error: this file is no SVG: it begins with <html>"},
        {SVG "<g></svg>", "not well-formed"},
        {SVG "\n<rect/></g></svg>", "a.svg:2: error:"},
        {SVG "<g fill='\xff'/></svg>", "not in UTF-8"},
        {"<!DOCTYPE svg [<!ENTITY a 'b'><!ENTITY c '&a;&a;'>]>" SVG "</svg>", "declares entities"},
        {"<!DOCTYPE svg [<!ENTITY % p SYSTEM 'file:///etc/passwd'> %p;]>" SVG "</svg>", "declares entities"},
        {SVG "<rect width='&a;'/></svg>", "not well-formed"},
        {"<?xml-stylesheet href='a.css'?>" SVG "</svg>", "outside of it"},
        {SVG "\n\n<image href='http://a.example/b.png'/></svg>",
         "a.svg:3: error: the drawing refers to something outside of it: 'http://a.example/b.png'"},
        {SVG "<image xlink:href='photo.png'/></svg>", "'photo.png'"},
        {SVG "<image href='//a.example/b.png'/></svg>", "outside of it"},
        {SVG "<use href='other.svg#a'/></svg>", "outside of it"},
        {SVG "<use href='data:image/svg+xml,a#b'/></svg>", "outside of it"},
        {SVG "<image href='data:image/svg+xml;base64,PHN2Zy8+'/></svg>", "of a kind that is not read"},
        {SVG "<image href='data:image/png;base64,AAAA'/></svg>", "is damaged"},
        {SVG "<rect fill='url(file:///etc/passwd#a)'/></svg>", "outside of it"},
        {SVG "<rect style='fill: URL( \"http://a.example/#a\" )'/></svg>", "outside of it"},
        {SVG "<rect style='fill:u\\72l(http://a.example/)'/></svg>", "outside of it"},
        {SVG "<rect style='fill:/**/url(a.svg#b)'/></svg>", "outside of it"},
        {SVG "<style>@import 'a.css';</style></svg>", "'@import'"},
        {SVG "<style>@IMPORT url(a.css)</style></svg>", "'@import'"},
        {SVG "<style><![CDATA[.a{fill:url(a.svg#b)}]]></style></svg>", "outside of it"},
        {SVG "<script>alert(1)</script></svg>", "<script>"},
        {SVG "<foreignObject/></svg>", "<foreignObject>"},
        {SVG "<filter id='a'/></svg>", "has a filter"},
        {SVG "<g style='filter:blur(2px)'/></svg>", "has a filter"},
        {SVG "<style>.a{filter:drop-shadow(1px 1px red)}</style></svg>", "has a filter"},
        {SVG "<g>\n<text>通知</text></g></svg>", "a.svg:2: error: the artwork holds text"},
        {SVG "<text><tspan>a</tspan></text></svg>", "holds text"},
        {SVG "<g id='a'><use href='#a'/></g></svg>", "drawn within itself"},
        {SVG
         "<pattern id='a'><rect fill='url(#b)'/></pattern><pattern id='b'><rect fill='url(#a)'/></pattern>"
         "</svg>",
         "drawn within itself"},
        {SVG "<rect id='frame-a' width='1' height='1'/><g id='frame-a'/></svg>", "two frames 'a'"},
        {SVG "<rect id='frame-' width='1' height='1'/></svg>", "has no name"},
        {SVG "<rect id='frame-a' width='0' height='10'/></svg>", "frame 'a' of the artwork has no size"},
        {SVG "<g transform='translate(3) rotate( 30 )'><rect id='frame-a' width='5' height='6'/></g></svg>",
         "frame 'a' of the artwork stands askew"},
        {SVG "<rect transform='matrix(1 .5 0 1 0 0)' id='frame-a' width='5' height='6'/></svg>", "askew"},
        {SVG "<rect style='transform:skewX(5)' id='frame-a' width='5' height='6'/></svg>", "askew"},
        {SVG "<defs><rect id='frame-a' width='5' height='10'/></defs></svg>", "has no size"},
        {ROOT "><rect/></svg>", "the drawing has no size"},
        {ROOT "width='297mm' height='210mm'/>", "the artwork is 1 : 0.71, the paper 1 : 1.41"},
    };

    for (guint i = 0; i < G_N_ELEMENTS(rows); i++) {
        g_autofree char *said = said_of(rows[i].svg);
        g_test_message("%s: %s", rows[i].svg, said);
        g_assert_nonnull(strstr(said, rows[i].said));
    }
}

static void test_allowed(void)
{
    static const char *const rows[] = {
        SVG "<text> </text><title>名</title><metadata><a:b xmlns:a='x'/></metadata></svg>",
        "<?xml version='1.0' encoding='UTF-8'?><!DOCTYPE svg PUBLIC '-//W3C//DTD SVG 1.1//EN' 'a.dtd'>" SVG
        "</svg>",
        SVG "<a xlink:href='http://a.example/'><rect onclick='a()' fill='url(#none)'/></a></svg>",
        "<s:svg xmlns:s='http://www.w3.org/2000/svg' width='210mm' height='297mm'><s:rect s='1'/></s:svg>",
        SVG
        "<style>.a > g , rect:hover{fill:url('#b')}</style><pattern id='b'/><path class='a' d='M0 0'/></svg>",
        "<svg width='2100' height='2970'/>",
        "\xef\xbb\xbf<?xml version='1.0'?>" SVG "</svg>",
    };

    for (guint i = 0; i < G_N_ELEMENTS(rows); i++) {
        g_autofree char *said = said_of(rows[i]);
        g_test_message("%s", rows[i]);
        g_assert_cmpstr(said, ==, "");
    }
}

static void box_check(const Artwork *artwork, const char *id, double x, double y, double width, double height)
{
    Box box;

    g_assert_true(artwork_frame(artwork, id, &box));
    g_test_message("%s: %g %g %g %g", id, box.x, box.y, box.width, box.height);
    g_assert_cmpfloat_with_epsilon(box.x, x * POINTS_PER_MM, 0.05);
    g_assert_cmpfloat_with_epsilon(box.y, y * POINTS_PER_MM, 0.05);
    g_assert_cmpfloat_with_epsilon(box.width, width * POINTS_PER_MM, 0.05);
    g_assert_cmpfloat_with_epsilon(box.height, height * POINTS_PER_MM, 0.05);
}

#define FRAMES                                                                                               \
    "<rect id='frame-plain' x='10' y='20' width='30' height='40' stroke-width='9' stroke='red'/>"            \
    "<g transform='translate(10 5) scale(2)'><rect id='frame-moved' x='1' y='2' width='3' height='4'/></g>"  \
    "<g transform='matrix(0 1 -1 0 200 0)'><rect id='frame-turned' x='100' y='100' width='30' "              \
    "height='10'/></g>"                                                                                      \
    "<g style='display:none'><g display='none'><rect id='frame-hidden' x='1' y='2' width='3' height='4'/>"   \
    "</g></g><rect id='frame-none' style='display:none' x='1' y='2' width='3' height='4'/>"                  \
    "<g id='frame-group'><path d='M1 2h3'/><path d='M1 6h3'/></g>"

static void test_frames(void)
{
    g_autoptr(Diagnostics) diagnostics = diagnostics_new();
    g_autoptr(Artwork) artwork = read_on(SVG FRAMES "</svg>", A4, diagnostics);
    g_autofree char *names = artwork ? g_strjoinv(" ", (char **)artwork_frames(artwork)) : NULL;
    Box box;

    g_assert_cmpstr(names, ==, "plain moved turned hidden none group");
    box_check(artwork, "plain", 10, 20, 30, 40);
    box_check(artwork, "moved", 12, 9, 6, 8);
    box_check(artwork, "turned", 90, 100, 10, 30);
    box_check(artwork, "hidden", 1, 2, 3, 4);
    box_check(artwork, "none", 1, 2, 3, 4);
    box_check(artwork, "group", 1, 2, 3, 4);
    g_assert_false(artwork_frame(artwork, "other", &box));
}

/* In whatever unit the artwork is, and wherever its view begins. */
static void test_units(void)
{
    static const char *const roots[] = {
        ROOT "width='210mm' height='297mm' viewBox='0 0 2100 2970'>",
        ROOT "width='595.276pt' height='841.89pt' viewBox='0 0 2100 2970'>",
        ROOT "width='8.2677in' height='29.7cm' viewBox='0,0 2100,2970' preserveAspectRatio='xMinYMin slice'>",
        ROOT "width='100%' viewBox='0 0 2100 2970'>",
    };
    static const double scales[] = {2, 2, 2, 420 / (2100 * 25.4 / 96)};

    for (guint i = 0; i < G_N_ELEMENTS(roots); i++) {
        g_autofree char *svg = g_strconcat(
            roots[i], "<rect id='frame-a' x='100' y='200' width='300' height='400'/></svg>", NULL);
        g_autoptr(Diagnostics) diagnostics = diagnostics_new();
        g_autoptr(Artwork) artwork = read_on(svg, (Paper){420, 594}, diagnostics);
        g_test_message("%s", roots[i]);
        box_check(artwork, "a", 20, 40, 60, 80);
        g_assert_cmpfloat_with_epsilon(artwork_scale(artwork), scales[i], 0.001);
    }
    g_autoptr(Diagnostics) diagnostics = diagnostics_new();
    g_autoptr(Artwork) moved = read_on(ROOT "width='210mm' height='297mm' viewBox='-10 5 210 297'>"
                                            "<rect id='frame-a' x='0' y='10' width='5' height='6'/></svg>",
                                       A4, diagnostics);
    box_check(moved, "a", 10, 5, 5, 6);
    /* Bent to paper that is a little wider. */
    g_autoptr(Artwork) bent = read_on(SVG "<rect id='frame-a' x='21' width='21' height='10'/></svg>",
                                      (Paper){230, 297}, diagnostics);
    box_check(bent, "a", 23, 0, 23, 10);
    g_assert_cmpfloat_with_epsilon(artwork_scale(bent), 1, 0.001);
}

/* Ten to the power of `levels` elements, by way of what `link` says. */
static char *bomb_new(const char *link, guint levels)
{
    GString *svg = g_string_new(SVG "<defs>");

    for (guint level = 0; level < levels; level++) {
        g_string_append_printf(svg, level == 0 ? "<g id='a0'>" : "<g id='a%u'>", level);
        for (guint i = 0; i < 10; i++)
            if (level == 0)
                g_string_append(svg, "<rect width='1' height='1'/>");
            else
                g_string_append_printf(svg, link, level - 1);
        g_string_append(svg, "</g>");
    }
    g_string_append_printf(svg, "</defs><use href='#a%u'/></svg>", levels - 1);
    return g_string_free(svg, FALSE);
}

static void test_bombs(void)
{
    g_autofree char *small = bomb_new("<use href='#a%u'/>", 3), *large = bomb_new("<use href='#a%u'/>", 300);
    g_autofree char *said_small = said_of(small), *said_large = said_of(large);
    static const char *const others[] = {
        SVG "<pattern id='p'>%s</pattern><g fill='url(#p)'>%s</g></svg>",
        SVG "<style>g .x,b{fill:url(#p)}</style><pattern id='p'>%s</pattern><g class='a x'>%s</g></svg>",
        SVG
        "<style>.y polyline{marker-mid:url(#p)}</style><marker id='p'>%s</marker>"
        "<g><polyline points='0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 "
        "0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 "
        "0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0'/>%s</g></svg>",
        SVG "<mask id='m'/><!--%s--><!--%s--><g mask='url(#m)'/></svg>",
    };
    g_autoptr(GString) many = g_string_new(NULL);

    g_assert_cmpstr(said_small, ==, "");
    g_assert_nonnull(strstr(said_large, "comes to more than 100000 elements"));
    for (guint i = 0; i < 1000; i++)
        g_string_append(many, "<rect/>");
    for (guint i = 0; i < 3; i++) {
        g_autofree char *svg = g_strdup_printf(others[i], many->str, many->str);
        g_autofree char *said = said_of(svg);
        g_test_message("%.80s", svg);
        g_assert_nonnull(strstr(said, "comes to more than"));
    }
    g_autofree char *faint =
        g_strdup_printf(SVG "<style>rect{opacity:.5}</style>%s%s</svg>", many->str, many->str);
    g_autofree char *said_faint = said_of(faint);
    g_assert_nonnull(strstr(said_faint, "comes to more than"));
    g_autofree char *masked = g_strdup_printf(others[3], "", "");
    g_autofree char *said = said_of(masked);
    g_assert_cmpstr(said, ==, "");
}

static char *repeated(const char *before, const char *piece, guint count, const char *after)
{
    GString *text = g_string_new(before);

    for (guint i = 0; i < count; i++)
        g_string_append(text, piece);
    g_string_append(text, after);
    return g_string_free(text, FALSE);
}

static void test_sizes(void)
{
    g_autofree char *many = repeated(SVG, "<g/>", 200001, "</svg>");
    g_autofree char *deep = repeated(SVG, "<g>", 300, "</svg>");
    g_autofree char *rules = repeated(SVG "<style>", "a,b{fill:red}", 2000, "</style>");
    g_autofree char *matches = repeated(rules, "<g/>", 20000, "</svg>");
    g_autofree char *large = repeated(SVG "<!--", "0123456789", 900000, "--></svg>");
    const struct {
        const char *svg, *said;
    } rows[] = {
        {many, "more than 200000 elements"},
        {deep, "nested 200 deep"},
        {matches, "too many style rules"},
        {large, "larger than 8 MB"},
    };

    for (guint i = 0; i < G_N_ELEMENTS(rows); i++) {
        g_autofree char *said = said_of(rows[i].svg);
        g_test_message("%s", said);
        g_assert_nonnull(strstr(said, rows[i].said));
    }
}

static void test_grey_values(void)
{
    static const struct {
        const char *property, *value, *grey;
    } rows[] = {
        {"fill", "#fff", "#ffffff"},
        {"fill", "#F00", "#7f7f7f"},
        {"fill", "#ff000080", "rgba(127,127,127,0.502)"},
        {"fill", "rebeccapurple", "#4d4d4d"},
        {"stroke", "rgb(0, 255, 0)", "#dcdcdc"},
        {"stroke", "rgb(0% 0% 100% / 50%)", "rgba(76,76,76,50%)"},
        {"stop-color", "hsl(120, 100%, 50%)", "#dcdcdc"},
        {"fill", "url(#red) red", "url(#red) #7f7f7f"},
        {"fill", "currentColor", "currentColor"},
        {"fill", "none", "none"},
        {"d", "M0 0 red", "M0 0 red"},
        {"class", "red", "red"},
    };

    for (guint i = 0; i < G_N_ELEMENTS(rows); i++) {
        g_autofree char *grey = grey_value(rows[i].property, rows[i].value);
        g_assert_cmpstr(grey, ==, rows[i].grey);
    }
}

static double luminance(Colour colour)
{
    static const double weights[] = {0.0722, 0.7152, 0.2126};
    double sum = 0;

    for (guint i = 0; i < 3; i++) {
        const double value = (colour >> 8 * i & 0xFF) / 255.0;
        sum += weights[i] * (value <= 0.04045 ? value / 12.92 : pow((value + 0.055) / 1.055, 2.4));
    }
    return sum;
}

static double contrast(Colour a, Colour b)
{
    const double x = luminance(a) + 0.05, y = luminance(b) + 0.05;

    return MAX(x, y) / MIN(x, y);
}

/* What could be read in colour can be read in grey. */
static void test_grey_contrast(void)
{
    for (guint i = 0; i < 4096; i++) {
        const Colour a = i * 2654435761u >> 8 & 0xFFFFFF, b = i * 40503u * 2246822519u >> 8 & 0xFFFFFF;
        const Colour grey = colour_grey(a);
        g_assert_cmpuint(grey & 0xFF, ==, grey >> 16);
        g_assert_cmpuint(grey & 0xFF, ==, grey >> 8 & 0xFF);
        g_assert_cmpfloat_with_epsilon(contrast(grey, colour_grey(b)) / contrast(a, b), 1, 0.03);
    }
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/typeset/artwork/refused", test_refused);
    g_test_add_func("/typeset/artwork/allowed", test_allowed);
    g_test_add_func("/typeset/artwork/frames", test_frames);
    g_test_add_func("/typeset/artwork/units", test_units);
    g_test_add_func("/typeset/artwork/bombs", test_bombs);
    g_test_add_func("/typeset/artwork/sizes", test_sizes);
    g_test_add_func("/typeset/artwork/grey-values", test_grey_values);
    g_test_add_func("/typeset/artwork/grey-contrast", test_grey_contrast);
    return g_test_run();
}
