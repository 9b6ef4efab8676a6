/* SPDX-License-Identifier: MIT */
#include "archive/pages.h"

#include "template/pictures.h"

#include <glib/gi18n.h>
#include <string.h>

typedef enum { FILE_PDF, FILE_PICTURE, FILE_OTHER } FileKind;

static FileKind file_kind(const char *file)
{
    static const char *const pictures[] = {"jpg", "jpeg", "png", "gif",  "webp", "avif",
                                           "svg", "bmp",  "tif", "tiff", "heic", NULL};
    const char *dot = strrchr(file, '.');

    if (!dot)
        return FILE_OTHER;
    if (g_ascii_strcasecmp(dot + 1, "pdf") == 0)
        return FILE_PDF;
    for (const char *const *picture = pictures; *picture; picture++)
        if (g_ascii_strcasecmp(dot + 1, *picture) == 0)
            return FILE_PICTURE;
    return FILE_OTHER;
}

static void files_add(GPtrArray *files, const Value *value)
{
    if (value->kind == VALUE_FILE && !g_ptr_array_find_with_equal_func(files, value->text, g_str_equal, NULL))
        g_ptr_array_add(files, (gpointer)value->text);
    for (guint i = 0; value->kind == VALUE_LIST && i < value->list.count; i++)
        files_add(files, &value->list.items[i]);
    for (guint i = 0; value->kind == VALUE_RECORD && i < value->record.count; i++)
        files_add(files, &value->record.members[i].value);
}

/* What decorates a web page is no part of the document: the cover, and the portrait of a person. */
static gboolean is_document(const Entry *entry, guint field)
{
    return field != COMMON_COVER && strcmp(entry->type->fields[field].name, "photo") != 0;
}

static GPtrArray *document_files(const Entry *entry)
{
    GPtrArray *files = g_ptr_array_new();

    for (guint i = 0; i < entry->type->n_fields; i++)
        if (is_document(entry, i))
            files_add(files, &entry->fields[i]);
    return files;
}

gboolean document_pages_are_partial(const Entry *entry)
{
    g_autoptr(GPtrArray) files = document_files(entry);

    for (guint i = 0; i < files->len; i++)
        if (file_kind(files->pdata[i]) == FILE_OTHER)
            return TRUE;
    return FALSE;
}

static guint pdf_pages(const TypesetModule *module, const Site *site, const Entry *entry, const char *file,
                       Diagnostics *diagnostics)
{
    g_autofree char *path = g_build_filename(site->content->root, file, NULL);
    const guint pages = module->count_pages(path);

    if (pages == 0)
        diagnostics_warning(diagnostics, (Place){.source = entry->source},
                            _("write how many pages the document has, as in archive: { pages: 12 }"),
                            _("the pages of '%s' cannot be counted"), file);
    return pages;
}

/* As GB/T 9704-2012, 5 has it: A4, a text of 156 by 225 mm, 37 mm from the top and 28 mm from the binding, of
 * 22 lines of 28 characters. */
#define CHARACTER (156 * POINTS_PER_MM / 28)
#define LINE (225 * POINTS_PER_MM / 22)

static const BookStyle official = {
    .paper = {210, 297},
    .top = 37,
    .bottom = 35,
    .inner = 28,
    .outer = 26,
    .font = "serif",
    .heading_font = "sans",
    .size = CHARACTER,
    .leading = LINE / CHARACTER,
    .indent = 2,
};

static guint text_pages(const TypesetModule *module, Typesetter *typesetter, const Site *site,
                        const Entry *entry)
{
    g_autoptr(Arena) arena = arena_new();
    /* What is wrong with the text is told where it is printed. */
    g_autoptr(Diagnostics) dropped = diagnostics_new();
    const char *text = entry_body(entry, NULL);
    Pictures pictures = {.site = site, .arena = arena, .withheld = TRUE};
    guint pages = 0;

    pictures_add(&pictures, entry, text);
    const BookPiece pieces[] = {
        {.kind = BOOK_HEADING, .level = 2, .text = entry_title(entry)},
        {.kind = BOOK_TEXT, .text = text, .pictures = pictures.pictures, .n_pictures = pictures.count},
    };
    const Book book = {.name = entry->id,
                       .style = official,
                       .pieces = pieces,
                       .n_pieces = G_N_ELEMENTS(pieces),
                       .title = entry_title(entry),
                       .language = site->language};
    module->make_book(typesetter, &book, NULL, &pages, NULL, dropped);
    return MAX(pages, 1);
}

guint document_pages(const TypesetModule *module, Typesetter *typesetter, const Site *site,
                     const Entry *entry, Diagnostics *diagnostics)
{
    g_autoptr(GPtrArray) files = document_files(entry);
    guint pages = text_pages(module, typesetter, site, entry);

    for (guint i = 0; i < files->len; i++) {
        const char *file = files->pdata[i];
        const FileKind kind = file_kind(file);
        if (kind == FILE_PDF)
            pages += pdf_pages(module, site, entry, file, diagnostics);
        else if (kind == FILE_PICTURE)
            pages++;
    }
    return pages;
}
