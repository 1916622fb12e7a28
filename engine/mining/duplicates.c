/* SPDX-License-Identifier: MIT
 *
 * Answers are read one at a time. Of a text whose words were seen before only the id is kept; a new
 * one is kept with its bytes, its shingles (4 bytes a word) and one number a band. Memory: bytes of
 * the distinct texts, and about twice that again for shingles and bands.
 */
#include "mining/duplicates.h"

#include "base/memory.h"
#include "mining/duplicates_private.h"
#include "text/utf8.h"

enum { FIRST_SLOTS = 4096 };

ayes_status ayes_duplicate_finder_new(double threshold, ayes_duplicate_finder **out,
                                      ayes_error *error) {
  *out = NULL;
  if (!(threshold > 0 && threshold <= 1))
    return ayes_error_set(error, AYES_BAD_USAGE, "the threshold must be over 0 and at most 1");
  ayes_duplicate_finder *finder = ayes_memory_new_zeroed(1, sizeof *finder);
  if (!finder) return ayes_error_memory(error);
  finder->threshold = threshold;
  finder->banding = ayes_banding_choose(threshold);
  ayes_signature_functions(finder);
  ayes_status status = ayes_word_reader_init(&finder->reader, error);
  if (status != AYES_OK) {
    ayes_duplicate_finder_free(finder);
    return status;
  }
  *out = finder;
  return AYES_OK;
}

void ayes_duplicate_finder_free(ayes_duplicate_finder *finder) {
  if (!finder) return;
  ayes_word_reader_release(&finder->reader);
  ayes_buffer_release(&finder->clean);
  ayes_arena_release(&finder->arena);
  ayes_names_release(&finder->questions);
  ayes_array_release(&finder->texts);
  ayes_array_release(&finder->bands);
  ayes_array_release(&finder->answers);
  ayes_array_release(&finder->letter_runs);
  ayes_memory_free(finder->slots);
  ayes_memory_free(finder->members);
  ayes_memory_free(finder->cluster_items);
  ayes_memory_free(finder);
}

/* ---- Texts by their hash ---- */

/* The slot of the hash, or the free one where it belongs. */
static size_t find_slot(const ayes_duplicate_finder *finder, const uint32_t *slots, size_t count,
                        uint64_t hash) {
  size_t at = (size_t)hash & (count - 1);
  while (slots[at] && finder->texts.items[slots[at] - 1].hash != hash) at = (at + 1) & (count - 1);
  return at;
}

static ayes_status grow_slots(ayes_duplicate_finder *finder, ayes_error *error) {
  size_t count = finder->slot_count ? finder->slot_count * 2 : FIRST_SLOTS;
  uint32_t *slots = ayes_memory_new_zeroed(count, sizeof *slots);
  if (!slots) return ayes_error_memory(error);
  for (size_t i = 0; i < finder->texts.count; i++)
    slots[find_slot(finder, slots, count, finder->texts.items[i].hash)] = (uint32_t)i + 1;
  ayes_memory_free(finder->slots);
  finder->slots = slots;
  finder->slot_count = count;
  return AYES_OK;
}

/* ---- Adding ---- */

/* Of the folded words, apart for each question. */
static uint64_t hash_words(const ayes_word_reader *reader, uint64_t seed) {
  const char *bytes = (const char *)reader->words.items;
  size_t length = reader->words.count * sizeof *reader->words.items;
  return ayes_span_hash(ayes_span_make(bytes, length)) ^ seed;
}

static ayes_status add_bands(ayes_duplicate_finder *finder, ayes_error *error) {
  size_t bands = finder->banding.bands;
  ayes_status status =
      ayes_array_reserve(&finder->bands.items, &finder->bands.capacity, finder->bands.count + bands,
                         sizeof *finder->bands.items, error);
  if (status != AYES_OK) return status;
  ayes_signature_bands(finder, finder->reader.shingles.items, finder->reader.shingles.count,
                       &finder->bands.items[finder->bands.count]);
  finder->bands.count += bands;
  return AYES_OK;
}

/* Keeps the text that the reader has read. */
static ayes_status keep_text(ayes_duplicate_finder *finder, uint32_t question, uint64_t seed,
                             uint64_t hash, ayes_error *error) {
  const ayes_word_reader *reader = &finder->reader;
  ayes_status status = ayes_word_reader_shingle(&finder->reader, seed, error);
  if (status != AYES_OK) return status;
  size_t size = reader->shingles.count * sizeof *reader->shingles.items;
  char *bytes = ayes_arena_copy(&finder->arena, reader->text.bytes, error);
  uint32_t *shingles = bytes ? ayes_arena_new(&finder->arena, size, error) : NULL;
  if (!shingles) return AYES_NO_MEMORY;
  memcpy(shingles, reader->shingles.items, size);
  status = add_bands(finder, error);
  if (status != AYES_OK) return status;
  ayes_distinct_text *text = ayes_array_add(&finder->texts, error);
  if (!text) return AYES_NO_MEMORY;
  *text = (ayes_distinct_text){.bytes = bytes,
                               .shingles = shingles,
                               .hash = hash,
                               .length = (uint32_t)reader->text.bytes.length,
                               .shingle_count = (uint32_t)reader->shingles.count,
                               .words = (uint32_t)reader->words.count,
                               .parent = (uint32_t)(finder->texts.count - 1),
                               .question = question};
  return AYES_OK;
}

/* Finds or keeps the text that the reader has read; *index is AYES_NO_INDEX without words. */
static ayes_status find_text(ayes_duplicate_finder *finder, ayes_span question, uint32_t *index,
                             ayes_error *error) {
  uint32_t number;
  *index = AYES_NO_INDEX;
  if (finder->reader.words.count == 0) return AYES_OK;
  ayes_status status = ayes_names_add(&finder->questions, question, &number, error);
  if (status == AYES_OK && finder->texts.count * 2 >= finder->slot_count)
    status = grow_slots(finder, error);
  if (status != AYES_OK) return status;
  uint64_t seed = ayes_span_hash(question);
  uint64_t hash = hash_words(&finder->reader, seed);
  size_t slot = find_slot(finder, finder->slots, finder->slot_count, hash);
  if (finder->slots[slot] == 0) {
    status = keep_text(finder, number, seed, hash, error);
    if (status != AYES_OK) return status;
    finder->slots[slot] = (uint32_t)finder->texts.count;
  }
  *index = finder->slots[slot] - 1;
  finder->texts.items[*index].copies++;
  finder->with_text++;
  return AYES_OK;
}

ayes_status ayes_duplicate_finder_add(ayes_duplicate_finder *finder, ayes_span question,
                                      ayes_span id, ayes_span text, ayes_error *error) {
  size_t replaced = 0;
  uint32_t index;
  if (finder->answers.count >= AYES_NO_INDEX - 1)
    return ayes_error_set(error, AYES_OVER_LIMIT, "there are more than 2^32 - 2 answers");
  if (text.length > AYES_TEXT_LIMIT)
    return ayes_error_set(error, AYES_OVER_LIMIT, "the text is longer than the limit of %d bytes",
                          AYES_TEXT_LIMIT);
  ayes_buffer_clear(&finder->clean);
  ayes_status status = ayes_utf8_clean(text, &finder->clean, &replaced, error);
  if (status == AYES_OK)
    status = ayes_word_reader_read(&finder->reader, ayes_buffer_span(&finder->clean), error);
  if (status == AYES_OK) status = find_text(finder, question, &index, error);
  if (status != AYES_OK) return status;
  char *copy = ayes_arena_copy(&finder->arena, id, error);
  ayes_added_answer *answer = copy ? ayes_array_add(&finder->answers, error) : NULL;
  if (!answer) return AYES_NO_MEMORY;
  *answer = (ayes_added_answer){copy, (uint32_t)id.length, index};
  return AYES_OK;
}

ayes_status ayes_duplicate_finder_finish(ayes_duplicate_finder *finder,
                                         const ayes_duplicate_clusters **clusters,
                                         ayes_error *error) {
  ayes_status status = ayes_duplicates_link(finder, error);
  if (status == AYES_OK) status = ayes_duplicates_gather(finder, error);
  *clusters = &finder->clusters;
  return status;
}

double ayes_duplicate_finder_jaccard(const ayes_duplicate_finder *finder, uint32_t a, uint32_t b) {
  const ayes_distinct_text *texts = finder->texts.items;
  return a == b ? 1 : ayes_shingles_jaccard(&texts[a], &texts[b], 0);
}
