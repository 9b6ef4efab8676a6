/* SPDX-License-Identifier: MIT */
#include "build/photos-private.h"
#include "darkroom/darkroom.h"

#include <errno.h>
#include <glib/gi18n.h>

/* Copies are taken into the store after so many photos: what was made before a build is killed is not lost.
 */
#define BATCH 64

/* A copy is named after what it was made of: what the memo knows of that name holds for ever. */
static const FileStamp FOR_EVER = {1, 1, 1, 1};

typedef struct {
    Photos *photos;
    GArray *tasks;     /* DarkroomTask */
    GPtrArray *wanted; /* Photo, in the order of the tasks */
    guint done, all;
} Developing;

/* Whether the destination has the copy already. */
static gboolean copy_is_known(const Photos *photos, const Copy *copy)
{
    const PhotosJob *job = photos->job;
    const StagedFile *there = job->known(job->data, copy->path);
    Digest digest;

    return there && job->memo && memo_digest(job->memo, copy->name, FOR_EVER, &digest) &&
           XXH128_isEqual(digest, there->digest);
}

/*
 * TRUE where something of it is to be made. `makers`: name -> Photo, of all that is; two files may be the
 * same photo.
 */
static gboolean photo_look(const Photos *photos, const Photo *photo, GHashTable *makers)
{
    gboolean wanted = FALSE;

    for (guint i = 0; i < photo->copies->len; i++) {
        Copy *copy = photo->copies->pdata[i];
        copy->proven = copy_is_known(photos, copy);
        copy->maker = g_hash_table_lookup(makers, copy->name);
        if (copy->proven || copy->maker || photo_store_has(photos->store, copy->name))
            continue;
        copy->wanted = wanted = TRUE;
        copy->maker = photo;
        g_hash_table_insert(makers, (gpointer)copy->name, (gpointer)photo);
    }
    return wanted;
}

static void files_free(PhotoFile *files, guint count)
{
    for (guint i = 0; i < count; i++)
        g_free((gpointer)files[i].path);
    g_free(files);
}

static void task_add(Developing *developing, Photo *photo)
{
    DarkroomTask task = {.work = photo->clean ? DARKROOM_CLEAN : DARKROOM_MAKE,
                         .source = g_canonicalize_filename(photo->source, NULL),
                         .whole = photo->whole,
                         .crop = photo->wish.crop};
    PhotoFile *files = g_new0(PhotoFile, photo->copies->len);

    for (guint i = 0; i < photo->copies->len; i++) {
        const Copy *copy = photo->copies->pdata[i];
        if (copy->wanted)
            files[task.n_files++] =
                (PhotoFile){photo_store_path_new(developing->photos->store, copy->name), copy->copy};
    }
    task.files = files;
    g_array_append_val(developing->tasks, task);
    g_ptr_array_add(developing->wanted, photo);
}

static void tasks_clear(Developing *developing)
{
    GArray *tasks = developing->tasks;

    for (guint i = 0; i < tasks->len; i++) {
        DarkroomTask *task = &g_array_index(tasks, DarkroomTask, i);
        files_free((PhotoFile *)task->files, task->n_files);
        g_free((gpointer)task->source);
    }
    darkroom_clear((DarkroomTask *)(void *)tasks->data, tasks->len);
    g_array_set_size(tasks, 0);
    g_ptr_array_set_size(developing->wanted, 0);
}

/* What has become of one: copies go into the store. One that is not whole, though it was made, is the photo's
 * doing. FALSE with errno. */
static gboolean task_take(const Developing *developing, Photo *photo, const DarkroomTask *task,
                          Diagnostics *diagnostics)
{
    PhotoStore *store = developing->photos->store;

    photo->untouched = task->work == DARKROOM_CLEAN && task->end == PHOTO_UNTOUCHED;
    if (task->end != PHOTO_DONE) {
        if (!photo->untouched)
            photos_report(photo, task->end, diagnostics);
        return TRUE;
    }
    for (guint i = 0; i < photo->copies->len; i++) {
        const Copy *copy = photo->copies->pdata[i];
        if (!copy->wanted || photo_store_take(store, copy->name, photo->clean ? NULL : &copy->copy.size))
            continue;
        if (errno != EIO)
            return FALSE;
        photos_report(photo, PHOTO_DAMAGED, diagnostics);
        break;
    }
    return TRUE;
}

/* A photo that was replaced meanwhile would be kept under the digest of the one before, for ever. */
static gboolean changed_set(const Photo *photo, GError **error)
{
    return failure_set(error, EBUSY, _("'%s' has changed while the website was made"), photo->file);
}

static void tell(guint done, G_GNUC_UNUSED guint all, gpointer data)
{
    const Developing *developing = data;
    const PhotosJob *job = developing->photos->job;

    job->progress(developing->done + done, developing->all, job->data);
}

static gboolean batch_run(Developing *developing, Diagnostics *diagnostics, GError **error)
{
    const Photos *photos = developing->photos;
    DarkroomTask *tasks = (DarkroomTask *)(void *)developing->tasks->data;
    const DarkroomJob job = {.tasks = tasks,
                             .count = developing->tasks->len,
                             .folder = photo_store_workbench(photos->store),
                             .children = photos->job->workers,
                             .progress = tell,
                             .data = developing};
    gboolean done = darkroom_run(&job, photos->job->interrupt, error);

    for (guint i = 0; done && i < job.count; i++) {
        Photo *photo = developing->wanted->pdata[i];
        if (!photos_is_unchanged(photo))
            done = changed_set(photo, error);
        else if (!task_take(developing, photo, &tasks[i], diagnostics))
            done = failure_set(error, errno, _("cannot write the copies of '%s'"), photo->file);
    }
    developing->done += job.count;
    tasks_clear(developing);
    return done;
}

gboolean photos_develop(Photos *photos, Diagnostics *diagnostics, GError **error)
{
    g_autoptr(GPtrArray) wanted = g_ptr_array_new();
    g_autoptr(GPtrArray) batch = g_ptr_array_new();
    g_autoptr(GArray) tasks = g_array_new(FALSE, TRUE, sizeof(DarkroomTask));
    Developing developing = {.photos = photos, .tasks = tasks, .wanted = batch};
    g_autoptr(GHashTable) makers = g_hash_table_new(g_str_hash, g_str_equal);
    gboolean done = TRUE;

    for (guint i = 0; i < photos->photos->len; i++)
        if (photo_look(photos, photos->photos->pdata[i], makers))
            g_ptr_array_add(wanted, photos->photos->pdata[i]);
    developing.all = wanted->len;
    for (guint i = 0; done && i < wanted->len; i++) {
        task_add(&developing, wanted->pdata[i]);
        if (tasks->len == BATCH || i + 1 == wanted->len)
            done = batch_run(&developing, diagnostics, error);
    }
    return done;
}

static gboolean copy_stage(const Photos *photos, const Photo *photo, const Copy *copy, StagedFile *file,
                           GError **error)
{
    const PhotosJob *job = photos->job;
    const StagedFile *there = job->known(job->data, copy->path);

    *file = (StagedFile){.path = copy->path};
    if (there)
        *file =
            (StagedFile){.path = copy->path, .proven = TRUE, .digest = there->digest, .stamp = there->stamp};
    if (!copy->proven) {
        g_autofree char *kept = photo_store_path(photos->store, copy->name);
        if (interrupt_waits(job->interrupt, error) ||
            !stage_copy(job->stage, file, copy->maker && copy->maker->untouched ? photo->source : kept, NULL,
                        error))
            return FALSE;
        if (copy->maker && copy->maker->untouched && !XXH128_isEqual(file->digest, photo->digest))
            return changed_set(photo, error);
    }
    if (job->memo)
        memo_note_digest(job->memo, copy->name, FOR_EVER, file->digest);
    return TRUE;
}

gboolean photos_stage(const Photos *photos, GArray *files, GError **error)
{
    for (guint i = 0; i < photos->photos->len; i++) {
        const Photo *photo = photos->photos->pdata[i];
        for (guint j = 0; j < photo->copies->len; j++) {
            StagedFile file;
            if (!copy_stage(photos, photo, photo->copies->pdata[j], &file, error))
                return FALSE;
            g_array_append_val(files, file);
        }
    }
    return TRUE;
}
