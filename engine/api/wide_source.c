/* SPDX-License-Identifier: MIT
 *
 * The words of columns are small files; they are read once a job, and only by jobs that may meet an
 * export.
 */
#include "api/wide_source.h"

#include "base/error.h"
#include "base/file.h"

static ayes_status open_words(const ayes_engine *engine, ayes_column_words **words,
                              ayes_error *error) {
  ayes_arena arena = {0};
  ayes_buffer path = {0};
  const char *folder = ayes_lexicon_pack(engine->lexicon, 0)->folder;
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

ayes_status ayes_wide_source_open(const ayes_engine *engine, const ayes_columns *columns,
                                  ayes_wide_source *source, ayes_error *error) {
  *source = (ayes_wide_source){0};
  ayes_status status = open_words(engine, &source->words, error);
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
