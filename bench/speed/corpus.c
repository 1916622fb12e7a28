/* SPDX-License-Identifier: MIT
 *
 * Words are kept with their punctuation. All places of a pair of words stand side by side in an
 * order of places sorted by pair, so that going on from a pair is one search by halving and one
 * draw. Random numbers: SplitMix64 (Steele, Lea & Flood 2014), started from the record's number, so
 * that any record can be made by itself.
 */
#include "speed/corpus.h"

#include <dirent.h>
#include <math.h>
#include <stdlib.h>

#include "base/array.h"
#include "base/bits.h"
#include "base/file.h"
#include "base/json.h"
#include "base/names.h"

enum {
  RARE_TYPES = 300000,
  RARE_ONE_IN = 25,
  LONG_ONE_IN = 5000,
  LONG_BYTES = 100000,
  SHORTEST_BYTES = 60,
  MEAN_BYTES = 400,
  SHORTEST_RARE = 4 /* letters of a word that a rare one may stand for */
};

typedef struct example {
  ayes_span target, text, label;
} example;

struct speed_corpus {
  ayes_arena arena;
  ayes_names names; /* of words; number 0 ends a text */
  struct {
    example *items;
    size_t count, capacity;
  } examples;
  struct {
    uint32_t *items; /* numbers of all words, texts one after another */
    size_t count, capacity;
  } words;
  uint32_t *order; /* places of words, sorted by the pair that starts there */
};

/* ---- Reading ---- */

static ayes_span value_of(ayes_span line, const char *key) {
  ayes_span name = ayes_span_of(key);
  if (!ayes_span_starts_with(line, name)) return ayes_span_make(NULL, 0);
  return ayes_span_trim(ayes_span_from(line, name.length));
}

static ayes_status add_examples(speed_corpus *it, ayes_span page, ayes_error *error) {
  example next = {.text = {NULL, 0}};
  ayes_span line;
  while (ayes_span_split(&page, '\n', &line)) {
    ayes_span target = value_of(line, "target: "), text = value_of(line, "text: ");
    ayes_span label = value_of(line, "stance: ");
    if (target.length) next.target = target;
    if (text.length) next.text = text;
    if (!label.length || !next.text.length) continue;
    next.label = label;
    example *added = ayes_array_add(&it->examples, error);
    if (!added) return AYES_NO_MEMORY;
    *added = next;
    next.text.length = 0;
  }
  return AYES_OK;
}

static ayes_status read_page(speed_corpus *it, const char *path, ayes_error *error) {
  ayes_buffer bytes = {0};
  ayes_status status = ayes_file_read(path, 1 << 24, &bytes, error);
  if (status == AYES_OK) {
    char *kept = ayes_arena_copy(&it->arena, ayes_buffer_span(&bytes), error);
    status = kept ? add_examples(it, ayes_span_make(kept, bytes.length), error) : AYES_NO_MEMORY;
  }
  ayes_buffer_release(&bytes);
  return status;
}

static int is_page(const struct dirent *entry) {
  return ayes_span_ends_with(ayes_span_of(entry->d_name), ayes_span_of(".md"));
}

/* In the order of their names, whatever the file system's. */
static ayes_status read_pages(speed_corpus *it, const char *folder, ayes_error *error) {
  struct dirent **pages = NULL;
  int count = scandir(folder, &pages, is_page, alphasort);
  ayes_status status =
      count > 0 ? AYES_OK : ayes_error_set_at(error, AYES_NO_INPUT, folder, 0, 0, "has no pages");
  for (int i = 0; i < count; i++) {
    const char *path = ayes_file_join(&it->arena, folder, pages[i]->d_name, error);
    if (status == AYES_OK) status = path ? read_page(it, path, error) : AYES_NO_MEMORY;
    free(pages[i]);
  }
  free(pages);
  return status;
}

/* ---- The chain ---- */

static ayes_status add_word(speed_corpus *it, ayes_span word, ayes_error *error) {
  uint32_t number = 0, *place;
  ayes_status status = AYES_OK;
  if (word.length) status = ayes_names_add(&it->names, word, &number, error);
  if (status != AYES_OK) return status;
  place = ayes_array_add(&it->words, error);
  if (!place) return AYES_NO_MEMORY;
  *place = number;
  return AYES_OK;
}

static ayes_status add_words(speed_corpus *it, ayes_span text, ayes_error *error) {
  ayes_span word;
  ayes_status status = AYES_OK;
  while (status == AYES_OK && ayes_span_split(&text, ' ', &word))
    if (word.length) status = add_word(it, word, error);
  return status == AYES_OK ? add_word(it, ayes_span_make(NULL, 0), error) : status;
}

static uint64_t pair_at(const speed_corpus *it, uint32_t place) {
  uint64_t second = place + 1 < it->words.count ? it->words.items[place + 1] : 0;
  return (uint64_t)it->words.items[place] << 32 | second;
}

typedef struct placed_pair {
  uint64_t pair;
  uint32_t place;
} placed_pair;

static int compare_pairs(const void *left, const void *right) {
  const placed_pair *a = left, *b = right;
  if (a->pair != b->pair) return a->pair < b->pair ? -1 : 1;
  return a->place < b->place ? -1 : a->place > b->place;
}

static ayes_status sort_places(speed_corpus *it, ayes_error *error) {
  placed_pair *pairs = ayes_memory_new_zeroed(it->words.count, sizeof *pairs);
  it->order = ayes_memory_new_zeroed(it->words.count, sizeof *it->order);
  if (!pairs || !it->order) {
    ayes_memory_free(pairs);
    return ayes_error_memory(error);
  }
  for (uint32_t i = 0; i < it->words.count; i++) pairs[i] = (placed_pair){pair_at(it, i), i};
  qsort(pairs, it->words.count, sizeof *pairs, compare_pairs);
  for (size_t i = 0; i < it->words.count; i++) it->order[i] = pairs[i].place;
  ayes_memory_free(pairs);
  return AYES_OK;
}

ayes_status speed_corpus_open(const char *folder, speed_corpus **out, ayes_error *error) {
  *out = NULL;
  speed_corpus *it = ayes_memory_new_zeroed(1, sizeof *it);
  if (!it) return ayes_error_memory(error);
  ayes_status status = read_pages(it, folder, error);
  for (size_t i = 0; i < it->examples.count && status == AYES_OK; i++)
    status = add_words(it, it->examples.items[i].text, error);
  if (status == AYES_OK) status = sort_places(it, error);
  if (status == AYES_OK) *out = it;
  else speed_corpus_close(it);
  return status;
}

void speed_corpus_close(speed_corpus *it) {
  if (!it) return;
  ayes_names_release(&it->names);
  ayes_array_release(&it->examples);
  ayes_array_release(&it->words);
  ayes_memory_free(it->order);
  ayes_arena_release(&it->arena);
  ayes_memory_free(it);
}

/* ---- Making ---- */

static uint64_t next_number(uint64_t *state) {
  return ayes_mix_bits(*state += 0x9E3779B97F4A7C15u);
}

static uint64_t below(uint64_t *state, uint64_t limit) { return next_number(state) % limit; }

static double fraction(uint64_t *state) { return (double)(next_number(state) >> 11) * 0x1p-53; }

/* First index in order of a pair that is not below the wanted one. */
static size_t seek(const speed_corpus *it, uint64_t pair) {
  size_t low = 0, high = it->words.count;
  while (low < high) {
    size_t middle = low + (high - low) / 2;
    if (pair_at(it, it->order[middle]) < pair) low = middle + 1;
    else high = middle;
  }
  return low;
}

/* Some place with the same pair of words as the place given. */
static uint32_t other_place(const speed_corpus *it, uint32_t place, uint64_t *state) {
  size_t first = seek(it, pair_at(it, place)), last = seek(it, pair_at(it, place) + 1);
  return it->order[first + below(state, last - first)];
}

static const char *const syllables[] = {"ba",  "cor", "den", "el",  "fi",   "gan", "hul", "im",
                                        "jo",  "ken", "lor", "mas", "ni",   "ock", "pel", "rin",
                                        "sta", "tor", "um",  "ver", "wick", "yar", "zen", "thra"};
static const char *const endings[] = {"",    "",     "s",    "ed",   "ing", "ly",
                                      "ton", "ment", "ness", "able", "er",  "ville"};
enum {
  SYLLABLES = sizeof syllables / sizeof *syllables,
  ENDINGS = sizeof endings / sizeof *endings
};

/* The rarer the more syllables. */
static void add_rare(ayes_buffer *text, uint64_t rank) {
  ayes_buffer_add_text(text, syllables[rank % SYLLABLES]);
  uint64_t rest = rank / SYLLABLES;
  do {
    ayes_buffer_add_text(text, syllables[rest % SYLLABLES]);
    rest /= SYLLABLES;
  } while (rest);
  ayes_buffer_add_text(text, endings[rank % ENDINGS]);
}

/* Ranks of Zipf's law (1949): the logarithm of the rank is even. */
static uint64_t rare_rank(uint64_t *state) {
  return (uint64_t)exp(fraction(state) * log((double)RARE_TYPES));
}

static void add_accented(ayes_buffer *text, ayes_span word) {
  static const char vowels[] = "aeiou";
  static const char *const accented[] = {"\xC3\xA0", "\xC3\xA9", "\xC3\xAE", "\xC3\xB6",
                                         "\xC3\xBC"};
  size_t at = 0;
  while (at < word.length && !strchr(vowels, word.data[at])) at++;
  ayes_buffer_add(text, ayes_span_slice(word, 0, at));
  if (at == word.length) return;
  ayes_buffer_add_text(text, accented[strchr(vowels, word.data[at]) - vowels]);
  ayes_buffer_add(text, ayes_span_from(word, at + 1));
}

static size_t letters_in(ayes_span word) {
  size_t letters = 0;
  while (letters < word.length && word.data[letters] >= 'a' && word.data[letters] <= 'z') letters++;
  return letters;
}

static void add_surface(const speed_corpus_options *options, ayes_span word, ayes_buffer *text,
                        uint64_t *state) {
  size_t letters = letters_in(word);
  bool is_accented = below(state, 100) < options->accented;
  if (letters >= SHORTEST_RARE && below(state, RARE_ONE_IN) == 0) {
    add_rare(text, rare_rank(state));
    ayes_buffer_add(text, ayes_span_from(word, letters));
  } else if (is_accented) add_accented(text, word);
  else ayes_buffer_add(text, word);
}

static uint32_t any_start(const speed_corpus *it, uint64_t *state) {
  for (;;) {
    uint32_t place = (uint32_t)below(state, it->words.count - 1);
    if (place == 0 || it->words.items[place - 1] == 0) return place;
  }
}

static void make_text(const speed_corpus *it, const speed_corpus_options *options, size_t bytes,
                      ayes_buffer *text, uint64_t *state) {
  uint32_t place = any_start(it, state);
  while (text->length < bytes) {
    uint32_t number = it->words.items[place];
    if (number == 0) place = any_start(it, state);
    else {
      if (text->length) ayes_buffer_add_byte(text, ' ');
      add_surface(options, ayes_names_text(&it->names, number), text, state);
      place = other_place(it, place, state) + 1;
    }
  }
}

void speed_corpus_add(const speed_corpus *it, const speed_corpus_options *options, uint64_t number,
                      ayes_buffer *line) {
  static const char *const ticks[] = {"Yes", "No", ""};
  uint64_t state = number * 0xD1B54A32D192ED03u;
  ayes_buffer text = {0};
  size_t bytes =
      SHORTEST_BYTES + (size_t)(-log(1 - fraction(&state)) * (double)(MEAN_BYTES - SHORTEST_BYTES));
  if (below(&state, LONG_ONE_IN) == 0) bytes = LONG_BYTES;
  make_text(it, options, bytes, &text, &state);
  if (options->text_only) ayes_buffer_add(line, ayes_buffer_span(&text));
  else {
    ayes_buffer_add_format(line, "{\"id\": \"%llu\", \"question\": \"Q%u\", \"answer\": \"%s\", ",
                           (unsigned long long)number, (unsigned)below(&state, SPEED_QUESTIONS) + 1,
                           ticks[below(&state, 3)]);
    ayes_buffer_add_text(line, "\"text\": ");
    ayes_json_add_string(line, ayes_buffer_span(&text));
    ayes_buffer_add_byte(line, '}');
  }
  ayes_buffer_add_byte(line, '\n');
  line->failed = line->failed || text.failed;
  ayes_buffer_release(&text);
}

void speed_corpus_survey(const speed_corpus *it, ayes_buffer *survey) {
  ayes_buffer_add_text(survey, "{\"questions\": [\n");
  for (size_t i = 0; i < SPEED_QUESTIONS; i++) {
    const example *source = &it->examples.items[i * it->examples.count / SPEED_QUESTIONS];
    ayes_buffer_add_format(
        survey, "%s {\"id\": \"Q%zu\", \"kind\": \"open\", \"text\": ", i ? ",\n" : "", i + 1);
    ayes_json_add_string(survey, source->target);
    ayes_buffer_add_text(survey, ", \"target\": {\"text\": ");
    ayes_json_add_string(survey, source->target);
    ayes_buffer_add_text(survey, "}}");
  }
  ayes_buffer_add_text(survey, "\n]}\n");
}

void speed_corpus_labels(const speed_corpus *it, ayes_buffer *lines) {
  for (size_t i = 0; i < it->examples.count; i++) {
    ayes_buffer_add_text(lines, "__label__");
    ayes_buffer_add(lines, it->examples.items[i].label);
    ayes_buffer_add_byte(lines, ' ');
    ayes_buffer_add(lines, it->examples.items[i].text);
    ayes_buffer_add_byte(lines, '\n');
  }
}

void speed_corpus_list(const speed_corpus *it, size_t count, ayes_buffer *list) {
  uint64_t state = 1;
  ayes_buffer_add_text(list, "term\tkind\tweight\tnote\n");
  for (size_t i = 0; i < count; i++) {
    ayes_span first =
        ayes_names_text(&it->names, (uint32_t)below(&state, ayes_names_count(&it->names)) + 1);
    size_t letters = letters_in(first);
    if (i % 3 == 0 && letters > 1 && letters == first.length) {
      ayes_buffer_add(list, first);
      ayes_buffer_add_byte(list, ' ');
    }
    add_rare(list, i * RARE_TYPES / count);
    ayes_buffer_add_text(list, i % 2 ? "\tgood\t1\t\n" : "\tbad\t1\t\n");
  }
}
