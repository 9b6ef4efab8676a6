/* SPDX-License-Identifier: MIT */
#pragma once

/*
 * The UUID that stands for a name, the same one at all times: version 5 of RFC 9562, 5.5, in the namespace
 * for URLs (6.6). Lower case, without "urn:uuid:"; newly allocated.
 */
char *uuid_of_name(const char *name, unsigned long length);
