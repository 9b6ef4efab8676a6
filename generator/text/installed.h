/* SPDX-License-Identifier: MIT */
#pragma once

/*
 * The folder of the themes that come with the program: share/broadside/themes of its prefix, or, for one that
 * runs from its build folder, themes/ beside that. Newly allocated. To be called before the program enters
 * another folder.
 */
char *installed_themes(void);
/* The folder of the translations, in the same way: share/locale, or locale/ in the build folder. */
char *installed_locales(void);
/* A program that this one starts: libexec/broadside/NAME of its prefix, or beside it. */
char *installed_helper(const char *name);
