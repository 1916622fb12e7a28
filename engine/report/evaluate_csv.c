/* SPDX-License-Identifier: MIT
 *
 * One measure a row, for tables that are kept under version control: a changed result is one
 * changed line. Three decimals, so that a change by less than one answer in a thousand is none.
 */
#include "report/evaluate.h"

#include "tally/labels.h"

static void add_row(ayes_buffer *buffer, const char *measure, double value) {
  ayes_buffer_add_text(buffer, measure);
  ayes_buffer_add_byte(buffer, ',');
  ayes_buffer_add_number(buffer, value, 3);
  ayes_buffer_add_text(buffer, "\r\n");
}

static void add_labels(ayes_buffer *buffer, const ayes_evaluation *it) {
  static const ayes_stance order[] = {AYES_SUPPORT, AYES_OPPOSE, AYES_MIXED, AYES_NEUTRAL};
  for (int i = 0; i < 4; i++) {
    ayes_buffer_add_format(buffer, "stance.%s.", ayes_label_of_stance(order[i]));
    add_row(buffer, "f1", it->labels[order[i]].f1);
  }
}

static void add_bounds(ayes_buffer *buffer, const char *prefix, ayes_measure measure,
                       const ayes_interval *it) {
  bool is_stance = measure < AYES_MEASURE_TOPICS;
  const char *group = is_stance ? "stance." : "";
  ayes_buffer_add_format(buffer, "%s%s%s.", prefix, group, ayes_measure_name(measure));
  add_row(buffer, "low", it->low);
  ayes_buffer_add_format(buffer, "%s%s%s.", prefix, group, ayes_measure_name(measure));
  add_row(buffer, "high", it->high);
}

static void add_intervals(ayes_buffer *buffer, const ayes_evaluation *it) {
  if (!it->has_intervals) return;
  for (int i = 0; i < AYES_MEASURE_COUNT; i++)
    if (ayes_measure_is_known(it, (ayes_measure)i))
      add_bounds(buffer, "", (ayes_measure)i, &it->intervals[i]);
  for (int i = 0; i < AYES_MEASURE_COUNT && it->has_weights; i++) {
    if (!ayes_measure_is_known(it, (ayes_measure)i) || i == AYES_MEASURE_ALPHA) continue;
    ayes_buffer_add_format(buffer, "weighted.%s", i < AYES_MEASURE_TOPICS ? "stance." : "");
    add_row(buffer, ayes_measure_name((ayes_measure)i), it->weighted[i].value);
    add_bounds(buffer, "weighted.", (ayes_measure)i, &it->weighted[i]);
  }
}

static void add_side(ayes_buffer *buffer, const char *prefix, const ayes_evaluation *it) {
  for (int i = 0; i < AYES_MEASURE_TOPICS; i++) {
    ayes_buffer_add_format(buffer, "%sstance.", prefix);
    add_row(buffer, ayes_measure_name((ayes_measure)i), it->intervals[i].value);
    add_bounds(buffer, prefix, (ayes_measure)i, &it->intervals[i]);
  }
}

static void add_agreement(ayes_buffer *buffer, const ayes_agreement *agreement) {
  add_row(buffer, "second.n", (double)agreement->people.matched);
  add_side(buffer, "second.people.", &agreement->people);
  add_side(buffer, "second.results.", &agreement->engine);
}

void ayes_evaluation_csv(const ayes_evaluation *it, const ayes_agreement *agreement,
                         ayes_buffer *buffer) {
  ayes_buffer_add_text(buffer, "measure,value\r\n");
  add_row(buffer, "n", (double)it->matched);
  add_row(buffer, "missing", (double)it->missing);
  add_row(buffer, "stance.accuracy", it->accuracy);
  add_row(buffer, "stance.macro_f1", it->macro_f1);
  add_row(buffer, "stance.macro_f1_3", it->macro_f1_3);
  add_row(buffer, "stance.f_avg", it->f_avg);
  add_row(buffer, "stance.kappa", it->kappa);
  add_labels(buffer, it);
  if (it->has_topics) add_row(buffer, "topics.micro_f1", it->topics.f1);
  if (it->has_acts) add_row(buffer, "acts.micro_f1", it->acts.f1);
  for (int i = 0; i < AYES_COVERAGE_COUNT; i++) {
    ayes_buffer_add_format(buffer, "coverage.%d.", (i + 1) * 100 / AYES_COVERAGE_COUNT);
    add_row(buffer, "accuracy", it->coverage[i].accuracy);
  }
  add_row(buffer, "confident.n", (double)it->confident.count);
  add_row(buffer, "confident.accuracy", it->confident.accuracy);
  add_row(buffer, "calibration.error", it->calibration_error);
  add_row(buffer, "tally.error", it->tally_error);
  if (it->blank) add_row(buffer, "blank", (double)it->blank);
  add_intervals(buffer, it);
  if (agreement) add_agreement(buffer, agreement);
}
