/* SPDX-License-Identifier: MIT
 *
 * What a reader needs to tell the columns of a survey tool's export apart: the words of the first
 * pack (of the pack that came along, where it has none), and a mapping if one was asked for.
 *
 *     ayes_wide_source_open(engine, &columns, &source, error);
 *     ayes_reader_options options = {.wide = &source.wide};
 *     ...
 *     ayes_wide_source_close(&source);
 */
#ifndef AYES_API_WIDE_SOURCE_H
#define AYES_API_WIDE_SOURCE_H

#include "api/engine.h"
#include "corpus/wide.h"

typedef struct ayes_wide_source {
  ayes_wide_options wide;
  const char *folder;       /* of the first pack */
  ayes_column_words *words; /* NULL until an export is met */
  ayes_mapping *given;
} ayes_wide_source;

/* Fills source, which stays where it is, and is to be closed even after a failure. AYES_NO_INPUT,
 * AYES_BAD_DATA: the mapping; for readers that meet an export also the words. */
ayes_status ayes_wide_source_open(const ayes_engine *engine, const ayes_columns *columns,
                                  ayes_wide_source *source, ayes_error *error);
void ayes_wide_source_close(ayes_wide_source *source);

#endif
