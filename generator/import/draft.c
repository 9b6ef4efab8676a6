/* SPDX-License-Identifier: MIT */
#include "import/draft.h"

#include "content/skeleton.h"
#include "import/body.h"
#include "text/identity.h"

#include <string.h>

typedef struct {
    Draft *draft;
    GHashTable *values; /* field -> YAML */
} Form;

static void field_clear(DraftField *field)
{
    g_free(field->value);
}

static void file_clear(DraftFile *file)
{
    g_free(file->name);
    g_free(file->source);
}

static Draft *draft_new_empty(const Type *type)
{
    Draft *draft = g_new0(Draft, 1);

    draft->type = type;
    draft->fields = g_array_new(FALSE, FALSE, sizeof(DraftField));
    g_array_set_clear_func(draft->fields, (GDestroyNotify)field_clear);
    draft->missing = g_ptr_array_new();
    draft->pictures = g_ptr_array_new();
    draft->files = g_array_new(FALSE, FALSE, sizeof(DraftFile));
    g_array_set_clear_func(draft->files, (GDestroyNotify)file_clear);
    return draft;
}

void draft_add_file(Draft *draft, const char *name, const char *source)
{
    const DraftFile file = {g_strdup(name), g_strdup(source)};
    g_array_append_val(draft->files, file);
}

void draft_free(Draft *draft)
{
    g_free(draft->title);
    g_free(draft->key);
    g_free(draft->text);
    g_free(draft->body);
    g_free(draft->path);
    g_array_unref(draft->fields);
    g_ptr_array_unref(draft->missing);
    g_ptr_array_unref(draft->pictures);
    g_array_unref(draft->files);
    g_free(draft);
}

char *draft_key(const Type *type, const char *title, const char *day)
{
    return g_strjoin("\n", type->name, day, title, NULL);
}

static void note(Draft *draft, const char *name, const char *value)
{
    const DraftField field = {name, g_strdup(value)};
    g_array_append_val(draft->fields, field);
}

/* FALSE where the type has no such field, or nothing was found. */
static gboolean fill(Form *form, const char *name, const char *value)
{
    if (!value || type_field(form->draft->type, name) < 0)
        return FALSE;
    g_hash_table_replace(form->values, g_strdup(name), skeleton_scalar(value));
    note(form->draft, name, value);
    return TRUE;
}

/* Who is responsible for the paper, for archives: where the type has no field for who signed it. */
static void fill_archive(Form *form, const char *document_no, const char *responsible)
{
    g_autoptr(GString) record = g_string_new(NULL);
    const struct {
        const char *name, *value;
    } rows[] = {{"document_no", document_no}, {"responsible", responsible}};

    for (guint i = 0; i < G_N_ELEMENTS(rows); i++) {
        if (!rows[i].value)
            continue;
        g_autofree char *value = skeleton_scalar(rows[i].value);
        g_string_append_printf(record, "\n  %s: %s", rows[i].name, value);
        note(form->draft, rows[i].name, rows[i].value);
    }
    if (record->len > 0)
        g_hash_table_replace(form->values, g_strdup("archive"), g_strdup(record->str));
}

static void fill_all(Form *form, const Matter *matter)
{
    g_autofree char *date = matter->dated ? date_format_iso(matter->date) : NULL;
    g_autofree char *year = matter->year ? g_strdup_printf("%d", matter->year) : NULL;
    const char *name = matter->signatory ? matter->signatory : matter->issuer;
    const gboolean notice = strcmp(form->draft->type->name, "notice") == 0;

    fill(form, "title", matter->title);
    fill(form, "date", date);
    if (strcmp(form->draft->type->name, "report") == 0) {
        fill(form, "year", year);
        fill(form, "span", matter->span);
    }
    if (notice)
        fill(form, "kind", form->draft->genre.kind);
    fill(form, "source", matter->source);
    fill(form, "author", matter->author);
    const gboolean named = notice ? fill(form, "issuer", name) : fill(form, "signatory", name);
    fill_archive(form, matter->document_no, named ? NULL : name);
}

static void find_missing(Draft *draft, GHashTable *values)
{
    for (guint i = 0; i < draft->type->n_fields; i++) {
        const Field *field = &draft->type->fields[i];
        if (!field->required || g_hash_table_contains(values, field->name))
            continue;
        if (field->fallback && !field->list)
            g_hash_table_insert(values, g_strdup(field->name), skeleton_scalar(field->fallback));
        else
            g_ptr_array_add(draft->missing, (gpointer)field->name);
    }
}

/* The front matter, and as comments in it the lines that the text has lost. */
static char *format(const Draft *draft, const Paper *paper, GHashTable *values, const char *language)
{
    g_autofree char *skeleton = skeleton_format(draft->type, values, language);
    g_autoptr(GString) text = g_string_new(skeleton);

    g_string_truncate(text, text->len - strlen("---\n\n"));
    g_autofree char *name = g_path_get_basename(paper->name);
    g_autofree char *valid = g_utf8_make_valid(name, -1);
    g_autofree char *shown = identity_hide(valid);
    const gboolean chinese = g_ascii_strncasecmp(language, "zh", 2) == 0;
    g_string_append_printf(text, chinese ? "# 导入自：%s\n" : "# Imported from: %s\n",
                           g_strdelimit(shown, "\n\r", ' '));
    if (paper->taken->len > 0)
        g_string_append(text, chinese ? "# 从正文中取出的行：\n" : "# Lines taken out of the text:\n");
    for (guint i = 0; i < paper->taken->len; i++)
        g_string_append_printf(text, "#   %s\n", (const char *)g_ptr_array_index(paper->taken, i));
    g_string_append_printf(text, "---\n\n%s", draft->body);
    return g_string_free(g_steal_pointer(&text), FALSE);
}

static char *stem_of(const char *name)
{
    char *stem = g_path_get_basename(name);
    char *dot = strrchr(stem, '.');

    if (dot && dot > stem)
        *dot = '\0';
    return stem;
}

static char *path_of(const Draft *draft, const Paper *paper, const Matter *matter, gboolean by_year)
{
    const Type *type = draft->type;
    const gboolean dated = type->fields[COMMON_DATE].required && matter->dated;
    g_autofree char *stem = stem_of(paper->name);
    g_autofree char *valid = g_utf8_make_valid(stem, -1);
    Date day = matter->date;
    gboolean known = matter->dated;

    if (strcmp(type->name, "report") == 0 && matter->year)
        known = date_set(&day, matter->year, 1, 1);
    const char *title = matter->title ? matter->title : valid;
    if (strcmp(type->name, "page") != 0)
        return skeleton_path(type->folder, title, known ? &day : NULL, dated);
    if (!by_year || !known)
        return skeleton_path(type->folder, title, NULL, FALSE);
    /* The address of a page has no year: without one in its name, those of two years would be the same. */
    g_autofree char *year = g_strdup_printf("%d", date_year(day));
    g_autofree char *named =
        g_str_has_prefix(title, year) ? g_strdup(title) : g_strjoin(" ", year, title, NULL);
    return skeleton_path(type->folder, named, &day, FALSE);
}

static void find_pictures(Draft *draft, const GPtrArray *pictures)
{
    for (guint i = 0; i < pictures->len; i++) {
        Picture *picture = g_ptr_array_index(pictures, i);
        g_autofree char *link = g_strdup_printf("](%s", picture->name);
        if (strstr(draft->body, link))
            g_ptr_array_add(draft->pictures, picture);
    }
}

static char *key_of(const Draft *draft, const Matter *matter)
{
    g_autofree char *day = matter->dated ? date_format_iso(matter->date) : g_strdup("");

    return matter->title ? draft_key(draft->type, matter->title, day) : NULL;
}

/* With the footnotes that it refers to. */
static char *body_new(const Paper *paper, const Paper *file, Diagnostics *diagnostics)
{
    GString *body = g_string_new(NULL);
    g_autofree char *text = body_format(paper, diagnostics);

    g_string_append(body, text);
    for (guint i = 0; i < file->notes->len; i++) {
        const char *note = g_ptr_array_index(file->notes, i);
        g_autofree char *mark = g_strndup(note, strcspn(note, "]") + 1);
        if (strstr(text, mark))
            g_string_append_printf(body, "\n%s\n", note);
    }
    return g_string_free(body, FALSE);
}

static const Type *type_of(const Genre *genre, const Types *types, const Wanted *wanted)
{
    if (wanted->type)
        return wanted->type;
    return !genre->word && wanted->otherwise ? wanted->otherwise : types_by_name(types, genre->type);
}

Draft *draft_new(Paper *paper, const Paper *file, const Types *types, Wanted wanted, const char *language,
                 Diagnostics *diagnostics)
{
    g_autoptr(GHashTable) values = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
    g_auto(Matter) matter = {0};

    matter_find(paper, &matter, diagnostics);
    const Genre genre = genre_of(matter.title);
    Draft *draft = draft_new_empty(type_of(&genre, types, &wanted));
    Form form = {draft, values};
    draft->genre = genre;
    if (wanted.kind)
        draft->genre.kind = wanted.kind;
    if (wanted.complete)
        wanted.complete(draft->type, &matter, values, wanted.data);
    fill_all(&form, &matter);
    find_missing(draft, values);
    draft->body = body_new(paper, file, diagnostics);
    draft->text = format(draft, paper, values, language);
    draft->path = path_of(draft, paper, &matter, wanted.by_year);
    draft->title = g_strdup(matter.title);
    draft->key = key_of(draft, &matter);
    find_pictures(draft, file->pictures);
    return draft;
}
