/* SPDX-License-Identifier: MIT */
#include "archive/evidence-tree.h"
#include "archive/evidence.h"
#include "archive/html.h"
#include "archive/paths.h"
#include "record/files.h"
#include "record/filing.h"
#include "site/visibility.h"
#include "text/path.h"

#include <gio/gio.h>

#define STYLE "/broadside/archive/evidence.css"
/* The deepest heading that HTML has. */
#define HEADING_DEEPEST 6

typedef struct {
    const ArchiveYear *year;
    const Evidence *evidence;
    const EvidenceWords *words;
    Arena *arena;
    Html *html;
} Sketch;

/* A name of a place for an id of the author's, which may be anything: each has another. */
static const char *anchor_of(Arena *arena, const char *id)
{
    g_autoptr(GString) name = g_string_new("item-");

    for (const char *c = id; *c; c++)
        if (g_ascii_isalnum(*c) || *c == '-' || *c == '.')
            g_string_append_c(name, *c);
        else
            g_string_append_printf(name, "_%02x", (guchar)*c);
    return arena_strdup(arena, name->str);
}

/* `folder` of the payload, and a path in it, as an address. */
static const char *address_of(Arena *arena, const char *folder, const char *path)
{
    g_autofree char *encoded = path_encode(path);

    return form_print(arena, "%s%s", folder, encoded);
}

static const char *count_of(Arena *arena, guint count)
{
    return form_print(arena, "%u", count);
}

static void head_write(const Sketch *s, const char *title)
{
    g_autoptr(GBytes) style = g_resources_lookup_data(STYLE, G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);

    html_begin(s->html, s->year->site->language, title, g_bytes_get_data(style, NULL));
    html_print(s->html,
               "<a class=\"skip\" href=\"#main\">%s</a>\n<header>\n<p "
               "class=\"site\"><bdi>%s</bdi></p>\n<h1>%s</h1>\n",
               s->words->skip, filing_organisation(s->year->site), title);
}

static void figure_write(const Sketch *s, const char *name, const char *number, const char *unit)
{
    html_print(s->html, "<div><dt>%s</dt><dd>%s<span>%s</span></dd></div>\n", name, number, unit);
}

static void figures_write(const Sketch *s)
{
    const Evidence *evidence = s->evidence;
    const EvidenceWords *words = s->words;

    html_print(s->html, "<dl class=\"figures\">\n");
    figure_write(s, words->figure_items, count_of(s->arena, evidence->leaves), words->unit_items);
    figure_write(s, words->figure_proved, count_of(s->arena, evidence->leaves - evidence->gaps),
                 words->unit_items);
    figure_write(s, words->figure_gaps, count_of(s->arena, evidence->gaps), words->unit_items);
    if (evidence->has_points)
        figure_write(s, words->figure_covered,
                     form_print(s->arena, "%s / %s", evidence_points(s->arena, evidence->covered),
                                evidence_points(s->arena, evidence->points)),
                     words->unit_points);
    html_print(s->html, "</dl>\n");
}

static void contents_write(const Sketch *s)
{
    html_print(s->html, "<nav aria-label=\"%s\">\n<ul>\n<li><a href=\"#gaps\">%s</a></li>\n",
               s->words->contents, s->words->gaps);
    for (guint i = 0; i < s->evidence->items->len; i++) {
        const EvidenceItem *item = s->evidence->items->pdata[i];
        if (item->depth == 1)
            html_print(s->html, "<li><a href=\"#%s\"><bdi>%s</bdi> <bdi>%s</bdi></a></li>\n",
                       anchor_of(s->arena, item->id), item->id, item->wording);
    }
    html_print(s->html, "</ul>\n</nav>\n");
}

static void gap_write(const Sketch *s, const EvidenceItem *item)
{
    html_print(s->html, "<tr><th scope=\"row\"><a href=\"#%s\"><bdi>%s</bdi></a></th><td><bdi>%s</bdi>",
               anchor_of(s->arena, item->id), item->id, item->wording);
    if (item->parent)
        html_print(s->html, " <small><bdi>%s</bdi> <bdi>%s</bdi></small>", item->parent->id,
                   item->parent->wording);
    html_print(s->html, "</td>");
    if (s->evidence->has_points)
        html_print(s->html, "<td>%s</td>", item->has_points ? evidence_points(s->arena, item->points) : "");
    html_print(s->html, "</tr>\n");
}

static void gaps_write(const Sketch *s)
{
    const EvidenceWords *words = s->words;
    const gboolean points = s->evidence->has_points;

    html_print(s->html, "<section aria-labelledby=\"gaps\">\n<h2 id=\"gaps\">%s</h2>\n<p>%s</p>\n",
               words->gaps, s->evidence->gaps > 0 ? words->gaps_intro : words->no_gaps);
    if (s->evidence->gaps > 0) {
        html_print(s->html, "<table>\n<thead><tr><th scope=\"col\">%s</th><th scope=\"col\">%s</th>",
                   words->id, words->wording);
        if (points)
            html_print(s->html, "<th scope=\"col\">%s</th>", words->points);
        html_print(s->html, "</tr></thead>\n<tbody>\n");
        for (guint i = 0; i < s->evidence->items->len; i++)
            if (evidence_is_gap(s->evidence->items->pdata[i]))
                gap_write(s, s->evidence->items->pdata[i]);
        html_print(s->html, "</tbody>\n<tfoot><tr><th scope=\"row\">%s</th><td>%s%s</td>", words->sum,
                   count_of(s->arena, s->evidence->gaps), words->unit_items);
        if (points)
            html_print(s->html, "<td>%s</td>", evidence_points(s->arena, s->evidence->missed));
        html_print(s->html, "</tr></tfoot>\n</table>\n");
    }
    html_print(s->html, "</section>\n");
}

/* The last part of the path, as who opens the folder sees it. What is not shown on the website may have a
 * name that is not to be told: it is called by its number. */
static void file_write(const Sketch *s, const Entry *entry, const char *file, const char *otherwise)
{
    g_autofree char *name = g_path_get_basename(file);

    html_print(s->html, " <a href=\"%s\"><bdi>%s</bdi></a>", address_of(s->arena, PAYLOAD_ORIGINALS, file),
               entry_is_shown(entry) ? name : otherwise);
}

static void files_write(const Sketch *s, const Entry *entry)
{
    g_autoptr(GPtrArray) files = files_of(s->year->site, entry, FALSE);

    html_print(s->html, "<p class=\"files\">%s%s", s->words->original, s->words->colon);
    file_write(s, entry, entry->path, s->words->id_of_entry);
    for (guint i = 0; i < files->len; i++)
        file_write(s, entry, files->pdata[i],
                   form_print(s->arena, s->words->attachment_of, count_of(s->arena, i + 1)));
    html_print(s->html, "</p>\n");
}

static void fact_write(const Sketch *s, const char *name, const char *text)
{
    if (text)
        html_print(s->html, "<span>%s%s<bdi>%s</bdi></span> ", name ? name : "", name ? s->words->colon : "",
                   text);
}

static void entry_write(const Sketch *s, const Entry *entry)
{
    const RecordItem *number = evidence_number(s->evidence, entry);
    const char *page = evidence_page(s->year, entry);

    if (page)
        html_print(s->html, "<li><p class=\"title\"><a href=\"%s\"><bdi>%s</bdi></a></p>\n",
                   address_of(s->arena, PAYLOAD_SITE, page), entry_title(entry));
    else
        html_print(s->html, "<li><p class=\"title\"><bdi>%s</bdi></p>\n", entry_title(entry));
    html_print(s->html, "<p class=\"facts\">");
    fact_write(s, NULL, evidence_day(s->arena, s->year->site, entry));
    fact_write(s, NULL, labels_get(entry->type->labels, s->year->site->language));
    fact_write(s, s->words->document_no, filing_document_no(entry));
    fact_write(s, s->words->code, number ? number->number : NULL);
    fact_write(s, NULL, evidence_remarks(s->arena, s->year->site, entry));
    html_print(s->html, "</p>\n");
    files_write(s, entry);
    html_print(s->html, "</li>\n");
}

static void heading_write(const Sketch *s, const EvidenceItem *item)
{
    const char *level = count_of(s->arena, MIN(item->depth + 2, HEADING_DEEPEST));
    const char *measure = evidence_measure(s->arena, s->words, item);

    html_heading(s->html, level, TRUE, anchor_of(s->arena, item->id));
    html_print(s->html, "<b><bdi>%s</bdi></b> <bdi>%s</bdi>", item->id, item->wording);
    html_heading(s->html, level, FALSE, NULL);
    if (*measure)
        html_print(s->html, "<p class=\"measure\">%s</p>\n", measure);
}

static void item_write(const Sketch *s, const EvidenceItem *item)
{
    heading_write(s, item);
    if (evidence_is_gap(item))
        html_print(s->html, "<p class=\"gap\"><strong>%s</strong>%s<a href=\"#gaps\">%s</a></p>\n",
                   s->words->gap_text, s->words->separator, s->words->see_gaps);
    if (item->entries->len == 0)
        return;
    html_print(s->html, "<ul class=\"entries\">\n");
    for (guint i = 0; i < item->entries->len; i++)
        entry_write(s, item->entries->pdata[i]);
    html_print(s->html, "</ul>\n");
}

static void items_write(const Sketch *s)
{
    html_print(s->html, "<section aria-labelledby=\"items\">\n<h2 id=\"items\">%s</h2>\n", s->words->items);
    for (guint i = 0; i < s->evidence->items->len; i++)
        item_write(s, s->evidence->items->pdata[i]);
    html_print(s->html, "</section>\n");
}

static void nothing_write(const Sketch *s)
{
    html_print(
        s->html,
        "</header>\n<main id=\"main\">\n<h2>%s</h2>\n<p>%s</p>\n<pre><code>%s</code></pre>\n<p>%s</p>\n",
        s->words->none, s->words->none_hint, s->words->none_example, s->words->none_then);
}

static const char *as_of(const Sketch *s)
{
    int year, month, day;

    date_get(s->year->site->today, &year, &month, &day);
    return form_print(s->arena, s->words->as_of, form_print(s->arena, s->words->day, year, month, day));
}

GString *evidence_html(const ArchiveYear *year)
{
    g_autoptr(Evidence) evidence = evidence_new(year);
    g_autoptr(Arena) arena = arena_new();
    const EvidenceWords *words = evidence_words(year->site);
    const Sketch s = {year, evidence, words, arena, html_new()};
    const char *title = form_print(arena, words->title, count_of(arena, (guint)year->year));

    head_write(&s, title);
    if (evidence) {
        figures_write(&s);
        html_print(s.html, "</header>\n");
        contents_write(&s);
        html_print(s.html, "<main id=\"main\">\n");
        gaps_write(&s);
        items_write(&s);
    } else {
        nothing_write(&s);
    }
    html_print(s.html, "</main>\n<footer><p>%s</p></footer>\n", as_of(&s));
    return html_end(s.html);
}
