/* SPDX-License-Identifier: MIT */
#include "cli/command.h"
#include "cli/report.h"
#include "cli/type-word.h"
#include "import/import.h"
#include "text/identity.h"
#include "text/json.h"
#include "text/strings.h"

#include <glib/gi18n.h>
#include <stdio.h>
#include <string.h>

#define FILES_MOST 100000

/* No number of a person is shown whole. */
static void append_pair(GString *into, const char *name, const char *value)
{
    g_autofree char *shown = identity_hide(value);
    json_append_member(into, name, shown);
}

static void print_json(const Draft *draft, const char *file, gboolean dry_run)
{
    g_autoptr(GString) json = g_string_new("{");
    g_autofree char *name = g_filename_to_utf8(file, -1, NULL, NULL, NULL);

    append_pair(json, "path", draft->path);
    append_pair(json, "source", name ? name : "");
    append_pair(json, "type", draft->type->name);
    g_string_append(json, ",\"fields\":{");
    for (guint i = 0; i < draft->fields->len; i++) {
        const DraftField *field = &g_array_index(draft->fields, DraftField, i);
        append_pair(json, field->name, field->value);
    }
    g_string_append(json, "},\"missing\":[");
    for (guint i = 0; i < draft->missing->len; i++) {
        const char *missing = g_ptr_array_index(draft->missing, i);
        g_string_append(json, i > 0 ? "," : "");
        json_append_string(json, missing, strlen(missing));
    }
    g_string_append_c(json, ']');
    if (dry_run)
        append_pair(json, "text", draft->text);
    printf("%s}\n", json->str);
}

static void print_type(const Options *options, const Draft *draft)
{
    if (options->type)
        report_line(options, _("  type '%s', as asked for"), draft->type->name);
    else if (draft->genre.word)
        report_line(options, _("  type '%s', because the title says '%s'"), draft->type->name,
                    draft->genre.word);
    else
        report_line(options, _("  type '%s', because the title tells no other; '--type' names another"),
                    draft->type->name);
}

static void print_field(const Options *options, const DraftField *field)
{
    report_line(options, "  %s: %s", field->name, field->value);
}

static void print_text(const Options *options, Draft *draft)
{
    report_line(options, "%s", draft->path);
    print_type(options, draft);
    for (guint i = 0; i < draft->fields->len; i++)
        print_field(options, &g_array_index(draft->fields, DraftField, i));
    g_ptr_array_add(draft->missing, NULL);
    g_autofree char *missing = strings_list((const char *const *)draft->missing->pdata);
    g_ptr_array_set_size(draft->missing, (int)draft->missing->len - 1);
    if (draft->missing->len > 0)
        report_line(options, _("  not found, to be filled in: %s"), missing);
    if (options->dry_run)
        report_line(options, "\n%s", draft->text);
}

static void print_all(const Options *options, const GPtrArray *drafts, const char *file)
{
    for (guint i = 0; i < drafts->len; i++) {
        Draft *draft = g_ptr_array_index(drafts, i);
        if (options->format == MESSAGE_JSON)
            print_json(draft, file, options->dry_run);
        else
            print_text(options, draft);
    }
}

/* FALSE where the machine fails: then there is no use in going on. */
static gboolean import_one(const Options *options, Import *import, const char *file, Diagnostics *diagnostics,
                           guint *entries, GError **error)
{
    g_autoptr(GPtrArray) drafts = g_ptr_array_new();
    const gboolean good = import_file(import, file, drafts, diagnostics, error);

    print_all(options, drafts, file);
    *entries += drafts->len;
    return good;
}

static gboolean import_all(const Options *options, Import *import, char **files, Diagnostics *diagnostics,
                           guint *entries, GError **error)
{
    for (; *files; files++)
        if (!import_one(options, import, *files, diagnostics, entries, error))
            return FALSE;
    return TRUE;
}

static int finish(const Options *options, Diagnostics *diagnostics, guint entries)
{
    fflush(stdout);
    report_messages(options, diagnostics);
    if (entries > 0 && options->format == MESSAGE_TEXT && !options->dry_run)
        report_line(options, _("Read the entries, fill in what is missing, then run 'broadside check'."));
    return diagnostics_count(diagnostics, SEVERITY_ERROR) > 0 ? EXIT_MISTAKES : EXIT_DONE;
}

static int run(const Options *options, char **arguments)
{
    g_autoptr(Diagnostics) ignored = diagnostics_new();
    g_autoptr(Diagnostics) diagnostics = diagnostics_new();
    g_autoptr(GError) error = NULL;
    g_autoptr(Content) content = content_load(&(ContentOptions){.root = "."}, ignored, &error);
    guint entries = 0;

    if (!content)
        return report_error(options, g_steal_pointer(&error));
    TypeWord word = {0};
    if (options->type && !type_word_find(content->types, options->type, &word, &error))
        return report_error(options, g_steal_pointer(&error));
    const Wanted wanted = {word.type, word.kind ? word.kind->name : NULL};
    g_autoptr(Import) import = import_new(content, wanted, options->dry_run);
    if (import_all(options, import, arguments, diagnostics, &entries, &error))
        return finish(options, diagnostics, entries);
    report_messages(options, diagnostics);
    return report_error(options, g_steal_pointer(&error));
}

const Command command_import = {
    .name = "import",
    .arguments = N_("FILE…"),
    .least = 1,
    .most = FILES_MOST,
    .options = OPTION_TYPE | OPTION_DRY_RUN | OPTION_MESSAGES,
    .summary = N_("make entries of texts, Word documents and web pages"),
    .details =
        N_("FILE is a .txt (UTF-8 or GB 18030), or a .docx or .html, which pandoc reads. Title, date, source "
           "and\n"
           "signatory are taken from the text where they are certain; the rest is left to be filled in. A "
           "file that\n"
           "holds several papers (第一篇, 第二篇) becomes several entries. Nothing is ever overwritten."),
    .example = "  broadside import 总结.docx\n  broadside import --type notice --dry-run 公告.txt",
    .run = run,
};
