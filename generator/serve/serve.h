/* SPDX-License-Identifier: MIT */
#pragma once

#include "serve/module.h"

/* See ServeModule. */
gboolean serve_run(const ServeOptions *options, GError **error);
