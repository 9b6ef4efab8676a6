/* SPDX-License-Identifier: MIT */
#include "template/image.h"

#include "template/address.h"
#include "template/published.h"
#include "template/push.h"
#include "template/views.h"
#include "text/strings.h"
#include "text/suggest.h"

#include <glib/gi18n.h>
#include <string.h>

/* Of browsers that choose no copy: as wide as it is shown in most texts. */
#define WIDTH_MIDDLE 960
/* In percent from the top. */
#define FOCUS_STANDING 20

/* Where image() has what it is given. */
enum { PATH = 1, OPTIONS = 2 };

static const char *const OPTION_NAMES[] = {"alt",      "class", "focus", "lazy",
                                           "priority", "ratio", "sizes", NULL};

/* HTML */

static void append_attribute(GString *html, const char *name, const char *value)
{
    if (!value)
        return;
    g_autofree char *escaped = g_markup_escape_text(value, -1);
    g_string_append_printf(html, " %s=\"%s\"", name, escaped);
}

/* What follows the address. `size`: 0 by 0 where it is not known. */
static void append_rest(GString *html, const ImageLook *look, PictureSize size)
{
    append_attribute(html, "alt", look->alt);
    append_attribute(html, "title", look->title);
    if (size.width > 0)
        g_string_append_printf(html, " width=\"%u\" height=\"%u\"", size.width, size.height);
    if (look->priority)
        g_string_append(html, " fetchpriority=\"high\"");
    else if (look->lazy && size.width > 0)
        g_string_append(html, " loading=\"lazy\"");
}

static void append_file(Engine *engine, const char *file, const ImageLook *look, GString *html)
{
    g_autofree char *address = published_address(engine, file, look->fragment);
    PictureSize size = {0};

    published_size(engine, file, &size);
    g_string_append(html, "<img");
    append_attribute(html, "class", look->class);
    append_attribute(html, "src", address);
    append_rest(html, look, size);
    g_string_append_c(html, '>');
}

/* A photo, and the sizes of its copies. */
typedef struct {
    Engine *engine;
    const char *file;
    const ImageLook *look;
    PhotoCrop crop;
    PictureSize sizes[PHOTO_WIDTHS_MAX];
    guint count;
} Copies;

static char *copy_address(const Copies *copies, guint index, PhotoFormat format)
{
    return published_copy(copies->engine, copies->file, &copies->crop,
                          copies->count > 0 ? copies->sizes[index].width : 0, format);
}

/* The copies to choose from, with their widths, and how wide they are shown: of a single one its address. */
static void append_choice(GString *html, const Copies *copies, PhotoFormat format, const char *sizes)
{
    g_string_append(html, " srcset=\"");
    for (guint i = 0; i < copies->count; i++) {
        g_autofree char *address = copy_address(copies, i, format);
        g_string_append(html, i > 0 ? ", " : "");
        g_string_append(html, address);
        if (copies->count > 1)
            g_string_append_printf(html, " %uw", copies->sizes[i].width);
    }
    g_string_append_c(html, '"');
    if (copies->count > 1)
        append_attribute(html, "sizes", sizes);
}

static guint middle_copy(const Copies *copies)
{
    guint middle = 0;

    for (guint i = 1; i < copies->count; i++)
        if (copies->sizes[i].width <= WIDTH_MIDDLE)
            middle = i;
    return middle;
}

/* Where nothing chooses, in a feed; and of a damaged photo, which the build is about to report. */
static void append_largest(GString *html, const Copies *copies)
{
    const guint last = MAX(copies->count, 1) - 1;
    g_autofree char *address = copy_address(copies, last, PHOTO_JPEG);

    g_string_append(html, "<img");
    append_attribute(html, "class", copies->look->class);
    append_attribute(html, "src", address);
    append_rest(html, copies->look, copies->sizes[last]);
    g_string_append_c(html, '>');
}

static const char *sizes_of_theme(const Engine *engine)
{
    reads_key(engine->reads, READ_TEMPLATE, "theme.lua");
    return theme_photo_sizes(engine->theme);
}

/* What is seen of a photo of which nobody has said what must be: of one that is higher than wide the upper
 * part, where heads are. */
static void settle_focus(const Engine *engine, const char *file, const ImageLook *look, PhotoCrop *crop)
{
    PictureSize whole;

    if (!look->focused && crop->across > 0 && published_size(engine, file, &whole) &&
        whole.height > whole.width)
        crop->focus_y = FOCUS_STANDING;
}

static void append_photo(Engine *engine, const char *file, const ImageLook *look, GString *html)
{
    Copies copies = {.engine = engine, .file = file, .look = look, .crop = look->crop};

    settle_focus(engine, file, look, &copies.crop);
    copies.count = published_photo(engine, file, &copies.crop, copies.sizes);
    if (copies.count == 0 || address_is_absolute(engine)) {
        append_largest(html, &copies);
        return;
    }
    const char *sizes = look->sizes ? look->sizes : sizes_of_theme(engine);
    g_autofree char *address = copy_address(&copies, middle_copy(&copies), PHOTO_JPEG);
    g_string_append(html, "<picture><source type=\"image/webp\"");
    append_choice(html, &copies, PHOTO_WEBP, sizes);
    g_string_append(html, "><img");
    append_attribute(html, "class", look->class);
    append_attribute(html, "src", address);
    if (copies.count > 1)
        append_choice(html, &copies, PHOTO_JPEG, sizes);
    append_rest(html, look, copies.sizes[copies.count - 1]);
    g_string_append(html, " decoding=\"async\"></picture>");
}

void image_append(Engine *engine, const char *file, const ImageLook *look, GString *html)
{
    if (photo_has_name(file))
        append_photo(engine, file, look, html);
    else
        append_file(engine, file, look, html);
}
/* What image() takes */

/* The first in the order of their bytes, so that a message is the same in every run. */
static void check_options(lua_State *L)
{
    const char *unknown = NULL;

    for (lua_pushnil(L); lua_next(L, OPTIONS); lua_pop(L, 1)) {
        if (lua_type(L, -2) != LUA_TSTRING)
            host_fail(L, N_("what image() takes besides the path needs names: alt = …"));
        const char *key = lua_tostring(L, -2);
        if (!view_is_one_of(key, OPTION_NAMES) && (!unknown || strcmp(key, unknown) < 0))
            unknown = key;
    }
    if (!unknown)
        return;
    char *near = suggest_hint(unknown, OPTION_NAMES);
    if (!near) {
        g_autofree char *names = strings_list(OPTION_NAMES);
        near = g_strdup_printf(_("it takes %s"), names);
    }
    host_error(L, near, N_("image() takes no '%s'"), unknown);
    lua_error(L);
}

/* An option that is a text, NULL where it is left out; it stays on the stack. */
static const char *read_text(lua_State *L, const char *name)
{
    gsize length;

    if (lua_getfield(L, OPTIONS, name) == LUA_TNIL)
        return NULL;
    const char *text = lua_type(L, -1) == LUA_TSTRING || lua_type(L, -1) == LUA_TNUMBER
                           ? lua_tolstring(L, -1, &length)
                           : NULL;
    if (!text || !g_utf8_validate_len(text, length, NULL))
        host_fail(L, N_("'%s' of image() is no text"), name);
    return text;
}

static gboolean read_flag(lua_State *L, const char *name, gboolean otherwise)
{
    const int kind = lua_getfield(L, OPTIONS, name);

    if (kind == LUA_TNIL)
        return otherwise;
    if (kind != LUA_TBOOLEAN) {
        host_error(L, g_strdup_printf(_("write %s = true"), name),
                   N_("'%s' of image() is neither true nor false"), name);
        lua_error(L);
    }
    return lua_toboolean(L, -1);
}

/* As srcset has it: how wide the picture is shown. */
static const char *read_sizes(lua_State *L)
{
    const int kind = lua_getfield(L, OPTIONS, "sizes");
    const char *text = kind == LUA_TSTRING ? read_text(L, "sizes") : NULL;

    if (kind != LUA_TNIL && (!text || text[strspn(text, " \t\n")] == '\0')) {
        host_error(L, g_strdup(_("write how wide it is shown: sizes = \"(min-width: 48rem) 20rem, 92vw\"")),
                   N_("'sizes' of image() is no text"));
        lua_error(L);
    }
    return text;
}

static guint common_divisor(guint a, guint b)
{
    return b == 0 ? a : common_divisor(b, a % b);
}

/* "4:5"; in its least numbers, so that copies of the same part are the same. */
static void read_ratio(lua_State *L, PhotoCrop *crop)
{
    const char *text = read_text(L, "ratio");
    guint across = 0, down = 0;
    int end = 0;

    if (!text)
        return;
    if (sscanf(text, "%3u:%3u%n", &across, &down, &end) != 2 || text[end] || !g_ascii_isdigit(*text) ||
        across == 0 || down == 0 || across > PHOTO_RATIO_MAX || down > PHOTO_RATIO_MAX) {
        host_error(L, g_strdup(_("write ratio = \"4:5\", how wide and how high it is shown")),
                   N_("'ratio' of image() is '%s'"), text);
        lua_error(L);
    }
    const guint divisor = common_divisor(across, down);
    crop->across = across / divisor;
    crop->down = down / divisor;
}

static char *focus_hint(void)
{
    return g_strdup(_("write focus = { x = 50, y = 30 }, in percent from the left and from the top"));
}

/* Of the field of `focus` that is on top of the stack: the middle where it is left out. */
static guint read_percent(lua_State *L, const char *name)
{
    const int kind = lua_getfield(L, -1, name);
    const double number = kind == LUA_TNIL ? 50 : lua_tonumber(L, -1);

    if (kind != LUA_TNIL && (kind != LUA_TNUMBER || !(number >= 0 && number <= 100))) {
        host_error(L, focus_hint(), N_("'%s' of 'focus' is no number from 0 to 100"), name);
        lua_error(L);
    }
    lua_pop(L, 1);
    return (guint)(number + 0.5);
}

/* Whether the table on top of the stack says nothing. */
static gboolean has_neither(lua_State *L)
{
    if (!lua_istable(L, -1))
        return FALSE;
    const gboolean x = lua_getfield(L, -1, "x") != LUA_TNIL, y = lua_getfield(L, -2, "y") != LUA_TNIL;
    lua_pop(L, 2);
    return !x && !y;
}

/* A table, or the value of a field of an entry; FALSE, and the middle, where there is none. */
static gboolean read_focus(lua_State *L, PhotoCrop *crop)
{
    crop->focus_x = crop->focus_y = 50;
    if (lua_getfield(L, OPTIONS, "focus") == LUA_TNIL)
        return FALSE;
    if (!lua_istable(L, -1) && !lua_isuserdata(L, -1)) {
        host_error(L, focus_hint(), N_("'%s' of image() is no table"), "focus");
        lua_error(L);
    }
    if (has_neither(L)) {
        host_error(L, focus_hint(), N_("'focus' of image() has neither 'x' nor 'y'"));
        lua_error(L);
    }
    crop->focus_x = read_percent(L, "x");
    crop->focus_y = read_percent(L, "y");
    return TRUE;
}

static void read_crop(lua_State *L, ImageLook *look)
{
    read_ratio(L, &look->crop);
    look->focused = read_focus(L, &look->crop);
    if (look->crop.across == 0)
        look->crop = (PhotoCrop){0};
}

static void check_alt(lua_State *L, const char *alt)
{
    if (alt)
        return;
    host_error(L,
               g_strdup(_("write image(path, { alt = \"…\" }): what it shows, or \"\" where the text "
                          "beside it says that")),
               N_("image() needs an 'alt'"));
    lua_error(L);
}

static void check_path(lua_State *L)
{
    if (!lua_isnil(L, PATH))
        return;
    host_error(L, g_strdup(_("where there may be none, ask first: {% if page.cover then %} … {% end %}")),
               N_("image() has got no picture: the first value is nil"));
    lua_error(L);
}

/* image(path, { alt = …, class = …, … }): HTML. */
static int f_image(lua_State *L)
{
    ImageLook look = {0};

    lua_settop(L, OPTIONS);
    check_path(L);
    const char *file = published_check(L, PATH);
    if (lua_istable(L, OPTIONS)) {
        check_options(L);
        look.alt = read_text(L, "alt");
    }
    check_alt(L, look.alt);
    look.class = read_text(L, "class");
    look.sizes = read_sizes(L);
    look.priority = read_flag(L, "priority", FALSE);
    look.lazy = read_flag(L, "lazy", photo_has_name(file));
    read_crop(L, &look);

    GString *html = g_string_new(NULL);
    image_append(engine_of(L), file, &look, html);
    push_markup(L, html->str, html->len);
    g_string_free(html, TRUE);
    return 1;
}

void image_open(lua_State *L)
{
    static const luaL_Reg functions[] = {{"image", f_image}, {NULL, NULL}};
    luaL_setfuncs(L, functions, 0);
}
