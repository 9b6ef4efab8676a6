/* SPDX-License-Identifier: MIT */
#include "process/confine.h"

#include "process/interrupt.h"
#include "process/landlock.h"
#include "process/sanitizer.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n.h>
#include <linux/seccomp.h>
#include <sched.h>
#include <seccomp.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <unistd.h>

/* What rendering, staging and handing back results needs, in the forms that versions of the C library use. */
static const int allowed[] = {
    /* files: Landlock says which */
    SCMP_SYS(access),
    SCMP_SYS(close),
    SCMP_SYS(close_range),
    SCMP_SYS(dup),
    SCMP_SYS(faccessat),
    SCMP_SYS(faccessat2),
    SCMP_SYS(fadvise64),
    SCMP_SYS(fstat),
    SCMP_SYS(fstat64),
    SCMP_SYS(fstatat64),
    SCMP_SYS(fstatfs),
    SCMP_SYS(getcwd),
    SCMP_SYS(getdents),
    SCMP_SYS(getdents64),
    SCMP_SYS(lseek),
    SCMP_SYS(_llseek),
    SCMP_SYS(lstat),
    SCMP_SYS(lstat64),
    SCMP_SYS(mkdir),
    SCMP_SYS(mkdirat),
    SCMP_SYS(newfstatat),
    SCMP_SYS(open),
    SCMP_SYS(openat),
    SCMP_SYS(openat2),
    SCMP_SYS(pread64),
    SCMP_SYS(pwrite64),
    SCMP_SYS(read),
    SCMP_SYS(readlink),
    SCMP_SYS(readlinkat),
    SCMP_SYS(readv),
    SCMP_SYS(stat),
    SCMP_SYS(stat64),
    SCMP_SYS(statfs),
    SCMP_SYS(statx),
    SCMP_SYS(umask),
    SCMP_SYS(write),
    SCMP_SYS(writev),
    /* memory */
    SCMP_SYS(brk),
    SCMP_SYS(madvise),
    SCMP_SYS(mremap),
    SCMP_SYS(munmap),
    /* time, and what a process may know of itself */
    SCMP_SYS(clock_getres),
    SCMP_SYS(clock_gettime),
    SCMP_SYS(clock_gettime64),
    SCMP_SYS(getegid),
    SCMP_SYS(geteuid),
    SCMP_SYS(getgid),
    SCMP_SYS(getpid),
    SCMP_SYS(getppid),
    SCMP_SYS(getrandom),
    SCMP_SYS(getrlimit),
    SCMP_SYS(ugetrlimit),
    SCMP_SYS(setrlimit),
    SCMP_SYS(getrusage),
    SCMP_SYS(gettid),
    SCMP_SYS(gettimeofday),
    SCMP_SYS(getuid),
    SCMP_SYS(sched_getaffinity),
    SCMP_SYS(sched_yield),
    SCMP_SYS(sysinfo),
    SCMP_SYS(uname),
    /* locks and signals of its own */
    SCMP_SYS(futex),
    SCMP_SYS(futex_time64),
    SCMP_SYS(membarrier),
    SCMP_SYS(restart_syscall),
    SCMP_SYS(rseq),
    SCMP_SYS(rt_sigaction),
    SCMP_SYS(rt_sigpending),
    SCMP_SYS(rt_sigprocmask),
    SCMP_SYS(rt_sigreturn),
    SCMP_SYS(set_robust_list),
    SCMP_SYS(sigaltstack),
    SCMP_SYS(sigreturn),
    /* waiting, and the end */
    SCMP_SYS(exit),
    SCMP_SYS(exit_group),
    SCMP_SYS(poll),
    SCMP_SYS(ppoll),
    SCMP_SYS(ppoll_time64),
};

/* Which argument of clone() its flags are. */
#if defined __s390__ || defined __s390x__
#define CLONE_FLAGS_AT 1
#else
#define CLONE_FLAGS_AT 0
#endif

static gboolean seccomp_offered(void)
{
    const guint32 action = SECCOMP_RET_ERRNO;

    return !PROCESS_SANITIZED && syscall(SYS_seccomp, SECCOMP_GET_ACTION_AVAIL, 0, &action) == 0;
}

/* The calls that are allowed with some arguments only: memory that cannot be run, plain flags,
 * and itself. */
static int add_conditional(scmp_filter_ctx filter)
{
    const scmp_datum_t itself = (scmp_datum_t)getpid();
    static const int mapping[] = {SCMP_SYS(mmap), SCMP_SYS(mmap2), SCMP_SYS(mprotect)};
    static const int controls[] = {SCMP_SYS(fcntl), SCMP_SYS(fcntl64)};
    static const int commands[] = {F_GETFL, F_SETFL, F_GETFD, F_SETFD, F_DUPFD_CLOEXEC};
    static const int kills[] = {SCMP_SYS(tgkill), SCMP_SYS(kill)};
    int problem = 0;

    for (gsize i = 0; !problem && i < G_N_ELEMENTS(mapping); i++)
        if (mapping[i] >= 0)
            problem = seccomp_rule_add(filter, SCMP_ACT_ALLOW, mapping[i], 1,
                                       SCMP_A2(SCMP_CMP_MASKED_EQ, PROT_EXEC, 0));
    for (gsize i = 0; !problem && i < G_N_ELEMENTS(controls) * G_N_ELEMENTS(commands); i++) {
        const int call = controls[i / G_N_ELEMENTS(commands)];
        const scmp_datum_t command = (scmp_datum_t)commands[i % G_N_ELEMENTS(commands)];
        if (call >= 0)
            problem = seccomp_rule_add(filter, SCMP_ACT_ALLOW, call, 1, SCMP_A1(SCMP_CMP_EQ, command));
    }
    for (gsize i = 0; !problem && i < G_N_ELEMENTS(kills); i++)
        problem = seccomp_rule_add(filter, SCMP_ACT_ALLOW, kills[i], 1, SCMP_A0(SCMP_CMP_EQ, itself));
    if (!problem)
        problem = seccomp_rule_add(filter, SCMP_ACT_ALLOW, SCMP_SYS(prlimit64), 1, SCMP_A0(SCMP_CMP_EQ, 0));
    return problem;
}

/* Threads, but no other processes, nor anything of its own beside the memory: clone(2). Of clone3(), whose
 * flags a filter does not see, the C library is told that there is none. */
static int add_threads(scmp_filter_ctx filter)
{
    const scmp_datum_t own = CLONE_THREAD | CLONE_SIGHAND | CLONE_VM;
    const scmp_datum_t apart = CLONE_NEWNS | CLONE_NEWCGROUP | CLONE_NEWUTS | CLONE_NEWIPC | CLONE_NEWUSER |
                               CLONE_NEWPID | CLONE_NEWNET;

    return seccomp_rule_add(filter, SCMP_ACT_ALLOW, SCMP_SYS(clone), 1,
                            SCMP_CMP(CLONE_FLAGS_AT, SCMP_CMP_MASKED_EQ, own | apart, own));
}

/* ENOSYS for all others: it is what the C library takes for an old kernel, and finds another way. */
static int confine_calls(gboolean threads)
{
    scmp_filter_ctx filter = seccomp_init(SCMP_ACT_ERRNO(ENOSYS));
    int problem = filter ? 0 : -ENOMEM;

    for (gsize i = 0; !problem && i < G_N_ELEMENTS(allowed); i++)
        if (allowed[i] >= 0) /* else this machine has no such call */
            problem = seccomp_rule_add(filter, SCMP_ACT_ALLOW, allowed[i], 0);
    if (!problem)
        problem = add_conditional(filter);
    if (!problem && threads)
        problem = add_threads(filter);
    if (!problem)
        problem = seccomp_load(filter);
    if (filter)
        seccomp_release(filter);
    return -problem;
}

static gboolean failed(GError **error, int number)
{
    g_set_error(error, PROCESS_ERROR, PROCESS_ERROR_MACHINE, _("cannot confine a process: %s"),
                g_strerror(number));
    return FALSE;
}

gboolean confine_process(const Confinement *confinement, GError **error)
{
    if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) < 0)
        return failed(error, errno);
    if (landlock_version() > 0 && !landlock_confine(confinement))
        return failed(error, errno);
    const int problem = seccomp_offered() ? confine_calls(confinement->threads) : 0;
    return problem ? failed(error, problem) : TRUE;
}

guint confine_offered(void)
{
    const int landlock = landlock_version();
    const gboolean calls = seccomp_offered();

    return (landlock > 0 ? CONFINE_FILES : 0) |
           (landlock >= LANDLOCK_VERSION_NETWORK || calls ? CONFINE_NETWORK : 0) |
           (calls ? CONFINE_CALLS : 0);
}
