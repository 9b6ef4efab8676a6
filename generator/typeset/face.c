/* SPDX-License-Identifier: MIT */
#include "typeset/face.h"

#include "text/strings.h"
#include "typeset/machine-fonts.h"

#include <glib/gi18n.h>
#include <string.h>

#define N_WEIGHTS 2 /* regular, bold */

/* Faces of one family; both or neither. */
typedef struct {
    const Face *faces[N_WEIGHTS];
} Family;

typedef struct {
    char *name;
    GArray *families; /* Family, at least one */
} Role;

struct Fonts {
    GPtrArray *faces; /* Face */
    GPtrArray *roles; /* Role */
    char **places;    /* where all of the machine's fonts are */
};

static void face_free(gpointer data)
{
    Face *face = data;

    hb_font_destroy(face->font);
    hb_face_destroy(face->face);
    g_free((char *)face->family);
    g_free(face->file);
    g_free(face);
}

static void role_free(gpointer data)
{
    Role *role = data;

    g_array_unref(role->families);
    g_free(role->name);
    g_free(role);
}

void fonts_free(Fonts *fonts)
{
    if (!fonts)
        return;
    g_ptr_array_unref(fonts->roles);
    g_ptr_array_unref(fonts->faces);
    g_strfreev(fonts->places);
    g_free(fonts);
}

/* A face that fontconfig knows of, and how far its weight is from what is wanted. */
typedef struct {
    double distance;
    const char *file;
    guint index;
} Candidate;

static int candidate_compare(const Candidate *a, const Candidate *b)
{
    const int files = strcmp(a->file, b->file);

    if (a->distance != b->distance)
        return a->distance < b->distance ? -1 : 1;
    return files ? files : (a->index > b->index) - (a->index < b->index);
}

/*
 * Whether a pattern is a face of its own (an instance of a variable font has a number in the upper half of
 * its index), upright and of that weight: fontconfig's scale, on which 80 is regular and 200 bold.
 */
static gboolean candidate_read(FcPattern *pattern, gboolean bold, Candidate *candidate)
{
    const double wanted = bold ? FC_WEIGHT_BOLD : FC_WEIGHT_REGULAR;
    FcChar8 *file;
    double weight;
    int slant, index;
    FcBool variable;

    if (FcPatternGetString(pattern, FC_FILE, 0, &file) != FcResultMatch ||
        FcPatternGetInteger(pattern, FC_INDEX, 0, &index) != FcResultMatch || index < 0 || index > 0xffff ||
        FcPatternGetDouble(pattern, FC_WEIGHT, 0, &weight) != FcResultMatch || ABS(weight - wanted) > 20)
        return FALSE;
    if (FcPatternGetInteger(pattern, FC_SLANT, 0, &slant) == FcResultMatch && slant != FC_SLANT_ROMAN)
        return FALSE;
    if (FcPatternGetBool(pattern, FC_VARIABLE, 0, &variable) == FcResultMatch && variable)
        return FALSE;
    *candidate = (Candidate){ABS(weight - wanted), (const char *)file, (guint)index};
    return TRUE;
}

/* The best of the installed faces of a family; FALSE if it has none of that weight. `file` is a copy. */
static gboolean face_find(FcConfig *config, const char *family, gboolean bold, char **file, guint *index)
{
    FcPattern *pattern = FcPatternCreate();
    FcObjectSet *fields =
        FcObjectSetBuild(FC_FILE, FC_INDEX, FC_WEIGHT, FC_SLANT, FC_VARIABLE, (const char *)NULL);
    Candidate best = {0};

    FcPatternAddString(pattern, FC_FAMILY, (const FcChar8 *)family);
    FcPatternAddBool(pattern, FC_SCALABLE, FcTrue);
    FcFontSet *found = FcFontList(config, pattern, fields);
    for (int i = 0; found && i < found->nfont; i++) {
        Candidate candidate;
        if (candidate_read(found->fonts[i], bold, &candidate) &&
            (!best.file || candidate_compare(&candidate, &best) < 0))
            best = candidate;
    }
    *file = g_strdup(best.file);
    *index = best.index;
    if (found)
        FcFontSetDestroy(found);
    FcObjectSetDestroy(fields);
    FcPatternDestroy(pattern);
    return *file != NULL;
}

/*
 * The box that ideographs are drawn in: sTypoAscender and sTypoDescender of the table OS/2, which fonts for
 * Chinese set to it. A Latin font, whose two do not add up to one size, gets the usual one.
 */
static void face_measure(Face *face)
{
    hb_blob_t *table = hb_face_reference_table(face->face, HB_TAG('O', 'S', '/', '2'));
    unsigned length;
    const guint8 *bytes = (const guint8 *)hb_blob_get_data(table, &length);
    const double em = hb_face_get_upem(face->face);

    face->ascent = 0.88;
    face->descent = 0.12;
    if (length >= 72) {
        const double ascent = (gint16)(bytes[68] << 8 | bytes[69]) / em;
        const double descent = -(gint16)(bytes[70] << 8 | bytes[71]) / em;
        if (ascent > 0.7 && descent > 0 && ABS(ascent + descent - 1) < 0.01) {
            face->ascent = ascent;
            face->descent = descent;
        }
    }
    hb_blob_destroy(table);
}

/* The face of that file, which several roles may share; NULL if it cannot be read. Takes `file`. */
static const Face *face_open(Fonts *fonts, const char *family, gboolean bold, char *file, guint index)
{
    for (guint i = 0; i < fonts->faces->len; i++) {
        const Face *face = fonts->faces->pdata[i];
        if (face->index == index && g_str_equal(face->file, file)) {
            g_free(file);
            return face;
        }
    }
    hb_blob_t *blob = hb_blob_create_from_file(file);
    hb_face_t *opened = hb_face_create(blob, index);
    hb_blob_destroy(blob);
    if (hb_face_get_glyph_count(opened) == 0) {
        hb_face_destroy(opened);
        g_free(file);
        return NULL;
    }
    Face *face = g_new0(Face, 1);
    *face = (Face){.number = fonts->faces->len,
                   .family = g_strdup(family),
                   .bold = bold,
                   .file = file,
                   .index = index,
                   .face = opened,
                   .font = hb_font_create(opened)};
    hb_font_set_scale(face->font, EM_UNITS, EM_UNITS);
    face_measure(face);
    g_ptr_array_add(fonts->faces, face);
    return face;
}

typedef struct {
    Fonts *fonts;
    FcConfig *config;
    Place place;
    Diagnostics *diagnostics;
} Opening;

static const Face *face_get(const Opening *opening, const char *family, gboolean bold)
{
    char *file;
    guint index;

    return face_find(opening->config, family, bold, &file, &index)
               ? face_open(opening->fonts, family, bold, file, index)
               : NULL;
}

static char *family_hint(const char *family)
{
    if (g_str_has_prefix(family, "Noto Sans CJK") || g_str_has_prefix(family, "Noto Serif CJK"))
        return g_strdup(_("install the package 'fonts-noto-cjk'"));
    return g_strdup(_("install the font, or name another in 'fonts' of theme.lua"));
}

/* Adds a family to the role where it is installed; FALSE after a diagnostic. */
static gboolean family_open(const Opening *opening, Role *role, const char *name)
{
    const Family family = {{face_get(opening, name, FALSE), face_get(opening, name, TRUE)}};

    if (!family.faces[0] && !family.faces[1])
        return TRUE;
    if (!family.faces[0] || !family.faces[1]) {
        g_autofree char *hint = family_hint(name);
        diagnostics_error(opening->diagnostics, opening->place, hint,
                          family.faces[0] ? _("the font '%s' is installed without its bold face")
                                          : _("the font '%s' is installed without its regular face"),
                          name);
        return FALSE;
    }
    g_array_append_val(role->families, family);
    return TRUE;
}

static gboolean role_open(const Opening *opening, const FontRole *wanted)
{
    Role *role = g_new0(Role, 1);

    role->name = g_strdup(wanted->role);
    role->families = g_array_new(FALSE, FALSE, sizeof(Family));
    g_ptr_array_add(opening->fonts->roles, role);
    for (guint i = 0; wanted->families[i]; i++)
        if (!family_open(opening, role, wanted->families[i]))
            return FALSE;
    if (role->families->len > 0)
        return TRUE;
    g_autofree char *names = strings_list(wanted->families);
    g_autofree char *hint = family_hint(wanted->families[0] ? wanted->families[0] : "");
    diagnostics_error(opening->diagnostics, opening->place, hint,
                      _("no font of the role '%s' is installed: %s"), wanted->role, names);
    return FALSE;
}

Fonts *fonts_new(const FontRole *roles, guint count, Place place, Diagnostics *diagnostics)
{
    g_autoptr(Fonts) fonts = g_new0(Fonts, 1);
    gboolean opened = TRUE;

    fonts->faces = g_ptr_array_new_with_free_func(face_free);
    fonts->roles = g_ptr_array_new_with_free_func(role_free);
    g_return_val_if_fail(count > 0, NULL);
    const Opening opening = {fonts, machine_fonts_open(&fonts->places), place, diagnostics};
    for (guint i = 0; i < count; i++)
        opened = role_open(&opening, &roles[i]) && opened;
    return opened ? g_steal_pointer(&fonts) : NULL;
}

const char *const *fonts_places(const Fonts *fonts)
{
    return (const char *const *)fonts->places;
}

static const Role *role_find(const Fonts *fonts, const char *name)
{
    const Role *fallback = fonts->roles->pdata[0];

    for (guint i = 0; i < fonts->roles->len; i++) {
        const Role *role = fonts->roles->pdata[i];
        if (g_str_equal(role->name, name))
            return role;
        if (g_str_equal(role->name, "sans"))
            fallback = role;
    }
    return fallback;
}

const Face *fonts_find(Fonts *fonts, const char *role, gboolean bold, gunichar character)
{
    const Role *found = role_find(fonts, role);

    for (guint i = 0; i < found->families->len; i++) {
        const Face *face = g_array_index(found->families, Family, i).faces[!!bold];
        hb_codepoint_t glyph;
        if (hb_font_get_nominal_glyph(face->font, character, &glyph))
            return face;
    }
    return NULL;
}

const Face *fonts_first(Fonts *fonts, const char *role, gboolean bold)
{
    return g_array_index(role_find(fonts, role)->families, Family, 0).faces[!!bold];
}

guint fonts_count(const Fonts *fonts)
{
    return fonts->faces->len;
}

const Face *fonts_at(const Fonts *fonts, guint number)
{
    return fonts->faces->pdata[number];
}
