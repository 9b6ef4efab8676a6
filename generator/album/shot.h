/* SPDX-License-Identifier: MIT */
/* A photo of the folder that somebody brings, and when it was taken. */
#pragma once

#include "photo/module.h"
#include "text/collation.h"

#include <sys/stat.h>

/* Who says when it was taken, the surest last. */
typedef enum { CLOCK_FILE, CLOCK_NAME, CLOCK_CAMERA } ShotClock;

/* What becomes of it. */
typedef enum {
    SHOT_NEW,     /* it is copied */
    SHOT_THERE,   /* the entry has the very same file */
    SHOT_OLD,     /* it is one of the entry's, and not in the folder that is brought */
    SHOT_ALIKE,   /* `kept` is nearly the same */
    SHOT_TWIN,    /* `kept` is the very same file */
    SHOT_REFUSED, /* it is damaged, or cannot be read: this was told */
    SHOT_UNSEEN,  /* the same of one of the entry's: a build tells it */
} ShotFate;

typedef struct Shot Shot;
struct Shot {
    char *path;      /* absolute */
    char *name;      /* in the folder, as messages show it (shot_show()) */
    char *key;       /* stands in the order of its bytes as names do in that of readers */
    guint64 bytes;   /* of the file */
    gint64 modified; /* of the file; microseconds since 1970 */
    gint64 when;     /* the same: when it was taken */
    ShotClock clock; /* who says so */
    PhotoLook look;  /* what darkroom/ saw */
    ShotFate fate;
    const Shot *kept; /* SHOT_ALIKE, SHOT_TWIN; borrowed */
    gboolean unnamed; /* SHOT_THERE: the text of the entry does not name it, and will not */
    char *target; /* SHOT_NEW, SHOT_THERE, SHOT_OLD: the name of the file in the entry's folder; or NULL */
};

/* The last part of `path` as messages show it: UTF-8, on one line. Newly allocated. */
char *shot_show(const char *path);

/* Of the file `path`, absolute, with all else 0. `collation` makes the key. */
Shot *shot_new(const char *path, const struct stat *status, Collation *collation);
void shot_free(Shot *shot);

/* How many of `shots` (Shot *) have that fate. */
guint shots_count(const GPtrArray *shots, ShotFate fate);

/* Sets `when` and `clock` by what the camera wrote, else by the name, else by the file. Clocks of cameras
 * that say no zone, and names, have the time of `zone`. What was not yet when the file was changed last, nor
 * is now, is no time. */
void shot_find_time(Shot *shot, GTimeZone *zone);
/*
 * The moment that the name of a file tells, in microseconds since 1970: IMG_20250629_190311,
 * 微信图片_20250629190311, Screenshot_2025-06-29-19-03-11-123, and the milliseconds of mmexport1751194991000.
 * FALSE where it tells none.
 */
gboolean shot_time_of_name(const char *name, GTimeZone *zone, gint64 *when);
/* The same of what a camera writes (PhotoLook). */
gboolean shot_time_of_camera(const char *taken, GTimeZone *zone, gint64 *when);

/* By the time, then by the name: for g_ptr_array_sort() over Shot *. */
int shot_compare(gconstpointer a, gconstpointer b);
