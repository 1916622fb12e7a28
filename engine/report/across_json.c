/* SPDX-License-Identifier: MIT
 *
 * One object; figures that were not measured are left out.
 */
#include <inttypes.h>

#include "base/file.h"
#include "base/json.h"
#include "report/across.h"

static void add_number(ayes_buffer *buffer, const char *name, double number) {
  ayes_buffer_add_format(buffer, "\"%s\": ", name);
  ayes_buffer_add_number(buffer, number, 3);
}

static void add_score(ayes_buffer *buffer, const char *name, const ayes_lesson_score *score) {
  ayes_buffer_add_format(buffer, ", \"%s\": {", name);
  add_number(buffer, "accuracy", score->accuracy);
  ayes_buffer_add_text(buffer, ", ");
  add_number(buffer, "f_avg", score->f_avg);
  ayes_buffer_add_byte(buffer, '}');
}

static void add_scores(ayes_buffer *buffer, const ayes_across_score *score) {
  ayes_buffer_add_format(buffer, "\"questions\": %zu, \"answers\": %zu", score->questions,
                         score->answers);
  add_score(buffer, "rules", &score->rules);
  add_score(buffer, "learned", &score->learned);
  add_score(buffer, "both", &score->both);
  ayes_buffer_add_text(buffer, ", \"signs_right\": {");
  add_number(buffer, "rules", score->rules_side);
  ayes_buffer_add_text(buffer, ", ");
  add_number(buffer, "both", score->both_side);
  ayes_buffer_add_text(buffer, ", ");
  add_number(buffer, "gain_in_standard_errors", score->gain);
  ayes_buffer_add_text(buffer, "}}");
}

static void add_measures(const ayes_across_report *what, ayes_buffer *buffer) {
  size_t inputs = what->settings->inputs;
  ayes_buffer_add_text(buffer, ",\n  \"strength\": ");
  ayes_buffer_add_number(buffer, what->across->strength, 3);
  ayes_buffer_add_text(buffer, ",\n  \"left_out_questions\": {");
  add_scores(buffer, &what->across->scores[inputs]);
  ayes_buffer_add_text(buffer, ",\n  \"files\": [");
  for (size_t i = 0; i < inputs; i++) {
    ayes_buffer_add_text(buffer, i ? ",\n    {\"name\": " : "\n    {\"name\": ");
    ayes_json_add_string(buffer, ayes_span_of(ayes_file_name(what->inputs[i])));
    ayes_buffer_add_text(buffer, ", ");
    add_scores(buffer, &what->across->scores[i]);
  }
  ayes_buffer_add_text(buffer, "\n  ]");
}

void ayes_across_json(const ayes_across_report *what, ayes_buffer *buffer) {
  static const char *const outcomes[] = {[AYES_ACROSS_LEARNED] = "learned",
                                         [AYES_ACROSS_ONE_SIDED] = "one_sided",
                                         [AYES_ACROSS_FEW] = "too_few",
                                         [AYES_ACROSS_NO_GAIN] = "no_gain"};
  const ayes_across *across = what->across;
  ayes_buffer_add_format(buffer, "{\n  \"outcome\": \"%s\",\n  \"data\": \"%016" PRIx64 "\",\n",
                         outcomes[across->outcome], what->data);
  ayes_buffer_add_format(buffer, "  \"questions\": %zu,\n  \"answers_for\": %zu,\n",
                         what->questions, across->sides[1]);
  ayes_buffer_add_format(buffer, "  \"answers_against\": %zu,\n  \"answers_without\": %zu,\n",
                         across->sides[0], what->left_out);
  ayes_buffer_add_format(buffer, "  \"folds\": %zu,\n  \"least_questions\": %zu,\n", what->folds,
                         what->settings->least_questions);
  ayes_buffer_add_format(buffer, "  \"least\": %zu,\n  \"terms\": %zu",
                         what->settings->least_answers, across->terms.count);
  if (across->outcome == AYES_ACROSS_LEARNED || across->outcome == AYES_ACROSS_NO_GAIN)
    add_measures(what, buffer);
  ayes_buffer_add_text(buffer, "\n}\n");
}
