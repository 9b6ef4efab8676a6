/* SPDX-License-Identifier: MIT */
#include "cli/progress.h"

#include "text/chinese.h"

#include <glib/gi18n.h>
#include <stdio.h>
#include <sys/ioctl.h>
#include <unistd.h>

/* Work that is done before is not worth a word; in microseconds. */
#define PATIENCE (300 * 1000)
/* So often a line that stands there is written anew, at most; in microseconds. */
#define INTERVAL (100 * 1000)
/* Of a terminal that does not say how wide it is. */
#define COLUMNS 80

/* Where tasks are counted, the words have two numbers: those that are done, and all. */
static const struct {
    const char *stage;
    const char *words;
    gboolean counted;
} stages[] = {
    {"content", N_("reading the entries"), FALSE},    {"site", N_("putting the entries in order"), FALSE},
    {"plan", N_("planning the pages"), FALSE},        {"review", N_("checking the texts"), FALSE},
    {"render", N_("pages: %u of %u"), TRUE},          {"posters", N_("sheets: %u of %u"), TRUE},
    {"photos", N_("photos: %u of %u"), TRUE},         {"copies", N_("copied: %u of %u"), TRUE},
    {"search", N_("making the search index"), FALSE}, {"publish", N_("writing the website"), FALSE},
};

/* A terminal that knows no codes cannot clear a line; JSON is for programs. */
gboolean progress_is_shown(const Options *options)
{
    const char *terminal = g_getenv("TERM");

    return isatty(STDERR_FILENO) && terminal && !g_str_equal(terminal, "dumb") && !options->quiet &&
           options->format != MESSAGE_JSON;
}

static guint count_columns(void)
{
    struct winsize size;

    return ioctl(STDERR_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0 ? size.ws_col : COLUMNS;
}

/* As many whole characters as there is room for. */
static char *text_fit(const char *text, guint columns)
{
    gsize length = 0;

    while (text[length]) {
        const gsize next = (gsize)(g_utf8_next_char(text + length) - text);
        if (text_width(text, next) > columns)
            break;
        length = next;
    }
    return g_strndup(text, length);
}

char *progress_describe(const char *stage, guint done, guint all, guint columns)
{
    for (gsize i = 0; i < G_N_ELEMENTS(stages); i++) {
        if (!g_str_equal(stages[i].stage, stage) || stages[i].counted != (all > 0))
            continue;
        g_autofree char *words =
            stages[i].counted ? g_strdup_printf(_(stages[i].words), done, all) : g_strdup(_(stages[i].words));
        return text_fit(words, columns);
    }
    return NULL;
}

void progress_begin(Progress *progress, const Options *options)
{
    *progress = (Progress){.shown = progress_is_shown(options), .begun = g_get_monotonic_time()};
}

void progress_tell(const char *stage, guint done, guint all, gpointer data)
{
    Progress *progress = data;
    const gint64 now = g_get_monotonic_time();

    if (!progress->shown || now - progress->begun < PATIENCE || (all > 0 && now - progress->told < INTERVAL))
        return;
    /* The last column is left free: a cursor behind it is on the next line for some terminals. */
    g_autofree char *line = progress_describe(stage, done, all, count_columns() - 1);
    if (!line)
        return;
    progress_clear();
    fputs(line, stderr);
    progress->drawn = TRUE;
    progress->told = now;
}

void progress_finish(Progress *progress)
{
    if (progress->drawn)
        progress_clear();
    progress->drawn = FALSE;
}

void progress_clear(void)
{
    fputs("\r\033[K", stderr);
}

void progress_end(const Options *options)
{
    if (progress_is_shown(options))
        progress_clear();
}

void progress_waiting(int pid)
{
    if (pid > 0)
        fprintf(stderr, _("waiting: another broadside (process %d) is at work in this site\n"), pid);
    else
        fputs(_("waiting: another broadside is at work in this site\n"), stderr);
}
