/* SPDX-License-Identifier: MIT */
/*
 * Private to escape/: where in an output a byte stands. A context is one integer, so that what a piece of
 * text does to it can be kept.
 *
 * The states of markup are those of the tokenizer of HTML (WHATWG, 13.2.5), merged where they differ only in
 * what they emit.
 */
#pragma once

#include "escape/escape.h"

#include <string.h>

typedef enum {
    STATE_TEXT,
    STATE_TAG_OPEN, /* after "<" */
    STATE_END_OPEN, /* after "</" */
    STATE_TAG_NAME,
    STATE_BEFORE_ATTRIBUTE,
    STATE_ATTRIBUTE_NAME,
    STATE_AFTER_ATTRIBUTE,
    STATE_BEFORE_VALUE,
    STATE_VALUE_DOUBLE,
    STATE_VALUE_SINGLE,
    STATE_VALUE_UNQUOTED,
    STATE_AFTER_VALUE,
    STATE_SELF_CLOSING, /* after "/" in a tag */
    STATE_DECLARATION_OPEN,
    STATE_DECLARATION_DASH,
    STATE_DECLARATION, /* <!DOCTYPE, and what HTML reads as a comment up to ">" */
    STATE_INSTRUCTION, /* XML: <? … ?> */
    STATE_INSTRUCTION_END,
    STATE_COMMENT_START,
    STATE_COMMENT_START_DASH,
    STATE_COMMENT,
    STATE_COMMENT_END_DASH,
    STATE_COMMENT_END,
    STATE_COMMENT_END_BANG,
    STATE_CDATA_OPEN, /* XML: within "<![CDATA[" */
    STATE_CDATA,
    STATE_CDATA_BRACKET,
    STATE_CDATA_END,
    STATE_RAW, /* title, textarea, style, xmp, …: only the end tag ends it */
    STATE_RAW_OPEN,
    STATE_RAW_END_OPEN,
    STATE_RAW_END_NAME,
    STATE_RAW_DECLARATION, /* "<!" in a script or style element of SVG: only "<![CDATA[" is followed */
    STATE_RAW_CDATA,
    STATE_RAW_CDATA_OPEN, /* after "<" in it */
    STATE_RAW_CDATA_BRACKET,
    STATE_RAW_CDATA_END,
    STATE_PLAINTEXT,
    STATE_SCRIPT,
    STATE_SCRIPT_OPEN,
    STATE_SCRIPT_END_OPEN,
    STATE_SCRIPT_END_NAME,
    STATE_SCRIPT_ESCAPE_START,
    STATE_SCRIPT_ESCAPE_START_DASH,
    STATE_SCRIPT_ESCAPED,
    STATE_SCRIPT_ESCAPED_DASH,
    STATE_SCRIPT_ESCAPED_DASH_DASH,
    STATE_SCRIPT_ESCAPED_OPEN,
    STATE_SCRIPT_ESCAPED_END_OPEN,
    STATE_SCRIPT_ESCAPED_END_NAME,
    STATE_SCRIPT_DOUBLE_START,
    STATE_SCRIPT_DOUBLE,
    STATE_SCRIPT_DOUBLE_DASH,
    STATE_SCRIPT_DOUBLE_DASH_DASH,
    STATE_SCRIPT_DOUBLE_OPEN,
    STATE_SCRIPT_DOUBLE_END,
    STATE_MARKUP_LAST = STATE_SCRIPT_DOUBLE_END,
    /* Outputs that are no markup: one state each, and `inner`. */
    STATE_SCRIPT_FILE,
    STATE_JSON_FILE,
    STATE_STYLE_FILE,
    STATE_CALENDAR_FILE,
    STATE_TABLE_FILE,
    STATE_TEXT_FILE,
    STATE_FAILED,
} State;

typedef enum {
    ELEMENT_OTHER,
    ELEMENT_SCRIPT,
    ELEMENT_STYLE,
    ELEMENT_TITLE,
    ELEMENT_TEXTAREA,
    ELEMENT_XMP,
    ELEMENT_IFRAME,
    ELEMENT_NOEMBED,
    ELEMENT_NOFRAMES,
    ELEMENT_PLAINTEXT,
    ELEMENT_NOSCRIPT,
    ELEMENT_SELECT,
    ELEMENT_SVG,
    ELEMENT_MATH,
    ELEMENT_META,
    ELEMENT_META_NAMED, /* it has a `name`, so its `content` is no address */
    ELEMENT_META_HTTP,  /* it has an `http-equiv` */
    ELEMENT_ANIMATION,
    ELEMENT_BASE,
    ELEMENT_LINK,
} Element;

typedef enum {
    ATTRIBUTE_PLAIN,
    ATTRIBUTE_URL,
    ATTRIBUTE_URL_OF_CODE, /* what is there is run with the rights of the page */
    ATTRIBUTE_URL_LIST,    /* `values` of an animation: "a; b" */
    ATTRIBUTE_SRCSET,
    ATTRIBUTE_STYLE,
    ATTRIBUTE_META_CONTENT,
    ATTRIBUTE_EVENT,    /* from here on: values are refused */
    ATTRIBUTE_DOCUMENT, /* srcdoc */
    ATTRIBUTE_HTTP_EQUIV,
    ATTRIBUTE_MEANING, /* decides what others mean: attributeName, sandbox, a script's type */
} Attribute;

/* What has come of an address. */
typedef enum {
    URL_START,
    URL_SCHEME,      /* text of the template that may still become a scheme */
    URL_VALUE,       /* the same of a value */
    URL_VALUE_AMP,   /* after it, "&": what follows may be a reference to ":" */
    URL_SLASH,       /* one slash, and nothing else: with another one what follows would be a host */
    URL_SLASH_VALUE, /* the same from a value */
    URL_HOST_START,  /* "//", "https:" */
    URL_HOST_EMPTY,  /* the same, and an empty value */
    URL_HOST,
    URL_PATH,
    URL_QUERY,
    URL_DESCRIPTOR, /* srcset: after the address */
    URL_REFUSED,    /* javascript: and the like, or unclear */
} UrlPart;

/* JavaScript and JSON. */
typedef enum {
    SCRIPT_CODE,
    SCRIPT_SLASH,
    SCRIPT_DASH,
    SCRIPT_DASH_DASH,
    SCRIPT_HASH,
    SCRIPT_BANG,
    SCRIPT_BANG_DASH,
    SCRIPT_DOUBLE, /* in "…" */
    SCRIPT_DOUBLE_ESCAPE,
    SCRIPT_SINGLE,
    SCRIPT_SINGLE_ESCAPE,
    SCRIPT_LINE_COMMENT,
    SCRIPT_LINE_COMMENT_E2,
    SCRIPT_LINE_COMMENT_80,
    SCRIPT_BLOCK_COMMENT,
    SCRIPT_BLOCK_COMMENT_STAR,
    SCRIPT_UNCLEAR, /* a template string, a regular expression, …: not followed any further */
} ScriptState;

typedef enum {
    STYLE_CODE,
    STYLE_U, /* "u", "ur", "url" */
    STYLE_UR,
    STYLE_URL,
    STYLE_VALUE, /* after a value, which may be a part of a name */
    STYLE_AT,
    STYLE_IMPORT,
    STYLE_IMPORT_DOUBLE,
    STYLE_IMPORT_SINGLE,
    STYLE_SLASH,
    STYLE_COMMENT,
    STYLE_COMMENT_STAR,
    STYLE_DOUBLE,
    STYLE_DOUBLE_ESCAPE,
    STYLE_SINGLE,
    STYLE_SINGLE_ESCAPE,
    STYLE_URL_START, /* after "url(" */
    STYLE_URL_UNQUOTED,
    STYLE_URL_DOUBLE,
    STYLE_URL_SINGLE,
    STYLE_UNCLEAR,
} StyleState;

/* `content` of a meta element: what may become the address of a refresh ("5; url=…"; WHATWG HTML, 4.2.5.3).
 */
typedef enum {
    REFRESH_START,
    REFRESH_NUMBER,
    REFRESH_ADDRESS,
    REFRESH_NONE, /* it does not begin like one */
} RefreshState;

/* iCalendar (RFC 5545, 3.1) and vCard (RFC 6350, 3.3): lines of NAME;PARAMETER=…:VALUE. */
typedef enum {
    LINE_START,
    LINE_NAME,
    LINE_PARAMETER,
    LINE_PARAMETER_QUOTED,
    LINE_TEXT,  /* the value of a property that is text */
    LINE_OTHER, /* or something else: a date, an address */
    LINE_TEXT_END,
    LINE_OTHER_END,
} LineState;

/* CSV (RFC 4180). */
typedef enum {
    CELL_START,
    CELL_OPEN,
    CELL_QUOTED_START,
    CELL_QUOTED,
    CELL_QUOTE, /* in a quoted cell: its end, or one half of "" */
} CellState;

/* Flags. */
#define CONTEXT_SELECT 0x01
#define CONTEXT_NOSCRIPT 0x02
#define CONTEXT_XML 0x04
#define CONTEXT_CLOSING 0x08 /* the tag is an end tag */

#define CONTEXT_DEPTH_MAX 15 /* of svg and math elements in each other: from there on it is not known */

typedef struct {
    guint8 state;         /* State */
    guint8 element;       /* Element: whose tag or text this is */
    guint8 inner;         /* ScriptState, StyleState, RefreshState, LineState, CellState */
    guint8 attribute : 4; /* Attribute */
    guint8 url : 4;       /* UrlPart */
    guint8 svg : 4;       /* how many of these elements are open */
    guint8 math : 4;
    guint8 flags; /* CONTEXT_… */
    guint16 name; /* what has been read of a name: its number in the escaper, or a place in a word */
} Where;

G_STATIC_ASSERT(sizeof(Where) == sizeof(Context));

static inline Where where_of(Context context)
{
    Where where;
    memcpy(&where, &context, sizeof where);
    return where;
}

static inline Context where_context(Where where)
{
    Context context;
    memcpy(&context, &where, sizeof context);
    return context;
}

struct Escaper {
    char *base_url;      /* or NULL */
    GPtrArray *names;    /* char *: beginnings of names that texts ended in */
    GHashTable *numbers; /* the same, to their places */
};

static inline gboolean where_is_xml(Where at)
{
    return (at.flags & CONTEXT_XML) != 0;
}

/* In SVG and MathML the parser reads what looks like HTML in another way. */
static inline gboolean where_is_foreign(Where at)
{
    return at.svg > 0 || at.math > 0;
}

/* In elements in which browsers differ, by what stands around them or what is switched on, in how they read
 * text. */
static inline gboolean where_is_ambiguous(Where at)
{
    return where_is_foreign(at) || (at.flags & (CONTEXT_SELECT | CONTEXT_NOSCRIPT));
}

static inline gboolean is_space(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\f' || c == '\r';
}
