/* SPDX-License-Identifier: MIT */
#include "escape/scan.h"

#include <glib/gi18n.h>
#include <string.h>

gboolean scan_fail(Scan *scan, const char *where, const char *mend)
{
    *scan->problem = (EscapeProblem){where, mend, scan->at};
    scan->where.state = STATE_FAILED;
    return FALSE;
}

gboolean scan_fail_scheme(Scan *scan)
{
    return scan_fail(scan, _("before a ':' that makes it the scheme of an address"),
                     _("write the whole address into the value, or its scheme into the template"));
}

/* Names that a text ends in are kept by number: a context has room for that only. */
gboolean scan_keep_name(Scan *scan, const char *name)
{
    Escaper *escaper = scan->escaper;
    gpointer number = g_hash_table_lookup(escaper->numbers, name);

    if (!number) {
        if (escaper->names->len >= G_MAXUINT16 - 1)
            return scan_fail(scan, _("within one name too many"), _("write names in one piece"));
        g_ptr_array_add(escaper->names, g_strdup(name));
        number = GUINT_TO_POINTER(escaper->names->len);
        g_hash_table_insert(escaper->numbers, g_ptr_array_index(escaper->names, escaper->names->len - 1),
                            number);
    }
    scan->where.name = (guint16)GPOINTER_TO_UINT(number);
    return TRUE;
}

gboolean scan_name(Scan *scan, gboolean (*more)(char c), char *name, gsize size, gsize *length)
{
    const guint16 kept = scan->where.name;
    const char *begun = kept ? g_ptr_array_index(scan->escaper->names, kept - 1) : "";
    gsize count = strlen(begun);

    memcpy(name, begun, MIN(count, size - 1));
    for (; scan->at < scan->length && more(scan->text[scan->at]); scan->at++, count++)
        if (count < size - 1)
            name[count] = scan->text[scan->at];
    name[MIN(count, size - 1)] = '\0';
    if (scan->at == scan->length) {
        scan_keep_name(scan, name);
        return FALSE;
    }
    scan->where.name = 0;
    *length = count < size - 1 ? count : G_MAXSIZE;
    return TRUE;
}

void scan_skip_spaces(Scan *scan)
{
    while (scan->at < scan->length && is_space(scan_here(scan)))
        scan->at++;
}

gboolean scan_skip_past(Scan *scan, char c)
{
    const char *found = memchr(scan->text + scan->at, c, scan->length - scan->at);

    scan->at = found ? (gsize)(found - scan->text) + 1 : scan->length;
    return found != NULL;
}
