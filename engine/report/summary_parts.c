/* SPDX-License-Identifier: MIT
 *
 * The sentences that all shapes of a summary have in common.
 */
#include "report/summary.h"

const ayes_question_summary *ayes_summary_find(const ayes_summary_page *page, ayes_span question) {
  for (size_t i = 0; i < page->summaries->count; i++)
    if (ayes_span_equal(page->summaries->items[i].id, question)) return &page->summaries->items[i];
  return NULL;
}

bool ayes_summary_is_shown(const ayes_question_tally *tally) {
  return tally->all.records || tally->has_recorded;
}

const ayes_question *ayes_summary_subject(const ayes_summary_page *page,
                                          const ayes_question_tally *tally) {
  const ayes_question *question = ayes_survey_find(page->survey, tally->id);
  if (!question || question->about.length == 0) return NULL;
  return ayes_survey_subject(page->survey, question);
}

const ayes_side_names *ayes_summary_names(const ayes_summary_page *page,
                                          const ayes_question_tally *tally) {
  static const ayes_side_names proposal = {"for it", "against it", "Reasons for it",
                                           "Reasons against it"};
  static const ayes_side_names open = {"positive", "negative", "What they welcome",
                                       "What they object to"};
  const ayes_question *question = ayes_survey_find(page->survey, tally->id);
  bool is_open = question && question->kind != AYES_QUESTION_CLOSED &&
                 question->about.length == 0 && question->target.length == 0;
  return is_open ? &open : &proposal;
}

const char *ayes_summary_list_key(ayes_said_list_kind kind) {
  static const char *const keys[AYES_SAID_LISTS] = {[AYES_SAID_CONDITIONS] = "conditions",
                                                    [AYES_SAID_OTHER_WAYS] = "other_ways",
                                                    [AYES_SAID_SUGGESTIONS] = "suggestions",
                                                    [AYES_SAID_QUESTIONS] = "questions"};
  return keys[kind];
}

const char *ayes_summary_list_heading(ayes_said_list_kind kind) {
  static const char *const headings[AYES_SAID_LISTS] = {
      [AYES_SAID_CONDITIONS] = "Conditions they set",
      [AYES_SAID_OTHER_WAYS] = "What they want instead",
      [AYES_SAID_SUGGESTIONS] = "What they suggest",
      [AYES_SAID_QUESTIONS] = "Questions to answer"};
  return headings[kind];
}

static void add_counted(ayes_buffer *buffer, size_t count, const char *one, const char *many) {
  ayes_buffer_add_size(buffer, count);
  ayes_buffer_add_text(buffer, count == 1 ? one : many);
}

void ayes_summary_add_reason(ayes_buffer *buffer, const ayes_reason *reason, ayes_stance side) {
  ayes_buffer_add(buffer, reason->label.length ? reason->label : ayes_span_of("Other reasons"));
  ayes_buffer_add_text(buffer, ": ");
  add_counted(buffer, reason->answers, " answer", " answers");
  if (side == AYES_OPPOSE && reason->concerns) {
    ayes_buffer_add_text(buffer, ", ");
    add_counted(buffer, reason->concerns, " with a concern", " with concerns");
  }
  if (side == AYES_SUPPORT && reason->praises) {
    ayes_buffer_add_text(buffer, ", ");
    add_counted(buffer, reason->praises, " with praise", " with praise");
  }
}

static void add_ticks(ayes_buffer *buffer, const ayes_question_tally *tally, bool recorded) {
  bool first = true;
  for (size_t i = 0; i < tally->tick_count; i++) {
    const ayes_tick *tick = &tally->ticks[i];
    if (recorded && !tick->has_recorded) continue;
    ayes_buffer_add_text(buffer, first ? " " : ", ");
    first = false;
    ayes_buffer_add(buffer, tick->option);
    ayes_buffer_add_byte(buffer, ' ');
    ayes_buffer_add_size(buffer, recorded ? tick->recorded : tick->count);
  }
  ayes_buffer_add_byte(buffer, '.');
}

void ayes_summary_add_who(ayes_buffer *buffer, const ayes_question_tally *tally) {
  if (tally->all.records) {
    add_counted(buffer, tally->all.respondents, " respondent, ", " respondents, ");
    ayes_buffer_add_size(buffer, tally->all.with_text);
    ayes_buffer_add_text(buffer, " of them in their own words.");
  }
  if (tally->has_recorded) {
    ayes_buffer_add_text(buffer, tally->all.records ? " Recorded:" : "Recorded:");
    add_ticks(buffer, tally, true);
  } else if (tally->all.answered) {
    ayes_buffer_add_text(buffer, " Ticked:");
    add_ticks(buffer, tally, false);
  }
}

static size_t percent(double share) { return (size_t)(share * 100 + 0.5); }

static void add_share(ayes_buffer *buffer, const ayes_side_names *names, const ayes_share *share) {
  ayes_buffer_add_format(buffer, " Of the %zu that take%s a side, %zu %% %s %s", share->whole,
                         share->whole == 1 ? "s" : "", percent(share->value),
                         share->whole == 1 ? "is" : "are", names->support);
  ayes_buffer_add_format(buffer, " (95 %% interval %zu to %zu %%).", percent(share->low),
                         percent(share->high));
}

void ayes_summary_add_sides(ayes_buffer *buffer, const ayes_summary_page *page,
                            const ayes_question_tally *tally) {
  const ayes_side_names *names = ayes_summary_names(page, tally);
  const ayes_counts *all = &tally->all;
  if (all->with_text == 0) return;
  ayes_buffer_add_format(buffer, "Read from what they wrote: %zu %s, %zu %s, ",
                         all->stances[AYES_SUPPORT], names->support, all->stances[AYES_OPPOSE],
                         names->oppose);
  ayes_buffer_add_format(buffer, "%zu both, %zu neither.", all->stances[AYES_MIXED],
                         all->stances[AYES_NEUTRAL]);
  if (all->share.whole) add_share(buffer, names, &all->share);
  const ayes_question_summary *said = ayes_summary_find(page, tally->id);
  size_t conditional = said ? said->lists[AYES_SAID_CONDITIONS].answers : 0;
  if (conditional) {
    ayes_buffer_add_byte(buffer, ' ');
    add_counted(buffer, conditional, " answer sets a condition.", " answers set a condition.");
  }
}
