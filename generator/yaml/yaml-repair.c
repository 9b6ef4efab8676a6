/* SPDX-License-Identifier: MIT */
#include "yaml/yaml-repair.h"

#include <string.h>

#define WIDE_COLON "："        /* U+FF1A */
#define WIDE_SPACE "　"        /* U+3000 */
#define FIXED_SPACE "\xc2\xa0" /* U+00A0, what Word and web pages give */
#define NAME_LENGTH_MAX 90     /* bytes of a name: a longer one is a sentence */

/* A value that goes on in the lines below. */
typedef enum { OPEN_NONE, OPEN_TEXT, OPEN_BLOCK, OPEN_QUOTE, OPEN_BRACKET } Open;

typedef struct {
    YamlRepair *repair;
    const char *end;
    guint line;
    gboolean fields; /* the first line is one of them */
    Open open;
    gsize parent; /* OPEN_TEXT, OPEN_BLOCK: deeper lines belong to it */
    char quote;   /* OPEN_QUOTE, and within brackets; or NUL */
    guint depth;  /* OPEN_BRACKET */
    guint mended;
} Repair;

typedef struct {
    guint line, column;
} Added;

/* The name at the start of a line. */
typedef struct {
    const char *start; /* of the name, behind the '- ' of a list */
    const char *colon; /* what ends it, or NULL: no name */
    const char *value; /* behind the colon and what follows it */
    gboolean item;     /* behind '- ' */
    gboolean wide;     /* to be mended */
} Name;

gboolean yaml_repair_needed(const char *text, gsize length)
{
    return memmem(text, length, WIDE_COLON, strlen(WIDE_COLON)) ||
           memmem(text, length, ":" WIDE_SPACE, strlen(":" WIDE_SPACE)) ||
           memmem(text, length, ":" FIXED_SPACE, strlen(":" FIXED_SPACE));
}

static gboolean begins(const char *at, const char *end, const char *word)
{
    const gsize length = strlen(word);
    return (gsize)(end - at) >= length && memcmp(at, word, length) == 0;
}

static const char *line_end(const char *line, const char *end)
{
    const char *stop = memchr(line, '\n', (gsize)(end - line));
    return stop ? stop : end;
}

static const char *spaces_skip(const char *at, const char *stop)
{
    while (at < stop && *at == ' ')
        at++;
    return at;
}

static gboolean is_wide_space(const char *at, const char *stop)
{
    return begins(at, stop, WIDE_SPACE) || begins(at, stop, FIXED_SPACE);
}

static gboolean is_break(const char *at, const char *stop)
{
    return at == stop || *at == ' ' || *at == '\t' || *at == '\r';
}

/* Takes the colon at `at`, if one ends a name there. */
static gboolean colon_take(const char *at, const char *stop, Name *name)
{
    const gboolean wide = begins(at, stop, WIDE_COLON);
    const char *behind = at + (wide ? strlen(WIDE_COLON) : 1);

    if (!wide && (*at != ':' || (!is_break(behind, stop) && !is_wide_space(behind, stop))))
        return FALSE;
    name->colon = at;
    name->wide = wide || is_wide_space(behind, stop);
    name->value = behind;
    while (name->wide && is_wide_space(name->value, stop))
        name->value += begins(name->value, stop, WIDE_SPACE) ? strlen(WIDE_SPACE) : strlen(FIXED_SPACE);
    return TRUE;
}

static Name name_find(const char *line, const char *stop)
{
    Name name = {.start = spaces_skip(line, stop)};

    while (begins(name.start, stop, "- ")) {
        name.start = spaces_skip(name.start + 1, stop);
        name.item = TRUE;
    }
    if (name.start < stop && strchr("\"'[{", *name.start))
        return name;
    for (const char *at = name.start; at < stop && at - name.start <= NAME_LENGTH_MAX; at++)
        if (colon_take(at, stop, &name) || (*at == '#' && at > name.start && at[-1] == ' '))
            break;
    if (name.colon == name.start)
        name.colon = NULL;
    return name;
}

typedef enum { SIBLING_NONE, SIBLING_WIDE, SIBLING_NAMED } Sibling;

/*
 * Whether the next line that says something begins a name in the column of `name`, with a full-width colon:
 * then both are likely fields; or any line of the item does with ": ": then they are, for YAML reads no such
 * text.
 */
static Sibling sibling_find(const Repair *repair, const char *line, const Name *name)
{
    const char *stop = line_end(name->start, repair->end);
    Sibling found = SIBLING_NONE;

    for (gboolean first = TRUE; stop < repair->end;) {
        const char *next = stop + 1;
        stop = line_end(next, repair->end);
        const char *text = spaces_skip(next, stop);
        if (text == stop || *text == '#' || *text == '\r')
            continue;
        const Name other = name_find(next, stop);
        const gboolean named = other.colon && !other.item && text - next == name->start - line;
        if (named && !other.wide)
            return SIBLING_NAMED;
        if ((first && !named) || text - next < name->start - line)
            return found;
        found = SIBLING_WIDE;
        first = FALSE;
    }
    return found;
}

static gboolean is_identifier(const Name *name)
{
    for (const char *at = name->start; at < name->colon; at++)
        if (!g_ascii_islower(*at) && !g_ascii_isdigit(*at) && *at != '_' && *at != ' ')
            return FALSE;
    return TRUE;
}

/* "- 电话：0519-…" is an item of a list of texts, "- date：2025-03-01" above "  note：…" is a field. */
static gboolean is_certain(const Repair *repair, const char *line, const Name *name)
{
    if (!name->wide || !name->item || (repair->fields && repair->line == 0))
        return name->wide;
    const Sibling sibling = sibling_find(repair, line, name);
    return sibling == SIBLING_NAMED || (sibling == SIBLING_WIDE && is_identifier(name));
}

/* Goes on to where a quote or all brackets close, or to the end of the line. */
static void value_scan(Repair *repair, const char *at, const char *stop)
{
    for (; at < stop; at++) {
        if (repair->quote) {
            if (*at == '\\' && repair->quote == '"' && at + 1 < stop)
                at++;
            else if (*at == repair->quote)
                repair->quote = '\0';
        } else if (*at == '"' || *at == '\'') {
            repair->quote = *at;
        } else if (*at == '[' || *at == '{') {
            repair->depth++;
        } else if ((*at == ']' || *at == '}') && repair->depth > 0) {
            repair->depth--;
        }
        if (!repair->quote && repair->depth == 0)
            break;
    }
    repair->open = repair->depth ? OPEN_BRACKET : repair->quote ? OPEN_QUOTE : OPEN_NONE;
}

static void value_begin(Repair *repair, const char *at, const char *stop, gsize parent)
{
    at = spaces_skip(at, stop);
    repair->parent = parent;
    if (is_break(at, stop) || *at == '#')
        repair->open = OPEN_NONE;
    else if (strchr("\"'[{", *at))
        value_scan(repair, at, stop);
    else
        repair->open = *at == '|' || *at == '>' ? OPEN_BLOCK : OPEN_TEXT;
}

/* Appends the line with its name mended. */
static void name_mend(Repair *repair, const char *line, const char *stop, const Name *name)
{
    GString *into = repair->repair->text;
    const char *value = name->value;

    g_string_append_len(into, line, name->colon - line);
    g_string_append_c(into, ':');
    /* Each wide space is a space then, so that columns stay; one is added where there was none. */
    const char *behind = name->colon + (*name->colon == ':' ? 1 : strlen(WIDE_COLON));
    const glong spaces = g_utf8_strlen(behind, value - behind);
    for (glong i = 0; i < spaces; i++)
        g_string_append_c(into, ' ');
    if (spaces == 0 && !is_break(value, stop)) {
        const Added added = {repair->line, (guint)g_utf8_strlen(line, name->colon - line) + 1};
        g_array_append_val(repair->repair->added, added);
        g_string_append_c(into, ' ');
    }
    g_string_append_len(into, value, stop - value);
    repair->mended++;
}

static gboolean goes_on(Repair *repair, const char *text, const char *stop, gsize indent)
{
    if (repair->open == OPEN_QUOTE || repair->open == OPEN_BRACKET) {
        value_scan(repair, text, stop);
        return TRUE;
    }
    if (is_break(text, stop) || (*text == '#' && repair->open != OPEN_BLOCK))
        return TRUE;
    return repair->open != OPEN_NONE && indent > repair->parent;
}

static void line_mend(Repair *repair, const char *line, const char *stop)
{
    const char *text = spaces_skip(line, stop);
    const gsize indent = (gsize)(text - line);

    if (!goes_on(repair, text, stop, indent)) {
        const Name name = name_find(line, stop);
        const gboolean mend = name.colon && is_certain(repair, line, &name);
        const gboolean named = name.colon && (mend || !name.wide);
        value_begin(repair, named ? name.value : name.start, stop,
                    named ? (gsize)(name.start - line) : indent);
        if (mend) {
            name_mend(repair, line, stop, &name);
            return;
        }
    }
    g_string_append_len(repair->repair->text, line, stop - line);
}

YamlRepair *yaml_repair_new(const char *text, gsize length, gboolean fields)
{
    g_autoptr(YamlRepair) mended = g_new0(YamlRepair, 1);
    Repair repair = {.repair = mended, .end = text + length, .fields = fields};

    mended->text = g_string_sized_new(length + length / 32);
    mended->added = g_array_new(FALSE, FALSE, sizeof(Added));
    for (const char *line = text; line < repair.end; repair.line++) {
        const char *stop = line_end(line, repair.end);
        line_mend(&repair, line, stop);
        if (stop < repair.end)
            g_string_append_c(mended->text, '\n');
        line = stop + 1;
    }
    return repair.mended ? g_steal_pointer(&mended) : NULL;
}

void yaml_repair_free(YamlRepair *repair)
{
    if (!repair)
        return;
    g_string_free(repair->text, TRUE);
    g_array_unref(repair->added);
    g_free(repair);
}

/* A line has one name, so one space at most was added. */
guint yaml_repair_column(const YamlRepair *repair, guint line, guint column)
{
    guint low = 0, high = repair->added->len;

    while (low < high) {
        const guint middle = (low + high) / 2;
        const Added *added = &g_array_index(repair->added, Added, middle);
        if (added->line == line)
            return column > added->column ? column - 1 : column;
        if (added->line < line)
            low = middle + 1;
        else
            high = middle;
    }
    return column;
}

char *yaml_repair_line(const YamlRepair *repair, guint line)
{
    const char *end = repair->text->str + repair->text->len;
    const char *start = repair->text->str;

    for (; line > 0 && start < end; line--)
        start = MIN(line_end(start, end) + 1, end);
    return g_strchomp(g_strndup(start, (gsize)(line_end(start, end) - start)));
}
