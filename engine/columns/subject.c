/* SPDX-License-Identifier: MIT
 *
 * What an open question explains. In this order: the closed question whose number it names
 * ("explain your answer to question 3"), one with its own number (8a and 8b), the one before it
 * when its words ask for reasons, and the one directly before it when its words say "comments" or
 * nothing at all. What asks for anything else explains nothing. O(columns).
 */
#include "columns/questions.h"

typedef struct subject_search {
  ayes_detection *it;
  ayes_mapped_question *question;
  ayes_span plain; /* words of the open question */
} subject_search;

static const ayes_column_word *cue(const subject_search *search, const char *means) {
  return ayes_column_words_find(search->it->words, AYES_WORD_PHRASE, means, search->plain,
                                search->it->tool);
}

static ayes_mapped_question *question_of(const ayes_detection *it, size_t column) {
  size_t place = it->mapping->columns[column].question;
  return place ? &it->mapping->questions[place - 1] : NULL;
}

static ayes_status settle(subject_search *search, size_t column, const char *why, ayes_span word) {
  ayes_mapping *mapping = search->it->mapping;
  search->question->about = mapping->columns[column].question;
  return ayes_detection_sentence(search->it, &search->question->why, "%s%s%.*s%s", why,
                                 word.length ? " \"" : "", ayes_span_front(word, 80), word.data,
                                 word.length ? "\"" : "");
}

/* ---- by number ---- */

/* The number after "question" or "q" in the words. */
static size_t named_number(ayes_span plain) {
  static const char *const fronts[] = {"answer to question ",
                                       "answers to question ",
                                       "answers to questions ",
                                       "response to question ",
                                       "to question ",
                                       "answer to q",
                                       "answers to q",
                                       "question ",
                                       "questions "};
  for (size_t i = 0; i < sizeof fronts / sizeof *fronts; i++) {
    size_t at = ayes_span_find(plain, ayes_span_of(fronts[i])), number;
    ayes_span rest = ayes_span_from(plain, at + strlen(fronts[i]));
    size_t digits = 0;
    while (digits < rest.length && ayes_byte_is_digit(rest.data[digits])) digits++;
    if (at < plain.length && ayes_span_to_size(ayes_span_slice(rest, 0, digits), &number))
      return number;
  }
  return 0;
}

static ayes_status by_reference(subject_search *search) {
  ayes_detection *it = search->it;
  size_t number = named_number(search->plain), nth = 0;
  const ayes_code *own = &it->codes[search->question->column];
  bool has_codes = own->number && !own->is_internal;
  for (size_t i = 0; i < search->question->column && number; i++) {
    if (it->mapping->columns[i].role != AYES_COLUMN_CLOSED) continue;
    const ayes_code *code = &it->codes[i];
    nth++;
    bool is_it = has_codes ? code->number == number &&
                                 ayes_span_equal_ignoring_case(code->prefix, own->prefix)
                           : nth == number;
    if (is_it)
      return settle(search, i, "its words name that question's number", ayes_span_make(NULL, 0));
  }
  return AYES_OK;
}

static ayes_status by_number(subject_search *search) {
  ayes_detection *it = search->it;
  size_t column = search->question->column;
  for (size_t i = column; i-- > 0;)
    if (it->mapping->columns[i].role == AYES_COLUMN_CLOSED && !it->codes[i].is_internal &&
        ayes_code_is_same(&it->codes[i], &it->codes[column]))
      return settle(search, i, "both have the number", it->codes[i].whole);
  return AYES_OK;
}

/* ---- by wording and place ---- */

/* The answered column before the open one: open questions that explain something are passed over,
 * as are the columns of machines, officers and the option "Other". SIZE_MAX: there is none. */
static size_t column_before(const subject_search *search, bool directly) {
  const ayes_detection *it = search->it;
  for (size_t i = search->question->column; i-- > 0;) {
    const ayes_mapped_question *question = question_of(it, i);
    switch (it->mapping->columns[i].role) {
      case AYES_COLUMN_CLOSED:
      case AYES_COLUMN_MULTIPLE:
      case AYES_COLUMN_MATRIX:
      case AYES_COLUMN_DEMOGRAPHIC: return i;
      case AYES_COLUMN_OPEN:
        if (directly || !question || !question->about) return SIZE_MAX;
        break;
      default: break;
    }
  }
  return SIZE_MAX;
}

/* Reasons for what was ticked in a grid are about the grid's question. */
static ayes_status about_grid(subject_search *search, size_t column) {
  search->question->target = search->it->mapping->columns[column].text;
  return ayes_detection_sentence(search->it, &search->question->why,
                                 "it stands behind the rows of a grid: it is about their question");
}

static ayes_status by_wording(subject_search *search) {
  const ayes_column_word *word = cue(search, "reason");
  if (!word || cue(search, "general")) return AYES_OK;
  size_t column = column_before(search, false);
  if (column == SIZE_MAX) return AYES_OK;
  if (search->it->mapping->columns[column].role == AYES_COLUMN_MATRIX)
    return about_grid(search, column);
  if (search->it->mapping->columns[column].role != AYES_COLUMN_CLOSED) return AYES_OK;
  return settle(search, column, "it comes behind that question and asks", word->term);
}

static ayes_status by_place(subject_search *search) {
  bool has_words = ayes_plain_words_count(search->plain) > 2;
  const ayes_column_word *word = cue(search, "comment");
  if (cue(search, "general") || (has_words && !word)) return AYES_OK;
  size_t column = column_before(search, true);
  if (column == SIZE_MAX || search->it->mapping->columns[column].role != AYES_COLUMN_CLOSED ||
      !search->it->values[column].has_sides)
    return AYES_OK;
  return settle(search, column, "it comes directly behind that question", ayes_span_make(NULL, 0));
}

ayes_status ayes_question_subject(ayes_detection *it, size_t index) {
  static ayes_status (*const rules[])(subject_search *) = {by_reference, by_number, by_wording,
                                                           by_place};
  subject_search search = {.it = it, .question = &it->mapping->questions[index]};
  search.plain = it->values[search.question->column].plain_text;
  ayes_status status = AYES_OK;
  for (size_t i = 0; i < sizeof rules / sizeof *rules && status == AYES_OK; i++) {
    if (search.question->about || search.question->target.length) break;
    status = rules[i](&search);
  }
  return status;
}
