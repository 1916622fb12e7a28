/* SPDX-License-Identifier: MIT
 *
 * The figures people quote first, then the labels one by one, then what was taken for what.
 */
#include "report/evaluate.h"

#include "report/terminal.h"
#include "tally/labels.h"

static const ayes_stance stance_order[] = {AYES_SUPPORT, AYES_OPPOSE, AYES_MIXED, AYES_NEUTRAL};
enum { STANCES = sizeof stance_order / sizeof *stance_order, LABEL = 14, COLUMN = 10 };

/* A ratio with three decimals, always all three: columns line up. */
static void add_ratio(ayes_buffer *buffer, double value, size_t width) {
  size_t units = (size_t)(value < 0 ? 0 : value * 1000 + 0.5);
  bool negative = value < 0;
  if (negative) units = (size_t)(-value * 1000 + 0.5);
  ayes_buffer_add_repeated(buffer, ' ', width > 6 ? width - 6 : 0);
  ayes_buffer_add_text(buffer, negative ? "-" : " ");
  ayes_buffer_add_format(buffer, "%zu.%03zu", units / 1000, units % 1000);
}

static void add_label(ayes_buffer *buffer, const char *label, size_t width) {
  ayes_buffer_add_text(buffer, "  ");
  ayes_terminal_add_cell(buffer, ayes_span_of(label), width);
}

static void add_figure(ayes_buffer *buffer, const char *label, double value, const char *note) {
  add_label(buffer, label, LABEL + 8);
  add_ratio(buffer, value, 6);
  ayes_buffer_add_text(buffer, note[0] ? "   " : "");
  ayes_buffer_add_text(buffer, note);
  ayes_buffer_add_byte(buffer, '\n');
}

static void add_counts(ayes_buffer *buffer, const ayes_evaluation *it) {
  ayes_buffer_add_size(buffer, it->matched);
  ayes_buffer_add_text(buffer, " of ");
  ayes_buffer_add_size(buffer, it->gold);
  ayes_buffer_add_text(buffer, " gold lines have a result");
  if (it->unmatched) {
    ayes_buffer_add_text(buffer, "; ");
    ayes_buffer_add_size(buffer, it->unmatched);
    ayes_buffer_add_text(buffer, it->unmatched == 1 ? " result has" : " results have");
    ayes_buffer_add_text(buffer, " no gold line");
  }
  if (it->quarantined) {
    ayes_buffer_add_text(buffer, "; ");
    ayes_buffer_add_size(buffer, it->quarantined);
    ayes_buffer_add_text(buffer,
                         it->quarantined == 1 ? " result is an error" : " results are errors");
  }
  ayes_buffer_add_text(buffer, "\n\n");
}

static void add_figures(ayes_buffer *buffer, const ayes_evaluation *it) {
  add_figure(buffer, "stance accuracy", it->accuracy, "");
  add_figure(buffer, "stance macro F1", it->macro_f1, "over all labels that occur");
  add_figure(buffer, "stance macro F1 of 3", it->macro_f1_3, "without mixed");
  add_figure(buffer, "stance F_avg", it->f_avg, "mean F1 of support and oppose");
  add_figure(buffer, "stance kappa", it->kappa, "agreement beyond chance");
  if (it->has_topics) add_figure(buffer, "topics micro F1", it->topics.f1, "");
  if (it->has_acts) add_figure(buffer, "acts micro F1", it->acts.f1, "");
  add_figure(buffer, "tally error", it->tally_error, "mean difference of the shares");
  add_figure(buffer, "calibration error", it->calibration_error, "");
}

static void add_heads(ayes_buffer *buffer, const char *first, const char *const *heads,
                      size_t count) {
  ayes_buffer_add_byte(buffer, '\n');
  add_label(buffer, first, LABEL);
  for (size_t i = 0; i < count; i++) {
    ayes_buffer_add_repeated(buffer, ' ', COLUMN - strlen(heads[i]));
    ayes_buffer_add_text(buffer, heads[i]);
  }
  ayes_buffer_add_byte(buffer, '\n');
}

static void add_f1_row(ayes_buffer *buffer, const char *name, const ayes_f1 *it) {
  if (it->right + it->missed + it->wrong == 0) return;
  add_label(buffer, name, LABEL);
  ayes_terminal_add_count(buffer, it->right + it->missed, COLUMN);
  ayes_terminal_add_count(buffer, it->right + it->wrong, COLUMN);
  add_ratio(buffer, it->precision, COLUMN);
  add_ratio(buffer, it->recall, COLUMN);
  add_ratio(buffer, it->f1, COLUMN);
  ayes_buffer_add_byte(buffer, '\n');
}

static void add_labels(ayes_buffer *buffer, const ayes_evaluation *it) {
  static const char *const heads[] = {"gold", "given", "precision", "recall", "F1"};
  add_heads(buffer, "stance", heads, 5);
  for (int i = 0; i < STANCES; i++)
    add_f1_row(buffer, ayes_label_of_stance(stance_order[i]), &it->labels[stance_order[i]]);
  if (!it->has_acts) return;
  add_heads(buffer, "acts", heads, 5);
  for (unsigned i = 0; i < AYES_ACT_COUNT; i++)
    add_f1_row(buffer, ayes_label_of_act(1u << i), &it->act_labels[i]);
}

static void add_confusion(ayes_buffer *buffer, const ayes_evaluation *it) {
  static const char *const heads[] = {"support", "oppose", "mixed", "neutral"};
  add_heads(buffer, "gold \\ given", heads, STANCES);
  for (int i = 0; i < STANCES; i++) {
    add_label(buffer, ayes_label_of_stance(stance_order[i]), LABEL);
    for (int k = 0; k < STANCES; k++)
      ayes_terminal_add_count(buffer, it->confusion[stance_order[i]][stance_order[k]], COLUMN);
    ayes_buffer_add_byte(buffer, '\n');
  }
}

static void add_coverage(ayes_buffer *buffer, const ayes_evaluation *it) {
  static const char *const heads[] = {"results", "accuracy"};
  static const char *const names[AYES_COVERAGE_COUNT] = {"25 %", "50 %", "75 %", "100 %"};
  add_heads(buffer, "most confident", heads, 2);
  for (int i = 0; i < AYES_COVERAGE_COUNT; i++) {
    add_label(buffer, names[i], LABEL);
    ayes_terminal_add_count(buffer, it->coverage[i].count, COLUMN);
    add_ratio(buffer, it->coverage[i].accuracy, COLUMN);
    ayes_buffer_add_byte(buffer, '\n');
  }
  add_label(buffer, "0.8 and more", LABEL);
  ayes_terminal_add_count(buffer, it->confident.count, COLUMN);
  add_ratio(buffer, it->confident.accuracy, COLUMN);
  ayes_buffer_add_byte(buffer, '\n');
}

void ayes_evaluation_text(const ayes_evaluation *it, ayes_buffer *buffer) {
  add_counts(buffer, it);
  add_figures(buffer, it);
  add_labels(buffer, it);
  add_confusion(buffer, it);
  add_coverage(buffer, it);
}
