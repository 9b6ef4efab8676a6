/* SPDX-License-Identifier: MIT */
#include "record/record-private.h"
#include "text/descriptor.h"

#include <errno.h>
#include <fcntl.h>
#include <gio/gio.h>
#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define TEMPORARY "." RECORD_FILE ".new" /* one name: what a killed run left goes */

static const char head[] =
    "# 档号登记簿，由“broadside archive”写入：每份文件的档号，以及归档时各文件的样子。\n"
    "# 档号一经编定不再改变，也不再给别的文件：请把本文件与网站放在一起，一并备份，不要删除。\n"
    "# 可以在某一份文件下面加一行 remarks: 写备注，其余请勿改动。这里写的注释（#）不会保留。\n"
    "# The register of archive numbers, written by 'broadside archive': the number of each document, and "
    "what\n"
    "# the documents of a closed year were like. A number once given never changes and is never given "
    "again:\n"
    "# keep this file with the site and in its backups, and do not delete it. A line 'remarks:' can be "
    "added\n"
    "# to a document; leave the rest as it is. Comments (#) are not kept.\n";

/* What YAML takes for a line end, or leaves out (YAML 1.2, 5.4). */
static gboolean is_odd(gunichar c)
{
    return c == '\t' || c == '\n' || c == '\r' || c == 0x2028 || c == 0x2029 || c == 0xfeff;
}

/* What a reader of ours refuses: only the name of a file can hold it. */
static gboolean is_refused(gunichar c)
{
    return (c < 0x20 && !is_odd(c)) || (c >= 0x7f && c < 0xa0) || c == 0xfffe || c == 0xffff;
}

static void quoted_add(GString *into, const char *text)
{
    g_string_append_c(into, '"');
    for (const char *p = text; *p; p = g_utf8_next_char(p)) {
        const gunichar c = g_utf8_get_char(p);
        if (is_odd(c))
            g_string_append_printf(into, "\\u%04x", c);
        else if (is_refused(c))
            g_string_append_unichar(into, 0xfffd);
        else if (c == '"' || c == '\\')
            g_string_append_c(g_string_append_c(into, '\\'), (char)c);
        else
            g_string_append_unichar(into, c);
    }
    g_string_append_c(into, '"');
}

static void text_add(GString *into, const char *indent, const char *key, const char *text)
{
    if (!text)
        return;
    g_string_append_printf(into, "%s%s: ", indent, key);
    quoted_add(into, text);
    g_string_append_c(into, '\n');
}

static void date_add(GString *into, const char *indent, const char *key, Date date)
{
    if (date.day == DAY_NONE)
        return;
    g_autofree char *text = date_format_iso(date);
    g_string_append_printf(into, "%s%s: %s\n", indent, key, text);
}

static void count_add(GString *into, const char *indent, const char *key, guint count)
{
    if (count)
        g_string_append_printf(into, "%s%s: %u\n", indent, key, count);
}

/* "title:3f2a9c1d date:…": one line, so that a year of a thousand entries stays readable. */
static void fields_add(GString *into, const Document *document)
{
    g_string_append(into, "        fields: \"");
    for (guint i = 0; i < document->n_fields; i++)
        g_string_append_printf(into, "%s%s:%s", i ? " " : "", document->fields[i].name,
                               document->fields[i].digest);
    g_string_append(into, "\"\n");
}

static void files_add(GString *into, const Document *document)
{
    if (document->n_files)
        g_string_append(into, "        files:\n");
    for (guint i = 0; i < document->n_files; i++) {
        const Trait *file = &document->files[i];
        g_string_append(into, "          ");
        quoted_add(into, file->name);
        g_string_append_printf(into, ": \"%s %" G_GUINT64_FORMAT "\"\n", file->digest, file->size);
    }
}

static void document_add(GString *into, const Document *document)
{
    static const char indent[] = "        ";
    const RecordItem *item = &document->item;

    text_add(into, "      - ", "number", item->number);
    text_add(into, indent, "entry", item->id);
    text_add(into, indent, "title", item->title);
    date_add(into, indent, "date", item->date);
    text_add(into, indent, "document_no", item->document_no);
    text_add(into, indent, "responsible", item->responsible);
    text_add(into, indent, "secrecy", item->secrecy);
    text_add(into, indent, "entry_remarks", document->remarks);
    count_add(into, indent, "entry_pages", document->pages);
    count_add(into, indent, "pages", document->counted);
    text_add(into, indent, "remarks", document->note);
    count_add(into, indent, "until", document->until);
    if (item->why != WITHDRAWN_NOT) {
        date_add(into, indent, "withdrawn", item->withdrawn);
        text_add(into, indent, "because", withdrawal_name(item->why));
    }
    text_add(into, indent, "bytes", document->digest);
    if (!document->held)
        return;
    fields_add(into, document);
    text_add(into, indent, "text", document->text);
    files_add(into, document);
}

/* Before all documents: a file that was cut short is found by it. */
static void given_add(GString *into, const Record *record)
{
    g_string_append(into, "given:\n");
    for (guint i = 0; i < record->years->len; i++) {
        const Year *year = record->years->pdata[i];
        guint count;
        g_autofree const char **classes = year_classes(year, &count);
        g_string_append_printf(into, "  %04d: { ", year->view.year);
        for (guint j = 0; j < count; j++)
            g_string_append_printf(into, "%s%s: %u", j ? ", " : "", classes[j],
                                   GPOINTER_TO_UINT(g_hash_table_lookup(year->given, classes[j])));
        g_string_append(into, count ? " }\n" : "}\n");
    }
}

static GString *record_format(const Record *record)
{
    GString *text = g_string_new(head);

    g_string_append_printf(text, "version: %d\n", RECORD_VERSION);
    given_add(text, record);
    g_string_append(text, "years:\n");
    for (guint i = 0; i < record->years->len; i++) {
        const Year *year = record->years->pdata[i];
        g_string_append_printf(text, "  %04d:\n", year->view.year);
        text_add(text, "    ", "fonds", year->view.fonds);
        date_add(text, "    ", "closed", year->view.closed);
        g_string_append(text, year->documents->len ? "    documents:\n" : "    documents: []\n");
        for (guint j = 0; j < year->documents->len; j++)
            document_add(text, year->documents->pdata[j]);
    }
    return text;
}

static gboolean fail(GError **error, const char *path)
{
    const int number = errno;

    g_set_error(error, G_FILE_ERROR, g_file_error_from_errno(number), _("cannot write '%s': %s"), path,
                g_strerror(number));
    return FALSE;
}

/* Whether the file still is what was read: somebody may have edited it meanwhile. */
static gboolean is_unchanged(const Record *record, const char *path, GError **error)
{
    g_autofree char *bytes = NULL;
    g_autoptr(GError) local = NULL;
    gsize length;

    if (!g_file_get_contents(path, &bytes, &length, &local)) {
        if (!record->source && g_error_matches(local, G_FILE_ERROR, G_FILE_ERROR_NOENT))
            return TRUE;
    } else if (record->source) {
        const char *text = g_str_has_prefix(bytes, "\xef\xbb\xbf") ? bytes + 3 : bytes;
        if (strcmp(text, record->source->text) == 0)
            return TRUE;
    }
    g_set_error(error, G_FILE_ERROR, G_FILE_ERROR_FAILED,
                _("'%s' was changed by somebody else meanwhile: run the command again"), RECORD_FILE);
    return FALSE;
}

/* An existing file keeps its permissions. */
static gboolean mode_keep(int fd, const char *path)
{
    GStatBuf status;

    return g_stat(path, &status) != 0 || fchmod(fd, status.st_mode & 0777) == 0;
}

static gboolean folder_sync(const char *root)
{
    const int fd = open(root, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    const gboolean done = fd >= 0 && (fsync(fd) == 0 || errno == EINVAL || errno == ENOTSUP);
    const int number = errno;

    if (fd >= 0)
        close(fd);
    errno = number;
    return done;
}

static gboolean file_put(const char *temporary, const char *path, const GString *text, GError **error)
{
    const int fd = open(temporary, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0666);
    if (fd < 0)
        return fail(error, path);
    gboolean written = descriptor_write(fd, text->str, text->len) && mode_keep(fd, path) && fsync(fd) == 0;
    const int number = errno;
    if (close(fd) < 0)
        written = FALSE;
    else
        errno = number;
    if (written && g_rename(temporary, path) == 0)
        return TRUE;
    fail(error, path);
    g_unlink(temporary);
    return FALSE;
}

gboolean record_write(Record *record, const char *root, GError **error)
{
    g_autofree char *path = g_build_filename(root, RECORD_FILE, NULL);
    g_autofree char *temporary = g_build_filename(root, TEMPORARY, NULL);

    if (record->damaged) {
        g_set_error(error, G_FILE_ERROR, G_FILE_ERROR_FAILED, _("'%s' has errors: it is left as it is"),
                    RECORD_FILE);
        return FALSE;
    }
    g_unlink(temporary);
    if (!record->source && record->years->len == 0)
        return TRUE;
    g_autoptr(GString) text = record_format(record);
    if (record->source && strcmp(record->source->text, text->str) == 0)
        return TRUE;
    if (!is_unchanged(record, path, error) || !file_put(temporary, path, text, error))
        return FALSE;
    if (!folder_sync(root))
        return fail(error, path);
    source_free(record->source);
    const gsize length = text->len;
    record->source = source_new_take(RECORD_FILE, g_string_free(g_steal_pointer(&text), FALSE), length);
    return TRUE;
}
