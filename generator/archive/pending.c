/* SPDX-License-Identifier: MIT */
/* In the place of parts that are not there yet: each gives way to its own as soon as that is. */
#include "archive/adopt.h"
#include "archive/catalogue.h"
#include "archive/evidence.h"
#include "archive/package.h"
#include "archive/verify.h"
#include "template/book.h"

#define PENDING __attribute__((weak))

PENDING gboolean adopt_run(const Content *content, const AdoptOptions *options, Diagnostics *diagnostics,
                           AdoptSummary *summary, GError **error)
{
    (void)content, (void)options, (void)diagnostics, (void)summary;
    return failure_usage(error, "not yet");
}

PENDING void adopt_summary_clear(AdoptSummary *summary)
{
    (void)summary;
}

PENDING void evidence_book(const ArchiveYear *year, Arena *arena, Book *book)
{
    (void)year, (void)arena, (void)book;
}

PENDING GString *evidence_html(const ArchiveYear *year)
{
    (void)year;
    return g_string_new("");
}

PENDING GString *evidence_csv(const ArchiveYear *year)
{
    (void)year;
    return g_string_new("");
}

PENDING gboolean package_write(const char *folder, const char *name, const char *file, PackageFormat format,
                               gint32 day, GError **error)
{
    (void)folder, (void)name, (void)file, (void)format, (void)day;
    return failure_usage(error, "not yet");
}

PENDING gboolean verify_run(const char *path, void (*progress)(guint64 done, guint64 all),
                            Diagnostics *diagnostics, VerifySummary *summary, GError **error)
{
    (void)path, (void)progress, (void)diagnostics, (void)summary, (void)error;
    return TRUE;
}

PENDING BookScript *book_script_load(const Theme *theme, GError **error)
{
    (void)theme, (void)error;
    return NULL;
}

PENDING void book_script_free(BookScript *script)
{
    (void)script;
}

PENDING gboolean engine_book(Engine *engine, const BookScript *script, const Page *year, Arena *arena,
                             Book *book)
{
    (void)engine, (void)script, (void)year, (void)arena, (void)book;
    return FALSE;
}
