/* SPDX-License-Identifier: MIT */
#include "typeset/artwork-cost.h"

/* In elements: what is drawn apart as often as it is shown, and a letter. */
#define SURFACE_COST 2000
#define LETTER_COST 5

enum { COST_CHILD = COST_SURFACE + 1 };
enum { STATE_NEW, STATE_OPEN, STATE_DONE };

typedef struct {
    const char *id; /* interned; NULL: `target` */
    guint target;
    guint kind; /* CostReference or COST_CHILD */
    guint next; /* edge + 1; 0: the last */
} Edge;

typedef struct {
    guint kind, state;
    guint edges;   /* edge + 1 */
    double points; /* of the paths in it */
    double content, paint, marker, surface;
} Node;

struct ArtworkCost {
    GArray *nodes;
    GArray *edges;
    GArray *open;    /* nodes, outermost first */
    GHashTable *ids; /* id: node + 1 */
    GStringChunk *words;
};

ArtworkCost *cost_new(void)
{
    ArtworkCost *cost = g_new0(ArtworkCost, 1);

    cost->nodes = g_array_new(FALSE, TRUE, sizeof(Node));
    cost->edges = g_array_new(FALSE, TRUE, sizeof(Edge));
    cost->open = g_array_new(FALSE, FALSE, sizeof(guint));
    cost->ids = g_hash_table_new(g_str_hash, g_str_equal);
    cost->words = g_string_chunk_new(1024);
    return cost;
}

void cost_free(ArtworkCost *cost)
{
    if (!cost)
        return;
    g_array_unref(cost->nodes);
    g_array_unref(cost->edges);
    g_array_unref(cost->open);
    g_hash_table_unref(cost->ids);
    g_string_chunk_free(cost->words);
    g_free(cost);
}

static Node *node_at(ArtworkCost *cost, guint index)
{
    return &g_array_index(cost->nodes, Node, index);
}

static guint open_last(const ArtworkCost *cost)
{
    return g_array_index(cost->open, guint, cost->open->len - 1);
}

static void edge_add(ArtworkCost *cost, Edge edge)
{
    Node *from = node_at(cost, open_last(cost));

    edge.next = from->edges;
    g_array_append_val(cost->edges, edge);
    from->edges = cost->edges->len;
}

void cost_open(ArtworkCost *cost, CostKind kind, const char *id, gsize points)
{
    const guint index = cost->nodes->len;
    const Node node = {.kind = kind, .points = (double)points};

    g_array_append_val(cost->nodes, node);
    if (cost->open->len > 0)
        edge_add(cost, (Edge){.target = index, .kind = COST_CHILD});
    g_array_append_val(cost->open, index);
    if (id && !g_hash_table_contains(cost->ids, id))
        g_hash_table_insert(cost->ids, g_string_chunk_insert(cost->words, id), GUINT_TO_POINTER(index + 1));
}

void cost_refer(ArtworkCost *cost, CostReference reference, const char *id)
{
    if (reference == COST_GROUP) {
        node_at(cost, open_last(cost))->surface += COST_OF_GROUP;
        return;
    }
    edge_add(cost, (Edge){.id = g_string_chunk_insert_const(cost->words, id), .kind = reference});
}

void cost_letters(ArtworkCost *cost, gsize count)
{
    node_at(cost, open_last(cost))->surface += (double)count * LETTER_COST;
}

void cost_close(ArtworkCost *cost)
{
    g_array_set_size(cost->open, cost->open->len - 1);
}

static double node_cost(const Node *node)
{
    if (node->kind == COST_FREE)
        return 0;
    return (1 + node->content) * (1 + node->paint) + node->points * node->marker + node->surface;
}

/* What a node costs, counted by now, goes to the one that it is drawn in. */
static void cost_pass(Node *into, const Node *from, guint kind)
{
    const double cost = node_cost(from);

    switch (kind) {
    case COST_CHILD:
        if (from->kind != COST_DRAWN)
            break;
        G_GNUC_FALLTHROUGH;
    case COST_USE:
        into->content += cost;
        into->points += from->points;
        break;
    case COST_PAINT: into->paint += cost; break;
    case COST_MARKER: into->marker += cost; break;
    case COST_SURFACE: into->surface += cost + SURFACE_COST; break;
    }
}

/* The node that an edge leads to; FALSE if there is none. */
static gboolean edge_target(const ArtworkCost *cost, const Edge *edge, guint *target)
{
    *target = edge->id ? GPOINTER_TO_UINT(g_hash_table_lookup(cost->ids, edge->id)) : edge->target + 1;
    return (*target)-- > 0;
}

typedef struct {
    guint node;
    guint edge; /* that is being followed, + 1; 0: none is left */
} Visit;

/* Depth first without recursion, each node and each edge once. */
double cost_total(ArtworkCost *cost)
{
    g_autoptr(GArray) visits = g_array_new(FALSE, FALSE, sizeof(Visit));
    const Visit root = {0, cost->nodes->len > 0 ? node_at(cost, 0)->edges : 0};

    if (cost->nodes->len == 0)
        return 0;
    node_at(cost, 0)->state = STATE_OPEN;
    g_array_append_val(visits, root);
    while (visits->len > 0) {
        Visit *visit = &g_array_index(visits, Visit, visits->len - 1);
        Node *node = node_at(cost, visit->node);
        guint target;
        if (visit->edge == 0) {
            node->state = STATE_DONE;
            g_array_set_size(visits, visits->len - 1);
            continue;
        }
        const Edge *edge = &g_array_index(cost->edges, Edge, visit->edge - 1);
        if (!edge_target(cost, edge, &target)) {
            visit->edge = edge->next;
            continue;
        }
        Node *next = node_at(cost, target);
        if (next->state == STATE_OPEN)
            return -1;
        if (next->state == STATE_DONE) {
            cost_pass(node, next, edge->kind);
            visit->edge = edge->next;
            continue;
        }
        const Visit deeper = {target, next->edges};
        next->state = STATE_OPEN;
        g_array_append_val(visits, deeper);
    }
    return node_cost(node_at(cost, 0));
}
