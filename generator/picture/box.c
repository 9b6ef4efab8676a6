/* SPDX-License-Identifier: MIT */
#include "picture/box.h"

#include <string.h>

/* Among which one is looked for; a photo of a phone has some dozens. */
#define BOXES_MAX 20000

gboolean box_next(Reader *reader, guint64 *offset, guint64 end, Box *box)
{
    Numbers numbers = {.reader = reader, .at = *offset, .end = end};
    guint64 length = number_next(&numbers, 4);

    *box = (Box){.start = *offset};
    for (guint i = 0; i < 4; i++)
        box->type[i] = (char)number_next(&numbers, 1);
    if (length == 1)
        length = number_next(&numbers, 8);
    else if (length == 0)
        length = end - *offset;
    if (numbers.cut || length < numbers.at - *offset || length > end - *offset)
        return FALSE;
    box->body = numbers.at;
    box->end = *offset += length;
    return TRUE;
}

gboolean box_is(const Box *box, const char *type)
{
    return memcmp(box->type, type, 4) == 0;
}

gboolean box_find(Reader *reader, guint64 offset, guint64 end, const char *type, Box *box)
{
    for (guint i = 0; i < BOXES_MAX && box_next(reader, &offset, end, box); i++)
        if (box_is(box, type))
            return TRUE;
    return FALSE;
}

Numbers numbers_of(Reader *reader, const Box *box)
{
    return (Numbers){.reader = reader, .at = box->body, .end = box->end};
}

guint64 number_next(Numbers *numbers, guint size)
{
    const guint8 *at = numbers->at <= numbers->end && size <= numbers->end - numbers->at
                           ? reader_at(numbers->reader, numbers->at, size)
                           : NULL;
    guint64 value = 0;

    if (!at) {
        numbers->cut = TRUE;
        numbers->at = numbers->end;
        return 0;
    }
    for (guint i = 0; i < size; i++)
        value = value << 8 | at[i];
    numbers->at += size;
    return value;
}
