/* SPDX-License-Identifier: MIT */
/* What fuzzing begins with (tests/fuzz/seeds) and has found (tests/fuzz/corpus/), once more. */
#include <glib.h>

#define LLVMFuzzerTestOneInput fuzz_bag
#include "../fuzz/fuzz-bag.c"
#undef LLVMFuzzerTestOneInput
#define LLVMFuzzerTestOneInput fuzz_content
#include "../fuzz/fuzz-content.c"
#undef LLVMFuzzerTestOneInput
#define LLVMFuzzerTestOneInput fuzz_escape
#include "../fuzz/fuzz-escape.c"
#undef LLVMFuzzerTestOneInput
#define LLVMFuzzerTestOneInput fuzz_picture
#include "../fuzz/fuzz-picture.c"
#undef LLVMFuzzerTestOneInput
#define LLVMFuzzerTestOneInput fuzz_template
#include "../fuzz/fuzz-template.c"
#undef LLVMFuzzerTestOneInput

static void replay(const char *folder, int (*fuzz)(const guint8 *data, size_t size))
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
        fuzz((const guint8 *)bytes, size);
        count++;
    }
    g_assert_cmpuint(count, >, 0);
}

static void test_bag(void)
{
    replay("tests/fuzz/corpus/bag", fuzz_bag);
}

static void test_content(void)
{
    replay("build/seeds/content", fuzz_content);
    replay("tests/fuzz/corpus/content", fuzz_content);
}

static void test_escape(void)
{
    replay("build/seeds/escape", fuzz_escape);
    replay("tests/fuzz/corpus/escape", fuzz_escape);
}

static void test_picture(void)
{
    replay("tests/fuzz/corpus/picture", fuzz_picture);
}

static void test_template(void)
{
    replay("build/seeds/template", fuzz_template);
    replay("tests/fuzz/corpus/template", fuzz_template);
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/fuzz/bag", test_bag);
    g_test_add_func("/fuzz/content", test_content);
    g_test_add_func("/fuzz/escape", test_escape);
    g_test_add_func("/fuzz/picture", test_picture);
    g_test_add_func("/fuzz/template", test_template);
    return g_test_run();
}
