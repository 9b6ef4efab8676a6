/* SPDX-License-Identifier: MIT */
#include "cli/command.h"
#include "cli/report.h"
#include "cli/today.h"
#include "content/content.h"
#include "content/skeleton.h"
#include "text/descriptor.h"
#include "text/strings.h"
#include "text/suggest.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

/* What is to be begun: an entry of a type, maybe of one of its kinds. */
typedef struct {
    const Type *type;
    const Choice *kind; /* a value of its field 'kind', or NULL */
} Subject;

/* "news (新闻), model (先进典型)" */
static char *types_list(const Types *types)
{
    g_autoptr(GPtrArray) names = g_ptr_array_new_with_free_func(g_free);

    for (guint i = 0; i < types_count(types); i++) {
        const Type *type = types_at(types, i);
        const char *label = labels_get(type->labels, "zh-Hans");
        g_ptr_array_add(names,
                        label ? g_strdup_printf(_("%s (%s)"), type->name, label) : g_strdup(type->name));
    }
    g_ptr_array_add(names, NULL);
    return strings_list((const char *const *)names->pdata);
}

/* By the label of the type: 公告; or of one of its kinds: 公示. */
static gboolean find_label(const Type *type, const char *name, Subject *subject)
{
    const int index = type_field(type, "kind");
    const Field *field = index < 0 ? NULL : &type->fields[index];

    *subject = (Subject){type, NULL};
    if (labels_contain(type->labels, name))
        return TRUE;
    for (guint i = 0; field && i < field->n_choices; i++) {
        subject->kind = &field->choices[i];
        if (labels_contain(subject->kind->labels, name))
            return TRUE;
    }
    return FALSE;
}

static gboolean find_subject(const Types *types, const char *name, Subject *subject, GError **error)
{
    *subject = (Subject){types_by_name(types, name), NULL};
    if (!subject->type)
        subject->type = types_by_folder(types, name);
    if (subject->type)
        return TRUE;
    for (guint i = 0; i < types_count(types); i++)
        if (find_label(types_at(types, i), name, subject))
            return TRUE;
    g_autofree char *hint = suggest_hint(name, types_names(types));
    if (!hint)
        hint = suggest_hint(name, types_folders(types));
    g_autofree char *list = types_list(types);
    g_autofree char *all = g_strdup_printf(_("possible: %s"), list);
    g_set_error(error, BUILD_ERROR, BUILD_ERROR_USAGE, _("there is no type '%s'; %s"), name,
                hint ? hint : all);
    return FALSE;
}

/* A kind that somebody named is written, and a public review has its days. */
static void put_kind(const Subject *subject, GHashTable *values, const char *language)
{
    const int posting = type_field(subject->type, "posting");

    if (!subject->kind)
        return;
    g_hash_table_insert(values, g_strdup("kind"), skeleton_scalar(subject->kind->name));
    if (strcmp(subject->kind->name, "review") == 0 && posting >= 0)
        g_hash_table_insert(values, g_strdup("posting"),
                            skeleton_record(&subject->type->fields[posting], language));
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
    if (g_utf8_validate(title, -1, NULL) && strspn(title, " \t\r\n") < strlen(title))
        return TRUE;
    g_set_error(error, BUILD_ERROR, BUILD_ERROR_USAGE, _("the title is empty, or not UTF-8"));
    return FALSE;
}

static gboolean create(const Options *options, const char *type_name, const char *title, char **path,
                       GError **error)
{
    g_autoptr(Diagnostics) ignored = diagnostics_new();
    g_autoptr(Content) content = content_load(".", ignored, error);
    Date today;

    if (!content || !check_title(title, error))
        return FALSE;
    Subject subject;
    if (!find_subject(content->types, type_name, &subject, error) ||
        !today_get(options, content_config(content, "timezone")->text, &today, error))
        return FALSE;
    const char *language = content_config(content, "language")->text;
    g_autoptr(GHashTable) values = skeleton_values(subject.type, title, today);
    put_kind(&subject, values, language);
    g_autofree char *text = skeleton_format(subject.type, values, language);
    *path = entry_path(subject.type, title, today);
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
