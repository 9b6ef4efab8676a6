/* SPDX-License-Identifier: MIT */
#include "content/field-sample.h"

char *field_sample(const Field *field, const char *language)
{
    const char *own =
        language || field->kind != FIELD_TEXT ? labels_get(field->example, language ? language : "en") : NULL;
    static const char *const examples[] = {
        [FIELD_ANY] = "…",
        [FIELD_TEXT] = "…",
        [FIELD_SLUG] = "night-patrol",
        [FIELD_PATH] = "notices/old-name.html",
        [FIELD_URL] = "https://www.example.org/",
        [FIELD_INTEGER] = "12",
        [FIELD_NUMBER] = "12",
        [FIELD_BOOLEAN] = "true",
        [FIELD_DATE] = "2025-06-29",
        [FIELD_YEAR] = "2025",
        [FIELD_PERIOD] = "2025-Q3",
        [FIELD_FILE] = "photo.jpg",
        [FIELD_REFERENCE] = "models/li-xiulan",
    };

    if (own)
        return g_strdup(own);
    if (field->kind == FIELD_CHOICE && field->n_choices > 0)
        return g_strdup(field->fallback ? field->fallback : field->choices[0].name);
    if (field->kind != FIELD_RECORD)
        return g_strdup(field->kind < G_N_ELEMENTS(examples) ? examples[field->kind] : "…");
    g_autoptr(GString) text = g_string_new("{ ");
    for (guint i = 0; i < field->n_fields; i++) {
        const Field *part = &field->fields[i];
        const gboolean shown = i == 0 || part->required || part->kind == FIELD_CHOICE;
        if (!shown || part->fields == field->fields)
            continue;
        g_autofree char *example = field_example(part);
        g_string_append_printf(text, "%s%s", text->len > 2 ? ", " : "", example);
    }
    g_string_append(text, " }");
    return g_strdup(text->str);
}

char *field_example(const Field *field)
{
    g_autofree char *value = field_sample(field, NULL);

    return g_strdup_printf(field->list ? "%s: [%s]" : "%s: %s", field->name, value);
}
