/* SPDX-License-Identifier: MIT
 *
 * The figures people quote first, then the labels one by one, then what was taken for what.
 */
#include "report/evaluate.h"

#include "report/terminal.h"
#include "tally/labels.h"

static const ayes_stance stance_order[] = {AYES_SUPPORT, AYES_OPPOSE, AYES_MIXED, AYES_NEUTRAL};
enum {
  STANCES = sizeof stance_order / sizeof *stance_order,
  LABEL = 14,
  COLUMN = 10,
  INTERVAL = 18
};

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

/* "   0.412 to 0.533"; as many spaces where there is none. */
static void add_interval(ayes_buffer *buffer, const ayes_interval *interval) {
  if (!interval) {
    ayes_buffer_add_repeated(buffer, ' ', INTERVAL);
    return;
  }
  add_ratio(buffer, interval->low, 9);
  ayes_buffer_add_text(buffer, " to");
  add_ratio(buffer, interval->high, 6);
}

static void add_figure(ayes_buffer *buffer, const char *label, double value,
                       const ayes_interval *interval, const char *note) {
  add_label(buffer, label, LABEL + 8);
  add_ratio(buffer, value, 6);
  add_interval(buffer, interval);
  ayes_buffer_add_text(buffer, "   ");
  ayes_buffer_add_text(buffer, note);
  ayes_terminal_end_line(buffer);
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
  if (it->blank) {
    ayes_buffer_add_text(buffer, "; ");
    ayes_buffer_add_size(buffer, it->blank);
    ayes_buffer_add_text(buffer, it->blank == 1 ? " row is left blank" : " rows are left blank");
  }
  ayes_buffer_add_text(buffer, "\n\n");
}

static const struct {
  ayes_measure measure;
  const char *label, *note;
} figures[] = {
    {AYES_MEASURE_ACCURACY, "stance accuracy", ""},
    {AYES_MEASURE_MACRO_F1, "stance macro F1", "over all labels that occur"},
    {AYES_MEASURE_MACRO_F1_3, "stance macro F1 of 3", "without mixed"},
    {AYES_MEASURE_F_AVG, "stance F_avg", "mean F1 of support and oppose"},
    {AYES_MEASURE_KAPPA, "stance kappa", "agreement beyond chance"},
    {AYES_MEASURE_TOPICS, "topics micro F1", ""},
    {AYES_MEASURE_ACTS, "acts micro F1", ""},
};
enum { FIGURES = sizeof figures / sizeof *figures };

static void add_known_figures(ayes_buffer *buffer, const ayes_evaluation *it,
                              const ayes_interval *intervals) {
  for (int i = 0; i < FIGURES; i++) {
    const ayes_interval *interval = &intervals[figures[i].measure];
    if (ayes_measure_is_known(it, figures[i].measure))
      add_figure(buffer, figures[i].label, interval->value, interval, figures[i].note);
  }
}

static void add_figures(ayes_buffer *buffer, const ayes_evaluation *it) {
  add_label(buffer, "", LABEL + 8);
  ayes_buffer_add_text(buffer, "         95 % interval\n");
  add_known_figures(buffer, it, it->intervals);
  add_figure(buffer, "tally error", it->tally_error, NULL, "mean difference of the shares");
  add_figure(buffer, "calibration error", it->calibration_error, NULL, "");
}

static void add_weighted(ayes_buffer *buffer, const ayes_evaluation *it) {
  if (!it->has_weights) return;
  ayes_buffer_add_text(buffer,
                       "\n  by the weights of the gold lines: of all answers they stand for\n");
  add_known_figures(buffer, it, it->weighted);
  if (it->unlabelled_strata == 0) return;
  ayes_buffer_add_text(buffer, "  ");
  ayes_buffer_add_size(buffer, it->unlabelled_strata);
  ayes_buffer_add_text(buffer, it->unlabelled_strata == 1
                                   ? " stratum has no label, and no part in these\n"
                                   : " strata have no label, and no part in these\n");
}

static void add_agreement_row(ayes_buffer *buffer, const char *label, const ayes_interval *people,
                              const ayes_interval *engine) {
  add_label(buffer, label, LABEL + 8);
  add_ratio(buffer, people->value, 6);
  add_interval(buffer, people);
  ayes_buffer_add_text(buffer, "   ");
  add_ratio(buffer, engine->value, 6);
  add_interval(buffer, engine);
  ayes_buffer_add_byte(buffer, '\n');
}

static void add_agreement(ayes_buffer *buffer, const ayes_agreement *it) {
  static const struct {
    ayes_measure measure;
    const char *label;
  } rows[] = {{AYES_MEASURE_ACCURACY, "observed agreement"},
              {AYES_MEASURE_KAPPA, "kappa"},
              {AYES_MEASURE_ALPHA, "Krippendorff's alpha"},
              {AYES_MEASURE_F_AVG, "F_avg"}};
  ayes_buffer_add_text(buffer, "\n  two people and the results, on the ");
  ayes_buffer_add_size(buffer, it->people.matched);
  ayes_buffer_add_text(buffer, " answers that both people labelled\n\n");
  add_label(buffer, "gold beside", LABEL + 8);
  ayes_terminal_add_cell(buffer, ayes_span_of(" the second person"), 6 + INTERVAL + 3);
  ayes_buffer_add_text(buffer, " the results\n");
  for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
    add_agreement_row(buffer, rows[i].label, &it->people.intervals[rows[i].measure],
                      &it->engine.intervals[rows[i].measure]);
  for (int i = 0; i < STANCES; i++) {
    const ayes_f1 *people = &it->people.labels[stance_order[i]];
    if (people->right + people->missed + people->wrong == 0) continue;
    add_label(buffer, ayes_label_of_stance(stance_order[i]), LABEL + 8);
    add_ratio(buffer, people->f1, 6);
    ayes_buffer_add_repeated(buffer, ' ', INTERVAL + 3);
    add_ratio(buffer, it->engine.labels[stance_order[i]].f1, 6);
    ayes_buffer_add_byte(buffer, '\n');
  }
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

void ayes_evaluation_text(const ayes_evaluation *it, const ayes_agreement *agreement,
                          ayes_buffer *buffer) {
  add_counts(buffer, it);
  add_figures(buffer, it);
  add_weighted(buffer, it);
  if (agreement) add_agreement(buffer, agreement);
  add_labels(buffer, it);
  add_confusion(buffer, it);
  add_coverage(buffer, it);
}
