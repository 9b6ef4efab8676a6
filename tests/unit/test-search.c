/* SPDX-License-Identifier: MIT */
#include "search/gather.h"
#include "search/posting.h"
#include "search/shard.h"

#include <string.h>

static char *terms_in(const char *text)
{
    g_autoptr(Fold) fold = fold_new();
    g_autoptr(GArray) terms = g_array_new(FALSE, FALSE, sizeof(TermKey));
    GString *all = g_string_new(NULL);

    terms_of(fold, text, strlen(text), terms);
    for (guint i = 0; i < terms->len; i++) {
        char name[16];
        name[term_text(g_array_index(terms, TermKey, i), name)] = '\0';
        g_string_append_printf(all, "%s%s", i ? " " : "", name);
    }
    return g_string_free(all, FALSE);
}

static void expect_terms(const char *text, const char *wanted)
{
    g_autofree char *found = terms_in(text);

    if (strcmp(found, wanted) != 0)
        g_error("'%s' gives '%s', not '%s'", text, found, wanted);
}

static void test_pairs(void)
{
    expect_terms("", "");
    expect_terms("停", "~停");
    expect_terms("停水了", "~停 ~水 ~停水 ~了 ~水了");
    expect_terms("停，水", "~停 ~水");
    expect_terms("停\n水", "~停 ~水");
    expect_terms("停 　水", "~停 ~水 ~停水");
    expect_terms("停\xE2\x80\x8B水", "~停 ~水 ~停水");
    expect_terms("𠀀𠀁", "~𠀀 ~𠀁 ~𠀀𠀁");
    expect_terms("〇か가я", "~〇 ~か ~〇か ~가 ~か가 ~я ~가я");
}

static void test_words(void)
{
    expect_terms("a", "a");
    expect_terms("Bus", "bus bu* bus*");
    expect_terms("ＢＵＳ", "bus bu* bus*");
    expect_terms("Café", "cafe ca* caf*");
    expect_terms("Cafe\xCC\x81", "cafe ca* caf*");
    expect_terms("wi-fi", "wi wi* fi fi*");
    expect_terms("go on", "go go* on on*");
    expect_terms("abcdefgh", "abcdefgh ab* abc*");
    expect_terms("abcdefghi", "abcdefgh ab* abc*");
    expect_terms("a1b", "a1b a1* a1b* 1b 1b* b");
    expect_terms("㎡", "m2 m2* 2");
}

static void test_mixed(void)
{
    expect_terms("12号", "12 12* ~号 ~2号");
    expect_terms("共 12 户", "~共 ~共1 12 12* ~户 ~2户");
    expect_terms("A座", "a ~座 ~a座");
    expect_terms("第3，号", "~第 ~第3 3 ~号");
}

/* Keys are in the order of the texts by UTF-16 units. */
static void test_order(void)
{
    static const char *const ordered[] = {"1",    "12",  "2",     "a",   "ab",  "ab*",   "b",   "~1号",
                                          "~a座", "~停", "~停水", "~水", "~𠀀", "~𠀀水", "~𠀁", NULL};
    g_autoptr(Fold) fold = fold_new();
    g_autoptr(Gather) gather = gather_new();
    g_autoptr(GArray) terms = g_array_new(FALSE, FALSE, sizeof(TermKey));
    const char *text = "𠀁，𠀀水，水，停水，a座，1号，2，12，b，ab";
    guint count, place = 0;

    terms_of(fold, text, strlen(text), terms);
    gather_add(gather, 0, terms);
    const TermKey *keys = gather_terms(gather, &count);
    for (guint i = 0; i < count; i++) {
        char name[16];
        name[term_text(keys[i], name)] = '\0';
        if (ordered[place] && strcmp(name, ordered[place]) == 0)
            place++;
        if (i > 0)
            g_assert_cmpuint(keys[i - 1], <, keys[i]);
    }
    g_assert_null(ordered[place]);
}

/* What is written is read again, all of it and those that are asked for. */
static void expect_read(const GString *posting, const guint32 *documents, guint count)
{
    g_autoptr(GArray) read = g_array_new(FALSE, FALSE, sizeof(guint32));
    const guint32 last = count > 0 ? documents[count - 1] : 0;

    posting_read(posting->str, posting->len, G_MAXUINT32, read);
    g_assert_cmpmem(read->data, read->len * sizeof(guint32), documents, count * sizeof(guint32));
    g_array_set_size(read, 0);
    posting_read(posting->str, posting->len, last, read);
    g_assert_cmpuint(read->len, ==, count > 0 ? count - 1 : 0);
    for (guint32 i = 0; i <= last + 1; i++) {
        const guint32 asked[] = {i, last + 7, last + 8};
        gboolean wanted = FALSE;
        for (guint k = 0; k < count; k++)
            wanted |= documents[k] == i;
        g_array_set_size(read, 0);
        posting_pick(posting->str, posting->len, asked, 3, read);
        g_assert_cmpuint(read->len, ==, wanted);
    }
    g_array_set_size(read, 0);
    posting_pick(posting->str, posting->len, documents, count, read);
    g_assert_cmpmem(read->data, read->len * sizeof(guint32), documents, count * sizeof(guint32));
}

static void expect_posting(const char *wanted, guint count, ...)
{
    g_autoptr(GString) text = g_string_new(NULL);
    guint32 documents[64];
    va_list numbers;

    va_start(numbers, count);
    for (guint i = 0; i < count; i++)
        documents[i] = va_arg(numbers, guint);
    va_end(numbers);
    posting_append(text, documents, count);
    g_assert_cmpstr(text->str, ==, wanted);
    expect_read(text, documents, count);
}

static void test_postings(void)
{
    expect_posting("", 0);
    expect_posting("A", 1, 0);
    expect_posting("f", 1, 31);
    expect_posting("gB", 1, 32);
    expect_posting("AAA", 3, 0, 1, 2);
    expect_posting("BgB", 2, 1, 34);
    expect_posting("~AH", 8, 0, 1, 2, 3, 4, 5, 6, 7);
    expect_posting("!AVV", 6, 0, 2, 4, 6, 8, 10);
    expect_posting("~CJCJ", 20, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24);
}

/* What two threads have gathered is what one has, and terms beyond the first plane share whole characters. */
static void test_shards(void)
{
    static const char *const texts[] = {"停水，𠀀𠀁", "停电，𠀀𠀂", "停水，bus busy"};
    char *shard[2];

    for (guint split = 1; split <= 2; split++) {
        g_autoptr(GPtrArray) bodies = g_ptr_array_new_with_free_func((GDestroyNotify)gather_free);
        g_autoptr(GPtrArray) titles = g_ptr_array_new_with_free_func((GDestroyNotify)gather_free);
        for (guint i = 0; i < split; i++) {
            g_ptr_array_add(bodies, gather_new());
            g_ptr_array_add(titles, gather_new());
        }
        for (guint i = 0; i < G_N_ELEMENTS(texts); i++) {
            g_autoptr(Fold) fold = fold_new();
            g_autoptr(GArray) terms = g_array_new(FALSE, FALSE, sizeof(TermKey));
            terms_of(fold, texts[i], strlen(texts[i]), terms);
            gather_add(bodies->pdata[i * split / 3], i, terms);
            if (i == 1)
                gather_add(titles->pdata[i * split / 3], i, terms);
        }
        g_autoptr(Postings) postings = postings_merge(NULL, bodies, titles, split);
        g_autoptr(GArray) shards = shards_cut(postings);
        g_assert_cmpuint(shards->len, ==, 1);
        shard[split - 1] = g_strdup(g_array_index(shards, Shard, 0).text);
    }
    g_assert_cmpstr(shard[0], ==, shard[1]);
    g_assert_cmpstr(shard[0], ==,
                    "Abu* C Cs C D* C Dy C A~停 AAA,B C水 AB C电 B,B B水 AB B电 B,B "
                    "B𠀀 AA,B D𠀁 A D𠀂 B,B B𠀁 A B𠀂 B,B ");
    g_free(shard[0]);
    g_free(shard[1]);
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/search/pairs", test_pairs);
    g_test_add_func("/search/words", test_words);
    g_test_add_func("/search/mixed", test_mixed);
    g_test_add_func("/search/order", test_order);
    g_test_add_func("/search/postings", test_postings);
    g_test_add_func("/search/shards", test_shards);
    return g_test_run();
}
