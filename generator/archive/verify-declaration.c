/* SPDX-License-Identifier: MIT */
/* bagit.txt, the declaration of a bag (RFC 8493, 2.1.1). */
#include "archive/verification.h"

#include <glib/gi18n.h>
#include <string.h>

#define DECLARATION "bagit.txt"
#define VERSION_LABEL "BagIt-Version"
#define ENCODING_LABEL "Tag-File-Character-Encoding"

static const struct {
    const char *name;
    guint version;
} versions[] = {{"0.93", 93}, {"0.94", 94}, {"0.95", 95}, {"0.96", 96}, {"0.97", 97}, {"1.0", BAGIT_1_0}};

/* A line of the declaration: a label and a value. */
typedef struct {
    char *label, *value; /* stripped */
    gboolean exact;      /* nothing but "label: value" */
} Pair;

static void pair_clear(Pair *pair)
{
    g_free(pair->label);
    g_free(pair->value);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Pair, pair_clear)

static Pair pair_read(const char *line, gsize length)
{
    g_autofree char *text = g_strndup(line, length);
    char *colon = strchr(text, ':');
    Pair pair = {NULL, NULL, FALSE};

    if (strlen(text) < length || !colon)
        return pair;
    pair.label = g_strstrip(g_strndup(text, (gsize)(colon - text)));
    pair.value = g_strstrip(g_strdup(colon + 1));
    g_autofree char *exact = g_strdup_printf("%s: %s", pair.label, pair.value);
    pair.exact = strcmp(exact, text) == 0;
    return pair;
}

/* Whether the line has this label; before 1.0 others were freer about it. Letters in another case are no
 * error: the examples of RFC 8493 itself have them (4.1). */
static gboolean pair_is(Verification *verification, const Pair *pair, const char *label, Place place)
{
    if (!pair->label || g_ascii_strcasecmp(pair->label, label) != 0) {
        verification_report(verification, SEVERITY_ERROR, place, NULL,
                            g_strdup_printf(_("line %u is not '%s: …'"), place.line, label));
        return FALSE;
    }
    if (!pair->exact || strcmp(pair->label, label) != 0) {
        g_autofree char *hint = g_strdup_printf(_("write '%s: %s'"), label, pair->value);
        verification_report(verification,
                            pair->exact ? SEVERITY_WARNING : verification_severity(verification, BAGIT_1_0),
                            place, hint,
                            g_strdup_printf(_("line %u is not exactly '%s', a colon, a space and the value"),
                                            place.line, label));
    }
    return TRUE;
}

static void version_read(Verification *verification, const Pair *pair, Place place)
{
    g_free(verification->version_name);
    verification->version_name = path_show(pair->value);
    for (gsize i = 0; i < G_N_ELEMENTS(versions); i++)
        if (strcmp(versions[i].name, pair->value) == 0) {
            verification->version = versions[i].version;
            return;
        }
    diagnostics_error(verification->diagnostics, place, _("it was checked by the rules of 1.0"),
                      _("there is no version '%s' of BagIt: 0.93 to 0.97 and 1.0 are known"),
                      verification->version_name);
}

static void encoding_read(Verification *verification, const Pair *pair, Place place)
{
    g_autofree char *shown = path_show(pair->value);

    if (g_ascii_strcasecmp(pair->value, "UTF-8") == 0)
        return;
    if (!tag_encoding_is_known(pair->value)) {
        diagnostics_error(verification->diagnostics, place, _("write 'UTF-8', if the files are that"),
                          _("there is no encoding '%s'"), shown);
        return;
    }
    verification->encoding = g_strdup(pair->value);
}

/* Two lines; a third may not even be empty. */
static void lines_check(Verification *verification, TagText *text)
{
    const char *line;
    gsize length;

    while (tag_text_next(text, &line, &length)) {
        if (length > 0) {
            diagnostics_error(verification->diagnostics, tag_text_place(text), _("remove the line"),
                              _("'bagit.txt' has more than two lines"));
            return;
        }
        verification_report(verification, verification_severity(verification, BAGIT_1_0),
                            tag_text_place(text), _("remove the line"),
                            g_strdup(_("'bagit.txt' has more than two lines")));
    }
}

static void declaration_read(Verification *verification, TagText *text)
{
    const char *line = "";
    gsize length = 0;

    tag_text_next(text, &line, &length);
    g_auto(Pair) version = pair_read(line, length);
    const Place version_place = {.file = text->shown, .line = 1};
    line = "";
    length = 0;
    tag_text_next(text, &line, &length);
    g_auto(Pair) encoding = pair_read(line, length);
    const Place encoding_place = {.file = text->shown, .line = 2};

    /* How exact it must be, the version says. */
    if (version.label && g_ascii_strcasecmp(version.label, VERSION_LABEL) == 0)
        version_read(verification, &version, version_place);
    pair_is(verification, &version, VERSION_LABEL, version_place);
    if (pair_is(verification, &encoding, ENCODING_LABEL, encoding_place))
        encoding_read(verification, &encoding, encoding_place);
    lines_check(verification, text);
}

gboolean declaration_check(Verification *verification)
{
    BagItem *item = items_find(verification->items, DECLARATION);
    g_auto(TagText) text = {.text = NULL};
    TagBom bom;

    if (!item || item->kind != ITEM_FILE) {
        diagnostics_error(verification->diagnostics, PLACE_FILE(verification->items->shown),
                          _("a bag has a file 'bagit.txt', a folder 'data' and manifests: is this one?"),
                          _("there is no file 'bagit.txt'"));
        return FALSE;
    }
    if (!tag_text_open(&text, verification->items, item, NULL, &bom, verification->diagnostics))
        return TRUE;
    if (bom)
        diagnostics_error(verification->diagnostics, PLACE_FILE(text.shown),
                          _("save the file as UTF-8 without a byte order mark"),
                          _("it begins with a byte order mark"));
    declaration_read(verification, &text);
    return TRUE;
}
