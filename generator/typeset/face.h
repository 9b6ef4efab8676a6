/* SPDX-License-Identifier: MIT */
/*
 * Private to typeset/: the fonts that a theme names by role, found with fontconfig, read by HarfBuzz. Nothing
 * is ever taken from a font that the theme has not named: what none of them has is a missing character.
 */
#pragma once

#include "typeset/module.h"

#include <hb.h>

/* One face of one file. Coordinates of `font` are in units of 1/1000 of the size. */
typedef struct {
    guint number;       /* among those of its Fonts */
    const char *family; /* "Noto Sans CJK SC" */
    gboolean bold;
    char *file;
    guint index; /* within a collection */
    hb_face_t *face;
    hb_font_t *font;
    double ascent, descent; /* of the size, from the baseline; both positive: 0.88 and 0.12 */
} Face;

typedef struct Fonts Fonts;

#define EM_UNITS 1000

/*
 * Finds the faces of all roles, upright, regular and bold. A family that is not installed is passed over; a
 * role of which no family is there is a diagnostic at `place` (theme.lua) that says what to install, and so
 * is a family without a real bold. NULL after such.
 */
Fonts *fonts_new(const FontRole *roles, guint count, Place place, Diagnostics *diagnostics);
void fonts_free(Fonts *fonts);

/* The first family of the role that has `character`; where none has, NULL. `role` of no theme: "sans". */
const Face *fonts_find(Fonts *fonts, const char *role, gboolean bold, gunichar character);
/* The first family of the role, whatever it has. */
const Face *fonts_first(Fonts *fonts, const char *role, gboolean bold);
/* Files and folders of the machine's fonts, NULL-terminated. */
const char *const *fonts_places(const Fonts *fonts);
guint fonts_count(const Fonts *fonts);
const Face *fonts_at(const Fonts *fonts, guint number);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(Fonts, fonts_free)
