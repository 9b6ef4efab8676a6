/* SPDX-License-Identifier: MIT */
#include "site/reference.h"
#include "site/visibility.h"
#include "text/path.h"

#include <glib/gi18n.h>
#include <string.h>

/* RFC 3986, section 3.1. */
static gboolean has_scheme(const char *url)
{
    const char *p = url;

    if (!g_ascii_isalpha(*p))
        return FALSE;
    while (g_ascii_isalnum(*p) || *p == '+' || *p == '-' || *p == '.')
        p++;
    return *p == ':' && p > url + 1; /* one letter is a drive of Windows */
}

static gboolean is_foreign(const char *url)
{
    return url[0] == '#' || url[0] == '\0' || g_str_has_prefix(url, "//") || has_scheme(url);
}

/* The path from the site's root as it is written, "/static/form.pdf", as fields have it; or NULL. */
static char *rooted_path(const Site *site, const char *path)
{
    if (!g_str_has_prefix(path, "/static/") && !g_str_has_prefix(path, "/content/"))
        return NULL;
    g_autofree char *whole = path_resolve("-", path + 1);
    return whole && (index_by_file(site->index, whole) || site_has_file(site, whole))
               ? g_steal_pointer(&whole)
               : NULL;
}

/* From the folder of the entry's file; a leading slash means content/, then static/, then the site's root. */
static char *target_path(const Site *site, const Entry *entry, const char *path)
{
    if (path[0] != '/')
        return path_resolve(entry->path, path);
    g_autofree char *content = path_resolve("content/-", path + 1);
    if (!content || index_by_file(site->index, content) || g_hash_table_contains(site->files, content))
        return g_steal_pointer(&content);
    g_autofree char *fixed = path_resolve("static/-", path + 1);
    char *rooted = fixed && site_has_file(site, fixed) ? NULL : rooted_path(site, path);
    return rooted ? rooted : g_steal_pointer(&fixed);
}

gboolean site_has_file(const Site *site, const char *path)
{
    if (g_hash_table_contains(site->files, path))
        return TRUE;
    if (!g_str_has_prefix(path, "static/") || path_refusal(path))
        return FALSE;
    g_autofree char *whole = g_build_filename(site->content->root, path, NULL);
    return g_file_test(whole, G_FILE_TEST_IS_REGULAR);
}

char *site_output_of_file(const char *file)
{
    const char *slash = strchr(file, '/');

    return path_compose(slash ? slash + 1 : file);
}

Entry *site_owner(const Site *site, const char *file)
{
    g_autofree char *folder = g_strdup(file);

    for (char *slash; (slash = strrchr(folder, '/'));) {
        *slash = '\0';
        Entry *owner = index_by_folder(site->index, folder);
        if (owner)
            return owner;
    }
    return NULL;
}

const Entry *site_withholder(const Site *site, const char *file)
{
    const Entry *owner = site_owner(site, file);

    if (owner && !entry_is_shown(owner))
        return owner;
    return g_hash_table_lookup(site->withheld, file);
}

Link site_link(const Site *site, const Entry *entry, const char *url)
{
    Link link = {0};

    link.foreign = is_foreign(url);
    if (link.foreign)
        return link;
    const gsize length = strcspn(url, "?#");
    const char *fragment = strchr(url, '#');
    g_autofree char *path = g_uri_unescape_segment(url, url + length, NULL);
    if (!path || !g_utf8_validate(path, -1, NULL)) {
        g_free(path);
        path = g_strndup(url, length); /* "100%.pdf" is no escape, but a name */
    }
    g_autofree char *normal = g_utf8_normalize(path, -1, G_NORMALIZE_NFC);
    g_autofree char *target = target_path(site, entry, normal);
    if (!target)
        return link;
    link.entry = index_by_file(site->index, target);
    if (!link.entry && site_has_file(site, target))
        link.file = g_steal_pointer(&target);
    if (fragment && fragment[1])
        link.fragment = g_strdup(fragment);
    return link;
}

void link_clear(Link *link)
{
    g_clear_pointer(&link->file, g_free);
    g_clear_pointer(&link->fragment, g_free);
}

Place site_link_place(const Entry *entry, const char *url, guint line)
{
    Place place = {.source = entry->source, .line = entry->body_line + line - 1};
    const char *text = entry_body(entry, NULL);

    for (guint at = 1; text && at < line; at++) {
        text = strchr(text, '\n');
        text = text ? text + 1 : NULL;
    }
    const char *found = text ? strstr(text, url) : NULL;
    if (!found)
        return place;
    for (const char *end; (end = strchr(text, '\n')) && end < found; text = end + 1)
        place.line++;
    place.column = 1 + (guint)g_utf8_strlen(text, (gssize)(found - text));
    return place;
}

LinkEnd site_link_follow(const Site *site, const Entry *entry, const char *url, gboolean image, guint line,
                         Link *link, Diagnostics *diagnostics)
{
    *link = site_link(site, entry, url);
    if (link->foreign)
        return LINK_IS_FOREIGN;
    if (link->entry && link->entry->output && !image)
        return LINK_TO_ENTRY;
    const Entry *withholder = link->file ? site_withholder(site, link->file) : NULL;
    if (link->file && !withholder)
        return LINK_TO_FILE;
    const Entry *gone = withholder ? withholder : link->entry;
    if (!gone || (link->entry && image)) {
        diagnostics_warning(diagnostics, site_link_place(entry, url, line),
                            _("write it relative to this file, with its ending"),
                            image ? _("there is no image '%s'") : _("the link '%s' leads nowhere"), url);
        return LINK_TO_NOTHING;
    }
    if (withholder && entry_is_shown(withholder)) {
        diagnostics_warning(diagnostics, site_link_place(entry, url, line),
                            _("write 'consent: true' there once the person has agreed"),
                            _("'%s' is not shown: '%s' has no consent for it"), url, withholder->path);
        return LINK_TO_NOTHING_SHOWN;
    }
    /* That a notice has gone is no mistake of those who wrote of it. */
    if (!entry_has_ended(gone, site->today))
        diagnostics_warning(diagnostics, site_link_place(entry, url, line), NULL,
                            _("the link leads to '%s', which is not shown"), gone->path);
    return LINK_TO_NOTHING_SHOWN;
}
