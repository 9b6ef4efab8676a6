/* SPDX-License-Identifier: MIT */
#include "serve/watch.h"

#include "content/config.h"
#include "content/folder.h"
#include "serve/sweep.h"

#include <errno.h>
#include <glib-unix.h>
#include <string.h>
#include <sys/inotify.h>
#include <unistd.h>

/* As long as is waited where things never cease to happen; milliseconds. */
#define QUIET_MOST 250
/* How often files are looked at where they cannot be watched: milliseconds, and times what it takes. */
#define SWEEP_INTERVAL 1000
#define SWEEP_SHARE 20

#define EVENTS                                                                                               \
    (IN_CREATE | IN_CLOSE_WRITE | IN_ATTRIB | IN_MOVED_FROM | IN_MOVED_TO | IN_DELETE | IN_EXCL_UNLINK |     \
     IN_ONLYDIR)

struct Watch {
    WatchCalls calls;
    char *root;
    char *themes;
    int fd;
    guint source;
    GHashTable *folders; /* watch descriptor -> its path */
    int root_watch;
    guint timer;        /* of the quiet */
    gint64 since;       /* when the first of the changes before it came */
    gboolean unsettled; /* it was not the only one */
    gboolean sweeping;
    guint sweep_timer;
    guint64 swept;
};

static const char *const folders[] = {"content", "data", "static", "theme", "themes", "types", NULL};
static const char *const files[] = {CONFIG_FILE, "archive.lock.yaml", NULL};

static void sweep_begin(Watch *watch, const char *folder);

static gboolean quiet_over(gpointer data)
{
    Watch *watch = data;

    watch->timer = 0;
    if (watch->unsettled)
        watch->calls.settled(watch->calls.data);
    return G_SOURCE_REMOVE;
}

static void something_changed(Watch *watch)
{
    const gint64 now = g_get_monotonic_time();
    const gboolean first = !watch->timer;

    if (first)
        watch->since = now;
    else if (now - watch->since > (QUIET_MOST - WATCH_QUIET) * 1000)
        return;
    else
        g_source_remove(watch->timer);
    watch->timer = g_timeout_add(WATCH_QUIET, quiet_over, watch);
    watch->unsettled = !first;
    if (first)
        watch->calls.changed(watch->calls.data);
    else
        watch->calls.unsettled(watch->calls.data);
}

/* FALSE where no more can be watched, or where all of it is known by another name. */
static gboolean folder_add(const char *path, gpointer data)
{
    Watch *watch = data;
    const int number = inotify_add_watch(watch->fd, path, EVENTS);

    if ((number < 0 && (watch->fd < 0 || errno == ENOSPC)) || sweep_must(path))
        sweep_begin(watch, path);
    if (number < 0)
        return FALSE;
    const char *known = g_hash_table_lookup(watch->folders, GINT_TO_POINTER(number));
    const gboolean seen = known && strcmp(known, path) != 0 && g_file_test(known, G_FILE_TEST_IS_DIR);
    if (!seen)
        g_hash_table_replace(watch->folders, GINT_TO_POINTER(number), g_strdup(path));
    return !seen;
}

static void tree_add(Watch *watch, const char *path)
{
    sweep_folders(path, folder_add, watch);
}

static void everything_add(Watch *watch)
{
    tree_add(watch, watch->themes);
    for (const char *const *name = folders; *name; name++) {
        g_autofree char *path = g_build_filename(watch->root, *name, NULL);
        tree_add(watch, path);
    }
}

/* A folder that was moved away: its watches would go with it. */
static void tree_drop(Watch *watch, const char *path)
{
    const gsize length = strlen(path);
    GHashTableIter iter;
    gpointer number;
    const char *known;

    g_hash_table_iter_init(&iter, watch->folders);
    while (g_hash_table_iter_next(&iter, &number, (gpointer *)&known))
        if (strncmp(known, path, length) == 0 && (known[length] == '/' || known[length] == '\0')) {
            inotify_rm_watch(watch->fd, GPOINTER_TO_INT(number));
            g_hash_table_iter_remove(&iter);
        }
}

/* What no build looks at: the names that editors give what they are at. */
static gboolean is_ignored(const Watch *watch, const struct inotify_event *event)
{
    const char *name = event->len > 0 ? event->name : "";

    if (event->wd == watch->root_watch)
        return !g_strv_contains(folders, name) && !g_strv_contains(files, name);
    return folder_is_litter(name) && strcmp(name, ".well-known") != 0;
}

/* Whether something has changed. */
static gboolean event_take(Watch *watch, const struct inotify_event *event)
{
    const char *folder = event->wd == watch->root_watch
                             ? watch->root
                             : g_hash_table_lookup(watch->folders, GINT_TO_POINTER(event->wd));

    if (event->mask & IN_Q_OVERFLOW) {
        everything_add(watch);
        return TRUE;
    }
    if (event->mask & IN_IGNORED)
        g_hash_table_remove(watch->folders, GINT_TO_POINTER(event->wd));
    if (!folder || event->mask & IN_IGNORED || is_ignored(watch, event))
        return FALSE;
    if (event->len > 0 && (event->mask & IN_ISDIR || event->wd == watch->root_watch)) {
        g_autofree char *path = g_build_filename(folder, event->name, NULL);
        if (event->mask & IN_MOVED_FROM)
            tree_drop(watch, path);
        else if (event->mask & (IN_CREATE | IN_MOVED_TO))
            tree_add(watch, path);
    }
    return TRUE;
}

static gboolean events_read(int fd, GIOCondition condition, gpointer data)
{
    Watch *watch = data;
    char buffer[65536] __attribute__((aligned(__alignof__(struct inotify_event))));
    const ssize_t length = read(fd, buffer, sizeof buffer);
    gboolean changed = FALSE;

    (void)condition;
    for (ssize_t at = 0; at < length;) {
        const struct inotify_event *event = (const struct inotify_event *)(const void *)(buffer + at);
        changed = event_take(watch, event) || changed;
        at += (ssize_t)(sizeof *event + event->len);
    }
    if (changed)
        something_changed(watch);
    return G_SOURCE_CONTINUE;
}

static guint64 sweep_all(const Watch *watch)
{
    guint64 sum = sweep_sum(watch->themes, 0);

    for (const char *const *name = folders; *name; name++) {
        g_autofree char *path = g_build_filename(watch->root, *name, NULL);
        sum = sweep_sum(path, sum);
    }
    for (const char *const *name = files; *name; name++) {
        g_autofree char *path = g_build_filename(watch->root, *name, NULL);
        sum = sweep_sum(path, sum);
    }
    return sum;
}

static gboolean sweep(gpointer data)
{
    Watch *watch = data;
    const gint64 began = g_get_monotonic_time();
    const guint64 swept = sweep_all(watch);
    const gint64 took = (g_get_monotonic_time() - began) / 1000;

    if (swept != watch->swept)
        something_changed(watch);
    watch->swept = swept;
    watch->sweep_timer = g_timeout_add((guint)MAX(SWEEP_INTERVAL, took * SWEEP_SHARE), sweep, watch);
    return G_SOURCE_REMOVE;
}

/* From now on; what inotify tells is heard as well. */
static void sweep_begin(Watch *watch, const char *folder)
{
    if (watch->sweeping)
        return;
    watch->sweeping = TRUE;
    watch->swept = sweep_all(watch);
    watch->sweep_timer = g_timeout_add(SWEEP_INTERVAL, sweep, watch);
    watch->calls.limited(folder, watch->calls.data);
}

Watch *watch_new(const char *root, const char *themes, const WatchCalls *calls)
{
    Watch *watch = g_new0(Watch, 1);

    watch->calls = *calls;
    watch->root = g_strdup(root);
    watch->themes = g_strdup(themes);
    watch->folders = g_hash_table_new_full(NULL, NULL, NULL, g_free);
    watch->fd = inotify_init1(IN_NONBLOCK | IN_CLOEXEC);
    watch->root_watch = watch->fd >= 0 ? inotify_add_watch(watch->fd, root, EVENTS) : -1;
    if (watch->fd >= 0)
        watch->source = g_unix_fd_add(watch->fd, G_IO_IN, events_read, watch);
    if (watch->root_watch < 0)
        sweep_begin(watch, root);
    everything_add(watch);
    return watch;
}

void watch_free(Watch *watch)
{
    if (!watch)
        return;
    for (const guint *id = (const guint[]){watch->source, watch->timer, watch->sweep_timer, 0}; *id; id++)
        g_source_remove(*id);
    if (watch->fd >= 0)
        close(watch->fd);
    g_hash_table_unref(watch->folders);
    g_free(watch->root);
    g_free(watch->themes);
    g_free(watch);
}
