/* SPDX-License-Identifier: MIT
 *
 * Denials: "I do not agree that", "there is no reason why", "it is not true that" say that the
 * clause they govern is not so, all of it: whoever does not think that a thing should be banned
 * thinks that it should not (neg-raising, Horn 1978). Of two denials, or of one and a negation in
 * its clause, each turns what the other has turned. "I agree that" governs as well, and denies
 * nothing (weight 1). What the governing words say outright ("not agree") counts beside the clause
 * as long as both point one way. O(denials * DENIAL_REACH + opinions).
 */
#include "stance/judge_private.h"

enum {
  DENIAL_REACH = 24, /* tokens behind a denial that may be denied */
  DENIAL_WORDS = 12, /* tokens of a denial's own words, and of what is said outright in them */
};

static uint64_t deniable_kinds(void) {
  return judge_opinion_kinds() | judge_change_kinds() | judge_kind(AYES_KIND_REVERSE);
}

/* "And we", "so it": a statement of its own. */
static bool joins_statement(const ayes_judge *judge, uint32_t token) {
  if (!(judge->tokens.kinds[token] & judge_kind(AYES_KIND_SUBJECT))) return false;
  for (size_t i = judge_seek(judge, token); i < judge_seek(judge, token + 1); i++) {
    const ayes_mark *mark = judge_mark(judge, i);
    if (mark->kind == AYES_KIND_SUBJECT) return mark->last - mark->first > 1;
  }
  return false;
}

/* Where the clause that hangs on a denial ends: with the clause it stands in, and once something
 * has been denied at a comma or a statement of its own. At the end of its own words: nothing is
 * denied. */
static uint32_t end_of_denied(const ayes_judge *judge, const ayes_mark *denial) {
  const judge_clause *clause = &judge->clauses.items[judge->tokens.clause_of[denial->last - 1]];
  uint32_t last = judge_up_to(denial->last, DENIAL_REACH, clause->last);
  bool denies = false;
  for (uint32_t i = denial->last; i < last; i++) {
    bool pauses = judge->text->tokens.items[i].flags & AYES_TOKEN_COMMA_BEFORE;
    if (denies && (pauses || joins_statement(judge, i))) return i;
    denies |= (judge->tokens.kinds[i] & deniable_kinds()) != 0;
  }
  return denies ? last : denial->last;
}

static void silence_negations(ayes_judge *judge, const ayes_mark *denial) {
  size_t end = judge_seek(judge, denial->last);
  for (size_t i = judge_seek(judge, denial->first); i < end; i++)
    if (judge_mark(judge, i)->kind == AYES_KIND_NEGATION) judge_silence(judge, i);
}

static ayes_status add_denial(ayes_judge *judge, const ayes_mark *mark) {
  uint32_t end = end_of_denied(judge, mark);
  if (end == mark->last) return AYES_OK;
  judge_denial *denial = ayes_array_add(&judge->denials, judge->error);
  if (!denial) return AYES_NO_MEMORY;
  *denial = (judge_denial){mark, end};
  silence_negations(judge, mark);
  for (uint32_t k = mark->last; k < end && mark->weight != 1; k++)
    judge->tokens.tags[k] |= JUDGE_TAG_DENIED;
  return AYES_OK;
}

ayes_status ayes_judge_find_denials(ayes_judge *judge) {
  ayes_status status = AYES_OK;
  judge->denials.count = 0;
  if (!(judge->kinds & judge_kind(AYES_KIND_DENIAL))) return AYES_OK;
  judge_walk walk = judge_walk_start(judge, JUDGE_SET_DENIALS);
  for (size_t i; status == AYES_OK && judge_walk_next(&walk, &i);)
    status = add_denial(judge, judge_mark(judge, i));
  return status;
}

/* The place of the first denial at a token or behind it. */
static size_t seek_denial(const ayes_judge *judge, uint32_t token) {
  size_t low = 0, high = judge->denials.count;
  while (low < high) {
    size_t middle = low + (high - low) / 2;
    if (judge->denials.items[middle].mark->first < token) low = middle + 1;
    else high = middle;
  }
  return low;
}

ayes_status ayes_judge_deny(ayes_judge *judge, uint32_t token, ayes_adjusted *adjusted,
                            uint32_t *from) {
  ayes_status status = AYES_OK;
  size_t i = seek_denial(judge, judge_back_to(token, DENIAL_REACH + DENIAL_WORDS, 0));
  bool is_first = true;
  for (; status == AYES_OK && i < judge->denials.count; i++) {
    const ayes_mark *denial = judge->denials.items[i].mark;
    if (denial->last > token) break;
    if (denial->weight == 1 || judge->denials.items[i].end <= token) continue;
    if (is_first && from) *from = denial->first;
    is_first = false;
    adjusted->weight *= denial->weight;
    status = judge_note(judge, adjusted, "denied by", denial);
  }
  return status;
}

/* Whether an outright statement is made in the words of a denial. */
static bool is_in_words(const ayes_adjusted *adjusted, const ayes_mark *denial) {
  return judge_is_outright(adjusted->mark.kind) && adjusted->mark.last <= denial->last &&
         adjusted->mark.last > denial->first;
}

/* The place of the first adjusted mark at a token or behind it. */
static size_t seek_adjusted(const ayes_judge *judge, uint32_t token) {
  size_t place = 0, count = judge->adjusted.count;
  for (size_t half; count; count = half) { /* which half cannot be foretold */
    half = count / 2;
    place += (count - half) * (judge->adjusted.items[place + half].mark.first < token);
  }
  return place;
}

/* What is said in the clause that hangs on a denial, demands among it: these begin with the words
 * of the first denial that reaches them. */
static double sum_of_denied(const ayes_judge *judge, const ayes_mark *denial, uint32_t end) {
  double sum = 0;
  uint32_t first = judge_back_to(denial->first, DENIAL_REACH + DENIAL_WORDS, 0);
  for (size_t i = seek_adjusted(judge, first); i < judge->adjusted.count; i++) {
    const ayes_adjusted *adjusted = &judge->adjusted.items[i];
    if (adjusted->mark.first >= end) break;
    if (adjusted->mark.last > denial->last) sum += adjusted->weight;
  }
  return sum;
}

/* Marks what is to go by a weight of 0, which no opinion has. */
static bool drop_contrary(ayes_judge *judge, const ayes_mark *denial, uint32_t end) {
  uint32_t first = judge_back_to(denial->first, DENIAL_WORDS, 0);
  if (!judge_any_starts(judge, judge_outright_kinds(), first, denial->last)) return false;
  double denied = sum_of_denied(judge, denial, end);
  bool drops = false;
  for (size_t i = seek_adjusted(judge, first); i < judge->adjusted.count; i++) {
    ayes_adjusted *adjusted = &judge->adjusted.items[i];
    if (adjusted->mark.first >= denial->last) break;
    if (!is_in_words(adjusted, denial) || adjusted->weight * denied >= 0) continue;
    adjusted->weight = 0;
    drops = true;
  }
  return drops;
}

void ayes_judge_settle_denials(ayes_judge *judge) {
  bool drops = false;
  size_t kept = 0;
  for (size_t i = 0; i < judge->denials.count; i++)
    drops |= drop_contrary(judge, judge->denials.items[i].mark, judge->denials.items[i].end);
  for (size_t i = 0; drops && i < judge->adjusted.count; i++)
    if (judge->adjusted.items[i].weight != 0)
      judge->adjusted.items[kept++] = judge->adjusted.items[i];
  if (drops) judge->adjusted.count = kept;
}
