/* SPDX-License-Identifier: MIT
 *
 * Survey tools' exports: the input is a table, and behind a NUL byte a mapping for it, if any. What
 * is found of the columns must be sound, must survive being written down and read again, and then
 * decide alike; every row of the table must be accounted for.
 */
#include "fuzz/file.h"

#include "base/buffer.h"
#include "base/memory.h"
#include "corpus/wide.h"

static const char *second_path(void) {
  static char path[80];
  (void)snprintf(path, sizeof path, "%s.json", fuzz_path());
  return path;
}

static const ayes_column_words *words_of_pack(void) {
  static ayes_column_words *words;
  char path[1024];
  const char *root = getenv("AYES_ROOT");
  if (words) return words;
  (void)snprintf(path, sizeof path, "%s/lexicons/en", root ? root : ".");
  FUZZ_CHECK(ayes_column_words_open(path, &words, NULL) == AYES_OK);
  return words;
}

static void write_bytes(const char *path, const void *data, size_t size) {
  FILE *file = fopen(path, "wb");
  FUZZ_CHECK(file && fwrite(data, 1, size, file) == size && fclose(file) == 0);
}

static void check_mapping(const ayes_mapping *mapping) {
  for (size_t i = 0; i < mapping->column_count; i++) {
    const ayes_column *column = &mapping->columns[i];
    FUZZ_CHECK(column->question <= mapping->question_count);
    FUZZ_CHECK((unsigned)column->role < AYES_COLUMN_ROLE_COUNT && column->why.length);
    FUZZ_CHECK(column->role != AYES_COLUMN_OPEN || column->question);
  }
  for (size_t i = 0; i < mapping->question_count; i++) {
    const ayes_mapped_question *question = &mapping->questions[i];
    FUZZ_CHECK(question->about <= mapping->question_count && question->about != i + 1);
    FUZZ_CHECK(question->id.length && (!question->row_count || !question->is_open));
  }
}

/* A survey can be made of every mapping, and read again. */
static void check_survey(const ayes_mapping *mapping) {
  ayes_survey *survey, *again;
  ayes_buffer text = {0};
  ayes_error error = {0};
  if (ayes_mapping_survey(mapping, &survey, &error) != AYES_OK) return;
  ayes_survey_write(survey, &text);
  if (ayes_survey_parse(ayes_buffer_span(&text), NULL, &again, &error) == AYES_OK)
    FUZZ_CHECK(again->question_count == survey->question_count);
  ayes_survey_free(again);
  ayes_survey_free(survey);
  ayes_buffer_release(&text);
}

/* Reads all rows. The mapping is written to json, which may be NULL; false when there is none. */
static bool read_export(const ayes_mapping *given, ayes_buffer *json) {
  ayes_wide_options wide = {.words = words_of_pack(), .given = given};
  ayes_reader_options options = {.wide = &wide, .format = "csv"};
  ayes_reader *reader = NULL;
  ayes_record record;
  ayes_error error = {0};
  size_t records = 0;
  ayes_status status = ayes_reader_open(fuzz_path(), &options, &reader, &error);
  FUZZ_CHECK(status == AYES_OK || error.message[0]);
  const ayes_wide *found = reader ? ayes_reader_wide(reader) : NULL;
  if (found) check_mapping(found->mapping);
  while (status == AYES_OK && records < 100000) {
    status = ayes_reader_next(reader, &record, &error);
    if (status != AYES_OK || record.kind == AYES_RECORD_END) break;
    records++;
  }
  if (found && status == AYES_OK && records < 100000) {
    const ayes_wide_counts *counts = &found->counts;
    FUZZ_CHECK(counts->rows == counts->read + counts->bad + counts->headers_again);
    FUZZ_CHECK(records == counts->read * counts->questions + counts->bad + counts->headers_again);
    check_survey(found->mapping);
    if (json) ayes_mapping_write(found->mapping, json);
  }
  ayes_reader_close(reader);
  return found && json && json->length && !json->failed;
}

static void read_with(const void *mapping, size_t size) {
  ayes_mapping *given = NULL;
  ayes_error error = {0};
  write_bytes(second_path(), mapping, size);
  ayes_status status = ayes_mapping_read(second_path(), &given, &error);
  FUZZ_CHECK(status == AYES_OK || error.message[0]);
  if (status == AYES_OK) (void)read_export(given, NULL);
  ayes_mapping_free(given);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  ayes_buffer json = {0};
  const uint8_t *end = size ? memchr(data, '\0', size) : NULL;
  size_t table = end ? (size_t)(end - data) : size;
  (void)fuzz_file(data, table);
  if (read_export(NULL, &json)) read_with(json.data, json.length);
  if (end) read_with(end + 1, size - table - 1);
  ayes_buffer_release(&json);
  (void)remove(fuzz_path());
  (void)remove(second_path());
  return 0;
}
