/* SPDX-License-Identifier: MIT */
#include "review/review.h"

#include "review/external.h"
#include "review/images.h"
#include "review/links.h"
#include "review/marks.h"
#include "review/paragraph.h"
#include "review/privacy.h"
#include "review/relation.h"
#include "review/slips.h"
#include "review/totals.h"
#include "review/year.h"
#include "text/threads.h"

#include <string.h>

/* Oldest first: what is said twice was said first there; of one time, by id. That is the site's order from
 * its end, but for entries of one time, which are by id there, too. */
static GPtrArray *entries_by_day(const Content *content)
{
    const guint count = content->entries->len;
    g_autofree gpointer *newest_first = g_new(gpointer, count + 1);
    GPtrArray *entries = g_ptr_array_sized_new(count);

    for (guint i = 0; i < count; i++)
        newest_first[((const Entry *)content->entries->pdata[i])->position] = content->entries->pdata[i];
    for (guint end = count, first; end > 0; end = first) {
        first = end - 1;
        const Entry *last = newest_first[first];
        while (first > 0 && date_compare(((const Entry *)newest_first[first - 1])->day, last->day) == 0)
            first--;
        for (guint i = first; i < end; i++)
            g_ptr_array_add(entries, newest_first[i]);
    }
    return entries;
}

/* The texts of a value that people read: not addresses, nor what the review is told. */
static void value_review(Prose *prose, const Entry *entry, const Field *field, const Value *value)
{
    if (value->kind == VALUE_TEXT && field->kind == FIELD_TEXT) {
        prose_read_value(prose, entry, value);
        marks_review(prose, TRUE);
    }
    for (guint i = 0; value->kind == VALUE_LIST && i < value->list.count; i++)
        value_review(prose, entry, field, &value->list.items[i]);
    for (guint i = 0; value->kind == VALUE_RECORD && i < value->record.count; i++)
        for (guint j = 0; j < field->n_fields; j++)
            if (strcmp(field->fields[j].name, value->record.members[i].name) == 0)
                value_review(prose, entry, &field->fields[j], &value->record.members[i].value);
}

static void front_review(Prose *prose, const Entry *entry)
{
    for (guint i = 0; i < entry->type->n_fields; i++)
        if (strcmp(entry->type->fields[i].name, "accept") != 0)
            value_review(prose, entry, &entry->type->fields[i], &entry->fields[i]);
}

/* Entries that one thread reads at a time. */
#define PART_ENTRIES 64

/* What was found in a text by itself. */
typedef struct {
    guint look;                      /* links.h */
    const MemoryParagraph *recalled; /* its paragraphs, as the memory has them; NULL: from the part's */
    guint from, count;
    gboolean unremarkable; /* nothing was said of it: this is all that has to be known of it */
} Found;

/* What was found in some entries, and what is to be compared with other parts. */
typedef struct {
    Diagnostics *diagnostics;
    GArray *paragraphs; /* MemoryParagraph */
} Part;

typedef struct {
    const Review *review;
    const GPtrArray *entries;
    Part *parts;
    Found *found; /* by entry */
} Reading;

/* What the memory knows of the text. */
static gboolean entry_recall(const Review *review, const Entry *entry, Found *found)
{
    if (entry->faulty || g_hash_table_contains(review->accepted, entry) ||
        !review_memory_find(review->options->before, entry, &found->look, &found->recalled, &found->count))
        return FALSE;
    found->unremarkable = TRUE;
    return TRUE;
}

static guint count_all(const Diagnostics *diagnostics)
{
    return diagnostics_count(diagnostics, SEVERITY_ERROR) + diagnostics_count(diagnostics, SEVERITY_WARNING);
}

static void entry_review(Prose *prose, GArray *paragraphs, const Entry *entry, Found *found)
{
    const Review *review = prose->review;
    const guint said = count_all(review->diagnostics);

    source_check(entry->source, review->diagnostics); /* what is found in another text is not kept */
    privacy_review_entry(prose->review, entry);
    front_review(prose, entry);
    prose_read_body(prose, entry);
    year_review(prose);
    marks_review(prose, FALSE);
    totals_review(prose);
    paragraph_list_add(paragraphs, prose);
    slips_review(review, entry);
    found->look = links_look(entry) | images_look(entry);
    found->count = paragraphs->len - found->from;
    found->unremarkable = count_all(review->diagnostics) == said && !entry->faulty &&
                          !g_hash_table_contains(review->accepted, entry);
}

/* What an entry accepts is found in it alone: no other thread writes to it. */
static void part_review(gpointer data, guint index)
{
    const Reading *reading = data;
    Part *part = &reading->parts[index];
    Review review = *reading->review;
    g_autoptr(Prose) prose = prose_new(&review);

    part->diagnostics = review.diagnostics = diagnostics_new();
    part->paragraphs = g_array_new(FALSE, FALSE, sizeof(MemoryParagraph));
    for (guint i = index * PART_ENTRIES; i < MIN((index + 1) * PART_ENTRIES, reading->entries->len); i++) {
        Found *found = &reading->found[i];
        found->from = part->paragraphs->len;
        if (!entry_recall(&review, reading->entries->pdata[i], found))
            entry_review(prose, part->paragraphs, reading->entries->pdata[i], found);
        source_put_down(((const Entry *)reading->entries->pdata[i])->source);
    }
}

static const MemoryParagraph *paragraphs_of(const Reading *reading, guint index)
{
    const Found *found = &reading->found[index];

    if (found->recalled)
        return found->recalled;
    const GArray *own = reading->parts[index / PART_ENTRIES].paragraphs;
    return (const MemoryParagraph *)(const void *)own->data + found->from;
}

/* The paragraphs that may begin as others do, in the order of the entries. */
static GArray *paragraphs_alike(const Reading *reading, Paragraphs *paragraphs)
{
    GArray *alike = g_array_new(FALSE, FALSE, sizeof(Paragraph));
    guint number = 0;

    for (guint i = 0; i < reading->entries->len; i++)
        for (guint j = 0; j < reading->found[i].count; j++)
            paragraphs_expect(paragraphs, &paragraphs_of(reading, i)[j]);
    for (guint i = 0; i < reading->entries->len; i++)
        for (guint j = 0; j < reading->found[i].count; j++, number++) {
            const Paragraph paragraph = {reading->entries->pdata[i], number, paragraphs_of(reading, i)[j],
                                         FALSE};
            if (paragraphs_may_repeat(paragraphs, &paragraph.at))
                g_array_append_val(alike, paragraph);
        }
    return alike;
}

/* Where paragraphs are gone through for the second time. */
typedef struct {
    const GArray *alike;
    guint next;   /* of those */
    guint number; /* of all */
} Passing;

/* Keeps what was found, in the order of the entries. */
static void found_keep(const Reading *reading, guint index, Passing *passing)
{
    ReviewMemory *after = reading->review->options->after;
    const Entry *entry = reading->entries->pdata[index];
    const Found *found = &reading->found[index];
    const MemoryParagraph *paragraphs = paragraphs_of(reading, index);
    const Paragraph *alike = (const Paragraph *)(const void *)passing->alike->data;
    const guint first = passing->next, number = passing->number;
    gboolean same = found->recalled != NULL;

    passing->number += found->count;
    for (; passing->next < passing->alike->len && alike[passing->next].number < passing->number;
         passing->next++)
        same =
            same && alike[passing->next].at.whole == paragraphs[alike[passing->next].number - number].whole;
    if (!after || !found->unremarkable)
        return;
    if (same) {
        review_memory_keep(after, entry, found->look, paragraphs, found->count);
        return;
    }
    MemoryParagraph *kept = review_memory_add(after, entry, found->look, found->count);
    for (guint i = 0; i < found->count; i++)
        kept[i] = paragraphs[i];
    for (guint i = first; i < passing->next; i++)
        kept[alike[i].number - number] = alike[i].at;
}

/* What is to be said of a text has to be said again. */
static void images_find(const Reading *reading, guint index, GArray *images)
{
    Found *found = &reading->found[index];
    const guint before = images->len;

    if (!found->recalled)
        images_add(images, reading->entries->pdata[index], found->look);
    if (images->len > before)
        found->unremarkable = FALSE;
}

/* What takes several entries, and what takes Markdown parsed, which is no work for several threads. */
static void parts_review(Review *review, const Reading *reading, guint count)
{
    guint all = 0;

    for (guint i = 0; i < reading->entries->len; i++)
        all += reading->found[i].count;
    g_autoptr(Paragraphs) paragraphs = paragraphs_new(all);
    g_autoptr(GArray) alike = paragraphs_alike(reading, paragraphs);
    g_autoptr(Links) links = links_new(review);
    g_autoptr(GArray) images = images_new();
    Passing passing = {alike, 0, 0};
    for (guint i = 0; i < count; i++)
        diagnostics_copy(review->diagnostics, reading->parts[i].diagnostics, NULL);
    paragraphs_review(paragraphs, review, alike);
    for (guint i = 0; i < reading->entries->len; i++) {
        links_review(links, reading->entries->pdata[i], reading->found[i].look);
        images_find(reading, i, images);
        source_folder_put_down(&review->site->content->texts);
        found_keep(reading, i, &passing);
    }
    images_report(review, images);
}

/* All that can be told of one entry after the other, in threads; then what takes several of them. */
static void entries_review(Review *review, const GPtrArray *entries)
{
    const guint count = (entries->len + PART_ENTRIES - 1) / PART_ENTRIES;
    g_autofree Part *parts = g_new0(Part, count);
    g_autofree Found *found = g_new0(Found, entries->len + 1);
    Reading reading = {review, entries, parts, found};

    threads_run(review->options->threads, count, part_review, &reading);
    parts_review(review, &reading, count);
    for (guint i = 0; i < count; i++) {
        diagnostics_free(parts[i].diagnostics);
        g_array_unref(parts[i].paragraphs);
    }
}

void review_run(const ReviewOptions *options, Diagnostics *diagnostics)
{
    const Site *site = options->site;
    g_autoptr(GPtrArray) entries = entries_by_day(site->content);
    g_autoptr(GHashTable) accepted = acceptance_new(site);
    g_autoptr(GHashTable) contacts = privacy_contacts(site);
    Review review = {site, options, diagnostics, accepted, contacts};

    entries_review(&review, entries);
    privacy_review_files(&review);
    honours_review(&review, entries);
    events_review(&review, entries);
    if (options->external)
        external_review(&review);
    acceptance_report_unused(&review);
    source_folder_put_down(&site->content->texts);
}
