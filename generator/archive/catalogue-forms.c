/* SPDX-License-Identifier: MIT */
/* The pages of the catalogue that are forms: covers, remarks sheets, labels. */
#include "archive/catalogue-row.h"
#include "record/filing.h"

/* More item numbers than this the remarks sheet has no room for. */
#define LISTED_MAX 60

static const Paper LYING = {297, 210}, UPRIGHT = {210, 297};

BookPiece catalogue_cover(Arena *arena, const ArchiveYear *year, const Volume *volume)
{
    const Site *site = year->site;
    const FormWords *words = form_words(site);
    const FormText label = {.largest = 18, .align = ALIGN_SPREAD};
    const FormText value = {.largest = 18, .align = ALIGN_CENTRE, .lines = 2};
    Form form = form_new(arena, site, "cover", LYING);

    form_put(&form, "title", words->catalogue,
             (FormText){.largest = 40, .align = ALIGN_SPREAD, .bold = TRUE});
    form_put(&form, "fonds-label", words->fonds, label);
    form_put(&form, "fonds", year->record->fonds, value);
    form_put(&form, "name-label", words->fonds_name, label);
    form_put(&form, "name", filing_organisation(site), value);
    form_put(&form, "year-label", words->year, label);
    form_put(&form, "year", form_number(arena, (guint64)year->year), value);
    form_put(&form, "retention-label", words->retention, label);
    form_put(&form, "retention", form_retention(site, volume->retention), value);
    form_put(&form, "department-label", words->department, label);
    form_put(&form, "department", form_department(site, volume->department), value);
    return form_end(&form, NULL, 0);
}

static const char *withdrawn_items(Arena *arena, const FormWords *words, const Volume *volume)
{
    g_autoptr(GString) items = g_string_new(NULL);
    guint listed = 0;

    for (guint i = 0; i < volume->n_items && listed <= LISTED_MAX; i++) {
        if (!item_is_withdrawn(&volume->items[i]))
            continue;
        if (listed++ == LISTED_MAX) {
            g_string_append(items, words->and_more);
            break;
        }
        g_string_append_printf(items, "%s%s", items->len > 0 ? words->comma : "",
                               form_item(arena, volume->items[i].item));
    }
    return arena_strdup(arena, items->str);
}

static const char *first_item(Arena *arena, const Volume *volume)
{
    return form_item(arena, volume->items[0].item);
}

static const char *last_item(Arena *arena, const Volume *volume)
{
    return form_item(arena, volume->items[volume->n_items - 1].item);
}

static const char *count_text(Arena *arena, guint count)
{
    return form_print(arena, "%u", count);
}

/* What is in the box: 盒内文件情况说明, in sentences of Markdown, each a paragraph. */
static const char *situation(Arena *arena, const FormWords *words, const Volume *volume)
{
    g_autoptr(GString) text = g_string_new(NULL);
    const guint withdrawn = volume->n_items - volume->filed;

    g_string_append_printf(text, words->box_holds, count_text(arena, volume->filed),
                           first_item(arena, volume), last_item(arena, volume));
    if (volume->pages > 0)
        g_string_append_printf(text, words->box_pages, count_text(arena, volume->pages));
    if (volume->uncounted > 0)
        g_string_append_printf(text, words->box_uncounted, count_text(arena, volume->uncounted));
    g_string_append(text, words->full_stop);
    g_string_append(text, "\n\n");
    if (withdrawn > 0)
        g_string_append_printf(text, words->box_withdrawn, count_text(arena, withdrawn),
                               withdrawn_items(arena, words, volume));
    return arena_strdup(arena, text->str);
}

/* Which volume the sheet is of: "0194　2025　30年　办公室". */
static const char *volume_line(Arena *arena, const ArchiveYear *year, const Volume *volume)
{
    const char *fonds = year->record->fonds;

    return form_print(arena, "%s%s%s　%s　%s", fonds ? fonds : "", fonds ? "　" : "",
                      form_number(arena, (guint64)year->year), form_retention(year->site, volume->retention),
                      form_department(year->site, volume->department));
}

BookPiece catalogue_remarks(Arena *arena, const ArchiveYear *year, const Volume *volume)
{
    const FormWords *words = form_words(year->site);
    const FormText label = {.largest = 14, .align = ALIGN_END};
    Form form = form_new(arena, year->site, "remarks", UPRIGHT);

    form_put(&form, "title", words->remarks_sheet,
             (FormText){.largest = 26, .align = ALIGN_SPREAD, .bold = TRUE});
    form_put(&form, "contents-label", words->contents, (FormText){.largest = 14, .align = ALIGN_START});
    form_put(&form, "contents", situation(arena, words, volume),
             (FormText){.largest = 14, .align = ALIGN_START, .markdown = TRUE});
    form_put(&form, "arranged-by-label", words->arranged_by, label);
    form_put(&form, "arranged-on-label", words->arranged_on, label);
    form_put(&form, "checked-by-label", words->checked_by, label);
    form_put(&form, "checked-on-label", words->checked_on, label);
    form_put(&form, "volume", volume_line(arena, year, volume),
             (FormText){.largest = 11, .align = ALIGN_START});
    return form_end(&form, words->remarks_sheet, 2);
}

/* The widths of spines (6.4.1.1), in millimetres; the artwork has a label for each. */
static const char *const spines[] = {"20", "30", "40", "50"};

static void spine_put(Form *form, const char *spine, const char *what, const char *text, FormText style)
{
    g_autofree char *frame = g_strconcat("spine-", spine, "-", what, NULL);

    form_put(form, frame, text, style);
}

static void label_put(Form *form, const ArchiveYear *year, const Volume *volume, const char *spine)
{
    const Site *site = year->site;
    const FormWords *words = form_words(site);
    const FormText label = {.largest = 9, .align = ALIGN_CENTRE, .lines = 2};
    const FormText value = {.largest = 20, .align = ALIGN_CENTRE, .bold = TRUE};
    FormText name = value;
    const struct {
        const char *what, *label, *value;
    } cells[] = {
        {"fonds", words->fonds, year->record->fonds},
        {"year", words->year, form_number(form->arena, (guint64)year->year)},
        {"retention", words->retention, form_retention(site, volume->retention)},
        {"department", words->department, NULL},
        {"first", words->first_item, first_item(form->arena, volume)},
        {"last", words->last_item, last_item(form->arena, volume)},
        {"box", words->box, NULL},
    };

    name.vertical = TRUE;
    name.lines = 6;
    spine_put(form, spine, "width", form_print(form->arena, words->spine, spine),
              (FormText){.largest = 9, .align = ALIGN_CENTRE});
    for (guint i = 0; i < G_N_ELEMENTS(cells); i++) {
        g_autofree char *label_id = g_strconcat(cells[i].what, "-label", NULL);
        spine_put(form, spine, label_id, cells[i].label, label);
        spine_put(form, spine, cells[i].what, cells[i].value, value);
    }
    spine_put(form, spine, "department", form_department(site, volume->department), name);
}

BookPiece catalogue_labels(Arena *arena, const ArchiveYear *year, const Volume *volume)
{
    const FormWords *words = form_words(year->site);
    Form form = form_new(arena, year->site, "spines", LYING);

    form_put(&form, "title", words->labels, (FormText){.largest = 14, .align = ALIGN_START, .bold = TRUE});
    form_put(&form, "hint", words->labels_hint,
             (FormText){.largest = 9, .align = ALIGN_START, .lines = 3, .most = HINT_LONGEST});
    for (guint i = 0; i < G_N_ELEMENTS(spines); i++)
        label_put(&form, year, volume, spines[i]);
    return form_end(&form, catalogue_name(arena, year, volume, words->labels), 1);
}
