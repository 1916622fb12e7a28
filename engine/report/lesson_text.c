/* SPDX-License-Identifier: MIT
 *
 * One row a question; figures are macro-F1, which with ticks for and against alone is F_avg.
 */
#include "report/lesson.h"

#include "report/terminal.h"

enum { NAME = 20, COUNT = 8, FIGURE = 9 };

static void add_figure(ayes_buffer *buffer, double figure) {
  ayes_buffer_add_format(buffer, "%*.3f", FIGURE, figure);
}

static void add_row(const ayes_lesson *lesson, size_t least, bool colour, ayes_buffer *buffer) {
  const size_t *labels = lesson->samples->labels;
  ayes_buffer_add_text(buffer, "  ");
  ayes_terminal_add_cell(buffer, lesson->question, NAME);
  ayes_terminal_add_count(buffer, lesson->samples->list.count, COUNT);
  ayes_terminal_add_count(buffer, labels[AYES_SUPPORT], COUNT);
  ayes_terminal_add_count(buffer, labels[AYES_OPPOSE], COUNT);
  if (lesson->outcome == AYES_LESSON_FEW) {
    ayes_buffer_add_format(buffer, "  too few: %zu for and %zu against are needed", least, least);
  } else {
    add_figure(buffer, lesson->rules.macro_f1);
    add_figure(buffer, lesson->learned.macro_f1);
    bool gains = lesson->outcome == AYES_LESSON_LEARNED;
    ayes_terminal_style(buffer, colour && gains, AYES_STYLE_STRONG);
    add_figure(buffer, lesson->both.macro_f1);
    ayes_terminal_style(buffer, colour && gains, AYES_STYLE_NONE);
    if (gains) ayes_terminal_add_count(buffer, lesson->terms, COUNT);
    else ayes_buffer_add_text(buffer, "  no gain, left out");
  }
  ayes_buffer_add_byte(buffer, '\n');
}

void ayes_lessons_text(const ayes_lesson *lessons, size_t count, size_t least, bool colour,
                       ayes_buffer *buffer) {
  size_t learned = 0;
  ayes_terminal_style(buffer, colour, AYES_STYLE_STRONG);
  ayes_buffer_add_format(buffer, "  %-*s%*s%*s%*s%*s%*s%*s%*s\n", NAME, "question", COUNT,
                         "answers", COUNT, "for", COUNT, "against", FIGURE, "rules", FIGURE,
                         "learned", FIGURE, "both", COUNT, "terms");
  ayes_terminal_style(buffer, colour, AYES_STYLE_NONE);
  for (size_t i = 0; i < count; i++) {
    add_row(&lessons[i], least, colour, buffer);
    learned += lessons[i].outcome == AYES_LESSON_LEARNED;
  }
  ayes_buffer_add_text(buffer,
                       "\n  rules, learned, both: macro-F1 against labels that were left out of "
                       "learning\n");
  if (!learned)
    ayes_buffer_add_text(buffer, "  Nothing was learned that helps, so nothing was written.\n");
}
