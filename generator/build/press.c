/* SPDX-License-Identifier: MIT */
#include "build/press.h"

static Typesetter *fonts_open(const Press *press, Diagnostics *diagnostics)
{
    g_autofree char *file = theme_file(press->theme, "theme.lua");
    guint count;
    const FontRole *fonts = theme_fonts(press->theme, &count);

    return press->module->open(fonts, count, PLACE_FILE(theme_file_name(press->theme, file)), diagnostics);
}

gboolean press_open(Press *press, const Site *site, const Theme *theme, guint tasks, Diagnostics *diagnostics,
                    GError **error)
{
    *press = (Press){.site = site, .theme = theme, .tasks = tasks};
    press->messages = g_new0(Diagnostics *, tasks + 1);
    press->module = typesetter_load(error);
    if (!press->module)
        return FALSE;
    press->typesetter = fonts_open(press, diagnostics);
    return TRUE;
}

void press_close(Press *press)
{
    for (guint i = 0; press->messages && i < press->tasks; i++)
        diagnostics_free(press->messages[i]);
    g_free(press->messages);
    if (press->typesetter)
        press->module->close(press->typesetter);
}

static void paths_add(GPtrArray *all, const char *const *paths)
{
    for (; paths && *paths; paths++)
        g_ptr_array_add(all, (gpointer)*paths);
}

/* What a worker may read; with strings of others. */
static GPtrArray *readable(const Press *press, const char *content, const char *fixed,
                           const char *const *besides)
{
    const char *const *folders = theme_folders(press->theme);
    const char *const others[] = {"/usr/share/zoneinfo", "/etc/localtime", content, fixed, folders[0],
                                  /* NULL: there is no other */
                                  folders[1], NULL};
    GPtrArray *all = g_ptr_array_new();

    paths_add(all, others);
    paths_add(all, press->module->fonts(press->typesetter));
    paths_add(all, besides);
    g_ptr_array_add(all, NULL);
    return all;
}

gboolean press_run(const Press *press, PoolJob *pool, const char *const *read, const char *const *write,
                   const Interrupt *interrupt, GError **error)
{
    const char *root = press->site->content->root;
    g_autofree char *content = g_build_filename(root, "content", NULL);
    g_autofree char *fixed = g_build_filename(root, "static", NULL);
    g_autoptr(GPtrArray) all = readable(press, content, fixed, read);
    const char *const list[] = {fixed, NULL};

    pool->tasks = press->tasks;
    pool->confinement = (Confinement){(const char *const *)all->pdata, write, list, TRUE};
    return pool_run(pool, interrupt, error);
}

Diagnostics *press_messages(Press *press, guint task)
{
    if (!press->messages[task])
        press->messages[task] = diagnostics_new();
    return press->messages[task];
}

gboolean press_has_errors(const Press *press, guint task)
{
    return press->messages[task] && diagnostics_count(press->messages[task], SEVERITY_ERROR) > 0;
}

void press_tell(const Press *press, Diagnostics *diagnostics)
{
    for (guint i = 0; i < press->tasks; i++)
        if (press->messages[i])
            diagnostics_copy(diagnostics, press->messages[i], NULL);
}

static void file_passed_over(G_GNUC_UNUSED void *data, G_GNUC_UNUSED const char *path)
{
}

Engine *press_engine(const Press *press, GHashTable *paths, const GPtrArray *pages, Diagnostics *diagnostics)
{
    static const EngineEvents events = {NULL, file_passed_over};

    return engine_new(press->site, press->theme, paths, pages, NULL, &events, diagnostics);
}
