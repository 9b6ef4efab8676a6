/* SPDX-License-Identifier: MIT */
#include "search/texts.h"

#include <string.h>
#include <sys/mman.h>

/* A text without its mark-up is hardly ever longer: a few character references are ("&nGt;"). */
#define ROOM_MORE 64

typedef struct {
    gsize length;
    guint32 state; /* TextState */
} Slot;

struct Texts {
    guint count;
    gsize *places; /* of the texts, behind the slots; one more than there are */
    Slot *slots;   /* the shared memory */
    char *texts;
    gsize size;
};

static gsize room_of(const Entry *entry)
{
    const gsize length = entry_body_length(entry);
    return length + length / 4 + ROOM_MORE;
}

Texts *texts_new(const GPtrArray *entries)
{
    Texts *texts = g_new0(Texts, 1);
    gsize place = 0;

    texts->count = entries->len;
    texts->places = g_new(gsize, entries->len + 1);
    for (guint i = 0; i < entries->len; i++) {
        texts->places[i] = place;
        place += room_of(entries->pdata[i]);
    }
    texts->places[entries->len] = place;
    texts->size = entries->len * sizeof(Slot) + place + TEXT_SLACK;
    texts->slots =
        mmap(NULL, texts->size, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
    if (texts->slots == MAP_FAILED)
        g_error("no memory for %" G_GSIZE_FORMAT " bytes of texts", texts->size);
    texts->texts = (char *)(texts->slots + entries->len);
    return texts;
}

void texts_free(Texts *texts)
{
    if (!texts)
        return;
    munmap(texts->slots, texts->size);
    g_free(texts->places);
    g_free(texts);
}

void texts_put(Texts *texts, guint index, const char *text, gsize length)
{
    const gsize room = texts->places[index + 1] - texts->places[index];

    while (length > room)
        length = (gsize)(g_utf8_find_prev_char(text, text + MIN(length, room + 1)) - text);
    memcpy(texts->texts + texts->places[index], text, length);
    texts->slots[index] = (Slot){length, TEXT_THERE};
}

void texts_leave_out(Texts *texts, guint index)
{
    texts->slots[index].state = TEXT_LEFT_OUT;
}

TextState texts_state(const Texts *texts, guint index)
{
    return texts->slots[index].state;
}

const char *texts_get(const Texts *texts, guint index, gsize *length)
{
    const gsize room = texts->places[index + 1] - texts->places[index];

    *length = MIN(texts->slots[index].length, room);
    return texts->texts + texts->places[index];
}
