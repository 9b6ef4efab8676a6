/* SPDX-License-Identifier: MIT */
#include "content/core.h"

#include <errno.h>
#include <glib/gi18n.h>
#include <math.h>
#include <string.h>

static gboolean is_one_of(const char *text, const char *const *words)
{
    return g_strv_contains(words, text);
}

gboolean core_null(const YamlNode *node)
{
    static const char *const words[] = {"", "~", "null", "Null", "NULL", NULL};
    return node->kind == YAML_SCALAR && node->plain && is_one_of(node->text, words);
}

CoreMatch core_boolean(const char *text, gboolean *value)
{
    static const char *const yes[] = {"true", "True", "TRUE", NULL};
    static const char *const no[] = {"false", "False", "FALSE", NULL};

    *value = is_one_of(text, yes);
    return *value || is_one_of(text, no) ? CORE_MATCH : CORE_OTHER;
}

static gboolean only_of(const char *text, const char *characters)
{
    return *text && strspn(text, characters) == strlen(text);
}

/* `digits` are checked. */
static CoreMatch to_integer(const char *digits, guint base, gboolean negative, gint64 *value)
{
    guint64 number;

    errno = 0;
    number = g_ascii_strtoull(digits, NULL, base);
    const guint64 most = negative ? (guint64)G_MAXINT64 + 1 : G_MAXINT64;
    if (errno == ERANGE || number > most)
        return CORE_RANGE;
    *value = negative ? (gint64)(0 - number) : (gint64)number;
    return CORE_MATCH;
}

CoreMatch core_integer(const char *text, gint64 *value)
{
    if (g_str_has_prefix(text, "0o"))
        return only_of(text + 2, "01234567") ? to_integer(text + 2, 8, FALSE, value) : CORE_OTHER;
    if (g_str_has_prefix(text, "0x"))
        return only_of(text + 2, "0123456789abcdefABCDEF") ? to_integer(text + 2, 16, FALSE, value)
                                                           : CORE_OTHER;
    const char *digits = text + (*text == '-' || *text == '+');
    if (!only_of(digits, "0123456789"))
        return CORE_OTHER;
    return to_integer(digits, 10, *text == '-', value);
}

static gsize digits_skip(const char **p)
{
    const gsize count = strspn(*p, "0123456789");
    *p += count;
    return count;
}

/* [-+]? ( \. [0-9]+ | [0-9]+ ( \. [0-9]* )? ) ( [eE] [-+]? [0-9]+ )? */
static gboolean is_decimal(const char *text)
{
    const char *p = text + (*text == '-' || *text == '+');
    gsize digits = digits_skip(&p);

    if (*p == '.') {
        const gboolean bare = digits == 0;
        p++;
        digits = digits_skip(&p);
        if (bare && digits == 0)
            return FALSE;
    } else if (digits == 0) {
        return FALSE;
    }
    if (*p == 'e' || *p == 'E') {
        p++;
        p += *p == '-' || *p == '+';
        if (digits_skip(&p) == 0)
            return FALSE;
    }
    return *p == '\0';
}

CoreMatch core_number(const char *text, double *value)
{
    static const char *const infinite[] = {".inf", ".Inf", ".INF", NULL};
    static const char *const undefined[] = {".nan", ".NaN", ".NAN", NULL};
    gint64 integer;

    if (core_integer(text, &integer) == CORE_MATCH) {
        *value = (double)integer;
        return CORE_MATCH;
    }
    if (is_one_of(text + (*text == '-' || *text == '+'), infinite)) {
        *value = *text == '-' ? -INFINITY : INFINITY;
        return CORE_MATCH;
    }
    if (is_one_of(text, undefined)) {
        *value = NAN;
        return CORE_MATCH;
    }
    if (!is_decimal(text))
        return CORE_OTHER;
    *value = g_ascii_strtod(text, NULL);
    return isfinite(*value) ? CORE_MATCH : CORE_RANGE;
}

static void warn_of_zeros(const YamlNode *node, const Source *source, Diagnostics *diagnostics)
{
    if (node->text[0] != '0' || !g_ascii_isdigit(node->text[1]))
        return;
    g_autofree char *hint =
        g_strdup_printf(_("put it in quotes if it is a telephone or document number: \"%s\""), node->text);
    diagnostics_warning(diagnostics, yaml_place(source, node), hint,
                        _("'%s' is read as a number, which loses the zero in front"), node->text);
}

static Value scalar_value(const YamlNode *node, const Source *source, Diagnostics *diagnostics)
{
    Value value = {0};
    gint64 integer;
    double number;
    gboolean boolean;

    if (core_null(node))
        return value;
    if (node->plain && core_boolean(node->text, &boolean) == CORE_MATCH) {
        value = (Value){.kind = VALUE_BOOLEAN, .boolean = boolean};
    } else if (node->plain && core_integer(node->text, &integer) == CORE_MATCH) {
        warn_of_zeros(node, source, diagnostics);
        value = (Value){.kind = VALUE_INTEGER, .integer = integer};
    } else if (node->plain && core_integer(node->text, &integer) == CORE_OTHER &&
               core_number(node->text, &number) == CORE_MATCH) {
        value = (Value){.kind = VALUE_NUMBER, .number = number};
    } else {
        value = (Value){.kind = VALUE_TEXT, .text = node->text, .length = node->length};
    }
    return value;
}

static Value list_value(const YamlNode *node, const Source *source, Arena *arena, Diagnostics *diagnostics)
{
    Value *items = arena_new0(arena, Value, node->count);
    const YamlNode *at = yaml_first(node);

    for (guint i = 0; i < node->count; i++, at = yaml_next(at))
        items[i] = core_value(at, source, arena, diagnostics);
    return (Value){.kind = VALUE_LIST, .list = {.items = items, .count = node->count}};
}

static Value map_value(const YamlNode *node, const Source *source, Arena *arena, Diagnostics *diagnostics)
{
    Member *members = arena_new0(arena, Member, node->count);
    const YamlNode *key = node + 1;

    for (guint i = 0; i < node->count; i++, key = yaml_next(key + 1))
        members[i] = (Member){key->text, core_value(key + 1, source, arena, diagnostics)};
    return value_record(arena, members, node->count);
}

Value core_value(const YamlNode *node, const Source *source, Arena *arena, Diagnostics *diagnostics)
{
    Value value;

    if (node->kind == YAML_LIST)
        value = list_value(node, source, arena, diagnostics);
    else if (node->kind == YAML_MAP)
        value = map_value(node, source, arena, diagnostics);
    else
        value = scalar_value(node, source, diagnostics);
    value.line = node->line;
    value.column = node->column;
    return value;
}
