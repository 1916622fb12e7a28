/* SPDX-License-Identifier: MIT
 *
 * Clauses of random texts, and what is noted of them by token, against their definition done token
 * by token. One judge for all, so that what one text leaves behind would show in the next.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/random.h"
#include "stance/judge_private.h"

enum { MOST_TOKENS = 300, ROUNDS = 3000 };

typedef struct fixture {
  ayes_settings settings;
  ayes_judge *judge;
  ayes_token tokens[MOST_TOKENS];
  ayes_sentence sentences[MOST_TOKENS];
  uint8_t tags[MOST_TOKENS];
  ayes_mark items[MOST_TOKENS];
  ayes_text text;
  ayes_marks marks;
} fixture;

static const ayes_source entry = {.place = "a.tsv:1"};

static uint32_t below(ayes_random *random, uint32_t limit) {
  return (uint32_t)ayes_random_below(random, limit);
}

static int set_up(void **state) {
  static fixture it;
  ayes_error error;
  assert_int_equal(ayes_settings_read(NULL, "", &it.settings, &error), AYES_OK);
  assert_int_equal(ayes_judge_new(&it.settings, &it.judge, &error), AYES_OK);
  ayes_judge_be_terse(it.judge);
  it.text.tokens.items = it.tokens;
  it.text.sentences.items = it.sentences;
  it.marks.items = it.items;
  *state = &it;
  return 0;
}

static int tear_down(void **state) {
  ayes_judge_free(((fixture *)*state)->judge);
  return 0;
}

/* So many words, each with flags by chance. often: one in so many starts a sentence. */
static void make_text(fixture *it, ayes_random *random, uint32_t count, uint32_t often) {
  size_t sentences = 0;
  for (uint32_t i = 0; i < count; i++) {
    unsigned comma = below(random, 6) ? 0 : AYES_TOKEN_COMMA_BEFORE;
    unsigned pause = below(random, 20) ? 0 : AYES_TOKEN_BREAK_BEFORE;
    if (i == 0 || !below(random, often))
      it->sentences[sentences++] = (ayes_sentence){.first = i, .flags = (uint16_t)below(random, 2)};
    it->sentences[sentences - 1].last = i + 1;
    it->tokens[i] = (ayes_token){.sentence = (uint32_t)sentences - 1};
    it->tokens[i].flags = (uint16_t)(comma | pause | below(random, 2));
    it->tags[i] = (uint8_t)(below(random, 4) ? 0 : 1u << below(random, 5));
  }
  it->text.tokens.count = count;
  it->text.sentences.count = sentences;
}

/* Of kinds that nothing silences where no opinion stands. */
static void make_marks(fixture *it, ayes_random *random, uint32_t often) {
  static const ayes_kind kinds[] = {AYES_KIND_CONTRAST, AYES_KIND_CONCESSION, AYES_KIND_CONDITION,
                                    AYES_KIND_REASON,   AYES_KIND_REPORT,     AYES_KIND_PREFERENCE,
                                    AYES_KIND_SUBJECT,  AYES_KIND_SUBJECT,    AYES_KIND_OUTLOOK,
                                    AYES_KIND_PRESENT,  AYES_KIND_MODAL,      AYES_KIND_IRONY,
                                    AYES_KIND_NEGATION, AYES_KIND_TOPIC,      AYES_KIND_QUESTION};
  uint32_t count = (uint32_t)it->text.tokens.count, at = 0;
  it->marks.count = 0;
  while (it->marks.count < MOST_TOKENS && (at += below(random, often)) < count) {
    ayes_kind kind = kinds[below(random, sizeof kinds / sizeof *kinds)];
    uint32_t last = at + 1 + below(random, 3);
    it->items[it->marks.count++] =
        (ayes_mark){.first = at, .last = last < count ? last : count, .kind = kind, .weight = 0.5};
    it->items[it->marks.count - 1].source = &entry;
  }
}

static void judge(fixture *it) {
  const ayes_judgement *judgement;
  ayes_error error;
  assert_int_equal(
      ayes_judge_run(it->judge, &it->text, it->tags, &it->marks, NULL, &judgement, &error),
      AYES_OK);
}

static bool starts(const fixture *it, uint32_t token, uint64_t kinds, const ayes_mark **last) {
  *last = NULL;
  for (size_t i = 0; i < it->marks.count; i++)
    if (it->items[i].first == token && (kinds >> it->items[i].kind & 1)) *last = &it->items[i];
  return *last;
}

/* Whether a clause begins there, behind one that some mark opened. */
static bool begins(const fixture *it, uint32_t token, uint32_t before, ayes_kind opened_by) {
  const ayes_mark *mark;
  const ayes_token *here = &it->tokens[token];
  bool comma = here->flags & AYES_TOKEN_COMMA_BEFORE;
  bool subordinate = opened_by == AYES_KIND_CONCESSION || opened_by == AYES_KIND_CONDITION ||
                     opened_by == AYES_KIND_REPORT;
  return it->sentences[here->sentence].first == token || (here->flags & AYES_TOKEN_BREAK_BEFORE) ||
         starts(it, token, judge_opening_kinds(), &mark) ||
         (comma && starts(it, token, judge_kind(AYES_KIND_SUBJECT), &mark)) ||
         (comma && subordinate && token >= before + 3);
}

static void check_clause(const fixture *it, const judge_clause *clause) {
  uint32_t outlook = UINT32_MAX, present = UINT32_MAX;
  uint64_t kinds = 0;
  for (size_t i = 0; i < it->marks.count; i++) {
    const ayes_mark *mark = &it->items[i];
    if (mark->first < clause->first || mark->first >= clause->last) continue;
    kinds |= judge_kind(mark->kind);
    if (mark->kind == AYES_KIND_OUTLOOK && mark->last < outlook) outlook = mark->last;
    if (mark->kind == AYES_KIND_PRESENT && mark->last < present) present = mark->last;
  }
  assert_true(clause->kinds == kinds);
  assert_int_equal(clause->outlook_from, outlook);
  assert_int_equal(clause->present_from, present);
  assert_int_equal(clause->ironic, kinds >> AYES_KIND_IRONY & 1);
  assert_int_equal(clause->turners, kinds & judge_shift_kinds() ? JUDGE_SHIFT : 0);
  assert_int_equal(clause->asks, it->sentences[clause->sentence].flags & AYES_SENTENCE_QUESTION);
}

static void check(const fixture *it) {
  const ayes_judge *judge = it->judge;
  const judge_clause *clause = NULL;
  uint32_t count = (uint32_t)it->text.tokens.count;
  unsigned before = 0;
  for (uint32_t i = 0; i < count; i++) {
    if (!i || begins(it, i, clause->first, clause->opener)) {
      const ayes_mark *opener;
      if (i) assert_int_equal(clause->last, i);
      clause = i ? clause + 1 : judge->clauses.items;
      assert_int_equal(clause->first, i);
      assert_int_equal(clause->sentence, it->tokens[i].sentence);
      starts(it, i, judge_opening_kinds(), &opener);
      assert_ptr_equal(clause->opened_by, opener);
      check_clause(it, clause);
      before = 0;
    }
    assert_int_equal(judge->tokens.clause_of[i], clause - judge->clauses.items);
    assert_int_equal(judge_tags_before(judge, i), before);
    before |= it->tags[i];
    if (i + 1 == clause->last) assert_int_equal(clause->tags, before);
  }
  assert_int_equal(judge_tags_before(judge, count), before);
  assert_int_equal(judge->clauses.count, clause + 1 - judge->clauses.items);
}

static void test_random_texts(void **state) {
  fixture *it = *state;
  ayes_random random = ayes_random_start(11);
  for (size_t round = 0; round < ROUNDS; round++) {
    make_text(it, &random, 1 + below(&random, round % 2 ? 40 : MOST_TOKENS),
              2 + below(&random, 30));
    make_marks(it, &random, 2 + below(&random, 12));
    judge(it);
    check(it);
  }
}

/* What stands before the end of a text, where a modal may be its last word, is of this text,
 * however many words its last clause has. */
static void test_end_of_text(void **state) {
  fixture *it = *state;
  ayes_random random = ayes_random_start(12);
  for (uint32_t count = 1; count <= 4 * JUDGE_TOKENS_AT_ONCE; count++) {
    make_text(it, &random, MOST_TOKENS, MOST_TOKENS);
    memset(it->tags, AYES_TAG_OBJECT, MOST_TOKENS);
    it->marks.count = 0;
    judge(it);
    make_text(it, &random, count, MOST_TOKENS);
    memset(it->tags, 0, count);
    it->items[0] = (ayes_mark){
        .first = count - 1, .last = count, .kind = AYES_KIND_MODAL, .weight = 1, .source = &entry};
    it->marks.count = 1;
    judge(it);
    assert_int_equal(judge_tags_before(it->judge, it->items[0].last), 0);
  }
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_random_texts),
      cmocka_unit_test(test_end_of_text),
  };
  return cmocka_run_group_tests(tests, set_up, tear_down);
}
