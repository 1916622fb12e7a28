/* SPDX-License-Identifier: MIT
 *
 * Figures that lead to the answers that made them: a link to a list of those answers, which
 * scripts turn into a filter of the table.
 *
 *     ayes_html_filter filter = ayes_html_filter_of(0);
 *     filter.stance = AYES_OPPOSE;
 *     ayes_html_add_figure(&filter, 9, &buffer);
 *     ayes_html_add_list(model, &filter, ayes_span_of("Oppose"), 9, &buffer);
 */
#ifndef AYES_REPORT_HTML_FIGURE_H
#define AYES_REPORT_HTML_FIGURE_H

#include "report/html_model.h"

enum {
  AYES_HTML_ANY = -1,
  AYES_HTML_NO_TEXT = AYES_STANCE_COUNT, /* as a filter's stance: answers without words */
  AYES_HTML_ROWS = 1000,                 /* rows of the table that need no script */
  AYES_HTML_TOPIC_LISTS = 200,           /* topics of a question that have a list */
  AYES_HTML_LIST_LIMIT = 100             /* answers a list links to */
};

typedef struct ayes_html_filter {
  size_t question; /* index in model->list */
  int stance;      /* ayes_stance, AYES_HTML_NO_TEXT or AYES_HTML_ANY */
  int tick;        /* index among the question's ticks, or AYES_HTML_ANY */
  uint32_t topic;  /* number, or 0 */
  unsigned marks;  /* all of these bits */
} ayes_html_filter;

/* All answers to a question. */
ayes_html_filter ayes_html_filter_of(size_t question);

bool ayes_html_filter_takes(const ayes_html_model *model, const ayes_html_filter *filter,
                            const ayes_html_answer *answer);

/* The stance an answer is counted under: AYES_HTML_NO_TEXT when it has no words. */
int ayes_html_stance_of(const ayes_html_answer *answer);

/* A count as a link; 0 is plain. A topic's counts by stance lead to the topic's list. */
void ayes_html_add_figure(const ayes_html_filter *filter, size_t count, ayes_buffer *buffer);

/* A link to one answer, called by its id: by its number where it has none. */
void ayes_html_add_answer_link(const ayes_html_model *model, const ayes_html_answer *answer,
                               ayes_buffer *buffer);

/* The list that ayes_html_add_figure with the same count leads to, a row of a description list;
 * nothing for 0. O(answers of the question). */
void ayes_html_add_list(const ayes_html_model *model, const ayes_html_filter *filter,
                        ayes_span heading, size_t count, ayes_buffer *buffer);

#endif
