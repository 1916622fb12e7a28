/* SPDX-License-Identifier: MIT
 *
 * From a request to engines and outputs.
 */
#include "cli/shared.h"

#include <string.h>

ayes_status ayes_request_engine(const ayes_request *request, ayes_engine **engine,
                                ayes_error *error) {
  ayes_engine_options options = {.lexicons = request->lexicons.items,
                                 .lexicon_count = request->lexicons.count,
                                 .survey = request->survey,
                                 .target = request->target,
                                 .model = request->model,
                                 .language = request->language,
                                 .relearned = request->across.relearned};
  return ayes_engine_open(&options, engine, error);
}

ayes_status ayes_request_output(const ayes_request *request, ayes_file_sink **file,
                                ayes_error *error) {
  return ayes_file_sink_open(request->output ? request->output : "-", file, error);
}

ayes_status ayes_request_finish(ayes_file_sink *file, ayes_status status, ayes_error *error) {
  bool keep = status == AYES_OK || status == AYES_CHECK_FAILED;
  ayes_status closing = ayes_file_sink_close(file, keep, keep ? error : NULL);
  return keep && closing != AYES_OK ? closing : status;
}

const char *ayes_request_output_name(const char *path) {
  return !path || strcmp(path, "-") == 0 ? "standard output" : path;
}
