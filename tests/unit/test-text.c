/* SPDX-License-Identifier: MIT */
#include "text/calendar.h"
#include "text/chinese.h"
#include "text/json.h"
#include "text/path.h"
#include "text/sort.h"
#include "text/source.h"
#include "text/stamp.h"
#include "text/suggest.h"
#include "text/uuid.h"

#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>

static char *printed(Diagnostics *diagnostics, MessageFormat format)
{
    GString *text = g_string_new(NULL);
    diagnostics_print(diagnostics, format, FALSE, text);
    return g_string_free(text, FALSE);
}

static void test_places(void)
{
    g_autoptr(Source) source =
        source_new_take("a.md", g_strdup("一二\r\n\n标题x"), strlen("一二\r\n\n标题x"));
    const Place first = source_place(source, 0);
    const Place third = source_place(source, strlen("一二\r\n\n标题"));

    g_assert_cmpuint(first.line, ==, 1);
    g_assert_cmpuint(first.column, ==, 1);
    g_assert_cmpuint(third.line, ==, 3);
    g_assert_cmpuint(third.column, ==, 3);
    g_autofree char *line = source_line(source, 1);
    g_autofree char *none = source_line(source, 9);
    g_assert_cmpstr(line, ==, "一二");
    g_assert_cmpstr(none, ==, "");
}

/* The caret stands under its character also where characters are wide; each finding is shown once, in order.
 */
static void test_diagnostics(void)
{
    g_autoptr(Source) source =
        source_new_take("a.md", g_strdup("标题: 停水\x1b[31m\n"), strlen("标题: 停水\x1b[31m\n"));
    g_autoptr(Diagnostics) diagnostics = diagnostics_new();
    const Place place = {.source = source, .line = 1, .column = 5};

    diagnostics_warning(diagnostics, PLACE_FILE("b.md"), NULL, "late");
    diagnostics_error(diagnostics, place, "second page", "wrong '%s'", "x");
    diagnostics_error(diagnostics, place, "first page", "wrong '%s'", "x");
    diagnostics_error(diagnostics, PLACE_NONE, NULL, "nowhere");
    g_autoptr(GVariant) saved = g_variant_ref_sink(diagnostics_save(diagnostics));
    g_autoptr(Diagnostics) loaded = diagnostics_new();
    diagnostics_load(loaded, saved);
    g_assert_cmpuint(diagnostics_count(loaded, SEVERITY_ERROR), ==, 2);
    g_assert_cmpuint(diagnostics_count(loaded, SEVERITY_WARNING), ==, 1);

    g_autofree char *text = printed(loaded, MESSAGE_TEXT);
    g_assert_cmpstr(text, ==,
                    "error: nowhere\n"
                    "a.md:1:5: error: wrong 'x'\n"
                    "    1 | 标题: 停水\357\277\275[31m\n"
                    "      |       ^\n"
                    "      = first page\n"
                    "b.md: warning: late\n");
    g_autofree char *json = printed(loaded, MESSAGE_JSON);
    g_assert_cmpstr(
        json, ==,
        "{\"severity\":\"error\",\"message\":\"nowhere\"}\n"
        "{\"severity\":\"error\",\"file\":\"a.md\",\"line\":1,\"column\":5,\"message\":\"wrong 'x'\","
        "\"hint\":\"first page\"}\n"
        "{\"severity\":\"warning\",\"file\":\"b.md\",\"message\":\"late\"}\n");
}

static void notes_add(Diagnostics *diagnostics, const char *hint, const char *notes)
{
    diagnostics_add(diagnostics, SEVERITY_ERROR, PLACE_FILE("a.html"), hint, notes, "wrong");
}

/* Hint and notes stay together, and which ones does not depend on who found them first. */
static void test_notes(void)
{
    static const char *const advice[][2] = {{"a", "included at b\nwhile making c"},
                                            {"b", "while making z"},
                                            {"c", "while making d"},
                                            {"d", "while making d"},
                                            {"a", NULL}};
    for (guint first = 0; first < G_N_ELEMENTS(advice); first++) {
        g_autoptr(Diagnostics) diagnostics = diagnostics_new();
        g_autoptr(Diagnostics) worker = diagnostics_new();
        for (guint i = 0; i < G_N_ELEMENTS(advice); i++) {
            const guint at = (first + i) % G_N_ELEMENTS(advice);
            notes_add(i % 2 ? diagnostics : worker, advice[at][0], advice[at][1]);
        }
        g_autoptr(GVariant) saved = g_variant_ref_sink(diagnostics_save(worker));
        diagnostics_load(diagnostics, saved);
        g_autofree char *text = printed(diagnostics, MESSAGE_TEXT);
        g_assert_cmpstr(text, ==, "a.html: error: wrong\n      = c\n      = while making d\n");
    }

    g_autoptr(Diagnostics) kept = diagnostics_new(), copies = diagnostics_new();
    notes_add(kept, NULL, "first\x1b \"x\"");
    diagnostics_copy(copies, kept, "second\nthird");
    g_autofree char *text = printed(copies, MESSAGE_TEXT);
    g_assert_cmpstr(text, ==,
                    "a.html: error: wrong\n      = first\357\277\275 \"x\"\n      = second\n      = third\n");
    g_autofree char *json = printed(copies, MESSAGE_JSON);
    g_assert_cmpstr(json, ==,
                    "{\"severity\":\"error\",\"file\":\"a.html\",\"message\":\"wrong\","
                    "\"notes\":[\"first\\u001b \\\"x\\\"\",\"second\",\"third\"]}\n");
}

/* Bytes that are no text, marks that turn its direction, and a flood of messages. */
static void test_hostile(void)
{
    g_autoptr(Diagnostics) diagnostics = diagnostics_new();

    diagnostics_error(diagnostics, PLACE_FILE("a\xf0"), "h\xf0", "m\xf0 \u202e");
    g_autofree char *text = printed(diagnostics, MESSAGE_TEXT);
    g_assert_cmpstr(text, ==, "a\357\277\275: error: m\357\277\275 \357\277\275\n      = h\357\277\275\n");

    g_autoptr(Diagnostics) flood = diagnostics_new();
    for (guint i = 1; i <= 2000; i++)
        diagnostics_error(flood, (Place){.file = "f", .line = i}, NULL, "m");
    g_autofree char *all = printed(flood, MESSAGE_TEXT);
    g_auto(GStrv) lines = g_strsplit(all, "\n", -1);
    g_assert_cmpuint(g_strv_length(lines), ==, 502);
    g_assert_cmpstr(lines[0], ==, "f: error: there are more messages about this file: mend these first");
}

static void test_long_line(void)
{
    g_autofree char *long_line = g_strnfill(500, 'x');
    long_line[249] = '!';
    g_autoptr(Source) source = source_new_take("a", g_strdup(long_line), 500);
    g_autoptr(Diagnostics) diagnostics = diagnostics_new();
    diagnostics_error(diagnostics, source_place(source, 249), NULL, "m");
    g_autofree char *text = printed(diagnostics, MESSAGE_TEXT);
    g_auto(GStrv) lines = g_strsplit(text, "\n", -1);

    g_assert_cmpuint(strlen(lines[1]), <, 150);
    const char *mark = strchr(lines[1], '!'), *caret = strchr(lines[2], '^');
    g_assert_cmpint(g_utf8_strlen(lines[1], mark - lines[1]), ==, caret - lines[2]);
}

static void test_suggestions(void)
{
    static const char *const names[] = {"title", "tags", "expires", "id", NULL};

    g_assert_cmpstr(suggest_nearest("titel", names), ==, "title");
    g_assert_cmpstr(suggest_nearest("Expire", names), ==, "expires");
    g_assert_cmpstr(suggest_nearest("tag", names), ==, "tags");
    g_assert_null(suggest_nearest("colour", names));
    g_assert_null(suggest_nearest("x", names));
    g_assert_null(suggest_nearest("", names));
}

static void test_json(void)
{
    g_autoptr(GString) text = g_string_new(NULL);
    json_append_string(text, "a\"b\\\n\t\x01é\0z", sizeof "a\"b\\\n\t\x01é\0z" - 1);
    g_assert_cmpstr(text->str, ==, "\"a\\\"b\\\\\\n\\t\\u0001é\\u0000z\"");
}

static void test_dates(void)
{
    static const char *const bad[] = {"2025-02-29",    "2025-13-01", "2025-1-01",        "2025-01-01x",
                                      "0000-01-01",    "",           "2025-01-01 24:00", "2025-01-01 10:60",
                                      "2025-01-01 10", "20250101"};
    Date date, later;

    for (guint i = 0; i < G_N_ELEMENTS(bad); i++)
        g_assert_false(date_parse(bad[i], &date));
    g_assert_true(date_parse("1970-01-01", &date));
    g_assert_cmpint(date.day, ==, 0);
    g_assert_cmpint(date_weekday(date), ==, 4);
    g_assert_true(date_parse("2024-02-29T19:30:59", &date));
    g_assert_cmpint(date.minute, ==, 19 * 60 + 30);
    g_assert_cmpint(date_year(date), ==, 2024);
    g_assert_true(date_parse("2024-02-29", &later));
    g_assert_cmpint(date_compare(later, date), <, 0);
    g_autofree char *iso = date_format_iso(date);
    g_assert_cmpstr(iso, ==, "2024-02-29T19:30");
    g_autoptr(GTimeZone) zone = g_time_zone_new_identifier("Asia/Shanghai");
    g_autofree char *long_form = date_format_rfc3339(date, zone);
    g_assert_cmpstr(long_form, ==, "2024-02-29T19:30:00+08:00");
    g_assert_false(date_today("Asia/Nowhere", &date));
}

/*
 * In zones of both sides of UTC, with and without summer time; a time that there is twice, and one that there
 * is not (RFC 5545, 3.3.5: by the offset before).
 */
static void test_moments(void)
{
    static const struct {
        const char *zone, *date, *utc, *rfc3339;
    } cases[] = {
        {"Asia/Shanghai", "2025-06-29 19:30", "20250629T113000Z", "2025-06-29T19:30:00+08:00"},
        {"Asia/Shanghai", "2025-01-01", "20241231T160000Z", "2025-01-01T00:00:00+08:00"},
        {"Europe/Berlin", "2025-03-29 10:00", "20250329T090000Z", "2025-03-29T10:00:00+01:00"},
        {"Europe/Berlin", "2025-03-30 10:00", "20250330T080000Z", "2025-03-30T10:00:00+02:00"},
        {"America/New_York", "2025-11-02", "20251102T040000Z", "2025-11-02T00:00:00-04:00"},
        {"America/New_York", "2025-11-03", "20251103T050000Z", "2025-11-03T00:00:00-05:00"},
        {"Asia/Kolkata", "2025-11-03 00:00", "20251102T183000Z", "2025-11-03T00:00:00+05:30"},
        {"America/New_York", "2025-03-09 01:59", "20250309T065900Z", "2025-03-09T01:59:00-05:00"},
        {"America/New_York", "2025-03-09 02:30", "20250309T073000Z", "2025-03-09T03:30:00-04:00"},
        {"America/New_York", "2025-03-09 03:00", "20250309T070000Z", "2025-03-09T03:00:00-04:00"},
        {"America/New_York", "2025-11-02 01:30", "20251102T053000Z", "2025-11-02T01:30:00-04:00"},
        {"America/New_York", "2025-11-02 02:00", "20251102T070000Z", "2025-11-02T02:00:00-05:00"},
        {"Australia/Lord_Howe", "2025-10-05 02:15", "20251004T154500Z", "2025-10-05T02:45:00+11:00"},
        {"Asia/Shanghai", "9999-12-31 23:59", "99991231T155900Z", "9999-12-31T23:59:00+08:00"},
    };

    for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autoptr(GTimeZone) zone = g_time_zone_new_identifier(cases[i].zone);
        Date date;
        g_assert_true(date_parse(cases[i].date, &date));
        g_autofree char *utc = date_format_utc(date, zone);
        g_autofree char *rfc3339 = date_format_rfc3339(date, zone);
        g_assert_cmpstr(utc, ==, cases[i].utc);
        g_assert_cmpstr(rfc3339, ==, cases[i].rfc3339);
    }
}

static void test_shifts(void)
{
    Date date, first, last;

    g_assert_true(date_parse("2024-02-28 19:30", &date));
    g_assert_true(date_shift(&date, 2));
    g_autofree char *later = date_format_iso(date);
    g_assert_cmpstr(later, ==, "2024-03-01T19:30");
    g_assert_true(date_parse("0001-01-01", &first));
    g_assert_true(date_parse("9999-12-31", &last));
    g_assert_false(date_shift(&first, -1));
    g_assert_false(date_shift(&last, 1));
    g_assert_false(date_shift(&last, G_MAXINT64));
    g_assert_false(date_shift(&first, -G_MAXINT64));
    g_assert_true(date_shift(&last, first.day - last.day));
    g_assert_cmpint(date_compare(first, last), ==, 0);
}

/* As Python's uuid.uuid5(uuid.NAMESPACE_URL, name) has them. */
static void test_uuids(void)
{
    static const char *const cases[][2] = {{"", "1b4db7eb-4057-5ddf-91e0-36dec72071f5"},
                                           {"www.example.org", "abe19220-c90c-5288-b33a-58772250d428"},
                                           {"梧桐里/events/a", "3997ff3b-2c11-5601-aea0-91580d701135"}};

    for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autofree char *uuid = uuid_of_name(cases[i][0], strlen(cases[i][0]));
        g_assert_cmpstr(uuid, ==, cases[i][1]);
    }
}

static void test_refused_paths(void)
{
    static const char *const good[] = {"a.html", "新闻/2025/停水.html", "a b/c", "con-1/console.html",
                                       ".well-known/x"};
    static const char *const bad[] = {
        "",   "/a", "a//b", "a/", "../a", "a/./b", "a/..", "con/a",    "Aux.x",   "com1",    "a:b", "a\\b",
        "a?", "a ", "a.",   " a", "a\n",  "a\x7f", "a*",   "lpt9.txt", "a<b>.md", "a|b.htm", "\xff"};
    g_autofree char *most = g_strnfill(PATH_PART_MAX, 'x');
    g_autofree char *more = g_strnfill(PATH_PART_MAX + 1, 'x');

    for (guint i = 0; i < G_N_ELEMENTS(good); i++)
        g_assert_null(path_refusal(good[i]));
    for (guint i = 0; i < G_N_ELEMENTS(bad); i++)
        g_assert_nonnull(path_refusal(bad[i]));
    g_assert_null(path_refusal(most));
    g_assert_nonnull(path_refusal(more));
}

static void test_path_parts(void)
{
    static const struct {
        const char *text, *part;
    } cases[] = {{"停水 通知", "停水-通知"},
                 {"a/b: c?", "a-b-c"},
                 {"e\xcc\x81t\xc3\xa9", "été"},
                 {"", "-"},
                 {"...", "-"},
                 {"con", "_con"},
                 {".git", "_.git"},
                 {"50% #1", "50-1"}};

    for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autofree char *part = path_part(cases[i].text);
        g_assert_cmpstr(part, ==, cases[i].part);
        g_assert_null(path_refusal(part));
    }
    g_autoptr(GString) text = g_string_new(NULL);
    for (int i = 0; i < 100; i++)
        g_string_append(text, "停");
    g_autofree char *cut = path_part(text->str);
    g_assert_cmpuint(strlen(cut), <=, PATH_PART_MAX - PATH_PART_ROOM);
    g_assert_cmpuint(strlen(cut), >, PATH_PART_MAX - PATH_PART_ROOM - 4);
    g_string_append(text, "x");
    g_autofree char *other = path_part(text->str);
    g_assert_cmpstr(cut, !=, other);
    g_assert_true(g_utf8_validate(cut, -1, NULL));
}

static void test_ways(void)
{
    static const struct {
        const char *from, *to, *way;
    } cases[] = {{"index.html", "news/a.html", "news/a.html"},
                 {"news/a.html", "index.html", "../index.html"},
                 {"news/2025/a.html", "news/2024/b.html", "../2024/b.html"},
                 {"news/a.html", "news/a.html", "a.html"},
                 {"news/a.html", "news/ab.html", "ab.html"}};

    for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autofree char *way = path_relative(cases[i].from, cases[i].to);
        g_assert_cmpstr(way, ==, cases[i].way);
        g_autofree char *back = path_resolve(cases[i].from, way);
        g_assert_cmpstr(back, ==, cases[i].to);
    }
    g_assert_null(path_resolve("a/b.md", "../../c"));
    g_autofree char *encoded = path_encode("新 闻/a#b?c%.html");
    g_assert_cmpstr(encoded, ==, "%E6%96%B0%20%E9%97%BB/a%23b%3Fc%25.html");
    g_autofree char *x = path_fold("News/ÉTÉ"), *y = path_fold("news/e\xcc\x81te\xcc\x81");
    g_assert_cmpstr(x, ==, y);
}

/* Most paths are folded without Unicode's tables, which must make no difference. */
static void test_path_folds(void)
{
    for (gunichar c = 1; c <= 0xffff; c++) {
        g_autoptr(GString) text = g_string_new("A停");
        if (!g_unichar_validate(c))
            continue;
        g_string_append_unichar(text, c);
        g_string_append(text, "Z\xcc\x81" + (c % 2 ? 3 : 0)); /* behind half of them what composes */
        g_autofree char *lower = g_utf8_casefold(text->str, -1);
        g_autofree char *normal = g_utf8_normalize(lower, -1, G_NORMALIZE_NFC);
        g_autofree char *folded = path_fold(text->str);
        g_assert_cmpstr(folded, ==, normal);
        g_autofree char *part = path_part(text->str);
        g_assert_null(path_refusal(part));
        g_autofree char *again = path_part(part);
        g_assert_cmpstr(again, ==, part);
    }
}

static void test_chinese(void)
{
    static const struct {
        const char *title, *name;
    } cases[] = {{"周四停水通知", "zhou-si-ting-shui-tong-zhi"},
                 {"Hello, World!", "hello-world"},
                 {"2025年 3月", "2025nian-3yue"},
                 {"！？", ""}};

    for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autofree char *name = chinese_file_name(cases[i].title, 60);
        g_assert_cmpstr(name, ==, cases[i].name);
    }
    g_autofree char *number = chinese_file_name("王师傅13812345678", 60);
    g_assert_cmpstr(number, ==, "wang-shi-fu138-5678");
    g_autofree char *cut = chinese_file_name("周四停水通知", 10);
    g_assert_cmpstr(cut, ==, "zhou-si");
    g_assert_cmpuint(text_width("a停e\xcc\x81", strlen("a停e\xcc\x81")), ==, 4);
}

static int number_compare(gconstpointer a, gconstpointer b)
{
    return *(const int *)a / 2 - *(const int *)b / 2;
}

/* Nearly in order or not at all: as a stable sort has it. */
static void test_sort(void)
{
    g_autoptr(GRand) rand = g_rand_new_with_seed(8);

    for (guint i = 0; i < 2000; i++) {
        g_autoptr(GArray) array = g_array_new(FALSE, FALSE, sizeof(int));
        const guint count = (guint)g_rand_int_range(rand, 0, 120);
        const guint share = (guint)g_rand_int_range(rand, 1, 40);
        for (int j = 0; j < (int)count; j++) {
            const int number = j % (int)share == 0 ? g_rand_int_range(rand, 0, 200) : j;
            g_array_append_val(array, number);
        }
        g_autoptr(GArray) expected = g_array_copy(array);
        g_array_sort(expected, number_compare);
        sort_nearly(array, number_compare);
        if (count > 0)
            g_assert_cmpmem(array->data, count * sizeof(int), expected->data, count * sizeof(int));
    }
}

/* What is read later must still be what it was. */
static void test_later(void)
{
    g_autofree char *root = g_dir_make_tmp("broadside-XXXXXX", NULL);
    g_autofree char *path = g_build_filename(root, "a.md", NULL);
    static const char text[] = "\xef\xbb\xbf一\n二\n";
    g_autoptr(Diagnostics) diagnostics = diagnostics_new();
    SourceFolder folder = {.path = root};
    Source source;

    g_assert_true(g_file_set_contents(path, text, -1, NULL));
    source_init_later(&source, "a.md", &folder, strlen(text) - 3, source_hash(text, strlen(text)));
    g_assert_null(source.text);
    g_autofree char *line = source_line(&source, 2);
    g_assert_cmpstr(line, ==, "二");
    g_assert_cmpstr(source_text(&source), ==, "一\n二\n");
    g_assert_true(source_check(&source, diagnostics));
    source_clear(&source);

    source_init_later(&source, "a.md", &folder, strlen(text) - 3, source_hash(text, strlen(text)) + 1);
    g_assert_cmpstr(source_text(&source), ==, "");
    g_assert_cmpuint(source_length(&source), ==, 0);
    g_assert_false(source_check(&source, diagnostics));
    source_clear(&source);

    g_assert_cmpint(g_remove(path), ==, 0);
    source_init_later(&source, "a.md", &folder, strlen(text) - 3, source_hash(text, strlen(text)));
    const Place place = source_place(&source, 5);
    g_assert_cmpuint(place.line, ==, 1);
    g_assert_false(source_check(&source, diagnostics));
    g_assert_cmpuint(diagnostics_count(diagnostics, SEVERITY_ERROR), ==, 1);
    source_clear(&source);
    g_rmdir(root);
}

/* Texts leave memory where there are too many, and come back as they were. */
static void test_put_down(void)
{
    g_autofree char *root = g_dir_make_tmp("broadside-XXXXXX", NULL);
    g_autofree char *path = g_build_filename(root, "a.md", NULL);
    static const char text[] = "\xef\xbb\xbf一\n";
    const guint64 hash = source_hash(text, strlen(text));
    g_autoptr(Diagnostics) diagnostics = diagnostics_new();
    SourceFolder folder = {.path = root, .most = 5};
    Source first, second, alone;

    g_assert_true(g_file_set_contents(path, text, -1, NULL));
    g_assert_true(source_init_take(&first, "a.md", (Bytes){g_strdup(text), strlen(text)}, diagnostics));
    g_assert_true(source_init_take(&alone, "a.md", (Bytes){g_strdup(text), strlen(text)}, diagnostics));
    source_put_down(&alone);
    g_assert_nonnull(alone.text);
    source_may_leave(&first, &folder, hash);
    source_put_down(&first);
    g_assert_nonnull(first.text);
    source_init_later(&second, "a.md", &folder, 4, hash);
    g_assert_cmpstr(source_text(&second), ==, "一\n");
    source_put_down(&first);
    g_assert_null(first.text);
    g_assert_cmpuint(first.length, ==, 4);
    source_put_down(&second);
    g_assert_nonnull(second.text);
    g_assert_cmpstr(source_text(&first), ==, "一\n");
    source_folder_put_down(&folder);
    g_assert_true(!first.text != !second.text);

    g_assert_true(g_file_set_contents(path, "other\n", -1, NULL));
    Source *left = first.text ? &second : &first;
    g_assert_cmpstr(source_text(left), ==, "");
    folder.most = 0;
    source_put_down(left);
    g_assert_true(g_file_set_contents(path, text, -1, NULL));
    g_assert_cmpstr(source_text(left), ==, "");
    g_assert_false(source_check(left, diagnostics));
    for (Source **source = (Source *[]){&first, &second, &alone, NULL}; *source; source++)
        source_clear(*source);
    g_assert_cmpint(g_remove(path), ==, 0);
    g_rmdir(root);
}

/* A time that nanoseconds cannot count is yet to come, and not long past. */
static void test_stamps(void)
{
    const gint64 now = stamp_now();
    const time_t day = (time_t)(now / 1000000000) - 24 * 60 * 60;
    struct stat status = {.st_ino = 1, .st_size = 2, .st_mtim.tv_sec = day, .st_ctim.tv_sec = day};

    g_assert_false(stamp_is_fresh(stamp_of_stat(&status), now));
    status.st_mtim.tv_sec = day + 2 * 24 * 60 * 60;
    g_assert_true(stamp_is_fresh(stamp_of_stat(&status), now));
    status.st_mtim.tv_sec = G_GINT64_CONSTANT(13569465600); /* the year 2400 */
    g_assert_true(stamp_is_fresh(stamp_of_stat(&status), now));
    status.st_mtim.tv_sec = -status.st_mtim.tv_sec;
    g_assert_false(stamp_is_fresh(stamp_of_stat(&status), now));
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/text/places", test_places);
    g_test_add_func("/text/diagnostics", test_diagnostics);
    g_test_add_func("/text/notes", test_notes);
    g_test_add_func("/text/hostile", test_hostile);
    g_test_add_func("/text/long-line", test_long_line);
    g_test_add_func("/text/suggestions", test_suggestions);
    g_test_add_func("/text/json", test_json);
    g_test_add_func("/text/dates", test_dates);
    g_test_add_func("/text/moments", test_moments);
    g_test_add_func("/text/shifts", test_shifts);
    g_test_add_func("/text/uuids", test_uuids);
    g_test_add_func("/text/refused-paths", test_refused_paths);
    g_test_add_func("/text/path-parts", test_path_parts);
    g_test_add_func("/text/path-folds", test_path_folds);
    g_test_add_func("/text/ways", test_ways);
    g_test_add_func("/text/chinese", test_chinese);
    g_test_add_func("/text/sort", test_sort);
    g_test_add_func("/text/later", test_later);
    g_test_add_func("/text/put-down", test_put_down);
    g_test_add_func("/text/stamps", test_stamps);
    return g_test_run();
}
