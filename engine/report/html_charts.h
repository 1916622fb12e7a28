/* SPDX-License-Identifier: MIT
 *
 * Diverging bars as SVG: against to the left of the middle, for to the right, mixed and neutral
 * around it.
 *
 *     ayes_html_bar bars[] = {{label, {2, 1, 0, 9}}};
 *     ayes_html_chart(&chart, bars, 1, &buffer);
 *
 * Places are percentages of the width, so that type keeps its size on every screen; the data table
 * that belongs under each chart is the caller's.
 */
#ifndef AYES_REPORT_HTML_CHARTS_H
#define AYES_REPORT_HTML_CHARTS_H

#include "base/buffer.h"

enum { AYES_HTML_PARTS = 4 };

/* The parts of a bar from left to right. */
extern const ayes_stance ayes_html_parts[AYES_HTML_PARTS];

/* "Oppose", "Mixed", ... for people. */
const char *ayes_html_stance_name(ayes_stance stance);

typedef struct ayes_html_bar {
  ayes_span label;
  size_t counts[AYES_STANCE_COUNT];
} ayes_html_bar;

typedef struct ayes_html_chart {
  const char *id; /* of the drawing, unique in the page; plain ASCII */
  ayes_span title;
  bool shares; /* each bar in shares of its own sum; otherwise all in counts of one scale */
} ayes_html_chart;

/* Left and right ends of a bar's parts in percent of the width: edges[0] to edges[4]. reach is what
 * fits between the middle and an end. A bar without counts has all edges at 50. */
void ayes_html_bar_edges(const ayes_html_bar *bar, bool shares, double reach,
                         double edges[AYES_HTML_PARTS + 1]);

/* The widest half of the bars: 0 to 1 with shares, otherwise in answers. */
double ayes_html_bars_reach(const ayes_html_bar *bars, size_t count, bool shares);

/* With title and desc; the description tells all counts. */
void ayes_html_add_chart(const ayes_html_chart *chart, const ayes_html_bar *bars, size_t count,
                         ayes_buffer *buffer);

#endif
