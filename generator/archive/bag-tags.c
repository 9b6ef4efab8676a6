/* SPDX-License-Identifier: MIT */
/* The tag files of a bag that is being made: bagit.txt, bag-info.txt, both manifests. */
#include "archive/bag-info.h"
#include "archive/bag-private.h"
#include "text/descriptor.h"

#include <errno.h>
#include <glib/gi18n.h>
#include <string.h>
#include <unistd.h>

#define MANIFEST "manifest-sha512.txt"
#define TAG_MANIFEST "tagmanifest-sha512.txt"

static int compare_files(gconstpointer a, gconstpointer b)
{
    return strcmp((*(const BagFile *const *)a)->path, (*(const BagFile *const *)b)->path);
}

void bag_manifest_append(GString *into, const char *digest, const char *path)
{
    g_string_append_printf(into, "%s  ", digest);
    for (; *path; path++)
        if (*path == '\n')
            g_string_append(into, "%0A");
        else if (*path == '\r')
            g_string_append(into, "%0D");
        else if (*path == '%')
            g_string_append(into, "%25");
        else
            g_string_append_c(into, *path);
    g_string_append_c(into, '\n');
}

/* Writes a tag file, and a line for it in `tags`. */
static gboolean tag_write(Bag *bag, const char *name, const GString *text, GString *tags, GError **error)
{
    const int fd = bag_file_new(bag, name, error);

    if (fd < 0)
        return FALSE;
    if (!descriptor_write(fd, text->str, text->len)) {
        failure_set(error, errno, _("cannot write '%s'"), name);
        close(fd);
        return FALSE;
    }
    if (tags) {
        g_autofree char *digest =
            g_compute_checksum_for_data(G_CHECKSUM_SHA512, (const guchar *)text->str, text->len);
        bag_manifest_append(tags, digest, name);
    }
    return bag_file_close(fd, name, error);
}

static GString *info_new(const BagInfo *info, guint count, guint64 payload, guint files, gsize manifest)
{
    GString *text = g_string_new(NULL);
    g_autofree char *oxum = g_strdup_printf("%" G_GUINT64_FORMAT ".%u", payload, files);
    g_autoptr(GString) size = g_string_new(NULL);

    for (guint i = 0; i < count; i++)
        if (info[i].value && *info[i].value)
            bag_info_append(text, info[i].label, info[i].value);
    bag_info_append(text, "Bag-Software-Agent", BAG_AGENT " " BROADSIDE_VERSION);
    bag_info_append_size(size, payload + manifest);
    bag_info_append(text, "Payload-Oxum", oxum);
    bag_info_append(text, "Bag-Size", size->str);
    return text;
}

/* One call for thousands of files, which the disk may write in its own order. */
static gboolean sync_all(const Bag *bag, GError **error)
{
    if (syncfs(bag->fd) == 0)
        return TRUE;
    if (errno != ENOSYS)
        return failure_set(error, errno, _("cannot write '%s'"), bag->folder);
    sync();
    return TRUE;
}

gboolean bag_finish(Bag *bag, const BagInfo *info, guint count, GError **error)
{
    g_autoptr(GString) declaration = g_string_new("BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n");
    g_autoptr(GString) manifest = g_string_new(NULL);
    g_autoptr(GString) tags = g_string_new(NULL);
    guint64 payload;
    const guint files = bag_files(bag, &payload);

    g_ptr_array_sort(bag->files, compare_files);
    for (guint i = 0; i < files; i++) {
        const BagFile *file = bag->files->pdata[i];
        bag_manifest_append(manifest, file->digest, file->path);
    }
    g_autoptr(GString) text = info_new(info, count, payload, files, manifest->len);
    return tag_write(bag, "bag-info.txt", text, tags, error) &&
           tag_write(bag, "bagit.txt", declaration, tags, error) &&
           tag_write(bag, MANIFEST, manifest, tags, error) &&
           tag_write(bag, TAG_MANIFEST, tags, NULL, error) && sync_all(bag, error);
}
