/* SPDX-License-Identifier: MIT */
#include "import/import.h"

#include "import/read.h"
#include "import/split.h"
#include "import/write.h"
#include "process/interrupt.h"

#include <glib/gi18n.h>
#include <string.h>

struct Import {
    const Content *content;
    Wanted wanted;
    gboolean dry_run;
    GHashTable *bodies; /* type and body -> path (char *): what the site holds */
    GHashTable *keys;   /* Draft.key -> path */
    GHashTable *taken;  /* paths without ".md" that were given away */
    GPtrArray *drafts;  /* Draft * */
    GPtrArray *files;   /* GPtrArray * of Paper *: the drafts borrow their pictures */
};

static char *body_key(const Type *type, const char *body)
{
    g_autofree char *stripped = g_strstrip(g_strdup(body));
    return *stripped ? g_strconcat(type->name, "\n", stripped, NULL) : NULL;
}

static void remember(Import *import, char *key, char *body, const char *path)
{
    if (key && !g_hash_table_contains(import->keys, key))
        g_hash_table_insert(import->keys, g_strdup(key), g_strdup(path));
    if (body && !g_hash_table_contains(import->bodies, body))
        g_hash_table_insert(import->bodies, g_strdup(body), g_strdup(path));
    g_free(key);
    g_free(body);
}

static void remember_entry(Import *import, const Entry *entry)
{
    const Value *date = &entry->fields[COMMON_DATE];
    g_autofree char *day =
        date->kind == VALUE_DATE ? date_format_iso((Date){date->date.day, -1}) : g_strdup("");

    remember(import, draft_key(entry->type, entry_title(entry), day),
             body_key(entry->type, entry_body(entry, NULL)), entry->path);
}

Import *import_new(const Content *content, Wanted wanted, gboolean dry_run)
{
    Import *import = g_new0(Import, 1);

    *import = (Import){content, wanted, dry_run};
    import->bodies = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
    import->keys = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
    import->taken = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    import->drafts = g_ptr_array_new_with_free_func((GDestroyNotify)draft_free);
    import->files = g_ptr_array_new_with_free_func((GDestroyNotify)g_ptr_array_unref);
    for (guint i = 0; i < content->entries->len; i++)
        remember_entry(import, g_ptr_array_index(content->entries, i));
    return import;
}

void import_free(Import *import)
{
    g_hash_table_unref(import->bodies);
    g_hash_table_unref(import->keys);
    g_hash_table_unref(import->taken);
    g_ptr_array_unref(import->drafts);
    g_ptr_array_unref(import->files);
    g_free(import);
}

/* The same text is in the site: a file was imported twice. One like it may be another paper. */
static gboolean is_there(const Import *import, const Draft *draft, const char *name, Diagnostics *diagnostics)
{
    g_autofree char *body = body_key(draft->type, draft->body);
    const char *path = body ? g_hash_table_lookup(import->bodies, body) : NULL;

    if (path) {
        diagnostics_warning(diagnostics, PLACE_FILE(name), _("remove that entry to import it again"),
                            _("not imported: the same text stands in '%s'"), path);
        return TRUE;
    }
    path = draft->key ? g_hash_table_lookup(import->keys, draft->key) : NULL;
    if (path)
        diagnostics_warning(diagnostics, PLACE_FILE(name), _("keep one of them if they are the same paper"),
                            _("an entry with this title and date is there already: '%s'"), path);
    return FALSE;
}

gboolean import_write(Import *import, const GPtrArray *drafts, GError **error)
{
    Interrupt interrupt;

    interrupt_hold(&interrupt);
    const gboolean written =
        write_drafts(import->content->root, drafts, import->taken, import->dry_run, &interrupt, error);
    interrupt_release(&interrupt);
    for (guint i = 0; written && i < drafts->len; i++) {
        const Draft *draft = g_ptr_array_index(drafts, i);
        remember(import, g_strdup(draft->key), body_key(draft->type, draft->body), draft->path);
    }
    return written;
}

gboolean import_read(Import *import, const char *path, GPtrArray *drafts, Diagnostics *diagnostics,
                     GError **error)
{
    Paper *paper = read_paper(path, diagnostics, error);

    if (!paper)
        return error == NULL || *error == NULL;
    GPtrArray *papers = split_papers(paper, diagnostics);
    const Paper *first = g_ptr_array_index(papers, 0);
    g_ptr_array_add(import->files, papers);
    for (guint i = 0; i < papers->len; i++) {
        Draft *draft = draft_new(g_ptr_array_index(papers, i), first, import->content->types, import->wanted,
                                 content_config(import->content, "language")->text, diagnostics);
        g_ptr_array_add(import->drafts, draft);
        if (!is_there(import, draft, path, diagnostics))
            g_ptr_array_add(drafts, draft);
    }
    return TRUE;
}

gboolean import_file(Import *import, const char *path, GPtrArray *drafts, Diagnostics *diagnostics,
                     GError **error)
{
    g_autoptr(GPtrArray) fresh = g_ptr_array_new();

    if (!import_read(import, path, fresh, diagnostics, error) || !import_write(import, fresh, error))
        return FALSE;
    g_ptr_array_extend(drafts, fresh, NULL, NULL);
    return TRUE;
}

void import_want(Import *import, Wanted wanted)
{
    import->wanted = wanted;
}

void import_forget(Import *import)
{
    g_ptr_array_set_size(import->drafts, 0);
    g_ptr_array_set_size(import->files, 0);
}
