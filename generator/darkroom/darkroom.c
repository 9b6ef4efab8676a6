/* SPDX-License-Identifier: MIT */
#include "darkroom/darkroom.h"

#include "process/module.h"
#include "process/pool.h"

#include <glib/gi18n.h>

/* Of processor time for one photo: twenty times what one of PHOTO_POINTS_MAX needs on a slow machine. */
#define SECONDS_MAX 60
#define MEMORY_MAX (G_GUINT64_CONSTANT(512) * 1024 * 1024)

/* What a child hands back: the number of the task, its end, why; a PhotoLook. */
#define RESULT_TYPE "(uus(uutsbd))"

typedef struct {
    const DarkroomJob *job;
    const PhotoModule *module;
    guint done;
} Darkroom;

/* In a child. */
typedef struct {
    const Darkroom *darkroom;
    guint task;
    PhotoEnd end;
    PhotoLook look;
    char *why;
    char *problem; /* the child is of no use */
} Worker;

static void *worker_begin(void *data)
{
    Worker *worker = g_new0(Worker, 1);

    worker->darkroom = data;
    worker->darkroom->module->open(&worker->problem);
    return worker;
}

static gboolean machine_failed(GError **error, const char *why)
{
    g_set_error(error, PROCESS_ERROR, PROCESS_ERROR_MACHINE, "%s", why);
    return FALSE;
}

static PhotoEnd task_run(Worker *worker, const DarkroomTask *task)
{
    const PhotoModule *module = worker->darkroom->module;

    switch (task->work) {
    case DARKROOM_MAKE:
        return module->make(task->source, task->whole, &task->crop, task->files, task->n_files, &worker->why);
    case DARKROOM_CLEAN: return module->clean(task->source, task->files[0].path, &worker->why);
    case DARKROOM_LOOK: break;
    }
    return module->look(task->source, &worker->look, &worker->why);
}

static gboolean worker_run(G_GNUC_UNUSED void *data, void *state, guint task, GError **error)
{
    Worker *worker = state;

    if (worker->problem) {
        g_autofree char *text = g_strdup_printf(_("libvips cannot start: %s"), worker->problem);
        return machine_failed(error, text);
    }
    worker->task = task;
    worker->look = (PhotoLook){0};
    g_clear_pointer(&worker->why, g_free);
    worker->end = task_run(worker, &worker->darkroom->job->tasks[task]);
    if (worker->end != PHOTO_UNWRITTEN)
        return TRUE;
    g_autofree char *text = g_strdup_printf(_("cannot write copies of photos: %s"), worker->why);
    return machine_failed(error, text);
}

static GVariant *worker_results(G_GNUC_UNUSED void *data, void *state, G_GNUC_UNUSED gboolean last)
{
    const Worker *worker = state;
    const PhotoLook *look = &worker->look;

    return g_variant_new(RESULT_TYPE, worker->task, worker->end, worker->why ? worker->why : "",
                         look->size.width, look->size.height, look->hash, look->taken, look->has_place,
                         look->sharpness);
}

static void task_over(Darkroom *darkroom)
{
    const DarkroomJob *job = darkroom->job;

    darkroom->done++;
    if (job->progress)
        job->progress(darkroom->done, job->count, job->data);
}

static void results_take(void *data, G_GNUC_UNUSED Pool *pool, GVariant *results)
{
    Darkroom *darkroom = data;
    const char *why, *taken;
    PhotoLook look;
    guint32 task, end;

    g_variant_get(results, "(uu&s(uut&sbd))", &task, &end, &why, &look.size.width, &look.size.height,
                  &look.hash, &taken, &look.has_place, &look.sharpness);
    if (task >= darkroom->job->count || end >= N_PHOTO_ENDS)
        return;
    DarkroomTask *given = &darkroom->job->tasks[task];
    g_strlcpy(look.taken, taken, sizeof look.taken);
    given->end = (PhotoEnd)end;
    given->look = look;
    g_free(given->why);
    given->why = *why ? g_strdup(why) : NULL;
    task_over(darkroom);
}

static void worker_died(void *data, G_GNUC_UNUSED Pool *pool, const Death *death)
{
    Darkroom *darkroom = data;

    if (!death->at_task || death->task >= darkroom->job->count)
        return;
    DarkroomTask *task = &darkroom->job->tasks[death->task];
    task->end = death->cause == DEATH_TIME || death->cause == DEATH_STALLED || death->cause == DEATH_MEMORY
                    ? PHOTO_LARGE
                    : PHOTO_DAMAGED;
    g_free(task->why);
    task->why = death_describe(death);
    task_over(darkroom);
}

/* The folders of the photos, each once, with strings of the caller. */
static GPtrArray *folders_of(const DarkroomJob *job)
{
    g_autoptr(GHashTable) seen = g_hash_table_new(g_str_hash, g_str_equal);
    GPtrArray *folders = g_ptr_array_new_with_free_func(g_free);

    for (guint i = 0; i < job->count; i++) {
        char *folder = g_path_get_dirname(job->tasks[i].source);
        if (g_hash_table_add(seen, folder))
            g_ptr_array_add(folders, folder);
        else
            g_free(folder);
    }
    g_ptr_array_add(folders, NULL);
    return folders;
}

static gboolean tasks_run(Darkroom *darkroom, const Interrupt *interrupt, GError **error)
{
    const DarkroomJob *job = darkroom->job;
    g_autoptr(GPtrArray) read = folders_of(job);
    const char *const write[] = {job->folder, NULL};
    const PoolJob pool = {
        .tasks = job->count,
        .batch = 1,
        .children = job->children,
        .limits = {.seconds = SECONDS_MAX, .bytes = MEMORY_MAX},
        .confinement = {.read = (const char *const *)read->pdata, .write = write, .threads = TRUE},
        .type = RESULT_TYPE,
        .data = darkroom,
        .begin = worker_begin,
        .run = worker_run,
        .results = worker_results,
        .take = results_take,
        .died = worker_died,
    };
    return pool_run(&pool, interrupt, error);
}

gboolean darkroom_run(const DarkroomJob *job, const Interrupt *interrupt, GError **error)
{
    Darkroom darkroom = {.job = job};

    if (job->count == 0)
        return TRUE;
    darkroom.module = module_load("broadside-photo.so", PHOTO_SYMBOL, PHOTO_VERSION,
                                  _("what reads and writes photos cannot be loaded: %s"), error);
    if (!darkroom.module)
        return FALSE;
    darkroom.module->prepare();
    return tasks_run(&darkroom, interrupt, error);
}

void darkroom_clear(DarkroomTask *tasks, guint count)
{
    for (guint i = 0; i < count; i++)
        g_clear_pointer(&tasks[i].why, g_free);
}
