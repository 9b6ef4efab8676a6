/* SPDX-License-Identifier: MIT */
/*
 * The preview server: a module, broadside-serve.so, which only `serve` loads (process/module.h). libsoup and
 * what it loads in its turn would add 3.5 ms of processor time to every start of the program. It is no
 * program of its own, as broadside-links is, because it says what it says in the words of the program, and
 * looks into its plan.
 */
#pragma once

#include "build/build.h"

typedef struct {
    const char *root;     /* the folder of the site: "." */
    const char *themes;   /* the folder of those that came with the program */
    const char *base_url; /* instead of the configuration's; or NULL */
    const char *date;     /* today, as YYYY-MM-DD; NULL: the clock's day */
    guint jobs;
    const char *host; /* an address of this machine that others may reach; NULL: only this machine itself */
    guint port;       /* 0: any that is free */
    gboolean open;    /* show it in the browser */

    void (*waiting)(int pid); /* see BuildOptions */
    /* Once, after the first build: where the pages are to be seen, NULL-terminated; those from the second on
     * are for others in the network. */
    void (*started)(const char *const *addresses, gpointer data);
    /* After each build, in a process of its own. `known`: its messages, among which is why it could not go
     * on, are those of the build before. */
    void (*built)(Diagnostics *diagnostics, const BuildSummary *summary, gboolean known, gpointer data);
    /* What is worth a line: that the browser could not be opened, … */
    void (*noted)(const char *text, gpointer data);
    gpointer data;
} ServeOptions;

typedef struct {
    guint version; /* SERVE_VERSION of the headers that it was built with */

    /*
     * Builds the site into PREVIEW_FOLDER, with drafts, shows it and builds it anew after each change, until
     * SIGINT, SIGTERM or SIGHUP. No other thread may be running. FALSE with BUILD_ERROR, CONTENT_ERROR or
     * PROCESS_ERROR where it cannot begin, or not go on.
     */
    gboolean (*run)(const ServeOptions *options, GError **error);
} ServeModule;

#define SERVE_FILE "broadside-serve.so"
#define SERVE_VERSION 1
#define SERVE_SYMBOL "broadside_serve"
extern const ServeModule broadside_serve;
