/* SPDX-License-Identifier: MIT
 *
 * What a term stands for, against a plain expansion: random terms, from a fixed seed, are written
 * together with all their phrases as strings ("a2b": b behind a and a gap of 2). The ways through
 * the net spell the same ones in the same order, the states each of them once, and a term is
 * refused exactly where one of the strings passes a limit.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

#include "base/array.h"
#include "lexicon/states.h"
#include "lexicon/term.h"

enum { ROUNDS = 8000, DEPTH = 3, PHRASE_BYTES = 96, SET_LIMIT = 4096 };

/* ---- Plain sets ---- */

typedef char phrase[PHRASE_BYTES];

typedef struct set {
  phrase *items;
  size_t count, capacity;
  bool too_many, passes; /* phrases; a limit, or a rule of the syntax */
} set;

static void add_text(set *to, const char *first, const char *second) {
  size_t length = strlen(first), more = strlen(second);
  if (to->count == SET_LIMIT || length + more + 1 > PHRASE_BYTES) {
    to->too_many = true;
    return;
  }
  phrase *added = ayes_array_add(to, NULL);
  assert_non_null(added);
  memcpy(*added, first, length);
  memcpy(*added + length, second, more + 1);
}

static void append(set *to, set *more) {
  set both = {0};
  both.passes = to->passes || more->passes;
  both.too_many = to->too_many || more->too_many;
  for (size_t i = 0; i < to->count; i++)
    for (size_t j = 0; j < more->count; j++) add_text(&both, to->items[i], more->items[j]);
  ayes_memory_free(to->items);
  ayes_memory_free(more->items);
  *to = both;
}

static void join(set *to, set *more) {
  to->passes |= more->passes;
  to->too_many |= more->too_many;
  for (size_t i = 0; i < more->count; i++) add_text(to, more->items[i], "");
  ayes_memory_free(more->items);
}

static bool holds_nothing(const set *phrases) {
  for (size_t i = 0; i < phrases->count; i++)
    if (!phrases->items[i][0]) return true;
  return false;
}

/* ---- Random terms ---- */

typedef struct maker {
  uint64_t seed;
  ayes_buffer *text;
} maker;

static unsigned below(maker *it, unsigned limit) {
  it->seed = it->seed * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
  return (unsigned)(it->seed >> 33) % limit;
}

static set make_sequence(maker *it, unsigned depth);

static set make_group(maker *it, unsigned depth) {
  set group = {0};
  unsigned count = 1 + below(it, 3);
  ayes_buffer_add_byte(it->text, '(');
  for (unsigned i = 0; i < count; i++) {
    set alternative = {0};
    if (i) ayes_buffer_add_byte(it->text, '|');
    if (below(it, 8)) {
      alternative = make_sequence(it, depth - 1);
      alternative.passes |= holds_nothing(&alternative);
    } else {
      add_text(&alternative, "", "");
    }
    join(&group, &alternative);
  }
  ayes_buffer_add_byte(it->text, ')');
  return group;
}

static set make_leaf(maker *it) {
  static const char *const words[] = {"a", "b", "c", "d", "<target>", "<number>"};
  static const char *const letters[] = {"a", "b", "c", "d", "T", "N"};
  set leaf = {0};
  unsigned choice = below(it, 9);
  if (choice < 6) {
    ayes_buffer_add_text(it->text, words[choice]);
    add_text(&leaf, letters[choice], "");
    return leaf;
  }
  char gap[] = {'~', (char)('1' + below(it, 4)), '\0'};
  ayes_buffer_add_text(it->text, gap);
  add_text(&leaf, gap + 1, "");
  return leaf;
}

static set make_sequence(maker *it, unsigned depth) {
  set sequence = {0};
  unsigned count = 1 + below(it, 4);
  add_text(&sequence, "", "");
  for (unsigned i = 0; i < count; i++) {
    if (i) ayes_buffer_add_byte(it->text, ' ');
    bool is_group = depth && below(it, 3) == 0;
    set element = is_group ? make_group(it, depth) : make_leaf(it);
    char last = it->text->data[it->text->length - 1];
    if (below(it, 4) == 0 && !(last >= '1' && last <= '4')) {
      ayes_buffer_add_byte(it->text, '?');
      add_text(&element, "", "");
    }
    append(&sequence, &element);
  }
  return sequence;
}

/* ---- What they must come to ---- */

/* Gaps that meet become one; false where a limit is passed. */
static bool settle(char *text) {
  size_t words = 0, gaps = 0, runs = 0, length = 0;
  bool good = text[0] && !(text[0] >= '1' && text[0] <= '9');
  for (const char *at = text; *at;) {
    unsigned gap = 0;
    for (; *at >= '1' && *at <= '9'; at++) gap += (unsigned)(*at - '0');
    if (gap) {
      gaps++;
      good = good && gap <= AYES_TERM_GAP_LIMIT && *at;
      text[length++] = (char)('0' + (gap > 9 ? 9 : gap));
      continue;
    }
    runs += *at == 'T';
    words++;
    text[length++] = *at++;
  }
  text[length] = '\0';
  return good && words <= AYES_TERM_WORD_LIMIT && gaps <= AYES_TERM_GAP_COUNT_LIMIT &&
         runs <= AYES_TERM_RUN_COUNT_LIMIT;
}

static bool is_good(set *phrases) {
  bool good = !phrases->passes && !phrases->too_many && phrases->count <= AYES_TERM_SPELLING_LIMIT;
  for (size_t i = 0; i < phrases->count; i++) good = settle(phrases->items[i]) && good;
  return good;
}

static char letter_of(const ayes_vocabulary *vocabulary, ayes_symbol symbol) {
  if (symbol == AYES_SYMBOL_TARGET) return 'T';
  if (symbol == AYES_SYMBOL_NUMBER) return 'N';
  if (ayes_gap_of_symbol(symbol)) return (char)('0' + ayes_gap_of_symbol(symbol));
  return ayes_names_text(&vocabulary->stems, symbol / 2).data[0];
}

static void check_spelled(const ayes_vocabulary *vocabulary, const ayes_phrases *spelled,
                          const set *expected) {
  assert_int_equal(spelled->count, expected->count);
  for (size_t i = 0; i < spelled->count; i++) {
    phrase text;
    size_t length = 0;
    for (size_t k = 0; k < spelled->items[i].count; k++) {
      unsigned gap = spelled->items[i].gaps[k];
      if (gap) text[length++] = (char)('0' + gap);
      text[length++] = letter_of(vocabulary, spelled->items[i].words[k]);
    }
    text[length] = '\0';
    assert_string_equal(text, expected->items[i]);
  }
}

static int compare_phrases(const void *left, const void *right) {
  return strcmp((const char *)left, (const char *)right);
}

static void sort_unique(set *phrases) {
  size_t kept = 0;
  qsort(phrases->items, phrases->count, sizeof(phrase), compare_phrases);
  for (size_t i = 0; i < phrases->count; i++)
    if (!kept || strcmp(phrases->items[i], phrases->items[kept - 1]) != 0)
      memmove(phrases->items[kept++], phrases->items[i], sizeof(phrase));
  phrases->count = kept;
}

/* Adds what follows a state, behind text; no two edges of a state are alike. */
static void walk(const ayes_states *states, const ayes_vocabulary *vocabulary, uint32_t number,
                 const char *text, set *found) {
  const ayes_term_state *state = &states->list.items[number];
  char seen[128] = {0};
  if (state->ends) add_text(found, text, "");
  for (uint32_t at = state->first_edge; at; at = states->edges.items[at].next) {
    const ayes_term_edge *edge = &states->edges.items[at];
    phrase longer;
    char letter = letter_of(vocabulary, edge->symbol);
    bool is_gap = ayes_gap_of_symbol(edge->symbol);
    assert_int_equal(seen[(unsigned char)letter]++, 0);
    assert_int_equal(is_gap, ayes_gap_of_symbol(states->list.items[edge->state].kind) != 0);
    assert_true(!is_gap || !ayes_gap_of_symbol(state->kind));
    (void)snprintf(longer, sizeof longer, "%s%c", text, letter);
    walk(states, vocabulary, edge->state, longer, found);
  }
}

static void check_states(ayes_states *states, const ayes_vocabulary *vocabulary,
                         const ayes_net *net, set *expected) {
  set found = {0};
  ayes_error error;
  assert_int_equal(ayes_states_fill(states, net, &error), AYES_OK);
  walk(states, vocabulary, 0, "", &found);
  size_t walked = found.count;
  sort_unique(&found);
  sort_unique(expected);
  assert_int_equal(walked, found.count);
  assert_int_equal(found.count, expected->count);
  for (size_t i = 0; i < found.count; i++) assert_string_equal(found.items[i], expected->items[i]);
  ayes_memory_free(found.items);
}

/* ---- Tests ---- */

static void test_terms(void **test) {
  (void)test;
  ayes_vocabulary vocabulary = {0};
  ayes_term_reader *reader;
  ayes_states states = {0};
  ayes_phrases spelled = {0};
  ayes_buffer text = {0};
  ayes_error error;
  maker it = {.seed = 20161, .text = &text};
  size_t good = 0, refused = 0;
  assert_int_equal(ayes_term_reader_new("english", &vocabulary, NULL, &reader, &error), AYES_OK);
  for (size_t round = 0; round < ROUNDS; round++) {
    ayes_term term;
    size_t fault;
    ayes_buffer_clear(&text);
    set expected = make_sequence(&it, DEPTH);
    ayes_status status = ayes_term_read(reader, ayes_buffer_span(&text), &term, &fault, &error);
    bool is_right = (status == AYES_OK) == is_good(&expected);
    if (!is_right) print_error("%.*s\n", (int)text.length, text.data);
    assert_true(is_right);
    if (status == AYES_OK) {
      assert_int_equal(ayes_net_spell(term.net, &spelled, &error), AYES_OK);
      assert_int_equal(term.phrase_count, spelled.count);
      check_spelled(&vocabulary, &spelled, &expected);
      check_states(&states, &vocabulary, term.net, &expected);
    }
    good += status == AYES_OK;
    refused += status != AYES_OK;
    ayes_memory_free(expected.items);
  }
  assert_true(good > ROUNDS / 8 && refused > ROUNDS / 8);
  ayes_buffer_release(&text);
  ayes_array_release(&spelled);
  ayes_states_release(&states);
  ayes_term_reader_free(reader);
  ayes_vocabulary_release(&vocabulary);
}

int main(void) {
  const struct CMUnitTest tests[] = {cmocka_unit_test(test_terms)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
