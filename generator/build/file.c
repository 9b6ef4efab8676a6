/* SPDX-License-Identifier: MIT */
#include "build/file.h"

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

/* `to` -1: read only. */
static gboolean pass(int from, int to, Digest *digest)
{
    g_autofree char *buffer = g_malloc(BUFFER_SIZE);
    XXH3_state_t *state = XXH3_createState();
    ssize_t length;

    XXH3_128bits_reset(state);
    while ((length = read_some(from, buffer, BUFFER_SIZE)) > 0) {
        XXH3_128bits_update(state, buffer, (gsize)length);
        if (is_interrupted()) {
            errno = EINTR;
            length = -1;
            break;
        }
        if (to >= 0 && !descriptor_write(to, buffer, (gsize)length)) {
            length = -1;
            break;
        }
    }
    *digest = XXH3_128bits_digest(state);
    const int problem = errno;
    XXH3_freeState(state);
    errno = problem;
    return length == 0;
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
