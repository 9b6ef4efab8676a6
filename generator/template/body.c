/* SPDX-License-Identifier: MIT */
#include "template/body.h"

#include "markup/gallery.h"
#include "site/visibility.h"
#include "template/address.h"
#include "template/block.h"
#include "template/image.h"
#include "template/kept.h"
#include "template/photos.h"
#include "template/published.h"
#include "template/push.h"

#include <glib/gi18n.h>
#include <string.h>

/* Texts whose blocks show texts. */
#define DEPTH_MAX 3
/* Lists ask for excerpts again: there is room for those of a large site, unless they are long. */
#define EXCERPTS_MAX 20000
#define EXCERPT_BYTES 1500

typedef struct {
    Engine *engine;
    const Entry *entry; /* whose text it is; NULL: a string of a template's */
    gboolean failed;
    gboolean closed; /* all of the HTML so far is markup/'s own, or of a picture: it closes what it opens */
} Rendering;

static Place place_of(const Rendering *r, guint line)
{
    if (!r->entry)
        return PLACE_NONE;
    return (Place){.source = r->entry->source, .line = r->entry->body_line + line - 1};
}

static char *resolve_link(void *data, const char *url, gboolean image, guint line)
{
    const Rendering *r = data;
    g_auto(Link) link = {0};

    if (!r->entry)
        return NULL;
    const LinkEnd end =
        site_link_follow(r->engine->site, r->entry, url, image, line, &link, r->engine->diagnostics);
    if (end != LINK_IS_FOREIGN)
        reads_key2(r->engine->reads, READ_LINK, r->entry->id, url);
    switch (end) {
    case LINK_TO_ENTRY: return address_to(r->engine, link.entry->output, link.fragment);
    case LINK_TO_FILE: return published_address(r->engine, link.file, link.fragment);
    case LINK_TO_NOTHING_SHOWN: return g_strdup("");
    default: return NULL;
    }
}

/* A picture of the site that is shown. resolve_link() has a word about all others. */
static char *show_image(void *data, const MarkupPicture *picture)
{
    const Rendering *r = data;
    g_auto(Link) link = {0};

    if (!r->entry)
        return NULL;
    link = site_link(r->engine->site, r->entry, picture->url);
    if (!link.file || site_withholder(r->engine->site, link.file))
        return NULL;
    reads_key2(r->engine->reads, READ_LINK, r->entry->id, picture->url);
    const ImageLook look = {.alt = picture->alt,
                            .title = *picture->title ? picture->title : NULL,
                            .fragment = link.fragment,
                            .lazy = TRUE};
    GString *html = g_string_new(NULL);
    image_append(r->engine, link.file, &look, html);
    return g_string_free(html, FALSE);
}

static char *render_block(void *data, const char *name, const char *arguments, const char *text, guint line)
{
    Rendering *r = data;
    const Block block = {.name = name,
                         .arguments = arguments,
                         .text = text,
                         .entry = r->entry,
                         .line = (r->entry ? r->entry->body_line : 1) + line};
    const gboolean gallery = strcmp(name, GALLERY_BLOCK) == 0;
    char *html = NULL;

    /* Names of files mean nothing in a text that lies nowhere. */
    if (r->failed || (gallery && !r->entry))
        return NULL;
    r->failed = !block_render(r->engine, &block, &html);
    r->closed &= html == NULL;
    return html || r->failed || !gallery ? html : photos_html(r->engine, &block);
}

static void warn(void *data, guint line, guint column, const char *message)
{
    const Rendering *r = data;
    Place place = place_of(r, line);

    if (r->entry) {
        g_autofree char *text = source_line(r->entry->source, place.line);
        const gsize bytes = MIN(strlen(text), column > 0 ? column - 1 : 0);
        place.column = 1 + (guint)g_utf8_strlen(text, (gssize)bytes);
    }
    diagnostics_warning(r->engine->diagnostics, place, NULL, "%s", message);
}

/* `valid`: the text is that of a source, which has been looked through. */
static Document *parse(Engine *engine, const char *text, gsize length, gboolean valid, guint *line,
                       GError **error)
{
    const MarkupOptions options = {.raw_html = engine->site->raw_html, .valid = valid};
    return document_parse(text, length, &options, line, error);
}

static Document *parse_entry(Engine *engine, const Entry *entry)
{
    g_autoptr(GError) error = NULL;
    guint line = 0;
    gsize length;
    const char *text = entry_body(entry, &length);

    if (!source_check(entry->source, engine->diagnostics))
        return NULL;
    Document *document = parse(engine, text, length, TRUE, &line, &error);
    if (!document) {
        const Rendering r = {engine, entry, TRUE, FALSE};
        diagnostics_error(engine->diagnostics, place_of(&r, line), NULL, "%s", error->message);
    }
    return document;
}

/* The parsed text of an entry, taken out of the engine until it is put back; NULL after a diagnostic. */
static Document *document_take(Engine *engine, const Entry *entry)
{
    if (engine->parsed == entry && engine->document)
        return g_steal_pointer(&engine->document);
    return parse_entry(engine, entry);
}

static void document_put_back(Engine *engine, const Entry *entry, Document *document)
{
    document_free(engine->document);
    engine->document = document;
    engine->parsed = entry;
}

/*
 * Ids of another entry's text get that entry's id before them, those of a string the number of its call: no
 * two on a page are the same. NULL on the entry's own page.
 */
static char *prefix_for(Engine *engine, const Entry *entry)
{
    kept_spoil(engine);
    if (!entry)
        return g_strdup_printf("text-%u", ++engine->snippets);
    if (engine->page->entry == entry || address_is_absolute(engine))
        return NULL;
    return g_uri_escape_string(entry->id, "/", TRUE);
}

/* `closed`: of push_closed_markup(). */
static gboolean render(Engine *engine, Document *document, const Entry *entry, GString *html,
                       gboolean *closed)
{
    Rendering r = {engine, entry, FALSE, !engine->site->raw_html};
    reads_key(engine->reads, READ_TEXT, "footnote_back");
    reads_key(engine->reads, READ_TEXT, "task_done");
    reads_key(engine->reads, READ_TEXT, "task_open");
    g_autofree char *prefix = prefix_for(engine, entry);
    g_autofree char *base = entry && entry->output && address_is_absolute(engine)
                                ? address_to(engine, entry->output, NULL)
                                : NULL;
    const MarkupTarget target = {.data = &r,
                                 .resolve = resolve_link,
                                 .image = show_image,
                                 .block = render_block,
                                 .warn = warn,
                                 .prefix = prefix,
                                 .base = base,
                                 .footnote_label = theme_text(engine->theme, "footnote_back"),
                                 .done_label = theme_text(engine->theme, "task_done"),
                                 .to_do_label = theme_text(engine->theme, "task_open")};

    document_render(document, &target, html);
    *closed = r.closed;
    return !r.failed;
}

/* Pushes what was rendered, and frees it. */
static void push_rendered(lua_State *L, GString *html, gboolean closed)
{
    if (closed)
        push_closed_markup(L, html->str, html->len);
    else
        push_markup(L, html->str, html->len);
    g_string_free(html, TRUE);
}

/* What failed has been reported; this only stops the page. */
static int stop(lua_State *L)
{
    engine_of(L)->reported = TRUE;
    return host_fail(L, N_("the text cannot be shown"));
}

void body_push_content(lua_State *L, const Entry *entry)
{
    Engine *engine = engine_of(L);

    if (g_ptr_array_find(engine->shown, entry, NULL))
        host_fail(L, N_("the text of '%s' would show itself"), entry->id);
    if (engine->shown->len >= DEPTH_MAX)
        host_fail(L, N_("texts are nested too deeply"));
    Document *document = document_take(engine, entry);
    if (!document)
        stop(L);
    GString *html = g_string_new(NULL);
    g_ptr_array_add(engine->shown, (gpointer)entry);
    gboolean closed;
    const gboolean done = render(engine, document, entry, html, &closed);
    g_ptr_array_remove_index(engine->shown, engine->shown->len - 1);
    document_put_back(engine, entry, document);
    push_rendered(L, html, closed);
    if (!done)
        stop(L);
}

void body_push_outline(lua_State *L, const Entry *entry)
{
    Engine *engine = engine_of(L);
    Document *document = document_take(engine, entry);
    guint count = 0;

    if (!document)
        stop(L);
    const Heading *headings = document_get_outline(document, &count);
    char *prefix = prefix_for(engine, entry);
    lua_createtable(L, (int)count, 0);
    for (guint i = 0; i < count; i++) {
        lua_createtable(L, 0, 3);
        lua_pushinteger(L, headings[i].level);
        lua_setfield(L, -2, "level");
        lua_pushfstring(L, "%s%s%s", prefix ? prefix : "", prefix ? ":" : "", headings[i].id);
        lua_setfield(L, -2, "id");
        lua_pushstring(L, headings[i].text);
        lua_setfield(L, -2, "text");
        host_protect(L, N_("a heading has no '%s'"), NULL);
        lua_rawseti(L, -2, (lua_Integer)i + 1);
    }
    g_free(prefix);
    document_put_back(engine, entry, document);
    host_protect(L, N_("a list has no '%s'"), NULL);
}

void engine_text(Engine *engine, const Entry *entry, GString *into)
{
    Document *document = document_take(engine, entry);

    if (!document)
        return;
    document_text(document, into);
    document_put_back(engine, entry, document);
}

/* markup(s): a string that is HTML. */
static int f_markup(lua_State *L)
{
    gsize length;

    if (to_markup(L, 1, NULL)) {
        lua_settop(L, 1);
        return 1;
    }
    const char *html = luaL_checklstring(L, 1, &length);
    if (!g_utf8_validate_len(html, length, NULL))
        return luaL_argerror(L, 1, N_("must be UTF-8"));
    push_markup(L, html, length);
    return 1;
}

/* markdown(s): its links stay as they are written. */
static int f_markdown(lua_State *L)
{
    Engine *engine = engine_of(L);
    gsize length;
    const char *text = luaL_checklstring(L, 1, &length);
    GError *error = NULL;
    guint line;

    Document *document = parse(engine, text, length, FALSE, &line, &error);
    if (!document) {
        lua_pushstring(L, error->message);
        g_error_free(error);
        return host_fail_with(L, "the text cannot be shown", lua_tostring(L, -1));
    }
    GString *html = g_string_new(NULL);
    gboolean closed;
    const gboolean done = render(engine, document, NULL, html, &closed);
    document_free(document);
    push_rendered(L, html, closed);
    return done ? 1 : stop(L);
}

/* The beginning of the text, by the key on top of the stack; NULL after a diagnostic. Borrowed. */
static const char *excerpt_of(lua_State *L, const Entry *entry, guint count)
{
    Engine *engine = engine_of(L);
    const char *key = lua_tostring(L, -1);
    char *excerpt = g_hash_table_lookup(engine->excerpts, key);

    if (excerpt)
        return excerpt;
    Document *document = document_take(engine, entry);
    if (!document)
        return NULL;
    excerpt = document_excerpt(document, count);
    document_put_back(engine, entry, document);
    state_keep(engine->excerpts, strlen(excerpt) > EXCERPT_BYTES ? STATE_KEEP_MAX : EXCERPTS_MAX,
               g_strdup(key), excerpt);
    return excerpt;
}

/* excerpt(entry, n) */
static int f_excerpt(lua_State *L)
{
    Engine *engine = engine_of(L);
    const Entry *entry = to_entry(L, 1);
    const lua_Integer count = luaL_optinteger(L, 2, 80);

    luaL_argexpected(L, entry, 1, "entry");
    luaL_argcheck(L, count > 0 && count <= 100000, 2, N_("must be a number of characters"));
    reads_entry(engine->reads, entry, slot_of_field(COMMON_SUMMARY) | SLOT(SLOT_BODY) | SLOT(SLOT_STATE));
    const Value *summary = &entry->fields[COMMON_SUMMARY];
    if (entry->state == ENTRY_TOMBSTONE) {
        lua_pushliteral(L, "");
        return 1;
    }
    if (summary->kind == VALUE_TEXT) {
        lua_pushlstring(L, summary->text, summary->length);
        return 1;
    }
    lua_pushfstring(L, "%I %s", (LUAI_UACINT)count, entry->id);
    const char *excerpt = excerpt_of(L, entry, (guint)count);
    if (!excerpt)
        return stop(L);
    lua_pushstring(L, excerpt);
    return 1;
}

void body_open(lua_State *L)
{
    static const luaL_Reg functions[] = {
        {"excerpt", f_excerpt}, {"markdown", f_markdown}, {"markup", f_markup}, {NULL, NULL}};
    luaL_setfuncs(L, functions, 0);
}
