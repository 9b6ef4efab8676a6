/* SPDX-License-Identifier: MIT */
#include "text/file-error.h"

#include <errno.h>
#include <glib/gi18n.h>

/* The numbers of errno that reading can meet; GFileError keeps no number. */
static int number_of(int code)
{
    static const int numbers[] = {EACCES,       EPERM, ENOENT, ENOTDIR, EISDIR, ELOOP,
                                  ENAMETOOLONG, EIO,   ENFILE, EMFILE,  ENOMEM, EINTR};

    for (gsize i = 0; i < G_N_ELEMENTS(numbers); i++)
        if (g_file_error_from_errno(numbers[i]) == (GFileError)code)
            return numbers[i];
    return 0;
}

void file_error_explain(GError **error, const char *path)
{
    const int number = error && *error && (*error)->domain == G_FILE_ERROR ? number_of((*error)->code) : 0;

    if (!number)
        return;
    const int code = (*error)->code;
    g_clear_error(error);
    g_set_error(error, G_FILE_ERROR, code, _("cannot read '%s': %s"), path, g_strerror(number));
}
