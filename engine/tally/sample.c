/* SPDX-License-Identifier: MIT
 *
 * How many answers a stratum gives is known only at the end, so each keeps as many as the whole
 * sample may have. They are then given out one by one to the stratum with the largest claim left
 * (Sainte-Lague's divisors), its size times how unsure it is; every stratum gets one first, so that
 * nothing is without a chance: O(size x strata).
 */
#include "tally/sample.h"

#include <stdlib.h>

#include "base/array.h"
#include "base/names.h"
#include "base/random.h"

/* Confidence below which a band ends, and how many times more of it is drawn. */
static const struct {
  double below;
  double claim;
} bands[AYES_SAMPLE_BANDS] = {{0.65, 4}, {0.8, 2}, {2, 1}};

typedef struct kept {
  char *bytes;     /* id, then text */
  size_t id, text; /* lengths */
} kept;

typedef struct stratum {
  uint32_t question;
  size_t band;
  size_t seen;
  struct {
    kept *items;
    size_t count, capacity;
  } kept;
  size_t wanted;
} stratum;

struct ayes_sampler {
  size_t size;
  ayes_random random;
  ayes_names questions, keys;
  ayes_buffer key;
  struct {
    stratum *items;
    size_t count, capacity;
  } strata;
  struct {
    ayes_sampled *items;
    size_t count, capacity;
  } drawn;
};

ayes_status ayes_sampler_new(size_t size, uint64_t seed, ayes_sampler **out, ayes_error *error) {
  *out = NULL;
  if (size == 0 || size > AYES_SAMPLE_LIMIT)
    return ayes_error_set(error, AYES_BAD_USAGE, "a sample has 1 to %d answers", AYES_SAMPLE_LIMIT);
  ayes_sampler *sampler = ayes_memory_new_zeroed(1, sizeof *sampler);
  if (!sampler) return ayes_error_memory(error);
  sampler->size = size;
  sampler->random = ayes_random_start(seed);
  *out = sampler;
  return AYES_OK;
}

void ayes_sampler_free(ayes_sampler *sampler) {
  if (!sampler) return;
  for (size_t i = 0; i < sampler->strata.count; i++) {
    stratum *it = &sampler->strata.items[i];
    for (size_t k = 0; k < it->kept.count; k++) ayes_memory_free(it->kept.items[k].bytes);
    ayes_array_release(&it->kept);
  }
  ayes_array_release(&sampler->strata);
  ayes_array_release(&sampler->drawn);
  ayes_names_release(&sampler->questions);
  ayes_names_release(&sampler->keys);
  ayes_buffer_release(&sampler->key);
  ayes_memory_free(sampler);
}

static size_t band_of(double confidence) {
  size_t band = 0;
  while (band + 1 < AYES_SAMPLE_BANDS && !(confidence < bands[band].below)) band++;
  return band;
}

static stratum *get_stratum(ayes_sampler *sampler, const ayes_result_record *record,
                            ayes_error *error) {
  uint32_t question, number;
  size_t band = band_of(record->confidence);
  if (ayes_names_add(&sampler->questions, record->question, &question, error) != AYES_OK)
    return NULL;
  ayes_buffer_clear(&sampler->key);
  ayes_buffer_add_format(&sampler->key, "%u %u %zu", (unsigned)question, (unsigned)record->stance,
                         band);
  if (sampler->key.failed) {
    ayes_error_memory(error);
    return NULL;
  }
  ayes_span key = ayes_buffer_span(&sampler->key);
  if (ayes_names_add(&sampler->keys, key, &number, error) != AYES_OK) return NULL;
  if (number <= sampler->strata.count) return &sampler->strata.items[number - 1];
  stratum *added = ayes_array_add(&sampler->strata, error);
  if (!added) return NULL;
  *added = (stratum){.question = question, .band = band};
  return added;
}

static ayes_status copy_record(const ayes_result_record *record, kept *copy, ayes_error *error) {
  copy->id = record->id.length;
  copy->text = record->text.length;
  copy->bytes = ayes_memory_new(copy->id + copy->text + 1);
  if (!copy->bytes) return ayes_error_memory(error);
  if (copy->id) memcpy(copy->bytes, record->id.data, copy->id);
  if (copy->text) memcpy(copy->bytes + copy->id, record->text.data, copy->text);
  return AYES_OK;
}

ayes_status ayes_sampler_add(ayes_sampler *sampler, const ayes_result_record *record,
                             ayes_error *error) {
  if (record->is_error || (record->flags & AYES_FLAG_EMPTY)) return AYES_OK;
  if (!record->has_text)
    return ayes_error_set(error, AYES_BAD_DATA,
                          "the result has no \"text\" to be read by a person: classify without "
                          "--no-text");
  stratum *it = get_stratum(sampler, record, error);
  if (!it) return AYES_NO_MEMORY;
  size_t at =
      it->seen < sampler->size ? it->seen : ayes_random_below(&sampler->random, it->seen + 1);
  it->seen++;
  if (at >= sampler->size) return AYES_OK;
  kept copy;
  ayes_status status = copy_record(record, &copy, error);
  if (status != AYES_OK) return status;
  if (at < it->kept.count) {
    ayes_memory_free(it->kept.items[at].bytes);
    it->kept.items[at] = copy;
    return AYES_OK;
  }
  kept *place = ayes_array_add(&it->kept, error);
  if (place) *place = copy;
  else ayes_memory_free(copy.bytes);
  return place ? AYES_OK : AYES_NO_MEMORY;
}

/* One for each stratum, the least sure first, as far as it goes. Returns what is left. */
static size_t give_first(ayes_sampler *sampler) {
  size_t left = sampler->size;
  for (size_t band = 0; band < AYES_SAMPLE_BANDS; band++)
    for (size_t i = 0; i < sampler->strata.count && left; i++) {
      stratum *it = &sampler->strata.items[i];
      if (it->band != band) continue;
      it->wanted = 1;
      left--;
    }
  return left;
}

static stratum *find_largest(const ayes_sampler *sampler) {
  stratum *largest = NULL;
  double most = 0;
  for (size_t i = 0; i < sampler->strata.count; i++) {
    stratum *it = &sampler->strata.items[i];
    double claim = (double)it->seen * bands[it->band].claim / (double)(2 * it->wanted + 1);
    if (it->wanted == it->kept.count || claim <= most) continue;
    largest = it;
    most = claim;
  }
  return largest;
}

/* Draws what is wanted out of what was kept, the places of which are not in random order. */
static ayes_status draw(ayes_sampler *sampler, size_t number, ayes_error *error) {
  stratum *it = &sampler->strata.items[number];
  for (size_t i = 0; i < it->wanted; i++) {
    size_t at = i + ayes_random_below(&sampler->random, it->kept.count - i);
    kept chosen = it->kept.items[at];
    it->kept.items[at] = it->kept.items[i];
    it->kept.items[i] = chosen;
    ayes_sampled *place = ayes_array_add(&sampler->drawn, error);
    if (!place) return AYES_NO_MEMORY;
    *place = (ayes_sampled){.id = ayes_span_make(chosen.bytes, chosen.id),
                            .question = ayes_names_text(&sampler->questions, it->question),
                            .text = ayes_span_make(chosen.bytes + chosen.id, chosen.text),
                            .stratum = number + 1,
                            .weight = (double)it->seen / (double)it->wanted};
  }
  return AYES_OK;
}

static void shuffle(ayes_sampled *items, size_t count, ayes_random *random) {
  for (size_t i = 0; i + 1 < count; i++) {
    size_t at = i + ayes_random_below(random, count - i);
    ayes_sampled item = items[at];
    items[at] = items[i];
    items[i] = item;
  }
}

/* The strata of one band and one question, mixed, so that their order tells no stance. */
static ayes_status draw_together(ayes_sampler *sampler, size_t band, uint32_t question,
                                 ayes_error *error) {
  size_t start = sampler->drawn.count;
  for (size_t i = 0; i < sampler->strata.count; i++) {
    const stratum *it = &sampler->strata.items[i];
    if (it->band != band || it->question != question) continue;
    ayes_status status = draw(sampler, i, error);
    if (status != AYES_OK) return status;
  }
  if (sampler->drawn.count > start)
    shuffle(&sampler->drawn.items[start], sampler->drawn.count - start, &sampler->random);
  return AYES_OK;
}

ayes_status ayes_sampler_finish(ayes_sampler *sampler, ayes_sample_list *sample,
                                ayes_error *error) {
  stratum *next;
  memset(sample, 0, sizeof *sample);
  for (size_t left = give_first(sampler); left && (next = find_largest(sampler)); left--)
    next->wanted++;
  uint32_t questions = (uint32_t)ayes_names_count(&sampler->questions);
  for (size_t band = 0; band < AYES_SAMPLE_BANDS; band++)
    for (uint32_t question = 1; question <= questions; question++) {
      ayes_status status = draw_together(sampler, band, question, error);
      if (status != AYES_OK) return status;
    }
  for (size_t i = 0; i < sampler->strata.count; i++) {
    const stratum *it = &sampler->strata.items[i];
    sample->answers += it->seen;
    if (it->wanted == 0) sample->left_out += it->seen;
  }
  sample->strata = sampler->strata.count;
  sample->items = sampler->drawn.items;
  sample->count = sampler->drawn.count;
  return AYES_OK;
}
