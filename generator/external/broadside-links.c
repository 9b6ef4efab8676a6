/* SPDX-License-Identifier: MIT */
/*
 * broadside-links [SECONDS]: asks other hosts whether addresses still lead somewhere. A program of its own,
 * because libsoup takes longer to load than most sites to build.
 *
 * Reads addresses, a line each, up to the end of its input, and writes a line for each as it is settled:
 *
 *   ADDRESS <tab> ok
 *   ADDRESS <tab> moved <tab> the address that it has for good
 *   ADDRESS <tab> status <tab> what the host answers (404)
 *   ADDRESS <tab> nohost <tab> why its host cannot be reached
 *   ADDRESS <tab> late    it got no answer in time
 *   ADDRESS <tab> round   its redirects do not end
 *   ADDRESS <tab> astray  it is redirected to what is no page of the web
 *   ADDRESS <tab> invalid it is no address of the web itself
 *   ADDRESS <tab> failed <tab> why it got no answer
 *
 * It asks with HEAD, and with GET where that is refused; it follows http and https only.
 */
#include <libsoup/soup.h>
#include <locale.h>
#include <stdio.h>
#include <string.h>

#define AT_ONCE 8
#define AT_ONCE_OF_HOST 2
#define SECONDS 20
#define REDIRECTS_MAX 10

typedef struct {
    SoupSession *session;
    GMainLoop *loop;
    guint open; /* addresses that are not settled */
} Asking;

typedef struct {
    Asking *asking;
    char *address;
    char *moved; /* where it is for good; or NULL */
    GUri *at;
    SoupMessage *message;
    GCancellable *cancellable;
    guint timer;
    guint redirects;
    gboolean temporary; /* a hop was not for good: what comes after it is not either */
    gboolean get;
} Link;

static guint seconds = SECONDS;

static void link_ask(Link *link);

static void link_free(Link *link)
{
    g_free(link->address);
    g_free(link->moved);
    g_clear_pointer(&link->at, g_uri_unref);
    g_clear_object(&link->message);
    g_clear_object(&link->cancellable);
    if (link->timer)
        g_source_remove(link->timer);
    g_free(link);
}

static void link_settle(Link *link, const char *kind, const char *detail)
{
    Asking *asking = link->asking;
    g_autofree char *line = g_strdup(detail ? detail : "");

    g_strdelimit(line, "\t\r\n", ' ');
    printf("%s\t%s\t%s\n", link->address, kind, line);
    fflush(stdout);
    link_free(link);
    if (--asking->open == 0)
        g_main_loop_quit(asking->loop);
}

static gboolean is_web(GUri *uri)
{
    const char *scheme = g_uri_get_scheme(uri);
    const char *host = g_uri_get_host(uri);

    return (strcmp(scheme, "http") == 0 || strcmp(scheme, "https") == 0) && host && *host;
}

/* A host that refuses HEAD, or answers it with nonsense, may take GET. */
static gboolean link_retry(Link *link)
{
    if (link->get)
        return FALSE;
    link->get = TRUE;
    link_ask(link);
    return TRUE;
}

static void link_redirect(Link *link, guint status)
{
    const char *where =
        soup_message_headers_get_one(soup_message_get_response_headers(link->message), "Location");
    g_autoptr(GUri) next = where ? g_uri_parse_relative(link->at, where, SOUP_HTTP_URI_FLAGS, NULL) : NULL;

    if (!next || !is_web(next)) {
        link_settle(link, "astray", NULL);
        return;
    }
    if (++link->redirects > REDIRECTS_MAX) {
        link_settle(link, "round", NULL);
        return;
    }
    link->temporary |= status != 301 && status != 308;
    if (!link->temporary) {
        g_free(link->moved);
        link->moved = g_uri_to_string(next);
    }
    g_uri_unref(link->at);
    link->at = g_steal_pointer(&next);
    link->get = FALSE;
    link_ask(link);
}

static void link_answered(Link *link)
{
    const guint status = soup_message_get_status(link->message);
    g_autofree char *number = g_strdup_printf("%u", status);

    if (status >= 300 && status < 400 && status != 304 && status != 300)
        link_redirect(link, status);
    else if (status >= 200 && status < 400)
        link_settle(link, link->moved ? "moved" : "ok", link->moved);
    else if (!link_retry(link))
        link_settle(link, "status", number);
}

static gboolean is_unreachable(const GError *error)
{
    return error->domain == G_RESOLVER_ERROR ||
           g_error_matches(error, G_IO_ERROR, G_IO_ERROR_NETWORK_UNREACHABLE) ||
           g_error_matches(error, G_IO_ERROR, G_IO_ERROR_HOST_UNREACHABLE) ||
           g_error_matches(error, G_IO_ERROR, G_IO_ERROR_HOST_NOT_FOUND);
}

static void link_failed(Link *link, const GError *error)
{
    const gboolean late = g_error_matches(error, G_IO_ERROR, G_IO_ERROR_CANCELLED) ||
                          g_error_matches(error, G_IO_ERROR, G_IO_ERROR_TIMED_OUT);

    if (is_unreachable(error))
        link_settle(link, "nohost", error->message);
    else if (late)
        link_settle(link, "late", NULL);
    else if (!link_retry(link))
        link_settle(link, "failed", error->message);
}

/* Only the head of the answer is read. */
static void sent(GObject *session, GAsyncResult *result, gpointer data)
{
    Link *link = data;
    g_autoptr(GError) error = NULL;
    g_autoptr(GInputStream) body = soup_session_send_finish(SOUP_SESSION(session), result, &error);

    g_clear_handle_id(&link->timer, g_source_remove);
    if (body)
        g_input_stream_close(body, NULL, NULL);
    if (body)
        link_answered(link);
    else
        link_failed(link, error);
}

static gboolean is_late(gpointer data)
{
    Link *link = data;

    link->timer = 0;
    g_cancellable_cancel(link->cancellable);
    return G_SOURCE_REMOVE;
}

/* The time begins once it is this one's turn: a queue is not the host's fault. */
static void starting(SoupMessage *message, gpointer data)
{
    Link *link = data;

    (void)message;
    if (!link->timer)
        link->timer = g_timeout_add_seconds(seconds, is_late, link);
}

static void link_ask(Link *link)
{
    g_clear_object(&link->message);
    g_clear_object(&link->cancellable);
    link->cancellable = g_cancellable_new();
    link->message = soup_message_new_from_uri(link->get ? SOUP_METHOD_GET : SOUP_METHOD_HEAD, link->at);
    soup_message_set_flags(link->message, SOUP_MESSAGE_NO_REDIRECT);
    g_signal_connect(link->message, "starting", G_CALLBACK(starting), link);
    soup_session_send_async(link->asking->session, link->message, G_PRIORITY_DEFAULT, link->cancellable, sent,
                            link);
}

static void link_begin(Asking *asking, const char *address)
{
    Link *link = g_new0(Link, 1);

    link->asking = asking;
    link->address = g_strdup(address);
    link->at = g_uri_parse(address, SOUP_HTTP_URI_FLAGS, NULL);
    asking->open++;
    if (link->at && is_web(link->at))
        link_ask(link);
    else
        link_settle(link, "invalid", NULL);
}

static GPtrArray *addresses_read(void)
{
    GPtrArray *addresses = g_ptr_array_new_with_free_func(free);
    char *line = NULL;
    size_t size = 0;

    while (getline(&line, &size, stdin) > 0) {
        line[strcspn(line, "\r\n")] = '\0';
        if (*line)
            g_ptr_array_add(addresses, strdup(line));
    }
    free(line);
    return addresses;
}

int main(int argc, char **argv)
{
    setlocale(LC_ALL, "");
    if (argc > 1)
        seconds = (guint)CLAMP(g_ascii_strtoll(argv[1], NULL, 10), 1, 3600);
    g_autoptr(GPtrArray) addresses = addresses_read();
    g_autoptr(GMainLoop) loop = g_main_loop_new(NULL, FALSE);
    g_autoptr(SoupSession) session =
        soup_session_new_with_options("max-conns", AT_ONCE, "max-conns-per-host", AT_ONCE_OF_HOST, "timeout",
                                      seconds, "user-agent", "broadside-links/1 ", NULL);
    Asking asking = {session, loop, 1};

    for (guint i = 0; i < addresses->len; i++)
        link_begin(&asking, addresses->pdata[i]);
    if (--asking.open > 0)
        g_main_loop_run(loop);
    return 0;
}
