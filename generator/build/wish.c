/* SPDX-License-Identifier: MIT */
#include "build/wish.h"

#include "content/field-key.h"
#include "site/entry-find.h"
#include "site/query.h"
#include "site/visibility.h"
#include "text/space.h"
#include "text/strings.h"
#include "text/suggest.h"

#include <glib/gi18n.h>
#include <string.h>

/* What is not shown is not put on a board: FALSE after a diagnostic. */
static gboolean check_shown(const Site *site, const Entry *entry, Diagnostics *diagnostics)
{
    const Place place = PLACE_FILE(entry->path);
    const char *drafts = _("--drafts makes its sheet all the same");

    if (entry_is_shown(entry))
        return TRUE;
    if (entry_has_ended(entry, site->today))
        diagnostics_error(diagnostics, place, _("--date with a day on which it was shown makes its sheet"),
                          _("it has ended, and its sheet is not made"));
    else if (entry_is_draft(entry))
        diagnostics_error(diagnostics, place, drafts, _("it is a draft, and its sheet is not made"));
    else
        diagnostics_error(diagnostics, place, drafts, _("it is not shown yet, and its sheet is not made"));
    return FALSE;
}

/* Each once, however often it is named. What cannot be made keeps none of the others from being made. */
static void entries_read(const char *const *words, const Site *site, Arena *arena, SheetWish *wish,
                         Diagnostics *diagnostics)
{
    const guint count = words ? g_strv_length((char **)words) : 0;
    Entry **entries = arena_new0(arena, Entry *, count + 1);
    guint found = 0;

    for (guint i = 0; i < count; i++) {
        Entry *entry = entry_find(site, words[i], NULL, diagnostics);
        gboolean known = FALSE;
        for (guint j = 0; j < found; j++)
            known = known || entries[j] == entry;
        if (known)
            continue;
        if (entry && check_shown(site, entry, diagnostics))
            entries[found++] = entry;
        else
            wish->n_refused++;
    }
    wish->entries = entries;
    wish->n_entries = found;
}

static gboolean refuse_sheet(const Sheets *sheets, const char *word, GError **error)
{
    g_autofree const char **names = g_new0(const char *, sheets_count(sheets) + 1);

    for (guint i = 0; i < sheets_count(sheets); i++)
        names[i] = sheets_at(sheets, i)->name;
    const char *nearest = suggest_nearest(word, names);
    g_autofree char *all = strings_list(names);
    if (nearest)
        return failure_usage(error, _("there is no sheet '%s'; did you mean '%s'?"), word, nearest);
    if (sheets_count(sheets) == 0)
        return failure_usage(error, _("there is no sheet '%s': the theme has none"), word);
    return failure_usage(error, _("there is no sheet '%s'; there are: %s"), word, all);
}

static gboolean type_read(const char *word, const Site *site, SheetWish *wish, GError **error)
{
    const Types *types = site->content->types;
    const Choice *kind;

    wish->list = types_by_word(types, word, &kind);
    if (wish->list)
        return TRUE;
    g_autofree char *list = strings_list(types_folders(types));
    const char *nearest = suggest_nearest(word, types_folders(types));
    if (nearest)
        return failure_usage(error, _("there is no type '%s'; did you mean '%s'?"), word, nearest);
    return failure_usage(error, _("there is no type '%s'; there are: %s"), word, list);
}

static gboolean year_read(const char *word, SheetWish *wish, GError **error)
{
    guint64 year = 0;

    if (!word || strcmp(word, "all") == 0) {
        wish->year = word ? YEAR_EVERY : YEAR_DEFAULT;
        return TRUE;
    }
    if (!g_ascii_string_to_unsigned(word, 10, 1000, 9999, &year, NULL))
        return failure_usage(error, _("'%s' is no year; write it as 2025, or 'all'"), word);
    wish->year = (int)year;
    return TRUE;
}

/* The type whose entries are listed, or NULL. */
static const Type *type_of_list(const Site *site, const SheetWish *wish)
{
    if (wish->list)
        return wish->list;
    if (wish->sheet && wish->sheet->subject == SHEET_LIST)
        return types_by_folder(site->content->types, wish->sheet->types[0]);
    return NULL;
}

static gboolean refuse_field(const Type *type, const char *field, GError **error)
{
    g_autofree const char **names = g_new0(const char *, type->n_fields + 1);

    for (guint i = 0; i < type->n_fields; i++)
        names[i] = type->fields[i].name;
    const char *nearest = suggest_nearest(field, names);
    if (nearest)
        return failure_usage(error, _("entries of '%s' have no field '%s'; did you mean '%s'?"), type->folder,
                             field, nearest);
    return failure_usage(error, _("entries of '%s' have no field '%s'"), type->folder, field);
}

/* By its name or by its label. */
static const Choice *choice_of_word(const Field *field, const char *word)
{
    for (guint i = 0; i < field->n_choices; i++)
        if (strcmp(field->choices[i].name, word) == 0 || labels_contain(field->choices[i].labels, word))
            return &field->choices[i];
    return NULL;
}

static gboolean refuse_choice(const Field *field, const char *word, GError **error)
{
    g_autofree const char **names = g_new0(const char *, field->n_choices + 1);

    for (guint i = 0; i < field->n_choices; i++)
        names[i] = field->choices[i].name;
    g_autofree char *all = strings_list(names);
    return failure_usage(error, _("'%s' has no value '%s'; there are: %s"), field->name, word, all);
}

/* A value as entries have it. What is no flag finds its value as a text (site/where.h). */
static gboolean value_read(const Field *field, const char *word, Value *value, GError **error)
{
    const gboolean chosen = field && field->kind == FIELD_CHOICE;
    const Choice *choice = chosen ? choice_of_word(field, word) : NULL;

    if (chosen && !choice)
        return refuse_choice(field, word, error);
    if (!chosen && (strcmp(word, "true") == 0 || strcmp(word, "false") == 0))
        *value = (Value){.kind = VALUE_BOOLEAN, .boolean = *word == 't'};
    else
        *value = value_text(choice ? choice->name : word);
    return TRUE;
}

/* "kind=notice", or as the pages have it: "类别=通知". */
static gboolean condition_read(const char *word, const Type *type, Arena *arena, Condition *condition,
                               GError **error)
{
    const char *equals = strchr(word, '=');

    if (!equals || equals == word)
        return failure_usage(error, _("--where takes a field and its value, as in 'kind=notice', not '%s'"),
                             word);
    const char *name = arena_strndup(arena, word, (gsize)(equals - word));
    const int index = field_by_key(type->fields, type->n_fields, name);
    const Field *field = index >= 0 ? &type->fields[index] : NULL;
    if (!field && !query_known(name))
        return refuse_field(type, name, error);
    condition->field = field ? field->name : name;
    return value_read(field, equals + 1, &condition->value, error);
}

static gboolean where_read(const char *const *words, const Type *type, Arena *arena, SheetWish *wish,
                           GError **error)
{
    const guint count = words ? g_strv_length((char **)words) : 0;
    Condition *conditions = arena_new0(arena, Condition, count + 1);

    for (guint i = 0; i < count; i++)
        if (!condition_read(words[i], type, arena, &conditions[i], error))
            return FALSE;
    wish->where = conditions;
    wish->n_where = count;
    return TRUE;
}

/* Words that make sense for one kind of sheet only. */
static gboolean check_kind(const PostersOptions *options, const SheetWish *wish, const Type *listed,
                           GError **error)
{
    const gboolean rows = wish->sheet && wish->sheet->subject == SHEET_ROWS;

    if (options->year && !listed)
        return failure_usage(error, _("--year is for a sheet of many entries: give --list as well"));
    if (options->where && !listed)
        return failure_usage(error, _("--where is for a sheet of many entries: give --list as well"));
    if (options->texts && !rows)
        return failure_usage(
            error, _("--text is for a sheet of a data file: give --sheet as well, such as 'banner'"));
    for (guint i = 0; options->texts && options->texts[i]; i++)
        if (space_only(options->texts[i]))
            return failure_usage(error, _("--text wants the words of a slogan, and there are none"));
    if (wish->n_entries > 0 && (wish->list || (wish->sheet && wish->sheet->subject != SHEET_EACH)))
        return failure_usage(
            error, _("a sheet is of the entries that are named, or of a list: give one of the two"));
    return TRUE;
}

gboolean wish_read(const PostersOptions *options, const Site *site, const Sheets *sheets, Arena *arena,
                   SheetWish *wish, Diagnostics *diagnostics, GError **error)
{
    *wish = (SheetWish){.running = options->all,
                        .texts = options->texts,
                        .papers = options->papers,
                        .n_papers = options->n_papers,
                        .landscape = options->landscape,
                        .grey = options->options.grey};
    wish->sheet = options->sheet ? sheets_find(sheets, options->sheet) : NULL;
    if (options->sheet && !wish->sheet)
        return refuse_sheet(sheets, options->sheet, error);
    if (options->list && !type_read(options->list, site, wish, error))
        return FALSE;
    const Type *listed = type_of_list(site, wish);
    entries_read(options->entries, site, arena, wish, diagnostics);
    return check_kind(options, wish, listed, error) && year_read(options->year, wish, error) &&
           (!listed || where_read(options->where, listed, arena, wish, error));
}
