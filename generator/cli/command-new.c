/* SPDX-License-Identifier: MIT */
#include "cli/command.h"
#include "cli/report.h"
#include "cli/today.h"
#include "cli/type-word.h"
#include "content/content.h"
#include "content/skeleton.h"
#include "text/descriptor.h"
#include "text/space.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

/* A kind that somebody named is written, and a public review has its days. */
static void put_kind(const TypeWord *word, GHashTable *values, const char *language)
{
    const int posting = type_field(word->type, "posting");

    if (!word->kind)
        return;
    g_hash_table_insert(values, g_strdup("kind"), skeleton_scalar(word->kind->name));
    if (strcmp(word->kind->name, "review") == 0 && posting >= 0)
        g_hash_table_insert(values, g_strdup("posting"),
                            skeleton_record(&word->type->fields[posting], language));
}

/* A date in the name becomes the entry's: only where the type wants one. */
static gboolean is_dated(const Type *type)
{
    return type->fields[COMMON_DATE].required;
}

static char *entry_path(const Type *type, const char *title, Date today)
{
    const gboolean yearly = strcmp(type->name, "page") != 0;
    return skeleton_path(type->folder, title, yearly ? &today : NULL, is_dated(type));
}

/* Writes a file that is not there yet: with -2, -3, … in its name if need be. *path: where it went. */
static gboolean write_fresh(char **path, const char *text, GError **error)
{
    g_autofree char *stem = g_strndup(*path, strlen(*path) - strlen(".md"));
    g_autofree char *folder = g_path_get_dirname(*path);
    int fd = -1;

    if (g_mkdir_with_parents(folder, 0777) < 0)
        return failure_set(error, errno, _("cannot make the folder '%s'"), folder);
    for (guint i = 2; (fd = g_open(*path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666)) < 0; i++) {
        if (errno != EEXIST)
            return failure_set(error, errno, _("cannot write '%s'"), *path);
        g_free(*path);
        *path = g_strdup_printf("%s-%u.md", stem, i);
    }
    const gboolean written = descriptor_write(fd, text, strlen(text));
    const int problem = errno;
    if (close(fd) == 0 && written)
        return TRUE;
    g_unlink(*path);
    return failure_set(error, written ? errno : problem, _("cannot write '%s'"), *path);
}

static gboolean check_title(const char *title, GError **error)
{
    if (g_utf8_validate(title, -1, NULL) && !space_only(title))
        return TRUE;
    g_set_error(error, BUILD_ERROR, BUILD_ERROR_USAGE, _("the title is empty, or not UTF-8"));
    return FALSE;
}

static gboolean create(const Options *options, const char *type_name, const char *title, char **path,
                       GError **error)
{
    g_autoptr(Diagnostics) ignored = diagnostics_new();
    g_autoptr(Content) content = content_load(&(ContentOptions){.root = "."}, ignored, error);
    Date today;

    if (!content || !check_title(title, error))
        return FALSE;
    TypeWord word;
    if (!type_word_find(content->types, type_name, &word, error) ||
        !today_get(options, content_config(content, "timezone")->text, &today, error))
        return FALSE;
    const char *language = content_config(content, "language")->text;
    g_autoptr(GHashTable) values = skeleton_values(word.type, title, today);
    put_kind(&word, values, language);
    g_autofree char *text = skeleton_format(word.type, values, language);
    *path = entry_path(word.type, title, today);
    return write_fresh(path, text, error);
}

static int run(const Options *options, char **arguments)
{
    g_autoptr(GError) error = NULL;
    g_autofree char *path = NULL;

    if (!create(options, arguments[0], arguments[1], &path, &error))
        return report_error(options, g_steal_pointer(&error));
    report_path(options, path, "%s", path);
    return EXIT_DONE;
}

const Command command_new = {
    .name = "new",
    .arguments = N_("TYPE TITLE"),
    .least = 2,
    .most = 2,
    .options = OPTION_DATE | OPTION_MESSAGES,
    .summary = N_("begin an entry"),
    .details = N_(
        "TYPE is a type or its folder: news, notice, event, …; or its name on the pages: 新闻, 公告, 公示, "
        "…\n"
        "The file is named in pinyin, has the fields that the type wants, and the others as comments with\n"
        "examples: without its '# ' a line counts. Its path is printed."),
    .example = "  broadside new notice 停水通知\n  broadside new event 消防演练 --date 2025-11-09",
    .run = run,
};
