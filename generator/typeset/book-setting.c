/* SPDX-License-Identifier: MIT */
#include "typeset/book-setting.h"

#include "typeset/blocks-private.h"

#include <glib/gi18n.h>
#include <math.h>
#include <string.h>

/* What a book's style has that says nothing. */
#define SIZE 10.5
#define LEADING 1.7
/* Chapters and the headings below them are in the accent; colour for all would be none. */
#define PLAIN_LEVEL 3
/* How dark lines between the rows of tables are. */
#define HAIR_SHADE 0.35
#define PARAGRAPH_GAP 0.5
/* The text has at least so much of the paper. */
#define TEXT_SHARE 0.2
/* Of the height of the text, a picture's in a text at most; in sizes. */
#define PICTURE_SHARE 0.8
#define PICTURE_LINES 22
/* Contents that do not say how many levels they list. */
#define CONTENTS_LEVELS 2

struct BookAnchors {
    GHashTable *names;  /* author's name → BookTarget */
    GHashTable *pieces; /* BookPiece → BookTarget */
    GPtrArray *order;   /* BookTarget; owned */
};

static BookTarget *target_add(const BookSetting *setting, const char *format, guint number)
{
    BookTarget *target = g_new0(BookTarget, 1);
    g_autofree char *name = g_strdup_printf("%s%u", format, number);

    target->name = arena_strdup(setting->arena, name);
    target->number = setting->anchors->order->len;
    g_ptr_array_add(setting->anchors->order, target);
    return target;
}

static void anchor_add(const BookSetting *setting, const char *anchor)
{
    GHashTable *names = setting->anchors->names;

    if (anchor && *anchor && !g_hash_table_contains(names, anchor))
        g_hash_table_insert(names, (gpointer)anchor, target_add(setting, "d", g_hash_table_size(names) + 1));
}

/* The level that its title asks for. */
static guint title_level(const BookPiece *piece)
{
    const gboolean titled = piece->text && *piece->text;

    switch (piece->kind) {
    case BOOK_CHAPTER: return 1;
    case BOOK_HEADING: return titled ? CLAMP(piece->level, 2, 4) : 0;
    case BOOK_SHEET: return titled ? MAX(piece->level, 1) : 0;
    case BOOK_CONTENTS:
    case BOOK_INDEX: return titled ? 1 : 0;
    default: return 0;
    }
}

static gboolean index_lists(const BookSetting *setting, const BookPiece *piece)
{
    for (guint i = 0; i < piece->n_items; i++)
        if (book_link(setting, piece->items[i].targets))
            return TRUE;
    return FALSE;
}

gboolean book_is_listed(const BookSetting *setting, const BookPiece *piece, guint levels)
{
    const guint level = book_piece_level(setting, piece);

    return level > 0 && level <= levels && !piece->unlisted && piece->kind != BOOK_CONTENTS &&
           piece->kind != BOOK_SHEET;
}

guint book_contents_levels(const BookPiece *piece)
{
    return piece->level > 0 ? piece->level : CONTENTS_LEVELS;
}

static gboolean contents_list(const BookSetting *setting, guint index)
{
    const Book *book = setting->book;
    const guint levels = book_contents_levels(&book->pieces[index]);

    for (guint i = index + 1; i < book->n_pieces; i++)
        if (book_is_listed(setting, &book->pieces[i], levels))
            return TRUE;
    return FALSE;
}

/* A title above nothing is none. */
static void own_add(const BookSetting *setting, guint index)
{
    const BookPiece *piece = &setting->book->pieces[index];

    if (title_level(piece) == 0 || (piece->kind == BOOK_INDEX && !index_lists(setting, piece)) ||
        (piece->kind == BOOK_CONTENTS && !contents_list(setting, index)))
        return;
    g_hash_table_insert(setting->anchors->pieces, (gpointer)piece, target_add(setting, "h", index + 1));
}

static void anchors_read(BookSetting *setting)
{
    const Book *book = setting->book;

    setting->anchors = g_new0(BookAnchors, 1);
    setting->anchors->names = g_hash_table_new(g_str_hash, g_str_equal);
    setting->anchors->pieces = g_hash_table_new(NULL, NULL);
    setting->anchors->order = g_ptr_array_new_with_free_func(g_free);
    for (guint i = 0; i < book->n_pieces; i++) {
        const BookPiece *piece = &book->pieces[i];
        anchor_add(setting, piece->anchor);
        for (guint j = 0; j < piece->n_items; j++)
            anchor_add(setting, piece->items[j].anchor);
    }
    /* What is listed is behind what lists it. */
    for (guint i = book->n_pieces; i-- > 0;)
        own_add(setting, i);
}

static double positive(double value, double otherwise)
{
    return value > 0 ? value : otherwise;
}

/* Margins that leave nothing for the text are narrower. */
static double text_length(double paper, double before, double after)
{
    return MAX(paper - before - after, paper * TEXT_SHARE) * POINTS_PER_MM;
}

void book_setting_init(BookSetting *setting, Fonts *fonts, const Book *book, Arena *arena, GArray *missing,
                       Diagnostics *diagnostics)
{
    const BookStyle *style = &book->style;
    const double size = positive(style->size, SIZE), pitch = positive(style->leading, LEADING) * size;
    const double height = text_length(style->paper.height, style->top, style->bottom);
    const double lines = MAX(floor((height + pitch - size) / pitch + 1e-6), 1);

    *setting = (BookSetting){.fonts = fonts,
                             .book = book,
                             .diagnostics = diagnostics,
                             .arena = arena,
                             .width = text_length(style->paper.width, style->inner, style->outer),
                             .height = lines * pitch - (pitch - size),
                             .size = size,
                             .pitch = pitch,
                             .missing = missing};
    anchors_read(setting);
}

void book_setting_clear(BookSetting *setting)
{
    g_hash_table_unref(setting->anchors->names);
    g_hash_table_unref(setting->anchors->pieces);
    g_ptr_array_unref(setting->anchors->order);
    g_clear_pointer(&setting->anchors, g_free);
}

gboolean book_page_is_left(const BookSetting *setting, guint page)
{
    return setting->book->style.duplex && page % 2 == 1;
}

BookMargins book_margins(const BookSetting *setting, guint page)
{
    const BookStyle *style = &setting->book->style;
    const double width = style->paper.width * POINTS_PER_MM, height = style->paper.height * POINTS_PER_MM;
    const double rest = width - setting->width, sides = MAX(style->inner + style->outer, 1e-6);
    const double inner = rest * (sides > 1e-6 ? style->inner / sides : 0.5);
    const double left = book_page_is_left(setting, page) ? rest - inner : inner;
    const double top = MIN(style->top * POINTS_PER_MM, height - setting->height);

    return (BookMargins){left, top, rest - left, height - top - setting->height};
}

BookTarget *book_target(const BookSetting *setting, const char *anchor)
{
    return anchor ? g_hash_table_lookup(setting->anchors->names, anchor) : NULL;
}

const GPtrArray *book_targets(const BookSetting *setting)
{
    return setting->anchors->order;
}

BookTarget *book_own_target(const BookSetting *setting, const BookPiece *piece)
{
    return g_hash_table_lookup(setting->anchors->pieces, piece);
}

guint book_piece_level(const BookSetting *setting, const BookPiece *piece)
{
    return book_own_target(setting, piece) ? title_level(piece) : 0;
}

char *book_page_number(guint page)
{
    return g_strdup_printf("%u", page + 1);
}

const char *book_link(const BookSetting *setting, const char *const *targets)
{
    for (; targets && *targets; targets++) {
        const BookTarget *target = book_target(setting, *targets);
        if (target) {
            g_autofree char *url = g_strconcat("#", target->name, NULL);
            return arena_intern(setting->arena, url, strlen(url));
        }
    }
    return NULL;
}

/* Of lines between the rows of tables: a light shade of the ink. */
static Colour hair_of(const BookSetting *setting)
{
    const Colour ink = setting->book->style.ink;
    Colour hair = 0;

    for (guint shift = 0; shift <= 16; shift += 8) {
        const double part = (double)(ink >> shift & 0xff);
        hair |= (Colour)(255 - (255 - part) * HAIR_SHADE + 0.5) << shift;
    }
    return hair;
}

const char *book_heading_font(const BookSetting *setting)
{
    const BookStyle *style = &setting->book->style;

    return style->heading_font ? style->heading_font : style->font;
}

TextStyle book_text_style(const BookSetting *setting)
{
    const BookStyle *style = &setting->book->style;

    return (TextStyle){.fonts = setting->fonts,
                       .font = style->font,
                       .heading_font = style->heading_font,
                       .substitute = BOOK_SUBSTITUTE,
                       .colour = style->ink,
                       .accent = style->accent,
                       .rule = style->ink,
                       .hair = hair_of(setting),
                       .plain_level = PLAIN_LEVEL,
                       .leading = setting->pitch / setting->size,
                       .indent = style->indent,
                       .gap = style->indent > 0 ? 0 : PARAGRAPH_GAP,
                       .picture_height = setting->height * PICTURE_SHARE,
                       .picture_lines = PICTURE_LINES,
                       .strip = setting->height,
                       .frame = "text"};
}

void book_warn(const BookSetting *setting, const char *hint, const char *format, ...)
{
    va_list arguments;

    va_start(arguments, format);
    g_autofree char *message = g_strdup_vprintf(format, arguments);
    va_end(arguments);
    diagnostics_warning(setting->diagnostics, setting->piece->place, hint, "%s", message);
}

/* One character of a text that is written from right to left stands for all. */
void book_report_missing(BookSetting *setting)
{
    gboolean leftward = FALSE;

    for (guint i = 0; i < setting->missing->len; i++) {
        const MissingCharacter *missing = &g_array_index(setting->missing, MissingCharacter, i);
        char text[8] = "";
        if (g_unichar_isprint(missing->character))
            text[g_unichar_to_utf8(missing->character, text)] = '\0';
        if (!character_is_leftward(missing->character))
            book_warn(setting, _("write it in another way, or name a font that has it in theme.lua"),
                      _("'%s' (U+%04X) is in none of the fonts of '%s'; in '%s' 〓 stands for it"), text,
                      missing->character, missing->font, setting->book->name);
        else if (!leftward)
            book_warn(
                setting, _("leave it out, or put it in as a picture"),
                _("'%s' (U+%04X) is written from right to left, which books cannot do; in '%s' 〓 stands "
                  "for it"),
                text, missing->character, setting->book->name);
        leftward = leftward || character_is_leftward(missing->character);
    }
    g_array_set_size(setting->missing, 0);
}

Blocks *book_blocks(BookSetting *setting, const char *text)
{
    g_autoptr(GError) error = NULL;
    guint line;
    Blocks *blocks = blocks_read(text, strlen(text), &line, &error);

    if (blocks)
        return blocks;
    book_warn(setting, NULL, _("in '%s' this text stands as it was typed: %s"), setting->book->name,
              error->message);
    return blocks_plain(text);
}
