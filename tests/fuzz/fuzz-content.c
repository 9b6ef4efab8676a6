/* SPDX-License-Identifier: MIT */
/*
 * Fuzzes what authors type: byte 1 chooses a type of entry or of data, and whether the rest is YAML or a
 * table. Whatever it is, it is read or refused at a place in the file, and no message shows a number of a
 * person.
 */
#include "content/csv.h"
#include "content/data-read.h"
#include "content/frontmatter.h"
#include "content/table-fields.h"
#include "text/identity.h"

#include <string.h>

int LLVMFuzzerTestOneInput(const guint8 *data, size_t size);

static void read_entry(const FieldReader *reader, const Type *type)
{
    const Source *source = reader->source;
    FrontMatter matter;

    if (!frontmatter_find(source, &matter, reader->diagnostics))
        return;
    g_assert(matter.start <= matter.end && matter.end <= matter.body && matter.body <= source->length);
    frontmatter_check_body(source, matter.body, reader->diagnostics);
    g_autofree YamlNode *top =
        yaml_parse(source, matter.start, matter.end, YAML_TOP_MAP, reader->arena, reader->diagnostics);
    g_autofree Value *values = g_new0(Value, type->n_fields);
    if (top)
        fields_read(reader, type->fields, type->n_fields, top, PLACE_FILE(source->name), values);
}

static void read_data(const FieldReader *reader, const Type *type)
{
    const Source *source = reader->source;
    g_autofree YamlNode *top =
        yaml_parse(source, 0, source->length, YAML_TOP_ANY, reader->arena, reader->diagnostics);

    if (top)
        data_read(reader, type, top);
}

static void read_table(const FieldReader *reader, const Type *type)
{
    Table table = {0};

    if (!csv_parse(reader->source, reader->arena, reader->diagnostics, &table))
        return;
    g_autofree YamlNode *top = table_nodes(&table, type, reader->arena, reader->diagnostics);
    if (top)
        data_read(reader, type, top);
}

/* What the review would find must not get through. */
static void check_messages(Diagnostics *diagnostics)
{
    g_autoptr(GString) text = g_string_new(NULL);
    Identity found;

    diagnostics_print(diagnostics, MESSAGE_JSON, FALSE, text); /* a quoted line is cut, maybe within digits */
    IdentityScan scan = {.text = text->str, .length = text->len};
    while (identity_next(&scan, &found))
        g_assert(found.kind == IDENTITY_PARTIAL);
}

/* The built-in ones, read once. */
static const Types *types_known(void)
{
    static Types *types;

    if (!types) {
        g_autoptr(Diagnostics) none = diagnostics_new();
        types = types_load(NULL, arena_new(), none, NULL);
    }
    return types;
}

int LLVMFuzzerTestOneInput(const guint8 *data, size_t size)
{
    if (size == 0)
        return 0;
    g_autofree char *valid = g_utf8_make_valid((const char *)data + 1, (gssize)size - 1);
    g_autofree char *text = g_strndup(valid, strlen(valid));
    g_autoptr(Source) source = source_new_take("content/pages/a.md", g_steal_pointer(&text), strlen(valid));
    g_autoptr(Arena) arena = arena_new();
    g_autoptr(Diagnostics) diagnostics = diagnostics_new();
    const Types *types = types_known();
    const gboolean table = data[0] & 0x80;
    const FieldReader reader = {source, arena, diagnostics, NULL, source->name, table};
    const Type *type = types_data(types, data[0] % types_data_count(types));

    if (table)
        read_table(&reader, type);
    else if (data[0] & 0x40)
        read_data(&reader, type);
    else
        read_entry(&reader, types_at(types, data[0] % types_count(types)));
    check_messages(diagnostics);
    return 0;
}
