/* SPDX-License-Identifier: MIT
 *
 * Groups as in the measures' names: stance.accuracy is {"stance": {"accuracy": ...}}. Ratios have
 * four decimals.
 */
#include "report/evaluate.h"

#include "base/json.h"
#include "tally/labels.h"

static const ayes_stance stance_order[] = {AYES_SUPPORT, AYES_OPPOSE, AYES_MIXED, AYES_NEUTRAL};
enum { STANCES = sizeof stance_order / sizeof *stance_order };

static const char *stance_name(int index) { return ayes_label_of_stance(stance_order[index]); }

static void add_ratio(ayes_buffer *buffer, const char *key, double value) {
  ayes_json_add_key(buffer, key);
  ayes_buffer_add_byte(buffer, ' ');
  ayes_buffer_add_number(buffer, value, 4);
}

static void add_count(ayes_buffer *buffer, const char *key, size_t value) {
  ayes_json_add_key(buffer, key);
  ayes_buffer_add_byte(buffer, ' ');
  ayes_buffer_add_size(buffer, value);
}

static void add_f1(ayes_buffer *buffer, const ayes_f1 *it) {
  add_ratio(buffer, "precision", it->precision);
  ayes_buffer_add_text(buffer, ", ");
  add_ratio(buffer, "recall", it->recall);
  ayes_buffer_add_text(buffer, ", ");
  add_ratio(buffer, "f1", it->f1);
  ayes_buffer_add_text(buffer, ", ");
  add_count(buffer, "gold", it->right + it->missed);
  ayes_buffer_add_text(buffer, ", ");
  add_count(buffer, "given", it->right + it->wrong);
}

static void add_labels(const ayes_evaluation *it, ayes_buffer *buffer) {
  ayes_buffer_add_text(buffer, ",\n    \"labels\": {");
  for (int i = 0; i < STANCES; i++) {
    ayes_buffer_add_text(buffer, i ? "},\n      " : "\n      ");
    ayes_json_add_key(buffer, stance_name(i));
    ayes_buffer_add_text(buffer, " {");
    add_f1(buffer, &it->labels[stance_order[i]]);
  }
  ayes_buffer_add_text(buffer, "}\n    }");
}

static void add_confusion(const ayes_evaluation *it, ayes_buffer *buffer) {
  ayes_buffer_add_text(buffer, ",\n    \"confusion\": {");
  for (int i = 0; i < STANCES; i++) {
    ayes_buffer_add_text(buffer, i ? "},\n      " : "\n      ");
    ayes_json_add_key(buffer, stance_name(i));
    ayes_buffer_add_text(buffer, " {");
    for (int k = 0; k < STANCES; k++) {
      if (k) ayes_buffer_add_text(buffer, ", ");
      add_count(buffer, stance_name(k), it->confusion[stance_order[i]][stance_order[k]]);
    }
  }
  ayes_buffer_add_text(buffer, "}\n    }");
}

static void add_interval(ayes_buffer *buffer, const char *key, const ayes_interval *it,
                         bool with_value) {
  ayes_json_add_key(buffer, key);
  ayes_buffer_add_text(buffer, " {");
  if (with_value) {
    add_ratio(buffer, "value", it->value);
    ayes_buffer_add_text(buffer, ", ");
  }
  add_ratio(buffer, "low", it->low);
  ayes_buffer_add_text(buffer, ", ");
  add_ratio(buffer, "high", it->high);
  ayes_buffer_add_byte(buffer, '}');
}

static void add_intervals(ayes_buffer *buffer, const char *key, const ayes_evaluation *it,
                          const ayes_interval *intervals, bool with_value) {
  bool first = true;
  ayes_buffer_add_text(buffer, ",\n  ");
  ayes_json_add_key(buffer, key);
  ayes_buffer_add_text(buffer, " {");
  for (int i = 0; i < AYES_MEASURE_COUNT; i++) {
    if (!ayes_measure_is_known(it, (ayes_measure)i)) continue;
    if (with_value && i == AYES_MEASURE_ALPHA) continue;
    ayes_buffer_add_text(buffer, first ? "\n    " : ",\n    ");
    first = false;
    add_interval(buffer, ayes_measure_name((ayes_measure)i), &intervals[i], with_value);
  }
  ayes_buffer_add_text(buffer, "\n  }");
}

static void add_bootstrap(const ayes_evaluation *it, ayes_buffer *buffer) {
  if (!it->has_intervals) return;
  add_intervals(buffer, "intervals", it, it->intervals, false);
  if (!it->has_weights) return;
  add_intervals(buffer, "weighted", it, it->weighted, true);
  ayes_buffer_add_text(buffer, ",\n  ");
  add_count(buffer, "unlabelled_strata", it->unlabelled_strata);
}

static void add_agreement_side(ayes_buffer *buffer, const char *key, const ayes_evaluation *it) {
  static const ayes_measure measures[] = {AYES_MEASURE_ACCURACY, AYES_MEASURE_KAPPA,
                                          AYES_MEASURE_ALPHA, AYES_MEASURE_F_AVG,
                                          AYES_MEASURE_MACRO_F1};
  ayes_buffer_add_text(buffer, ",\n    ");
  ayes_json_add_key(buffer, key);
  ayes_buffer_add_text(buffer, " {");
  for (size_t i = 0; i < sizeof measures / sizeof *measures; i++) {
    ayes_buffer_add_text(buffer, i ? ",\n      " : "\n      ");
    add_interval(buffer, ayes_measure_name(measures[i]), &it->intervals[measures[i]], true);
  }
  ayes_buffer_add_text(buffer, ",\n      \"labels\": {");
  for (int i = 0; i < STANCES; i++) {
    if (i) ayes_buffer_add_text(buffer, ", ");
    add_ratio(buffer, stance_name(i), it->labels[stance_order[i]].f1);
  }
  ayes_buffer_add_text(buffer, "}\n    }");
}

static void add_agreement(const ayes_agreement *agreement, ayes_buffer *buffer) {
  ayes_buffer_add_text(buffer, ",\n  \"second\": {\n    ");
  add_count(buffer, "n", agreement->people.matched);
  add_agreement_side(buffer, "people", &agreement->people);
  add_agreement_side(buffer, "results", &agreement->engine);
  ayes_buffer_add_text(buffer, "\n  }");
}

static void add_stance(const ayes_evaluation *it, ayes_buffer *buffer) {
  ayes_buffer_add_text(buffer, "  \"stance\": {\n    ");
  add_ratio(buffer, "accuracy", it->accuracy);
  ayes_buffer_add_text(buffer, ",\n    ");
  add_ratio(buffer, "macro_f1", it->macro_f1);
  ayes_buffer_add_text(buffer, ",\n    ");
  add_ratio(buffer, "macro_f1_3", it->macro_f1_3);
  ayes_buffer_add_text(buffer, ",\n    ");
  add_ratio(buffer, "f_avg", it->f_avg);
  ayes_buffer_add_text(buffer, ",\n    ");
  add_ratio(buffer, "kappa", it->kappa);
  add_labels(it, buffer);
  add_confusion(it, buffer);
  ayes_buffer_add_text(buffer, "\n  }");
}

static void add_micro(ayes_buffer *buffer, const char *key, const ayes_f1 *it) {
  ayes_buffer_add_text(buffer, ",\n  ");
  ayes_json_add_key(buffer, key);
  ayes_buffer_add_text(buffer, " {");
  add_ratio(buffer, "micro_f1", it->f1);
  ayes_buffer_add_text(buffer, ", ");
  add_ratio(buffer, "precision", it->precision);
  ayes_buffer_add_text(buffer, ", ");
  add_ratio(buffer, "recall", it->recall);
}

static void add_act_labels(const ayes_evaluation *it, ayes_buffer *buffer) {
  ayes_buffer_add_text(buffer, ",\n    \"labels\": {");
  for (unsigned i = 0; i < AYES_ACT_COUNT; i++) {
    ayes_buffer_add_text(buffer, i ? "},\n      " : "\n      ");
    ayes_json_add_key(buffer, ayes_label_of_act(1u << i));
    ayes_buffer_add_text(buffer, " {");
    add_f1(buffer, &it->act_labels[i]);
  }
  ayes_buffer_add_text(buffer, "}\n    }\n  }");
}

static void add_coverage_item(ayes_buffer *buffer, const char *key, const ayes_coverage *it) {
  ayes_buffer_add_byte(buffer, '{');
  add_ratio(buffer, key, it->share);
  ayes_buffer_add_text(buffer, ", ");
  add_count(buffer, "n", it->count);
  ayes_buffer_add_text(buffer, ", ");
  add_ratio(buffer, "accuracy", it->accuracy);
  ayes_buffer_add_byte(buffer, '}');
}

static void add_coverage(const ayes_evaluation *it, ayes_buffer *buffer) {
  ayes_buffer_add_text(buffer, ",\n  \"coverage\": [");
  for (int i = 0; i < AYES_COVERAGE_COUNT; i++) {
    ayes_buffer_add_text(buffer, i ? ",\n    " : "\n    ");
    add_coverage_item(buffer, "coverage", &it->coverage[i]);
  }
  ayes_buffer_add_text(buffer, "\n  ],\n  \"confident\": ");
  add_coverage_item(buffer, "confidence", &it->confident);
}

static void add_calibration(const ayes_evaluation *it, ayes_buffer *buffer) {
  bool first = true;
  ayes_buffer_add_text(buffer, ",\n  \"calibration\": {\n    ");
  add_ratio(buffer, "error", it->calibration_error);
  ayes_buffer_add_text(buffer, ",\n    \"bins\": [");
  for (int i = 0; i < AYES_CALIBRATION_BINS; i++) {
    const ayes_calibration_bin *bin = &it->bins[i];
    if (bin->count == 0) continue;
    ayes_buffer_add_text(buffer, first ? "\n      {" : ",\n      {");
    first = false;
    add_count(buffer, "n", bin->count);
    ayes_buffer_add_text(buffer, ", ");
    add_ratio(buffer, "confidence", bin->confidence);
    ayes_buffer_add_text(buffer, ", ");
    add_ratio(buffer, "accuracy", bin->accuracy);
    ayes_buffer_add_byte(buffer, '}');
  }
  ayes_buffer_add_text(buffer, "\n    ]\n  }");
}

static void add_shares(ayes_buffer *buffer, const char *key,
                       const double shares[AYES_STANCE_COUNT]) {
  ayes_buffer_add_text(buffer, ",\n    ");
  ayes_json_add_key(buffer, key);
  ayes_buffer_add_text(buffer, " {");
  for (int i = 0; i < STANCES; i++) {
    if (i) ayes_buffer_add_text(buffer, ", ");
    add_ratio(buffer, stance_name(i), shares[stance_order[i]]);
  }
  ayes_buffer_add_byte(buffer, '}');
}

void ayes_evaluation_json(const ayes_evaluation *it, const ayes_agreement *agreement,
                          ayes_buffer *buffer) {
  ayes_buffer_add_text(buffer, "{\n  ");
  add_count(buffer, "n", it->matched);
  ayes_buffer_add_text(buffer, ",\n  ");
  add_count(buffer, "gold", it->gold);
  ayes_buffer_add_text(buffer, ",\n  ");
  add_count(buffer, "missing", it->missing);
  ayes_buffer_add_text(buffer, ",\n  ");
  add_count(buffer, "unmatched", it->unmatched);
  ayes_buffer_add_text(buffer, ",\n  ");
  add_count(buffer, "quarantined", it->quarantined);
  ayes_buffer_add_text(buffer, ",\n  ");
  add_count(buffer, "blank", it->blank);
  ayes_buffer_add_text(buffer, ",\n");
  add_stance(it, buffer);
  if (it->has_topics) {
    add_micro(buffer, "topics", &it->topics);
    ayes_buffer_add_byte(buffer, '}');
  }
  if (it->has_acts) {
    add_micro(buffer, "acts", &it->acts);
    add_act_labels(it, buffer);
  }
  add_coverage(it, buffer);
  add_calibration(it, buffer);
  ayes_buffer_add_text(buffer, ",\n  \"tally\": {\n    ");
  add_ratio(buffer, "error", it->tally_error);
  add_shares(buffer, "gold", it->gold_shares);
  add_shares(buffer, "given", it->given_shares);
  ayes_buffer_add_text(buffer, "\n  }");
  add_bootstrap(it, buffer);
  if (agreement) add_agreement(agreement, buffer);
  ayes_buffer_add_text(buffer, "\n}\n");
}
