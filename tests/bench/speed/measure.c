/* SPDX-License-Identifier: MIT */
/*
 * measure [-m] LOG COMMAND…: runs the command, whose output goes to LOG, and prints its exit status (128 and
 * the signal that killed it), the seconds it took, and the seconds of processor time that it and its children
 * spent. With -m it prints the most memory that the processes of its group had at one moment instead, in KiB:
 * what several share counts once (PSS). To look costs them time, so a run is one or the other.
 */
#include <ctype.h>
#include <dirent.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

/* How often it looks, in nanoseconds. */
#define INTERVAL 5000000

static double now(void)
{
    struct timespec time;

    clock_gettime(CLOCK_MONOTONIC, &time);
    return (double)time.tv_sec + (double)time.tv_nsec / 1e9;
}

static double seconds(struct timeval time)
{
    return (double)time.tv_sec + (double)time.tv_usec / 1e6;
}

static pid_t begin(const char *log, char **command)
{
    const int out = open(log, O_WRONLY | O_CREAT | O_TRUNC, 0666);
    const int in = open("/dev/null", O_RDONLY);
    const pid_t pid = fork();

    if (pid > 0)
        setpgid(pid, pid);
    if (pid != 0)
        return pid;
    setpgid(0, 0);
    dup2(in, STDIN_FILENO);
    dup2(out, STDOUT_FILENO);
    dup2(out, STDERR_FILENO);
    execvp(*command, command);
    _exit(127);
}

/* The group of a process, or 0. The name in its `stat` may hold anything. */
static pid_t group_of(const char *pid)
{
    char path[300], text[1024];
    int group = 0;

    snprintf(path, sizeof path, "/proc/%s/stat", pid);
    FILE *file = fopen(path, "re");
    if (!file)
        return 0;
    const size_t length = fread(text, 1, sizeof text - 1, file);
    text[length] = '\0';
    fclose(file);
    const char *name_end = strrchr(text, ')');
    return name_end && sscanf(name_end, ") %*c %*d %d", &group) == 1 ? group : 0;
}

static long memory_of(const char *pid)
{
    char path[300], line[256];
    long memory = 0;

    snprintf(path, sizeof path, "/proc/%s/smaps_rollup", pid);
    FILE *file = fopen(path, "re");
    if (!file)
        return 0;
    while (fgets(line, sizeof line, file))
        if (sscanf(line, "Pss: %ld", &memory) == 1)
            break;
    fclose(file);
    return memory;
}

static long group_memory(pid_t group)
{
    DIR *processes = opendir("/proc");
    long sum = 0;

    if (!processes)
        return 0;
    for (struct dirent *entry; (entry = readdir(processes));)
        if (isdigit((unsigned char)entry->d_name[0]) && group_of(entry->d_name) == group)
            sum += memory_of(entry->d_name);
    closedir(processes);
    return sum;
}

static long watch(pid_t pid)
{
    const struct timespec interval = {0, INTERVAL};
    siginfo_t over = {0};
    long most = 0;

    while (waitid(P_PID, (id_t)pid, &over, WEXITED | WNOWAIT | WNOHANG) == 0 && over.si_pid == 0) {
        const long memory = group_memory(pid);
        if (memory > most)
            most = memory;
        nanosleep(&interval, NULL);
    }
    return most;
}

int main(int argc, char **argv)
{
    const int memory = argc > 1 && strcmp(argv[1], "-m") == 0;
    struct rusage used;
    int status;

    if (argc < 3 + memory)
        return fputs("measure [-m] LOG COMMAND…\n", stderr), 2;
    const double began = now();
    const pid_t pid = begin(argv[1 + memory], argv + 2 + memory);
    if (pid < 0)
        return perror("fork"), 1;
    const long most = memory ? watch(pid) : 0;
    if (wait4(pid, &status, 0, &used) < 0)
        return perror("wait4"), 1;
    const double took = now() - began;
    status = WIFSIGNALED(status) ? 128 + WTERMSIG(status) : WEXITSTATUS(status);
    if (memory)
        printf("%d %ld\n", status, most);
    else
        printf("%d %.6f %.6f\n", status, took, seconds(used.ru_utime) + seconds(used.ru_stime));
    return 0;
}
