/* SPDX-License-Identifier: MIT
 *
 * Words are cut and stemmed as the engine does it; after that every occurrence counts one, whatever
 * stands around it. O(bytes).
 */
#include "quality/baseline.h"

#include "base/array.h"
#include "base/file.h"
#include "base/tsv.h"
#include "quality/workspace.h"
#include "tally/labels.h"
#include "text/tokens.h"

enum { LIST_LIMIT = 1024 * 1024, TERM = 0, KIND = 1 };

struct bench_polarity {
  ayes_stemmer *stemmer;
  ayes_vocabulary vocabulary; /* empty: stems are looked up by their bytes */
  ayes_types *types;
  ayes_text text;
  ayes_names good, bad; /* stems */
};

static ayes_status add_word(bench_polarity *polarity, const ayes_tsv *table, ayes_error *error) {
  ayes_span term = ayes_span_trim(table->cells[TERM]), kind = ayes_span_trim(table->cells[KIND]);
  bool is_good = ayes_span_equal(kind, ayes_span_of("good"));
  uint32_t number;
  if (!is_good && !ayes_span_equal(kind, ayes_span_of("bad")))
    return ayes_tsv_at(table, KIND, 0, ayes_error_set(error, AYES_BAD_DATA, "is not good or bad"),
                       error);
  ayes_span stem = ayes_stemmer_stem(polarity->stemmer, term);
  return ayes_names_add(is_good ? &polarity->good : &polarity->bad, stem, &number, error);
}

static ayes_status read_words(bench_polarity *polarity, const char *path, ayes_error *error) {
  static const ayes_tsv_column columns[] = {{"term", true}, {"kind", true}};
  ayes_tsv table = {0};
  bool found = true;
  ayes_status status = ayes_tsv_open(&table, path, LIST_LIMIT, columns, 2, error);
  while (status == AYES_OK && found) {
    status = ayes_tsv_next(&table, &found, error);
    if (status == AYES_OK && found) status = add_word(polarity, &table, error);
  }
  ayes_tsv_release(&table);
  return status;
}

ayes_status bench_polarity_open(const char *path, bench_polarity **out, ayes_error *error) {
  *out = NULL;
  bench_polarity *polarity = ayes_memory_new_zeroed(1, sizeof *polarity);
  if (!polarity) return ayes_error_memory(error);
  ayes_status status = ayes_stemmer_new("english", &polarity->stemmer, error);
  if (status == AYES_OK)
    status = ayes_types_new("english", &polarity->vocabulary, &polarity->types, error);
  if (status == AYES_OK) status = read_words(polarity, path, error);
  if (status == AYES_OK) *out = polarity;
  else bench_polarity_close(polarity);
  return status;
}

void bench_polarity_close(bench_polarity *polarity) {
  if (!polarity) return;
  ayes_text_release(&polarity->text);
  ayes_types_free(polarity->types);
  ayes_vocabulary_release(&polarity->vocabulary);
  ayes_stemmer_free(polarity->stemmer);
  ayes_names_release(&polarity->good);
  ayes_names_release(&polarity->bad);
  ayes_memory_free(polarity);
}

static ayes_status count_words(bench_polarity *polarity, ayes_span bytes, ayes_stance *stance,
                               ayes_error *error) {
  long balance = 0;
  ayes_types_trim(polarity->types);
  ayes_status status = ayes_text_read(&polarity->text, bytes, polarity->types, NULL, error);
  if (status != AYES_OK) return status;
  for (size_t i = 0; i < polarity->text.tokens.count; i++) {
    uint32_t type = polarity->text.tokens.items[i].type;
    ayes_span stem = ayes_types_get(polarity->types, type)->stem;
    if (ayes_names_find(&polarity->good, stem)) balance++;
    if (ayes_names_find(&polarity->bad, stem)) balance--;
  }
  *stance = balance > 0 ? AYES_SUPPORT : balance < 0 ? AYES_OPPOSE : AYES_NEUTRAL;
  return AYES_OK;
}

static void add_record(const ayes_result_record *record, ayes_stance stance, ayes_buffer *out) {
  ayes_buffer_add_text(out, "{\"id\":");
  ayes_json_add_string(out, record->id);
  ayes_buffer_add_text(out, ",\"question\":");
  ayes_json_add_string(out, record->question);
  ayes_buffer_add_text(out, ",\"stance\":");
  ayes_json_add_string(out, ayes_span_of(ayes_label_of_stance(stance)));
  ayes_buffer_add_text(out, "}\n");
}

static ayes_status label_records(bench_polarity *polarity, ayes_results *results, ayes_buffer *out,
                                 ayes_error *error) {
  ayes_result_record record;
  ayes_stance stance;
  ayes_status status;
  while ((status = ayes_results_next(results, &record, error)) == AYES_OK && record.line) {
    status = count_words(polarity, record.text, &stance, error);
    if (status != AYES_OK) return status;
    add_record(&record, stance, out);
  }
  return status;
}

ayes_status bench_polarity_label(bench_polarity *polarity, const char *results,
                                 const char *labelled, ayes_error *error) {
  ayes_results *reader;
  ayes_buffer out = {0};
  ayes_status status = ayes_results_open(results, &reader, error);
  if (status != AYES_OK) return status;
  status = label_records(polarity, reader, &out, error);
  if (status == AYES_OK) status = bench_write(labelled, &out, error);
  ayes_results_close(reader);
  ayes_buffer_release(&out);
  return status;
}

void bench_majority_label(ayes_gold_pairs *pairs) {
  size_t counts[AYES_STANCE_COUNT] = {0};
  for (size_t i = 0; i < pairs->count; i++) counts[pairs->items[i].gold]++;
  ayes_stance best = AYES_NEUTRAL;
  for (int i = 0; i < AYES_STANCE_COUNT; i++)
    if (counts[i] > counts[best]) best = (ayes_stance)i;
  for (size_t i = 0; i < pairs->count; i++) pairs->items[i].given = best;
}
