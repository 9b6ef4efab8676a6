/* SPDX-License-Identifier: MIT */
#include "content/frontmatter.h"

#include <glib/gi18n.h>
#include <string.h>

/* The start of the next line. */
static const char *line_next(const char *line, const char *stop)
{
    const char *end = memchr(line, '\n', (gsize)(stop - line));
    return end ? end + 1 : stop;
}

/* Whether the line is `mark` and white space. */
static gboolean line_is(const char *line, const char *stop, const char *mark)
{
    const char *end = line_next(line, stop);
    const gsize length = strlen(mark);

    if ((gsize)(end - line) < length || memcmp(line, mark, length) != 0)
        return FALSE;
    for (const char *p = line + length; p < end; p++)
        if (!g_ascii_isspace(*p))
            return FALSE;
    return TRUE;
}

static gboolean line_is_blank(const char *line, const char *stop)
{
    return line_is(line, stop, "");
}

/* What looks like a row of dashes to a reader: what Word or a Chinese keyboard makes of '---'. */
static gboolean is_like_dashes(const char *line, const char *stop)
{
    const char *end = line_next(line, stop);
    guint dashes = 0;

    for (const char *p = line; p < end; p = g_utf8_next_char(p)) {
        const gunichar c = g_utf8_get_char(p);
        if (c == '-' || (c >= 0x2010 && c <= 0x2015) || c == 0x2212 || c == 0x2500 || c == 0xff0d)
            dashes++;
        else if (!g_unichar_isspace(c))
            return FALSE;
    }
    return dashes > 0;
}

static Place place_at(const Source *source, const char *at)
{
    return source_place(source, (gsize)(at - source->text));
}

static void report_no_opening(const Source *source, const char *line, Diagnostics *diagnostics)
{
    const char *stop = source->text + source->length;

    if (line == stop)
        diagnostics_error(diagnostics, (Place){.source = source, .line = 1},
                          _("begin it with a line '---', then 'title: …', then another line '---'"),
                          _("the file is empty"));
    else if (is_like_dashes(line, stop))
        diagnostics_error(diagnostics, place_at(source, line),
                          _("type three hyphens '---' at the start of the line, and nothing else on it"),
                          _("this line is not the '---' that opens the front matter"));
    else
        diagnostics_error(diagnostics, place_at(source, line),
                          _("put a line '---' before the first field and another one after the last"),
                          _("the file does not begin with '---'"));
}

static void report_no_closing(const Source *source, const char *opening, Diagnostics *diagnostics)
{
    const char *stop = source->text + source->length;

    for (const char *line = line_next(opening, stop); line < stop; line = line_next(line, stop)) {
        if (!is_like_dashes(line, stop))
            continue;
        diagnostics_error(diagnostics, place_at(source, line),
                          _("type three hyphens '---' at the start of the line, and nothing else on it"),
                          _("this line is not the '---' that closes the front matter"));
        return;
    }
    diagnostics_error(diagnostics, place_at(source, opening), _("type a line '---' below the last field"),
                      _("the front matter that begins here is never closed"));
}

gboolean frontmatter_find(const Source *source, FrontMatter *matter, Diagnostics *diagnostics)
{
    const char *text = source->text;
    const char *stop = text + source->length;
    const char *opening = text;

    *matter = (FrontMatter){.body_line = 1};
    while (opening < stop && line_is_blank(opening, stop))
        opening = line_next(opening, stop);
    if (!line_is(opening, stop, "---")) {
        report_no_opening(source, opening, diagnostics);
        return FALSE;
    }
    const char *line = line_next(opening, stop);
    matter->start = (gsize)(line - text);
    while (line < stop && !line_is(line, stop, "---") && !line_is(line, stop, "..."))
        line = line_next(line, stop);
    if (line == stop) {
        report_no_closing(source, opening, diagnostics);
        return FALSE;
    }
    matter->end = (gsize)(line - text);
    matter->body = (gsize)(line_next(line, stop) - text);
    matter->body_line = source_place(source, matter->body).line;
    return TRUE;
}

/* A line "title: …", as the first of a front matter is. */
static gboolean is_title(const char *line)
{
    static const char *const names[] = {"title", "标题"};

    for (gsize i = 0; i < G_N_ELEMENTS(names); i++) {
        const gsize length = strlen(names[i]);
        if (strncmp(line, names[i], length) == 0 &&
            (g_str_has_prefix(line + length, ": ") || g_str_has_prefix(line + length, "：")))
            return TRUE;
    }
    return FALSE;
}

void frontmatter_check_body(const Source *source, gsize body, Diagnostics *diagnostics)
{
    const char *stop = source->text + source->length;
    const char *line = source->text + MAX(body, 1) - 1;

    while ((line = strstr(line, "\n---"))) {
        const char *next = line_next(++line, stop);
        if (line_is(line, stop, "---") && is_title(next)) {
            diagnostics_warning(diagnostics, place_at(source, next), _("move it to a file of its own"),
                                _("another entry seems to begin here, but a file holds one"));
            return;
        }
    }
}
