/* SPDX-License-Identifier: MIT */
/* Attributes that hold several addresses, or one among other things. */
#include "escape/address-part.h"
#include "escape/entity.h"

#include <string.h>

gboolean address_step_list(Where *at, char c)
{
    if (c == ';') {
        at->url = URL_START;
        return TRUE;
    }
    return address_step(at, c);
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

gboolean address_append_list(GString *out, Where *at, const char *text, gsize length)
{
    if (memchr(text, ';', length))
        return address_append_unsafe(out, at);
    return address_append(out, at, text, length, AMPERSAND_MARKUP, NULL);
}

/* "480w", "2x", "1.5x" */
static gboolean is_descriptor(const char *text, gsize length)
{
    for (gsize i = 0; i < length; i++)
        if (!g_ascii_isalnum(text[i]) && text[i] != '.' && !is_space(text[i]))
            return FALSE;
    return TRUE;
}

static gboolean append_candidate(GString *out, const char *url, gsize length, const char *rest,
                                 gsize rest_length)
{
    Where at = {.url = URL_START};

    if (!address_may_stand(at, url, length, NULL) || !is_descriptor(rest, rest_length))
        return address_append_unsafe(out, &at);
    address_append_part(out, &at, url, length, AMPERSAND_MARKUP, '\0');
    g_string_append_len(out, rest, (gssize)rest_length);
    return TRUE;
}

/* The end of what `is` holds for. */
static gsize span(const char *text, gsize at, gsize length, gboolean (*is)(char c))
{
    while (at < length && is(text[at]))
        at++;
    return at;
}

static gboolean is_between(char c)
{
    return is_space(c) || c == ',';
}

static gboolean is_within_url(char c)
{
    return !is_space(c);
}

static gboolean is_within_descriptor(char c)
{
    return c != ',';
}

/* A value at the start of a candidate is one, or several (WHATWG HTML, 4.8.4.2.1): an address goes up to
 * white space, and a comma at its very end is none of it. */
static gboolean append_candidates(GString *out, const char *text, gsize length)
{
    gboolean all = TRUE;
    gsize at = span(text, 0, length, is_between);

    for (const gsize first = at; at < length; at = span(text, at, length, is_between)) {
        const gsize space = span(text, at, length, is_within_url);
        gsize url = space;
        while (url > at && text[url - 1] == ',')
            url--;
        gsize end = url < space ? space : span(text, space, length, is_within_descriptor);
        gsize rest = url < space ? url : end;
        while (rest > url && is_space(text[rest - 1]))
            rest--;
        if (at > first)
            g_string_append(out, ", ");
        all = append_candidate(out, text + at, url - at, text + url, rest - url) && all;
        at = end;
    }
    return all;
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
    address_trim(&text, &length);
    if (!address_may_stand(*at, text, length, NULL))
        return address_append_unsafe(out, at);
    address_append_part(out, at, text, length, AMPERSAND_MARKUP, ',');
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

static gboolean append_refresh(GString *out, Where *at, const char *text, gsize length)
{
    const Where start = {.url = URL_START};

    if (at->inner == REFRESH_ADDRESS)
        return address_append(out, at, text, length, AMPERSAND_MARKUP, NULL);
    if (at->inner == REFRESH_NONE || length == 0) {
        entity_append(out, text, length);
        return TRUE;
    }
    const char *address = at->inner == REFRESH_START ? refresh_address(text) : text;
    at->inner = !address ? REFRESH_NONE : *address ? REFRESH_ADDRESS : REFRESH_NUMBER;
    if (address && *address && !address_may_stand(start, address, strlen(address), NULL))
        return address_append_unsafe(out, at);
    if (at->inner == REFRESH_ADDRESS)
        at->url = URL_VALUE;
    entity_append(out, text, length);
    return TRUE;
}

/* Judged as it will stand there: without the bytes that are left out of markup. */
gboolean address_append_refresh(GString *out, Where *at, const char *text, gsize length)
{
    g_autoptr(GString) clean = g_string_sized_new(length);

    for (gsize i = 0; i < length; i++)
        if ((guchar)text[i] >= ' ' ? text[i] != 0x7f : is_space(text[i]))
            g_string_append_c(clean, text[i]);
    if (at->element == ELEMENT_META_HTTP && at->inner == REFRESH_START && clean->len > 0 &&
        !refresh_address(clean->str))
        return address_append_unsafe(out, at); /* it would be a policy of the page */
    return append_refresh(out, at, clean->str, clean->len);
}
