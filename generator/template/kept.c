/* SPDX-License-Identifier: MIT */
#include "template/fragment.h"
#include "template/kept-key.h"
#include "template/kept-private.h"
#include "template/memory.h"
#include "template/views.h"

#include <string.h>

/* All texts, and what is kept with them, in bytes: those of a process. */
#define BYTES_MAX (12 * 1024 * 1024)
/* A partial that could not be kept so often is not tried any more. */
#define SPOILT_MAX 16
/* Nor is one of which so many bytes were kept in vain: a text that is printed again makes up for RETURN like
 * it. */
#define WASTE_MAX (2 * 1024 * 1024)
#define RETURN 8

/* Whether it is worth while to keep what a template prints. */
typedef struct {
    guint spoilt; /* how often in turn that was not possible */
    gsize waste;  /* bytes */
} Worth;

/* What a key has before the arguments: see make_key(). */
#define KEY_HEAD (2 * sizeof(gpointer) + sizeof(int) + sizeof(Context))

static void attempt_free(gpointer data)
{
    Attempt *attempt = data;
    g_string_free(attempt->key, TRUE);
    g_free(attempt);
}

Kept *kept_new(void)
{
    Kept *kept = g_new0(Kept, 1);

    kept->nodes = nodes_new();
    kept->worths = g_hash_table_new_full(NULL, NULL, NULL, g_free);
    kept->attempts = g_ptr_array_new_with_free_func(attempt_free);
    kept->asks = g_array_new(FALSE, FALSE, sizeof(Ask));
    kept->answers = g_string_new(NULL);
    kept->files = g_ptr_array_new_with_free_func(g_free);
    kept->key = g_string_new(NULL);
    kept->root = g_string_new(NULL);
    return kept;
}

void kept_free(Kept *kept)
{
    g_hash_table_unref(kept->nodes);
    g_hash_table_unref(kept->worths);
    g_ptr_array_unref(kept->attempts);
    g_array_unref(kept->asks);
    g_string_free(kept->answers, TRUE);
    g_ptr_array_unref(kept->files);
    g_string_free(kept->key, TRUE);
    g_string_free(kept->root, TRUE);
    g_free(kept);
}

/* Printing */

/* The node behind `node` for what the page answers; notes the ask. */
static const Node *next_node(lua_State *L, const Node *node)
{
    Engine *engine = engine_of(L);
    Kept *kept = engine->kept;
    const gsize start = kept->answers->len;
    gboolean plain = TRUE;

    if (node->ask == KEPT_BASE) {
        kept_append_base(engine, kept->answers);
    } else {
        view_push_page_name(L, engine->page, node->ask);
        plain = kept_append_plain(L, lua_gettop(L), kept->answers);
        lua_pop(L, 1);
    }
    const Ask ask = {node->ask, start, kept->answers->len - start};
    g_array_append_val(kept->asks, ask);
    node_set_key(kept->key, node, kept->answers->str + start, ask.length);
    return plain ? nodes_find(kept->nodes, kept->key) : NULL;
}

/* What was read for a text that has been printed from `offset` on: its own, if it is a fragment. */
static void print_reads(Engine *engine, const Text *text, gsize offset)
{
    if (!text->reads)
        return;
    if (text->plain && fragments_wanted(engine))
        fragments_add(engine, text->reads, offset, text->depth, engine->kept->root);
    else
        reads_add(engine->reads, text->reads);
}

static void print_text(lua_State *L, const Text *text)
{
    Engine *engine = engine_of(L);
    const gsize offset = engine->out->len;

    memory_check_length(L, engine->out->len);
    if (text->open_in) {
        engine->open_in = text->open_in;
        engine->open_text = text->open_text;
        engine->open_context = text->open_context;
    }
    engine->context = text->after;
    engine->kept->count++;
    engine->kept->deepest = MAX(engine->kept->deepest, engine->depth + text->depth);
    g_string_append_len(engine->out, text->html, (gssize)text->length);
    for (char **file = text->files; file && *file; file++) {
        engine->events->file(engine->events->data, *file);
        kept_file(engine, *file);
    }
    print_reads(engine, text, offset);
}

static Attempt *push_attempt(Kept *kept)
{
    if (kept->running == kept->attempts->len) {
        Attempt *fresh = g_new0(Attempt, 1);
        fresh->key = g_string_new(NULL);
        g_ptr_array_add(kept->attempts, fresh);
    }
    kept->running++;
    return kept_innermost(kept);
}

static void begin_attempt(Engine *engine, const Template *template, guint64 tables)
{
    Kept *kept = engine->kept;
    Attempt *attempt = push_attempt(kept);

    g_string_truncate(attempt->key, 0);
    kept_append_bytes(attempt->key, kept->root->str, kept->root->len);
    attempt->template = template;
    attempt->tables = tables;
    attempt->first_ask = kept->asks->len;
    attempt->first_file = kept->files->len;
    attempt->out = engine->out->len;
    attempt->spoils = kept->spoils;
    attempt->deepest = kept->deepest;
    attempt->open_in = engine->open_in;
    attempt->open_text = engine->open_text;
    attempt->open_context = engine->open_context;
    attempt->context = engine->context;
    if (engine->reads)
        attempt->mark = reads_mark(engine->reads);
    kept->deepest = engine->depth;
    engine->open_in = NULL;
}

/* Sets Kept.root: what is printed follows from this, and from what is asked of the page. */
static gboolean make_key(lua_State *L, const Template *template, const TemplateScope *scope, guint64 *tables)
{
    Engine *engine = engine_of(L);
    GString *key = engine->kept->root;

    g_string_truncate(key, 0);
    kept_append_pointer(key, NULL); /* no node is before this one */
    kept_append_pointer(key, template);
    kept_append_bytes(key, &scope->reference, sizeof scope->reference);
    kept_append_bytes(key, &engine->context, sizeof engine->context);
    return kept_append_arguments(L, 2, key, tables);
}

/* The node that Kept.root leads to, by what the page answers: that of the text, or one whose answer is new;
 * NULL where the partial has not got that yet. `crowded`: pages answer differently there. */
static const Node *find_node(lua_State *L, gboolean *crowded)
{
    Kept *kept = engine_of(L)->kept;
    const Node *node = nodes_find(kept->nodes, kept->root);

    *crowded = FALSE;
    for (; node && node->ask; node = next_node(L, node))
        *crowded = node_is_crowded(node);
    return node;
}

static Worth *worth_of(Kept *kept, const Template *template)
{
    Worth *worth = g_hash_table_lookup(kept->worths, template);

    if (!worth) {
        worth = g_new0(Worth, 1);
        g_hash_table_insert(kept->worths, (gpointer) template, worth);
    }
    return worth;
}

static gsize text_bytes(const Text *text)
{
    return sizeof *text + text->length + (text->reads ? read_set_bytes(text->reads) : 0);
}

KeptWay kept_print(lua_State *L, const Template *template, const TemplateScope *scope)
{
    Engine *engine = engine_of(L);
    Kept *kept = engine->kept;
    const guint first = kept->asks->len;
    const gsize answered = kept->answers->len;
    Worth *worth = worth_of(kept, template);
    guint64 tables;
    gboolean crowded;

    if (engine->script || worth->spoilt >= SPOILT_MAX || worth->waste >= WASTE_MAX ||
        !make_key(L, template, scope, &tables))
        return KEPT_NOT;
    const Node *node = find_node(L, &crowded);
    if (node && engine->depth + node->text->depth < INCLUDES_MAX) {
        print_text(L, node->text);
        worth->waste -= MIN(worth->waste, RETURN * text_bytes(node->text));
        kept_settle_asks(kept, first);
        return KEPT_PRINTED;
    }
    g_array_set_size(kept->asks, first);
    g_string_truncate(kept->answers, answered);
    if (crowded || node)
        return KEPT_NOT;
    begin_attempt(engine, template, tables);
    return KEPT_TRY;
}

gboolean kept_print_again(lua_State *L, GBytes *root, const ReadSpan *then)
{
    Engine *engine = engine_of(L);
    Kept *kept = engine->kept;
    gboolean crowded;
    gsize length;
    const char *bytes = g_bytes_get_data(root, &length);

    g_string_overwrite_len(g_string_truncate(kept->root, 0), 0, bytes, (gssize)length);
    const Node *node = find_node(L, &crowded);
    kept_settle_asks(kept, 0);
    if (!node || !node->text->plain || node->text->depth > then->depth)
        return FALSE;
    fragments_stand(engine, then->place);
    print_text(L, node->text);
    kept_settle_asks(kept, 0);
    return TRUE;
}

/* Keeping */

/* The node for the text of the attempt, if it can have one. */
static Node *attempt_node(Kept *kept, const Attempt *attempt)
{
    Node *node = nodes_find(kept->nodes, attempt->key);

    if (!node)
        node = nodes_add(kept->nodes, attempt->key, &kept->bytes);
    for (guint i = attempt->first_ask; i < kept->asks->len; i++) {
        const Ask *ask = &g_array_index(kept->asks, Ask, i);
        if (node->text || (node->ask && node->ask != ask->name))
            return NULL;
        node->ask = ask->name;
        node_set_key(kept->key, node, kept->answers->str + ask->start, ask->length);
        Node *next = nodes_find(kept->nodes, kept->key);
        if (!next && node_is_crowded(node))
            return NULL;
        if (!next) {
            node->answers++;
            next = nodes_add(kept->nodes, kept->key, &kept->bytes);
        }
        node = next;
    }
    return node->ask || node->text ? NULL : node;
}

static char **copy_files(const GPtrArray *files, guint from)
{
    GStrvBuilder *builder = files->len > from ? g_strv_builder_new() : NULL;

    for (guint i = from; i < files->len; i++)
        g_strv_builder_add(builder, files->pdata[i]);
    char **copy = builder ? g_strv_builder_end(builder) : NULL;
    g_clear_pointer(&builder, g_strv_builder_unref);
    return copy;
}

/* NULL where there is no room for it. */
static const Text *keep_text(Engine *engine, const Attempt *attempt)
{
    Kept *kept = engine->kept;
    Text *text = g_new0(Text, 1);

    if (kept->bytes > BYTES_MAX) {
        g_hash_table_remove_all(kept->nodes);
        kept->bytes = 0;
    }
    Node *node = attempt_node(kept, attempt);
    if (!node) {
        g_free(text);
        return NULL;
    }
    text->length = engine->out->len - attempt->out;
    text->html = g_memdup2(engine->out->str + attempt->out, text->length);
    text->after = engine->context;
    text->open_in = engine->open_in;
    text->open_text = engine->open_text;
    text->open_context = engine->open_context;
    text->depth = kept->deepest - engine->depth;
    text->plain = text->after == attempt->context;
    text->files = copy_files(kept->files, attempt->first_file);
    text->reads = engine->reads ? reads_since(engine->reads, attempt->mark) : NULL;
    node->text = text;
    kept->bytes += text_bytes(text);
    return text;
}

/* Whether the tables that the partial was given are as they were. */
static gboolean is_unchanged(lua_State *L, Kept *kept, const Attempt *attempt)
{
    guint64 tables;

    if (!attempt->tables)
        return TRUE;
    g_string_truncate(kept->key, 0);
    return kept_append_arguments(L, 2, kept->key, &tables) && tables == attempt->tables &&
           kept->key->len == attempt->key->len - KEY_HEAD &&
           memcmp(kept->key->str, attempt->key->str + KEY_HEAD, kept->key->len) == 0;
}

static void worth_count(Worth *worth, gboolean spoilt, const Text *text)
{
    worth->spoilt = spoilt ? worth->spoilt + 1 : 0;
    worth->waste += text ? text_bytes(text) : 0;
}

/* What the partial that has just run has read is that of a fragment, if the text is kept as one. */
static void part_reads(Engine *engine, const Attempt *attempt, const Text *text)
{
    if (!text || !text->reads || !text->plain || !fragments_wanted(engine))
        return;
    reads_cut(engine->reads, attempt->mark);
    fragments_add(engine, text->reads, attempt->out, text->depth, attempt->key);
}

static void end_attempt(Engine *engine, const Attempt *attempt)
{
    Kept *kept = engine->kept;

    kept->running--;
    kept->deepest = MAX(kept->deepest, attempt->deepest);
    if (engine->open_in)
        return;
    engine->open_in = attempt->open_in;
    engine->open_text = attempt->open_text;
    engine->open_context = attempt->open_context;
}

void kept_end(lua_State *L)
{
    Engine *engine = engine_of(L);
    Kept *kept = engine->kept;
    const Attempt *attempt = kept_innermost(kept);
    const gboolean good = attempt->spoils == kept->spoils && is_unchanged(L, kept, attempt);

    const Text *text = good ? keep_text(engine, attempt) : NULL;
    worth_count(worth_of(kept, attempt->template), !good, text);
    end_attempt(engine, attempt);
    part_reads(engine, attempt, text);
    kept_settle_asks(kept, attempt->first_ask);
}

guint kept_count(const Engine *engine)
{
    return engine->kept->count;
}

guint kept_running(const Engine *engine)
{
    return engine->kept->running;
}

void kept_unwind(Engine *engine, guint running)
{
    kept_spoil(engine);
    fragments_lose(engine);
    while (engine->kept->running > running)
        end_attempt(engine, kept_innermost(engine->kept));
}

void kept_begin(Engine *engine)
{
    Kept *kept = engine->kept;

    kept->running = 0;
    kept->deepest = 0;
    kept_settle_asks(kept, 0);
}
