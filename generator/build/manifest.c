/* SPDX-License-Identifier: MIT */
#include "build/manifest.h"

#include "build/failure.h"
#include "text/descriptor.h"
#include "text/path.h"
#include "text/strings.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#define TEMPORARY_NAME "manifest"
#define FIRST_LINE                                                                                           \
    "# Broadside wrote these files, and removes no others. To check them: xxh128sum -c " MANIFEST_NAME "\n"
#define HEX_LENGTH 32

struct Manifest {
    GHashTable *digests; /* path -> GArray of Digest: one, or two while files are moved */
};

Manifest *manifest_new(void)
{
    Manifest *manifest = g_new0(Manifest, 1);
    manifest->digests = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, (GDestroyNotify)g_array_unref);
    return manifest;
}

void manifest_free(Manifest *manifest)
{
    if (!manifest)
        return;
    g_hash_table_unref(manifest->digests);
    g_free(manifest);
}

gboolean manifest_has(const Manifest *manifest, const char *path)
{
    return g_hash_table_contains(manifest->digests, path);
}

gboolean manifest_holds(const Manifest *manifest, const char *path, Digest digest)
{
    const GArray *digests = g_hash_table_lookup(manifest->digests, path);

    for (guint i = 0; digests && i < digests->len; i++)
        if (XXH128_isEqual(g_array_index(digests, Digest, i), digest))
            return TRUE;
    return FALSE;
}

void manifest_add(Manifest *manifest, const char *path, Digest digest)
{
    GArray *digests = g_hash_table_lookup(manifest->digests, path);

    if (manifest_holds(manifest, path, digest))
        return;
    if (!digests) {
        digests = g_array_sized_new(FALSE, FALSE, sizeof(Digest), 1);
        g_hash_table_insert(manifest->digests, g_strdup(path), digests);
    }
    g_array_append_val(digests, digest);
}

void manifest_add_all(Manifest *manifest, const Manifest *other)
{
    GHashTableIter iter;
    gpointer path, digests;

    g_hash_table_iter_init(&iter, other->digests);
    while (g_hash_table_iter_next(&iter, &path, &digests))
        for (guint i = 0; i < ((GArray *)digests)->len; i++)
            manifest_add(manifest, path, g_array_index((GArray *)digests, Digest, i));
}

GPtrArray *manifest_paths(const Manifest *manifest)
{
    GPtrArray *paths = g_ptr_array_sized_new(g_hash_table_size(manifest->digests));
    GHashTableIter iter;
    gpointer path;

    g_hash_table_iter_init(&iter, manifest->digests);
    while (g_hash_table_iter_next(&iter, &path, NULL))
        g_ptr_array_add(paths, path);
    g_ptr_array_sort(paths, strings_compare);
    return paths;
}

static int digest_compare(gconstpointer a, gconstpointer b)
{
    return XXH128_cmp(a, b);
}

static void append_line(GString *text, Digest digest, const char *path)
{
    XXH128_canonical_t bytes;

    XXH128_canonicalFromHash(&bytes, digest);
    for (gsize i = 0; i < sizeof bytes.digest; i++) {
        g_string_append_c(text, "0123456789abcdef"[bytes.digest[i] >> 4]);
        g_string_append_c(text, "0123456789abcdef"[bytes.digest[i] & 15]);
    }
    g_string_append(text, "  ");
    g_string_append(text, path);
    g_string_append_c(text, '\n');
}

char *manifest_format(const Manifest *manifest)
{
    g_autoptr(GPtrArray) paths = manifest_paths(manifest);
    GString *text = g_string_new(FIRST_LINE);

    for (guint i = 0; i < paths->len; i++) {
        const char *path = paths->pdata[i];
        GArray *digests = g_hash_table_lookup(manifest->digests, path);
        g_array_sort(digests, digest_compare);
        for (guint j = 0; j < digests->len; j++)
            append_line(text, g_array_index(digests, Digest, j), path);
    }
    return g_string_free(text, FALSE);
}

static gboolean parse_digest(const char *text, Digest *digest)
{
    XXH128_canonical_t bytes;

    for (gsize i = 0; i < sizeof bytes.digest; i++) {
        if (!g_ascii_isxdigit(text[2 * i]) || !g_ascii_isxdigit(text[2 * i + 1]))
            return FALSE;
        bytes.digest[i] =
            (guchar)(g_ascii_xdigit_value(text[2 * i]) << 4 | g_ascii_xdigit_value(text[2 * i + 1]));
    }
    *digest = XXH128_hashFromCanonical(&bytes);
    return TRUE;
}

/* A path that no output can have was not written here: it may lead out of the destination. */
static void parse_line(Manifest *manifest, const char *line)
{
    Digest digest;

    if (!parse_digest(line, &digest) || strncmp(line + HEX_LENGTH, "  ", 2) != 0)
        return;
    const char *path = line + HEX_LENGTH + 2;
    if (!path_refusal(path))
        manifest_add(manifest, path, digest);
}

static gboolean manifest_read(Destination *destination, GString *text, GError **error)
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

Manifest *manifest_load(Destination *destination, GError **error)
{
    g_autoptr(GString) text = g_string_new(NULL);

    if (!manifest_read(destination, text, error))
        return NULL;
    Manifest *manifest = manifest_new();
    for (char *line = text->str, *end; (end = strchr(line, '\n')); line = end + 1) {
        *end = '\0';
        parse_line(manifest, line);
    }
    return manifest;
}

static gboolean write_file(int folder, const char *name, const char *text)
{
    const int fd = openat(folder, name, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666);
    if (fd < 0)
        return FALSE;
    const gboolean written = descriptor_write(fd, text, strlen(text)) && fsync(fd) == 0;
    const int problem = errno;
    close(fd);
    errno = problem;
    return written;
}

gboolean manifest_save(const Manifest *manifest, Destination *destination, int near, GError **error)
{
    g_autofree char *text = manifest_format(manifest);
    g_autoptr(GString) before = g_string_new(NULL);

    if (!manifest_read(destination, before, error))
        return FALSE;
    if (strcmp(before->str, text) == 0)
        return TRUE;
    if (write_file(near, TEMPORARY_NAME, text) &&
        destination_take(destination, near, TEMPORARY_NAME, MANIFEST_NAME))
        return TRUE;
    return failure_set(error, errno, _("cannot write '%s/%s'"), destination_path(destination), MANIFEST_NAME);
}
