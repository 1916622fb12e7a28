/* SPDX-License-Identifier: MIT
 *
 * Suggested topics: for people, as JSON with the members of each group, and as a table of topics to
 * be edited (lexicons/FORMAT.md).
 *
 *     ayes_topics_report report = {suggester, list, {width, colour}, quarantined};
 *     ayes_topics_text(&report, &buffer);
 */
#ifndef AYES_REPORT_TOPICS_H
#define AYES_REPORT_TOPICS_H

#include "mining/topics_suggest.h"
#include "report/tally.h"

typedef struct ayes_topics_report {
  const ayes_topic_suggester *suggester;
  const ayes_topic_suggestions *list;
  ayes_layout layout;
  size_t quarantined; /* records that are errors and were left out */
} ayes_topics_report;

void ayes_topics_text(const ayes_topics_report *report, ayes_buffer *buffer);
void ayes_topics_json(const ayes_topics_report *report, ayes_buffer *buffer);

/* Topics that the taxonomy has already are rows behind a '#'. */
void ayes_topics_table(const ayes_topics_report *report, ayes_buffer *buffer);

#endif
