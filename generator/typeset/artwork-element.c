/* SPDX-License-Identifier: MIT */
#include "typeset/artwork-check-private.h"
#include "typeset/artwork-kind.h"
#include "typeset/artwork-picture.h"
#include "typeset/artwork-style.h"

#include <glib/gi18n.h>
#include <string.h>

#define FRAMES_MAX 200

const char *name_local(const char *name)
{
    const char *colon = strchr(name, ':');

    return colon ? colon + 1 : name;
}

static void attribute_write(Check *check, const char *name, const char *value)
{
    g_autofree char *escaped = g_markup_escape_text(value, -1);

    g_string_append_printf(check->checked->svg, " %s=\"%s\"", name, escaped);
}

/* `language`: of the file's own, or NULL. */
static void root_write(Check *check, const char *language)
{
    ArtworkSize *size = &check->size;
    SvgBox *view = &size->view;
    char numbers[4][G_ASCII_DTOSTR_BUF_SIZE];

    if (view->width <= 0) {
        /* Without a view of its own, a unit of the drawing is a pixel. */
        view->width = size->width / POINTS_PER_PIXEL;
        view->height = size->height / POINTS_PER_PIXEL;
    }
    if (size->width <= 0 || size->height <= 0) {
        size->width = view->width * POINTS_PER_PIXEL;
        size->height = view->height * POINTS_PER_PIXEL;
    }
    if (view->width <= 0)
        check_error(check, _("say how large it is: width=\"297mm\" height=\"420mm\" viewBox=\"0 0 297 420\""),
                    _("the drawing has no size"));
    check->checked->width = size->width;
    check->checked->height = size->height;
    check->checked->across = view->width;
    check->checked->down = view->height;
    g_string_append_printf(check->checked->svg,
                           " xmlns=\"http://www.w3.org/2000/svg\" width=\"%s\" height=\"%s\" "
                           "viewBox=\"%s %s %s %s\" preserveAspectRatio=\"none\" overflow=\"visible\"",
                           g_ascii_dtostr(numbers[2], sizeof numbers[2], view->width),
                           g_ascii_dtostr(numbers[3], sizeof numbers[3], view->height),
                           g_ascii_dtostr(numbers[0], sizeof numbers[0], view->x),
                           g_ascii_dtostr(numbers[1], sizeof numbers[1], view->y), numbers[2], numbers[3]);
    if (check->language)
        attribute_write(check, "xml:lang", language ? language : check->language);
}

static gboolean root_attribute(Check *check, const char *name, const char *value)
{
    if (strcmp(name, "width") == 0)
        check->size.width = artwork_length(value);
    else if (strcmp(name, "height") == 0)
        check->size.height = artwork_length(value);
    else if (strcmp(name, "viewBox") == 0)
        artwork_view(value, &check->size.view);
    else
        return strcmp(name, "preserveAspectRatio") == 0 || strcmp(name, "overflow") == 0;
    return TRUE;
}

/* A picture that is in the file. */
static void picture_write(Check *check, const char *value)
{
    g_autofree char *address = NULL;

    switch (artwork_picture(value, check->grey, &address)) {
    case PICTURE_GOOD: attribute_write(check, "href", address); break;
    case PICTURE_UNKNOWN:
        check_error(check, _("embed it as PNG or JPEG, in base64"),
                    _("the drawing has a picture of a kind that is not read"));
        break;
    case PICTURE_DAMAGED:
        check_error(check, _("embed it anew"), _("a picture in the drawing is damaged"));
        break;
    case PICTURE_LARGE:
        check_error(check, _("scale it down: 300 pixels an inch are enough"),
                    _("a picture in the drawing is too large"));
        break;
    }
}

static void href_write(Check *check, const char *element, const char *value)
{
    const char *at = value + strspn(value, " \t\r\n");

    if (strcmp(element, "a") == 0)
        return;
    if (*at == '#') {
        cost_refer(check->cost, COST_USE, at + 1);
        attribute_write(check, "href", at);
    } else if (g_ascii_strncasecmp(at, "data:", strlen("data:")) == 0 && artwork_holds_picture(element))
        picture_write(check, at);
    else if (*at)
        outside_error(check, at);
}

/* Writes the attributes but those of the root's size. Gives whether they hide the element, or turn it. */
static Open attributes_write(Check *check, const char *element, const char **names, const char **values,
                             gboolean root)
{
    Open open = {0};

    for (guint i = 0; names[i]; i++) {
        const char *name = name_local(names[i]);
        if (strcmp(name, "href") == 0 && artwork_is_own_attribute(names[i])) {
            href_write(check, element, values[i]);
            continue;
        }
        if (check->language && artwork_is_text_attribute(names[i])) {
            if (!root || strcmp(name, "lang") != 0)
                attribute_write(check, names[i], values[i]);
            continue;
        }
        if (strchr(names[i], ':') || !artwork_is_own_attribute(names[i]) ||
            (root && root_attribute(check, name, values[i])))
            continue;
        Declared declared = {check, NULL, g_string_new(NULL), FALSE, FALSE};
        if (strcmp(name, "style") == 0) {
            g_autofree char *bare = style_uncomment(values[i]);
            style_declarations(bare, strlen(bare), declaration_write, &declared);
        } else {
            g_autofree char *value = value_checked(check, name, values[i], NULL);
            g_string_append(declared.out, value);
        }
        open.hidden |= declared.hidden || (strcmp(name, "display") == 0 && strstr(values[i], "none"));
        open.askew |= declared.askew || (strcmp(name, "transform") == 0 && !artwork_is_upright(values[i]));
        attribute_write(check, name, declared.out->str);
        g_string_free(declared.out, TRUE);
    }
    return open;
}

const char *attribute_find(const char *wanted, const char **names, const char **values)
{
    for (guint i = 0; names[i]; i++)
        if (strcmp(names[i], wanted) == 0)
            return values[i];
    return NULL;
}

static void frame_add(Check *check, const char *id)
{
    const char *name = id + strlen(ARTWORK_FRAME_PREFIX);
    GPtrArray *frames = check->checked->frames;

    if (!*name)
        check_error(check, NULL, _("a frame of the artwork has no name after '%s'"), ARTWORK_FRAME_PREFIX);
    else if (!g_hash_table_add(check->ids, g_strdup(name)))
        check_error(check, _("each frame is one shape, with an id of its own"),
                    _("the artwork has two frames '%s'"), name);
    else if (frames->len >= FRAMES_MAX)
        check_error(check, NULL, _("the artwork has more than %d frames"), FRAMES_MAX);
    else
        g_ptr_array_add(frames, g_strdup(name));
    for (guint i = 0; i < check->open->len; i++) {
        const Open *open = &g_array_index(check->open, Open, i);
        if (open->hidden > 0)
            check->checked->svg->str[open->hidden] = OWN_AROUND;
    }
}

const char *element_written(const char *element, gboolean text)
{
    if (strcmp(element, "a") != 0)
        return element;
    return text ? "tspan" : "g";
}

void element_write(Check *check, const char *element, const char **names, const char **values)
{
    GString *svg = check->checked->svg;
    const gboolean root = check->open->len == 0;
    const char *id = attribute_find("id", names, values);
    const gboolean frame = !root && !check->language && id && g_str_has_prefix(id, ARTWORK_FRAME_PREFIX);
    const char *path = attribute_find(strcmp(element, "path") == 0 ? "d" : "points", names, values);
    const Open nothing = {0};
    const Open around = root ? nothing : g_array_index(check->open, Open, check->open->len - 1);
    const gboolean text = around.text || artwork_use(element) == ARTWORK_TEXT;

    cost_open(check->cost, artwork_kind(element), id, path ? strlen(path) / 2 + 1 : 0);
    g_string_append_printf(svg, "<%s", element_written(element, text));
    Open open = attributes_write(check, element, names, values, root);
    const gboolean hidden = open.hidden > 0;
    open.hidden = 0;
    open.askew |= around.askew;
    open.text = text;
    styles_apply(check, element, id, attribute_find("class", names, values));
    if (root)
        root_write(check, attribute_find("xml:lang", names, values));
    else if (frame || hidden) {
        g_string_append(svg, " " OWN_ATTRIBUTE "=\"");
        open.hidden = frame ? 0 : svg->len;
        g_string_append_c(svg, frame ? OWN_FRAME : OWN_HIDDEN);
        g_string_append_c(svg, '"');
    }
    g_string_append_c(svg, '>');
    if (root)
        styles_write(check);
    g_array_append_val(check->open, open);
    if (frame)
        frame_add(check, id);
    if (frame && open.askew)
        check_error(check, _("turn it by 90 degrees, or not at all"),
                    _("frame '%s' of the artwork stands askew"), id + strlen(ARTWORK_FRAME_PREFIX));
}
