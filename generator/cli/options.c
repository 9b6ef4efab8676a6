/* SPDX-License-Identifier: MIT */
#include "cli/options.h"

#include "text/chinese-date.h"
#include "text/chinese.h"
#include "text/suggest.h"

#include <glib/gi18n.h>
#include <stddef.h>
#include <string.h>
#include <unistd.h>

#define PORT_DEFAULT 8321

/* One option: `flag` 0 stands for the general ones, which every command takes. */
typedef struct {
    const char *name;
    char letter;
    GOptionArg kind; /* G_OPTION_ARG_FILENAME for every text: taken as it is, in any locale;
                          G_OPTION_ARG_FILENAME_ARRAY for one that may be given several times */
    gsize offset;    /* in Options */
    guint flag;
    const char *argument;
    const char *help;
} OptionRow;

static const OptionRow rows[] = {
    {"site", 'C', G_OPTION_ARG_FILENAME, offsetof(Options, site), 0, N_("DIR"),
     N_("the folder of the site; other paths are then relative to it")},
    {"destination", 'd', G_OPTION_ARG_FILENAME, offsetof(Options, destination), OPTION_DESTINATION, N_("DIR"),
     N_("where the website goes (public)")},
    {"base-url", 0, G_OPTION_ARG_FILENAME, offsetof(Options, base_url), OPTION_BASE_URL, N_("URL"),
     N_("where the website is published, instead of what broadside.yaml says")},
    {"date", 0, G_OPTION_ARG_FILENAME, offsetof(Options, date), OPTION_DATE, N_("DATE"),
     N_("the day to take for today: 2025-11-20")},
    {"drafts", 'D', G_OPTION_ARG_NONE, offsetof(Options, drafts), OPTION_DRAFTS, NULL,
     N_("show drafts, and what is not yet to be shown")},
    {"jobs", 'j', G_OPTION_ARG_FILENAME, offsetof(Options, jobs_text), OPTION_JOBS, N_("N"),
     N_("processes that render (one for each processor)")},
    {"force", 'f', G_OPTION_ARG_NONE, offsetof(Options, force), OPTION_FORCE, NULL,
     N_("overwrite files in the destination that Broadside did not write")},
    {"strict", 0, G_OPTION_ARG_NONE, offsetof(Options, strict), OPTION_STRICT, NULL,
     N_("take warnings for errors")},
    {"checksum", 0, G_OPTION_ARG_NONE, offsetof(Options, checksum), OPTION_CHECKSUM, NULL,
     N_("read all files to see which have changed, whatever their times say")},
    {"gc", 0, G_OPTION_ARG_NONE, offsetof(Options, gc), OPTION_GC, NULL,
     N_("remove kept copies of photos that this website does not use")},
    {"external", 0, G_OPTION_ARG_NONE, offsetof(Options, external), OPTION_EXTERNAL, NULL,
     N_("ask other hosts whether links to them still lead somewhere")},
    {"language", 0, G_OPTION_ARG_FILENAME, offsetof(Options, language), OPTION_LANGUAGE, N_("LANGUAGE"),
     N_("the language of the site: zh-Hans or en")},
    {"type", 't', G_OPTION_ARG_FILENAME, offsetof(Options, type), OPTION_TYPE, N_("TYPE"),
     N_("the type of the entries, instead of what their titles tell")},
    {"dry-run", 'n', G_OPTION_ARG_NONE, offsetof(Options, dry_run), OPTION_DRY_RUN, NULL,
     N_("print what would be written; write nothing")},
    {"sheet", 0, G_OPTION_ARG_FILENAME, offsetof(Options, sheet), OPTION_SHEETS, N_("NAME"),
     N_("a sheet of the theme, instead of that of the entry's type")},
    {"size", 0, G_OPTION_ARG_FILENAME, offsetof(Options, size), OPTION_SHEETS, N_("PAPER"),
     N_("A0 to A6, or width and height in mm: 600x800; several with commas")},
    {"landscape", 0, G_OPTION_ARG_NONE, offsetof(Options, landscape), OPTION_SHEETS, NULL,
     N_("the wide side across")},
    {"format", 0, G_OPTION_ARG_FILENAME, offsetof(Options, formats), OPTION_SHEETS, N_("FORMATS"),
     N_("pdf, png, svg; several with commas (pdf)")},
    {"tile", 0, G_OPTION_ARG_FILENAME, offsetof(Options, tile), OPTION_SHEETS, N_("PAPER"),
     N_("PDF in pages of this paper, to be glued together: A4")},
    {"marks", 0, G_OPTION_ARG_NONE, offsetof(Options, marks), OPTION_SHEETS, NULL,
     N_("PDF with bleed and crop marks, for a print shop")},
    {"grey", 0, G_OPTION_ARG_NONE, offsetof(Options, grey), OPTION_SHEETS, NULL,
     N_("in shades of grey, for a printer without colours")},
    {"width", 0, G_OPTION_ARG_FILENAME, offsetof(Options, width), OPTION_SHEETS, N_("PIXELS"),
     N_("PNG of this width (1080)")},
    {"all", 'a', G_OPTION_ARG_NONE, offsetof(Options, all), OPTION_SHEETS | OPTION_ALBUM, NULL,
     N_("the sheets of everything that is running today")},
    {"list", 0, G_OPTION_ARG_FILENAME, offsetof(Options, list), OPTION_SHEETS, N_("TYPE"),
     N_("one sheet of many entries: honours")},
    {"year", 0, G_OPTION_ARG_FILENAME, offsetof(Options, year), OPTION_SHEETS, N_("YEAR"),
     N_("of a list: this year, or 'all' (the last one that has any)")},
    {"where", 0, G_OPTION_ARG_FILENAME_ARRAY, offsetof(Options, where), OPTION_SHEETS, N_("FIELD=VALUE"),
     N_("of a list: only entries with this value; may be given several times")},
    {"text", 0, G_OPTION_ARG_FILENAME_ARRAY, offsetof(Options, texts), OPTION_SHEETS, N_("TEXT"),
     N_("of a sheet of slogans: this one, instead of those of the data file")},
    {"posters", 0, G_OPTION_ARG_NONE, offsetof(Options, posters), OPTION_POSTERS, NULL,
     N_("make the sheets of everything that is running as well, below sheets/")},
    {"years", 0, G_OPTION_ARG_FILENAME, offsetof(Options, years), OPTION_RECORDS, N_("YEARS"),
     N_("several years: 2016-2025, or 2016,2018")},
    {"zip", 0, G_OPTION_ARG_NONE, offsetof(Options, zip), OPTION_RECORDS, NULL,
     N_("the record as one ZIP file beside the folder, too")},
    {"tar", 0, G_OPTION_ARG_NONE, offsetof(Options, tar), OPTION_RECORDS, NULL, N_("the same as a tar file")},
    {"verify", 0, G_OPTION_ARG_FILENAME_ARRAY, offsetof(Options, verify), OPTION_RECORDS, N_("PATH"),
     N_("check a record, a folder or a package, completely; may be given several times")},
    {"from", 0, G_OPTION_ARG_FILENAME, offsetof(Options, from), OPTION_RECORDS, N_("FOLDER"),
     N_("take over a year of which there are only old files: make entries of them")},
    {"event", 0, G_OPTION_ARG_FILENAME, offsetof(Options, event), OPTION_ALBUM, N_("ENTRY"),
     N_("the entry that the photos belong to")},
    {"port", 'p', G_OPTION_ARG_FILENAME, offsetof(Options, port_text), OPTION_SERVE, N_("N"),
     N_("the port of the preview (8321); 0: any that is free")},
    {"open", 0, G_OPTION_ARG_NONE, offsetof(Options, open), OPTION_SERVE, NULL,
     N_("open the preview in the browser")},
    {"host", 0, G_OPTION_ARG_FILENAME, offsetof(Options, host), OPTION_SERVE, N_("ADDRESS"),
     N_("let others in the network see it, drafts too, at this address of the computer; 0.0.0.0: all")},
    {"message-format", 0, G_OPTION_ARG_FILENAME, offsetof(Options, format_name), OPTION_MESSAGES,
     N_("FORMAT"), N_("text, or json: one object a line on standard output")},
    {"verbose", 'v', G_OPTION_ARG_NONE, offsetof(Options, verbose), OPTION_VERBOSE, NULL,
     N_("tell the stages and their times")},
    {"quiet", 'q', G_OPTION_ARG_NONE, offsetof(Options, quiet), 0, NULL, N_("print nothing but messages")},
    {"no-color", 0, G_OPTION_ARG_NONE, offsetof(Options, no_color), 0, NULL,
     N_("no colours (nor with NO_COLOR set)")},
    {"help", 'h', G_OPTION_ARG_NONE, offsetof(Options, help), 0, NULL, N_("print this")},
    {"version", 0, G_OPTION_ARG_NONE, offsetof(Options, version), 0, NULL, N_("print the version")},
};

/* What a row means to commands with another option of their own. */
static const struct {
    const char *name;
    guint flag;
    const char *help;
} others[] = {
    {"destination", OPTION_SHEETS, N_("where the sheets go (public/sheets)")},
    {"destination", OPTION_RECORDS, N_("where the records go (archive)")},
    {"dry-run", OPTION_ALBUM, N_("print what would be done; write nothing")},
    {"jobs", OPTION_ALBUM, N_("processes that look at photos (one for each processor)")},
    {"jobs", OPTION_SHEETS, N_("processes that make sheets (one for each processor)")},
    {"all", OPTION_ALBUM, N_("take photos that are nearly the same as others, too")},
};

static const OptionRow *row_by_name(const char *name, gsize length)
{
    for (gsize i = 0; i < G_N_ELEMENTS(rows); i++)
        if (strlen(rows[i].name) == length && memcmp(rows[i].name, name, length) == 0)
            return &rows[i];
    return NULL;
}

static const OptionRow *row_by_letter(char letter)
{
    for (gsize i = 0; letter && i < G_N_ELEMENTS(rows); i++)
        if (rows[i].letter == letter)
            return &rows[i];
    return NULL;
}

static gboolean refuse_name(const char *name, gsize length, GError **error)
{
    const char *names[G_N_ELEMENTS(rows) + 1] = {0};
    g_autofree char *word = g_strndup(name, length);

    for (gsize i = 0; i < G_N_ELEMENTS(rows); i++)
        names[i] = rows[i].name;
    const char *nearest = suggest_nearest(word, names);
    if (nearest)
        g_set_error(error, G_OPTION_ERROR, G_OPTION_ERROR_UNKNOWN_OPTION,
                    _("there is no option '--%s'; did you mean '--%s'?"), word, nearest);
    else
        g_set_error(error, G_OPTION_ERROR, G_OPTION_ERROR_UNKNOWN_OPTION, _("there is no option '--%s'"),
                    word);
    return FALSE;
}

static gboolean takes_value(const OptionRow *row)
{
    return row->kind != G_OPTION_ARG_NONE;
}

/* An option as it was typed: where its value begins in the same argument, or whether the next one is it. */
typedef struct {
    const char *attached; /* of letters only: "-j2" */
    gboolean wants_next;
} OptionForm;

/* Looks at "--name", "--name=value". */
static gboolean check_long(const char *argument, OptionForm *form, GError **error)
{
    const char *name = argument + 2;
    const gsize length = strcspn(name, "=");
    const OptionRow *row = row_by_name(name, length);

    form->wants_next = row && takes_value(row) && name[length] == '\0';
    return row || refuse_name(name, length, error);
}

/* The same for "-v", "-qv", "-j2", "-C DIR". */
static gboolean check_short(const char *argument, OptionForm *form, GError **error)
{
    for (const char *letter = argument + 1; *letter; letter++) {
        const OptionRow *row = row_by_letter(*letter);
        if (!row) {
            g_set_error(error, G_OPTION_ERROR, G_OPTION_ERROR_UNKNOWN_OPTION, _("there is no option '-%.*s'"),
                        (int)(g_utf8_next_char(letter) - letter), letter);
            return FALSE;
        }
        if (!takes_value(row))
            continue;
        form->attached = letter[1] ? letter + 1 : NULL;
        form->wants_next = !form->attached;
        return TRUE;
    }
    return TRUE;
}

/* Adds an option to `clean` in the form that GOption reads: it does not know "-j2". */
static gboolean option_add(GPtrArray *clean, const char *argument, OptionForm *form, GError **error)
{
    const gboolean is_long = argument[1] == '-';

    if (!(is_long ? check_long(argument, form, error) : check_short(argument, form, error)))
        return FALSE;
    const gsize length = form->attached ? (gsize)(form->attached - argument) : strlen(argument);
    g_ptr_array_add(clean, g_strndup(argument, length));
    if (form->attached)
        g_ptr_array_add(clean, g_strdup(form->attached));
    return TRUE;
}

/*
 * The arguments up to a "--" for GOption, which does the rest, after the program's name, which it expects.
 * NULL where an option does not exist: GOption could not say what was meant.
 */
static char **arguments_clean(char *const *arguments, GError **error)
{
    g_autoptr(GPtrArray) clean = g_ptr_array_new_with_free_func(g_free);

    g_ptr_array_add(clean, g_strdup("broadside"));
    for (; *arguments && strcmp(*arguments, "--") != 0; arguments++) {
        OptionForm form = {0};
        const gboolean is_option = (*arguments)[0] == '-' && (*arguments)[1] != '\0';
        if (!is_option)
            g_ptr_array_add(clean, g_strdup(*arguments));
        else if (!option_add(clean, *arguments, &form, error))
            return NULL;
        if (form.wants_next && !arguments[1]) {
            g_set_error(error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE, _("'%s' wants a value"), *arguments);
            return NULL;
        }
        if (form.wants_next)
            g_ptr_array_add(clean, g_strdup(*++arguments));
    }
    g_ptr_array_add(clean, NULL);
    return g_strdupv((char **)clean->pdata);
}

/* The words that GOption left, and what comes after a "--". */
static char **words_join(char *const *left, char *const *arguments)
{
    GPtrArray *words = g_ptr_array_new();

    for (; *left; left++)
        g_ptr_array_add(words, g_strdup(*left));
    while (*arguments && strcmp(*arguments, "--") != 0)
        arguments++;
    for (arguments += *arguments != NULL; *arguments; arguments++)
        g_ptr_array_add(words, g_strdup(*arguments));
    g_ptr_array_add(words, NULL);
    return (char **)g_ptr_array_free(words, FALSE);
}

static gboolean read_format(Options *options, GError **error)
{
    const char *name = options->format_name ? options->format_name : "text";

    options->format = strcmp(name, "json") == 0 ? MESSAGE_JSON : MESSAGE_TEXT;
    if (options->format == MESSAGE_JSON || strcmp(name, "text") == 0)
        return TRUE;
    g_set_error(error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE,
                _("there is no message format '%s'; there are 'text' and 'json'"), name);
    return FALSE;
}

static gboolean read_jobs(Options *options, GError **error)
{
    guint64 jobs = 0;

    if (!options->jobs_text || g_ascii_string_to_unsigned(options->jobs_text, 10, 0, 256, &jobs, NULL)) {
        options->jobs = (guint)jobs;
        return TRUE;
    }
    g_set_error(error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE,
                _("--jobs takes a number from 1 to 256, or 0 for one for each processor, not '%s'"),
                options->jobs_text);
    return FALSE;
}

static gboolean read_port(Options *options, GError **error)
{
    guint64 port = PORT_DEFAULT;

    if (!options->port_text || g_ascii_string_to_unsigned(options->port_text, 10, 0, 65535, &port, NULL)) {
        options->port = (guint)port;
        return TRUE;
    }
    g_set_error(error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE,
                _("--port takes a number from 0 to 65535, not '%s'"), options->port_text);
    return FALSE;
}

static void read_colour(Options *options)
{
    const char *no_color = g_getenv("NO_COLOR");
    const gboolean wanted = !options->no_color && !(no_color && *no_color);

    options->colour = wanted && isatty(STDERR_FILENO) && g_strcmp0(g_getenv("TERM"), "dumb") != 0;
}

/* 2025年3月1日 as the front matter takes it. What is no date is left to who needs it. */
static void read_date(Options *options)
{
    Date date;

    if (!options->date || chinese_date_parse(options->date, &date) != CHINESE_DATE_GOOD)
        return;
    g_free(options->date);
    options->date = date_format_iso(date);
}

gboolean options_parse(Options *options, char ***arguments, GError **error)
{
    GOptionEntry entries[G_N_ELEMENTS(rows) + 1] = {0};
    g_autoptr(GOptionContext) context = g_option_context_new(NULL);
    g_auto(GStrv) clean = arguments_clean(*arguments, error);

    if (!clean)
        return FALSE;
    for (gsize i = 0; i < G_N_ELEMENTS(rows); i++)
        entries[i] = (GOptionEntry){.long_name = rows[i].name,
                                    .short_name = rows[i].letter,
                                    .arg = rows[i].kind,
                                    .arg_data = (char *)options + rows[i].offset};
    g_option_context_add_main_entries(context, entries, NULL);
    g_option_context_set_help_enabled(context, FALSE);
    if (!g_option_context_parse_strv(context, &clean, error))
        return FALSE;
    char **words = words_join(clean + 1, *arguments);
    g_strfreev(*arguments);
    *arguments = words;
    read_colour(options);
    read_date(options);
    return read_format(options, error) && read_jobs(options, error) && read_port(options, error);
}

static gboolean is_given(const Options *options, const OptionRow *row)
{
    const char *at = (const char *)options + row->offset;

    if (takes_value(row))
        return *(void *const *)(const void *)at != NULL;
    return *(const int *)(const void *)at != 0;
}

gboolean options_check(const Options *options, const char *command, guint allowed, GError **error)
{
    for (gsize i = 0; i < G_N_ELEMENTS(rows); i++) {
        if (!rows[i].flag || (rows[i].flag & allowed) || !is_given(options, &rows[i]))
            continue;
        g_set_error(error, G_OPTION_ERROR, G_OPTION_ERROR_UNKNOWN_OPTION, _("'%s' takes no option '--%s'"),
                    command, rows[i].name);
        return FALSE;
    }
    return TRUE;
}

void options_clear(Options *options)
{
    g_free(options->site);
    g_free(options->destination);
    g_free(options->base_url);
    g_free(options->date);
    g_free(options->language);
    g_free(options->format_name);
    g_free(options->jobs_text);
    g_free(options->type);
    g_free(options->sheet);
    g_free(options->size);
    g_free(options->formats);
    g_free(options->tile);
    g_free(options->width);
    g_free(options->list);
    g_free(options->year);
    g_free(options->years);
    g_free(options->from);
    g_free(options->event);
    g_free(options->host);
    g_free(options->port_text);
    g_strfreev(options->verify);
    g_strfreev(options->where);
    g_strfreev(options->texts);
    g_free(options->themes);
}

static const char *help_of(const OptionRow *row, guint flags)
{
    for (gsize i = 0; i < G_N_ELEMENTS(others); i++)
        if ((others[i].flag & flags) && strcmp(others[i].name, row->name) == 0)
            return _(others[i].help);
    return _(row->help);
}

void options_describe(guint flags, GString *into)
{
    for (gsize i = 0; i < G_N_ELEMENTS(rows); i++) {
        if (flags ? !(rows[i].flag & flags) : rows[i].flag != 0)
            continue;
        const char letter[] = {'-', rows[i].letter, ',', ' ', '\0'};
        g_autofree char *form =
            g_strdup_printf("  %s--%s%s%s", rows[i].letter ? letter : "    ", rows[i].name,
                            rows[i].argument ? " " : "", rows[i].argument ? _(rows[i].argument) : "");
        text_append_column(into, form, 30);
        g_string_append_printf(into, "  %s\n", help_of(&rows[i], flags));
    }
}
