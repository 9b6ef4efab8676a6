/* SPDX-License-Identifier: MIT */
#include "search/texts.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

/* A text without its mark-up is hardly ever longer: a few character references are ("&nGt;"). */
#define ROOM_MORE 64
/* Bytes of a file, for all but one of them: a process that renders may not write much longer ones. */
#define FILE_SIZE (16 << 20)

/* What forked processes share. */
typedef struct {
    guint32 length;
    guint32 state; /* TextState */
} Slot;

typedef struct {
    guint32 file;
    guint32 start;
    guint32 size;
} Room;

struct Texts {
    guint count;
    Room *rooms;
    Slot *slots;
    GArray *files; /* int: open, without a name */
    const char *folder;
};

static guint32 room_of(const Entry *entry)
{
    const gsize length = entry_body_length(entry);
    return (guint32)(length + length / 4 + ROOM_MORE);
}

static gboolean failed(const Texts *texts, GError **error)
{
    g_set_error(error, G_FILE_ERROR, g_file_error_from_errno(errno), _("cannot write '%s': %s"),
                texts->folder, g_strerror(errno));
    return FALSE;
}

static gboolean file_add(Texts *texts, GError **error)
{
    g_autofree char *path = g_build_filename(texts->folder, "texts-XXXXXX", NULL);
    const int file = mkostemp(path, O_CLOEXEC);

    if (file < 0)
        return failed(texts, error);
    unlink(path);
    g_array_append_val(texts->files, file);
    return TRUE;
}

static gboolean rooms_lay(Texts *texts, const GPtrArray *entries, GError **error)
{
    gsize at = FILE_SIZE;

    for (guint i = 0; i < entries->len; i++) {
        const guint32 size = room_of(entries->pdata[i]);
        if (at + size > FILE_SIZE) {
            if (!file_add(texts, error))
                return FALSE;
            at = 0;
        }
        texts->rooms[i] = (Room){texts->files->len - 1, (guint32)at, size};
        at += size;
    }
    return TRUE;
}

Texts *texts_new(const GPtrArray *entries, const char *folder, GError **error)
{
    g_autoptr(Texts) texts = g_new0(Texts, 1);

    texts->count = entries->len;
    texts->folder = folder;
    texts->rooms = g_new(Room, entries->len + 1);
    texts->files = g_array_new(FALSE, FALSE, sizeof(int));
    texts->slots = mmap(NULL, (entries->len + 1) * sizeof(Slot), PROT_READ | PROT_WRITE,
                        MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    if (texts->slots == MAP_FAILED)
        g_error("no memory for the states of %u texts", entries->len);
    return rooms_lay(texts, entries, error) ? g_steal_pointer(&texts) : NULL;
}

void texts_free(Texts *texts)
{
    if (!texts)
        return;
    for (guint i = 0; i < texts->files->len; i++)
        close(g_array_index(texts->files, int, i));
    g_array_unref(texts->files);
    munmap(texts->slots, (texts->count + 1) * sizeof(Slot));
    g_free(texts->rooms);
    g_free(texts);
}

static int file_of(const Texts *texts, const Room *room)
{
    return g_array_index(texts->files, int, room->file);
}

gboolean texts_put(Texts *texts, guint index, const char *text, gsize length, GError **error)
{
    const Room *room = &texts->rooms[index];

    while (length > room->size)
        length = (gsize)(g_utf8_find_prev_char(text, text + MIN(length, (gsize)room->size + 1)) - text);
    for (gsize done = 0; done < length;) {
        const ssize_t written =
            pwrite(file_of(texts, room), text + done, length - done, (off_t)(room->start + done));
        if (written < 0 && errno != EINTR)
            return failed(texts, error);
        done += written > 0 ? (gsize)written : 0;
    }
    texts->slots[index] = (Slot){(guint32)length, TEXT_THERE};
    return TRUE;
}

void texts_leave_out(Texts *texts, guint index)
{
    texts->slots[index].state = TEXT_LEFT_OUT;
}

TextState texts_state(const Texts *texts, guint index)
{
    return texts->slots[index].state;
}

gboolean texts_read(const Texts *texts, guint index, GString *into, GError **error)
{
    const Room *room = &texts->rooms[index];
    const gsize length = MIN(texts->slots[index].length, room->size);
    gsize done = 0;

    g_string_set_size(into, length + TEXT_SLACK);
    while (done < length) {
        const ssize_t got =
            pread(file_of(texts, room), into->str + done, length - done, (off_t)(room->start + done));
        if (got < 0 && errno != EINTR)
            return failed(texts, error);
        if (got == 0)
            break;
        done += got > 0 ? (gsize)got : 0;
    }
    memset(into->str + done, 0, into->len - done);
    g_string_set_size(into, done);
    return TRUE;
}
