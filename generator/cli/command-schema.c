/* SPDX-License-Identifier: MIT */
#include "cli/command.h"
#include "cli/report.h"
#include "cli/type-word.h"
#include "content/content.h"
#include "content/schema.h"

#include <glib/gi18n.h>
#include <string.h>

/* The types of the site; where there is none, the built-in ones. */
typedef struct {
    Arena *arena;
    Content *content;
    Types *built_in;
    const Types *types;
    const char *language;
} Known;

static void known_clear(Known *known)
{
    content_free(known->content);
    types_free(known->built_in);
    arena_free(known->arena);
}

static gboolean known_load(Known *known, GError **error)
{
    g_autoptr(Diagnostics) ignored = diagnostics_new();
    g_autoptr(GError) local = NULL;

    known->arena = arena_new();
    known->content = content_load(&(ContentOptions){.root = "."}, ignored, &local);
    if (known->content) {
        known->types = known->content->types;
        known->language = content_config(known->content, "language")->text;
        return TRUE;
    }
    if (!g_error_matches(local, CONTENT_ERROR, CONTENT_ERROR_NO_SITE)) {
        g_propagate_error(error, g_steal_pointer(&local));
        return FALSE;
    }
    known->types = known->built_in = types_load(NULL, known->arena, ignored, error);
    known->language = g_str_has_prefix(g_get_language_names()[0], "zh") ? "zh-Hans" : "en";
    return known->built_in != NULL;
}

static void list_type(const Options *options, const Known *known, const Type *type)
{
    const char *label = labels_get(type->labels, known->language);
    report_line(options, "%-12s %s", type->name, label ? label : "");
}

static void list_types(const Options *options, const Known *known)
{
    for (guint i = 0; i < types_count(known->types); i++)
        list_type(options, known, types_at(known->types, i));
    for (guint i = 0; i < types_data_count(known->types); i++)
        list_type(options, known, types_data(known->types, i));
    list_type(options, known, types_site(known->types));
}

/* The schema of what somebody named: a type of entries, a data file, or broadside.yaml. */
static char *schema_of(const Known *known, const char *name, GError **error)
{
    const Type *data = types_data_by_name(known->types, name);
    TypeWord word;

    if (data)
        return schema_format_whole(&data->whole, data->labels, known->language);
    if (strcmp(name, types_site(known->types)->name) == 0)
        return schema_format(types_site(known->types), known->language);
    return type_word_find(known->types, name, &word, error) ? schema_format(word.type, known->language)
                                                            : NULL;
}

static int run(const Options *options, char **arguments)
{
    Known known = {0};
    g_autoptr(GError) error = NULL;
    g_autofree char *schema = NULL;

    if (known_load(&known, &error)) {
        if (!arguments[0])
            list_types(options, &known);
        else if ((schema = schema_of(&known, arguments[0], &error)))
            g_print("%s", schema);
    }
    known_clear(&known);
    return error ? report_error(options, g_steal_pointer(&error)) : EXIT_DONE;
}

const Command command_schema = {
    .name = "schema",
    .arguments = N_("[TYPE]"),
    .least = 0,
    .most = 1,
    .options = OPTION_MESSAGES,
    .summary = N_("print a type as a JSON Schema, for editors"),
    .details = N_("TYPE is a type or its folder, a data file such as boards, or 'site' for broadside.yaml. "
                  "In a site its\n"
                  "own types and fields are known too. Without TYPE all of them are listed."),
    .example = "  broadside schema notice\n  broadside schema site > broadside.schema.json",
    .run = run,
};
