/* SPDX-License-Identifier: MIT
 *
 * The same page for a terminal: a bar of the sides, reasons with bars to the scale of the most
 * frequent one, quotes wrapped.
 */
#include "report/summary.h"
#include "report/terminal.h"
#include "tally/labels.h"

enum {
  USUAL_WIDTH = 78,
  WIDEST = 110,
  NARROWEST = 40,
  BAR = 24,
  COUNT = 5,
  LABEL = 40,
  LEAST_LABEL = 16,
  MARGIN = 2,
  QUOTE_MARGIN = 4
};

typedef struct printer {
  ayes_buffer *buffer;
  size_t width, label, bar;
  bool colour;
} printer;

static const char for_colour[] = "\x1b[32m", against_colour[] = "\x1b[35m";

static void add_wrapped(const printer *it, ayes_buffer *line, size_t indent) {
  ayes_buffer_add_repeated(it->buffer, ' ', indent);
  ayes_terminal_add_wrapped(it->buffer, ayes_buffer_span(line), indent, it->width);
  it->buffer->failed |= line->failed;
  ayes_buffer_release(line);
}

static void add_heading(const printer *it, const char *text, size_t answers) {
  ayes_buffer_add_byte(it->buffer, '\n');
  ayes_buffer_add_repeated(it->buffer, ' ', MARGIN);
  ayes_terminal_style(it->buffer, it->colour, AYES_STYLE_STRONG);
  ayes_buffer_add_text(it->buffer, text);
  ayes_terminal_style(it->buffer, it->colour, AYES_STYLE_NONE);
  if (answers) ayes_buffer_add_format(it->buffer, " (%zu)", answers);
  ayes_buffer_add_byte(it->buffer, '\n');
}

/* A label, a count, and a bar where there is room for one. */
static void add_row(const printer *it, ayes_span label, size_t count, size_t whole,
                    const char *colour) {
  ayes_buffer_add_repeated(it->buffer, ' ', MARGIN);
  ayes_terminal_add_cell(it->buffer, label, it->label);
  ayes_terminal_add_count(it->buffer, count, COUNT);
  if (it->bar && count) {
    ayes_buffer_add_text(it->buffer, "  ");
    if (it->colour && colour) ayes_buffer_add_text(it->buffer, colour);
    ayes_terminal_add_bar(it->buffer, (double)count, (double)whole, it->bar);
    if (colour) ayes_terminal_style(it->buffer, it->colour, AYES_STYLE_NONE);
  }
  ayes_buffer_add_byte(it->buffer, '\n');
}

/* Evidence stands between asterisks: columns of colours would break the wrapping. */
static void add_quote(const printer *it, const ayes_said *said, const char *bullet) {
  ayes_buffer line = {0};
  size_t at = 0;
  ayes_buffer_add_text(&line, bullet);
  ayes_buffer_add_text(&line, "“");
  for (size_t i = 0; i < said->mark_count; i++) {
    const ayes_said_mark *mark = &said->marks[i];
    ayes_buffer_add(&line, ayes_span_slice(said->text, at, mark->start));
    ayes_buffer_add_byte(&line, '*');
    ayes_buffer_add(&line, ayes_span_slice(said->text, mark->start, mark->end));
    ayes_buffer_add_byte(&line, '*');
    at = mark->end;
  }
  ayes_buffer_add(&line, ayes_span_from(said->text, at));
  ayes_buffer_add_text(&line, "” (");
  ayes_buffer_add(&line, said->id);
  ayes_buffer_add_text(&line, ")");
  for (size_t i = 0; i < line.length; i++)
    if (line.data[i] == '\n' || line.data[i] == '\r') line.data[i] = ' ';
  add_wrapped(it, &line, QUOTE_MARGIN);
}

static void add_reasons(const printer *it, const char *heading, const ayes_reason *reasons,
                        size_t count, const char *colour) {
  if (count == 0) return;
  add_heading(it, heading, 0);
  for (size_t i = 0; i < count; i++) {
    ayes_span label = reasons[i].label;
    if (label.length == 0) label = ayes_span_of("Other reasons");
    add_row(it, label, reasons[i].answers, reasons[0].answers, colour);
    if (reasons[i].has_quote) add_quote(it, &reasons[i].quote, "");
  }
}

static void add_list(const printer *it, const ayes_said_list *list, ayes_said_list_kind kind) {
  if (list->count == 0) return;
  add_heading(it, ayes_summary_list_heading(kind), list->answers);
  for (size_t i = 0; i < list->count; i++) add_quote(it, &list->items[i], "- ");
}

static void add_sides(const printer *it, const ayes_side_names *names,
                      const ayes_question_tally *tally) {
  const struct {
    ayes_stance stance;
    const char *label, *colour;
  } rows[] = {{AYES_SUPPORT, names->support, for_colour},
              {AYES_OPPOSE, names->oppose, against_colour},
              {AYES_MIXED, "both", NULL},
              {AYES_NEUTRAL, "neither", NULL}};
  const ayes_counts *all = &tally->all;
  if (all->with_text == 0) return;
  ayes_buffer_add_byte(it->buffer, '\n');
  for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
    add_row(it, ayes_span_of(rows[i].label), all->stances[rows[i].stance], all->with_text,
            rows[i].colour);
}

static void add_subject(const printer *it, const ayes_question *subject) {
  ayes_buffer line = {0};
  if (!subject) return;
  ayes_buffer_add_text(&line, "about ");
  ayes_buffer_add(&line, subject->id);
  ayes_buffer_add_text(&line, ": ");
  ayes_buffer_add(&line, subject->text);
  add_wrapped(it, &line, MARGIN);
}

static void add_question(const printer *it, const ayes_summary_page *page,
                         const ayes_question_tally *tally) {
  const ayes_question_summary *said = ayes_summary_find(page, tally->id);
  const ayes_side_names *names = ayes_summary_names(page, tally);
  ayes_buffer heading = {0}, who = {0};
  ayes_buffer_add(&heading, tally->id.length ? tally->id : ayes_span_of("All answers"));
  if (tally->text.length) ayes_buffer_add_text(&heading, "  ");
  ayes_buffer_add(&heading, tally->text);
  ayes_terminal_style(it->buffer, it->colour, AYES_STYLE_STRONG);
  add_wrapped(it, &heading, 0);
  ayes_terminal_style(it->buffer, it->colour, AYES_STYLE_NONE);
  add_subject(it, ayes_summary_subject(page, tally));
  ayes_buffer_add_byte(it->buffer, '\n');
  ayes_summary_add_who(&who, tally);
  ayes_buffer_add_byte(&who, ' ');
  ayes_summary_add_sides(&who, page, tally);
  add_wrapped(it, &who, MARGIN);
  add_sides(it, names, tally);
  if (said) {
    add_reasons(it, names->support_heading, said->support, said->support_count, for_colour);
    add_reasons(it, names->oppose_heading, said->oppose, said->oppose_count, against_colour);
    for (int kind = 0; kind < AYES_SAID_LISTS; kind++)
      add_list(it, &said->lists[kind], (ayes_said_list_kind)kind);
  }
  ayes_buffer_add_byte(it->buffer, '\n');
}

static printer make_printer(const ayes_layout *layout, ayes_buffer *buffer) {
  printer it = {buffer, layout->width ? layout->width : USUAL_WIDTH, LABEL, BAR, layout->colour};
  if (it.width > WIDEST) it.width = WIDEST;
  if (it.width < NARROWEST) it.width = NARROWEST;
  size_t fixed = MARGIN + COUNT + 2;
  if (layout->width == 0 || it.width < fixed + LEAST_LABEL + 8) it.bar = 0;
  else if (it.width < fixed + LABEL + BAR) it.bar = 8;
  if (it.width < fixed + LABEL + it.bar) it.label = it.width - fixed - it.bar;
  return it;
}

void ayes_summary_text(const ayes_summary_page *page, const ayes_layout *layout,
                       ayes_buffer *buffer) {
  printer it = make_printer(layout, buffer);
  if (page->counts->title.length) {
    ayes_terminal_style(buffer, it.colour, AYES_STYLE_STRONG);
    ayes_terminal_add_wrapped(buffer, page->counts->title, 0, it.width);
    ayes_terminal_style(buffer, it.colour, AYES_STYLE_NONE);
    ayes_buffer_add_byte(buffer, '\n');
  }
  for (size_t i = 0; i < page->counts->question_count; i++)
    if (ayes_summary_is_shown(&page->counts->questions[i]))
      add_question(&it, page, &page->counts->questions[i]);
}
