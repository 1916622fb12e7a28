/* SPDX-License-Identifier: MIT
 *
 * What a report tells, gathered from results: the answers with their evidence, topics by stance,
 * and the counts of a tally.
 *
 *     ayes_html_model_new(survey, limit, &model, error);
 *     ayes_html_model_add(model, &record, error);          -- for every result
 *     ayes_html_model_finish(model, lexicon, rules, error);
 *     ayes_html_model_free(model);
 *
 * Counts cover all results; only the first limit answers are kept with their words.
 */
#ifndef AYES_REPORT_HTML_MODEL_H
#define AYES_REPORT_HTML_MODEL_H

#include "base/names.h"
#include "lexicon/lexicon.h"
#include "rules/rules.h"
#include "tally/seen.h"
#include "tally/tally.h"

/* A passage that shows something, and what read it. */
typedef struct ayes_html_piece {
  size_t start, end; /* bytes of the answer's text */
  uint32_t kind;     /* number in model->kinds */
  uint32_t source;   /* number in model->sources, or 0 */
  uint32_t topic;    /* number in model->topics, or 0 */
  ayes_kind known;   /* AYES_KIND_NONE: a kind this version does not know */
  double weight;
} ayes_html_piece;

/* What an answer is found by, beside its question, tick and stance; bits. Above them stand the bits
 * of its acts. */
enum {
  AYES_HTML_CONDITIONAL = 1 << 0,
  AYES_HTML_CONFLICT = 1 << 1,
  AYES_HTML_RECOVERED = 1 << 2,
  AYES_HTML_REPEATED = 1 << 3, /* the text repeats an earlier one */
  AYES_HTML_EMPTY = 1 << 4,
  AYES_HTML_ACTS_SHIFT = 5
};

typedef struct ayes_html_answer {
  ayes_span id, respondent, group, tick, text;
  uint32_t question; /* number in model->questions */
  ayes_stance stance;
  double score, confidence;
  unsigned marks; /* AYES_HTML_ bits */
  bool has_text;  /* false: the results were written without texts */
  const ayes_html_piece *pieces;
  size_t piece_count;
  const uint32_t *topics; /* numbers in model->topics, heaviest first */
  size_t topic_count;
} ayes_html_answer;

/* What the lists say of a source place. */
typedef struct ayes_html_source {
  ayes_span term, note; /* empty: not in the lexicon that is open now */
} ayes_html_source;

typedef struct ayes_html_topic {
  uint32_t topic; /* number in model->topics */
  size_t count;   /* answers */
  size_t stances[AYES_STANCE_COUNT];
} ayes_html_topic;

typedef struct ayes_html_question {
  uint32_t number;                  /* in model->questions */
  const ayes_question_tally *tally; /* of model->counts */
  ayes_span closed_text;            /* of the closed question it is about, or empty */
  const ayes_html_answer **answers; /* of those kept */
  size_t answer_count;
  const ayes_html_topic *topics; /* most frequent first */
  size_t topic_count;
} ayes_html_question;

typedef struct ayes_html_model {
  ayes_arena arena;
  ayes_names questions, kinds, sources, topics;
  struct {
    ayes_html_answer *items;
    size_t count, capacity;
  } answers;
  struct {
    ayes_html_topic *items; /* one a pair of question and topic, found by pairs */
    size_t count, capacity;
  } cells;
  ayes_names pairs;
  struct {
    size_t *items; /* by question number - 1: answers that suggest something */
    size_t count, capacity;
  } suggestions;
  ayes_seen texts;
  ayes_buffer scratch;
  size_t limit;
  const ayes_survey *survey;
  ayes_counter *counter;
  /* from here on: filled by finish */
  const ayes_tally_counts *counts;
  ayes_html_question *list; /* in the order of the tally */
  size_t list_count;
  size_t *places;                   /* by question number: index in list */
  ayes_html_source *source_entries; /* by number - 1 */
  ayes_span *topic_labels;          /* by number - 1 */
  const ayes_lexicon *lexicon;
} ayes_html_model;

/* survey may be NULL; it must outlive the model, which is yours. */
ayes_status ayes_html_model_new(const ayes_survey *survey, size_t limit, ayes_html_model **model,
                                ayes_error *error);
void ayes_html_model_free(ayes_html_model *model);

ayes_status ayes_html_model_add(ayes_html_model *model, const ayes_result_record *record,
                                ayes_error *error);

/* Once, after the last result. lexicon and rules must outlive the model. */
ayes_status ayes_html_model_finish(ayes_html_model *model, const ayes_lexicon *lexicon,
                                   const ayes_rules *rules, ayes_error *error);

/* The index of an answer's tick among those of its question. */
size_t ayes_html_tick(const ayes_question_tally *tally, ayes_span tick);

#endif
