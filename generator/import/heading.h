/* SPDX-License-Identifier: MIT */
#pragma once

#include "import/matter.h"

/*
 * Finds the title, which may stand on two lines, and above or below it the document number; takes them out of
 * the paper, and what else stands above a title on official papers (GB/T 9704-2012, 7.2). A note of secrecy
 * is reported.
 */
void heading_find(Paper *paper, Matter *matter, Diagnostics *diagnostics);
