/* SPDX-License-Identifier: MIT
 *
 * Results travel as lines of JSON, as to any sink, and are read again here: threads, shards and
 * caches need not know of folders, and one writer serves classify and export.
 */
#include "api/consult_output.h"

#include "base/error.h"
#include "base/json.h"
#include "base/memory.h"
#include "report/export_parts.h"

struct ayes_consult_output {
  ayes_export_job job;
  ayes_export_folder made;
  void *writer;
  ayes_buffer line; /* what came of a line so far */
  size_t files;
};

ayes_status ayes_consult_output_open(const char *folder, const ayes_survey *survey,
                                     ayes_span target, ayes_consult_output **out,
                                     ayes_error *error) {
  ayes_consult_output *consult = *out = ayes_memory_new_zeroed(1, sizeof *consult);
  if (!consult) return ayes_error_memory(error);
  consult->job = (ayes_export_job){.folder = folder,
                                   .survey = survey,
                                   .target = target,
                                   .more_files = &consult->files,
                                   .version = AYES_VERSION};
  ayes_status status = ayes_export_folder_open(folder, "", &consult->made, error);
  if (status == AYES_OK) status = ayes_export_consult.open(&consult->job, &consult->writer, error);
  if (status == AYES_OK) return AYES_OK;
  (void)ayes_consult_output_close(consult, status, NULL);
  *out = NULL;
  return status;
}

static ayes_status write_record(ayes_consult_output *consult, ayes_span line, ayes_error *error) {
  json_t *record;
  ayes_status status = ayes_json_parse(line, NULL, &record, error);
  if (status != AYES_OK) return status;
  status = ayes_export_consult.record(consult->writer, record, error);
  json_decref(record);
  return status;
}

static ayes_status write_lines(void *user, const char *bytes, size_t length, ayes_error *error) {
  ayes_consult_output *consult = user;
  ayes_span rest = ayes_span_make(bytes, length);
  ayes_status status = AYES_OK;
  while (status == AYES_OK && rest.length) {
    size_t end = ayes_span_find_byte(rest, '\n');
    ayes_buffer_add(&consult->line, ayes_span_slice(rest, 0, end));
    bool is_whole = end < rest.length;
    rest = ayes_span_from(rest, end + 1);
    if (consult->line.failed) return ayes_error_memory(error);
    if (!is_whole) break;
    if (consult->line.length)
      status = write_record(consult, ayes_buffer_span(&consult->line), error);
    ayes_buffer_clear(&consult->line);
  }
  return status;
}

ayes_sink ayes_consult_output_sink(ayes_consult_output *consult) {
  return (ayes_sink){write_lines, consult};
}

ayes_status ayes_consult_output_close(ayes_consult_output *consult, ayes_status status,
                                      ayes_error *error) {
  if (!consult) return status;
  if (status == AYES_OK) status = ayes_export_consult.finish(consult->writer, NULL, error);
  bool keep = status == AYES_OK;
  ayes_status closing = ayes_export_consult.close(consult->writer, keep, keep ? error : NULL);
  if (keep) status = closing;
  ayes_export_folder_close(&consult->made, status == AYES_OK);
  ayes_buffer_release(&consult->line);
  ayes_memory_free(consult);
  return status;
}
