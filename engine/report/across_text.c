/* SPDX-License-Identifier: MIT
 *
 * One row a file; figures are F_avg, the mean F1 of support and oppose.
 */
#include "base/file.h"
#include "report/across.h"
#include "report/terminal.h"

enum { NAME = 32, COUNT = 10, FIGURE = 9 };

static void add_row(const ayes_across_score *score, const char *name, bool is_strong,
                    ayes_buffer *buffer) {
  ayes_buffer_add_text(buffer, "  ");
  ayes_terminal_add_cell(buffer, ayes_span_of(name), NAME);
  ayes_terminal_add_count(buffer, score->questions, COUNT);
  ayes_terminal_add_count(buffer, score->answers, COUNT);
  ayes_buffer_add_format(buffer, "%*.3f%*.3f", FIGURE, score->rules.f_avg, FIGURE,
                         score->learned.f_avg);
  ayes_terminal_style(buffer, is_strong, AYES_STYLE_STRONG);
  ayes_buffer_add_format(buffer, "%*.3f", FIGURE, score->both.f_avg);
  ayes_terminal_style(buffer, is_strong, AYES_STYLE_NONE);
  ayes_buffer_add_byte(buffer, '\n');
}

static void add_table(const ayes_across_report *what, bool colour, ayes_buffer *buffer) {
  const ayes_across *across = what->across;
  size_t inputs = what->settings->inputs;
  ayes_terminal_style(buffer, colour, AYES_STYLE_STRONG);
  ayes_buffer_add_format(buffer, "  %-*s%*s%*s%*s%*s%*s\n", NAME, "file", COUNT, "questions", COUNT,
                         "answers", FIGURE, "rules", FIGURE, "learned", FIGURE, "both");
  ayes_terminal_style(buffer, colour, AYES_STYLE_NONE);
  for (size_t i = 0; i < inputs && inputs > 1; i++)
    add_row(&across->scores[i], ayes_file_name(what->inputs[i]), false, buffer);
  add_row(&across->scores[inputs], "all", colour && across->outcome == AYES_ACROSS_LEARNED, buffer);
  ayes_buffer_add_format(buffer,
                         "\n  rules, learned, both: F_avg on questions left out of learning, one "
                         "part in %zu at a\n  time. Of the signs of the sums alone, however near "
                         "to 0, right: rules %.3f, both %.3f.\n",
                         what->folds, across->scores[inputs].rules_side,
                         across->scores[inputs].both_side);
}

static void add_outcome(const ayes_across_report *what, ayes_buffer *buffer) {
  const ayes_across *across = what->across;
  const ayes_across_settings *settings = what->settings;
  switch (across->outcome) {
    case AYES_ACROSS_LEARNED: {
      size_t good = 0;
      for (size_t i = 0; i < across->terms.count; i++) good += across->terms.items[i].weight > 0;
      ayes_buffer_add_format(buffer, "  %zu terms: %zu good, %zu bad\n", across->terms.count, good,
                             across->terms.count - good);
      return;
    }
    case AYES_ACROSS_ONE_SIDED:
      if (what->questions == 0) ayes_buffer_add_text(buffer, "  No answer is left to learn from.");
      else
        ayes_buffer_add_format(buffer,
                               "  All %zu answers take the same side; what speaks against it "
                               "cannot be learned.\n ",
                               across->sides[0] + across->sides[1]);
      break;
    case AYES_ACROSS_FEW:
      if (what->questions < 2)
        ayes_buffer_add_text(buffer,
                             "  All answers are to one question. Words for that one are learned "
                             "without --across.\n ");
      else
        ayes_buffer_add_format(buffer,
                               "  There are %zu questions, and no word or phrase stands in %zu "
                               "answers to %zu of them\n  (--least, --least-questions).",
                               what->questions, settings->least_answers, settings->least_questions);
      break;
    case AYES_ACROSS_NO_GAIN:
      ayes_buffer_add_text(buffer, "  With the list the rules do no better on such questions.");
      break;
  }
  ayes_buffer_add_text(buffer, " Nothing was written.\n");
}

void ayes_across_text(const ayes_across_report *what, bool colour, ayes_buffer *buffer) {
  bool is_measured =
      what->across->outcome == AYES_ACROSS_LEARNED || what->across->outcome == AYES_ACROSS_NO_GAIN;
  if (is_measured) add_table(what, colour, buffer);
  if (what->left_out)
    ayes_buffer_add_format(buffer, "  Not counted: %zu answers to questions that were left out\n",
                           what->left_out);
  add_outcome(what, buffer);
}
