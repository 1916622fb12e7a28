/* SPDX-License-Identifier: MIT
 *
 * Texts are read twice, for their vectors and, once groups are known, for the phrases of each
 * group.
 */
#include "mining/topics_suggest.h"

#include "base/array.h"
#include "mining/topics_suggest_parts.h"

enum { EXAMPLE_LEAST = 30, EXAMPLE_MOST = 300 /* bytes of a readable example */ };

static const double COVERED_SHARE = 0.5;

ayes_status ayes_topic_suggester_new(ayes_words *words, ayes_topic_suggester **suggester,
                                     ayes_error *error) {
  *suggester = ayes_memory_new_zeroed(1, sizeof **suggester);
  if (!*suggester) return ayes_error_memory(error);
  (*suggester)->words = words;
  return AYES_OK;
}

void ayes_topic_suggester_free(ayes_topic_suggester *it) {
  if (!it) return;
  for (size_t g = 0; it->counts && g <= it->groups.count; g++)
    ayes_phrase_counts_release(&it->counts[g]);
  ayes_phrase_counts_release(&it->all);
  ayes_topic_groups_release(&it->groups);
  ayes_topic_matrix_release(&it->matrix);
  ayes_array_release(&it->answers);
  ayes_names_release(&it->topics);
  ayes_names_release(&it->ids);
  ayes_arena_release(&it->arena);
  ayes_memory_free(it->counts);
  ayes_memory_free(it->sizes);
  ayes_memory_free(it->items);
  ayes_memory_free(it);
}

/* ---- Answers ---- */

static ayes_status copy(ayes_topic_suggester *it, ayes_span text, ayes_span *to,
                        ayes_error *error) {
  const char *bytes = ayes_arena_copy(&it->arena, text, error);
  *to = ayes_span_make(bytes, text.length);
  return bytes ? AYES_OK : AYES_NO_MEMORY;
}

static ayes_status copy_topics(ayes_topic_suggester *it, const ayes_suggester_answer *answer,
                               ayes_suggester_record *record, ayes_error *error) {
  uint32_t *topics =
      ayes_arena_new_zeroed(&it->arena, answer->topic_count + 1, sizeof *topics, error);
  if (!topics) return AYES_NO_MEMORY;
  ayes_status status = AYES_OK;
  for (size_t i = 0; status == AYES_OK && i < answer->topic_count; i++)
    status = ayes_names_add(&it->topics, answer->topics[i], &topics[i], error);
  record->topics = topics;
  record->topic_count = answer->topic_count;
  return status;
}

ayes_status ayes_topic_suggester_add(ayes_topic_suggester *it, const ayes_suggester_answer *answer,
                                     ayes_error *error) {
  ayes_suggester_record *record = ayes_array_add(&it->answers, error);
  if (!record) return AYES_NO_MEMORY;
  *record = (ayes_suggester_record){0};
  ayes_status status = copy(it, answer->id, &record->id, error);
  if (status == AYES_OK) status = copy(it, answer->text, &record->text, error);
  if (status == AYES_OK) status = copy_topics(it, answer, record, error);
  if (status == AYES_OK) status = ayes_words_read(it->words, record->text, error);
  return status == AYES_OK ? ayes_topic_matrix_add(&it->matrix, it->words, error) : status;
}

ayes_span ayes_topic_suggester_id(const ayes_topic_suggester *it, size_t answer) {
  return it->answers.items[answer].id;
}

ayes_span ayes_topic_suggester_text(const ayes_topic_suggester *it, size_t answer) {
  return it->answers.items[answer].text;
}

/* ---- Groups ---- */

static ayes_status count_phrases(ayes_topic_suggester *it, ayes_error *error) {
  ayes_status status = AYES_OK;
  it->all = (ayes_phrase_counts){.shortest = 1, .longest = AYES_PHRASE_WORD_LIMIT};
  for (size_t g = 0; g <= it->groups.count; g++) it->counts[g] = it->all;
  for (size_t i = 0; status == AYES_OK && i < it->answers.count; i++) {
    uint32_t group = it->groups.of[i];
    it->sizes[group]++;
    if (!group) continue;
    status = ayes_words_read(it->words, it->answers.items[i].text, error);
    if (status == AYES_OK) status = ayes_phrase_counts_add(&it->all, it->words, error);
    if (status == AYES_OK) status = ayes_phrase_counts_add(&it->counts[group], it->words, error);
  }
  return status;
}

static bool is_readable(ayes_span text) {
  return text.length >= EXAMPLE_LEAST && text.length <= EXAMPLE_MOST;
}

static bool is_shown(const ayes_topic_suggester *it, const ayes_topic_suggestion *item,
                     size_t answer) {
  for (size_t i = 0; i < item->example_count; i++)
    if (ayes_span_equal(ayes_topic_suggester_text(it, item->examples[i]),
                        ayes_topic_suggester_text(it, answer)))
      return true;
  return false;
}

/* The members nearest to the centre, each text once; those that are good to read before others. */
static void find_examples(const ayes_topic_suggester *it, uint32_t group,
                          ayes_topic_suggestion *item) {
  while (item->example_count < AYES_SUGGESTED_EXAMPLES) {
    size_t best = SIZE_MAX;
    bool best_reads = false;
    for (size_t i = 0; i < it->answers.count; i++) {
      if (it->groups.of[i] != group || is_shown(it, item, i)) continue;
      bool reads = is_readable(it->answers.items[i].text);
      bool better = best == SIZE_MAX || (reads && !best_reads) ||
                    (reads == best_reads && it->groups.cosines[i] > it->groups.cosines[best]);
      if (!better) continue;
      best = i;
      best_reads = reads;
    }
    if (best == SIZE_MAX) return;
    item->examples[item->example_count++] = best;
  }
}

/* The topic that most of the group's answers have; counts: one a topic, all 0 before and after. */
static void find_cover(const ayes_topic_suggester *it, uint32_t group, ayes_topic_suggestion *item,
                       size_t *counts) {
  uint32_t best = 0;
  for (size_t i = 0; i < it->answers.count; i++) {
    const ayes_suggester_record *answer = &it->answers.items[i];
    if (it->groups.of[i] != group) continue;
    item->cohesion += it->groups.cosines[i] / (double)item->answers;
    for (size_t t = 0; t < answer->topic_count; t++) counts[answer->topics[t]]++;
  }
  for (uint32_t t = 1; t <= ayes_names_count(&it->topics); t++)
    if (counts[t] > counts[best]) best = t;
  if (best) {
    item->covered_by = ayes_names_text(&it->topics, best);
    item->covered_share = (double)counts[best] / (double)item->answers;
    item->is_covered = item->covered_share >= COVERED_SHARE;
  }
  memset(counts, 0, (ayes_names_count(&it->topics) + 1) * sizeof *counts);
}

static ayes_status describe(ayes_topic_suggester *it, ayes_error *error) {
  size_t *counts = ayes_memory_new_zeroed(ayes_names_count(&it->topics) + 1, sizeof *counts);
  if (!counts) return ayes_error_memory(error);
  ayes_status status = AYES_OK;
  for (size_t g = 1; status == AYES_OK && g <= it->groups.count; g++) {
    ayes_topic_suggestion *item = &it->items[g - 1];
    item->answers = it->sizes[g];
    find_cover(it, (uint32_t)g, item, counts);
    find_examples(it, (uint32_t)g, item);
    status = ayes_topic_suggester_describe(it, g, error);
  }
  ayes_memory_free(counts);
  return status;
}

ayes_status ayes_topic_suggester_finish(ayes_topic_suggester *it, size_t count,
                                        const ayes_topic_suggestions **list, ayes_error *error) {
  ayes_status status = ayes_topic_matrix_weigh(&it->matrix, error);
  if (status == AYES_OK) status = ayes_topic_groups_find(&it->matrix, count, &it->groups, error);
  if (status != AYES_OK) return status;
  size_t groups = it->groups.count;
  it->counts = ayes_memory_new_zeroed(groups + 1, sizeof *it->counts);
  it->sizes = ayes_memory_new_zeroed(groups + 1, sizeof *it->sizes);
  it->items = ayes_memory_new_zeroed(groups + 1, sizeof *it->items);
  if (!it->counts || !it->sizes || !it->items) return ayes_error_memory(error);
  status = count_phrases(it, error);
  if (status == AYES_OK) status = describe(it, error);
  it->list = (ayes_topic_suggestions){it->items, groups, it->groups.of, it->answers.count,
                                      it->groups.margin};
  *list = &it->list;
  return status;
}
