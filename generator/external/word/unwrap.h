/* SPDX-License-Identifier: MIT */
/* What pandoc passes over in a Word document together with all that it holds. */
#pragma once

#include <glib.h>
#include <libxml/tree.h>

/*
 * Makes text like any other of fields, custom XML, marks of direction and characters below a reading
 * (拼音指南), which is left out, and paragraphs of text boxes and WordArt, behind the paragraph that they
 * hang on (ISO/IEC 29500-1, 17; 29500-3, 10.2: a box may be there twice, the second time as a fallback).
 * Whether that changed anything.
 */
gboolean unwrap_document(xmlDoc *document);
