/* SPDX-License-Identifier: MIT */
#include "record/digest.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include <xxhash.h>

#define BUFFER_SIZE (256 * 1024)

#define DIGEST_LENGTH 32

/* Frees the state. */
static char *digest_end(XXH3_state_t *state, gsize length)
{
    const XXH128_hash_t hash = XXH3_128bits_digest(state);
    g_autofree char *digest =
        g_strdup_printf("%016" G_GINT64_MODIFIER "x%016" G_GINT64_MODIFIER "x", hash.high64, hash.low64);

    XXH3_freeState(state);
    return g_strndup(digest, length);
}

static XXH3_state_t *digest_begin(void)
{
    XXH3_state_t *state = XXH3_createState();

    XXH3_128bits_reset(state);
    return state;
}

char *digest_text(const char *text, gsize length)
{
    XXH3_state_t *state = digest_begin();

    while (length > 0 && g_ascii_isspace(text[length - 1]))
        length--;
    for (gsize i = 0; i < length;) {
        const char *end = memchr(text + i, '\r', length - i);
        const gsize count = end ? (gsize)(end - text) - i : length - i;
        XXH3_128bits_update(state, text + i, count);
        i += count;
        if (!end)
            break;
        XXH3_128bits_update(state, "\n", 1);
        i += i + 1 < length && text[i + 1] == '\n' ? 2 : 1;
    }
    return digest_end(state, DIGEST_TEXT_LENGTH);
}

static void sized_add(GString *into, const char *text, gsize length)
{
    g_string_append_printf(into, "%" G_GSIZE_FORMAT ":", length);
    g_string_append_len(into, text, (gssize)length);
}

/* So that no two values that differ have one form: every text with its length before it. */
static void value_add(GString *into, const Value *value)
{
    char number[G_ASCII_DTOSTR_BUF_SIZE];

    switch (value->kind) {
    case VALUE_NONE: g_string_append_c(into, 'n'); break;
    case VALUE_BOOLEAN: g_string_append(into, value->boolean ? "t" : "f"); break;
    case VALUE_INTEGER: g_string_append_printf(into, "i%" G_GINT64_FORMAT, value->integer); break;
    case VALUE_NUMBER: g_string_append(into, g_ascii_dtostr(number, sizeof number, value->number)); break;
    case VALUE_DATE: g_string_append_printf(into, "d%d %d", value->date.day, value->date.minute); break;
    case VALUE_TEXT:
    case VALUE_REFERENCE:
    case VALUE_FILE: sized_add(into, value->text, strlen(value->text)); break;
    case VALUE_LIST:
        g_string_append_printf(into, "l%u", value->list.count);
        for (guint i = 0; i < value->list.count; i++)
            value_add(into, &value->list.items[i]);
        break;
    case VALUE_RECORD:
        g_string_append_printf(into, "r%u", value->record.count);
        for (guint i = 0; i < value->record.count; i++) {
            const Member *member = &value->record.members[i];
            sized_add(into, member->name, strlen(member->name));
            value_add(into, &member->value);
        }
        break;
    }
}

char *digest_value(const Value *value)
{
    g_autoptr(GString) text = g_string_new(NULL);
    XXH3_state_t *state = digest_begin();

    value_add(text, value);
    XXH3_128bits_update(state, text->str, text->len);
    return digest_end(state, DIGEST_FIELD_LENGTH);
}

static gboolean fd_read(int fd, XXH3_state_t *state, guint64 *size)
{
    g_autofree char *buffer = g_malloc(BUFFER_SIZE);
    ssize_t length;

    *size = 0;
    while ((length = read(fd, buffer, BUFFER_SIZE)) != 0) {
        if (length < 0 && errno == EINTR)
            continue;
        if (length < 0)
            return FALSE;
        XXH3_128bits_update(state, buffer, (gsize)length);
        *size += (guint64)length;
    }
    return TRUE;
}

char *digest_file(const char *path, guint64 *size)
{
    const int fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK); /* a pipe would be waited for */
    if (fd < 0)
        return NULL;
    XXH3_state_t *state = digest_begin();
    const gboolean done = fd_read(fd, state, size);
    const int number = errno;
    close(fd);
    char *digest = digest_end(state, DIGEST_LENGTH);
    if (!done)
        g_clear_pointer(&digest, g_free);
    errno = number;
    return digest;
}
