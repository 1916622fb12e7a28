/* SPDX-License-Identifier: MIT
 *
 * Robbins, N. B. and Heiberger, R. M. (2011): Plotting Likert and other rating scales: who takes no
 * side is half to the left and half to the right of the middle.
 */
#include "report/html_charts.h"

#include "report/html_escape.h"

/* Longer labels would run out of the drawing. */
enum { ROW = 50, BAR = 26, LABEL_BASE = 14, BAR_TOP = 20, LONGEST_LABEL = 60 };

const ayes_stance ayes_html_parts[AYES_HTML_PARTS] = {AYES_OPPOSE, AYES_MIXED, AYES_NEUTRAL,
                                                      AYES_SUPPORT};

const char *ayes_html_stance_name(ayes_stance stance) {
  static const char *const names[AYES_STANCE_COUNT] = {[AYES_NEUTRAL] = "Neutral",
                                                       [AYES_SUPPORT] = "Support",
                                                       [AYES_OPPOSE] = "Oppose",
                                                       [AYES_MIXED] = "Mixed"};
  return names[stance];
}

static double sum_of(const ayes_html_bar *bar) {
  double sum = 0;
  for (int i = 0; i < AYES_STANCE_COUNT; i++) sum += (double)bar->counts[i];
  return sum;
}

static double unit_of(const ayes_html_bar *bar, bool shares) {
  double sum = sum_of(bar);
  return !shares ? 1 : sum > 0 ? 1 / sum : 0;
}

static double half_between(const ayes_html_bar *bar) {
  return ((double)bar->counts[AYES_MIXED] + (double)bar->counts[AYES_NEUTRAL]) / 2;
}

double ayes_html_bars_reach(const ayes_html_bar *bars, size_t count, bool shares) {
  double reach = 0;
  for (size_t i = 0; i < count; i++) {
    size_t oppose = bars[i].counts[AYES_OPPOSE], support = bars[i].counts[AYES_SUPPORT];
    double side = (double)(oppose > support ? oppose : support) + half_between(&bars[i]);
    side *= unit_of(&bars[i], shares);
    if (side > reach) reach = side;
  }
  return reach;
}

void ayes_html_bar_edges(const ayes_html_bar *bar, bool shares, double reach,
                         double edges[AYES_HTML_PARTS + 1]) {
  double scale = reach > 0 ? 50 * unit_of(bar, shares) / reach : 0;
  edges[0] = 50 - scale * ((double)bar->counts[AYES_OPPOSE] + half_between(bar));
  for (int i = 0; i < AYES_HTML_PARTS; i++)
    edges[i + 1] = edges[i] + scale * (double)bar->counts[ayes_html_parts[i]];
}

static void add_percent(ayes_buffer *buffer, const char *name, double value) {
  ayes_buffer_add_byte(buffer, ' ');
  ayes_buffer_add_text(buffer, name);
  ayes_buffer_add_text(buffer, "=\"");
  ayes_buffer_add_number(buffer, value, 3);
  ayes_buffer_add_text(buffer, "%\"");
}

static void add_place(ayes_buffer *buffer, const char *name, size_t value) {
  ayes_buffer_add_byte(buffer, ' ');
  ayes_buffer_add_text(buffer, name);
  ayes_buffer_add_text(buffer, "=\"");
  ayes_buffer_add_size(buffer, value);
  ayes_buffer_add_byte(buffer, '"');
}

static const char *class_of(ayes_stance stance) {
  static const char *const classes[AYES_STANCE_COUNT] = {[AYES_NEUTRAL] = "neutral",
                                                         [AYES_SUPPORT] = "support",
                                                         [AYES_OPPOSE] = "oppose",
                                                         [AYES_MIXED] = "mixed"};
  return classes[stance];
}

/* The count within its part where it fits, with its name where that fits too. */
static void add_part_label(ayes_stance stance, size_t count, double left, double right, size_t top,
                           ayes_buffer *buffer) {
  if (right - left < 7) return;
  ayes_buffer_add_text(buffer, "<text class=\"on-");
  ayes_buffer_add_text(buffer, class_of(stance));
  ayes_buffer_add_text(buffer, "\" text-anchor=\"middle\"");
  add_percent(buffer, "x", (left + right) / 2);
  add_place(buffer, "y", top + 18);
  ayes_buffer_add_byte(buffer, '>');
  if (right - left >= 26) {
    ayes_buffer_add_text(buffer, ayes_html_stance_name(stance));
    ayes_buffer_add_byte(buffer, ' ');
  }
  ayes_buffer_add_size(buffer, count);
  ayes_buffer_add_text(buffer, "</text>");
}

static void add_part(ayes_stance stance, size_t count, double left, double right, size_t top,
                     ayes_buffer *buffer) {
  if (count == 0) return;
  ayes_buffer_add_text(buffer, "<rect class=\"");
  ayes_buffer_add_text(buffer, class_of(stance));
  ayes_buffer_add_byte(buffer, '"');
  add_percent(buffer, "x", left);
  add_place(buffer, "y", top);
  add_percent(buffer, "width", right - left);
  add_place(buffer, "height", BAR);
  ayes_buffer_add_text(buffer, "/>");
  add_part_label(stance, count, left, right, top, buffer);
}

static void add_middle(size_t top, ayes_buffer *buffer) {
  ayes_buffer_add_text(buffer, "<line class=\"middle\" x1=\"50%\" x2=\"50%\"");
  add_place(buffer, "y1", top - 3);
  add_place(buffer, "y2", top + BAR + 3);
  ayes_buffer_add_text(buffer, "/>");
}

static void add_bar(const ayes_html_bar *bar, bool shares, double reach, size_t top,
                    ayes_buffer *buffer) {
  double edges[AYES_HTML_PARTS + 1];
  ayes_html_bar_edges(bar, shares, reach, edges);
  ayes_buffer_add_text(buffer, "<text class=\"label\" x=\"0\"");
  add_place(buffer, "y", top + LABEL_BASE);
  ayes_buffer_add_byte(buffer, '>');
  ayes_html_add_front(buffer, bar->label, LONGEST_LABEL);
  ayes_buffer_add_text(buffer, "</text>");
  add_middle(top + BAR_TOP, buffer);
  for (int i = 0; i < AYES_HTML_PARTS; i++) {
    ayes_stance stance = ayes_html_parts[i];
    add_part(stance, bar->counts[stance], edges[i], edges[i + 1], top + BAR_TOP, buffer);
  }
}

static void add_description(const ayes_html_bar *bars, size_t count, ayes_buffer *buffer) {
  ayes_buffer_add_text(buffer, "Against to the left, for to the right.");
  for (size_t i = 0; i < count; i++) {
    ayes_buffer_add_byte(buffer, ' ');
    ayes_html_add_front(buffer, bars[i].label, LONGEST_LABEL);
    for (int k = 0; k < AYES_HTML_PARTS; k++) {
      ayes_buffer_add_text(buffer, k ? ", " : ": ");
      ayes_buffer_add_text(buffer, class_of(ayes_html_parts[k]));
      ayes_buffer_add_byte(buffer, ' ');
      ayes_buffer_add_size(buffer, bars[i].counts[ayes_html_parts[k]]);
    }
    ayes_buffer_add_byte(buffer, '.');
  }
}

static void add_head(const ayes_html_chart *chart, const ayes_html_bar *bars, size_t count,
                     ayes_buffer *buffer) {
  ayes_buffer_add_format(buffer,
                         "<svg class=\"chart\" role=\"img\" width=\"100%%\" height=\"%zu\" "
                         "aria-labelledby=\"%s-t\" aria-describedby=\"%s-d\"><title id=\"%s-t\">",
                         count * ROW + 4, chart->id, chart->id, chart->id);
  ayes_html_add_text(buffer, chart->title);
  ayes_buffer_add_format(buffer, "</title><desc id=\"%s-d\">", chart->id);
  add_description(bars, count, buffer);
  ayes_buffer_add_text(buffer, "</desc>");
}

void ayes_html_add_chart(const ayes_html_chart *chart, const ayes_html_bar *bars, size_t count,
                         ayes_buffer *buffer) {
  double reach = ayes_html_bars_reach(bars, count, chart->shares);
  add_head(chart, bars, count, buffer);
  for (size_t i = 0; i < count; i++) add_bar(&bars[i], chart->shares, reach, i * ROW, buffer);
  ayes_buffer_add_text(buffer, "</svg>\n");
}
