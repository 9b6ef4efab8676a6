/* SPDX-License-Identifier: MIT */
#include "typeset/artwork-check.h"

#include "typeset/artwork-cost.h"
#include "typeset/artwork-grey.h"
#include "typeset/artwork-kind.h"
#include "typeset/artwork-picture.h"
#include "typeset/artwork-size.h"
#include "typeset/artwork-style.h"

#include <glib/gi18n.h>
#include <string.h>

#define ELEMENTS_MAX 200000
#define DRAWN_MAX 100000
#define DEPTH_MAX 200
#define FRAMES_MAX 200
#define ERRORS_MAX 20
/* Every rule is held against every element. */
#define MATCHES_MAX 20000000

/* Values of the attribute by which the style sheet finds elements. */
#define OWN_ATTRIBUTE "data-sheet"
enum { OWN_HIDDEN = 'h', OWN_AROUND = 'a', OWN_FRAME = 'f' };

/* An element that is open. */
typedef struct {
    gsize hidden; /* where OWN_HIDDEN stands in the SVG, if it is; 0: it is not */
} Open;

typedef struct {
    guint kind; /* CostReference */
    const char *id;
} Reference;

typedef struct {
    CheckedArtwork *checked;
    ArtworkSize size;
    ArtworkCost *cost;
    GMarkupParseContext *context;
    const char *file;
    Diagnostics *diagnostics;
    guint line; /* of the style sheet's beginning; 0: where the parser is */
    guint errors;
    gboolean grey;
    gboolean finding_styles; /* the first time through */
    char *prefix;            /* of SVG's own elements: "svg:"; "" as a rule */
    GArray *open;            /* Open */
    guint skip;              /* elements that are open within one that is left out, and itself */
    gboolean text;           /* what is left out is text: it must be empty */
    guint elements, rules;
    GHashTable *ids;              /* of frames */
    GString *styles;              /* of all <style>, one after the other */
    GHashTable *style_references; /* ".class", "#id", "element" or "*": GArray of Reference */
    GStringChunk *words;
} Check;

static void check_error(Check *check, const char *hint, const char *format, ...) G_GNUC_PRINTF(3, 4);
static void check_error(Check *check, const char *hint, const char *format, ...)
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

static void outside_error(Check *check, const char *what)
{
    g_autofree char *shown = g_utf8_make_valid(what, (gssize)strnlen(what, 60));

    check_error(check, _("embed what it needs in the file: no other file or host is looked at"),
                _("the artwork refers to something outside of it: '%s'"), shown);
}

/* The part of a name after its prefix. */
static const char *name_local(const char *name)
{
    const char *colon = strchr(name, ':');

    return colon ? colon + 1 : name;
}

/* The name of an element of SVG; NULL for one of an editor's. */
static const char *svg_name(const Check *check, const char *name)
{
    if (g_str_has_prefix(name, check->prefix) && !strchr(name + strlen(check->prefix), ':'))
        return name + strlen(check->prefix);
    return strchr(name, ':') ? NULL : name;
}

typedef struct {
    Check *check;
    const char *property;
    GHashTable *keys; /* of the rule that it is in; NULL: it is the open element's own */
} Referring;

static void references_add(Check *check, const char *key, Reference reference)
{
    GArray *references = g_hash_table_lookup(check->style_references, key);

    if (!references) {
        references = g_array_new(FALSE, FALSE, sizeof(Reference));
        g_hash_table_insert(check->style_references, g_string_chunk_insert_const(check->words, key),
                            references);
    }
    g_array_append_val(references, reference);
}

static void refer(const char *id, gpointer data)
{
    Referring *referring = data;
    Check *check = referring->check;
    const CostReference kind = artwork_reference(referring->property);
    GHashTableIter keys;
    gpointer key;

    if (!referring->keys) {
        cost_refer(check->cost, kind, id);
        return;
    }
    g_hash_table_iter_init(&keys, referring->keys);
    while (g_hash_table_iter_next(&keys, &key, NULL))
        references_add(check, key, (Reference){kind, g_string_chunk_insert_const(check->words, id)});
}

static void filter_error(Check *check)
{
    check_error(check, _("draw it as a gradient, or embed it as a picture of 300 dpi"),
                _("the artwork has a filter, which would be coarse on paper"));
}

/* A value as it may stand in the SVG; the caller frees. */
static char *value_checked(Check *check, const char *property, const char *value, GHashTable *keys)
{
    Referring referring = {check, property, keys};

    if (g_ascii_strcasecmp(property, "filter") == 0 && g_ascii_strcasecmp(value, "none") != 0)
        filter_error(check);
    if (!style_references(value, refer, &referring))
        outside_error(check, value);
    return check->grey ? grey_value(property, value) : g_strdup(value);
}

typedef struct {
    Check *check;
    GHashTable *keys;
    GString *out;
    gboolean hidden;
} Declared;

static void declaration_write(const char *property, const char *value, gpointer data)
{
    Declared *declared = data;
    g_autofree char *checked = value_checked(declared->check, property, value, declared->keys);

    if (g_ascii_strcasecmp(property, "display") == 0 && g_ascii_strncasecmp(value, "none", 4) == 0)
        declared->hidden = TRUE;
    g_string_append_printf(declared->out, "%s:%s;", property, checked);
}

/* The last name of a selector, by which elements are looked up: ".a" of "g .a:first-child". Roughly: it may
 * be one that fits more elements. */
static char *selector_key(const char *selector)
{
    const char *at = selector + strlen(selector);

    while (at > selector && !strchr(" >+~", at[-1]))
        at--;
    const char *mark = at + strcspn(at, ".#");
    const gsize length = 1 + strcspn(mark + (*mark != '\0'), ".#:[*");
    if (*mark)
        return g_strndup(mark, length);
    const gsize name = strcspn(at, ":[*");
    return name > 0 ? g_strndup(at, name) : g_strdup("*");
}

static GHashTable *selector_keys(const char *selectors)
{
    GHashTable *keys = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    g_auto(GStrv) each = g_strsplit(selectors, ",", -1);

    for (guint i = 0; each[i]; i++)
        g_hash_table_add(keys, selector_key(g_strstrip(each[i])));
    return keys;
}

static void rule_write(const char *selectors, const char *body, gsize length, gpointer data)
{
    Check *check = data;
    g_autoptr(GHashTable) keys = selector_keys(selectors);
    Declared declared = {check, keys, g_string_new(NULL), FALSE};
    g_autofree char *escaped = g_markup_escape_text(selectors, -1);

    check->rules += g_hash_table_size(keys);
    style_declarations(body, length, declaration_write, &declared);
    g_autofree char *rules = g_markup_escape_text(declared.out->str, (gssize)declared.out->len);
    g_string_append_printf(check->checked->svg, "%s{%s}\n", escaped, rules);
    g_string_free(declared.out, TRUE);
}

/* Frames are measured whatever hides them, and never seen. */
static void styles_write(Check *check)
{
    GString *svg = check->checked->svg;
    g_autofree char *styles = style_uncomment(check->styles->str);

    g_string_append(svg, "<style>\n");
    if (!style_rules(styles, rule_write, check))
        outside_error(check, "@import");
    g_string_append(svg, "[" OWN_ATTRIBUTE "=\"a\"]{display:inline!important;visibility:hidden!important}\n"
                         "[" OWN_ATTRIBUTE "=\"f\"],[" OWN_ATTRIBUTE "=\"f\"] *"
                         "{display:inline!important;visibility:hidden!important}\n</style>\n");
    check->line = 0;
}

static void root_write(Check *check)
{
    ArtworkSize *size = &check->size;
    char numbers[4][G_ASCII_DTOSTR_BUF_SIZE];

    if (size->w <= 0) {
        /* Without a view of its own, a unit of the drawing is a pixel. */
        size->w = size->width / 0.75;
        size->h = size->height / 0.75;
    }
    if (size->width <= 0 || size->height <= 0) {
        size->width = size->w * 0.75;
        size->height = size->h * 0.75;
    }
    if (size->w <= 0)
        check_error(check, _("say how large it is: width=\"297mm\" height=\"420mm\" viewBox=\"0 0 297 420\""),
                    _("the artwork has no size"));
    check->checked->width = size->width;
    check->checked->height = size->height;
    check->checked->across = size->w;
    check->checked->down = size->h;
    g_string_append_printf(check->checked->svg,
                           " xmlns=\"http://www.w3.org/2000/svg\" width=\"%s\" height=\"%s\" "
                           "viewBox=\"%s %s %s %s\" preserveAspectRatio=\"none\" overflow=\"visible\"",
                           g_ascii_dtostr(numbers[2], sizeof numbers[2], size->w),
                           g_ascii_dtostr(numbers[3], sizeof numbers[3], size->h),
                           g_ascii_dtostr(numbers[0], sizeof numbers[0], size->x),
                           g_ascii_dtostr(numbers[1], sizeof numbers[1], size->y), numbers[2], numbers[3]);
}

static gboolean root_attribute(Check *check, const char *name, const char *value)
{
    if (strcmp(name, "width") == 0)
        check->size.width = artwork_length(value);
    else if (strcmp(name, "height") == 0)
        check->size.height = artwork_length(value);
    else if (strcmp(name, "viewBox") == 0)
        artwork_view(value, &check->size);
    else
        return strcmp(name, "preserveAspectRatio") == 0 || strcmp(name, "overflow") == 0;
    return TRUE;
}

static void attribute_write(Check *check, const char *name, const char *value)
{
    g_autofree char *escaped = g_markup_escape_text(value, -1);

    g_string_append_printf(check->checked->svg, " %s=\"%s\"", name, escaped);
}

/* A picture that is in the file. */
static void picture_write(Check *check, const char *value)
{
    g_autofree char *address = NULL;

    switch (artwork_picture(value, check->grey, &address)) {
    case PICTURE_GOOD: attribute_write(check, "href", address); break;
    case PICTURE_UNKNOWN:
        check_error(check, _("embed it as PNG or JPEG, in base64"),
                    _("the artwork has a picture of a kind that is not read"));
        break;
    case PICTURE_DAMAGED:
        check_error(check, _("embed it anew"), _("a picture in the artwork is damaged"));
        break;
    case PICTURE_LARGE:
        check_error(check, _("scale it down: 300 pixels an inch are enough"),
                    _("a picture in the artwork is too large"));
        break;
    }
}

static void href_write(Check *check, const char *element, const char *value)
{
    const char *at = value + strspn(value, " \t\r\n");

    if (strcmp(element, "a") == 0)
        return;
    if (*at == '#') {
        cost_refer(check->cost, COST_USE, at + 1);
        attribute_write(check, "href", at);
    } else if (g_ascii_strncasecmp(at, "data:", strlen("data:")) == 0 && artwork_holds_picture(element))
        picture_write(check, at);
    else if (*at)
        outside_error(check, at);
}

/* Writes the attributes but those of the root's size. Gives whether the element is hidden by one of them. */
static gboolean attributes_write(Check *check, const char *element, const char **names, const char **values,
                                 gboolean root)
{
    gboolean hidden = FALSE;

    for (guint i = 0; names[i]; i++) {
        const char *name = name_local(names[i]);
        if (strcmp(name, "href") == 0 && artwork_is_own_attribute(names[i])) {
            href_write(check, element, values[i]);
            continue;
        }
        if (strchr(names[i], ':') || !artwork_is_own_attribute(names[i]) ||
            (root && root_attribute(check, name, values[i])))
            continue;
        Declared declared = {check, NULL, g_string_new(NULL), FALSE};
        if (strcmp(name, "style") == 0) {
            g_autofree char *bare = style_uncomment(values[i]);
            style_declarations(bare, strlen(bare), declaration_write, &declared);
        } else {
            g_autofree char *value = value_checked(check, name, values[i], NULL);
            g_string_append(declared.out, value);
        }
        hidden |= declared.hidden || (strcmp(name, "display") == 0 && strstr(values[i], "none"));
        attribute_write(check, name, declared.out->str);
        g_string_free(declared.out, TRUE);
    }
    return hidden;
}

static const char *attribute_find(const char *wanted, const char **names, const char **values)
{
    for (guint i = 0; names[i]; i++)
        if (strcmp(names[i], wanted) == 0)
            return values[i];
    return NULL;
}

static void references_apply(Check *check, const char *key)
{
    const GArray *references = g_hash_table_lookup(check->style_references, key);

    for (guint i = 0; references && i < references->len; i++) {
        const Reference *reference = &g_array_index(references, Reference, i);
        cost_refer(check->cost, reference->kind, reference->id);
    }
}

/* What the style sheet has the open element refer to. */
static void styles_apply(Check *check, const char *element, const char *id, const char *classes)
{
    g_auto(GStrv) class = g_strsplit_set(classes ? classes : "", " \t\r\n", -1);

    if (g_hash_table_size(check->style_references) == 0)
        return;
    references_apply(check, "*");
    references_apply(check, element);
    for (guint i = 0; class[i]; i++) {
        g_autofree char *key = g_strconcat(".", class[i], NULL);
        references_apply(check, key);
    }
    g_autofree char *key = g_strconcat("#", id, NULL);
    if (id)
        references_apply(check, key);
}

static void frame_add(Check *check, const char *id)
{
    const char *name = id + strlen(ARTWORK_FRAME_PREFIX);
    GPtrArray *frames = check->checked->frames;

    if (!*name)
        check_error(check, NULL, _("a frame of the artwork has no name after '%s'"), ARTWORK_FRAME_PREFIX);
    else if (!g_hash_table_add(check->ids, g_strdup(name)))
        check_error(check, _("each frame is one shape, with an id of its own"),
                    _("the artwork has two frames '%s'"), name);
    else if (frames->len >= FRAMES_MAX)
        check_error(check, NULL, _("the artwork has more than %d frames"), FRAMES_MAX);
    else
        g_ptr_array_add(frames, g_strdup(name));
    for (guint i = 0; i < check->open->len; i++) {
        const Open *open = &g_array_index(check->open, Open, i);
        if (open->hidden > 0)
            check->checked->svg->str[open->hidden] = OWN_AROUND;
    }
}

static void element_write(Check *check, const char *element, const char **names, const char **values)
{
    GString *svg = check->checked->svg;
    const gboolean root = check->open->len == 0;
    const char *id = attribute_find("id", names, values);
    const gboolean frame = !root && id && g_str_has_prefix(id, ARTWORK_FRAME_PREFIX);
    const char *path = attribute_find(strcmp(element, "path") == 0 ? "d" : "points", names, values);
    Open open = {0};

    cost_open(check->cost, artwork_kind(element), id, path ? strlen(path) / 2 + 1 : 0);
    g_string_append_printf(svg, "<%s", strcmp(element, "a") == 0 ? "g" : element);
    const gboolean hidden = attributes_write(check, element, names, values, root);
    styles_apply(check, element, id, attribute_find("class", names, values));
    if (root)
        root_write(check);
    else if (frame || hidden) {
        g_string_append(svg, " " OWN_ATTRIBUTE "=\"");
        open.hidden = frame ? 0 : svg->len;
        g_string_append_c(svg, frame ? OWN_FRAME : OWN_HIDDEN);
        g_string_append_c(svg, '"');
    }
    g_string_append_c(svg, '>');
    if (root)
        styles_write(check);
    g_array_append_val(check->open, open);
    if (frame)
        frame_add(check, id);
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
    check->skip = 1;
    check->text = use == ARTWORK_TEXT;
    if (use == ARTWORK_FILTER && !check->finding_styles)
        filter_error(check);
    if (use == ARTWORK_REFUSE && !check->finding_styles)
        check_error(check, NULL, _("the artwork has a <%s>, which a sheet of paper has no use for"), element);
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
                    check->elements > ELEMENTS_MAX ? _("the artwork has more than %d elements")
                                                   : _("the artwork has elements nested %d deep"),
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
    g_array_set_size(check->open, check->open->len - 1);
    g_string_append_printf(check->checked->svg, "</%s>", strcmp(element, "a") == 0 ? "g" : element);
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
    } else if (check->skip > 0 && check->text && strspn(text, " \t\r\n") < length) {
        check->text = FALSE;
        check_error(check, _("make it a frame, or convert it to paths in the drawing program"),
                    _("the artwork holds text, for which no font is looked for"));
    }
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
        check_error(check, _("save it as plain SVG"), _("the artwork declares entities"));
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
        check_error(check, _("save it as plain SVG, in UTF-8"), _("the artwork is not in UTF-8"));
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
        check_error(check, _("save it as plain SVG"), _("the artwork has too many style rules"));
    g_markup_parse_context_free(check->context);
    check->context = NULL;
    return check->errors == 0;
}

/* What is drawn, with all that is referred to. */
static gboolean drawn_check(Check *check)
{
    const double drawn = cost_total(check->cost);

    check->line = 0;
    if (drawn < 0)
        diagnostics_error(check->diagnostics, PLACE_FILE(check->file), NULL,
                          _("an element of the artwork is drawn within itself"));
    else if (drawn > DRAWN_MAX)
        diagnostics_error(
            check->diagnostics, PLACE_FILE(check->file), _("simplify it, or draw the rest as a picture"),
            _("the artwork comes to more than %d elements once all that is used is drawn"), DRAWN_MAX);
    return drawn >= 0 && drawn <= DRAWN_MAX;
}

static void references_free(gpointer references)
{
    g_array_unref(references);
}

static void check_init(Check *check, const char *file, gboolean grey, Diagnostics *diagnostics)
{
    *check = (Check){.file = file, .grey = grey, .diagnostics = diagnostics};
    check->checked = g_new0(CheckedArtwork, 1);
    check->checked->svg = g_string_new(NULL);
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
    g_ptr_array_unref(checked->frames);
    g_free(checked);
}

CheckedArtwork *artwork_check(const char *bytes, gsize length, const char *file, gboolean grey,
                              Diagnostics *diagnostics)
{
    Check check;

    if (length > ARTWORK_BYTES_MAX) {
        diagnostics_error(diagnostics, PLACE_FILE(file), _("simplify it, or scale down the pictures in it"),
                          _("the artwork is larger than %d MB"), ARTWORK_BYTES_MAX / 1024 / 1024);
        return NULL;
    }
    check_init(&check, file, grey, diagnostics);
    const gboolean good = check_run(&check, bytes, length, TRUE) && check_run(&check, bytes, length, FALSE) &&
                          drawn_check(&check);
    g_ptr_array_add(check.checked->frames, NULL);
    if (!good)
        g_clear_pointer(&check.checked, checked_artwork_free);
    check_clear(&check);
    return check.checked;
}
