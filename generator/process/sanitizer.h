/* SPDX-License-Identifier: MIT */
/* Whether the program was built with the address sanitizer: it needs terabytes of addresses and calls of its
 * own. */
#pragma once

#if defined(__SANITIZE_ADDRESS__)
#define PROCESS_SANITIZED 1
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#define PROCESS_SANITIZED 1
#endif
#endif

#ifndef PROCESS_SANITIZED
#define PROCESS_SANITIZED 0
#endif
