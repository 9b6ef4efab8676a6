/* SPDX-License-Identifier: MIT */
#include "build/proof.h"

#include "text/threads.h"

#include <unistd.h>

/* Files that a thread looks at together: folders are opened for each such part. */
#define PART 1024

typedef struct Look Look;
struct Look {
    const Destination *destination;
    StagedFile *files;
    guint count;
    gint64 now;
    gint64 since;
    void (*look)(Look *look, Destination *destination, StagedFile *file);
    StagedFile *missing; /* atomic */
};

static void part_look(gpointer data, guint part)
{
    Look *look = data;
    g_autoptr(Destination) destination = destination_new(destination_path(look->destination));

    for (guint i = part * PART; i < MIN((part + 1) * PART, look->count); i++)
        look->look(look, destination, &look->files[i]);
}

static void files_look(Look *look, guint threads)
{
    threads_run(threads, (look->count + PART - 1) / PART, part_look, look);
}

static FileStamp stamp_keep(FileStamp stamp, gint64 since)
{
    return stamp_is_fresh(stamp, since) ? STAMP_NONE : stamp;
}

/* Moving a file changes its stamp, but not its contents: if we moved it, it counts when it was written. */
static FileStamp stamp_keep_moved(FileStamp stamp, gint64 now)
{
    FileStamp written = stamp;

    written.changed = stamp.modified;
    return stamp_is_fresh(written, now) ? STAMP_NONE : stamp;
}

static gboolean has_digest(Destination *destination, const StagedFile *file)
{
    Digest digest;
    const int fd = destination_open(destination, file->path);
    if (fd < 0)
        return FALSE;
    const gboolean same = file_digest(fd, &digest) && XXH128_isEqual(digest, file->digest);
    close(fd);
    return same;
}

static void look_check(Look *look, Destination *destination, StagedFile *file)
{
    FileStamp stamp;

    file->proven = destination_look(destination, file->path, &stamp);
    if (!file->proven || stamp_equal(stamp, file->stamp))
        return;
    file->proven =
        (stamp_is_none(file->stamp) || stamp.size == file->stamp.size) && has_digest(destination, file);
    file->stamp = file->proven ? stamp_keep(stamp, look->since) : STAMP_NONE;
}

static void look_take(Look *look, Destination *destination, StagedFile *file)
{
    FileStamp stamp;

    if (!stamp_is_none(file->stamp))
        return;
    if (destination_look(destination, file->path, &stamp))
        file->stamp = file->staged ? stamp_keep_moved(stamp, look->now) : stamp_keep(stamp, look->since);
    else
        g_atomic_pointer_set(&look->missing, file);
}

void proof_check(const Destination *destination, StagedFile *files, guint count, guint threads)
{
    Look look = {.destination = destination, .files = files, .count = count, .look = look_check};

    look.since = stamp_now();
    files_look(&look, threads);
}

const char *proof_take(const Destination *destination, StagedFile *files, guint count, gint64 since,
                       guint threads)
{
    Look look = {.destination = destination, .files = files, .count = count, .look = look_take};

    look.now = stamp_now();
    look.since = since;
    files_look(&look, threads);
    return look.missing ? look.missing->path : NULL;
}
