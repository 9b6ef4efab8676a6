/* SPDX-License-Identifier: MIT */
#include "archive/adopt-draft.h"

#include "archive/adopt-name.h"
#include "content/skeleton.h"
#include "import/markdown.h"
#include "picture/size.h"
#include "text/identity.h"
#include "text/path.h"

#include <string.h>

AdoptJob *job_new(const Content *content, int year, Date today, const char *name, char *title)
{
    AdoptJob *job = g_new0(AdoptJob, 1);

    *job = (AdoptJob){.content = content, .year = year, .today = today, .name = name, .title = title};
    job->dated = old_name_day(name, year, &job->date);
    job->files = g_ptr_array_new();
    return job;
}

void job_free(AdoptJob *job)
{
    g_free(job->title);
    g_ptr_array_unref(job->files);
    if (job->names)
        g_ptr_array_unref(job->names);
    g_free(job);
}

void job_add(AdoptJob *job, const OldFile *file)
{
    g_ptr_array_add(job->files, (gpointer)file);
}

static gboolean is_chinese(const AdoptJob *job)
{
    return g_ascii_strncasecmp(content_config(job->content, "language")->text, "zh", 2) == 0;
}

static gboolean record_has(const Type *type, const char *record, const char *name)
{
    const int at = type_field(type, record);

    for (guint i = 0; at >= 0 && i < type->fields[at].n_fields; i++)
        if (strcmp(type->fields[at].fields[i].name, name) == 0)
            return TRUE;
    return FALSE;
}

static void put(GHashTable *values, const char *field, char *value)
{
    g_hash_table_replace(values, g_strdup(field), value);
}

/* What ended in the past is in the record, and not on the website. What is still to end would be shown until
 * then. */
static void put_hidden(const AdoptJob *job, gint32 end, GHashTable *values)
{
    const gboolean chinese = is_chinese(job);

    if (end >= job->today.day) {
        put(values, "draft",
            g_strconcat(
                "true",
                chinese
                    ? "  # 还没有公开，也没有归档。看过以后，删去这一行"
                    : "  # Neither on the website nor in the record: remove this line when you have looked",
                NULL));
        return;
    }
    g_autofree char *day = date_format_iso((Date){end, -1});
    put(values, "expires",
        g_strconcat(day,
                    chinese
                        ? "  # 只归档，不公开。看过以后，大家都能看的，删去这一行和下一行 after"
                        : "  # In the record, not on the website: to show it, remove this line and the next",
                    NULL));
    put(values, "after", g_strdup("remove"));
}

static void put_date(AdoptJob *job, Matter *matter, GHashTable *values)
{
    Date last;

    date_set(&last, job->year, 12, 31);
    last.minute = -1;
    if (!matter->dated)
        matter->date = job->dated ? job->date : last;
    matter->dated = TRUE;
    job->filed = date_year(matter->date);
    put_hidden(job, MAX(last.day, matter->date.day), values);
}

static void put_files(const AdoptJob *job, GHashTable *values)
{
    g_autoptr(GString) list = g_string_new(NULL);

    for (guint i = 0; i < job->names->len; i++) {
        const char *name = job->names->pdata[i];
        /* Between such marks a list of several is looked for. */
        const gboolean several =
            strpbrk(name, ";") || strstr(name, "、") || strstr(name, "，") || strstr(name, "；");
        g_autofree char *plain = skeleton_scalar(name);
        g_string_append_printf(list, several && *plain != '"' ? "\n  - \"%s\"" : "\n  - %s", plain);
    }
    put(values, "attachments", g_strdup(list->str));
}

/* What import found in the text goes before what names of files say. */
static void complete(const Type *type, Matter *matter, GHashTable *values, gpointer data)
{
    AdoptJob *job = data;
    const gboolean own = !matter->title && job->own;

    if (!matter->title)
        matter->title = g_strdup(job->title);
    put_date(job, matter, values);
    if (strcmp(type->name, "report") == 0) {
        const int named = matter->year ? matter->year : old_name_year(matter->title);
        job->filed = matter->year = named ? named : job->year;
    }
    put_files(job, values);
    if (own && record_has(type, "archive", "own_title"))
        put(values, "archive", g_strdup("\n  own_title: true"));
}

Wanted job_wanted(AdoptJob *job)
{
    if (!job->names)
        job->names = old_names_beside(job->files);
    return (Wanted){.otherwise = types_by_name(job->content->types, "page"),
                    .by_year = TRUE,
                    .complete = complete,
                    .data = job};
}

void job_attach(const AdoptJob *job, Draft *draft)
{
    for (guint i = 0; i < job->files->len; i++)
        draft_add_file(draft, job->names->pdata[i], ((const OldFile *)job->files->pdata[i])->path);
}

/* Its name, as a Markdown picture takes it. */
static char *address_of(const char *name)
{
    g_autofree char *escaped = g_uri_escape_string(name, NULL, TRUE);
    g_autoptr(GString) address = g_string_new(escaped);

    g_string_replace(address, "(", "%28", 0);
    g_string_replace(address, ")", "%29", 0);
    g_string_replace(address, "&", "%26", 0);
    return g_strdup(address->str);
}

static char *pictures_body(const AdoptJob *job)
{
    g_autoptr(GString) body = g_string_new(NULL);

    for (guint i = 0; i < job->files->len; i++) {
        const OldFile *file = job->files->pdata[i];
        PictureSize size;
        if (!picture_has_name(file->name) || !picture_size_of_file(file->path, &size))
            continue;
        g_autofree char *stem = old_stem(file->name);
        g_autofree char *words = identity_hide(stem);
        g_autofree char *address = address_of(job->names->pdata[i]);
        g_string_append(body, body->len > 0 ? "\n\n![" : "![");
        g_autoptr(GString) alternative = g_string_new(NULL);
        markdown_escape(alternative, words);
        g_string_replace(alternative, "]", "\\]", 0);
        g_string_append(body, alternative->str);
        g_string_append_printf(body, "](%s)", address);
    }
    if (body->len == 0)
        g_string_append(body, is_chinese(job) ? "见附件。" : "See the attachments.");
    return g_strdup(body->str);
}

Draft *job_draft(AdoptJob *job, const Type *type, Diagnostics *diagnostics)
{
    g_autoptr(Paper) paper = paper_new(job->name);
    Wanted wanted = job_wanted(job);

    wanted.type = type ? type : wanted.otherwise;
    paper_add_markdown(paper, BLOCK_OTHER, g_strdup(""), pictures_body(job));
    Draft *draft = draft_new(paper, paper, job->content->types, wanted,
                             content_config(job->content, "language")->text, diagnostics);
    job_attach(job, draft);
    return draft;
}
