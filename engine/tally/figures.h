/* SPDX-License-Identifier: MIT
 *
 * All counts of a set of results as one tidy list: question x level x group x measure x category.
 *
 *     ayes_figures_new(survey, &figures, error);
 *     ayes_figures_add(figures, &record, error);                    -- for every result
 *     ayes_figures_finish(figures, &list, error);
 *     ayes_figures_free(figures);
 *
 * The counts are those of ayes_counter: rows of level "all" are what the tally says, added up over
 * nothing.
 */
#ifndef AYES_TALLY_FIGURES_H
#define AYES_TALLY_FIGURES_H

#include "tally/tally.h"

enum { AYES_FIGURES_GROUP_LIMIT = 100 }; /* groups counted by name; the rest are "Other" */

typedef enum ayes_figure_level {
  AYES_LEVEL_FILE,  /* the whole of the results; question and group are empty */
  AYES_LEVEL_ALL,   /* one question, everyone */
  AYES_LEVEL_GROUP, /* one question, the answers of one group */
  AYES_LEVEL_COUNT
} ayes_figure_level;

/* "file", "all", "group". */
const char *ayes_level_name(ayes_figure_level level);

/* The names of measures, ended by NULL. */
const char *const *ayes_measure_names(void);

typedef struct ayes_figure {
  ayes_span question;
  ayes_figure_level level;
  ayes_span group;
  const char *measure;
  ayes_span category; /* empty where the measure has none */
  size_t value;       /* a count */
  bool has_share;     /* false: value is of nothing */
  ayes_share share;   /* value of share.whole, with its interval; without bounds when whole is 0 */
} ayes_figure;

typedef struct ayes_figure_list {
  const ayes_figure *items;
  size_t count;
  const ayes_tally_counts *counts; /* of everyone */
} ayes_figure_list;

typedef struct ayes_figures ayes_figures;

/* survey may be NULL; otherwise it must outlive the figures, which are yours. */
ayes_status ayes_figures_new(const ayes_survey *survey, ayes_figures **figures, ayes_error *error);
void ayes_figures_free(ayes_figures *figures);

ayes_status ayes_figures_add(ayes_figures *figures, const ayes_result_record *record,
                             ayes_error *error);

/* To be called once, after the last record. The list is the figures'. Order: file, all, groups as
 * first met; within them questions as the tally has them; measures always in the same order; topics
 * by falling count. Groups have rows only for questions they answered. */
ayes_status ayes_figures_finish(ayes_figures *figures, ayes_figure_list *list, ayes_error *error);

#endif
