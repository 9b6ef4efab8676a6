/* SPDX-License-Identifier: MIT */
#include "serve/live.h"

#include "serve/overlay.h"
#include "serve/place.h"

#include <string.h>

/* More is no page of ours. */
#define VISITORS_MAX 500
#define ASSETS_MAX 1000
#define MESSAGE_MAX (256 * 1024)

struct Live {
    const char *folder;
    char *version;
    guint64 run; /* tells the pages of this server from those of the last one */
    guint serial;
    char *words;
    Outcome outcome; /* of the last build; some of it may be of one before */
    gboolean begun;
    gint64 updated; /* by the clock of files: nanoseconds since 1970 */
    GPtrArray *visitors;
};

/* A page in a browser. */
typedef struct {
    Live *live;
    SoupWebsocketConnection *socket;
    char *place; /* of its output; NULL: it has not said */
    FileStamp stamp;
    GHashTable *assets; /* place -> FileStamp * */
} Visitor;

static void visitor_free(Visitor *visitor)
{
    g_signal_handlers_disconnect_by_data(visitor->socket, visitor);
    g_object_unref(visitor->socket);
    g_free(visitor->place);
    g_hash_table_unref(visitor->assets);
    g_free(visitor);
}

static void version_next(Live *live)
{
    g_free(live->version);
    live->version = g_strdup_printf("%" G_GINT64_MODIFIER "x-%u", live->run, ++live->serial);
}

Live *live_new(const char *folder)
{
    Live *live = g_new0(Live, 1);

    live->folder = folder;
    live->run = (guint64)g_get_real_time();
    live->words = overlay_words();
    live->outcome.messages = g_strdup("{}");
    live->outcome.hidden = g_strdup("{}");
    live->outcome.address = g_strdup("");
    live->visitors = g_ptr_array_new_with_free_func((GDestroyNotify)visitor_free);
    version_next(live);
    return live;
}

const char *live_version(const Live *live)
{
    return live->version;
}

gboolean live_is_begun(const Live *live)
{
    return live->begun;
}

const char *live_address(const Live *live)
{
    return live->outcome.address;
}

/* The path of the site's address without its slash at the beginning, decoded: "board/", "". */
static char *base_of(const Live *live)
{
    const char *host = strstr(live->outcome.address, "://");
    const char *path = host ? strchr(host + strlen("://"), '/') : NULL;
    char *decoded = path ? g_uri_unescape_string(path + 1, NULL) : NULL;

    return decoded ? decoded : g_strdup("");
}

char *live_place(const Live *live, const char *encoded)
{
    g_autofree char *place = place_of_address(encoded);
    g_autofree char *base = base_of(live);

    if (!place || *base == '\0' || !g_str_has_prefix(place, base) ||
        !stamp_is_none(place_stamp(live->folder, place)))
        return g_steal_pointer(&place);
    return g_strdup(place + strlen(base));
}

static void visitor_tell(Visitor *visitor, const char *text)
{
    if (soup_websocket_connection_get_state(visitor->socket) == SOUP_WEBSOCKET_STATE_OPEN)
        soup_websocket_connection_send_text(visitor->socket, text);
}

static char *state_format(const Live *live)
{
    return g_strdup_printf("{\"words\":%s,\"messages\":%s,\"hidden\":%s,\"begun\":%s}", live->words,
                           live->outcome.messages, live->outcome.hidden, live->begun ? "true" : "false");
}

/* The stamp of what a page has loaded just now. A file that is newer than the last outcome is of a build
 * whose outcome is still to come, and may not be what the page has: it will count as changed. */
static FileStamp stamp_take(const Live *live, const char *place)
{
    const FileStamp stamp = place_stamp(live->folder, place);

    return stamp.changed > live->updated ? STAMP_NONE : stamp;
}

/* Of a page that was sent before the last change nobody knows what of it is old. */
static void page_said(Visitor *visitor, const char *version, const char *address)
{
    Live *live = visitor->live;
    g_autofree char *state = state_format(live);

    g_free(visitor->place);
    visitor->place = live_place(live, address);
    visitor->stamp = visitor->place ? stamp_take(live, visitor->place) : STAMP_NONE;
    visitor_tell(visitor, strcmp(version, live->version) == 0 ? state : "reload");
}

static void asset_said(Visitor *visitor, const char *address)
{
    g_autofree char *place = live_place(visitor->live, address);

    if (!place || g_hash_table_size(visitor->assets) >= ASSETS_MAX ||
        g_hash_table_contains(visitor->assets, place))
        return;
    const FileStamp stamp = stamp_take(visitor->live, place);
    g_hash_table_insert(visitor->assets, g_steal_pointer(&place), g_memdup2(&stamp, sizeof stamp));
}

static void line_said(Visitor *visitor, const char *line)
{
    g_auto(GStrv) words = g_strsplit(line, " ", 3);
    const guint count = g_strv_length(words);

    if (count == 3 && strcmp(words[0], "page") == 0)
        page_said(visitor, words[1], words[2]);
    else if (count == 2 && strcmp(words[0], "asset") == 0)
        asset_said(visitor, words[1]);
}

static void message_came(SoupWebsocketConnection *socket, int type, GBytes *message, gpointer data)
{
    gsize length;
    const char *bytes = g_bytes_get_data(message, &length);

    (void)socket;
    if (type != SOUP_WEBSOCKET_DATA_TEXT || !bytes)
        return;
    g_autofree char *text = g_strndup(bytes, length);
    g_auto(GStrv) lines = g_strsplit(text, "\n", -1);
    for (char **line = lines; *line; line++)
        line_said(data, *line);
}

static void visitor_gone(SoupWebsocketConnection *socket, gpointer data)
{
    Visitor *visitor = data;

    (void)socket;
    g_ptr_array_remove_fast(visitor->live->visitors, visitor);
}

void live_connect(Live *live, SoupWebsocketConnection *socket)
{
    if (live->visitors->len >= VISITORS_MAX) {
        soup_websocket_connection_close(socket, SOUP_WEBSOCKET_CLOSE_POLICY_VIOLATION, NULL);
        return;
    }
    Visitor *visitor = g_new0(Visitor, 1);
    visitor->live = live;
    visitor->socket = g_object_ref(socket);
    visitor->assets = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
    soup_websocket_connection_set_max_incoming_payload_size(socket, MESSAGE_MAX);
    g_signal_connect(socket, "message", G_CALLBACK(message_came), visitor);
    g_signal_connect(socket, "closed", G_CALLBACK(visitor_gone), visitor);
    g_ptr_array_add(live->visitors, visitor);
}

/* Whether the file is another one, or there, or gone, since the stamp was taken, which is taken anew. */
static gboolean stamp_renew(const Live *live, const char *place, FileStamp *stamp)
{
    const FileStamp now = place_stamp(live->folder, place);
    const gboolean same = (stamp_is_none(now) && stamp_is_none(*stamp)) || stamp_equal(now, *stamp);

    *stamp = now;
    return !same;
}

static gboolean visitor_is_old(Visitor *visitor)
{
    gboolean old = visitor->place && stamp_renew(visitor->live, visitor->place, &visitor->stamp);
    GHashTableIter iter;
    gpointer place, stamp;

    g_hash_table_iter_init(&iter, visitor->assets);
    while (g_hash_table_iter_next(&iter, &place, &stamp))
        old = stamp_renew(visitor->live, place, stamp) || old;
    return old;
}

static void outcome_take(Live *live, Outcome *outcome)
{
    if (!outcome->hidden)
        outcome->hidden = g_steal_pointer(&live->outcome.hidden);
    if (!outcome->address)
        outcome->address = g_steal_pointer(&live->outcome.address);
    outcome_clear(&live->outcome);
    live->outcome = *outcome;
    *outcome = (Outcome){0};
}

void live_update(Live *live, Outcome *outcome)
{
    const gboolean first = !live->begun;

    outcome_take(live, outcome);
    live->begun = TRUE;
    live->updated = stamp_now();
    if (first || live->outcome.changed)
        version_next(live);
    g_autofree char *state = state_format(live);
    /* One whose socket fails is gone at once. */
    for (guint i = live->visitors->len; i-- > 0;) {
        Visitor *visitor = live->visitors->pdata[i];
        const gboolean old = first || (live->outcome.changed && visitor_is_old(visitor));
        visitor_tell(visitor, old ? "reload" : state);
    }
}
