/* SPDX-License-Identifier: MIT */
#include "template/fragment.h"

#include "template/kept.h"
#include "template/memory.h"
#include "text/hash.h"

struct Fragments {
    FragmentPlace at;
    gboolean lost;
    const GString *page; /* what the page is printed to */
    const OldPage *old;  /* what is rendered was this; or NULL */
    GPtrArray *roots;    /* GBytes *, of its spans: while `old` is known */
    GHashTable *learned; /* number of an old fragment + 1 -> GBytes *: what it got */
};

static void bytes_release(gpointer bytes)
{
    g_bytes_unref(bytes);
}

Fragments *fragments_new(void)
{
    Fragments *fragments = g_new0(Fragments, 1);

    fragments->roots = g_ptr_array_new_with_free_func(bytes_release);
    fragments->learned = g_hash_table_new_full(NULL, NULL, NULL, bytes_release);
    return fragments;
}

void fragments_free(Fragments *fragments)
{
    g_ptr_array_unref(fragments->roots);
    g_hash_table_unref(fragments->learned);
    g_free(fragments);
}

void fragments_begin(Engine *engine)
{
    Fragments *fragments = engine->fragments;

    fragments->at = (FragmentPlace){.place = 0};
    fragments->lost = FALSE;
    fragments->page = engine->out;
    g_ptr_array_set_size(fragments->roots, 0);
}

/* The fragments of the page that it was, by their places, got what those got that stand there now: up to the
 * first that is none any more. That one may have changed the context, or a table, for those behind it. */
static void learn(Fragments *fragments, const Reads *reads)
{
    g_autoptr(GHashTable) places = g_hash_table_new(g_int64_hash, g_int64_equal);
    guint count;
    const ReadSpan *spans = reads_spans(reads, &count);

    for (guint i = 0; i < count; i++)
        g_hash_table_insert(places, (gpointer)&spans[i].place, fragments->roots->pdata[i]);
    for (guint i = 0; i < fragments->old->n_spans; i++) {
        const ReadSpan *then = &fragments->old->spans[i];
        GBytes *root = g_hash_table_lookup(places, &then->place);
        if (!root)
            break;
        g_hash_table_insert(fragments->learned, GUINT_TO_POINTER(then->fragment + 1), g_bytes_ref(root));
    }
}

void fragments_end(Engine *engine, gboolean whole)
{
    Fragments *fragments = engine->fragments;

    if (!engine->reads)
        return;
    if (!whole || fragments->lost)
        reads_dissolve(engine->reads);
    else if (fragments->old)
        learn(fragments, engine->reads);
}

FragmentPlace fragments_enter(Engine *engine)
{
    FragmentPlace *at = &engine->fragments->at;

    at->includes++;
    const FragmentPlace around = *at;
    *at = (FragmentPlace){.place = hash_mix(around.place, around.includes)};
    return around;
}

void fragments_leave(Engine *engine, FragmentPlace around)
{
    engine->fragments->at = around;
}

void fragments_stand(Engine *engine, guint64 place)
{
    engine->fragments->at.place = place;
}

void fragments_lose(Engine *engine)
{
    engine->fragments->lost = TRUE;
}

gboolean fragments_wanted(const Engine *engine)
{
    return engine->reads && !engine->fragments->lost && engine->out == engine->fragments->page &&
           kept_running(engine) == 0;
}

void fragments_add(Engine *engine, ReadSet *set, gsize offset, guint depth, const GString *root)
{
    Fragments *fragments = engine->fragments;
    const ReadSpan span = {.place = fragments->at.place,
                           .offset = (guint32)offset,
                           .length = (guint32)(engine->out->len - offset),
                           .depth = depth};

    reads_span(engine->reads, span, set);
    if (fragments->old)
        g_ptr_array_add(fragments->roots, g_bytes_new(root->str, root->len));
}

/* Mending */

typedef struct {
    const OldPage *old;
    gboolean mended;
} Mending;

/* Appends what stood in the page from `from` up to `to`. FALSE where that is not in it. */
static gboolean append_old(GString *out, const OldPage *old, gsize from, gsize to)
{
    if (from > to || to > old->length)
        return FALSE;
    g_string_append_len(out, old->bytes + from, (gssize)(to - from));
    return TRUE;
}

/* Appends the fragment of `span` as it is now. FALSE where that is not known. */
static gboolean append_fragment(lua_State *L, const OldPage *old, const ReadSpan *span)
{
    Engine *engine = engine_of(L);
    const gsize end = (gsize)span->offset + span->length;
    ReadSpan now = *span;

    if (old->changed[span->fragment]) {
        GBytes *root = g_hash_table_lookup(engine->fragments->learned, GUINT_TO_POINTER(span->fragment + 1));
        return root && kept_print_again(L, root, span);
    }
    now.offset = (guint32)engine->out->len;
    if (!append_old(engine->out, old, span->offset, end))
        return FALSE;
    reads_span(engine->reads, now, NULL);
    return TRUE;
}

static int mend_page(lua_State *L)
{
    Mending *mending = lua_touserdata(L, 1);
    const OldPage *old = mending->old;
    GString *out = engine_of(L)->out;
    gsize at = 0;

    lua_settop(L, 0);
    for (guint i = 0; i < old->n_spans; i++) {
        const ReadSpan *span = &old->spans[i];
        if (!append_old(out, old, at, span->offset) || !append_fragment(L, old, span))
            return 0;
        at = (gsize)span->offset + span->length;
    }
    mending->mended = append_old(out, old, at, old->length);
    memory_check_length(L, out->len);
    return 0;
}

/* Nothing is said where it fails: the page is rendered then. */
static gboolean mend(Engine *engine, const Page *page, const OldPage *old, GString *html)
{
    lua_State *L = engine->L;
    Mending mending = {.old = old};

    g_string_truncate(html, 0);
    reads_begin(engine->reads);
    engine_begin(engine, page, html, escape_mode_of(page->layout));
    lua_pushcfunction(L, mend_page);
    lua_pushlightuserdata(L, &mending);
    const int status = lua_pcall(L, 1, 0, 0);
    lua_settop(L, 0);
    if (memory_failed(L, status) || status != LUA_OK)
        return FALSE;
    if (engine->own)
        reads_entry(engine->reads, page->entry, engine->own);
    engine->page = NULL;
    engine->out = NULL;
    return mending.mended;
}

RenderResult engine_render_again(Engine *engine, const Page *page, const OldPage *old, GString *html)
{
    if (mend(engine, page, old, html))
        return RENDER_MENDED;
    engine->fragments->old = old;
    const RenderResult result = engine_render(engine, page, html);
    engine->fragments->old = NULL;
    return result;
}
