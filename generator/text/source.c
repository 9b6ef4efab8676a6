/* SPDX-License-Identifier: MIT */
#include "text/source.h"

#include "text/encoding.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include <xxhash.h>

/* Nobody writes more into one file; and a file may be all hole and no text. */
#define MEGABYTES_MAX 16

#define BOM "\xef\xbb\xbf"

Source *source_new_take(const char *name, char *text, gsize length)
{
    Source *source = g_new0(Source, 1);
    source->name = g_strdup(name);
    source->text = text;
    source->length = length;
    return source;
}

void source_clear(Source *source)
{
    g_clear_pointer(&source->text, g_free);
}

void source_free(Source *source)
{
    if (!source)
        return;
    source_clear(source);
    g_free((char *)source->name);
    g_free(source);
}

static void bom_remove(Source *source)
{
    const gsize size = strlen(BOM);

    if (source->length < size || memcmp(source->text, BOM, size) != 0)
        return;
    source->length -= size;
    memmove(source->text, source->text + size, source->length + 1);
}

/* Makes the text printable from `offset` on its line, so that the message can quote what comes before. */
static void cut_line_at(Source *source, gsize offset)
{
    source->length = offset;
    source->text[offset] = '\0';
}

static gboolean text_check(Source *source, Diagnostics *diagnostics)
{
    const char *end;

    if (g_utf8_validate_len(source->text, source->length, NULL))
        return TRUE;
    g_utf8_validate(source->text, (gssize)source->length, &end);
    const gsize offset = (gsize)(end - source->text);
    const guchar byte = (guchar)*end;
    cut_line_at(source, offset);
    const Place place = source_place(source, offset);
    if (byte == 0)
        diagnostics_error(diagnostics, place, _("remove it, or save the file again as text in UTF-8"),
                          _("a NUL character in the text"));
    else
        diagnostics_error(diagnostics, place,
                          g_str_has_suffix(source->name, ".csv")
                              ? _("save the file as UTF-8; in Excel, as \"CSV UTF-8\"")
                              : _("save it with the encoding UTF-8: in Notepad with 'Save as', in WPS or "
                                  "Word as plain text"),
                          _("the text is not UTF-8 here (byte 0x%02X)"), byte);
    return FALSE;
}

/* A file that is read, as errors call it. */
typedef struct {
    const char *folder; /* or NULL */
    const char *path;
} Named;

static char *name_of(Named file)
{
    return file.folder ? g_build_filename(file.folder, file.path, NULL) : g_strdup(file.path);
}

static gboolean refuse_file(int code, Named file, GError **error)
{
    g_autofree char *shown = name_of(file);

    g_set_error(error, G_FILE_ERROR, (int)g_file_error_from_errno(code), _("cannot read '%s': %s"), shown,
                g_strerror(code));
    return FALSE;
}

/* TRUE where all of it is in `bytes`. */
static gboolean read_all(int fd, gsize size, Bytes *bytes)
{
    gsize room = size + 1; /* one more than there is, so that the end is seen */
    ssize_t length;

    bytes->text = g_malloc(room + 1);
    while ((length = read(fd, bytes->text + bytes->length, room - bytes->length)) != 0) {
        if (length < 0 && errno == EINTR)
            continue;
        if (length < 0)
            return FALSE;
        bytes->length += (gsize)length;
        if (bytes->length < room && bytes->length >= size)
            break;
        if (bytes->length == room) /* it grows meanwhile, or is one of those that have no size */
            bytes->text = g_realloc(bytes->text, (room *= 2) + 1);
        if (bytes->length > (gsize)MEGABYTES_MAX << 20)
            break;
    }
    bytes->text[bytes->length] = '\0';
    return TRUE;
}

static gboolean descriptor_read(int fd, Named file, Bytes *bytes, GError **error)
{
    struct stat info;

    if (fstat(fd, &info) != 0)
        return refuse_file(errno, file, error);
    if (!S_ISREG(info.st_mode)) {
        g_autofree char *shown = name_of(file);
        g_set_error(error, G_FILE_ERROR, G_FILE_ERROR_FAILED, _("'%s' is no regular file"), shown);
        return FALSE;
    }
    if (info.st_size <= (goffset)MEGABYTES_MAX << 20 && !read_all(fd, (gsize)info.st_size, bytes))
        return refuse_file(errno, file, error);
    if (info.st_size > (goffset)MEGABYTES_MAX << 20 || bytes->length > (gsize)MEGABYTES_MAX << 20) {
        g_autofree char *shown = name_of(file);
        g_set_error(error, G_FILE_ERROR, G_FILE_ERROR_FAILED, _("'%s' has more than %u MB"), shown,
                    MEGABYTES_MAX);
        return FALSE;
    }
    return TRUE;
}

gboolean source_read_bytes(int at, const char *path, const char *folder, Bytes *bytes, GError **error)
{
    const Named file = {folder, path};
    /* A pipe would be waited for, with nobody at its other end. */
    const int fd = openat(at, path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY);

    *bytes = (Bytes){0};
    if (fd < 0)
        return refuse_file(errno, file, error);
    const gboolean done = descriptor_read(fd, file, bytes, error);
    close(fd);
    if (!done)
        g_clear_pointer(&bytes->text, g_free);
    return done;
}

guint64 source_hash(const char *bytes, gsize length)
{
    return XXH3_64bits(bytes, length);
}

Source *source_load(const char *path, const char *name, Diagnostics *diagnostics, GError **error)
{
    Bytes bytes;

    if (!source_read_bytes(AT_FDCWD, path, NULL, &bytes, error))
        return NULL;
    g_autoptr(Source) source = source_new_take(name, bytes.text, bytes.length);
    bom_remove(source);
    if (!text_check(source, diagnostics))
        return NULL;
    return g_steal_pointer(&source);
}

static Source *refuse_encoding(const Source *source, Encoding encoding, Diagnostics *diagnostics)
{
    diagnostics_error(diagnostics, source_place(source, source->length),
                      _("save it again in UTF-8; in Excel and WPS, as \"CSV UTF-8\""),
                      _("the text is taken for %s, which it is not here"), encoding_name(encoding));
    return NULL;
}

/* Line ends of a Mac before 2001, which Excel still offers. */
static void returns_replace(Source *source)
{
    if (!memchr(source->text, '\n', source->length))
        g_strdelimit(source->text, "\r", '\n');
}

Source *source_load_any(const char *path, const char *name, Diagnostics *diagnostics, GError **error)
{
    Bytes read;
    gsize length;
    gboolean whole;

    if (!source_read_bytes(AT_FDCWD, path, NULL, &read, error))
        return NULL;
    g_autofree char *bytes = read.text;
    const Encoding encoding = encoding_guess(bytes, read.length);
    g_autoptr(Source) source = NULL;
    if (encoding == ENCODING_UTF8) {
        source = source_new_take(name, g_steal_pointer(&bytes), read.length);
        bom_remove(source);
        if (!text_check(source, diagnostics))
            return NULL;
    } else {
        char *text = encoding_read(bytes, read.length, encoding, &length, &whole);
        source = source_new_take(name, text, length);
        if (!whole)
            return refuse_encoding(source, encoding, diagnostics);
    }
    returns_replace(source);
    return g_steal_pointer(&source);
}

gboolean source_init_take(Source *source, const char *name, Bytes bytes, Diagnostics *diagnostics)
{
    *source = (Source){.name = name, .text = bytes.text, .length = bytes.length};
    bom_remove(source);
    if (text_check(source, diagnostics))
        return TRUE;
    cut_line_at(source, 0);
    return FALSE;
}

void source_may_leave(Source *source, SourceFolder *folder, guint64 hash)
{
    source->folder = folder;
    source->hash = hash;
    g_atomic_pointer_add(&folder->held, source->length);
}

void source_init_later(Source *source, const char *name, SourceFolder *folder, gsize length, guint64 hash)
{
    *source = (Source){.name = name, .length = length, .folder = folder, .hash = hash};
}

/* Of a file that is not the same any more nothing is taken: what was read of it before would not fit. */
static void text_read(Source *source)
{
    g_autofree char *path = g_build_filename(source->folder->path, source->name, NULL);
    Bytes bytes;
    Source read = {0};

    source->lost = !source_read_bytes(AT_FDCWD, path, NULL, &bytes, NULL);
    if (!source->lost && source_hash(bytes.text, bytes.length) != source->hash) {
        g_free(bytes.text);
        source->lost = TRUE;
    }
    read.text = source->lost ? g_strdup("") : bytes.text;
    read.length = source->lost ? 0 : bytes.length;
    bom_remove(&read);
    source->length = read.length;
    g_atomic_pointer_add(&source->folder->held, read.length);
    if (!source->is_read) {
        source->next = source->folder->read;
        source->folder->read = source;
        source->is_read = TRUE;
    }
    g_atomic_pointer_set(&source->text, read.text);
}

const char *source_text(const Source *source)
{
    static GMutex reading;
    Source *own = (Source *)source;

    if (g_atomic_pointer_get(&own->text))
        return own->text;
    g_mutex_lock(&reading);
    if (!own->text)
        text_read(own);
    g_mutex_unlock(&reading);
    return own->text;
}

/* What has been lost stays so. */
static gboolean may_be_put_down(const Source *source)
{
    return source->text && source->folder && !source->lost &&
           g_atomic_pointer_get(&source->folder->held) > source->folder->most;
}

void source_put_down(const Source *source)
{
    Source *own = (Source *)source;

    if (!may_be_put_down(own))
        return;
    g_clear_pointer(&own->text, g_free);
    g_atomic_pointer_add(&own->folder->held, -(gssize)own->length);
}

void source_folder_put_down(const SourceFolder *folder)
{
    SourceFolder *own = (SourceFolder *)folder;

    while (own->read && own->held > own->most) {
        Source *source = own->read;
        own->read = source->next;
        source->is_read = FALSE;
        source_put_down(source);
    }
}

gsize source_length(const Source *source)
{
    source_text(source);
    return source->length;
}

gboolean source_check(const Source *source, Diagnostics *diagnostics)
{
    source_text(source);
    if (source->lost)
        diagnostics_error(diagnostics, PLACE_FILE(source->name), _("build the site again"),
                          _("the file has changed since its front matter was read"));
    return !source->lost;
}

Place source_place(const Source *source, gsize offset)
{
    const char *start = source_text(source);
    const char *at = start + MIN(offset, source->length);
    guint line = 1;

    for (const char *p = start; (p = memchr(p, '\n', (gsize)(at - p))); start = p)
        p++, line++;
    return (Place){
        .source = source, .line = line, .column = 1 + (guint)g_utf8_strlen(start, (gssize)(at - start))};
}

char *source_line(const Source *source, guint line)
{
    const char *start = source_text(source);
    const char *end = start + source->length;

    for (guint at = 1; at < line; at++) {
        start = memchr(start, '\n', (gsize)(end - start));
        if (!start)
            return g_strdup("");
        start++;
    }
    const char *stop = memchr(start, '\n', (gsize)(end - start));
    if (!stop)
        stop = end;
    if (stop > start && stop[-1] == '\r')
        stop--;
    return g_strndup(start, (gsize)(stop - start));
}
