/* SPDX-License-Identifier: MIT */
#include "compile/include.h"

#include "compile/code.h"
#include "compile/lexer.h"

#include <string.h>

gsize include_name_end(const char *code)
{
    const gsize end = strlen(code);
    gsize depth = 0;

    if (code[0] == '"' || code[0] == '\'')
        return lua_skip(code, 0, end);
    if (code[0] != '(')
        return 0;
    for (gsize p = 0; p < end;) {
        const gsize after = lua_skip(code, p, end);
        if (after > p) {
            p = after;
            continue;
        }
        if (code[p] == '(')
            depth++;
        else if (code[p] == ')' && --depth == 0)
            return p + 1;
        p++;
    }
    return 0;
}

char *include_names(const char *code)
{
    GString *names = g_string_new("{");
    const gsize end = strlen(code);
    gsize depth = 0, word = 0; /* where a name may begin; 0: not here */

    for (gsize p = 0; p < end;) {
        const gsize after = lua_skip(code, p, end);
        if (after > p) {
            p = after;
            word = 0;
            continue;
        }
        const char ch = code[p++];
        depth += ch == '{' || ch == '(' || ch == '[';
        if (depth == 1 && (ch == '{' || ch == ',' || ch == ';')) {
            word = p;
        } else if (depth == 1 && word && ch == '=' && code[p] != '=') {
            g_autofree char *name = g_strstrip(g_strndup(code + word, p - 1 - word));
            if (code_is_name(name))
                g_string_append_printf(names, "%s=1,", name);
            word = 0;
        }
        depth -= ch == '}' || ch == ')' || ch == ']';
    }
    g_string_append_c(names, '}');
    return g_string_free(names, FALSE);
}
