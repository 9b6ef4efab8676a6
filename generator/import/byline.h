/* SPDX-License-Identifier: MIT */
#pragma once

#include "import/matter.h"

/*
 * Reads the lines below the title: a day, or what web pages say of themselves (发布时间：… 来源：… 作者：…).
 * They are taken out of the paper.
 */
void byline_find(Paper *paper, Matter *matter);
