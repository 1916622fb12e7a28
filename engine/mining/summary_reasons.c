/* SPDX-License-Identifier: MIT
 *
 * A reason is a topic in the sentences of one side; it counts once an answer. Its quote is the
 * sentence nearest to the centre of all of these, not quoted yet for another reason if possible.
 */
#include <math.h>

#include "mining/summary_private.h"

typedef struct tally {
  size_t answers, concerns, praises;
  uint32_t last; /* answer that was counted last, + 1 */
} tally;

typedef struct group {
  ayes_summariser *summariser;
  uint32_t question, topic; /* topic 0: sentences with an opinion in answers that name no topic */
  ayes_stance side;
} group;

/* The sentences of the question. */
static size_t first_of(const group *it) { return it->summariser->firsts[it->question - 1]; }
static size_t last_of(const group *it) { return it->summariser->firsts[it->question]; }

static unsigned shows_side(ayes_stance side) {
  return side == AYES_SUPPORT ? AYES_SHOWS_SUPPORT : AYES_SHOWS_OPPOSE;
}

/* A sentence that suggests or asks and shows no side of its own is no reason. */
static bool only_advises(const ayes_summary_sentence *sentence, ayes_stance side) {
  unsigned advice = 1u << AYES_SAID_SUGGESTIONS | 1u << AYES_SAID_QUESTIONS;
  return (sentence->shows & advice) && !(sentence->shows & shows_side(side));
}

static bool is_in(const group *it, const ayes_summary_sentence *sentence) {
  const ayes_summary_answer *answer = &it->summariser->answers.items[sentence->answer];
  if (sentence->side != it->side) return false;
  if (only_advises(sentence, it->side)) return false;
  if (it->topic == 0) return !answer->names_topic && sentence->shows & shows_side(it->side);
  for (size_t i = 0; i < sentence->topic_count; i++)
    if (sentence->topics[i] == it->topic) return true;
  return false;
}

static double weight_of(const ayes_summariser *it, uint32_t stem) {
  return log(1 + (double)it->sentences.count / (double)it->frequencies[stem]);
}

static double length_of(const ayes_summariser *it, const ayes_summary_sentence *sentence) {
  double sum = 0;
  for (size_t i = 0; i < sentence->stem_count; i++) {
    double weight = weight_of(it, sentence->stems[i]);
    sum += weight * weight;
  }
  return sqrt(sum);
}

static void sum_up(const group *it) {
  ayes_summariser *summariser = it->summariser;
  for (size_t i = first_of(it); i < last_of(it); i++) {
    const ayes_summary_sentence *sentence = &summariser->sentences.items[i];
    if (!is_in(it, sentence) || sentence->stem_count == 0) continue;
    double length = length_of(summariser, sentence);
    for (size_t k = 0; k < sentence->stem_count; k++)
      summariser->centre[sentence->stems[k]] += weight_of(summariser, sentence->stems[k]) / length;
  }
}

/* The cosine with the centre, but for a factor that is the same for all. */
static double closeness(const ayes_summariser *it, const ayes_summary_sentence *sentence) {
  double sum = 0;
  for (size_t i = 0; i < sentence->stem_count; i++)
    sum += it->centre[sentence->stems[i]] * weight_of(it, sentence->stems[i]);
  return sentence->stem_count ? sum / length_of(it, sentence) : 0;
}

/* A sentence whose own words show the side says why better than one that only goes along. */
static double rank(const group *it, const ayes_summary_sentence *sentence) {
  static const double silent = 0.5, quoted = 0.01;
  double value = closeness(it->summariser, sentence);
  if (!(sentence->shows & shows_side(it->side))) value *= silent;
  return sentence->is_quoted ? value * quoted : value;
}

static void clear_centre(const group *it) {
  ayes_summariser *summariser = it->summariser;
  for (size_t i = first_of(it); i < last_of(it); i++) {
    const ayes_summary_sentence *sentence = &summariser->sentences.items[i];
    for (size_t k = 0; k < sentence->stem_count; k++) summariser->centre[sentence->stems[k]] = 0;
  }
}

static ayes_status pick_quote(const group *it, ayes_reason *reason, ayes_error *error) {
  ayes_summariser *summariser = it->summariser;
  ayes_summary_sentence *best = NULL;
  double best_rank = 0;
  sum_up(it);
  for (size_t i = first_of(it); i < last_of(it); i++) {
    ayes_summary_sentence *sentence = &summariser->sentences.items[i];
    if (sentence->words < AYES_QUOTE_LEAST || sentence->words > AYES_QUOTE_MOST) continue;
    if (ayes_span_ends_with(sentence->text, ayes_span_of(":")) || !is_in(it, sentence)) continue;
    double value = rank(it, sentence);
    if (best && value <= best_rank) continue;
    best = sentence;
    best_rank = value;
  }
  clear_centre(it);
  if (!best || best->is_quoted) return AYES_OK;
  best->is_quoted = reason->has_quote = true;
  return ayes_summary_show(summariser, best, shows_side(it->side), &reason->quote, error);
}

static void count_answer(group it, const ayes_summary_sentence *sentence, tally *tallies) {
  const ayes_summary_answer *answer = &it.summariser->answers.items[sentence->answer];
  for (size_t i = 0; i <= sentence->topic_count; i++) {
    it.topic = i < sentence->topic_count ? sentence->topics[i] : 0;
    tally *into = &tallies[it.topic];
    if (!is_in(&it, sentence) || into->last == sentence->answer + 1) continue;
    into->last = sentence->answer + 1;
    into->answers++;
    into->concerns += (answer->acts & AYES_ACT_CONCERN) != 0;
    into->praises += (answer->acts & AYES_ACT_PRAISE) != 0;
  }
}

/* The topic with most answers, the first met among equals; topic 0 when there is no other. */
static uint32_t take_largest(tally *tallies, size_t topics) {
  uint32_t best = 0;
  for (uint32_t i = 1; i <= topics; i++)
    if (tallies[i].answers > (best ? tallies[best].answers : 0)) best = i;
  return best;
}

static ayes_span label_of(const ayes_lexicon *lexicon, ayes_span id) {
  for (uint32_t i = 1; i <= ayes_lexicon_topic_count(lexicon); i++) {
    const ayes_lexicon_topic *topic = ayes_lexicon_topic_get(lexicon, i);
    if (ayes_span_equal(id, ayes_span_of(topic->id)) && topic->label && topic->label[0])
      return ayes_span_of(topic->label);
  }
  return id;
}

static ayes_status add_reasons(group it, tally *tallies, ayes_reason *reasons, size_t *count,
                               ayes_error *error) {
  size_t topics = ayes_names_count(&it.summariser->topics);
  ayes_status status = AYES_OK;
  while (*count < AYES_REASONS_LIMIT && status == AYES_OK) {
    it.topic = take_largest(tallies, topics);
    const tally *from = &tallies[it.topic];
    if (from->answers == 0) break;
    ayes_reason *reason = &reasons[*count];
    *reason = (ayes_reason){.topic = ayes_names_text(&it.summariser->topics, it.topic),
                            .answers = from->answers,
                            .concerns = from->concerns,
                            .praises = from->praises};
    if (it.topic) reason->label = label_of(it.summariser->lexicon, reason->topic);
    status = pick_quote(&it, reason, error);
    /* One answer's topic whose sentence is quoted already says nothing new. */
    *count += reason->has_quote || from->answers > 1;
    tallies[it.topic].answers = 0;
    if (it.topic == 0) break;
  }
  return status;
}

ayes_status ayes_summary_reasons(ayes_summariser *summariser, uint32_t question, ayes_stance side,
                                 ayes_reason *reasons, size_t *count, ayes_error *error) {
  group it = {summariser, question, 0, side};
  *count = 0;
  tally *tallies =
      ayes_memory_new_zeroed(ayes_names_count(&summariser->topics) + 1, sizeof *tallies);
  if (!tallies) return ayes_error_memory(error);
  for (size_t i = first_of(&it); i < last_of(&it); i++)
    count_answer(it, &summariser->sentences.items[i], tallies);
  ayes_status status = add_reasons(it, tallies, reasons, count, error);
  ayes_memory_free(tallies);
  return status;
}
