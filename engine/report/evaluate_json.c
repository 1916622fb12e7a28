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

void ayes_evaluation_json(const ayes_evaluation *it, ayes_buffer *buffer) {
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
  ayes_buffer_add_text(buffer, "\n  }\n}\n");
}
