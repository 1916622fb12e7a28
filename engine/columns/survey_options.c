/* SPDX-License-Identifier: MIT
 *
 * What options mean that a survey lists without saying so, and ticks that it does not list: by the
 * list of options of the pack. O((options + terms) * terms) once a survey.
 */
#include <stdlib.h>

#include "columns/columns.h"

static int compare_terms(const void *a, const void *b) {
  const ayes_usual_meaning *x = a, *y = b;
  return ayes_span_compare(x->term, y->term);
}

static ayes_status keep_usual(ayes_survey *survey, const ayes_column_words *words,
                              ayes_error *error) {
  size_t count = ayes_option_word_count(words);
  ayes_usual_meaning *usual =
      ayes_arena_new_zeroed(&survey->arena, count + 1, sizeof *usual, error);
  if (!usual) return AYES_NO_MEMORY;
  for (size_t i = 0; i < count; i++) {
    const ayes_column_word *word = ayes_option_word(words, i);
    usual[i] = (ayes_usual_meaning){word->term, word->means};
    usual[i].term.data = ayes_arena_copy(&survey->arena, word->term, error);
    if (!usual[i].term.data) return AYES_NO_MEMORY;
  }
  qsort(usual, count, sizeof *usual, compare_terms);
  survey->usual = usual;
  survey->usual_count = count;
  return AYES_OK;
}

ayes_status ayes_survey_use_options(ayes_survey *survey, const ayes_column_words *words,
                                    ayes_error *error) {
  ayes_buffer plain = {0};
  ayes_status status = keep_usual(survey, words, error);
  for (size_t i = 0; i < survey->question_count && status == AYES_OK; i++) {
    ayes_question *question = &survey->questions[i];
    for (size_t k = 0; k < question->option_count; k++) {
      ayes_option *option = &question->options[k];
      if (option->is_stated || question->is_multiple) continue;
      ayes_buffer_clear(&plain);
      ayes_plain_words(option->text, &plain);
      if (plain.failed) break;
      option->meaning = ayes_option_meaning(words, ayes_buffer_span(&plain));
    }
  }
  if (status == AYES_OK && plain.failed) status = ayes_error_memory(error);
  ayes_buffer_release(&plain);
  return status;
}
