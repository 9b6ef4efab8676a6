/* SPDX-License-Identifier: MIT */
/*
 * The typesetter in worker processes: they read the site's files, the theme and the fonts, and nothing else.
 * What makes sheets and what makes books have this in common.
 */
#pragma once

#include "print/typesetter.h"
#include "process/pool.h"
#include "template/engine.h"

/* Everything is borrowed but `typesetter` and `messages`. */
typedef struct {
    const Site *site;
    const Theme *theme;
    const TypesetModule *module;
    Typesetter *typesetter;
    Diagnostics **messages; /* of each task; NULL: none */
    guint tasks;
} Press;

/*
 * Loads the typesetter and opens the theme's fonts, before any worker begins: they all read the same mapped
 * files. `press->typesetter` stays NULL where a font is missing, which was told. FALSE with `error` where it
 * cannot be loaded.
 */
gboolean press_open(Press *press, const Site *site, const Theme *theme, guint tasks, Diagnostics *diagnostics,
                    GError **error);
void press_close(Press *press);

/*
 * Runs `pool`, of which everything is set but `tasks` and `confinement`. Workers may read and write below
 * `read` and `write`, too: NULL-terminated, or NULL.
 */
gboolean press_run(const Press *press, PoolJob *pool, const char *const *read, const char *const *write,
                   const Interrupt *interrupt, GError **error);

/* What was said at a task: messages are told in the order of the tasks, whichever was done first. */
Diagnostics *press_messages(Press *press, guint task);
gboolean press_has_errors(const Press *press, guint task);
void press_tell(const Press *press, Diagnostics *diagnostics);

/* In a worker: an engine, which publishes nothing. */
Engine *press_engine(const Press *press, GHashTable *paths, const GPtrArray *pages, Diagnostics *diagnostics);
