/* SPDX-License-Identifier: MIT */
#include "build/facts.h"

#include "picture/size.h"
#include "site/recipe.h"
#include "site/visibility.h"
#include "template/reads.h"
#include "template/records.h"
#include "text/hash.h"
#include "text/stamp.h"

#include <string.h>
#include <sys/stat.h>
#include <xxhash.h>

struct Facts {
    const Plan *plan;
    const Site *site;
    GHashTable *sizes;
    const SlotTable *slots;
    guint64 *names;    /* of entries, by position: which entry it is */
    guint64 rules;     /* what counts for all pages */
    guint64 all_pages; /* of what all pages are; FACT_UNKNOWN: not asked for yet */
    GHashTable *kinds; /* first word -> ReadKind + 1 */
    gint64 since;      /* stamp.h: no file has been read before on behalf of a page */
};

/* The hash of something that is not there. */
#define ABSENT G_GUINT64_CONSTANT(1)

static guint64 mix_labels(guint64 hash, Labels labels)
{
    hash = hash_mix(hash, labels.count);
    for (guint i = 0; i < labels.count; i++)
        hash = hash_mix_text(hash_mix_text(hash, labels.items[i].language), labels.items[i].text);
    return hash;
}

static guint64 mix_texts(guint64 hash, const char *const *texts)
{
    for (; texts && *texts; texts++)
        hash = hash_mix_text(hash, *texts);
    return hash_mix(hash, ABSENT);
}

/* In a tree the records below have the fields of those above: those are `top`. */
static guint64 mix_field(guint64 hash, const Field *field, const Field *top)
{
    hash = hash_mix_text(hash_mix_text(hash, field->name), field->fallback);
    hash = hash_mix(hash, (guint64)field->kind << 2 | (guint64)field->list << 1 | (guint64)field->required);
    hash = mix_labels(hash, field->labels);
    for (guint i = 0; i < field->n_choices; i++)
        hash = mix_labels(hash_mix_text(hash, field->choices[i].name), field->choices[i].labels);
    hash = mix_texts(mix_texts(hash, field->targets), field->words);
    for (guint i = 0; field->fields != top && i < field->n_fields; i++)
        hash = mix_field(hash, &field->fields[i], top);
    return hash_mix(hash, field->n_choices);
}

static guint64 mix_type(guint64 hash, const Type *type)
{
    hash = mix_labels(hash_mix_text(hash_mix_text(hash, type->name), type->folder), type->labels);
    for (guint i = 0; i < type->n_fields; i++)
        hash = mix_field(hash, &type->fields[i], type->fields);
    return hash_mix(hash, type->n_fields);
}

guint64 facts_rules(const Site *site)
{
    static const char *const keys[] = {"limits", "timezone"};
    const Types *types = site->content->types;
    guint64 hash = hash_mix(hash_mix_text(hash_mix_text(ABSENT, site->language), site->base_url),
                            (guint64)site->raw_html);

    for (guint i = 0; i < G_N_ELEMENTS(keys); i++)
        hash = hash_mix(hash, slot_hash_value(site, content_config(site->content, keys[i])));
    for (guint i = 0; i < types_count(types); i++)
        hash = mix_type(hash, types_at(types, i));
    for (guint i = 0; i < types_data_count(types); i++)
        hash = mix_type(hash, types_data(types, i));
    return mix_type(hash, types_site(types));
}

Facts *facts_new(const Plan *plan, GHashTable *sizes, const SlotTable *slots)
{
    Facts *facts = g_new0(Facts, 1);

    facts->plan = plan;
    facts->site = plan->site;
    facts->sizes = sizes;
    facts->rules = facts_rules(plan->site);
    facts->since = stamp_now();
    facts->slots = slots;
    facts->names = g_new(guint64, slots->count + 1);
    for (guint i = 0; i < slots->count; i++)
        facts->names[i] = slots_hash(slot_table_row(slots, i), SLOT(SLOT_NAME));
    facts->kinds = g_hash_table_new(g_str_hash, g_str_equal);
    for (guint i = 0; i < N_READS; i++)
        g_hash_table_insert(facts->kinds, (gpointer)READ_WORDS[i], GUINT_TO_POINTER(i + 1));
    return facts;
}

void facts_free(Facts *facts)
{
    if (!facts)
        return;
    g_free(facts->names);
    g_hash_table_unref(facts->kinds);
    g_free(facts);
}

/* Whether pages may have read it before its last change: the file as it is now says nothing of them. */
static gboolean is_moving(const Facts *facts, const char *path)
{
    FileStamp stamp = stamp_of_file(path);

    stamp.modified = stamp.changed; /* which anybody can set to what is yet to come */
    return stamp_is_fresh(stamp, facts->since);
}

/* The contents of a file, and how messages name it; `path` is taken over. */
static guint64 ask_file(const Facts *facts, char *path)
{
    g_autofree char *file = path;
    g_autofree char *bytes = NULL;
    gsize length;

    if (!file)
        return ABSENT;
    if (!g_file_get_contents(file, &bytes, &length, NULL) || is_moving(facts, file))
        return FACT_UNKNOWN;
    return XXH3_64bits_withSeed(bytes, length,
                                hash_mix_text(ABSENT, theme_file_name(facts->plan->theme, file)));
}

static guint64 ask_template(const Facts *facts, const char *name)
{
    static const char beneath[] = "theme/";
    const Theme *theme = facts->plan->theme;

    return ask_file(facts, g_str_has_prefix(name, beneath) ? theme_file_beneath(theme, name + strlen(beneath))
                                                           : theme_file(theme, name));
}

static guint64 ask_partials(const Facts *facts)
{
    g_autoptr(GPtrArray) names = theme_files(facts->plan->theme, "partials");
    guint64 hash = ABSENT;

    for (guint i = 0; i < names->len; i++)
        hash = hash_mix(hash_mix_text(hash, names->pdata[i]), ask_template(facts, names->pdata[i]));
    return hash;
}

static guint64 ask_asset(const Facts *facts, const char *name)
{
    g_autofree char *in_theme = g_strconcat("assets/", name, NULL);
    return ask_file(facts, theme_file(facts->plan->theme, in_theme));
}

/* Under each plural category of Unicode: which one counts depends on a number. */
static guint64 ask_text(const Facts *facts, const char *key)
{
    static const char *const plurals[] = {"zero", "one", "two", "few", "many", "other"};
    guint64 hash = hash_mix_text(ABSENT, theme_text(facts->plan->theme, key));

    for (guint i = 0; i < G_N_ELEMENTS(plurals); i++)
        hash = hash_mix_text(hash, theme_text_counted(facts->plan->theme, key, plurals[i]));
    return hash;
}

static guint64 ask_years(const Site *site)
{
    return XXH3_64bits_withSeed(site->years->data, site->years->len * sizeof(int), ABSENT);
}

static guint64 ask_terms(const Site *site)
{
    guint64 hash = ABSENT;

    for (guint i = 0; i < site->tags->len; i++)
        hash = hash_mix_text(hash, g_array_index(site->tags, Term, i).name);
    return hash;
}

static guint64 ask_config(const Site *site, const char *name)
{
    const Value *value = content_config(site->content, name);
    return value ? hash_mix(ABSENT, slot_hash_value(site, value)) : ABSENT;
}

static guint64 ask_data(const Site *site, const char *name)
{
    const Value *data = &site->content->data;
    guint64 hash = ABSENT;

    if (*name) {
        const Value *value = value_get(data, name);
        return value ? hash_mix(hash, slot_hash_value(site, value)) : hash;
    }
    for (guint i = 0; i < data->record.count; i++)
        hash = hash_mix_text(hash, data->record.members[i].name);
    return hash;
}

static guint64 ask_record(const Plan *plan, const char *text)
{
    const YearRecord *record =
        g_hash_table_lookup(plan->records, GINT_TO_POINTER((int)g_ascii_strtoll(text, NULL, 10)));
    guint64 hash = ABSENT;

    if (!record)
        return hash;
    hash = hash_mix(hash_mix(hash, (guint64)record->closed.day), record->documents);
    hash = hash_mix(hash, record->withdrawn);
    for (guint i = 0; i < N_RECORD_PARTS; i++)
        hash = hash_mix_text(hash, record->outputs[i]);
    return hash;
}

/* Pages */

static guint64 mix_members(const Facts *facts, guint64 hash, const Collection *members)
{
    const guint count = members ? collection_count(members) : 0;

    hash = hash_mix(hash, count);
    for (guint i = 0; i < count; i++)
        hash = hash_mix(hash, facts->names[collection_at(members, i)->position]);
    return hash;
}

static guint64 mix_path(guint64 hash, const Page *page)
{
    return hash_mix_text(hash, page ? page->path : NULL);
}

guint64 facts_page(Facts *facts, const Page *page)
{
    const guint64 numbers[] = {page->kind,   (guint64)page->leads, (guint64)page->year,
                               page->number, page->count,          page->total};
    guint64 hash = XXH3_64bits_withSeed(numbers, sizeof numbers, facts->rules);

    hash = hash_mix_text(hash_mix_text(hash, page->path), page->layout);
    hash = hash_mix_text(hash_mix_text(hash, page->title), page->term);
    hash = hash_mix_text(hash_mix_text(hash, page->value), page->type ? page->type->name : NULL);
    hash = hash_mix_text(hash, page->entry ? page->entry->id : NULL);
    hash = mix_path(mix_path(mix_path(hash, page->first), page->previous), page->next);
    return mix_members(facts, hash, page->entries);
}

static guint64 ask_outputs(Facts *facts)
{
    const GPtrArray *pages = facts->plan->pages;

    if (facts->all_pages != FACT_UNKNOWN)
        return facts->all_pages;
    facts->all_pages = hash_mix(ABSENT, pages->len);
    for (guint i = 0; i < pages->len; i++)
        facts->all_pages = hash_mix(facts->all_pages, facts_page(facts, pages->pdata[i]));
    return facts->all_pages;
}

static guint64 ask_page(Facts *facts, const char *path)
{
    const Output *output = g_hash_table_lookup(outputs_paths(facts->plan->outputs), path);
    return output && output->page ? facts_page(facts, output->page) : ABSENT;
}

static guint64 ask_path(const Facts *facts, const char *path)
{
    return hash_mix(ABSENT, g_hash_table_contains(outputs_paths(facts->plan->outputs), path));
}

/* Collections */

static guint64 ask_members(const Facts *facts, const char *recipe)
{
    const Collection *members = site_recall(facts->site, recipe);
    return members ? mix_members(facts, ABSENT, members) : FACT_UNKNOWN;
}

/* Splits `text` at its first line end: what stands after it; NULL where there is none. */
static const char *second_part(const char *text, char **first)
{
    const char *end = strchr(text, '\n');

    *first = end ? g_strndup(text, (gsize)(end - text)) : NULL;
    return end ? end + 1 : NULL;
}

static guint64 ask_columns(const Facts *facts, const char *text)
{
    g_autofree char *field = NULL;
    const char *recipe = second_part(text, &field);
    const Collection *members = recipe ? site_recall(facts->site, recipe) : NULL;

    if (!members)
        return FACT_UNKNOWN;
    guint64 hash = mix_members(facts, ABSENT, members);
    for (guint i = 0; i < collection_count(members); i++) {
        const Entry *entry = collection_at(members, i);
        const Slots slots = strcmp(field, "*") == 0 ? SLOTS_FRONT : slots_of_query(entry->type, field);
        hash = hash_mix(hash, slots_hash(slot_table_row(facts->slots, entry->position), slots));
    }
    return hash;
}

/* Links and files */

static guint64 mix_entry(const Site *site, guint64 hash, const Entry *entry)
{
    if (!entry)
        return hash_mix(hash, ABSENT);
    hash = hash_mix_text(hash_mix_text(hash, entry->path), entry->output);
    return hash_mix(hash, (guint64)entry_is_shown(entry) << 1 | (guint64)entry_has_ended(entry, site->today));
}

static guint64 ask_link(const Site *site, const char *text)
{
    g_autofree char *id = NULL;
    const char *url = second_part(text, &id);
    gboolean several;
    const Entry *entry = url ? site_find(site, id, &several) : NULL;

    if (!entry || strcmp(entry->id, id) != 0)
        return FACT_UNKNOWN;
    g_auto(Link) link = site_link(site, entry, url);
    guint64 hash = hash_mix_text(mix_entry(site, ABSENT, link.entry), link.file);
    hash = mix_entry(site, hash, link.file ? site_withholder(site, link.file) : NULL);
    return hash_mix_text(hash, link.fragment);
}

static guint64 ask_site_file(const Site *site, const char *file)
{
    return mix_entry(site, hash_mix(ABSENT, site_has_file(site, file)), site_withholder(site, file));
}

static guint64 ask_file_size(const Facts *facts, const char *file)
{
    g_autofree char *path = g_build_filename(facts->site->content->root, file, NULL);
    struct stat info;

    return is_moving(facts, path) ? FACT_UNKNOWN
                                  : hash_mix(ABSENT, stat(path, &info) == 0 ? (guint64)info.st_size : 0);
}

static guint64 ask_picture(const Facts *facts, const char *file)
{
    g_autofree char *path = site_output_of_file(file);
    const PictureSize *size = facts->sizes ? g_hash_table_lookup(facts->sizes, path) : NULL;

    return size ? hash_mix(hash_mix(ABSENT, size->width), size->height) : ABSENT;
}

/* The kind of a key, and what stands after it; N_READS where it is no key. */
static ReadKind parse(const Facts *facts, const char *key, const char **rest)
{
    const gsize length = strcspn(key, " ");
    g_autofree char *word = g_strndup(key, length);

    *rest = key[length] ? key + length + 1 : "";
    return (ReadKind)(GPOINTER_TO_UINT(g_hash_table_lookup(facts->kinds, word)) - 1);
}

guint64 facts_ask(Facts *facts, const char *key)
{
    const Site *site = facts->site;
    const char *rest;

    switch (parse(facts, key, &rest)) {
    case READ_TODAY: return hash_mix(ABSENT, (guint64)site->today.day);
    case READ_YEARS: return ask_years(site);
    case READ_TERMS: return ask_terms(site);
    case READ_OUTPUTS: return ask_outputs(facts);
    case READ_CONFIG: return ask_config(site, rest);
    case READ_DATA: return ask_data(site, rest);
    case READ_TEXT: return ask_text(facts, rest);
    case READ_TEMPLATE: return ask_template(facts, rest);
    case READ_PARTIALS: return ask_partials(facts);
    case READ_ASSET: return ask_asset(facts, rest);
    case READ_PATH: return ask_path(facts, rest);
    case READ_PAGE: return ask_page(facts, rest);
    case READ_MEMBERS: return ask_members(facts, rest);
    case READ_COLUMNS: return ask_columns(facts, rest);
    case READ_RECORD: return ask_record(facts->plan, rest);
    case READ_LINK: return ask_link(site, rest);
    case READ_FILE: return ask_site_file(site, rest);
    case READ_FILE_SIZE: return ask_file_size(facts, rest);
    case READ_PICTURE: return ask_picture(facts, rest);
    case READ_PUBLISHED: return ABSENT;
    default: return FACT_UNKNOWN;
    }
}
