/* SPDX-License-Identifier: MIT
 *
 * The rows are put into liblinear's form once; each fit only chooses among them. The constant is a
 * column of its own with the value 1; where there is none, it is nobody's.
 */
#include "learning/logistic.h"

#include <limits.h>
#include <linear.h>

#include "base/memory.h"

struct ayes_logistic {
  const ayes_rows *rows;
  struct feature_node *nodes;
  struct feature_node **starts; /* by row */
  struct feature_node **chosen; /* of the rows of a fit */
  double *labels;               /* of these */
};

static const double tolerance = 0.01;

static void keep_quiet(const char *text) { (void)text; }

/* The value of a cell but for the scale of its row. */
static double cell(const ayes_rows *rows, size_t index) {
  double value = rows->values ? rows->values[index] : 1;
  return value * rows->factor[rows->columns[index]];
}

static void fill(ayes_logistic *it) {
  const ayes_rows *rows = it->rows;
  struct feature_node *node = it->nodes;
  for (size_t i = 0; i < rows->count; i++) {
    it->starts[i] = node;
    for (size_t k = rows->starts[i]; k < rows->starts[i + 1]; k++)
      *node++ = (struct feature_node){(int)rows->columns[k] + 1, rows->scale[i] * cell(rows, k)};
    if (!rows->without_constant) *node++ = (struct feature_node){(int)rows->column_count + 1, 1};
    *node++ = (struct feature_node){-1, 0};
  }
}

ayes_status ayes_logistic_new(const ayes_rows *rows, ayes_logistic **out, ayes_error *error) {
  *out = NULL;
  if (rows->column_count >= INT_MAX - 2 || rows->count >= INT_MAX)
    return ayes_error_set(error, AYES_OVER_LIMIT, "too many words to learn from at once");
  ayes_logistic *it = ayes_memory_new_zeroed(1, sizeof *it);
  if (!it) return ayes_error_memory(error);
  it->rows = rows;
  it->nodes =
      ayes_memory_new_zeroed(rows->starts[rows->count] + 2 * rows->count + 1, sizeof *it->nodes);
  it->starts = ayes_memory_new_zeroed(rows->count + 1, sizeof(struct feature_node *));
  it->chosen = ayes_memory_new_zeroed(rows->count + 1, sizeof(struct feature_node *));
  it->labels = ayes_memory_new_zeroed(rows->count + 1, sizeof *it->labels);
  if (!it->nodes || !it->starts || !it->chosen || !it->labels) {
    ayes_logistic_free(it);
    return ayes_error_memory(error);
  }
  fill(it);
  *out = it;
  return AYES_OK;
}

void ayes_logistic_free(ayes_logistic *it) {
  if (!it) return;
  ayes_memory_free(it->nodes);
  ayes_memory_free(it->starts);
  ayes_memory_free(it->chosen);
  ayes_memory_free(it->labels);
  ayes_memory_free(it);
}

/* How many rows of each side are in; they are gathered for the fit. */
static void choose(ayes_logistic *it, const signed char *labels, const bool *chosen,
                   size_t counts[2]) {
  size_t taken = 0;
  counts[0] = counts[1] = 0;
  for (size_t i = 0; i < it->rows->count; i++) {
    if (labels[i] == 0 || (chosen && !chosen[i])) continue;
    it->chosen[taken] = it->starts[i];
    it->labels[taken++] = labels[i];
    counts[labels[i] > 0]++;
  }
}

ayes_status ayes_logistic_fit(ayes_logistic *it, const signed char *labels, const bool *chosen,
                              double strength, double *weights, bool *fitted, ayes_error *error) {
  size_t counts[2], width = it->rows->column_count + 1;
  choose(it, labels, chosen, counts);
  *fitted = counts[0] && counts[1];
  if (!*fitted) {
    memset(weights, 0, width * sizeof *weights);
    return AYES_OK;
  }
  double all = (double)(counts[0] + counts[1]);
  int sides[2] = {-1, 1};
  double balance[2] = {all / (2 * (double)counts[0]), all / (2 * (double)counts[1])};
  struct problem problem = {
      .l = (int)all, .n = (int)width, .y = it->labels, .x = it->chosen, .bias = -1};
  struct parameter parameter = {.solver_type = L2R_LR,
                                .eps = tolerance,
                                .C = strength,
                                .nr_weight = 2,
                                .weight_label = sides,
                                .weight = balance,
                                .init_sol = weights};
  set_print_string_function(keep_quiet);
  struct model *model = train(&problem, &parameter);
  if (!model) return ayes_error_memory(error);
  /* liblinear counts the label it met first as the positive one. */
  double sign = model->label[0] > 0 ? 1 : -1;
  for (size_t i = 0; i < width; i++) weights[i] = sign * model->w[i];
  free_and_destroy_model(&model);
  return AYES_OK;
}

double ayes_logistic_value(const ayes_rows *rows, size_t row, const double *weights) {
  double sum = 0;
  for (size_t k = rows->starts[row]; k < rows->starts[row + 1]; k++)
    sum += weights[rows->columns[k]] * cell(rows, k);
  return sum * rows->scale[row] + weights[rows->column_count];
}
