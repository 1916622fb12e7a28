/* SPDX-License-Identifier: MIT
 *
 * Two tables: phrases by their stems, and their spellings, each of which knows its phrase. Both are
 * open addressing over three numbers. O(1) a word.
 */
#include "mining/counts.h"

enum { SMALLEST_TABLE = 1024 };

static bool same_words(const uint32_t *a, const uint32_t *b) {
  return memcmp(a, b, AYES_PHRASE_WORD_LIMIT * sizeof *a) == 0;
}

static size_t slot_of(const ayes_phrases *phrases, const uint32_t *words) {
  uint64_t hash =
      ayes_span_hash(ayes_span_make((const char *)words, AYES_PHRASE_WORD_LIMIT * sizeof *words));
  size_t mask = phrases->slot_count - 1, slot = (size_t)hash & mask;
  while (phrases->slots[slot] && !same_words(phrases->items[phrases->slots[slot] - 1].words, words))
    slot = (slot + 1) & mask;
  return slot;
}

static ayes_status index_anew(ayes_phrases *phrases, size_t slot_count, ayes_error *error) {
  uint32_t *slots = ayes_memory_new_zeroed(slot_count, sizeof *slots);
  if (!slots) return ayes_error_memory(error);
  ayes_memory_free(phrases->slots);
  phrases->slots = slots;
  phrases->slot_count = slot_count;
  for (size_t i = 0; i < phrases->count; i++)
    slots[slot_of(phrases, phrases->items[i].words)] = (uint32_t)i + 1;
  return AYES_OK;
}

static ayes_status get_phrase(ayes_phrases *phrases, const uint32_t *words, uint32_t *index,
                              ayes_error *error) {
  if (phrases->count * 2 >= phrases->slot_count) {
    size_t wanted = phrases->slot_count ? phrases->slot_count * 2 : SMALLEST_TABLE;
    ayes_status status = index_anew(phrases, wanted, error);
    if (status != AYES_OK) return status;
  }
  size_t slot = slot_of(phrases, words);
  if (phrases->slots[slot] == 0) {
    ayes_phrase *added = ayes_array_add(phrases, error);
    if (!added) return AYES_NO_MEMORY;
    memset(added, 0, sizeof *added);
    memcpy(added->words, words, sizeof added->words);
    phrases->slots[slot] = (uint32_t)phrases->count;
  }
  *index = phrases->slots[slot] - 1;
  return AYES_OK;
}

const ayes_phrase *ayes_phrases_find(const ayes_phrases *phrases, const uint32_t *words) {
  if (phrases->slot_count == 0) return NULL;
  uint32_t number = phrases->slots[slot_of(phrases, words)];
  return number ? &phrases->items[number - 1] : NULL;
}

size_t ayes_phrase_length(const ayes_phrase *phrase) {
  size_t length = 0;
  while (length < AYES_PHRASE_WORD_LIMIT && phrase->words[length]) length++;
  return length;
}

static void release_phrases(ayes_phrases *phrases) {
  ayes_array_release(phrases);
  ayes_memory_free(phrases->slots);
  memset(phrases, 0, sizeof *phrases);
}

void ayes_phrase_counts_release(ayes_phrase_counts *counts) {
  release_phrases(&counts->stems);
  release_phrases(&counts->forms);
  ayes_array_release(&counts->first);
  ayes_array_release(&counts->second);
}

static ayes_status count_phrase(ayes_phrase_counts *counts, const ayes_counted_word *word,
                                size_t length, ayes_error *error) {
  uint32_t stems[AYES_PHRASE_WORD_LIMIT] = {0}, forms[AYES_PHRASE_WORD_LIMIT] = {0};
  uint32_t group, spelling;
  size_t spellings = counts->forms.count;
  for (size_t i = 0; i < length; i++) {
    stems[i] = word[i].stem;
    forms[i] = word[i].form;
  }
  ayes_status status = get_phrase(&counts->stems, stems, &group, error);
  if (status == AYES_OK) status = get_phrase(&counts->forms, forms, &spelling, error);
  if (status != AYES_OK) return status;
  ayes_phrase *phrase = &counts->stems.items[group];
  phrase->tokens++;
  if (phrase->last_document != counts->documents) phrase->documents++;
  phrase->last_document = (uint32_t)counts->documents;
  counts->forms.items[spelling].tokens++;
  counts->forms.items[spelling].group = group;
  counts->totals[length]++;
  if (length > 1) counts->phrases += counts->forms.count - spellings;
  return AYES_OK;
}

/* All phrases that start at a word and that are allowed to. */
static ayes_status count_from(ayes_phrase_counts *counts, const ayes_words *words, size_t at,
                              ayes_error *error) {
  const ayes_counted_word *word = &words->list.items[at];
  if (word->is_stop) return AYES_OK;
  for (size_t length = 1; length <= counts->longest && at + length <= words->list.count; length++) {
    const ayes_counted_word *last = &word[length - 1];
    if (length > 1 && last->breaks) break;
    if (length < counts->shortest || last->is_stop || (length == 1 && word->is_number)) continue;
    ayes_status status = count_phrase(counts, word, length, error);
    if (status != AYES_OK) return status;
  }
  return AYES_OK;
}

#define COUNT_STEM(array, stem, error) \
  count_stem(&(array)->items, &(array)->count, &(array)->capacity, stem, error)

static ayes_status count_stem(uint32_t **items, size_t *count, size_t *capacity, uint32_t stem,
                              ayes_error *error) {
  if (stem >= *count) {
    ayes_status status =
        ayes_array_reserve(items, capacity, (size_t)stem + 1, sizeof **items, error);
    if (status != AYES_OK) return status;
    memset(*items + *count, 0, (stem + 1 - *count) * sizeof **items);
    *count = (size_t)stem + 1;
  }
  (*items)[stem]++;
  return AYES_OK;
}

static ayes_status count_pairs(ayes_phrase_counts *counts, const ayes_words *words,
                               ayes_error *error) {
  ayes_status status = AYES_OK;
  for (size_t i = 0; i + 1 < words->list.count && status == AYES_OK; i++) {
    const ayes_counted_word *word = &words->list.items[i];
    if (word[1].breaks) continue;
    counts->pair_total++;
    status = COUNT_STEM(&counts->first, word[0].stem, error);
    if (status == AYES_OK) status = COUNT_STEM(&counts->second, word[1].stem, error);
  }
  return status;
}

static bool is_kept(const ayes_phrase *phrase, size_t below) {
  return phrase->words[1] == 0 || phrase->tokens > below;
}

/* Drops rare phrases and their spellings; group numbers follow. */
static void drop_rare(ayes_phrase_counts *counts, size_t below) {
  ayes_phrases *stems = &counts->stems, *forms = &counts->forms;
  size_t kept = 0;
  counts->phrases = 0;
  for (size_t i = 0; i < forms->count; i++) {
    ayes_phrase spelling = forms->items[i];
    if (!is_kept(&stems->items[spelling.group], below)) continue;
    counts->phrases += spelling.words[1] != 0;
    forms->items[kept++] = spelling;
  }
  forms->count = kept;
  kept = 0;
  for (size_t i = 0; i < stems->count; i++) {
    stems->items[i].group = (uint32_t)kept; /* where it moves */
    kept += is_kept(&stems->items[i], below);
  }
  for (size_t i = 0; i < forms->count; i++)
    forms->items[i].group = stems->items[forms->items[i].group].group;
  kept = 0;
  for (size_t i = 0; i < stems->count; i++)
    if (is_kept(&stems->items[i], below)) stems->items[kept++] = stems->items[i];
  stems->count = kept;
}

/* Drops to half of the limit, so that it is long until the next time. */
static ayes_status keep_limit(ayes_phrase_counts *counts, ayes_error *error) {
  size_t limit = counts->limit ? counts->limit : AYES_PHRASE_LIMIT, below = 1;
  if (counts->phrases <= limit) return AYES_OK;
  drop_rare(counts, below);
  while (counts->phrases > limit / 2) drop_rare(counts, below *= 2);
  counts->shortage += below;
  ayes_status status = index_anew(&counts->stems, counts->stems.slot_count, error);
  return status == AYES_OK ? index_anew(&counts->forms, counts->forms.slot_count, error) : status;
}

ayes_status ayes_phrase_counts_add(ayes_phrase_counts *counts, const ayes_words *words,
                                   ayes_error *error) {
  ayes_status status = AYES_OK;
  counts->documents++;
  for (size_t i = 0; i < words->list.count && status == AYES_OK; i++)
    status = count_from(counts, words, i, error);
  if (status == AYES_OK && counts->pairs) status = count_pairs(counts, words, error);
  return status == AYES_OK ? keep_limit(counts, error) : status;
}

void ayes_phrase_write(const ayes_phrase *spelling, const ayes_words *words, ayes_buffer *buffer) {
  size_t length = ayes_phrase_length(spelling);
  for (size_t i = 0; i < length; i++) {
    if (i) ayes_buffer_add_byte(buffer, ' ');
    ayes_buffer_add(buffer, ayes_names_text(&words->forms, spelling->words[i]));
  }
}

/* By text: numbers of forms depend on the order of the answers. */
static int compare_spellings(const ayes_phrase *a, const ayes_phrase *b, const ayes_words *words) {
  for (size_t i = 0; i < AYES_PHRASE_WORD_LIMIT; i++) {
    int order = ayes_span_compare(ayes_names_text(&words->forms, a->words[i]),
                                  ayes_names_text(&words->forms, b->words[i]));
    if (order) return order;
  }
  return 0;
}

ayes_status ayes_phrase_counts_spellings(const ayes_phrase_counts *counts, const ayes_words *words,
                                         const ayes_phrase ***best, ayes_error *error) {
  const ayes_phrase **made = ayes_memory_new_zeroed(counts->stems.count, sizeof *made);
  if (!made) return ayes_error_memory(error);
  for (size_t i = 0; i < counts->forms.count; i++) {
    const ayes_phrase *spelling = &counts->forms.items[i], *other = made[spelling->group];
    if (!other || spelling->tokens > other->tokens ||
        (spelling->tokens == other->tokens && compare_spellings(spelling, other, words) < 0))
      made[spelling->group] = spelling;
  }
  *best = made;
  return AYES_OK;
}
