/* SPDX-License-Identifier: MIT */
/* Whether two builds had the same input, told by the stamps of files. */
#include "build/inputs.h"
#include "test-content-site.h"

#include <glib/gstdio.h>

static const char path[] = "content/notices/2025-03-01-a.md";

static Content *load(TestSite *site)
{
    g_autoptr(Diagnostics) diagnostics = diagnostics_new();
    g_autoptr(GError) error = NULL;
    Content *content = content_load(&(ContentOptions){.root = site->root}, diagnostics, &error);

    g_assert_no_error(error);
    g_assert_cmpuint(content->entries->len, ==, 1);
    return content;
}

/* As if it had been changed just before. */
static void forget(Content *content)
{
    Entry *entry = content->entries->pdata[0];

    entry->stamp = g_array_index(content->folder->entries, FolderFile, 0).stamp = STAMP_NONE;
}

/* Longer than a tick of the clock: what was written before is not fresh any more. */
static void wait_tick(void)
{
    g_usleep(30 * 1000);
}

static TestSite *site_new(void)
{
    TestSite *site = test_site_new();

    test_site_write(site, path, "---\ntitle: A\n---\n\nText\n");
    return site;
}

/* Saved and built at once: by the end of the build it is known that nothing came between. */
static void test_settle(void)
{
    g_autoptr(TestSite) site = site_new();
    g_autoptr(Content) content = load(site);
    Entry *entry = content->entries->pdata[0];

    forget(content);
    g_assert_true(inputs_stamp_entries(content->folder) == 0);
    wait_tick();
    inputs_settle(content, content->folder);
    g_assert_false(stamp_is_none(entry->stamp));
    g_autoptr(Content) again = load(site);
    g_assert_true(inputs_stamp_entries(again->folder) != 0);
    g_assert_true(inputs_stamp_entries(content->folder) == inputs_stamp_entries(again->folder));
}

/* Changed after it was read: the stamp is that of other bytes. */
static void test_changed(void)
{
    g_autoptr(TestSite) site = site_new();
    g_autoptr(Content) content = load(site);
    Entry *entry = content->entries->pdata[0];

    forget(content);
    test_site_write(site, path, "---\ntitle: A\n---\n\nText!\n");
    wait_tick();
    inputs_settle(content, content->folder);
    g_assert_true(stamp_is_none(entry->stamp));
    g_assert_true(inputs_stamp_entries(content->folder) == 0);
}

/* Fresh still, or gone. */
static void test_fresh(void)
{
    g_autoptr(TestSite) site = site_new();
    g_autoptr(Content) content = load(site);
    Entry *entry = content->entries->pdata[0];
    g_autofree char *file = g_build_filename(site->root, path, NULL);

    forget(content);
    g_assert_cmpint(g_remove(file), ==, 0);
    inputs_settle(content, content->folder);
    g_assert_true(stamp_is_none(entry->stamp));
    test_site_write(site, path, "---\ntitle: A\n---\n\nText\n");
    const FileStamp stamp = stamp_of_file(file);
    const gboolean fresh = stamp_is_fresh(stamp, stamp_now());
    inputs_settle(content, content->folder);
    if (fresh && stamp_is_fresh(stamp, stamp_now()))
        g_assert_true(stamp_is_none(entry->stamp));
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/inputs/settle", test_settle);
    g_test_add_func("/inputs/changed", test_changed);
    g_test_add_func("/inputs/fresh", test_fresh);
    return g_test_run();
}
