/* SPDX-License-Identifier: MIT */
#include "photo/private.h"

#include <dlfcn.h>
#include <malloc.h>
#include <pthread.h>
#include <vips/vector.h>

#define HEIF_MODULE "vips-modules-%d.%d/vips-heif.so"

/* Bytes from which on memory is not kept for what comes next. */
#define MAPPED_MIN (1024 * 1024)
#define STACK_BYTES (2 * 1024 * 1024)

/* The module of libvips for HEIC and AVIF: beside the library itself. Newly allocated; NULL where it is
 * nowhere. */
static char *heif_module(void)
{
    Dl_info info;

    if (!dladdr((void *)(gsize)vips_init, &info))
        return NULL;
    g_autofree char *folder = g_path_get_dirname(info.dli_fname);
    g_autofree char *name = g_strdup_printf(HEIF_MODULE, vips_version(0), vips_version(1));
    g_autofree char *real = g_canonicalize_filename(folder, "/");
    return g_build_filename(real, name, NULL);
}

static void photo_prepare(void)
{
    g_autofree char *module = heif_module();

    if (module)
        dlopen(module, RTLD_LAZY | RTLD_LOCAL);
}

/* Of a file that can be read all the same. */
static void warning_drop(G_GNUC_UNUSED const char *domain, G_GNUC_UNUSED GLogLevelFlags level,
                         G_GNUC_UNUSED const char *message, G_GNUC_UNUSED gpointer data)
{
}

/* What a photo took is given back before the next one; and each thread that decodes, of which there may be as
 * many as processors, takes neither a heap of its own nor much of a stack. */
static void memory_frugal(void)
{
    pthread_attr_t attributes;

    mallopt(M_MMAP_THRESHOLD, MAPPED_MIN);
    mallopt(M_ARENA_MAX, 2);
    pthread_attr_init(&attributes);
    pthread_attr_setstacksize(&attributes, STACK_BYTES);
    pthread_setattr_default_np(&attributes);
    pthread_attr_destroy(&attributes);
}

static gboolean photo_open(char **why)
{
    g_autofree char *module = heif_module();

    memory_frugal();
    /* libvips loads all of its modules, which read PDF, slides and whatever ImageMagick does: not from there.
     */
    g_setenv("VIPSHOME", "/nonexistent", TRUE);
    /* Nothing can be written to a file instead of memory: picture/weight.h knows what fits. */
    g_setenv("VIPS_DISC_THRESHOLD", "4g", TRUE);
    g_log_set_handler("VIPS", G_LOG_LEVEL_WARNING | G_LOG_LEVEL_MESSAGE | G_LOG_LEVEL_INFO, warning_drop,
                      NULL);
    if (vips_init("broadside") != 0) {
        *why = g_strdup(vips_error_buffer());
        return FALSE;
    }
    if (module && !g_module_open(module, G_MODULE_BIND_LAZY))
        vips_error_clear();
    vips_operation_block_set("VipsForeignLoad", TRUE);
    vips_operation_block_set("VipsForeignLoadJpeg", FALSE);
    vips_operation_block_set("VipsForeignLoadPng", FALSE);
    vips_operation_block_set("VipsForeignLoadWebp", FALSE);
    vips_operation_block_set("VipsForeignLoadNsgif", FALSE);
    vips_operation_block_set("VipsForeignLoadTiff", FALSE);
    vips_operation_block_set("VipsForeignLoadHeif", FALSE);
    vips_concurrency_set(1);
    vips_cache_set_max(0);
    /* Code made while it runs needs memory that can be written and run, which a confined process has not. */
    vips_vector_set_enabled(FALSE);
    return TRUE;
}

const PhotoModule broadside_photo = {
    .version = PHOTO_VERSION,
    .prepare = photo_prepare,
    .open = photo_open,
    .make = make_copies,
    .clean = clean_copy,
    .look = photo_look,
};
