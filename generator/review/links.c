/* SPDX-License-Identifier: MIT */
#include "review/links.h"

#include "markup/document.h"
#include "markup/gallery.h"
#include "markup/outline.h"
#include "review/memory.h"
#include "text/suggest.h"

#include <glib/gi18n.h>
#include <string.h>

struct Links {
    Review *review;
    GHashTable *documents; /* entry -> Document *: those that links to headings lead to */
};

/* The links of one text as they are met. */
typedef struct {
    Links *links;
    const Entry *entry;
    gboolean unshown; /* no page shows it: all its links are to be followed here */
} Walk;

Links *links_new(Review *review)
{
    Links *links = g_new0(Links, 1);

    links->review = review;
    links->documents = g_hash_table_new_full(NULL, NULL, NULL, (GDestroyNotify)document_free);
    return links;
}

void links_free(Links *links)
{
    g_hash_table_unref(links->documents);
    g_free(links);
}

/* The parsed text of an entry; NULL for one that is too large, which is reported where it is shown. */
static Document *document_of(Links *links, const Entry *entry)
{
    gpointer document = NULL;
    gsize length;
    const char *text = entry_body(entry, &length);
    const MarkupOptions options = {.raw_html = links->review->site->raw_html, .valid = TRUE};

    if (g_hash_table_lookup_extended(links->documents, entry, NULL, &document))
        return document;
    document = document_parse(text, length, &options, NULL, NULL);
    if (document)
        g_hash_table_insert(links->documents, (gpointer)entry, document);
    return document;
}

/* Whether HTML of the text gives that id: id="…", name='…'. */
static gboolean html_has_id(const Entry *entry, const char *id)
{
    static const char *const forms[] = {"id=\"%s\"", "id='%s'", "name=\"%s\"", "name='%s'"};

    for (gsize i = 0; i < G_N_ELEMENTS(forms); i++) {
        g_autofree char *attribute = g_strdup_printf(forms[i], id);
        if (strstr(entry_body(entry, NULL), attribute))
            return TRUE;
    }
    return FALSE;
}

/* "did you mean '#…'?" with the heading that is nearest, newly allocated; or NULL. */
static char *hint_for(Document *document, const char *id)
{
    guint count;
    const Heading *headings = document_get_outline(document, &count);
    g_autoptr(GPtrArray) ids = g_ptr_array_new();
    g_autofree char *slug = outline_slug(id);

    for (guint i = 0; i < count; i++)
        g_ptr_array_add(ids, (gpointer)headings[i].id);
    g_ptr_array_add(ids, NULL);
    const char *nearest = suggest_nearest(slug, (const char *const *)ids->pdata);
    return nearest ? g_strdup_printf(_("did you mean '#%s'?"), nearest) : NULL;
}

static void check_fragment(const Walk *walk, const Entry *target, const char *fragment, const char *url,
                           guint line)
{
    Links *links = walk->links;
    g_autofree char *decoded = g_uri_unescape_string(fragment, NULL);
    const char *id = decoded ? decoded : fragment;

    if (!*id || strcmp(id, "top") == 0)
        return;
    Document *document = document_of(links, target);
    if (!document || document_has_id(document, fragment) ||
        (links->review->site->raw_html && html_has_id(target, id)))
        return;
    g_autofree char *hint = hint_for(document, id);
    const Place place = site_link_place(walk->entry, url, line);
    if (target == walk->entry)
        diagnostics_warning(links->review->diagnostics, place, hint,
                            _("there is no heading '#%s' in this text"), id);
    else
        diagnostics_warning(links->review->diagnostics, place, hint, _("there is no heading '#%s' in %s"), id,
                            target->path);
}

static char *link_met(void *data, const char *url, gboolean image, guint line)
{
    const Walk *walk = data;
    const Review *review = walk->links->review;
    g_auto(Link) link = {0};

    if (*url == '#' && !image)
        check_fragment(walk, walk->entry, url + 1, url, line);
    else if (walk->unshown || strchr(url, '#'))
        link = site_link(review->site, walk->entry, url);
    /* That it leads to what has no page either is for the theme to know. */
    if (walk->unshown && !link.entry && !link.file) {
        g_auto(Link) nothing = {0};
        site_link_follow(review->site, walk->entry, url, image, line, &nothing, review->diagnostics);
    }
    if (link.entry && link.fragment && !image)
        check_fragment(walk, link.entry, link.fragment + 1, url, line);
    return NULL;
}

/* Whether a text may hold a link to a heading: [x](#y), [x](y.md#z), [x]: #y, href="#y". */
static gboolean has_fragments(const char *text, gsize length)
{
    const char *end = text + length;

    for (const char *p = text; (p = memchr(p, '#', (gsize)(end - p))); p++) {
        if (p < text + 2)
            continue;
        if ((p[-1] == '(' && p[-2] == ']') || (p[-1] == 'd' && p[-2] == 'm') ||
            (p[-1] == ' ' && p[-2] == ':') || p[-1] == '<')
            return TRUE;
    }
    return FALSE;
}

static gboolean is_unshown(const Review *review, const Entry *entry)
{
    return review->options->planned && !entry->output &&
           (entry->state == ENTRY_LISTED || entry->state == ENTRY_KEPT);
}

guint links_look(const Entry *entry)
{
    gsize length;
    const char *text = entry_body(entry, &length);

    return (has_fragments(text, length) ? MEMORY_FRAGMENTS : 0) |
           (memchr(text, ']', length) || strstr(text, GALLERY_BLOCK) ? MEMORY_BRACKETS : 0);
}

void links_review(Links *links, const Entry *entry, guint look)
{
    Walk walk = {links, entry, is_unshown(links->review, entry)};
    const MarkupTarget target = {.data = &walk, .resolve = link_met};

    if (!(look & MEMORY_FRAGMENTS) && !(walk.unshown && (look & MEMORY_BRACKETS)))
        return;
    Document *document = document_of(links, entry);
    g_autoptr(GString) html = g_string_new(NULL);
    if (document)
        document_render(document, &target, html);
}
