/* SPDX-License-Identifier: MIT */
/* SVG: the attributes of its root, read without an XML parser: nothing is expanded, nothing is fetched. */
#include "picture/size-private.h"
#include "picture/svg.h"

#include <string.h>

/* Within which the root begins and its attributes end. */
#define HEAD_MAX (64 * 1024)
#define WIDTH_DEFAULT 300

typedef struct {
    double width, height; /* CSS pixels, 0: not said */
    SvgBox box;           /* width 0: none */
} Root;

static void attribute_read(Root *root, const char *name, const char *value)
{
    if (strcmp(name, "width") == 0)
        root->width = svg_length(value);
    else if (strcmp(name, "height") == 0)
        root->height = svg_length(value);
    else if (strcmp(name, "viewBox") == 0)
        svg_box(value, &root->box);
}

/* What follows `end` in `at`, or NULL. */
static const char *behind(const char *at, const char *end)
{
    const char *found = strstr(at, end);
    return found ? found + strlen(end) : NULL;
}

/* A declaration with all within its brackets, where quotes and comments hold brackets of their own. */
static const char *doctype_skip(const char *at)
{
    for (guint depth = 0; at && *at;) {
        if (g_str_has_prefix(at, "<!--")) {
            at = behind(at + 4, "-->");
        } else if (*at == '"' || *at == '\'') {
            const char *end = strchr(at + 1, *at);
            at = end ? end + 1 : NULL;
        } else {
            depth += *at == '[';
            depth -= *at == ']' && depth > 0;
            if (*at++ == '>' && depth == 0)
                return at;
        }
    }
    return NULL;
}

/* The root's name; NULL where something else comes first. */
static const char *root_find(const char *at)
{
    if (g_str_has_prefix(at, "\xef\xbb\xbf"))
        at += 3;
    while (at) {
        at += strspn(at, " \t\r\n");
        if (g_str_has_prefix(at, "<?"))
            at = behind(at + 2, "?>");
        else if (g_str_has_prefix(at, "<!--"))
            at = behind(at + 4, "-->");
        else if (g_str_has_prefix(at, "<!DOCTYPE"))
            at = doctype_skip(at + 9);
        else
            return *at == '<' ? at + 1 : NULL;
    }
    return NULL;
}

/* FALSE where the root is no <svg>, or does not end. */
static gboolean root_read(Root *root, const char *at)
{
    const gsize length = at ? strcspn(at, " \t\r\n/>") : 0;

    if (!at || length < 3 || strncmp(at + length - 3, "svg", 3) != 0 || (length > 3 && at[length - 4] != ':'))
        return FALSE;
    for (at += length;;) {
        at += strspn(at, " \t\r\n");
        if (*at == '>' || *at == '/')
            return TRUE;
        const gsize n = strcspn(at, " \t\r\n=<>/\"'");
        g_autofree char *name = g_strndup(at, n);
        at += n;
        at += strspn(at, " \t\r\n");
        if (n == 0 || *at++ != '=')
            return FALSE;
        at += strspn(at, " \t\r\n");
        const char *end = *at == '"' || *at == '\'' ? strchr(at + 1, *at) : NULL;
        if (!end)
            return FALSE;
        g_autofree char *value = g_strndup(at + 1, (gsize)(end - at - 1));
        attribute_read(root, name, value);
        at = end + 1;
    }
}

/* The units of a box may be of any size, 4 × 3 for all of a picture: what says no more is not shown smaller
 * than browsers show what says nothing (https://www.w3.org/TR/css-images-3/#default-object-size). */
static gboolean box_size(const Root *root, PictureSize *size)
{
    const double scale = root->box.width > 0 ? MAX(WIDTH_DEFAULT / root->box.width, 1) : 1;

    return size_set(size, root->box.width * scale, root->box.height * scale);
}

static gboolean root_size(const Root *root, PictureSize *size)
{
    const double ratio = root->box.width > 0 ? root->box.height / root->box.width : 0;

    if (root->width > 0 && root->height > 0)
        return size_set(size, root->width, root->height);
    if (root->width > 0)
        return size_set(size, root->width, root->width * ratio);
    if (root->height > 0)
        return ratio > 0 && size_set(size, root->height / ratio, root->height);
    return box_size(root, size);
}

gboolean size_of_svg(Reader *reader, PictureSize *size)
{
    const guint8 *at = reader_at(reader, 0, MIN(reader->length, 4));
    Root root = {0};

    if (!at || reader->length < 4 || !memchr("< \t\r\n\xef", at[0], 6))
        return FALSE;
    g_autoptr(GString) head = g_string_new(NULL);
    while (head->len < MIN(reader->length, HEAD_MAX)) {
        const gsize count = MIN(MIN(reader->length, HEAD_MAX) - head->len, READER_WINDOW);
        if (!(at = reader_at(reader, head->len, count)))
            return FALSE;
        g_string_append_len(head, (const char *)at, (gssize)count);
    }
    return root_read(&root, root_find(head->str)) && root_size(&root, size);
}
