/* SPDX-License-Identifier: MIT */
#include "serve/inject.h"

#include "serve/address.h"
#include "serve/policy.h"

#include <string.h>

/* A part of a page. */
typedef struct {
    const char *at, *end;
} Span;

static gboolean span_is(Span span, const char *word)
{
    const gsize length = strlen(word);

    return (gsize)(span.end - span.at) == length && g_ascii_strncasecmp(span.at, word, length) == 0;
}

static gboolean span_begins(Span span, const char *word)
{
    const gsize length = strlen(word);

    return (gsize)(span.end - span.at) >= length && g_ascii_strncasecmp(span.at, word, length) == 0;
}

/* Where `word` is next, or the end. */
static const char *span_find(Span span, const char *word)
{
    while (span.at < span.end && !span_begins(span, word))
        span.at++;
    return span.at;
}

static gboolean is_blank(char c)
{
    return c != '\0' && strchr(" \t\n\f\r", c) != NULL;
}

static Span span_until(Span *rest, const char *stops)
{
    Span found = {rest->at, rest->at};

    while (found.end < rest->end && (*found.end == '\0' || !strchr(stops, *found.end)))
        found.end++;
    rest->at = found.end;
    return found;
}

static void skip_blanks(Span *rest)
{
    while (rest->at < rest->end && is_blank(*rest->at))
        rest->at++;
}

/* The next attribute of a tag (HTML, 13.2.5.32 to 39); FALSE at its '>'. */
static gboolean attribute_next(Span *rest, Span *name, Span *value)
{
    while (rest->at < rest->end && (is_blank(*rest->at) || *rest->at == '/'))
        rest->at++;
    if (rest->at == rest->end || *rest->at == '>')
        return FALSE;
    *name = span_until(rest, " \t\n\f\r/>=");
    if (name->at == name->end)
        rest->at++; /* a '=' where a name should be */
    skip_blanks(rest);
    *value = (Span){rest->at, rest->at};
    if (rest->at == rest->end || *rest->at != '=')
        return TRUE;
    rest->at++;
    skip_blanks(rest);
    if (rest->at < rest->end && (*rest->at == '"' || *rest->at == '\'')) {
        const char quote[] = {*rest->at++, '\0'};
        *value = span_until(rest, quote);
        rest->at += rest->at < rest->end;
    } else {
        *value = span_until(rest, " \t\n\f\r>");
    }
    return TRUE;
}

/* The value of `content` of a <meta> that holds a policy. */
static gboolean policy_find(Span *rest, Span *policy)
{
    gboolean is_policy = FALSE, has_content = FALSE;
    Span name, value;

    while (attribute_next(rest, &name, &value)) {
        if (span_is(name, "http-equiv"))
            is_policy = span_is(value, "Content-Security-Policy");
        if (span_is(name, "content") && !has_content) {
            *policy = value;
            has_content = TRUE;
        }
    }
    return is_policy && has_content;
}

/* An apostrophe may be written as a reference; a policy has no other need of one. */
static char *policy_decode(Span policy)
{
    g_autoptr(GString) text = g_string_new_len(policy.at, policy.end - policy.at);

    g_string_replace(text, "&#39;", "'", 0);
    g_string_replace(text, "&#x27;", "'", 0);
    g_string_replace(text, "&apos;", "'", 0);
    return g_strdup(text->str);
}

static void append_policy(GString *into, Span policy, const char *authority)
{
    g_autofree char *text = policy_decode(policy);
    g_autofree char *allowed = policy_allow(text, authority);
    g_autofree char *escaped = g_markup_escape_text(allowed, -1);
    const char *quote = strchr("\"'", policy.at[-1]) ? "" : "\"";

    g_string_append_printf(into, "%s%s%s", quote, escaped, quote);
}

/* The part of the href of a <base> that names the host of `address`, which the preview stands for. */
static gboolean base_find(Span *rest, const char *address, Span *host)
{
    const char *name_of_host = strstr(address, "://");
    const char *path = name_of_host ? strchr(name_of_host + strlen("://"), '/') : NULL;
    const gsize length = path ? (gsize)(path - address) : 0;
    Span name, value;

    while (attribute_next(rest, &name, &value))
        if (length > 0 && span_is(name, "href") && span_begins(value, address)) {
            *host = (Span){value.at, value.at + length};
            return TRUE;
        }
    return FALSE;
}

/* Looks at the tag where `rest` begins, and skips it. TRUE where a part of it is to be another one: all from
 * `from` up to that is appended, and what is to stand there. */
static gboolean tag_change(GString *into, Span *rest, const char *from, const Injection *injection,
                           Span *part)
{
    const gboolean base = span_begins(*rest, "<base"), meta = span_begins(*rest, "<meta");

    rest->at += base || meta ? strlen("<base") : 1;
    if (base ? !base_find(rest, injection->address, part) : !meta || !policy_find(rest, part))
        return FALSE;
    g_string_append_len(into, from, part->at - from);
    if (meta)
        append_policy(into, *part, injection->authority);
    return TRUE;
}

/* Appends all up to where `rest` ends, with each policy and <base> changed. They count only in the head, and
 * what looks like one in a comment, a script or a style is none. */
static void append_head(GString *into, Span rest, const Injection *injection)
{
    static const char *const closed[][2] = {{"<!--", "-->"}, {"<script", "</script"}, {"<style", "</style"}};
    const char *from = rest.at;
    Span part = rest;

    while (rest.at < rest.end) {
        rest.at = memchr(rest.at, '<', (gsize)(rest.end - rest.at));
        if (!rest.at)
            break;
        for (gsize i = 0; i < G_N_ELEMENTS(closed); i++)
            if (span_begins(rest, closed[i][0]))
                rest.at = span_find(rest, closed[i][1]);
        if (rest.at == rest.end || span_begins(rest, "<body"))
            break;
        if (tag_change(into, &rest, from, injection, &part))
            from = part.end;
    }
    g_string_append_len(into, from, rest.end - from);
}

/* The last </body>, or the end. */
static const char *body_end(Span page)
{
    for (Span at = {page.end, page.end}; at.at-- > page.at;)
        if (*at.at == '<' && span_begins(at, "</body"))
            return at.at;
    return page.end;
}

static gboolean is_utf16(Span page)
{
    return span_begins(page, "\xff\xfe") || span_begins(page, "\xfe\xff");
}

GBytes *page_inject(GBytes *html, const Injection *injection)
{
    gsize length;
    const char *text = g_bytes_get_data(html, &length);
    const Span page = {text, text + length};

    if (length >= 2 && is_utf16(page))
        return g_bytes_ref(html);
    GString *made = g_string_sized_new(length + 512);
    const char *end = length > 0 ? body_end(page) : text;
    if (length > 0)
        append_head(made, (Span){text, end}, injection);
    g_string_append_printf(made, "<script src=\"http://%s%s\" data-version=\"%s\"%s></script>\n",
                           injection->authority, ADDRESS_SCRIPT, injection->version,
                           injection->missing ? " data-missing" : "");
    if (length > 0)
        g_string_append_len(made, end, page.end - end);
    return g_string_free_to_bytes(made);
}
