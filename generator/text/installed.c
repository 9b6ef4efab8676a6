/* SPDX-License-Identifier: MIT */
#include "text/installed.h"

#include <glib.h>
#include <stdlib.h>
#include <sys/auxv.h>

static char *own_folder(void)
{
    g_autofree char *program = realpath("/proc/self/exe", NULL);
    const char *started = (const char *)getauxval(AT_EXECFN);
    if (!program && started) /* a chroot may have no /proc */
        program = realpath(started, NULL);
    return g_path_get_dirname(program ? program : "");
}

/* share/NAME of the program's prefix; where that is not there, `beside` seen from the program's own folder.
 */
static char *installed_folder(const char *name, const char *beside)
{
    g_autofree char *folder = own_folder();
    g_autofree char *shared = g_build_filename(folder, "..", "share", name, NULL);
    g_autofree char *own = g_build_filename(folder, beside, NULL);
    const gboolean installed = g_file_test(shared, G_FILE_TEST_IS_DIR);

    return g_canonicalize_filename(installed ? shared : own, NULL);
}

char *installed_themes(void)
{
    return installed_folder("broadside/themes", "../themes");
}

char *installed_locales(void)
{
    return installed_folder("locale", "locale");
}

char *installed_helper(const char *name)
{
    g_autofree char *folder = own_folder();
    g_autofree char *shared = g_build_filename(folder, "..", "libexec", "broadside", name, NULL);
    g_autofree char *own = g_build_filename(folder, name, NULL);

    return g_canonicalize_filename(g_file_test(own, G_FILE_TEST_IS_EXECUTABLE) ? own : shared, NULL);
}
