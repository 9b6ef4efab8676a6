/* SPDX-License-Identifier: MIT */
#include "archive/form.h"

#include "text/chinese.h"

#include <gio/gio.h>
#include <string.h>

#define RESOURCES "/broadside/archive/"
/* A name that is longer is not what stands in a cell. */
#define CHARACTERS_MAX 60
#define MARKDOWN_MAX 4000
/* Whatever stands there is set: what is too long for a reader is better than no catalogue. */
#define SMALLEST 0.3

Form form_new(Arena *arena, const Site *site, const char *name, Paper paper)
{
    return (Form){arena, site, name, paper, g_array_new(FALSE, TRUE, sizeof(Frame))};
}

static const char *clip(Arena *arena, const char *text, glong most)
{
    if (g_utf8_strlen(text, -1) <= most)
        return arena_strdup(arena, text);
    g_autofree char *cut = g_utf8_substring(text, 0, most - 1);
    g_autofree char *clipped = g_strconcat(cut, "…", NULL);
    return arena_strdup(arena, clipped);
}

void form_put(Form *form, const char *id, const char *text, FormText style)
{
    if (!text)
        return;
    const Frame frame = {
        .id = arena_strdup(form->arena, id),
        .kind = style.markdown ? FRAME_MARKDOWN : FRAME_TEXT,
        .style = {.font = "serif",
                  .bold = style.bold,
                  .colour = FORM_INK,
                  .accent = FORM_INK,
                  .smallest = SMALLEST,
                  .largest = style.largest,
                  .indent = style.markdown ? 0 : -1,
                  .align = style.align,
                  .valign = style.markdown ? VALIGN_TOP : VALIGN_MIDDLE},
        .text = clip(form->arena, text,
                     style.markdown   ? MARKDOWN_MAX
                     : style.most > 0 ? style.most
                                      : CHARACTERS_MAX),
        .lines = MAX(style.lines, 1),
        .vertical = style.vertical && chinese_is_han(g_utf8_get_char(text)),
        .columns = style.markdown ? 1 : 0,
    };
    g_array_append_val(form->frames, frame);
}

BookPiece form_end(Form *form, const char *name, guint level)
{
    Sheet *sheet = arena_new0(form->arena, Sheet, 1);
    g_autofree char *resource = g_strconcat(RESOURCES, form->name, ".svg", NULL);
    /* Part of the program, so that it stays when this is given back. */
    g_autoptr(GBytes) artwork = g_resources_lookup_data(resource, G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);
    Frame *frames = arena_new0(form->arena, Frame, MAX(form->frames->len, 1));

    memcpy(frames, form->frames->data, sizeof(Frame) * form->frames->len);
    *sheet = (Sheet){.name = form->name,
                     .artwork = g_bytes_get_data(artwork, &sheet->artwork_length),
                     .artwork_length = g_bytes_get_size(artwork),
                     .artwork_file = form->name,
                     .paper = form->paper,
                     .frames = frames,
                     .n_frames = form->frames->len,
                     .title = form->site->title,
                     .language = form->site->language};
    g_array_unref(form->frames);
    return (BookPiece){.kind = BOOK_SHEET, .sheet = sheet, .text = name, .level = level};
}

void form_book(Book *book, Arena *arena, const ArchiveYear *year, const char *name, const char *title,
               gboolean landscape)
{
    const Site *site = year->site;
    const Paper a4 = {210, 297};
    Date day = site->today;

    day.minute = -1;
    g_autofree char *created = date_format_rfc3339(day, site->timezone);
    *book = (Book){
        .name = name,
        .style = {.paper = paper_turn(a4, landscape),
                  .top = 22,
                  .bottom = 18,
                  .inner = 25,
                  .outer = 18,
                  .duplex = TRUE,
                  .font = "serif",
                  .heading_font = "sans",
                  .size = 10.5,
                  .leading = 1.6,
                  .ink = FORM_INK,
                  .quiet = FORM_QUIET,
                  .accent = FORM_INK,
                  .fill = 0xf0f0f0},
        .running = title,
        .title = title,
        .author = site->title,
        .language = site->language,
        .created = arena_strdup(arena, created),
    };
}

void form_pieces(Book *book, Arena *arena, const GArray *pieces)
{
    BookPiece *copy = arena_new0(arena, BookPiece, MAX(pieces->len, 1));

    if (pieces->len > 0)
        memcpy(copy, pieces->data, sizeof(BookPiece) * pieces->len);
    book->pieces = copy;
    book->n_pieces = pieces->len;
}

const char *form_day(Arena *arena, Date date)
{
    int year, month, day;

    if (date.day == DAY_NONE)
        return NULL;
    date_get(date, &year, &month, &day);
    g_autofree char *text = g_strdup_printf("%04d%02d%02d", year, month, day);
    return arena_strdup(arena, text);
}

const char *form_number(Arena *arena, guint64 number)
{
    g_autofree char *text = g_strdup_printf("%" G_GUINT64_FORMAT, number);

    return number > 0 ? arena_strdup(arena, text) : NULL;
}

const char *form_item(Arena *arena, guint item)
{
    g_autofree char *text = g_strdup_printf("%04u", item);

    return arena_strdup(arena, text);
}

const char *form_print(Arena *arena, const char *format, ...)
{
    va_list arguments;

    va_start(arguments, format);
    g_autofree char *text = g_strdup_vprintf(format, arguments);
    va_end(arguments);
    return arena_strdup(arena, text);
}
