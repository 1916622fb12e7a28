/* SPDX-License-Identifier: MIT
 *
 * Folds with the same share of each label (stratified cross-validation, Kohavi 1995). Texts are
 * dealt out in the order of their hashes, so that neither the order of answers nor chance has a
 * part; the same text always goes to one fold, whoever sent it.
 */
#include <stdlib.h>

#include "learning/samples.h"

typedef struct dealt {
  uint64_t hash;
  int label; /* of the group: the lowest of its answers */
  uint32_t fold;
} dealt;

static int compare_hash(const void *a, const void *b) {
  const dealt *x = a, *y = b;
  if (x->hash != y->hash) return x->hash < y->hash ? -1 : 1;
  return (x->label > y->label) - (x->label < y->label);
}

static int compare_label(const void *a, const void *b) {
  const dealt *x = a, *y = b;
  if (x->label != y->label) return x->label < y->label ? -1 : 1;
  return (x->hash > y->hash) - (x->hash < y->hash);
}

/* Of sorted answers keeps one a text. */
static size_t keep_one_each(dealt *items, size_t count) {
  size_t kept = 0;
  for (size_t i = 0; i < count; i++)
    if (kept == 0 || items[kept - 1].hash != items[i].hash) items[kept++] = items[i];
  return kept;
}

ayes_status ayes_samples_deal(ayes_samples *samples, ayes_error *error) {
  size_t count = 0;
  dealt *items = ayes_memory_new_zeroed(samples->list.count + 1, sizeof *items);
  if (!items) return ayes_error_memory(error);
  for (size_t i = 0; i < samples->list.count; i++) {
    const ayes_sample_row *sample = &samples->list.items[i];
    if (sample->label != AYES_UNLABELLED) items[count++] = (dealt){sample->hash, sample->label, 0};
  }
  if (count) qsort(items, count, sizeof *items, compare_hash);
  count = keep_one_each(items, count);
  if (count) qsort(items, count, sizeof *items, compare_label);
  for (size_t i = 0; i < count; i++) items[i].fold = (uint32_t)(i % samples->folds);
  if (count) qsort(items, count, sizeof *items, compare_hash);
  for (size_t i = 0; i < samples->list.count; i++) {
    ayes_sample_row *sample = &samples->list.items[i];
    size_t low = 0, high = count;
    while (low < high) {
      size_t middle = low + (high - low) / 2;
      if (items[middle].hash < sample->hash) low = middle + 1;
      else high = middle;
    }
    sample->fold = low < count && items[low].hash == sample->hash ? items[low].fold : 0;
  }
  ayes_memory_free(items);
  return AYES_OK;
}
