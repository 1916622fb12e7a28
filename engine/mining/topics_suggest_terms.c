/* SPDX-License-Identifier: MIT
 *
 * Terms and names. A phrase names a group better than a word of it, as long as it says nearly as
 * much; without one, the two words that say most do.
 */
#include <stdlib.h>

#include "base/array.h"
#include "mining/statistics.h"
#include "mining/topics_suggest_parts.h"

static const double LEAST_G2 = 10.83;  /* one in a thousand by chance, one degree of freedom */
static const double LEAST_SHARE = 0.5; /* of a term's answers in the group */
static const double SURE_SHARE = 0.8;
static const double WITHIN_PHRASE = 0.85, MOSTLY = 0.5; /* of a word's answers */
static const double PHRASE_WORTH = 0.3; /* of the best word's G2, for a phrase to be the name */

enum { LEAST_ANSWERS = 2, ANSWERS_SHARE = 50 /* a term is in a 50th of the group */ };

typedef struct candidate {
  const ayes_phrase *phrase;   /* by stems */
  const ayes_phrase *spelling; /* by forms */
  double share, g2;
} candidate;

typedef struct candidates {
  candidate *items;
  size_t count, capacity;
} candidates;

static int compare(const void *a, const void *b) {
  const candidate *left = a, *right = b;
  if (left->g2 != right->g2) return left->g2 > right->g2 ? -1 : 1;
  return memcmp(left->phrase->words, right->phrase->words, sizeof left->phrase->words);
}

static bool judge(const ayes_topic_suggester *it, size_t group, double least_g2, candidate *found) {
  const ayes_phrase *everywhere = ayes_phrases_find(&it->all.stems, found->phrase->words);
  double inside = found->phrase->documents;
  double outside = everywhere ? (double)everywhere->documents - inside : 0;
  if (outside < 0) outside = 0;
  double size = (double)it->sizes[group];
  double rest = (double)(it->answers.count - it->sizes[0]) - size;
  ayes_contingency table = {inside, outside, size - inside, rest > outside ? rest - outside : 0};
  found->share = inside / (inside + outside);
  found->g2 = ayes_statistics_g2(&table);
  return found->share >= LEAST_SHARE && found->g2 >= least_g2;
}

/* All that sets the group apart, what does most first. A lone group has nothing to be set apart
 * from: there the most frequent stand in. */
static ayes_status find_candidates(const ayes_topic_suggester *it, size_t group, double least_g2,
                                   const ayes_phrase **spellings, candidates *found,
                                   ayes_error *error) {
  const ayes_phrase_counts *counts = &it->counts[group];
  size_t least = it->sizes[group] / ANSWERS_SHARE;
  if (least < LEAST_ANSWERS) least = LEAST_ANSWERS;
  for (size_t i = 0; i < counts->stems.count; i++) {
    candidate one = {.phrase = &counts->stems.items[i], .spelling = spellings[i]};
    if (one.phrase->documents < least || !one.spelling) continue;
    bool apart = judge(it, group, least_g2, &one);
    if (it->groups.count == 1) one.g2 = one.phrase->documents;
    else if (!apart) continue;
    candidate *added = ayes_array_add(found, error);
    if (!added) return AYES_NO_MEMORY;
    *added = one;
  }
  if (found->count > 1) qsort(found->items, found->count, sizeof *found->items, compare);
  return AYES_OK;
}

/* ---- Terms ---- */

/* Words that terms are written with as they are (lexicons/FORMAT.md). */
static bool is_plain(ayes_span text) {
  for (size_t i = 0; i < text.length; i++) {
    char byte = text.data[i];
    bool plain = ayes_byte_is_letter(byte) || ayes_byte_is_digit(byte) ||
                 (unsigned char)byte >= 0x80 || byte == ' ' || byte == '\'' || byte == '-';
    if (!plain) return false;
  }
  return text.length > 0;
}

/* Whether the words of one stand within those of the other. */
static bool is_inside(const candidate *shorter, const candidate *longer) {
  size_t length = ayes_phrase_length(shorter->phrase), all = ayes_phrase_length(longer->phrase);
  for (size_t start = 0; start + length <= all; start++)
    if (memcmp(shorter->phrase->words, longer->phrase->words + start,
               length * sizeof *shorter->phrase->words) == 0)
      return true;
  return false;
}

static bool is_sure(const candidate *one) { return one->share >= SURE_SHARE; }

/* A word that stands nearly always within one phrase ("lamp" of "street lamp"), or a hint that does
 * so mostly ("bear" of "bear arms"), leaves it to the phrase. */
static bool belongs_to_phrase(const candidates *found, const candidate *word) {
  if (ayes_phrase_length(word->phrase) > 1) return false;
  double least = (is_sure(word) ? WITHIN_PHRASE : MOSTLY) * (double)word->phrase->documents;
  for (size_t i = 0; i < found->count; i++) {
    const candidate *phrase = &found->items[i];
    if (ayes_phrase_length(phrase->phrase) > 1 && is_inside(word, phrase) &&
        (double)phrase->phrase->documents >= least)
      return true;
  }
  return false;
}

/* Whether what was taken finds whatever this one finds, and is as sure. */
static bool is_known(const candidate *const *taken, size_t count, const candidate *one) {
  for (size_t i = 0; i < count; i++)
    if (is_inside(taken[i], one) && (is_sure(taken[i]) || !is_sure(one))) return true;
  return false;
}

static ayes_status write_spelling(ayes_topic_suggester *it, const candidate *from, ayes_span *text,
                                  ayes_error *error) {
  ayes_buffer buffer = {0};
  ayes_phrase_write(from->spelling, it->words, &buffer);
  const char *copy = buffer.failed ? (ayes_error_memory(error), NULL)
                                   : ayes_arena_copy(&it->arena, ayes_buffer_span(&buffer), error);
  *text = ayes_span_make(copy, buffer.length);
  ayes_buffer_release(&buffer);
  return copy ? AYES_OK : AYES_NO_MEMORY;
}

static ayes_status add_terms(ayes_topic_suggester *it, const candidates *found,
                             ayes_topic_suggestion *item, ayes_error *error) {
  const candidate *taken[AYES_SUGGESTED_TERMS];
  for (size_t i = 0; i < found->count && item->term_count < AYES_SUGGESTED_TERMS; i++) {
    const candidate *one = &found->items[i];
    ayes_suggested_term *term = &item->terms[item->term_count];
    if (is_known(taken, item->term_count, one) || belongs_to_phrase(found, one)) continue;
    ayes_status status = write_spelling(it, one, &term->text, error);
    if (status != AYES_OK) return status;
    if (!is_plain(term->text)) continue;
    term->words = ayes_phrase_length(one->phrase);
    term->answers = one->phrase->documents;
    term->share = one->share;
    term->is_sure = is_sure(one);
    term->g2 = one->g2;
    taken[item->term_count++] = one;
  }
  return AYES_OK;
}

/* ---- Name and id ---- */

static const candidate *best_of(const candidates *found, bool phrase, const candidate *but) {
  for (size_t i = 0; i < found->count; i++) {
    const candidate *one = &found->items[i];
    if ((ayes_phrase_length(one->phrase) > 1) == phrase && one != but) return one;
  }
  return NULL;
}

static ayes_status join_names(ayes_topic_suggester *it, ayes_span first, ayes_span second,
                              ayes_span *name, ayes_error *error) {
  ayes_buffer buffer = {0};
  ayes_buffer_add(&buffer, first);
  ayes_buffer_add_text(&buffer, ", ");
  ayes_buffer_add(&buffer, second);
  const char *copy = buffer.failed ? (ayes_error_memory(error), NULL)
                                   : ayes_arena_copy(&it->arena, ayes_buffer_span(&buffer), error);
  *name = ayes_span_make(copy, buffer.length);
  ayes_buffer_release(&buffer);
  return copy ? AYES_OK : AYES_NO_MEMORY;
}

static ayes_status make_name(ayes_topic_suggester *it, const candidates *found,
                             ayes_topic_suggestion *item, ayes_error *error) {
  const candidate *word = best_of(found, false, NULL), *phrase = best_of(found, true, NULL);
  ayes_span first, second;
  item->name = ayes_span_of("group");
  if (phrase && (!word || phrase->g2 >= PHRASE_WORTH * word->g2))
    return write_spelling(it, phrase, &item->name, error);
  if (!word) return AYES_OK;
  ayes_status status = write_spelling(it, word, &first, error);
  const candidate *other = best_of(found, false, word);
  item->name = first;
  if (status != AYES_OK || !other) return status;
  status = write_spelling(it, other, &second, error);
  return status == AYES_OK ? join_names(it, first, second, &item->name, error) : status;
}

/* "climate_change", and with a number where that is taken. */
static ayes_status make_id(ayes_topic_suggester *it, ayes_topic_suggestion *item,
                           ayes_error *error) {
  ayes_buffer id = {0};
  for (size_t i = 0; i < item->name.length; i++) {
    char byte = item->name.data[i];
    bool kept =
        ayes_byte_is_letter(byte) || ayes_byte_is_digit(byte) || (unsigned char)byte >= 0x80;
    if (kept) ayes_buffer_add_byte(&id, byte);
    else if (id.length && id.data[id.length - 1] != '_') ayes_buffer_add_byte(&id, '_');
  }
  size_t length = id.length;
  for (size_t n = 2; !id.failed && (ayes_names_find(&it->ids, ayes_buffer_span(&id)) ||
                                    ayes_names_find(&it->topics, ayes_buffer_span(&id)));
       n++) {
    id.length = length;
    ayes_buffer_add_format(&id, "_%zu", n);
  }
  uint32_t number;
  ayes_status status = id.failed ? ayes_error_memory(error)
                                 : ayes_names_add(&it->ids, ayes_buffer_span(&id), &number, error);
  ayes_buffer_release(&id);
  if (status == AYES_OK) item->id = ayes_names_text(&it->ids, number);
  return status;
}

ayes_status ayes_topic_suggester_describe(ayes_topic_suggester *it, size_t group,
                                          ayes_error *error) {
  const ayes_phrase **spellings;
  candidates found = {0};
  ayes_topic_suggestion *item = &it->items[group - 1];
  ayes_status status =
      ayes_phrase_counts_spellings(&it->counts[group], it->words, &spellings, error);
  if (status != AYES_OK) return status;
  status = find_candidates(it, group, LEAST_G2, spellings, &found, error);
  if (status == AYES_OK && found.count == 0) /* a small group has little to be sure of */
    status = find_candidates(it, group, 0, spellings, &found, error);
  if (status == AYES_OK) status = add_terms(it, &found, item, error);
  if (status == AYES_OK) status = make_name(it, &found, item, error);
  if (status == AYES_OK) status = make_id(it, item, error);
  ayes_array_release(&found);
  ayes_memory_free(spellings);
  return status;
}
