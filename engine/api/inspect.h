/* SPDX-License-Identifier: MIT
 *
 * Describing a file of a known kind into a buffer.
 *
 *     ayes_inspection inspection = {.engine = engine, .path = path, .buffer = &buffer};
 *     ayes_inspect_survey(&inspection, error);
 */
#ifndef AYES_API_INSPECT_H
#define AYES_API_INSPECT_H

#include "api/engine.h"
#include "api/sink.h"

typedef struct ayes_inspection {
  const ayes_engine *engine;
  const char *path;
  bool as_json;
  bool as_csv; /* of survey exports only */
  bool colour;
  size_t width;
  const ayes_inspect_options *options;
  ayes_buffer *buffer; /* what is found goes here */
} ayes_inspection;

ayes_status ayes_inspect_answers(const ayes_inspection *inspection, ayes_error *error);
ayes_status ayes_inspect_survey(const ayes_inspection *inspection, ayes_error *error);
ayes_status ayes_inspect_document(const ayes_inspection *inspection, ayes_error *error);

#endif
