/* SPDX-License-Identifier: MIT */
#pragma once

#include <glib.h>

/* Writes all of it, also where the system takes it in pieces. FALSE with errno. */
gboolean descriptor_write(int fd, const char *bytes, gsize length);
