/* SPDX-License-Identifier: MIT
 *
 * ayes merge: the results of shards into those of the whole.
 */
#include "cli/messages.h"
#include "cli/shared.h"

static const ayes_option_row rows[] = {AYES_ROW_OUTPUT, AYES_ROW_QUIET, AYES_ROWS_COMMON,
                                       AYES_ROW_END};

static ayes_status run(const ayes_request *request, ayes_error *error) {
  ayes_file_sink *file = NULL;
  size_t records = 0;
  ayes_status status = ayes_request_output(request, &file, error);
  if (status == AYES_OK)
    status = ayes_merge(request->arguments, request->argument_count, ayes_file_sink_get(file),
                        &records, error);
  status = ayes_request_finish(file, status, error);
  if (status == AYES_OK && !request->quiet)
    ayes_message_note("%zu record%s of %zu shard%s, written to %s", records,
                      records == 1 ? "" : "s", request->argument_count,
                      request->argument_count == 1 ? "" : "s",
                      ayes_request_output_name(request->output));
  return status;
}

const ayes_command ayes_command_merge = {
    .name = "merge",
    .usage = "MANIFEST... [OPTIONS]",
    .summary = "put the results of classify --shard together",
    .about =
        "Takes the manifests of all shards of one run, in any order, and writes the same\n"
        "bytes as one run without shards. The results are looked for beside their\n"
        "manifests, and checked against them. Tallies need no merging: \"ayes tally\" takes the\n"
        "results of all shards, in any order where a --survey names the questions.\n",
    .options = rows,
    .examples =
        "  ayes classify answers.jsonl --shard 1/2 -o 1.jsonl --manifest 1.json\n"
        "  ayes classify answers.jsonl --shard 2/2 -o 2.jsonl --manifest 2.json\n"
        "  ayes merge 1.json 2.json -o results.jsonl\n",
    .fewest = 1,
    .missing = "merge needs the manifests of all shards (classify --manifest)",
    .needs = AYES_NEEDS_FOLDERS,
    .run = run};
