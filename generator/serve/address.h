/* SPDX-License-Identifier: MIT */
/* Addresses of the preview that are no page's: no output can be there, its name would be hidden. */
#pragma once

#define ADDRESS_OWN "/.broadside"
#define ADDRESS_SCRIPT ADDRESS_OWN "/live.js"
#define ADDRESS_STYLE ADDRESS_OWN "/live.css"
#define ADDRESS_SOCKET ADDRESS_OWN "/socket"
