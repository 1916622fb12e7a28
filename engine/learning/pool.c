/* SPDX-License-Identifier: MIT
 *
 * Places of all rows stand one after another. Freezing sorts whatever the order of answers could
 * show in.
 */
#include "learning/pool.h"

#include <stdlib.h>

#include "learning/features.h"
#include "text/fold.h"

static const uint64_t GAP = UINT64_C(0x6A09E667F3BCC909); /* told apart from any pair by this */

void ayes_pool_question_key(ayes_span proposal, ayes_buffer *key) {
  ayes_buffer folded = {0};
  bool is_wanting_space = false;
  size_t start = key->length;
  ayes_fold(proposal, &folded);
  for (size_t i = 0; i < folded.length; i++) {
    unsigned char byte = (unsigned char)folded.data[i];
    bool is_word =
        byte >= 0x80 || ayes_byte_is_letter((char)byte) || ayes_byte_is_digit((char)byte);
    if (is_word && is_wanting_space && key->length > start) ayes_buffer_add_byte(key, ' ');
    if (is_word) ayes_buffer_add_byte(key, (char)byte);
    is_wanting_space = !is_word;
  }
  key->failed |= folded.failed;
  ayes_buffer_release(&folded);
}

/* ---- Terms ---- */

static ayes_status find_term(ayes_pool *pool, uint64_t key, uint32_t *index, ayes_error *error) {
  bool is_new;
  ayes_status status = ayes_keys_add(&pool->keys, key, index, &is_new, error);
  if (status != AYES_OK || !is_new) return status;
  ayes_pool_term *term = ayes_array_add(&pool->terms, error);
  if (!term) return AYES_NO_MEMORY;
  *term = (ayes_pool_term){.key = key};
  return AYES_OK;
}

static ayes_status count_form(ayes_pool *pool, uint32_t index, ayes_error *error) {
  if (pool->written.failed) return ayes_error_memory(error);
  ayes_span written = ayes_buffer_span(&pool->written);
  ayes_pool_term *term = &pool->terms.items[index];
  ayes_pool_form *form = term->forms;
  while (form && !ayes_span_equal(form->written, written)) form = form->next;
  if (!form) {
    form = ayes_arena_new_zeroed(&pool->arena, 1, sizeof *form, error);
    char *copy = form ? ayes_arena_copy(&pool->arena, written, error) : NULL;
    if (!copy) return AYES_NO_MEMORY;
    *form = (ayes_pool_form){term->forms, ayes_span_make(copy, written.length), 0};
    term->forms = form;
  }
  form->count++;
  return AYES_OK;
}

static void write_term(ayes_pool *pool, const ayes_pool_source *source, const ayes_probed *place,
                       const char *between) {
  const ayes_token *tokens = source->probe.text->tokens.items;
  ayes_buffer_clear(&pool->written);
  ayes_buffer_add(&pool->written, ayes_types_get(source->types, tokens[place->first].type)->folded);
  if (place->last - place->first == 1) return;
  ayes_buffer_add_text(&pool->written, between);
  ayes_buffer_add(&pool->written,
                  ayes_types_get(source->types, tokens[place->last - 1].type)->folded);
}

static ayes_status add_place(ayes_pool *pool, const ayes_pool_source *source,
                             const ayes_probed *place, uint64_t key, const char *between,
                             ayes_error *error) {
  uint32_t term;
  ayes_status status = find_term(pool, key, &term, error);
  if (status != AYES_OK) return status;
  ayes_pool_place *added = ayes_array_add(&pool->places, error);
  if (!added) return AYES_NO_MEMORY;
  *added = (ayes_pool_place){term, (float)(place->value * source->tone), (uint16_t)place->first,
                             (uint16_t)(place->last - place->first)};
  write_term(pool, source, place, between);
  return count_form(pool, term, error);
}

static uint64_t stem_of(const ayes_pool_source *source, uint32_t token) {
  return ayes_types_get(source->types, source->probe.text->tokens.items[token].type)->stem_hash;
}

static bool is_number(const ayes_pool_source *source, uint32_t token) {
  return source->probe.text->tokens.items[token].flags & AYES_TOKEN_NUMBER;
}

static bool is_stop_word(const ayes_pool_source *source, uint32_t token) {
  uint32_t type = source->probe.text->tokens.items[token].type;
  return ayes_names_find(source->stop_stems, ayes_types_get(source->types, type)->stem) != 0;
}

/* Two stems side by side are both a pair and the narrowest form of the term with a gap. */
static ayes_status add_terms(ayes_pool *pool, const ayes_pool_source *source,
                             const ayes_probed *place, ayes_error *error) {
  uint32_t length = place->last - place->first, pair;
  if (is_number(source, place->first) || is_number(source, place->last - 1)) return AYES_OK;
  if (is_stop_word(source, place->first) && is_stop_word(source, place->last - 1)) return AYES_OK;
  uint64_t first = stem_of(source, place->first), second = stem_of(source, place->last - 1);
  if (length == 1) return add_place(pool, source, place, ayes_feature_of_stem(first), "", error);
  uint64_t key = ayes_feature_of_pair(first, second);
  ayes_status status = find_term(pool, key, &pair, error);
  if (status == AYES_OK && length == 2) status = add_place(pool, source, place, key, " ", error);
  if (status == AYES_OK)
    status = add_place(pool, source, place, ayes_feature_of_pair(key, GAP), " ~2 ", error);
  if (status == AYES_OK)
    pool->terms.items[pool->places.items[pool->places.count - 1].term].pair = pair + 1;
  return status;
}

/* ---- Rows ---- */

ayes_status ayes_pool_add(ayes_pool *pool, const ayes_pool_source *source, ayes_error *error) {
  ayes_pool_row *row = ayes_array_add(&pool->rows, error);
  if (!row) return AYES_NO_MEMORY;
  *row = (ayes_pool_row){.hash = source->hash,
                         .question = source->question,
                         .input = source->input,
                         .side = source->side,
                         .stance = source->judgement->stance,
                         .sum = source->judgement->sum,
                         .threshold = source->judgement->threshold,
                         .start = pool->places.count};
  bool is_long = source->probe.text->tokens.count > AYES_POOL_LONGEST;
  ayes_status status =
      ayes_probe(&source->probe, is_long ? 0 : AYES_POOL_WORDS, &pool->probes, error);
  for (size_t i = 0; i < pool->probes.count && status == AYES_OK; i++)
    status = add_terms(pool, source, &pool->probes.items[i], error);
  row->count = pool->places.count - row->start;
  return status;
}

/* ---- Freezing ---- */

static void place_terms(ayes_pool *pool, const uint32_t *place) {
  for (size_t i = 0; i < pool->terms.count; i++)
    if (pool->terms.items[i].pair)
      pool->terms.items[i].pair = place[pool->terms.items[i].pair - 1] + 1;
  for (size_t i = 0; i < pool->places.count; i++)
    pool->places.items[i].term = place[pool->places.items[i].term];
}

static ayes_status sort_terms(ayes_pool *pool, ayes_error *error) {
  size_t count = pool->terms.count;
  uint32_t *order;
  ayes_status status = ayes_keys_order(pool->keys.items, count, &order, error);
  if (status != AYES_OK) return status;
  uint32_t *place = ayes_memory_new_zeroed(count + 1, sizeof *place);
  ayes_pool_term *sorted = ayes_memory_new_zeroed(count + 1, sizeof *sorted);
  if (place && sorted) {
    for (uint32_t i = 0; i < count; i++) place[order[i]] = i;
    place_terms(pool, place);
    for (size_t i = 0; i < count; i++) sorted[i] = pool->terms.items[order[i]];
    if (count) memcpy(pool->terms.items, sorted, count * sizeof *sorted);
  } else {
    status = ayes_error_memory(error);
  }
  ayes_memory_free(order);
  ayes_memory_free(place);
  ayes_memory_free(sorted);
  ayes_keys_release(&pool->keys);
  return status;
}

static int compare_rows(const void *a, const void *b) {
  const ayes_pool_row *x = a, *y = b;
  if (x->fold != y->fold) return x->fold < y->fold ? -1 : 1; /* the place of its question */
  if (x->hash != y->hash) return x->hash < y->hash ? -1 : 1;
  if (x->side != y->side) return x->side < y->side ? -1 : 1;
  return (x->input > y->input) - (x->input < y->input);
}

/* places: of questions by number - 1, in the order of their hashes. */
static void sort_rows(ayes_pool *pool, const uint32_t *places) {
  ayes_pool_row *rows = pool->rows.items;
  size_t count = pool->rows.count;
  for (size_t i = 0; i < count; i++) rows[i].fold = places[rows[i].question - 1];
  if (count) qsort(rows, count, sizeof *rows, compare_rows);
  for (size_t i = 1; i < count; i++)
    rows[i].repeated = rows[i - 1].question == rows[i].question &&
                       rows[i - 1].hash == rows[i].hash && rows[i - 1].side == rows[i].side;
  for (size_t i = 0; i < count; i++) rows[i].fold %= (uint32_t)pool->folds;
}

/* places: as sort_rows wants them; yours to free. */
static ayes_status place_questions(const ayes_pool *pool, uint32_t **places, ayes_error *error) {
  size_t count = ayes_names_count(&pool->questions);
  uint32_t *order = NULL;
  uint64_t *hashes = ayes_memory_new_zeroed(count + 1, sizeof *hashes);
  *places = ayes_memory_new_zeroed(count + 1, sizeof **places);
  ayes_status status = hashes && *places ? AYES_OK : ayes_error_memory(error);
  for (uint32_t i = 0; i < count && status == AYES_OK; i++)
    hashes[i] = ayes_span_hash(ayes_names_text(&pool->questions, i + 1));
  if (status == AYES_OK) status = ayes_keys_order(hashes, count, &order, error);
  for (uint32_t i = 0; i < count && status == AYES_OK; i++) (*places)[order[i]] = i;
  ayes_memory_free(order);
  ayes_memory_free(hashes);
  return status;
}

ayes_status ayes_pool_freeze(ayes_pool *pool, size_t folds, ayes_error *error) {
  size_t count = ayes_names_count(&pool->questions);
  uint32_t *places;
  pool->folds = count < folds ? count : folds;
  ayes_status status = place_questions(pool, &places, error);
  if (status == AYES_OK && count) sort_rows(pool, places);
  ayes_memory_free(places);
  return status == AYES_OK ? sort_terms(pool, error) : status;
}

ayes_span ayes_pool_written(const ayes_pool *pool, uint32_t term) {
  const ayes_pool_form *best = pool->terms.items[term].forms;
  for (const ayes_pool_form *form = best ? best->next : NULL; form; form = form->next)
    if (form->count > best->count ||
        (form->count == best->count && ayes_span_compare(form->written, best->written) < 0))
      best = form;
  return best ? best->written : ayes_span_make(NULL, 0);
}

void ayes_pool_release(ayes_pool *pool) {
  ayes_names_release(&pool->questions);
  ayes_array_release(&pool->rows);
  ayes_array_release(&pool->places);
  ayes_array_release(&pool->terms);
  ayes_keys_release(&pool->keys);
  ayes_probes_release(&pool->probes);
  ayes_buffer_release(&pool->written);
  ayes_arena_release(&pool->arena);
}
