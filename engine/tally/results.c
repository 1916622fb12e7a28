/* SPDX-License-Identifier: MIT
 *
 * Lines are gathered from blocks, so that memory is one block and the longest line; each line is
 * one JSON object. The array form differs by its brackets and commas only, which are taken off.
 */
#include "tally/results.h"

#include "base/array.h"
#include "base/file.h"
#include "tally/labels.h"
#include "tally/results_table.h"

enum { BLOCK = 256 * 1024, LINE_LIMIT = 64 * 1024 * 1024 };

struct ayes_results {
  FILE *file;
  const char *path; /* the caller's; "standard input" for "-" */
  size_t line;
  char *block;
  size_t block_at, block_length;
  ayes_buffer current;
  json_t *json;
  ayes_results_table *table; /* of labels in a table; otherwise NULL */
  bool allows_answers;
};

ayes_status ayes_results_open(const char *path, ayes_results **out, ayes_error *error) {
  *out = NULL;
  ayes_results *results = ayes_memory_new_zeroed(1, sizeof *results);
  if (!results) return ayes_error_memory(error);
  results->path = strcmp(path, "-") == 0 ? "standard input" : path;
  results->block = ayes_memory_new(BLOCK);
  ayes_status status =
      results->block ? ayes_file_open(path, &results->file, error) : ayes_error_memory(error);
  if (status != AYES_OK) {
    ayes_results_close(results);
    return status;
  }
  *out = results;
  return AYES_OK;
}

ayes_status ayes_results_open_labels(const char *path, ayes_results **out, ayes_error *error) {
  if (!ayes_results_is_table(path)) return ayes_results_open(path, out, error);
  *out = NULL;
  ayes_results *results = ayes_memory_new_zeroed(1, sizeof *results);
  if (!results) return ayes_error_memory(error);
  results->path = path;
  results->allows_answers = true;
  ayes_status status = ayes_results_table_open(path, &results->table, error);
  if (status == AYES_OK) *out = results;
  else ayes_results_close(results);
  return status;
}

void ayes_results_close(ayes_results *results) {
  if (!results) return;
  ayes_file_close(results->file);
  ayes_memory_free(results->block);
  ayes_buffer_release(&results->current);
  json_decref(results->json);
  ayes_results_table_close(results->table);
  ayes_memory_free(results);
}

void ayes_results_allow_answers(ayes_results *results) { results->allows_answers = true; }

static ayes_status fill_block(ayes_results *results, ayes_error *error) {
  results->block_at = 0;
  results->block_length = fread(results->block, 1, BLOCK, results->file);
  if (results->block_length == 0 && ferror(results->file))
    return ayes_error_set_at(error, AYES_IO_FAILED, results->path, results->line, 0,
                             "cannot be read to the end");
  return AYES_OK;
}

/* Gathers the next line into current; *found is false at the end of the file. */
static ayes_status read_line(ayes_results *results, bool *found, ayes_error *error) {
  ayes_buffer_clear(&results->current);
  *found = false;
  for (;;) {
    if (results->block_at == results->block_length) {
      ayes_status status = fill_block(results, error);
      if (status != AYES_OK) return status;
      if (results->block_length == 0) break;
    }
    ayes_span rest = ayes_span_make(results->block + results->block_at,
                                    results->block_length - results->block_at);
    size_t end = ayes_span_find_byte(rest, '\n');
    *found = true;
    ayes_buffer_add(&results->current, ayes_span_slice(rest, 0, end));
    results->block_at += end < rest.length ? end + 1 : end;
    if (results->current.failed) return ayes_error_memory(error);
    if (results->current.length > LINE_LIMIT)
      return ayes_error_set_at(error, AYES_OVER_LIMIT, results->path, results->line + 1, 0,
                               "the record is longer than the limit of %d bytes", LINE_LIMIT);
    if (end < rest.length) break;
  }
  results->line += *found;
  return AYES_OK;
}

/* The line without white space, byte order mark, and the array's brackets and commas. */
static ayes_span bare_line(const ayes_results *results) {
  ayes_span line = ayes_buffer_span(&results->current);
  ayes_span mark = ayes_span_of("\xEF\xBB\xBF");
  if (results->line == 1 && ayes_span_starts_with(line, mark)) line = ayes_span_from(line, 3);
  line = ayes_span_trim(line);
  if (line.length && line.data[0] == '[') line = ayes_span_trim(ayes_span_from(line, 1));
  if (line.length && line.data[line.length - 1] == ']') line.length--;
  line = ayes_span_trim(line);
  if (line.length && line.data[line.length - 1] == ',') line.length--;
  return line;
}

unsigned ayes_results_acts(const json_t *list) {
  unsigned acts = 0;
  for (size_t i = 0; i < json_array_size(list); i++)
    acts |= ayes_label_find_act(ayes_span_of(json_string_value(json_array_get(list, i))));
  return acts;
}

static unsigned flags_of(const json_t *list) {
  unsigned flags = 0;
  for (size_t i = 0; i < json_array_size(list); i++)
    flags |= ayes_label_find_flag(ayes_span_of(json_string_value(json_array_get(list, i))));
  return flags;
}

static void fill_record(ayes_result_record *record, const json_t *json) {
  record->id = ayes_json_string(json, "id");
  record->question = ayes_json_string(json, "question");
  record->respondent = ayes_json_string(json, "respondent");
  record->group = ayes_json_string(json, "group");
  record->answer = ayes_json_string(json, "answer");
  record->text = ayes_json_string(json, "text");
  record->has_question = json_object_get(json, "question") != NULL;
  record->has_text = json_object_get(json, "text") != NULL;
  record->is_error = json_object_get(json, "error") != NULL;
  record->score = ayes_json_number(json, "score", 0);
  record->confidence = ayes_json_number(json, "confidence", 0);
  record->acts = ayes_results_acts(json_object_get(json, "acts"));
  record->flags = flags_of(json_object_get(json, "flags"));
  record->json = json;
}

static ayes_status read_stance(const ayes_results *results, ayes_result_record *record,
                               ayes_error *error) {
  if (record->is_error) return AYES_OK;
  ayes_span name = ayes_json_string(record->json, "stance");
  record->has_stance = ayes_label_find_stance(name, &record->stance);
  if (record->has_stance) return AYES_OK;
  if (name.length == 0 && results->allows_answers) return AYES_OK;
  if (name.length == 0)
    return ayes_error_set_at(error, AYES_BAD_DATA, results->path, results->line, 0,
                             "the record has no \"stance\"");
  return ayes_error_set_at(error, AYES_BAD_DATA, results->path, results->line, 0,
                           "\"%.*s\" is no stance: support, oppose, mixed or neutral",
                           (int)(name.length < 40 ? name.length : 40), name.data);
}

static ayes_status parse_line(ayes_results *results, ayes_span line, ayes_result_record *record,
                              ayes_error *error) {
  ayes_status status = ayes_json_parse(line, results->path, &results->json, error);
  if (status != AYES_OK) {
    if (error) error->line = results->line;
    return status;
  }
  if (!ayes_json_is(results->json, JSON_OBJECT))
    return ayes_error_set_at(error, AYES_BAD_DATA, results->path, results->line, 0,
                             "is no JSON object");
  record->line = results->line;
  fill_record(record, results->json);
  return read_stance(results, record, error);
}

static ayes_status next_row(ayes_results *results, ayes_result_record *record, ayes_error *error) {
  ayes_status status =
      ayes_results_table_next(results->table, &results->json, &results->line, error);
  if (status != AYES_OK || !results->json) return status;
  record->line = results->line;
  fill_record(record, results->json);
  return read_stance(results, record, error);
}

ayes_status ayes_results_next(ayes_results *results, ayes_result_record *record,
                              ayes_error *error) {
  bool found;
  memset(record, 0, sizeof *record);
  json_decref(results->json);
  results->json = NULL;
  if (results->table) return next_row(results, record, error);
  do {
    ayes_status status = read_line(results, &found, error);
    if (status != AYES_OK) return status;
    ayes_span line = bare_line(results);
    if (line.length) return parse_line(results, line, record, error);
  } while (found);
  return AYES_OK;
}
