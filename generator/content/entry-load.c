/* SPDX-License-Identifier: MIT */
#include "content/entry-load.h"

#include "content/entry-check.h"
#include "content/field.h"
#include "content/frontmatter.h"
#include "text/chinese-date.h"
#include "text/path.h"

#include <glib/gi18n.h>
#include <string.h>

#define CONTENT "content/"
#define EXTENSION ".md"
#define INDEX "/index"
#define DAY_LENGTH 10 /* of 2025-06-29 */

/* "content/news/a/index.md": id "news/a" in NFC, and the folder "content/news/a" that the entry owns. */
static void set_names(Entry *entry, Arena *arena)
{
    const char *start = entry->path + strlen(CONTENT);
    gsize length = strlen(start) - strlen(EXTENSION);

    if (length > strlen(INDEX) && g_str_has_suffix(entry->path, INDEX EXTENSION)) {
        length -= strlen(INDEX);
        entry->folder = arena_strndup(arena, entry->path, strlen(CONTENT) + length);
    }
    const char *id = arena_strndup(arena, start, length);
    g_autofree char *composed = path_compose(id);
    entry->id = strcmp(composed, id) == 0 ? id : arena_strdup(arena, composed);
}

/* NNNN-NN-NN, then the end or something that parts words. */
static gboolean begins_with_day(const char *name)
{
    for (gsize i = 0; i < DAY_LENGTH; i++) {
        const gboolean dash = i == 4 || i == 7;
        if (dash ? name[i] != '-' : !g_ascii_isdigit(name[i]))
            return FALSE;
    }
    return !g_ascii_isdigit(name[DAY_LENGTH]);
}

/* How many bytes of `name` are a day as an office writes it, 2025年3月9日, 20250309, 2025.3.9; 0 if none. */
static gsize written_day(const char *name, Date *date)
{
    static const char *const signs[] = {".", "-", "年", "月", "日"};
    gsize length = 0;

    for (gboolean more = TRUE; more;) {
        const gsize digits = strspn(name + length, "0123456789");
        length += digits;
        more = digits > 0;
        for (gsize i = 0; i < G_N_ELEMENTS(signs) && !more; i++)
            if ((more = g_str_has_prefix(name + length, signs[i])))
                length += strlen(signs[i]);
    }
    g_autofree char *day = g_strndup(name, length);
    while (length > 0 && strchr(".-", day[length - 1]))
        day[--length] = '\0';
    return chinese_date_parse(day, date) == CHINESE_DATE_GOOD ? length : 0;
}

/* The file name without its date, which fills `value`. */
static const char *take_day(const Entry *entry, const char *name, Value *value, Diagnostics *diagnostics)
{
    const gboolean iso = begins_with_day(name);
    Date date;

    g_autofree char *day = g_strndup(name, DAY_LENGTH);
    if (iso && !date_parse(day, &date)) {
        diagnostics_warning(diagnostics, PLACE_FILE(entry->path), _("rename the file"),
                            _("there is no such day as '%s' in the name of this file"), day);
        return name;
    }
    const gsize length = iso ? DAY_LENGTH : written_day(name, &date);
    if (length == 0)
        return name;
    *value = (Value){.kind = VALUE_DATE, .date = date};
    const char *rest = name + length;
    rest += strspn(rest, "-_ ");
    return *rest ? rest : name;
}

static void check_day(const Entry *entry, const Value *named, Diagnostics *diagnostics)
{
    const Value *date = &entry->fields[COMMON_DATE];

    if (named->kind != VALUE_DATE || date->kind != VALUE_DATE || date->date.day == named->date.day)
        return;
    g_autofree char *written = date_format_iso((Date){date->date.day, -1});
    g_autofree char *name = date_format_iso(named->date);
    diagnostics_warning(diagnostics, entry_place(entry, date),
                        _("the date in the front matter counts; make them the same"),
                        _("the date is %s here, but %s in the name of the file"), written, name);
}

static Date day_of(const Entry *entry)
{
    static const char *const names[] = {"date", "start", "awarded", "made"};
    Date day = {.day = DAY_NONE, .minute = -1};

    for (gsize i = 0; i < G_N_ELEMENTS(names); i++) {
        const int index = type_field(entry->type, names[i]);
        if (index >= 0 && entry->fields[index].kind == VALUE_DATE)
            return entry->fields[index].date;
    }
    const int index = type_field(entry->type, "year");
    if (index >= 0 && entry->fields[index].kind == VALUE_INTEGER)
        date_set(&day, (int)entry->fields[index].integer, 1, 1);
    return day;
}

static void read_fields(Entry *entry, const EntryLoader *loader, gboolean *respelt)
{
    Diagnostics *diagnostics = loader->diagnostics;
    const FieldReader reader = {.source = entry->source,
                                .arena = loader->arena,
                                .diagnostics = diagnostics,
                                .root = loader->root,
                                .path = entry->path,
                                .folder = loader->folder,
                                .respelt = respelt};
    FrontMatter matter;

    const gboolean found = frontmatter_find(entry->source, &matter, diagnostics);
    entry->body = matter.body;
    entry->body_line = matter.body_line;
    if (!found)
        return;
    frontmatter_check_body(entry->source, matter.body, diagnostics);
    g_autofree YamlNode *top =
        yaml_parse(entry->source, matter.start, matter.end, YAML_TOP_MAP, loader->arena, diagnostics);
    const Place opening = {.source = entry->source,
                           .line = source_place(entry->source, matter.start).line - 1};
    if (top)
        fields_read(&reader, entry->type->fields, entry->type->n_fields, top, opening, entry->fields);
}

/* How much has been said. */
typedef struct {
    guint errors, warnings;
} Said;

static Said said_so_far(const EntryLoader *loader)
{
    return (Said){diagnostics_count(loader->diagnostics, SEVERITY_ERROR),
                  diagnostics_count(loader->diagnostics, SEVERITY_WARNING)};
}

/* Everything that is read out of the text, and the name. */
static void entry_read(Entry *entry, const EntryLoader *loader, gboolean readable, Said before)
{
    Diagnostics *diagnostics = loader->diagnostics;
    gboolean respelt = FALSE;
    Value named = {0};

    entry->fields = arena_new0(loader->arena, Value, entry->type->n_fields);
    entry->body_line = 1;
    set_names(entry, loader->arena);
    const char *slash = strrchr(entry->id, '/');
    const char *name = take_day(entry, slash ? slash + 1 : entry->id, &named, diagnostics);
    entry->fields[COMMON_DATE] = named;
    if (readable)
        read_fields(entry, loader, &respelt);
    check_day(entry, &named, diagnostics);
    entry->faulty = said_so_far(loader).errors > before.errors;
    entry_check(entry, diagnostics);
    g_autofree char *slug = path_part(name);
    const Value *own = &entry->fields[COMMON_SLUG];
    entry->slug = own->kind == VALUE_TEXT ? own->text : arena_strdup(loader->arena, slug);
    entry->day = day_of(entry);
    const Said said = said_so_far(loader);
    entry->faulty = said.errors > before.errors;
    entry->own = !entry->faulty && said.warnings == before.warnings && !respelt;
}

/* Fills `entry` as it was kept; FALSE where it must be read. */
static gboolean entry_thaw(Entry *entry, const EntryLoader *loader, int known, gsize *length)
{
    return snapshot_thaw(loader->snapshot, (guint)known, entry->type, loader->folder, loader->root,
                         loader->arena, entry, length);
}

/* Of a file that has to be read. */
static gboolean entry_open(Entry *entry, const EntryLoader *loader, int known, gboolean may_leave,
                           GError **error)
{
    Source *source = entry->source;
    const Said before = said_so_far(loader);
    gsize length;
    Bytes bytes;

    if (!source_read_bytes(loader->at, entry->path, loader->root, &bytes, error))
        return FALSE;
    const guint64 hash = source_hash(bytes.text, bytes.length);
    const gboolean unchanged = known >= 0 && snapshot_has_hash(loader->snapshot, (guint)known, hash);
    const gboolean readable = source_init_take(source, entry->path, bytes, loader->diagnostics);
    if (!unchanged || !entry_thaw(entry, loader, known, &length)) {
        entry->text_hash = hash;
        entry_read(entry, loader, readable, before);
    }
    entry->source = source;
    entry->unchanged = unchanged;
    if (readable && may_leave) {
        source_may_leave(source, loader->texts, hash);
        source_put_down(source);
    }
    return TRUE;
}

Entry *entry_load(const EntryLoader *loader, const FolderFile *file, const Type *type, guint *hint,
                  GError **error)
{
    const int known = loader->snapshot ? snapshot_find(loader->snapshot, file->path, hint) : -1;
    Entry *entry = arena_new0(loader->arena, Entry, 1);
    Source *source = arena_new0(loader->sources, Source, 1);
    /* Who asks for the text later may have no way to where a link leads. */
    const gboolean may_leave = !file->linked;
    gsize length;

    entry->type = type;
    if (known >= 0 && !loader->checksum && may_leave &&
        snapshot_has_stamp(loader->snapshot, (guint)known, file->stamp) &&
        entry_thaw(entry, loader, known, &length)) {
        source_init_later(source, entry->path, loader->texts, length, entry->text_hash);
        entry->source = source;
        entry->unchanged = TRUE;
    } else {
        *entry = (Entry){.path = arena_strdup(loader->arena, file->path), .type = type, .source = source};
        if (!entry_open(entry, loader, known, may_leave, error))
            return NULL;
    }
    entry->stamp = file->stamp;
    return entry;
}

void entry_clear(Entry *entry)
{
    source_clear(entry->source);
}
