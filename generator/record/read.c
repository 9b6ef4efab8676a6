/* SPDX-License-Identifier: MIT */
#include "content/config-archive.h"
#include "content/core.h"
#include "record/filing-number.h"
#include "record/read-year.h"

#include <gio/gio.h>
#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <string.h>

enum { TOP_VERSION, TOP_GIVEN, TOP_YEARS, N_TOP };

static const Field top_fields[N_TOP] = {
    [TOP_VERSION] = {.name = "version", .kind = FIELD_INTEGER, .required = TRUE},
    [TOP_GIVEN] = {.name = "given", .kind = FIELD_ANY},
    [TOP_YEARS] = {.name = "years", .kind = FIELD_ANY},
};

static gboolean class_parse(const char *class, char **retention, char **department)
{
    const char *dash = strchr(class, '-');

    if (!dash || !config_is_code(dash + 1))
        return FALSE;
    *retention = g_strndup(class, (gsize)(dash - class));
    *department = g_strdup(dash + 1);
    return filing_term(*retention) >= 0;
}

/* "D30-BGS: 12" of `given`. */
static void class_read(const Reading *reading, Year *year, const YamlNode *key)
{
    g_autofree char *retention = NULL, *department = NULL;
    gint64 count = 0;

    if (key[1].kind != YAML_SCALAR || core_integer(key[1].text, &count) != CORE_MATCH || count < 1 ||
        count > 99999999 || !class_parse(key->text, &retention, &department))
        field_refuse(&reading->reader, key, reading_restore_hint(),
                     _("'%s' does not say how many numbers were given"), key->text);
    else
        year_give(year, retention, department, (guint)count);
}

static void given_read(const Reading *reading, const YamlNode *map)
{
    const YamlNode *key = map + 1;

    for (guint i = 0; map->kind == YAML_MAP && i < map->count; i++, key = yaml_next(key + 1)) {
        const YamlNode *classes = key + 1;
        const YamlNode *class = classes + 1;
        if (!reading_year(key) || classes->kind != YAML_MAP) {
            field_refuse(&reading->reader, key, reading_restore_hint(), _("a year belongs here, not '%s'"),
                         key->text);
            continue;
        }
        Year *year = record_make(reading->record, reading_year(key));
        for (guint j = 0; j < classes->count; j++, class = yaml_next(class + 1))
            class_read(reading, year, class);
    }
}

/* All that were given are there: a line that is missing would let its number be given again. */
static void class_check(const Reading *reading, const Year *year, const char *class, guint given)
{
    const guint most = MIN(given, year->documents->len + 1); /* of more than there are one is missing */
    g_autofree guint8 *seen = g_new0(guint8, most + 1);

    for (guint i = 0; i < year->documents->len; i++) {
        const RecordItem *item = &((const Document *)year->documents->pdata[i])->item;
        g_autofree char *own = g_strdup_printf("%s-%s", item->retention, item->department);
        if (strcmp(own, class) == 0 && item->item <= most)
            seen[item->item] = 1;
    }
    for (guint i = 1; i <= most; i++)
        if (!seen[i]) {
            reading_refuse(reading, 0, 0, reading_restore_hint(), _("the document %04u of %d-%s is missing"),
                           i, year->view.year, class);
            return;
        }
}

static void year_check(const Reading *reading, Year *year)
{
    for (guint i = 0; i < year->documents->len; i++) {
        const RecordItem *item = &((const Document *)year->documents->pdata[i])->item;
        year_give(year, item->retention, item->department, item->item);
    }
    guint count;
    g_autofree const char **classes = year_classes(year, &count);
    for (guint i = 0; i < count; i++)
        class_check(reading, year, classes[i],
                    GPOINTER_TO_UINT(g_hash_table_lookup(year->given, classes[i])));
}

static gboolean version_check(const Reading *reading, const YamlNode *top)
{
    const YamlNode *node = yaml_get(top, "version");
    gint64 version;

    if (!node || node->kind != YAML_SCALAR || core_integer(node->text, &version) != CORE_MATCH)
        return reading_refuse(reading, node ? node->line : 1, 0, reading_restore_hint(), "%s",
                              _("the version of this file is missing"));
    if (version == RECORD_VERSION)
        return TRUE;
    return reading_refuse(reading, node->line, 0, _("use that Broadside, or a newer one"),
                          _("this file is of version %s, which a newer Broadside has written"), node->text);
}

static void years_read(Reading *reading, const YamlNode *years)
{
    const YamlNode *key = years + 1;

    for (guint i = 0; years->kind == YAML_MAP && i < years->count; i++, key = yaml_next(key + 1))
        reading_read_year(reading, key);
}

/* The end of the line at `at`, its line feed included. */
static gsize line_end(const Source *source, gsize at)
{
    const char *end = memchr(source->text + at, '\n', source->length - at);
    return end ? (gsize)(end - source->text) + 1 : source->length;
}

/* "  2025:", with which a year begins as record_write() writes it. */
static gboolean is_year_line(const Source *source, gsize at)
{
    const char *line = source->text + at;

    return line_end(source, at) - at >= 8 && strncmp(line, "  ", 2) == 0 &&
           strspn(line + 2, "0123456789") == 4 && line[6] == ':' && strchr("\r\n", line[7]);
}

/* Where the first year begins, if what stands before ends with "years:"; 0 where somebody has written it in
 * another way. */
static gsize years_begin(const Source *source)
{
    for (gsize at = 0; at < source->length; at = line_end(source, at)) {
        const gsize next = line_end(source, at);
        if (strncmp(source->text + at, "years:", 6) == 0)
            return next < source->length && is_year_line(source, next) ? next : 0;
    }
    return 0;
}

/* Year by year: what is too much for one YAML document is not for a year of it. */
static void years_read_from(Reading *reading, gsize start)
{
    const Source *source = reading->reader.source;

    while (start < source->length) {
        gsize end = line_end(source, start);
        while (end < source->length && !is_year_line(source, end))
            end = line_end(source, end);
        g_autofree YamlNode *years =
            yaml_parse(source, start, end, YAML_TOP_MAP, reading->record->arena, reading->reader.diagnostics);
        if (years)
            years_read(reading, years);
        start = end;
    }
}

static void top_read(Reading *reading, const YamlNode *top, gsize begin)
{
    const FieldReader *reader = &reading->reader;
    Value values[N_TOP] = {0};
    const YamlNode *years = yaml_get(top, "years"), *given = yaml_get(top, "given");

    fields_read(reader, top_fields, N_TOP, top, (Place){.source = reader->source, .line = 1}, values);
    if (!years || !given) {
        reading_refuse(reading, 0, 0, reading_restore_hint(), "%s", _("the file was cut short"));
        return;
    }
    given_read(reading, given);
    if (begin)
        years_read_from(reading, begin);
    else
        years_read(reading, years);
    if (diagnostics_count(reader->diagnostics, SEVERITY_ERROR) > 0)
        return;
    for (guint i = 0; i < reading->record->years->len; i++)
        year_check(reading, reading->record->years->pdata[i]);
}

/* What version control leaves in a file where two people had changed it. */
static gboolean is_merged(const Source *source, guint *line)
{
    *line = 1;
    for (const char *p = source->text; p; p = strchr(p, '\n')) {
        if (*p == '\n') {
            p++;
            (*line)++;
        }
        if (g_str_has_prefix(p, "<<<<<<< ") || g_str_has_prefix(p, ">>>>>>> "))
            return TRUE;
    }
    return FALSE;
}

static void source_read(Record *record, Diagnostics *diagnostics)
{
    g_autoptr(GHashTable) numbers = g_hash_table_new(g_str_hash, g_str_equal);
    g_autoptr(Diagnostics) found = diagnostics_new();
    const Source *source = record->source;
    Reading reading = {
        .record = record,
        .reader = {.source = source, .arena = record->arena, .diagnostics = found, .path = source->name},
        .numbers = numbers};
    guint line;

    if (is_merged(source, &line)) {
        reading_refuse(
            &reading, line, 0,
            _("take the whole file of the one who gave numbers first, then run 'broadside archive' again"),
            "%s", _("two versions of this file were put together, and nobody has decided between them"));
    } else {
        const gsize begin = years_begin(source);
        g_autofree YamlNode *top =
            yaml_parse(source, 0, begin ? begin : source->length, YAML_TOP_MAP, record->arena, found);
        if (top && version_check(&reading, top))
            top_read(&reading, top, begin);
    }
    record->damaged = diagnostics_count(found, SEVERITY_ERROR) > 0;
    diagnostics_copy(diagnostics, found, NULL);
}

/* FALSE after a diagnostic: not a file of the site. */
static gboolean is_file(const char *path, Diagnostics *diagnostics)
{
    GStatBuf status;

    if (g_lstat(path, &status) != 0 || S_ISREG(status.st_mode))
        return TRUE;
    diagnostics_error(diagnostics, PLACE_FILE(RECORD_FILE), _("put the file itself into the site"), "%s",
                      _("this is a link or a folder, and no file"));
    return FALSE;
}

Record *record_read(const char *root, Diagnostics *diagnostics, GError **error)
{
    g_autoptr(Record) record = record_new();
    g_autofree char *path = g_build_filename(root, RECORD_FILE, NULL);
    g_autoptr(GError) local = NULL;

    if (!is_file(path, diagnostics)) {
        record->damaged = TRUE;
        return g_steal_pointer(&record);
    }
    record->source = source_load(path, RECORD_FILE, diagnostics, &local);
    if (g_error_matches(local, G_FILE_ERROR, G_FILE_ERROR_NOENT))
        return g_steal_pointer(&record);
    if (local) {
        g_propagate_error(error, g_steal_pointer(&local));
        return NULL;
    }
    if (record->source)
        source_read(record, diagnostics);
    else
        record->damaged = TRUE;
    return g_steal_pointer(&record);
}
