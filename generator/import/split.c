/* SPDX-License-Identifier: MIT */
#include "import/split.h"

#include "import/character.h"
#include "import/number.h"
#include "import/pattern.h"
#include "text/space.h"

#include <glib/gi18n.h>
#include <string.h>

/* What stands before the first paper and is no longer is the title of the collection. */
#define PREFACE_LINES 2
#define PREFACE_MOST 60

/* 第一篇, 第1篇：2024年总结, 【第一篇】, 篇一：, 范文一. The number, and the bytes up to the title behind it.
 */
static guint marker_read(const Block *block, gsize *length)
{
    static GRegex *regex;
    g_auto(GStrv) groups = NULL;

    if (block->kind == BLOCK_OTHER || strlen(block->text) > 400 ||
        !pattern_match(&regex,
                       "^([【\\[（(]?\\s*(?:第\\s*([一二三四五六七八九十百\\d]{1,4})\\s*篇|[篇](["
                       "一二三四五六七八九十]{1,3}|\\d{1,3})"
                       "|范文([一二三四五六七八九十]{1,3}|\\d{1,3}))\\s*[】\\]）)]?\\s*[：:、.．]?\\s*)(?:$|["
                       "^，。；]{2,60}$)",
                       block->text, &groups))
        return 0;
    const char *digits = NULL;
    for (guint i = 2; groups[i]; i++)
        digits = *groups[i] ? groups[i] : digits;
    *length = strlen(groups[1]);
    return digits ? number_value(&digits) : 0;
}

/* Where the papers begin: the last row of 1, 2, … (one before it is a table of contents). */
static GArray *starts_find(const Paper *paper)
{
    GArray *starts = g_array_new(FALSE, FALSE, sizeof(guint));
    gsize length;

    for (guint i = 0; i < paper->blocks->len; i++) {
        const guint number = marker_read(paper_block(paper, i), &length);
        if (number == 1)
            g_array_set_size(starts, 0);
        if (number > 0 && number == starts->len + 1)
            g_array_append_val(starts, i);
    }
    return starts;
}

/* Whether each paper has something below its first line. */
static gboolean are_papers(const Paper *paper, const GArray *starts)
{
    for (guint i = 0; i < starts->len; i++) {
        const guint start = g_array_index(starts, guint, i);
        const guint end = i + 1 < starts->len ? g_array_index(starts, guint, i + 1) : paper->blocks->len;
        if (end - start < 2)
            return FALSE;
    }
    return starts->len >= 2;
}

/* Moves blocks to a paper of the same name. */
static Paper *part_new(const Paper *paper, guint start, guint end)
{
    Paper *part = paper_new(paper->name);

    for (guint i = start; i < end; i++)
        g_ptr_array_add(part->blocks, g_steal_pointer(&g_ptr_array_index(paper->blocks, i)));
    return part;
}

static void marker_take(Paper *part)
{
    Block *block = paper_block(part, 0);
    gsize length = 0;

    marker_read(block, &length);
    g_autofree char *rest = space_strip(block->text + length);
    if (!*rest) {
        paper_take(part, 0, 1);
        return;
    }
    paper_keep(part, g_strndup(block->text, length), block->line);
    g_free(block->text);
    block->text = g_steal_pointer(&rest);
    g_clear_pointer(&block->markdown, g_free);
}

/* "目　录" and the lines below it, which are those that begin the papers. */
static gboolean is_contents(const Block *block)
{
    g_autofree char *squeezed = text_squeeze(block->text);
    gsize length;

    return strcmp(squeezed, "目录") == 0 || marker_read(block, &length) > 0;
}

static gboolean is_title_only(const Paper *paper, guint end)
{
    guint lines = 0, length = 0;

    for (guint i = 0; i < end; i++) {
        const Block *block = paper_block(paper, i);
        if (is_contents(block))
            continue;
        lines++;
        length += block->kind == BLOCK_OTHER ? PREFACE_MOST + 1 : text_length(block->text);
    }
    return lines <= PREFACE_LINES && length <= PREFACE_MOST;
}

static void preface_add(GPtrArray *papers, Paper *paper, guint end, Paper *first)
{
    if (!is_title_only(paper, end)) {
        g_ptr_array_add(papers, part_new(paper, 0, end));
        return;
    }
    for (guint i = 0; i < end; i++)
        paper_keep(first, g_strdup(paper_block(paper, i)->text), paper_block(paper, i)->line);
}

static void papers_add(GPtrArray *papers, Paper *paper, const GArray *starts)
{
    for (guint i = 0; i < starts->len; i++) {
        const guint start = g_array_index(starts, guint, i);
        const guint end = i + 1 < starts->len ? g_array_index(starts, guint, i + 1) : paper->blocks->len;
        Paper *part = part_new(paper, start, end);
        marker_take(part);
        if (i == 0)
            preface_add(papers, paper, start, part);
        g_ptr_array_add(papers, part);
    }
}

/* A paper that is not in order may have been meant, or the number be a slip. */
static void report_others(const Paper *paper, const GArray *starts, Diagnostics *diagnostics)
{
    gsize length;

    for (guint i = g_array_index(starts, guint, 0), next = 0; i < paper->blocks->len; i++) {
        const Block *block = paper_block(paper, i);
        if (next < starts->len && i == g_array_index(starts, guint, next))
            next++;
        else if (marker_read(block, &length) > 0)
            diagnostics_warning(diagnostics, (Place){.file = paper->name, .line = block->line},
                                _("if a paper begins there, put its number right, and import the file again"),
                                _("'%s' does not count on, and begins no entry of its own"), block->text);
    }
}

static void move(GPtrArray *from, GPtrArray *to)
{
    while (from->len > 0)
        g_ptr_array_add(to, g_ptr_array_steal_index(from, 0));
}

GPtrArray *split_papers(Paper *paper, Diagnostics *diagnostics)
{
    GPtrArray *papers = g_ptr_array_new_with_free_func((GDestroyNotify)paper_free);
    g_autoptr(GArray) starts = starts_find(paper);

    if (!are_papers(paper, starts)) {
        g_ptr_array_add(papers, paper);
        return papers;
    }
    report_others(paper, starts, diagnostics);
    papers_add(papers, paper, starts);
    Paper *first = g_ptr_array_index(papers, 0);
    move(paper->pictures, first->pictures);
    move(paper->notes, first->notes);
    move(paper->taken, first->taken);
    paper_free(paper);
    return papers;
}
