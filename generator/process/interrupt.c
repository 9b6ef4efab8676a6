/* SPDX-License-Identifier: MIT */
#include "process/interrupt.h"

#include <glib/gi18n.h>
#include <sys/prctl.h>
#include <sys/signalfd.h>
#include <unistd.h>

G_DEFINE_QUARK(broadside - process - error, process_error)

void interrupt_hold(Interrupt *interrupt)
{
    static const int signals[] = {SIGINT, SIGTERM, SIGHUP};
    struct sigaction action;

    sigemptyset(&interrupt->held);
    for (gsize i = 0; i < G_N_ELEMENTS(signals); i++)
        if (sigaction(signals[i], NULL, &action) == 0 && action.sa_handler != SIG_IGN)
            sigaddset(&interrupt->held, signals[i]);
    sigprocmask(SIG_BLOCK, &interrupt->held, &interrupt->before);
    interrupt->fd = signalfd(-1, &interrupt->held, SFD_CLOEXEC | SFD_NONBLOCK);
}

gboolean interrupt_waits(const Interrupt *interrupt, GError **error)
{
    sigset_t pending, both;

    if (!interrupt)
        return FALSE;
    sigpending(&pending);
    sigandset(&both, &pending, &interrupt->held);
    if (sigisemptyset(&both))
        return FALSE;
    g_set_error_literal(error, PROCESS_ERROR, PROCESS_ERROR_INTERRUPTED, _("interrupted"));
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
    if (interrupt)
        sigprocmask(SIG_SETMASK, &interrupt->before, NULL);
}
