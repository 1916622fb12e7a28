/* SPDX-License-Identifier: MIT
 *
 * Questions by id and ticks by meaning. Surveys are small: lists are searched from the front,
 * O(questions); the list of usual options by halves. Where no id is equal, one that differs only in
 * case and in marks between words is taken ("PCC Grant" for "pcc-grant"), for ids come from people
 * and from the document importer.
 */
#include "base/plain.h"
#include "survey/survey.h"

static bool is_mark(char byte) {
  return ayes_byte_is_space(byte) || byte == '-' || byte == '_' || byte == '.';
}

static bool is_alike(ayes_span a, ayes_span b) {
  size_t i = 0, j = 0;
  for (;;) {
    while (i < a.length && is_mark(a.data[i])) i++;
    while (j < b.length && is_mark(b.data[j])) j++;
    if (i == a.length || j == b.length) return i == a.length && j == b.length;
    if (ayes_byte_to_lower(a.data[i++]) != ayes_byte_to_lower(b.data[j++])) return false;
  }
}

const ayes_question *ayes_survey_find(const ayes_survey *survey, ayes_span id) {
  if (!survey || !id.length) return NULL;
  for (size_t i = 0; i < survey->question_count; i++)
    if (ayes_span_equal(survey->questions[i].id, id)) return &survey->questions[i];
  for (size_t i = 0; i < survey->question_count; i++)
    if (is_alike(survey->questions[i].id, id)) return &survey->questions[i];
  return NULL;
}

const ayes_question *ayes_survey_subject(const ayes_survey *survey, const ayes_question *question) {
  if (!survey || !question || question->kind == AYES_QUESTION_CLOSED || !question->about.length)
    return question;
  const ayes_question *about = ayes_survey_find(survey, question->about);
  return about ? about : question;
}

static ayes_span usual_meaning(const ayes_survey *survey, ayes_span tick) {
  static const ayes_usual_meaning least[] = {{{"no", 2}, {"oppose", 6}},
                                             {{"yes", 3}, {"support", 7}}};
  bool has_list = survey && survey->usual_count;
  const ayes_usual_meaning *list = has_list ? survey->usual : least;
  size_t low = 0, high = has_list ? survey->usual_count : sizeof least / sizeof *least;
  while (low < high) {
    size_t middle = low + (high - low) / 2;
    int order = ayes_plain_compare(list[middle].term, tick);
    if (order == 0) return list[middle].meaning;
    if (order < 0) low = middle + 1;
    else high = middle;
  }
  return ayes_span_make(NULL, 0);
}

ayes_span ayes_survey_meaning(const ayes_survey *survey, const ayes_question *question,
                              ayes_span tick) {
  const ayes_question *subject = ayes_survey_subject(survey, question);
  tick = ayes_span_trim(tick);
  if (subject && (subject->is_multiple || subject->row_count)) return ayes_span_make(NULL, 0);
  for (size_t i = 0; subject && i < subject->option_count; i++)
    if (ayes_span_equal_ignoring_case(ayes_span_trim(subject->options[i].text), tick))
      return subject->options[i].meaning;
  return usual_meaning(survey, tick);
}
