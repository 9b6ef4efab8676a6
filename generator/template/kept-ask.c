/* SPDX-License-Identifier: MIT */
/* What a partial that is to be kept asks of its page. */
#include "template/kept-key.h"
#include "template/kept-private.h"

#include <string.h>

/* Longer answers of a page are hardly those of another. */
#define ANSWER_MAX 96
#define ASKS_MAX 12

Attempt *kept_innermost(const Kept *kept)
{
    return kept->attempts->pdata[kept->running - 1];
}

void kept_spoil(Engine *engine)
{
    engine->kept->spoils++;
}

/* Notes an ask, unless the innermost partial that runs has asked it already. `start`: of the answer, which is
 * the end of Kept.answers. */
static void note_ask(Kept *kept, const char *name, gsize start)
{
    const guint first = kept->running > 0 ? kept_innermost(kept)->first_ask : 0;

    for (guint i = first; i < kept->asks->len; i++)
        if (g_array_index(kept->asks, Ask, i).name == name) {
            g_string_truncate(kept->answers, start);
            return;
        }
    const Ask ask = {name, start, kept->answers->len - start};
    g_array_append_val(kept->asks, ask);
    if (kept->asks->len - first > ASKS_MAX || ask.length > ANSWER_MAX)
        kept->spoils++;
}

void kept_ask(lua_State *L, const char *name)
{
    Kept *kept = engine_of(L)->kept;
    const gsize start = kept->answers->len;

    if (kept->running == 0)
        return;
    if (kept_append_plain(L, lua_gettop(L), kept->answers)) {
        note_ask(kept, g_intern_string(name), start);
    } else {
        g_string_truncate(kept->answers, start);
        kept->spoils++;
    }
}

void kept_append_base(const Engine *engine, GString *into)
{
    const char *path = engine->page->path;
    const char *slash = strrchr(path, '/');

    g_string_append_c(into, g_str_has_suffix(path, ".html") ? 'h' : 'x');
    kept_append_bytes(into, path, slash ? (gsize)(slash - path) + 1 : 0);
}

void kept_ask_base(Engine *engine)
{
    Kept *kept = engine->kept;
    const gsize start = kept->answers->len;

    if (kept->running == 0)
        return;
    kept_append_base(engine, kept->answers);
    note_ask(kept, KEPT_BASE, start);
}

void kept_file(Engine *engine, const char *file)
{
    if (engine->kept->running > 0)
        g_ptr_array_add(engine->kept->files, g_strdup(file));
}

void kept_settle_asks(Kept *kept, guint first)
{
    if (kept->running == 0) {
        g_array_set_size(kept->asks, 0);
        g_string_truncate(kept->answers, 0);
        g_ptr_array_set_size(kept->files, 0);
        return;
    }
    const guint begin = kept_innermost(kept)->first_ask;
    guint count = first;
    for (guint i = first; i < kept->asks->len; i++) {
        const Ask ask = g_array_index(kept->asks, Ask, i);
        guint known = begin;
        while (known < count && g_array_index(kept->asks, Ask, known).name != ask.name)
            known++;
        if (known == count)
            g_array_index(kept->asks, Ask, count++) = ask;
    }
    g_array_set_size(kept->asks, count);
    if (count - begin > ASKS_MAX)
        kept->spoils++;
}
