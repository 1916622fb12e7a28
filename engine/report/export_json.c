/* SPDX-License-Identifier: MIT
 *
 * One array of the result records as they were read, one a line, so that it can be read in lines
 * again: as `classify --output-format json` writes it.
 */
#include "base/json.h"
#include "base/memory.h"
#include "report/export_parts.h"

typedef struct json_writer {
  ayes_output *output;
  ayes_buffer line;
  bool has_records;
} json_writer;

static const char *const files[] = {"results.json", NULL};

static ayes_status close_json(void *writer, bool keep, ayes_error *error) {
  json_writer *it = writer;
  if (!it) return AYES_OK;
  ayes_status status = ayes_output_close(it->output, keep, error);
  ayes_buffer_release(&it->line);
  ayes_memory_free(it);
  return status;
}

static ayes_status open_json(const ayes_export_job *job, void **writer, ayes_error *error) {
  json_writer *it = ayes_memory_new_zeroed(1, sizeof *it);
  if (!it) return ayes_error_memory(error);
  *writer = it;
  return ayes_export_output(job->folder, files[0], &it->output, error);
}

static int add_bytes(const char *bytes, size_t length, void *user) {
  ayes_buffer *line = user;
  ayes_buffer_add(line, ayes_span_make(bytes, length));
  return line->failed ? -1 : 0;
}

static ayes_status flush_line(json_writer *it, ayes_error *error) {
  if (it->line.failed) return ayes_error_memory(error);
  ayes_status status = ayes_output_write(it->output, ayes_buffer_span(&it->line), error);
  ayes_buffer_clear(&it->line);
  return status;
}

static ayes_status write_record(void *writer, const json_t *record, ayes_error *error) {
  json_writer *it = writer;
  ayes_buffer_add_text(&it->line, it->has_records ? ",\n" : "[\n");
  it->has_records = true;
  if (json_dump_callback(record, add_bytes, &it->line, JSON_COMPACT | JSON_REAL_PRECISION(15)))
    return ayes_error_memory(error);
  return flush_line(it, error);
}

static ayes_status finish_json(void *writer, const ayes_figure_list *list, ayes_error *error) {
  json_writer *it = writer;
  (void)list;
  ayes_buffer_add_text(&it->line, it->has_records ? "\n]\n" : "[\n]\n");
  ayes_status status = flush_line(it, error);
  return status == AYES_OK ? ayes_output_flush(it->output, error) : status;
}

const ayes_export_kind ayes_export_json = {"json",       files,       open_json, NULL,
                                           write_record, finish_json, close_json};
