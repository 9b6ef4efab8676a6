/* SPDX-License-Identifier: MIT */
#include "content/holidays.h"

#include "content/folder.h"
#include "content/type-load.h"
#include "text/strings.h"

#include <gio/gio.h>
#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <string.h>

#define FOLDER "data/holidays"
#define RESOURCES "/broadside/holidays"
#define PREFIX "cn-"
#define SUFFIX ".yaml"
#define NAME_LENGTH strlen("cn-2025.yaml")
#define DECEMBER 12
/* The longest so far, the Spring Festival of 2020, had 10. */
#define HOLIDAY_DAYS_MAX 20

/* What a notice says of a day. */
enum { DAY_OFF = 1, DAY_WORKED };

struct Holidays {
    Arena *arena;
    Type *type;        /* describes the files; NULL until one is read */
    GHashTable *years; /* year -> table of day -> DAY_OFF or DAY_WORKED; NULL: there is no file of it */
};

/* One file, as it is read. */
typedef struct {
    FieldReader reader;
    int year;         /* by its name */
    GHashTable *days; /* what is gathered */
} File;

static Place place_of(const File *file, const Value *value)
{
    return (Place){.source = file->reader.source, .line = value->line, .column = value->column};
}

/* A notice may begin with the last days of the year before: the New Year of 2023 with 31 December 2022. */
static gboolean is_of_year(Date date, int year)
{
    int of, month, day;

    date_get(date, &of, &month, &day);
    return of == year || (of == year - 1 && month == DECEMBER);
}

static gboolean year_check(const File *file, const Value *value)
{
    if (value->kind != VALUE_DATE)
        return FALSE;
    if (is_of_year(value->date, file->year))
        return TRUE;
    g_autofree char *day = date_format_iso((Date){value->date.day, -1});
    diagnostics_error(file->reader.diagnostics, place_of(file, value),
                      _("check the year: each year has a file of its own"), _("%s is no day of %d"), day,
                      file->year);
    return FALSE;
}

static void holiday_read(const File *file, const Value *record)
{
    const Value *from = value_get(record, "from"), *to = value_get(record, "to");

    if (!to)
        to = from;
    if (!from || !year_check(file, from) || (to != from && !year_check(file, to)))
        return;
    if (to->date.day < from->date.day) {
        diagnostics_error(file->reader.diagnostics, place_of(file, to),
                          _("write the first day as 'from', the last one as 'to'"),
                          _("a holiday ends before it begins"));
        return;
    }
    if (to->date.day - from->date.day >= HOLIDAY_DAYS_MAX)
        diagnostics_warning(file->reader.diagnostics, place_of(file, to), _("check the months"),
                            _("a holiday of more than %d days"), HOLIDAY_DAYS_MAX);
    for (gint32 day = from->date.day; day <= to->date.day; day++)
        g_hash_table_insert(file->days, GINT_TO_POINTER(day), GINT_TO_POINTER(DAY_OFF));
}

static void worked_read(const File *file, const Value *value)
{
    if (!year_check(file, value))
        return;
    g_autofree char *day = date_format_iso((Date){value->date.day, -1});
    gpointer key = GINT_TO_POINTER(value->date.day);
    if (date_weekday(value->date) < 6)
        diagnostics_error(file->reader.diagnostics, place_of(file, value),
                          _("list only the Saturdays and Sundays on which people work"),
                          _("%s is no weekend"), day);
    else if (GPOINTER_TO_INT(g_hash_table_lookup(file->days, key)) == DAY_OFF)
        diagnostics_error(file->reader.diagnostics, place_of(file, value),
                          _("remove it here, or shorten the holiday"),
                          _("%s is a day off and a working day at once"), day);
    else
        g_hash_table_insert(file->days, key, GINT_TO_POINTER(DAY_WORKED));
}

static void values_read(const File *file, const Type *type, const Value *values)
{
    const Value *year = &values[type_field(type, "year")];
    const Value *holidays = &values[type_field(type, "holidays")];
    const Value *working = &values[type_field(type, "working")];

    if (year->kind == VALUE_INTEGER && year->integer != file->year)
        diagnostics_error(file->reader.diagnostics, place_of(file, year), _("make them the same"),
                          _("the year is %d here, but %d in the name of the file"), (int)year->integer,
                          file->year);
    for (guint i = 0; holidays->kind == VALUE_LIST && i < holidays->list.count; i++)
        holiday_read(file, &holidays->list.items[i]);
    for (guint i = 0; working->kind == VALUE_LIST && i < working->list.count; i++)
        worked_read(file, &working->list.items[i]);
}

/* Of a file with mistakes what could be read counts: its year is known all the same. */
static void file_read(Holidays *holidays, const Source *source, int year, Diagnostics *diagnostics)
{
    if (!holidays->type)
        holidays->type = type_load_built_in("holidays", holidays->arena);
    const Type *type = holidays->type;
    const File file = {
        {source, holidays->arena, diagnostics, NULL, source->name}, year, g_hash_table_new(NULL, NULL)};
    g_autofree Value *values = g_new0(Value, type->n_fields);
    g_autofree YamlNode *top =
        yaml_parse(source, 0, source->length, YAML_TOP_MAP, holidays->arena, diagnostics);

    g_hash_table_insert(holidays->years, GINT_TO_POINTER(year), file.days);
    if (!top)
        return;
    fields_read(&file.reader, type->fields, type->n_fields, top, (Place){.source = source, .line = 1},
                values);
    values_read(&file, type, values);
}

/* The year in "cn-2025.yaml", or 0. */
static int year_of_name(const char *name)
{
    int year = 0;

    if (strlen(name) != NAME_LENGTH || !g_str_has_prefix(name, PREFIX) || !g_str_has_suffix(name, SUFFIX))
        return 0;
    for (const char *p = name + strlen(PREFIX); *p != '.'; p++) {
        if (!g_ascii_isdigit(*p))
            return 0;
        year = year * 10 + (*p - '0');
    }
    return year;
}

static gboolean size_check(const char *path, const char *full, Diagnostics *diagnostics)
{
    GStatBuf status;

    if (g_stat(full, &status) != 0 || status.st_size <= YAML_SIZE_MAX)
        return TRUE;
    diagnostics_error(diagnostics, PLACE_FILE(path), NULL, _("the file is larger than 8 MB"));
    return FALSE;
}

static gboolean own_load(Holidays *holidays, const char *root, const char *name, Diagnostics *diagnostics,
                         GError **error)
{
    g_autofree char *path = g_strconcat(FOLDER, "/", name, NULL);
    g_autofree char *full = g_build_filename(root, path, NULL);
    const int year = year_of_name(name);
    g_autoptr(GError) local = NULL;

    if (!year || g_file_test(full, G_FILE_TEST_IS_DIR)) {
        diagnostics_warning(diagnostics, PLACE_FILE(path), _("name it by its year, such as cn-2027.yaml"),
                            _("this file is not read"));
        return TRUE;
    }
    if (!folder_check_link(root, path, diagnostics) || !size_check(path, full, diagnostics))
        return TRUE;
    g_autoptr(Source) source = source_load(full, path, diagnostics, &local);
    if (local) {
        g_propagate_error(error, g_steal_pointer(&local));
        return FALSE;
    }
    if (source)
        file_read(holidays, source, year, diagnostics);
    return TRUE;
}

static GPtrArray *own_names(const char *root, Diagnostics *diagnostics, GError **error)
{
    g_autofree char *folder = g_build_filename(root, FOLDER, NULL);
    g_autoptr(GPtrArray) names = g_ptr_array_new_with_free_func(g_free);

    if (!g_file_test(folder, G_FILE_TEST_IS_DIR) || !folder_check_link(root, "data", diagnostics) ||
        !folder_check_link(root, FOLDER, diagnostics))
        return g_steal_pointer(&names);
    g_autoptr(GDir) dir = g_dir_open(folder, 0, error);
    if (!dir)
        return NULL;
    for (const char *name; (name = g_dir_read_name(dir));)
        if (!folder_is_litter(name) && g_utf8_validate(name, -1, NULL))
            g_ptr_array_add(names, g_strdup(name));
    g_ptr_array_sort(names, strings_compare);
    return g_steal_pointer(&names);
}

static gboolean own_load_all(Holidays *holidays, const char *root, Diagnostics *diagnostics, GError **error)
{
    g_autoptr(GPtrArray) names = own_names(root, diagnostics, error);

    if (!names)
        return FALSE;
    for (guint i = 0; i < names->len; i++)
        if (!own_load(holidays, root, names->pdata[i], diagnostics, error))
            return FALSE;
    return TRUE;
}

static void table_free(gpointer table)
{
    if (table)
        g_hash_table_unref(table);
}

Holidays *holidays_load(const char *root, Diagnostics *diagnostics, GError **error)
{
    g_autoptr(Holidays) holidays = g_new0(Holidays, 1);

    holidays->arena = arena_new();
    holidays->years = g_hash_table_new_full(NULL, NULL, NULL, table_free);
    if (root && !own_load_all(holidays, root, diagnostics, error))
        return NULL;
    return g_steal_pointer(&holidays);
}

void holidays_free(Holidays *holidays)
{
    if (!holidays)
        return;
    g_hash_table_unref(holidays->years);
    if (holidays->type)
        type_free(holidays->type);
    arena_free(holidays->arena);
    g_free(holidays);
}

/* A mistake in a built-in file is one of ours. */
static void built_in_load(Holidays *holidays, int year)
{
    g_autofree char *path = g_strdup_printf("%s/" PREFIX "%04d" SUFFIX, RESOURCES, year);
    g_autoptr(GBytes) bytes = g_resources_lookup_data(path, G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);
    g_autoptr(Diagnostics) diagnostics = diagnostics_new();
    gsize size;

    if (!bytes) {
        g_hash_table_insert(holidays->years, GINT_TO_POINTER(year), NULL);
        return;
    }
    const char *text = g_bytes_get_data(bytes, &size);
    g_autoptr(Source) source = source_new_take(path, g_strndup(text, size), size);
    file_read(holidays, source, year, diagnostics);
    g_assert(diagnostics_count(diagnostics, SEVERITY_ERROR) == 0);
}

static GHashTable *table_of(Holidays *holidays, int year)
{
    gpointer table;

    if (!g_hash_table_lookup_extended(holidays->years, GINT_TO_POINTER(year), NULL, &table)) {
        built_in_load(holidays, year);
        table = g_hash_table_lookup(holidays->years, GINT_TO_POINTER(year));
    }
    return table;
}

gboolean holidays_know(Holidays *holidays, int year)
{
    return table_of(holidays, year) != NULL;
}

/* What the notice for `year` says of a day; 0: nothing. */
static int notice_says(Holidays *holidays, int year, Date date)
{
    GHashTable *table = table_of(holidays, year);
    return table ? GPOINTER_TO_INT(g_hash_table_lookup(table, GINT_TO_POINTER(date.day))) : 0;
}

gboolean holidays_is_working_day(Holidays *holidays, Date date)
{
    int year, month, day;

    date_get(date, &year, &month, &day);
    int says = month == DECEMBER ? notice_says(holidays, year + 1, date) : 0;
    if (!says)
        says = notice_says(holidays, year, date);
    return says ? says == DAY_WORKED : date_weekday(date) < 6;
}
