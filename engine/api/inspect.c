/* SPDX-License-Identifier: MIT
 *
 * What kind of file it is: by its name, else by its first byte. Then each kind is described by its
 * own file.
 */
#include "api/inspect.h"

#include "base/error.h"
#include "base/file.h"

typedef enum file_kind { KIND_ANSWERS, KIND_SURVEY, KIND_DOCUMENT } file_kind;

static bool kind_by_name(const char *path, file_kind *kind) {
  static const struct {
    const char *ending;
    file_kind kind;
  } endings[] = {{".jsonl", KIND_ANSWERS},
                 {".ndjson", KIND_ANSWERS},
                 {".csv", KIND_ANSWERS},
                 {".json", KIND_SURVEY},
                 {".txt", KIND_DOCUMENT}};
  for (size_t i = 0; i < sizeof endings / sizeof *endings; i++) {
    if (!ayes_span_ends_with(ayes_span_of(path), ayes_span_of(endings[i].ending))) continue;
    *kind = endings[i].kind;
    return true;
  }
  return false;
}

static ayes_status kind_by_content(const char *path, file_kind *kind, ayes_error *error) {
  FILE *file;
  ayes_status status = ayes_file_open(path, &file, error);
  if (status != AYES_OK) return status;
  int byte;
  do byte = fgetc(file);
  while (byte != EOF && ayes_byte_is_space((char)byte));
  ayes_file_close(file);
  *kind = byte == '{' ? KIND_ANSWERS : KIND_DOCUMENT;
  return AYES_OK;
}

static ayes_status find_kind(const char *path, file_kind *kind, ayes_error *error) {
  *kind = KIND_ANSWERS;
  if (strcmp(path, "-") == 0) return AYES_OK;
  if (kind_by_name(path, kind)) return AYES_OK;
  return kind_by_content(path, kind, error);
}

ayes_status ayes_inspect(const ayes_engine *engine, const char *path, const char *format,
                         bool colour, ayes_sink sink, ayes_error *error) {
  static const char *const formats[] = {"text", "json", NULL};
  static ayes_status (*const inspectors[])(const ayes_inspection *, ayes_error *) = {
      [KIND_ANSWERS] = ayes_inspect_answers,
      [KIND_SURVEY] = ayes_inspect_survey,
      [KIND_DOCUMENT] = ayes_inspect_document,
  };
  ayes_buffer buffer = {0};
  file_kind kind = KIND_ANSWERS;
  size_t index;
  ayes_status status = ayes_format_find(format, formats, &index, error);
  ayes_inspection inspection = {engine, path, index == 1, colour, &buffer};
  if (status == AYES_OK) status = find_kind(path, &kind, error);
  if (status == AYES_OK) status = inspectors[kind](&inspection, error);
  return ayes_sink_finish(&sink, &buffer, status, error);
}
