/* SPDX-License-Identifier: MIT */
#include "template/engine.h"

#include "compile/place.h"
#include "template/address.h"
#include "template/allowance.h"
#include "template/body.h"
#include "template/environment.h"
#include "template/fragment.h"
#include "template/image.h"
#include "template/inheritance.h"
#include "template/kept.h"
#include "template/memory.h"
#include "template/phrase.h"
#include "template/print.h"
#include "template/published.h"
#include "template/push.h"
#include "template/qr.h"
#include "template/report.h"
#include "template/runtime.h"
#include "template/views.h"
#include "template/words.h"

#include <glib/gi18n.h>

static void problems_release(gpointer problems)
{
    diagnostics_free(problems);
}

static void template_release(gpointer template)
{
    template_free(template);
}

/* What can raise an error of memory alone. */
static int open_state(lua_State *L)
{
    environment_open(L);
    lua_newtable(L);
    lua_rawsetp(L, LUA_REGISTRYINDEX, REGISTRY_VIEWS);
    lua_rawgetp(L, LUA_REGISTRYINDEX, REGISTRY_BASE);
    view_site_open(L);
    view_sorted_open(L);
    view_chart_open(L);
    view_record_open(L);
    address_open(L);
    image_open(L);
    published_open(L);
    body_open(L);
    qr_open(L);
    words_open(L);
    phrase_open(L);
    runtime_open(L);
    return 0;
}

Engine *engine_new(const Site *site, const Theme *theme, GHashTable *paths, const GPtrArray *pages,
                   GHashTable *sizes, const EngineEvents *events, Diagnostics *diagnostics)
{
    Engine *engine = g_new0(Engine, 1);

    engine->site = site;
    engine->theme = theme;
    engine->paths = paths;
    engine->pages = pages;
    engine->sizes = sizes;
    engine->events = events;
    engine->diagnostics = diagnostics;
    engine->templates = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, template_release);
    engine->scopes = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    engine->broken = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, problems_release);
    engine->remarks = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, problems_release);
    engine->collections = g_hash_table_new(NULL, NULL);
    engine->excerpts = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
    engine->assets = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
    engine->dates = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, words_date_format_free);
    engine->kept = kept_new();
    engine->fragments = fragments_new();
    engine->questions = view_questions_new();
    engine->shown = g_ptr_array_new();
    engine->names = view_names(site->content->types);
    engine->fields = view_fields(site->content->types);
    engine->escaper = escaper_new(site->base_url);
    engine->limits = allowance_read(site->content);
    engine->L = memory_state_new(engine->limits.bytes);
    *(Engine **)lua_getextraspace(engine->L) = engine;
    lua_pushcfunction(engine->L, open_state);
    lua_call(engine->L, 0, 0);
    return engine;
}

void engine_free(Engine *engine)
{
    if (!engine)
        return;
    memory_state_free(engine->L);
    g_hash_table_unref(engine->templates);
    g_hash_table_unref(engine->scopes);
    g_hash_table_unref(engine->broken);
    g_hash_table_unref(engine->remarks);
    g_hash_table_unref(engine->collections);
    g_hash_table_unref(engine->excerpts);
    g_hash_table_unref(engine->assets);
    g_hash_table_unref(engine->dates);
    phrase_plurals_free(engine->plurals);
    kept_free(engine->kept);
    fragments_free(engine->fragments);
    g_free(engine->questions);
    g_ptr_array_unref(engine->shown);
    g_ptr_array_unref(engine->names);
    g_ptr_array_unref(engine->fields);
    escaper_free(engine->escaper);
    document_free(engine->document);
    g_free(engine);
}

void engine_set_reads(Engine *engine, Reads *reads)
{
    engine->reads = reads;
}

/* Each page has an environment of its own: nothing that one sets is seen by the next. */
static int render_page(lua_State *L)
{
    const Page *page = lua_touserdata(L, 1);

    lua_newtable(L);
    lua_rawsetp(L, LUA_REGISTRYINDEX, REGISTRY_BLOCKS);
    environment_push(L);
    push_page(L, page);
    lua_setfield(L, -2, "page");
    lua_pushvalue(L, -1);
    lua_rawsetp(L, LUA_REGISTRYINDEX, REGISTRY_ENV);
    lua_pushfstring(L, "layouts/%s", page->layout);
    if (page->leads)
        inheritance_check(engine_of(L), lua_tostring(L, -1));
    runtime_run(L, lua_tostring(L, -1), 2);
    print_end(L);
    escape_finish(engine_of(L)->mode, engine_of(L)->out);
    return 0;
}

/* Lua calls no message handler for this error: the place is what the allocator has noted. */
static void report_memory(Engine *engine)
{
    guint line;
    const char *name = memory_place(engine->L, &line);
    g_autofree char *layout = g_strconcat("layouts/", engine->page->layout, NULL);
    g_autofree char *hint = allowance_hint_memory(&engine->limits);
    const Template *template = g_hash_table_lookup(engine->templates, name ? name : layout);
    const Place place =
        template ? template_place(template, name ? line : 1) : PLACE_FILE(name ? name : layout);

    report_at(engine->L, SEVERITY_ERROR, place, hint,
              g_strdup_printf(_("the layout needs more than %u MB of memory"),
                              allowance_megabytes(&engine->limits)));
}

void engine_begin(Engine *engine, const Page *page, GString *out, EscapeMode mode)
{
    engine->page = page;
    engine->out = out;
    engine->mode = mode;
    engine->context = escape_start(mode);
    engine->open_in = NULL;
    engine->script = NULL;
    engine->sheet = NULL;
    engine->defining = engine->left_out = engine->reported = engine->compiling = FALSE;
    engine->depth = engine->snippets = 0;
    engine->own = 0;
    g_ptr_array_set_size(engine->shown, 0);
    kept_begin(engine);
    fragments_begin(engine);
    lua_settop(engine->L, 0);
    memory_begin(engine->L);
}

RenderResult engine_render(Engine *engine, const Page *page, GString *html)
{
    lua_State *L = engine->L;

    g_string_truncate(html, 0);
    if (engine->reads)
        reads_begin(engine->reads);
    engine_begin(engine, page, html, escape_mode_of(page->layout));
    lua_pushcfunction(L, report_mistake);
    lua_pushcfunction(L, render_page);
    lua_pushlightuserdata(L, (void *)page);
    const int status = lua_pcall(L, 1, 0, 1);
    lua_settop(L, 0);
    if (memory_failed(L, status))
        report_memory(engine);
    /* What folds its lines is not what was printed. */
    fragments_end(engine, status == LUA_OK && !engine->left_out && engine->mode != ESCAPE_CALENDAR);
    if (engine->own)
        reads_entry(engine->reads, page->entry, engine->own);
    engine->page = NULL;
    engine->out = NULL;
    if (memory_is_exhausted(L))
        return RENDER_EXHAUSTED;
    if (engine->left_out)
        return RENDER_LEFT_OUT;
    if (status == LUA_OK)
        return RENDER_DONE;
    if (!engine->reported)
        diagnostics_error(engine->diagnostics, PLACE_FILE(page->path), NULL,
                          _("the layout failed without saying where"));
    return RENDER_FAILED;
}
