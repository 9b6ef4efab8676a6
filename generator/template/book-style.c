/* SPDX-License-Identifier: MIT */
/* What book.lua says of the book as a whole. */
#include "template/book-private.h"

#include <glib/gi18n.h>
#include <string.h>

/* Sides of paper that a book may have, in millimetres. */
#define SIDE_MIN 100
#define SIDE_MAX 500
/* The least that margins leave of the paper, in millimetres. */
#define TEXT_MIN 50
#define MARGIN_MAX 100

static const char *const KEYS[] = {
    "accent", "author",   "duplex",  "fill",    "font",    "heading_font", "indent",
    "ink",    "keywords", "leading", "margins", "numbers", "page_word",    "paper",
    "quiet",  "right",    "running", "size",    "subject", "title",        NULL,
};

static void read_paper(FrameReader *r, int table, BookStyle *style)
{
    const char *name = frame_member(r, table, "paper");

    paper_parse("A4", &style->paper);
    if (!name)
        return;
    const gboolean known = paper_parse(name, &style->paper);
    if (known && MIN(style->paper.width, style->paper.height) >= SIDE_MIN &&
        MAX(style->paper.width, style->paper.height) <= SIDE_MAX)
        return;
    if (known)
        frame_fail(r, "paper", NULL, _("the sides of the paper of a book have %d to %d mm"), SIDE_MIN,
                   SIDE_MAX);
    else
        frame_fail(r, "paper", _("write \"A4\" or, in millimetres, \"600x800\""),
                   _("'%s' is no size of paper"), name);
    paper_parse("A4", &style->paper);
}

static void read_margins(FrameReader *r, int table, BookStyle *style)
{
    static const char *const keys[] = {"bottom", "inner", "outer", "top", NULL};
    lua_State *L = r->L;

    lua_pushliteral(L, "margins");
    const int type = lua_rawget(L, table);
    const int margins = lua_gettop(L);
    if (type != LUA_TTABLE) {
        if (type != LUA_TNIL)
            frame_fail(r, "margins", _("write margins = { top = 25, bottom = 22, inner = 27, outer = 21 }"),
                       _("'%s' must be a table"), "margins");
        lua_newtable(L);
        lua_replace(L, margins);
    }
    frame_check_keys(r, margins, keys, FALSE);
    style->top = frame_number(r, margins, "top", 0, MARGIN_MAX, 25);
    style->bottom = frame_number(r, margins, "bottom", 0, MARGIN_MAX, 22);
    style->inner = frame_number(r, margins, "inner", 0, MARGIN_MAX, 27);
    style->outer = frame_number(r, margins, "outer", 0, MARGIN_MAX, 21);
    lua_pop(L, 1);
    if (style->inner + style->outer > style->paper.width - TEXT_MIN ||
        style->top + style->bottom > style->paper.height - TEXT_MIN)
        frame_fail(r, "margins", NULL, _("the margins leave less than %d mm of the paper"), TEXT_MIN);
}

static Colour read_colour(FrameReader *r, int table, const char *key, Colour fallback)
{
    Colour colour = fallback;

    frame_colour(r, table, key, &colour);
    return colour;
}

static gboolean read_duplex(FrameReader *r, int table)
{
    lua_pushliteral(r->L, "duplex");
    const gboolean unsaid = lua_rawget(r->L, table) == LUA_TNIL;
    lua_pop(r->L, 1);
    return unsaid || frame_flag(r, table, "duplex");
}

static void read_type(FrameReader *r, int table, BookStyle *style)
{
    const gboolean han = g_str_has_prefix(r->engine->site->language, "zh");
    const char *font = frame_font(r, table, "font");
    const char *heading = frame_font(r, table, "heading_font");

    style->font = font ? font : "serif";
    style->heading_font = heading ? heading : "sans";
    style->size = frame_number(r, table, "size", 5, 30, 10.5);
    style->leading = frame_number(r, table, "leading", 1, 4, han ? 1.7 : 1.45);
    style->indent = frame_number(r, table, "indent", 0, 10, han ? 2 : 0);
    style->ink = read_colour(r, table, "ink", 0x1f1b17);
    style->quiet = read_colour(r, table, "quiet", 0x5c5347);
    style->accent = read_colour(r, table, "accent", 0xa32219);
    style->fill = read_colour(r, table, "fill", 0xf3eee6);
}

/* The word has one place for the number. */
static const char *read_page_word(FrameReader *r, int table)
{
    const char *word = frame_member(r, table, "page_word");
    const char *place = word ? strstr(word, "%s") : NULL;

    if (!word)
        return NULL;
    if (place && strchr(word, '%') == place && !strchr(place + 1, '%'))
        return word;
    frame_fail(r, "page_word", _("write page_word = \"p. %s\""),
               _("'page_word' must have one %%s, for the number"));
    return NULL;
}

void book_read_settings(BookReader *b, int table)
{
    static const char *const numbers[] = {"through", "chapter", NULL};
    FrameReader *r = &b->reader;
    Book *book = b->book;
    BookStyle *style = &book->style;

    frame_check_keys(r, table, KEYS, TRUE);
    read_paper(r, table, style);
    read_margins(r, table, style);
    style->duplex = read_duplex(r, table);
    style->right = frame_flag(r, table, "right");
    style->numbers = (BookNumbers)frame_choice(r, table, "numbers", numbers, NUMBERS_THROUGH);
    read_type(r, table, style);
    book->running = frame_member(r, table, "running");
    book->page_word = read_page_word(r, table);
    const char *title = frame_member(r, table, "title");
    const char *author = frame_member(r, table, "author");
    book->title = title ? title : book->title;
    book->author = author ? author : book->author;
    book->subject = frame_member(r, table, "subject");
    book->keywords = frame_member(r, table, "keywords");
}
