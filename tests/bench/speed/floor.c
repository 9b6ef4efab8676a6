/* SPDX-License-Identifier: MIT */
/*
 * floor CONTENT OUT: what any generator that uses cmark-gfm has to do at least, in one thread: each file
 * below CONTENT is read, its front matter skipped, its Markdown made HTML with the extensions that Broadside
 * uses, and written below OUT under its own name.
 */
#include <cmark-gfm-core-extensions.h>
#include <cmark-gfm.h>
#include <errno.h>
#include <fcntl.h>
#include <fts.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define OPTIONS (CMARK_OPT_VALIDATE_UTF8 | CMARK_OPT_FOOTNOTES | CMARK_OPT_STRIKETHROUGH_DOUBLE_TILDE)

static const char *const EXTENSIONS[] = {"table", "strikethrough", "autolink", "tagfilter", "tasklist"};

static void fail(const char *path)
{
    fprintf(stderr, "floor: %s: %s\n", path, strerror(errno));
    exit(1);
}

static char *read_file(const FTSENT *file, size_t *length)
{
    const int in = open(file->fts_accpath, O_RDONLY | O_CLOEXEC);
    char *text = malloc((size_t)file->fts_statp->st_size + 1);

    if (in < 0 || !text)
        fail(file->fts_path);
    const ssize_t got = read(in, text, (size_t)file->fts_statp->st_size);
    if (got < 0)
        fail(file->fts_path);
    close(in);
    text[got] = '\0';
    *length = (size_t)got;
    return text;
}

static const char *skip_front(const char *text)
{
    const char *end = strncmp(text, "---\n", 4) == 0 ? strstr(text + 4, "\n---\n") : NULL;

    return end ? end + 5 : text;
}

static char *make_html(cmark_parser *parser, const char *text, size_t length)
{
    cmark_parser_feed(parser, text, length);
    cmark_node *root = cmark_parser_finish(parser);
    char *html = cmark_render_html(root, OPTIONS, cmark_parser_get_syntax_extensions(parser));

    cmark_node_free(root);
    return html;
}

static void write_file(const char *path, const char *text)
{
    const int out = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666);
    const size_t length = strlen(text);

    if (out < 0 || write(out, text, length) != (ssize_t)length || close(out) < 0)
        fail(path);
}

static void make_page(cmark_parser *parser, const FTSENT *file, const char *out)
{
    size_t length;
    char *text = read_file(file, &length);
    const char *body = skip_front(text);
    char *html = make_html(parser, body, length - (size_t)(body - text));

    write_file(out, html);
    free(html);
    free(text);
}

static cmark_parser *parser_new(void)
{
    cmark_parser *parser = cmark_parser_new(OPTIONS);

    for (size_t i = 0; i < sizeof EXTENSIONS / sizeof *EXTENSIONS; i++)
        cmark_parser_attach_syntax_extension(parser, cmark_find_syntax_extension(EXTENSIONS[i]));
    return parser;
}

int main(int argc, char **argv)
{
    if (argc != 3)
        return fputs("floor CONTENT OUT\n", stderr), 2;
    char *roots[] = {argv[1], NULL};
    FTS *tree = fts_open(roots, FTS_PHYSICAL | FTS_NOCHDIR, NULL);
    char out[PATH_MAX];

    cmark_gfm_core_extensions_ensure_registered();
    if (!tree)
        fail(argv[1]);
    for (FTSENT *file; (file = fts_read(tree));) {
        if (snprintf(out, sizeof out, "%s%s", argv[2], file->fts_path + strlen(argv[1])) >= PATH_MAX)
            fail(file->fts_path);
        if (file->fts_info == FTS_D && mkdir(out, 0777) < 0 && errno != EEXIST)
            fail(out);
        if (file->fts_info != FTS_F)
            continue;
        cmark_parser *parser = parser_new();
        make_page(parser, file, out);
        cmark_parser_free(parser);
    }
    return fts_close(tree);
}
