/* SPDX-License-Identifier: MIT */
#include "import/records.h"

#include "import/character.h"
#include "import/pictures.h"
#include "text/space.h"

#include <glib/gi18n.h>
#include <stdlib.h>
#include <string.h>

#define RECORD_FIELDS 5
#define QUOTED_MOST 40

typedef struct {
    const char *folder, *beside;
    Paper *paper;
    Diagnostics *diagnostics;
    guint links;     /* that led into the site the page was saved from */
    GString *around; /* what stood around the article */
    gboolean merged, numbers, article;
} Records;

static void read_left(Records *records, const char *what, const char *detail)
{
    if (strcmp(what, "link") == 0)
        records->links++;
    else if (strcmp(what, "aside") == 0)
        g_string_append_printf(records->around, "%s ", detail);
    else if (strcmp(what, "merged") == 0)
        records->merged = TRUE;
    else if (strcmp(what, "numbers") == 0)
        records->numbers = TRUE;
    else if (strcmp(what, "article") == 0)
        records->article = TRUE;
    else if (strcmp(what, "remote") == 0)
        diagnostics_warning(records->diagnostics, PLACE_FILE(records->paper->name),
                            _("save the picture beside the entry, and show it from there"),
                            _("a picture on another server is only linked to: '%s'"), detail);
}

static void read_block(Records *records, char **fields)
{
    Block *block;

    if (strcmp(fields[0], "other") == 0) {
        paper_add_markdown(records->paper, BLOCK_OTHER, g_strdup(""), g_strdup(fields[4]));
        return;
    }
    g_autofree char *line = g_strdelimit(g_strdup(fields[3]), "\n", ' ');
    block = paper_add(records->paper, line, 0, (guint)strtoul(fields[2], NULL, 10));
    if (*fields[4])
        block->markdown = space_strip(fields[4]);
    if (strcmp(fields[0], "heading") == 0) {
        block->kind = BLOCK_HEADING;
        block->level = (guint)strtoul(fields[1], NULL, 10);
    }
}

static void read_record(Records *records, const char *record)
{
    g_auto(GStrv) fields = g_strsplit(record, "\x1f", -1);

    if (g_strv_length(fields) != RECORD_FIELDS)
        return;
    if (strcmp(fields[0], "title") == 0)
        records->paper->title = space_strip(fields[3]);
    else if (strcmp(fields[0], "picture") == 0)
        picture_take(records->paper, records->folder, records->beside, fields[3], fields[4],
                     records->diagnostics);
    else if (strcmp(fields[0], "note") == 0)
        g_ptr_array_add(records->paper->notes, g_strdup(fields[4]));
    else if (strcmp(fields[0], "left") == 0)
        read_left(records, fields[3], fields[4]);
    else
        read_block(records, fields);
}

static void report_around(const Records *records)
{
    g_autofree char *text = g_utf8_strlen(records->around->str, -1) > QUOTED_MOST
                                ? g_utf8_substring(records->around->str, 0, QUOTED_MOST)
                                : g_strdup(records->around->str);
    const Place place = PLACE_FILE(records->paper->name);

    g_strstrip(text);
    if (records->article)
        diagnostics_warning(records->diagnostics, place, NULL,
                            _("only the article of the page was taken, and not what stands around it"));
    else if (*text)
        diagnostics_warning(records->diagnostics, place, NULL,
                            _("menus and the like were left out of the page: '%s'"), text);
}

static void report_losses(const Records *records)
{
    const Place place = PLACE_FILE(records->paper->name);

    report_around(records);
    if (records->links)
        diagnostics_warning(
            records->diagnostics, place, NULL,
            ngettext("%u link into the website the page comes from was left out; its text stays",
                     "%u links into the website the page comes from were left out; their text stays",
                     records->links),
            records->links);
    if (records->merged)
        diagnostics_warning(
            records->diagnostics, place, _("look at the tables"),
            _("a table has merged cells: the text stands in the first of them, the others are empty"));
    if (records->numbers)
        diagnostics_warning(records->diagnostics, place,
                            _("look at the lists; numbers that are typed stay as they are"),
                            _("numbers such as a) or i. that are counted, not typed, have become 1. 2. 3."));
}

gboolean records_read(const char *folder, Paper *paper, const char *beside, Diagnostics *diagnostics)
{
    g_autofree char *path = g_build_filename(folder, "blocks", NULL);
    g_autofree char *text = NULL;
    Records records = {folder, beside, paper, diagnostics, .around = g_string_new(NULL)};

    if (!g_file_get_contents(path, &text, NULL, NULL) || !g_utf8_validate(text, -1, NULL)) {
        diagnostics_error(diagnostics, PLACE_FILE(paper->name), _("version 2.17 or later is needed"),
                          _("pandoc gave nothing that can be read"));
        g_string_free(records.around, TRUE);
        return FALSE;
    }
    g_auto(GStrv) all = g_strsplit(text, "\x1e", -1);
    for (guint i = 0; all[i]; i++)
        read_record(&records, all[i]);
    report_losses(&records);
    g_string_free(records.around, TRUE);
    return TRUE;
}
