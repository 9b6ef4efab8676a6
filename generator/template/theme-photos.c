/* SPDX-License-Identifier: MIT */
/* `photos` of theme.lua: how wide a theme shows them. */
#include "template/member.h"
#include "template/theme-private.h"
#include "text/suggest.h"

#include <glib/gi18n.h>
#include <string.h>

/* A column of text on a desk, the whole width on a telephone. */
#define SIZES "(min-width: 46rem) 44rem, 100vw"

static const char *const KEYS[] = {"sizes", NULL};

static void read_sizes(Theme *theme, const Source *source, const LuaMember *member, Diagnostics *diagnostics)
{
    g_autofree char *text = member->kind == MEMBER_TEXT ? g_strstrip(g_strdup(member->text)) : NULL;

    if (text && *text && strcspn(text, "\n\r\t") == strlen(text)) {
        theme->photo_sizes = arena_strdup(theme->arena, text);
        return;
    }
    g_autofree char *hint = g_strdup_printf(_("write %s"), THEME_PHOTOS_EXAMPLE);
    diagnostics_error(diagnostics, PLACE_FILE(source->name), hint,
                      _("photos: 'sizes' must be a text in one line"));
}

static void refuse(const Source *source, const LuaMember *member, Diagnostics *diagnostics)
{
    g_autofree char *hint = *member->key ? suggest_hint(member->key, KEYS) : NULL;

    if (*member->key)
        diagnostics_error(diagnostics, PLACE_FILE(source->name), hint, _("photos: there is no '%s'"),
                          member->key);
    else
        diagnostics_error(diagnostics, PLACE_FILE(source->name), NULL,
                          _("photos: it takes names and values only"));
}

void theme_read_photos(Theme *theme, const Source *source, GVariant *members, Diagnostics *diagnostics)
{
    g_autoptr(GArray) read = members_new(members);

    for (guint i = 0; i < read->len; i++) {
        const LuaMember *member = &g_array_index(read, LuaMember, i);
        if (strcmp(member->key, "sizes") == 0)
            read_sizes(theme, source, member, diagnostics);
        else
            refuse(source, member, diagnostics);
    }
}

const char *theme_photo_sizes(const Theme *theme)
{
    return theme->photo_sizes ? theme->photo_sizes : SIZES;
}
