/* SPDX-License-Identifier: MIT */
#include "content/scalar.h"

#include "content/filename.h"
#include "content/scalar-private.h"
#include "text/path.h"
#include "text/space.h"
#include "text/strings.h"
#include "text/suggest.h"

#include <glib/gi18n.h>
#include <string.h>

typedef gboolean (*ScalarRead)(const FieldReader *reader, const Field *field, const YamlNode *node,
                               Value *value);

static gboolean text_set(const FieldReader *reader, Value *value, const char *text)
{
    *value = value_text(text == NULL ? "" : arena_strdup(reader->arena, text));
    return TRUE;
}

static gboolean text_read(G_GNUC_UNUSED const FieldReader *reader, G_GNUC_UNUSED const Field *field,
                          const YamlNode *node, Value *value)
{
    *value = (Value){.kind = VALUE_TEXT, .text = node->text, .length = node->length};
    return TRUE;
}

static gboolean slug_read(const FieldReader *reader, const Field *field, const YamlNode *node, Value *value)
{
    g_autofree char *part = path_part(node->text);
    g_autofree char *normal = path_compose(node->text);

    if (strcmp(part, normal) == 0)
        return text_set(reader, value, part);
    g_autofree char *hint = scalar_hint(part, NULL);
    return field_refuse(reader, node, hint, _("'%s' cannot be a part of an address, as '%s' must be"),
                        node->text, field->name);
}

static gboolean path_read(const FieldReader *reader, const Field *field, const YamlNode *node, Value *value)
{
    g_autofree char *path = path_compose(node->text);
    const char *relative = path + (*path == '/');
    const char *why = path_refusal(relative);

    if (!why)
        return text_set(reader, value, relative);
    if (g_str_has_suffix(path, "/") && strlen(path) > 1) {
        g_autofree char *index = g_strconcat(relative, "index.html", NULL);
        g_autofree char *hint = scalar_hint(index, NULL);
        return field_refuse(reader, node, hint, _("'%s' is a folder; '%s' takes the address of a page"),
                            node->text, field->name);
    }
    return field_refuse(reader, node,
                        _("write an address below the site's own, such as notices/old-name.html"),
                        _("'%s' cannot be an address of this site: %s"), node->text, why);
}

static gboolean is_url(const char *text)
{
    g_autoptr(GUri) uri = g_uri_parse(text, G_URI_FLAGS_PARSE_RELAXED, NULL);

    if (!uri || !g_uri_get_host(uri) || !*g_uri_get_host(uri))
        return FALSE;
    const char *scheme = g_uri_get_scheme(uri);
    if (strcmp(scheme, "http") != 0 && strcmp(scheme, "https") != 0)
        return FALSE;
    for (const char *p = text; *p; p = g_utf8_next_char(p))
        if (g_unichar_isspace(g_utf8_get_char(p)) || strchr("<>\"\\", *p))
            return FALSE;
    return TRUE;
}

static gboolean url_read(const FieldReader *reader, const Field *field, const YamlNode *node, Value *value)
{
    if (is_url(node->text))
        return text_read(reader, field, node, value);
    g_autofree char *with = g_strconcat("https://", node->text, NULL);
    const gboolean likely = !strchr(node->text, ':') && strchr(node->text, '.') && is_url(with);
    g_autofree char *hint = scalar_hint(
        likely ? with : NULL, _("write the whole address, such as https://www.example.org/page.html"));
    return field_refuse(reader, node, hint, _("'%s' is not a web address, as '%s' must be"), node->text,
                        field->name);
}

/* The choice that has that label in some language; NULL if there is none, or more than one. */
static const Choice *choice_by_label(const Field *field, const char *text)
{
    const Choice *found = NULL;

    for (guint i = 0; i < field->n_choices; i++) {
        if (!labels_contain(field->choices[i].labels, text))
            continue;
        if (found)
            return NULL;
        found = &field->choices[i];
    }
    return found;
}

/* "keep (保留页面), tombstone (只留说明)" */
static char *choices_list(const Field *field)
{
    g_autoptr(GPtrArray) words = g_ptr_array_new_with_free_func(g_free);

    for (guint i = 0; i < field->n_choices; i++) {
        const char *name = field->choices[i].name;
        const char *label = labels_get(field->choices[i].labels, "zh-Hans");
        /* Translators: a value as it is typed, then what it is called */
        g_ptr_array_add(words, label && strcmp(label, name) != 0 ? g_strdup_printf(_("%s (%s)"), name, label)
                                                                 : g_strdup(name));
    }
    g_ptr_array_add(words, NULL);
    return strings_list((const char *const *)words->pdata);
}

/* Whether `text` holds `part`, and does not deny it: 工作日 in 个工作日, but not 公开 in 不公开. */
static gboolean holds(const char *text, const char *part)
{
    static const char *const negations[] = {"不", "未", "非", "无", "没", "免", "否"};
    const char *at = strstr(text, part);
    g_autofree char *before = at ? g_strndup(text, (gsize)(at - text)) : NULL;

    for (gsize i = 0; at && i < G_N_ELEMENTS(negations); i++)
        if (strstr(before, negations[i]))
            return FALSE;
    return at != NULL;
}

/* The value with the one label that `text` is a part of, as 在职 is of 在职党员, or that is a part of it; or
 * NULL. */
static const char *choice_like(const Field *field, const char *text)
{
    const char *found = NULL;

    for (guint i = 0; i < field->n_choices; i++) {
        const char *label = labels_get(field->choices[i].labels, "zh-Hans");
        if (!label || (!holds(label, text) && !holds(text, label)))
            continue;
        if (found)
            return NULL;
        found = field->choices[i].name;
    }
    return found;
}

static char *choice_hint(const Field *field, const char *text)
{
    g_autofree char *list = choices_list(field);
    g_autofree const char **names = g_new0(const char *, field->n_choices + 1);

    for (guint i = 0; i < field->n_choices; i++)
        names[i] = field->choices[i].name;
    const char *part = choice_like(field, text);
    const char *near = part ? part : suggest_nearest(text, names);
    if (near)
        return g_strdup_printf(_("did you mean '%s'? possible: %s"), near, list);
    return g_strdup_printf(_("possible: %s"), list);
}

/* A single character, as of 市级 and 市南区, is too little to be sure. */
static gboolean label_means(const char *label, const char *part)
{
    return (guchar)*part >= 0x80 && g_utf8_strlen(part, -1) >= 2 && holds(label, part);
}

/* The one choice that is called so in more words. */
static const Choice *choice_by_part(const Field *field, const char *text)
{
    const Choice *found = NULL;

    for (guint i = 0; i < field->n_choices; i++) {
        const char *label = labels_get(field->choices[i].labels, "zh-Hans");
        if (!label || !label_means(label, text))
            continue;
        if (found)
            return NULL;
        found = &field->choices[i];
    }
    return found;
}

static const Choice *choice_find(const Field *field, const char *text)
{
    for (guint i = 0; i < field->n_choices; i++)
        if (strcmp(field->choices[i].name, text) == 0)
            return &field->choices[i];
    const Choice *labelled = choice_by_label(field, text);
    return labelled ? labelled : choice_by_part(field, text);
}

static gboolean choice_read(const FieldReader *reader, const Field *field, const YamlNode *node, Value *value)
{
    const Choice *choice = choice_find(field, node->text);

    if (choice) {
        *value = value_text(choice->name);
        return TRUE;
    }
    g_autofree char *hint = choice_hint(field, node->text);
    return field_refuse(reader, node, hint, _("'%s' cannot be '%s'"), field->name, node->text);
}

static gboolean reference_read(const FieldReader *reader, const Field *field, const YamlNode *node,
                               Value *value)
{
    g_autofree char *id = path_compose(node->text);

    if (g_str_has_suffix(id, ".md") || strchr(id, '\\') || *id == '/') {
        g_autofree char *mended = g_strdelimit(g_strdup(id + (*id == '/')), "\\", '/');
        if (g_str_has_suffix(mended, ".md"))
            mended[strlen(mended) - 3] = '\0';
        g_autofree char *hint = scalar_hint(mended, NULL);
        return field_refuse(reader, node, hint,
                            _("'%s' takes the name of an entry, without '.md' and without a '/' in front"),
                            field->name);
    }
    text_set(reader, value, id);
    value->kind = VALUE_REFERENCE;
    return TRUE;
}

static const ScalarRead readers[] = {
    [FIELD_TEXT] = text_read,
    [FIELD_SLUG] = slug_read,
    [FIELD_PATH] = path_read,
    [FIELD_URL] = url_read,
    [FIELD_INTEGER] = scalar_read_integer,
    [FIELD_NUMBER] = scalar_read_number,
    [FIELD_BOOLEAN] = scalar_read_boolean,
    [FIELD_DATE] = scalar_read_date,
    [FIELD_YEAR] = scalar_read_year,
    [FIELD_PERIOD] = scalar_read_period,
    [FIELD_CHOICE] = choice_read,
    [FIELD_FILE] = filename_read,
    [FIELD_REFERENCE] = reference_read,
};

/* “2025-03-01” and 「通知」 in Chinese quotation marks, which YAML takes for text, or among wide spaces: the
 * text within, newly allocated; NULL where there is nothing to take off. */
static char *marks_strip(const char *text)
{
    static const char *const pairs[][2] = {{"“", "”"}, {"‘", "’"}, {"「", "」"}, {"”", "”"}, {"＂", "＂"}};
    gboolean ascii = TRUE;

    for (const char *p = text; *p && ascii; p++)
        ascii = (guchar)*p < 0x80;
    if (ascii)
        return NULL;
    g_autofree char *within = space_strip(text);
    for (gsize i = 0; i < G_N_ELEMENTS(pairs); i++) {
        const gsize first = strlen(pairs[i][0]), last = strlen(pairs[i][1]), length = strlen(within);
        if (length > first + last && g_str_has_prefix(within, pairs[i][0]) &&
            g_str_has_suffix(within, pairs[i][1]))
            return g_strndup(within + first, length - first - last);
    }
    return strcmp(within, text) == 0 ? NULL : g_steal_pointer(&within);
}

gboolean scalar_read(const FieldReader *reader, const Field *field, const YamlNode *node, Value *value)
{
    g_assert(field->kind < G_N_ELEMENTS(readers) && readers[field->kind]);
    YamlNode bare = *node;
    g_autofree char *within = field->kind == FIELD_TEXT ? NULL : marks_strip(node->text);

    if (within) {
        bare.text = arena_strdup(reader->arena, within);
        bare.length = strlen(within);
    }
    if (!readers[field->kind](reader, field, &bare, value))
        return FALSE;
    value->line = node->line;
    value->column = node->column;
    return TRUE;
}
