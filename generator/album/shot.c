/* SPDX-License-Identifier: MIT */
#include "album/shot.h"

#include <stdio.h>
#include <string.h>

/* Between the numbers of a time stands no more than this: "_", "年", " at ". */
#define GAP_MAX 4
/* No phone is older; what lies beyond is another number. */
#define YEAR_MIN 1990
#define YEAR_MAX 2099
/* Clocks of cameras, computers and sticks have different zones; in microseconds. */
#define DAY (G_GINT64_CONSTANT(24) * 3600 * G_USEC_PER_SEC)
/* Digits of milliseconds since 1970, from 2001 to 2286. */
#define EPOCH_DIGITS 13

/* Without the ending: "IMG_1" stands before "IMG_1 (1)", the copy of it. */
static gsize stem_length(const char *name)
{
    const char *dot = strrchr(name, '.');

    return dot && dot > name ? (gsize)(dot - name) : strlen(name);
}

char *shot_show(const char *path)
{
    return g_strdelimit(g_filename_display_basename(path), "\n\r\t", ' ');
}

Shot *shot_new(const char *path, const struct stat *status, Collation *collation)
{
    Shot *shot = g_new0(Shot, 1);

    shot->path = g_strdup(path);
    shot->name = shot_show(path);
    shot->key = g_strdup(collation_key(collation, COLLATION_LANGUAGE, shot->name, stem_length(shot->name)));
    shot->bytes = (guint64)status->st_size;
    shot->modified = status->st_mtim.tv_sec * G_USEC_PER_SEC + status->st_mtim.tv_nsec / 1000;
    return shot;
}

void shot_free(Shot *shot)
{
    g_free(shot->path);
    g_free(shot->name);
    g_free(shot->key);
    g_free(shot->target);
    g_free(shot);
}

guint shots_count(const GPtrArray *shots, ShotFate fate)
{
    guint count = 0;

    for (guint i = 0; i < shots->len; i++)
        count += ((const Shot *)shots->pdata[i])->fate == fate;
    return count;
}

/* Year, month, day, hour, minute, second. */
static gboolean moment_set(const int parts[6], guint milliseconds, GTimeZone *zone, gint64 *when)
{
    if (parts[0] < YEAR_MIN || parts[0] > YEAR_MAX)
        return FALSE;
    g_autoptr(GDateTime) time =
        g_date_time_new(zone, parts[0], parts[1], parts[2], parts[3], parts[4], parts[5]);
    if (!time)
        return FALSE;
    *when = g_date_time_to_unix(time) * G_USEC_PER_SEC + (gint64)milliseconds * 1000;
    return TRUE;
}

/* The number of `width` digits at *text, which goes behind it. */
static gboolean number_take(const char **text, guint width, int *number)
{
    *number = 0;
    for (guint i = 0; i < width; i++) {
        if (!g_ascii_isdigit((*text)[i]))
            return FALSE;
        *number = *number * 10 + ((*text)[i] - '0');
    }
    *text += width;
    return TRUE;
}

static void gap_skip(const char **text)
{
    for (guint i = 0; i < GAP_MAX && **text && !g_ascii_isdigit(**text); i++)
        (*text)++;
}

/* Three digits behind the seconds, perhaps after a sign: "_123"; else 0. */
static guint milliseconds_of(const char *text)
{
    int number = 0;

    if (*text && strchr("_-.", *text))
        text++;
    return number_take(&text, 3, &number) && !g_ascii_isdigit(*text) ? (guint)number : 0;
}

/* "20250629_190311", "2025-06-29 19.03.11". */
static gboolean stamp_read(const char *text, GTimeZone *zone, gint64 *when)
{
    static const guint widths[] = {4, 2, 2, 2, 2, 2};
    int parts[G_N_ELEMENTS(widths)];

    for (gsize i = 0; i < G_N_ELEMENTS(widths); i++) {
        if (i > 0)
            gap_skip(&text);
        if (!number_take(&text, widths[i], &parts[i]))
            return FALSE;
    }
    return moment_set(parts, milliseconds_of(text), zone, when);
}

/* "1751194991000" */
static gboolean epoch_read(const char *text, gsize digits, gint64 *when)
{
    if (digits != EPOCH_DIGITS || *text != '1')
        return FALSE;
    *when = g_ascii_strtoll(text, NULL, 10) * 1000;
    return TRUE;
}

gboolean shot_time_of_name(const char *name, GTimeZone *zone, gint64 *when)
{
    for (const char *at = name; *at;) {
        const gsize digits = strspn(at, "0123456789");
        if (digits > 0 && (epoch_read(at, digits, when) || stamp_read(at, zone, when)))
            return TRUE;
        at += MAX(digits, 1);
    }
    return FALSE;
}

/* "+08:00" behind a time; NULL where there is none. */
static GTimeZone *zone_read(const char *text)
{
    const char *sign = strpbrk(text, "+-");

    return sign ? g_time_zone_new_identifier(sign) : NULL;
}

/* As Exif 2.32 has it: DateTimeOriginal, SubSecTimeOriginal, OffsetTimeOriginal. */
gboolean shot_time_of_camera(const char *taken, GTimeZone *zone, gint64 *when)
{
    int parts[6], end = 0;

    if (sscanf(taken, "%4d:%2d:%2d %2d:%2d:%2d%n", &parts[0], &parts[1], &parts[2], &parts[3], &parts[4],
               &parts[5], &end) != 6)
        return FALSE;
    g_autoptr(GTimeZone) own = zone_read(taken + end);
    const double part = taken[end] == '.' ? g_ascii_strtod(taken + end, NULL) : 0;
    return moment_set(parts, (guint)(part * 1000 + 0.5), own ? own : zone, when);
}

void shot_find_time(Shot *shot, GTimeZone *zone)
{
    const gint64 last = MAX(g_get_real_time(), shot->modified) + DAY;

    shot->clock = CLOCK_FILE;
    if (shot_time_of_camera(shot->look.taken, zone, &shot->when) && shot->when <= last)
        shot->clock = CLOCK_CAMERA;
    else if (shot_time_of_name(shot->name, zone, &shot->when) && shot->when <= last)
        shot->clock = CLOCK_NAME;
    else
        shot->when = shot->modified;
}

int shot_compare(gconstpointer a, gconstpointer b)
{
    const Shot *first = *(const Shot *const *)a, *second = *(const Shot *const *)b;

    if (first->when != second->when)
        return first->when < second->when ? -1 : 1;
    const int order = strcmp(first->key, second->key);
    return order != 0 ? order : strcmp(first->path, second->path);
}
