/* SPDX-License-Identifier: MIT */
#include "import/read.h"

#include "import/decode.h"
#include "import/lines.h"
#include "import/pandoc.h"
#include "text/file-error.h"

#include <errno.h>
#include <glib/gi18n.h>
#include <string.h>
#include <sys/stat.h>

/* Of text nobody writes more; a document has pictures. */
#define TEXT_MEGABYTES 16
#define DOCUMENT_MEGABYTES 256

static gboolean is_small(const char *path, gsize length, Form form, Diagnostics *diagnostics)
{
    const guint most = form == FORM_WORD ? DOCUMENT_MEGABYTES : TEXT_MEGABYTES;

    if (length <= (gsize)most << 20)
        return TRUE;
    diagnostics_error(diagnostics, PLACE_FILE(path), _("split the file"), _("the file has more than %u MB"),
                      most);
    return FALSE;
}

/* A pipe would be waited for; a folder gives no text. */
static gboolean read_bytes(const char *path, char **bytes, gsize *length, Diagnostics *diagnostics)
{
    struct stat info;
    g_autoptr(GError) problem = NULL;
    const Place place = PLACE_FILE(path);

    if (stat(path, &info) < 0)
        diagnostics_error(diagnostics, place, NULL, _("cannot read the file: %s"), g_strerror(errno));
    else if (!S_ISREG(info.st_mode))
        diagnostics_error(diagnostics, place, _("name the files in it"), _("this is no regular file"));
    else if (is_small(path, (gsize)info.st_size, FORM_WORD, diagnostics) &&
             !g_file_get_contents(path, bytes, length, &problem)) {
        file_error_explain(&problem, path);
        diagnostics_error(diagnostics, place, NULL, "%s", problem->message);
    }
    return *bytes != NULL;
}

/* Scripts are not shown, but would part the line that they stand in. Newly allocated. */
static char *without_scripts(const char *text)
{
    static const char end[] = "</script>";
    GString *into = g_string_sized_new(strlen(text));
    const char *start, *close;

    for (; (start = strcasestr(text, "<script")) && (close = strcasestr(start, end));
         text = close + strlen(end))
        g_string_append_len(into, text, start - text);
    g_string_append(into, text);
    return g_string_free(into, FALSE);
}

static gboolean read_html(Paper *paper, const char *bytes, gsize length, Diagnostics *diagnostics,
                          GError **error)
{
    g_autofree char *charset = decode_html_charset(bytes, length);
    g_autofree char *text = decode_text(paper->name, bytes, length, charset, diagnostics);
    g_autofree char *folder = g_path_get_dirname(paper->name);

    g_autofree char *shown = text ? without_scripts(text) : NULL;

    return shown && pandoc_read(paper, FORM_HTML, shown, strlen(shown), folder, diagnostics, error);
}

static gboolean read_text(Paper *paper, const char *bytes, gsize length, Diagnostics *diagnostics)
{
    g_autofree char *text = decode_text(paper->name, bytes, length, NULL, diagnostics);

    if (text)
        lines_read(text, paper, diagnostics);
    return text != NULL;
}

static gboolean read_form(Paper *paper, Form form, const char *bytes, gsize length, Diagnostics *diagnostics,
                          GError **error)
{
    if (form == FORM_WORD)
        return pandoc_read(paper, form, bytes, length, NULL, diagnostics, error);
    return form == FORM_HTML ? read_html(paper, bytes, length, diagnostics, error)
                             : read_text(paper, bytes, length, diagnostics);
}

Paper *read_paper(const char *path, Diagnostics *diagnostics, GError **error)
{
    g_autofree char *bytes = NULL;
    g_autoptr(Paper) paper = paper_new(path);
    gsize length = 0;
    Form form;

    if (!read_bytes(path, &bytes, &length, diagnostics) ||
        !decode_form(path, bytes, length, &form, diagnostics) || !is_small(path, length, form, diagnostics) ||
        !read_form(paper, form, bytes, length, diagnostics, error))
        return NULL;
    if (paper->blocks->len > 0)
        return g_steal_pointer(&paper);
    diagnostics_error(diagnostics, PLACE_FILE(path), NULL, _("there is no text in the file"));
    return NULL;
}
