/* SPDX-License-Identifier: MIT */
#include "album/block.h"

#include "markup/gallery.h"

#include <string.h>

#define FENCE "```"
/* A line indented deeper is code (CommonMark 0.31, 4.5). */
#define INDENT_MAX 3
#define FENCE_MIN 3

typedef struct {
    char mark; /* '`' or '~' */
    gsize marks;
    gsize indent;
    const char *info; /* what stands behind it */
} Fence;

typedef struct {
    const char *text, *end;
    guint line;       /* of what comes next */
    const char *html; /* the end of the block of HTML that is open: "-->"; or NULL */
    guint html_line;  /* where it was opened */
    gboolean in_fence;
    gboolean in_gallery;
    Fence fence;       /* that is open */
    guint fence_line;  /* where it was opened */
    const char *place; /* the end of the last gallery; or NULL */
    guint place_line;
    gsize place_indent;
} Scan;

static gsize count(const char *text, const char *end, char wanted)
{
    const char *at = text;

    while (at < end && *at == wanted)
        at++;
    return (gsize)(at - text);
}

static gboolean fence_read(const char *line, const char *end, Fence *fence)
{
    fence->indent = count(line, end, ' ');
    const char *at = line + fence->indent;
    if (fence->indent > INDENT_MAX || at == end || (*at != '`' && *at != '~'))
        return FALSE;
    fence->mark = *at;
    fence->marks = count(at, end, *at);
    fence->info = at + fence->marks;
    return fence->marks >= FENCE_MIN;
}

static gboolean is_blank(const char *text, const char *end)
{
    while (text < end && g_ascii_isspace(*text))
        text++;
    return text == end;
}

static gboolean closes(const Scan *scan, const Fence *fence, const char *end)
{
    return fence->mark == scan->fence.mark && fence->marks >= scan->fence.marks && is_blank(fence->info, end);
}

static gboolean is_gallery(const char *info, const char *end)
{
    const gsize length = strlen(GALLERY_BLOCK);

    while (info < end && (*info == ' ' || *info == '\t'))
        info++;
    return (gsize)(end - info) >= length && memcmp(info, GALLERY_BLOCK, length) == 0 &&
           (info + length == end || g_ascii_isspace(info[length]));
}

/* Of marks like this line's, no other may stand behind the first ones. */
static gboolean opens(const Fence *fence, const char *end)
{
    return fence->mark == '~' || !memchr(fence->info, '`', (gsize)(end - fence->info));
}

static void scan_fence(Scan *scan, const Fence *fence, const char *line, const char *end)
{
    if (!scan->in_fence && opens(fence, end)) {
        scan->in_fence = TRUE;
        scan->in_gallery = is_gallery(fence->info, end);
        scan->fence = *fence;
        scan->fence_line = scan->line;
    } else if (scan->in_fence && closes(scan, fence, end)) {
        if (scan->in_gallery) {
            scan->place = line;
            scan->place_line = scan->line;
            scan->place_indent = scan->fence.indent;
        }
        scan->in_fence = FALSE;
    }
}

/* How the block of HTML ends that begins here, if it goes on over empty lines (CommonMark 0.31, 4.6, 1 and
 * 2); or NULL. */
static const char *html_end(const char *at, const char *end)
{
    static const char *const blocks[][2] = {{"<!--", "-->"},
                                            {"<script", "</script>"},
                                            {"<pre", "</pre>"},
                                            {"<style", "</style>"},
                                            {"<textarea", "</textarea>"}};

    for (gsize i = 0; i < G_N_ELEMENTS(blocks); i++) {
        const gsize length = strlen(blocks[i][0]);
        if ((gsize)(end - at) < length || g_ascii_strncasecmp(at, blocks[i][0], length) != 0)
            continue;
        if (i == 0 || at + length == end || at[length] == '>' || g_ascii_isspace(at[length]))
            return blocks[i][1];
    }
    return NULL;
}

static gboolean line_has(const char *line, const char *end, const char *wanted)
{
    g_autofree char *lower = g_ascii_strdown(line, end - line);
    return strstr(lower, wanted) != NULL;
}

static void scan_line(Scan *scan, const char *line, const char *end)
{
    const gsize indent = count(line, end, ' ');
    Fence fence;

    if (!scan->in_fence && !scan->html && indent <= INDENT_MAX) {
        scan->html = html_end(line + indent, end);
        scan->html_line = scan->line;
    }
    if (scan->html && line_has(line, end, scan->html))
        scan->html = NULL;
    else if (scan->html)
        return;
    else if (fence_read(line, end, &fence))
        scan_fence(scan, &fence, line, end);
}

static void scan_text(Scan *scan)
{
    const char *line = scan->text;

    while (line < scan->end) {
        const char *newline = memchr(line, '\n', (gsize)(scan->end - line));
        scan_line(scan, line, newline ? newline : scan->end);
        line = newline ? newline + 1 : scan->end;
        scan->line++;
    }
}

static guint count_lines(const char *text, gsize length)
{
    guint lines = 0;

    for (const char *at = text; (at = memchr(at, '\n', length - (gsize)(at - text))); at++)
        lines++;
    return lines;
}

static const char *line_end_of(const char *text, gsize length)
{
    const char *newline = memchr(text, '\n', length);

    return newline && newline > text && newline[-1] == '\r' ? "\r\n" : "\n";
}

static void append_names(GString *out, const GPtrArray *names, gsize indent, const char *line_end)
{
    for (guint i = 0; i < names->len; i++)
        g_string_append_printf(out, "%*s%s%s", (int)indent, "", (const char *)names->pdata[i], line_end);
}

/* An empty line before it, and the line before that ended. */
static void append_block(GString *out, const GPtrArray *names, const char *line_end, BlockLines *lines)
{
    const char *trailing = out->str + out->len;

    while (trailing > out->str && g_ascii_isspace(trailing[-1]))
        trailing--;
    const guint ends = count_lines(trailing, strlen(trailing));
    for (guint i = ends; out->len > 0 && i < 2; i++)
        g_string_append(out, line_end);
    g_string_append_printf(out, FENCE GALLERY_BLOCK "%s", line_end);
    lines->first = count_lines(out->str, out->len) + 1;
    append_names(out, names, 0, line_end);
    g_string_append_printf(out, FENCE "%s", line_end);
}

static void extend_block(GString *out, const Scan *scan, const GPtrArray *names, const char *line_end,
                         BlockLines *lines)
{
    g_string_append_len(out, scan->text, scan->place - scan->text);
    append_names(out, names, scan->place_indent, line_end);
    g_string_append_len(out, scan->place, scan->end - scan->place);
    lines->first = scan->place_line;
}

GString *block_add(const char *text, gsize length, gsize body, const GPtrArray *names, BlockLines *lines)
{
    GString *out = g_string_new_len(text, (gssize)body);
    Scan scan = {.text = text + body, .end = text + length, .line = count_lines(text, body) + 1};
    const char *line_end = line_end_of(text, length);

    *lines = (BlockLines){0};
    scan_text(&scan);
    if (names->len > 0 && (scan.in_fence || scan.html)) {
        lines->open = scan.in_fence ? scan.fence_line : scan.html_line;
        lines->end = scan.in_fence ? FENCE : scan.html;
    }
    if (names->len == 0 || lines->open > 0) {
        g_string_append_len(out, text + body, (gssize)(length - body));
        return out;
    }
    if (scan.place)
        extend_block(out, &scan, names, line_end, lines);
    else {
        g_string_append_len(out, text + body, (gssize)(length - body));
        append_block(out, names, line_end, lines);
    }
    lines->last = lines->first + names->len - 1;
    return out;
}
