/* SPDX-License-Identifier: MIT
 *
 * Since every phrase of one part meets every phrase of the next, the most of both make the most of
 * the whole. Only two gaps that meet become one: so gaps are counted apart for phrases that have
 * one at the start or at the end.
 */
#include "lexicon/extent.h"

static int greater(int a, int b) { return a > b ? a : b; }

static uint8_t greater_byte(unsigned a, unsigned b) { return (uint8_t)(a > b ? a : b); }

ayes_extent ayes_extent_of_none(void) { return (ayes_extent){.gaps = {{-1, -1}, {-1, -1}}}; }

ayes_extent ayes_extent_of_words(unsigned words, unsigned runs) {
  ayes_extent extent = ayes_extent_of_none();
  extent.count = 1;
  extent.words = (uint8_t)words;
  extent.runs = (uint8_t)runs;
  extent.may_be_empty = words == 0;
  if (words) extent.gaps[0][0] = 0;
  return extent;
}

ayes_extent ayes_extent_of_gap(unsigned width) {
  ayes_extent extent = ayes_extent_of_none();
  extent.count = 1;
  extent.alone = (uint8_t)width;
  return extent;
}

bool ayes_extent_has_words(const ayes_extent *extent) { return extent->words > 0; }

static ayes_status check_count(size_t count, ayes_error *error) {
  if (count <= AYES_TERM_SPELLING_LIMIT) return AYES_OK;
  return ayes_error_set(error, AYES_BAD_DATA, "the term stands for more than %d phrases",
                        AYES_TERM_SPELLING_LIMIT);
}

ayes_status ayes_extent_join(ayes_extent *extent, const ayes_extent *more, ayes_error *error) {
  extent->count += more->count;
  extent->words = greater_byte(extent->words, more->words);
  extent->runs = greater_byte(extent->runs, more->runs);
  extent->front = greater_byte(extent->front, more->front);
  extent->back = greater_byte(extent->back, more->back);
  extent->alone = greater_byte(extent->alone, more->alone);
  extent->may_be_empty |= more->may_be_empty;
  for (int i = 0; i < 4; i++)
    extent->gaps[i / 2][i % 2] =
        (int8_t)greater(extent->gaps[i / 2][i % 2], more->gaps[i / 2][i % 2]);
  return check_count(extent->count, error);
}

/* ---- One behind the other ---- */

static ayes_status check_limits(const ayes_extent *a, const ayes_extent *b, ayes_error *error) {
  if (greater(a->back, a->alone) + greater(b->front, b->alone) > AYES_TERM_GAP_LIMIT)
    return ayes_error_set(error, AYES_BAD_DATA, "a gap is of 1 to %d words", AYES_TERM_GAP_LIMIT);
  if (a->words + b->words > AYES_TERM_WORD_LIMIT)
    return ayes_error_set(error, AYES_BAD_DATA, "a phrase has at most %d words",
                          AYES_TERM_WORD_LIMIT);
  if (a->runs + b->runs > AYES_TERM_RUN_COUNT_LIMIT)
    return ayes_error_set(error, AYES_BAD_DATA, "a phrase has at most %d of <target> and <rival>",
                          AYES_TERM_RUN_COUNT_LIMIT);
  return check_count((size_t)a->count * b->count, error);
}

static void note_gaps(ayes_extent *both, bool front, bool back, int gaps) {
  both->gaps[front][back] = (int8_t)greater(both->gaps[front][back], gaps);
}

/* Phrases with words of one part beside what has none of the other. */
static void add_gaps_beside(ayes_extent *both, const ayes_extent *words, const ayes_extent *other,
                            bool other_is_front) {
  for (int i = 0; i < 4; i++) {
    bool front = i / 2, back = i % 2;
    int gaps = words->gaps[front][back];
    if (gaps < 0) continue;
    if (other->may_be_empty) note_gaps(both, front, back, gaps);
    if (other->alone && other_is_front) note_gaps(both, true, back, gaps + !front);
    if (other->alone && !other_is_front) note_gaps(both, front, true, gaps + !back);
  }
}

static void add_gaps_between(ayes_extent *both, const ayes_extent *a, const ayes_extent *b) {
  for (int i = 0; i < 16; i++) {
    bool front = i & 1, a_back = i & 2, b_front = i & 4, back = i & 8;
    int left = a->gaps[front][a_back], right = b->gaps[b_front][back];
    if (left >= 0 && right >= 0) note_gaps(both, front, back, left + right - (a_back && b_front));
  }
}

static bool has_no_words(const ayes_extent *extent) {
  return extent->may_be_empty || extent->alone;
}

/* The widest gap at that end of both: near is the part at that end. */
static uint8_t end_of(const ayes_extent *near, uint8_t near_end, const ayes_extent *far,
                      uint8_t far_end) {
  unsigned widest = ayes_extent_has_words(near) ? near_end : 0;
  if (!ayes_extent_has_words(far) || !has_no_words(near)) return (uint8_t)widest;
  return greater_byte(widest, (unsigned)near->alone + far_end);
}

static ayes_status check_gaps(const ayes_extent *extent, ayes_error *error) {
  for (int i = 0; i < 4; i++)
    if (extent->gaps[i / 2][i % 2] > AYES_TERM_GAP_COUNT_LIMIT)
      return ayes_error_set(error, AYES_BAD_DATA, "a phrase has at most %d gaps",
                            AYES_TERM_GAP_COUNT_LIMIT);
  return AYES_OK;
}

static bool has_gaps(const ayes_extent *extent) {
  return extent->front || extent->back || extent->alone || extent->gaps[0][0] > 0;
}

/* Without gaps, as most parts are. */
static void append_words(ayes_extent *extent, const ayes_extent *more) {
  extent->count *= more->count;
  extent->words = (uint8_t)(extent->words + more->words);
  extent->runs = (uint8_t)(extent->runs + more->runs);
  extent->may_be_empty &= more->may_be_empty;
  if (extent->words) extent->gaps[0][0] = 0;
}

ayes_status ayes_extent_append(ayes_extent *extent, const ayes_extent *more, ayes_error *error) {
  const ayes_extent a = *extent, *b = more;
  ayes_status status = check_limits(&a, b, error);
  if (status != AYES_OK) return status;
  if (!has_gaps(&a) && !has_gaps(b)) {
    append_words(extent, b);
    return AYES_OK;
  }
  ayes_extent both = ayes_extent_of_none();
  both.count = a.count * b->count;
  both.words = (uint8_t)(a.words + b->words);
  both.runs = (uint8_t)(a.runs + b->runs);
  both.front = end_of(&a, a.front, b, b->front);
  both.back = end_of(b, b->back, &a, a.back);
  if (has_no_words(&a) && has_no_words(b)) both.alone = (uint8_t)(a.alone + b->alone);
  both.may_be_empty = a.may_be_empty && b->may_be_empty;
  add_gaps_beside(&both, &a, b, false);
  add_gaps_beside(&both, b, &a, true);
  add_gaps_between(&both, &a, b);
  *extent = both;
  return check_gaps(&both, error);
}
