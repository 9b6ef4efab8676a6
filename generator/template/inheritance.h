/* SPDX-License-Identifier: MIT */
/* Private to template/: what layouts that extend others may fill. */
#pragma once

#include "template/state.h"

/*
 * Warns of blocks of the layout `name`, and of those that it extends, for which there is no place further up
 * nor in a partial: what stands in them would be lost. Once for each layout.
 */
void inheritance_check(Engine *engine, const char *name);
