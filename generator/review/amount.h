/* SPDX-License-Identifier: MIT */
/* Numbers in the cells of tables: 1,280.50元, ￥１００, −3, —. */
#pragma once

#include <glib.h>

/* Amounts are whole numbers of millionths. */
#define AMOUNT_ONE 1000000
#define AMOUNT_DECIMALS 6

typedef enum { AMOUNT_BLANK, AMOUNT_NUMBER, AMOUNT_OTHER } AmountKind;

typedef struct {
    AmountKind kind;
    gint64 value;   /* in millionths */
    guint decimals; /* as written */
    char unit[24];  /* what follows the number, or precedes it; "" */
} Amount;

/* What a cell holds: nothing (also a dash), one exact number, or anything else (about 20, 3 of 5, 12 %). */
Amount amount_read(const char *text, gsize length);
/* With so many decimals and thousands parted; newly allocated. */
char *amount_format(gint64 value, guint decimals);
