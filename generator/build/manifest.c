/* SPDX-License-Identifier: MIT */
#include "build/manifest.h"

#include "build/failure.h"
#include "text/descriptor.h"
#include "text/path.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define FIRST_LINE                                                                                           \
    "# Broadside wrote these files, and removes no others. To check them: xxh128sum -c " MANIFEST_NAME "\n"
#define HEX_LENGTH 32

typedef struct {
    const char *path;
    Digest digest;
} Line;

struct Manifest {
    GArray *lines;  /* Line, ordered */
    char *text;     /* of one that was loaded: its paths are in it */
    gboolean stray; /* that is not what would be written of its lines */
    Digest digest;  /* of the text that was loaded or saved */
};

Manifest *manifest_new(guint count)
{
    Manifest *manifest = g_new0(Manifest, 1);
    manifest->lines = g_array_sized_new(FALSE, FALSE, sizeof(Line), count);
    return manifest;
}

void manifest_free(Manifest *manifest)
{
    if (!manifest)
        return;
    g_array_unref(manifest->lines);
    g_free(manifest->text);
    g_free(manifest);
}

static const Line *line_at(const Manifest *manifest, guint index)
{
    return &g_array_index(manifest->lines, Line, index);
}

guint manifest_count(const Manifest *manifest)
{
    return manifest->lines->len;
}

const char *manifest_path(const Manifest *manifest, guint line)
{
    return line_at(manifest, line)->path;
}

static int line_compare(gconstpointer a, gconstpointer b)
{
    const Line *x = a, *y = b;
    const int order = strcmp(x->path, y->path);
    return order ? order : XXH128_cmp(&x->digest, &y->digest);
}

void manifest_add(Manifest *manifest, const char *path, Digest digest)
{
    const Line line = {path, digest};
    g_array_append_val(manifest->lines, line);
}

Manifest *manifest_union(const Manifest *a, const Manifest *b)
{
    Manifest *both = manifest_new(a->lines->len + b->lines->len);
    guint i = 0, j = 0;

    while (i < a->lines->len || j < b->lines->len) {
        const int order = i == a->lines->len   ? 1
                          : j == b->lines->len ? -1
                                               : line_compare(line_at(a, i), line_at(b, j));
        const Line *line = order <= 0 ? line_at(a, i) : line_at(b, j);
        manifest_add(both, line->path, line->digest);
        i += order <= 0;
        j += order >= 0;
    }
    return both;
}

/* The first line whose path is not before `path`. */
static guint line_find(const Manifest *manifest, const char *path)
{
    guint first = 0, after = manifest->lines->len;

    while (first < after) {
        const guint middle = first + (after - first) / 2;
        if (strcmp(line_at(manifest, middle)->path, path) < 0)
            first = middle + 1;
        else
            after = middle;
    }
    return first;
}

gboolean manifest_has(const Manifest *manifest, const char *path)
{
    const guint at = line_find(manifest, path);
    return at < manifest->lines->len && strcmp(line_at(manifest, at)->path, path) == 0;
}

gboolean manifest_has_inside(const Manifest *manifest, const char *path)
{
    g_autofree char *folder = g_strconcat(path, "/", NULL);
    const guint at = line_find(manifest, folder);
    return at < manifest->lines->len && g_str_has_prefix(line_at(manifest, at)->path, folder);
}

gboolean manifest_holds(const Manifest *manifest, const char *path, Digest digest)
{
    for (guint i = line_find(manifest, path);
         i < manifest->lines->len && strcmp(line_at(manifest, i)->path, path) == 0; i++)
        if (XXH128_isEqual(line_at(manifest, i)->digest, digest))
            return TRUE;
    return FALSE;
}

/* Whether the text of `there`, which may have been loaded, is that of `manifest`. */
static gboolean is_same(const Manifest *manifest, const Manifest *there)
{
    if (there->stray || manifest->lines->len != there->lines->len)
        return FALSE;
    for (guint i = 0; i < manifest->lines->len; i++)
        if (line_compare(line_at(manifest, i), line_at(there, i)) != 0)
            return FALSE;
    return TRUE;
}

Digest manifest_digest(const Manifest *manifest)
{
    return manifest->digest;
}

static gboolean digest_parse(const char *text, Digest *digest)
{
    /* Each digit, and 1 more: 0 is none. */
    static const guint8 values[256] = {
        ['0'] = 1, ['1'] = 2,  ['2'] = 3,  ['3'] = 4,  ['4'] = 5,  ['5'] = 6,  ['6'] = 7,  ['7'] = 8,
        ['8'] = 9, ['9'] = 10, ['a'] = 11, ['b'] = 12, ['c'] = 13, ['d'] = 14, ['e'] = 15, ['f'] = 16,
    };
    XXH128_canonical_t bytes;

    for (gsize i = 0; i < sizeof bytes.digest; i++) {
        const guint8 high = values[(guchar)text[2 * i]];
        const guint8 low = high ? values[(guchar)text[2 * i + 1]] : 0;
        if (!low)
            return FALSE;
        bytes.digest[i] = (guchar)((high - 1) << 4 | (low - 1));
    }
    *digest = XXH128_hashFromCanonical(&bytes);
    return TRUE;
}

/*
 * A path that no output can have was not written here: it may lead out of the destination. `next`: the line
 * of `sound` to compare with, since both are in the same order. Returns the length of what is a line.
 */
static gsize line_parse(Manifest *manifest, const char *text, const Manifest *sound, guint *next)
{
    Line line;

    if (!digest_parse(text, &line.digest) || strncmp(text + HEX_LENGTH, "  ", 2) != 0)
        return 0;
    line.path = text + HEX_LENGTH + 2;
    int order = -1;
    while (*next < sound->lines->len && (order = strcmp(line.path, line_at(sound, *next)->path)) > 0)
        ++*next;
    if (order != 0 && path_refusal(line.path))
        return 0;
    g_array_append_val(manifest->lines, line);
    return HEX_LENGTH + 2 + strlen(line.path) + 1;
}

/* Whoever has touched the file may have changed its order. FALSE: it was not as it should be. */
static gboolean lines_order(Manifest *manifest)
{
    GArray *lines = manifest->lines;
    gboolean ordered = TRUE;
    guint kept = 0;

    for (guint i = 1; i < lines->len && ordered; i++)
        ordered = line_compare(line_at(manifest, i - 1), line_at(manifest, i)) < 0;
    if (ordered)
        return TRUE;
    g_array_sort(lines, line_compare);
    for (guint i = 0; i < lines->len; i++)
        if (kept == 0 || line_compare(line_at(manifest, kept - 1), line_at(manifest, i)) != 0)
            g_array_index(lines, Line, kept++) = *line_at(manifest, i);
    g_array_set_size(lines, kept);
    return FALSE;
}

static void text_parse(Manifest *manifest, gsize length, const Manifest *sound)
{
    gsize known = g_str_has_prefix(manifest->text, FIRST_LINE) ? strlen(FIRST_LINE) : 0;
    guint next = 0;

    for (char *line = manifest->text + known, *end; (end = strchr(line, '\n')); line = end + 1) {
        *end = '\0';
        known += line_parse(manifest, line, sound, &next);
    }
    manifest->stray = !lines_order(manifest) || known != length || length == 0;
}

static GString *text_read(Destination *destination, GError **error)
{
    const int fd = destination_open(destination, MANIFEST_NAME);
    struct stat status;

    if (fd < 0 && errno == ENOENT)
        return g_string_new(NULL);
    g_autoptr(GString) text =
        g_string_sized_new(fd >= 0 && fstat(fd, &status) == 0 ? (gsize)status.st_size + 1 : 1);
    const gboolean read = fd >= 0 && file_read(fd, text);
    const int problem = errno;
    if (fd >= 0)
        close(fd);
    if (read)
        return g_steal_pointer(&text);
    failure_set(error, problem, _("cannot read '%s/%s'"), destination_path(destination), MANIFEST_NAME);
    return NULL;
}

Manifest *manifest_load(Destination *destination, const Manifest *sound, GError **error)
{
    GString *text = text_read(destination, error);
    if (!text)
        return NULL;
    const gsize length = text->len;
    Manifest *manifest = manifest_new(manifest_count(sound));
    manifest->digest = digest_bytes(text->str, length);
    manifest->text = g_string_free(text, FALSE);
    text_parse(manifest, length, sound);
    return manifest;
}

/* What is written in parts: a whole text would be larger than the processor's caches. */
typedef struct {
    int fd;
    GString *part;
    XXH3_state_t *state;
    gboolean done; /* all went well so far; else errno says what did not */
} Writer;

#define WRITER_PART (64 * 1024)

static void part_write(Writer *writer)
{
    XXH3_128bits_update(writer->state, writer->part->str, writer->part->len);
    writer->done = writer->done && descriptor_write(writer->fd, writer->part->str, writer->part->len);
    g_string_truncate(writer->part, 0);
}

static void line_write(Writer *writer, const Line *line)
{
    XXH128_canonical_t bytes;
    char hex[HEX_LENGTH + 2];

    XXH128_canonicalFromHash(&bytes, line->digest);
    for (gsize i = 0; i < sizeof bytes.digest; i++) {
        hex[2 * i] = "0123456789abcdef"[bytes.digest[i] >> 4];
        hex[2 * i + 1] = "0123456789abcdef"[bytes.digest[i] & 15];
    }
    hex[HEX_LENGTH] = hex[HEX_LENGTH + 1] = ' ';
    g_string_append_len(writer->part, hex, sizeof hex);
    g_string_append(writer->part, line->path);
    g_string_append_c(writer->part, '\n');
    if (writer->part->len >= WRITER_PART)
        part_write(writer);
}

static gboolean text_write(Manifest *manifest, int fd)
{
    Writer writer = {fd, g_string_sized_new(2 * WRITER_PART), XXH3_createState(), TRUE};

    XXH3_128bits_reset(writer.state);
    g_string_append(writer.part, FIRST_LINE);
    for (guint i = 0; i < manifest->lines->len && writer.done; i++)
        line_write(&writer, line_at(manifest, i));
    if (writer.done)
        part_write(&writer);
    const int problem = errno;
    manifest->digest = XXH3_128bits_digest(writer.state);
    XXH3_freeState(writer.state);
    g_string_free(writer.part, TRUE);
    errno = problem;
    return writer.done;
}

static gboolean file_write(Manifest *manifest, Destination *folder)
{
    const char *name;
    const int parent = destination_parent(folder, MANIFEST_NAME, FALSE, &name);
    const int fd = parent < 0 ? -1 : openat(parent, name, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666);
    if (fd < 0)
        return FALSE;
    const gboolean written = text_write(manifest, fd) && fsync(fd) == 0;
    const int problem = errno;
    close(fd);
    errno = problem;
    return written;
}

gboolean manifest_save(Manifest *manifest, const Manifest *there, Destination *destination, Destination *near,
                       GError **error)
{
    if (is_same(manifest, there)) {
        manifest->digest = there->digest;
        return TRUE;
    }
    if (file_write(manifest, near) && destination_take_from(destination, near, MANIFEST_NAME))
        return TRUE;
    return failure_set(error, errno, _("cannot write '%s/%s'"), destination_path(destination), MANIFEST_NAME);
}
