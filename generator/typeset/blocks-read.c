/* SPDX-License-Identifier: MIT */
#include "markup/document.h"
#include "markup/tree.h"
#include "typeset/blocks-private.h"
#include "typeset/blocks.h"

#include <cmark-gfm-core-extensions.h>

/* In sizes. What is nested deeper than people read stands no further in. */
#define QUOTE_INSET 1.0
#define BULLET_INSET 1.0
#define TASK_INSET 1.4
#define DIGIT_WIDTH 0.56
#define LABEL_GAP 0.55
#define INSET_MAX 8.0

/* U+00A0 */
#define NO_BREAK_SPACE "\xc2\xa0"

#define NOTE_SCALE 0.85
#define CODE_SCALE 0.9

typedef struct {
    int next;     /* the number of the next item; -1: bullets */
    double inset; /* of what stands beside the labels */
} List;

typedef struct {
    Blocks *blocks;
    double inset;
    guint quotes;
    guint lists;
    guint notes;    /* footnotes begun */
    gboolean tight; /* the list around */
    GArray *insets; /* double: those outside of each container, outermost first */
    GArray *around; /* List: those around, outermost first */
} Reader;

static Block *reader_add(Reader *reader, BlockKind kind)
{
    Block *block = blocks_add(reader->blocks, kind);

    block->inset = MIN(reader->inset, INSET_MAX);
    block->quotes = reader->quotes;
    block->level = reader->lists;
    block->scale = reader->notes ? NOTE_SCALE : 1;
    return block;
}

static Block *reader_begin(Reader *reader, const char *tag, double inset)
{
    Block *block = reader_add(reader, BLOCK_BEGIN);

    block->tag = tag;
    g_array_append_val(reader->insets, reader->inset);
    reader->inset += inset;
    return block;
}

static void reader_end(Reader *reader, const char *tag)
{
    reader->inset = g_array_index(reader->insets, double, reader->insets->len - 1);
    g_array_set_size(reader->insets, reader->insets->len - 1);
    reader_add(reader, BLOCK_END)->tag = tag;
}

/* The text of an image is what is said of it. */
static void image_read(Reader *reader, cmark_node *node)
{
    Arena *arena = reader->blocks->arena;
    const char *title = cmark_node_get_title(node);
    const char *url = cmark_node_get_url(node);
    const Styled alt = inline_read(arena, node);

    if (strstr(url, "://") || g_str_has_prefix(url, "data:")) { /* nothing is fetched */
        if (alt.length > 0)
            reader_add(reader, BLOCK_PARAGRAPH)->text = alt;
        return;
    }
    Block *block = reader_add(reader, BLOCK_IMAGE);
    block->file = arena_strdup(arena, url);
    block->alt = alt.text;
    block->text = inline_plain(arena, title ? title : "", title ? strlen(title) : 0);
}

static gboolean is_blank_text(cmark_node *node)
{
    return node->type == CMARK_NODE_SOFTBREAK || node->type == CMARK_NODE_LINEBREAK ||
           (node->type == CMARK_NODE_TEXT &&
            strspn(cmark_node_get_literal(node), " ") == (gsize)node->as.literal.len);
}

/* A paragraph of nothing but images is no paragraph. */
static gboolean images_read(Reader *reader, cmark_node *paragraph)
{
    gboolean any = FALSE;

    for (cmark_node *node = paragraph->first_child; node; node = node->next) {
        if (node->type != CMARK_NODE_IMAGE && !is_blank_text(node))
            return FALSE;
        any = any || node->type == CMARK_NODE_IMAGE;
    }
    for (cmark_node *node = paragraph->first_child; any && node; node = node->next)
        if (node->type == CMARK_NODE_IMAGE)
            image_read(reader, node);
    return any;
}

static void paragraph_read(Reader *reader, cmark_node *node)
{
    if (images_read(reader, node))
        return;
    const Styled text = inline_read(reader->blocks->arena, node);
    if (text.length == 0 && reader->lists == 0)
        return;
    Block *block = reader_add(reader, BLOCK_PARAGRAPH);
    block->text = text;
    block->paragraph = reader->lists > 0 || reader->notes > 0 ? PARAGRAPH_HUNG : PARAGRAPH_PLAIN;
    block->close = reader->lists > 0 && reader->tight;
}

static void heading_read(Reader *reader, cmark_node *node)
{
    const Styled text = inline_read(reader->blocks->arena, node);

    if (text.length == 0)
        return;
    Block *block = reader_add(reader, BLOCK_HEADING);
    block->text = text;
    block->level = (guint)CLAMP(cmark_node_get_heading_level(node), 1, 6);
    block->kept = TRUE;
}

/* Blanks after which a line may end would vanish at its beginning. */
static void blanks_keep(GString *line)
{
    const gsize indent = strspn(line->str, " ");

    g_string_erase(line, 0, (gssize)indent);
    for (gsize i = 0; i < indent; i++)
        g_string_prepend(line, NO_BREAK_SPACE);
    g_string_replace(line, "  ", NO_BREAK_SPACE " ", 0);
}

/* Lines as they are: U+2028 for the end of each, tabs as blanks. */
static Styled lines_read(Arena *arena, const char *text)
{
    g_autofree char *stripped = g_strchomp(g_strdup(text));
    g_auto(GStrv) lines = g_strsplit(stripped, "\n", -1);
    g_autoptr(GString) joined = g_string_new(NULL);
    Span *span = arena_new0(arena, Span, 1);

    for (char **line = lines; *line; line++) {
        g_autoptr(GString) spaced = g_string_new(*line);
        g_string_replace(spaced, "\t", "    ", 0);
        blanks_keep(spaced);
        g_string_append(joined, line == lines ? "" : LINE_END);
        g_string_append(joined, inline_plain(arena, spaced->str, spaced->len).text);
    }
    *span = (Span){.end = joined->len, .style = SPAN_CODE};
    return (Styled){arena_strndup(arena, joined->str, joined->len), joined->len, span, 1};
}

static void code_read(Reader *reader, cmark_node *node)
{
    const char *info = node->as.code.fenced ? cmark_node_get_fence_info(node) : "";
    const char *text = cmark_node_get_literal(node);
    const gsize length = strcspn(info, " \t");
    g_autofree char *name = g_strndup(info, length);
    g_autofree char *arguments = g_strstrip(g_strdup(info + length));
    const Block place = {.inset = MIN(reader->inset, INSET_MAX), .quotes = reader->quotes};

    if (!g_utf8_validate(text, -1, NULL) || fence_read(reader->blocks, name, arguments, text, &place))
        return;
    const Styled lines = lines_read(reader->blocks->arena, text);
    if (lines.length == 0)
        return;
    Block *block = reader_add(reader, BLOCK_CODE);
    block->text = lines;
    block->scale *= CODE_SCALE;
}

static FrameAlign align_of(guint8 letter)
{
    switch (letter) {
    case 'c': return ALIGN_CENTRE;
    case 'r': return ALIGN_END;
    default: return ALIGN_START;
    }
}

static void table_read(Reader *reader, cmark_node *node)
{
    Arena *arena = reader->blocks->arena;
    const guint columns = cmark_gfm_extensions_get_table_columns(node);
    const guint8 *letters = cmark_gfm_extensions_get_table_alignments(node);
    g_autoptr(GArray) cells = g_array_new(FALSE, TRUE, sizeof(Styled));
    FrameAlign *align = arena_new0(arena, FrameAlign, MAX(columns, 1));
    guint rows = 0;

    for (guint i = 0; i < columns; i++)
        align[i] = align_of(letters ? letters[i] : 0);
    for (cmark_node *row = node->first_child; row; row = row->next, rows++) {
        guint count = 0;
        for (cmark_node *cell = row->first_child; cell && count < columns; cell = cell->next, count++) {
            const Styled text = inline_read(arena, cell);
            g_array_append_val(cells, text);
        }
        g_array_set_size(cells, (rows + 1) * columns);
    }
    if (rows == 0 || columns == 0)
        return;
    Styled *kept = arena_new0(arena, Styled, cells->len);
    memcpy(kept, cells->data, cells->len * sizeof(Styled));
    for (guint i = 0; i < cells->len; i++)
        kept[i].text = kept[i].text ? kept[i].text : "";
    reader_add(reader, BLOCK_TABLE)->table = (BlockTable){rows, columns, kept, align};
}

static double label_width(cmark_node *list)
{
    guint last = (guint)MAX(cmark_node_get_list_start(list), 0), digits = 1;

    for (cmark_node *item = list->first_child; item; item = item->next)
        last++;
    for (guint rest = MAX(last, 1) - 1; rest >= 10; rest /= 10)
        digits++;
    return digits * DIGIT_WIDTH + LABEL_GAP;
}

/* The labels of a list are of one width: that is found once, a list may be long. */
static void list_read(Reader *reader, cmark_node *node, gboolean entering)
{
    if (!entering) {
        g_array_set_size(reader->around, reader->around->len - 1);
        reader->lists--;
        reader_end(reader, "L");
        return;
    }
    const gboolean ordered = cmark_node_get_list_type(node) == CMARK_ORDERED_LIST;
    const List list = {ordered ? cmark_node_get_list_start(node) : -1,
                       ordered ? label_width(node) : BULLET_INSET};
    reader_begin(reader, "L", 0);
    g_array_append_val(reader->around, list);
    reader->lists++;
}

static List *list_around(const Reader *reader)
{
    return &g_array_index(reader->around, List, reader->around->len - 1);
}

static void label_set(Reader *reader, Block *block, cmark_node *item)
{
    int *order = &list_around(reader)->next;

    block->level = reader->lists;
    if (tree_is(item, "tasklist"))
        block->label = cmark_gfm_extensions_get_tasklist_item_checked(item) ? LABEL_DONE : LABEL_TO_DO;
    else if (*order < 0)
        block->label = LABEL_BULLET;
    else {
        g_autofree char *text = g_strdup_printf("%d.", *order);
        block->label = LABEL_TEXT;
        block->label_text = arena_strdup(reader->blocks->arena, text);
    }
    *order += *order >= 0;
}

static void item_read(Reader *reader, cmark_node *node, gboolean entering)
{
    const gboolean task = tree_is(node, "tasklist");

    if (!entering) {
        reader_end(reader, "LBody");
        reader_end(reader, "LI");
        return;
    }
    reader->tight = cmark_node_get_list_tight(node->parent);
    const double inset = task ? TASK_INSET : list_around(reader)->inset;
    reader_begin(reader, "LI", 0);
    Block *block = reader_begin(reader, "LBody", inset);
    label_set(reader, block, node);
    block->label_inset = block->inset;
    /* Something has to stand beside the label. */
    const gboolean bare = !node->first_child || node->first_child->type != CMARK_NODE_PARAGRAPH;
    if (bare && (!node->first_child || node->first_child->type == CMARK_NODE_LIST)) {
        Block *empty = reader_add(reader, BLOCK_PARAGRAPH);
        empty->paragraph = PARAGRAPH_HUNG;
        empty->close = reader->tight;
    }
}

static void quote_read(Reader *reader, gboolean entering)
{
    if (entering) {
        reader_begin(reader, "BlockQuote", QUOTE_INSET);
        reader->quotes++;
    } else {
        reader->quotes--;
        reader_end(reader, "BlockQuote");
    }
}

static void note_read(Reader *reader, gboolean entering)
{
    if (!entering) {
        reader_end(reader, "Note");
        return;
    }
    if (reader->notes++ == 0)
        reader_add(reader, BLOCK_RULE);
    Block *block = reader_begin(reader, "Note", 1.2);
    block->label = LABEL_TEXT;
    block->label_text = inline_note(reader->blocks->arena, reader->notes);
    block->label_inset = block->inset;
}

static gboolean node_contains(cmark_node *node)
{
    return node->type == CMARK_NODE_LIST || node->type == CMARK_NODE_ITEM ||
           node->type == CMARK_NODE_BLOCK_QUOTE || node->type == CMARK_NODE_FOOTNOTE_DEFINITION;
}

/* TRUE: what is below the node has been read. */
static gboolean node_read(Reader *reader, cmark_node *node, gboolean entering)
{
    switch (node->type) {
    case CMARK_NODE_PARAGRAPH: paragraph_read(reader, node); return TRUE;
    case CMARK_NODE_HEADING: heading_read(reader, node); return TRUE;
    case CMARK_NODE_CODE_BLOCK: code_read(reader, node); return TRUE;
    case CMARK_NODE_THEMATIC_BREAK: reader_add(reader, BLOCK_RULE); return TRUE;
    case CMARK_NODE_LIST: list_read(reader, node, entering); return FALSE;
    case CMARK_NODE_ITEM: item_read(reader, node, entering); return FALSE;
    case CMARK_NODE_BLOCK_QUOTE: quote_read(reader, entering); return FALSE;
    case CMARK_NODE_FOOTNOTE_DEFINITION: note_read(reader, entering); return FALSE;
    default: break;
    }
    if (!tree_is(node, "table"))
        return FALSE;
    table_read(reader, node);
    return TRUE;
}

/* Read on entering: what has been read is left by its end. */
static void tree_read(Reader *reader, cmark_node *root)
{
    cmark_iter *iter = cmark_iter_new(root);
    cmark_event_type event;

    while ((event = cmark_iter_next(iter)) != CMARK_EVENT_DONE) {
        cmark_node *node = cmark_iter_get_node(iter);
        if (node == root)
            continue;
        if (event == CMARK_EVENT_EXIT && !node_contains(node))
            continue;
        if (node_read(reader, node, event == CMARK_EVENT_ENTER))
            cmark_iter_reset(iter, node, CMARK_EVENT_EXIT);
    }
    cmark_iter_free(iter);
}

Blocks *blocks_read(const char *text, gsize length, guint *line, GError **error)
{
    g_autoptr(Document) document = document_parse(text, length, NULL, line, error);
    g_autoptr(GArray) insets = g_array_new(FALSE, FALSE, sizeof(double));
    g_autoptr(GArray) around = g_array_new(FALSE, FALSE, sizeof(List));

    if (!document)
        return NULL;
    Reader reader = {.blocks = blocks_new(), .insets = insets, .around = around};
    tree_read(&reader, document_get_root(document));
    blocks_sign(reader.blocks);
    return reader.blocks;
}
