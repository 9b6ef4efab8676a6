/* SPDX-License-Identifier: MIT */
#include "build/interrupt.h"

#include "build/failure.h"

#include <glib/gi18n.h>
#include <sys/prctl.h>
#include <sys/signalfd.h>
#include <unistd.h>

static sigset_t held_signals(void)
{
    sigset_t set;

    sigemptyset(&set);
    sigaddset(&set, SIGINT);
    sigaddset(&set, SIGTERM);
    sigaddset(&set, SIGHUP);
    return set;
}

void interrupt_hold(Interrupt *interrupt)
{
    const sigset_t set = held_signals();

    sigprocmask(SIG_BLOCK, &set, &interrupt->before);
    interrupt->fd = signalfd(-1, &set, SFD_CLOEXEC | SFD_NONBLOCK);
}

gboolean interrupt_waits(const Interrupt *interrupt, GError **error)
{
    const sigset_t set = held_signals();
    sigset_t pending, both;

    (void)interrupt;
    sigpending(&pending);
    sigandset(&both, &pending, &set);
    if (sigisemptyset(&both))
        return FALSE;
    g_set_error_literal(error, BUILD_ERROR, BUILD_ERROR_INTERRUPTED, _("interrupted"));
    return TRUE;
}

void interrupt_release(Interrupt *interrupt)
{
    if (interrupt->fd >= 0)
        close(interrupt->fd);
    sigprocmask(SIG_SETMASK, &interrupt->before, NULL);
}

void interrupt_leave_to_parent(const Interrupt *interrupt, int parent)
{
    prctl(PR_SET_PDEATHSIG, SIGKILL);
    if (getppid() != parent)
        _exit(1);
    signal(SIGINT, SIG_IGN);
    signal(SIGHUP, SIG_IGN);
    sigprocmask(SIG_SETMASK, &interrupt->before, NULL);
}
