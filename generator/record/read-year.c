/* SPDX-License-Identifier: MIT */
#include "record/read-year.h"

#include "content/core.h"
#include "record/filing-number.h"

#include <glib/gi18n.h>
#include <stdlib.h>
#include <string.h>

enum { YEAR_FONDS, YEAR_CLOSED, YEAR_DOCUMENTS, N_YEAR };

static const Field year_fields[N_YEAR] = {
    [YEAR_FONDS] = {.name = "fonds", .kind = FIELD_TEXT},
    [YEAR_CLOSED] = {.name = "closed", .kind = FIELD_DATE},
    [YEAR_DOCUMENTS] = {.name = "documents", .kind = FIELD_ANY},
};

enum {
    AT_NUMBER,
    AT_ENTRY,
    AT_TITLE,
    AT_DATE,
    AT_DOCUMENT_NO,
    AT_RESPONSIBLE,
    AT_SECRECY,
    AT_ENTRY_REMARKS,
    AT_ENTRY_PAGES,
    AT_PAGES,
    AT_REMARKS,
    AT_UNTIL,
    AT_WITHDRAWN,
    AT_BECAUSE,
    AT_BYTES,
    AT_FIELDS,
    AT_TEXT,
    AT_FILES,
    N_AT
};

static const Choice reasons[] = {{.name = "removed"}, {.name = "draft"}, {.name = "moved"}};

static const Field document_fields[N_AT] = {
    [AT_NUMBER] = {.name = "number", .kind = FIELD_TEXT, .required = TRUE},
    [AT_ENTRY] = {.name = "entry", .kind = FIELD_TEXT, .required = TRUE},
    [AT_TITLE] = {.name = "title", .kind = FIELD_TEXT, .required = TRUE},
    [AT_DATE] = {.name = "date", .kind = FIELD_DATE},
    [AT_DOCUMENT_NO] = {.name = "document_no", .kind = FIELD_TEXT},
    [AT_RESPONSIBLE] = {.name = "responsible", .kind = FIELD_TEXT},
    [AT_SECRECY] = {.name = "secrecy", .kind = FIELD_TEXT},
    [AT_ENTRY_REMARKS] = {.name = "entry_remarks", .kind = FIELD_TEXT},
    [AT_ENTRY_PAGES] = {.name = "entry_pages", .kind = FIELD_INTEGER},
    [AT_PAGES] = {.name = "pages", .kind = FIELD_INTEGER},
    [AT_REMARKS] = {.name = "remarks", .kind = FIELD_TEXT},
    [AT_UNTIL] = {.name = "until", .kind = FIELD_INTEGER},
    [AT_WITHDRAWN] = {.name = "withdrawn", .kind = FIELD_DATE},
    [AT_BECAUSE] = {.name = "because",
                    .kind = FIELD_CHOICE,
                    .choices = reasons,
                    .n_choices = G_N_ELEMENTS(reasons)},
    [AT_BYTES] = {.name = "bytes", .kind = FIELD_TEXT},
    [AT_FIELDS] = {.name = "fields", .kind = FIELD_TEXT},
    [AT_TEXT] = {.name = "text", .kind = FIELD_TEXT},
    [AT_FILES] = {.name = "files", .kind = FIELD_ANY},
};

const char *reading_restore_hint(void)
{
    return _("take the file from a backup of the site; numbers that were given must not be given again");
}

gboolean reading_refuse(const Reading *reading, guint line, guint column, const char *hint,
                        const char *format, ...)
{
    const Place place = {.source = reading->reader.source, .line = line, .column = column};
    va_list arguments;

    va_start(arguments, format);
    g_autofree char *message = g_strdup_vprintf(format, arguments);
    va_end(arguments);
    diagnostics_error(reading->reader.diagnostics, place, hint, "%s", message);
    return FALSE;
}

int reading_year(const YamlNode *key)
{
    return key->length == 4 && strspn(key->text, "0123456789") == 4 ? atoi(key->text) : 0;
}

static const char *text_at(const Value *value)
{
    return value->kind == VALUE_TEXT && value->length > 0 ? value->text : NULL;
}

static guint count_at(const Value *value)
{
    return value->kind == VALUE_INTEGER && value->integer > 0 ? (guint)MIN(value->integer, G_MAXINT) : 0;
}

static Date date_at(const Value *value)
{
    return value->kind == VALUE_DATE ? value->date : (Date){DAY_NONE, -1};
}

/* "title:3f2a9c1d date:…" */
static void traits_read(const Reading *reading, const Value *value, Document *document)
{
    g_auto(GStrv) words = g_strsplit(value->text, " ", -1);
    Trait *traits = arena_new0(reading->record->arena, Trait, g_strv_length(words) + 1);

    for (char **word = words; *word; word++) {
        const char *colon = strchr(*word, ':');
        if (colon)
            traits[document->n_fields++] =
                (Trait){arena_intern(reading->record->arena, *word, (gsize)(colon - *word)),
                        arena_strdup(reading->record->arena, colon + 1), 0};
    }
    document->fields = traits;
}

/* By path: "3f2a9c1d… 204800". */
static void files_read(const Reading *reading, const YamlNode *map, Document *document)
{
    Trait *traits = arena_new0(reading->record->arena, Trait, map->count + 1);
    const YamlNode *key = map + 1;

    for (guint i = 0; i < map->count; i++, key = yaml_next(key + 1)) {
        const YamlNode *value = key + 1;
        const char *blank = value->kind == YAML_SCALAR ? strchr(value->text, ' ') : NULL;
        if (!blank) {
            field_refuse(&reading->reader, value, reading_restore_hint(), "%s",
                         _("a digest and a size belong here"));
            continue;
        }
        traits[document->n_files++] = (Trait){
            key->text, arena_strndup(reading->record->arena, value->text, (gsize)(blank - value->text)),
            g_ascii_strtoull(blank + 1, NULL, 10)};
    }
    document->files = traits;
}

static gboolean number_check(const Reading *reading, const FilingNumber *number, const Value *value)
{
    const Year *year = reading->year;
    const guint other = GPOINTER_TO_UINT(g_hash_table_lookup(reading->numbers, value->text));

    if (other) {
        g_autofree char *hint = g_strdup_printf(_("the other one is on line %u: take the file from a backup, "
                                                  "or remove the document that was added "
                                                  "last; its entry gets a number of its own"),
                                                other);
        return reading_refuse(reading, value->line, value->column, hint, _("the number '%s' was given twice"),
                              value->text);
    }
    if (number->year != year->view.year)
        return reading_refuse(reading, value->line, value->column, reading_restore_hint(),
                              _("the number '%s' is not of the year %d"), value->text, year->view.year);
    if (g_strcmp0(number->fonds, year->view.fonds) != 0)
        return reading_refuse(reading, value->line, value->column, reading_restore_hint(),
                              _("the number '%s' does not begin as the others of its year do"), value->text);
    return TRUE;
}

static gboolean number_take(const Reading *reading, const Value *value, Document *document)
{
    Arena *arena = reading->record->arena;
    RecordItem *item = &document->item;
    g_auto(FilingNumber) number = {0};

    if (!filing_number_parse(value->text, &number))
        return reading_refuse(reading, value->line, value->column, reading_restore_hint(),
                              _("'%s' is no archive number"), value->text);
    if (!number_check(reading, &number, value))
        return FALSE;
    g_hash_table_insert(reading->numbers, (gpointer)value->text, GUINT_TO_POINTER(value->line));
    item->number = value->text;
    item->retention = number.retention;
    item->department = arena_intern(arena, number.department, strlen(number.department));
    item->item = number.item;
    return TRUE;
}

static void document_fill(const Reading *reading, const Value *values, Document *document)
{
    RecordItem *item = &document->item;

    item->id = text_at(&values[AT_ENTRY]) ? values[AT_ENTRY].text : "";
    item->title = text_at(&values[AT_TITLE]) ? values[AT_TITLE].text : item->id;
    item->date = date_at(&values[AT_DATE]);
    item->document_no = text_at(&values[AT_DOCUMENT_NO]);
    item->responsible = text_at(&values[AT_RESPONSIBLE]) ? values[AT_RESPONSIBLE].text : "";
    item->secrecy = text_at(&values[AT_SECRECY]);
    document->remarks = text_at(&values[AT_ENTRY_REMARKS]);
    document->note = text_at(&values[AT_REMARKS]);
    document->pages = count_at(&values[AT_ENTRY_PAGES]);
    document->counted = count_at(&values[AT_PAGES]);
    document->until = count_at(&values[AT_UNTIL]);
    document->digest = text_at(&values[AT_BYTES]);
    document->text = text_at(&values[AT_TEXT]);
    item->withdrawn = date_at(&values[AT_WITHDRAWN]);
    if (item->withdrawn.day != DAY_NONE)
        item->why = values[AT_BECAUSE].kind == VALUE_TEXT ? withdrawal_named(values[AT_BECAUSE].text)
                                                          : WITHDRAWN_REMOVED;
    document->held = values[AT_FIELDS].kind == VALUE_TEXT && document->text;
    if (document->held)
        traits_read(reading, &values[AT_FIELDS], document);
}

static void document_read(const Reading *reading, const YamlNode *node)
{
    const FieldReader *reader = &reading->reader;
    Value values[N_AT] = {0};

    if (node->kind != YAML_MAP) {
        field_refuse(reader, node, reading_restore_hint(), "%s",
                     _("a document with its number belongs here"));
        return;
    }
    fields_read(reader, document_fields, N_AT, node, yaml_place(reader->source, node), values);
    Document read = {.line = node->line};
    read.item.withdrawn = (Date){DAY_NONE, -1};
    if (values[AT_NUMBER].kind != VALUE_TEXT || !number_take(reading, &values[AT_NUMBER], &read))
        return;
    document_fill(reading, values, &read);
    const YamlNode *files = yaml_get(node, "files");
    if (files && files->kind == YAML_MAP)
        files_read(reading, files, &read);
    *year_add(reading->record, reading->year) = read;
}

static void documents_read(const Reading *reading, const YamlNode *list)
{
    const YamlNode *at = list + 1;

    if (list->kind != YAML_LIST) {
        if (!core_null(list))
            field_refuse(&reading->reader, list, reading_restore_hint(), "%s",
                         _("a list of documents belongs here"));
        return;
    }
    for (guint i = 0; i < list->count; i++, at = yaml_next(at))
        document_read(reading, at);
}

void reading_read_year(Reading *reading, const YamlNode *key)
{
    const FieldReader *reader = &reading->reader;
    const YamlNode *node = key + 1;
    Value values[N_YEAR] = {0};

    if (!reading_year(key) || node->kind != YAML_MAP) {
        field_refuse(reader, key, reading_restore_hint(),
                     _("a year with its documents belongs here, not '%s'"), key->text);
        return;
    }
    fields_read(reader, year_fields, N_YEAR, node, yaml_place(reader->source, node), values);
    reading->year = record_make(reading->record, reading_year(key));
    reading->year->view.fonds = text_at(&values[YEAR_FONDS]);
    reading->year->view.closed = date_at(&values[YEAR_CLOSED]);
    const YamlNode *documents = yaml_get(node, "documents");
    if (documents)
        documents_read(reading, documents);
    year_show(reading->year, reading->record->arena);
}
