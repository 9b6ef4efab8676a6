/* SPDX-License-Identifier: MIT */
#include "review/extract.h"

#include "process/program.h"
#include "text/hash.h"
#include "text/installed.h"
#include "text/stamp.h"

#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#define PDF_PROGRAM "pdftotext"
#define OFFICE_PROGRAM "broadside-word"

#define SECONDS_MAX 20
#define WAIT_MAX 60
/* Of each program; several may run at once (documents.c). */
#define MEGABYTES_MAX 768
#define TEXT_MEGABYTES_MAX 65
/* A PDF may have something before its beginning (ISO 32000-1, annex H). */
#define BEGINNING 1024
#define COMPLAINT_MAX 65536

/* How broadside-word ends (external/word/package.h). */
enum { OFFICE_DONE = 0, OFFICE_ENCRYPTED = 4 };

typedef enum { FORM_NONE, FORM_PDF, FORM_OFFICE, FORM_OLD, FORM_PACKED } Form;

static const struct {
    const char *ending;
    Form form;
} endings[] = {
    {".pdf", FORM_PDF},     {".docx", FORM_OFFICE}, {".xlsx", FORM_OFFICE}, {".pptx", FORM_OFFICE},
    {".docm", FORM_OFFICE}, {".xlsm", FORM_OFFICE}, {".pptm", FORM_OFFICE}, {".odt", FORM_OFFICE},
    {".ods", FORM_OFFICE},  {".odp", FORM_OFFICE},  {".ofd", FORM_OFFICE},  {".doc", FORM_OLD},
    {".xls", FORM_OLD},     {".ppt", FORM_OLD},     {".wps", FORM_OLD},     {".et", FORM_OLD},
    {".dps", FORM_OLD},     {".zip", FORM_PACKED},  {".rar", FORM_PACKED},  {".7z", FORM_PACKED},
    {".tar", FORM_PACKED},  {".gz", FORM_PACKED},   {".tgz", FORM_PACKED},
};

static Form form_of_name(const char *path)
{
    const char *dot = strrchr(path, '.');

    for (gsize i = 0; dot && i < G_N_ELEMENTS(endings); i++)
        if (g_ascii_strcasecmp(dot, endings[i].ending) == 0)
            return endings[i].form;
    return FORM_NONE;
}

gboolean extract_is_document(const char *path)
{
    return form_of_name(path) != FORM_NONE;
}

/* What the file is by its first bytes, which names do not always tell: WPS writes both forms as .wps. */
static Form form_of_bytes(const char *path, Form named)
{
    char bytes[BEGINNING + 1] = {0};
    FILE *file = fopen(path, "rbe");
    const gsize length = file ? fread(bytes, 1, BEGINNING, file) : 0;

    if (file)
        fclose(file);
    if (named == FORM_PACKED)
        return FORM_PACKED;
    if (length >= 4 && memcmp(bytes, "PK\003\004", 4) == 0)
        return FORM_OFFICE;
    if (length >= 8 && memcmp(bytes, "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", 8) == 0)
        return FORM_OLD;
    return memmem(bytes, length, "%PDF-", 5) ? FORM_PDF : FORM_NONE;
}

/* A file without a name, in memory only, and a path by which it can be opened. */
typedef struct {
    int fd;
    char path[32];
} Scratch;

static Scratch scratch_new(void)
{
    Scratch scratch = {.fd = memfd_create("text", MFD_CLOEXEC)};

    g_snprintf(scratch.path, sizeof scratch.path, "/proc/self/fd/%d", scratch.fd);
    return scratch;
}

static void scratch_clear(Scratch *scratch)
{
    if (scratch->fd >= 0)
        close(scratch->fd);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Scratch, scratch_clear)

/* Up to `most` bytes, NUL-terminated; NULL where it cannot be read. */
static char *scratch_read(const Scratch *scratch, gsize most, gsize *length)
{
    struct stat status;

    if (scratch->fd < 0 || fstat(scratch->fd, &status) < 0)
        return NULL;
    const gsize size = MIN((gsize)status.st_size, most);
    g_autofree char *text = g_malloc(size + 1);
    for (*length = 0; *length < size;) {
        const ssize_t count = pread(scratch->fd, text + *length, size - *length, (off_t)*length);
        if (count <= 0)
            return NULL;
        *length += (gsize)count;
    }
    text[size] = '\0';
    return g_steal_pointer(&text);
}

/* The program sees itself, its libraries and their settings, and the document at `path`: whoever takes it
 * over finds nothing else to read, and writes nothing. */
static gboolean run(const char *const *arguments, const char *path, gboolean as_input, const Scratch *output,
                    const Scratch *errors, ProgramEnd *end, Extract *extract)
{
    static const char *const environment[] = {"LC_ALL=C.UTF-8", NULL};
    g_autofree char *folder = g_path_get_dirname(arguments[0]);
    const char *const runs[] = {"/usr", "/lib", "/lib64", "/bin", "/nix/store", "/gnu/store", folder, NULL};
    const char *const reads[] = {"/etc", "/dev/null", path, NULL};
    const Confinement confinement = {.run = runs, .read = reads};
    const Program program = {.arguments = arguments,
                             .folder = "/",
                             .environment = environment,
                             .input = as_input ? path : NULL,
                             .output = output->path,
                             .errors = errors->path,
                             .seconds = SECONDS_MAX,
                             .wait = WAIT_MAX,
                             .memory = MEGABYTES_MAX,
                             .file = TEXT_MEGABYTES_MAX,
                             .confinement = &confinement};

    const gboolean started = output->fd >= 0 && errors->fd >= 0 && program_run(&program, NULL, end, NULL);

    extract->passing = !started || end->kept_waiting;
    return started && !end->late;
}

static void text_take(Extract *extract, const Scratch *output)
{
    g_autofree char *text = scratch_read(output, G_MAXSIZE, &extract->length);

    if (text && g_utf8_validate(text, (gssize)extract->length, NULL)) {
        extract->text = g_steal_pointer(&text);
    } else if (text) {
        extract->text = g_utf8_make_valid(text, (gssize)extract->length);
        extract->length = strlen(extract->text);
    }
}

/* Whether there is something to read in it; a NUL is nothing. */
static gboolean has_text(const Extract *extract, gsize start, gsize end)
{
    for (gsize i = start; i < end; i++)
        if ((guchar)extract->text[i] > ' ' && extract->text[i] != '|')
            return TRUE;
    return FALSE;
}

static gboolean is_locked(const Scratch *errors)
{
    gsize length;
    g_autofree char *said = scratch_read(errors, COMPLAINT_MAX, &length);

    return said && (strstr(said, "Incorrect password") || strstr(said, "not allowed"));
}

static char *pdf_program(void)
{
    g_autofree char *found = g_find_program_in_path(PDF_PROGRAM);
    return found ? g_canonicalize_filename(found, NULL) : NULL;
}

/* The pages as sections, and which have no text. That of each ends with a form feed. */
static void pages_part(Extract *extract)
{
    GString *pages = g_string_sized_new(extract->length);
    gboolean any = FALSE;
    gsize start = 0;
    guint empty = 0, page = 1;

    for (const char *end; (end = memchr(extract->text + start, '\f', extract->length - start)); page++) {
        const gsize stop = (gsize)(end - extract->text);
        const gboolean has = has_text(extract, start, stop);
        any = any || has;
        if (!has && empty == 0)
            empty = page;
        g_string_append_printf(pages, "\fpage\t%u\n", page);
        g_string_append_len(pages, extract->text + start, (gssize)(stop - start));
        start = stop + 1;
    }
    g_free(extract->text);
    extract->length = pages->len;
    extract->text = g_string_free(pages, FALSE);
    extract->page = any ? empty : 0;
    extract->unread = !any ? UNREAD_SCANNED : empty > 0 ? UNREAD_PARTLY : UNREAD_NOT;
}

/* The path is absolute: it is taken neither for an option nor for an address. */
static void pdf_read(const char *path, Extract *extract)
{
    g_autofree char *program = pdf_program();
    const char *const arguments[] = {program, "-layout", "-enc", "UTF-8", "-eol", "unix", path, "-", NULL};
    g_auto(Scratch) output = scratch_new(), errors = scratch_new();
    ProgramEnd end;

    extract->unread = program ? UNREAD_FAILED : UNREAD_PROGRAM;
    if (!program)
        return;
    if (run(arguments, path, FALSE, &output, &errors, &end, extract) && end.status == 0)
        text_take(extract, &output);
    if (extract->text)
        pages_part(extract);
    else if (is_locked(&errors))
        extract->unread = UNREAD_LOCKED;
}

/* Whether any section has text that is seen. */
static gboolean sections_have_text(const Extract *extract)
{
    g_auto(Section) section = {0};

    while (extract_next(extract, &section))
        if (section.kind != SECTION_PROPERTIES && section.kind != SECTION_BESIDE &&
            has_text(extract, section.start, section.end))
            return TRUE;
    return FALSE;
}

static void office_read(const char *path, Extract *extract)
{
    g_autofree char *program = installed_helper(OFFICE_PROGRAM);
    const char *const arguments[] = {program, "--text", NULL};
    g_auto(Scratch) output = scratch_new(), errors = scratch_new();
    ProgramEnd end = {.status = -1};

    extract->unread = UNREAD_FAILED;
    if (run(arguments, path, TRUE, &output, &errors, &end, extract) && end.status == OFFICE_DONE)
        text_take(extract, &output);
    if (extract->text)
        extract->unread = sections_have_text(extract) ? UNREAD_NOT : UNREAD_SCANNED;
    else if (end.status == OFFICE_ENCRYPTED)
        extract->unread = UNREAD_LOCKED;
}

void extract_read(const char *root, const char *path, Extract *extract)
{
    g_autofree char *joined = g_build_filename(root, path, NULL);
    g_autofree char *full = g_canonicalize_filename(joined, NULL);
    const Form named = form_of_name(path);

    *extract = (Extract){.unread = UNREAD_FAILED};
    switch (form_of_bytes(full, named)) {
    case FORM_PDF: pdf_read(full, extract); break;
    case FORM_OFFICE: office_read(full, extract); break;
    case FORM_OLD: /* with a password the later forms lie in a file of the old one ([MS-OFFCRYPTO], 1.3.3) */
        extract->unread = named == FORM_OFFICE ? UNREAD_LOCKED : UNREAD_OLD;
        break;
    case FORM_PACKED: extract->unread = UNREAD_PACKED; break;
    case FORM_NONE: break;
    }
}

void extract_clear(Extract *extract)
{
    g_clear_pointer(&extract->text, g_free);
}

void section_clear(Section *section)
{
    g_clear_pointer(&section->title, g_free);
}

/* The words that begin a section (external/word/text.h), in the order of SectionKind. */
static SectionKind kind_of(const char *line)
{
    static const char *const words[] = {"page\t",       "slide\t",  "sheet\t", "table\t",
                                        "properties\t", "beside\t", "pivot\t", "inside\t"};

    for (guint i = 0; i < G_N_ELEMENTS(words); i++)
        if (g_str_has_prefix(line, words[i]))
            return (SectionKind)i;
    return SECTION_TEXT;
}

gboolean extract_next(const Extract *extract, Section *section)
{
    const char *line = extract->text ? extract->text + section->end : NULL;
    const char *stop = line && *line == '\f' ? strchr(line, '\n') : NULL;

    section_clear(section);
    if (!stop)
        return FALSE;
    const char *title = memchr(line, '\t', (gsize)(stop - line));
    section->kind = kind_of(line + 1);
    section->title = title ? g_strndup(title + 1, (gsize)(stop - title - 1)) : g_strdup("");
    section->start = (gsize)(stop + 1 - extract->text);
    const char *end = memchr(stop, '\f', extract->length - section->start + 1);
    section->end = end ? (gsize)(end - extract->text) : extract->length;
    return TRUE;
}

guint64 extract_stamp(void)
{
    g_autofree char *program = pdf_program();
    const FileStamp stamp = program ? stamp_of_file(program) : STAMP_NONE;

    return hash_mix_bytes(1, &stamp, sizeof stamp);
}
