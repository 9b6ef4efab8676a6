/* SPDX-License-Identifier: MIT */
/* theme.lua is not run again for the same text, and always for another. */
#include "fixture.h"

#include <string.h>
#include <xxhash.h>

#define ROWS(path) "return { outputs = { { path = \"" path "\", layout = \"index.html\" } } }\n"

static Theme *load(Fixture *fixture, GBytes *known)
{
    g_autoptr(GError) error = NULL;
    Theme *theme = theme_load(fixture->root, NULL, "t", fixture->site, known, fixture->diagnostics, &error);

    g_assert_no_error(error);
    return theme;
}

static void assert_path(const Theme *theme, const char *path)
{
    guint count;
    const ThemeOutput *outputs = theme_outputs(theme, &count);

    g_assert_cmpuint(count, ==, path ? 1 : 0);
    if (path)
        g_assert_cmpstr(outputs[0].path, ==, path);
}

static void setup(Fixture *fixture, gconstpointer text)
{
    fixture_init(fixture);
    fixture_write(fixture, "themes/t/theme.lua", ROWS("first.html"));
    fixture_load(fixture);
    if (text)
        fixture_write(fixture, "themes/t/theme.lua", text);
}

static void teardown(Fixture *fixture, G_GNUC_UNUSED gconstpointer text)
{
    fixture_clear(fixture);
}

/* `known` with another name in it: whoever uses it finds that one. */
static GBytes *forged(GBytes *known)
{
    GByteArray *bytes = g_byte_array_new();

    g_byte_array_append(bytes, g_bytes_get_data(known, NULL), (guint)g_bytes_get_size(known));
    char *name = memmem(bytes->data, bytes->len, "first.html", strlen("first.html"));
    g_assert_nonnull(name);
    memcpy(name, "known.html", strlen("known.html"));
    const XXH128_hash_t said = XXH3_128bits(bytes->data + 2 * sizeof said, bytes->len - 2 * sizeof said);
    memcpy(bytes->data + sizeof said, &said, sizeof said);
    return g_byte_array_free_to_bytes(bytes);
}

static void test_same(Fixture *fixture, G_GNUC_UNUSED gconstpointer text)
{
    g_autoptr(Theme) first = load(fixture, NULL);
    g_autoptr(GBytes) known = forged(theme_known(first));
    g_autoptr(Theme) again = load(fixture, known);

    assert_path(first, "first.html");
    assert_path(again, "known.html");
    g_assert_true(g_bytes_equal(theme_known(again), known));
}

static void test_other(Fixture *fixture, G_GNUC_UNUSED gconstpointer text)
{
    g_autoptr(Theme) first = load(fixture, NULL);

    fixture_write(fixture, "themes/t/theme.lua", ROWS("other.html"));
    g_autoptr(Theme) other = load(fixture, theme_known(first));
    assert_path(other, "other.html");
    g_assert_false(g_bytes_equal(theme_known(other), theme_known(first)));
}

static void test_damaged(Fixture *fixture, G_GNUC_UNUSED gconstpointer text)
{
    g_autoptr(Theme) first = load(fixture, NULL);
    const gsize size = g_bytes_get_size(theme_known(first));

    for (gsize cut = 0; cut < size; cut += 7) {
        g_autoptr(GBytes) known = g_bytes_new_from_bytes(theme_known(first), 0, cut);
        g_autoptr(Theme) again = load(fixture, known);
        assert_path(again, "first.html");
    }
}

/* What was said of it must be said each time. */
static void test_mistaken(Fixture *fixture, G_GNUC_UNUSED gconstpointer text)
{
    g_autoptr(Theme) theme = load(fixture, NULL);

    g_assert_cmpuint(diagnostics_count(fixture->diagnostics, SEVERITY_ERROR), ==, 1);
    g_assert_null(theme_known(theme));
}

int main(int argc, char **argv)
{
    static const char fonts[] =
        "return { fonts = 1, outputs = { { path = \"a.html\", layout = \"index.html\" } } }\n";
    const struct {
        const char *name, *text;
        void (*run)(Fixture *, gconstpointer);
    } tests[] = {{"same", NULL, test_same},       {"other", NULL, test_other},
                 {"damaged", NULL, test_damaged}, {"no-table", "return 1\n", test_mistaken},
                 {"fonts", fonts, test_mistaken}, {"error", "error(\"no\")\n", test_mistaken}};

    g_test_init(&argc, &argv, NULL);
    for (guint i = 0; i < G_N_ELEMENTS(tests); i++) {
        g_autofree char *path = g_strconcat("/theme/known/", tests[i].name, NULL);
        g_test_add(path, Fixture, tests[i].text, setup, tests[i].run, teardown);
    }
    return g_test_run();
}
