/* SPDX-License-Identifier: MIT
 *
 * From a request to a mining job.
 */
#include "cli/mining.h"

#include "cli/progress.h"

ayes_mining ayes_request_mining(const ayes_request *request) {
  ayes_mining mining = {.inputs = request->arguments,
                        .input_count = request->argument_count,
                        .question = request->question,
                        .stance = request->mining.stance,
                        .group = request->mining.group,
                        .format = request->output_format,
                        .width = request->width ? request->width : ayes_terminal_columns(),
                        .colour = ayes_terminal_has_colour(request->output)};
  return mining;
}

ayes_status ayes_request_mine(const ayes_request *request, ayes_mining_job job, ayes_error *error) {
  ayes_engine *engine;
  ayes_file_sink *file = NULL;
  ayes_mining mining = ayes_request_mining(request);
  ayes_status status = ayes_request_engine(request, &engine, error);
  if (status != AYES_OK) return status;
  status = ayes_request_output(request, &file, error);
  if (status == AYES_OK) status = job(request, engine, &mining, ayes_file_sink_get(file), error);
  status = ayes_request_finish(file, status, error);
  ayes_engine_close(engine);
  return status;
}
