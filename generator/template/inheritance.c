/* SPDX-License-Identifier: MIT */
#include "template/inheritance.h"

#include "compile/place.h"
#include "template/runtime.h"
#include "text/suggest.h"

#include <glib/gi18n.h>
#include <string.h>

/* How many layouts are followed: more of them are an error of their own. */
#define PARENTS_MAX 32

static void add_places(GPtrArray *places, const Template *template)
{
    for (guint i = 0; template && i < template->blocks->len; i++)
        g_ptr_array_add(places, g_array_index(template->blocks, TemplateBlock, i).name);
}

/* What is wrong with a partial is worth knowing, too, where no page includes it yet. */
static void add_partials(Engine *engine, GPtrArray *places)
{
    g_autoptr(GPtrArray) names = theme_files(engine->theme, "partials");

    reads_key(engine->reads, READ_PARTIALS, NULL);
    for (guint i = 0; i < names->len; i++) {
        add_places(places, runtime_template(engine, names->pdata[i]));
        const Diagnostics *problems = g_hash_table_lookup(engine->broken, names->pdata[i]);
        if (problems)
            diagnostics_copy(engine->diagnostics, problems, NULL);
    }
}

static const Template *parent_of(Engine *engine, const Template *template)
{
    g_autofree char *name = runtime_parent(template);
    return name ? runtime_template(engine, name) : NULL;
}

static void check_blocks(Engine *engine, const Template *template, GPtrArray *places)
{
    for (guint i = 0; i < template->blocks->len; i++) {
        const TemplateBlock *block = &g_array_index(template->blocks, TemplateBlock, i);
        if (block->nested || g_ptr_array_find_with_equal_func(places, block->name, g_str_equal, NULL))
            continue;
        g_ptr_array_add(places, NULL);
        g_autofree char *hint = suggest_hint(block->name, (const char *const *)places->pdata);
        g_ptr_array_set_size(places, (int)places->len - 1);
        diagnostics_warning(engine->diagnostics, template_mark_place(template, block->mark), hint,
                            _("there is no block '%s' for this to stand in"), block->name);
    }
}

/* The blocks of all layouts above, and of partials; NULL if one is missing, which is said when it is
 * rendered. */
static GPtrArray *places_above(Engine *engine, const Template *template)
{
    g_autoptr(GPtrArray) places = g_ptr_array_new();
    guint up = 0;

    while (template->parent) {
        template = parent_of(engine, template);
        if (!template || ++up == PARENTS_MAX)
            return NULL;
        add_places(places, template);
    }
    add_partials(engine, places);
    return g_steal_pointer(&places);
}

void inheritance_check(Engine *engine, const char *name)
{
    for (const Template *template = runtime_template(engine, name); template && template->parent;) {
        g_autoptr(GPtrArray) places = places_above(engine, template);
        if (!places)
            return;
        check_blocks(engine, template, places);
        template = parent_of(engine, template);
    }
}
