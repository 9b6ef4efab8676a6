/* SPDX-License-Identifier: MIT */
#include "site/site.h"

#include "site/commitment.h"
#include "site/indicator.h"
#include "site/posting.h"
#include "site/recipe.h"
#include "site/reference.h"
#include "site/span.h"
#include "site/tags.h"
#include "site/visibility.h"
#include "site/withheld.h"

#include <glib/gi18n.h>
#include <string.h>

G_DEFINE_QUARK(broadside - site - error, site_error)

/* An entry and when it was: what is sorted lies in one piece. */
typedef struct {
    guint64 time; /* of earlier ones more; the day before the minute */
    guint at;     /* in content->entries, which are ordered by id */
} Dated;

static int dated_compare(const void *a, const void *b)
{
    const Dated *x = a, *y = b;

    if (x->time != y->time)
        return x->time < y->time ? -1 : 1;
    return (x->at > y->at) - (x->at < y->at);
}

/* As date_compare() has it: signed numbers, the later ones first. */
static guint64 reversed(Date date)
{
    const guint32 day = (guint32)date.day ^ 0x80000000u, minute = (guint32)date.minute ^ 0x80000000u;
    return ~((guint64)day << 32 | minute);
}

/* All entries in the site's order, newest first, ties by id; what has no day comes last. Newly allocated. */
static GPtrArray *entries_order(const GPtrArray *entries)
{
    g_autofree Dated *dated = g_new(Dated, entries->len + 1); /* qsort() takes no NULL */
    GPtrArray *all = g_ptr_array_sized_new(entries->len);

    for (guint i = 0; i < entries->len; i++)
        dated[i] = (Dated){reversed(((const Entry *)entries->pdata[i])->day), i};
    qsort(dated, entries->len, sizeof *dated, dated_compare);
    for (guint i = 0; i < entries->len; i++) {
        Entry *entry = entries->pdata[dated[i].at];
        entry->position = i;
        g_ptr_array_add(all, entry);
    }
    return all;
}

static gboolean read_today(Site *site, const char *date, GError **error)
{
    const char *timezone = content_config(site->content, "timezone")->text;

    site->timezone = g_time_zone_new_identifier(timezone);
    if (!site->timezone) {
        g_set_error(error, SITE_ERROR, SITE_ERROR_OPTION,
                    _("there is no time zone '%s'; write one such as Asia/Shanghai"), timezone);
        return FALSE;
    }
    if (!date)
        return date_today(timezone, &site->today);
    if (date_parse(date, &site->today) && site->today.minute < 0)
        return TRUE;
    g_set_error(error, SITE_ERROR, SITE_ERROR_OPTION, _("'%s' is no date; write it as 2025-06-29"), date);
    return FALSE;
}

/* As feeds, calendars and sitemaps must have it, in ASCII: a host in Punycode, a path percent-encoded (RFC
 * 3987, 3.1), with a slash at its end. NULL for a host that is none. */
static char *base_url_encode(GUri *uri)
{
    g_autofree char *host = g_hostname_to_ascii(g_uri_get_host(uri));
    g_autofree char *path = g_uri_escape_string(g_uri_get_path(uri), "%/:@!$&'()*+,;=", FALSE);
    g_autofree char *whole = g_strconcat(path, g_str_has_suffix(path, "/") ? "" : "/", NULL);

    return host ? g_uri_join(G_URI_FLAGS_ENCODED, g_uri_get_scheme(uri), g_uri_get_userinfo(uri), host,
                             g_uri_get_port(uri), whole, NULL, NULL)
                : NULL;
}

static gboolean read_base_url(Site *site, const char *option, GError **error)
{
    const char *url = option;
    const Value *configured = content_config(site->content, "base_url");

    if (!url && configured->kind == VALUE_TEXT)
        url = configured->text;
    if (!url || !*url)
        return TRUE;
    g_autoptr(GUri) uri = g_uri_parse(url, G_URI_FLAGS_ENCODED_PATH, NULL);
    const char *scheme = uri ? g_uri_get_scheme(uri) : "";
    const gboolean web = strcmp(scheme, "http") == 0 || strcmp(scheme, "https") == 0;
    g_autofree char *encoded = web && g_uri_get_host(uri) ? base_url_encode(uri) : NULL;
    if (!encoded || !*g_uri_get_host(uri) || g_uri_get_query(uri) || g_uri_get_fragment(uri)) {
        g_set_error(error, SITE_ERROR, SITE_ERROR_OPTION,
                    _("'%s' is no address of a site; write one such as https://www.example.org/"), url);
        return FALSE;
    }
    site->base_url = arena_strdup(site->content->arena, encoded);
    return TRUE;
}

static const char *config_text(const Content *content, const char *key)
{
    const Value *value = content_config(content, key);
    return value->kind == VALUE_TEXT ? value->text : "";
}

static gboolean read_config(Site *site, const SiteOptions *options, GError **error)
{
    const Value *raw_html = content_config(site->content, "raw_html");

    site->title = config_text(site->content, "title");
    site->language = config_text(site->content, "language");
    site->collation = collation_new(site->language);
    site->raw_html = raw_html->kind == VALUE_BOOLEAN && raw_html->boolean;
    return read_today(site, options->date, error) && read_base_url(site, options->base_url, error);
}

/* Takes over both. */
static Collection *collection_at_root(const Site *site, GPtrArray *entries, const Type *type, char *step)
{
    Collection *collection = collection_new(entries, type, site->collation);

    collection_set_step(collection, step);
    return collection;
}

/* The entries of the latest year, which are ended by the first that is earlier. Takes them over. */
static void year_keep(Site *site, int year, GPtrArray *list)
{
    Collection *entries = collection_at_root(site, list, NULL, g_strdup_printf("year-page %d", year));

    g_hash_table_insert(site->year_pages, GINT_TO_POINTER(year), entries);
    g_array_append_val(site->years, year);
}

/* The entries that the archive of each year shows; they come newest first. */
static void collect_years(Site *site, const GPtrArray *all)
{
    GPtrArray *list = NULL;
    int year = 0;
    gint32 begin = 0; /* its first day */

    for (guint i = 0; i < all->len; i++) {
        Entry *entry = all->pdata[i];
        if (!entry_is_shown(entry) || !entry_has_day(entry))
            continue;
        if (list && entry->day.day < begin)
            year_keep(site, year, g_steal_pointer(&list));
        if (!list) {
            Date first = {0};
            year = date_year(entry->day);
            begin = date_set(&first, year, 1, 1) ? first.day : G_MININT32;
            list = g_ptr_array_new();
        }
        g_ptr_array_add(list, entry);
    }
    if (list)
        year_keep(site, year, list);
}

static void collect_tags(Site *site)
{
    const GArray *groups = collection_group(site->entries, "tags");

    for (guint i = 0; i < groups->len; i++) {
        const Group *group = &g_array_index(groups, Group, i);
        const Term term = {group->value.text, group->entries};
        g_array_append_val(site->tags, term);
    }
}

/* Indices and empty containers: everything that needs no order yet. */
static Site *site_begin(const Content *content)
{
    Site *site = g_new0(Site, 1);

    site->content = content;
    site->nothing = collection_at_root(site, g_ptr_array_new(), NULL, g_strdup("nothing"));
    site->lists = g_hash_table_new_full(g_str_hash, g_str_equal, NULL, (GDestroyNotify)collection_free);
    site->by_type = g_ptr_array_new_with_free_func((GDestroyNotify)collection_free);
    site->years = g_array_new(FALSE, FALSE, sizeof(int));
    site->year_pages = g_hash_table_new_full(NULL, NULL, NULL, (GDestroyNotify)collection_free);
    site->tags = g_array_new(FALSE, FALSE, sizeof(Term));
    site->index = index_new(content);
    site->files = g_hash_table_new(g_str_hash, g_str_equal);
    for (guint i = 0; i < content->files->len; i++)
        g_hash_table_add(site->files, content->files->pdata[i]);
    return site;
}

static void collect_lists(Site *site, const GPtrArray *all)
{
    const Types *types = site->content->types;
    GPtrArray *listed = g_ptr_array_sized_new(all->len), *pages = g_ptr_array_sized_new(all->len);
    g_autoptr(GPtrArray) lists = g_ptr_array_new();

    for (guint i = 0; i < types_count(types); i++)
        g_ptr_array_add(lists, g_ptr_array_new());
    for (guint i = 0; i < all->len; i++) {
        Entry *entry = all->pdata[i];
        if (entry->state != ENTRY_HIDDEN)
            g_ptr_array_add(pages, entry);
        if (entry->state != ENTRY_LISTED)
            continue;
        g_ptr_array_add(listed, entry);
        g_ptr_array_add(lists->pdata[entry->type->number], entry);
    }
    site->entries = collection_at_root(site, listed, NULL, g_strdup("entries"));
    site->pages = collection_at_root(site, pages, NULL, g_strdup("pages"));
    for (guint i = 0; i < types_count(types); i++) {
        const Type *type = types_at(types, i);
        GString *step = g_string_new("type ");
        recipe_append_text(step, type->name);
        g_ptr_array_add(site->by_type,
                        collection_at_root(site, lists->pdata[i], type, g_string_free(step, FALSE)));
    }
}

static gint32 days_left(const Entry *entry, Date today)
{
    if (entry->last_day.day == DAY_NONE || entry_has_ended(entry, today))
        return 0;
    return entry->last_day.day - today.day + 1;
}

/* In the record of a year, what is of other years is as if it were not to be shown yet. */
static EntryState state_of(const Site *site, const Entry *entry, gboolean drafts)
{
    if (site->year && entry_year(entry) != 0 && !entry_is_of_year(entry, site->year))
        return ENTRY_HIDDEN;
    return visibility_of(entry, site->today, drafts);
}

Site *site_new(const Content *content, const SiteOptions *options, Diagnostics *diagnostics, GError **error)
{
    g_autoptr(Site) site = site_begin(content);

    site->year = options->year;
    if (!read_config(site, options, error))
        return NULL;
    for (guint i = 0; i < content->entries->len; i++) {
        Entry *entry = content->entries->pdata[i];
        posting_set(entry, content->holidays, diagnostics);
        entry->last_day = entry_last_day(entry);
        entry->days_left = days_left(entry, site->today);
        entry->state = state_of(site, entry, options->drafts);
        entry->overdue = entry_overdue(entry, site->today);
        entry->counted = entry_counted(entry, site->today);
        entry->late = entry_late(entry);
    }
    tags_unite(content);
    g_autoptr(GPtrArray) all = entries_order(content->entries);
    site->withheld = withheld_find(site, diagnostics);
    references_resolve(content, site->index, diagnostics);
    indicators_check(content, diagnostics);
    collect_lists(site, all);
    collect_years(site, all);
    collect_tags(site);
    return g_steal_pointer(&site);
}

void site_free(Site *site)
{
    if (!site)
        return;
    for (guint i = 0; i < site->content->entries->len; i++) {
        Entry *entry = site->content->entries->pdata[i];
        g_clear_pointer(&entry->backlinks, g_ptr_array_unref);
    }
    collection_free(site->nothing);
    collection_free(site->entries);
    collection_free(site->pages);
    g_ptr_array_unref(site->by_type);
    g_array_unref(site->years);
    g_hash_table_unref(site->year_pages);
    g_hash_table_unref(site->lists);
    g_array_unref(site->tags);
    g_clear_pointer(&site->withheld, g_hash_table_unref);
    index_free(site->index);
    g_hash_table_unref(site->files);
    collation_free(site->collation);
    g_clear_pointer(&site->timezone, g_time_zone_unref);
    g_free(site);
}

const Collection *site_collection(const Site *site, const Type *type)
{
    const gboolean own = types_at(site->content->types, type->number) == type;
    return own ? site->by_type->pdata[type->number] : NULL;
}

const Collection *site_year(const Site *site, int year)
{
    const Collection *entries = g_hash_table_lookup(site->year_pages, GINT_TO_POINTER(year));
    return entries ? entries : site->nothing;
}

Entry *site_find(const Site *site, const char *id, gboolean *several)
{
    return index_find(site->index, id, several);
}

const char *site_value_label(const Site *site, const Type *type, const char *field, const Value *value)
{
    const int index = type_field(type, field);

    if (value->kind == VALUE_REFERENCE)
        return value->entry ? entry_title(value->entry) : NULL;
    if (value->kind != VALUE_TEXT)
        return NULL;
    const Type *named = strcmp(field, "type") == 0 ? types_by_name(site->content->types, value->text) : NULL;
    if (named)
        return labels_get(named->labels, site->language);
    return index < 0 ? NULL : choice_label(&type->fields[index], value->text, site->language);
}
