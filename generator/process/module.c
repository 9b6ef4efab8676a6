/* SPDX-License-Identifier: MIT */
#include "process/module.h"

#include "process/interrupt.h"
#include "text/installed.h"

#include <dlfcn.h>
#include <glib/gi18n.h>

const void *module_load(const char *file, const char *symbol, guint version, const char *failure,
                        GError **error)
{
    g_autofree char *path = installed_helper(file);
    /* What it needs of its libraries is a small part: looked up all at once it would be a tenth of one sheet.
     */
    void *library = dlopen(path, RTLD_LAZY | RTLD_LOCAL);
    const guint *module = library ? dlsym(library, symbol) : NULL;

    if (module && *module == version)
        return module;
    g_set_error(error, PROCESS_ERROR, PROCESS_ERROR_MACHINE, failure,
                library ? _("it is of another version of Broadside") : dlerror());
    return NULL;
}
