/* SPDX-License-Identifier: MIT */
/* Private to typeset/: the fonts of the machine, as fontconfig finds them. */
#pragma once

#include <fontconfig/fontconfig.h>
#include <glib.h>

/*
 * Finds them, for this process and all that it forks, whatever these may read. The same are then taken for
 * the same text in any language of the machine. `places`: the folders that they are in, and files elsewhere
 * that links there lead to, for g_strfreev(). The configuration is fontconfig's; NULL: there is none.
 */
FcConfig *machine_fonts_open(char ***places);

/* The first character of `text` that none of them has and that would be seen; 0 if there is none. */
gunichar machine_fonts_lack(const char *text);
