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

/* Whether a locale, or a list of them, begins with that language: "zh" in zh_CN.UTF-8, zh-Hans, zh:en. */
static gboolean is_language(const char *locale, const char *language)
{
    const gsize length = strlen(language);
    return g_ascii_strncasecmp(locale, language, length) == 0 && !g_ascii_isalpha(locale[length]);
}

/* gettext looks for folders of exactly the names in LANGUAGE, and goes on to the next name where there is
 * none, as for English. */
static void language_choose(void)
{
    const char *list = g_getenv("LANGUAGE");
    const char *first = list && *list ? list : locale_wanted();

    if (is_language(first, "zh"))
        g_setenv("LANGUAGE", CHINESE, TRUE);
    else if (is_language(first, "en"))
        g_setenv("LANGUAGE", "C", TRUE);
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
    locale_set();
    language_choose();
    bindtextdomain(DOMAIN, folder);
    bind_textdomain_codeset(DOMAIN, "UTF-8"); /* as everything else that the program writes */
    textdomain(DOMAIN);
    gettext("error: "); /* loads the translations: confined processes cannot */
}
