/* SPDX-License-Identifier: MIT */
#include "print/typesetter.h"

#include "process/module.h"

#include <glib/gi18n.h>

const TypesetModule *typesetter_load(GError **error)
{
    return module_load("broadside-typeset.so", TYPESET_SYMBOL, TYPESET_VERSION,
                       _("the typesetter cannot be loaded: %s"), error);
}
