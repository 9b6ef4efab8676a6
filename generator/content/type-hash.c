/* SPDX-License-Identifier: MIT */
#include "content/snapshot-form.h"

#include <string.h>
#include <xxhash.h>

static void mix_bytes(XXH3_state_t *state, gconstpointer bytes, gsize length)
{
    XXH3_64bits_update(state, bytes, length);
}

static void mix_number(XXH3_state_t *state, guint32 number)
{
    mix_bytes(state, &number, sizeof number);
}

/* With its NUL, so that two texts are not one. */
static void mix_text(XXH3_state_t *state, const char *text)
{
    mix_number(state, text != NULL);
    if (text)
        mix_bytes(state, text, strlen(text) + 1);
}

static void mix_texts(XXH3_state_t *state, const char *const *texts)
{
    for (; texts && *texts; texts++)
        mix_text(state, *texts);
    mix_text(state, NULL);
}

static void mix_labels(XXH3_state_t *state, Labels labels)
{
    mix_number(state, labels.count);
    for (guint i = 0; i < labels.count; i++) {
        mix_text(state, labels.items[i].language);
        mix_text(state, labels.items[i].text);
    }
}

static void mix_fields(XXH3_state_t *state, const Field *fields, guint n_fields);

/* Help and examples stand in messages only, which are not kept. */
static void mix_field(XXH3_state_t *state, const Field *field)
{
    mix_text(state, field->name);
    mix_number(state, field->kind);
    mix_number(state, (guint32)(field->list | field->required << 1));
    mix_text(state, field->fallback);
    mix_labels(state, field->labels);
    mix_number(state, field->n_choices);
    for (guint i = 0; i < field->n_choices; i++) {
        mix_text(state, field->choices[i].name);
        mix_labels(state, field->choices[i].labels);
    }
    mix_texts(state, field->targets);
    mix_texts(state, field->words);
    mix_fields(state, field->fields, field->n_fields);
}

/* Only data files have fields that lie in themselves. */
static void mix_fields(XXH3_state_t *state, const Field *fields, guint n_fields)
{
    mix_number(state, n_fields);
    for (guint i = 0; i < n_fields; i++)
        mix_field(state, &fields[i]);
}

guint64 types_hash(const Types *types)
{
    XXH3_state_t *state = XXH3_createState();

    XXH3_64bits_reset(state);
    for (guint i = 0; i < types_count(types); i++) {
        const Type *type = types_at(types, i);
        mix_text(state, type->name);
        mix_text(state, type->folder);
        mix_fields(state, type->fields, type->n_fields);
    }
    const guint64 hash = XXH3_64bits_digest(state);
    XXH3_freeState(state);
    return hash;
}
