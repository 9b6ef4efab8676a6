/* SPDX-License-Identifier: MIT */
#include "external/word/text.h"

#include "external/word/beside.h"

#include <stdlib.h>
#include <string.h>

#define NUMBER_MOST 100000

typedef struct {
    GString *into;
    guint cells;        /* those around: tables may stand in tables */
    gboolean sheets;    /* tables are sheets, not parts of a text */
    GString *described; /* what is said of pictures */
} Walk;

static gboolean is_any(const char *name, const char *const *names)
{
    for (; *names; names++)
        if (strcmp(name, *names) == 0)
            return TRUE;
    return FALSE;
}

static gboolean is_cell(const char *name)
{
    static const char *const names[] = {"tc", "table-cell", NULL};
    return is_any(name, names);
}

void text_begin_section(GString *into, const char *kind, const char *title)
{
    g_string_append_printf(into, "\f%s\t", kind);
    text_append(into, title, strlen(title));
    g_string_append_c(into, '\n');
}

void text_append(GString *into, const char *text, gsize length)
{
    for (gsize i = 0; i < length; i++)
        g_string_append_c(into, (guchar)text[i] < ' ' || text[i] == '|' ? ' ' : text[i]);
}

/* What is said of a picture (ISO/IEC 29500-1, 20.4.2.5 and 19.3.1.12). */
static void description_append(const Walk *walk, const char *name, const Attributes *attributes)
{
    static const char *const names[] = {"docPr", "cNvPr", NULL};
    g_autofree char *text = is_any(name, names) ? attributes_find(attributes, "descr") : NULL;

    if (!text)
        return;
    text_append(walk->described, text, strlen(text));
    g_string_append_c(walk->described, '\n');
}

static void element_begins(void *data, const char *name, const Attributes *attributes)
{
    Walk *walk = data;

    description_append(walk, name, attributes);
    if (is_cell(name))
        walk->cells++;
    if (!walk->sheets || strcmp(name, "table") != 0 || walk->cells > 0)
        return;
    g_autofree char *title = attributes_find(attributes, "name");
    if (title)
        text_begin_section(walk->into, "table", title);
}

/* What parts the text of an element from the next. */
static void element_ends(void *data, const char *name)
{
    static const char *const lines[] = {"p",         "h",          "br", "cr", "line-break",
                                        "table-row", "TextObject", "tr", NULL};
    static const char *const blanks[] = {"tab", "s", NULL};
    Walk *walk = data;

    if (is_cell(name)) {
        walk->cells -= walk->cells > 0;
        g_string_append(walk->into, walk->cells ? " " : " | ");
    } else if (is_any(name, lines)) {
        g_string_append_c(walk->into, walk->cells ? ' ' : '\n');
    } else if (is_any(name, blanks)) {
        g_string_append_c(walk->into, ' ');
    }
}

static void text_met(void *data, const char *text, gsize length)
{
    const Walk *walk = data;
    text_append(walk->into, text, length);
}

/* The number in a name such as "ppt/slides/slide12.xml"; -1 where it is another one. */
static int number_in(const char *name, const char *before, const char *after)
{
    const char *at = strstr(name, before);
    char *end = NULL;

    if (!at || !g_ascii_isdigit(at[strlen(before)]))
        return -1;
    const long number = strtol(at + strlen(before), &end, 10);
    return strcmp(end, after) == 0 && number < NUMBER_MOST ? (int)number : -1;
}

/* Slides are counted from 1 in the names of files, pages of OFD from 0. */
static void part_begin(const Part *part, GString *into)
{
    const int slide = number_in(part->name, "ppt/slides/slide", ".xml");
    const int page = number_in(part->name, "/Pages/Page_", "/Content.xml");
    g_autofree char *number = g_strdup_printf("%d", slide >= 0 ? slide : page + 1);

    if (slide >= 0 || page >= 0)
        text_begin_section(into, slide >= 0 ? "slide" : "page", number);
    else
        text_begin_section(into, "text", "");
}

/* What programs note down for themselves is no text of the document; cells and their strings are told by
 * sheets_extract(), properties and caches by beside_extract(). */
static gboolean is_text(const Part *part)
{
    static const char *const others[] = {"/theme/",        "settings", "docProps/",      "META-INF/",
                                         "meta.xml",       "[Content", "xl/worksheets/", "xl/sharedStr",
                                         "xl/pivotCache/", NULL};

    if (!g_str_has_suffix(part->name, ".xml") || part->bytes->len == 0)
        return FALSE;
    for (const char *const *other = others; *other; other++)
        if (strstr(part->name, *other))
            return FALSE;
    return TRUE;
}

/* Whether it is a spreadsheet of OpenDocument, which says what it is in a part of its own (ISO/IEC
 * 26300-3, 3.3).
 */
static gboolean has_sheets(const GPtrArray *parts)
{
    const Part *part = package_find(parts, "mimetype");
    return part && g_strstr_len((const char *)part->bytes->data, part->bytes->len, "spreadsheet");
}

Status text_extract(const GPtrArray *parts, guint within, GString *into)
{
    static const Events events = {element_begins, element_ends, text_met};
    const gboolean sheets = has_sheets(parts);
    g_autoptr(GString) described = g_string_new(NULL);
    Status status = sheets_extract(parts, into);

    for (guint i = 0; i < parts->len && status == STATUS_NUMBERED; i++) {
        const Part *part = parts->pdata[i];
        Walk walk = {into, 0, sheets, described};
        if (!is_text(part))
            continue;
        part_begin(part, into);
        status = part_tell(part, &events, &walk, into);
        g_string_append_c(into, '\n');
    }
    if (described->len > 0) {
        text_begin_section(into, "beside", "");
        g_string_append_len(into, described->str, (gssize)described->len);
    }
    return status == STATUS_NUMBERED ? beside_extract(parts, within, into) : status;
}
