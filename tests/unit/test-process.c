/* SPDX-License-Identifier: MIT */
/* Child processes: what they hand back, how they end, and what they cannot do. */
#include "process/pool.h"
#include "process/sanitizer.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <pthread.h>
#include <signal.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

/* What a task does, by its letter. */
typedef struct {
    const char *tasks;
    GString *done;   /* letters of the tasks handed back */
    GString *deaths; /* "task:cause " */
    guint skip_from; /* after a death: skip from here */
    int pipe;        /* of an only child: it can write garbage to it */
    guint at;
} Script;

static void *begin(void *data)
{
    Script *script = data;

    if (script->tasks[0] == 'B')
        _exit(9);
    return NULL;
}

static G_NORETURN void loop(void)
{
    for (volatile guint i = 0;; i++)
        ;
}

static gboolean run(void *data, G_GNUC_UNUSED void *state, guint task, GError **error)
{
    static const char garbage[] = "\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff";
    static const guint32 cut[] = {0, 8, 0x41414141, 0x41414141};
    Script *script = data;

    script->at = task;
    switch (script->tasks[task]) {
    case 'c': kill(getpid(), SIGUSR1); break;
    case 'm': g_free(g_malloc((gsize)1 << 46)); break;
    case 'e': _exit(3);
    case 'g': (void)!write(script->pipe, garbage, sizeof garbage - 1); loop();
    case 'v': (void)!write(script->pipe, cut, sizeof cut); loop();
    case 'q': close(script->pipe); loop(); /* unheard */
    case 'l': loop();
    case 'f':
        g_set_error(error, PROCESS_ERROR, PROCESS_ERROR_MACHINE, "the disk of the child is full");
        return FALSE;
    default: break;
    }
    return TRUE;
}

static GVariant *results(void *data, G_GNUC_UNUSED void *state, G_GNUC_UNUSED gboolean last)
{
    const Script *script = data;
    return g_variant_new("(us)", script->at, "text");
}

static void take(void *data, G_GNUC_UNUSED Pool *pool, GVariant *handed)
{
    Script *script = data;
    const char *text;
    guint32 task;

    g_variant_get(handed, "(u&s)", &task, &text);
    g_assert_cmpuint(task, <, strlen(script->tasks));
    g_assert_cmpstr(text, ==, "text");
    g_string_append_c(script->done, script->tasks[task]);
}

static void died(void *data, Pool *pool, const Death *death)
{
    Script *script = data;

    if (death->at_task)
        g_string_append_printf(script->deaths, "%c:%d ", script->tasks[death->task], death->cause);
    else
        g_string_append_printf(script->deaths, "-:%d ", death->cause);
    for (guint i = script->skip_from; i && i < strlen(script->tasks); i++)
        pool_skip(pool, i);
}

static int letter_compare(const void *a, const void *b)
{
    return *(const char *)a - *(const char *)b;
}

static gboolean script_run(Script *script, const char *tasks, guint children, GError **error)
{
    const PoolJob job = {
        .tasks = (guint)strlen(tasks),
        .batch = 4,
        .children = children,
        .limits = {.seconds = 1, .bytes = 64 * 1024 * 1024},
        .type = "(us)",
        .data = script,
        .begin = begin,
        .run = run,
        .results = results,
        .take = take,
        .died = died,
    };
    int ends[2];

    /* The next pipe will have the same descriptors. */
    g_assert_cmpint(pipe(ends), ==, 0);
    script->pipe = ends[1];
    close(ends[0]);
    close(ends[1]);
    script->tasks = tasks;
    script->done = g_string_new(NULL);
    script->deaths = g_string_new(NULL);
    const gboolean ran = pool_run(&job, NULL, error);
    qsort(script->done->str, script->done->len, 1, letter_compare);
    g_assert_cmpint(waitpid(-1, NULL, WNOHANG), ==, -1); /* no child is left */
    g_assert_cmpint(errno, ==, ECHILD);
    return ran;
}

static void script_clear(Script *script)
{
    g_string_free(script->done, TRUE);
    g_string_free(script->deaths, TRUE);
}

static void assert_script(const char *tasks, guint children, const char *done, const char *deaths)
{
    g_autoptr(GError) error = NULL;
    Script script = {0};

    g_assert_true(script_run(&script, tasks, children, &error));
    g_assert_no_error(error);
    g_assert_cmpstr(script.done->str, ==, done);
    g_assert_cmpstr(script.deaths->str, ==, deaths);
    script_clear(&script);
}

static void test_done(void)
{
    assert_script("", 2, "", "");
    assert_script("x", 4, "x", "");
    for (guint children = 1; children <= 5; children++)
        assert_script("abdhijknoprstuwxyz", children, "abdhijknoprstuwxyz", "");
}

/* Another child goes on behind the task that cost one its life: in its batch, and with what is left. */
static void test_deaths(void)
{
    g_autofree char *crash = g_strdup_printf("c:%d ", DEATH_SIGNAL);
    g_autofree char *left = g_strdup_printf("e:%d ", DEATH_STATUS);
    g_autofree char *time = g_strdup_printf("l:%d ", DEATH_TIME);
    g_autofree char *closed = g_strdup_printf("q:%d ", DEATH_SIGNAL);
    g_autofree char *begun = g_strdup_printf("-:%d ", DEATH_STATUS);

    assert_script("acbdhi", 1, "abdhi", crash);
    assert_script("cabdhi", 2, "abdhi", crash);
    assert_script("abdhie", 2, "abdhi", left);
    assert_script("alb", 2, "ab", time);
    assert_script("Babdh", 1, "", begun);
    assert_script("q", 1, "", closed);
}

static void test_memory(void)
{
    g_autofree char *memory = g_strdup_printf("m:%d ", DEATH_MEMORY);

    if (PROCESS_SANITIZED)
        g_test_skip("the address sanitizer allocates itself");
    else
        assert_script("ambd", 1, "abd", memory);
}

/* A length that cannot be, and a variant that is none: nothing of it is taken. */
static void test_garbage(void)
{
    g_autofree char *length = g_strdup_printf("g:%d ", DEATH_GARBAGE);
    g_autofree char *variant = g_strdup_printf("v:%d ", DEATH_GARBAGE);
    g_autoptr(GError) error = NULL;
    Script script = {0};

    g_assert_true(script_run(&script, "g", 1, &error));
    g_assert_cmpstr(script.deaths->str, ==, length);
    script_clear(&script);
    g_assert_true(script_run(&script, "v", 1, &error));
    g_assert_cmpstr(script.deaths->str, ==, variant);
    script_clear(&script);
}

static void test_failure(void)
{
    g_autoptr(GError) error = NULL;
    Script script = {0};

    g_assert_false(script_run(&script, "aabbf", 2, &error));
    g_assert_error(error, PROCESS_ERROR, PROCESS_ERROR_MACHINE);
    g_assert_cmpstr(error->message, ==, "the disk of the child is full");
    script_clear(&script);
}

static void test_skip(void)
{
    g_autoptr(GError) error = NULL;
    Script script = {.skip_from = 2};

    g_assert_true(script_run(&script, "acllll", 1, &error));
    g_assert_no_error(error);
    g_assert_cmpint(script.deaths->str[0], ==, 'c');
    g_assert_cmpuint(strlen(script.deaths->str), ==, 4);
    script_clear(&script);
}

static void *thread_run(void *data)
{
    return data;
}

/* What a confined child cannot do: each gives a word where it can. */
static char *confined_try(const char *readable, const char *writable, const char *hidden, gboolean threads)
{
    const char *const read[] = {readable, NULL}, *const write[] = {writable, NULL};
    const Confinement confinement = {.read = read, .write = write, .threads = threads};
    GError *error = NULL;
    GString *can = g_string_new(NULL);
    g_autofree char *inside = g_build_filename(writable, "file", NULL);
    g_autofree char *beside = g_build_filename(readable, "file", NULL);
    g_autofree char *secret = g_build_filename(hidden, "secret", NULL);
    g_autofree char *moved = g_build_filename(writable, "moved", NULL);
    char *const nothing[] = {NULL};

    if (!confine_process(&confinement, &error))
        return g_strdup(error->message);
    if (open("/etc/passwd", O_RDONLY | O_CLOEXEC) >= 0)
        g_string_append(can, "passwd ");
    if (open(secret, O_RDONLY | O_CLOEXEC) >= 0)
        g_string_append(can, "read ");
    if (open(beside, O_WRONLY | O_CREAT | O_CLOEXEC, 0644) >= 0)
        g_string_append(can, "write ");
    if (rename(secret, moved) == 0 || link(secret, moved) == 0 || symlink(secret, moved) == 0)
        g_string_append(can, "move ");
    if (open(readable, O_RDONLY | O_DIRECTORY | O_CLOEXEC) < 0 ||
        open(inside, O_WRONLY | O_CREAT | O_CLOEXEC, 0644) < 0 || mkdir(moved, 0755) < 0)
        g_string_append(can, "NOTHING ");
    if (!(confine_offered() & CONFINE_CALLS))
        return g_string_free(can, FALSE);
    if (socket(AF_INET, SOCK_STREAM, 0) >= 0 || socket(AF_UNIX, SOCK_STREAM, 0) >= 0)
        g_string_append(can, "socket ");
    pthread_t thread;
    if ((pthread_create(&thread, NULL, thread_run, NULL) == 0) != threads)
        g_string_append(can, threads ? "NO-THREAD " : "thread ");
    const pid_t child = fork();
    if (child == 0)
        _exit(0);
    if (child > 0)
        g_string_append(can, "fork ");
    execve("/bin/true", nothing, nothing);
    if (errno != ENOSYS)
        g_string_append(can, "execve ");
    if (kill(getppid(), 0) == 0)
        g_string_append(can, "kill ");
    if (kill(getpid(), 0) < 0)
        g_string_append(can, "NOT-ITSELF ");
    if (mmap(NULL, 4096, PROT_READ | PROT_EXEC, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0) != MAP_FAILED)
        g_string_append(can, "run-memory ");
    return g_string_free(can, FALSE);
}

static void test_confined(gconstpointer threads)
{
    g_autofree char *readable = g_dir_make_tmp("broadside-XXXXXX", NULL);
    g_autofree char *writable = g_dir_make_tmp("broadside-XXXXXX", NULL);
    g_autofree char *hidden = g_dir_make_tmp("broadside-XXXXXX", NULL);
    g_autofree char *secret = g_build_filename(hidden, "secret", NULL);
    g_autofree char *inside = g_build_filename(writable, "file", NULL);
    g_autofree char *made = g_build_filename(writable, "moved", NULL);
    int ends[2];

    if (!(confine_offered() & CONFINE_FILES)) {
        g_test_skip("this kernel has no Landlock");
        return;
    }
    g_assert_true(g_file_set_contents(secret, "secret", -1, NULL));
    g_assert_cmpint(pipe(ends), ==, 0);
    const pid_t child = fork();
    if (child == 0) {
        g_autofree char *can = confined_try(readable, writable, hidden, threads != NULL);
        _exit(write(ends[1], can, strlen(can) + 1) > 0 ? 0 : 1);
    }
    close(ends[1]);
    char text[1000] = "it died";
    const ssize_t length = read(ends[0], text, sizeof text - 1);
    close(ends[0]);
    g_assert_cmpint(waitpid(child, NULL, 0), ==, child);
    g_assert_cmpint((int)length, >, 0);
    g_assert_cmpstr(text, ==, "");
    g_remove(secret);
    g_remove(inside);
    g_remove(made);
    g_remove(readable);
    g_remove(writable);
    g_remove(hidden);
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/process/done", test_done);
    g_test_add_func("/process/deaths", test_deaths);
    g_test_add_func("/process/memory", test_memory);
    g_test_add_func("/process/garbage", test_garbage);
    g_test_add_func("/process/failure", test_failure);
    g_test_add_func("/process/skip", test_skip);
    g_test_add_data_func("/process/confined", NULL, test_confined);
    g_test_add_data_func("/process/confined-with-threads", "threads", test_confined);
    return g_test_run();
}
