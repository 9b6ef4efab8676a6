/* SPDX-License-Identifier: MIT */
/* Chapters and headings in a book. */
#include "typeset/book-setting.h"
#include "typeset/book-words.h"

/* By how much a chapter's title is larger than the body. */
#define CHAPTER_SCALE 2.0
/* A title of more lines than this is smaller. */
#define CHAPTER_LINES 2
#define CHAPTER_SHRINK 0.8
#define CHAPTER_LEAST 1.35
#define HEADING_LEADING 1.35
#define NOTE_SCALE 0.9
#define NOTE_LEADING 1.5
/* In sizes: the short rule below the title of a chapter. */
#define RULE_WIDTH 3.2
#define RULE_HEIGHT 0.22
#define RULE_BEFORE 0.5
#define NOTE_BEFORE 0.6
/* Room above a chapter and below it; above and below headings of levels 2 to 4: in lines of the body. */
#define CHAPTER_BEFORE 0.0
#define CHAPTER_AFTER 1.4
static const double BEFORE[] = {1.15, 0.8, 0.55};
static const double AFTER[] = {0.3, 0.2, 0.1};

static Galley *title_set(BookSetting *setting, const BookPiece *piece, guint level, double em)
{
    g_autofree char *flat = book_words_flat(piece->text ? piece->text : "");
    const double scale = galley_heading_scale(level);
    TextStyle style = book_text_style(setting);

    style.leading = scale * HEADING_LEADING;
    style.frame = level == 1 ? "chapter" : "heading";
    if (piece->ruled)
        style.align = ALIGN_CENTRE;
    return book_galley(setting, blocks_heading(flat, level), &style, em / scale, setting->width);
}

static Galley *chapter_set(BookSetting *setting, const BookPiece *piece)
{
    double scale = CHAPTER_SCALE;
    Galley *galley = title_set(setting, piece, 1, scale * setting->size);

    while (galley_slabs(galley)->len > CHAPTER_LINES && scale > CHAPTER_LEAST) {
        scale = MAX(scale * CHAPTER_SHRINK, CHAPTER_LEAST);
        galley_free(galley);
        galley = title_set(setting, piece, 1, scale * setting->size);
    }
    return galley;
}

static void note_add(BookSetting *setting, BookRun *run, const char *note, double before)
{
    TextStyle style = book_text_style(setting);

    if (!note || !*note)
        return;
    style.colour = setting->book->style.quiet;
    style.leading = NOTE_LEADING;
    style.align = ALIGN_START;
    style.frame = "note";
    book_galleys_add(
        run, book_galley(setting, blocks_plain(note), &style, setting->size * NOTE_SCALE, setting->width), 0,
        before, TRUE);
}

static void slabs_keep(BookRun *run)
{
    for (guint i = 0; i < run->slabs->len; i++)
        g_array_index(run->slabs, Slab, i).kept = TRUE;
}

BookRun *book_heading_new(BookSetting *setting, const BookPiece *piece)
{
    const guint level = book_piece_level(setting, piece);
    const double size = setting->size;
    BookRun *run;

    if (level == 0)
        return NULL;
    run = book_galleys_new(piece);
    run->leads = TRUE;
    if (level == 1) {
        book_galleys_add(run, chapter_set(setting, piece), 0, CHAPTER_BEFORE * setting->pitch, TRUE);
        if (!piece->ruled)
            book_galleys_rule(run, setting->book->style.accent, RULE_WIDTH * size, RULE_HEIGHT * size,
                              RULE_BEFORE * size);
        note_add(setting, run, piece->note, NOTE_BEFORE * size);
        run->after = CHAPTER_AFTER * setting->pitch;
    } else {
        const double em = size * galley_heading_scale(level);
        book_galleys_add(run, title_set(setting, piece, level, em), 0, BEFORE[level - 2] * setting->pitch,
                         TRUE);
        note_add(setting, run, piece->note, 0);
        run->after = AFTER[level - 2] * setting->pitch;
    }
    slabs_keep(run);
    return run;
}
