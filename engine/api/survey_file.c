/* SPDX-License-Identifier: MIT
 *
 * Counting and reporting know no lexicon, but must take a tick for what the classifier took it for.
 */
#include "api/survey_file.h"

#include "api/engine.h"
#include "base/error.h"
#include "base/file.h"
#include "columns/columns.h"

ayes_status ayes_pack_words_open(const char *folder, ayes_column_words **words, ayes_error *error) {
  ayes_arena arena = {0};
  ayes_buffer path = {0};
  *words = NULL;
  const char *file = ayes_file_join(&arena, folder, "columns.tsv", error);
  ayes_status status = file ? AYES_OK : AYES_NO_MEMORY;
  if (status == AYES_OK && !ayes_file_exists(file)) {
    status = ayes_default_pack(NULL, &path, error);
    folder = path.data;
  }
  if (status == AYES_OK) status = ayes_column_words_open(folder, words, error);
  ayes_buffer_release(&path);
  ayes_arena_release(&arena);
  return status;
}

ayes_status ayes_survey_use_pack(ayes_survey *survey, const char *folder, ayes_error *error) {
  ayes_column_words *words;
  ayes_status status = ayes_pack_words_open(folder, &words, error);
  if (status == AYES_OK) status = ayes_survey_use_options(survey, words, error);
  ayes_column_words_free(words);
  return status;
}

ayes_status ayes_survey_use_language(ayes_survey *survey, ayes_error *error) {
  ayes_buffer folder = {0};
  const char *language = survey->language.length ? survey->language.data : NULL;
  ayes_status status = ayes_default_pack(language, &folder, NULL);
  if (status == AYES_NO_INPUT) status = ayes_default_pack(NULL, &folder, NULL);
  if (status == AYES_OK) status = ayes_survey_use_pack(survey, folder.data, error);
  else if (status == AYES_NO_INPUT) status = AYES_OK;
  else status = ayes_error_memory(error);
  ayes_buffer_release(&folder);
  return status;
}

ayes_status ayes_survey_open(const char *path, ayes_survey **survey, ayes_error *error) {
  ayes_status status = ayes_survey_read(path, survey, error);
  if (status == AYES_OK) status = ayes_survey_use_language(*survey, error);
  if (status == AYES_OK) return AYES_OK;
  ayes_survey_free(*survey);
  *survey = NULL;
  return status;
}
