/* SPDX-License-Identifier: MIT
 *
 * Lines are told apart by colour and by dashes, and named where they end on the right.
 */
#include "shares/picture.h"

#include <stdio.h>

enum { PANEL = 250, HEIGHT = 190, LEFT = 56, TOP = 64, GAP = 150, ROW = 290, WIDTH = 830 };

typedef struct panel {
  ayes_buffer *svg;
  int x, y;         /* upper left corner of the plot */
  double low, high; /* of the vertical axis */
} panel;

typedef struct curve {
  const char *name, *colour, *dashes;
  double (*value)(const bench_row *row);
} curve;

static double em_held(const bench_row *row) { return row->em.held; }
static double adjusted_held(const bench_row *row) { return row->adjusted.held; }
static double em_error(const bench_row *row) { return row->em.error; }
static double adjusted_error(const bench_row *row) { return row->adjusted.error; }
static double plain_error(const bench_row *row) { return row->plain_error; }

static const curve coverage[] = {{"EM", "#0072b2", "none", em_held},
                                 {"adjusted count", "#008060", "6 4", adjusted_held}};
static const curve errors[] = {{"EM", "#0072b2", "none", em_error},
                               {"adjusted count", "#008060", "6 4", adjusted_error},
                               {"plain count", "#c04e00", "2 3", plain_error}};

static double place_x(const panel *it, double share) { return it->x + share * PANEL; }

static double place_y(const panel *it, double value) {
  return it->y + (it->high - value) / (it->high - it->low) * HEIGHT;
}

static void add_label(const panel *it, double x, double y, const char *anchor, const char *colour,
                      const char *text) {
  ayes_buffer_add_format(it->svg,
                         "<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"%s\" fill=\"%s\">%s</text>\n",
                         x, y, anchor, colour, text);
}

static void add_axes(const panel *it, double step, const char *title) {
  char number[16];
  add_label(it, it->x, it->y - 14, "start", "#111", title);
  for (double value = it->low; value <= it->high + 1e-9; value += step) {
    double y = place_y(it, value);
    ayes_buffer_add_format(it->svg,
                           "<line x1=\"%d\" x2=\"%d\" y1=\"%.1f\" y2=\"%.1f\" stroke=\"#ddd\"/>\n",
                           it->x, it->x + PANEL, y, y);
    snprintf(number, sizeof number, "%.0f %%", value * 100);
    add_label(it, it->x - 8, y + 4, "end", "#444", number);
  }
  for (int share = 10; share <= 90; share += 20) {
    snprintf(number, sizeof number, "%d %%", share);
    add_label(it, place_x(it, share / 100.0), it->y + HEIGHT + 18, "middle", "#444", number);
  }
  add_label(it, it->x + PANEL / 2.0, it->y + HEIGHT + 36, "middle", "#444",
            "true share of support");
}

static void add_curve(const panel *it, const curve *line, const bench_row *rows, double label_y) {
  const char *start = "M";
  ayes_buffer_add_format(it->svg,
                         "<path fill=\"none\" stroke=\"%s\" stroke-width=\"2\" "
                         "stroke-dasharray=\"%s\" d=\"",
                         line->colour, line->dashes);
  for (size_t i = 0; i < BENCH_SHARES; i++) {
    if (rows[i].corrected == 0) continue;
    ayes_buffer_add_format(it->svg, "%s%.1f %.1f", start, place_x(it, rows[i].share),
                           place_y(it, line->value(&rows[i])));
    start = "L";
  }
  ayes_buffer_add_text(it->svg, "\"/>\n");
  add_label(it, it->x + PANEL * 0.9 + 8, label_y + 4, "start", line->colour, line->name);
}

/* Names stand at the ends of their lines, no closer than a line of text. */
static void add_curves(const panel *it, const curve *lines, size_t count, const bench_row *rows) {
  enum { APART = 15 };
  double places[4];
  for (size_t i = 0; i < count; i++) {
    places[i] = place_y(it, lines[i].value(&rows[BENCH_SHARES - 1]));
    for (size_t k = 0; k < i; k++)
      if (places[i] > places[k] - APART && places[i] < places[k] + APART)
        places[i] = places[k] + (i == 1 && count == 2 ? APART : -APART);
    add_curve(it, &lines[i], rows, places[i]);
  }
}

static void add_coverage(ayes_buffer *svg, int top, const bench_row *rows) {
  panel it = {svg, LEFT, top, 0.8, 1.0};
  double upper = place_y(&it, 0.98), lower = place_y(&it, 0.9);
  ayes_buffer_add_format(svg,
                         "<rect x=\"%d\" y=\"%.1f\" width=\"%d\" height=\"%.1f\" "
                         "fill=\"#eef3f8\"/>\n",
                         it.x, upper, PANEL, lower - upper);
  add_axes(&it, 0.05, "95 % intervals that hold the true share");
  add_curves(&it, coverage, 2, rows);
}

static void add_errors(ayes_buffer *svg, int top, const bench_row *rows) {
  panel it = {svg, LEFT + PANEL + GAP, top, 0, 0.2};
  add_axes(&it, 0.05, "mean distance from the true share");
  add_curves(&it, errors, 3, rows);
}

void bench_picture_draw(const bench_system_rows *systems, size_t count, ayes_buffer *svg) {
  ayes_buffer_add_format(svg,
                         "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" "
                         "width=\"%d\" height=\"%d\" font-family=\"sans-serif\" font-size=\"12\" "
                         "role=\"img\">\n",
                         WIDTH, (int)count * ROW + 20, WIDTH, (int)count * ROW + 20);
  ayes_buffer_add_text(svg,
                       "<title>Corrected shares of support on simulated surveys</title>\n"
                       "<rect width=\"100%\" height=\"100%\" fill=\"#fff\"/>\n");
  for (size_t i = 0; i < count; i++) {
    int top = (int)i * ROW + TOP;
    ayes_buffer_add_format(svg,
                           "<text x=\"16\" y=\"%d\" font-size=\"14\" font-weight=\"bold\">%s"
                           "</text>\n",
                           top - 38, systems[i].title);
    add_coverage(svg, top, systems[i].rows);
    add_errors(svg, top, systems[i].rows);
  }
  ayes_buffer_add_text(svg, "</svg>\n");
}
