/* SPDX-License-Identifier: MIT */
/* Who ordered a build hears of the website once it is there, before anything is done for the next build. */
#include "build/build.h"
#include "build/manifest.h"
#include "fixture.h"

#include <string.h>

typedef struct {
    Fixture fixture;
    char *destination;
    guint told, written;
    gboolean there, saved; /* when that was told: the website; the ledger */
} Scene;

static char *text_of(const Scene *scene, const char *name)
{
    g_autofree char *path = g_build_filename(scene->destination, name, NULL);
    char *text = NULL;

    g_file_get_contents(path, &text, NULL, NULL);
    return text;
}

static gboolean ledger_is_there(const Scene *scene)
{
    g_autofree char *work = g_build_filename(scene->fixture.root, ".broadside", NULL);
    g_autoptr(GDir) folder = g_dir_open(work, 0, NULL);

    for (const char *name; folder && (name = g_dir_read_name(folder));)
        if (g_str_has_prefix(name, "ledger"))
            return TRUE;
    return FALSE;
}

static void published(const BuildSummary *summary, gpointer data)
{
    Scene *scene = data;
    g_autofree char *page = text_of(scene, "index.html");
    g_autofree char *manifest = text_of(scene, MANIFEST_NAME);

    scene->told++;
    scene->written = summary->counts.written;
    scene->there = g_strcmp0(page, "<p>One</p>") == 0 && manifest && strstr(manifest, "index.html");
    scene->saved = ledger_is_there(scene);
}

static void site_build(Scene *scene)
{
    const BuildOptions options = {.root = scene->fixture.root,
                                  .themes = "/nowhere",
                                  .destination = scene->destination,
                                  .date = "2025-11-20",
                                  .jobs = 1,
                                  .published = published,
                                  .data = scene};
    g_autoptr(Diagnostics) diagnostics = diagnostics_new();
    g_autoptr(GError) error = NULL;
    BuildSummary summary;

    build_run(&options, diagnostics, &summary, &error);
    g_assert_no_error(error);
}

static void scene_init(Scene *scene, G_GNUC_UNUSED gconstpointer data)
{
    fixture_init(&scene->fixture);
    fixture_write(&scene->fixture, "themes/t/layouts/index.html", "<p>One</p>");
    scene->destination = g_build_filename(scene->fixture.root, "public", NULL);
}

static void scene_clear(Scene *scene, G_GNUC_UNUSED gconstpointer data)
{
    fixture_clear(&scene->fixture);
    g_free(scene->destination);
}

static void test_told(Scene *scene, G_GNUC_UNUSED gconstpointer data)
{
    site_build(scene);
    g_assert_cmpuint(scene->told, ==, 1);
    g_assert_cmpuint(scene->written, ==, 1);
    g_assert_true(scene->there);
    g_assert_false(scene->saved);
    g_assert_true(ledger_is_there(scene));
}

static void test_mistake(Scene *scene, G_GNUC_UNUSED gconstpointer data)
{
    fixture_write(&scene->fixture, "themes/t/layouts/index.html", "{{");
    site_build(scene);
    g_assert_cmpuint(scene->told, ==, 0);
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add("/told/published", Scene, NULL, scene_init, test_told, scene_clear);
    g_test_add("/told/mistake", Scene, NULL, scene_init, test_mistake, scene_clear);
    return g_test_run();
}
