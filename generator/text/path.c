/* SPDX-License-Identifier: MIT */
#include "text/path.h"

#include <glib/gi18n.h>
#include <string.h>
#include <xxhash.h>

/* Not in Windows file names (Microsoft, "Naming Files, Paths, and Namespaces"); the slash parts the parts. */
static gboolean is_refused(gunichar c)
{
    switch (c) {
    case '<':
    case '>':
    case ':':
    case '"':
    case '\\':
    case '|':
    case '?':
    case '*': return TRUE;
    default: return c < 0x20 || c == 0x7f;
    }
}

/* The same in one part of a path that links lead to. */
static gboolean is_refused_in_part(gunichar c)
{
    return is_refused(c) || c == ' ' || c == '/' || c == '#' || c == '%';
}

/* U+3001 to U+3029: punctuation of Chinese. */
static gboolean is_ideographic_mark(const guchar *p)
{
    return p[0] == 0xe3 && p[1] == 0x80 && p[2] >= 0x81 && p[2] <= 0xa9;
}

/*
 * Whether it is all ASCII, U+4000 to U+9FFF, which is Han, and its punctuation: what needs no normalisation,
 * composes with nothing, and has capitals in ASCII alone. Most paths are. `small`: and has none there.
 */
static gboolean is_settled(const char *text, gboolean small)
{
    for (const guchar *p = (const guchar *)text; *p; p++) {
        if (*p < 0x80 && !(small && *p >= 'A' && *p <= 'Z'))
            continue;
        if (!is_ideographic_mark(p) &&
            (*p < 0xe4 || *p > 0xe9 || (p[1] & 0xc0) != 0x80 || (p[2] & 0xc0) != 0x80))
            return FALSE;
        p += 2;
    }
    return TRUE;
}

/* Names of devices, which Windows refuses with any extension. */
static gboolean is_device(const char *part, gsize length)
{
    static const char *const devices[] = {"con", "prn", "aux", "nul"};
    const char *dot = memchr(part, '.', length);
    const gsize stem = dot ? (gsize)(dot - part) : length;

    if (stem != 3 && stem != 4)
        return FALSE;
    if (stem == 4 && (g_ascii_strncasecmp(part, "com", 3) == 0 || g_ascii_strncasecmp(part, "lpt", 3) == 0))
        return part[3] >= '1' && part[3] <= '9';
    for (gsize i = 0; i < G_N_ELEMENTS(devices); i++)
        if (stem == 3 && g_ascii_strncasecmp(part, devices[i], 3) == 0)
            return TRUE;
    return FALSE;
}

/* `refused`: it holds such a character. */
static const char *part_refusal(const char *part, gsize length, gboolean refused)
{
    if (length == 0)
        return _("a part of it is empty");
    if (length > PATH_PART_MAX)
        return _("a part of it is longer than 120 bytes");
    if ((length == 1 && part[0] == '.') || (length == 2 && part[0] == '.' && part[1] == '.'))
        return _("it holds '.' or '..'");
    if (part[length - 1] == '.' || part[length - 1] == ' ' || part[0] == ' ')
        return _("a part of it begins with a space, or ends with a dot or a space");
    if (is_device(part, length))
        return _("a part of it is the name of a device on Windows");
    return refused ? _("it holds a character that file names on Windows cannot have") : NULL;
}

const char *path_refusal(const char *path)
{
    if (!is_settled(path, FALSE) && !g_utf8_validate(path, -1, NULL))
        return _("it is not UTF-8");
    if (path[0] == '/')
        return _("it begins with a slash");
    for (;;) {
        gboolean refused = FALSE;
        gsize length = 0;
        for (; path[length] && path[length] != '/'; length++)
            refused |= is_refused((guchar)path[length]);
        const char *why = part_refusal(path, length, refused);
        if (why)
            return why;
        if (path[length] == '\0')
            return NULL;
        path += length + 1;
    }
}

/* What is cut ends in a hash of the whole, so that two long names stay two. */
static void cut_to(GString *text, gsize most)
{
    char mark[16];

    if (text->len <= most)
        return;
    g_snprintf(mark, sizeof mark, "-%08x", g_str_hash(text->str));
    const char *end = g_utf8_find_prev_char(text->str, text->str + most - strlen(mark) + 1);
    g_string_truncate(text, (gsize)(end - text->str));
    g_string_append(text, mark);
}

/* Whether a settled text is one part of a path as it is. */
static gboolean is_part(const char *text)
{
    const gsize length = strlen(text);

    for (const char *p = text; *p; p++)
        if (is_refused_in_part((guchar)*p))
            return FALSE;
    return length > 0 && length <= PATH_PART_MAX - PATH_PART_ROOM && !strchr("-.", text[length - 1]) &&
           text[0] != '.' && !is_device(text, length);
}

gboolean path_is_part(const char *text)
{
    return is_settled(text, FALSE) && is_part(text);
}

char *path_part(const char *text)
{
    if (path_is_part(text))
        return g_strdup(text);
    g_autofree char *normal = g_utf8_normalize(text, -1, G_NORMALIZE_NFC);
    g_autoptr(GString) part = g_string_new(NULL);

    for (const char *p = normal ? normal : ""; *p; p = g_utf8_next_char(p)) {
        const gunichar c = g_utf8_get_char(p);
        if (!is_refused_in_part(c) && !g_unichar_isspace(c) && !g_unichar_iscntrl(c))
            g_string_append_unichar(part, c);
        else if (part->len > 0 && part->str[part->len - 1] != '-')
            g_string_append_c(part, '-');
    }
    cut_to(part, PATH_PART_MAX - PATH_PART_ROOM);
    while (part->len > 0 && strchr("-.", part->str[part->len - 1]))
        g_string_truncate(part, part->len - 1);
    if (part->len == 0)
        return g_strdup("-");
    if (is_device(part->str, part->len) || part->str[0] == '.')
        g_string_prepend_c(part, '_');
    return g_strdup(part->str);
}

char *path_compose(const char *text)
{
    char *composed = is_settled(text, FALSE) ? NULL : g_utf8_normalize(text, -1, G_NORMALIZE_NFC);
    return composed ? composed : g_strdup(text);
}

char *path_fold(const char *path)
{
    if (is_settled(path, FALSE))
        return g_ascii_strdown(path, -1);
    g_autofree char *folded = g_utf8_casefold(path, -1);
    return g_utf8_normalize(folded, -1, G_NORMALIZE_NFC);
}

guint path_hash(gconstpointer path)
{
    return (guint)XXH3_64bits(path, strlen(path));
}

gboolean path_is_folded(const char *path)
{
    return is_settled(path, TRUE);
}

char *path_relative(const char *from, const char *to)
{
    gsize common = 0;

    for (gsize i = 0; from[i] && from[i] == to[i]; i++)
        if (from[i] == '/')
            common = i + 1;
    GString *way = g_string_new(NULL);
    for (const char *p = from + common; (p = strchr(p, '/')); p++)
        g_string_append(way, "../");
    g_string_append(way, to + common);
    return g_string_free(way, FALSE);
}

char *path_resolve(const char *from, const char *relative)
{
    g_autoptr(GPtrArray) parts = g_ptr_array_new_with_free_func(g_free);
    g_autofree char *folder = g_path_get_dirname(from);
    g_autofree char *whole =
        relative[0] == '/' ? g_strdup(relative + 1) : g_strconcat(folder, "/", relative, NULL);
    g_auto(GStrv) all = g_strsplit(whole, "/", -1);

    for (char **part = all; *part; part++) {
        if (**part == '\0' || strcmp(*part, ".") == 0)
            continue;
        if (strcmp(*part, "..") != 0)
            g_ptr_array_add(parts, g_strdup(*part));
        else if (parts->len > 0)
            g_ptr_array_remove_index(parts, parts->len - 1);
        else
            return NULL;
    }
    g_ptr_array_add(parts, NULL);
    return g_strjoinv("/", (char **)parts->pdata);
}

char *path_encode(const char *path)
{
    return g_uri_escape_string(path, "/", FALSE);
}
