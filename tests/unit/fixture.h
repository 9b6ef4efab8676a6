/* SPDX-License-Identifier: MIT */
/* A small site with a theme in a temporary folder, for tests of templates. */
#pragma once

#include "template/engine.h"

typedef struct {
    char *root;
    Content *content;
    Site *site;
    Theme *theme;
    Diagnostics *diagnostics;
    GHashTable *paths;
    GPtrArray *files; /* char *: what was asked to be published */
    GArray *pages;    /* Page */
    Engine *engine;
} Fixture;

/* Writes a file below the fixture's root, with the folders above it. */
void fixture_write(Fixture *fixture, const char *path, const char *text);
/* A site with broadside.yaml and a theme.lua of one output; nothing is loaded yet. */
void fixture_init(Fixture *fixture);
/* Loads everything, on 2025-11-20; every entry gets the page "TYPE-FOLDER/SLUG.html". */
void fixture_load(Fixture *fixture);
/* Renders `template` as the layout of "index.html"; the text or, after an error, the messages. Newly
 * allocated. */
char *fixture_render(Fixture *fixture, const char *template);
/* The same as the layout of the page of the entry with that id. */
char *fixture_render_entry(Fixture *fixture, const char *id, const char *template);
void fixture_clear(Fixture *fixture);
