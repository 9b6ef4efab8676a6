/* SPDX-License-Identifier: MIT */
#include "yaml/yaml-character.h"

#include <glib/gi18n.h>

/* What libyaml's reader refuses, and the breaks that only it sees (YAML 1.1: U+0085, U+2028, U+2029). */
static const char *character_refusal(gunichar c)
{
    if (c == 0x85 || c == 0x2028 || c == 0x2029)
        return _("an invisible line separator (U+%04X) in the text");
    if (c == 0xfeff)
        return _("an invisible byte order mark (U+%04X) in the text");
    if ((c < 0x20 && c != '\t' && c != '\n' && c != '\r') || (c >= 0x7f && c < 0xa0))
        return _("an invisible control character (U+%04X) in the text");
    if (c == 0xfffe || c == 0xffff)
        return _("a character that does not exist (U+%04X) in the text");
    return NULL;
}

/* Bytes that no refused character begins with. */
static gboolean is_harmless(guchar byte)
{
    return (byte >= 0x20 && byte < 0x7f) || byte == '\t' || byte == '\n' ||
           (byte > 0xc2 && byte != 0xe2 && byte != 0xef);
}

gboolean yaml_character_check(const Source *source, gsize start, gsize end, Diagnostics *diagnostics)
{
    const char *p = source->text + start;
    const char *stop = source->text + end;

    while (p < stop) {
        if (is_harmless((guchar)*p)) {
            p = g_utf8_next_char(p);
            continue;
        }
        const gunichar c = g_utf8_get_char(p);
        const char *message = character_refusal(c);
        if (c == '\r' && p + 1 < stop && p[1] != '\n')
            message = _("a carriage return (U+%04X) within a line");
        if (message) {
            const Place place = source_place(source, (gsize)(p - source->text));
            g_autofree char *text = g_strdup_printf(message, c);
            diagnostics_error(diagnostics, place, _("delete this character, or type the line anew"), "%s",
                              text);
            return FALSE;
        }
        p = g_utf8_next_char(p);
    }
    return TRUE;
}
