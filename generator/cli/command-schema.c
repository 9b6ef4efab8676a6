/* SPDX-License-Identifier: MIT */
#include "cli/command.h"
#include "cli/report.h"
#include "content/content.h"
#include "content/schema.h"
#include "text/suggest.h"

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
    known->content = content_load(".", ignored, &local);
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
    list_type(options, known, types_site(known->types));
}

static const Type *find_type(const Types *types, const char *name, GError **error)
{
    const Type *type = types_by_name(types, name);

    if (!type)
        type = types_by_folder(types, name);
    if (!type && strcmp(name, types_site(types)->name) == 0)
        type = types_site(types);
    if (type)
        return type;
    g_autofree char *near = suggest_hint(name, types_names(types));
    g_set_error(error, BUILD_ERROR, BUILD_ERROR_USAGE, _("there is no type '%s'; %s"), name,
                near ? near : _("'broadside schema' lists them"));
    return NULL;
}

static int run(const Options *options, char **arguments)
{
    Known known = {0};
    g_autoptr(GError) error = NULL;
    const Type *type = NULL;

    if (known_load(&known, &error)) {
        if (!arguments[0])
            list_types(options, &known);
        else if ((type = find_type(known.types, arguments[0], &error))) {
            g_autofree char *schema = schema_format(type, known.language);
            g_print("%s", schema);
        }
    }
    known_clear(&known);
    return error ? report_error(options, g_steal_pointer(&error)) : EXIT_DONE;
}

const Command command_schema = {
    .name = "schema",
    .arguments = "[TYPE]",
    .least = 0,
    .most = 1,
    .options = OPTION_MESSAGES,
    .summary = N_("print a type as a JSON Schema, for editors"),
    .details = N_(
        "TYPE is a type or its folder, or 'site' for broadside.yaml. In a site its own types and fields are\n"
        "known too. Without TYPE the types are listed."),
    .example = "  broadside schema notice\n  broadside schema site > broadside.schema.json",
    .run = run,
};
