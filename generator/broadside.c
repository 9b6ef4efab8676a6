/* SPDX-License-Identifier: MIT */
#include "cli/dispatch.h"

#include <locale.h>

static const Command *const commands[] = {
    &command_build, &command_check, &command_init, &command_new, &command_version, &command_help, NULL,
};

int main(int argc, char **argv)
{
    /* Not LC_NUMERIC or LC_COLLATE: what is made must not depend on the locale. */
    setlocale(LC_CTYPE, "");
    setlocale(LC_MESSAGES, "");
    return dispatch(commands, argc, argv);
}
