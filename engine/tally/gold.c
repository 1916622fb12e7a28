/* SPDX-License-Identifier: MIT
 *
 * The gold file is read into memory, the results stream past it. Whether ids repeat is known only
 * once the gold file is read, so it is read by id first and, if that fails, again by id and
 * question.
 */
#include "tally/gold.h"

#include <stdlib.h>

#include "base/array.h"

static ayes_span key_of(ayes_span id, ayes_span question, bool with_question,
                        ayes_buffer *scratch) {
  ayes_buffer_clear(scratch);
  ayes_buffer_add(scratch, id);
  if (with_question) {
    ayes_buffer_add_byte(scratch, '\0');
    ayes_buffer_add(scratch, question);
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
  if (ayes_json_is(item, JSON_OBJECT)) return ayes_json_string(item, "id");
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
                            uint32_t stratum, ayes_error *error) {
  ayes_gold_pair *pair = ayes_array_add(pairs, error);
  if (!pair) return AYES_NO_MEMORY;
  memset(pair, 0, sizeof *pair);
  const json_t *topics = json_object_get(record->json, "topics");
  const json_t *optional = json_object_get(record->json, "topics_optional");
  pair->gold = record->stance;
  pair->stratum = stratum;
  pair->weight = ayes_json_number(record->json, "weight", 1);
  if (!(pair->weight > 0)) pair->weight = 1;
  pairs->has_weights |= json_object_get(record->json, "weight") != NULL;
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

/* Counts the line in its stratum; *number 0: it names none. */
static ayes_status count_stratum(ayes_gold_pairs *pairs, const ayes_result_record *record,
                                 uint32_t *number, ayes_error *error) {
  ayes_span name = ayes_json_string(record->json, "stratum");
  *number = 0;
  if (name.length == 0) return AYES_OK;
  ayes_status status = ayes_names_add(&pairs->stratum_names, name, number, error);
  if (status != AYES_OK) return status;
  if (*number > pairs->strata.count) {
    ayes_gold_stratum *added = ayes_array_add(&pairs->strata, error);
    if (!added) return AYES_NO_MEMORY;
    memset(added, 0, sizeof *added);
  }
  pairs->strata.items[*number - 1].lines++;
  pairs->strata.items[*number - 1].labelled += record->has_stance;
  return AYES_OK;
}

/* Where rows of a stratum were left blank, the others stand for them. */
static void share_weights(ayes_gold_pairs *pairs) {
  for (size_t i = 0; i < pairs->count; i++) {
    ayes_gold_pair *pair = &pairs->items[i];
    if (pair->stratum == 0) continue;
    const ayes_gold_stratum *stratum = &pairs->strata.items[pair->stratum - 1];
    pair->weight *= (double)stratum->lines / (double)stratum->labelled;
  }
  for (size_t i = 0; i < pairs->strata.count; i++)
    pairs->unlabelled_strata += pairs->strata.items[i].labelled == 0;
}

static ayes_status read_gold_line(const ayes_result_record *record, const char *path, ayes_span key,
                                  ayes_gold_pairs *pairs, bool *repeats, ayes_error *error) {
  uint32_t number, stratum;
  if (record->id.length == 0)
    return ayes_error_set_at(error, AYES_BAD_DATA, path, record->line, 0,
                             "the gold line has no \"id\"");
  ayes_status status = count_stratum(pairs, record, &stratum, error);
  if (status != AYES_OK) return status;
  if (!record->has_stance) {
    pairs->blank++;
    return AYES_OK;
  }
  status = ayes_names_add(&pairs->keys, key, &number, error);
  if (status != AYES_OK) return status;
  if (number <= pairs->count) {
    *repeats = !pairs->with_question && record->has_question;
    return *repeats ? AYES_OK : gold_repeats(path, record, error);
  }
  return add_gold(pairs, record, stratum, error);
}

/* *repeats: an id stands twice, and questions may tell them apart. */
static ayes_status read_gold_lines(ayes_results *reader, const char *path, ayes_gold_pairs *pairs,
                                   bool *repeats, ayes_buffer *scratch, ayes_error *error) {
  ayes_result_record record;
  ayes_status status;
  while (!*repeats && (status = ayes_results_next(reader, &record, error)) == AYES_OK &&
         record.line) {
    ayes_span key = key_of(record.id, record.question, pairs->with_question, scratch);
    if (scratch->failed) return ayes_error_memory(error);
    status = read_gold_line(&record, path, key, pairs, repeats, error);
    if (status != AYES_OK) return status;
  }
  return *repeats ? AYES_OK : status;
}

static ayes_status read_gold(const char *path, bool with_question, ayes_gold_pairs *pairs,
                             bool *repeats, ayes_buffer *scratch, ayes_error *error) {
  ayes_results *reader;
  *repeats = false;
  ayes_gold_pairs_release(pairs);
  pairs->with_question = with_question;
  ayes_status status = ayes_results_open_labels(path, &reader, error);
  if (status != AYES_OK) return status;
  status = read_gold_lines(reader, path, pairs, repeats, scratch, error);
  ayes_results_close(reader);
  return status;
}

ayes_status ayes_gold_pairs_load(const char *gold, ayes_gold_pairs *pairs, ayes_error *error) {
  ayes_buffer scratch = {0};
  bool repeats;
  ayes_status status = read_gold(gold, false, pairs, &repeats, &scratch, error);
  if (status == AYES_OK && repeats)
    status = read_gold(gold, true, pairs, &repeats, &scratch, error);
  if (status == AYES_OK) share_weights(pairs);
  if (status == AYES_OK && pairs->count == 0)
    status = pairs->blank
                 ? ayes_error_set_at(error, AYES_BAD_DATA, gold, 0, 0,
                                     "has no label yet: all %zu rows are blank", pairs->blank)
                 : ayes_error_set_at(error, AYES_BAD_DATA, gold, 0, 0, "has no gold lines");
  ayes_buffer_release(&scratch);
  return status;
}

ayes_gold_pair *ayes_gold_pairs_find(const ayes_gold_pairs *pairs, ayes_span id, ayes_span question,
                                     ayes_buffer *scratch) {
  uint32_t number =
      ayes_names_find(&pairs->keys, key_of(id, question, pairs->with_question, scratch));
  return number ? &pairs->items[number - 1] : NULL;
}

static ayes_status match_record(ayes_gold_pairs *pairs, const ayes_result_record *record,
                                ayes_buffer *scratch, ayes_error *error) {
  ayes_gold_pair *pair = ayes_gold_pairs_find(pairs, record->id, record->question, scratch);
  if (scratch->failed) return ayes_error_memory(error);
  if (!record->is_error && !record->has_stance) return AYES_OK;
  if (!pair) {
    pairs->unmatched++;
    return AYES_OK;
  }
  if (record->is_error) {
    pairs->quarantined++;
    return AYES_OK;
  }
  if (pair->matched) return AYES_OK;
  pair->matched = true;
  pairs->matched++;
  pair->given = record->stance;
  pair->confidence = record->confidence;
  pair->given_acts = record->acts;
  return read_topics(pairs, json_object_get(record->json, "topics"), false, &pair->given_topics,
                     error);
}

static ayes_status read_results(const char *path, ayes_gold_pairs *pairs, ayes_error *error) {
  ayes_buffer scratch = {0};
  ayes_results *reader;
  ayes_result_record record;
  ayes_status status = ayes_results_open_labels(path, &reader, error);
  if (status != AYES_OK) return status;
  while ((status = ayes_results_next(reader, &record, error)) == AYES_OK && record.line) {
    status = match_record(pairs, &record, &scratch, error);
    if (status != AYES_OK) break;
  }
  ayes_results_close(reader);
  ayes_buffer_release(&scratch);
  return status;
}

ayes_status ayes_gold_pairs_read(const char *results, const char *gold, ayes_gold_pairs *pairs,
                                 ayes_error *error) {
  ayes_status status = ayes_gold_pairs_load(gold, pairs, error);
  if (status == AYES_OK) status = read_results(results, pairs, error);
  pairs->missing = pairs->count - pairs->matched;
  if (status == AYES_OK && pairs->matched == 0)
    return ayes_error_set_at(error, AYES_BAD_DATA, results, 0, 0, "has no result for any id of %s",
                             gold);
  return status;
}

void ayes_gold_pairs_release(ayes_gold_pairs *pairs) {
  ayes_array_release(pairs);
  ayes_array_release(&pairs->strata);
  ayes_names_release(&pairs->stratum_names);
  ayes_names_release(&pairs->topics);
  ayes_names_release(&pairs->keys);
  ayes_arena_release(&pairs->arena);
  memset(pairs, 0, sizeof *pairs);
}
