/* SPDX-License-Identifier: MIT */
/*
 * Private to template/: partials whose text is known already. While a build goes on nothing changes but the
 * page, so what a partial prints follows from what it is given, from the context it is printed in, and from
 * what it asks of the page. That is watched, not believed: whatever a partial can learn of its page, or leave
 * behind there besides its text, comes here. One that got and asked the same again would print the same, and
 * its text is printed in its place.
 *
 * A partial is not kept where it was given a function or an object that is of this page alone, where it has
 * changed a table that it was given, asked the page for more than plain values, rendered Markdown, filled a
 * block, caught an error, or caused a message. Nor is one any longer whose texts are hardly printed again.
 */
#pragma once

#include "template/state.h"

Kept *kept_new(void);
void kept_free(Kept *kept);

/* Before a page is rendered. */
void kept_begin(Engine *engine);

/* Notes that the page was asked for `name`, and answered with the value on top of the stack. */
void kept_ask(lua_State *L, const char *name);
/* Notes that it was asked where its relative addresses begin, and whether it is a web page. */
void kept_ask_base(Engine *engine);
/* Notes what belongs to this page alone, or is left behind there. */
void kept_spoil(Engine *engine);
/* Notes that a file was asked for, which must be published. */
void kept_file(Engine *engine, const char *file);

typedef enum {
    KEPT_PRINTED, /* the text was known, and is printed */
    KEPT_TRY,     /* the partial is to be run, and kept_end() to be called then */
    KEPT_NOT,     /* it is to be run */
} KeptWay;

/* Before an include, whose arguments are at 2; `page` of its environment is the page that is rendered. What
 * the partial is (reads.h) is to be noted only if it is run. */
KeptWay kept_print(lua_State *L, const Template *template, const TemplateScope *scope);
void kept_end(lua_State *L);
/* Prints what stands in the place of an old fragment now (fragment.h): the text for what it got, and for what
 * the page answers. FALSE where that is not known, or not as deep. */
gboolean kept_print_again(lua_State *L, GBytes *root, const ReadSpan *then);

/* How often a text was printed again. */
guint kept_count(const Engine *engine);

/* How many partials are running: what kept_unwind() takes after an error that was caught. */
guint kept_running(const Engine *engine);
void kept_unwind(Engine *engine, guint running);
