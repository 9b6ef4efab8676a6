/* SPDX-License-Identifier: MIT */
#include "build/outputs.h"

#include "text/path.h"

#include <glib/gi18n.h>
#include <string.h>

struct Outputs {
    Arena *arena;
    GPtrArray *list;     /* Output *, in the arena */
    GHashTable *paths;   /* path -> Output */
    GHashTable *folded;  /* key -> Output; NULL as long as every path is its own key */
    GHashTable *folders; /* key of every folder -> the first Output in it */
    GString *last;       /* key of the folder of the last output, with a slash at its end */
};

Outputs *outputs_new(Arena *arena)
{
    Outputs *outputs = g_new0(Outputs, 1);
    outputs->arena = arena;
    outputs->list = g_ptr_array_new();
    outputs->paths = g_hash_table_new(path_hash, g_str_equal);
    outputs->folders = g_hash_table_new_full(path_hash, g_str_equal, g_free, NULL);
    outputs->last = g_string_new(NULL);
    return outputs;
}

void outputs_free(Outputs *outputs)
{
    if (!outputs)
        return;
    g_ptr_array_unref(outputs->list);
    g_hash_table_unref(outputs->paths);
    g_clear_pointer(&outputs->folded, g_hash_table_unref);
    g_hash_table_unref(outputs->folders);
    g_string_free(outputs->last, TRUE);
    g_free(outputs);
}

/* The outputs by their keys. */
static GHashTable *keys_of(const Outputs *outputs)
{
    return outputs->folded ? outputs->folded : outputs->paths;
}

/* Paths and keys differ from now on. */
static void keys_part(Outputs *outputs)
{
    outputs->folded = g_hash_table_new(path_hash, g_str_equal);
    for (guint i = 0; i < outputs->list->len; i++) {
        Output *output = outputs->list->pdata[i];
        g_hash_table_insert(outputs->folded, (gpointer)output->key, output);
    }
}

/* The key of a path: itself where it can be. */
static const char *key_of(Outputs *outputs, const char *path)
{
    if (path_is_folded(path))
        return path;
    g_autofree char *key = path_fold(path);
    return strcmp(key, path) == 0 ? path : arena_strdup(outputs->arena, key);
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
    return first->photo || second->photo ? _("give the photo another name") : NULL;
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

/* Whether a file stands where the output needs a folder; else its folders are noted. */
static gboolean folders_clash(Outputs *outputs, const Output *output, Diagnostics *diagnostics)
{
    const char *slash = strrchr(output->key, '/');
    const gsize length = slash ? (gsize)(slash - output->key) + 1 : 0;

    if (length == outputs->last->len && memcmp(output->key, outputs->last->str, length) == 0)
        return FALSE;
    g_autofree char *way = g_strndup(output->key, length);
    for (char *end; (end = strrchr(way, '/'));) {
        *end = '\0';
        const Output *file = g_hash_table_lookup(keys_of(outputs), way);
        if (file) {
            report_nested(file, output, clash_place(file, output), diagnostics);
            return TRUE;
        }
        if (g_hash_table_contains(outputs->folders, way))
            break;
        g_hash_table_insert(outputs->folders, g_strdup(way), (gpointer)output);
    }
    g_string_truncate(outputs->last, 0);
    g_string_append_len(outputs->last, output->key, (gssize)length);
    return FALSE;
}

void outputs_refuse(const Output *output, const char *why, Diagnostics *diagnostics)
{
    diagnostics_error(
        diagnostics, output->origin.place, output->photo ? _("give the photo another name") : NULL,
        _("'%s' of '%s' cannot be the path of an output: %s"), output->path, output->origin.name, why);
}

/* Broadside's own files in a destination. */
static gboolean is_reserved(const char *key)
{
    if (*key != '.')
        return FALSE;
    return strcmp(key, ".broadside") == 0 || g_str_has_prefix(key, ".broadside.") ||
           g_str_has_prefix(key, ".broadside/");
}

/* Whether its path is free; else that is reported, but for the same file asked for again: *again. */
static gboolean is_free(Outputs *outputs, const Output *output, gboolean *again, Diagnostics *diagnostics)
{
    const Output *same = g_hash_table_lookup(keys_of(outputs), output->key);
    const Output *inner = g_hash_table_lookup(outputs->folders, output->key);

    *again = same && is_same_copy(same, output);
    if (same && !*again)
        report_same(same, output, diagnostics);
    else if (!same && inner)
        report_nested(output, inner, clash_place(inner, output), diagnostics);
    return !same && !inner;
}

gboolean outputs_add(Outputs *outputs, const Output *asked, Diagnostics *diagnostics)
{
    const char *why = path_refusal(asked->path);
    gboolean again;
    Output output = *asked;

    output.key = why ? NULL : key_of(outputs, asked->path);
    if (!why && is_reserved(output.key))
        why = _("Broadside keeps files of its own there");
    if (why) {
        outputs_refuse(&output, why, diagnostics);
        return FALSE;
    }
    if (output.key != output.path && !outputs->folded)
        keys_part(outputs);
    if (!is_free(outputs, &output, &again, diagnostics))
        return again;
    Output *kept = arena_new0(outputs->arena, Output, 1);
    *kept = output;
    if (folders_clash(outputs, kept, diagnostics))
        return FALSE;
    g_ptr_array_add(outputs->list, kept);
    g_hash_table_insert(outputs->paths, (gpointer)kept->path, kept);
    if (outputs->folded)
        g_hash_table_insert(outputs->folded, (gpointer)kept->key, kept);
    return TRUE;
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
