/* SPDX-License-Identifier: MIT
 *
 * Ticks on the left, what the texts say on the right, in one row each, so that the eye compares
 * them; every bar of one question has the same scale. Below 72 columns the two stand one over the
 * other.
 */
#include "report/tally.h"

#include "report/terminal.h"
#include "tally/labels.h"

enum {
  USUAL_WIDTH = 78,
  WIDEST = 110,
  SIDE_BY_SIDE = 72,
  MARGIN = 2,
  LABEL = 12,
  NUMBER = 6,
  GAP = 3,
  SHORTEST_BAR = 4,
  LONGEST_BAR = 40
};

typedef struct row {
  ayes_span label;
  size_t count;
  bool has_count;
  size_t recorded;
  bool has_recorded;
  ayes_style style;
} row;

typedef struct panel {
  const char *title;
  const char *recorded_title; /* NULL: no such column */
  row *rows;
  size_t row_count;
  size_t label; /* columns */
  size_t bar;   /* columns of the longest bar; the same in both panels of a question */
} panel;

typedef struct printer {
  ayes_buffer *buffer;
  size_t width;
  bool bars, colour;
} printer;

static void add_styled(const printer *it, ayes_style style, ayes_span text, size_t width) {
  bool colour = it->colour && style != AYES_STYLE_NONE;
  ayes_terminal_style(it->buffer, colour, style);
  ayes_terminal_add_cell(it->buffer, text, width);
  ayes_terminal_style(it->buffer, colour, AYES_STYLE_NONE);
}

/* A colour for bars: the styles of evidence without their underlining. */
static void start_bar(const printer *it, ayes_style style) {
  if (!it->colour) return;
  if (style == AYES_STYLE_FOR) ayes_buffer_add_text(it->buffer, "\x1b[32m");
  else if (style == AYES_STYLE_AGAINST) ayes_buffer_add_text(it->buffer, "\x1b[35m");
  else if (style == AYES_STYLE_SHIFT) ayes_buffer_add_text(it->buffer, "\x1b[33m");
  else ayes_buffer_add_text(it->buffer, "\x1b[90m");
}

static size_t recorded_width(const panel *side) { return side->recorded_title ? NUMBER + 4 : 0; }

/* Columns of a panel without its bars. */
static size_t plain_width(const panel *side) { return side->label + NUMBER + recorded_width(side); }

/* Columns of a panel. */
static size_t panel_width(const panel *side) {
  return plain_width(side) + (side->bar ? side->bar + 2 : 0);
}

static void add_bar(const printer *it, const row *line, size_t scale, size_t width) {
  if (width == 0) return;
  ayes_buffer bar = {0};
  ayes_terminal_add_bar(&bar, (double)line->count, (double)scale, width);
  size_t columns = ayes_terminal_width(ayes_buffer_span(&bar));
  ayes_buffer_add_text(it->buffer, "  ");
  start_bar(it, line->style);
  ayes_buffer_add(it->buffer, ayes_buffer_span(&bar));
  ayes_terminal_style(it->buffer, it->colour, AYES_STYLE_NONE);
  ayes_buffer_add_repeated(it->buffer, ' ', width - columns);
  it->buffer->failed |= bar.failed;
  ayes_buffer_release(&bar);
}

static void add_right(const printer *it, const char *text, size_t width) {
  size_t length = strlen(text);
  if (length < width) ayes_buffer_add_repeated(it->buffer, ' ', width - length);
  ayes_buffer_add_text(it->buffer, text);
}

static void add_title(const printer *it, const panel *side) {
  ayes_terminal_style(it->buffer, it->colour, AYES_STYLE_FAINT);
  ayes_terminal_add_cell(it->buffer, ayes_span_of(side->title), side->label + NUMBER);
  if (side->recorded_title) add_right(it, side->recorded_title, recorded_width(side));
  ayes_terminal_style(it->buffer, it->colour, AYES_STYLE_NONE);
  ayes_buffer_add_repeated(it->buffer, ' ', panel_width(side) - plain_width(side));
}

static void add_row(const printer *it, const panel *side, size_t index, size_t scale) {
  if (index >= side->row_count) {
    ayes_buffer_add_repeated(it->buffer, ' ', panel_width(side));
    return;
  }
  const row *line = &side->rows[index];
  ayes_terminal_add_cell(it->buffer, line->label, side->label);
  if (line->has_count) ayes_terminal_add_count(it->buffer, line->count, NUMBER);
  else add_right(it, "-", NUMBER);
  if (side->recorded_title && line->has_recorded)
    ayes_terminal_add_count(it->buffer, line->recorded, recorded_width(side));
  else if (side->recorded_title) add_right(it, "-", recorded_width(side));
  add_bar(it, line, scale, side->bar);
}

static void add_panel(const printer *it, const panel *side, size_t scale) {
  ayes_buffer_add_repeated(it->buffer, ' ', MARGIN);
  add_title(it, side);
  ayes_terminal_end_line(it->buffer);
  for (size_t i = 0; i < side->row_count; i++) {
    ayes_buffer_add_repeated(it->buffer, ' ', MARGIN);
    add_row(it, side, i, scale);
    ayes_terminal_end_line(it->buffer);
  }
}

static void add_panels(const printer *it, const panel *left, const panel *right, size_t scale) {
  size_t rows = left->row_count > right->row_count ? left->row_count : right->row_count;
  ayes_buffer_add_repeated(it->buffer, ' ', MARGIN);
  add_title(it, left);
  ayes_buffer_add_repeated(it->buffer, ' ', GAP);
  add_title(it, right);
  ayes_terminal_end_line(it->buffer);
  for (size_t i = 0; i < rows; i++) {
    ayes_buffer_add_repeated(it->buffer, ' ', MARGIN);
    add_row(it, left, i, scale);
    ayes_buffer_add_repeated(it->buffer, ' ', GAP);
    add_row(it, right, i, scale);
    ayes_terminal_end_line(it->buffer);
  }
}

/* Columns that are left for the bars of panels that stand side by side, for each of them. */
static size_t bar_width(const printer *it, const panel *left, const panel *right, size_t count) {
  size_t used = MARGIN + (count - 1) * GAP + plain_width(right) + count * 2;
  if (count == 2) used += plain_width(left);
  if (!it->bars || it->width < used + count * SHORTEST_BAR) return 0;
  size_t width = (it->width - used) / count;
  return width < LONGEST_BAR ? width : LONGEST_BAR;
}

enum { STANCE_ROWS = 5, TICK_ROWS = 64 };

static void fill_stances(const ayes_counts *counts, row rows[STANCE_ROWS]) {
  static const struct {
    ayes_stance stance;
    ayes_style style;
  } order[] = {{AYES_SUPPORT, AYES_STYLE_FOR},
               {AYES_OPPOSE, AYES_STYLE_AGAINST},
               {AYES_MIXED, AYES_STYLE_SHIFT},
               {AYES_NEUTRAL, AYES_STYLE_NONE}};
  memset(rows, 0, STANCE_ROWS * sizeof *rows);
  for (int i = 0; i < 4; i++) {
    rows[i].label = ayes_span_of(ayes_label_of_stance(order[i].stance));
    rows[i].count = counts->stances[order[i].stance];
    rows[i].has_count = true;
    rows[i].style = order[i].style;
  }
  rows[4].label = ayes_span_of("no text");
  rows[4].count = counts->blank;
  rows[4].has_count = true;
}

static size_t fill_ticks(const ayes_question_tally *tally, row rows[TICK_ROWS]) {
  size_t count = tally->tick_count < TICK_ROWS ? tally->tick_count : TICK_ROWS;
  memset(rows, 0, TICK_ROWS * sizeof *rows);
  for (size_t i = 0; i < count; i++) {
    const ayes_tick *tick = &tally->ticks[i];
    rows[i].label = tick->option;
    rows[i].count = tick->count;
    rows[i].has_count = tally->all.records > 0;
    rows[i].recorded = tick->recorded;
    rows[i].has_recorded = tick->has_recorded;
  }
  return count;
}

static size_t widest_label(const row *rows, size_t count) {
  size_t widest = LABEL;
  for (size_t i = 0; i < count; i++) {
    size_t width = ayes_terminal_width(rows[i].label);
    if (width > widest) widest = width;
  }
  return widest < 2 * LABEL ? widest : 2 * LABEL;
}

static size_t largest(const row *rows, size_t count, size_t least) {
  for (size_t i = 0; i < count; i++)
    if (rows[i].count > least) least = rows[i].count;
  return least;
}

/* Ticks are shown when anybody ticked or anything was recorded. */
static bool has_ticks(const ayes_question_tally *tally) {
  return tally->all.answered > 0 || tally->has_recorded;
}

static void add_table(const printer *it, const ayes_question_tally *tally) {
  row ticks[TICK_ROWS], stances[STANCE_ROWS];
  size_t tick_count = fill_ticks(tally, ticks);
  fill_stances(&tally->all, stances);
  panel left = {"ticked",   tally->has_recorded ? "recorded" : NULL, ticks,
                tick_count, widest_label(ticks, tick_count),         0};
  panel right = {"read from text", NULL, stances, STANCE_ROWS, LABEL, 0};
  size_t scale = largest(stances, STANCE_ROWS, largest(ticks, tick_count, 0));
  bool both = tally->all.records && has_ticks(tally);
  bool side_by_side = both && it->width >= SIDE_BY_SIDE;
  const panel *widest = plain_width(&left) > plain_width(&right) ? &left : &right;
  left.bar = right.bar = bar_width(it, &left, side_by_side ? &right : widest, side_by_side ? 2 : 1);
  if (side_by_side) {
    add_panels(it, &left, &right, scale);
    return;
  }
  if (!tally->all.records || both) add_panel(it, &left, scale);
  if (both) ayes_buffer_add_byte(it->buffer, '\n');
  if (tally->all.records) add_panel(it, &right, scale);
}

static void add_heading(const printer *it, const ayes_question_tally *tally) {
  ayes_span id = tally->id.length ? tally->id : ayes_span_of("(no question)");
  size_t columns = ayes_terminal_width(id);
  add_styled(it, AYES_STYLE_STRONG, id, columns);
  if (tally->text.length) {
    ayes_buffer_add_text(it->buffer, "  ");
    ayes_terminal_add_wrapped(it->buffer, tally->text, columns + 2, it->width);
  } else {
    ayes_buffer_add_byte(it->buffer, '\n');
  }
}

static void add_plural(ayes_buffer *buffer, size_t count, const char *one, const char *many) {
  ayes_buffer_add_size(buffer, count);
  ayes_buffer_add_byte(buffer, ' ');
  ayes_buffer_add_text(buffer, count == 1 ? one : many);
}

static void add_denominators(const printer *it, const ayes_question_tally *tally) {
  ayes_buffer line = {0};
  if (tally->about.length) {
    ayes_buffer_add_text(&line, "about ");
    ayes_buffer_add(&line, tally->about);
    ayes_buffer_add_text(&line, ", ");
  }
  add_plural(&line, tally->all.respondents, "respondent", "respondents");
  ayes_buffer_add_text(&line, ", ");
  ayes_buffer_add_size(&line, tally->all.answered);
  ayes_buffer_add_text(&line, " ticked, ");
  ayes_buffer_add_size(&line, tally->all.with_text);
  ayes_buffer_add_text(&line, " with text");
  ayes_buffer_add_repeated(it->buffer, ' ', MARGIN);
  ayes_terminal_add_wrapped(it->buffer, ayes_buffer_span(&line), MARGIN, it->width);
  it->buffer->failed |= line.failed;
  ayes_buffer_release(&line);
}

static void add_percent(ayes_buffer *buffer, double share) {
  ayes_buffer_add_size(buffer, (size_t)(share * 100 + 0.5));
}

static void add_share(ayes_buffer *line, const char *what, const ayes_share *share) {
  ayes_buffer_add_text(line, what);
  if (share->whole == 0) {
    ayes_buffer_add_text(line, what[0] ? "no text takes a side." : "No text takes a side.");
    return;
  }
  add_percent(line, share->value);
  ayes_buffer_add_text(line, " % support among the ");
  ayes_buffer_add_size(line, share->whole);
  ayes_buffer_add_text(line, share->whole == 1 ? " text that takes" : " texts that take");
  ayes_buffer_add_text(line, " a side (95 % interval ");
  add_percent(line, share->low);
  ayes_buffer_add_text(line, " to ");
  add_percent(line, share->high);
  ayes_buffer_add_text(line, " %).");
}

static void add_findings(ayes_buffer *line, const ayes_counts *counts) {
  if (counts->conditional) {
    ayes_buffer_add_text(line, " ");
    add_plural(line, counts->conditional, "answer sets", "answers set");
    ayes_buffer_add_text(line, " a condition.");
  }
  if (counts->conflicts) {
    ayes_buffer_add_text(line, " ");
    add_plural(line, counts->conflicts, "text says", "texts say");
    ayes_buffer_add_text(line, " the contrary of the tick, with confidence ");
    ayes_buffer_add_number(line, AYES_CONFLICT_CONFIDENCE, 2);
    ayes_buffer_add_text(line, " or more.");
  }
  if (counts->recovered) {
    ayes_buffer_add_text(line, " ");
    add_plural(line, counts->recovered, "blank tick has a text that takes",
               "blank ticks have texts that take");
    ayes_buffer_add_text(line, " a side.");
  }
}

static void add_paragraph(const printer *it, ayes_buffer *line) {
  ayes_buffer_add_repeated(it->buffer, ' ', MARGIN);
  ayes_terminal_add_wrapped(it->buffer, ayes_buffer_span(line), MARGIN, it->width);
  it->buffer->failed |= line->failed;
  ayes_buffer_release(line);
}

static void add_summary(const printer *it, const ayes_question_tally *tally) {
  ayes_buffer line = {0};
  add_share(&line, "", &tally->all.share);
  add_findings(&line, &tally->all);
  if (tally->duplicates) {
    ayes_buffer_add_text(&line, " ");
    add_plural(&line, tally->duplicates, "text repeats", "texts repeat");
    add_share(&line, " another; without: ", &tally->unique.share);
  }
  if (tally->left_out) {
    ayes_buffer_add_text(&line, " ");
    add_plural(&line, tally->left_out, "text nearly repeats", "texts nearly repeat");
    add_share(&line, " another, word for word or with changes; without: ", &tally->letters.share);
  }
  add_paragraph(it, &line);
}

static void add_question(const printer *it, const ayes_question_tally *tally) {
  add_heading(it, tally);
  ayes_buffer_add_byte(it->buffer, '\n');
  if (tally->all.records) {
    add_denominators(it, tally);
    ayes_buffer_add_byte(it->buffer, '\n');
  }
  add_table(it, tally);
  if (tally->all.records) {
    ayes_buffer_add_byte(it->buffer, '\n');
    add_summary(it, tally);
    ayes_tally_add_corrected(tally, MARGIN, it->width, it->buffer);
  }
  ayes_buffer_add_byte(it->buffer, '\n');
}

static printer make_printer(const ayes_layout *layout, ayes_buffer *buffer) {
  printer it = {buffer, USUAL_WIDTH, layout->width > 0, layout->colour};
  if (layout->width) it.width = layout->width < WIDEST ? layout->width : WIDEST;
  if (it.width < 40) it.width = 40;
  return it;
}

void ayes_tally_text(const ayes_tally_counts *counts, const ayes_layout *layout,
                     ayes_buffer *buffer) {
  printer it = make_printer(layout, buffer);
  if (counts->title.length) {
    ayes_terminal_style(buffer, it.colour, AYES_STYLE_STRONG);
    ayes_terminal_add_wrapped(buffer, counts->title, 0, it.width);
    ayes_terminal_style(buffer, it.colour, AYES_STYLE_NONE);
    ayes_buffer_add_byte(buffer, '\n');
  }
  for (size_t i = 0; i < counts->question_count; i++) {
    const ayes_question_tally *tally = &counts->questions[i];
    if (tally->all.records || tally->has_recorded) add_question(&it, tally);
  }
  add_plural(buffer, counts->records, "record", "records");
  if (counts->quarantined) {
    ayes_buffer_add_text(buffer, ", ");
    ayes_buffer_add_size(buffer, counts->quarantined);
    ayes_buffer_add_text(buffer, " of them could not be read");
  }
  ayes_buffer_add_byte(buffer, '\n');
}
