/* SPDX-License-Identifier: MIT */
/* The numbers before paragraphs, as official papers order them (GB/T 9704-2012, 7.3.3): 一、（一）1.（1）. */
#pragma once

#include <glib.h>

typedef enum {
    NUMBER_NONE,
    NUMBER_PART,      /* 第一部分, 第一章 */
    NUMBER_HAN,       /* 一、 */
    NUMBER_HAN_ROUND, /* （一） ㈠ */
    NUMBER_DIGIT,     /* 1. 1． 1、 ⒈ */
    NUMBER_ROUND,     /* （1） 1） ⑴ */
    NUMBER_CIRCLE,    /* ① */
    N_NUMBERS,
} NumberKind;

typedef struct {
    NumberKind kind;
    guint value;
    gsize length;     /* bytes of the number with its marks, and the white space behind */
    gsize marked;     /* the same without the white space */
    gboolean certain; /* FALSE: it may be a word of the text, as in "一、二年级" or "3、4号楼" */
} Number;

/* The number that `text` begins with. */
Number number_read(const char *text);
/* The Chinese or other digits at `*text`, which moves past them: 十二, 二十, 12; 0 if there are none, or more
 * than 999. */
guint number_value(const char **text);
