/* SPDX-License-Identifier: MIT */
#include "archive/package.h"

#include "archive/bag-items.h"
#include "process/module.h"
#include "text/file.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n.h>
#include <string.h>
#include <unistd.h>

const PackageModule *package_load(GError **error)
{
    return module_load(PACKAGE_FILE, PACKAGE_SYMBOL, PACKAGE_VERSION,
                       _("what reads and writes archives cannot be loaded: %s"), error);
}

/* Deflating these takes nine tenths of the time and saves a hundredth of the bytes. */
static gboolean is_packed(const char *path)
{
    static const char *const endings[] = {"jpg", "jpeg", "png",  "gif",  "webp", "avif", "heic", "pdf",
                                          "zip", "docx", "xlsx", "pptx", "odt",  "ods",  "wps",  "gz",
                                          "xz",  "7z",   "rar",  "mp3",  "m4a",  "mp4",  "mov",  "woff2"};
    const char *dot = strrchr(path, '.');

    for (gsize i = 0; dot && i < G_N_ELEMENTS(endings); i++)
        if (g_ascii_strcasecmp(endings[i], dot + 1) == 0)
            return TRUE;
    return FALSE;
}

typedef struct {
    const PackageModule *module;
    PackageWriter *writer;
    guint64 left; /* bytes of the part */
    int problem;  /* errno of the first that could not be written; 0 */
} Packing;

static void bytes_take(gpointer data, const char *bytes, gsize length)
{
    Packing *packing = data;

    if (packing->problem)
        return;
    if (length > packing->left)
        packing->problem = EAGAIN; /* the file has grown */
    else if (!packing->module->writer_put(packing->writer, bytes, length))
        packing->problem = errno;
    packing->left -= MIN(length, packing->left);
}

static gboolean file_pack(Packing *packing, const BagItems *items, const BagItem *item,
                          Diagnostics *diagnostics)
{
    const int fd = items_open(items, item, diagnostics);

    if (fd < 0) {
        packing->problem = EIO;
        return FALSE;
    }
    posix_fadvise(fd, 0, 0, POSIX_FADV_SEQUENTIAL);
    packing->left = item->bytes;
    if (!file_pass(fd, -1, bytes_take, packing) && !packing->problem)
        packing->problem = errno;
    close(fd);
    if (!packing->problem && packing->left > 0)
        packing->problem = EAGAIN;
    return packing->problem == 0;
}

static gboolean part_pack(Packing *packing, const BagItems *items, const BagItem *item, const char *name,
                          GError **error)
{
    g_autoptr(Diagnostics) diagnostics = diagnostics_new();
    g_autofree char *shown = items_shown(items, item->path);
    g_autofree char *path = g_strconcat(name, "/", item->path, NULL);
    const PackagePart part = {path, item->kind == ITEM_FOLDER, is_packed(path), item->bytes};

    if (!g_utf8_validate(path, -1, NULL))
        return failure_usage(error, _("the name of '%s' is not UTF-8: a manifest cannot hold it"), shown);
    if (item->kind != ITEM_FILE && item->kind != ITEM_FOLDER)
        return failure_usage(error, _("'%s' is a link or a device, no file: it cannot be in a bag"), shown);
    if (!packing->module->writer_add(packing->writer, &part))
        packing->problem = errno;
    else if (item->kind == ITEM_FILE)
        file_pack(packing, items, item, diagnostics);
    return !packing->problem || failure_set(error, packing->problem, _("cannot pack '%s'"), shown);
}

static gboolean parts_pack(Packing *packing, const BagItems *items, const char *name, GError **error)
{
    const PackagePart top = {name, TRUE, FALSE, 0};

    if (!packing->module->writer_add(packing->writer, &top))
        return failure_set(error, errno, _("cannot pack '%s'"), name);
    for (guint i = 0; i < items->all->len; i++)
        if (!part_pack(packing, items, items->all->pdata[i], name, error))
            return FALSE;
    return TRUE;
}

static gboolean package_fill(const PackageModule *module, int fd, const BagItems *items, const char *name,
                             PackageFormat format, gint32 day, GError **error)
{
    Packing packing = {.module = module, .writer = module->writer_open(fd, format, day)};

    if (!packing.writer)
        return failure_set(error, errno, _("cannot pack '%s'"), name);
    const gboolean packed = parts_pack(&packing, items, name, error);
    const gboolean closed = module->writer_close(packing.writer);
    if (packed && (!closed || fsync(fd) < 0))
        return failure_set(error, errno, _("cannot pack '%s'"), name);
    return packed;
}

gboolean package_write(const char *folder, const char *name, const char *file, PackageFormat format,
                       gint32 day, GError **error)
{
    const PackageModule *module = package_load(error);
    g_autoptr(Diagnostics) diagnostics = diagnostics_new();
    g_autoptr(BagItems) items = module ? items_of_folder(folder, diagnostics, error) : NULL;

    if (!items)
        return FALSE;
    if (diagnostics_count(diagnostics, SEVERITY_ERROR) > 0)
        return failure_set(error, EIO, _("cannot read '%s'"), folder);
    const int fd = open(file, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0644);
    if (fd < 0)
        return failure_set(error, errno, _("cannot write '%s'"), file);
    gboolean written = package_fill(module, fd, items, name, format, day, error);
    if (close(fd) < 0 && written)
        written = failure_set(error, errno, _("cannot write '%s'"), file);
    if (!written)
        unlink(file);
    return written;
}
