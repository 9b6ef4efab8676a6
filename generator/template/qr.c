/* SPDX-License-Identifier: MIT */
#include "template/qr.h"

#include "picture/qr.h"
#include "template/push.h"

#include <glib/gi18n.h>

/* qr(text): its code as HTML. */
static int f_qr(lua_State *L)
{
    gsize length;
    const char *text = luaL_checklstring(L, 1, &length);

    luaL_argcheck(L, length > 0, 1, N_("must not be empty"));
    luaL_argcheck(L, g_utf8_validate_len(text, length, NULL), 1, N_("must be UTF-8"));
    GString *svg = g_string_new(NULL);
    const gboolean done = qr_svg(text, length, svg);
    push_markup(L, svg->str, svg->len);
    g_string_free(svg, TRUE);
    if (done)
        return 1;
    host_error(L, g_strdup(_("let it hold the address of the text")),
               N_("a QR code holds %d bytes at the most, and this text has %zu"), QR_BYTES_MAX, length);
    return lua_error(L);
}

void qr_open(lua_State *L)
{
    static const luaL_Reg functions[] = {{"qr", f_qr}, {NULL, NULL}};
    luaL_setfuncs(L, functions, 0);
}
