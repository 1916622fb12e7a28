/* SPDX-License-Identifier: MIT
 *
 * Counting is the library's (tally/tally.h); here options become stances. Whoever ticked nothing is
 * set beside the texts that take no side or are missing.
 */
#include "quality/recorded.h"

#include "tally/labels.h"
#include "tally/tally.h"

typedef struct row {
  size_t recorded[AYES_STANCE_COUNT]; /* Blank counts as neutral */
  size_t read[AYES_STANCE_COUNT];     /* texts; missing ones count as neutral */
} row;

static ayes_stance meaning_of(const ayes_survey *survey, const ayes_question_tally *question,
                              ayes_span option) {
  ayes_stance stance = AYES_NEUTRAL;
  const ayes_question *it = ayes_survey_find(survey, question->id);
  if (it) ayes_label_find_stance(ayes_survey_meaning(survey, it, option), &stance);
  return stance;
}

static row row_of(const ayes_survey *survey, const ayes_question_tally *question) {
  row it = {{0}, {0}};
  for (size_t i = 0; i < question->tick_count; i++) {
    const ayes_tick *tick = &question->ticks[i];
    if (tick->has_recorded)
      it.recorded[meaning_of(survey, question, tick->option)] += tick->recorded;
  }
  for (int i = 0; i < AYES_STANCE_COUNT; i++) it.read[i] = question->all.stances[i];
  it.read[AYES_NEUTRAL] += question->all.blank;
  return it;
}

static void add_cells(const row *it, ayes_stance stance, ayes_buffer *out) {
  ayes_buffer_add_format(out, "  %8zu %5zu %+5ld", it->recorded[stance], it->read[stance],
                         (long)it->read[stance] - (long)it->recorded[stance]);
}

static void add_row(const ayes_question_tally *question, const row *it, ayes_buffer *out) {
  int width = question->about.length < 10 ? (int)question->about.length : 10;
  ayes_buffer_add_format(out, "  %-10.*s", width, question->about.data);
  add_cells(it, AYES_SUPPORT, out);
  add_cells(it, AYES_OPPOSE, out);
  row rest = *it; /* mixed answers take no side either */
  rest.recorded[AYES_NEUTRAL] += it->recorded[AYES_MIXED];
  rest.read[AYES_NEUTRAL] += it->read[AYES_MIXED];
  add_cells(&rest, AYES_NEUTRAL, out);
  ayes_buffer_add_byte(out, '\n');
}

static void add_table(const ayes_survey *survey, const ayes_tally_counts *counts,
                      ayes_buffer *out) {
  ayes_buffer_add_text(out,
                       "              ------ support -----  ------ oppose ------  "
                       "-- no side, blank ---\n");
  ayes_buffer_add_text(out, "  question  ");
  for (int i = 0; i < 3; i++) ayes_buffer_add_text(out, "  recorded  read  diff");
  ayes_buffer_add_byte(out, '\n');
  for (size_t i = 0; i < counts->question_count; i++) {
    const ayes_question_tally *question = &counts->questions[i];
    if (!question->has_recorded || question->about.length == 0) continue;
    row it = row_of(survey, question);
    add_row(question, &it, out);
  }
}

ayes_status bench_recorded_add(const char *results, const char *survey_path, ayes_buffer *out,
                               ayes_error *error) {
  ayes_survey *survey;
  ayes_counter *counter;
  const ayes_tally_counts *counts;
  ayes_status status = ayes_survey_read(survey_path, &survey, error);
  if (status != AYES_OK) return status;
  status = ayes_counter_new(survey, &counter, error);
  if (status == AYES_OK) {
    status = ayes_counter_add_file(counter, results, error);
    if (status == AYES_OK) status = ayes_counter_finish(counter, &counts, error);
    if (status == AYES_OK) add_table(survey, counts, out);
    ayes_counter_free(counter);
  }
  ayes_survey_free(survey);
  return status;
}
