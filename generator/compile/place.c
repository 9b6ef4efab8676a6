/* SPDX-License-Identifier: MIT */
#include "compile/place.h"

#include <string.h>

Place template_mark_place(const Template *template, guint mark)
{
    const Mark *at = &g_array_index(template->marks, Mark, mark);
    return (Place){.source = template->source, .line = at->line, .column = at->column};
}

const Mark *template_mark_at(const Template *template, guint lua_line)
{
    const Mark *found = NULL;

    for (guint i = 0; i < template->marks->len; i++) {
        const Mark *mark = &g_array_index(template->marks, Mark, i);
        if (mark->lua_line > lua_line)
            break;
        found = mark;
    }
    return found;
}

Place template_place(const Template *template, guint lua_line)
{
    const Mark *mark = template_mark_at(template, lua_line);

    if (!mark)
        return (Place){.source = template->source, .line = 1, .column = 1};
    const guint line = MIN(mark->line + lua_line - mark->lua_line, mark->last_line);
    if (line == mark->line)
        return (Place){.source = template->source, .line = line, .column = mark->column};
    g_autofree char *text = source_line(template->source, line);
    return (Place){.source = template->source, .line = line, .column = 1 + (guint)strspn(text, " \t")};
}
