/* SPDX-License-Identifier: MIT */
/* The stamps that go onto the first page of each document (归档章): to be cut out, or copied by hand. */
#include "archive/catalogue-row.h"

/* Of the artwork. */
#define STAMPS_PER_SHEET 30
/* Characters of a department's name that can be read in a cell. */
#define NAME_LONGEST 8

/* A name that is too long for a cell of 15 mm gives way to its code. */
static const char *department_of(const Site *site, const char *code)
{
    const char *name = form_department(site, code);

    return g_utf8_strlen(name, -1) <= NAME_LONGEST ? name : code;
}

static void stamp_put(Form *form, const ArchiveYear *year, const RecordItem *item, guint place)
{
    const Site *site = year->site;
    const FormText style = {.largest = 11, .align = ALIGN_CENTRE, .lines = 2, .most = 16};
    /* In the order of the figure in Annex A: fonds, year and item above, department, retention and pages
     * below. */
    const char *const cells[] = {
        year->record->fonds,
        form_number(form->arena, (guint64)year->year),
        form_item(form->arena, item->item),
        department_of(site, item->department),
        form_retention(site, item->retention),
        form_number(form->arena, item->pages),
    };

    for (guint i = 0; i < G_N_ELEMENTS(cells); i++) {
        g_autofree char *frame = g_strdup_printf("%u-%u", place + 1, i + 1);
        form_put(form, frame, cells[i], style);
    }
}

static Form sheet_begin(Arena *arena, const ArchiveYear *year)
{
    static const Paper upright = {210, 297};
    const FormWords *words = form_words(year->site);
    Form form = form_new(arena, year->site, "stamps", upright);

    form_put(&form, "title", words->stamps, (FormText){.largest = 13, .align = ALIGN_START, .bold = TRUE});
    form_put(&form, "hint", words->stamps_hint,
             (FormText){.largest = 8, .align = ALIGN_END, .lines = 2, .most = HINT_LONGEST});
    return form;
}

/* Only the first of them is in the outline. */
static void sheet_end(Form *form, const ArchiveYear *year, GArray *pieces, gboolean first)
{
    const BookPiece piece = form_end(form, first ? form_words(year->site)->stamps : NULL, 1);

    g_array_append_val(pieces, piece);
}

void catalogue_stamps(Arena *arena, const ArchiveYear *year, const GArray *volumes, GArray *pieces)
{
    Form form = {0};
    guint count = 0;

    for (guint i = 0; i < volumes->len; i++) {
        const Volume *volume = &g_array_index(volumes, Volume, i);
        for (guint j = 0; j < volume->n_items; j++) {
            if (item_is_withdrawn(&volume->items[j]))
                continue;
            if (count % STAMPS_PER_SHEET == 0)
                form = sheet_begin(arena, year);
            stamp_put(&form, year, &volume->items[j], count % STAMPS_PER_SHEET);
            if (++count % STAMPS_PER_SHEET == 0)
                sheet_end(&form, year, pieces, count == STAMPS_PER_SHEET);
        }
    }
    if (count % STAMPS_PER_SHEET > 0)
        sheet_end(&form, year, pieces, count < STAMPS_PER_SHEET);
}
