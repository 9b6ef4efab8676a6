/* SPDX-License-Identifier: MIT */
/* What a sheet is, for catalogues and for those who hear it. */
#include "site/visibility.h"
#include "template/sheet-private.h"

#include <string.h>

/* The text of the first of these fields that readers may see, or NULL. */
static const char *first_text(const Entry *entry, const char *const *names)
{
    for (; *names; names++) {
        const int index = type_field(entry->type, *names);
        const Value *value = index >= 0 ? entry_visible(entry, (guint)index) : NULL;
        if (value && value->kind == VALUE_TEXT && *value->text)
            return value->text;
    }
    return NULL;
}

static const char *read_keywords(const Entry *entry, Arena *arena)
{
    const Value *tags = entry_visible(entry, COMMON_TAGS);
    g_autoptr(GString) words = g_string_new(NULL);

    for (guint i = 0; tags->kind == VALUE_LIST && i < tags->list.count; i++)
        g_string_append_printf(words, "%s%s", i > 0 ? ", " : "", tags->list.items[i].text);
    return words->len > 0 ? arena_strdup(arena, words->str) : NULL;
}

/* The file that the author wrote goes with the sheet, whole; never what readers are not to see. */
static void read_source(const Entry *entry, Arena *arena, Sheet *sheet)
{
    const char *slash = strrchr(entry->id, '/');
    g_autofree char *name = g_strconcat(slash ? slash + 1 : entry->id, ".md", NULL);

    if (entry->state == ENTRY_TOMBSTONE || entry->state == ENTRY_HIDDEN)
        return;
    sheet->source_name = arena_strdup(arena, name);
    sheet->source = source_text(entry->source);
    sheet->source_length = source_length(entry->source);
}

static void read_entry(const Site *site, const Entry *entry, Arena *arena, Sheet *sheet)
{
    static const char *const authors[] = {"issuer", "by", "author", "organiser", "awarded_by", NULL};
    const char *author = first_text(entry, authors);

    sheet->title = entry_title(entry);
    if (author)
        sheet->author = author;
    sheet->subject = labels_get(entry->type->labels, site->language);
    sheet->keywords = read_keywords(entry, arena);
    read_source(entry, arena, sheet);
}

/* The words of the row: its first text. */
static const char *row_title(const Site *site, const SheetAsk *ask)
{
    const Value *rows = value_get(&site->content->data, ask->file->rows);
    const Value *row =
        rows && rows->kind == VALUE_LIST && ask->row < rows->list.count ? &rows->list.items[ask->row] : NULL;

    for (guint i = 0; row && row->kind == VALUE_RECORD && i < row->record.count; i++)
        if (row->record.members[i].value.kind == VALUE_TEXT)
            return row->record.members[i].value.text;
    return NULL;
}

void sheet_read_metadata(const Site *site, const SheetAsk *ask, Arena *arena, Sheet *sheet)
{
    const Entry *entry = ask->page.kind == PAGE_EACH ? ask->page.entry : NULL;
    const Type *type = ask->page.type;
    Date day = entry && entry_has_day(entry) ? entry->day : site->today;

    day.minute = -1; /* the day begins at midnight in the site's zone */
    g_autofree char *created = date_format_rfc3339(day, site->timezone);
    sheet->created = arena_strdup(arena, created);
    sheet->language = site->language;
    sheet->author = site->title;
    sheet->title = ask->page.title ? ask->page.title : ask->file->title;
    if (entry) {
        read_entry(site, entry, arena, sheet);
        return;
    }
    if (type)
        sheet->subject = labels_get(type->labels, site->language);
    if (ask->file->subject == SHEET_ROWS) {
        const char *words = ask->text ? arena_strdup(arena, ask->text) : row_title(site, ask);
        sheet->title = words ? words : sheet->title;
    }
}
