/* SPDX-License-Identifier: MIT */
#include "record/filing.h"

#include "content/config-archive.h"
#include "record/filing-number.h"
#include "text/chinese.h"

#include <glib/gi18n.h>
#include <string.h>

#define OFFICE "BGS"
#define OFFICE_NAME "办公室"
#define PUBLISHED "yearbook" /* where broadside.yaml says nothing */
#define PINYIN_MAX 128

static const Value *setting_of(const Content *content, const char *name)
{
    const Value *archive = content_config(content, "archive");

    return archive->kind == VALUE_RECORD ? value_get(archive, name) : NULL;
}

static const Value *setting(const Site *site, const char *name)
{
    return setting_of(site->content, name);
}

static const char *text_of(const Value *value)
{
    return value && value->kind == VALUE_TEXT && value->length > 0 ? value->text : NULL;
}

const char *filing_fonds(const Site *site)
{
    return text_of(setting(site, "fonds"));
}

const char *filing_organisation(const Site *site)
{
    const char *name = text_of(setting(site, "organisation"));
    return name ? name : site->title;
}

const char *filing_folder(const Content *content)
{
    const char *folder = text_of(setting_of(content, "folder"));
    return folder ? folder : "archive";
}

gboolean filing_publishes(const Site *site, const char *part)
{
    const Value *parts = setting(site, "publish");

    if (!parts || parts->kind != VALUE_LIST)
        return strcmp(part, PUBLISHED) == 0;
    for (guint i = 0; i < parts->list.count; i++)
        if (g_strcmp0(text_of(&parts->list.items[i]), part) == 0)
            return TRUE;
    return FALSE;
}

/* A member of the entry's `archive`. */
static const Value *own(const Entry *entry, const char *name)
{
    const Value *archive = entry_field(entry, "archive");

    return archive && archive->kind == VALUE_RECORD ? value_get(archive, name) : NULL;
}

static const char *field_text(const Entry *entry, const char *name)
{
    return text_of(entry_field(entry, name));
}

char *filing_title(const Entry *entry)
{
    const Value *supplied = own(entry, "own_title");
    const gboolean bracketed = supplied && supplied->kind == VALUE_BOOLEAN && supplied->boolean;

    return g_strconcat(bracketed ? "[" : "", entry_title(entry), bracketed ? "]" : NULL, NULL);
}

const char *filing_document_no(const Entry *entry)
{
    const char *number = text_of(own(entry, "document_no"));
    return number ? number : field_text(entry, "document_no");
}

const char *filing_secrecy(const Entry *entry)
{
    return text_of(own(entry, "secrecy"));
}

const char *filing_remarks(const Entry *entry)
{
    return text_of(own(entry, "remarks"));
}

const char *filing_responsible(const Site *site, const Entry *entry)
{
    static const char *const fields[] = {"issuer", "signatory", "organiser", "awarded_by", "by"};
    const char *name = text_of(own(entry, "responsible"));

    for (gsize i = 0; i < G_N_ELEMENTS(fields) && !name; i++)
        name = field_text(entry, fields[i]);
    return name ? name : filing_organisation(site);
}

guint filing_pages(const Entry *entry)
{
    const Value *pages = own(entry, "pages");

    return pages && pages->kind == VALUE_INTEGER && pages->integer > 0 ? (guint)MIN(pages->integer, G_MAXINT)
                                                                       : 0;
}

/* How well a key of `terms` fits the entry: 2 its kind, 1 its type, 0 neither. */
static guint key_fits(const char *key, const Entry *entry)
{
    const Type *type = entry->type;
    const int index = type_field(type, "kind");
    const char *kind = field_text(entry, "kind");
    const Field *kinds = index >= 0 ? &type->fields[index] : NULL;

    for (guint i = 0; kind && i < kinds->n_choices; i++)
        if (strcmp(kinds->choices[i].name, kind) == 0 &&
            (strcmp(key, kind) == 0 || labels_contain(kinds->choices[i].labels, key)))
            return 2;
    const gsize folder = strlen(type->folder);
    return strcmp(key, type->name) == 0 || labels_contain(type->labels, key) ||
           (strncmp(key, type->folder, folder) == 0 && (!key[folder] || strcmp(key + folder, "/") == 0));
}

static const char *retention_by_terms(const Site *site, const Entry *entry)
{
    const Value *terms = setting(site, "terms");
    const char *found = NULL;
    guint best = 0;

    if (!terms || terms->kind != VALUE_RECORD)
        return NULL;
    for (guint i = 0; i < terms->record.count; i++) {
        const Member *member = &terms->record.members[i];
        const guint fits = key_fits(member->name, entry);
        const char *text = text_of(&member->value);
        if (fits <= best || !text || filing_term(text) < 0)
            continue;
        best = fits;
        found = filing_terms[filing_term(text)];
    }
    return found;
}

/* What offices keep for how long, as the standard tables of retention go. */
static const char *retention_by_type(const Entry *entry)
{
    static const struct {
        const char *type, *kind, *retention;
    } rows[] = {
        {"honour", NULL, "Y"},       {"model", NULL, "Y"},        {"report", NULL, "Y"},
        {"commitment", NULL, "D30"}, {"notice", "review", "D30"}, {"notice", "disclosure", "D30"},
    };
    const char *kind = field_text(entry, "kind");

    for (gsize i = 0; i < G_N_ELEMENTS(rows); i++)
        if (strcmp(entry->type->name, rows[i].type) == 0 &&
            (!rows[i].kind || g_strcmp0(kind, rows[i].kind) == 0))
            return rows[i].retention;
    return "D10";
}

const Value *filing_own_retention(const Entry *entry)
{
    const Value *value = own(entry, "retention");
    return text_of(value) ? value : NULL;
}

const char *filing_retention(const Site *site, const Entry *entry)
{
    const char *term = text_of(filing_own_retention(entry));

    if (!term)
        term = retention_by_terms(site, entry);
    return term ? term : retention_by_type(entry);
}

const char *filing_department_name(const Site *site, const char *code)
{
    const Value *departments = setting(site, "departments");
    const Value *name =
        departments && departments->kind == VALUE_RECORD ? value_get(departments, code) : NULL;

    if (text_of(name))
        return name->text;
    return strcmp(code, OFFICE) == 0 && g_str_has_prefix(site->language, "zh") ? OFFICE_NAME : NULL;
}

/* The code among `departments` that is written so, in letters of any case, or that has this name; or NULL. */
static const char *code_listed(const Site *site, const char *text)
{
    const Value *departments = setting(site, "departments");

    if (!departments || departments->kind != VALUE_RECORD)
        return NULL;
    for (guint i = 0; i < departments->record.count; i++) {
        const Member *member = &departments->record.members[i];
        if (g_ascii_strcasecmp(member->name, text) == 0 || g_strcmp0(text_of(&member->value), text) == 0)
            return member->name;
    }
    return NULL;
}

/* "JWH" of 居委会: the first letters of the pinyin, in the content's arena. */
static const char *code_made(const Site *site, const char *name)
{
    g_autofree char *pinyin = chinese_file_name(name, PINYIN_MAX);
    g_auto(GStrv) words = g_strsplit(pinyin, "-", -1);
    g_autoptr(GString) code = g_string_new(NULL);

    for (char **word = words; *word; word++)
        if (**word)
            g_string_append_c(code, g_ascii_toupper(**word));
    return config_is_code(code->str) ? arena_intern(site->content->arena, code->str, code->len) : OFFICE;
}

static void warn_of_name(const Entry *entry, const Value *value, const char *code, Diagnostics *diagnostics)
{
    g_autofree char *hint = g_strdup_printf(
        _("write in broadside.yaml: archive: { departments: { %s: %s } }"), code, value->text);

    diagnostics_warning(diagnostics, entry_place(entry, value), hint,
                        _("the department '%s' has no code: '%s' is taken"), value->text, code);
}

const Value *filing_own_department(const Entry *entry)
{
    const Value *value = own(entry, "department");
    return text_of(value) ? value : NULL;
}

const char *filing_department(const Site *site, const Entry *entry, Diagnostics *diagnostics)
{
    const Value *value = filing_own_department(entry);
    const char *text = value ? value->text : text_of(setting(site, "department"));
    const char *code = text ? code_listed(site, text) : OFFICE;

    if (code)
        return code;
    if (config_is_code(text))
        return text;
    if (strcmp(text, OFFICE_NAME) == 0)
        return OFFICE;
    code = code_made(site, text);
    if (diagnostics && value)
        warn_of_name(entry, value, code, diagnostics);
    return code;
}
