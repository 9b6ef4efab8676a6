/* SPDX-License-Identifier: MIT */
/*
 * What an author has to mend: messages with a place, collected so that one run reports many. (That an
 * operation cannot go on is a GError.)
 */
#pragma once

#include <glib.h>

typedef struct Source Source;
typedef struct Diagnostics Diagnostics;

typedef enum { SEVERITY_ERROR, SEVERITY_WARNING } Severity;

/* Where something stands. */
typedef struct {
    const Source *source; /* quoted under the message; or NULL */
    const char *file;     /* used without a source; both NULL: the message has no place */
    guint line;           /* from 1; 0: the file as a whole */
    guint column;         /* in characters, from 1; 0: the line as a whole */
} Place;

#define PLACE_NONE ((Place){0})
#define PLACE_FILE(name) ((Place){.file = (name)})

typedef struct {
    Severity severity;
    char *file; /* or NULL */
    guint line;
    guint column;
    char *message; /* lower case, no full stop, the subject quoted */
    char *hint;    /* the mend, or NULL */
    char *notes;   /* how that place was reached, a line each; or NULL */
    char *quote;   /* the source line with a caret under the column, as it is shown; or NULL */
} Diagnostic;

Diagnostics *diagnostics_new(void);
void diagnostics_free(Diagnostics *diagnostics);

/*
 * Adds one. `hint` is what would mend it ("did you mean 'title'?"), or NULL. Everything is copied. Numbers of
 * people (identity.h) are masked in all of it, in the quoted line and in the name of the file.
 */
void diagnostics_error(Diagnostics *diagnostics, Place place, const char *hint, const char *format, ...)
    G_GNUC_PRINTF(4, 5);
void diagnostics_warning(Diagnostics *diagnostics, Place place, const char *hint, const char *format, ...)
    G_GNUC_PRINTF(4, 5);

/*
 * The same with notes on how that place was reached: lines without a line end at the last, or NULL. Of the
 * same finding from several pages one is kept, with the shortest notes: which one does not depend on their
 * order.
 */
void diagnostics_add(Diagnostics *diagnostics, Severity severity, Place place, const char *hint,
                     const char *notes, const char *message);
/* Adds all of `from`, each with these notes after its own. */
void diagnostics_copy(Diagnostics *diagnostics, const Diagnostics *from, const char *notes);

/* Adds all of `from`, each after `revise`, which may set its notes (newly allocated; there are none), its
 * column and its severity. */
typedef void (*DiagnosticRevise)(Diagnostic *diagnostic, gconstpointer data);
void diagnostics_revise(Diagnostics *diagnostics, const Diagnostics *from, DiagnosticRevise revise,
                        gconstpointer data);

/* A DiagnosticRevise: an error becomes a warning. `data` is not looked at. */
void diagnostic_soften(Diagnostic *diagnostic, gconstpointer data);

/* Adds those of `from` that `wanted` says TRUE to. */
typedef gboolean (*DiagnosticWanted)(const Diagnostic *diagnostic, gpointer data);
void diagnostics_select(Diagnostics *diagnostics, const Diagnostics *from, DiagnosticWanted wanted,
                        gpointer data);

guint diagnostics_count(const Diagnostics *diagnostics, Severity severity);

/* Forgets all of them. */
void diagnostics_clear(Diagnostics *diagnostics);

/* All of them as a new floating GVariant, and back: this is how they leave a worker process. */
GVariant *diagnostics_save(const Diagnostics *diagnostics);
void diagnostics_load(Diagnostics *diagnostics, GVariant *saved);
#define DIAGNOSTICS_VARIANT_TYPE "a(ymsuumsmsmsms)"

typedef enum { MESSAGE_TEXT, MESSAGE_JSON } MessageFormat;

/*
 * All of them in the order of file, line and column, each once, appended to `into`: as text
 * (file:line:column: error: message, the line, a caret, the hint, the notes), or as one JSON object a line.
 */
void diagnostics_print(Diagnostics *diagnostics, MessageFormat format, gboolean colour, GString *into);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(Diagnostics, diagnostics_free)
