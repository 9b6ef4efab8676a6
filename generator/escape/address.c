/* SPDX-License-Identifier: MIT */
#include "escape/address-part.h"

#include <string.h>

/* What stands in the place of an address that is refused. */
#define UNSAFE "#unsafe"

/* Schemes of values. What else there is runs, or is read from, the reader's machine. */
static const char *const allowed[] = {"http", "https", "mailto", "tel", NULL};

/* Schemes of templates that are told apart: behind those before the last a value would be a program, behind
 * that it begins with the name of a host. */
static const char *const schemes[] = {"javascript", "vbscript", "data", "https"};
#define SCHEME_WEB (G_N_ELEMENTS(schemes) - 1)

/* In at->name: the word that letters may become, and how much of it was read. */
enum { SCHEME_NONE = 0xffff };

static guint16 scheme_step(guint16 name, gboolean first, char c)
{
    const char letter = g_ascii_tolower(c);

    if (first) {
        for (guint16 i = 0; i < G_N_ELEMENTS(schemes); i++)
            if (schemes[i][0] == letter)
                return (guint16)(i << 8 | 1);
        return SCHEME_NONE;
    }
    if (name == SCHEME_NONE || schemes[name >> 8][name & 0xff] != letter || letter == '\0')
        return SCHEME_NONE;
    return name + 1;
}

/* "http" is "https" without its last letter. */
static UrlPart part_after_scheme(guint16 name)
{
    if (name == SCHEME_NONE)
        return URL_PATH;
    const char *rest = schemes[name >> 8] + (name & 0xff);
    if (name >> 8 == SCHEME_WEB)
        return *rest == '\0' || strcmp(rest, "s") == 0 ? URL_HOST_START : URL_PATH;
    return *rest == '\0' ? URL_REFUSED : URL_PATH;
}

/* Browsers take these out of addresses (WHATWG URL, 4.4). */
static gboolean is_left_out(char c)
{
    return c == '\t' || c == '\n' || c == '\r';
}

static gboolean is_slash(char c)
{
    return c == '/' || c == '\\';
}

static gboolean ends_path(char c)
{
    return c == '?' || c == '#';
}

static void start_step(Where *at, char c)
{
    const gboolean first = at->url == URL_START;

    if (is_left_out(c) || (first && (guchar)c <= ' '))
        return;
    at->url = URL_SCHEME;
    if (is_slash(c))
        at->url = first ? URL_SLASH : URL_PATH;
    else if (ends_path(c))
        at->url = URL_QUERY;
    else if (c == ':')
        at->url = first ? URL_PATH : part_after_scheme(at->name);
    else if (c == '&')
        at->url = URL_REFUSED; /* a reference may stand for anything */
    else
        at->name = scheme_step(at->name, first, c);
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
    else if (is_slash(c))
        at->url = URL_PATH;
    else if (ends_path(c))
        at->url = URL_QUERY;
    return TRUE;
}

static gboolean is_one_slash(UrlPart part)
{
    return part == URL_SLASH || part == URL_SLASH_VALUE;
}

/* What follows decides whether a host begins: the template may say so, but no value. */
static UrlPart slash_step(UrlPart part, char c)
{
    if (is_left_out(c))
        return part;
    if (ends_path(c))
        return URL_QUERY;
    if (is_slash(c))
        return part == URL_HOST_EMPTY || part == URL_SLASH_VALUE ? URL_REFUSED : URL_HOST_START;
    if (!is_one_slash(part))
        return URL_HOST;
    return c == '&' ? URL_REFUSED : URL_PATH;
}

gboolean address_step(Where *at, char c)
{
    switch ((UrlPart)at->url) {
    case URL_START:
    case URL_SCHEME: start_step(at, c); break;
    case URL_VALUE:
    case URL_VALUE_AMP: return value_step(at, c);
    case URL_SLASH:
    case URL_SLASH_VALUE:
    case URL_HOST_START:
    case URL_HOST_EMPTY: at->url = slash_step(at->url, c); break;
    case URL_HOST: at->url = is_slash(c) ? URL_PATH : ends_path(c) ? URL_QUERY : URL_HOST; break;
    case URL_PATH: at->url = ends_path(c) ? URL_QUERY : URL_PATH; break;
    default: break;
    }
    /* Code of another host: no part of its address may come from a value. */
    if (at->attribute == ATTRIBUTE_URL_OF_CODE && (at->url == URL_HOST_START || at->url == URL_HOST))
        at->url = URL_REFUSED;
    return TRUE;
}

gboolean address_takes_value(Where at)
{
    return at.url != URL_REFUSED && at.url != URL_VALUE_AMP;
}

/* The length of the scheme that browsers would see, without its colon; -1 if there is none. */
static gssize scheme_length(const char *text, gsize length)
{
    for (gsize i = 0; i < length; i++) {
        if (text[i] == '/' || ends_path(text[i]))
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

/* Code comes from the site itself. */
static gboolean is_own(const char *text, gsize length, const char *base_url)
{
    const gsize size = base_url ? strlen(base_url) : 0;

    if (size > 0 && length > size && strncmp(text, base_url, size) == 0 &&
        (base_url[size - 1] == '/' || text[size] == '/'))
        return TRUE;
    return scheme_length(text, length) < 0 && !(length > 1 && is_slash(text[0]) && is_slash(text[1]));
}

gboolean address_may_stand(Where at, const char *text, gsize length, const char *base_url)
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

static void append_byte(GString *out, const char *text, gsize rest, gboolean component, const char *ampersand)
{
    static const char digits[] = "0123456789ABCDEF";
    const guchar c = (guchar)*text;
    const char encoded[] = {'%', digits[c >> 4], digits[c & 15]};

    if (!component && c == '&')
        g_string_append(out, ampersand);
    else if (!component && is_encoded(text, rest))
        g_string_append_c(out, '%');
    else
        g_string_append_len(out, encoded, sizeof encoded);
}

/* `also`: a byte that is encoded besides; or '\0'. */
static void append_encoded(GString *out, const char *text, gsize length, gboolean component,
                           const char *ampersand, char also)
{
    const guint most = component ? 1 : 2;
    gsize start = 0;

    for (gsize i = 0; i < length; i++) {
        const guint8 keep = kept[(guchar)text[i]];
        if (keep && keep <= most && !(also && text[i] == also))
            continue;
        g_string_append_len(out, text + start, (gssize)(i - start));
        append_byte(out, text + i, length - i, component || (also && text[i] == also), ampersand);
        start = i + 1;
    }
    g_string_append_len(out, text + start, (gssize)(length - start));
}

/* Follows a value as if the template had it, but that its "&" is no reference. */
static UrlPart follow_value(UrlPart part, const char *text, gsize length)
{
    Where at = {.url = part};

    for (gsize i = 0; i < length; i++)
        address_step(&at, text[i] == '&' ? 'x' : text[i]);
    return at.url == URL_SCHEME ? URL_VALUE : at.url;
}

/* What the address is at after a value. */
static UrlPart part_after(UrlPart part, const char *text, gsize length)
{
    if (length == 0)
        return part == URL_HOST_START ? URL_HOST_EMPTY : part;
    if (part == URL_HOST_START || part == URL_HOST_EMPTY)
        part = URL_HOST;
    else if (is_one_slash(part))
        part = URL_PATH;
    else if (part == URL_SCHEME)
        part = URL_VALUE;
    const UrlPart after = follow_value(part, text, length);
    return after == URL_SLASH ? URL_SLASH_VALUE : after;
}

void address_trim(const char **text, gsize *length)
{
    while (*length > 0 && (guchar) * *text <= ' ') {
        (*text)++;
        (*length)--;
    }
    while (*length > 0 && (guchar)(*text)[*length - 1] <= ' ')
        (*length)--;
}

static gboolean is_host(UrlPart part)
{
    return part == URL_HOST_START || part == URL_HOST_EMPTY || part == URL_HOST;
}

void address_append_part(GString *out, Where *at, const char *text, gsize length, const char *ampersand,
                         char also)
{
    const UrlPart part = at->url;

    at->url = part_after(part, text, length);
    if (is_one_slash(part) && length == 0) {
        g_string_append_c(out, '.'); /* or else the next slash would begin the name of a host */
        at->url = URL_PATH;
    } else if (is_one_slash(part) && is_slash(text[0])) {
        g_string_append(out, "%2F");
        text++;
        length--;
    }
    /* Before an '@' all would be the name of a user. */
    append_encoded(out, text, length, part == URL_QUERY, ampersand, is_host(part) ? '@' : also);
}

gboolean address_append_unsafe(GString *out, Where *at)
{
    g_string_append(out, UNSAFE);
    at->url = URL_QUERY;
    return FALSE;
}

gboolean address_append(GString *out, Where *at, const char *text, gsize length, const char *ampersand,
                        const char *base_url)
{
    address_trim(&text, &length);
    if (!address_may_stand(*at, text, length, base_url))
        return address_append_unsafe(out, at);
    address_append_part(out, at, text, length, ampersand, '\0');
    return TRUE;
}
