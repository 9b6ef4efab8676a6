/* SPDX-License-Identifier: MIT */
/* The language of messages (gettext), apart from the language of a site. */
#pragma once

/*
 * Takes the language of messages from LANGUAGE, LC_ALL, LC_MESSAGES and LANG, also where that locale was
 * never generated on this machine. `folder` holds the translations (zh_CN/LC_MESSAGES/broadside.mo). To be
 * called once, before there are threads or confined processes. Numbers and the order of texts stay those of
 * the C locale: what is made must not depend on the locale.
 */
void language_init(const char *folder);
