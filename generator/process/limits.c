/* SPDX-License-Identifier: MIT */
#include "process/limits.h"

#include "process/sanitizer.h"

#include <stdio.h>
#include <string.h>
#include <sys/resource.h>
#include <time.h>
#include <unistd.h>

/* Seconds for the parent to act before the kernel does. */
#define SECONDS_MORE 3
/* What the program itself may need beside a task's texts, each of which is twice there while it grows. */
#define BYTES_MORE (512 * 1024 * 1024)

static gint64 microseconds(const struct timespec *time)
{
    return time->tv_sec * G_USEC_PER_SEC + time->tv_nsec / 1000;
}

/* Bytes of address space in use, or 0. */
static rlim_t size_now(void)
{
    FILE *file = fopen("/proc/self/statm", "re");
    unsigned long pages = 0;

    if (!file)
        return 0;
    if (fscanf(file, "%lu", &pages) != 1)
        pages = 0;
    fclose(file);
    return (rlim_t)pages * (rlim_t)sysconf(_SC_PAGESIZE);
}

void limits_set(int resource, guint64 most)
{
    struct rlimit limit;

    if (getrlimit((__rlimit_resource_t)resource, &limit) < 0)
        return;
    limit.rlim_cur = limit.rlim_max == RLIM_INFINITY ? most : MIN(most, limit.rlim_max);
    setrlimit((__rlimit_resource_t)resource, &limit);
}

void limits_apply(const Limits *limits)
{
    const rlim_t size = size_now();

    limits_set(RLIMIT_CORE, 0);
    limits_set(RLIMIT_FSIZE, 2 * (rlim_t)limits->bytes);
    if (size > 0 && !PROCESS_SANITIZED)
        limits_set(RLIMIT_AS, size + 2 * (rlim_t)limits->bytes + BYTES_MORE);
}

void limits_restart(const Limits *limits, guint64 *until)
{
    struct timespec spent = {0};

    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &spent);
    const guint64 limit = (guint64)spent.tv_sec + limits->seconds + SECONDS_MORE;
    if (limit != *until)
        limits_set(RLIMIT_CPU, limit);
    *until = limit;
}

gint64 limits_spent(pid_t child)
{
    struct timespec spent;
    clockid_t clock;

    if (clock_getcpuclockid(child, &clock) != 0 || clock_gettime(clock, &spent) < 0)
        return -1;
    return microseconds(&spent);
}
