/* SPDX-License-Identifier: MIT
 *
 * The gold file is read into memory, the results stream past it. Whether ids repeat is known only
 * once the gold file is read, so it is read by id first and, if that fails, again by id and
 * question.
 */
#include "tally/gold.h"

#include <stdlib.h>

#include "base/array.h"

static ayes_span key_of(const ayes_result_record *record, bool with_question,
                        ayes_buffer *scratch) {
  ayes_buffer_clear(scratch);
  ayes_buffer_add(scratch, record->id);
  if (with_question) {
    ayes_buffer_add_byte(scratch, '\0');
    ayes_buffer_add(scratch, record->question);
  }
  return ayes_buffer_span(scratch);
}

static int compare_numbers(const void *a, const void *b) {
  uint32_t first = *(const uint32_t *)a, second = *(const uint32_t *)b;
  return (first > second) - (first < second);
}

static void sort_set(ayes_topic_set *set) {
  if (set->count) qsort(set->items, set->count, sizeof *set->items, compare_numbers);
  size_t kept = 0;
  for (size_t i = 0; i < set->count; i++)
    if (kept == 0 || set->items[kept - 1] != set->items[i]) set->items[kept++] = set->items[i];
  set->count = kept;
}

/* A topic is "id" (gold) or {"id": "..."} (results). */
static ayes_span topic_id(const json_t *item) {
  if (json_is_object(item)) return ayes_json_string(item, "id");
  return ayes_span_of(json_string_value(item));
}

/* Reads a list of topics; add: gold, whose names become known; otherwise unknown ones are dropped.
 */
static ayes_status read_topics(ayes_gold_pairs *pairs, const json_t *list, bool add,
                               ayes_topic_set *set, ayes_error *error) {
  size_t count = json_array_size(list);
  set->count = 0;
  set->items = ayes_arena_new(&pairs->arena, count * sizeof *set->items, error);
  if (!set->items) return AYES_NO_MEMORY;
  for (size_t i = 0; i < count; i++) {
    ayes_span id = topic_id(json_array_get(list, i));
    uint32_t number = ayes_names_find(&pairs->topics, id);
    if (id.length == 0) continue;
    if (number == 0 && add && ayes_names_add(&pairs->topics, id, &number, error) != AYES_OK)
      return AYES_NO_MEMORY;
    if (number) set->items[set->count++] = number;
  }
  sort_set(set);
  return AYES_OK;
}

static ayes_status add_gold(ayes_gold_pairs *pairs, const ayes_result_record *record,
                            ayes_error *error) {
  ayes_gold_pair *pair = ayes_array_add(pairs, error);
  if (!pair) return AYES_NO_MEMORY;
  memset(pair, 0, sizeof *pair);
  const json_t *topics = json_object_get(record->json, "topics");
  const json_t *optional = json_object_get(record->json, "topics_optional");
  pair->gold = record->stance;
  pair->has_acts = json_object_get(record->json, "acts") != NULL;
  pair->gold_acts = record->acts;
  pair->optional_acts = ayes_results_acts(json_object_get(record->json, "acts_optional"));
  pair->has_topics = topics != NULL;
  ayes_status status = read_topics(pairs, topics, true, &pair->gold_topics, error);
  if (status != AYES_OK) return status;
  return read_topics(pairs, optional, true, &pair->optional_topics, error);
}

static ayes_status gold_repeats(const char *path, const ayes_result_record *record,
                                ayes_error *error) {
  return ayes_error_set_at(error, AYES_BAD_DATA, path, record->line, 0,
                           "the id \"%.*s\" stands twice, and no question tells them apart",
                           (int)(record->id.length < 80 ? record->id.length : 80), record->id.data);
}

/* *repeats: an id stands twice, and questions may tell them apart. */
static ayes_status read_gold_lines(ayes_results *reader, const char *path, bool with_question,
                                   ayes_gold_pairs *pairs, bool *repeats, ayes_buffer *scratch,
                                   ayes_error *error) {
  ayes_result_record record;
  ayes_status status;
  uint32_t number;
  while ((status = ayes_results_next(reader, &record, error)) == AYES_OK && record.line) {
    if (record.id.length == 0)
      return ayes_error_set_at(error, AYES_BAD_DATA, path, record.line, 0,
                               "the gold line has no \"id\"");
    status = ayes_names_add(&pairs->keys, key_of(&record, with_question, scratch), &number, error);
    if (status != AYES_OK) return status;
    if (number <= pairs->count) {
      *repeats = !with_question && record.has_question;
      return *repeats ? AYES_OK : gold_repeats(path, &record, error);
    }
    status = add_gold(pairs, &record, error);
    if (status != AYES_OK) return status;
  }
  return status;
}

static ayes_status read_gold(const char *path, bool with_question, ayes_gold_pairs *pairs,
                             bool *repeats, ayes_buffer *scratch, ayes_error *error) {
  ayes_results *reader;
  *repeats = false;
  ayes_gold_pairs_release(pairs);
  ayes_status status = ayes_results_open(path, &reader, error);
  if (status != AYES_OK) return status;
  status = read_gold_lines(reader, path, with_question, pairs, repeats, scratch, error);
  ayes_results_close(reader);
  return status;
}

static ayes_status match_record(ayes_gold_pairs *pairs, const ayes_result_record *record,
                                ayes_span key, ayes_error *error) {
  uint32_t number = ayes_names_find(&pairs->keys, key);
  if (number == 0) {
    pairs->unmatched++;
    return AYES_OK;
  }
  if (record->is_error) {
    pairs->quarantined++;
    return AYES_OK;
  }
  ayes_gold_pair *pair = &pairs->items[number - 1];
  if (pair->matched) return AYES_OK;
  pair->matched = true;
  pairs->matched++;
  pair->given = record->stance;
  pair->confidence = record->confidence;
  pair->given_acts = record->acts;
  return read_topics(pairs, json_object_get(record->json, "topics"), false, &pair->given_topics,
                     error);
}

static ayes_status read_results(const char *path, bool with_question, ayes_gold_pairs *pairs,
                                ayes_buffer *scratch, ayes_error *error) {
  ayes_results *reader;
  ayes_result_record record;
  ayes_status status = ayes_results_open(path, &reader, error);
  if (status != AYES_OK) return status;
  while ((status = ayes_results_next(reader, &record, error)) == AYES_OK && record.line) {
    status = match_record(pairs, &record, key_of(&record, with_question, scratch), error);
    if (status != AYES_OK) break;
  }
  ayes_results_close(reader);
  return status;
}

static ayes_status check_match(const char *results, const char *gold, ayes_gold_pairs *pairs,
                               ayes_error *error) {
  pairs->missing = pairs->count - pairs->matched;
  if (pairs->count == 0)
    return ayes_error_set_at(error, AYES_BAD_DATA, gold, 0, 0, "has no gold lines");
  if (pairs->matched == 0)
    return ayes_error_set_at(error, AYES_BAD_DATA, results, 0, 0, "has no result for any id of %s",
                             gold);
  return AYES_OK;
}

ayes_status ayes_gold_pairs_read(const char *results, const char *gold, ayes_gold_pairs *pairs,
                                 ayes_error *error) {
  ayes_buffer scratch = {0};
  bool repeats;
  bool with_question = false;
  ayes_status status = read_gold(gold, false, pairs, &repeats, &scratch, error);
  if (status == AYES_OK && repeats) {
    with_question = true;
    status = read_gold(gold, true, pairs, &repeats, &scratch, error);
  }
  if (status == AYES_OK) status = read_results(results, with_question, pairs, &scratch, error);
  if (status == AYES_OK) status = check_match(results, gold, pairs, error);
  if (status == AYES_OK && scratch.failed) status = ayes_error_memory(error);
  ayes_buffer_release(&scratch);
  return status;
}

void ayes_gold_pairs_release(ayes_gold_pairs *pairs) {
  ayes_array_release(pairs);
  ayes_names_release(&pairs->topics);
  ayes_names_release(&pairs->keys);
  ayes_arena_release(&pairs->arena);
  memset(pairs, 0, sizeof *pairs);
}
