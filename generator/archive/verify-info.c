/* SPDX-License-Identifier: MIT */
/* bag-info.txt: what people say of a bag, and Payload-Oxum (RFC 8493, 2.2.2). */
#include "archive/bag.h"
#include "archive/verification.h"

#include <glib/gi18n.h>
#include <string.h>

/* What an element says; `line` is where it begins. */
typedef struct {
    Verification *verification;
    TagText text;
    char *label; /* stripped; NULL: none has begun */
    GString *value;
    guint line;
    GHashTable *seen; /* labels in lower case -> line */
} Info;

static Place info_place(const Info *info, guint line)
{
    return (Place){.file = info->text.shown, .line = line};
}

static void oxum_check(Info *info, Place place)
{
    Verification *verification = info->verification;
    g_auto(GStrv) parts = g_strsplit(info->value->str, ".", 2);
    guint64 bytes = 0, files = 0;
    const gboolean sound = parts[0] && parts[1] && *parts[0] && *parts[1] &&
                           strspn(parts[0], "0123456789") == strlen(parts[0]) &&
                           strspn(parts[1], "0123456789") == strlen(parts[1]);

    if (!sound) {
        g_autofree char *shown = path_show(info->value->str);
        diagnostics_error(verification->diagnostics, place,
                          _("write the number of bytes of the payload, a dot and the number of its files"),
                          _("'%s' is no Payload-Oxum"), shown);
        return;
    }
    if (g_ascii_string_to_unsigned(parts[0], 10, 0, G_MAXUINT64, &bytes, NULL) &&
        g_ascii_string_to_unsigned(parts[1], 10, 0, G_MAXUINT64, &files, NULL) &&
        bytes == verification->payload_bytes && files == verification->payload_files)
        return;
    g_autofree char *there =
        g_strdup_printf("%" G_GUINT64_FORMAT ".%u", verification->payload_bytes, verification->payload_files);
    diagnostics_error(verification->diagnostics, place, NULL, _("the payload has %s bytes and files, not %s"),
                      there, info->value->str);
}

/* Elements that should stand there once, and how they should look: NULL: in any way. */
static const struct {
    const char *label;
    const char *pattern;
    const char *form;
} single[] = {
    {"bagging-date", "^\\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\\d|3[01])$", "YYYY-MM-DD"},
    {"bag-size", NULL, NULL},
    {"bag-group-identifier", NULL, NULL},
    {"bag-count", "^\\d+ of (\\d+|\\?)$", "N of T"},
};

static void single_check(Info *info, const char *label, guint before, Place place)
{
    for (gsize i = 0; i < G_N_ELEMENTS(single); i++) {
        if (strcmp(single[i].label, label) != 0)
            continue;
        if (before)
            diagnostics_warning(info->verification->diagnostics, place, NULL,
                                _("'%s' stands in line %u, too"), info->label, before);
        if (single[i].pattern && !g_regex_match_simple(single[i].pattern, info->value->str, 0, 0)) {
            g_autofree char *shown = path_show(info->value->str);
            diagnostics_warning(info->verification->diagnostics, place, NULL,
                                _("'%s' is not of the form '%s'"), shown, single[i].form);
        }
    }
}

static void element_end(Info *info)
{
    if (!info->label)
        return;
    g_autofree char *label = g_ascii_strdown(info->label, -1);
    const guint before = GPOINTER_TO_UINT(g_hash_table_lookup(info->seen, label));
    const Place place = info_place(info, info->line);

    g_strstrip(info->value->str);
    info->value->len = strlen(info->value->str);
    single_check(info, label, before, place);
    if (strcmp(label, "payload-oxum") == 0) {
        if (before)
            verification_report(info->verification, verification_severity(info->verification, BAGIT_1_0),
                                place, _("remove one of them"),
                                g_strdup_printf(_("Payload-Oxum stands in line %u, too"), before));
        oxum_check(info, place);
    }
    if (strcmp(label, "bag-software-agent") == 0 && g_str_has_prefix(info->value->str, BAG_AGENT))
        info->verification->own = TRUE;
    if (!before)
        g_hash_table_insert(info->seen, g_steal_pointer(&label), GUINT_TO_POINTER(info->line));
    g_clear_pointer(&info->label, g_free);
}

static void report_line(const Info *info, Severity severity, const char *hint, const char *message)
{
    verification_report(info->verification, severity, info_place(info, info->text.line), hint,
                        g_strdup(message));
}

/* "Label: value": a single space or tab since 1.0, any number before. */
static void element_begin(Info *info, const char *line)
{
    const Severity strict = verification_severity(info->verification, BAGIT_1_0);
    const char *colon = strchr(line, ':');

    if (!colon || colon == line) {
        report_line(info, SEVERITY_ERROR,
                    _("write a label, a colon, a space and a value; indent what goes on"),
                    _("the line has no label"));
        return;
    }
    info->label = g_strndup(line, (gsize)(colon - line));
    info->line = info->text.line;
    g_string_assign(info->value, colon + 1);
    g_strchomp(info->label);
    if (colon[-1] == ' ' || colon[-1] == '\t')
        report_line(info, strict, _("remove the space"), _("there is a space before the colon"));
    if (colon[1] && colon[1] != ' ' && colon[1] != '\t')
        report_line(info, strict, _("write a space after it"), _("there is no space after the colon"));
    if (strspn(colon + 1, " \t") == strlen(colon + 1))
        report_line(info, SEVERITY_WARNING, NULL, _("the element has no value"));
}

static void line_read(Info *info, const char *bytes, gsize length)
{
    g_autofree char *line = g_strndup(bytes, length);
    const gboolean blank = strspn(line, " \t") == strlen(line);

    if (strlen(line) < length)
        report_line(info, SEVERITY_ERROR, NULL, _("there is a character NUL"));
    if (blank) {
        report_line(info, SEVERITY_WARNING, NULL, _("the line is empty"));
    } else if ((*line == ' ' || *line == '\t') && info->label) {
        g_string_append_c(info->value, ' ');
        g_string_append(info->value, g_strstrip(line));
    } else {
        element_end(info);
        if (*line == ' ' || *line == '\t')
            report_line(info, SEVERITY_ERROR, NULL, _("the line is indented, and goes on with nothing"));
        else
            element_begin(info, line);
    }
}

void info_check(Verification *verification)
{
    const gboolean old = verification->version <= BAGIT_0_95;
    BagItem *item = items_find(verification->items, old ? "package-info.txt" : "bag-info.txt");
    Info info = {.verification = verification};
    TagBom bom;
    const char *line;
    gsize length;

    if (!item || item->kind != ITEM_FILE)
        return;
    if (tag_text_open(&info.text, verification->items, item, verification->encoding, &bom,
                      verification->diagnostics)) {
        bom_check(verification, &info.text, bom);
        info.value = g_string_new(NULL);
        info.seen = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
        while (tag_text_next(&info.text, &line, &length))
            line_read(&info, line, length);
        element_end(&info);
        g_hash_table_unref(info.seen);
        g_string_free(info.value, TRUE);
    }
    tag_text_clear(&info.text);
}
