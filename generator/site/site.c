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

/* Newest first, ties by id; what has no day comes last. */
static int entry_compare(gconstpointer a, gconstpointer b)
{
    const Entry *x = *(Entry *const *)a;
    const Entry *y = *(Entry *const *)b;
    const int order = date_compare(y->day, x->day);

    return order ? order : strcmp(x->id, y->id);
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

static gboolean is_listed(const Entry *entry)
{
    return entry->state == ENTRY_LISTED;
}

static gboolean has_page(const Entry *entry)
{
    return entry->state != ENTRY_HIDDEN;
}

/* The entries of `all` that pass, of one type or (NULL) of any. */
static Collection *collect(const Site *site, GPtrArray *all, const Type *type,
                           gboolean (*passes)(const Entry *))
{
    GPtrArray *entries = g_ptr_array_new();

    for (guint i = 0; i < all->len; i++) {
        Entry *entry = all->pdata[i];
        if ((!type || entry->type == type) && passes(entry))
            g_ptr_array_add(entries, entry);
    }
    return collection_new(entries, type, site->collation);
}

static int year_compare(gconstpointer a, gconstpointer b)
{
    return *(const int *)b - *(const int *)a;
}

/* The entries that the archive of each year shows. */
static void collect_years(Site *site, GPtrArray *all)
{
    g_autoptr(GHashTable) lists = g_hash_table_new(NULL, NULL);
    GHashTableIter iter;
    gpointer year, list;

    for (guint i = 0; i < all->len; i++) {
        Entry *entry = all->pdata[i];
        if ((entry->state != ENTRY_LISTED && entry->state != ENTRY_KEPT) || !entry_has_day(entry))
            continue;
        year = GINT_TO_POINTER(date_year(entry->day));
        list = g_hash_table_lookup(lists, year);
        if (!list)
            g_hash_table_insert(lists, year, list = g_ptr_array_new());
        g_ptr_array_add(list, entry);
    }
    g_hash_table_iter_init(&iter, lists);
    while (g_hash_table_iter_next(&iter, &year, &list)) {
        const int number = GPOINTER_TO_INT(year);
        g_array_append_val(site->years, number);
        Collection *entries = collection_new(list, NULL, site->collation);
        collection_set_step(entries, g_strdup_printf("year-page %d", number));
        g_hash_table_insert(site->year_pages, year, entries);
    }
    g_array_sort(site->years, year_compare);
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
    site->nothing = collection_new(g_ptr_array_new(), NULL, NULL);
    collection_set_step(site->nothing, g_strdup("nothing"));
    site->lists = g_hash_table_new_full(g_str_hash, g_str_equal, NULL, (GDestroyNotify)collection_free);
    site->by_type = g_ptr_array_new_with_free_func((GDestroyNotify)collection_free);
    site->years = g_array_new(FALSE, FALSE, sizeof(int));
    site->year_pages = g_hash_table_new_full(NULL, NULL, NULL, (GDestroyNotify)collection_free);
    site->tags = g_array_new(FALSE, FALSE, sizeof(Term));
    site->index = index_new(content->entries);
    site->entry_by_file = g_hash_table_new(g_str_hash, g_str_equal);
    site->owner_by_folder = g_hash_table_new(g_str_hash, g_str_equal);
    for (guint i = 0; i < content->entries->len; i++) {
        Entry *entry = content->entries->pdata[i];
        g_hash_table_insert(site->entry_by_file, (gpointer)entry->path, entry);
        if (entry->folder)
            g_hash_table_insert(site->owner_by_folder, (gpointer)entry->folder, entry);
    }
    site->files = g_hash_table_new(g_str_hash, g_str_equal);
    for (guint i = 0; i < content->files->len; i++)
        g_hash_table_add(site->files, content->files->pdata[i]);
    return site;
}

static void site_collect(Site *site, GPtrArray *all)
{
    const Types *types = site->content->types;

    site->entries = collect(site, all, NULL, is_listed);
    collection_set_step(site->entries, g_strdup("entries"));
    site->pages = collect(site, all, NULL, has_page);
    collection_set_step(site->pages, g_strdup("pages"));
    for (guint i = 0; i < types_count(types); i++) {
        Collection *entries = collect(site, all, types_at(types, i), is_listed);
        g_autoptr(GString) step = g_string_new("type ");
        recipe_append_text(step, types_at(types, i)->name);
        collection_set_step(entries, g_strdup(step->str));
        g_ptr_array_add(site->by_type, entries);
    }
    collect_years(site, all);
    collect_tags(site);
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
    g_autoptr(GPtrArray) all = g_ptr_array_new(); /* a copy would own the entries, too */
    g_ptr_array_extend(all, content->entries, NULL, NULL);
    g_ptr_array_sort(all, entry_compare);
    for (guint i = 0; i < all->len; i++)
        ((Entry *)all->pdata[i])->position = i;
    site->withheld = withheld_find(site, diagnostics);
    references_resolve(content, site->index, diagnostics);
    indicators_check(content, diagnostics);
    site_collect(site, all);
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
    g_hash_table_unref(site->entry_by_file);
    g_hash_table_unref(site->files);
    g_hash_table_unref(site->owner_by_folder);
    collation_free(site->collation);
    g_clear_pointer(&site->timezone, g_time_zone_unref);
    g_free(site);
}

const Collection *site_collection(const Site *site, const Type *type)
{
    for (guint i = 0; i < site->by_type->len; i++)
        if (types_at(site->content->types, i) == type)
            return site->by_type->pdata[i];
    return NULL;
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
