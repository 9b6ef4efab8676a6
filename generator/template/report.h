/* SPDX-License-Identifier: MIT */
/* Private to template/: what a template did wrong, as a message with its place. */
#pragma once

#include "template/state.h"

/* As a message handler: reports the error to the diagnostics at the place of the mark that ran. */
int report_mistake(lua_State *L);
