/* SPDX-License-Identifier: MIT */
#include "serve/module.h"

#include "serve/serve.h"

const ServeModule broadside_serve = {
    .version = SERVE_VERSION,
    .run = serve_run,
};
