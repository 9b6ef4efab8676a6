/* SPDX-License-Identifier: MIT */
/* `fonts` of theme.lua: families by the role in which sheets name them. */
#include "template/member.h"
#include "template/theme-private.h"

#include <glib/gi18n.h>
#include <string.h>

/* More than a sheet can want; each costs a look for its files. */
#define ROLES_MAX 16
#define FAMILIES_MAX 16

/* What `make site` installs, and what there is without a word in theme.lua. */
static const char *const SANS[] = {"Noto Sans CJK SC", NULL};
static const char *const SERIF[] = {"Noto Serif CJK SC", NULL};
static const FontRole DEFAULTS[] = {{"sans", SANS}, {"serif", SERIF}};

static void G_GNUC_PRINTF(4, 5)
    fail(const Source *source, Diagnostics *diagnostics, const char *hint, const char *format, ...)
{
    va_list arguments;

    va_start(arguments, format);
    g_autofree char *message = g_strdup_vprintf(format, arguments);
    va_end(arguments);
    diagnostics_error(diagnostics, PLACE_FILE(source->name), hint, _("fonts: %s"), message);
}

/* As Lua takes it without quotes. */
static gboolean is_role(const char *name)
{
    return g_ascii_isalpha(*name) &&
           strspn(name, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_") == strlen(name);
}

/* The families of a member in the theme's arena; NULL after a diagnostic. */
static const char *const *read_families(Theme *theme, const Source *source, const LuaMember *member,
                                        Diagnostics *diagnostics)
{
    const char *const one[] = {member->text, NULL};
    const char *const *names = member->kind == MEMBER_TEXT   ? one
                               : member->kind == MEMBER_LIST ? (const char *const *)member->list
                                                             : NULL;
    const guint count = names ? g_strv_length((char **)names) : 0;
    gboolean good = count > 0 && count <= FAMILIES_MAX;

    for (guint i = 0; good && i < count; i++)
        good = *names[i] != '\0';
    if (!good) {
        g_autofree char *hint =
            g_strdup_printf(_("write %s = { \"Noto Sans CJK SC\", \"Noto Sans\" }"), member->key);
        fail(source, diagnostics, hint, _("'%s' must be a list of 1 to %d names of fonts"), member->key,
             FAMILIES_MAX);
        return NULL;
    }
    const char **families = arena_new0(theme->arena, const char *, count + 1);
    for (guint i = 0; i < count; i++)
        families[i] = arena_strdup(theme->arena, names[i]);
    return families;
}

static void read_role(Theme *theme, const Source *source, const LuaMember *member, Diagnostics *diagnostics)
{
    if (!*member->key) {
        fail(source, diagnostics, _("write fonts = { sans = { \"Noto Sans CJK SC\" } }"),
             _("it takes names and values only"));
        return;
    }
    if (!is_role(member->key)) {
        fail(source, diagnostics, _("letters of English, digits and '_' make a name"),
             _("'%s' cannot be the name of a role"), member->key);
        return;
    }
    const FontRole role = {arena_strdup(theme->arena, member->key),
                           read_families(theme, source, member, diagnostics)};
    if (role.families)
        g_array_append_val(theme->fonts, role);
}

static gboolean has_role(const Theme *theme, const char *name)
{
    for (guint i = 0; i < theme->fonts->len; i++)
        if (strcmp(g_array_index(theme->fonts, FontRole, i).role, name) == 0)
            return TRUE;
    return FALSE;
}

void theme_read_fonts(Theme *theme, const Source *source, GVariant *members, Diagnostics *diagnostics)
{
    g_autoptr(GArray) roles = members ? members_new(members) : NULL;

    if (roles && roles->len > ROLES_MAX)
        fail(source, diagnostics, NULL, _("there can be %d roles at the most"), ROLES_MAX);
    for (guint i = 0; roles && i < MIN(roles->len, ROLES_MAX); i++)
        read_role(theme, source, &g_array_index(roles, LuaMember, i), diagnostics);
    for (guint i = 0; i < G_N_ELEMENTS(DEFAULTS); i++)
        if (!has_role(theme, DEFAULTS[i].role))
            g_array_append_val(theme->fonts, DEFAULTS[i]);
}
