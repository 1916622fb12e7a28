/* SPDX-License-Identifier: MIT
 *
 * A dictionary as a pack. Other programs match words as they are spelt, so words become "=word";
 * only where the format says that a word stands for all its forms does it become a stem. Wildcards,
 * which terms do not have, become one pattern a category.
 */
#include <math.h>
#include <stdlib.h>

#include "base/json.h"
#include "base/memory.h"
#include "dictionaries/write_parts.h"

enum {
  PATTERN_LIMIT = 60 * 1024, /* bytes of the wildcards of a topic; rules allow 64 KiB */
  RULE_LIMIT = 8 * 1024      /* from which a list of good or bad words begins another rule */
};

static const double LEAST_WEIGHT = 0.05, MOST_WEIGHT = 3;

/* ---- Topics ---- */

/* Entries in order of categories; those with stems first, so that exact words see them. */
static ayes_status sort_entries(const ayes_dictionary *dictionary, size_t **order,
                                ayes_error *error) {
  size_t count = dictionary->entries.count, groups = (dictionary->categories.count + 1) * 2;
  size_t *next = ayes_memory_new_zeroed(groups + 1, sizeof *next);
  *order = ayes_memory_new_zeroed(count + 1, sizeof **order);
  if (!next || !*order) {
    ayes_memory_free(next);
    return ayes_error_memory(error);
  }
  for (size_t pass = 0; pass < 2; pass++) {
    for (size_t i = 0; i < count; i++) {
      const ayes_dictionary_entry *entry = &dictionary->entries.items[i];
      size_t group = (size_t)entry->category * 2 + !entry->any_ending;
      if (pass) (*order)[next[group]++] = i;
      else next[group + 1]++;
    }
    for (size_t i = 0; !pass && i < groups; i++) next[i + 1] += next[i];
  }
  ayes_memory_free(next);
  return AYES_OK;
}

static ayes_status add_topic_entry(ayes_dictionary_writer *it, const ayes_dictionary_entry *entry,
                                   size_t *terms) {
  bool usable;
  if (ayes_dictionary_has_wildcard(it, entry)) {
    ayes_status status = ayes_dictionary_check_wildcard(it, entry, &usable);
    if (status == AYES_OK && usable) ayes_dictionary_add_pattern(&it->patterns[0], entry->text);
    return status;
  }
  ayes_status status = ayes_dictionary_check_term(it, entry, &usable);
  if (status != AYES_OK || !usable) return status;
  ayes_buffer_add_text(&it->pack->topics, (*terms)++ ? " | " : "");
  ayes_buffer_add(&it->pack->topics, ayes_buffer_span(&it->term));
  return AYES_OK;
}

static ayes_status write_topic(ayes_dictionary_writer *it, uint32_t number, const size_t *order,
                               size_t *at) {
  const ayes_dictionary *dictionary = it->dictionary;
  const ayes_category *category = &dictionary->categories.items[number - 1];
  ayes_buffer *topics = &it->pack->topics;
  ayes_status status = AYES_OK;
  size_t terms = 0;
  ayes_buffer_add(topics, category->id);
  ayes_buffer_add_byte(topics, '\t');
  if (category->parent)
    ayes_buffer_add(topics, dictionary->categories.items[category->parent - 1].id);
  ayes_buffer_add_byte(topics, '\t');
  ayes_buffer_add(topics, category->label);
  ayes_buffer_add_byte(topics, '\t');
  for (; status == AYES_OK && *at < dictionary->entries.count; ++*at) {
    const ayes_dictionary_entry *entry = &dictionary->entries.items[order[*at]];
    if (entry->category != number) break;
    status = add_topic_entry(it, entry, &terms);
  }
  if (status == AYES_OK && it->patterns[0].length > PATTERN_LIMIT)
    return ayes_error_set(
        it->error, AYES_OVER_LIMIT,
        "the wildcards of category \"%.*s\" are over %d bytes together; divide it",
        (int)category->id.length, category->id.data, PATTERN_LIMIT);
  ayes_buffer_add_byte(topics, '\t');
  ayes_dictionary_finish_pattern(topics, &it->patterns[0]);
  ayes_buffer_add_byte(topics, '\n');
  return status;
}

static ayes_status write_topics(ayes_dictionary_writer *it) {
  size_t *order, at = 0;
  ayes_status status = sort_entries(it->dictionary, &order, it->error);
  ayes_buffer_add_text(&it->pack->topics, "id\tparent\tlabel\tterms\trules\n");
  for (uint32_t i = 1; status == AYES_OK && i <= it->dictionary->categories.count; i++)
    status = write_topic(it, i, order, &at);
  ayes_memory_free(order);
  return status;
}

/* ---- Good and bad words ---- */

/* 1 good, -1 bad, 0 neither. */
static int sign_of_category(ayes_span id) {
  static const struct {
    const char *name;
    int sign;
  } names[] = {{"positive", 1}, {"negative", -1}, {"neg_positive", -1}, {"neg_negative", 1}};
  for (size_t i = 0; i < sizeof names / sizeof *names; i++)
    if (ayes_span_equal_ignoring_case(id, ayes_span_of(names[i].name))) return names[i].sign;
  return 0;
}

static bool is_sentiment(const ayes_dictionary *dictionary) {
  for (size_t i = 0; i < dictionary->categories.count; i++)
    if (!sign_of_category(dictionary->categories.items[i].id)) return false;
  return true;
}

static int compare_doubles(const void *a, const void *b) {
  double left = *(const double *)a, right = *(const double *)b;
  return left < right ? -1 : left > right;
}

static ayes_status find_median(ayes_dictionary_writer *it) {
  size_t count = it->dictionary->entries.count;
  double *sizes = ayes_memory_new_zeroed(count + 1, sizeof *sizes);
  if (!sizes) return ayes_error_memory(it->error);
  for (size_t i = 0; i < count; i++) sizes[i] = fabs(it->dictionary->entries.items[i].score);
  qsort(sizes, count, sizeof *sizes, compare_doubles);
  it->median = sizes[count / 2];
  ayes_memory_free(sizes);
  return AYES_OK;
}

static void write_rule(ayes_dictionary_writer *it, bool good) {
  it->pack->rules.failed |= it->patterns[good].failed;
  if (it->patterns[good].length == 0) return;
  if (it->pack->rules.length == 0) ayes_buffer_add_text(&it->pack->rules, "pattern\tkind\n");
  ayes_dictionary_finish_pattern(&it->pack->rules, &it->patterns[good]);
  ayes_buffer_add_text(&it->pack->rules, good ? "\tgood\n" : "\tbad\n");
}

static ayes_status write_wildcard(ayes_dictionary_writer *it, const ayes_dictionary_entry *entry,
                                  bool good) {
  bool usable;
  ayes_status status = ayes_dictionary_check_wildcard(it, entry, &usable);
  if (status == AYES_OK && usable) ayes_dictionary_add_pattern(&it->patterns[good], entry->text);
  if (it->patterns[good].length > RULE_LIMIT) write_rule(it, good);
  return status;
}

static ayes_status write_word(ayes_dictionary_writer *it, const ayes_dictionary_entry *entry) {
  bool usable, has_score = entry->category == 0;
  bool good = has_score
                  ? entry->score > 0
                  : sign_of_category(it->dictionary->categories.items[entry->category - 1].id) > 0;
  if (ayes_dictionary_has_wildcard(it, entry)) return write_wildcard(it, entry, good);
  ayes_status status = ayes_dictionary_check_term(it, entry, &usable);
  if (status != AYES_OK || !usable) return status;
  ayes_buffer_add(&it->pack->words, ayes_buffer_span(&it->term));
  ayes_buffer_add_text(&it->pack->words, good ? "\tgood\t" : "\tbad\t");
  if (has_score) {
    double weight = fabs(entry->score) / it->median;
    if (!(weight > LEAST_WEIGHT)) weight = LEAST_WEIGHT;
    ayes_buffer_add_number(&it->pack->words, weight < MOST_WEIGHT ? weight : MOST_WEIGHT, 2);
  }
  ayes_buffer_add_byte(&it->pack->words, '\n');
  return AYES_OK;
}

static ayes_status write_words(ayes_dictionary_writer *it) {
  size_t *order;
  ayes_status status = sort_entries(it->dictionary, &order, it->error);
  if (status == AYES_OK) status = find_median(it);
  ayes_buffer_add_text(&it->pack->words, "term\tkind\tweight\n");
  for (size_t i = 0; status == AYES_OK && i < it->dictionary->entries.count; i++)
    status = write_word(it, &it->dictionary->entries.items[order[i]]);
  for (int good = 0; good < 2; good++) write_rule(it, good);
  ayes_memory_free(order);
  return status;
}

/* ---- The pack ---- */

static void add_member(ayes_buffer *json, const char *key, const char *value) {
  ayes_buffer_add_text(json, json->length > 2 ? ",\n  " : "  ");
  ayes_json_add_key(json, key);
  ayes_buffer_add_byte(json, ' ');
  ayes_json_add_string(json, ayes_span_of(value));
}

static void write_json(const ayes_dictionary_settings *settings, ayes_dictionary_pack *pack) {
  ayes_buffer *json = &pack->json;
  ayes_buffer_add_text(json, "{\n");
  add_member(json, "name", settings->name);
  add_member(json, "language", settings->language);
  add_member(json, "stemmer", settings->stemmer);
  add_member(json, "version", "1");
  add_member(json, "base", settings->base);
  if (pack->topics.length)
    ayes_buffer_add_text(json, ",\n  \"own_topics_only\": true,\n  \"topics\": [\"topics.tsv\"]");
  if (pack->words.length) ayes_buffer_add_text(json, ",\n  \"lists\": [\"words.tsv\"]");
  if (pack->rules.length) ayes_buffer_add_text(json, ",\n  \"rules\": [\"rules.tsv\"]");
  ayes_buffer_add_text(json, "\n}\n");
}

static ayes_status write(ayes_dictionary_writer *it, const ayes_dictionary_settings *settings) {
  const ayes_dictionary *dictionary = it->dictionary;
  ayes_dictionary_pack *pack = it->pack;
  for (size_t i = 0; i < dictionary->entries.count && !it->has_any_ending; i++)
    it->has_any_ending = dictionary->entries.items[i].any_ending;
  ayes_status status = it->is_sentiment ? write_words(it) : write_topics(it);
  if (status == AYES_OK) write_json(settings, pack);
  bool failed = pack->json.failed || pack->topics.failed || pack->words.failed ||
                pack->rules.failed || it->patterns[0].failed || it->patterns[1].failed;
  return status == AYES_OK && failed ? ayes_error_memory(it->error) : status;
}

ayes_status ayes_dictionary_write(const ayes_dictionary *dictionary,
                                  const ayes_dictionary_settings *settings,
                                  ayes_dictionary_pack *pack, ayes_error *error) {
  ayes_dictionary_writer it = {.dictionary = dictionary, .pack = pack, .error = error};
  it.is_sentiment = is_sentiment(dictionary);
  ayes_status status =
      ayes_term_reader_new(settings->stemmer, &it.vocabulary, NULL, &it.terms, error);
  if (status == AYES_OK) status = write(&it, settings);
  ayes_term_reader_free(it.terms);
  ayes_vocabulary_release(&it.vocabulary);
  ayes_array_release(&it.phrases);
  ayes_names_release(&it.seen);
  ayes_buffer_release(&it.term);
  ayes_buffer_release(&it.key);
  ayes_buffer_release(&it.patterns[0]);
  ayes_buffer_release(&it.patterns[1]);
  return status;
}

void ayes_dictionary_pack_release(ayes_dictionary_pack *pack) {
  ayes_buffer_release(&pack->json);
  ayes_buffer_release(&pack->topics);
  ayes_buffer_release(&pack->words);
  ayes_buffer_release(&pack->rules);
}
