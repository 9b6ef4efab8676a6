/* SPDX-License-Identifier: MIT */
/* book.lua, asked what stands in the yearbook. */
#include "template/book.h"

#include "template/book-private.h"
#include "template/chunk.h"
#include "template/push.h"
#include "text/space.h"

#include <glib/gi18n.h>

/* Of all texts of a book, in bytes; of its pieces, rows and names. */
#define BYTES_MAX (64 * 1024 * 1024)
#define ITEMS_MAX 200000

struct BookScript {
    Source *source;        /* NULL: it is no text */
    Diagnostics *problems; /* why */
};

BookScript *book_script_load(const Theme *theme, GError **error)
{
    g_autofree char *file = theme_file(theme, BOOK_SCRIPT);
    GError *problem = NULL;

    if (!file)
        return NULL;
    g_autoptr(BookScript) script = g_new0(BookScript, 1);
    script->problems = diagnostics_new();
    script->source = source_load(file, theme_file_name(theme, file), script->problems, &problem);
    if (problem) {
        g_propagate_error(error, problem);
        return NULL;
    }
    return g_steal_pointer(&script);
}

void book_script_free(BookScript *script)
{
    if (!script)
        return;
    source_free(script->source);
    diagnostics_free(script->problems);
    g_free(script);
}

/* The keys of the table that the file returns; the function book() is among them. */
static void check_file(BookReader *b, int table)
{
    static const char *const keys[] = {"book", NULL};

    frame_check_keys(&b->reader, table, keys, FALSE);
}

static int ask_book(lua_State *L)
{
    static const FrameLimits limits = {.bytes = BYTES_MAX, .items = ITEMS_MAX, .book = TRUE};
    BookReader *b = lua_touserdata(L, 1);

    luaL_checkstack(L, 64, NULL);
    const AskLines lines = ask_push_function(L, "book");
    Arena *arena = b->reader.arena;
    b->reader = frame_reader(L, lines, &limits, arena);
    check_file(b, lua_gettop(L) - 1);
    push_page(L, engine_of(L)->page);
    lua_call(L, 1, 1);
    if (!lua_istable(L, -1)) {
        frame_fail(&b->reader, NULL, _("write return { title = page.title, { chapter = \"…\" } }"),
                   _("book() returns no table"));
        return 0;
    }
    const int table = lua_gettop(L);
    book_read_settings(b, table);
    book_read_pieces(b, table);
    return 0;
}

static void read_metadata(Engine *engine, const Page *year, Arena *arena, Book *book)
{
    const Site *site = engine->site;
    Date day = site->today;

    day.minute = -1; /* the day begins at midnight in the site's zone */
    g_autofree char *created = date_format_rfc3339(day, site->timezone);
    g_autofree char *root = g_canonicalize_filename(site->content->root, NULL);
    *book = (Book){.name = "yearbook",
                   .root = arena_strdup(arena, root),
                   .title = year->title ? year->title : site->title,
                   .author = site->title,
                   .language = site->language,
                   .created = arena_strdup(arena, created)};
}

gboolean engine_book(Engine *engine, const BookScript *script, const Page *year, Arena *arena, Book *book)
{
    g_autoptr(GArray) pieces = g_array_new(FALSE, TRUE, sizeof(BookPiece));
    g_autoptr(GHashTable) anchors = g_hash_table_new(g_str_hash, g_str_equal);
    BookReader b = {.book = book, .pieces = pieces, .anchors = anchors};
    Page page = *year;

    if (!script->source) {
        diagnostics_copy(engine->diagnostics, script->problems, NULL);
        return FALSE;
    }
    b.reader.arena = arena;
    page.layout = chunk_name(script->source);
    if (!page.path)
        page.path = "index.html";
    read_metadata(engine, year, arena, book);
    if (!ask_run(engine, script->source, &page, NULL, ask_book, &b) || b.reader.failed)
        return FALSE;
    BookPiece *kept = arena_new0(arena, BookPiece, MAX(pieces->len, 1));
    for (guint i = 0; i < pieces->len; i++)
        kept[i] = g_array_index(pieces, BookPiece, i);
    book->pieces = kept;
    book->n_pieces = pieces->len;
    return TRUE;
}
