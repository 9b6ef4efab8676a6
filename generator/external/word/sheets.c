/* SPDX-License-Identifier: MIT */
/* The sheets of a workbook (ISO/IEC 29500-1, 18): cells name strings that all of them share. */
#include "external/word/text.h"

#include <stdlib.h>
#include <string.h>

/* As many as a sheet has (Excel: specifications and limits). */
#define ROWS_MOST 1048576
#define COLUMNS_MOST 16384

typedef struct {
    GString *text;    /* of all, one behind the other */
    GArray *ends;     /* gsize: where each of them ends */
    guint pronounced; /* how a word is read aloud, which stands in it once more (18.4.6) */
} Strings;

typedef struct {
    GPtrArray *names;
    GPtrArray *ids;
} Sheets;

typedef struct {
    GString *into;
    const Strings *strings;
    GString *value;      /* of the cell */
    gsize rows, columns; /* that have been begun */
    gboolean shared;     /* the value is the number of a string */
    guint valued;        /* elements around that hold a value */
    GString *beside;     /* what the sheet says and no cell does */
    guint besides;       /* elements around that hold that */
} Walk;

static void strings_begin(void *data, const char *name, const Attributes *attributes)
{
    Strings *strings = data;

    (void)attributes;
    strings->pronounced += strcmp(name, "rPh") == 0;
}

static void strings_end(void *data, const char *name)
{
    Strings *strings = data;

    strings->pronounced -= strings->pronounced && strcmp(name, "rPh") == 0;
    if (strcmp(name, "si") == 0)
        g_array_append_val(strings->ends, strings->text->len);
}

static void strings_text(void *data, const char *text, gsize length)
{
    const Strings *strings = data;

    if (!strings->pronounced)
        text_append(strings->text, text, length);
}

/* The string of that number is appended; nothing where there is none. */
static void strings_append(const Strings *strings, const char *number, GString *into)
{
    const guint64 index = g_ascii_strtoull(number, NULL, 10);

    if (index >= strings->ends->len)
        return;
    const gsize start = index ? g_array_index(strings->ends, gsize, index - 1) : 0;
    g_string_append_len(into, strings->text->str + start,
                        (gssize)(g_array_index(strings->ends, gsize, index) - start));
}

/* From "AB", which may stand before the number of a row: 28. 0: none that there can be. */
static gsize column_of(const char *reference)
{
    gsize column = 0;

    for (; g_ascii_isupper(*reference) && column <= COLUMNS_MOST; reference++)
        column = column * 26 + (gsize)(*reference - 'A') + 1;
    return column <= COLUMNS_MOST ? column : 0;
}

static void row_begin(Walk *walk, const Attributes *attributes)
{
    g_autofree char *number = attributes_find(attributes, "r");
    const guint64 row = number ? g_ascii_strtoull(number, NULL, 10) : walk->rows + 1;

    for (; walk->rows < row && walk->rows < ROWS_MOST; walk->rows++)
        if (walk->rows > 0)
            g_string_append_c(walk->into, '\n');
    walk->columns = 0;
}

static void cell_begin(Walk *walk, const Attributes *attributes)
{
    g_autofree char *reference = attributes_find(attributes, "r");
    g_autofree char *type = attributes_find(attributes, "t");
    const gsize given = reference ? column_of(reference) : 0;
    const gsize column = given ? given : walk->columns + 1;

    for (; walk->columns < column; walk->columns++)
        if (walk->columns > 0)
            g_string_append(walk->into, " | ");
    walk->shared = g_strcmp0(type, "s") == 0;
    g_string_truncate(walk->value, 0);
}

static void cell_end(const Walk *walk)
{
    if (walk->shared)
        strings_append(walk->strings, walk->value->str, walk->into);
    else
        g_string_append_len(walk->into, walk->value->str, (gssize)walk->value->len);
}

/* Everything else, as formulas, is not what a cell shows. */
static gboolean holds_value(const char *name)
{
    return strcmp(name, "v") == 0 || strcmp(name, "is") == 0;
}

/* Headers and footers (18.3.1.46), which are printed, and lists to choose from (18.3.1.32). */
static gboolean holds_beside(const char *name)
{
    return g_str_has_suffix(name, "Header") || g_str_has_suffix(name, "Footer") ||
           strcmp(name, "formula1") == 0 || strcmp(name, "formula2") == 0;
}

static void sheet_begins(void *data, const char *name, const Attributes *attributes)
{
    Walk *walk = data;

    if (strcmp(name, "row") == 0)
        row_begin(walk, attributes);
    else if (strcmp(name, "c") == 0)
        cell_begin(walk, attributes);
    walk->valued += holds_value(name);
    walk->besides += holds_beside(name);
}

static void sheet_ends(void *data, const char *name)
{
    Walk *walk = data;

    walk->valued -= walk->valued && holds_value(name);
    walk->besides -= walk->besides && holds_beside(name);
    if (strcmp(name, "c") == 0)
        cell_end(walk);
    else if (strcmp(name, "row") == 0)
        g_string_append(walk->into, " | "); /* one column is a table, too */
}

static void sheet_text(void *data, const char *text, gsize length)
{
    const Walk *walk = data;

    if (walk->valued)
        text_append(walk->value, text, length);
    else if (walk->besides)
        text_append(walk->beside, text, length);
}

static void names_begin(void *data, const char *name, const Attributes *attributes)
{
    Sheets *sheets = data;

    if (strcmp(name, "sheet") != 0)
        return;
    char *title = attributes_find(attributes, "name"), *id = attributes_find(attributes, "id");
    g_ptr_array_add(sheets->names, title ? title : g_strdup(""));
    g_ptr_array_add(sheets->ids, id ? id : g_strdup(""));
}

/* Where parts lie (ISO/IEC 29500-2, 9.3). */
static void relations_begin(void *data, const char *name, const Attributes *attributes)
{
    GHashTable *targets = data;

    if (strcmp(name, "Relationship") != 0)
        return;
    char *id = attributes_find(attributes, "Id"), *target = attributes_find(attributes, "Target");
    if (id && target)
        g_hash_table_replace(targets, g_steal_pointer(&id), g_steal_pointer(&target));
    g_free(id);
    g_free(target);
}

static void ends_nothing(void *data, const char *name)
{
    (void)data;
    (void)name;
}

static void text_nothing(void *data, const char *text, gsize length)
{
    (void)data;
    (void)text;
    (void)length;
}

/* Of a part that may be missing. */
static Status tell(const GPtrArray *parts, const char *name, const Events *events, void *data,
                   const GString *into)
{
    const Part *part = package_find(parts, name);
    return part ? part_tell(part, events, data, into) : STATUS_NUMBERED;
}

static Status strings_read(const GPtrArray *parts, Strings *strings)
{
    static const Events events = {strings_begin, strings_end, strings_text};

    return tell(parts, "xl/sharedStrings.xml", &events, strings, strings->text);
}

static Status sheet_read(const GPtrArray *parts, const char *target, const Strings *strings, GString *into)
{
    static const Events events = {sheet_begins, sheet_ends, sheet_text};
    g_autofree char *name = *target == '/' ? g_strdup(target + 1) : g_strconcat("xl/", target, NULL);
    g_autoptr(GString) value = g_string_new(NULL), beside = g_string_new(NULL);
    Walk walk = {.into = into, .strings = strings, .value = value, .beside = beside};
    const Status status = tell(parts, name, &events, &walk, into);

    if (beside->len == 0)
        return status;
    g_string_append_c(into, '\n');
    text_begin_section(into, "text", "");
    g_string_append_len(into, beside->str, (gssize)beside->len);
    return status;
}

static Status sheets_read(const GPtrArray *parts, const Sheets *sheets, const Strings *strings, GString *into)
{
    static const Events events = {relations_begin, ends_nothing, text_nothing};
    g_autoptr(GHashTable) targets = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
    Status status = tell(parts, "xl/_rels/workbook.xml.rels", &events, targets, into);

    for (guint i = 0; i < sheets->ids->len && status == STATUS_NUMBERED; i++) {
        const char *target = g_hash_table_lookup(targets, sheets->ids->pdata[i]);
        if (!target)
            continue;
        text_begin_section(into, "sheet", sheets->names->pdata[i]);
        status = sheet_read(parts, target, strings, into);
        g_string_append_c(into, '\n');
    }
    return status;
}

Status sheets_extract(const GPtrArray *parts, GString *into)
{
    static const Events events = {names_begin, ends_nothing, text_nothing};
    g_autoptr(GPtrArray) names = g_ptr_array_new_with_free_func(g_free);
    g_autoptr(GPtrArray) ids = g_ptr_array_new_with_free_func(g_free);
    g_autoptr(GString) text = g_string_new(NULL);
    g_autoptr(GArray) ends = g_array_new(FALSE, FALSE, sizeof(gsize));
    Sheets sheets = {names, ids};
    Strings strings = {.text = text, .ends = ends};

    Status status = tell(parts, "xl/workbook.xml", &events, &sheets, into);
    if (status == STATUS_NUMBERED)
        status = strings_read(parts, &strings);
    return status == STATUS_NUMBERED ? sheets_read(parts, &sheets, &strings, into) : status;
}
