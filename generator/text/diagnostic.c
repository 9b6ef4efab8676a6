/* SPDX-License-Identifier: MIT */
#include "text/diagnostic.h"

#include "text/chinese.h"
#include "text/json.h"
#include "text/source.h"

#include <glib/gi18n.h>
#include <string.h>

/* What a quoted line shows at most, in columns on either side of its caret. */
#define QUOTE_AROUND 60

/* Messages kept of one file: more of them are often the same one, and nobody reads them. */
#define FILE_MAX 500

struct Diagnostics {
    GPtrArray *items;
    guint counts[2];
    GHashTable *known; /* place and message -> Diagnostic *: the same from several pages is one */
    GHashTable *files; /* file -> number of its messages */
};

static void diagnostic_free(gpointer data)
{
    Diagnostic *diagnostic = data;
    g_free(diagnostic->file);
    g_free(diagnostic->message);
    g_free(diagnostic->hint);
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
    return g_strdup_printf("%d %u %u %s\n%s", diagnostic->severity, diagnostic->line, diagnostic->column,
                           diagnostic->file ? diagnostic->file : "", diagnostic->message);
}

/* The first hint in order stays: it must not depend on who found it first. */
static void hint_settle(Diagnostic *known, const Diagnostic *diagnostic)
{
    if (g_strcmp0(diagnostic->hint, known->hint) >= 0)
        return;
    g_free(known->hint);
    known->hint = g_strdup(diagnostic->hint);
}

/* One over a file's share becomes a word about that. */
static void say_more(Diagnostic *diagnostic)
{
    g_free(diagnostic->message);
    g_clear_pointer(&diagnostic->hint, g_free);
    g_clear_pointer(&diagnostic->quote, g_free);
    diagnostic->line = diagnostic->column = 0;
    diagnostic->message = g_strdup(_("there are more messages about this file: mend these first"));
}

/* The diagnostic if it is kept, else NULL. */
static Diagnostic *diagnostics_take(Diagnostics *diagnostics, Diagnostic *diagnostic)
{
    g_autofree char *key = finding_key(diagnostic);
    Diagnostic *known = g_hash_table_lookup(diagnostics->known, key);
    const char *file = diagnostic->file ? diagnostic->file : "";
    const guint count = GPOINTER_TO_UINT(g_hash_table_lookup(diagnostics->files, file));

    if (known || count > FILE_MAX) {
        if (known)
            hint_settle(known, diagnostic);
        diagnostic_free(diagnostic);
        return NULL;
    }
    g_hash_table_insert(diagnostics->files, g_strdup(file), GUINT_TO_POINTER(count + 1));
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

static char *valid_cut(const char *text)
{
    const gsize length = text ? strlen(text) : 0;

    if (length <= TEXT_BEGIN + TEXT_END)
        return text ? g_utf8_make_valid(text, (gssize)length) : NULL;
    const char *first = g_utf8_find_prev_char(text, text + TEXT_BEGIN);
    const char *last = g_utf8_find_next_char(text + length - TEXT_END, NULL);
    g_autofree char *begin = g_utf8_make_valid(text, first ? first - text : TEXT_BEGIN);
    g_autofree char *end = g_utf8_make_valid(last, -1);
    return g_strconcat(begin, " … ", end, NULL);
}

/* File names and what a command was given may be any bytes. */
static char *valid_dup(const char *text)
{
    return text ? g_utf8_make_valid(text, -1) : NULL;
}

static void G_GNUC_PRINTF(5, 0) diagnostics_add(Diagnostics *diagnostics, Severity severity, Place place,
                                                const char *hint, const char *format, va_list arguments)
{
    Diagnostic *diagnostic = g_new0(Diagnostic, 1);
    diagnostic->severity = severity;
    diagnostic->file = valid_dup(place.source ? place.source->name : place.file);
    diagnostic->line = place.line;
    diagnostic->column = place.column;
    g_autofree char *message = g_strdup_vprintf(format, arguments);
    diagnostic->message = valid_cut(message);
    diagnostic->hint = valid_cut(hint);
    diagnostic = diagnostics_take(diagnostics, diagnostic);
    if (diagnostic && place.source && place.line)
        diagnostic->quote = source_line(place.source, place.line);
}

void diagnostics_error(Diagnostics *diagnostics, Place place, const char *hint, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    diagnostics_add(diagnostics, SEVERITY_ERROR, place, hint, format, arguments);
    va_end(arguments);
}

void diagnostics_warning(Diagnostics *diagnostics, Place place, const char *hint, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    diagnostics_add(diagnostics, SEVERITY_WARNING, place, hint, format, arguments);
    va_end(arguments);
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
        g_variant_builder_add(&builder, "(ymsuumsmsms)", (guchar)d->severity, d->file, d->line, d->column,
                              d->message, d->hint, d->quote);
    }
    return g_variant_builder_end(&builder);
}

void diagnostics_load(Diagnostics *diagnostics, GVariant *saved)
{
    GVariantIter iter;
    guchar severity;
    Diagnostic d = {0};

    g_variant_iter_init(&iter, saved);
    while (g_variant_iter_next(&iter, "(ymsuumsmsms)", &severity, &d.file, &d.line, &d.column, &d.message,
                               &d.hint, &d.quote)) {
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
    const int order = finding_compare(x, y);

    return order ? order : g_strcmp0(x->hint, y->hint);
}

/* Marks that turn the direction of text (UAX 9) can make a message read as another one. */
static gboolean is_direction(gunichar c)
{
    return c == 0x61c || c == 0x200e || c == 0x200f || (c >= 0x2028 && c <= 0x202e) ||
           (c >= 0x2066 && c <= 0x2069);
}

static void append_escaped(GString *into, const char *text, gsize length)
{
    for (const char *p = text; p < text + length; p = g_utf8_next_char(p)) {
        gunichar c = g_utf8_get_char(p);
        if (c == '\t' || c == '\n')
            g_string_append_c(into, ' ');
        else if (g_unichar_iscntrl(c) || is_direction(c))
            g_string_append_unichar(into, 0xfffd); /* no escape sequence of a file reaches the terminal */
        else
            g_string_append_unichar(into, c);
    }
}

/* The line and a caret under the column; long lines are cut around it. */
static void append_quote(GString *into, const Diagnostic *d)
{
    const glong length = g_utf8_strlen(d->quote, -1);
    const glong at = CLAMP((glong)d->column - 1, 0, length);
    const gboolean whole = length <= 2 * QUOTE_AROUND;
    const glong first = !whole && at > QUOTE_AROUND ? at - QUOTE_AROUND : 0;
    const char *start = g_utf8_offset_to_pointer(d->quote, first);
    const char *caret = g_utf8_offset_to_pointer(d->quote, at);
    const char *end = g_utf8_offset_to_pointer(d->quote, whole ? length : MIN(length, at + QUOTE_AROUND));

    g_string_append_printf(into, "%5u | %s", d->line, first ? "…" : "");
    append_escaped(into, start, (gsize)(end - start));
    g_string_append(into, *end ? "…\n" : "\n");
    if (!d->column)
        return;
    const guint indent = text_width(start, (gsize)(caret - start)) + (first ? 1 : 0);
    g_string_append_printf(into, "      | %*s^\n", (int)indent, "");
}

static void append_place(GString *into, const Diagnostic *d)
{
    if (!d->file)
        return;
    append_escaped(into, d->file, strlen(d->file));
    if (d->line)
        g_string_append_printf(into, ":%u", d->line);
    if (d->line && d->column)
        g_string_append_printf(into, ":%u", d->column);
    g_string_append(into, ": ");
}

static void print_text(const Diagnostic *d, gboolean colour, GString *into)
{
    const gboolean error = d->severity == SEVERITY_ERROR;
    const char *start = !colour ? "" : error ? "\033[1;31m" : "\033[1;33m";

    append_place(into, d);
    g_string_append_printf(into, "%s%s%s ", start, error ? _("error:") : _("warning:"),
                           colour ? "\033[0m" : "");
    append_escaped(into, d->message, strlen(d->message));
    g_string_append_c(into, '\n');
    if (d->quote && *d->quote)
        append_quote(into, d);
    if (d->hint) {
        g_string_append(into, "      = ");
        append_escaped(into, d->hint, strlen(d->hint));
        g_string_append_c(into, '\n');
    }
}

static void append_member(GString *into, const char *name, const char *text)
{
    if (!text)
        return;
    g_string_append_printf(into, ",\"%s\":", name);
    json_append_string(into, text, strlen(text));
}

static void print_json(const Diagnostic *d, GString *into)
{
    g_string_append_printf(into, "{\"severity\":\"%s\"", d->severity == SEVERITY_ERROR ? "error" : "warning");
    append_member(into, "file", d->file);
    if (d->line)
        g_string_append_printf(into, ",\"line\":%u", d->line);
    if (d->column)
        g_string_append_printf(into, ",\"column\":%u", d->column);
    append_member(into, "message", d->message);
    append_member(into, "hint", d->hint);
    g_string_append(into, "}\n");
}

void diagnostics_print(Diagnostics *diagnostics, MessageFormat format, gboolean colour, GString *into)
{
    GPtrArray *items = diagnostics->items;

    g_ptr_array_sort(items, diagnostic_compare);
    for (guint i = 0; i < items->len; i++) {
        if (i > 0 && finding_compare(items->pdata[i - 1], items->pdata[i]) == 0)
            continue;
        if (format == MESSAGE_JSON)
            print_json(items->pdata[i], into);
        else
            print_text(items->pdata[i], colour, into);
    }
}
