/* SPDX-License-Identifier: MIT */
#include "print/typesetter.h"

#include "process/interrupt.h"
#include "text/installed.h"

#include <dlfcn.h>
#include <glib/gi18n.h>

#define MODULE "broadside-typeset.so"

const TypesetModule *typesetter_load(GError **error)
{
    g_autofree char *path = installed_helper(MODULE);
    /* What it needs of its libraries is a small part: looked up all at once it would be a tenth of one sheet.
     */
    void *library = dlopen(path, RTLD_LAZY | RTLD_LOCAL);
    const TypesetModule *module = library ? dlsym(library, TYPESET_SYMBOL) : NULL;

    if (module && module->version == TYPESET_VERSION)
        return module;
    g_set_error(error, PROCESS_ERROR, PROCESS_ERROR_MACHINE, _("the typesetter cannot be loaded: %s"),
                library ? _("it is of another version of Broadside") : dlerror());
    return NULL;
}
