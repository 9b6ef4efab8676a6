/* SPDX-License-Identifier: MIT */
/*
 * Escaping by context: what a value is turned into depends on where it stands, and where that is follows from
 * all that was printed before it. An output is a sequence of texts of templates, which are trusted, and
 * values, which are not. No value changes the structure of what stands around it; where that cannot be had,
 * it is refused.
 */
#pragma once

#include <glib.h>

typedef struct Escaper Escaper;

/* Where an output is at. To be compared and copied, not to be looked into. */
typedef guint64 Context;
#define CONTEXT_NONE G_MAXUINT64 /* no context is that */

/* What an output is, by the file name of its layout. */
typedef enum {
    ESCAPE_HTML,     /* and whatever has no rule of its own: forgetting to escape is what does harm */
    ESCAPE_XML,      /* .xml, feeds, .svg, …: HTML is a text like any other (RFC 4287, 4.1.3.3) */
    ESCAPE_SCRIPT,   /* .js */
    ESCAPE_JSON,     /* .json and its kin */
    ESCAPE_STYLE,    /* .css */
    ESCAPE_CALENDAR, /* .ics, .vcf */
    ESCAPE_TABLE,    /* .csv */
    ESCAPE_TEXT,     /* .txt, .md */
} EscapeMode;

typedef enum {
    ESCAPE_STRING,
    ESCAPE_LITERAL,  /* a number or boolean: stands in scripts as it is */
    ESCAPE_SCRIPTED, /* JSON that is safe in scripts: stands there as it is, and nowhere else */
    ESCAPE_MARKUP,   /* HTML that is trusted: stands in text as it is, elsewhere it is a string */
    /* The same, known to close what it opens, and without elements that change how what stands in them is
     * read (script, style, title, svg, select, …): it need not be followed. */
    ESCAPE_CLOSED_MARKUP,
} EscapeKind;

typedef struct {
    const char *text; /* UTF-8 */
    gsize length;
    EscapeKind kind;
} EscapeValue;

typedef enum {
    ESCAPE_DONE,
    ESCAPE_REPLACED, /* by something harmless, since this value must not stand here */
    ESCAPE_REFUSED,  /* no value may stand here; nothing was appended */
} EscapeResult;

/* Why, in words for the designer of the template. Static, translated. */
typedef struct {
    const char *where; /* "inside an unquoted attribute value" */
    const char *mend;  /* "put quotes around it" */
    gsize offset;      /* of a text: where in it */
} EscapeProblem;

/* `base_url`: what scripts may come from besides relative addresses; or NULL. Copied. */
Escaper *escaper_new(const char *base_url);
void escaper_free(Escaper *escaper);

EscapeMode escape_mode_of(const char *layout);
/* Where an output of that kind begins. */
Context escape_start(EscapeMode mode);
/*
 * Where it is after `text`, which is appended by the caller as it is. FALSE with `problem` where the text
 * makes something of a value before it that it must not be.
 */
gboolean escape_text(Escaper *escaper, Context *context, const char *text, gsize length,
                     EscapeProblem *problem);
/*
 * Appends `value`, escaped for where `context` is, which moves on. Where it is replaced or refused, `problem`
 * says why. Replacing is for values that must not stand here; refusing is for places.
 */
EscapeResult escape_value(Escaper *escaper, Context *context, GString *out, const EscapeValue *value,
                          EscapeProblem *problem);
/* Appends `text` as a literal of JSON that is safe in scripts as well, quotes included. */
void escape_append_json(GString *out, const char *text, gsize length);
/* Whether the context is in a script or in JSON, where a table can be printed as a literal. */
gboolean escape_takes_json(Context context);
/* Whether it is a file of JSON, which is read by programs and is no part of a page. */
gboolean escape_is_json_file(Context context);
/* NULL if an output may end here; else where it still is: "inside a comment". Static, translated. */
const char *escape_unfinished(Context context);
/* Whether markup may begin and end here. */
gboolean escape_in_text(Context context);
/* What the form of the file asks for as a whole: lines of iCalendar end in CR LF and are folded (RFC
 * 5545, 3.1). */
void escape_finish(EscapeMode mode, GString *out);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(Escaper, escaper_free)
