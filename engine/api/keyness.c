/* SPDX-License-Identifier: MIT
 *
 * Two sets of counts, one for each side, and their comparison.
 */
#include "mining/keyness.h"

#include "api/mining.h"

enum { USUAL_TOP = 20, USUAL_LEAST = 3 };

typedef struct sides {
  ayes_words words;
  ayes_selector select_a, select_b;
  ayes_phrase_counts a, b;
  size_t both;
} sides;

static ayes_status count_record(void *user, const ayes_mining_record *record, ayes_error *error) {
  sides *it = user;
  bool is_a = ayes_selector_matches(&it->select_a, record);
  bool is_b = ayes_selector_matches(&it->select_b, record);
  it->both += is_a && is_b;
  if (is_a == is_b) return AYES_OK;
  ayes_status status = ayes_words_read(&it->words, record->text, error);
  if (status != AYES_OK || it->words.list.count == 0) return status;
  return ayes_phrase_counts_add(is_a ? &it->a : &it->b, &it->words, error);
}

static ayes_status check_side(const ayes_mining_run *run, const ayes_phrase_counts *counts,
                              const char *name, ayes_error *error) {
  if (counts->documents) return AYES_OK;
  if (run->unclassified)
    return ayes_error_set(error, AYES_BAD_DATA,
                          "there are no answers with %.80s: classify them first", name);
  return ayes_error_set(error, AYES_BAD_DATA, "there are no answers with %.80s", name);
}

static ayes_status write_sides(const sides *it, const char *a, const char *b,
                               const ayes_keyness_options *options, ayes_mining_writer *writer,
                               ayes_error *error) {
  ayes_key_list list = {0};
  ayes_keyness_report report = {.name_a = ayes_span_of(a),
                                .name_b = ayes_span_of(b),
                                .a = &it->a,
                                .b = &it->b,
                                .both = it->both,
                                .list = &list,
                                .top = options->top ? options->top : USUAL_TOP};
  ayes_status status = ayes_keyness_rank(
      &it->a, &it->b, &it->words, options->least ? options->least : USUAL_LEAST, &list, error);
  if (status == AYES_OK) ayes_keyness_write(writer, &report);
  ayes_key_list_release(&list);
  return status;
}

static ayes_status prepare(sides *it, const char *a, const char *b, const char *ngrams,
                           ayes_error *error) {
  ayes_status status = ayes_selector_parse(ayes_span_of(a), &it->select_a, error);
  if (status == AYES_OK) status = ayes_selector_parse(ayes_span_of(b), &it->select_b, error);
  if (status == AYES_OK)
    status = ayes_mining_ngrams(ngrams, &it->a.shortest, &it->a.longest, error);
  it->b.shortest = it->a.shortest;
  it->b.longest = it->a.longest;
  return status;
}

ayes_status ayes_keyness(const ayes_engine *engine, const ayes_mining *mining,
                         const ayes_keyness_options *options, ayes_sink sink, ayes_error *error) {
  static const ayes_keyness_options usual = {0};
  sides it = {0};
  ayes_buffer buffer = {0};
  ayes_mining_writer writer;
  if (!options) options = &usual;
  const char *a = options->a ? options->a : "stance=support";
  const char *b = options->b ? options->b : "stance=oppose";
  ayes_mining_run run = {.mining = mining, .visit = count_record, .user = &it, .needs_text = true};
  ayes_status status = ayes_mining_writer_set(mining, &buffer, &writer, error);
  if (status == AYES_OK) status = prepare(&it, a, b, options->ngrams, error);
  if (status == AYES_OK) status = ayes_mining_words(engine, &it.words, error);
  if (status == AYES_OK) status = ayes_mining_read(&run, error);
  if (status == AYES_OK) status = check_side(&run, &it.a, a, error);
  if (status == AYES_OK) status = check_side(&run, &it.b, b, error);
  writer.quarantined = run.quarantined;
  if (status == AYES_OK) status = write_sides(&it, a, b, options, &writer, error);
  ayes_phrase_counts_release(&it.a);
  ayes_phrase_counts_release(&it.b);
  ayes_mining_words_release(&it.words);
  return ayes_sink_finish(&sink, &buffer, status, error);
}
