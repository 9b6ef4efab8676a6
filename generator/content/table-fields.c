/* SPDX-License-Identifier: MIT */
#include "content/table-fields.h"

#include "content/cell.h"
#include "content/heading.h"
#include "text/space.h"
#include "text/suggest.h"

#include <glib/gi18n.h>
#include <string.h>

/* Levels of a tree: what YAML can nest, a list and a map for each. */
#define DEPTH_MAX (YAML_DEPTH_MAX / 2 - 1)

/* A suggestion looks at every row: for so many mistakes it does. */
#define SUGGESTED_MAX 20

/* What becomes one record. */
typedef struct Item Item;
struct Item {
    GArray *rows;     /* const Row *: several where the record has lists */
    GPtrArray *below; /* Item * */
    gboolean placed;
};

typedef struct {
    const Table *table;
    const Type *type;
    const Column *columns;
    guint n_columns;
    Arena *arena;
    Diagnostics *diagnostics;
    GPtrArray *items;    /* Item *: all, owned */
    GHashTable *by_key;  /* text -> Item *, the first one */
    GHashTable *several; /* texts that are the key of several */
    GArray *nodes;       /* YamlNode */
} Builder;

static void item_free(gpointer data)
{
    Item *item = data;
    g_array_unref(item->rows);
    g_ptr_array_unref(item->below);
    g_free(item);
}

static const Row *item_row(const Item *item, guint index)
{
    return g_array_index(item->rows, const Row *, index);
}

/* The text of a cell without white space around it, full-width included. */
static const char *cell_text(const Builder *builder, const Cell *cell)
{
    g_autofree char *text = space_strip(cell->text);
    return arena_strdup(builder->arena, text);
}

static gboolean is_empty(const Cell *cell)
{
    return space_only(cell->text);
}

static const Cell *cell_of(const Builder *builder, const Row *row, guint column)
{
    return column < row->count && column < builder->n_columns ? &row->cells[column] : NULL;
}

/* The column that holds the type's key, or the parent's; -1: none. */
static int column_of(const Builder *builder, const char *key)
{
    for (guint i = 0; i < builder->n_columns; i++)
        if (key ? builder->columns[i].field && !builder->columns[i].within &&
                      strcmp(builder->columns[i].field->name, key) == 0
                : builder->columns[i].parent)
            return (int)i;
    return -1;
}

/* Nodes */

static YamlNode *node_at(const Builder *builder, guint index)
{
    return &g_array_index(builder->nodes, YamlNode, index);
}

static guint node_add(const Builder *builder, YamlKind kind, const Cell *cell, const char *text)
{
    const YamlNode node = {.kind = kind,
                           .plain = text && *text == '\0', /* as nothing written */
                           .line = cell->line,
                           .column = cell->column,
                           .span = 1,
                           .text = text,
                           .length = text ? strlen(text) : 0};

    g_array_append_val(builder->nodes, node);
    return builder->nodes->len - 1;
}

static void node_close(const Builder *builder, guint index, guint count)
{
    node_at(builder, index)->count = count;
    node_at(builder, index)->span = builder->nodes->len - index;
}

static const char *value_text_of(const Builder *builder, const Field *field, const char *text)
{
    const char *mended = cell_mend(field, text, builder->arena);
    return mended ? mended : text;
}

/* "门厅、北门；凉亭" in a cell of a list. */
static void list_add(const Builder *builder, const Field *field, const Cell *cell, const char *text)
{
    const guint list = node_add(builder, YAML_LIST, cell, NULL);
    g_auto(GStrv) parts =
        g_regex_split_simple("\\s*[;；、\\n]\\s*", text, G_REGEX_DEFAULT, G_REGEX_MATCH_DEFAULT);
    guint count = 0;

    for (char **part = parts; *part; part++) {
        if (!**part)
            continue;
        const char *kept = arena_strdup(builder->arena, *part);
        node_add(builder, YAML_SCALAR, cell, value_text_of(builder, field, kept));
        count++;
    }
    node_close(builder, list, count);
}

/* A field with its value; what must be filled in and is not is written as nothing. FALSE: left out. */
static gboolean pair_add(const Builder *builder, const Field *field, const Cell *cell)
{
    const gboolean empty = is_empty(cell);

    if (empty && !field->required)
        return FALSE;
    node_add(builder, YAML_SCALAR, cell, field->name);
    const char *text = cell_text(builder, cell);
    if (field->list && !empty)
        list_add(builder, field, cell, text);
    else
        node_add(builder, YAML_SCALAR, cell, value_text_of(builder, field, text));
    return TRUE;
}

static gboolean has_within(const Builder *builder, const Row *row, const Field *field)
{
    for (guint i = 0; i < builder->n_columns; i++) {
        const Cell *cell = builder->columns[i].within ? cell_of(builder, row, i) : NULL;
        if (cell && (!field || builder->columns[i].field == field) && !is_empty(cell))
            return TRUE;
    }
    return FALSE;
}

/* The record that one row holds within a field. */
static void within_add(const Builder *builder, const Row *row, const Field *field)
{
    const guint map = node_add(builder, YAML_MAP, &row->cells[0], NULL);
    guint count = 0;

    for (guint i = 0; i < builder->n_columns; i++) {
        const Column *column = &builder->columns[i];
        const Cell *cell = column->field == field && column->within ? cell_of(builder, row, i) : NULL;
        if (cell && pair_add(builder, column->within, cell))
            count++;
    }
    node_close(builder, map, count);
}

static gboolean nested_add(const Builder *builder, const Item *item, const Field *field)
{
    const Row *first = item_row(item, 0);
    guint rows = 0;

    for (guint i = 0; i < item->rows->len; i++)
        rows += has_within(builder, item_row(item, i), field);
    if (rows == 0)
        return FALSE;
    node_add(builder, YAML_SCALAR, &first->cells[0], field->name);
    const guint list = field->list ? node_add(builder, YAML_LIST, &first->cells[0], NULL) : 0;
    for (guint i = 0; i < item->rows->len; i++)
        if (has_within(builder, item_row(item, i), field)) {
            within_add(builder, item_row(item, i), field);
            if (!field->list)
                return TRUE;
        }
    node_close(builder, list, rows);
    return TRUE;
}

static gboolean is_same(const Builder *builder, const Field *field, const Cell *a, const Cell *b)
{
    return strcmp(value_text_of(builder, field, cell_text(builder, a)),
                  value_text_of(builder, field, cell_text(builder, b))) == 0;
}

/* What several rows of one record say of a field must be the same: the first that says anything counts. */
static const Cell *item_cell(const Builder *builder, const Item *item, guint column)
{
    const Cell *found = cell_of(builder, item_row(item, 0), column);

    for (guint i = 1; i < item->rows->len; i++) {
        const Cell *cell = cell_of(builder, item_row(item, i), column);
        if (!cell || is_empty(cell))
            continue;
        if (!found || is_empty(found)) {
            found = cell;
        } else if (!is_same(builder, builder->columns[column].field, cell, found)) {
            g_autofree char *hint = g_strdup_printf(
                _("make them the same, or leave this one empty; row %u belongs to the same record"),
                item_row(item, 0)->number);
            table_refuse(builder->table, builder->diagnostics, cell, hint,
                         _("'%s' is '%s' here, but '%s' in another row"),
                         builder->columns[column].field->name, cell->text, found->text);
        }
    }
    return found;
}

static void item_add(const Builder *builder, const Item *item, guint depth)
{
    const Cell *first = &item_row(item, 0)->cells[0];
    const guint map = node_add(builder, YAML_MAP, first, NULL);
    g_autoptr(GHashTable) nested = g_hash_table_new(NULL, NULL);
    guint count = 0;

    for (guint i = 0; i < builder->n_columns; i++) {
        const Column *column = &builder->columns[i];
        if (column->within) {
            if (g_hash_table_add(nested, (gpointer)column->field))
                count += nested_add(builder, item, column->field);
            continue;
        }
        const Cell *cell = column->field ? item_cell(builder, item, i) : NULL;
        if (cell && pair_add(builder, column->field, cell))
            count++;
    }
    if (item->below->len > 0 && depth == DEPTH_MAX) {
        table_refuse(builder->table, builder->diagnostics, first, NULL, "%s",
                     _("lists and fields are nested too deep"));
    } else if (item->below->len > 0) {
        node_add(builder, YAML_SCALAR, first, builder->type->children);
        const guint list = node_add(builder, YAML_LIST, first, NULL);
        for (guint i = 0; i < item->below->len; i++)
            item_add(builder, item->below->pdata[i], depth + 1);
        node_close(builder, list, item->below->len);
        count++;
    }
    node_close(builder, map, count);
}

/* Items */

static gboolean has_nested(const Builder *builder)
{
    for (guint i = 0; i < builder->n_columns; i++)
        if (builder->columns[i].within)
            return TRUE;
    return FALSE;
}

/* Below a cell that was merged over several rows: nothing but what belongs into a list. */
static gboolean is_continued(const Builder *builder, const Row *row)
{
    for (guint i = 0; i < builder->n_columns; i++) {
        const Cell *cell = builder->columns[i].within ? NULL : cell_of(builder, row, i);
        if (cell && builder->columns[i].field && !is_empty(cell))
            return FALSE;
    }
    return has_within(builder, row, NULL);
}

static void row_take(Builder *builder, const Row *row, int key, gboolean grouped)
{
    const Cell *cell = key < 0 ? NULL : cell_of(builder, row, (guint)key);
    const char *text = cell ? cell_text(builder, cell) : "";
    Item *item = NULL;

    if (grouped && *text)
        item = g_hash_table_lookup(builder->by_key, text);
    else if (grouped && builder->items->len > 0 && is_continued(builder, row))
        item = builder->items->pdata[builder->items->len - 1];
    if (!item) {
        item = g_new0(Item, 1);
        item->rows = g_array_new(FALSE, FALSE, sizeof(const Row *));
        item->below = g_ptr_array_new();
        g_ptr_array_add(builder->items, item);
        if (*text && g_hash_table_contains(builder->by_key, text))
            g_hash_table_add(builder->several, (gpointer)text);
        else if (*text)
            g_hash_table_insert(builder->by_key, (gpointer)text, item);
    }
    g_array_append_val(item->rows, row);
}

/* Each below its parent. What is in a circle is below nothing, and reported. */
static void items_place(const Builder *builder, int parent, GPtrArray *top)
{
    guint unknown = 0;

    for (guint i = 0; i < builder->items->len; i++) {
        Item *item = builder->items->pdata[i];
        const Cell *cell = parent < 0 ? NULL : cell_of(builder, item_row(item, 0), (guint)parent);
        const char *name = cell ? cell_text(builder, cell) : "";
        Item *above = *name ? g_hash_table_lookup(builder->by_key, name) : NULL;
        if (*name && g_hash_table_contains(builder->several, name)) {
            table_refuse(builder->table, builder->diagnostics, cell,
                         _("give each of those rows a name of its own"),
                         _("'%s', which this lies below, could be several rows"), name);
        } else if (*name && !above) {
            g_autofree char *hint =
                ++unknown > SUGGESTED_MAX ? NULL : suggest_hint_key(name, builder->by_key);
            table_refuse(builder->table, builder->diagnostics, cell, hint,
                         _("there is no '%s' that this could lie below"), name);
        }
        g_ptr_array_add(above ? above->below : top, item);
    }
}

static void item_mark(Item *item)
{
    GPtrArray *stack = g_ptr_array_new();

    g_ptr_array_add(stack, item);
    while (stack->len > 0) {
        Item *at = g_ptr_array_steal_index(stack, stack->len - 1);
        at->placed = TRUE;
        g_ptr_array_extend(stack, at->below, NULL, NULL);
    }
    g_ptr_array_unref(stack);
}

static void circles_check(const Builder *builder, int parent, const GPtrArray *top)
{
    for (guint i = 0; i < top->len; i++)
        item_mark(top->pdata[i]);
    for (guint i = 0; i < builder->items->len; i++) {
        const Item *item = builder->items->pdata[i];
        const Cell *cell = item->placed ? NULL : cell_of(builder, item_row(item, 0), (guint)parent);
        if (cell)
            table_refuse(builder->table, builder->diagnostics, cell,
                         _("leave the cell empty for what lies below nothing"),
                         _("this lies below '%s', and that below this again"), cell->text);
    }
}

static void items_read(Builder *builder)
{
    const int key = builder->type->key ? column_of(builder, builder->type->key) : -1;
    const gboolean grouped = has_nested(builder);

    for (guint i = 1; i < builder->table->n_rows; i++)
        row_take(builder, &builder->table->rows[i], key, grouped);
}

YamlNode *table_nodes(const Table *table, const Type *type, Arena *arena, Diagnostics *diagnostics)
{
    Builder builder = {.table = table, .type = type, .arena = arena, .diagnostics = diagnostics};

    if (table->n_rows == 0)
        return NULL;
    builder.columns = headings_read(table, type, arena, diagnostics);
    if (!builder.columns || table->n_rows == 1)
        return NULL;
    g_autoptr(GPtrArray) items = builder.items = g_ptr_array_new_with_free_func(item_free);
    g_autoptr(GHashTable) by_key = builder.by_key = g_hash_table_new(g_str_hash, g_str_equal);
    g_autoptr(GHashTable) several = builder.several = g_hash_table_new(g_str_hash, g_str_equal);
    g_autoptr(GPtrArray) top = g_ptr_array_new();
    builder.n_columns = table->rows[0].count;
    builder.nodes = g_array_new(FALSE, TRUE, sizeof(YamlNode));
    items_read(&builder);
    const int parent = column_of(&builder, NULL);
    items_place(&builder, parent, top);
    circles_check(&builder, parent, top);
    const guint list = node_add(&builder, YAML_LIST, &table->rows[1].cells[0], NULL);
    for (guint i = 0; i < top->len; i++)
        item_add(&builder, top->pdata[i], 1);
    node_close(&builder, list, top->len);
    return (YamlNode *)g_array_free(builder.nodes, FALSE);
}
