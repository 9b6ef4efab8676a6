/* SPDX-License-Identifier: MIT */
#include "cli/status.h"

#include "text/chinese.h"
#include "text/identity.h"

#include <glib/gi18n.h>
#include <string.h>

char *status_title(const char *title)
{
    char *line = identity_hide(title);

    for (char *p = line; *p; p++)
        if ((guchar)*p < ' ' || *p == 0x7f)
            *p = ' ';
    return line;
}

static char *midnight(const Status *status, gint32 day)
{
    return date_format_rfc3339((Date){.day = day, .minute = -1}, status->site->timezone);
}

char *status_next_content_change(const Status *status)
{
    return status->changes->len == 0 ? NULL
                                     : midnight(status, g_array_index(status->changes, Change, 0).day.day);
}

char *status_next_change(const Status *status)
{
    return status->daily ? midnight(status, status->site->today.day + 1) : status_next_content_change(status);
}

static char *days_phrase(const AgendaItem *item)
{
    if (item->date.day == DAY_NONE)
        return g_strdup("");
    if (item->days == 0)
        return g_strdup(_("today"));
    if (item->days > 0)
        return g_strdup_printf(ngettext("in %d day", "in %d days", (gulong)item->days), item->days);
    return g_strdup_printf(ngettext("%d day ago", "%d days ago", (gulong)-item->days), -item->days);
}

static const char *after_phrase(const char *after)
{
    if (strcmp(after, "keep") == 0)
        return _("its page is kept");
    return strcmp(after, "tombstone") == 0 ? _("only a sign is left") : _("it is gone from the site");
}

/* The cells of a line: day, days, what it is about, where it stands. */
enum { CELL_DATE, CELL_DAYS, CELL_TITLE, CELL_PLACE, N_CELLS };

typedef struct {
    char *cells[N_CELLS];
} Line;

static void line_clear(gpointer data)
{
    for (guint i = 0; i < N_CELLS; i++)
        g_free(((Line *)data)->cells[i]);
}

static char *day_cell(const AgendaItem *item)
{
    const Date day = {.day = item->date.day, .minute = -1};
    return item->date.day == DAY_NONE ? g_strdup("") : date_format_iso(day);
}

static char *title_cell(const AgendaItem *item)
{
    g_autofree char *title = status_title(item->title);
    g_autofree char *who = item->who ? status_title(item->who) : NULL;

    if (item->after)
        return g_strdup_printf(_("%s (%s)"), title, after_phrase(item->after));
    return who ? g_strdup_printf(_("%s (%s)"), title, who) : g_steal_pointer(&title);
}

static Line line_of(const AgendaItem *item)
{
    g_autofree char *file = identity_hide(item->file);
    char *place = item->line > 0 ? g_strdup_printf("%s:%u", file, item->line) : g_strdup(file);
    return (Line){{day_cell(item), days_phrase(item), title_cell(item), place}};
}

static void cell_append(GString *text, const char *cell, guint width)
{
    const guint taken = text_width(cell, strlen(cell));

    g_string_append(text, cell);
    for (guint i = taken; i < width; i++)
        g_string_append_c(text, ' ');
}

/* Titles longer than this do not move the column after them. */
#define TITLE_WIDTH_MAX 48

static void lines_append(GString *text, const GArray *lines)
{
    guint widths[N_CELLS] = {0};

    for (guint i = 0; i < lines->len; i++)
        for (guint j = 0; j < CELL_PLACE; j++) {
            const char *cell = g_array_index(lines, Line, i).cells[j];
            const guint width = text_width(cell, strlen(cell));
            widths[j] = MAX(widths[j], j == CELL_TITLE ? MIN(width, TITLE_WIDTH_MAX) : width);
        }
    for (guint i = 0; i < lines->len; i++) {
        for (guint j = 0; j < N_CELLS; j++) {
            if (widths[j] > 0 || j == CELL_PLACE)
                g_string_append(text, "  ");
            cell_append(text, g_array_index(lines, Line, i).cells[j], widths[j]);
        }
        g_string_append_c(text, '\n');
    }
}

/* The items from `from` on that are of one kind, under their heading; where the next kind begins. */
static guint group_append(GString *text, const GArray *items, guint from)
{
    const AgendaKind kind = g_array_index(items, AgendaItem, from).kind;
    g_autoptr(GArray) lines = g_array_new(FALSE, TRUE, sizeof(Line));
    guint at = from;

    g_array_set_clear_func(lines, line_clear);
    for (; at < items->len && g_array_index(items, AgendaItem, at).kind == kind; at++) {
        const Line line = line_of(&g_array_index(items, AgendaItem, at));
        g_array_append_val(lines, line);
    }
    /* Translators: a heading, and how many items stand below it. */
    g_string_append_printf(text, _("%s (%u)"), _(agenda_heading(kind)), lines->len);
    g_string_append_c(text, '\n');
    lines_append(text, lines);
    g_string_append_c(text, '\n');
    return at;
}

static char *change_phrase(const Change *change)
{
    static const char *const phrases[] = {
        [CHANGE_SHOWN] = N_("'%s' is shown"),
        [CHANGE_EXPIRED] = N_("'%s' has expired"),
        [CHANGE_DUE] = N_("'%s' is due, and counts in the rate"),
        [CHANGE_OVERDUE] = N_("'%s' is overdue"),
        [CHANGE_RUN] = N_("the sheet of '%s' comes down"),
    };
    g_autofree char *title = status_title(entry_title(change->entry));
    return g_strdup_printf(_(phrases[change->kind]), title);
}

/* "2025-11-21 00:00", by the clock of the site, of the form that machines read. Newly allocated; NULL of
 * NULL. */
static char *moment_shown(const char *rfc3339)
{
    return rfc3339 ? g_strdup_printf("%.10s %.5s", rfc3339, rfc3339 + strlen("2025-11-21T")) : NULL;
}

static void changes_append(GString *text, const Status *status)
{
    g_autofree char *first = status_next_change(status), *second = status_next_content_change(status);
    g_autofree char *next = moment_shown(first), *content = moment_shown(second);

    if (!next) {
        g_string_append_printf(text, "%s\n", _("Without a change to its files the site stays as it is."));
        return;
    }
    g_string_append_printf(text,
                           status->daily ? _("Next change: %s (the theme shows the date, or counts days)\n")
                                         : _("Next change: %s\n"),
                           next);
    if (status->daily && content)
        g_string_append_printf(text, _("Next change of what is shown: %s\n"), content);
    for (guint i = 0; i < status->changes->len; i++) {
        g_autofree char *phrase = change_phrase(&g_array_index(status->changes, Change, i));
        g_string_append_printf(text, "  %s\n", phrase);
    }
}

static void mistakes_append(GString *text, const Status *status)
{
    if (status->errors > 0)
        g_string_append_printf(text,
                               ngettext("The site has %u error: 'broadside check' says where.\n",
                                        "The site has %u errors: 'broadside check' says where.\n",
                                        status->errors),
                               status->errors);
}

char *status_text(const Status *status)
{
    GString *text = g_string_new(NULL);
    const Date today = {.day = status->site->today.day, .minute = -1};
    g_autofree char *day = date_format_iso(today), *title = status_title(status->site->title);

    /* Translators: the title of the site, and today. */
    g_string_append_printf(text, *title ? _("%s, on %s") : "%s%s", title, day);
    g_string_append(text, "\n\n");
    for (guint i = 0; i < status->items->len;)
        i = group_append(text, status->items, i);
    if (status->items->len == 0 && status->errors == 0)
        g_string_append_printf(text, "%s\n\n", _("Nothing needs anybody today."));
    mistakes_append(text, status);
    changes_append(text, status);
    return g_string_free(text, FALSE);
}
