/* SPDX-License-Identifier: MIT */
/* What pandoc loses of a Word document: broadside-word makes plain text of it first. */
#pragma once

#include "process/interrupt.h"
#include "text/diagnostic.h"

/*
 * Replaces the .docx 'paper' in `folder` by one in which the Chinese and circled numbers of paragraphs, （1）
 * and 1、, a 1. of the same list, and all numbers of headings, are text, and which is unwrapped
 * (external/word/). Without broadside-word there is a warning for `name`. FALSE after a diagnostic, or with
 * `error` where the machine fails or at an interrupt.
 */
gboolean word_spell(const char *folder, const char *name, const Interrupt *interrupt,
                    Diagnostics *diagnostics, GError **error);
