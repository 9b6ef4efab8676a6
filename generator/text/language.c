/* SPDX-License-Identifier: MIT */
#include "text/language.h"

#include <glib.h>
#include <libintl.h>
#include <locale.h>
#include <string.h>

#define DOMAIN "broadside"
#define CHINESE "zh_CN" /* the one translation there is */

/* The locale that the environment names for messages (POSIX, XBD 8.2); "" if none. */
static const char *locale_wanted(void)
{
    static const char *const names[] = {"LC_ALL", "LC_MESSAGES", "LANG"};

    for (gsize i = 0; i < G_N_ELEMENTS(names); i++) {
        const char *value = g_getenv(names[i]);
        if (value && *value)
            return value;
    }
    return "";
}

/* zh_CN.UTF-8, zh_SG, zh, zh-Hans */
static gboolean is_chinese(const char *locale)
{
    return g_ascii_strncasecmp(locale, "zh", 2) == 0 && !g_ascii_isalpha(locale[2]);
}

/* gettext looks up nothing in the locale "C", which is what a locale that was never generated becomes. */
static void locale_set(void)
{
    static const int categories[] = {LC_CTYPE, LC_MESSAGES};

    for (gsize i = 0; i < G_N_ELEMENTS(categories); i++)
        if (!setlocale(categories[i], ""))
            setlocale(categories[i], "C.UTF-8");
}

void language_init(const char *folder)
{
    const char *wanted = locale_wanted();
    const char *language = g_getenv("LANGUAGE");

    locale_set();
    if (is_chinese(wanted) && !(language && *language))
        g_setenv("LANGUAGE", CHINESE, TRUE);
    bindtextdomain(DOMAIN, folder);
    bind_textdomain_codeset(DOMAIN, "UTF-8"); /* as everything else that the program writes */
    textdomain(DOMAIN);
    gettext("error:"); /* loads the translations: confined processes cannot */
}
