/* SPDX-License-Identifier: MIT */
/*
 * The content as readers see it on one day: what is shown, in which order, what belongs together, what refers
 * to what.
 */
#pragma once

#include "content/content.h"
#include "site/collection.h"

typedef struct {
    const char *name;
    const Collection *entries;
} Term;

typedef struct {
    const Content *content;
    Date today;
    GTimeZone *timezone;
    const char *title;
    const char *language;
    const char *base_url; /* in ASCII, with a slash at its end; or NULL */
    int year;             /* frozen as it was told of in that year; 0: it is not */
    gboolean raw_html;
    Collation *collation;   /* of its language */
    Collection *entries;    /* all that are listed */
    Collection *pages;      /* all that have a page of their own: listed, kept, tombstones */
    Collection *nothing;    /* the empty collection */
    GPtrArray *by_type;     /* Collection *, listed, in the order of types_at() */
    GArray *years;          /* int, newest first: years with an entry listed or kept */
    GHashTable *year_pages; /* year -> Collection *: listed and kept */
    GArray *tags;           /* Term, by name */
    struct Index *index;    /* entries by id, file and folder (site/reference.h) */
    GHashTable *files;      /* set of content->files */
    GHashTable *lists;      /* first line of a recipe -> Collection * that is not among the above; owned */
    GHashTable *withheld;   /* file -> Entry * because of which it is not shown (withheld.h) */
} Site;

typedef struct {
    gboolean drafts;      /* show drafts, and what is not yet shown */
    const char *base_url; /* instead of the configuration's; "": none; or NULL */
    const char *date;     /* today, as YYYY-MM-DD; NULL: the clock's day */
    int year; /* only what is told of in that year (span.h), and what is of none, is shown; or 0 */
} SiteOptions;

/*
 * Takes nothing over: `content` must outlive the site. Resolves references, sets the state of every entry;
 * mistakes of the author go to `diagnostics`. NULL with `error` if an option is no date or address.
 */
Site *site_new(const Content *content, const SiteOptions *options, Diagnostics *diagnostics, GError **error);
void site_free(Site *site);

const Collection *site_collection(const Site *site, const Type *type);
/* Entries of a year that its archive shows; never NULL. */
const Collection *site_year(const Site *site, int year);
/* The entries that refer to one, those of a list of references that are shown, and those listed of several
 * types (by their folders, NULL-terminated): in the site's order, the second in the list's. Owned by the
 * site. */
const Collection *site_backlinks(const Site *site, const Entry *entry);
const Collection *site_references(const Site *site, const Value *list);
const Collection *site_of_types(const Site *site, const char *const *folders);
/* The entry whose id is, or ends in, `id` after a slash; NULL if there is none, or several (then *several).
 */
Entry *site_find(const Site *site, const char *id, gboolean *several);

/* Whether `path` ("content/news/photo.jpg", "static/form.pdf") is a file of the site that can be published.
 */
gboolean site_has_file(const Site *site, const char *path);
/* The entry in whose own folder a file of content/ lies, or NULL. */
Entry *site_owner(const Site *site, const char *file);

/* The entry because of which a file is not published, or NULL: one that is not shown and owns it, or one that
 * owns it and has no consent for it (entry_withholds()). */
const Entry *site_withholder(const Site *site, const char *file);

/* The path at which a file of content/ or static/ is published. Newly allocated. */
char *site_output_of_file(const char *file);
/*
 * The name for readers of a value of a field of `type`: of a choice, a type or an entry; NULL where the value
 * stands for itself.
 */
const char *site_value_label(const Site *site, const Type *type, const char *field, const Value *value);

/* What a destination in an entry's Markdown points at. */
typedef struct {
    Entry *entry;     /* of the site, shown or not; or NULL */
    char *file;       /* path of a file from the site's root; or NULL. Owned */
    char *fragment;   /* "#…", or NULL. Owned */
    gboolean foreign; /* an address, an anchor of the same page, or a scheme: left alone */
} Link;

/* Resolves `url` as written in `entry`. Neither entry, file nor foreign: it leads nowhere. */
Link site_link(const Site *site, const Entry *entry, const char *url);
void link_clear(Link *link);

/* Where a destination in an entry's Markdown leads readers. */
typedef enum {
    LINK_IS_FOREIGN,       /* left as it is written */
    LINK_TO_ENTRY,         /* link->entry, which has a page */
    LINK_TO_FILE,          /* link->file, which is published */
    LINK_TO_NOTHING,       /* a mistake; left as it is written */
    LINK_TO_NOTHING_SHOWN, /* to what readers cannot see: only its text is shown */
} LinkEnd;

/*
 * Resolves `url`, of a link or an image in the paragraph at `line` of the entry's Markdown, and warns if it
 * leads nowhere. The plan has given the entries their outputs.
 */
LinkEnd site_link_follow(const Site *site, const Entry *entry, const char *url, gboolean image, guint line,
                         Link *link, Diagnostics *diagnostics);
/* The place of that destination: its first occurrence from the line on, at which its paragraph begins. */
Place site_link_place(const Entry *entry, const char *url, guint line);

#define SITE_ERROR (site_error_quark())
GQuark site_error_quark(void);
typedef enum { SITE_ERROR_OPTION } SiteError;

G_DEFINE_AUTOPTR_CLEANUP_FUNC(Site, site_free)
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Link, link_clear)
