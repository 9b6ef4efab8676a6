/* SPDX-License-Identifier: MIT */
#include "review/external.h"

#include "markup/document.h"
#include "text/descriptor.h"

#include <errno.h>
#include <gio/gio.h>
#include <glib/gi18n.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

/* Where one address stands. */
typedef struct {
    Place place;
    GString *others; /* the other places, as notes */
} Address;

typedef struct {
    Review *review;
    GHashTable *addresses; /* address -> Address * */
    GPtrArray *order;      /* char *, as they were met; not owned */
    const Entry *entry;
} External;

static void address_free(gpointer data)
{
    Address *address = data;

    g_string_free(address->others, TRUE);
    g_free(address);
}

static gboolean is_web(const char *url)
{
    return g_ascii_strncasecmp(url, "http://", 7) == 0 || g_ascii_strncasecmp(url, "https://", 8) == 0;
}

static void note_place(Address *address, Place place)
{
    if (address->others->len > 0)
        g_string_append_c(address->others, '\n');
    g_string_append_printf(address->others, _("also in %s:%u"),
                           place.source ? place.source->name : place.file, place.line);
}

/* What follows "#" is for the browser: it is not asked for. */
static void address_add(External *external, const char *url, Place place)
{
    g_autofree char *plain = g_strndup(url, strcspn(url, "#\r\n\t"));
    Address *known = g_hash_table_lookup(external->addresses, plain);

    if (known) {
        if (known->place.source != place.source || known->place.line != place.line)
            note_place(known, place);
        return;
    }
    known = g_new0(Address, 1);
    known->place = place;
    known->others = g_string_new(NULL);
    g_ptr_array_add(external->order, plain);
    g_hash_table_insert(external->addresses, g_steal_pointer(&plain), known);
}

static char *link_met(void *data, const char *url, gboolean image, guint line)
{
    External *external = data;

    (void)image;
    if (is_web(url))
        address_add(external, url, site_link_place(external->entry, url, line));
    return NULL;
}

static void body_collect(External *external, const Entry *entry)
{
    gsize length;
    const char *text = entry_body(entry, &length);
    const MarkupTarget target = {.data = external, .resolve = link_met};
    g_autoptr(GString) html = g_string_new(NULL);

    external->entry = entry;
    g_autoptr(Document) document = document_parse(text, length, NULL, NULL, NULL);
    if (document)
        document_render(document, &target, html);
}

static void value_collect(External *external, const Entry *entry, const Value *value)
{
    if (value->kind == VALUE_TEXT && is_web(value->text))
        address_add(external, value->text, entry_place(entry, value));
    for (guint i = 0; value->kind == VALUE_LIST && i < value->list.count; i++)
        value_collect(external, entry, &value->list.items[i]);
    for (guint i = 0; value->kind == VALUE_RECORD && i < value->record.count; i++)
        value_collect(external, entry, &value->record.members[i].value);
}

static void menu_collect(External *external)
{
    const Content *content = external->review->site->content;
    const Value *menu = content_config(content, "menu");

    for (guint i = 0; menu->kind == VALUE_LIST && i < menu->list.count; i++) {
        const Value *path = value_get(&menu->list.items[i], "path");
        if (path && path->kind == VALUE_TEXT && is_web(path->text))
            address_add(
                external, path->text,
                (Place){.source = content->config_source, .line = path->line, .column = path->column});
    }
}

static void collect(External *external)
{
    const GPtrArray *entries = external->review->site->content->entries;

    for (guint i = 0; i < entries->len; i++) {
        const Entry *entry = entries->pdata[i];
        if (entry->state != ENTRY_LISTED && entry->state != ENTRY_KEPT)
            continue;
        for (guint j = 0; j < entry->type->n_fields; j++)
            value_collect(external, entry, &entry->fields[j]);
        body_collect(external, entry);
    }
    menu_collect(external);
}

static void warn(External *external, const Address *address, const char *hint, const char *message)
{
    diagnostics_add(external->review->diagnostics, SEVERITY_WARNING, address->place, hint,
                    address->others->len > 0 ? address->others->str : NULL, message);
}

/* Not Found and Gone (RFC 9110, 15.5.5 and 15.5.11). Whatever else a host answers may be about us. */
static gboolean is_gone(const char *kind, const char *detail)
{
    return strcmp(kind, "status") == 0 && (strcmp(detail, "404") == 0 || strcmp(detail, "410") == 0);
}

/* What would mend it. Newly allocated, or NULL. */
static char *hint_for(const char *kind, const char *detail)
{
    if (strcmp(kind, "moved") == 0)
        return g_strdup_printf(_("write %s"), detail);
    if (strcmp(kind, "status") == 0 && !is_gone(kind, detail))
        return g_strdup(_("open it in a browser: some hosts answer no programs"));
    return NULL;
}

/* What is wrong with an address, by the word that broadside-links has for it. Newly allocated. */
static char *message_for(const char *url, const char *kind, const char *detail)
{
    if (strcmp(kind, "moved") == 0)
        return g_strdup_printf(_("'%s' has moved for good"), url);
    if (is_gone(kind, detail))
        return g_strdup_printf(_("the link '%s' leads nowhere: its host answers %s"), url, detail);
    if (strcmp(kind, "status") == 0)
        return g_strdup_printf(_("the link '%s' could not be checked: its host answers %s"), url, detail);
    if (strcmp(kind, "nohost") == 0)
        return g_strdup_printf(_("the host of '%s' cannot be reached: %s"), url, detail);
    if (strcmp(kind, "late") == 0)
        return g_strdup_printf(_("'%s' gives no answer in time"), url);
    if (strcmp(kind, "round") == 0)
        return g_strdup_printf(_("'%s' is redirected without end"), url);
    if (strcmp(kind, "astray") == 0)
        return g_strdup_printf(_("'%s' is redirected to what is no web page"), url);
    if (strcmp(kind, "invalid") == 0)
        return g_strdup_printf(_("'%s' is no valid address"), url);
    return g_strdup_printf(_("'%s' gives no answer: %s"), url, detail);
}

static void report(External *external, const char *url, const char *kind, const char *detail)
{
    const Address *address = g_hash_table_lookup(external->addresses, url);

    if (!address || strcmp(kind, "ok") == 0)
        return;
    g_autofree char *message = message_for(url, kind, detail);
    g_autofree char *hint = hint_for(kind, detail);
    warn(external, address, hint, message);
}

/* The addresses, a line each, to be read from the beginning; -1 with an error. No pipe: writing to a helper
 * that has ended would end this program. */
static int addresses_open(const External *external, GError **error)
{
    g_autoptr(GString) lines = g_string_new(NULL);
    const int fd = memfd_create("addresses", MFD_CLOEXEC);

    for (guint i = 0; i < external->order->len; i++)
        g_string_append_printf(lines, "%s\n", (const char *)external->order->pdata[i]);
    if (fd >= 0 && descriptor_write(fd, lines->str, lines->len) && lseek(fd, 0, SEEK_SET) == 0)
        return fd;
    g_set_error_literal(error, G_FILE_ERROR, (int)g_file_error_from_errno(errno), g_strerror(errno));
    if (fd >= 0)
        close(fd);
    return -1;
}

static GSubprocess *helper_start(External *external, GError **error)
{
    g_autoptr(GSubprocessLauncher) launcher = g_subprocess_launcher_new(G_SUBPROCESS_FLAGS_STDOUT_PIPE);
    const int input = addresses_open(external, error);

    if (input < 0)
        return NULL;
    g_subprocess_launcher_take_stdin_fd(launcher, input);
    return g_subprocess_launcher_spawn(launcher, error, external->review->options->external, NULL);
}

/* Its answers as they come, each once. */
static GPtrArray *answers_read(External *external, GSubprocess *helper)
{
    g_autoptr(GDataInputStream) output = g_data_input_stream_new(g_subprocess_get_stdout_pipe(helper));
    const ReviewOptions *options = external->review->options;
    GPtrArray *answers = g_ptr_array_new_with_free_func((GDestroyNotify)g_strfreev);
    char *line;

    while ((line = g_data_input_stream_read_line_utf8(output, NULL, NULL, NULL))) {
        char **parts = g_strsplit(line, "\t", 3);
        g_free(line);
        if (g_strv_length(parts) == 3)
            g_ptr_array_add(answers, parts);
        else
            g_strfreev(parts);
        if (options->asked)
            options->asked(answers->len, external->order->len);
    }
    g_subprocess_wait(helper, NULL, NULL);
    return answers;
}

/* Whether the machine has no network: then there is nothing to say of the single links. */
static gboolean is_offline(const GPtrArray *answers)
{
    for (guint i = 0; i < answers->len; i++)
        if (strcmp(((char **)answers->pdata[i])[1], "nohost") != 0)
            return FALSE;
    return answers->len > 1;
}

static void ask(External *external)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(GSubprocess) helper = helper_start(external, &error);

    if (!helper) {
        diagnostics_warning(external->review->diagnostics, PLACE_NONE, NULL,
                            _("links to other hosts were not checked: %s"), error->message);
        return;
    }
    g_autoptr(GPtrArray) answers = answers_read(external, helper);
    if (is_offline(answers)) {
        diagnostics_warning(external->review->diagnostics, PLACE_NONE, _("check again with a network"),
                            _("links to other hosts were not checked: no host can be reached"));
        return;
    }
    for (guint i = 0; i < answers->len; i++) {
        char **parts = answers->pdata[i];
        report(external, parts[0], parts[1], parts[2]);
    }
    if (answers->len < external->order->len)
        diagnostics_warning(external->review->diagnostics, PLACE_NONE, NULL,
                            _("links to other hosts were not all checked: broadside-links has failed"));
}

void external_review(Review *review)
{
    g_autoptr(GHashTable) addresses = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, address_free);
    g_autoptr(GPtrArray) order = g_ptr_array_new();
    External external = {.review = review, .addresses = addresses, .order = order};

    collect(&external);
    if (order->len > 0)
        ask(&external);
}
