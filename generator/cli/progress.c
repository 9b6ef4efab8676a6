/* SPDX-License-Identifier: MIT */
#include "cli/progress.h"

#include <glib/gi18n.h>
#include <stdio.h>
#include <unistd.h>

gboolean progress_is_shown(const Options *options)
{
    return isatty(STDERR_FILENO) && !options->quiet;
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
