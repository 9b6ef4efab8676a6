/* SPDX-License-Identifier: MIT */
/* Slips of a Chinese keyboard that make a text of what was meant as a block or an image: "···gallery",
 * "！[合影](a.jpg)". Markdown takes them for words, and nobody would be told. */
#pragma once

#include "review/finding.h"

/* Warns of those in the text of an entry. By any number of threads. */
void slips_review(const Review *review, const Entry *entry);
