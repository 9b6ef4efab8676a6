/* SPDX-License-Identifier: MIT */
#include "build/installed.h"

#include <glib.h>
#include <stdlib.h>
#include <sys/auxv.h>

char *installed_themes(void)
{
    g_autofree char *program = realpath("/proc/self/exe", NULL);
    const char *started = (const char *)getauxval(AT_EXECFN);
    if (!program && started) /* a chroot may have no /proc */
        program = realpath(started, NULL);
    g_autofree char *folder = g_path_get_dirname(program ? program : "");
    g_autofree char *shared = g_build_filename(folder, "..", "share", "broadside", "themes", NULL);
    g_autofree char *beside = g_build_filename(folder, "..", "themes", NULL);
    const gboolean installed = g_file_test(shared, G_FILE_TEST_IS_DIR);

    return g_canonicalize_filename(installed ? shared : beside, NULL);
}
