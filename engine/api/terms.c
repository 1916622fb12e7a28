/* SPDX-License-Identifier: MIT
 *
 * Frequent words and phrases: one set of counts for all answers, or one for each value of a facet,
 * all with the same numbers of words.
 */
#include "mining/terms.h"

#include <stdlib.h>

#include "api/mining.h"
#include "base/array.h"

enum { USUAL_TOP = 20, USUAL_LEAST = 2, USUAL_LEAST_PAIR = 3, VALUE_LIMIT = 1000 };

typedef struct gathering {
  ayes_words words;
  ayes_facet by;
  size_t first, last;       /* lengths that are listed */
  size_t shortest, longest; /* lengths that are counted */
  bool pairs;
  ayes_names values; /* number i + 1 for counts i */
  struct {
    ayes_phrase_counts *items;
    size_t count, capacity;
  } counts;
} gathering;

static ayes_status add_counts(gathering *it, ayes_error *error) {
  if (it->counts.count >= VALUE_LIMIT)
    return ayes_error_set(error, AYES_OVER_LIMIT, "there are more than %d values of %s",
                          VALUE_LIMIT, ayes_facet_name(it->by));
  ayes_phrase_counts *added = ayes_array_add(&it->counts, error);
  if (!added) return AYES_NO_MEMORY;
  *added =
      (ayes_phrase_counts){.shortest = it->shortest, .longest = it->longest, .pairs = it->pairs};
  return AYES_OK;
}

static ayes_status count_for(gathering *it, ayes_span value, ayes_error *error) {
  uint32_t number;
  ayes_status status = ayes_names_add(&it->values, value, &number, error);
  if (status == AYES_OK && number > it->counts.count) status = add_counts(it, error);
  if (status != AYES_OK) return status;
  return ayes_phrase_counts_add(&it->counts.items[number - 1], &it->words, error);
}

static ayes_status count_record(void *user, const ayes_mining_record *record, ayes_error *error) {
  gathering *it = user;
  ayes_status status = ayes_words_read(&it->words, record->text, error);
  if (it->words.list.count == 0) return status;
  if (status == AYES_OK && it->by == AYES_FACET_NONE)
    return count_for(it, ayes_span_of("all"), error);
  size_t values = ayes_facet_value_count(it->by, record);
  for (size_t i = 0; i < values && status == AYES_OK; i++)
    status = count_for(it, ayes_facet_value(it->by, record, i), error);
  return status;
}

static ayes_status write_list(const gathering *it, size_t index, size_t length,
                              const ayes_terms_options *options, ayes_mining_writer *writer,
                              ayes_error *error) {
  const ayes_phrase_counts *counts = &it->counts.items[index];
  ayes_term_list list = {0};
  size_t top = options->top ? options->top : USUAL_TOP;
  size_t least = options->least ? options->least : length ? USUAL_LEAST : USUAL_LEAST_PAIR;
  ayes_status status = length
                           ? ayes_terms_rank(counts, &it->words, length, least, top, &list, error)
                           : ayes_collocations_rank(counts, &it->words, least, top, &list, error);
  ayes_terms_section section = {
      .by = ayes_facet_name(it->by), .length = length, .counts = counts, .list = &list};
  if (it->by != AYES_FACET_NONE) section.value = ayes_names_text(&it->values, (uint32_t)index + 1);
  if (status == AYES_OK) ayes_terms_write(writer, &section);
  ayes_term_list_release(&list);
  return status;
}

static ayes_status write_value(const gathering *it, size_t index, const ayes_terms_options *options,
                               ayes_mining_writer *writer, ayes_error *error) {
  ayes_status status = AYES_OK;
  if (options->collocations && !options->ngrams)
    return write_list(it, index, 0, options, writer, error);
  for (size_t length = it->first; length <= it->last && status == AYES_OK; length++)
    status = write_list(it, index, length, options, writer, error);
  if (status == AYES_OK && options->collocations)
    status = write_list(it, index, 0, options, writer, error);
  return status;
}

/* A value in its place. */
typedef struct place {
  size_t rank, index;
  ayes_span value;
} place;

static int compare_places(const void *a, const void *b) {
  const place *first = a, *second = b;
  if (first->rank != second->rank) return first->rank < second->rank ? -1 : 1;
  return ayes_span_compare(first->value, second->value);
}

static ayes_status write_all(const gathering *it, const ayes_terms_options *options,
                             ayes_mining_writer *writer, ayes_error *error) {
  size_t count = it->counts.count;
  place *places = ayes_memory_new_zeroed(count, sizeof *places);
  if (!places) return ayes_error_memory(error);
  for (size_t i = 0; i < count; i++) {
    ayes_span value = ayes_names_text(&it->values, (uint32_t)i + 1);
    places[i] = (place){ayes_facet_rank(it->by, value), i, value};
  }
  if (count) qsort(places, count, sizeof *places, compare_places);
  ayes_status status = AYES_OK;
  ayes_terms_open(writer);
  for (size_t i = 0; i < count && status == AYES_OK; i++)
    status = write_value(it, places[i].index, options, writer, error);
  ayes_terms_close(writer);
  ayes_memory_free(places);
  return status;
}

static void release(gathering *it) {
  for (size_t i = 0; i < it->counts.count; i++) ayes_phrase_counts_release(&it->counts.items[i]);
  ayes_array_release(&it->counts);
  ayes_names_release(&it->values);
  ayes_mining_words_release(&it->words);
}

/* Collocations need pairs counted, whatever is listed besides. */
static ayes_status prepare(gathering *it, const ayes_terms_options *options, ayes_error *error) {
  ayes_status status = ayes_mining_facet("the facet", options->by, AYES_FACET_NONE, &it->by, error);
  if (status == AYES_OK) status = ayes_mining_ngrams(options->ngrams, &it->first, &it->last, error);
  it->pairs = options->collocations;
  it->shortest = it->pairs && it->first > 2 ? 2 : it->first;
  it->longest = it->pairs && it->last < 2 ? 2 : it->last;
  return status;
}

ayes_status ayes_terms(const ayes_engine *engine, const ayes_mining *mining,
                       const ayes_terms_options *options, ayes_sink sink, ayes_error *error) {
  static const ayes_terms_options usual = {0};
  gathering it = {0};
  ayes_buffer buffer = {0};
  ayes_mining_writer writer;
  if (!options) options = &usual;
  ayes_mining_run run = {.mining = mining, .visit = count_record, .user = &it, .needs_text = true};
  ayes_status status = ayes_mining_writer_set(mining, &buffer, &writer, error);
  if (status == AYES_OK) status = prepare(&it, options, error);
  if (status == AYES_OK) status = ayes_mining_words(engine, &it.words, error);
  if (status == AYES_OK) status = ayes_mining_read(&run, error);
  writer.quarantined = run.quarantined;
  if (status == AYES_OK) status = write_all(&it, options, &writer, error);
  release(&it);
  return ayes_sink_finish(&sink, &buffer, status, error);
}
