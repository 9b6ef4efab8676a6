/* SPDX-License-Identifier: MIT */
/* Tags that several people have written. */
#pragma once

#include "content/content.h"

/*
 * Tags whose pages would be the same file on some system ("WiFi" and "wifi", "a b" and "a-b") become one, in
 * the spelling that most listed entries have; a tag that an entry has twice stays once. The states of entries
 * are set. Spellings live as long as the content.
 */
void tags_unite(const Content *content);
