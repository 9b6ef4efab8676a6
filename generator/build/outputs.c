/* SPDX-License-Identifier: MIT */
#include "build/outputs.h"

#include "text/path.h"

#include <glib/gi18n.h>
#include <string.h>

struct Outputs {
    Arena *arena;
    GPtrArray *list;     /* Output *, in the arena */
    GHashTable *paths;   /* path -> Output */
    GHashTable *folded;  /* path_fold(path) -> Output */
    GHashTable *folders; /* path_fold() of every folder -> the first Output in it */
};

Outputs *outputs_new(Arena *arena)
{
    Outputs *outputs = g_new0(Outputs, 1);
    outputs->arena = arena;
    outputs->list = g_ptr_array_new();
    outputs->paths = g_hash_table_new(g_str_hash, g_str_equal);
    outputs->folded = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    outputs->folders = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    return outputs;
}

void outputs_free(Outputs *outputs)
{
    if (!outputs)
        return;
    g_ptr_array_unref(outputs->list);
    g_hash_table_unref(outputs->paths);
    g_hash_table_unref(outputs->folded);
    g_hash_table_unref(outputs->folders);
    g_free(outputs);
}

/* Where a clash of the two is to be mended: the second one gives way, but content rather than a theme. */
static Place clash_place(const Output *first, const Output *second)
{
    return first->origin.authored && !second->origin.authored ? first->origin.place : second->origin.place;
}

static const char *clash_hint(const Output *first, const Output *second)
{
    if (first->page && first->page->entry && second->page && second->page->entry)
        return _("give one of them another 'slug'");
    return NULL;
}

static void report_same(const Output *first, const Output *second, Diagnostics *diagnostics)
{
    const Place place = clash_place(first, second);
    const char *hint = clash_hint(first, second);

    if (strcmp(first->path, second->path) == 0)
        diagnostics_error(diagnostics, place, hint, _("two outputs at '%s': of '%s' and of '%s'"),
                          first->path, first->origin.name, second->origin.name);
    else
        diagnostics_error(diagnostics, place, hint,
                          _("'%s' of '%s' and '%s' of '%s' are the same file on systems that fold case"),
                          first->path, first->origin.name, second->path, second->origin.name);
}

static void report_nested(const Output *file, const Output *inner, const Place place,
                          Diagnostics *diagnostics)
{
    diagnostics_error(diagnostics, place, NULL,
                      _("'%s' of '%s' is a file, and '%s' of '%s' needs a folder of that name"), file->path,
                      file->origin.name, inner->path, inner->origin.name);
}

static gboolean is_same_copy(const Output *first, const Output *second)
{
    return first->source && second->source && strcmp(first->source, second->source) == 0 &&
           strcmp(first->path, second->path) == 0;
}

/* Whether a file stands where the output at `key` needs a folder; else its folders are noted. */
static gboolean folders_clash(Outputs *outputs, const Output *output, const char *key,
                              Diagnostics *diagnostics)
{
    g_autofree char *way = g_strdup(key);

    for (char *slash; (slash = strrchr(way, '/'));) {
        *slash = '\0';
        const Output *file = g_hash_table_lookup(outputs->folded, way);
        if (file) {
            report_nested(file, output, clash_place(file, output), diagnostics);
            return TRUE;
        }
        if (g_hash_table_contains(outputs->folders, way))
            return FALSE;
        g_hash_table_insert(outputs->folders, g_strdup(way), (gpointer)output);
    }
    return FALSE;
}

void outputs_refuse(const Output *output, const char *why, Diagnostics *diagnostics)
{
    diagnostics_error(diagnostics, output->origin.place, NULL,
                      _("'%s' of '%s' cannot be the path of an output: %s"), output->path,
                      output->origin.name, why);
}

/* Broadside's own files in a destination. */
static gboolean is_reserved(const char *key)
{
    return strcmp(key, ".broadside") == 0 || g_str_has_prefix(key, ".broadside.") ||
           g_str_has_prefix(key, ".broadside/");
}

gboolean outputs_add(Outputs *outputs, const Output *output, Diagnostics *diagnostics)
{
    const char *why = path_refusal(output->path);
    g_autofree char *key = why ? NULL : path_fold(output->path);

    if (!why && is_reserved(key))
        why = _("Broadside keeps files of its own there");
    if (why) {
        outputs_refuse(output, why, diagnostics);
        return FALSE;
    }
    const Output *same = g_hash_table_lookup(outputs->folded, key);
    if (same && is_same_copy(same, output))
        return TRUE;
    const Output *inner = g_hash_table_lookup(outputs->folders, key);
    if (same)
        report_same(same, output, diagnostics);
    else if (inner)
        report_nested(output, inner, clash_place(inner, output), diagnostics);
    if (same || inner)
        return FALSE;
    Output *kept = arena_new0(outputs->arena, Output, 1);
    *kept = *output;
    if (folders_clash(outputs, kept, key, diagnostics))
        return FALSE;
    g_ptr_array_add(outputs->list, kept);
    g_hash_table_insert(outputs->paths, (gpointer)kept->path, kept);
    g_hash_table_insert(outputs->folded, g_steal_pointer(&key), kept);
    return TRUE;
}

void outputs_set_text(Outputs *outputs, const char *path, const char *text)
{
    Output *output = g_hash_table_lookup(outputs->paths, path);
    output->text = text;
}

guint outputs_count(const Outputs *outputs)
{
    return outputs->list->len;
}

const Output *outputs_at(const Outputs *outputs, guint index)
{
    return outputs->list->pdata[index];
}

GHashTable *outputs_paths(const Outputs *outputs)
{
    return outputs->paths;
}
