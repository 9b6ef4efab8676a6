/* SPDX-License-Identifier: MIT */
#include "typeset/artwork.h"

#include "typeset/artwork-check.h"

#include <glib/gi18n.h>
#include <librsvg/rsvg.h>
#include <math.h>

struct Artwork {
    const char *file;
    CheckedArtwork *checked;
    RsvgHandle *handle;
    double width, height; /* of the paper, in points */
    Box *boxes;           /* of the frames */
};

void artwork_free(Artwork *artwork)
{
    if (!artwork)
        return;
    checked_artwork_free(artwork->checked);
    g_clear_object(&artwork->handle);
    g_free(artwork->boxes);
    g_free(artwork);
}

static gboolean proportion_check(const Artwork *artwork, const Sheet *sheet, Diagnostics *diagnostics)
{
    const CheckedArtwork *checked = artwork->checked;
    const double bent = fabs(log((artwork->width / artwork->height) / (checked->width / checked->height)));

    /* Half a millimetre of A4 is a matter of rounding. */
    if (bent <= MAX(sheet->stretch, 0.002))
        return TRUE;
    const double fits = MIN(sheet->paper.width / checked->width, sheet->paper.height / checked->height);
    g_autofree char *hint = g_strdup_printf(_("take paper of its form, such as %.0fx%.0f, or draw a variant "
                                              "of about %.0f × %.0f mm and name it in "
                                              "sheet.lua: artwork = { … }"),
                                            checked->width * fits, checked->height * fits, sheet->paper.width,
                                            sheet->paper.height);
    diagnostics_error(diagnostics, PLACE_FILE(artwork->file), hint,
                      _("the artwork is 1 : %.2f, the paper 1 : %.2f: it would be bent by %.0f%%"),
                      checked->height / checked->width, artwork->height / artwork->width,
                      100 * (exp(bent) - 1));
    return FALSE;
}

/* librsvg measures right in its pixels only, whatever the viewport. */
static gboolean frame_measure(const Artwork *artwork, const char *name, Box *box)
{
    const CheckedArtwork *checked = artwork->checked;
    const RsvgRectangle pixels = {0, 0, checked->across, checked->down};
    const double x = artwork->width / checked->across, y = artwork->height / checked->down;
    g_autofree char *id = g_strconcat("#", ARTWORK_FRAME_PREFIX, name, NULL);
    RsvgRectangle ink, logical;

    if (!rsvg_handle_get_geometry_for_layer(artwork->handle, id, &pixels, &ink, &logical, NULL))
        return FALSE;
    *box = (Box){logical.x * x, logical.y * y, logical.width * x, logical.height * y};
    return box->width > 0 && box->height > 0 && isfinite(box->x + box->y + box->width + box->height);
}

static gboolean frames_measure(Artwork *artwork, Diagnostics *diagnostics)
{
    const GPtrArray *frames = artwork->checked->frames;
    gboolean good = TRUE;

    artwork->boxes = g_new0(Box, frames->len);
    for (guint i = 0; i + 1 < frames->len; i++) {
        const char *name = g_ptr_array_index(frames, i);
        if (frame_measure(artwork, name, &artwork->boxes[i]))
            continue;
        good = FALSE;
        diagnostics_error(
            diagnostics, PLACE_FILE(artwork->file),
            _("draw it as a rectangle; it must not stand in <defs>, nor in a group that a style "
              "sheet hides with display:none"),
            _("frame '%s' of the artwork has no size"), name);
    }
    return good;
}

static gboolean artwork_load(Artwork *artwork, Diagnostics *diagnostics)
{
    const GString *svg = artwork->checked->svg;
    g_autoptr(GError) error = NULL;

    artwork->handle = rsvg_handle_new_from_data((const guint8 *)svg->str, svg->len, &error);
    if (!artwork->handle) {
        diagnostics_error(diagnostics, PLACE_FILE(artwork->file), NULL, _("the artwork cannot be read: %s"),
                          error->message);
        return FALSE;
    }
    rsvg_handle_set_dpi(artwork->handle, 96);
    return TRUE;
}

Artwork *artwork_new(const Sheet *sheet, gboolean grey, Diagnostics *diagnostics)
{
    g_autoptr(Artwork) artwork = g_new0(Artwork, 1);

    artwork->file = sheet->artwork_file;
    artwork->width = sheet->paper.width * POINTS_PER_MM;
    artwork->height = sheet->paper.height * POINTS_PER_MM;
    artwork->checked =
        artwork_check(sheet->artwork, sheet->artwork_length, sheet->artwork_file, grey, NULL, diagnostics);
    if (!artwork->checked || !proportion_check(artwork, sheet, diagnostics) ||
        !artwork_load(artwork, diagnostics) || !frames_measure(artwork, diagnostics))
        return NULL;
    return g_steal_pointer(&artwork);
}

gboolean artwork_frame(const Artwork *artwork, const char *id, Box *box)
{
    const GPtrArray *frames = artwork->checked->frames;

    for (guint i = 0; i + 1 < frames->len; i++)
        if (g_str_equal(g_ptr_array_index(frames, i), id)) {
            *box = artwork->boxes[i];
            return TRUE;
        }
    return FALSE;
}

const char *const *artwork_frames(const Artwork *artwork)
{
    return (const char *const *)artwork->checked->frames->pdata;
}

double artwork_scale(const Artwork *artwork)
{
    return MIN(artwork->width / artwork->checked->width, artwork->height / artwork->checked->height);
}

static gboolean artwork_render(const Artwork *artwork, cairo_t *cairo, Diagnostics *diagnostics)
{
    const RsvgRectangle paper = {0, 0, artwork->width, artwork->height};
    g_autoptr(GError) error = NULL;

    if (rsvg_handle_render_document(artwork->handle, cairo, &paper, &error))
        return TRUE;
    diagnostics_error(diagnostics, PLACE_FILE(artwork->file), NULL, _("the artwork cannot be drawn: %s"),
                      error->message);
    return FALSE;
}

/* Points by which the bleed reaches below the sheet, so that no seam is seen. */
#define BLEED_OVERLAP 0.25

static void recording_paint(cairo_t *cairo, cairo_surface_t *recording)
{
    cairo_set_source_surface(cairo, recording, 0, 0);
    cairo_paint(cairo);
}

/*
 * What is drawn up to the edge of the paper goes on beyond it: there, and only there, the artwork is a little
 * larger. A border 5 mm within does not come again.
 */
static void bleed_paint(const Artwork *artwork, cairo_t *cairo, cairo_surface_t *recording, double bleed)
{
    const double width = artwork->width, height = artwork->height;

    cairo_save(cairo);
    cairo_set_fill_rule(cairo, CAIRO_FILL_RULE_EVEN_ODD);
    cairo_rectangle(cairo, -bleed, -bleed, width + 2 * bleed, height + 2 * bleed);
    cairo_rectangle(cairo, BLEED_OVERLAP, BLEED_OVERLAP, width - 2 * BLEED_OVERLAP,
                    height - 2 * BLEED_OVERLAP);
    cairo_clip(cairo);
    cairo_set_fill_rule(cairo, CAIRO_FILL_RULE_WINDING);
    cairo_translate(cairo, -bleed, -bleed);
    cairo_scale(cairo, 1 + 2 * bleed / width, 1 + 2 * bleed / height);
    recording_paint(cairo, recording);
    cairo_restore(cairo);
}

/* It is drawn twice, and written once: the recording becomes a form in a PDF. */
static gboolean bled_draw(const Artwork *artwork, cairo_t *cairo, double bleed, Diagnostics *diagnostics)
{
    const cairo_rectangle_t extents = {-bleed, -bleed, artwork->width + 2 * bleed,
                                       artwork->height + 2 * bleed};
    cairo_surface_t *recording = cairo_recording_surface_create(CAIRO_CONTENT_COLOR_ALPHA, &extents);
    cairo_t *recorder = cairo_create(recording);
    const gboolean drawn = artwork_render(artwork, recorder, diagnostics);

    cairo_destroy(recorder);
    if (drawn) {
        bleed_paint(artwork, cairo, recording, bleed);
        recording_paint(cairo, recording);
    }
    cairo_surface_destroy(recording);
    return drawn;
}

gboolean artwork_draw(const Artwork *artwork, cairo_t *cairo, double bleed, Diagnostics *diagnostics)
{
    gboolean drawn;

    if (bleed > 0)
        return bled_draw(artwork, cairo, bleed, diagnostics);
    cairo_save(cairo);
    cairo_rectangle(cairo, 0, 0, artwork->width, artwork->height);
    cairo_clip(cairo);
    drawn = artwork_render(artwork, cairo, diagnostics);
    cairo_restore(cairo);
    return drawn;
}
