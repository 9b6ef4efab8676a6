/* SPDX-License-Identifier: MIT */
#include "typeset/photo-read.h"

#include "picture/size.h"
#include "typeset/photo-colour.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <math.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* Kinds other than JPEG are decoded at their full size before they are scaled. */
#define PIXELS_MAX 80000000
#define JPEG_PIXELS_MAX 300000000
#define CHUNK 65536
#define ROWS_LEAST 0.95
/* The whole of one that comes in several passes is held in memory. */
#define PROGRESSIVE_PIXELS_MAX 30000000

#define JPEG "image/jpeg"

/* By how the files begin, or what stands a little behind that. */
static const struct {
    gsize at;
    const char *mark;
    gsize length;
    const char *type; /* gdk-pixbuf finds its reader by that */
    /* Of photos whose reader may not be installed: what they are called, and Debian's package. */
    const char *form, *package;
} kinds[] = {
    {0, "\xFF\xD8\xFF", 3, JPEG, NULL, NULL},
    {0, "\x89PNG\r\n", 6, "image/png", NULL, NULL},
    {0, "GIF8", 4, "image/gif", NULL, NULL},
    {0, "BM", 2, "image/bmp", NULL, NULL},
    {0, "II*\0", 4, "image/tiff", NULL, NULL},
    {0, "MM\0*", 4, "image/tiff", NULL, NULL},
    {8, "WEBP", 4, "image/webp", "WebP", "webp-pixbuf-loader"},
    {4, "ftyphe", 6, "image/heif", "HEIC", "heif-gdk-pixbuf"},
    {4, "ftypmif1", 8, "image/heif", "HEIC", "heif-gdk-pixbuf"},
    {4, "ftypavi", 7, "image/avif", "AVIF", "heif-gdk-pixbuf"},
};

typedef struct {
    const char *type;     /* NULL: one that is not read */
    guint kind;           /* of `kinds`, where it is one */
    gboolean unread;      /* its reader is not installed */
    gboolean undecoded;   /* its reader has no decoder for it */
    double width, height; /* wanted */
    gboolean cover;
    PictureSize shown; /* as its file says */
    gboolean has_shown;
    guint orientation; /* as picture_orientation() gives it */
    guint64 most;      /* pixels */
    gboolean too_large;
    guint given_width, given_height; /* before it is turned */
    double scale;                    /* of that to what is wanted */
    int rows;                        /* that came before the end of the file */
    gboolean ended;
} Reading;

/* Some readers complain of what they are given to the log of the program. What is wrong is reported by its
 * name; only there libheif says that it has no decoder for a picture. */
static void warning_take(const char *domain, GLogLevelFlags level, const char *message, gpointer data)
{
    Reading *reading = data;

    (void)domain;
    (void)level;
    if (strstr(message, "Unsupported") || strstr(message, "No decoding plugin"))
        reading->undecoded = TRUE;
}

/* One for each of `kinds`, or NULL. They stay open: libheif forgets its decoders once nobody uses it any
 * more, also for who reads photos by other ways. */
static GPtrArray *readers;

void photo_readers_load(void)
{
    if (!readers)
        readers = g_ptr_array_new();
    for (guint i = 0; i < G_N_ELEMENTS(kinds) && readers->len < G_N_ELEMENTS(kinds); i++)
        g_ptr_array_add(readers, gdk_pixbuf_loader_new_with_mime_type(kinds[i].type, NULL));
}

/* Whether a JPEG comes in several passes: by the first of its frame's marks (ITU T.81, B.2.2). */
static gboolean is_progressive(int descriptor)
{
    guint8 head[4];
    off_t at = 2;

    while (pread(descriptor, head, sizeof head, at) == (ssize_t)sizeof head && head[0] == 0xFF) {
        if (head[1] >= 0xC0 && head[1] <= 0xCF && head[1] != 0xC4 && head[1] != 0xC8 && head[1] != 0xCC)
            return head[1] != 0xC0 && head[1] != 0xC1;
        if (head[1] == 0xDA)
            return FALSE;
        at += head[1] == 0xFF ? 1 : 2 + (head[2] << 8 | head[3]);
    }
    return FALSE;
}

static void kind_find(const char *begin, gsize length, Reading *reading)
{
    for (guint i = 0; i < G_N_ELEMENTS(kinds) && !reading->type; i++)
        if (length >= kinds[i].at + kinds[i].length &&
            memcmp(begin + kinds[i].at, kinds[i].mark, kinds[i].length) == 0) {
            reading->type = kinds[i].type;
            reading->kind = i;
        }
}

static gboolean is_jpeg(const Reading *reading)
{
    return reading->type && strcmp(reading->type, JPEG) == 0;
}

/* By how much a picture of this size, before it is turned, is to be scaled; at least 1: not at all. */
static double scale_wanted(const Reading *reading, int width, int height)
{
    const gboolean turned = reading->has_shown && (guint)width == reading->shown.height &&
                            (guint)height == reading->shown.width && width != height;
    const double x = (turned ? reading->height : reading->width) / width;
    const double y = (turned ? reading->width : reading->height) / height;

    return reading->cover ? MAX(x, y) : MIN(x, y);
}

/* The loader asks before it takes any memory for the picture. */
static void size_prepared(GdkPixbufLoader *loader, int width, int height, gpointer data)
{
    Reading *reading = data;
    const guint64 pixels = (guint64)MAX(width, 0) * (guint64)MAX(height, 0);
    reading->given_width = (guint)width;
    reading->given_height = (guint)height;
    reading->too_large = width <= 0 || height <= 0 || pixels > reading->most;
    if (reading->too_large) {
        gdk_pixbuf_loader_set_size(loader, 0, 0);
        return;
    }
    reading->scale = scale_wanted(reading, width, height);
    if (reading->scale >= 1)
        return;
    /* A JPEG in the steps in which its reader scales: of any other size it would not tell of its rows. */
    if (is_jpeg(reading)) {
        int parts = 8;
        while (parts > 1 && parts * reading->scale > 1)
            parts /= 2;
        gdk_pixbuf_loader_set_size(loader, (width + parts - 1) / parts, (height + parts - 1) / parts);
    } else {
        gdk_pixbuf_loader_set_size(loader, MAX(1, (int)ceil(width * reading->scale)),
                                   MAX(1, (int)ceil(height * reading->scale)));
    }
}

static void area_updated(GdkPixbufLoader *loader, int x, int y, int width, int height, gpointer data)
{
    Reading *reading = data;

    (void)loader;
    (void)x;
    (void)width;
    if (!reading->ended)
        reading->rows = MAX(reading->rows, y + height);
}

static gboolean bytes_load(GdkPixbufLoader *loader, int descriptor, Reading *reading)
{
    const guint silence = g_log_set_handler(NULL, G_LOG_LEVEL_WARNING, warning_take, reading);
    g_autofree guchar *chunk = g_malloc(CHUNK);
    gboolean good = lseek(descriptor, 0, SEEK_SET) == 0;
    ssize_t got = 0;

    while (good && !reading->too_large && (got = read(descriptor, chunk, CHUNK)) > 0)
        good = gdk_pixbuf_loader_write(loader, chunk, (gsize)got, NULL);
    reading->ended = TRUE;
    /* It is to be closed whatever went wrong. */
    const gboolean closed = gdk_pixbuf_loader_close(loader, NULL);
    g_log_remove_handler(NULL, silence);
    return good && got == 0 && closed && !reading->too_large;
}

static GdkPixbuf *on_white(GdkPixbuf *picture)
{
    const int width = gdk_pixbuf_get_width(picture), height = gdk_pixbuf_get_height(picture);

    if (!gdk_pixbuf_get_has_alpha(picture))
        return g_object_ref(picture);
    return gdk_pixbuf_composite_color_simple(picture, width, height, GDK_INTERP_NEAREST, 255, 64, 0xFFFFFF,
                                             0xFFFFFF);
}

/* The rest of the way, from the step in which the reader has scaled it. Newly referenced. */
static GdkPixbuf *scale_down(GdkPixbuf *picture, const Reading *reading)
{
    const int width = MAX(1, (int)ceil(reading->given_width * reading->scale));
    const int height = MAX(1, (int)ceil(reading->given_height * reading->scale));

    if (reading->scale >= 1 || gdk_pixbuf_get_width(picture) <= width)
        return g_object_ref(picture);
    GdkPixbuf *scaled = gdk_pixbuf_scale_simple(picture, width, height, GDK_INTERP_BILINEAR);
    if (scaled)
        gdk_pixbuf_copy_options(picture, scaled);
    return scaled;
}

/* Newly referenced. Not all readers tell how the camera was held; that of TIFF tells what it has not done
 * itself. */
static GdkPixbuf *turn_upright(GdkPixbuf *picture, const Reading *reading)
{
    g_autofree char *orientation = g_strdup_printf("%u", reading->orientation);

    if (strcmp(reading->type, "image/tiff") != 0) {
        gdk_pixbuf_remove_option(picture, "orientation");
        gdk_pixbuf_set_option(picture, "orientation", orientation);
    }
    return gdk_pixbuf_apply_embedded_orientation(picture);
}

/* Some readers tell of a picture's size when they have decoded all of it. */
static gboolean is_too_large(Reading *reading)
{
    reading->given_width = reading->shown.width;
    reading->given_height = reading->shown.height;
    reading->too_large = (guint64)reading->given_width * reading->given_height > reading->most;
    return reading->too_large;
}

static GdkPixbuf *picture_load(int descriptor, Reading *reading)
{
    if (is_too_large(reading))
        return NULL;
    g_autoptr(GdkPixbufLoader) loader = gdk_pixbuf_loader_new_with_mime_type(reading->type, NULL);
    reading->unread = !loader;
    if (!loader)
        return NULL;
    g_signal_connect(loader, "size-prepared", G_CALLBACK(size_prepared), reading);
    g_signal_connect(loader, "area-updated", G_CALLBACK(area_updated), reading);
    if (!bytes_load(loader, descriptor, reading))
        return NULL;
    GdkPixbuf *picture = gdk_pixbuf_loader_get_pixbuf(loader);
    /* The reader of JPEG makes up the rows that never came. The last few it may hold back to the end. */
    if (picture && is_jpeg(reading) && reading->rows < gdk_pixbuf_get_height(picture) * ROWS_LEAST)
        return NULL;
    g_autoptr(GdkPixbuf) scaled = picture ? scale_down(picture, reading) : NULL;
    if (scaled)
        photo_colour(scaled);
    g_autoptr(GdkPixbuf) turned = scaled ? turn_upright(scaled, reading) : NULL;
    return turned ? on_white(turned) : NULL;
}

/* An open file that is a file; -1 if it is not. */
static int picture_open(const char *path)
{
    const int descriptor = g_open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY, 0);
    struct stat status;

    if (descriptor >= 0 && (fstat(descriptor, &status) < 0 || !S_ISREG(status.st_mode))) {
        close(descriptor);
        errno = EINVAL;
        return -1;
    }
    return descriptor;
}

static void kind_error(const char *name, const char *begin, gsize length, Place place,
                       Diagnostics *diagnostics)
{
    static const struct {
        gsize at;
        const char *mark, *kind;
    } others[] = {{0, "<svg", "SVG"}, {0, "<?xml", "SVG"}, {0, "%PDF", "PDF"}};

    for (guint i = 0; i < G_N_ELEMENTS(others); i++)
        if (length >= others[i].at + strlen(others[i].mark) &&
            memcmp(begin + others[i].at, others[i].mark, strlen(others[i].mark)) == 0) {
            diagnostics_error(diagnostics, place, _("save it as JPEG or PNG"),
                              _("picture '%s' cannot be printed: it is a %s file"), name, others[i].kind);
            return;
        }
    diagnostics_error(diagnostics, place, _("save it as JPEG or PNG"),
                      _("'%s' is no picture that can be printed"), name);
}

static void load_error(const Reading *reading, const char *name, Place place, Diagnostics *diagnostics)
{
    const char *form = kinds[reading->kind].form, *package = kinds[reading->kind].package;

    if (reading->undecoded && form)
        diagnostics_error(diagnostics, place,
                          _("save it as JPEG (on an iPhone: Settings, Camera, Formats, Most Compatible)"),
                          _("picture '%s' cannot be printed on this machine: it is a %s file"), name, form);
    else if (reading->unread && form) {
        g_autofree char *hint = g_strdup_printf(
            _("save it as JPEG, or install what reads it (on Debian: apt install %s)"), package);
        diagnostics_error(diagnostics, place, hint,
                          _("picture '%s' cannot be printed on this machine: it is a %s file"), name, form);
    } else if (reading->too_large)
        diagnostics_error(diagnostics, place, _("scale it down, or save it as a baseline JPEG"),
                          _("picture '%s' is too large to be printed: %u × %u pixels"), name,
                          reading->given_width, reading->given_height);
    else
        diagnostics_error(diagnostics, place, _("copy it anew from where it came"),
                          _("picture '%s' is damaged"), name);
}

GdkPixbuf *photo_read(const char *path, double width, double height, gboolean cover, gboolean *lossless,
                      Place place, Diagnostics *diagnostics)
{
    g_autofree char *name = g_path_get_basename(path);
    Reading reading = {.width = width, .height = height, .cover = cover};
    char begin[16];
    const int descriptor = picture_open(path);

    if (descriptor < 0) {
        diagnostics_error(diagnostics, place, NULL, _("picture '%s' cannot be read: %s"), name,
                          g_strerror(errno));
        return NULL;
    }
    const ssize_t length = read(descriptor, begin, sizeof begin);
    GdkPixbuf *picture = NULL;
    kind_find(begin, (gsize)MAX(length, 0), &reading);
    reading.has_shown = picture_size_of_file(path, &reading.shown);
    reading.orientation = picture_orientation(path);
    reading.most = !is_jpeg(&reading)           ? PIXELS_MAX
                   : is_progressive(descriptor) ? PROGRESSIVE_PIXELS_MAX
                                                : JPEG_PIXELS_MAX;
    *lossless = reading.type && !is_jpeg(&reading) && !kinds[reading.kind].form;
    if (!reading.type)
        kind_error(name, begin, (gsize)MAX(length, 0), place, diagnostics);
    else {
        picture = picture_load(descriptor, &reading);
        if (!picture)
            load_error(&reading, name, place, diagnostics);
    }
    close(descriptor);
    return picture;
}
