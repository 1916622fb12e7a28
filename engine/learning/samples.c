/* SPDX-License-Identifier: MIT
 *
 * Columns have the numbers of their keys; cells of all rows stand one after another. O(features)
 * expected.
 */
#include "learning/samples.h"

#include <math.h>
#include <stdlib.h>

ayes_status ayes_samples_new(size_t folds, ayes_samples **samples, ayes_error *error) {
  *samples = ayes_memory_new_zeroed(1, sizeof **samples);
  if (!*samples) return ayes_error_memory(error);
  (*samples)->folds = folds;
  return AYES_OK;
}

void ayes_samples_free(ayes_samples *samples) {
  if (!samples) return;
  ayes_array_release(&samples->list);
  ayes_array_release(&samples->columns);
  ayes_array_release(&samples->cells);
  ayes_array_release(&samples->starts);
  ayes_array_release(&samples->scale);
  ayes_features_release(&samples->features);
  ayes_buffer_release(&samples->written);
  ayes_arena_release(&samples->arena);
  ayes_keys_release(&samples->keys);
  ayes_memory_free(samples->factor);
  ayes_memory_free(samples);
}

double ayes_length_factor(size_t words) { return 1 / sqrt((double)(words ? words : 1)); }

/* ---- Columns ---- */

/* Keeps the form that most answers use, as far as one pass with a single counter can tell. */
static ayes_status vote(ayes_samples *samples, const ayes_sample_source *source,
                        const ayes_feature *feature, ayes_learned_column *column,
                        ayes_error *error) {
  ayes_buffer_clear(&samples->written);
  ayes_feature_write(source->answer.text, source->answer.types, feature, &samples->written);
  if (samples->written.failed) return ayes_error_memory(error);
  ayes_span written = ayes_buffer_span(&samples->written);
  if (ayes_span_equal(written, column->written)) {
    column->lead++;
    return AYES_OK;
  }
  if (column->lead) {
    column->lead--;
    return AYES_OK;
  }
  char *copy = ayes_arena_copy(&samples->arena, written, error);
  if (!copy) return AYES_NO_MEMORY;
  column->written = ayes_span_make(copy, written.length);
  column->lead = 1;
  return AYES_OK;
}

static ayes_status find_column(ayes_samples *samples, uint64_t key, uint32_t *index,
                               ayes_error *error) {
  bool is_new;
  ayes_status status = ayes_keys_add(&samples->keys, key, index, &is_new, error);
  if (status != AYES_OK || !is_new) return status;
  ayes_learned_column *column = ayes_array_add(&samples->columns, error);
  if (!column) return AYES_NO_MEMORY;
  *column = (ayes_learned_column){.key = key};
  return AYES_OK;
}

static ayes_status add_cell(ayes_samples *samples, const ayes_sample_source *source,
                            const ayes_feature *feature, ayes_error *error) {
  uint32_t index;
  ayes_status status = find_column(samples, feature->key, &index, error);
  if (status != AYES_OK) return status;
  ayes_learned_column *column = &samples->columns.items[index];
  column->answers++;
  if (source->label != AYES_UNLABELLED) column->counts[source->label]++;
  uint32_t *cell = ayes_array_add(&samples->cells, error);
  if (!cell) return AYES_NO_MEMORY;
  *cell = index;
  return vote(samples, source, feature, column, error);
}

/* ---- Rows ---- */

static ayes_status add_row(ayes_samples *samples, const ayes_sample_source *source,
                           ayes_error *error) {
  ayes_sample_row *sample = ayes_array_add(&samples->list, error);
  size_t *start = sample ? ayes_array_add(&samples->starts, error) : NULL;
  double *scale = start ? ayes_array_add(&samples->scale, error) : NULL;
  if (!scale) return AYES_NO_MEMORY;
  *sample = (ayes_sample_row){
      .hash = source->hash, .label = source->label, .rules = *source->answer.judgement};
  sample->rules.marks = NULL;
  sample->rules.mark_count = 0;
  *start = samples->cells.count;
  *scale = ayes_length_factor(source->answer.text->tokens.count);
  if (source->label != AYES_UNLABELLED) samples->labels[source->label]++;
  return AYES_OK;
}

ayes_status ayes_samples_add(ayes_samples *samples, const ayes_sample_source *source,
                             ayes_error *error) {
  ayes_status status = ayes_features_read(&source->answer, &samples->features, error);
  if (status == AYES_OK) status = add_row(samples, source, error);
  for (size_t i = 0; i < samples->features.count && status == AYES_OK; i++)
    status = add_cell(samples, source, &samples->features.items[i], error);
  return status;
}

/* ---- Freezing ---- */

static int compare_cells(const void *a, const void *b) {
  const uint32_t *x = a, *y = b;
  return (*x > *y) - (*x < *y);
}

/* Reorders the columns; place[old index] is the new one, or UINT32_MAX. */
static ayes_status sort_columns(ayes_samples *samples, size_t least, uint32_t *place,
                                ayes_error *error) {
  size_t count = samples->columns.count, kept = 0;
  uint32_t *order;
  ayes_status status = ayes_keys_order(samples->keys.items, count, &order, error);
  if (status != AYES_OK) return status;
  ayes_learned_column *sorted = ayes_memory_new_zeroed(count + 1, sizeof *sorted);
  for (size_t i = 0; sorted && i < count; i++) {
    const ayes_learned_column *column = &samples->columns.items[order[i]];
    place[order[i]] = column->answers >= least ? (uint32_t)kept : UINT32_MAX;
    if (column->answers >= least) sorted[kept++] = *column;
  }
  ayes_memory_free(order);
  if (!sorted) return ayes_error_memory(error);
  ayes_array_release(&samples->columns);
  samples->columns.items = sorted;
  samples->columns.count = kept;
  samples->columns.capacity = count + 1;
  ayes_keys_release(&samples->keys);
  return AYES_OK;
}

static void place_cells(ayes_samples *samples, const uint32_t *place) {
  size_t rows = samples->list.count, kept = 0;
  for (size_t i = 0; i < rows; i++) {
    size_t from = samples->starts.items[i];
    size_t to = i + 1 < rows ? samples->starts.items[i + 1] : samples->cells.count;
    samples->starts.items[i] = kept;
    for (size_t k = from; k < to; k++)
      if (place[samples->cells.items[k]] != UINT32_MAX)
        samples->cells.items[kept++] = place[samples->cells.items[k]];
    qsort(samples->cells.items + samples->starts.items[i], kept - samples->starts.items[i],
          sizeof *samples->cells.items, compare_cells);
  }
  samples->cells.count = kept;
}

static ayes_status weigh_columns(ayes_samples *samples, ayes_error *error) {
  double answers = (double)samples->list.count;
  samples->factor = ayes_memory_new_zeroed(samples->columns.count + 1, sizeof *samples->factor);
  if (!samples->factor) return ayes_error_memory(error);
  for (size_t i = 0; i < samples->columns.count; i++)
    samples->factor[i] = log((1 + answers) / (1 + (double)samples->columns.items[i].answers)) + 1;
  return AYES_OK;
}

ayes_status ayes_samples_freeze(ayes_samples *samples, size_t least, ayes_error *error) {
  uint32_t *place = ayes_memory_new_zeroed(samples->columns.count + 1, sizeof *place);
  size_t *end = place ? ayes_array_add(&samples->starts, error) : NULL;
  if (!end) {
    ayes_memory_free(place);
    return ayes_error_memory(error);
  }
  ayes_status status = sort_columns(samples, least, place, error);
  if (status == AYES_OK && samples->cells.count) place_cells(samples, place);
  ayes_memory_free(place);
  if (status == AYES_OK) status = weigh_columns(samples, error);
  if (status == AYES_OK) status = ayes_samples_deal(samples, error);
  if (status != AYES_OK) return status;
  samples->starts.items[samples->list.count] = samples->cells.count;
  samples->rows = (ayes_rows){.columns = samples->cells.items,
                              .starts = samples->starts.items,
                              .scale = samples->scale.items,
                              .factor = samples->factor,
                              .count = samples->list.count,
                              .column_count = samples->columns.count};
  return AYES_OK;
}
