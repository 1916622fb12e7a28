/* SPDX-License-Identifier: MIT
 *
 * The words of columns are small files; they are read once a job, and only by jobs that may meet an
 * export.
 */
#include "api/wide_source.h"

#include "api/survey_file.h"

ayes_status ayes_wide_source_open(const ayes_engine *engine, const ayes_columns *columns,
                                  ayes_wide_source *source, ayes_error *error) {
  *source = (ayes_wide_source){0};
  ayes_status status =
      ayes_pack_words_open(ayes_lexicon_pack(engine->lexicon, 0)->folder, &source->words, error);
  if (status == AYES_OK && columns->mapping)
    status = ayes_mapping_read(columns->mapping, &source->given, error);
  source->wide = (ayes_wide_options){.words = source->words,
                                     .preset = columns->preset,
                                     .group = columns->group,
                                     .given = source->given,
                                     .survey = engine->survey};
  return status;
}

void ayes_wide_source_close(ayes_wide_source *source) {
  ayes_mapping_free(source->given);
  ayes_column_words_free(source->words);
  *source = (ayes_wide_source){0};
}
