/* SPDX-License-Identifier: MIT */
/* Private to compile/: which {% for %}, {% if %} and {% block %} each {% end %} closes. */
#pragma once

#include <glib.h>

/* A mistake in it; the texts are owned. */
typedef struct {
    gsize offset; /* of the mark to point at */
    char *message;
    char *hint;
} NestingMistake;

typedef struct Nesting Nesting;

Nesting *nesting_new(void);
void nesting_free(Nesting *nesting);

/* Reads the code of the statement at `offset` of the template. FALSE with a mistake. */
gboolean nesting_read(Nesting *nesting, gsize offset, const char *code, NestingMistake *mistake);
/* Something opened that ends with {% end %} or, for a block, {% endblock %}; `word` is static. */
void nesting_open(Nesting *nesting, gsize offset, const char *word);
/* What is open innermost ends here, whatever it is. */
void nesting_close(Nesting *nesting);
/* {% endblock %}. FALSE with a mistake. */
gboolean nesting_end_block(Nesting *nesting, gsize offset, NestingMistake *mistake);
/* How many statements and blocks are open. */
guint nesting_depth(const Nesting *nesting);
/* Takes what is still open: FALSE with a mistake, as often as there is something. */
gboolean nesting_finish(Nesting *nesting, NestingMistake *mistake);
void nesting_mistake_clear(NestingMistake *mistake);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(Nesting, nesting_free)
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(NestingMistake, nesting_mistake_clear)
