/* SPDX-License-Identifier: MIT */
/* The options of all commands: one table. They may stand before or after the command. */
#pragma once

#include "text/diagnostic.h"

#include <glib.h>

/* What a command may take besides the general options. */
typedef enum {
    OPTION_DESTINATION = 1 << 0,
    OPTION_BASE_URL = 1 << 1,
    OPTION_DATE = 1 << 2,
    OPTION_DRAFTS = 1 << 3,
    OPTION_JOBS = 1 << 4,
    OPTION_FORCE = 1 << 5,
    OPTION_LANGUAGE = 1 << 6,
    OPTION_MESSAGES = 1 << 7,
    OPTION_VERBOSE = 1 << 8,
    OPTION_STRICT = 1 << 9,
    OPTION_EXTERNAL = 1 << 10,
    OPTION_TYPE = 1 << 11,
    OPTION_DRY_RUN = 1 << 12,
    OPTION_SHEETS = 1 << 13, /* all that `poster` alone takes */
    OPTION_POSTERS = 1 << 14,
    OPTION_RECORDS = 1 << 15, /* all that `archive` alone takes */
    OPTION_SERVE = 1 << 16,   /* all that `serve` alone takes */
    OPTION_CHECKSUM = 1 << 17,
    OPTION_GC = 1 << 18,
    OPTION_ALBUM = 1 << 19, /* all that `photos` alone takes */
} OptionFlag;

typedef struct {
    char *site;
    char *destination;
    char *base_url;
    char *date;
    char *language;
    char *format_name;
    char *jobs_text;
    guint jobs;
    char *type;
    char *sheet;
    char *size;
    char *formats;
    char *tile;
    char *width;
    char *list;
    char *year;
    char **where;
    char **texts;
    char *years;
    char *from;
    char **verify;
    char *event;
    char *host;
    char *port_text;
    guint port;
    gboolean zip;
    gboolean tar;
    gboolean landscape;
    gboolean marks;
    gboolean grey;
    gboolean all;
    gboolean open;
    gboolean posters;
    gboolean drafts;
    gboolean force;
    gboolean strict;
    gboolean checksum;
    gboolean gc;
    gboolean external;
    gboolean dry_run;
    gboolean quiet;
    gboolean verbose;
    gboolean no_color;
    gboolean help;
    gboolean version;
    MessageFormat format;
    gboolean colour;                       /* of messages */
    const struct Command *const *commands; /* all there are, NULL-terminated */
    char *themes;                          /* the folder of those that came with the program */
} Options;

/*
 * Takes the options out of `arguments` (NULL-terminated, without the program's name); what is left are the
 * words. An option that there is not, or that wants another value, is an error (G_OPTION_ERROR).
 */
gboolean options_parse(Options *options, char ***arguments, GError **error);
/* FALSE with an error if an option was given that is not in `allowed`. */
gboolean options_check(const Options *options, const char *command, guint allowed, GError **error);
void options_clear(Options *options);
/* Appends a line for each option in `flags`, or for each of the general ones (0). */
void options_describe(guint flags, GString *into);
