/* SPDX-License-Identifier: MIT */
/* What commands print, and the exit statuses. */
#pragma once

#include "build/build.h"
#include "cli/options.h"

enum { EXIT_DONE = 0, EXIT_MISTAKES = 1, EXIT_USAGE = 2, EXIT_MACHINE = 3 };

/* Prints `error` as a message, takes it over, and gives the exit status that it stands for. */
int report_error(const Options *options, GError *error);
/* Prints what was collected. */
void report_messages(const Options *options, Diagnostics *diagnostics);
/*
 * Prints the messages, `error` (or NULL; taken over) and, if all went well, the summary of a build or of a
 * check (`written` FALSE). The exit status.
 */
int report_build(const Options *options, Diagnostics *diagnostics, const BuildSummary *summary,
                 gboolean written, GError *error);
/* Prints the path of what was made, as JSON if asked for, else the formatted text. */
void report_path(const Options *options, const char *path, const char *format, ...) G_GNUC_PRINTF(3, 4);
/* Prints a line on standard output, unless --quiet was given. */
void report_line(const Options *options, const char *format, ...) G_GNUC_PRINTF(2, 3);
