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
  } endings[] = {{".jsonl", KIND_ANSWERS}, {".ndjson", KIND_ANSWERS}, {".csv", KIND_ANSWERS},
                 {".tsv", KIND_ANSWERS},   {".tab", KIND_ANSWERS},    {".xlsx", KIND_ANSWERS},
                 {".ods", KIND_ANSWERS},   {".sav", KIND_ANSWERS},    {".json", KIND_SURVEY},
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

static ayes_status find_kind(const char *path, const ayes_inspect_options *options, file_kind *kind,
                             ayes_error *error) {
  *kind = KIND_ANSWERS;
  bool is_told = options->input_format || options->columns.preset || options->columns.mapping;
  if (is_told || strcmp(path, "-") == 0) return AYES_OK;
  if (kind_by_name(path, kind)) return AYES_OK;
  return kind_by_content(path, kind, error);
}

static ayes_status refuse_csv(ayes_error *error) {
  return ayes_error_set(error, AYES_BAD_USAGE,
                        "only the columns of a survey tool's export are written as csv; the "
                        "formats are text and json");
}

ayes_status ayes_inspect(const ayes_engine *engine, const char *path,
                         const ayes_inspect_options *options, ayes_sink sink, ayes_error *error) {
  static const ayes_inspect_options usual = {0};
  static const char *const formats[] = {"text", "json", "csv", NULL};
  static ayes_status (*const inspectors[])(const ayes_inspection *, ayes_error *) = {
      [KIND_ANSWERS] = ayes_inspect_answers,
      [KIND_SURVEY] = ayes_inspect_survey,
      [KIND_DOCUMENT] = ayes_inspect_document,
  };
  ayes_buffer buffer = {0};
  file_kind kind = KIND_ANSWERS;
  size_t index;
  if (!options) options = &usual;
  ayes_status status = ayes_format_find(options->format, formats, &index, error);
  ayes_inspection inspection = {.engine = engine,
                                .path = path,
                                .options = options,
                                .as_json = index == 1,
                                .as_csv = index == 2,
                                .colour = options->colour,
                                .width = options->width,
                                .buffer = &buffer};
  if (status == AYES_OK) status = find_kind(path, options, &kind, error);
  if (status == AYES_OK && kind != KIND_ANSWERS && index == 2) status = refuse_csv(error);
  if (status == AYES_OK) status = inspectors[kind](&inspection, error);
  return ayes_sink_finish(&sink, &buffer, status, error);
}
