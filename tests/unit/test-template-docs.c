/* SPDX-License-Identifier: MIT */
/*
 * Every name that a template can use occurs in an example of docs/templates.md. The names come from the
 * program: one that is added fails here until it has its example. That the examples are right is for
 * tests/docs.t, which says how they are written. Runs in the project's folder.
 */
#include "build/pattern.h"
#include "escape/context.h"
#include "fixture.h"
#include "template/state.h"
#include "template/theme-private.h"
#include "template/views.h"
#include "template/words.h"

#include <string.h>

typedef struct {
    char *text; /* the template */
    char *page; /* what it makes: "index.html" */
    gboolean rows;
} Example;

typedef struct {
    char *whole;      /* the document */
    GArray *examples; /* Example */
    GString *code;    /* all of them, a line end between */
    GString *given;   /* what they give */
    GString *missing; /* names without an example */
} Docs;

static void example_clear(gpointer data)
{
    g_free(((Example *)data)->text);
    g_free(((Example *)data)->page);
}

static char *page_of(const char *lead)
{
    g_auto(GStrv) parts = g_strsplit(lead, "`", -1);
    const gboolean named = g_str_has_suffix(lead, "`:") && g_str_has_prefix(lead, "On `");
    return g_strdup(named ? parts[1] : "index.html");
}

static void add_block(Docs *docs, const char *lead, const char *language, const char *text)
{
    if (strcmp(lead, "gives") == 0 || strcmp(lead, "says") == 0) {
        g_string_append(docs->given, text);
        return;
    }
    const Example example = {g_strdup(text), page_of(lead), strcmp(language, "lua") == 0};
    g_array_append_val(docs->examples, example);
    g_string_append_printf(docs->code, "%s\n", text);
}

static void docs_init(Docs *docs)
{
    g_autoptr(GError) error = NULL;

    *docs = (Docs){.examples = g_array_new(FALSE, FALSE, sizeof(Example)),
                   .code = g_string_new(NULL),
                   .given = g_string_new(NULL),
                   .missing = g_string_new(NULL)};
    g_array_set_clear_func(docs->examples, example_clear);
    g_file_get_contents("docs/templates.md", &docs->whole, NULL, &error);
    g_assert_no_error(error);
    g_auto(GStrv) lines = g_strsplit(docs->whole, "\n", -1);
    g_autoptr(GString) text = g_string_new(NULL);
    const char *lead = "", *fence = NULL, *language = NULL;
    for (char **line = lines; *line; line++) {
        const gsize ticks = strspn(*line, "`");
        if (fence && strncmp(*line, fence, MAX(ticks, 3)) == 0 && ticks == strspn(fence, "`") &&
            !(*line)[ticks]) {
            add_block(docs, lead, language, text->str);
            fence = NULL;
            lead = "";
        } else if (fence) {
            g_string_append_printf(text, "%s\n", *line);
        } else if (ticks >= 3) {
            fence = *line;
            language = *line + ticks;
            g_string_truncate(text, 0);
        } else if (**line) {
            lead = *line;
        }
    }
    g_assert_cmpuint(docs->examples->len, >, 50);
}

/* Fails with all that is missing. */
static void docs_finish(Docs *docs)
{
    if (docs->missing->len > 0) {
        g_test_message("docs/templates.md has no example of: %s", docs->missing->str);
        g_test_fail();
    }
    g_array_unref(docs->examples);
    g_string_free(docs->code, TRUE);
    g_string_free(docs->given, TRUE);
    g_string_free(docs->missing, TRUE);
    g_free(docs->whole);
}

static void missing(Docs *docs, const char *kind, const char *name)
{
    g_string_append_printf(docs->missing, "%s%s %s", docs->missing->len > 0 ? ", " : "", kind, name);
}

/* Whether the name, between what is before and after it, stands in `text`: all three are regular expressions.
 */
static gboolean holds(const char *text, const char *before, const char *name, const char *after)
{
    g_autofree char *escaped = g_regex_escape_string(name, -1);
    g_autofree char *pattern = g_strconcat(before, escaped, after, NULL);
    return g_regex_match_simple(pattern, text, G_REGEX_MULTILINE, 0);
}

static void need(Docs *docs, const char *kind, const char *before, const char *name, const char *after)
{
    if (!holds(docs->code->str, before, name, after))
        missing(docs, kind, name);
}

static void need_all(Docs *docs, const char *kind, const char *before, const char *const *names,
                     const char *after)
{
    for (; *names; names++)
        need(docs, kind, before, *names, after);
}

/* How a field of something is asked for: .name or ["name"]. */
#define FIELD_BEFORE "(?:[\\w\\])]\\.|\\[\")"
#define FIELD_AFTER "\\b"

static void site_fill(Fixture *fixture)
{
    fixture_init(fixture);
    fixture_write(fixture, "content/news/a.md",
                  "---\ntitle: A\ndate: 2025-06-01\ntags: [x]\n---\n# H\n\n```csv\na\n1\n```\n");
    fixture_write(fixture, "themes/t/blocks/csv.html",
                  "{% for key in pairs(block.columns[1]) do %}{{ key }} {% end %}");
    fixture_load(fixture);
}

/* The keys of the table that an expression gives, from the program itself. */
static GStrv keys_of(Fixture *fixture, const char *expression)
{
    g_autofree char *template =
        g_strdup_printf("{%% for key in pairs(%s) do %%}{{ key }} {%% end %%}", expression);
    g_autofree char *keys = fixture_render(fixture, template);

    g_assert_false(strstr(keys, "error:") || keys[0] == '\0');
    return g_strsplit(g_strchomp(keys), " ", -1);
}

/* Examples call such a table by what it is: `group.title`. */
static void need_keys(Docs *docs, Fixture *fixture, const char *table, const char *expression)
{
    g_auto(GStrv) keys = keys_of(fixture, expression);
    g_autofree char *before = g_strdup_printf("\\b%s[.:]", table);
    need_all(docs, table, before, (const char *const *)keys, FIELD_AFTER);
}

/* The members of a library: in the table of them, in a row that begins with its name. */
static void need_members(Docs *docs, Fixture *fixture, const char *library)
{
    g_auto(GStrv) keys = keys_of(fixture, library);
    g_autofree char *row = g_strdup_printf("^\\| `%s`[^\\n]*`", library);

    for (char **key = keys; *key; key++)
        if (!holds(docs->whole, row, *key, "`"))
            missing(docs, library, *key);
    g_autofree char *dot = g_strconcat(library, ".", NULL);
    need(docs, "library", "(?<![\\w.:])", dot, "\\w");
}

static GStrv base_names(lua_State *L, int type)
{
    g_autoptr(GStrvBuilder) names = g_strv_builder_new();

    lua_rawgetp(L, LUA_REGISTRYINDEX, REGISTRY_BASE);
    for (lua_pushnil(L); lua_next(L, -2); lua_pop(L, 1))
        if (lua_type(L, -1) == type)
            g_strv_builder_add(names, lua_tostring(L, -2));
    lua_pop(L, 1);
    return g_strv_builder_end(names);
}

static void test_globals(void)
{
    Fixture fixture;
    Docs docs;

    site_fill(&fixture);
    docs_init(&docs);
    g_auto(GStrv) functions = base_names(fixture.engine->L, LUA_TFUNCTION);
    g_auto(GStrv) objects = base_names(fixture.engine->L, LUA_TUSERDATA);
    g_assert_cmpuint(g_strv_length(functions), >, 20);
    need_all(&docs, "function", "(?<![\\w.:])", (const char *const *)functions, "\\s*[({\"]");
    for (char **object = objects; *object; object++)
        if (strcmp(*object, "site") != 0)
            need_members(&docs, &fixture, *object);
    docs_finish(&docs);
    fixture_clear(&fixture);
}

/* A page of a list, so that it has a pager with all its names. */
static void make_list(Fixture *fixture)
{
    Page *page = &g_array_index(fixture->pages, Page, 0);

    page->kind = PAGE_LIST;
    page->first = page->previous = page->next = page;
    page->number = page->count = 1;
}

static void need_outputs(Docs *docs, Fixture *fixture)
{
    for (int kind = PAGE_SINGLE; kind <= PAGE_TERM; kind++) {
        g_array_index(fixture->pages, Page, 0).kind = (PageKind)kind;
        g_autofree char *name = fixture_render(fixture, "{{ page.output }}");
        if (!holds(docs->given->str, "\\b", name, "\\b"))
            missing(docs, "page.output", name);
    }
}

static void test_objects(void)
{
    Fixture fixture;
    Docs docs;

    site_fill(&fixture);
    docs_init(&docs);
    need_all(&docs, "entry's", FIELD_BEFORE, VIEW_ENTRY_NAMES, FIELD_AFTER);
    need_all(&docs, "page's", "\\bpage\\.", VIEW_PAGE_NAMES, FIELD_AFTER);
    need_all(&docs, "date's", FIELD_BEFORE, VIEW_DATE_NAMES, FIELD_AFTER);
    need_all(&docs, "rate's", FIELD_BEFORE, VIEW_RATE_NAMES, FIELD_AFTER);
    need_all(&docs, "block's", "\\bblock\\.", VIEW_BLOCK_NAMES, FIELD_AFTER);
    for (const luaL_Reg *method = VIEW_METHODS; method->name; method++)
        need(&docs, "method", ":", method->name, "[({]");
    need_keys(&docs, &fixture, "group", "site.news:group('title')[1]");
    need_keys(&docs, &fixture, "term", "site.terms.tags[1]");
    need_keys(&docs, &fixture, "site.terms", "site.terms");
    need_keys(&docs, &fixture, "heading", "site.news[1].outline[1]");
    g_autofree char *columns = fixture_render(&fixture, "{{ site.news[1].content }}");
    g_auto(GStrv) names = g_strsplit(g_strstrip(strrchr(columns, '>') + 1), " ", -1);
    g_assert_cmpuint(g_strv_length(names), ==, 2);
    need_all(&docs, "column's", "column\\.", (const char *const *)names, FIELD_AFTER);
    make_list(&fixture);
    need_keys(&docs, &fixture, "pager", "page.pager");
    need_outputs(&docs, &fixture);
    docs_finish(&docs);
    fixture_clear(&fixture);
}

static void test_site(void)
{
    Fixture fixture;
    Docs docs;

    site_fill(&fixture);
    docs_init(&docs);
    const Types *types = fixture.content->types;
    const Type *config = types_site(types);
    need_all(&docs, "site's", "\\bsite\\.", VIEW_SITE_NAMES, FIELD_AFTER);
    need_all(&docs, "site's", "\\bsite\\.", types_folders(types), FIELD_AFTER);
    for (guint i = 0; i < config->n_fields; i++)
        need(&docs, "site's", "\\bsite\\.", config->fields[i].name, FIELD_AFTER);
    docs_finish(&docs);
    fixture_clear(&fixture);
}

/* Whether `text` asks for fields from `from` on, and for what is in them. */
static gboolean asks_for(const char *text, const Field *fields, guint from, guint to, const char **lacks)
{
    for (guint i = from; i < to; i++) {
        if (!holds(text, FIELD_BEFORE, fields[i].name, FIELD_AFTER)) {
            *lacks = fields[i].name;
            return FALSE;
        }
        if (!asks_for(text, fields[i].fields, 0, fields[i].n_fields, lacks))
            return FALSE;
    }
    return TRUE;
}

/* The example of the type that lacks the fewest is the one to mend. */
static void need_type(Docs *docs, const Type *type, guint n_common)
{
    const char *lacks = NULL;

    for (guint i = 0; i < docs->examples->len; i++) {
        const Example *example = &g_array_index(docs->examples, Example, i);
        if (g_str_has_prefix(example->page, type->folder) &&
            asks_for(example->text, type->fields, n_common, type->n_fields, &lacks))
            return;
    }
    g_autofree char *name = g_strdup_printf("all fields of %s; the last one lacks", type->name);
    missing(docs, name, lacks ? lacks : "a page");
}

static void test_fields(void)
{
    Fixture fixture;
    Docs docs;
    const char *lacks = NULL;

    site_fill(&fixture);
    docs_init(&docs);
    const Types *types = fixture.content->types;
    const Type *page = types_by_name(types, "page");
    const guint n_common = page->n_fields - 1; /* page has one of its own */
    g_assert_cmpuint(types_count(types), ==, 8);
    if (!asks_for(docs.code->str, page->fields, 0, n_common, &lacks))
        missing(&docs, "field", lacks);
    for (guint i = 0; i < types_count(types); i++)
        need_type(&docs, types_at(types, i), n_common);
    docs_finish(&docs);
    fixture_clear(&fixture);
}

static void test_rows(void)
{
    const guint all = WORD_FLAG(N_WORDS) - 1;
    g_autofree const char **words = pattern_names(all);
    g_autoptr(GString) rows = g_string_new(NULL);
    Docs docs;

    docs_init(&docs);
    for (guint i = 0; i < docs.examples->len; i++)
        if (g_array_index(docs.examples, Example, i).rows)
            g_string_append(rows, g_array_index(docs.examples, Example, i).text);
    for (const char *const *key = THEME_ROW_KEYS; *key; key++)
        if (!holds(rows->str, "\\b", *key, "\\s*="))
            missing(&docs, "key of a row", *key);
    for (const char **word = words; *word; word++)
        if (!holds(rows->str, ":", *word, "\\b"))
            missing(&docs, "word of a path", *word);
    need_all(&docs, "form of a date", "date\\([^)]*\"", WORDS_DATE_FORMS, "\"");
    docs_finish(&docs);
}

static void test_marks(void)
{
    static const char *const marks[] = {
        "{{ ",           "{{- ",          " -}}",         "{% ",           "{%- ",      " -%}",
        "{# ",           "{#- ",          " -#}",         "{% for ",       "{% if ",    "{% elseif ",
        "{% else %}",    "{% end %}",     "{% local ",    "{% extends \"", "{% block ", "{% endblock %}",
        "{% super() %}", "{% include \"", "{% include (", "{{ \"{{",       NULL};
    Docs docs;

    docs_init(&docs);
    need_all(&docs, "mark", "", marks, "");
    docs_finish(&docs);
}

/* Where the values of the examples stand. */
typedef struct {
    gboolean modes[ESCAPE_TEXT + 1];
    gboolean states[STATE_FAILED + 1];
    gboolean attributes[ATTRIBUTE_MEANING + 1];
    gboolean urls[URL_REFUSED + 1];
    gboolean scripts[SCRIPT_UNCLEAR + 1];
    gboolean styles[STYLE_UNCLEAR + 1];
    gboolean elements[ELEMENT_BASE + 1];
} Places;

static void places_add(Places *places, Context context)
{
    Where at;

    memcpy(&at, &context, sizeof at);
    places->states[at.state] = TRUE;
    if (at.state == STATE_VALUE_DOUBLE || at.state == STATE_VALUE_SINGLE) {
        places->attributes[at.attribute] = TRUE;
        if (at.attribute == ATTRIBUTE_URL)
            places->urls[at.url] = TRUE;
    } else if (at.state == STATE_SCRIPT) {
        places->scripts[at.inner] = TRUE;
    } else if (at.state == STATE_RAW) {
        places->elements[at.element] = TRUE;
        if (at.element == ELEMENT_STYLE)
            places->styles[at.inner] = TRUE;
    }
}

/* Follows an example as if each of its values were a letter, and every branch were taken. */
static void places_follow(Places *places, const Example *example)
{
    const EscapeMode mode = escape_mode_of(example->page);
    const EscapeValue letter = {"a", 1, ESCAPE_STRING};
    g_autoptr(Escaper) escaper = escaper_new(NULL);
    g_autoptr(GString) out = g_string_new(NULL);
    Context context = escape_start(mode);
    EscapeProblem problem;

    places->modes[mode] = TRUE;
    for (const char *p = example->text; *p;) {
        const char *mark = strchr(p, '{');
        while (mark && !strchr("{%#", mark[1]))
            mark = strchr(mark + 1, '{');
        const gsize length = mark ? (gsize)(mark - p) : strlen(p);
        if (!escape_text(escaper, &context, p, length, &problem) || !mark)
            return;
        if (mark[1] == '{') {
            places_add(places, context);
            if (escape_value(escaper, &context, out, &letter, &problem) == ESCAPE_REFUSED)
                return;
        }
        const char *close = strstr(mark, mark[1] == '{' ? "}}" : mark[1] == '%' ? "%}" : "#}");
        g_assert_nonnull(close);
        p = close + 2;
    }
}

static void need_places(Docs *docs, const char *kind, const gboolean *has, const int *needed, gsize count)
{
    for (gsize i = 0; i < count; i++) {
        g_autofree char *number = g_strdup_printf("%d", needed ? needed[i] : (int)i);
        if (!has[needed ? needed[i] : (int)i])
            missing(docs, kind, number);
    }
}

/* Each row of the tables of escaping; messages give the numbers of escape/context.h. */
static void test_escaping(void)
{
    static const int states[] = {STATE_TEXT,
                                 STATE_TAG_OPEN,
                                 STATE_ATTRIBUTE_NAME,
                                 STATE_BEFORE_ATTRIBUTE,
                                 STATE_BEFORE_VALUE,
                                 STATE_VALUE_DOUBLE,
                                 STATE_VALUE_SINGLE,
                                 STATE_DECLARATION,
                                 STATE_COMMENT,
                                 STATE_CDATA,
                                 STATE_RAW,
                                 STATE_SCRIPT};
    static const int urls[] = {URL_START, URL_PATH, URL_QUERY};
    static const int scripts[] = {SCRIPT_CODE, SCRIPT_DOUBLE, SCRIPT_SINGLE, SCRIPT_UNCLEAR};
    static const int styles[] = {STYLE_CODE, STYLE_DOUBLE, STYLE_URL_DOUBLE};
    static const int elements[] = {ELEMENT_TITLE, ELEMENT_TEXTAREA, ELEMENT_STYLE};
    Places places = {0};
    Docs docs;

    docs_init(&docs);
    for (guint i = 0; i < docs.examples->len; i++)
        if (!g_array_index(docs.examples, Example, i).rows)
            places_follow(&places, &g_array_index(docs.examples, Example, i));
    need_places(&docs, "EscapeMode", places.modes, NULL, G_N_ELEMENTS(places.modes));
    need_places(&docs, "Attribute", places.attributes, NULL, G_N_ELEMENTS(places.attributes));
    need_places(&docs, "State", places.states, states, G_N_ELEMENTS(states));
    need_places(&docs, "UrlPart", places.urls, urls, G_N_ELEMENTS(urls));
    need_places(&docs, "ScriptState", places.scripts, scripts, G_N_ELEMENTS(scripts));
    need_places(&docs, "StyleState", places.styles, styles, G_N_ELEMENTS(styles));
    need_places(&docs, "Element", places.elements, elements, G_N_ELEMENTS(elements));
    docs_finish(&docs);
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/template/docs/globals", test_globals);
    g_test_add_func("/template/docs/objects", test_objects);
    g_test_add_func("/template/docs/site", test_site);
    g_test_add_func("/template/docs/fields", test_fields);
    g_test_add_func("/template/docs/rows", test_rows);
    g_test_add_func("/template/docs/marks", test_marks);
    g_test_add_func("/template/docs/escaping", test_escaping);
    return g_test_run();
}
