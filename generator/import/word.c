/* SPDX-License-Identifier: MIT */
#include "import/word.h"

#include "import/unwrap.h"
#include "import/zip.h"

#include <stdlib.h>
#include <string.h>

#define TEXT_MOST (64 << 20)
#define LEVELS 9
#define DOCUMENT "word/document.xml"
/* Where what the properties of a paragraph were before a tracked change ends, and they themselves. */
#define CHANGE_END "</w:pPr></w:pPrChange></w:pPr>"
#define CHANGE_MOST 16384

typedef struct {
    char *format; /* "chineseCounting", … */
    char *text;   /* "（%1）" */
    int start;
} Level;

typedef struct {
    Level levels[LEVELS];
    int counts[LEVELS]; /* 0: none yet */
} Scheme;

typedef struct {
    int scheme;            /* id in `schemes` */
    int overrides[LEVELS]; /* where a level begins anew; 0: it does not */
    gboolean used;
} Num;

typedef struct {
    int num, level; /* num 0: none */
    gboolean heading;
} Style;

typedef struct {
    GHashTable *schemes; /* id -> Scheme */
    GHashTable *nums;    /* id -> Num */
    GHashTable *styles;  /* name -> Style */
} Word;

static void scheme_free(Scheme *scheme)
{
    for (guint i = 0; i < LEVELS; i++) {
        g_free(scheme->levels[i].format);
        g_free(scheme->levels[i].text);
    }
    g_free(scheme);
}

/* The next element `name` ("<w:lvl") from *at up to `end`: its bytes up to the closing tag, or of the tag
 * alone. *at moves behind them. */
static gboolean next_element(const char **at, const char *end, const char *name, const char **stop,
                             const char **start)
{
    const gsize length = strlen(name);
    g_autofree char *closing = g_strdup_printf("</%s>", name + 1);

    for (const char *p = *at; (p = g_strstr_len(p, end - p, name)); p += length) {
        if (!strchr(" />\t\r\n", p[length]))
            continue;
        const char *tag = memchr(p, '>', (gsize)(end - p));
        if (!tag)
            return FALSE;
        const char *close = tag[-1] == '/' ? NULL : g_strstr_len(tag, end - tag, closing);
        *start = p;
        *stop = tag[-1] == '/' ? tag + 1 : close ? close + strlen(closing) : end;
        *at = *stop;
        return TRUE;
    }
    return FALSE;
}

/* The attribute of the first element `name` in a stretch, newly allocated, or NULL. */
static char *attribute(const char *start, const char *end, const char *name, const char *key)
{
    const char *at = start, *element, *stop;
    g_autofree char *mark = g_strdup_printf(" %s=\"", key);

    if (!next_element(&at, end, name, &stop, &element))
        return NULL;
    const char *tag = memchr(element, '>', (gsize)(end - element));
    const char *value = g_strstr_len(element, tag - element, mark);
    if (!value)
        return NULL;
    value += strlen(mark);
    const char *quote = memchr(value, '"', (gsize)(tag - value));
    return quote ? g_strndup(value, (gsize)(quote - value)) : NULL;
}

static int number_attribute(const char *start, const char *end, const char *name, const char *key,
                            int otherwise)
{
    g_autofree char *value = attribute(start, end, name, key);
    return value ? (int)CLAMP(strtol(value, NULL, 10), -1, 1000000) : otherwise;
}

static Scheme *read_scheme(const char *start, const char *end)
{
    Scheme *scheme = g_new0(Scheme, 1);
    const char *at = start, *level, *stop;

    while (next_element(&at, end, "<w:lvl", &stop, &level)) {
        const int index = number_attribute(level, stop, "<w:lvl", "w:ilvl", -1);
        if (index < 0 || index >= LEVELS || scheme->levels[index].format || scheme->levels[index].text)
            continue;
        scheme->levels[index] = (Level){attribute(level, stop, "<w:numFmt", "w:val"),
                                        attribute(level, stop, "<w:lvlText", "w:val"),
                                        number_attribute(level, stop, "<w:start", "w:val", 1)};
    }
    return scheme;
}

static Num *read_num(const char *start, const char *end)
{
    Num *num = g_new0(Num, 1);
    const char *at = start, *override, *stop;

    num->scheme = number_attribute(start, end, "<w:abstractNumId", "w:val", -1);
    while (next_element(&at, end, "<w:lvlOverride", &stop, &override)) {
        const int index = number_attribute(override, stop, "<w:lvlOverride", "w:ilvl", -1);
        if (index >= 0 && index < LEVELS)
            num->overrides[index] = number_attribute(override, stop, "<w:startOverride", "w:val", 0);
    }
    return num;
}

static void read_numbering(Word *word, const char *text)
{
    const char *end = text + strlen(text), *at = text, *start, *stop;

    while (next_element(&at, end, "<w:abstractNum", &stop, &start))
        g_hash_table_insert(
            word->schemes,
            GINT_TO_POINTER(number_attribute(start, stop, "<w:abstractNum", "w:abstractNumId", -1)),
            read_scheme(start, stop));
    for (at = text; next_element(&at, end, "<w:num", &stop, &start);)
        g_hash_table_insert(word->nums,
                            GINT_TO_POINTER(number_attribute(start, stop, "<w:num", "w:numId", -1)),
                            read_num(start, stop));
}

static void read_styles(Word *word, const char *text)
{
    const char *end = text + strlen(text), *at = text, *start, *stop;

    while (next_element(&at, end, "<w:style", &stop, &start)) {
        char *id = attribute(start, stop, "<w:style", "w:styleId");
        g_autofree char *name = attribute(start, stop, "<w:name", "w:val");
        Style *style = g_new0(Style, 1);
        *style = (Style){number_attribute(start, stop, "<w:numId", "w:val", 0),
                         number_attribute(start, stop, "<w:ilvl", "w:val", 0),
                         name && g_ascii_strncasecmp(name, "heading", strlen("heading")) == 0};
        if (id)
            g_hash_table_insert(word->styles, id, style);
        else
            g_free(style);
    }
}

static void append_han(GString *into, int value)
{
    static const char *const digits[] = {"〇", "一", "二", "三", "四", "五", "六", "七", "八", "九"};

    if (value >= 100)
        g_string_append_printf(into, "%s百%s", digits[value / 100 % 10],
                               value % 100 > 0 && value % 100 < 10 ? "零" : "");
    const int rest = value % 100;
    if (rest >= 10)
        g_string_append_printf(into, "%s十", rest >= 20 || value > 100 ? digits[rest / 10] : "");
    if (rest % 10 > 0)
        g_string_append(into, digits[rest % 10]);
}

static gboolean is_han_format(const char *format)
{
    static const char *const formats[] = {"chineseCounting",
                                          "chineseCountingThousand",
                                          "chineseLegalSimplified",
                                          "japaneseCounting",
                                          "japaneseDigitalTenThousand",
                                          "ideographDigital",
                                          "taiwaneseCounting",
                                          "taiwaneseCountingThousand",
                                          "koreanDigital2",
                                          NULL};
    return format && g_strv_contains(formats, format);
}

static gboolean is_circle_format(const char *format)
{
    return format && g_str_has_prefix(format, "decimalEnclosedCircle");
}

/* （1） and 1、 are typed: as a list of Markdown, they would be 1. */
static gboolean is_lost(const Level *level)
{
    return is_han_format(level->format) || is_circle_format(level->format) ||
           (g_str_has_prefix(level->format, "decimal") &&
            (strstr(level->text, "（") || strstr(level->text, "）") || strstr(level->text, "、") ||
             strchr(level->text, ')')));
}

/* Pandoc would count a "1." on over the （一） that it does not see, and not put the （1） that it does not
 * see into it. */
static gboolean is_typed(const Scheme *scheme, int level)
{
    const Level *of = &scheme->levels[level];

    for (int i = 0; i < LEVELS; i++)
        if (scheme->levels[i].format && scheme->levels[i].text && is_lost(&scheme->levels[i]))
            return is_lost(of) || strcmp(of->format, "decimal") == 0;
    return FALSE;
}

static void append_value(GString *into, const char *format, int value)
{
    if (is_han_format(format) && value > 0 && value < 1000)
        append_han(into, value);
    else if (is_circle_format(format) && value >= 1 && value <= 20)
        g_string_append_unichar(into, 0x2460 + (gunichar)value - 1);
    else
        g_string_append_printf(into, "%d", value);
}

/* "（%1）" with the counts in it. Newly allocated. */
static char *label_new(const Scheme *scheme, int level)
{
    GString *label = g_string_new(NULL);

    for (const char *p = scheme->levels[level].text; *p; p++) {
        const int index = *p == '%' ? p[1] - '1' : -1;
        if (index < 0 || index >= LEVELS) {
            g_string_append_c(label, *p);
            continue;
        }
        const Level *of = &scheme->levels[index];
        append_value(label, of->format, scheme->counts[index] ? scheme->counts[index] : of->start);
        p++;
    }
    if (label->len > 0 && (g_ascii_isalnum(label->str[label->len - 1]) || label->str[label->len - 1] == '.'))
        g_string_append_c(label, ' ');
    return g_string_free(label, FALSE);
}

static void count(Scheme *scheme, Num *num, int level)
{
    for (int i = 0; i < LEVELS && !num->used; i++)
        if (num->overrides[i])
            scheme->counts[i] = i == level ? num->overrides[i] - 1 : 0;
    num->used = TRUE;
    scheme->counts[level] = scheme->counts[level] ? scheme->counts[level] + 1 : scheme->levels[level].start;
    for (int i = level + 1; i < LEVELS; i++)
        scheme->counts[i] = 0;
}

/* The number of the paragraph with these properties, newly allocated, or NULL if it has none that is lost. */
static char *paragraph_label(const Word *word, const char *start, const char *end)
{
    g_autofree char *name = attribute(start, end, "<w:pStyle", "w:val");
    const Style *style = name ? g_hash_table_lookup(word->styles, name) : NULL;
    const int id = number_attribute(start, end, "<w:numId", "w:val", style ? style->num : 0);
    const int level = number_attribute(start, end, "<w:ilvl", "w:val", style ? style->level : 0);
    Num *num = id > 0 ? g_hash_table_lookup(word->nums, GINT_TO_POINTER(id)) : NULL;
    Scheme *scheme = num ? g_hash_table_lookup(word->schemes, GINT_TO_POINTER(num->scheme)) : NULL;

    if (!scheme || level < 0 || level >= LEVELS || !scheme->levels[level].format ||
        !scheme->levels[level].text)
        return NULL;
    count(scheme, num, level);
    const Level *of = &scheme->levels[level];
    const gboolean none = strcmp(of->format, "bullet") == 0 || strcmp(of->format, "none") == 0;
    return !none && (is_typed(scheme, level) || (style && style->heading)) ? label_new(scheme, level) : NULL;
}

/* Properties without their list. */
static void append_properties(GString *into, const char *start, const char *end)
{
    const char *at = start, *list, *stop;

    if (!next_element(&at, end, "<w:numPr", &stop, &list)) {
        g_string_append_len(into, start, end - start);
        return;
    }
    g_string_append_len(into, start, list - start);
    g_string_append_len(into, stop, end - stop);
}

/* The document with the numbers as text. What stands between two properties of paragraphs is copied. */
static char *document_number(const Word *word, const char *text)
{
    const char *end = text + strlen(text), *at = text, *done = text, *start, *stop;
    g_autoptr(GString) into = g_string_sized_new(strlen(text) + 4096);

    while (next_element(&at, end, "<w:pPr", &stop, &start)) {
        /* What the properties were before a tracked change stands inside. */
        const char *change = g_strstr_len(start, stop - start, "<w:pPrChange");
        const char *after = change ? g_strstr_len(change, MIN(end - change, CHANGE_MOST), CHANGE_END) : NULL;
        const char *own = change ? change : stop;
        at = stop = after ? after + strlen(CHANGE_END) : stop;
        g_autofree char *label = paragraph_label(word, start, own);
        if (!label || (change && !after))
            continue;
        g_string_append_len(into, done, start - done);
        append_properties(into, start, stop);
        g_string_append_printf(into, "<w:r><w:t xml:space=\"preserve\">%s</w:t></w:r>", label);
        done = stop;
    }
    g_string_append_len(into, done, end - done);
    return g_string_free(g_steal_pointer(&into), FALSE);
}

static GBytes *spell_with(Word *word, const char *bytes, gsize length)
{
    g_autofree char *document = zip_text(bytes, length, DOCUMENT, TEXT_MOST);
    g_autofree char *numbering = zip_text(bytes, length, "word/numbering.xml", TEXT_MOST);
    g_autofree char *styles = zip_text(bytes, length, "word/styles.xml", TEXT_MOST);

    if (!document)
        return NULL;
    g_autofree char *unwrapped = unwrap_document(document);
    if (numbering)
        read_numbering(word, numbering);
    if (styles)
        read_styles(word, styles);
    g_autofree char *numbered = document_number(word, unwrapped);
    return strcmp(numbered, document) != 0 ? zip_replace(bytes, length, DOCUMENT, numbered) : NULL;
}

GBytes *word_spell(const char *bytes, gsize length)
{
    g_autoptr(GHashTable) schemes = g_hash_table_new_full(NULL, NULL, NULL, (GDestroyNotify)scheme_free);
    g_autoptr(GHashTable) nums = g_hash_table_new_full(NULL, NULL, NULL, g_free);
    g_autoptr(GHashTable) styles = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
    Word word = {schemes, nums, styles};

    return spell_with(&word, bytes, length);
}
