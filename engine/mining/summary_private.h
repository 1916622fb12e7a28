/* SPDX-License-Identifier: MIT
 *
 * What the parts of the summariser share: answers cut into sentences, each with its evidence.
 *
 *     ayes_summary_reasons(summariser, question, AYES_SUPPORT, reasons, &count, error);
 */
#ifndef AYES_MINING_SUMMARY_PRIVATE_H
#define AYES_MINING_SUMMARY_PRIVATE_H

#include "mining/summary.h"
#include "text/tokens.h"

/* What a mark shows; the first AYES_SAID_LISTS bits are those of the lists. */
enum { AYES_SHOWS_SUPPORT = 1 << AYES_SAID_LISTS, AYES_SHOWS_OPPOSE = 1 << (AYES_SAID_LISTS + 1) };

typedef struct ayes_summary_mark {
  size_t start, end; /* bytes of the sentence */
  unsigned shows;
} ayes_summary_mark;

typedef struct ayes_summary_sentence {
  uint32_t answer; /* index */
  size_t words;
  ayes_span text;
  ayes_stance side; /* AYES_SUPPORT, AYES_OPPOSE, or AYES_NEUTRAL for none */
  unsigned shows;   /* of all its marks */
  const ayes_summary_mark *marks;
  size_t mark_count;
  const uint32_t *topics; /* numbers, each once */
  size_t topic_count;
  const uint32_t *stems; /* numbers, each once, without stop words */
  size_t stem_count;
  bool is_quoted;
} ayes_summary_sentence;

typedef struct ayes_summary_answer {
  ayes_span id;
  uint32_t question; /* number */
  ayes_stance stance;
  unsigned acts;
  bool names_topic; /* in any sentence */
} ayes_summary_answer;

struct ayes_summariser {
  const ayes_lexicon *lexicon;
  ayes_lexicon_matcher *matcher;
  ayes_types *types;
  ayes_text text;
  ayes_arena arena;
  ayes_names questions, topics, stems;
  struct {
    ayes_summary_sentence *items;
    size_t count, capacity;
  } sentences;
  struct {
    ayes_summary_answer *items;
    size_t count, capacity;
  } answers;
  struct {
    size_t *items; /* byte of each code point boundary that a piece has */
    size_t count, capacity;
  } bytes;
  struct {
    uint8_t *items;
    size_t count, capacity;
  } tags;           /* of the answer's tokens: names of the proposal and of its rivals */
  ayes_marks found; /* what the lexicon finds in the answer */
  struct {
    ayes_summary_mark *items;
    size_t count, capacity;
  } marks;
  struct {
    uint32_t *items;
    size_t count, capacity;
  } numbers;
  size_t *frequencies; /* of each stem: sentences that have it; from index 1 */
  double *centre;      /* of each stem */
  size_t *firsts; /* sentences of question q, once sorted: from firsts[q - 1] to before firsts[q] */
  ayes_question_summary *items;
  ayes_summaries list;
};

/* The reasons of one side, the most frequent first, each with a quote if there is one. */
ayes_status ayes_summary_reasons(ayes_summariser *summariser, uint32_t question, ayes_stance side,
                                 ayes_reason *reasons, size_t *count, ayes_error *error);

/* A sentence as it is shown, with the marks that show any of shows. */
ayes_status ayes_summary_show(ayes_summariser *summariser, const ayes_summary_sentence *sentence,
                              unsigned shows, ayes_said *said, ayes_error *error);

/* A mark from byte start to end of the sentence being read. */
ayes_status ayes_summary_add_mark(ayes_summariser *summariser, size_t start, size_t end,
                                  unsigned shows, ayes_error *error);

/* Once an answer's text is read: names of the proposal and its rivals, and what the lexicon finds.
 */
ayes_status ayes_summary_find_marks(ayes_summariser *summariser, const ayes_said_answer *answer,
                                    ayes_error *error);

/* Marks words that offer another way, and rivals, where they or the sentence's advice weigh enough;
 * it is no mere suggestion then. The sentence's text starts at byte start. */
ayes_status ayes_summary_other_ways(ayes_summariser *summariser, const ayes_sentence *from,
                                    size_t start, ayes_error *error);

/* By their starts: an insertion sort, as there are few. */
void ayes_summary_sort_marks(ayes_summariser *summariser);

#endif
