/* SPDX-License-Identifier: MIT
 *
 * Marks of the summariser: some come with a result's evidence, and those of counter-proposals are
 * found anew in the text, as nothing in a result tells of them. O(tokens).
 */
#include "mining/summary_private.h"

ayes_status ayes_summary_add_mark(ayes_summariser *it, size_t start, size_t end, unsigned shows,
                                  ayes_error *error) {
  ayes_summary_mark *mark = ayes_array_add(&it->marks, error);
  if (!mark) return AYES_NO_MEMORY;
  *mark = (ayes_summary_mark){start, end, shows};
  return AYES_OK;
}

ayes_status ayes_summary_find_marks(ayes_summariser *it, const ayes_said_answer *answer,
                                    ayes_error *error) {
  size_t tokens = it->text.tokens.count;
  ayes_status status =
      ayes_array_reserve(&it->tags.items, &it->tags.capacity, tokens + 1, 1, error);
  if (status != AYES_OK) return status;
  it->found.count = 0;
  ayes_target_tag(answer->target, &it->text, it->types, it->tags.items);
  return ayes_lexicon_matcher_match(it->matcher, &it->text, it->tags.items, &it->found, error);
}

enum { OTHER_WAY = 1 << AYES_SAID_OTHER_WAYS, ADVICE = 1 << AYES_SAID_SUGGESTIONS };

static ayes_status add_tokens(ayes_summariser *it, size_t first, size_t last, size_t start,
                              ayes_error *error) {
  const ayes_token *tokens = it->text.tokens.items;
  return ayes_summary_add_mark(it, tokens[first].start - start, tokens[last - 1].end - start,
                               OTHER_WAY, error);
}

/* Words that offer another way, within the sentence; *worth grows by their weights. */
static ayes_status mark_alternatives(ayes_summariser *it, const ayes_sentence *from, size_t start,
                                     double *worth, ayes_error *error) {
  ayes_status status = AYES_OK;
  for (size_t i = 0; status == AYES_OK && i < it->found.count; i++) {
    const ayes_mark *mark = &it->found.items[i];
    if (mark->kind != AYES_KIND_ALTERNATIVE) continue;
    if (mark->first < from->first || mark->last > from->last) continue;
    *worth += mark->weight;
    status = add_tokens(it, mark->first, mark->last, start, error);
  }
  return status;
}

static ayes_status mark_rivals(ayes_summariser *it, const ayes_sentence *from, size_t start,
                               double *worth, ayes_error *error) {
  ayes_status status = AYES_OK;
  for (size_t i = from->first; status == AYES_OK && i < from->last; i++) {
    size_t first = i;
    while (i < from->last && it->tags.items[i] & AYES_TAG_RIVAL) i++;
    if (i == first) continue;
    *worth += 1;
    status = add_tokens(it, first, i, start, error);
  }
  return status;
}

static unsigned shown(const ayes_summariser *it) {
  unsigned all = 0;
  for (size_t i = 0; i < it->marks.count; i++) all |= it->marks.items[i].shows;
  return all;
}

ayes_status ayes_summary_other_ways(ayes_summariser *it, const ayes_sentence *from, size_t start,
                                    ayes_error *error) {
  double worth = shown(it) & ADVICE ? 0.5 : 0;
  size_t before = it->marks.count;
  ayes_status status = mark_alternatives(it, from, start, &worth, error);
  if (status == AYES_OK) status = mark_rivals(it, from, start, &worth, error);
  if (status != AYES_OK) return status;
  if (worth < 1) it->marks.count = before;
  bool is_other_way = it->marks.count > before;
  for (size_t i = 0; is_other_way && i < before; i++) it->marks.items[i].shows &= ~(unsigned)ADVICE;
  return AYES_OK;
}

void ayes_summary_sort_marks(ayes_summariser *it) {
  ayes_summary_mark *marks = it->marks.items;
  for (size_t i = 1; i < it->marks.count; i++) {
    ayes_summary_mark mark = marks[i];
    size_t at = i;
    for (; at && marks[at - 1].start > mark.start; at--) marks[at] = marks[at - 1];
    marks[at] = mark;
  }
}
