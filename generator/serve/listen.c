/* SPDX-License-Identifier: MIT */
#include "serve/listen.h"

#include "build/failure.h"

#include <glib/gi18n.h>
#include <ifaddrs.h>
#include <net/if.h>
#include <netinet/in.h>
#include <string.h>

/* How often a port that one address had free is asked for at the others. */
#define TRIES 20
#define HTTP_PORT 80

static GSocket *socket_listen(GInetAddress *address, guint port, GError **error)
{
    const GSocketFamily family = g_inet_address_get_family(address);
    g_autoptr(GSocketAddress) at = g_inet_socket_address_new(address, (guint16)port);
    g_autoptr(GSocket) made = g_socket_new(family, G_SOCKET_TYPE_STREAM, G_SOCKET_PROTOCOL_TCP, error);

    if (made && family == G_SOCKET_FAMILY_IPV6)
        g_socket_set_option(made, IPPROTO_IPV6, IPV6_V6ONLY, 1, NULL);
    if (!made || !g_socket_bind(made, at, TRUE, error) || !g_socket_listen(made, error))
        return NULL;
    g_socket_set_blocking(made, FALSE);
    return g_steal_pointer(&made);
}

static guint port_of(GSocket *opened)
{
    g_autoptr(GSocketAddress) address = g_socket_get_local_address(opened, NULL);

    return address ? g_inet_socket_address_get_port(G_INET_SOCKET_ADDRESS(address)) : 0;
}

/* What listens at every address of this machine listens at these, too. */
static gboolean is_covered(GInetAddress *address, GInetAddress *host)
{
    return host && g_inet_address_get_is_any(host) &&
           g_inet_address_get_family(host) == g_inet_address_get_family(address);
}

/* The first that this machine does not have, and needs not have, is passed over. */
static gboolean address_add(Listening *listening, GInetAddress *address, gboolean needed, GError **error)
{
    g_autoptr(GError) problem = NULL;
    g_autoptr(GSocket) opened = socket_listen(address, listening->port, &problem);

    if (opened) {
        listening->port = port_of(opened);
        g_ptr_array_add(listening->sockets, g_steal_pointer(&opened));
        return TRUE;
    }
    if (!needed && !g_error_matches(problem, G_IO_ERROR, G_IO_ERROR_ADDRESS_IN_USE))
        return TRUE;
    g_propagate_error(error, g_steal_pointer(&problem));
    return FALSE;
}

static gboolean addresses_add(Listening *listening, GInetAddress *host, GError **error)
{
    g_autoptr(GInetAddress) four = g_inet_address_new_loopback(G_SOCKET_FAMILY_IPV4);
    g_autoptr(GInetAddress) six = g_inet_address_new_loopback(G_SOCKET_FAMILY_IPV6);

    if (host && !address_add(listening, host, TRUE, error))
        return FALSE;
    if (!is_covered(four, host) && !address_add(listening, four, TRUE, error))
        return FALSE;
    return is_covered(six, host) || address_add(listening, six, FALSE, error);
}

static void sockets_drop(Listening *listening)
{
    g_clear_pointer(&listening->sockets, g_ptr_array_unref);
    listening->sockets = g_ptr_array_new_with_free_func(g_object_unref);
}

static gboolean explain(GError **error, const GError *problem, const char *host, guint port)
{
    if (g_error_matches(problem, G_IO_ERROR, G_IO_ERROR_ADDRESS_IN_USE))
        return failure_usage(error,
                             _("port %u is taken, maybe by another 'broadside serve': give another one with "
                               "--port, or --port 0 for any that is free"),
                             port);
    if (g_error_matches(problem, G_IO_ERROR, G_IO_ERROR_PERMISSION_DENIED))
        return failure_usage(error, _("port %u is only for the system's own services: give one from 1024 on"),
                             port);
    if (host)
        return failure_usage(error,
                             _("cannot be reached at '%s', which may be no address of this computer: %s"),
                             host, problem->message);
    return failure_usage(error, _("cannot listen at port %u: %s"), port, problem->message);
}

static void append_address(GStrvBuilder *into, const char *host, guint port)
{
    g_autofree char *address = port == HTTP_PORT ? g_strdup_printf("http://%s/", host)
                                                 : g_strdup_printf("http://%s:%u/", host, port);
    g_strv_builder_add(into, address);
}

/* As it stands in an address of the web. */
static char *host_format(GInetAddress *address)
{
    g_autofree char *text = g_inet_address_to_string(address);

    if (g_inet_address_get_family(address) == G_SOCKET_FAMILY_IPV6)
        return g_strdup_printf("[%s]", text);
    return g_steal_pointer(&text);
}

/* Those at which others find this machine. */
static void append_interfaces(GStrvBuilder *into, GInetAddress *any, guint port)
{
    struct ifaddrs *list = NULL;

    if (getifaddrs(&list) < 0)
        return;
    for (const struct ifaddrs *one = list; one; one = one->ifa_next) {
        const gboolean up = (one->ifa_flags & IFF_UP) && !(one->ifa_flags & IFF_LOOPBACK);
        const int family = up && one->ifa_addr ? one->ifa_addr->sa_family : AF_UNSPEC;
        if (family != (int)g_inet_address_get_family(any))
            continue;
        const gsize size = family == AF_INET ? sizeof(struct sockaddr_in) : sizeof(struct sockaddr_in6);
        g_autoptr(GSocketAddress) native = g_socket_address_new_from_native(one->ifa_addr, size);
        GInetAddress *address =
            native ? g_inet_socket_address_get_address(G_INET_SOCKET_ADDRESS(native)) : NULL;
        if (!address || g_inet_address_get_is_link_local(address))
            continue;
        g_autofree char *host = host_format(address);
        append_address(into, host, port);
    }
    freeifaddrs(list);
}

static char **addresses_list(GInetAddress *host, guint port)
{
    g_autoptr(GStrvBuilder) list = g_strv_builder_new();

    append_address(list, "127.0.0.1", port);
    if (host && g_inet_address_get_is_any(host)) {
        append_interfaces(list, host, port);
    } else if (host) {
        g_autofree char *text = host_format(host);
        append_address(list, text, port);
    }
    return g_strv_builder_end(list);
}

/* NULL where it is this machine's own, which is listened at in any case. */
static gboolean host_read(const char *text, GInetAddress **host, GError **error)
{
    *host = NULL;
    if (!text || strcmp(text, "localhost") == 0)
        return TRUE;
    g_autoptr(GInetAddress) address = g_inet_address_new_from_string(text);
    if (!address)
        return failure_usage(error,
                             _("--host takes an address of this computer, such as 192.168.1.20, or "
                               "0.0.0.0 for all it has, not '%s'"),
                             text);
    if (!g_inet_address_get_is_loopback(address))
        *host = g_steal_pointer(&address);
    return TRUE;
}

gboolean listening_open(Listening *listening, const char *host, guint port, GError **error)
{
    g_autoptr(GInetAddress) address = NULL;
    g_autoptr(GError) problem = NULL;
    gboolean done = FALSE;

    *listening = (Listening){0};
    if (!host_read(host, &address, error))
        return FALSE;
    for (guint i = 0; !done && i < (port == 0 ? TRIES : 1); i++) {
        sockets_drop(listening);
        listening->port = port;
        g_clear_error(&problem);
        done = addresses_add(listening, address, &problem);
    }
    if (!done) {
        explain(error, problem, address ? host : NULL, port);
        listening_clear(listening);
        return FALSE;
    }
    listening->addresses = addresses_list(address, listening->port);
    return TRUE;
}

void listening_clear(Listening *listening)
{
    g_clear_pointer(&listening->sockets, g_ptr_array_unref);
    g_clear_pointer(&listening->addresses, g_strfreev);
}

static gboolean is_host(const char *authority, const char *host, guint port)
{
    g_autofree char *whole = g_strdup_printf("%s:%u", host, port);

    return g_ascii_strcasecmp(authority, whole) == 0 ||
           (port == HTTP_PORT && g_ascii_strcasecmp(authority, host) == 0);
}

gboolean authority_is_ours(const char *authority, GInetSocketAddress *local)
{
    GInetAddress *address = g_inet_socket_address_get_address(local);
    const guint port = g_inet_socket_address_get_port(local);
    g_autofree char *host = host_format(address);

    return is_host(authority, host, port) ||
           (g_inet_address_get_is_loopback(address) && is_host(authority, "localhost", port));
}
