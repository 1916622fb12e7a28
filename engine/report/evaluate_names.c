/* SPDX-License-Identifier: MIT
 *
 * The measures' names in records, in one place for all formats.
 */
#include "report/evaluate.h"

const char *ayes_measure_name(ayes_measure measure) {
  static const char *const names[AYES_MEASURE_COUNT] = {[AYES_MEASURE_ACCURACY] = "accuracy",
                                                        [AYES_MEASURE_MACRO_F1] = "macro_f1",
                                                        [AYES_MEASURE_MACRO_F1_3] = "macro_f1_3",
                                                        [AYES_MEASURE_F_AVG] = "f_avg",
                                                        [AYES_MEASURE_KAPPA] = "kappa",
                                                        [AYES_MEASURE_ALPHA] = "alpha",
                                                        [AYES_MEASURE_TOPICS] = "topics.micro_f1",
                                                        [AYES_MEASURE_ACTS] = "acts.micro_f1"};
  return names[measure];
}

bool ayes_measure_is_known(const ayes_evaluation *evaluation, ayes_measure measure) {
  if (measure == AYES_MEASURE_TOPICS) return evaluation->has_topics;
  return measure != AYES_MEASURE_ACTS || evaluation->has_acts;
}
