/* SPDX-License-Identifier: MIT */
#include "text/stamp.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <time.h>

#define NANOSECONDS 1000000000LL

/* File systems take the time of the kernel's last tick, which is 10 ms long at most; some keep times of 2
 * seconds (FAT), and of 1 second (ext3): those end in nothing but zeroes. */
#define TICK (20 * 1000000LL)
#define COARSE (2 * NANOSECONDS)

/* As far as they can be counted: what is later than that is yet to come, and no proof. */
static gint64 nanoseconds(gint64 seconds, gint64 rest)
{
    gint64 counted;

    if (__builtin_mul_overflow(seconds, NANOSECONDS, &counted) ||
        __builtin_add_overflow(counted, rest, &counted))
        return seconds < 0 ? G_MININT64 : G_MAXINT64;
    return counted;
}

FileStamp stamp_of_stat(const struct stat *status)
{
    return (FileStamp){(guint64)status->st_size, nanoseconds(status->st_mtim.tv_sec, status->st_mtim.tv_nsec),
                       nanoseconds(status->st_ctim.tv_sec, status->st_ctim.tv_nsec), status->st_ino};
}

FileStamp stamp_of_statx(const struct statx *status)
{
    return (FileStamp){status->stx_size, nanoseconds(status->stx_mtime.tv_sec, status->stx_mtime.tv_nsec),
                       nanoseconds(status->stx_ctime.tv_sec, status->stx_ctime.tv_nsec), status->stx_ino};
}

FileStamp stamp_of_file(const char *path)
{
    struct stat status;
    return stat(path, &status) == 0 ? stamp_of_stat(&status) : STAMP_NONE;
}

gboolean stamp_is_none(FileStamp stamp)
{
    return stamp.inode == 0 && stamp.changed == 0;
}

gboolean stamp_equal(FileStamp a, FileStamp b)
{
    return !stamp_is_none(a) && a.size == b.size && a.modified == b.modified && a.changed == b.changed &&
           a.inode == b.inode;
}

gint64 stamp_now(void)
{
    struct timespec now;
    clock_gettime(CLOCK_REALTIME, &now);
    return nanoseconds(now.tv_sec, now.tv_nsec);
}

/* The clock may have been turned back since: what seems to come from the future is no proof, either. */
gboolean stamp_is_fresh(FileStamp stamp, gint64 now)
{
    const gint64 latest = MAX(stamp.modified, stamp.changed);
    const gint64 room = latest % NANOSECONDS == 0 ? COARSE : TICK;

    return latest > now - room;
}
