/* SPDX-License-Identifier: MIT */
#include "build/memo.h"

static const FileStamp stamp = {10, 20, 30, 40};

static void test_kept(void)
{
    const Digest digest = digest_bytes("x", 1);
    const PictureSize size = {3, 4}, none = {0, 0};
    g_autoptr(Memo) first = memo_new(NULL);
    Digest found;
    PictureSize measured = {7, 7};

    memo_note_size(first, "b.png", stamp, size);
    memo_note_digest(first, "b.png", stamp, digest);
    memo_note_digest(first, "a.txt", stamp, digest);
    memo_note_size(first, "damaged.png", stamp, none);
    memo_note_digest(first, "fresh.txt", STAMP_NONE, digest);
    g_autoptr(GBytes) bytes = g_byte_array_free_to_bytes(memo_save(first));
    g_autoptr(Memo) second = memo_new(bytes);
    g_assert_true(memo_digest(second, "a.txt", stamp, &found) && XXH128_isEqual(found, digest));
    g_assert_false(memo_size(second, "a.txt", stamp, &measured));
    g_assert_true(memo_digest(second, "b.png", stamp, &found));
    g_assert_true(memo_size(second, "b.png", stamp, &measured));
    g_assert_cmpuint(measured.width, ==, 3);
    g_assert_cmpuint(measured.height, ==, 4);
    g_assert_true(memo_size(second, "damaged.png", stamp, &measured));
    g_assert_cmpuint(measured.width, ==, 0);
    g_assert_false(memo_digest(second, "fresh.txt", STAMP_NONE, &found));
    g_assert_false(memo_digest(second, "c.txt", stamp, &found));
}

static void test_changed(void)
{
    const FileStamp later = {10, 21, 30, 40};
    const Digest one = digest_bytes("1", 1), two = digest_bytes("2", 1);
    g_autoptr(Memo) first = memo_new(NULL);
    PictureSize size = {1, 1};
    Digest found;

    memo_note_digest(first, "a", stamp, one);
    memo_note_size(first, "a", stamp, size);
    g_autoptr(GBytes) bytes = g_byte_array_free_to_bytes(memo_save(first));
    g_autoptr(Memo) second = memo_new(bytes);
    g_assert_false(memo_digest(second, "a", later, &found));
    memo_note_digest(second, "a", later, two);
    g_assert_true(memo_digest(second, "a", later, &found) && XXH128_isEqual(found, two));
    g_assert_false(memo_size(second, "a", later, &size));
}

static void test_forgotten(void)
{
    g_autoptr(Memo) first = memo_new(NULL);
    const Digest digest = digest_bytes("x", 1);
    Digest found;

    memo_note_digest(first, "gone", stamp, digest);
    memo_note_digest(first, "kept", stamp, digest);
    g_autoptr(GBytes) bytes = g_byte_array_free_to_bytes(memo_save(first));
    g_autoptr(Memo) second = memo_new(bytes);
    memo_note_digest(second, "kept", stamp, digest);
    g_autoptr(GBytes) again = g_byte_array_free_to_bytes(memo_save(second));
    g_autoptr(Memo) third = memo_new(again);
    g_assert_false(memo_digest(third, "gone", stamp, &found));
    g_assert_true(memo_digest(third, "kept", stamp, &found));
}

/* Whatever the bytes are, nothing is read outside of them. */
static void test_damaged(void)
{
    g_autoptr(Memo) memo = memo_new(NULL);
    const Digest digest = digest_bytes("x", 1);
    Digest found;

    memo_note_digest(memo, "a", stamp, digest);
    memo_note_digest(memo, "b", stamp, digest);
    g_autoptr(GByteArray) bytes = memo_save(memo);
    for (guint length = 0; length < bytes->len; length++) {
        g_autoptr(GBytes) cut = g_bytes_new(bytes->data, length);
        g_autoptr(Memo) other = memo_new(cut);
        g_assert_false(memo_digest(other, "a", stamp, &found));
    }
    for (guint i = 0; i < bytes->len; i++) {
        g_autoptr(GBytes) whole = g_bytes_new(bytes->data, bytes->len);
        guint8 *data = (guint8 *)g_bytes_get_data(whole, NULL);
        data[i] = 0xff;
        g_autoptr(Memo) other = memo_new(whole);
        memo_digest(other, "a", stamp, &found);
    }
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/memo/kept", test_kept);
    g_test_add_func("/memo/changed", test_changed);
    g_test_add_func("/memo/forgotten", test_forgotten);
    g_test_add_func("/memo/damaged", test_damaged);
    return g_test_run();
}
