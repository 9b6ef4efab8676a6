/* SPDX-License-Identifier: MIT */
/* What fuzzing of photos begins with (tests/fuzz/seeds) and has found (tests/fuzz/corpus/), once more. */
#include "../fuzz/fuzz-photo.c"

static void replay(const char *folder)
{
    g_autoptr(GDir) dir = g_dir_open(folder, 0, NULL);
    const char *name;
    guint count = 0;

    g_assert_nonnull(dir);
    while ((name = g_dir_read_name(dir))) {
        g_autofree char *path = g_build_filename(folder, name, NULL);
        g_autofree char *bytes = NULL;
        gsize size;
        g_assert_true(g_file_get_contents(path, &bytes, &size, NULL));
        LLVMFuzzerTestOneInput((const guint8 *)bytes, size);
        count++;
    }
    g_assert_cmpuint(count, >, 0);
}

static void test_photo(void)
{
    replay("build/seeds/photo");
    replay("tests/fuzz/corpus/photo");
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_log_set_always_fatal(G_LOG_FATAL_MASK); /* libvips warns of whatever it passes over */
    g_test_add_func("/fuzz/photo", test_photo);
    return g_test_run();
}
