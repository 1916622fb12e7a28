/* SPDX-License-Identifier: MIT
 *
 * A word belongs to the letter when it stands in a run of three words that the letter has too;
 * single words and pairs are shared by any two texts of a language. What is left is the sender's
 * own (the "unique portion" of Yang & Callan 2006). Runs of the letter are kept as hashes of 64
 * bits in a table that is at most half full: O(words) for the letter and for each text.
 */
#include "mining/duplicates_private.h"
#include "text/utf8.h"

enum { RUN_WORDS = 3 };

static uint64_t hash_run(const ayes_word_reader *reader, size_t first, size_t width) {
  const char *bytes = (const char *)&reader->words.items[first];
  uint64_t hash = ayes_span_hash(ayes_span_make(bytes, width * sizeof *reader->words.items));
  return hash ? hash : 1;
}

static size_t find_run(const uint64_t *slots, size_t count, uint64_t hash) {
  size_t at = (size_t)hash & (count - 1);
  while (slots[at] && slots[at] != hash) at = (at + 1) & (count - 1);
  return at;
}

ayes_status ayes_duplicate_finder_letter(ayes_duplicate_finder *finder, ayes_span text,
                                         ayes_error *error) {
  const ayes_word_reader *reader = &finder->reader;
  size_t count = 16;
  ayes_status status = ayes_word_reader_read(&finder->reader, text, error);
  if (status != AYES_OK) return status;
  while (count < 2 * reader->words.count) count *= 2;
  status = ayes_array_reserve(&finder->letter_runs.items, &finder->letter_runs.capacity, count,
                              sizeof *finder->letter_runs.items, error);
  if (status != AYES_OK) return status;
  uint64_t *slots = finder->letter_runs.items;
  memset(slots, 0, count * sizeof *slots);
  size_t width = reader->words.count < RUN_WORDS ? reader->words.count : RUN_WORDS;
  for (size_t i = 0; width && i + width <= reader->words.count; i++) {
    uint64_t hash = hash_run(reader, i, width);
    slots[find_run(slots, count, hash)] = hash;
  }
  finder->letter_runs.count = count;
  finder->letter_run_words = width;
  return AYES_OK;
}

static bool is_in_letter(const ayes_duplicate_finder *finder, size_t first) {
  size_t width = finder->letter_run_words;
  if (width == 0 || first + width > finder->reader.words.count) return false;
  uint64_t hash = hash_run(&finder->reader, first, width);
  return finder->letter_runs
             .items[find_run(finder->letter_runs.items, finder->letter_runs.count, hash)] != 0;
}

/* Fills in words from first to last (excluded) as one addition. at: where counting has come to. */
static ayes_status add_words(const ayes_duplicate_finder *finder, size_t first, size_t last,
                             ayes_additions *additions, ayes_addition *at, ayes_error *error) {
  const ayes_text *text = &finder->reader.text;
  size_t start = text->tokens.items[first].start, end = text->tokens.items[last - 1].end;
  at->start = at->end + ayes_utf8_count(ayes_span_slice(text->bytes, at->byte_end, start));
  at->end = at->start + ayes_utf8_count(ayes_span_slice(text->bytes, start, end));
  at->byte_start = start;
  at->byte_end = end;
  at->words = last - first;
  ayes_addition *added = ayes_array_add(additions, error);
  if (!added) return AYES_NO_MEMORY;
  *added = *at;
  additions->words += at->words;
  return AYES_OK;
}

ayes_status ayes_duplicate_finder_additions(ayes_duplicate_finder *finder, ayes_span text,
                                            ayes_additions *additions, ayes_error *error) {
  ayes_addition at = {0};
  size_t covered = 0; /* words before it are the letter's, or listed */
  additions->count = additions->words = 0;
  ayes_status status = ayes_word_reader_read(&finder->reader, text, error);
  size_t words = finder->reader.words.count;
  for (size_t i = 0; i < words && status == AYES_OK; i++) {
    if (!is_in_letter(finder, i)) continue;
    if (i > covered) status = add_words(finder, covered, i, additions, &at, error);
    covered = i + finder->letter_run_words;
  }
  if (status == AYES_OK && covered < words)
    status = add_words(finder, covered, words, additions, &at, error);
  return status;
}
