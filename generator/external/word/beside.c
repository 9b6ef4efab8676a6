/* SPDX-License-Identifier: MIT */
#include "external/word/beside.h"

#include "external/word/text.h"

#include <string.h>

/* Documents in documents, and in those. */
#define WITHIN_MOST 2
/* Of all in one. */
#define INSIDE_MOST 100

static void begins_nothing(void *data, const char *name, const Attributes *attributes)
{
    (void)data;
    (void)name;
    (void)attributes;
}

static void ends_line(void *data, const char *name)
{
    (void)name;
    g_string_append_c(data, '\n');
}

static void ends_nothing(void *data, const char *name)
{
    (void)data;
    (void)name;
}

static void text_take(void *data, const char *text, gsize length)
{
    text_append(data, text, length);
}

static void text_nothing(void *data, const char *text, gsize length)
{
    (void)data;
    (void)text;
    (void)length;
}

static void attribute_append(GString *into, const Attributes *attributes, const char *name)
{
    g_autofree char *value = attributes_find(attributes, name);

    if (!value)
        return;
    text_append(into, value, strlen(value));
    g_string_append_c(into, '\n');
}

/* Values stand in attributes (ISO/IEC 29500-1, 18.10.1). */
static void cached_begins(void *data, const char *name, const Attributes *attributes)
{
    (void)name;
    attribute_append(data, attributes, "v");
}

/* Addresses (ISO/IEC 29500-2, 9.3); other parts are told by themselves. */
static void relation_begins(void *data, const char *name, const Attributes *attributes)
{
    g_autofree char *mode = attributes_find(attributes, "TargetMode");

    (void)name;
    if (g_strcmp0(mode, "External") == 0)
        attribute_append(data, attributes, "Target");
}

/* Which parts hold something of that kind. */
typedef struct {
    const char *section;
    gboolean (*is_part)(const char *name);
    Events events;
} Kind;

static gboolean is_properties(const char *name)
{
    return (g_str_has_prefix(name, "docProps/") && g_str_has_suffix(name, ".xml")) ||
           strcmp(name, "meta.xml") == 0;
}

static gboolean is_cache(const char *name)
{
    return g_str_has_prefix(name, "xl/pivotCache/") && g_str_has_suffix(name, ".xml");
}

static gboolean is_relations(const char *name)
{
    return g_str_has_suffix(name, ".rels");
}

static Status kind_extract(const Kind *kind, const GPtrArray *parts, GString *into)
{
    g_autoptr(GString) text = g_string_new(NULL);
    Status status = STATUS_NUMBERED;

    for (guint i = 0; i < parts->len && status == STATUS_NUMBERED; i++) {
        const Part *part = parts->pdata[i];
        if (part->bytes->len > 0 && kind->is_part(part->name))
            status = part_tell(part, &kind->events, text, text);
    }
    if (text->len > 0) {
        text_begin_section(into, kind->section, "");
        g_string_append_len(into, text->str, (gssize)text->len);
    }
    return status;
}

static gboolean is_document(const Part *part)
{
    return part->bytes->len > 4 && memcmp(part->bytes->data, "PK\003\004", 4) == 0;
}

/* Its sections are one of the document around it. One that cannot be read is passed over: the rest matters
 * more. */
static void document_extract(const Part *part, guint within, GString *into)
{
    const char *slash = strrchr(part->name, '/');
    Status status = STATUS_NUMBERED;
    g_autoptr(GPtrArray) parts = package_open(part->bytes, &status);
    g_autoptr(GString) text = g_string_new(NULL);

    if (!parts || text_extract(parts, within + 1, text) != STATUS_NUMBERED ||
        text->len > TEXT_MOST - MIN(into->len, TEXT_MOST))
        return;
    g_strdelimit(text->str, "\f", '\n');
    text_begin_section(into, "inside", slash ? slash + 1 : part->name);
    g_string_append_len(into, text->str, (gssize)text->len);
}

Status beside_extract(const GPtrArray *parts, guint within, GString *into)
{
    static const Kind kinds[] = {{"properties", is_properties, {begins_nothing, ends_line, text_take}},
                                 {"pivot", is_cache, {cached_begins, ends_nothing, text_nothing}},
                                 {"beside", is_relations, {relation_begins, ends_nothing, text_nothing}}};
    Status status = STATUS_NUMBERED;
    guint count = 0;

    for (gsize i = 0; i < G_N_ELEMENTS(kinds) && status == STATUS_NUMBERED; i++)
        status = kind_extract(&kinds[i], parts, into);
    for (guint i = 0; i < parts->len && within < WITHIN_MOST && into->len < TEXT_MOST; i++)
        if (is_document(parts->pdata[i]) && count++ < INSIDE_MOST)
            document_extract(parts->pdata[i], within, into);
    return status;
}
