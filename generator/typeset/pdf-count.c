/* SPDX-License-Identifier: MIT */
#include "typeset/pdf-count.h"

#include <qpdf/qpdf-c.h>

guint pdf_count_pages(const char *file)
{
    qpdf_data pdf = qpdf_init();
    int pages = 0;

    qpdf_silence_errors(pdf);
    qpdf_set_suppress_warnings(pdf, QPDF_TRUE);
    if (!(qpdf_read(pdf, file, NULL) & QPDF_ERRORS))
        pages = qpdf_get_num_pages(pdf);
    /* What is not asked about is printed. */
    if (qpdf_has_error(pdf) && qpdf_get_error(pdf))
        pages = 0;
    qpdf_cleanup(&pdf);
    return (guint)MAX(pages, 0);
}
