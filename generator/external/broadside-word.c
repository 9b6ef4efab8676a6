/* SPDX-License-Identifier: MIT */
/*
 * broadside-word: makes a Word document say in plain text what pandoc would lose of it: the numbers that Word
 * counts by itself (一、（一）1、①, and those of headings), and what unwrap.h names. A program of its own,
 * because a document may be made to harm whoever reads it: who starts this one limits its time and memory.
 * What it loads, other commands need not wait for.
 *
 * Reads a .docx and writes one. With --text it reads any Office document, and writes what it says (text.h).
 * Its exit status says what came of it: see Status.
 */
#include "external/word/document.h"
#include "external/word/node.h"
#include "external/word/package.h"
#include "external/word/text.h"
#include "external/word/unwrap.h"

#include <libxml/parser.h>
#include <locale.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

enum { DOCUMENT, NUMBERING, STYLES, PARTS };

typedef struct {
    GPtrArray *package;
    Part *parts[PARTS];
    xmlDoc *trees[PARTS];
    gboolean changed[PARTS];
} Work;

static xmlParserInput *load_nothing(const char *address, const char *id, xmlParserCtxt *parser)
{
    (void)address;
    (void)id;
    (void)parser;
    return NULL;
}

static Status work_open(Work *work)
{
    static const char *const names[] = {"word/document.xml", "word/numbering.xml", "word/styles.xml"};
    Status status = STATUS_NUMBERED;

    work->package = package_read(STDIN_FILENO, &status);
    for (int i = 0; i < PARTS && status == STATUS_NUMBERED; i++) {
        work->parts[i] = package_find(work->package, names[i]);
        work->trees[i] = part_parse(work->parts[i], &status);
    }
    return status == STATUS_NUMBERED && !work->parts[DOCUMENT] ? STATUS_DAMAGED : status;
}

static void work_close(Work *work)
{
    for (int i = 0; i < PARTS; i++)
        xmlFreeDoc(work->trees[i]);
    g_clear_pointer(&work->package, g_ptr_array_unref);
}

static const xmlNode *root(const xmlDoc *tree)
{
    return tree ? xmlDocGetRootElement(tree) : NULL;
}

static void work_number(Work *work)
{
    g_autoptr(Numbering) numbering = numbering_new(root(work->trees[NUMBERING]), root(work->trees[STYLES]));

    work->changed[DOCUMENT] = unwrap_document(work->trees[DOCUMENT]);
    work->changed[DOCUMENT] |= document_number(work->trees[DOCUMENT], numbering);
    work->changed[STYLES] = numbering_strip_styles(numbering);
    for (int i = 0; i < PARTS; i++)
        if (work->trees[i])
            work->changed[i] |= node_settle_prefixes(work->trees[i]);
}

static Status work_save(Work *work)
{
    gboolean any = FALSE;

    for (int i = 0; i < PARTS; i++) {
        if (work->changed[i] && !part_replace(work->parts[i], work->trees[i]))
            return STATUS_LARGE;
        any |= work->changed[i];
    }
    if (!any)
        return STATUS_UNCHANGED;
    return package_write(work->package, STDOUT_FILENO) ? STATUS_NUMBERED : STATUS_MACHINE;
}

static Status number(void)
{
    Work work = {0};
    Status status = work_open(&work);

    if (status == STATUS_NUMBERED) {
        work_number(&work);
        status = work_save(&work);
    }
    work_close(&work);
    return status;
}

static Status tell_text(void)
{
    Status status = STATUS_NUMBERED;
    g_autoptr(GPtrArray) package = package_read(STDIN_FILENO, &status);
    g_autoptr(GString) text = g_string_new(NULL);

    if (package)
        status = text_extract(package, 0, text);
    if (status == STATUS_NUMBERED && (fwrite(text->str, 1, text->len, stdout) != text->len || fflush(stdout)))
        status = STATUS_MACHINE;
    return status;
}

int main(int argc, char **argv)
{
    const gboolean text = argc == 2 && strcmp(argv[1], "--text") == 0;

    if (argc > 1 && !text) {
        fprintf(stderr, "usage: %s <DOCUMENT.docx >NUMBERED.docx\n       %s --text <DOCUMENT >TEXT\n",
                argv[0], argv[0]);
        return STATUS_USAGE;
    }
    setlocale(LC_ALL, "C.UTF-8");
    xmlSetExternalEntityLoader(load_nothing);
    const Status status = text ? tell_text() : number();
    xmlCleanupParser();
    return (int)status;
}
