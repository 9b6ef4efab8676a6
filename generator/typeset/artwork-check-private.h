/* SPDX-License-Identifier: MIT */
/* Private to typeset/artwork-*.c: an SVG that is being looked through. */
#pragma once

#include "typeset/artwork-check.h"
#include "typeset/artwork-cost.h"
#include "typeset/artwork-size.h"

/* Values of the attribute by which the style sheet finds elements. */
#define OWN_ATTRIBUTE "data-sheet"
enum { OWN_HIDDEN = 'h', OWN_AROUND = 'a', OWN_FRAME = 'f' };

/* An element that is open. */
typedef struct {
    gsize hidden;   /* where OWN_HIDDEN stands in the SVG, if it is; 0: it is not */
    gboolean askew; /* it, or what it is in */
    gboolean text;  /* it, or what it is in, is text that is drawn */
} Open;

typedef struct {
    guint kind; /* CostReference */
    const char *id;
} Reference;

typedef struct {
    CheckedArtwork *checked;
    ArtworkSize size;
    ArtworkCost *cost;
    GMarkupParseContext *context;
    const char *file;
    Diagnostics *diagnostics;
    guint line; /* of the style sheet's beginning; 0: where the parser is */
    guint errors;
    gboolean grey;
    const char *language;    /* of the text in a picture; NULL: it is an artwork */
    gboolean finding_styles; /* the first time through */
    char *prefix;            /* of SVG's own elements: "svg:"; "" as a rule */
    GArray *open;            /* Open */
    guint skip;              /* elements that are open within one that is left out, and itself */
    gboolean text;           /* what is left out is text: it must be empty */
    guint elements, rules;
    GHashTable *ids;              /* of frames */
    GString *styles;              /* of all <style>, one after the other */
    GHashTable *style_references; /* ".class", "#id", "element" or "*": GArray of Reference */
    GStringChunk *words;
} Check;

/* Reports a mistake at the line where the parser is. */
void check_error(Check *check, const char *hint, const char *format, ...) G_GNUC_PRINTF(3, 4);
/* It refers to `what`, which is not in the file. */
void outside_error(Check *check, const char *what);

/* It has a filter. */
void filter_error(Check *check);

/* Declarations as they are looked at and written. */
typedef struct {
    Check *check;
    GHashTable *keys;
    GString *out;
    gboolean hidden, askew;
} Declared;

/* A StyleDeclaration whose data is a Declared: appends it to `out`. */
void declaration_write(const char *property, const char *value, gpointer data);
/* A value as it may stand in the SVG, for the rules of `keys`, or for the open element if that is NULL; the
 * caller frees it. */
char *value_checked(Check *check, const char *property, const char *value, GHashTable *keys);
/* Writes the style sheet: that of the file, and ours, by which frames are measured whatever hides them, and
 * never seen. */
void styles_write(Check *check);
/* What the style sheet has the open element refer to. */
void styles_apply(Check *check, const char *element, const char *id, const char *classes);

/* NULL if it has no such attribute. */
const char *attribute_find(const char *wanted, const char **names, const char **values);
/* An element as it is written: links are none on paper. */
const char *element_written(const char *element, gboolean text);
/* Writes the beginning of an element, which is then open. */
void element_write(Check *check, const char *element, const char **names, const char **values);
/* The part of a name after its prefix. */
const char *name_local(const char *name);
