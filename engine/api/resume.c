/* SPDX-License-Identifier: MIT
 *
 * A result has all that is counted of it but the hash that tells duplicates, which is made from the
 * record again. Each result must have its record's id: what stands beside the output is the user's
 * to change.
 */
#include "api/resume.h"

#include <sys/stat.h>

#include "api/engine.h"
#include "api/sink.h"
#include "base/file.h"
#include "base/memory.h"
#include "tally/results.h"
#include "tally/seen.h"
#include "text/utf8.h"

struct ayes_done {
  ayes_results *results;
  ayes_buffer clean, scratch;
};

static ayes_status hash_results(const char *path, ayes_hash *hash, size_t *bytes,
                                ayes_error *error) {
  char block[64 * 1024];
  size_t got;
  FILE *file;
  ayes_status status = ayes_file_open(path, &file, error);
  if (status != AYES_OK) return status;
  while ((got = fread(block, 1, sizeof block, file)) > 0) {
    if (hash) ayes_hash_add(hash, ayes_span_make(block, got));
    *bytes += got;
  }
  if (ferror(file))
    status = ayes_error_set_at(error, AYES_IO_FAILED, path, 0, 0, "cannot be read to the end");
  ayes_file_close(file);
  return status;
}

ayes_status ayes_done_open(const char *path, ayes_hash *hash, size_t *bytes, ayes_done **out,
                           ayes_error *error) {
  *out = NULL;
  ayes_done *done = ayes_memory_new_zeroed(1, sizeof *done);
  if (!done) return ayes_error_memory(error);
  ayes_status status = hash_results(path, hash, bytes, error);
  if (status == AYES_OK) status = ayes_results_open(path, &done->results, error);
  if (status == AYES_OK) *out = done;
  else ayes_done_close(done);
  return status;
}

void ayes_done_close(ayes_done *done) {
  if (!done) return;
  ayes_results_close(done->results);
  ayes_buffer_release(&done->clean);
  ayes_buffer_release(&done->scratch);
  ayes_memory_free(done);
}

static ayes_status hash_text(ayes_done *done, const ayes_record *record, uint64_t *hash,
                             ayes_error *error) {
  size_t replaced;
  ayes_buffer_clear(&done->clean);
  ayes_status status = ayes_utf8_clean(record->answer.text, &done->clean, &replaced, error);
  if (status != AYES_OK) return status;
  *hash = ayes_text_hash(record->answer.question, ayes_buffer_span(&done->clean), &done->scratch);
  return done->scratch.failed ? ayes_error_memory(error) : AYES_OK;
}

static void note_problem(const char *input, const ayes_record *record,
                         const ayes_result_record *result, ayes_error *problem) {
  ayes_span message = ayes_json_string(json_object_get(result->json, "error"), "message");
  if (problem->status != AYES_OK) return;
  ayes_error_set_at(problem, AYES_BAD_DATA, input, record->line, 0, "%.*s", (int)message.length,
                    message.length ? message.data : "");
}

ayes_status ayes_done_next(ayes_done *done, const char *input, const ayes_record *record,
                           ayes_outcome *outcome, ayes_error *problem, bool *is_done,
                           ayes_error *error) {
  ayes_result_record result;
  ayes_status status = ayes_results_next(done->results, &result, error);
  *is_done = status == AYES_OK && result.line > 0;
  memset(outcome, 0, sizeof *outcome);
  if (!*is_done) return status;
  if (!ayes_span_equal(result.id, record->answer.id))
    return ayes_error_set(error, AYES_BAD_DATA,
                          "what an earlier run has left is of other answers: delete it");
  outcome->is_quarantined = result.is_error;
  outcome->stance = result.stance;
  outcome->flags = result.flags;
  if (result.is_error) note_problem(input, record, &result, problem);
  if (result.is_error || result.flags & AYES_FLAG_EMPTY) return AYES_OK;
  return hash_text(done, record, &outcome->hash, error);
}

/* ---- Which run it is ---- */

static ayes_status add_input(const char *path, ayes_hash *hash, ayes_error *error) {
  struct stat facts;
  if (stat(path, &facts) != 0 || !S_ISREG(facts.st_mode))
    return ayes_error_set_at(error, AYES_BAD_USAGE, path, 0, 0,
                             "is no plain file: such a run cannot be resumed");
  int64_t numbers[] = {facts.st_size, facts.st_mtim.tv_sec, facts.st_mtim.tv_nsec};
  ayes_hash_add(hash, ayes_span_make(path, strlen(path) + 1));
  ayes_hash_add(hash, ayes_span_make((const char *)numbers, sizeof numbers));
  return AYES_OK;
}

static void add_text(ayes_hash *hash, const char *text) {
  ayes_hash_add(hash, ayes_span_make(text ? text : "", text ? strlen(text) + 1 : 1));
}

static ayes_status add_options(const ayes_engine *engine, const ayes_classify_options *options,
                               ayes_hash *hash, ayes_error *error) {
  uint64_t numbers[] = {ayes_lexicon_hash(engine->lexicon),
                        engine->survey_hash,
                        engine->target_hash,
                        engine->model_hash,
                        options->shard,
                        options->shard_count,
                        options->no_text,
                        options->keep};
  ayes_status status = AYES_OK;
  ayes_hash_add(hash, ayes_span_make((const char *)numbers, sizeof numbers));
  add_text(hash, AYES_VERSION);
  add_text(hash, options->input_format);
  add_text(hash, options->encoding);
  add_text(hash, options->sheet);
  add_text(hash, options->columns.mapping);
  add_text(hash, options->columns.preset);
  add_text(hash, options->columns.group);
  for (size_t i = 0; i < options->input_count && status == AYES_OK; i++)
    status = add_input(options->inputs[i], hash, error);
  return status;
}

static ayes_status identify(const ayes_engine *engine, const ayes_classify_options *options,
                            uint64_t *identity, ayes_error *error) {
  ayes_hash *hash;
  if (options->output_format && strcmp(options->output_format, "jsonl") != 0)
    return ayes_error_set(error, AYES_BAD_USAGE, "only a run that writes jsonl can be resumed");
  ayes_status status = ayes_hash_new(&hash, error);
  if (status == AYES_OK) status = add_options(engine, options, hash, error);
  if (status == AYES_OK) *identity = ayes_hash_value(hash);
  ayes_hash_free(hash);
  return status;
}

static bool has_bytes(const char *path) {
  struct stat facts;
  return stat(path, &facts) == 0 && facts.st_size > 0;
}

ayes_status ayes_file_sink_resume(const char *path, const ayes_engine *engine,
                                  const ayes_classify_options *options, ayes_file_sink **file,
                                  const char **done, ayes_error *error) {
  uint64_t identity = 0;
  ayes_output *output = NULL;
  const char *partial;
  *file = NULL;
  *done = NULL;
  ayes_status status = identify(engine, options, &identity, error);
  if (status == AYES_OK) status = ayes_output_resume(path, identity, &output, &partial, error);
  if (status != AYES_OK) return status;
  status = ayes_file_sink_adopt(output, file, error);
  if (status != AYES_OK) (void)ayes_output_close(output, false, NULL);
  else if (has_bytes(partial)) *done = partial;
  return status;
}
