/* SPDX-License-Identifier: MIT */
#include "record/filing-number.h"
#include "record/record-private.h"

#include <string.h>

static const char *const withdrawals[] = {
    [WITHDRAWN_REMOVED] = "removed", [WITHDRAWN_DRAFT] = "draft", [WITHDRAWN_MOVED] = "moved"};

const char *withdrawal_name(Withdrawal why)
{
    return withdrawals[why];
}

Withdrawal withdrawal_named(const char *name)
{
    for (Withdrawal why = WITHDRAWN_REMOVED; why < G_N_ELEMENTS(withdrawals); why++)
        if (strcmp(withdrawals[why], name) == 0)
            return why;
    return WITHDRAWN_NOT;
}

static void year_free(gpointer data)
{
    Year *year = data;

    g_array_unref(year->items);
    g_ptr_array_unref(year->documents);
    g_hash_table_unref(year->given);
    g_free(year);
}

static Year *year_new(int number)
{
    Year *year = g_new0(Year, 1);

    year->view.year = number;
    year->view.closed = (Date){DAY_NONE, -1};
    year->items = g_array_new(FALSE, TRUE, sizeof(RecordItem));
    year->documents = g_ptr_array_new();
    year->given = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    return year;
}

Record *record_new(void)
{
    Record *record = g_new0(Record, 1);

    record->arena = arena_new();
    record->years = g_ptr_array_new_with_free_func(year_free);
    record->numbers = g_array_new(FALSE, FALSE, sizeof(int));
    return record;
}

void record_free(Record *record)
{
    if (!record)
        return;
    g_ptr_array_unref(record->years);
    g_array_unref(record->numbers);
    source_free(record->source);
    arena_free(record->arena);
    g_free(record);
}

/* Where the year stands, or belongs. */
static guint place_of(const Record *record, int year)
{
    guint i = 0;

    while (i < record->numbers->len && g_array_index(record->numbers, int, i) < year)
        i++;
    return i;
}

Year *record_find(const Record *record, int year)
{
    const guint at = place_of(record, year);

    return at < record->numbers->len && g_array_index(record->numbers, int, at) == year
               ? record->years->pdata[at]
               : NULL;
}

Year *record_make(Record *record, int year)
{
    Year *known = record_find(record, year);

    if (known)
        return known;
    const guint at = place_of(record, year);
    g_ptr_array_insert(record->years, (int)at, year_new(year));
    g_array_insert_val(record->numbers, at, year);
    return record->years->pdata[at];
}

const RecordYear *record_year(const Record *record, int year)
{
    const Year *found = record_find(record, year);
    return found ? &found->view : NULL;
}

const int *record_years(const Record *record, guint *count)
{
    *count = record->numbers->len;
    return (const int *)record->numbers->data;
}

Document *year_add(Record *record, Year *year)
{
    Document *document = arena_new0(record->arena, Document, 1);

    document->item.withdrawn = document->item.date = (Date){DAY_NONE, -1};
    g_ptr_array_add(year->documents, document);
    return document;
}

static int document_compare(gconstpointer a, gconstpointer b)
{
    const RecordItem *x = &(*(Document *const *)a)->item, *y = &(*(Document *const *)b)->item;
    int order = filing_term(x->retention) - filing_term(y->retention);

    if (order == 0)
        order = strcmp(x->department, y->department);
    return order ? order : (x->item > y->item) - (x->item < y->item);
}

/* What the entry says, then what somebody wrote beside it. */
static const char *remarks_of(const Document *document, Arena *arena)
{
    if (!document->note || !document->remarks || strcmp(document->note, document->remarks) == 0)
        return document->note ? document->note : document->remarks;
    g_autofree char *both = g_strconcat(document->remarks, "；", document->note, NULL);
    return arena_intern(arena, both, strlen(both));
}

void year_show(Year *year, Arena *arena)
{
    g_ptr_array_sort(year->documents, document_compare);
    g_array_set_size(year->items, 0);
    for (guint i = 0; i < year->documents->len; i++) {
        Document *document = year->documents->pdata[i];
        document->item.remarks = remarks_of(document, arena);
        document->item.pages = document->pages ? document->pages : document->counted;
        g_array_append_val(year->items, document->item);
    }
    year->view.items = (const RecordItem *)year->items->data;
    year->view.n_items = year->items->len;
}

guint year_given(const Year *year, const char *retention, const char *department)
{
    g_autofree char *class = g_strdup_printf("%s-%s", retention, department);
    return GPOINTER_TO_UINT(g_hash_table_lookup(year->given, class));
}

void year_give(Year *year, const char *retention, const char *department, guint item)
{
    const guint known = year_given(year, retention, department);

    g_hash_table_insert(year->given, g_strdup_printf("%s-%s", retention, department),
                        GUINT_TO_POINTER(MAX(known, item)));
}

static int class_compare(gconstpointer a, gconstpointer b)
{
    const char *x = *(const char *const *)a, *y = *(const char *const *)b;
    g_autofree char *first = g_strndup(x, strcspn(x, "-")), *second = g_strndup(y, strcspn(y, "-"));
    const int order = filing_term(first) - filing_term(second);

    return order ? order : strcmp(x, y);
}

const char **year_classes(const Year *year, guint *count)
{
    const char **classes = (const char **)g_hash_table_get_keys_as_array(year->given, count);

    if (*count > 1)
        qsort(classes, *count, sizeof *classes, class_compare);
    return classes;
}

void record_set_pages(Record *record, int number, const guint32 *pages, gsize count)
{
    Year *year = record_find(record, number);

    for (guint i = 0; year && i < MIN(count, year->documents->len); i++) {
        Document *document = year->documents->pdata[i];
        if (!document->item.entry || document->pages || pages[i] == 0)
            continue;
        document->counted = document->item.pages = pages[i];
        g_array_index(year->items, RecordItem, i).pages = pages[i];
    }
}
