/* SPDX-License-Identifier: MIT */
#include "review/slips.h"

#include "markup/gallery.h"

#include <glib/gi18n.h>
#include <string.h>

/* Of a fence: CommonMark 0.31, 4.5. */
#define FENCE_LEAST 3
#define INDENT_MOST 3

typedef struct {
    const Review *review;
    const Entry *entry;
    guint line;   /* of the file, from 1 */
    char fence;   /* that of the block around, or 0 */
    gsize length; /* of its fence */
} Reading;

/* Names of blocks, as authors write them. */
static const char *const BLOCKS[] = {GALLERY_BLOCK, "图集", "相册", "chart", "csv", "roster"};

static void report(const Reading *reading, const char *line, const char *at, const char *hint,
                   const char *message)
{
    const Place place = {.source = reading->entry->source,
                         .line = reading->line,
                         .column = 1 + (guint)g_utf8_strlen(line, at - line)};

    diagnostics_warning(reading->review->diagnostics, place, hint, "%s", message);
}

/* The word that `text` begins with where it is the name of a block; NULL: it is none. */
static const char *block_named(const char *text)
{
    for (gsize i = 0; i < G_N_ELEMENTS(BLOCKS); i++) {
        const gsize length = strlen(BLOCKS[i]);
        if (strncmp(text, BLOCKS[i], length) == 0 && strchr(" \t\r", text[length]))
            return i == 1 || i == 2 ? GALLERY_BLOCK : BLOCKS[i];
    }
    return NULL;
}

/* What the key of the backquote gives with a Chinese keyboard, and what looks like it. */
static void fence_look(const Reading *reading, const char *line, const char *at)
{
    static const char *const marks[] = {"···", "｀｀｀", "‘‘‘", "’’’", "'''", "´´´", "～～～", "•••"};

    for (gsize i = 0; i < G_N_ELEMENTS(marks); i++) {
        if (!g_str_has_prefix(at, marks[i]))
            continue;
        const char *rest = at + strlen(marks[i]);
        const char *name = block_named(rest + strspn(rest, " "));
        if (!name)
            continue;
        g_autofree char *hint = g_strdup_printf(
            _("write ```%s, and ``` at its end, with an English keyboard: the key left of 1"), name);
        report(reading, line, at, hint, _("this begins no block: these signs are no backquotes"));
    }
}

/* "！[…](…)", "！【…】（…）" and "![…]（…）". */
static void image_look(const Reading *reading, const char *line)
{
    const char *at = strstr(line, "！[");

    at = at ? at : strstr(line, "！【");
    if (!at && (at = strstr(line, "!["))) {
        const char *end = strchr(at, ']');
        at = end && g_str_has_prefix(end + 1, "（") ? at : NULL;
    } else if (at && !strstr(at, "](") && !strstr(at, "】（") && !strstr(at, "]（")) {
        at = NULL;
    }
    if (at)
        report(reading, line, at,
               _("write ![what it shows](photo.jpg), with ! [ ] ( ) of an English keyboard"),
               _("this is no image: some of its signs are Chinese ones"));
}

/* A fence of `length` signs begins a block or, around it, ends one. */
static void fence_pass(Reading *reading, const char *line, const char *at, gsize length)
{
    const char *info = at + length + strspn(at + length, " \t");

    if (!reading->fence) {
        reading->fence = *at;
        reading->length = length;
        const char *name = block_named(info);
        if (name && !g_str_has_prefix(info, name))
            report(reading, line, info, _("write ```gallery"), _("a block of photos is called 'gallery'"));
    } else if (*at == reading->fence && length >= reading->length && info[strspn(info, "\r")] == '\0') {
        reading->fence = '\0';
    }
}

static void line_look(Reading *reading, const char *line)
{
    const gsize indent = strspn(line, " ");
    const char *at = line + indent;
    const gsize length = *at == '`' || *at == '~' ? strspn(at, *at == '`' ? "`" : "~") : 0;

    if (indent <= INDENT_MOST && length >= FENCE_LEAST) {
        fence_pass(reading, line, at, length);
    } else if (!reading->fence) {
        fence_look(reading, line, at);
        image_look(reading, line);
    }
}

/* Most texts have none: they are not gone through line by line. */
static gboolean may_have_slips(const char *text)
{
    if (strstr(text, "！[") || strstr(text, "！【") || strstr(text, "]（"))
        return TRUE;
    for (gsize i = 0; i < G_N_ELEMENTS(BLOCKS); i++)
        if (strstr(text, BLOCKS[i]))
            return TRUE;
    return FALSE;
}

void slips_review(const Review *review, const Entry *entry)
{
    gsize length;
    const char *text = entry_body(entry, &length);
    Reading reading = {.review = review, .entry = entry, .line = entry->body_line};

    if (!may_have_slips(text))
        return;
    for (const char *end; length > 0; reading.line++) {
        end = memchr(text, '\n', length);
        const gsize width = end ? (gsize)(end - text) : length;
        g_autofree char *line = g_strndup(text, width);
        line_look(&reading, line);
        text += width + (end ? 1 : 0);
        length -= width + (end ? 1 : 0);
    }
}
