/* SPDX-License-Identifier: MIT */
/* Where things stand in the payload of a record. */
#pragma once

#define PAYLOAD_SITE_FOLDER "site"
#define PAYLOAD_SITE PAYLOAD_SITE_FOLDER "/"
/* With a path from the site's root behind it: "originals/content/news/2025/a.md". */
#define PAYLOAD_ORIGINALS "originals/"
