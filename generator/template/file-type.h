/* SPDX-License-Identifier: MIT */
/* Private to template/: what kind of file readers get, by its name. */
#pragma once

/* "pdf", "word", "sheet", "csv" and so on: a word for themes, which say it in their languages; "other" of
 * what has no ending, or one that is not known. */
const char *file_type_of_name(const char *path);
