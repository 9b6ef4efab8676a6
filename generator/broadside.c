/* SPDX-License-Identifier: MIT */
#include "cli/dispatch.h"

static const Command *const commands[] = {
    &command_build,   &command_check,
    &command_serve,   &command_poster,
    &command_archive, &command_init,
    &command_new,     &command_import,
    &command_photos,  &command_schema,
    &command_status,  &command_version,
    &command_help,    NULL,
};

int main(int argc, char **argv)
{
    return dispatch(commands, argc, argv);
}
