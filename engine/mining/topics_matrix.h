/* SPDX-License-Identifier: MIT
 *
 * Answers as vectors: stems and pairs of neighbouring stems, weighted by TF-IDF, each of length 1.
 *
 *     ayes_topic_matrix matrix = {0};
 *     ayes_topic_matrix_add(&matrix, &words, error);      -- for each answer
 *     ayes_topic_matrix_weigh(&matrix, error);            -- once, after the last
 *     ayes_topic_matrix_release(&matrix);
 *
 * Weight: (1 + ln f) * (1 + ln((1 + n) / (1 + d))), f times in the answer, d of n answers (Salton &
 * Buckley 1988). Terms of too few answers are left out, and past a limit the rarest.
 */
#ifndef AYES_MINING_TOPICS_MATRIX_H
#define AYES_MINING_TOPICS_MATRIX_H

#include "mining/words.h"

enum { AYES_TOPIC_TERM_LIMIT = 20000 };

/* A term of an answer; cells of answer i go from rows[i] to before rows[i + 1]. */
typedef struct ayes_topic_cell {
  uint32_t term; /* while answers are added: from 1; once weighed: from 0, rare ones left out */
  float weight;  /* while answers are added: how often */
} ayes_topic_cell;

typedef struct ayes_topic_matrix {
  ayes_names terms; /* one or two numbers of stems, as bytes */
  struct {
    ayes_topic_cell *items;
    size_t count, capacity;
  } cells;
  struct {
    size_t *items;
    size_t count, capacity;
  } rows; /* one more than answers, once weighed */
  struct {
    uint32_t *items;
    size_t count, capacity;
  } found;           /* terms of the answer being added */
  size_t term_count; /* once weighed: terms that are kept */
} ayes_topic_matrix;

/* Adds an answer with the words read last. AYES_NO_MEMORY. O(words log words). */
ayes_status ayes_topic_matrix_add(ayes_topic_matrix *matrix, const ayes_words *words,
                                  ayes_error *error);

/* Turns counts into weights. AYES_NO_MEMORY. O(cells + terms log terms). */
ayes_status ayes_topic_matrix_weigh(ayes_topic_matrix *matrix, ayes_error *error);

void ayes_topic_matrix_release(ayes_topic_matrix *matrix);

/* Once weighed. */
static inline size_t ayes_topic_matrix_answers(const ayes_topic_matrix *matrix) {
  return matrix->rows.count - 1;
}

#endif
