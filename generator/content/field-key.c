/* SPDX-License-Identifier: MIT */
#include "content/field-key.h"

#include "text/chinese-number.h"
#include "text/space.h"
#include "text/strings.h"
#include "text/suggest.h"

#include <glib/gi18n.h>
#include <string.h>

static int field_find(const Field *fields, guint n_fields, const char *name)
{
    for (guint i = 0; i < n_fields; i++)
        if (strcmp(fields[i].name, name) == 0)
            return (int)i;
    return -1;
}

/* The field that has that label in some language; -1 if there is none, or more than one. */
static int field_find_label(const Field *fields, guint n_fields, const char *text)
{
    int found = -1;

    for (guint i = 0; i < n_fields; i++) {
        if (!labels_contain(fields[i].labels, text))
            continue;
        if (found >= 0)
            return -1;
        found = (int)i;
    }
    return found;
}

/* “ｔｉｔｌｅ”, TITLE: without blanks and Chinese quotation marks around it, in plain small letters. */
static char *key_plain(const char *key)
{
    g_autofree char *bare = space_strip(key);
    const gsize mark = strlen("“");

    if (strlen(bare) > 2 * mark && g_str_has_prefix(bare, "“") && g_str_has_suffix(bare, "”")) {
        memmove(bare, bare + mark, strlen(bare + mark) + 1);
        bare[strlen(bare) - mark] = '\0';
    }
    g_autofree char *plain = chinese_plain(bare);
    return g_ascii_strdown(plain, -1);
}

int field_by_key(const Field *fields, guint n_fields, const char *key)
{
    int found = field_find(fields, n_fields, key);

    if (found < 0)
        found = field_find_label(fields, n_fields, key);
    if (found >= 0)
        return found;
    g_autofree char *plain = key_plain(key);
    return strcmp(plain, key) == 0 || !*plain ? -1 : field_by_key(fields, n_fields, plain);
}

const YamlNode *fields_find(const Field *fields, guint n_fields, const YamlNode *map, const char *name)
{
    const YamlNode *key = map + 1;

    for (guint i = 0; i < map->count; i++, key = yaml_next(key + 1)) {
        const int at = field_by_key(fields, n_fields, key->text);
        if (at >= 0 && strcmp(fields[at].name, name) == 0)
            return key + 1;
    }
    return NULL;
}

/* What is wrong with a name that no field is like. */
static char *unknown_hint(const char *key, const char *all)
{
    const gunichar first = g_utf8_get_char(key);

    if (strstr(key, "：") || strstr(key, ":"))
        return g_strdup(_("type ':' and a space after the name"));
    if (first == 0x3000 || first == 0xa0)
        return g_strdup(_("indent with spaces: two for each level"));
    if (first == 0xff0d || first == 0x2014 || first == 0x2013)
        return g_strdup(_("a line of a list begins with '- ': type a hyphen and a space"));
    if (first == 0xff03)
        return g_strdup(_("a comment begins with '#': type it in English"));
    if (strlen(key) == 3 && strspn(key, "0123456789") == 3) /* { households: 2,978 } */
        return g_strdup(_("within { } a comma ends a value: write numbers without it, as in 2978"));
    return g_strdup_printf(_("possible: %s"), all);
}

/* "title (标题), date (日期)" */
static char *names_list(const Field *fields, guint n_fields)
{
    g_autoptr(GPtrArray) words = g_ptr_array_new_with_free_func(g_free);

    for (guint i = 0; i < n_fields; i++) {
        const char *label = labels_get(fields[i].labels, "zh-Hans");
        g_ptr_array_add(words, label ? g_strdup_printf(_("%s (%s)"), fields[i].name, label)
                                     : g_strdup(fields[i].name));
    }
    g_ptr_array_add(words, NULL);
    return strings_list((const char *const *)words->pdata);
}

int field_key_refuse(const FieldReader *reader, const Field *fields, guint n_fields, const YamlNode *key)
{
    g_autoptr(GPtrArray) names = g_ptr_array_new();

    for (guint i = 0; i < n_fields; i++) {
        g_ptr_array_add(names, (gpointer)fields[i].name);
        for (guint j = 0; j < fields[i].labels.count; j++)
            g_ptr_array_add(names, (gpointer)fields[i].labels.items[j].text);
    }
    g_ptr_array_add(names, NULL);
    const char *near = suggest_nearest(key->text, (const char *const *)names->pdata);
    g_autofree char *all = names_list(fields, n_fields);
    g_autofree char *hint =
        near ? g_strdup_printf(_("did you mean '%s'?"), near) : unknown_hint(key->text, all);
    diagnostics_error(reader->diagnostics, yaml_place(reader->source, key), hint, _("unknown field '%s'"),
                      key->text);
    return near ? field_by_key(fields, n_fields, near) : -1;
}
