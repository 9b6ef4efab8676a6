/* SPDX-License-Identifier: MIT */
/* Private to bags that are being made: bag.c has their payload, bag-tags.c what says so. */
#pragma once

#include "archive/bag.h"

typedef struct {
    char *path;   /* in the bag: "data/originals/a.md" */
    char *digest; /* hexadecimal */
    guint64 bytes;
} BagFile;

struct Bag {
    char *folder;
    int fd; /* of it */
    GMutex lock;
    GPtrArray *files;    /* BagFile */
    GHashTable *paths;   /* of those, borrowed */
    GHashTable *folders; /* paths of folders that have been made */
};

/* The new file at `path` in the bag, open; its folders are made; -1 with `error`. */
int bag_file_new(Bag *bag, const char *path, GError **error);
/* Closes `fd`, where a disk may tell what it failed to write. */
gboolean bag_file_close(int fd, const char *path, GError **error);
