/* SPDX-License-Identifier: MIT */
#include "site/where.h"
#include "template/allowance.h"
#include "template/chunk.h"
#include "template/member.h"
#include "template/sheet-private.h"
#include "text/strings.h"
#include "text/suggest.h"

#include <glib/gi18n.h>
#include <string.h>

#define FOLDER "sheets/"
#define SCRIPT "sheet.lua"

/* A table takes no time; whoever waits for a poster is to hear of a loop without an end. */
#define SECONDS_MAX 2

char *sheet_folder(const char *sheet)
{
    return g_strconcat(FOLDER, sheet, "/", NULL);
}

static char *script_path(const char *sheet)
{
    return g_strconcat(FOLDER, sheet, "/" SCRIPT, NULL);
}

char *sheet_suggest_file(const Theme *theme, const char *folder, const char *file)
{
    g_autofree char *path = g_strndup(folder, strlen(folder) - 1);
    g_autoptr(GPtrArray) files = theme_files(theme, path);
    g_autoptr(GPtrArray) names = g_ptr_array_new();

    for (guint i = 0; i < files->len; i++)
        if (g_str_has_suffix(files->pdata[i], ".svg"))
            g_ptr_array_add(names, (char *)files->pdata[i] + strlen(folder));
    g_ptr_array_add(names, NULL);
    return suggest_hint(file, (const char *const *)names->pdata);
}

/* Names of the folders below sheets/, sorted, each once; a file beside them is none. */
static GPtrArray *find_names(const Theme *theme)
{
    g_autoptr(GPtrArray) files = theme_files(theme, "sheets");
    GPtrArray *names = g_ptr_array_new_with_free_func(g_free);

    for (guint i = 0; i < files->len; i++) {
        const char *within = (const char *)files->pdata[i] + strlen(FOLDER);
        const char *slash = strchr(within, '/');
        g_autofree char *name = slash ? g_strndup(within, (gsize)(slash - within)) : NULL;
        if (name && (names->len == 0 || strcmp(names->pdata[names->len - 1], name) != 0))
            g_ptr_array_add(names, g_steal_pointer(&name));
    }
    return names;
}

/* A folder in the site's theme/ that is to change a sheet of the theme's may be misspelt. */
static void report_no_script(const SheetReading *reading, const char *name, const GPtrArray *names)
{
    g_autoptr(GPtrArray) known = g_ptr_array_new();
    g_autofree char *path = script_path(name);

    for (guint i = 0; i < names->len; i++) {
        g_autofree char *other = script_path(names->pdata[i]);
        g_autofree char *file = theme_file(reading->theme, other);
        if (file)
            g_ptr_array_add(known, names->pdata[i]);
    }
    g_ptr_array_add(known, NULL);
    g_autofree char *hint = suggest_hint(name, (const char *const *)known->pdata);
    diagnostics_error(reading->diagnostics, PLACE_FILE(path), hint, _("the sheet '%s' has no sheet.lua"),
                      name);
}

/* The sources of all sheets, and the names that go with them. FALSE with `error` where one cannot be read. */
static gboolean load_sources(const SheetReading *reading, GPtrArray *sources, GPtrArray *names,
                             GError **error)
{
    g_autoptr(GPtrArray) found = find_names(reading->theme);

    for (guint i = 0; i < found->len; i++) {
        g_autofree char *path = script_path(found->pdata[i]);
        g_autofree char *file = theme_file(reading->theme, path);
        GError *problem = NULL;
        if (!file) {
            report_no_script(reading, found->pdata[i], found);
            continue;
        }
        Source *source =
            source_load(file, theme_file_name(reading->theme, file), reading->diagnostics, &problem);
        if (problem) {
            g_propagate_error(error, problem);
            return FALSE;
        }
        if (!source)
            continue;
        g_ptr_array_add(sources, source);
        g_ptr_array_add(names, arena_strdup(reading->arena, found->pdata[i]));
    }
    return TRUE;
}

Sheets *sheets_load(const Theme *theme, const Site *site, Diagnostics *diagnostics, GError **error)
{
    g_autoptr(Sheets) sheets = g_new0(Sheets, 1);
    g_autoptr(GPtrArray) names = g_ptr_array_new();
    const Limits limits = allowance_read(site->content);

    sheets->arena = arena_new();
    sheets->sources = g_ptr_array_new_with_free_func((GDestroyNotify)source_free);
    sheets->scripts = g_ptr_array_new();
    sheets->faulty = g_ptr_array_new();
    const SheetReading reading = {theme, site, sheets->arena, diagnostics};
    if (!load_sources(&reading, sheets->sources, names, error))
        return NULL;
    const guint count = sheets->sources->len;
    const ChunkKind kind = {SHEET_VARIANT_TYPE, sheet_read_members, SECONDS_MAX,
                            _("the site and its functions are there within frames() only")};
    g_autofree GVariant **members = g_new0(GVariant *, count + 1);
    if (!chunks_run((const Source *const *)sheets->sources->pdata, count, &kind, &limits, members,
                    diagnostics, error))
        return NULL;
    for (guint i = 0; i < count; i++) {
        g_autoptr(GVariant) read = members[i];
        SheetScript *script = sheet_read(&reading, names->pdata[i], sheets->sources->pdata[i], read);
        g_ptr_array_add(script->file.faulty ? sheets->faulty : sheets->scripts, script);
    }
    return g_steal_pointer(&sheets);
}

void sheets_free(Sheets *sheets)
{
    if (!sheets)
        return;
    g_ptr_array_unref(sheets->scripts);
    g_ptr_array_unref(sheets->faulty);
    g_ptr_array_unref(sheets->sources);
    arena_free(sheets->arena);
    g_free(sheets);
}

guint sheets_count(const Sheets *sheets)
{
    return sheets->scripts->len;
}

const SheetFile *sheets_at(const Sheets *sheets, guint index)
{
    return &((const SheetScript *)sheets->scripts->pdata[index])->file;
}

const SheetFile *sheets_find(const Sheets *sheets, const char *name)
{
    for (guint i = 0; i < sheets_count(sheets); i++)
        if (strcmp(sheets_at(sheets, i)->name, name) == 0)
            return sheets_at(sheets, i);
    return NULL;
}

/* Values of one field are one condition. */
static guint count_fields(const SheetFile *file)
{
    guint count = 0;

    for (guint i = 0; i < file->n_where; i++)
        count += i == 0 || strcmp(file->where[i].field, file->where[i - 1].field) != 0;
    return count;
}

gboolean sheets_have_faulty(const Sheets *sheets, const char *name)
{
    for (guint i = 0; i < sheets->faulty->len; i++) {
        const SheetScript *script = sheets->faulty->pdata[i];
        if (!name || strcmp(script->file.name, name) == 0)
            return TRUE;
    }
    return FALSE;
}

static gboolean is_for(const SheetFile *file, const Entry *entry)
{
    return file->subject == SHEET_EACH && g_strv_contains(file->types, entry->type->folder) &&
           where_holds(entry, file->where, file->n_where);
}

/* Whether it comes before `other`, or there is no other. */
static gboolean is_nearer(const SheetFile *file, const SheetFile *other)
{
    const int more = other ? (int)count_fields(file) - (int)count_fields(other) : 1;
    return more > 0 || (more == 0 && strcmp(file->name, other->name) < 0);
}

const SheetFile *sheets_of_entry(const Sheets *sheets, const Entry *entry)
{
    const GPtrArray *const both[] = {sheets->scripts, sheets->faulty};
    const SheetFile *best = NULL;

    for (guint i = 0; i < G_N_ELEMENTS(both); i++)
        for (guint j = 0; j < both[i]->len; j++) {
            const SheetFile *file = &((const SheetScript *)both[i]->pdata[j])->file;
            if (is_for(file, entry) && is_nearer(file, best))
                best = file;
        }
    return best;
}
