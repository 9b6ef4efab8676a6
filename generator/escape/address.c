/* SPDX-License-Identifier: MIT */
#include "escape/address.h"

#include "escape/markup.h"

#include <string.h>

/* What stands in the place of an address that is refused. */
#define UNSAFE "#unsafe"

/* Schemes of values. What else there is runs, or is read from, the reader's machine. */
static const char *const allowed[] = {"http", "https", "mailto", "tel", NULL};
/* Schemes of templates behind which a value would be a program. */
static const char *const programs[] = {"javascript", "vbscript", "data"};

/* Follows the letters of a scheme in at->name: the word it may become, and how much of it was read. */
enum { SCHEME_NONE = 0xffff };

static guint16 scheme_step(guint16 name, gboolean first, char c)
{
    const char letter = g_ascii_tolower(c);

    if (first) {
        for (guint16 i = 0; i < G_N_ELEMENTS(programs); i++)
            if (programs[i][0] == letter)
                return (guint16)(i << 8 | 1);
        return SCHEME_NONE;
    }
    if (name == SCHEME_NONE || programs[name >> 8][name & 0xff] != letter || letter == '\0')
        return SCHEME_NONE;
    return name + 1;
}

static gboolean scheme_is_program(guint16 name)
{
    return name != SCHEME_NONE && programs[name >> 8][name & 0xff] == '\0';
}

/* Browsers take these out of addresses (WHATWG URL, 4.4). */
static gboolean is_left_out(char c)
{
    return c == '\t' || c == '\n' || c == '\r';
}

static gboolean start_step(Where *at, char c)
{
    const gboolean first = at->url == URL_START;

    if (is_left_out(c) || (first && (guchar)c <= ' '))
        return TRUE;
    at->url = URL_SCHEME;
    if (c == '/' || c == '\\')
        at->url = URL_PATH;
    else if (c == '?' || c == '#')
        at->url = URL_QUERY;
    else if (c == ':')
        at->url = !first && scheme_is_program(at->name) ? URL_REFUSED : URL_PATH;
    else if (c == '&')
        at->url = URL_REFUSED; /* a reference may stand for anything */
    else
        at->name = scheme_step(at->name, first, c);
    return TRUE;
}

/* After a value that may still become a scheme. The only named references to ":" begin with "c". */
static gboolean value_step(Where *at, char c)
{
    if (at->url == URL_VALUE_AMP && (c == '#' || c == 'c'))
        return FALSE;
    if (c == ':')
        return FALSE;
    at->url = URL_VALUE;
    if (c == '&')
        at->url = URL_VALUE_AMP;
    else if (c == '/' || c == '\\')
        at->url = URL_PATH;
    else if (c == '?' || c == '#')
        at->url = URL_QUERY;
    return TRUE;
}

gboolean address_step(Where *at, char c)
{
    switch ((UrlPart)at->url) {
    case URL_START:
    case URL_SCHEME: return start_step(at, c);
    case URL_VALUE:
    case URL_VALUE_AMP: return value_step(at, c);
    case URL_PATH:
        if (c == '?' || c == '#')
            at->url = URL_QUERY;
        return TRUE;
    default: return TRUE;
    }
}

gboolean address_step_srcset(Where *at, char c)
{
    if (c == ',') {
        at->url = URL_START;
        return TRUE;
    }
    if (at->url == URL_DESCRIPTOR)
        return TRUE;
    if (is_space(c) && at->url != URL_START) {
        at->url = URL_DESCRIPTOR;
        return TRUE;
    }
    return address_step(at, c);
}

gboolean address_step_refresh(Where *at, char c)
{
    switch ((RefreshState)at->inner) {
    case REFRESH_START:
        if (!is_space(c))
            at->inner = g_ascii_isdigit(c) || c == '.' ? REFRESH_NUMBER : REFRESH_NONE;
        return TRUE;
    case REFRESH_NUMBER:
        if (!g_ascii_isdigit(c) && c != '.')
            at->inner = REFRESH_ADDRESS;
        return TRUE;
    case REFRESH_ADDRESS:
        if (at->url == URL_START && strchr(";,'\"", c))
            return TRUE;
        if (at->url == URL_SCHEME && c == '=')
            at->url = URL_START;
        else if (!(at->url == URL_SCHEME && is_space(c)))
            return address_step(at, c);
        return TRUE;
    default: return TRUE;
    }
}

gboolean address_takes_value(Where at)
{
    return at.url != URL_REFUSED && at.url != URL_VALUE_AMP;
}

/* The length of the scheme that browsers would see, without its colon; -1 if there is none. */
static gssize scheme_length(const char *text, gsize length)
{
    for (gsize i = 0; i < length; i++) {
        if (text[i] == '/' || text[i] == '?' || text[i] == '#')
            return -1;
        if (text[i] == ':')
            return (gssize)i;
    }
    return -1;
}

static gboolean scheme_is_allowed(const char *text, gsize length)
{
    for (const char *const *scheme = allowed; *scheme; scheme++)
        if (strlen(*scheme) == length && g_ascii_strncasecmp(text, *scheme, length) == 0)
            return TRUE;
    return FALSE;
}

static gboolean is_slash(char c)
{
    return c == '/' || c == '\\';
}

/* Code comes from the site itself. */
static gboolean is_own(const char *text, gsize length, const char *base_url)
{
    const gsize size = base_url ? strlen(base_url) : 0;

    if (size > 0 && length > size && strncmp(text, base_url, size) == 0 &&
        (base_url[size - 1] == '/' || text[size] == '/'))
        return TRUE;
    return scheme_length(text, length) < 0 && !(length > 1 && is_slash(text[0]) && is_slash(text[1]));
}

static gboolean may_stand(Where at, const char *text, gsize length, const char *base_url)
{
    const gssize scheme = scheme_length(text, length);

    if (at.url == URL_START && at.attribute == ATTRIBUTE_URL_OF_CODE)
        return is_own(text, length, base_url);
    if (at.url == URL_START)
        return scheme < 0 || scheme_is_allowed(text, (gsize)scheme);
    return scheme < 0 || (at.url != URL_SCHEME && at.url != URL_VALUE);
}

/* 1: in any part of an address; 2: not in a component of it. */
static const guint8 kept[256] = {
    ['0'] = 1, ['1'] = 1, ['2'] = 1, ['3'] = 1, ['4'] = 1, ['5'] = 1, ['6'] = 1, ['7'] = 1, ['8'] = 1,
    ['9'] = 1, ['A'] = 1, ['B'] = 1, ['C'] = 1, ['D'] = 1, ['E'] = 1, ['F'] = 1, ['G'] = 1, ['H'] = 1,
    ['I'] = 1, ['J'] = 1, ['K'] = 1, ['L'] = 1, ['M'] = 1, ['N'] = 1, ['O'] = 1, ['P'] = 1, ['Q'] = 1,
    ['R'] = 1, ['S'] = 1, ['T'] = 1, ['U'] = 1, ['V'] = 1, ['W'] = 1, ['X'] = 1, ['Y'] = 1, ['Z'] = 1,
    ['a'] = 1, ['b'] = 1, ['c'] = 1, ['d'] = 1, ['e'] = 1, ['f'] = 1, ['g'] = 1, ['h'] = 1, ['i'] = 1,
    ['j'] = 1, ['k'] = 1, ['l'] = 1, ['m'] = 1, ['n'] = 1, ['o'] = 1, ['p'] = 1, ['q'] = 1, ['r'] = 1,
    ['s'] = 1, ['t'] = 1, ['u'] = 1, ['v'] = 1, ['w'] = 1, ['x'] = 1, ['y'] = 1, ['z'] = 1, ['-'] = 1,
    ['.'] = 1, ['_'] = 1, ['~'] = 1, ['!'] = 2, ['#'] = 2, ['$'] = 2, ['*'] = 2, ['+'] = 2, [','] = 2,
    ['/'] = 2, [':'] = 2, [';'] = 2, ['='] = 2, ['?'] = 2, ['@'] = 2, ['['] = 2, [']'] = 2,
};

static gboolean is_encoded(const char *text, gsize rest)
{
    return rest > 2 && *text == '%' && g_ascii_isxdigit(text[1]) && g_ascii_isxdigit(text[2]);
}

static void append_byte(GString *out, const char *text, gsize rest, gboolean component, gboolean entities)
{
    static const char digits[] = "0123456789ABCDEF";
    const guchar c = (guchar)*text;
    const char encoded[] = {'%', digits[c >> 4], digits[c & 15]};

    if (!component && c == '&')
        g_string_append(out, entities ? "&amp;" : "&");
    else if (!component && is_encoded(text, rest))
        g_string_append_c(out, '%');
    else
        g_string_append_len(out, encoded, sizeof encoded);
}

/* `also`: a byte that is encoded besides; or '\0'. */
static void append_encoded(GString *out, const char *text, gsize length, gboolean component,
                           gboolean entities, char also)
{
    const guint most = component ? 1 : 2;
    gsize start = 0;

    for (gsize i = 0; i < length; i++) {
        const guint8 keep = kept[(guchar)text[i]];
        if (keep && keep <= most && !(also && text[i] == also))
            continue;
        g_string_append_len(out, text + start, (gssize)(i - start));
        append_byte(out, text + i, length - i, component, entities);
        start = i + 1;
    }
    g_string_append_len(out, text + start, (gssize)(length - start));
}

/* What the address is at after a value that stood at its start. */
static UrlPart part_after(UrlPart part, const char *text, gsize length)
{
    if (length == 0 || part == URL_QUERY)
        return part;
    if (memchr(text, '?', length) || memchr(text, '#', length))
        return URL_QUERY;
    if (part == URL_PATH || memchr(text, '/', length) || memchr(text, ':', length))
        return URL_PATH;
    return URL_VALUE;
}

static void trim(const char **text, gsize *length)
{
    while (*length > 0 && (guchar) * *text <= ' ') {
        (*text)++;
        (*length)--;
    }
    while (*length > 0 && (guchar)(*text)[*length - 1] <= ' ')
        (*length)--;
}

static void append_part(GString *out, Where *at, const char *text, gsize length, gboolean entities, char also)
{
    const gboolean component = at->url == URL_QUERY;

    if (!component && length > 0 && is_slash(text[0]) && out->len > 0 && out->str[out->len - 1] == '/') {
        g_string_append(out, "%2F"); /* or else a path becomes the name of a host */
        text++;
        length--;
        at->url = URL_PATH;
    }
    append_encoded(out, text, length, component, entities, also);
    at->url = part_after(at->url, text, length);
}

static gboolean append_unsafe(GString *out, Where *at)
{
    g_string_append(out, UNSAFE);
    at->url = URL_QUERY;
    return FALSE;
}

gboolean address_append(GString *out, Where *at, const char *text, gsize length, gboolean entities,
                        const char *base_url)
{
    trim(&text, &length);
    if (!may_stand(*at, text, length, base_url))
        return append_unsafe(out, at);
    append_part(out, at, text, length, entities, '\0');
    return TRUE;
}

/* "480w", "2x", "1.5x" */
static gboolean is_descriptor(const char *text, gsize length)
{
    for (gsize i = 0; i < length; i++)
        if (!g_ascii_isalnum(text[i]) && text[i] != '.' && !is_space(text[i]))
            return FALSE;
    return TRUE;
}

static gboolean append_candidate(GString *out, const char *text, gsize length)
{
    Where at = {.url = URL_START};
    gsize end = 0;

    trim(&text, &length);
    while (end < length && !is_space(text[end]))
        end++;
    if (!may_stand(at, text, end, NULL) || !is_descriptor(text + end, length - end))
        return append_unsafe(out, &at);
    append_part(out, &at, text, end, TRUE, '\0');
    g_string_append_len(out, text + end, (gssize)(length - end));
    return TRUE;
}

/* A value at the start of a candidate is one, or several. */
static gboolean append_candidates(GString *out, const char *text, gsize length)
{
    gboolean all = TRUE;

    for (const char *end = text + length;;) {
        const char *comma = memchr(text, ',', (gsize)(end - text));
        all = append_candidate(out, text, (gsize)((comma ? comma : end) - text)) && all;
        if (!comma)
            return all;
        g_string_append(out, ", ");
        text = comma + 1;
    }
}

gboolean address_append_srcset(GString *out, Where *at, const char *text, gsize length)
{
    if (at->url == URL_DESCRIPTOR) {
        const gboolean fits = is_descriptor(text, length);
        if (fits)
            g_string_append_len(out, text, (gssize)length);
        return fits;
    }
    if (at->url == URL_START) {
        const gboolean all = append_candidates(out, text, length);
        if (length > 0)
            at->url = URL_VALUE;
        return all;
    }
    trim(&text, &length);
    if (!may_stand(*at, text, length, NULL))
        return append_unsafe(out, at);
    append_part(out, at, text, length, TRUE, ',');
    return TRUE;
}

/* The address in "5; url=…", or NULL if the value is none of that form. */
static const char *refresh_address(const char *text)
{
    const char *p = text + strspn(text, " \t\n\f\r");

    if (!g_ascii_isdigit(*p) && *p != '.')
        return NULL;
    p += strspn(p, "0123456789.");
    p += strspn(p, "; ,\t\n\f\r");
    if (g_ascii_strncasecmp(p, "url", 3) == 0) {
        const char *after = p + 3 + strspn(p + 3, " \t\n\f\r");
        if (*after == '=')
            p = after + 1 + strspn(after + 1, " \t\n\f\r");
    }
    return p + (*p == '\'' || *p == '"');
}

gboolean address_append_refresh(GString *out, Where *at, const char *text, gsize length)
{
    const Where start = {.url = URL_START};

    if (at->inner == REFRESH_ADDRESS)
        return address_append(out, at, text, length, TRUE, NULL);
    if (at->inner == REFRESH_NONE || length == 0) {
        markup_append(out, text, length);
        return TRUE;
    }
    const char *address = at->inner == REFRESH_START ? refresh_address(text) : text;
    at->inner = !address ? REFRESH_NONE : *address ? REFRESH_ADDRESS : REFRESH_NUMBER;
    if (address && *address && !may_stand(start, address, strlen(address), NULL))
        return append_unsafe(out, at);
    if (at->inner == REFRESH_ADDRESS)
        at->url = URL_PATH;
    markup_append(out, text, length);
    return TRUE;
}
