/* SPDX-License-Identifier: MIT */
#include "build/photos.h"

#include "build/photo-store.h"
#include "build/photos-private.h"
#include "build/tree.h"
#include "content/content.h"
#include "text/threads.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

void photos_request(Plan *plan, const char *wish, const Origin *origin)
{
    if (g_hash_table_contains(plan->photos, wish))
        return;
    Origin *kept = arena_new0(plan->arena, Origin, 1);
    *kept = *origin;
    g_hash_table_insert(plan->photos, (gpointer)arena_strdup(plan->arena, wish), kept);
}

static char *file_path(const Plan *plan, const char *file)
{
    const char *root = plan->site->content->root;
    return strcmp(root, ".") == 0 ? g_strdup(file) : g_build_filename(root, file, NULL);
}

static Copy *copy_add(Photos *photos, Photo *photo, char *path, PhotoCopy made)
{
    Copy *copy = arena_new0(photos->job->plan->arena, Copy, 1);

    copy->photo = photo;
    copy->copy = made;
    copy->path = arena_strdup(photos->job->plan->arena, path);
    g_free(path);
    g_ptr_array_add(photo->copies, copy);
    return copy;
}

/* The copy as large as the photo, for who has asked for that. One in static/ is published in its own form at
 * that path. */
static void whole_add(Photos *photos, Photo *photo, const char *output)
{
    const PhotoFormat format = photo_whole_format(output);
    static const PhotoCrop all;
    char *path = photo_path(output, &all, PHOTO_WHOLE, format);

    if (g_str_has_prefix(photo->file, "static/") && strcmp(path, output) == 0)
        g_free(path);
    else
        copy_add(photos, photo, path, (PhotoCopy){photo->whole, format});
}

static void size_add(Photos *photos, Photo *photo, const char *output, PictureSize size, PhotoFormat format)
{
    copy_add(photos, photo, photo_path(output, &photo->wish.crop, size.width, format),
             (PhotoCopy){size, format});
}

/* The largest first: each is made of the one before. */
static void copies_list(Photos *photos, Photo *photo)
{
    const Content *content = photos->job->plan->site->content;
    g_autofree char *output = site_output_of_file(photo->file);
    const gboolean whole =
        photo->wish.crop.across == 0 && content_config(content, "publish_originals")->boolean;
    PictureSize sizes[PHOTO_WIDTHS_MAX];
    guint count = photo_sizes(photo->whole, &photo->wish.crop, sizes);

    if (whole)
        whole_add(photos, photo, output);
    if (photo->wish.link) {
        if (!whole && count > 0)
            size_add(photos, photo, output, sizes[count - 1], PHOTO_JPEG);
        return;
    }
    while (count-- > 0)
        for (PhotoFormat format = PHOTO_WEBP; format <= PHOTO_JPEG; format++)
            size_add(photos, photo, output, sizes[count], format);
}

void photos_report(const Photo *photo, PhotoEnd end, Diagnostics *diagnostics)
{
    static const struct {
        const char *message, *mend;
    } words[N_PHOTO_ENDS] = {
        [PHOTO_DAMAGED] = {N_("this photo cannot be read: it is damaged, or no picture"),
                           N_("copy it from the camera or the telephone once more, or leave it out")},
        [PHOTO_UNREADABLE] =
            {N_("photos of this form cannot be read on this machine"),
             N_("save it as JPEG (on an iPhone: Settings, Camera, Formats, Most Compatible)")},
        [PHOTO_LARGE] = {N_("this photo is too large"),
                         N_("save it smaller: 6000 pixels for its longer side are plenty")},
    };
    const PhotoEnd known = words[end].message ? end : PHOTO_DAMAGED;
    g_autofree char *notes = photo->clean ? NULL : g_strdup_printf(_("shown by '%s'"), photo->origin.name);

    diagnostics_add(diagnostics, SEVERITY_ERROR, PLACE_FILE(photo->file), _(words[known].mend), notes,
                    _(words[known].message));
}

static Photo *photo_new(Photos *photos, const char *file, const Origin *origin)
{
    Plan *plan = photos->job->plan;
    Photo *photo = arena_new0(plan->arena, Photo, 1);

    photo->file = arena_strdup(plan->arena, file);
    photo->origin = *origin;
    photo->copies = g_ptr_array_new();
    g_ptr_array_add(photos->photos, photo);
    return photo;
}

static void photo_free(gpointer data)
{
    Photo *photo = data;
    g_ptr_array_unref(photo->copies);
    g_free(photo->source);
}

/* The folder that was asked about last; photos of one folder follow each other. */
typedef struct {
    char *path;
    gboolean inside;
} LastFolder;

/* Whether the file lies in the site, all symbolic links followed. */
static gboolean is_inside(const Plan *plan, const char *source, LastFolder *last)
{
    g_autofree char *folder = g_path_get_dirname(source);
    struct stat status;

    if (lstat(source, &status) < 0 || S_ISLNK(status.st_mode))
        return tree_holds(plan->site_folder, source);
    if (g_strcmp0(last->path, folder) != 0) {
        last->inside = tree_holds(plan->site_folder, folder);
        g_free(last->path);
        last->path = g_steal_pointer(&folder);
    }
    return last->inside;
}

/* Whether it is a symbolic link to a photo that is not published. */
static gboolean leads_to_withheld(const Plan *plan, const char *source)
{
    struct stat status;

    if (lstat(source, &status) < 0 || !S_ISLNK(status.st_mode))
        return FALSE;
    g_autofree char *real = realpath(source, NULL);
    return tree_is_below(plan->site_folder, real) &&
           site_withholder(plan->site, real + strlen(plan->site_folder) + 1) != NULL;
}

/* What pages ask for, in the order of the wishes. */
static void wishes_add(Photos *photos, Diagnostics *diagnostics)
{
    Plan *plan = photos->job->plan;
    LastFolder last = {0};
    g_autoptr(GList) wishes = g_list_sort(g_hash_table_get_keys(plan->photos), (GCompareFunc)strcmp);

    for (GList *wish = wishes; wish; wish = wish->next) {
        PhotoWish wanted;
        g_autofree char *file = photo_wish_file(wish->data, &wanted);
        if (wanted.link && g_hash_table_contains(plan->photos, file))
            continue; /* it is among the copies of those who show it */
        Photo *photo = photo_new(photos, file, g_hash_table_lookup(plan->photos, wish->data));
        g_autofree char *output = site_output_of_file(file);
        const PictureSize *size = g_hash_table_lookup(photos->job->sizes, output);
        photo->source = file_path(plan, file);
        photo->wish = wanted;
        if (!is_inside(plan, photo->source, &last)) {
            diagnostics_error(diagnostics, PLACE_FILE(photo->file), _("put the file itself here"),
                              _("a symbolic link that leads out of the site"));
        } else if (leads_to_withheld(plan, photo->source)) {
            diagnostics_error(diagnostics, PLACE_FILE(photo->file), _("leave it out"),
                              _("a symbolic link to a photo that is not published"));
        } else if (photo_is_foreign(file)) {
            photos_report(photo, PHOTO_UNREADABLE, diagnostics);
        } else if (!size) {
            photos_report(photo, PHOTO_DAMAGED, diagnostics);
        } else {
            photo->whole = *size;
            copies_list(photos, photo);
        }
    }
    g_free(last.path);
}

/* Photos that are published in their own form, as they lie in static/ or a theme's assets/. They are among
 * the outputs. */
static void statics_add(Photos *photos, Diagnostics *diagnostics)
{
    Plan *plan = photos->job->plan;

    for (guint i = 0; i < outputs_count(plan->outputs); i++) {
        const Output *output = outputs_at(plan->outputs, i);
        if (!output->photo || !output->source)
            continue;
        Photo *photo = photo_new(photos, output->origin.name, &output->origin);
        photo->source = g_strdup(output->source);
        photo->clean = TRUE;
        if (photo_is_foreign(output->path))
            photos_report(photo, PHOTO_UNREADABLE, diagnostics);
        if (!photo_has_name(output->path) && !g_str_has_suffix(output->path, ".apng") &&
            g_str_has_prefix(photo->file, "content/"))
            diagnostics_warning(diagnostics, PLACE_FILE(photo->file),
                                _("let its name end in what it is (.jpg, .png): readers then get copies that "
                                  "their screens need"),
                                _("this is a photo, and its name does not say so"));
        copy_add(photos, photo, g_strdup(output->path), (PhotoCopy){{0, 0}, PHOTO_JPEG});
    }
}

/* Each copy has a path of its own, or that is said: once for a photo. */
static void outputs_claim(const Photos *photos, Diagnostics *diagnostics)
{
    for (guint i = 0; i < photos->photos->len; i++) {
        const Photo *photo = photos->photos->pdata[i];
        for (guint j = 0; !photo->clean && j < photo->copies->len; j++) {
            const Copy *copy = photo->copies->pdata[j];
            const Output output = {
                .path = copy->path, .photo = TRUE, .origin = {photo->file, PLACE_FILE(photo->file), TRUE}};
            if (!outputs_add(photos->job->plan->outputs, &output, diagnostics))
                break;
        }
    }
}

/* FALSE with errno. */
static gboolean digest_take(const char *source, Digest *digest)
{
    const int fd = open(source, O_RDONLY | O_NONBLOCK | O_CLOEXEC);

    if (fd < 0)
        return FALSE;
    const gboolean done = file_digest(fd, digest);
    const int problem = errno;
    close(fd);
    errno = problem;
    return done;
}

static gboolean photo_digest(gpointer data, guint index, GError **error)
{
    const Photos *photos = data;
    Photo *photo = photos->photos->pdata[index];
    const gint64 now = stamp_now();

    photo->seen = stamp_of_file(photo->source);
    if (photos->job->memo && memo_digest(photos->job->memo, photo->source, photo->seen, &photo->digest))
        return TRUE;
    photo->fresh = stamp_is_fresh(photo->seen, now);
    return digest_take(photo->source, &photo->digest) ||
           failure_set(error, errno, _("cannot read '%s'"), photo->source);
}

gboolean photos_is_unchanged(const Photo *photo)
{
    Digest digest;

    return stamp_equal(stamp_of_file(photo->source), photo->seen) &&
           (!photo->fresh || (digest_take(photo->source, &digest) && XXH128_isEqual(digest, photo->digest)));
}

/* What they are, and how the copies are called in the store. */
static gboolean photos_name(Photos *photos, GError **error)
{
    const PhotosJob *job = photos->job;

    if (!threads_try(job->workers, photos->photos->len, photo_digest, photos, error))
        return FALSE;
    for (guint i = 0; i < photos->photos->len; i++) {
        Photo *photo = photos->photos->pdata[i];
        if (job->memo)
            memo_note_digest(job->memo, photo->source, photo->fresh ? STAMP_NONE : photo->seen,
                             photo->digest);
        for (guint j = 0; j < photo->copies->len; j++) {
            Copy *copy = photo->copies->pdata[j];
            g_autofree char *name = photo->clean
                                        ? photo_store_name_clean(photo->digest, photo->source)
                                        : photo_store_name(photo->digest, &photo->wish.crop, &copy->copy);
            copy->name = arena_strdup(job->plan->arena, name);
        }
    }
    return TRUE;
}

static void photos_gather(Photos *photos, Diagnostics *diagnostics)
{
    statics_add(photos, diagnostics);
    wishes_add(photos, diagnostics);
    outputs_claim(photos, diagnostics);
}

static void sweep(const Photos *photos, PhotosSummary *summary)
{
    g_autoptr(GHashTable) used = g_hash_table_new(g_str_hash, g_str_equal);

    for (guint i = 0; i < photos->photos->len; i++) {
        const Photo *photo = photos->photos->pdata[i];
        for (guint j = 0; j < photo->copies->len; j++)
            g_hash_table_add(used, (gpointer)((const Copy *)photo->copies->pdata[j])->name);
    }
    summary->swept = photo_store_sweep(photos->store, used, &summary->swept_bytes);
}

gboolean photos_make(const PhotosJob *job, GArray *files, PhotosSummary *summary, Diagnostics *diagnostics,
                     GError **error)
{
    g_autoptr(GPtrArray) list = g_ptr_array_new_with_free_func(photo_free);
    const guint errors = diagnostics_count(diagnostics, SEVERITY_ERROR);
    Photos photos = {.job = job, .photos = list};

    *summary = (PhotosSummary){0};
    photos_gather(&photos, diagnostics);
    if (diagnostics_count(diagnostics, SEVERITY_ERROR) > errors || !job->stage ||
        (list->len == 0 && !job->sweep))
        return TRUE;
    photos.store = photo_store_open(job->plan->site->content->root, stage_path(job->stage), error);
    gboolean done =
        photos.store && photos_name(&photos, error) && photos_develop(&photos, diagnostics, error) &&
        (diagnostics_count(diagnostics, SEVERITY_ERROR) > errors || photos_stage(&photos, files, error));
    if (done && job->sweep)
        sweep(&photos, summary);
    photo_store_free(photos.store);
    return done;
}
