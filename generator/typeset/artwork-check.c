/* SPDX-License-Identifier: MIT */
#include "typeset/artwork-check-private.h"
#include "typeset/artwork-kind.h"
#include "typeset/artwork-style.h"

#include <glib/gi18n.h>
#include <string.h>

#define ELEMENTS_MAX 200000
#define DRAWN_MAX 100000
#define DEPTH_MAX 200
#define ERRORS_MAX 20
#define BYTE_ORDER_MARK "\xef\xbb\xbf"
/* Every rule is held against every element. */
#define MATCHES_MAX 20000000

void check_error(Check *check, const char *hint, const char *format, ...)
{
    Place place = PLACE_FILE(check->file);
    gint line = (gint)check->line;
    va_list arguments;

    if (check->errors++ >= ERRORS_MAX)
        return;
    if (line == 0)
        g_markup_parse_context_get_position(check->context, &line, NULL);
    place.line = (guint)line;
    va_start(arguments, format);
    g_autofree char *message = g_strdup_vprintf(format, arguments);
    va_end(arguments);
    diagnostics_error(check->diagnostics, place, hint, "%s", message);
}

void outside_error(Check *check, const char *what)
{
    g_autofree char *shown = g_utf8_make_valid(what, (gssize)strnlen(what, 60));

    check_error(check, _("embed what it needs in the file: no other file or host is looked at"),
                _("the drawing refers to something outside of it: '%s'"), shown);
}

/* The name of an element of SVG; NULL for one of an editor's. */
static const char *svg_name(const Check *check, const char *name)
{
    if (g_str_has_prefix(name, check->prefix) && !strchr(name + strlen(check->prefix), ':'))
        return name + strlen(check->prefix);
    return strchr(name, ':') ? NULL : name;
}

/* The prefix that the root gives to SVG's elements. */
static void prefix_find(Check *check, const char *element, const char **names, const char **values)
{
    const char *colon = strchr(element, ':');
    g_autofree char *declared =
        colon ? g_strdup_printf("xmlns:%.*s", (int)(colon - element), element) : g_strdup("xmlns");
    const char *space = attribute_find(declared, names, values);

    g_free(check->prefix);
    check->prefix = g_strndup(element, colon ? (gsize)(colon - element) + 1 : 0);
    if (strcmp(name_local(element), "svg") != 0 ||
        (space && strcmp(space, "http://www.w3.org/2000/svg") != 0))
        check_error(check, NULL, _("this file is no SVG: it begins with <%s>"), element);
}

static void too_much(Check *check, GError **error)
{
    g_set_error_literal(error, G_MARKUP_ERROR, G_MARKUP_ERROR_INVALID_CONTENT, "");
    check->errors = MAX(check->errors, 1);
}

/* Those that are refused, and those that are passed over. FALSE: it is neither. */
static gboolean element_skip(Check *check, const char *element)
{
    const ArtworkUse use = element ? artwork_use(element) : ARTWORK_PASS_OVER;

    if (use == ARTWORK_DRAW)
        return FALSE;
    if (use == ARTWORK_TEXT && check->language)
        return FALSE;
    check->skip = 1;
    check->text = use == ARTWORK_TEXT || use == ARTWORK_STRANGE_TEXT;
    if (use == ARTWORK_FILTER && !check->finding_styles)
        filter_error(check);
    if (use == ARTWORK_REFUSE && !check->finding_styles)
        check_error(check, NULL, _("the drawing has a <%s>, which a sheet of paper has no use for"), element);
    return TRUE;
}

/* XInclude, of which nothing is left in what is drawn: whoever wrote it expects something there. */
static void include_check(Check *check, const char *name, const char **names, const char **values)
{
    const char *file =
        strcmp(name_local(name), "include") == 0 ? attribute_find("href", names, values) : NULL;

    if (file && !check->finding_styles)
        outside_error(check, file);
}

static void element_begin(GMarkupParseContext *context, const char *name, const char **names,
                          const char **values, gpointer data, GError **error)
{
    Check *check = data;

    if (check->elements++ == 0)
        prefix_find(check, name, names, values);
    if (check->elements > ELEMENTS_MAX ||
        g_slist_length((GSList *)g_markup_parse_context_get_element_stack(context)) > DEPTH_MAX) {
        check_error(check, _("simplify it, or draw the rest as a picture"),
                    check->elements > ELEMENTS_MAX ? _("the drawing has more than %d elements")
                                                   : _("the drawing has elements nested %d deep"),
                    check->elements > ELEMENTS_MAX ? ELEMENTS_MAX : DEPTH_MAX);
        too_much(check, error);
        return;
    }
    if (check->skip > 0) {
        check->skip++;
        return;
    }
    const char *element = svg_name(check, name);
    if (!element)
        include_check(check, name, names, values);
    if (element && strcmp(element, "style") == 0) {
        gint line;
        g_markup_parse_context_get_position(context, &line, NULL);
        if (check->finding_styles && check->line == 0)
            check->line = (guint)line;
        check->skip = 1;
        check->text = FALSE;
    } else if (!element_skip(check, element) && !check->finding_styles)
        element_write(check, element, names, values);
}

static void element_end(GMarkupParseContext *context, const char *name, gpointer data, GError **error)
{
    Check *check = data;
    const char *element = svg_name(check, name);

    (void)context;
    (void)error;
    if (check->skip > 0) {
        check->skip--;
        return;
    }
    if (check->finding_styles)
        return;
    cost_close(check->cost);
    const Open *open = &g_array_index(check->open, Open, check->open->len - 1);
    g_string_append_printf(check->checked->svg, "</%s>", element_written(element, open->text));
    g_array_set_size(check->open, check->open->len - 1);
}

static void strange_text_error(Check *check)
{
    check->text = FALSE;
    check_error(check,
                check->language ? _("convert it to paths in the drawing program")
                                : _("make it a frame, or convert it to paths in the drawing program"),
                check->language
                    ? _("the picture has text along a line or in a shape, which cannot be printed")
                    : _("the artwork holds text, for which no font is looked for"));
}

/* Letters of text that is drawn. */
static void letters_write(Check *check, const char *text, gsize length)
{
    g_autofree char *escaped = g_markup_escape_text(text, (gssize)length);

    g_string_append(check->checked->svg, escaped);
    cost_letters(check->cost, (gsize)g_utf8_strlen(text, (gssize)length));
    g_string_append_len(check->checked->letters, text, (gssize)length);
}

static void text_read(GMarkupParseContext *context, const char *text, gsize length, gpointer data,
                      GError **error)
{
    Check *check = data;
    const char *element = svg_name(check, g_markup_parse_context_get_element(context));

    (void)error;
    if (check->finding_styles) {
        if (element && strcmp(element, "style") == 0)
            g_string_append_printf(check->styles, "%.*s\n", (int)length, text);
    } else if (check->skip > 0) {
        if (check->text && strspn(text, " \t\r\n") < length)
            strange_text_error(check);
    } else if (check->open->len > 0 && g_array_index(check->open, Open, check->open->len - 1).text)
        letters_write(check, text, length);
}

/* Comments, <?instructions?>, <!DOCTYPE>. */
static void other_read(GMarkupParseContext *context, const char *text, gsize length, gpointer data,
                       GError **error)
{
    Check *check = data;

    (void)context;
    (void)error;
    if (check->finding_styles)
        return;
    if (g_ascii_strncasecmp(text, "<!DOCTYPE", strlen("<!DOCTYPE")) == 0 && memchr(text, '[', length))
        check_error(check, _("save it as plain SVG"), _("the drawing declares entities"));
    else if (g_str_has_prefix(text, "<?xml-stylesheet"))
        outside_error(check, text);
}

static const GMarkupParser parser = {element_begin, element_end, text_read, other_read, NULL};

static void syntax_error(Check *check, const GError *error)
{
    check->line = 0;
    if (check->errors > 0)
        return;
    if (g_error_matches(error, G_MARKUP_ERROR, G_MARKUP_ERROR_BAD_UTF8))
        check_error(check, _("save it as plain SVG, in UTF-8"), _("the drawing is not in UTF-8"));
    else
        check_error(check, _("save it anew as plain SVG from the drawing program"),
                    _("this file is no SVG: it is not well-formed XML"));
}

static gboolean check_run(Check *check, const char *bytes, gsize length, gboolean finding_styles)
{
    g_autoptr(GError) error = NULL;

    check->context = g_markup_parse_context_new(&parser, G_MARKUP_TREAT_CDATA_AS_TEXT, check, NULL);
    check->finding_styles = finding_styles;
    check->elements = check->skip = 0;
    if (!g_markup_parse_context_parse(check->context, bytes, (gssize)length, &error) ||
        !g_markup_parse_context_end_parse(check->context, &error))
        syntax_error(check, error);
    else if (!finding_styles && (guint64)check->rules * check->elements > MATCHES_MAX)
        check_error(check, _("save it as plain SVG"), _("the drawing has too many style rules"));
    g_markup_parse_context_free(check->context);
    check->context = NULL;
    return check->errors == 0;
}

/* What is drawn, with all that is referred to. */
static gboolean drawn_check(Check *check)
{
    const double drawn = cost_total(check->cost);

    check->line = 0;
    check->checked->drawn = drawn;
    if (drawn < 0)
        diagnostics_error(check->diagnostics, PLACE_FILE(check->file), NULL,
                          _("an element of the drawing is drawn within itself"));
    else if (drawn > DRAWN_MAX)
        diagnostics_error(
            check->diagnostics, PLACE_FILE(check->file), _("simplify it, or draw the rest as a picture"),
            _("the drawing comes to more than %d elements once all that is used is drawn"), DRAWN_MAX);
    return drawn >= 0 && drawn <= DRAWN_MAX;
}

static void references_free(gpointer references)
{
    g_array_unref(references);
}

static void check_init(Check *check, const char *file, gboolean grey, const char *language,
                       Diagnostics *diagnostics)
{
    *check = (Check){.file = file, .grey = grey, .language = language, .diagnostics = diagnostics};
    check->checked = g_new0(CheckedArtwork, 1);
    check->checked->svg = g_string_new(NULL);
    check->checked->letters = g_string_new(NULL);
    check->checked->frames = g_ptr_array_new_with_free_func(g_free);
    check->cost = cost_new();
    check->prefix = g_strdup("");
    check->open = g_array_new(FALSE, FALSE, sizeof(Open));
    check->ids = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    check->styles = g_string_new(NULL);
    check->style_references = g_hash_table_new_full(g_str_hash, g_str_equal, NULL, references_free);
    check->words = g_string_chunk_new(256);
}

static void check_clear(Check *check)
{
    cost_free(check->cost);
    g_free(check->prefix);
    g_array_unref(check->open);
    g_hash_table_unref(check->ids);
    g_string_free(check->styles, TRUE);
    g_hash_table_unref(check->style_references);
    g_string_chunk_free(check->words);
}

void checked_artwork_free(CheckedArtwork *checked)
{
    if (!checked)
        return;
    g_string_free(checked->svg, TRUE);
    g_string_free(checked->letters, TRUE);
    g_ptr_array_unref(checked->frames);
    g_free(checked);
}

CheckedArtwork *artwork_check(const char *bytes, gsize length, const char *file, gboolean grey,
                              const char *language, Diagnostics *diagnostics)
{
    Check check;

    if (length > ARTWORK_BYTES_MAX) {
        diagnostics_error(diagnostics, PLACE_FILE(file), _("simplify it, or scale down the pictures in it"),
                          _("the drawing is larger than %d MB"), ARTWORK_BYTES_MAX / 1024 / 1024);
        return NULL;
    }
    /* GLib's parser takes the mark that editors of Windows put first for text. */
    if (length >= strlen(BYTE_ORDER_MARK) && memcmp(bytes, BYTE_ORDER_MARK, strlen(BYTE_ORDER_MARK)) == 0) {
        bytes += strlen(BYTE_ORDER_MARK);
        length -= strlen(BYTE_ORDER_MARK);
    }
    check_init(&check, file, grey, language, diagnostics);
    const gboolean good = check_run(&check, bytes, length, TRUE) && check_run(&check, bytes, length, FALSE) &&
                          drawn_check(&check);
    g_ptr_array_add(check.checked->frames, NULL);
    if (!good)
        g_clear_pointer(&check.checked, checked_artwork_free);
    check_clear(&check);
    return check.checked;
}
