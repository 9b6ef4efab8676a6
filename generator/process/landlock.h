/* SPDX-License-Identifier: MIT */
/* Private to process/: the file system and the network, given up by Landlock. */
#pragma once

#include "process/confine.h"

/* From this version on the kernel refuses TCP as well. */
#define LANDLOCK_VERSION_NETWORK 4

/* The version of the interface that the kernel offers; 0: none. */
int landlock_version(void);
/* Gives up all but the files of `confinement`. The process must have PR_SET_NO_NEW_PRIVS. FALSE with errno.
 */
gboolean landlock_confine(const Confinement *confinement);
