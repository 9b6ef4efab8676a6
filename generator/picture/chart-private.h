/* SPDX-License-Identifier: MIT */
/* Private to picture/: what the kinds of charts share. */
#pragma once

#include "picture/chart.h"
#include "text/number.h"

/* A coordinate or a per cent, at most two decimals; for one use within an expression. */
#define SHORT(number) chart_short((char[NUMBER_SIZE]){0}, number)
const char *chart_short(char text[static NUMBER_SIZE], double number);

void chart_append_number(GString *html, double number);
/* Escaped for text and for quoted attributes. Control characters, which HTML does not have, become spaces. */
void chart_append_text(GString *html, const char *text);
/* The width of a text, in em, as far as that can be told without its face: rather too wide. */
double chart_text_width(const char *text);

/* How series are told apart. `series` counts from 0. */
/* A part of a bar, from `x` on, `width` wide (per cent of the svg around it), with its pattern. */
void chart_append_segment(GString *html, guint series, double x, double width);
/* A piece of that pattern, for legends. */
void chart_append_swatch(GString *html, guint series);
/* A part of a ring of radius 100/2pi, from `start` on, `length` long (per cent of the ring). */
void chart_append_arc(GString *html, guint series, double start, double length);
/* The attributes of a line's stroke. */
const char *chart_dash(guint series);
/* The mark of a point, at `x` per cent and `y` em. */
void chart_append_point(GString *html, guint series, double x, double y);

/* The pictures, within an element that is one image to a screen reader. */
void chart_append_bars(GString *html, const Chart *chart);
void chart_append_stacked(GString *html, const Chart *chart);
void chart_append_line(GString *html, const Chart *chart);
void chart_append_donut(GString *html, const Chart *chart);
void chart_append_timeline(GString *html, const Chart *chart);
