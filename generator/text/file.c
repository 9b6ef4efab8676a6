/* SPDX-License-Identifier: MIT */
#include "text/file.h"

#include "text/descriptor.h"

#include <errno.h>
#include <signal.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define BUFFER_SIZE (128 * 1024)

Digest digest_bytes(const char *bytes, gsize length)
{
    return XXH3_128bits(bytes, length);
}

static ssize_t read_some(int fd, char *buffer, gsize size)
{
    ssize_t length;

    do
        length = read(fd, buffer, size);
    while (length < 0 && errno == EINTR);
    return length;
}

gboolean file_read(int fd, GString *into)
{
    g_autofree char *buffer = g_malloc(BUFFER_SIZE);
    ssize_t length;

    while ((length = read_some(fd, buffer, BUFFER_SIZE)) > 0)
        g_string_append_len(into, buffer, length);
    return length == 0;
}

/* A signal that is held back waits: whoever sent it need not wait for a file of any size. */
static gboolean is_interrupted(void)
{
    sigset_t pending;

    sigpending(&pending);
    return sigismember(&pending, SIGINT) || sigismember(&pending, SIGTERM) || sigismember(&pending, SIGHUP);
}

gboolean file_pass(int from, int to, FileTake take, gpointer data)
{
    g_autofree char *buffer = g_malloc(BUFFER_SIZE);
    ssize_t length;

    while ((length = read_some(from, buffer, BUFFER_SIZE)) > 0) {
        if (take)
            take(data, buffer, (gsize)length);
        if (is_interrupted()) {
            errno = EINTR;
            return FALSE;
        }
        if (to >= 0 && !descriptor_write(to, buffer, (gsize)length))
            return FALSE;
    }
    return length == 0;
}

static void hash_take(gpointer state, const char *bytes, gsize length)
{
    XXH3_128bits_update(state, bytes, length);
}

/* `to` -1: read only. */
static gboolean pass(int from, int to, Digest *digest)
{
    XXH3_state_t *state = XXH3_createState();

    XXH3_128bits_reset(state);
    const gboolean passed = file_pass(from, to, hash_take, state);
    const int problem = errno;
    *digest = XXH3_128bits_digest(state);
    XXH3_freeState(state);
    errno = problem;
    return passed;
}

gboolean file_digest(int fd, Digest *digest)
{
    return pass(fd, -1, digest);
}

gboolean file_copy(int from, int to, Digest *digest)
{
    return pass(from, to, digest);
}

gboolean file_equals(int fd, const char *bytes, gsize length)
{
    struct stat status;
    char buffer[16384];
    ssize_t got;

    if (fstat(fd, &status) < 0 || (guint64)status.st_size != length)
        return FALSE;
    while ((got = read_some(fd, buffer, sizeof buffer)) > 0) {
        if ((gsize)got > length || memcmp(buffer, bytes, (gsize)got) != 0)
            return FALSE;
        bytes += got;
        length -= (gsize)got;
    }
    return got == 0 && length == 0;
}
