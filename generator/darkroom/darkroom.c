/* SPDX-License-Identifier: MIT */
#include "darkroom/darkroom.h"

#include "picture/weight.h"
#include "process/module.h"
#include "process/pool.h"
#include "process/sanitizer.h"

#include <fcntl.h>
#include <glib/gi18n.h>
#include <signal.h>
#include <sys/stat.h>
#include <unistd.h>

#define NOWHERE "/dev/null"
#define MEGABYTE (G_GUINT64_CONSTANT(1024) * 1024)
/* Of processor time for one photo; what is as large as PHOTO_POINTS_MAX takes a quarter of it. */
#define SECONDS_MAX 60
/* What a child may take beside the photo that it decodes: libraries, and the copies that it makes. */
#define CHILD_BYTES (64 * MEGABYTE)
/* What all children may take together. */
#define CHILDREN_BYTES (512 * MEGABYTE)
/* A copy with more points is as large as its photo: one that is turned is held whole. */
#define POINTS_MANY (4000 * 1000)
#define TURNED_BYTES 4 /* for each point */

/* What a child hands back: the number of the task, its end, why; a PhotoLook. */
#define RESULT_TYPE "(uus(uutsbd))"

typedef struct {
    const DarkroomJob *job;
    const PhotoModule *module;
    GArray *tasks; /* guint: those of the pool that runs, by their numbers in the job */
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

/* Decoders say there what they pass over; what matters is handed back. */
static void errors_drop(void)
{
    if (PROCESS_SANITIZED)
        return;
    close(STDERR_FILENO);
    open(NOWHERE, O_WRONLY | O_CLOEXEC); /* the lowest number that is free */
}

static void *worker_begin(void *data)
{
    Worker *worker = g_new0(Worker, 1);

    errors_drop();
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
    worker->task = g_array_index(worker->darkroom->tasks, guint, task);
    worker->look = (PhotoLook){0};
    g_clear_pointer(&worker->why, g_free);
    worker->end = task_run(worker, &worker->darkroom->job->tasks[worker->task]);
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
    guint32 task, end;
    PhotoLook look;

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

/* Killed by the kernel means: for the memory. */
static gboolean is_spent(const Death *death)
{
    return death->cause == DEATH_TIME || death->cause == DEATH_STALLED || death->cause == DEATH_MEMORY ||
           (death->cause == DEATH_SIGNAL && death->number == SIGKILL);
}

static void worker_died(void *data, G_GNUC_UNUSED Pool *pool, const Death *death)
{
    Darkroom *darkroom = data;

    if (!death->at_task || death->task >= darkroom->tasks->len)
        return;
    DarkroomTask *task = &darkroom->job->tasks[g_array_index(darkroom->tasks, guint, death->task)];
    task->end = is_spent(death) ? PHOTO_LARGE : PHOTO_DAMAGED;
    g_free(task->why);
    task->why = death_describe(death);
    task_over(darkroom);
}

/* Its files and no others: what is in a photo may have taken over the process that reads it. */
static GPtrArray *readable(const Darkroom *darkroom)
{
    GPtrArray *paths = g_ptr_array_new();

    for (guint i = 0; i < darkroom->tasks->len; i++)
        g_ptr_array_add(paths,
                        (gpointer)darkroom->job->tasks[g_array_index(darkroom->tasks, guint, i)].source);
    g_ptr_array_add(paths, NULL);
    return paths;
}

/* Works on `darkroom->tasks`. */
static gboolean tasks_run(Darkroom *darkroom, guint children, const Interrupt *interrupt, GError **error)
{
    g_autoptr(GPtrArray) read = readable(darkroom);
    const char *const write[] = {NOWHERE, darkroom->job->folder, NULL};
    const PoolJob pool = {
        .tasks = darkroom->tasks->len,
        .batch = 1,
        .children = children,
        .limits = {.seconds = SECONDS_MAX, .bytes = PHOTO_WEIGHT_MAX + CHILD_BYTES},
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

/* A file that is cleaned is held twice: as it is, and without what goes. */
static guint64 bytes_held(const DarkroomTask *task)
{
    struct stat status;

    return task->work == DARKROOM_CLEAN && stat(task->source, &status) == 0 ? (guint64)status.st_size * 2 : 0;
}

/* Bytes that a child needs for it. */
static guint64 weight_of(const DarkroomTask *task)
{
    PictureSize size = task->whole;

    if (task->work != DARKROOM_MAKE && !picture_size_of_file(task->source, &size))
        return 0; /* it will be refused */
    const guint64 points = (guint64)size.width * size.height;
    const gboolean whole =
        task->work == DARKROOM_CLEAN ||
        (task->n_files > 0 &&
         (guint64)task->files[0].copy.size.width * task->files[0].copy.size.height > POINTS_MANY);
    const guint64 turned = whole && picture_orientation(task->source) > 1 ? points * TURNED_BYTES : 0;
    return CHILD_BYTES + MAX(MAX(picture_weight(task->source, size), turned), bytes_held(task));
}

/* Those that all children can work on at the same time, and then the others, with fewer. */
static gboolean all_run(Darkroom *darkroom, const Interrupt *interrupt, GError **error)
{
    const DarkroomJob *job = darkroom->job;
    const guint children = CLAMP(job->children, 1, CHILDREN_BYTES / CHILD_BYTES);
    g_autoptr(GArray) light = g_array_new(FALSE, FALSE, sizeof(guint));
    g_autoptr(GArray) heavy = g_array_new(FALSE, FALSE, sizeof(guint));
    guint64 heaviest = CHILD_BYTES;

    for (guint i = 0; i < job->count; i++) {
        const guint64 weight = weight_of(&job->tasks[i]);
        g_array_append_val(weight * children <= CHILDREN_BYTES ? light : heavy, i);
        heaviest = MAX(heaviest, weight);
    }
    darkroom->tasks = light;
    if (!tasks_run(darkroom, children, interrupt, error))
        return FALSE;
    darkroom->tasks = heavy;
    return tasks_run(darkroom, (guint)CLAMP(CHILDREN_BYTES / heaviest, 1, children), interrupt, error);
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
    if (!all_run(&darkroom, interrupt, error))
        return FALSE;
    /* A child that dies before it begins takes no task with it, and leaves them all. */
    return darkroom.done == job->count || machine_failed(error, _("the processes that work on photos die"));
}

void darkroom_clear(DarkroomTask *tasks, guint count)
{
    for (guint i = 0; i < count; i++)
        g_clear_pointer(&tasks[i].why, g_free);
}
