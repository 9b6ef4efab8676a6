/* SPDX-License-Identifier: MIT */
/* Bags as they are made: names, what cannot be in one, the lines of bag-info.txt. */
#include "archive/bag-info.h"
#include "archive/bag.h"
#include "archive/verify.h"
#include "text/threads.h"

#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

static char *folder_new(void)
{
    return g_dir_make_tmp("broadside-bag-XXXXXX", NULL);
}

static void folder_remove(const char *folder)
{
    const char *const arguments[] = {"rm", "-r", folder, NULL};

    g_spawn_sync(NULL, (char **)arguments, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, NULL, NULL, NULL, NULL);
}

static char *text_of(const char *folder, const char *name)
{
    g_autofree char *path = g_build_filename(folder, name, NULL);
    char *text = NULL;

    g_assert_true(g_file_get_contents(path, &text, NULL, NULL));
    return text;
}

/* Errors, by the program that strangers would use as well. */
static guint errors_of(const char *folder, guint files)
{
    g_autoptr(Diagnostics) diagnostics = diagnostics_new();
    VerifySummary summary;

    g_assert_true(verify_run(folder, NULL, diagnostics, &summary, NULL));
    g_assert_cmpuint(summary.files, ==, files);
    g_free(summary.version);
    return diagnostics_count(diagnostics, SEVERITY_ERROR);
}

static void test_names(void)
{
    static const char *const names[] = {"50%.txt",  "a\nb",      "c\rd",      "%0A",   "back\\slash",
                                        " blanks ", "会议/照片", "deep/er/x", "*star", "-dash"};
    g_autofree char *folder = folder_new();
    g_autoptr(Bag) bag = bag_new(folder, NULL);

    for (gsize i = 0; i < G_N_ELEMENTS(names); i++)
        g_assert_true(bag_put(bag, names[i], names[i], strlen(names[i]), NULL));
    g_assert_true(bag_finish(bag, NULL, 0, NULL));
    g_assert_cmpuint(errors_of(folder, G_N_ELEMENTS(names)), ==, 0);
    g_autofree char *manifest = text_of(folder, "manifest-sha512.txt");
    g_assert_nonnull(strstr(manifest, "  data/50%25.txt\n"));
    g_assert_nonnull(strstr(manifest, "  data/a%0Ab\n"));
    g_assert_nonnull(strstr(manifest, "  data/c%0Dd\n"));
    g_assert_nonnull(strstr(manifest, "  data/%250A\n"));
    g_assert_nonnull(strstr(manifest, "  data/back\\slash\n"));
    /* In the order of bytes. */
    g_auto(GStrv) lines = g_strsplit(manifest, "\n", -1);
    for (guint i = 1; lines[i] && *lines[i]; i++)
        g_assert_cmpstr(lines[i - 1] + 130, <, lines[i] + 130);
    folder_remove(folder);
}

/* What coreutils make of all but those. */
static void test_coreutils(void)
{
    static const char *const names[] = {"back\\slash", "two\\\\", " blanks ", "会议/照片", "*star", "\\n"};
    g_autofree char *folder = folder_new();
    g_autoptr(Bag) bag = bag_new(folder, NULL);
    int status = -1;

    for (gsize i = 0; i < G_N_ELEMENTS(names); i++) {
        g_assert_true(bag_name_is_plain(names[i]));
        g_assert_true(bag_put(bag, names[i], names[i], strlen(names[i]), NULL));
    }
    g_assert_true(!bag_name_is_plain("50%") && !bag_name_is_plain("a\nb"));
    g_assert_true(bag_finish(bag, NULL, 0, NULL));
    const char *const arguments[] = {
        "sha512sum", "--quiet", "--strict", "-c", "manifest-sha512.txt", "tagmanifest-sha512.txt", NULL};
    g_assert_true(g_spawn_sync(folder, (char **)arguments, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, NULL, NULL,
                               &status, NULL));
    g_assert_cmpint(status, ==, 0);
    folder_remove(folder);
}

static void refused(gboolean done, int code, GError **error)
{
    g_assert_true(!done);
    g_assert_error(*error, BUILD_ERROR, code);
    g_clear_error(error);
}

static void test_refused(void)
{
    g_autofree char *folder = folder_new();
    g_autofree char *file = g_strconcat(folder, "-file", NULL);
    g_autofree char *link = g_strconcat(folder, "-link", NULL);
    g_autoptr(Bag) bag = bag_new(folder, NULL);
    GError *error = NULL;

    g_assert_true(g_file_set_contents(file, "x", 1, NULL));
    g_assert_cmpint(symlink(file, link), ==, 0);
    refused(bag_copy(bag, "a", link, &error), BUILD_ERROR_USAGE, &error);
    refused(bag_copy(bag, "a", "/dev/null", &error), BUILD_ERROR_USAGE, &error);
    refused(bag_copy(bag, "a", folder, &error), BUILD_ERROR_USAGE, &error);
    refused(bag_copy(bag, "a", "/nowhere/at/all", &error), BUILD_ERROR_MACHINE, &error);
    refused(bag_put(bag, "\xff", "", 0, &error), BUILD_ERROR_USAGE, &error);
    refused(bag_put(bag, "../a", "", 0, &error), BUILD_ERROR_MACHINE, &error);
    refused(bag_put(bag, "/a", "", 0, &error), BUILD_ERROR_MACHINE, &error);
    refused(bag_put(bag, "", "", 0, &error), BUILD_ERROR_MACHINE, &error);
    g_assert_true(bag_copy(bag, "a", file, &error));
    refused(bag_copy(bag, "a", file, &error), BUILD_ERROR_MACHINE, &error);
    g_autofree char *inside = bag_path(bag, "link");
    g_assert_cmpint(symlink(file, inside), ==, 0);
    refused(bag_adopt(bag, "link", &error), BUILD_ERROR_USAGE, &error);
    unlink(inside);
    guint64 bytes;
    g_assert_cmpuint(bag_files(bag, &bytes), ==, 1);
    g_assert_cmpuint(bytes, ==, 1);
    g_assert_true(bag_finish(bag, NULL, 0, NULL));
    g_assert_cmpuint(errors_of(folder, 1), ==, 0);
    unlink(file);
    unlink(link);
    folder_remove(folder);
}

static void put_step(gpointer data, guint index)
{
    g_autofree char *name = g_strdup_printf("%u/%u.txt", index % 7, index);

    g_assert_true(bag_put(data, name, name, strlen(name), NULL));
}

static void test_threads(void)
{
    g_autofree char *folder = folder_new();
    g_autoptr(Bag) bag = bag_new(folder, NULL);
    g_autofree char *others = bag_path(bag, "others/in");

    threads_run(8, 300, put_step, bag);
    g_mkdir_with_parents(others, 0755);
    for (guint i = 0; i < 100; i++) {
        g_autofree char *path = g_strdup_printf("%s/%u", others, i);
        g_assert_true(g_file_set_contents(path, path, (gssize)MIN(i, strlen(path)), NULL));
    }
    g_assert_true(bag_adopt(bag, "others", NULL));
    g_assert_true(bag_finish(bag, NULL, 0, NULL));
    g_assert_cmpuint(errors_of(folder, 400), ==, 0);
    folder_remove(folder);
}

/* No line longer than 79 characters, and joined again it is the same. */
static void check_folded(const char *value)
{
    g_autoptr(GString) text = g_string_new(NULL);
    g_autoptr(GString) joined = g_string_new(NULL);

    bag_info_append(text, "External-Description", value);
    g_assert_true(g_str_has_prefix(text->str, "External-Description: ") && g_str_has_suffix(text->str, "\n"));
    g_auto(GStrv) lines = g_strsplit(text->str, "\n", -1);
    for (guint i = 0; *lines[i]; i++) {
        g_assert_cmpint(g_utf8_strlen(lines[i], -1), <=, 79);
        g_assert_true(i == 0 || g_str_has_prefix(lines[i], "  "));
        g_string_append(joined, i == 0 ? lines[i] + strlen("External-Description: ") : lines[i] + 2);
    }
    g_autofree char *blank_less = g_strdup(value);
    char *to = blank_less;
    for (const char *from = value; *from; from++)
        if (*from != ' ')
            *to++ = *from;
    *to = '\0';
    to = joined->str;
    for (const char *from = joined->str; *from; from++)
        if (*from != ' ')
            *to++ = *from;
    *to = '\0';
    g_assert_cmpstr(joined->str, ==, blank_less);
}

static void test_info(void)
{
    g_autoptr(GString) text = g_string_new(NULL);
    static const struct {
        guint64 bytes;
        const char *size;
    } sizes[] = {{0, "0 B"},
                 {999, "999 B"},
                 {1000, "1.0 KB"},
                 {42600000, "42.6 MB"},
                 {999960000, "1.0 GB"},
                 {G_MAXUINT64, "18.4 EB"}};

    check_folded("short");
    check_folded(
        "精神文明创建工作年度档案，包括年鉴、归档文件目录、考评依据和全部原件，由阳光花园社区居民委员会编制，"
        "二〇二五年十二月三十一日装袋，移交区档案馆保存，保管期限三十年，未经许可不得外借");
    check_folded(
        "words of a language with blanks between them that go on for longer than a line has room for, "
        "twice over in fact, to see where they are broken");
    check_folded("混合 of two 语言的 text，which goes 来 and 去 without 一个 end 直到 the line 满了 and then "
                 "还要 on 再一行");
    bag_info_append(text, "X", "one\r\ntwo\n\n\tthree\x1b[0m");
    g_assert_cmpstr(text->str, ==, "X: one\n  two\n  three [0m\n");
    for (gsize i = 0; i < G_N_ELEMENTS(sizes); i++) {
        g_string_truncate(text, 0);
        bag_info_append_size(text, sizes[i].bytes);
        g_assert_cmpstr(text->str, ==, sizes[i].size);
    }
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/bag/names", test_names);
    g_test_add_func("/bag/coreutils", test_coreutils);
    g_test_add_func("/bag/refused", test_refused);
    g_test_add_func("/bag/threads", test_threads);
    g_test_add_func("/bag/info", test_info);
    return g_test_run();
}
