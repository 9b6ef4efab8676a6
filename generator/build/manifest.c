/* SPDX-License-Identifier: MIT */
#include "build/manifest.h"

#include "build/failure.h"
#include "text/descriptor.h"
#include "text/path.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n.h>
#include <string.h>
#include <unistd.h>

#define FIRST_LINE                                                                                           \
    "# Broadside wrote these files, and removes no others. To check them: xxh128sum -c " MANIFEST_NAME "\n"
#define HEX_LENGTH 32

typedef struct {
    const char *path;
    Digest digest;
} Line;

struct Manifest {
    GArray *lines; /* Line, ordered */
    char *paths;   /* owned, of one that was loaded: what its paths are in */
    GString *text; /* NULL: not asked for yet */
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
    g_free(manifest->paths);
    if (manifest->text)
        g_string_free(manifest->text, TRUE);
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

static void line_format(GString *text, const Line *line)
{
    XXH128_canonical_t bytes;
    char hex[HEX_LENGTH + 2];

    XXH128_canonicalFromHash(&bytes, line->digest);
    for (gsize i = 0; i < sizeof bytes.digest; i++) {
        hex[2 * i] = "0123456789abcdef"[bytes.digest[i] >> 4];
        hex[2 * i + 1] = "0123456789abcdef"[bytes.digest[i] & 15];
    }
    hex[HEX_LENGTH] = hex[HEX_LENGTH + 1] = ' ';
    g_string_append_len(text, hex, sizeof hex);
    g_string_append(text, line->path);
    g_string_append_c(text, '\n');
}

const GString *manifest_text(Manifest *manifest)
{
    if (manifest->text)
        return manifest->text;
    manifest->text = g_string_sized_new(100 * (gsize)manifest->lines->len);
    g_string_append(manifest->text, FIRST_LINE);
    for (guint i = 0; i < manifest->lines->len; i++)
        line_format(manifest->text, line_at(manifest, i));
    return manifest->text;
}

static gboolean digest_parse(const char *text, Digest *digest)
{
    XXH128_canonical_t bytes;

    for (gsize i = 0; i < sizeof bytes.digest; i++) {
        const int high = g_ascii_xdigit_value(text[2 * i]);
        const int low = high < 0 ? -1 : g_ascii_xdigit_value(text[2 * i + 1]);
        if (low < 0)
            return FALSE;
        bytes.digest[i] = (guchar)(high << 4 | low);
    }
    *digest = XXH128_hashFromCanonical(&bytes);
    return TRUE;
}

/*
 * A path that no output can have was not written here: it may lead out of the destination. `next`: the line
 * of `sound` to compare with, since both are in the same order.
 */
static void line_parse(Manifest *manifest, const char *text, const Manifest *sound, guint *next)
{
    Line line;

    if (!digest_parse(text, &line.digest) || strncmp(text + HEX_LENGTH, "  ", 2) != 0)
        return;
    line.path = text + HEX_LENGTH + 2;
    int order = -1;
    while (*next < sound->lines->len && (order = strcmp(line.path, line_at(sound, *next)->path)) > 0)
        ++*next;
    if (order == 0 || !path_refusal(line.path))
        g_array_append_val(manifest->lines, line);
}

/* Whoever has touched the file may have changed its order. */
static void lines_order(Manifest *manifest)
{
    GArray *lines = manifest->lines;
    gboolean ordered = TRUE;
    guint kept = 0;

    for (guint i = 1; i < lines->len && ordered; i++)
        ordered = line_compare(line_at(manifest, i - 1), line_at(manifest, i)) < 0;
    if (ordered)
        return;
    g_array_sort(lines, line_compare);
    for (guint i = 0; i < lines->len; i++)
        if (kept == 0 || line_compare(line_at(manifest, kept - 1), line_at(manifest, i)) != 0)
            g_array_index(lines, Line, kept++) = *line_at(manifest, i);
    g_array_set_size(lines, kept);
}

static gboolean text_read(Destination *destination, GString *text, GError **error)
{
    const int fd = destination_open(destination, MANIFEST_NAME);
    if (fd < 0 && errno == ENOENT)
        return TRUE;
    const gboolean read = fd >= 0 && file_read(fd, text);
    const int problem = errno;
    if (fd >= 0)
        close(fd);
    return read || failure_set(error, problem, _("cannot read '%s/%s'"), destination_path(destination),
                               MANIFEST_NAME);
}

Manifest *manifest_load(Destination *destination, const Manifest *sound, GError **error)
{
    g_autoptr(Manifest) manifest = manifest_new(manifest_count(sound));
    guint next = 0;

    manifest->text = g_string_new(NULL);
    if (!text_read(destination, manifest->text, error))
        return NULL;
    manifest->paths = g_memdup2(manifest->text->str, manifest->text->len + 1);
    for (char *line = manifest->paths, *end; (end = strchr(line, '\n')); line = end + 1) {
        *end = '\0';
        line_parse(manifest, line, sound, &next);
    }
    lines_order(manifest);
    return g_steal_pointer(&manifest);
}

static gboolean text_write(Destination *folder, const GString *text)
{
    const char *name;
    const int parent = destination_parent(folder, MANIFEST_NAME, FALSE, &name);
    const int fd = parent < 0 ? -1 : openat(parent, name, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666);
    if (fd < 0)
        return FALSE;
    const gboolean written = descriptor_write(fd, text->str, text->len) && fsync(fd) == 0;
    const int problem = errno;
    close(fd);
    errno = problem;
    return written;
}

gboolean manifest_save(Manifest *manifest, Manifest *there, Destination *destination, Destination *near,
                       GError **error)
{
    const GString *text = manifest_text(manifest);

    if (g_string_equal(text, manifest_text(there)))
        return TRUE;
    if (text_write(near, text) && destination_take_from(destination, near, MANIFEST_NAME))
        return TRUE;
    return failure_set(error, errno, _("cannot write '%s/%s'"), destination_path(destination), MANIFEST_NAME);
}
