/* SPDX-License-Identifier: MIT
 *
 * A page a question of what was said: a draft of "you asked, they said, we did", in which the last
 * part is left open.
 *
 *     ayes_summary_markdown(&page, &buffer);
 */
#ifndef AYES_REPORT_SUMMARY_H
#define AYES_REPORT_SUMMARY_H

#include "mining/summary.h"
#include "report/tally.h"

typedef struct ayes_summary_page {
  const ayes_tally_counts *counts; /* of the same results */
  const ayes_summaries *summaries;
  const ayes_survey *survey; /* or NULL */
} ayes_summary_page;

/* {"title", "questions": [{"id", "you_asked", "about"?, "they_said": {"respondents", "answered",
 * "with_text", "answers", "stance", "share", "support": [{"topic", "label", "answers", "concern",
 * "praise", "quote"}], "oppose", "conditions": {"answers", "said": [...]}, "other_ways",
 * "suggestions", "questions"}, "we_did": ""}]}. A quote is {"id", "stance", "text", "evidence":
 * [{"start", "end"}]} in code points. */
void ayes_summary_json(const ayes_summary_page *page, ayes_buffer *buffer);

/* Evidence is bold. */
void ayes_summary_markdown(const ayes_summary_page *page, ayes_buffer *buffer);

/* Evidence stands between asterisks. */
void ayes_summary_text(const ayes_summary_page *page, const ayes_layout *layout,
                       ayes_buffer *buffer);

/* ---- For the three ---- */

/* What was said to the question, or NULL. */
const ayes_question_summary *ayes_summary_find(const ayes_summary_page *page, ayes_span question);

/* Whether the question has anything to tell. */
bool ayes_summary_is_shown(const ayes_question_tally *tally);

/* The closed question that it is about, or NULL. */
const ayes_question *ayes_summary_subject(const ayes_summary_page *page,
                                          const ayes_question_tally *tally);

/* How the sides are called. A question that puts no proposal has none to be for or against. */
typedef struct ayes_side_names {
  const char *support, *oppose;                 /* of a row */
  const char *support_heading, *oppose_heading; /* of the reasons */
} ayes_side_names;
const ayes_side_names *ayes_summary_names(const ayes_summary_page *page,
                                          const ayes_question_tally *tally);

/* Lists by kind: their keys in JSON, and their headings. */
const char *ayes_summary_list_key(ayes_said_list_kind kind);
const char *ayes_summary_list_heading(ayes_said_list_kind kind);

/* "Voluntary sector: 5 answers, 2 with concerns" */
void ayes_summary_add_reason(ayes_buffer *buffer, const ayes_reason *reason, ayes_stance side);

/* Who answered: "15 respondents, 13 of them in their own words. Ticked: Yes 2, ..." */
void ayes_summary_add_who(ayes_buffer *buffer, const ayes_question_tally *tally);

/* What they think: "Read from what they wrote: 3 for it, 8 against, ..." */
void ayes_summary_add_sides(ayes_buffer *buffer, const ayes_summary_page *page,
                            const ayes_question_tally *tally);

#endif
