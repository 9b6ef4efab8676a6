/* SPDX-License-Identifier: MIT */
#include "typeset/pdf-finish.h"

#include <glib/gi18n.h>
#include <qpdf/qpdf-c.h>
#include <string.h>

/* A rectangle of PDF, whose y goes upwards. */
static qpdf_oh box_new(qpdf_data pdf, const PdfBoxes *boxes, Box box)
{
    const qpdf_oh array = qpdf_oh_new_array(pdf);
    const double numbers[] = {box.x, boxes->height - box.y - box.height, box.x + box.width,
                              boxes->height - box.y};

    for (guint i = 0; i < G_N_ELEMENTS(numbers); i++)
        qpdf_oh_append_item(pdf, array, qpdf_oh_new_real_from_double(pdf, numbers[i], 3));
    return array;
}

/* Viewers and office printers show the CropBox; a print shop needs what lies around it (ISO 32000-1,
 * 14.11.2). */
static void page_set(qpdf_data pdf, qpdf_oh dictionary, const PdfBoxes *boxes)
{
    const Box trim = boxes->trim, page = {0, 0, boxes->width, boxes->height};
    const Box bleed = {trim.x - boxes->bleed, trim.y - boxes->bleed, trim.width + 2 * boxes->bleed,
                       trim.height + 2 * boxes->bleed};

    qpdf_oh_replace_key(pdf, dictionary, "/MediaBox", box_new(pdf, boxes, page));
    qpdf_oh_replace_key(pdf, dictionary, "/CropBox", box_new(pdf, boxes, boxes->shown ? page : trim));
    qpdf_oh_replace_key(pdf, dictionary, "/BleedBox", box_new(pdf, boxes, bleed));
    qpdf_oh_replace_key(pdf, dictionary, "/TrimBox", box_new(pdf, boxes, trim));
}

static void boxes_set(qpdf_data pdf, const PdfFinish *finish)
{
    const guint pages = (guint)qpdf_get_num_pages(pdf);

    for (guint i = 0; i < pages; i++) {
        const qpdf_oh page = qpdf_get_page_n(pdf, i);
        page_set(pdf, page, &finish->boxes[MIN(i, finish->n_boxes - 1)]);
        qpdf_oh_release(pdf, page);
    }
}

/* The value of a key, which is made an empty dictionary where there is none. */
static qpdf_oh dictionary_at(qpdf_data pdf, qpdf_oh parent, const char *key)
{
    const qpdf_oh found = qpdf_oh_get_key(pdf, parent, key);

    if (qpdf_oh_is_dictionary(pdf, found))
        return found;
    const qpdf_oh made = qpdf_oh_new_dictionary(pdf);
    qpdf_oh_replace_key(pdf, parent, key, made);
    return made;
}

static qpdf_oh stream_new(qpdf_data pdf, const Sheet *sheet)
{
    const qpdf_oh stream = qpdf_oh_new_stream(pdf);
    const qpdf_oh dictionary = qpdf_oh_get_dict(pdf, stream);
    const qpdf_oh parameters = qpdf_oh_new_dictionary(pdf);

    qpdf_oh_replace_stream_data(pdf, stream, (const unsigned char *)sheet->source, sheet->source_length,
                                qpdf_oh_new_null(pdf), qpdf_oh_new_null(pdf));
    qpdf_oh_replace_key(pdf, dictionary, "/Type", qpdf_oh_new_name(pdf, "/EmbeddedFile"));
    qpdf_oh_replace_key(pdf, dictionary, "/Subtype", qpdf_oh_new_name(pdf, "/text/plain"));
    qpdf_oh_replace_key(pdf, parameters, "/Size", qpdf_oh_new_integer(pdf, (long long)sheet->source_length));
    qpdf_oh_replace_key(pdf, dictionary, "/Params", parameters);
    return stream;
}

/* The entry goes with its sheet (ISO 32000-2, 14.13: associated files). */
static void source_attach(qpdf_data pdf, const Sheet *sheet)
{
    const qpdf_oh root = qpdf_get_root(pdf), file = qpdf_oh_new_dictionary(pdf);
    const qpdf_oh streams = qpdf_oh_new_dictionary(pdf),
                  name = qpdf_oh_new_unicode_string(pdf, sheet->source_name);
    const qpdf_oh stream = stream_new(pdf, sheet);
    const qpdf_oh names = qpdf_oh_new_array(pdf), associated = qpdf_oh_new_array(pdf);

    qpdf_oh_replace_key(pdf, streams, "/F", stream);
    qpdf_oh_replace_key(pdf, streams, "/UF", stream);
    qpdf_oh_replace_key(pdf, file, "/Type", qpdf_oh_new_name(pdf, "/Filespec"));
    qpdf_oh_replace_key(pdf, file, "/F", name);
    qpdf_oh_replace_key(pdf, file, "/UF", name);
    qpdf_oh_replace_key(pdf, file, "/EF", streams);
    qpdf_oh_replace_key(pdf, file, "/AFRelationship", qpdf_oh_new_name(pdf, "/Source"));
    const qpdf_oh shared = qpdf_make_indirect_object(pdf, file);
    qpdf_oh_append_item(pdf, names, name);
    qpdf_oh_append_item(pdf, names, shared);
    qpdf_oh_replace_key(pdf, dictionary_at(pdf, dictionary_at(pdf, root, "/Names"), "/EmbeddedFiles"),
                        "/Names", names);
    qpdf_oh_append_item(pdf, associated, shared);
    qpdf_oh_replace_key(pdf, root, "/AF", associated);
}

/* Cairo leaves the first range out where it is the plain numbers from 1: without it a viewer has none for it
 * (ISO 32000-1, 12.4.2: the tree shall have a value for page 0). */
static void labels_mend(qpdf_data pdf, qpdf_oh root)
{
    const qpdf_oh labels = qpdf_oh_get_key(pdf, root, "/PageLabels");
    const qpdf_oh ranges =
        qpdf_oh_is_dictionary(pdf, labels) ? qpdf_oh_get_key(pdf, labels, "/Nums") : labels;

    if (!qpdf_oh_is_array(pdf, ranges) ||
        (qpdf_oh_get_array_n_items(pdf, ranges) > 0 &&
         qpdf_oh_get_int_value(pdf, qpdf_oh_get_array_item(pdf, ranges, 0)) == 0))
        return;
    const qpdf_oh range = qpdf_oh_new_dictionary(pdf);
    qpdf_oh_replace_key(pdf, range, "/S", qpdf_oh_new_name(pdf, "/D"));
    qpdf_oh_insert_item(pdf, ranges, 0, range);
    qpdf_oh_insert_item(pdf, ranges, 0, qpdf_oh_new_integer(pdf, 0));
}

static void catalogue_set(qpdf_data pdf, const char *language, const PdfFinish *finish)
{
    const qpdf_oh root = qpdf_get_root(pdf), preferences = dictionary_at(pdf, root, "/ViewerPreferences");

    qpdf_oh_replace_key(pdf, root, "/Lang", qpdf_oh_new_unicode_string(pdf, language));
    qpdf_oh_replace_key(pdf, preferences, "/DisplayDocTitle", qpdf_oh_new_bool(pdf, QPDF_TRUE));
    labels_mend(pdf, root);
    if (finish->duplex)
        qpdf_oh_replace_key(pdf, preferences, "/Duplex", qpdf_oh_new_name(pdf, "/DuplexFlipLongEdge"));
    if (finish->outlined)
        qpdf_oh_replace_key(pdf, root, "/PageMode", qpdf_oh_new_name(pdf, "/UseOutlines"));
    /* The creator is compressed with everything else: by this build/ours.c knows whom the file is of. */
    qpdf_oh_replace_key(pdf, qpdf_get_trailer(pdf), "/Broadside", qpdf_oh_new_bool(pdf, QPDF_TRUE));
}

static gboolean pdf_write(qpdf_data pdf)
{
    if (qpdf_init_write_memory(pdf) & QPDF_ERRORS)
        return FALSE;
    qpdf_set_deterministic_ID(pdf, QPDF_TRUE);
    qpdf_set_minimum_pdf_version(pdf, "1.7");
    qpdf_set_object_stream_mode(pdf, qpdf_o_generate);
    return !(qpdf_write(pdf) & QPDF_ERRORS);
}

static gboolean pdf_rewrite(qpdf_data pdf, const GByteArray *bytes, const Imprint *imprint,
                            const PdfFinish *finish)
{
    const Sheet *sheet = finish->source;

    if (qpdf_read_memory(pdf, imprint->name, (const char *)bytes->data, bytes->len, NULL) & QPDF_ERRORS)
        return FALSE;
    boxes_set(pdf, finish);
    catalogue_set(pdf, imprint->language, finish);
    if (sheet && sheet->source && sheet->source_name)
        source_attach(pdf, sheet);
    return !qpdf_has_error(pdf) && pdf_write(pdf);
}

static void pdf_free(gpointer data)
{
    qpdf_data pdf = data;

    qpdf_cleanup(&pdf);
}

GBytes *pdf_finish(GByteArray *bytes, const Imprint *imprint, const PdfFinish *finish,
                   Diagnostics *diagnostics)
{
    qpdf_data pdf = qpdf_init();

    qpdf_silence_errors(pdf);
    qpdf_set_suppress_warnings(pdf, QPDF_TRUE);
    const gboolean written = pdf_rewrite(pdf, bytes, imprint, finish);
    /* A book of photos is there no more often than it has to be: what was read goes before what was written
     * is copied together, and that is not copied again. */
    g_byte_array_unref(bytes);
    if (written) {
        const unsigned char *buffer = qpdf_get_buffer(pdf);
        return g_bytes_new_with_free_func(buffer, qpdf_get_buffer_length(pdf), pdf_free, pdf);
    }
    diagnostics_error(diagnostics, imprint->place, NULL, _("the PDF of '%s' cannot be finished: %s"),
                      imprint->name,
                      qpdf_has_error(pdf) ? qpdf_get_error_full_text(pdf, qpdf_get_error(pdf)) : "-");
    qpdf_cleanup(&pdf);
    return NULL;
}
