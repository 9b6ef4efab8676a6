/* SPDX-License-Identifier: MIT */
#include "serve/server.h"

#include "process/frame.h"
#include "serve/address.h"
#include "serve/inject.h"
#include "serve/live.h"
#include "serve/place.h"

#include <glib-unix.h>
#include <glib/gi18n.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <string.h>

#define RESOURCES "/broadside/serve/"
/* Ends connections that ask for nothing; seconds. */
#define KEEPALIVE 30
/* Where there is no descriptor left for a connection: microseconds until the next try. */
#define PAUSE 10000

typedef struct {
    SoupServer *soup;
    GMainLoop *loop;
    const char *folder;
    int channel;
    FrameReader frames;
    Live *live;
} Server;

/* What a page looks like that the theme did not make. */
static const char empty_page[] = "<!DOCTYPE html>\n<html>\n<head>\n<meta charset=\"utf-8\">\n"
                                 "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
                                 "<meta name=\"color-scheme\" content=\"light dark\">\n"
                                 "<title>Broadside</title>\n</head>\n<body>\n</body>\n</html>\n";

static void answer_bytes(SoupServerMessage *message, guint status, const char *type, GBytes *bytes)
{
    soup_message_headers_set_content_type(soup_server_message_get_response_headers(message), type, NULL);
    soup_message_body_append_bytes(soup_server_message_get_response_body(message), bytes);
    soup_server_message_set_status(message, status, NULL);
}

static void answer_text(SoupServerMessage *message, guint status, const char *text)
{
    g_autofree char *line = g_strconcat(text, "\n", NULL);
    g_autoptr(GBytes) bytes = g_bytes_new(line, strlen(line));

    answer_bytes(message, status, "text/plain; charset=utf-8", bytes);
}

static const char *authority_of(SoupServerMessage *message)
{
    return soup_message_headers_get_list(soup_server_message_get_request_headers(message), "Host");
}

static gboolean is_to_us(SoupServerMessage *message)
{
    GSocketAddress *local = soup_server_message_get_local_address(message);
    GUri *uri = soup_server_message_get_uri(message);
    const char *authority = authority_of(message);

    if (!authority || !G_IS_INET_SOCKET_ADDRESS(local) ||
        !authority_is_ours(authority, G_INET_SOCKET_ADDRESS(local)))
        return FALSE;
    /* A request may name its host a second time, in its first line (RFC 9112, 3.2.2). */
    const char *host = g_uri_get_host(uri);
    g_autofree char *shown = host && strchr(host, ':') ? g_strdup_printf("[%s]", host) : g_strdup(host);
    return shown && g_ascii_strncasecmp(authority, shown, strlen(shown)) == 0;
}

/* A page of another site may open a socket to here; it cannot say that it is one of ours (RFC 6455, 10.2). */
static gboolean is_from_us(SoupServerMessage *message)
{
    const char *origin =
        soup_message_headers_get_list(soup_server_message_get_request_headers(message), "Origin");
    g_autofree char *own = g_strconcat("http://", authority_of(message), NULL);

    return origin && g_ascii_strcasecmp(origin, own) == 0;
}

static void refuse(SoupServerMessage *message, guint status, const char *text)
{
    soup_message_headers_replace(soup_server_message_get_response_headers(message), "Connection", "close");
    /* What it may still send is of no interest. */
    soup_message_body_set_accumulate(soup_server_message_get_request_body(message), FALSE);
    answer_text(message, status, text);
}

/* Looks at every request before anything else does. */
static void guard(SoupServer *soup, SoupServerMessage *message, const char *path, GHashTable *query,
                  gpointer data)
{
    SoupMessageHeaders *headers = soup_server_message_get_response_headers(message);
    const char *method = soup_server_message_get_method(message);

    (void)soup;
    (void)query;
    (void)data;
    soup_message_headers_replace(headers, "Cache-Control", "no-store");
    soup_message_headers_replace(headers, "X-Content-Type-Options", "nosniff");
    soup_message_headers_replace(headers, "Cross-Origin-Resource-Policy", "same-origin");
    soup_message_headers_replace(headers, "Referrer-Policy", "same-origin");
    if (!is_to_us(message)) {
        refuse(message, SOUP_STATUS_FORBIDDEN, "This preview is not open to that host.");
    } else if (strcmp(method, "GET") != 0 && strcmp(method, "HEAD") != 0) {
        soup_message_headers_replace(headers, "Allow", "GET, HEAD");
        refuse(message, SOUP_STATUS_METHOD_NOT_ALLOWED, "Only GET and HEAD.");
    } else if (strcmp(path, ADDRESS_SOCKET) == 0 && !is_from_us(message)) {
        refuse(message, SOUP_STATUS_FORBIDDEN, "Only for pages of this preview.");
    }
}

static void answer_page(const Server *server, SoupServerMessage *message, guint status, GBytes *html)
{
    const Injection injection = {authority_of(message), live_address(server->live),
                                 live_version(server->live), status == SOUP_STATUS_NOT_FOUND};
    g_autoptr(GBytes) page = page_inject(html, &injection);

    answer_bytes(message, status, "text/html; charset=utf-8", page);
}

static void answer_empty(const Server *server, SoupServerMessage *message, guint status)
{
    g_autoptr(GBytes) html = g_bytes_new_static(empty_page, sizeof empty_page - 1);

    answer_page(server, message, status, html);
}

/* Whether a page may be meant: what has no other end. */
static gboolean is_page(const char *place)
{
    const char *slash = strrchr(place, '/');
    const char *dot = strrchr(slash ? slash : place, '.');

    return !dot || strcmp(place_type(place), "text/html; charset=utf-8") == 0;
}

static void answer_missing(const Server *server, SoupServerMessage *message, const char *place)
{
    g_autoptr(GBytes) html = NULL;

    if (!place || !is_page(place))
        answer_text(message, SOUP_STATUS_NOT_FOUND, "There is no such file.");
    else if (place_open(server->folder, "404.html", &html) == PLACE_THERE)
        answer_page(server, message, SOUP_STATUS_NOT_FOUND, html);
    else
        answer_empty(server, message, SOUP_STATUS_NOT_FOUND);
}

static void answer_folder(SoupServerMessage *message)
{
    GUri *uri = soup_server_message_get_uri(message);
    const char *query = g_uri_get_query(uri);
    const char *path = g_uri_get_path(uri);

    /* Two slashes at its beginning would lead to another host. */
    while (path[0] == '/' && path[1] == '/')
        path++;
    g_autofree char *to = g_strconcat(path, "/", query ? "?" : NULL, query, NULL);
    soup_message_headers_replace(soup_server_message_get_response_headers(message), "Location", to);
    answer_text(message, SOUP_STATUS_FOUND, "That is a folder.");
}

static void answer(SoupServer *soup, SoupServerMessage *message, const char *path, GHashTable *query,
                   gpointer data)
{
    const Server *server = data;
    g_autofree char *place = live_place(server->live, g_uri_get_path(soup_server_message_get_uri(message)));
    g_autoptr(GBytes) bytes = NULL;

    (void)soup;
    (void)path;
    (void)query;
    if (place && !live_is_begun(server->live)) {
        answer_empty(server, message, SOUP_STATUS_SERVICE_UNAVAILABLE);
        return;
    }
    const PlaceKind kind = place ? place_open(server->folder, place, &bytes) : PLACE_MISSING;
    if (kind == PLACE_FOLDER)
        answer_folder(message);
    else if (kind == PLACE_MISSING)
        answer_missing(server, message, place);
    else if (strcmp(place_type(place), "text/html; charset=utf-8") == 0)
        answer_page(server, message, SOUP_STATUS_OK, bytes);
    else
        answer_bytes(message, SOUP_STATUS_OK, place_type(place), bytes);
}

/* The script and the style of the preview. */
static void answer_own(SoupServer *soup, SoupServerMessage *message, const char *path, GHashTable *query,
                       gpointer data)
{
    g_autoptr(GBytes) bytes = NULL;

    (void)soup;
    (void)query;
    (void)data;
    if (strcmp(path, ADDRESS_SCRIPT) == 0 || strcmp(path, ADDRESS_STYLE) == 0) {
        g_autofree char *name = g_strconcat(RESOURCES, path + strlen(ADDRESS_OWN "/"), NULL);
        bytes = g_resources_lookup_data(name, G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);
    }
    if (bytes)
        answer_bytes(message, SOUP_STATUS_OK, place_type(path), bytes);
    else
        answer_text(message, SOUP_STATUS_NOT_FOUND, "There is no such file.");
}

static void connected(SoupServer *soup, SoupServerMessage *message, const char *path,
                      SoupWebsocketConnection *socket, gpointer data)
{
    const Server *server = data;

    (void)soup;
    (void)message;
    (void)path;
    soup_websocket_connection_set_keepalive_interval(socket, KEEPALIVE);
    live_connect(server->live, socket);
}

static void outcome_came(Server *server, GBytes *bytes)
{
    g_autoptr(GVariant) saved =
        g_variant_ref_sink(g_variant_new_from_bytes(G_VARIANT_TYPE(OUTCOME_VARIANT_TYPE), bytes, FALSE));
    Outcome outcome = {0};

    if (outcome_load(&outcome, saved))
        live_update(server->live, &outcome);
}

static gboolean channel_read(int fd, GIOCondition condition, gpointer data)
{
    Server *server = data;
    const gboolean open = frame_read(&server->frames, fd);

    (void)condition;
    for (;;) {
        g_autoptr(GBytes) bytes = NULL;
        FrameKind kind;
        if (frame_take(&server->frames, &kind, &bytes) != FRAME_WHOLE)
            break;
        outcome_came(server, bytes);
    }
    if (open)
        return G_SOURCE_CONTINUE;
    g_main_loop_quit(server->loop);
    return G_SOURCE_REMOVE;
}

static void connection_take(Server *server, GSocket *accepted)
{
    g_autoptr(GSocketConnection) connection = g_socket_connection_factory_create_connection(accepted);
    g_autoptr(GSocketAddress) local = g_socket_get_local_address(accepted, NULL);
    g_autoptr(GSocketAddress) remote = g_socket_get_remote_address(accepted, NULL);

    g_socket_set_option(accepted, IPPROTO_TCP, TCP_NODELAY, 1, NULL);
    if (local && remote)
        soup_server_accept_iostream(server->soup, G_IO_STREAM(connection), local, remote, NULL);
}

static gboolean connection_came(GSocket *listener, GIOCondition condition, gpointer data)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(GSocket) accepted = g_socket_accept(listener, NULL, &error);

    (void)condition;
    if (accepted)
        connection_take(data, accepted);
    else if (!g_error_matches(error, G_IO_ERROR, G_IO_ERROR_WOULD_BLOCK))
        g_usleep(PAUSE);
    return G_SOURCE_CONTINUE;
}

/* soup_server_listen_socket() would do the same, but in libsoup 3.2 it never frees the socket of a
 * connection. */
static void sockets_take(Server *server, const Listening *listening)
{
    for (guint i = 0; i < listening->sockets->len; i++) {
        g_autoptr(GSource) source = g_socket_create_source(listening->sockets->pdata[i], G_IO_IN, NULL);
        g_source_set_callback(source, G_SOURCE_FUNC(connection_came), server, NULL);
        g_source_attach(source, NULL);
    }
}

/* Of all that is set for an address only what is set for the longest part of it counts: the guard is, for
 * each. */
static void handlers_add(Server *server)
{
    static const char *const guarded[] = {NULL, ADDRESS_OWN, ADDRESS_SOCKET};

    for (gsize i = 0; i < G_N_ELEMENTS(guarded); i++)
        soup_server_add_early_handler(server->soup, guarded[i], guard, NULL, NULL);
    soup_server_add_handler(server->soup, NULL, answer, server, NULL);
    soup_server_add_handler(server->soup, ADDRESS_OWN, answer_own, server, NULL);
    soup_server_add_websocket_handler(server->soup, ADDRESS_SOCKET, NULL, NULL, connected, server, NULL);
}

void server_run(const Listening *listening, const char *folder, int channel)
{
    Server server = {.folder = folder, .channel = channel};

    server.soup = soup_server_new("raw-paths", FALSE, NULL);
    server.loop = g_main_loop_new(NULL, FALSE);
    server.live = live_new(folder);
    frame_reader_init(&server.frames);
    handlers_add(&server);
    sockets_take(&server, listening);
    /* Before any request: who was told of an outcome finds it here. */
    g_unix_fd_add_full(G_PRIORITY_HIGH, channel, G_IO_IN | G_IO_HUP, channel_read, &server, NULL);
    g_main_loop_run(server.loop);
}
