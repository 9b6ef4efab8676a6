/* SPDX-License-Identifier: MIT */
/* What a command is: a row in the table of broadside.c. */
#pragma once

#include "cli/options.h"

typedef struct Command Command;
struct Command {
    const char *name;
    const char *arguments; /* "TYPE TITLE"; "" if it takes none */
    guint least, most;     /* how many */
    guint options;         /* OptionFlag: those it takes besides the general ones */
    const char *summary;   /* a line for the list of commands */
    const char *details;   /* paragraphs for its own help; or NULL */
    const char *example;   /* command lines */
    /* Runs it; the exit status. `arguments`: as many as it takes. */
    int (*run)(const Options *options, char **arguments);
};

extern const Command command_archive, command_build, command_check, command_import, command_init, command_new,
    command_photos, command_schema, command_serve, command_poster, command_status, command_version,
    command_help;
