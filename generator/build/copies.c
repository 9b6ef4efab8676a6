/* SPDX-License-Identifier: MIT */
#include "build/copies.h"

#include "build/photos.h"
#include "build/tree.h"
#include "content/folder.h"
#include "picture/kind.h"
#include "picture/photo.h"
#include "site/visibility.h"

#include <glib/gi18n.h>
#include <stdlib.h>
#include <string.h>

#define STATIC_FOLDER "static"
#define ASSETS_FOLDER "assets"

/* Whether what lies at `real` (NULL: nothing does) is the text of an entry, which only its page may show. */
static gboolean is_entry(const Plan *plan, const char *real)
{
    if (!real || !g_str_has_suffix(real, ".md"))
        return FALSE;
    g_autofree char *content = g_build_filename(plan->site_folder, "content", NULL);
    g_autofree char *real_content = realpath(content, NULL); /* it may be a link itself */
    return tree_is_below(real_content, real);
}

/* `photo`: it is published without its metadata. */
static void copy_add(Plan *plan, const char *path, const char *source, gboolean photo, const Origin *origin,
                     Diagnostics *diagnostics)
{
    const Output output = {.path = arena_strdup(plan->arena, path),
                           .photo = photo,
                           .source = arena_strdup(plan->arena, source),
                           .origin = *origin};
    g_autofree char *real = realpath(source, NULL);

    if (is_entry(plan, real)) {
        diagnostics_error(diagnostics, origin->place, NULL,
                          _("'%s' is an entry, and is not published as a file"), path);
        return;
    }
    if (tree_is_below(plan->site_folder, real) || tree_is_below(plan->theme_folder, real))
        outputs_add(plan->outputs, &output, diagnostics);
    else
        diagnostics_error(diagnostics, PLACE_FILE(source), _("put the file itself here"),
                          _("a symbolic link that leads out of the site"));
}

static Origin file_origin(Plan *plan, const char *file, gboolean authored)
{
    const char *name = arena_strdup(plan->arena, file);
    return (Origin){name, PLACE_FILE(name), authored};
}

/* WeChat and browsers store photos under names of their own: "640", "photo.jpg!w700". */
static gboolean is_disguised(const char *name, const char *source)
{
    return !photo_has_name(name) && kind_of_file(source) != KIND_OTHER;
}

static void site_file_add(Plan *plan, const char *file, const Origin *origin, Diagnostics *diagnostics)
{
    g_autofree char *path = site_output_of_file(file);
    const char *root = plan->site->content->root;
    g_autofree char *source = strcmp(root, ".") == 0 ? g_strdup(file) : g_build_filename(root, file, NULL);
    const Origin own = file_origin(plan, file, TRUE);

    if (is_disguised(file, source))
        copy_add(plan, path, source, TRUE, &own, diagnostics);
    else
        copy_add(plan, path, source, photo_has_name(file), origin, diagnostics);
}

static void assets_plan(Plan *plan, Diagnostics *diagnostics)
{
    g_autoptr(GPtrArray) names = theme_files(plan->theme, ASSETS_FOLDER);

    for (guint i = 0; i < names->len; i++) {
        const char *path = names->pdata[i];
        g_autofree char *source = theme_file(plan->theme, path);
        const Origin origin = file_origin(plan, theme_file_name(plan->theme, source), FALSE);
        copy_add(plan, path, source, photo_has_name(path) || is_disguised(path, source), &origin,
                 diagnostics);
    }
}

/* What programs keep beside a photo: edits and places, and the photo as it was before. */
static gboolean is_beside_photo(const char *name)
{
    static const char *const ends[] = {".xmp", ".aae", ".thm", "_original"};
    g_autofree char *lower = g_ascii_strdown(name, -1);

    for (gsize i = 0; i < G_N_ELEMENTS(ends); i++)
        if (g_str_has_suffix(lower, ends[i]))
            return TRUE;
    return FALSE;
}

/* What systems and editors leave behind, which may hold names of people. Hidden files are meant: .htaccess.
 */
static gboolean is_left_behind(const char *path)
{
    g_auto(GStrv) parts = g_strsplit(path, "/", -1);

    for (char **part = parts; *part; part++)
        if (strcmp(*part, ".DS_Store") == 0 || is_beside_photo(*part) || g_str_has_prefix(*part, "._") ||
            (**part != '.' && folder_is_litter(*part)))
            return TRUE;
    return FALSE;
}

static gboolean static_plan(Plan *plan, Diagnostics *diagnostics, GError **error)
{
    const char *root = plan->site->content->root;
    g_autofree char *folder =
        strcmp(root, ".") == 0 ? g_strdup(STATIC_FOLDER) : g_build_filename(root, STATIC_FOLDER, NULL);
    g_autoptr(GPtrArray) files = tree_files(folder, root, diagnostics, error);

    if (!files)
        return FALSE;
    for (guint i = 0; i < files->len; i++) {
        if (is_left_behind(files->pdata[i]))
            continue;
        g_autofree char *file = g_build_filename(STATIC_FOLDER, files->pdata[i], NULL);
        const Origin origin = file_origin(plan, file, TRUE);
        site_file_add(plan, file, &origin, diagnostics);
    }
    return TRUE;
}

/* The other files in folders of entries, but for photos: pages ask for those that they show. */
static void owned_plan(Plan *plan, Diagnostics *diagnostics)
{
    const GPtrArray *files = plan->site->content->files;

    for (guint i = 0; i < files->len; i++) {
        const Entry *owner = site_owner(plan->site, files->pdata[i]);
        const Origin origin = {files->pdata[i], PLACE_FILE(files->pdata[i]), TRUE};
        if (owner && owner->output && !photo_has_name(files->pdata[i]) && !is_left_behind(files->pdata[i]) &&
            !site_withholder(plan->site, files->pdata[i]))
            site_file_add(plan, files->pdata[i], &origin, diagnostics);
    }
}

void copies_request(Plan *plan, const char *wish, const Origin *origin, Diagnostics *diagnostics)
{
    PhotoWish wanted;
    g_autofree char *path = photo_wish_file(wish, &wanted);
    const Entry *owner = site_withholder(plan->site, path);

    /* That a notice has gone is no mistake of those who showed its files. */
    if (owner && entry_has_ended(owner, plan->site->today))
        return;
    if (owner && entry_withholds(owner, path))
        diagnostics_warning(diagnostics, origin->place,
                            _("write 'consent: true' there once the person has agreed"),
                            _("'%s' is not published: '%s' has no consent for it"), path, owner->path);
    else if (owner)
        diagnostics_warning(diagnostics, origin->place, NULL,
                            _("'%s' is not published: '%s', to which it belongs, is not shown"), path,
                            owner->id);
    else if (photo_has_name(path))
        photos_request(plan, wish, origin);
    else
        site_file_add(plan, path, origin, diagnostics);
}

/* The files named by a value of a field, and by those within it. */
static void value_plan(Plan *plan, const Entry *entry, const Value *value, Diagnostics *diagnostics)
{
    const Origin origin = {entry->path, entry_place(entry, value), TRUE};

    if (value->kind == VALUE_FILE && !photo_has_name(value->text))
        copies_request(plan, value->text, &origin, diagnostics);
    else if (value->kind == VALUE_LIST)
        for (guint i = 0; i < value->list.count; i++)
            value_plan(plan, entry, &value->list.items[i], diagnostics);
    else if (value->kind == VALUE_RECORD)
        for (guint i = 0; i < value->record.count; i++)
            value_plan(plan, entry, &value->record.members[i].value, diagnostics);
}

static void field_plan(Plan *plan, const Entry *entry, guint index, Diagnostics *diagnostics)
{
    const Value *value = entry_visible(entry, index), *written = &entry->fields[index];

    value_plan(plan, entry, value, diagnostics);
    if (value->kind == VALUE_NONE && written->kind == VALUE_FILE &&
        !g_str_has_prefix(written->text, STATIC_FOLDER "/")) /* site/withheld.c says so */
        diagnostics_warning(diagnostics, entry_place(entry, written),
                            _("write 'consent: true' once the person has agreed"),
                            _("the '%s' is not published without consent"), entry->type->fields[index].name);
}

static void fields_plan(Plan *plan, Diagnostics *diagnostics)
{
    const Collection *entries = plan->site->pages;

    for (guint i = 0; i < collection_count(entries); i++) {
        const Entry *entry = collection_at(entries, i);
        for (guint j = 0; entry->output && entry_is_shown(entry) && j < entry->type->n_files; j++) {
            const guint at = entry->type->files[j];
            if (entry->fields[at].kind != VALUE_NONE)
                field_plan(plan, entry, at, diagnostics);
        }
    }
}

gboolean copies_plan(Plan *plan, Diagnostics *diagnostics, GError **error)
{
    assets_plan(plan, diagnostics);
    if (!static_plan(plan, diagnostics, error))
        return FALSE;
    owned_plan(plan, diagnostics);
    fields_plan(plan, diagnostics);
    return TRUE;
}
