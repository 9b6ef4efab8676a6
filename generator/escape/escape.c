/* SPDX-License-Identifier: MIT */
#include "escape/escape.h"

#include "escape/lines.h"
#include "escape/markup.h"
#include "escape/script.h"
#include "escape/style.h"

#include <glib/gi18n.h>

Escaper *escaper_new(const char *base_url)
{
    Escaper *escaper = g_new0(Escaper, 1);

    escaper->base_url = g_strdup(base_url);
    escaper->names = g_ptr_array_new_with_free_func(g_free);
    escaper->numbers = g_hash_table_new(g_str_hash, g_str_equal);
    return escaper;
}

void escaper_free(Escaper *escaper)
{
    if (!escaper)
        return;
    g_hash_table_unref(escaper->numbers);
    g_ptr_array_unref(escaper->names);
    g_free(escaper->base_url);
    g_free(escaper);
}

/* In any case, as file systems may have it. */
static gboolean ends_in(const char *name, const char *ending)
{
    const gsize length = strlen(name), size = strlen(ending);

    return length > size && g_ascii_strcasecmp(name + length - size, ending) == 0;
}

EscapeMode escape_mode_of(const char *layout)
{
    static const struct {
        const char *ending;
        EscapeMode mode;
    } endings[] = {
        {".xml", ESCAPE_XML},      {".atom", ESCAPE_XML},     {".rss", ESCAPE_XML},
        {".opml", ESCAPE_XML},     {".svg", ESCAPE_XML},      {".js", ESCAPE_SCRIPT},
        {".mjs", ESCAPE_SCRIPT},   {".json", ESCAPE_JSON},    {".webmanifest", ESCAPE_JSON},
        {".geojson", ESCAPE_JSON}, {".jsonld", ESCAPE_JSON},  {".css", ESCAPE_STYLE},
        {".ics", ESCAPE_CALENDAR}, {".vcf", ESCAPE_CALENDAR}, {".csv", ESCAPE_TABLE},
        {".txt", ESCAPE_TEXT},     {".md", ESCAPE_TEXT},      {".xsl", ESCAPE_XML},
        {".kml", ESCAPE_XML},      {".gpx", ESCAPE_XML},      {".cjs", ESCAPE_SCRIPT},
        {".jsonl", ESCAPE_JSON},
    };

    for (gsize i = 0; i < G_N_ELEMENTS(endings); i++)
        if (ends_in(layout, endings[i].ending))
            return endings[i].mode;
    return ESCAPE_HTML;
}

Context escape_start(EscapeMode mode)
{
    static const guint8 states[] = {
        [ESCAPE_HTML] = STATE_TEXT,          [ESCAPE_XML] = STATE_TEXT,
        [ESCAPE_SCRIPT] = STATE_SCRIPT_FILE, [ESCAPE_JSON] = STATE_JSON_FILE,
        [ESCAPE_STYLE] = STATE_STYLE_FILE,   [ESCAPE_CALENDAR] = STATE_CALENDAR_FILE,
        [ESCAPE_TABLE] = STATE_TABLE_FILE,   [ESCAPE_TEXT] = STATE_TEXT_FILE,
    };
    const Where at = {.state = states[mode], .flags = mode == ESCAPE_XML ? CONTEXT_XML : 0};

    return where_context(at);
}

static gboolean scan_style(Scan *scan)
{
    for (; scan->at < scan->length; scan->at++)
        if (!style_step(&scan->where, scan->text[scan->at]))
            return scan_fail_scheme(scan);
    return TRUE;
}

static gboolean scan_text(Scan *scan)
{
    switch ((State)scan->where.state) {
    case STATE_SCRIPT_FILE:
    case STATE_JSON_FILE:
        for (; scan->at < scan->length; scan->at++)
            scan->where.inner = (guint8)script_step(scan->where.inner, scan->text[scan->at]);
        return TRUE;
    case STATE_STYLE_FILE: return scan_style(scan);
    case STATE_CALENDAR_FILE: return lines_scan_calendar(scan);
    case STATE_TABLE_FILE: lines_scan_table(scan); return TRUE;
    case STATE_TEXT_FILE: return TRUE;
    default: return markup_scan(scan);
    }
}

gboolean escape_text(Escaper *escaper, Context *context, const char *text, gsize length,
                     EscapeProblem *problem)
{
    Scan scan = {escaper, problem, text, length, 0, where_of(*context)};
    const gboolean fine = scan_text(&scan);

    if (fine)
        *context = where_context(scan.where);
    return fine;
}

gboolean escape_takes_json(Context context)
{
    const Where at = where_of(context);
    const gboolean script = at.state == STATE_SCRIPT_FILE || at.state == STATE_JSON_FILE ||
                            (at.state >= STATE_SCRIPT && at.state <= STATE_MARKUP_LAST) ||
                            (at.element == ELEMENT_SCRIPT && where_is_xml(at) &&
                             (at.state == STATE_TEXT || at.state == STATE_CDATA));
    return script;
}

gboolean escape_is_json_file(Context context)
{
    return where_of(context).state == STATE_JSON_FILE;
}

gboolean escape_in_text(Context context)
{
    const Where at = where_of(context);

    return at.state == STATE_TEXT && at.element == ELEMENT_OTHER;
}

static const char *unfinished_markup(Where at)
{
    switch ((State)at.state) {
    case STATE_TEXT: return at.element == ELEMENT_OTHER ? NULL : _("inside a script or style element");
    case STATE_VALUE_DOUBLE:
    case STATE_VALUE_SINGLE:
    case STATE_VALUE_UNQUOTED: return _("inside an attribute value");
    case STATE_DECLARATION_OPEN:
    case STATE_DECLARATION_DASH:
    case STATE_DECLARATION:
    case STATE_INSTRUCTION:
    case STATE_INSTRUCTION_END: return _("inside a declaration (<!…> or <?…>)");
    case STATE_CDATA_OPEN:
    case STATE_CDATA:
    case STATE_CDATA_BRACKET:
    case STATE_CDATA_END: return _("inside a CDATA section");
    default: break;
    }
    if (at.state >= STATE_COMMENT_START && at.state <= STATE_COMMENT_END_BANG)
        return _("inside a comment");
    if (at.state >= STATE_SCRIPT)
        return _("inside a script");
    if (at.state >= STATE_RAW)
        return _("inside the text of an element that is not closed");
    return _("inside a tag");
}

static const char *unfinished_script(ScriptState state)
{
    switch (state) {
    case SCRIPT_DOUBLE:
    case SCRIPT_DOUBLE_ESCAPE:
    case SCRIPT_SINGLE:
    case SCRIPT_SINGLE_ESCAPE: return _("inside a string");
    case SCRIPT_BLOCK_COMMENT:
    case SCRIPT_BLOCK_COMMENT_STAR: return _("inside a comment");
    default: return NULL;
    }
}

const char *escape_unfinished(Context context)
{
    const Where at = where_of(context);

    switch ((State)at.state) {
    case STATE_SCRIPT_FILE:
    case STATE_JSON_FILE: return unfinished_script(at.inner);
    case STATE_TABLE_FILE:
        return at.inner == CELL_QUOTED || at.inner == CELL_QUOTED_START ? _("inside a quoted cell") : NULL;
    case STATE_STYLE_FILE:
    case STATE_CALENDAR_FILE:
    case STATE_TEXT_FILE: return NULL;
    default: return unfinished_markup(at);
    }
}

void escape_finish(EscapeMode mode, GString *out)
{
    if (mode == ESCAPE_CALENDAR)
        lines_fold(out);
}
