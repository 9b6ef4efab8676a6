/* SPDX-License-Identifier: MIT */
#include "typeset/artwork-check-private.h"
#include "typeset/artwork-grey.h"
#include "typeset/artwork-kind.h"
#include "typeset/artwork-style.h"

#include <glib/gi18n.h>
#include <string.h>

typedef struct {
    Check *check;
    const char *property;
    GHashTable *keys; /* of the rule that it is in; NULL: it is the open element's own */
} Referring;

static void references_add(Check *check, const char *key, Reference reference)
{
    GArray *references = g_hash_table_lookup(check->style_references, key);

    if (!references) {
        references = g_array_new(FALSE, FALSE, sizeof(Reference));
        g_hash_table_insert(check->style_references, g_string_chunk_insert_const(check->words, key),
                            references);
    }
    g_array_append_val(references, reference);
}

static void refer(const char *id, gpointer data)
{
    Referring *referring = data;
    Check *check = referring->check;
    const CostReference kind = artwork_reference(referring->property);
    GHashTableIter keys;
    gpointer key;

    if (!referring->keys) {
        cost_refer(check->cost, kind, id);
        return;
    }
    g_hash_table_iter_init(&keys, referring->keys);
    while (g_hash_table_iter_next(&keys, &key, NULL))
        references_add(check, key, (Reference){kind, g_string_chunk_insert_const(check->words, id)});
}

void filter_error(Check *check)
{
    check_error(check, _("draw it as a gradient, or embed it as a picture of 300 dpi"),
                _("the drawing has a filter, which would be coarse on paper"));
}

char *value_checked(Check *check, const char *property, const char *value, GHashTable *keys)
{
    Referring referring = {check, property, keys};

    if (g_ascii_strcasecmp(property, "filter") == 0 && g_ascii_strcasecmp(value, "none") != 0)
        filter_error(check);
    if (artwork_reference(property) == COST_GROUP && strcmp(value, "1") != 0)
        refer("", &referring);
    if (!style_references(value, refer, &referring))
        outside_error(check, value);
    return check->grey ? grey_value(property, value) : g_strdup(value);
}

void declaration_write(const char *property, const char *value, gpointer data)
{
    Declared *declared = data;
    g_autofree char *checked = value_checked(declared->check, property, value, declared->keys);

    if (g_ascii_strcasecmp(property, "display") == 0 && g_ascii_strncasecmp(value, "none", 4) == 0)
        declared->hidden = TRUE;
    if (g_ascii_strcasecmp(property, "transform") == 0 && !artwork_is_upright(value))
        declared->askew = TRUE;
    g_string_append_printf(declared->out, "%s:%s;", property, checked);
}

/* The last name of a selector, by which elements are looked up: ".a" of "g .a:first-child". Roughly: it may
 * be one that fits more elements. */
static char *selector_key(const char *selector)
{
    const char *at = selector + strlen(selector);

    while (at > selector && !strchr(" >+~", at[-1]))
        at--;
    const char *mark = at + strcspn(at, ".#");
    const gsize length = 1 + strcspn(mark + (*mark != '\0'), ".#:[*");
    if (*mark)
        return g_strndup(mark, length);
    const gsize name = strcspn(at, ":[*");
    return name > 0 ? g_strndup(at, name) : g_strdup("*");
}

static GHashTable *selector_keys(const char *selectors)
{
    GHashTable *keys = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    g_auto(GStrv) each = g_strsplit(selectors, ",", -1);

    for (guint i = 0; each[i]; i++)
        g_hash_table_add(keys, selector_key(g_strstrip(each[i])));
    return keys;
}

static void rule_write(const char *selectors, const char *body, gsize length, gpointer data)
{
    Check *check = data;
    g_autoptr(GHashTable) keys = selector_keys(selectors);
    Declared declared = {check, keys, g_string_new(NULL), FALSE, FALSE};
    g_autofree char *escaped = g_markup_escape_text(selectors, -1);

    check->rules += g_hash_table_size(keys);
    style_declarations(body, length, declaration_write, &declared);
    g_autofree char *rules = g_markup_escape_text(declared.out->str, (gssize)declared.out->len);
    g_string_append_printf(check->checked->svg, "%s{%s}\n", escaped, rules);
    g_string_free(declared.out, TRUE);
}

void styles_write(Check *check)
{
    GString *svg = check->checked->svg;
    g_autofree char *styles = style_uncomment(check->styles->str);

    g_string_append(svg, "<style>\n");
    if (!style_rules(styles, rule_write, check))
        outside_error(check, "@import");
    g_string_append(svg, "[" OWN_ATTRIBUTE "=\"a\"]{display:inline!important;visibility:hidden!important}\n"
                         "[" OWN_ATTRIBUTE "=\"f\"],[" OWN_ATTRIBUTE "=\"f\"] *"
                         "{display:inline!important;visibility:hidden!important}\n</style>\n");
    check->line = 0;
}

static void references_apply(Check *check, const char *key)
{
    const GArray *references = g_hash_table_lookup(check->style_references, key);

    for (guint i = 0; references && i < references->len; i++) {
        const Reference *reference = &g_array_index(references, Reference, i);
        cost_refer(check->cost, reference->kind, reference->id);
    }
}

void styles_apply(Check *check, const char *element, const char *id, const char *classes)
{
    g_auto(GStrv) class = g_strsplit_set(classes ? classes : "", " \t\r\n", -1);

    if (g_hash_table_size(check->style_references) == 0)
        return;
    references_apply(check, "*");
    references_apply(check, element);
    for (guint i = 0; class[i]; i++) {
        g_autofree char *key = g_strconcat(".", class[i], NULL);
        references_apply(check, key);
    }
    g_autofree char *key = g_strconcat("#", id, NULL);
    if (id)
        references_apply(check, key);
}
