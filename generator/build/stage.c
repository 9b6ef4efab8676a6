/* SPDX-License-Identifier: MIT */
#include "build/stage.h"

#include "build/failure.h"
#include "text/clear.h"
#include "text/descriptor.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#define STAGE_IN_WORK "staging"
#define STAGE_IN_DESTINATION ".broadside.staging"

struct Stage {
    Destination *destination;
    Destination *tree; /* the folder of the stage; NULL: it is not made yet */
    char *path;
    gint64 since;
    GMutex opening; /* the folders that are open are those of one thread at a time */
    gboolean made_destination;
    gboolean shared; /* the folder is another's, the Destination its own */
};

/* The folder at `path`, or the nearest above it that is there. */
static char *nearest_folder(const char *path)
{
    char *folder = g_canonicalize_filename(path, NULL);

    while (!g_file_test(folder, G_FILE_TEST_IS_DIR)) {
        char *above = g_path_get_dirname(folder);
        g_free(folder);
        folder = above;
    }
    return folder;
}

/* Whether a file can be renamed from one folder to the other: a bind mount has the same device. */
static gboolean same_mount(const char *a, const char *b)
{
    g_autofree char *folder = nearest_folder(b);
    struct statx x, y;

    if (statx(AT_FDCWD, a, 0, STATX_BASIC_STATS | STATX_MNT_ID, &x) < 0 ||
        statx(AT_FDCWD, folder, 0, STATX_BASIC_STATS | STATX_MNT_ID, &y) < 0)
        return FALSE;
    if ((x.stx_mask & y.stx_mask & STATX_MNT_ID) && x.stx_mnt_id != y.stx_mnt_id)
        return FALSE;
    return x.stx_dev_major == y.stx_dev_major && x.stx_dev_minor == y.stx_dev_minor;
}

static gboolean stage_make(Stage *stage, GError **error)
{
    if (mkdir(stage->path, 0700) < 0)
        return failure_set(error, errno, _("cannot make the folder '%s'"), stage->path);
    stage->tree = destination_new(stage->path);
    return destination_make(stage->tree, error);
}

static gboolean make_destination(Stage *stage, GError **error)
{
    stage->made_destination = !g_file_test(destination_path(stage->destination), G_FILE_TEST_IS_DIR);
    return destination_make(stage->destination, error);
}

void stage_sweep(const char *destination, const char *work)
{
    g_autofree char *near = g_build_filename(work, STAGE_IN_WORK, NULL);
    g_autofree char *far = g_build_filename(destination, STAGE_IN_DESTINATION, NULL);

    clear_path(near);
    clear_path(far);
}

Stage *stage_new(Destination *destination, const char *work, GError **error)
{
    g_autoptr(Stage) stage = g_new0(Stage, 1);
    g_mutex_init(&stage->opening);
    g_autofree char *near = g_build_filename(work, STAGE_IN_WORK, NULL);
    g_autofree char *far = g_build_filename(destination_path(destination), STAGE_IN_DESTINATION, NULL);

    stage->destination = destination;
    stage->since = stamp_now();
    stage_sweep(destination_path(destination), work);
    /* A site of somebody else may be read-only for us. */
    const gboolean same = same_mount(work, destination_path(destination)) && access(work, W_OK | X_OK) == 0;
    stage->path = same ? g_steal_pointer(&near) : g_steal_pointer(&far);
    if (!same && !make_destination(stage, error))
        return NULL;
    return stage_make(stage, error) ? g_steal_pointer(&stage) : NULL;
}

Stage *stage_share(const Stage *stage)
{
    Stage *other = g_new0(Stage, 1);

    other->shared = TRUE;
    other->destination = destination_new(destination_path(stage->destination));
    other->tree = destination_new(stage->path);
    other->path = g_strdup(stage->path);
    other->since = stage->since;
    return other;
}

void stage_free(Stage *stage)
{
    if (!stage)
        return;
    if (stage->shared)
        destination_free(stage->destination);
    else if (stage->tree)
        clear_path(stage->path);
    destination_free(stage->tree);
    g_mutex_clear(&stage->opening);
    if (stage->made_destination)
        rmdir(destination_path(stage->destination));
    g_free(stage->path);
    g_free(stage);
}

/* A fresh file in the stage. */
static int stage_create(Stage *stage, const char *path)
{
    const char *name;

    g_mutex_lock(&stage->opening);
    const int parent = destination_parent(stage->tree, path, TRUE, &name);
    const int fd = parent < 0 ? -1 : openat(parent, name, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
    g_mutex_unlock(&stage->opening);
    return fd;
}

/* A file of the destination. */
static int stage_open_there(Stage *stage, const char *path)
{
    g_mutex_lock(&stage->opening);
    const int fd = destination_open(stage->destination, path);
    g_mutex_unlock(&stage->opening);
    return fd;
}

/* Closes `fd`, in which some disks only then find out that they are full; `done` says whether all went well.
 */
static gboolean stage_finish(int fd, gboolean done, const char *path, GError **error)
{
    int problem = errno;

    if (fd >= 0 && close(fd) < 0 && done) {
        problem = errno;
        done = FALSE;
    }
    return done || failure_set(error, problem, _("cannot write '%s'"), path);
}

/* Whether the destination has these bytes at the path of `file`, whose digest is known by now. */
static gboolean has_bytes(Stage *stage, const char *path, const char *bytes, gsize length)
{
    const int there = stage_open_there(stage, path);
    if (there < 0)
        return FALSE;
    const gboolean same = file_equals(there, bytes, length);
    close(there);
    return same;
}

gboolean stage_read(Stage *stage, const StagedFile *file, GString *into)
{
    const int there = stage_open_there(stage, file->path);
    struct stat status;
    ssize_t count = -1;

    if (there < 0)
        return FALSE;
    if (fstat(there, &status) == 0 && status.st_size < G_MAXINT32) {
        g_string_set_size(into, (gsize)status.st_size);
        count = read(there, into->str, into->len);
    }
    close(there);
    return count == (ssize_t)into->len && XXH128_isEqual(digest_bytes(into->str, into->len), file->digest);
}

gboolean stage_put(Stage *stage, StagedFile *file, const char *bytes, gsize length, GError **error)
{
    const Digest digest = digest_bytes(bytes, length);

    file->staged =
        file->proven ? !XXH128_isEqual(digest, file->digest) : !has_bytes(stage, file->path, bytes, length);
    file->digest = digest;
    if (!file->staged)
        return TRUE;
    const int fd = stage_create(stage, file->path);
    return stage_finish(fd, fd >= 0 && descriptor_write(fd, bytes, length), file->path, error);
}

/* Whether the destination has the bytes of the file open at `from`; then their hash is set. */
static gboolean has_copy(Stage *stage, StagedFile *file, int from)
{
    const Digest known = file->digest;
    struct stat a, b;
    Digest other;

    if (file->proven)
        return file_digest(from, &file->digest) && XXH128_isEqual(file->digest, known);
    const int there = stage_open_there(stage, file->path);
    if (there < 0)
        return FALSE;
    const gboolean same = fstat(there, &a) == 0 && fstat(from, &b) == 0 && a.st_size == b.st_size &&
                          file_digest(there, &other) && file_digest(from, &file->digest) &&
                          XXH128_isEqual(other, file->digest);
    close(there);
    return same;
}

/* Stages the bytes of the file open at `from`, and sets their digest. */
static gboolean copy_from(Stage *stage, StagedFile *file, int from, GError **error)
{
    file->staged = !has_copy(stage, file, from);
    if (!file->staged)
        return TRUE;
    const int fd = stage_create(stage, file->path);
    const gboolean done = fd >= 0 && lseek(from, 0, SEEK_SET) == 0 && file_copy(from, fd, &file->digest);
    return stage_finish(fd, done, file->path, error);
}

gboolean stage_copy(Stage *stage, StagedFile *file, const char *source, Memo *memo, GError **error)
{
    const gint64 now = stamp_now();
    const FileStamp stamp = memo ? stamp_of_file(source) : STAMP_NONE;
    Digest known;

    if (file->proven && memo && memo_digest(memo, source, stamp, &known) &&
        XXH128_isEqual(known, file->digest)) {
        memo_note_digest(memo, source, stamp, known);
        file->staged = FALSE;
        return TRUE;
    }
    const int from = open(source, O_RDONLY | O_NONBLOCK | O_CLOEXEC);
    if (from < 0)
        return failure_set(error, errno, _("cannot read '%s'"), source);
    const gboolean done = copy_from(stage, file, from, error);
    close(from);
    if (done && memo && !stamp_is_fresh(stamp, now))
        memo_note_digest(memo, source, stamp, file->digest);
    return done;
}

const char *stage_path(const Stage *stage)
{
    return stage->path;
}

const char *stage_destination(const Stage *stage)
{
    return destination_path(stage->destination);
}

gint64 stage_since(const Stage *stage)
{
    return stage->since;
}

Destination *stage_tree(Stage *stage)
{
    return stage->tree;
}

gboolean stage_release(Stage *stage, const char *path)
{
    return destination_take_from(stage->destination, stage->tree, path);
}
