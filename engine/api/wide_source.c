/* SPDX-License-Identifier: MIT
 *
 * The words of columns are small files, but a fiftieth of what a short job costs: they are read
 * once a job, and only where an export is met.
 */
#include "api/wide_source.h"

#include "api/survey_file.h"

static ayes_status read_words(void *user, const ayes_column_words **words, ayes_error *error) {
  ayes_wide_source *source = user;
  ayes_status status =
      source->words ? AYES_OK : ayes_pack_words_open(source->folder, &source->words, error);
  *words = source->words;
  return status;
}

ayes_status ayes_wide_source_open(const ayes_engine *engine, const ayes_columns *columns,
                                  ayes_wide_source *source, ayes_error *error) {
  *source = (ayes_wide_source){.folder = ayes_lexicon_pack(engine->lexicon, 0)->folder};
  ayes_status status =
      columns->mapping ? ayes_mapping_read(columns->mapping, &source->given, error) : AYES_OK;
  source->wide = (ayes_wide_options){.read_words = read_words,
                                     .user = source,
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
