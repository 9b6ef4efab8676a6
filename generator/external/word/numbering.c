/* SPDX-License-Identifier: MIT */
#include "external/word/numbering.h"

#include "external/word/label.h"
#include "external/word/node.h"

#include <string.h>

#define LEVELS 9
#define NONE (-1)
/* Styles that are based on each other in a circle. */
#define HOPS_MOST 64

typedef struct {
    const char *format; /* "chineseCounting" */
    const char *text;   /* "（%1）"; NULL: there is no such level */
    const char *style;  /* the style of paragraphs at this level, or NULL */
    int start;
    int restart;    /* levels above that (from 1) begin this one anew */
    gboolean legal; /* all numbers in its text are decimal */
} Level;

typedef struct {
    Level levels[LEVELS];
    int counts[LEVELS]; /* NONE: not begun */
    const char *link;   /* the style that has the levels in this one's stead, or NULL */
} Scheme;

typedef struct {
    int scheme;           /* id */
    Level levels[LEVELS]; /* in the stead of the scheme's */
    int starts[LEVELS];   /* likewise, or NONE */
    gboolean used;
} Num;

typedef struct {
    const char *base; /* id, or NULL */
    xmlNode *list;    /* w:numPr, or NULL */
    int num, level;   /* NONE: not said */
    gboolean heading;
    gboolean typed; /* numbers that it gave have become text */
} Style;

struct Numbering {
    Labels *labels;
    GStringChunk *texts;
    GHashTable *schemes; /* id -> Scheme */
    GHashTable *nums;    /* id -> Num */
    GHashTable *styles;  /* id -> Style */
    const char *usual;   /* the style of paragraphs that name none, or NULL */
};

/* What holds for a paragraph, with its styles. */
typedef struct {
    int num, level;
    gboolean heading;
    Style *giver; /* the style that gave `num`, or NULL */
} Wanted;

static const char *keep(Numbering *numbering, const xmlNode *node, const char *key)
{
    g_autofree char *value = node_attribute(node, key);
    return value ? g_string_chunk_insert_const(numbering->texts, value) : NULL;
}

static void read_level(Numbering *numbering, const xmlNode *node, Level *levels)
{
    const int index = node_number(node, "ilvl", NONE);

    if (index < 0 || index >= LEVELS)
        return;
    const char *format = keep(numbering, node_child(node, "numFmt"), "val");
    levels[index] = (Level){.format = format ? format : "decimal",
                            .text = keep(numbering, node_child(node, "lvlText"), "val"),
                            .style = keep(numbering, node_child(node, "pStyle"), "val"),
                            .start = node_number(node_child(node, "start"), "val", 1),
                            .restart = node_number(node_child(node, "lvlRestart"), "val", index),
                            .legal = node_switch(node, "isLgl")};
}

static void read_scheme(Numbering *numbering, const xmlNode *node)
{
    Scheme *scheme = g_new0(Scheme, 1);

    for (const xmlNode *level = node_child(node, "lvl"); level; level = node_next(level, "lvl"))
        read_level(numbering, level, scheme->levels);
    for (int i = 0; i < LEVELS; i++)
        scheme->counts[i] = NONE;
    scheme->link = keep(numbering, node_child(node, "numStyleLink"), "val");
    g_hash_table_insert(numbering->schemes, GINT_TO_POINTER(node_number(node, "abstractNumId", NONE)),
                        scheme);
}

static void read_override(Numbering *numbering, const xmlNode *node, Num *num)
{
    const int index = node_number(node, "ilvl", NONE);

    if (index < 0 || index >= LEVELS)
        return;
    num->starts[index] = node_number(node_child(node, "startOverride"), "val", NONE);
    if (node_child(node, "lvl"))
        read_level(numbering, node_child(node, "lvl"), num->levels);
}

static void read_num(Numbering *numbering, const xmlNode *node)
{
    Num *num = g_new0(Num, 1);

    num->scheme = node_number(node_child(node, "abstractNumId"), "val", NONE);
    for (int i = 0; i < LEVELS; i++)
        num->starts[i] = NONE;
    for (const xmlNode *at = node_child(node, "lvlOverride"); at; at = node_next(at, "lvlOverride"))
        read_override(numbering, at, num);
    g_hash_table_insert(numbering->nums, GINT_TO_POINTER(node_number(node, "numId", NONE)), num);
}

static void read_style(Numbering *numbering, const xmlNode *node)
{
    const char *id = keep(numbering, node, "styleId");
    g_autofree char *kind = node_attribute(node, "type");
    g_autofree char *usual = node_attribute(node, "default");
    g_autofree char *name = node_attribute(node_child(node, "name"), "val");
    xmlNode *list = node_child(node_child(node, "pPr"), "numPr");

    if (!id || g_hash_table_contains(numbering->styles, id))
        return;
    if (g_strcmp0(kind, "paragraph") == 0 && usual && strcmp(usual, "0") != 0 && strcmp(usual, "false") != 0)
        numbering->usual = id;
    Style *style = g_new(Style, 1);
    *style = (Style){.base = keep(numbering, node_child(node, "basedOn"), "val"),
                     .list = list,
                     .num = node_number(node_child(list, "numId"), "val", NONE),
                     .level = node_number(node_child(list, "ilvl"), "val", NONE),
                     .heading = name && g_ascii_strncasecmp(name, "heading", strlen("heading")) == 0};
    g_hash_table_insert(numbering->styles, (gpointer)id, style);
}

Numbering *numbering_new(const xmlNode *definitions, const xmlNode *styles)
{
    Numbering *numbering = g_new0(Numbering, 1);

    numbering->labels = labels_new();
    numbering->texts = g_string_chunk_new(4096);
    numbering->schemes = g_hash_table_new_full(NULL, NULL, NULL, g_free);
    numbering->nums = g_hash_table_new_full(NULL, NULL, NULL, g_free);
    numbering->styles = g_hash_table_new_full(g_str_hash, g_str_equal, NULL, g_free);
    for (const xmlNode *at = node_child(definitions, "abstractNum"); at; at = node_next(at, "abstractNum"))
        read_scheme(numbering, at);
    for (const xmlNode *at = node_child(definitions, "num"); at; at = node_next(at, "num"))
        read_num(numbering, at);
    for (const xmlNode *at = node_child(styles, "style"); at; at = node_next(at, "style"))
        read_style(numbering, at);
    return numbering;
}

void numbering_free(Numbering *numbering)
{
    g_hash_table_unref(numbering->schemes);
    g_hash_table_unref(numbering->nums);
    g_hash_table_unref(numbering->styles);
    g_string_chunk_free(numbering->texts);
    labels_free(numbering->labels);
    g_free(numbering);
}

static Style *style_find(const Numbering *numbering, const char *id)
{
    return id ? g_hash_table_lookup(numbering->styles, id) : NULL;
}

static Num *num_find(const Numbering *numbering, int id)
{
    return id > 0 ? g_hash_table_lookup(numbering->nums, GINT_TO_POINTER(id)) : NULL;
}

static Scheme *scheme_find(const Numbering *numbering, const Num *num)
{
    for (int hops = 0; num && hops < HOPS_MOST; hops++) {
        Scheme *scheme = g_hash_table_lookup(numbering->schemes, GINT_TO_POINTER(num->scheme));
        if (!scheme || !scheme->link)
            return scheme;
        const Style *style = style_find(numbering, scheme->link);
        num = style ? num_find(numbering, style->num) : NULL;
    }
    return NULL;
}

static const Level *level_of(const Num *num, const Scheme *scheme, int index)
{
    return num->levels[index].text ? &num->levels[index] : &scheme->levels[index];
}

/* The level whose paragraphs have this style: it goes before what the style itself says (17.9.3). */
static int linked_level(const Numbering *numbering, int id, const char *style)
{
    const Num *num = num_find(numbering, id);
    const Scheme *scheme = scheme_find(numbering, num);

    for (int i = 0; scheme && i < LEVELS; i++)
        if (g_strcmp0(level_of(num, scheme, i)->style, style) == 0)
            return i;
    return NONE;
}

/* Where a paragraph itself is silent, its style speaks, then what that is based on. */
static void wanted_inherit(Wanted *wanted, const Numbering *numbering, const char *id)
{
    Style *style = style_find(numbering, id);

    for (int hops = 0; style && hops < HOPS_MOST; hops++) {
        if (wanted->num == NONE && style->num != NONE) {
            const int linked = linked_level(numbering, style->num, id);
            wanted->num = style->num;
            wanted->giver = style;
            if (wanted->level == NONE)
                wanted->level = linked;
        }
        if (wanted->level == NONE)
            wanted->level = style->level;
        wanted->heading |= style->heading;
        id = style->base;
        style = style_find(numbering, id);
    }
}

static Wanted wanted_of(const Numbering *numbering, const xmlNode *properties)
{
    const xmlNode *list = node_child(properties, "numPr");
    g_autofree char *style = node_attribute(node_child(properties, "pStyle"), "val");
    Wanted wanted = {.num = node_number(node_child(list, "numId"), "val", NONE),
                     .level = node_number(node_child(list, "ilvl"), "val", NONE)};

    wanted_inherit(&wanted, numbering, style ? style : numbering->usual);
    wanted.level = MAX(wanted.level, 0);
    return wanted;
}

static int start_of(const Num *num, const Scheme *scheme, int index)
{
    return num->starts[index] != NONE ? num->starts[index] : level_of(num, scheme, index)->start;
}

static void count(Num *num, Scheme *scheme, int level)
{
    int *counts = scheme->counts;

    for (int i = 0; i < LEVELS && !num->used; i++)
        if (num->starts[i] != NONE)
            counts[i] = NONE;
    num->used = TRUE;
    counts[level] = counts[level] == NONE ? start_of(num, scheme, level) : counts[level] + 1;
    for (int i = level + 1; i < LEVELS; i++)
        if (level < level_of(num, scheme, i)->restart)
            counts[i] = NONE;
}

/* "（%1）" with the counts in it. Newly allocated. */
static char *label_new(const Numbering *numbering, const Num *num, const Scheme *scheme, int level)
{
    const Level *own = level_of(num, scheme, level);
    GString *label = g_string_new(NULL);

    for (const char *p = own->text; *p; p++) {
        const int index = *p == '%' ? p[1] - '1' : NONE;
        if (index < 0 || index >= LEVELS) {
            g_string_append_c(label, *p);
            continue;
        }
        const Level *of = level_of(num, scheme, index);
        const int value =
            scheme->counts[index] == NONE ? start_of(num, scheme, index) : scheme->counts[index];
        labels_append(numbering->labels, label, own->legal || !of->format ? "decimal" : of->format, value);
        p++;
    }
    if (label->len > 0 && (g_ascii_isalnum(label->str[label->len - 1]) || label->str[label->len - 1] == '.'))
        g_string_append_c(label, ' ');
    return g_string_free(label, FALSE);
}

static gboolean is_lost(const Level *level)
{
    return level->text && label_is_lost(level->format, level->text);
}

/* Pandoc would count a "1." on over the （一） that it does not see, and not put the （1） that it does not
 * see into it. */
static gboolean is_typed(const Num *num, const Scheme *scheme, const Level *level)
{
    if (is_lost(level))
        return TRUE;
    for (int i = 0; i < LEVELS; i++)
        if (is_lost(level_of(num, scheme, i)))
            return strcmp(level->format, "decimal") == 0;
    return FALSE;
}

char *numbering_count(Numbering *numbering, const xmlNode *properties)
{
    const Wanted wanted = wanted_of(numbering, properties);
    Num *num = num_find(numbering, wanted.num);
    Scheme *scheme = scheme_find(numbering, num);

    if (!scheme || wanted.level >= LEVELS)
        return NULL;
    const Level *level = level_of(num, scheme, wanted.level);
    if (!level->text)
        return NULL;
    count(num, scheme, wanted.level);
    const gboolean silent = strcmp(level->format, "bullet") == 0 || strcmp(level->format, "none") == 0;
    if (silent || (!wanted.heading && !is_typed(num, scheme, level)))
        return NULL;
    if (wanted.giver)
        wanted.giver->typed = TRUE;
    return label_new(numbering, num, scheme, wanted.level);
}

gboolean numbering_strip_styles(Numbering *numbering)
{
    gboolean any = FALSE;
    GHashTableIter iter;
    gpointer value;

    g_hash_table_iter_init(&iter, numbering->styles);
    while (g_hash_table_iter_next(&iter, NULL, &value)) {
        Style *style = value;
        if (!style->typed || style->heading)
            continue;
        node_remove(style->list);
        style->typed = FALSE;
        any = TRUE;
    }
    return any;
}
