/* SPDX-License-Identifier: MIT */
#include "build/measure.h"

#include "picture/size.h"
#include "text/threads.h"

typedef struct {
    char *path; /* as an output */
    char *file;
    FileStamp stamp;
    PictureSize size; /* 0: it cannot be known */
} Picture;

typedef struct {
    GArray *pictures;
    const Memo *memo;
    gint64 now;
} Measuring;

static void picture_clear(gpointer data)
{
    Picture *picture = data;
    g_free(picture->path);
    g_free(picture->file);
}

/* All below content/ and static/, and of the theme: what a page will ask for is not known. */
static GArray *pictures_list(const Plan *plan)
{
    const Content *content = plan->site->content;
    GArray *pictures = g_array_new(FALSE, TRUE, sizeof(Picture));

    g_array_set_clear_func(pictures, picture_clear);
    for (guint i = 0; i < content->files->len; i++) {
        const char *file = content->files->pdata[i];
        if (!picture_has_name(file))
            continue;
        const Picture picture = {site_output_of_file(file), g_build_filename(content->root, file, NULL),
                                 .stamp = STAMP_NONE};
        g_array_append_val(pictures, picture);
    }
    /* Those that have been planned come later: they are what is published there. */
    for (guint i = 0; i < outputs_count(plan->outputs); i++) {
        const Output *output = outputs_at(plan->outputs, i);
        if (!output->source || !picture_has_name(output->source))
            continue;
        const Picture picture = {g_strdup(output->path), g_strdup(output->source), .stamp = STAMP_NONE};
        g_array_append_val(pictures, picture);
    }
    return pictures;
}

static void picture_measure(gpointer data, guint index)
{
    const Measuring *measuring = data;
    Picture *picture = &g_array_index(measuring->pictures, Picture, index);
    const FileStamp stamp = stamp_of_file(picture->file);

    if (measuring->memo && memo_size(measuring->memo, picture->file, stamp, &picture->size)) {
        picture->stamp = stamp;
        return;
    }
    if (!stamp_is_fresh(stamp, measuring->now))
        picture->stamp = stamp;
    picture_size_of_file(picture->file, &picture->size);
}

GHashTable *measure_pictures(const Plan *plan, Memo *memo, guint threads)
{
    g_autoptr(GArray) pictures = pictures_list(plan);
    GHashTable *sizes = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
    Measuring measuring = {pictures, memo, stamp_now()};

    threads_run(threads, pictures->len, picture_measure, &measuring);
    for (guint i = 0; i < pictures->len; i++) {
        Picture *picture = &g_array_index(pictures, Picture, i);
        if (memo)
            memo_note_size(memo, picture->file, picture->stamp, picture->size);
        if (picture->size.width > 0)
            g_hash_table_insert(sizes, g_steal_pointer(&picture->path),
                                g_memdup2(&picture->size, sizeof picture->size));
    }
    return sizes;
}
