/* SPDX-License-Identifier: MIT
 *
 * The lists against a matcher that knows neither trie nor automaton: it tries every term at every
 * token, element by element, on the words themselves. Terms, texts and mentions are random, from a
 * fixed seed. One matcher keeps what it learned from text to text, one has no room for it, and one
 * is new: all must find the same, in the same order.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/bits.h"
#include "lexicon/lexicon.h"
#include "support/pack_folder.h"

enum {
  ROUNDS = 400,
  TERMS = 25,
  SLOTS = 4,
  ALTERNATIVES = 3,
  ALTERNATIVE_WORDS = 2,
  TEXT_WORDS = 60,
  LONG_TEXT_WORDS = 300, /* of one text in sixteen: more than is matched at once */
  MARK_LIMIT = 200000
};

/* ---- Random terms ---- */

static const char *const vocabulary[] = {"support", "supports", "supported", "go",
                                         "going",   "no",       "bus",       "buses",
                                         "this",    "5",        "12",        "naïve"};
enum { VOCABULARY_SIZE = sizeof vocabulary / sizeof *vocabulary };

typedef enum word_type { WORD_STEM, WORD_FORM, WORD_NUMBER, WORD_TARGET, WORD_RIVAL } word_type;

typedef struct term_word {
  word_type type;
  const char *text;
} term_word;

typedef struct alternative {
  term_word words[ALTERNATIVE_WORDS];
  size_t count;
} alternative;

/* One place in a term: a word or a group; before it a gap of up to gap tokens. */
typedef struct slot {
  alternative alternatives[ALTERNATIVES];
  size_t count;
  size_t gap;
} slot;

typedef struct random_term {
  slot slots[SLOTS];
  size_t count;
  bool sentence_start, text_start, sentence_end;
} random_term;

static uint64_t next_random(uint64_t *seed) { return ayes_mix_bits(*seed += 0x9E3779B97F4A7C15u); }

static size_t below(uint64_t *seed, size_t limit) { return (size_t)(next_random(seed) % limit); }

static term_word random_word(uint64_t *seed, size_t *runs) {
  term_word word = {WORD_STEM, vocabulary[below(seed, VOCABULARY_SIZE)]};
  size_t choice = below(seed, 12);
  if (choice < 3) word.type = WORD_FORM;
  if (choice == 3) word.type = WORD_NUMBER;
  if (choice > 9 && ++*runs <= AYES_TERM_RUN_COUNT_LIMIT)
    word.type = choice == 10 ? WORD_TARGET : WORD_RIVAL;
  return word;
}

static random_term make_term(uint64_t *seed) {
  random_term term = {.count = 1 + below(seed, SLOTS)};
  size_t runs = 0;
  for (size_t i = 0; i < term.count; i++) {
    slot *place = &term.slots[i];
    bool inner = i > 0 && i + 1 < term.count;
    place->gap = i && below(seed, 3) == 0 ? 1 + below(seed, 2) : 0;
    place->count = 1 + below(seed, ALTERNATIVES);
    for (size_t j = 0; j < place->count; j++) {
      alternative *choice = &place->alternatives[j];
      choice->count = (inner ? 0 : 1) + below(seed, inner ? 3 : 2);
      for (size_t k = 0; k < choice->count; k++) choice->words[k] = random_word(seed, &runs);
    }
  }
  size_t anchor = below(seed, 12);
  term.sentence_start = anchor == 0;
  term.text_start = anchor == 1;
  term.sentence_end = anchor == 2 || below(seed, 20) == 0;
  return term;
}

static void write_word(const term_word *word, ayes_buffer *out) {
  static const char *const written[] = {
      [WORD_NUMBER] = "<number>", [WORD_TARGET] = "<target>", [WORD_RIVAL] = "<rival>"};
  if (word->type == WORD_FORM) ayes_buffer_add_byte(out, '=');
  ayes_buffer_add_text(out, word->type > WORD_FORM ? written[word->type] : word->text);
}

static void write_slot(const slot *place, ayes_buffer *out) {
  if (place->gap) ayes_buffer_add_format(out, "~%zu ", place->gap);
  ayes_buffer_add_byte(out, '(');
  for (size_t j = 0; j < place->count; j++) {
    if (j) ayes_buffer_add_byte(out, '|');
    for (size_t k = 0; k < place->alternatives[j].count; k++) {
      if (k) ayes_buffer_add_byte(out, ' ');
      write_word(&place->alternatives[j].words[k], out);
    }
  }
  ayes_buffer_add_text(out, ") ");
}

static void write_term(const random_term *term, ayes_buffer *out) {
  if (term->sentence_start) ayes_buffer_add_text(out, "^");
  if (term->text_start) ayes_buffer_add_text(out, "^^");
  for (size_t i = 0; i < term->count; i++) write_slot(&term->slots[i], out);
  if (term->sentence_end) ayes_buffer_add_text(out, "$");
  ayes_buffer_add_text(out, "\tgood\n");
}

/* ---- The plain matcher ---- */

typedef struct found {
  uint32_t first, last;
  size_t entry;
} found;

typedef struct plain_matcher {
  const ayes_text *text;
  ayes_types *types;
  const uint8_t *tags;
  const random_term *term;
  size_t entry;
  uint32_t start;
  found *list;
  size_t count;
} plain_matcher;

static bool may_stand(const plain_matcher *it, uint32_t token) {
  const ayes_token *items = it->text->tokens.items;
  if (token >= it->text->tokens.count || items[token].sentence != items[it->start].sentence)
    return false;
  for (uint32_t i = it->start + 1; i <= token; i++)
    if (items[i].flags & AYES_TOKEN_BREAK_BEFORE && !(items[i].flags & AYES_TOKEN_JOINED))
      return false;
  return true;
}

static bool word_stands(const plain_matcher *it, const term_word *word, uint32_t token) {
  if (!may_stand(it, token)) return false;
  if (word->type == WORD_NUMBER) return it->text->tokens.items[token].flags & AYES_TOKEN_NUMBER;
  if (word->type == WORD_TARGET) return it->tags[token] & AYES_TAG_TARGET;
  if (word->type == WORD_RIVAL) return it->tags[token] & AYES_TAG_RIVAL;
  uint32_t wanted;
  assert_int_equal(ayes_types_find(it->types, ayes_span_of(word->text), &wanted, NULL), AYES_OK);
  const ayes_word_type *a = ayes_types_get(it->types, wanted);
  const ayes_word_type *b = ayes_types_get(it->types, it->text->tokens.items[token].type);
  return word->type == WORD_FORM ? ayes_span_equal(a->folded, b->folded)
                                 : ayes_span_equal(a->stem, b->stem);
}

static void add_found(plain_matcher *it, uint32_t last) {
  const ayes_sentence *sentence =
      &it->text->sentences.items[it->text->tokens.items[it->start].sentence];
  if (it->term->sentence_start && it->start != sentence->first) return;
  if (it->term->text_start && it->start != 0) return;
  if (it->term->sentence_end && last != sentence->last) return;
  assert_true(it->count < MARK_LIMIT);
  it->list[it->count++] = (found){it->start, last, it->entry};
}

static void try_slot(plain_matcher *it, size_t slot_index, uint32_t token);

static void try_words(plain_matcher *it, size_t slot_index, const alternative *choice, size_t word,
                      uint32_t token) {
  if (word == choice->count) {
    try_slot(it, slot_index + 1, token);
    return;
  }
  const term_word *wanted = &choice->words[word];
  bool is_run = wanted->type == WORD_TARGET || wanted->type == WORD_RIVAL;
  for (uint32_t length = 1; length <= (is_run ? AYES_TERM_RUN_LIMIT : 1); length++) {
    if (!word_stands(it, wanted, token + length - 1)) return;
    try_words(it, slot_index, choice, word + 1, token + length);
  }
}

/* Recursion is as deep as a term is long. */
static void try_slot(plain_matcher *it, size_t slot_index, uint32_t token) {
  if (slot_index == it->term->count) {
    add_found(it, token);
    return;
  }
  const slot *place = &it->term->slots[slot_index];
  for (uint32_t skipped = 0; skipped <= place->gap; skipped++) {
    if (skipped && !may_stand(it, token + skipped - 1)) return;
    for (size_t j = 0; j < place->count; j++)
      try_words(it, slot_index, &place->alternatives[j], 0, token + skipped);
  }
}

static int compare_found(const void *left, const void *right) {
  const found *a = left, *b = right;
  if (a->first != b->first) return a->first < b->first ? -1 : 1;
  if (a->last != b->last) return a->last < b->last ? -1 : 1;
  return (a->entry > b->entry) - (a->entry < b->entry);
}

static size_t sort_found(found *list, size_t count, bool must_be_distinct) {
  size_t kept = 0;
  qsort(list, count, sizeof *list, compare_found);
  for (size_t i = 0; i < count; i++) {
    bool repeats = kept && compare_found(&list[i], &list[kept - 1]) == 0;
    assert_false(repeats && must_be_distinct);
    if (!repeats) list[kept++] = list[i];
  }
  return kept;
}

/* ---- Comparing ---- */

static void write_text(uint64_t *seed, ayes_buffer *out) {
  static const char *const separators[] = {" ", " ", " ", " ", " ", ", ", "; ", ". ", "-", "\n\n"};
  size_t count = 1 + below(seed, below(seed, 16) ? TEXT_WORDS : LONG_TEXT_WORDS);
  size_t choices = below(seed, 4) ? 10 : 5;
  for (size_t i = 0; i < count; i++) {
    if (i) ayes_buffer_add_text(out, separators[below(seed, choices)]);
    ayes_buffer_add_text(out, vocabulary[below(seed, VOCABULARY_SIZE)]);
  }
}

static size_t entry_of(const ayes_lexicon *lexicon, const ayes_mark *mark) {
  size_t index = 0;
  while (&ayes_lexicon_entry_get(lexicon, index)->source != mark->source) index++;
  return index;
}

/* A lexicon, and matchers with and without room. */
typedef struct matchers {
  ayes_lexicon *lexicon;
  ayes_lexicon_matcher *roomy, *cramped;
} matchers;

static void assert_same_marks(const ayes_marks *marks, ayes_lexicon_matcher *matcher,
                              const ayes_text *text, const uint8_t *tags) {
  ayes_marks again = {0};
  assert_int_equal(ayes_lexicon_matcher_match(matcher, text, tags, &again, NULL), AYES_OK);
  assert_int_equal(again.count, marks->count);
  for (size_t i = 0; i < again.count; i++) {
    const ayes_mark *a = &again.items[i], *b = &marks->items[i];
    assert_true(a->first == b->first && a->last == b->last && a->source == b->source &&
                a->kind == b->kind && a->topic == b->topic && a->weight == b->weight);
  }
  ayes_array_release(&again);
}

static void assert_in_order(const ayes_marks *marks) {
  ayes_marks sorted = {0};
  for (size_t i = 0; i < marks->count; i++) *ayes_array_add(&sorted, NULL) = marks->items[i];
  ayes_marks_sort(&sorted);
  for (size_t i = 0; i < marks->count; i++)
    assert_ptr_equal(sorted.items[i].source, marks->items[i].source);
  ayes_array_release(&sorted);
}

static size_t list_marks(const matchers *with, const ayes_text *text, const uint8_t *tags,
                         found *list) {
  ayes_marks marks = {0};
  const ayes_lexicon *lexicon = with->lexicon;
  assert_int_equal(ayes_lexicon_match(lexicon, text, tags, &marks, NULL), AYES_OK);
  assert_true(marks.count < MARK_LIMIT);
  assert_in_order(&marks);
  assert_same_marks(&marks, with->roomy, text, tags);
  assert_same_marks(&marks, with->cramped, text, tags);
  size_t count = marks.count;
  for (size_t i = 0; i < count; i++)
    list[i] =
        (found){marks.items[i].first, marks.items[i].last, entry_of(lexicon, &marks.items[i])};
  ayes_array_release(&marks);
  return sort_found(list, count, true);
}

static void compare_text(const matchers *with, const random_term *terms, uint64_t *seed,
                         size_t *total) {
  static found plain[MARK_LIMIT], from_trie[MARK_LIMIT];
  ayes_buffer bytes = {0};
  ayes_types *types;
  ayes_text text = {0};
  write_text(seed, &bytes);
  assert_int_equal(ayes_types_new("english", ayes_lexicon_vocabulary(with->lexicon), &types, NULL),
                   AYES_OK);
  assert_int_equal(ayes_text_read(&text, ayes_buffer_span(&bytes), types, NULL, NULL), AYES_OK);
  uint8_t tags[LONG_TEXT_WORDS * 2] = {0};
  for (size_t i = 0; i < text.tokens.count; i++)
    tags[i] = (uint8_t)(i && below(seed, 12) ? tags[i - 1] : below(seed, 4));
  plain_matcher it = {.text = &text, .types = types, .tags = tags, .list = plain};
  for (it.entry = 0; it.entry < TERMS; it.entry++)
    for (it.start = 0; it.start < text.tokens.count; it.start++) {
      it.term = &terms[it.entry];
      try_slot(&it, 0, it.start);
    }
  size_t expected = sort_found(plain, it.count, false);
  size_t count = list_marks(with, &text, tags, from_trie);
  assert_int_equal(count, expected);
  for (size_t i = 0; i < count; i++) assert_int_equal(compare_found(&plain[i], &from_trie[i]), 0);
  *total += count;
  ayes_text_release(&text);
  ayes_types_free(types);
  ayes_buffer_release(&bytes);
}

static void make_matchers(matchers *with) {
  assert_int_equal(ayes_lexicon_matcher_new(with->lexicon, &with->roomy, NULL), AYES_OK);
  assert_int_equal(ayes_lexicon_matcher_new(with->lexicon, &with->cramped, NULL), AYES_OK);
  ayes_lexicon_matcher_limit(with->cramped, 0);
}

static void release(matchers *with) {
  ayes_lexicon_matcher_free(with->roomy);
  ayes_lexicon_matcher_free(with->cramped);
  ayes_lexicon_close(with->lexicon);
}

static void test_trie_against_plain_matcher(void **state) {
  (void)state;
  uint64_t seed = 20240229;
  size_t total = 0;
  pack_folder folder;
  assert_true(pack_folder_make(&folder));
  const char *path = folder.path;
  pack_folder_write(&folder, "pack.json",
                    ayes_span_of("{\"name\":\"x\",\"language\":\"en\",\"stemmer\":\"english\","
                                 "\"lists\":[\"list.tsv\"]}"));
  for (size_t round = 0; round < ROUNDS; round++) {
    random_term terms[TERMS];
    ayes_buffer list = {0};
    matchers with;
    ayes_error error = {0};
    ayes_buffer_add_text(&list, "term\tkind\n");
    for (size_t i = 0; i < TERMS; i++) {
      terms[i] = make_term(&seed);
      write_term(&terms[i], &list);
    }
    pack_folder_write(&folder, "list.tsv", ayes_buffer_span(&list));
    if (ayes_lexicon_open(&path, 1, &with.lexicon, &error) != AYES_OK)
      fail_msg("%zu:%zu: %s", error.line, error.column, error.message);
    make_matchers(&with);
    for (size_t i = 0; i < 5; i++) compare_text(&with, terms, &seed, &total);
    release(&with);
    ayes_buffer_release(&list);
  }
  pack_folder_remove(&folder);
  assert_true(total > ROUNDS * 10);
}

int main(void) {
  const struct CMUnitTest tests[] = {cmocka_unit_test(test_trie_against_plain_matcher)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
