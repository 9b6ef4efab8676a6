/* SPDX-License-Identifier: MIT */
#pragma once

/* A Markdown text: parsed once, rendered as often as it is shown. The dialect is GitHub's with footnotes,
 * read as a Chinese author means it; docs/markdown.md says how it differs.
 *
 * One parse at a time in a process: cmark-gfm keeps process-wide tables while it parses. A callback of
 * MarkupTarget may parse and render another document. */

#include <glib.h>

typedef struct Document Document;
struct cmark_node;

/* An image. */
typedef struct {
    const char *url;   /* as written, backslashes and character references resolved, percent escapes left */
    const char *alt;   /* what is said of it, as plain text; "" where nothing is */
    const char *title; /* "" where it has none */
    guint line;
} MarkupPicture;

typedef struct {
    gboolean raw_html; /* HTML in the text is shown as it is; for trusted authors only */
    gboolean valid;    /* the text is known to be UTF-8 without NUL: it is not looked at for that */
} MarkupOptions;

/* What the owner of a document supplies for one rendering. Every member may be NULL. Lines and columns
 * count from 1 in the text given to document_parse, columns in bytes. */
typedef struct {
    void *data;

    /* `url`: the destination of a link or an image as written, backslashes and character references
     * resolved, percent escapes left. Returns the URL to print (newly allocated; it is escaped for HTML
     * here), "" for a link or an image that leads nowhere today and is shown as its text, or NULL to print
     * `url`. Called in the order of the text, footnotes last. */
    char *(*resolve)(void *data, const char *url, gboolean image, guint line);

    /* Returns newly allocated HTML of an image, which is printed as it is; or NULL: then resolve() is asked
     * for its address, and it is shown as any image. */
    char *(*image)(void *data, const MarkupPicture *picture);

    /* A fenced block whose info string begins with the word `name`; `arguments` is the rest of it, trimmed.
     * Returns newly allocated HTML, which is printed as it is, or NULL for ordinary code; of a gallery
     * (gallery.h), for its photos one after the other. */
    char *(*block)(void *data, const char *name, const char *arguments, const char *text, guint line);

    /* Something of the author's was left out. `message` is in the user's language. */
    void (*warn)(void *data, guint line, guint column, const char *message);

    /* Put before every id and the fragments that lead to it, with a colon between them, for a page that shows
     * more than this text. Ids of different prefixes never meet. No white space. NULL or "" on its own page.
     */
    const char *prefix;

    /* Address of the text's own page, put before fragments that lead into the text, where it is shown in a
     * feed. NULL: they lead to the page that shows it. */
    const char *base;

    /* Words for screen readers: of the link from a footnote back to the text, and of the check boxes of task
     * lists. NULL: "Back to content", "Done", "To do". */
    const char *footnote_label;
    const char *done_label;
    const char *to_do_label;
} MarkupTarget;

typedef struct {
    guint level;      /* 1 to 6 */
    guint line;       /* 1-based */
    const char *id;   /* unique in the document, never empty, without the target's prefix */
    const char *text; /* plain text, not escaped */
} Heading;

/* A text that cmark-gfm would need too long for. The document is not made. */
#define MARKUP_ERROR (markup_error_quark())
typedef enum { MARKUP_ERROR_LIMIT } MarkupError;
GQuark markup_error_quark(void);

/* Parses `length` bytes of Markdown. Bytes that are not UTF-8, and NUL, become U+FFFD; a byte order mark is
 * skipped; lines end in LF or CR LF. `options` may be NULL. `text` is not kept.
 *
 * A text beyond the limits of limit.h gives NULL and MARKUP_ERROR_LIMIT; the message names no line, which is
 * in `line` (may be NULL). */
Document *document_parse(const char *text, gsize length, const MarkupOptions *options, guint *line,
                         GError **error);
void document_free(Document *document);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Document, document_free)

/* Appends HTML to `html`: every time the same for the same target. `target` may be NULL. Warnings are given
 * again with each rendering. */
void document_render(Document *document, const MarkupTarget *target, GString *html);

/* The headings in the order of the text: `count` of them, the document's; NULL where there are none. */
const Heading *document_get_outline(Document *document, guint *count);

/* Whether a heading or a footnote has the id `fragment`, percent-encoded or not, without "#". */
gboolean document_has_id(Document *document, const char *fragment);

/* The beginning as plain text on one line, newly allocated, at most `characters` as a reader counts them,
 * then "…" when there is more. Without headings, code blocks, galleries, tables, images, footnotes, HTML and
 * what is struck out. A Latin word or a number is cut only where it alone is too long. */
char *document_excerpt(Document *document, guint characters);

/* Appends the whole text without its mark-up: blocks, rows of code and cells of tables on lines of their own,
 * headings, code, footnotes and the descriptions of images among them, HTML not. Of a gallery the words. */
void document_text(Document *document, GString *into);

/* The tree, for who makes of it something else than a page: lines joined where Chinese goes on, text in
 * UTF-8. The document's, and not to be changed. */
struct cmark_node *document_get_root(Document *document);
