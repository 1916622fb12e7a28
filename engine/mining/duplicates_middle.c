/* SPDX-License-Identifier: MIT
 *
 * The text with the least sum of symmetric differences to all others of its cluster. With f(s) the
 * texts that have shingle s, of n, the sum for a text A is a constant less the sum of 2 f(s) - n
 * over the shingles of A, so that counting shingles once gives it for all: O(shingles log
 * shingles). Copies count each. Of a large cluster a sample is looked at.
 */
#include <stdlib.h>

#include "mining/duplicates_private.h"

enum { SAMPLE = 1000 }; /* texts, evenly spaced, and the one with most copies */

typedef struct counted {
  uint32_t shingle;
  uint32_t copies;
} counted;

typedef struct counting {
  struct {
    counted *items;
    size_t count, capacity;
  } list;
  uint64_t answers; /* in the sample */
} counting;

static int compare_shingles(const void *left, const void *right) {
  uint32_t a = ((const counted *)left)->shingle, b = ((const counted *)right)->shingle;
  return (a > b) - (a < b);
}

static ayes_status add_text(counting *it, const ayes_distinct_text *text, ayes_error *error) {
  it->answers += text->copies;
  for (size_t i = 0; i < text->shingle_count; i++) {
    counted *added = ayes_array_add(&it->list, error);
    if (!added) return AYES_NO_MEMORY;
    *added = (counted){text->shingles[i], text->copies};
  }
  return AYES_OK;
}

/* One entry a shingle, ascending. */
static void sum_up(counting *it) {
  size_t kept = 0;
  if (it->list.count)
    qsort(it->list.items, it->list.count, sizeof *it->list.items, compare_shingles);
  for (size_t i = 0; i < it->list.count; i++) {
    counted *last = kept ? &it->list.items[kept - 1] : NULL;
    if (last && last->shingle == it->list.items[i].shingle)
      last->copies += it->list.items[i].copies;
    else it->list.items[kept++] = it->list.items[i];
  }
  it->list.count = kept;
}

static int64_t closeness(const counting *it, const ayes_distinct_text *text) {
  int64_t sum = 0;
  for (size_t i = 0; i < text->shingle_count; i++) {
    counted wanted = {text->shingles[i], 0};
    const counted *found =
        bsearch(&wanted, it->list.items, it->list.count, sizeof *it->list.items, compare_shingles);
    sum += 2 * (int64_t)(found ? found->copies : 0) - (int64_t)it->answers;
  }
  return sum;
}

static uint32_t most_copied(const ayes_duplicate_finder *finder, const uint32_t *texts,
                            size_t count) {
  uint32_t best = texts[0];
  for (size_t i = 1; i < count; i++)
    if (finder->texts.items[texts[i]].copies > finder->texts.items[best].copies) best = texts[i];
  return best;
}

/* The i-th text that is looked at. */
static uint32_t sampled(const uint32_t *texts, size_t count, size_t i) {
  return count <= SAMPLE ? texts[i] : texts[i * count / SAMPLE];
}

ayes_status ayes_duplicates_middle(const ayes_duplicate_finder *finder, const uint32_t *texts,
                                   size_t count, uint32_t *middle, ayes_error *error) {
  size_t looked_at = count < SAMPLE ? count : SAMPLE;
  counting it = {0};
  ayes_status status = AYES_OK;
  *middle = most_copied(finder, texts, count);
  for (size_t i = 0; i < looked_at && status == AYES_OK; i++)
    status = add_text(&it, &finder->texts.items[sampled(texts, count, i)], error);
  if (status == AYES_OK && count > 1) {
    sum_up(&it);
    int64_t best = closeness(&it, &finder->texts.items[*middle]);
    for (size_t i = 0; i < looked_at; i++) {
      uint32_t text = sampled(texts, count, i);
      int64_t sum = closeness(&it, &finder->texts.items[text]);
      if (sum > best) {
        best = sum;
        *middle = text;
      }
    }
  }
  ayes_array_release(&it.list);
  return status;
}
