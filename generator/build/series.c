/* SPDX-License-Identifier: MIT */
#include "build/series.h"

#include "text/path.h"

#include <glib/gi18n.h>
#include <string.h>

/* What the pages of one list have in common. */
typedef struct {
    const Collection *entries;
    const char *title;
    const Type *type;
    const char *value;
    const char *term;
    int year;
} Series;

static guint words_allowed(PageKind kind)
{
    switch (kind) {
    case PAGE_GROUP: return WORD_FLAG(WORD_TYPE) | WORD_FLAG(WORD_VALUE);
    case PAGE_YEAR: return WORD_FLAG(WORD_YEAR);
    case PAGE_TERM: return WORD_FLAG(WORD_TERM);
    default: return WORD_FLAG(WORD_TYPE);
    }
}

/* What the words of its paths stand for: `number` is of the page. */
typedef struct {
    const char *texts[N_WORDS];
    char year[16], number[16];
    char *value, *term; /* as parts of a path */
} Words;

static void words_init(Words *words, const Series *series)
{
    *words = (Words){.value = series->value ? path_part(series->value) : NULL,
                     .term = series->term ? path_part(series->term) : NULL};
    g_snprintf(words->year, sizeof words->year, "%04d", series->year);
    words->texts[WORD_YEAR] = words->year;
    words->texts[WORD_TYPE] = series->type ? series->type->folder : "";
    words->texts[WORD_VALUE] = words->value;
    words->texts[WORD_TERM] = words->term;
    words->texts[WORD_PAGE] = words->number;
}

static void words_clear(Words *words)
{
    g_free(words->value);
    g_free(words->term);
}

static const char *series_path(Plan *plan, Words *words, const char *pattern, guint number)
{
    g_snprintf(words->number, sizeof words->number, "%u", number);
    return row_expand(plan, pattern, words->texts);
}

/* What a list is about is the author's to mend where that is a word of an entry's. */
static Origin series_origin(Plan *plan, const ThemeOutput *row, const Series *series)
{
    const char *word = series->term ? series->term : series->value;
    const Entry *first = word ? collection_at(series->entries, 0) : NULL;

    if (!first)
        return row_origin(plan, row);
    g_autofree char *name = g_strdup_printf(_("'%s' in %s"), word, first->path);
    return (Origin){arena_strdup(plan->arena, name), PLACE_FILE(first->path), TRUE};
}

/* The pages of one list: at least one, and as many as `per_page` asks for. */
static void series_add(Plan *plan, const ThemeOutput *row, const Series *series, Diagnostics *diagnostics)
{
    const guint total = collection_count(series->entries);
    const guint size = row->per_page ? row->per_page : MAX(total, 1);
    const guint count = MAX((total + size - 1) / size, 1);
    Page *pages = arena_new0(plan->arena, Page, count);
    const Origin origin = series_origin(plan, row, series);
    Words words;

    words_init(&words, series);
    for (guint i = 0; i < count; i++) {
        pages[i] = (Page){
            .kind = row->kind,
            .path = series_path(plan, &words, i == 0 ? row->path : row->more, i + 1),
            .layout = row->layout,
            .title = row->title ? row->title : series->title,
            .entries = count > 1 ? collection_slice(series->entries, i * size, size) : series->entries,
            .type = series->type,
            .year = series->year,
            .term = series->term,
            .value = series->value,
            .number = i + 1,
            .count = count,
            .total = total,
            .first = row->per_page ? pages : NULL,
            .previous = i > 0 ? &pages[i - 1] : NULL,
            .next = i + 1 < count ? &pages[i + 1] : NULL,
        };
        row_add_page(plan, &pages[i], &origin, diagnostics);
    }
    words_clear(&words);
}

static const char *type_title(const Plan *plan, const Type *type)
{
    const char *label = labels_get(type->labels, plan->site->language);
    return label ? label : type->folder;
}

/* The listed entries of the row's types, in the site's order. */
static const Collection *mixed_entries(const Plan *plan, const ThemeOutput *row)
{
    return row->types ? site_of_types(plan->site, row->types) : plan->site->entries;
}

static void group_add(Plan *plan, const ThemeOutput *row, const Series *parent, Diagnostics *diagnostics);

static void list_add(Plan *plan, const ThemeOutput *row, const Series *series, Diagnostics *diagnostics)
{
    if (row->kind == PAGE_GROUP)
        group_add(plan, row, series, diagnostics);
    else
        series_add(plan, row, series, diagnostics);
}

/* One list for each type if the path names it, or if there is but one; else one list of all of them. */
static void lists_plan(Plan *plan, const ThemeOutput *row, guint words, Diagnostics *diagnostics)
{
    const Types *types = plan->site->content->types;
    const gboolean single = row->types && g_strv_length((char **)row->types) == 1;

    if (!single && !(words & WORD_FLAG(WORD_TYPE))) {
        const Series series = {.entries = mixed_entries(plan, row)};
        list_add(plan, row, &series, diagnostics);
        return;
    }
    for (guint i = 0; i < types_count(types); i++) {
        const Type *type = types_at(types, i);
        const Series series = {
            .entries = site_collection(plan->site, type), .title = type_title(plan, type), .type = type};
        if (row_takes(row, type))
            list_add(plan, row, &series, diagnostics);
    }
}

/* A value as it stands in front matter. */
static const char *value_name(Plan *plan, const Value *value)
{
    g_autofree char *name = NULL;

    switch (value->kind) {
    case VALUE_REFERENCE: return value->entry ? value->entry->slug : value->text;
    case VALUE_TEXT:
    case VALUE_FILE: return value->text;
    case VALUE_BOOLEAN: return value->boolean ? "true" : "false";
    case VALUE_INTEGER: name = g_strdup_printf("%" G_GINT64_FORMAT, value->integer); break;
    case VALUE_NUMBER: name = g_strdup_printf("%.15g", value->number); break;
    case VALUE_DATE: name = date_format_iso(value->date); break;
    default: return NULL;
    }
    return arena_strdup(plan->arena, name);
}

static void group_add(Plan *plan, const ThemeOutput *row, const Series *parent, Diagnostics *diagnostics)
{
    const GArray *groups = collection_group(parent->entries, row->field);

    for (guint i = 0; i < groups->len; i++) {
        const Group *group = &g_array_index(groups, Group, i);
        const Type *type = collection_at(group->entries, 0)->type;
        Series series = {
            .entries = group->entries, .type = parent->type, .value = value_name(plan, &group->value)};
        if (!series.value)
            continue;
        const char *label = site_value_label(plan->site, type, row->field, &group->value);
        series.title = label ? label : series.value;
        series_add(plan, row, &series, diagnostics);
    }
}

static const char *year_title(Plan *plan, int year)
{
    const gboolean chinese = g_str_has_prefix(plan->site->language, "zh");
    g_autofree char *title = g_strdup_printf(chinese ? "%d年" : "%d", year);
    return arena_strdup(plan->arena, title);
}

static void years_plan(Plan *plan, const ThemeOutput *row, Diagnostics *diagnostics)
{
    for (guint i = 0; i < plan->site->years->len; i++) {
        const int year = g_array_index(plan->site->years, int, i);
        const Series series = {
            .entries = site_year(plan->site, year), .title = year_title(plan, year), .year = year};
        series_add(plan, row, &series, diagnostics);
    }
}

static void terms_plan(Plan *plan, const ThemeOutput *row, Diagnostics *diagnostics)
{
    for (guint i = 0; i < plan->site->tags->len; i++) {
        const Term *term = &g_array_index(plan->site->tags, Term, i);
        const Series series = {.entries = term->entries, .title = term->name, .term = term->name};
        series_add(plan, row, &series, diagnostics);
    }
}

/* Whether the row's paths are in order. *words: those of its first path. */
static gboolean paths_check(Plan *plan, const ThemeOutput *row, guint *words, Diagnostics *diagnostics)
{
    const guint allowed = words_allowed(row->kind);
    guint more = 0;

    if (!row_words(plan, row, row->path, allowed, words, diagnostics))
        return FALSE;
    if (!row->per_page)
        return TRUE;
    if (row->more && !row_words(plan, row, row->more, allowed | WORD_FLAG(WORD_PAGE), &more, diagnostics))
        return FALSE;
    if (more & WORD_FLAG(WORD_PAGE))
        return TRUE;
    diagnostics_error(diagnostics, PLACE_FILE(plan->rows_file), _("write more = \"news/page-:page.html\""),
                      _("output %u: 'per_page' needs a path with ':page' in 'more'"), row->row);
    return FALSE;
}

void series_plan(Plan *plan, const ThemeOutput *row, Diagnostics *diagnostics)
{
    guint words;

    if (!paths_check(plan, row, &words, diagnostics))
        return;
    if (row->kind == PAGE_YEAR)
        years_plan(plan, row, diagnostics);
    else if (row->kind == PAGE_TERM)
        terms_plan(plan, row, diagnostics);
    else
        lists_plan(plan, row, words, diagnostics);
}
