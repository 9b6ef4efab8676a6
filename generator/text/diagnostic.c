/* SPDX-License-Identifier: MIT */
#include "text/diagnostic.h"

#include "text/diagnostic-print.h"
#include "text/identity.h"
#include "text/source.h"

#include <glib/gi18n.h>
#include <string.h>

/* Messages of a severity kept of one file: more of them are often the same one, and nobody reads them. */
#define FILE_MAX 500

struct Diagnostics {
    GPtrArray *items;
    guint counts[2];
    GHashTable *known; /* place and message -> Diagnostic *: the same from several pages is one */
    GHashTable *files; /* severity and file -> number of messages */
};

static void diagnostic_free(gpointer data)
{
    Diagnostic *diagnostic = data;
    g_free(diagnostic->file);
    g_free(diagnostic->message);
    g_free(diagnostic->hint);
    g_free(diagnostic->notes);
    g_free(diagnostic->quote);
    g_free(diagnostic);
}

Diagnostics *diagnostics_new(void)
{
    Diagnostics *diagnostics = g_new0(Diagnostics, 1);
    diagnostics->items = g_ptr_array_new_with_free_func(diagnostic_free);
    diagnostics->known = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    diagnostics->files = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    return diagnostics;
}

void diagnostics_free(Diagnostics *diagnostics)
{
    if (!diagnostics)
        return;
    g_ptr_array_unref(diagnostics->items);
    g_hash_table_unref(diagnostics->known);
    g_hash_table_unref(diagnostics->files);
    g_free(diagnostics);
}

static char *finding_key(const Diagnostic *diagnostic)
{
    return g_strdup_printf("%u %u %s\n%s", diagnostic->line, diagnostic->column,
                           diagnostic->file ? diagnostic->file : "", diagnostic->message);
}

static guint line_count(const char *text)
{
    guint count = 1;

    for (; (text = strchr(text, '\n')); text++)
        count++;
    return count;
}

/* Some notes before none, few before many, then by their bytes. */
static int notes_compare(const char *a, const char *b)
{
    if (!a || !b)
        return (a == NULL) - (b == NULL);
    const guint lines_a = line_count(a), lines_b = line_count(b);
    return lines_a != lines_b ? (lines_a > lines_b) - (lines_a < lines_b) : strcmp(a, b);
}

/* Errors before warnings, then by their notes and hints. */
static int advice_compare(const Diagnostic *a, const Diagnostic *b)
{
    int order = (int)a->severity - (int)b->severity;

    if (order == 0)
        order = notes_compare(a->notes, b->notes);
    return order == 0 ? g_strcmp0(a->hint, b->hint) : order;
}

/* The same finding once more: the first of both in order stays, which must not depend on who found it first.
 */
static void finding_settle(Diagnostics *diagnostics, Diagnostic *known, Diagnostic *diagnostic)
{
    if (advice_compare(diagnostic, known) >= 0)
        return;
    diagnostics->counts[known->severity]--;
    diagnostics->counts[diagnostic->severity]++;
    known->severity = diagnostic->severity;
    g_free(known->hint);
    g_free(known->notes);
    known->hint = g_steal_pointer(&diagnostic->hint);
    known->notes = g_steal_pointer(&diagnostic->notes);
}

/* One over a file's share becomes a word about that. */
static void say_more(Diagnostic *diagnostic)
{
    g_free(diagnostic->message);
    g_clear_pointer(&diagnostic->hint, g_free);
    g_clear_pointer(&diagnostic->notes, g_free);
    g_clear_pointer(&diagnostic->quote, g_free);
    diagnostic->line = diagnostic->column = 0;
    diagnostic->message = g_strdup(_("there are more messages about this file: mend these first"));
}

/* The diagnostic if it is kept, else NULL. */
static Diagnostic *diagnostics_take(Diagnostics *diagnostics, Diagnostic *diagnostic)
{
    g_autofree char *key = finding_key(diagnostic);
    Diagnostic *known = g_hash_table_lookup(diagnostics->known, key);
    /* Errors have a share of their own: a build whose warnings are many must not pass for one without errors.
     */
    g_autofree char *share =
        g_strdup_printf("%d %s", diagnostic->severity, diagnostic->file ? diagnostic->file : "");
    const guint count = GPOINTER_TO_UINT(g_hash_table_lookup(diagnostics->files, share));

    if (known || count > FILE_MAX) {
        if (known)
            finding_settle(diagnostics, known, diagnostic);
        diagnostic_free(diagnostic);
        return NULL;
    }
    g_hash_table_insert(diagnostics->files, g_steal_pointer(&share), GUINT_TO_POINTER(count + 1));
    diagnostics->counts[diagnostic->severity]++;
    g_ptr_array_add(diagnostics->items, diagnostic);
    if (count == FILE_MAX) {
        say_more(diagnostic);
        return NULL;
    }
    g_hash_table_insert(diagnostics->known, g_steal_pointer(&key), diagnostic);
    return diagnostic;
}

/* What a message and a hint show at most of their beginning and of their end, in bytes: a template can raise
 * an error of any length. */
#define TEXT_BEGIN 2000
#define TEXT_END 500

static char *valid_cut(const char *unmasked)
{
    g_autofree char *masked = unmasked ? identity_mask(unmasked) : NULL;
    const char *text = masked ? masked : unmasked;
    const gsize length = text ? strlen(text) : 0;

    if (length <= TEXT_BEGIN + TEXT_END)
        return text ? g_utf8_make_valid(text, (gssize)length) : NULL;
    const char *first = g_utf8_find_prev_char(text, text + TEXT_BEGIN);
    const char *last = g_utf8_find_next_char(text + length - TEXT_END, NULL);
    g_autofree char *begin = g_utf8_make_valid(text, first ? first - text : TEXT_BEGIN);
    g_autofree char *end = g_utf8_make_valid(last, -1);
    return g_strconcat(begin, " … ", end, NULL);
}

/* File names and what a command was given may be any bytes. No number of a person gets through whole. */
static char *valid_dup(const char *text)
{
    char *masked = text ? identity_mask(text) : NULL;

    return masked || !text ? masked : g_utf8_make_valid(text, -1);
}

/* What is looked at on either side of the caret, in bytes: more than a quote shows, by more than a number
 * has. */
#define QUOTE_REACH 2000

/* Masked before it is cut to what is shown: what is left of a number could not be told for one. */
static char *quote_masked(char *line, guint number, guint column)
{
    const char *caret = line;
    guint before = 0;

    for (guint i = 1; i < column && *caret; i++)
        caret = g_utf8_next_char(caret);
    char *start = line, *end = line + strlen(line);
    if (caret - line > QUOTE_REACH) {
        start = g_utf8_find_next_char(caret - QUOTE_REACH, NULL);
        before = column - 1 - (guint)g_utf8_strlen(start, caret - start);
    }
    if (end - caret > QUOTE_REACH)
        *g_utf8_find_next_char(caret + QUOTE_REACH, NULL) = '\0';
    g_autofree char *masked = identity_mask(start);
    return diagnostic_quote(masked ? masked : start, number, column - before);
}

void diagnostics_add(Diagnostics *diagnostics, Severity severity, Place place, const char *hint,
                     const char *notes, const char *message)
{
    Diagnostic *diagnostic = g_new0(Diagnostic, 1);
    diagnostic->severity = severity;
    diagnostic->file = valid_dup(place.source ? place.source->name : place.file);
    diagnostic->line = place.line;
    diagnostic->column = place.column;
    diagnostic->message = valid_cut(message);
    diagnostic->hint = valid_cut(hint);
    diagnostic->notes = valid_dup(notes);
    diagnostic = diagnostics_take(diagnostics, diagnostic);
    if (!diagnostic || !place.source || !place.line)
        return;
    g_autofree char *line = source_line(place.source, place.line);
    diagnostic->quote = quote_masked(line, place.line, place.column);
}

void diagnostics_error(Diagnostics *diagnostics, Place place, const char *hint, const char *format, ...)
{
    va_list arguments;

    va_start(arguments, format);
    g_autofree char *message = g_strdup_vprintf(format, arguments);
    va_end(arguments);
    diagnostics_add(diagnostics, SEVERITY_ERROR, place, hint, NULL, message);
}

void diagnostics_warning(Diagnostics *diagnostics, Place place, const char *hint, const char *format, ...)
{
    va_list arguments;

    va_start(arguments, format);
    g_autofree char *message = g_strdup_vprintf(format, arguments);
    va_end(arguments);
    diagnostics_add(diagnostics, SEVERITY_WARNING, place, hint, NULL, message);
}

static char *notes_join(const char *a, const char *b)
{
    return a && b ? g_strconcat(a, "\n", b, NULL) : g_strdup(a ? a : b);
}

static Diagnostic *diagnostic_copy(const Diagnostic *d)
{
    Diagnostic *copy = g_new0(Diagnostic, 1);

    *copy = (Diagnostic){.severity = d->severity,
                         .file = g_strdup(d->file),
                         .line = d->line,
                         .column = d->column,
                         .message = g_strdup(d->message),
                         .hint = g_strdup(d->hint),
                         .quote = g_strdup(d->quote)};
    return copy;
}

void diagnostics_copy(Diagnostics *diagnostics, const Diagnostics *from, const char *notes)
{
    for (guint i = 0; i < from->items->len; i++) {
        const Diagnostic *d = from->items->pdata[i];
        Diagnostic *copy = diagnostic_copy(d);
        copy->notes = notes_join(d->notes, notes);
        diagnostics_take(diagnostics, copy);
    }
}

void diagnostic_soften(Diagnostic *diagnostic, G_GNUC_UNUSED gconstpointer data)
{
    diagnostic->severity = SEVERITY_WARNING;
}

void diagnostics_revise(Diagnostics *diagnostics, const Diagnostics *from, DiagnosticRevise revise,
                        gconstpointer data)
{
    for (guint i = 0; i < from->items->len; i++) {
        Diagnostic *copy = diagnostic_copy(from->items->pdata[i]);
        revise(copy, data);
        g_autofree char *notes = copy->notes;
        copy->notes = valid_dup(notes);
        diagnostics_take(diagnostics, copy);
    }
}

void diagnostics_select(Diagnostics *diagnostics, const Diagnostics *from, DiagnosticWanted wanted,
                        gpointer data)
{
    for (guint i = 0; i < from->items->len; i++)
        if (wanted(from->items->pdata[i], data))
            diagnostics_take(diagnostics, diagnostic_copy(from->items->pdata[i]));
}

guint diagnostics_count(const Diagnostics *diagnostics, Severity severity)
{
    return diagnostics->counts[severity];
}

void diagnostics_clear(Diagnostics *diagnostics)
{
    g_ptr_array_set_size(diagnostics->items, 0);
    g_hash_table_remove_all(diagnostics->known);
    g_hash_table_remove_all(diagnostics->files);
    memset(diagnostics->counts, 0, sizeof diagnostics->counts);
}

GVariant *diagnostics_save(const Diagnostics *diagnostics)
{
    GVariantBuilder builder;

    g_variant_builder_init(&builder, G_VARIANT_TYPE(DIAGNOSTICS_VARIANT_TYPE));
    for (guint i = 0; i < diagnostics->items->len; i++) {
        const Diagnostic *d = diagnostics->items->pdata[i];
        g_variant_builder_add(&builder, "(ymsuumsmsmsms)", (guchar)d->severity, d->file, d->line, d->column,
                              d->message, d->hint, d->notes, d->quote);
    }
    return g_variant_builder_end(&builder);
}

void diagnostics_load(Diagnostics *diagnostics, GVariant *saved)
{
    GVariantIter iter;
    guchar severity;
    Diagnostic d = {0};

    g_variant_iter_init(&iter, saved);
    while (g_variant_iter_next(&iter, "(ymsuumsmsmsms)", &severity, &d.file, &d.line, &d.column, &d.message,
                               &d.hint, &d.notes, &d.quote)) {
        d.severity = severity == SEVERITY_ERROR ? SEVERITY_ERROR : SEVERITY_WARNING; /* counted by it */
        diagnostics_take(diagnostics, g_memdup2(&d, sizeof d));
    }
}

static int number_compare(guint a, guint b)
{
    return (a > b) - (a < b);
}

/* The same finding may come from several pages: only the first of them is shown. */
static int finding_compare(const Diagnostic *x, const Diagnostic *y)
{
    int order = g_strcmp0(x->file, y->file);

    if (!order)
        order = number_compare(x->line, y->line);
    if (!order)
        order = number_compare(x->column, y->column);
    if (!order)
        order = (int)x->severity - (int)y->severity;
    return order ? order : g_strcmp0(x->message, y->message);
}

static int diagnostic_compare(gconstpointer a, gconstpointer b)
{
    const Diagnostic *x = *(Diagnostic *const *)a;
    const Diagnostic *y = *(Diagnostic *const *)b;
    int order = finding_compare(x, y);

    if (!order)
        order = notes_compare(x->notes, y->notes);
    return order ? order : g_strcmp0(x->hint, y->hint);
}

void diagnostics_print(Diagnostics *diagnostics, MessageFormat format, gboolean colour, GString *into)
{
    GPtrArray *items = diagnostics->items;

    g_ptr_array_sort(items, diagnostic_compare);
    for (guint i = 0; i < items->len; i++) {
        if (i > 0 && finding_compare(items->pdata[i - 1], items->pdata[i]) == 0)
            continue;
        if (format == MESSAGE_JSON)
            diagnostic_print_json(items->pdata[i], into);
        else
            diagnostic_print_text(items->pdata[i], colour, into);
    }
}
