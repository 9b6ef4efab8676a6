/* SPDX-License-Identifier: MIT */
#include "typeset/subset.h"

#include <cairo-ft.h>
#include <hb-subset.h>

/*
 * What draws a glyph by its number. Layout has been done; and without the table of characters HarfBuzz does
 * not read through all forty thousand of them for each subset.
 */
static const hb_tag_t used_tables[] = {
    HB_TAG('C', 'F', 'F', ' '), HB_TAG('g', 'l', 'y', 'f'), HB_TAG('l', 'o', 'c', 'a'),
    HB_TAG('h', 'e', 'a', 'd'), HB_TAG('h', 'h', 'e', 'a'), HB_TAG('h', 'm', 't', 'x'),
    HB_TAG('m', 'a', 'x', 'p'), HB_TAG('O', 'S', '/', '2'), HB_TAG('n', 'a', 'm', 'e'),
    HB_TAG('p', 'o', 's', 't'),
};

typedef struct {
    cairo_font_face_t *font; /* NULL: nothing of it is used */
    hb_map_t *glyphs;        /* from the face's numbers to those of the subset */
} Subset;

struct Subsets {
    Subset *subsets; /* by Face.number */
    guint count;
};

/* What a Cairo font needs as long as it is there, which is longer than what drew with it. */
typedef struct {
    FT_Library library;
    FT_Face face;
    hb_blob_t *bytes;
} Outlines;

static void outlines_free(void *data)
{
    Outlines *outlines = data;

    if (outlines->face)
        FT_Done_Face(outlines->face);
    if (outlines->library)
        FT_Done_FreeType(outlines->library);
    hb_blob_destroy(outlines->bytes);
    g_free(outlines);
}

/* Takes over `bytes`. */
static cairo_font_face_t *outlines_font(hb_blob_t *bytes)
{
    static const cairo_user_data_key_t key;
    Outlines *outlines = g_new0(Outlines, 1);
    guint length;
    const char *data = hb_blob_get_data(bytes, &length);

    outlines->bytes = bytes;
    if (FT_Init_FreeType(&outlines->library) != 0 ||
        FT_New_Memory_Face(outlines->library, (const FT_Byte *)data, (FT_Long)length, 0, &outlines->face) !=
            0) {
        outlines_free(outlines);
        return NULL;
    }
    cairo_font_face_t *font = cairo_ft_font_face_create_for_ft_face(outlines->face, FT_LOAD_NO_HINTING);
    if (cairo_font_face_set_user_data(font, &key, outlines, outlines_free) != CAIRO_STATUS_SUCCESS) {
        cairo_font_face_destroy(font);
        outlines_free(outlines);
        return NULL;
    }
    return font;
}

static void bare_destroy(void *data)
{
    hb_face_destroy(data);
}

/* The face with those tables only; kept by it, and borrowed. */
static hb_face_t *face_bare(hb_face_t *face)
{
    static hb_user_data_key_t key;
    hb_face_t *bare = hb_face_get_user_data(face, &key);

    if (bare)
        return bare;
    bare = hb_face_builder_create();
    for (guint i = 0; i < G_N_ELEMENTS(used_tables); i++) {
        hb_blob_t *table = hb_face_reference_table(face, used_tables[i]);
        if (hb_blob_get_length(table) > 0)
            hb_face_builder_add_table(bare, used_tables[i], table);
        hb_blob_destroy(table);
    }
    hb_face_set_user_data(face, &key, bare, bare_destroy, TRUE);
    return bare;
}

static gboolean subset_make(Subset *subset, hb_face_t *face, const hb_set_t *glyphs)
{
    hb_subset_input_t *input = hb_subset_input_create_or_fail();

    if (!input)
        return FALSE;
    hb_set_union(hb_subset_input_glyph_set(input), glyphs);
    hb_subset_input_set_flags(input, HB_SUBSET_FLAGS_DESUBROUTINIZE | HB_SUBSET_FLAGS_NO_HINTING |
                                         HB_SUBSET_FLAGS_NOTDEF_OUTLINE);
    hb_subset_plan_t *plan = hb_subset_plan_create_or_fail(face_bare(face), input);
    hb_face_t *made = plan ? hb_subset_plan_execute_or_fail(plan) : NULL;
    if (made) {
        subset->glyphs = hb_map_copy(hb_subset_plan_old_to_new_glyph_mapping(plan));
        subset->font = outlines_font(hb_face_reference_blob(made));
    }
    hb_face_destroy(made);
    hb_subset_plan_destroy(plan);
    hb_subset_input_destroy(input);
    return subset->font != NULL;
}

static void glyphs_gather(const Marks *marks, hb_set_t **used)
{
    const guint count = marks_count(marks);

    for (guint i = 0; i < count; i++) {
        const Mark *mark = marks_at(marks, i);
        if (mark->kind != MARK_GLYPHS)
            continue;
        hb_set_t **glyphs = &used[mark->run.face->number];
        if (!*glyphs)
            *glyphs = hb_set_create();
        for (guint j = 0; j < mark->run.n_glyphs; j++)
            hb_set_add(*glyphs, mark->run.glyphs[j].glyph);
    }
}

Subsets *subsets_new(const Fonts *fonts, const Marks *const *marks, guint count)
{
    Subsets *subsets = g_new0(Subsets, 1);
    gboolean made = TRUE;

    subsets->count = fonts_count(fonts);
    subsets->subsets = g_new0(Subset, subsets->count);
    g_autofree hb_set_t **used = g_new0(hb_set_t *, subsets->count);
    for (guint i = 0; i < count; i++)
        glyphs_gather(marks[i], used);
    for (guint i = 0; i < subsets->count; i++) {
        if (used[i])
            made = made && subset_make(&subsets->subsets[i], fonts_at(fonts, i)->face, used[i]);
        hb_set_destroy(used[i]);
    }
    if (!made)
        g_clear_pointer(&subsets, subsets_free);
    return subsets;
}

void subsets_free(Subsets *subsets)
{
    if (!subsets)
        return;
    for (guint i = 0; i < subsets->count; i++) {
        if (subsets->subsets[i].font)
            cairo_font_face_destroy(subsets->subsets[i].font);
        hb_map_destroy(subsets->subsets[i].glyphs);
    }
    g_free(subsets->subsets);
    g_free(subsets);
}

cairo_font_face_t *subsets_font(const Subsets *subsets, const Face *face)
{
    return subsets->subsets[face->number].font;
}

gulong subsets_glyph(const Subsets *subsets, const Face *face, guint glyph)
{
    return hb_map_get(subsets->subsets[face->number].glyphs, glyph);
}
