/* SPDX-License-Identifier: MIT
 *
 * Which format a file has: what was asked for, else the ending of its name (before ".gz"), else its
 * first bytes.
 */
#include "base/error.h"
#include "corpus/corpus_parts.h"

static const char *const names[] = {"jsonl", "json", "csv", "xlsx", "ods",
                                    "docx",  "odt",  "pdf", "sav",  "txt"};
enum { NAMES = sizeof names / sizeof *names };

static const struct {
  const char *ending;
  ayes_found_format found;
} endings[] = {{".jsonl", {"jsonl", "the file's name ends in .jsonl", false}},
               {".ndjson", {"jsonl", "the file's name ends in .ndjson", false}},
               {".json", {"json", "the file's name ends in .json", false}},
               {".csv", {"csv", "the file's name ends in .csv", false}},
               {".tsv", {"csv", "the file's name ends in .tsv", false}},
               {".tab", {"csv", "the file's name ends in .tab", false}}};

/* What a packed file holds, told by bytes near its front; more than any name says. */
static const struct {
  const char *bytes;
  ayes_found_format found;
} packed[] = {
    {"application/vnd.oasis.opendocument.spreadsheet", {"ods", "it says so of itself", false}},
    {"application/vnd.oasis.opendocument.text", {"odt", "it says so of itself", false}},
    {"word/document.xml", {"docx", "it holds a document", false}},
    {"xl/workbook.xml", {"xlsx", "it holds a workbook", false}},
    {"xl/worksheets/", {"xlsx", "it holds a workbook", false}}};

static const struct {
  const char *ending;
  ayes_found_format found;
} packed_endings[] = {{".xlsx", {"xlsx", "the file's name ends in .xlsx", false}},
                      {".xlsm", {"xlsx", "the file's name ends in .xlsm", false}},
                      {".ods", {"ods", "the file's name ends in .ods", false}},
                      {".docx", {"docx", "the file's name ends in .docx", false}},
                      {".odt", {"odt", "the file's name ends in .odt", false}}};

static bool has_ending(const char *path, const char *ending) {
  ayes_span name = ayes_span_of(path), wanted = ayes_span_of(ending), gzip = ayes_span_of(".gz");
  if (ayes_span_ends_with(name, gzip)) name.length -= gzip.length;
  return name.length > wanted.length &&
         ayes_span_equal_ignoring_case(ayes_span_from(name, name.length - wanted.length), wanted);
}

static ayes_status refuse(const char *path, const char *name, ayes_error *error) {
  ayes_buffer list = {0};
  for (size_t i = 0; i < NAMES; i++) {
    if (i) ayes_buffer_add_text(&list, i + 1 == NAMES ? " and " : ", ");
    ayes_buffer_add_text(&list, names[i]);
  }
  ayes_status status = list.failed
                           ? ayes_error_memory(error)
                           : ayes_error_set_at(error, AYES_BAD_USAGE, path, 0, 0,
                                               "unknown format \"%s\"; the formats are %.*s", name,
                                               (int)list.length, list.data);
  ayes_buffer_release(&list);
  return status;
}

static char first_byte(ayes_span front) {
  ayes_span text = ayes_span_trim(ayes_span_from(front, ayes_encoding_mark(front)));
  return text.length ? text.data[0] : ' ';
}

static bool find_named(const char *name, ayes_found_format *found) {
  for (size_t i = 0; i < NAMES; i++) {
    if (strcmp(name, names[i]) != 0) continue;
    *found = (ayes_found_format){.name = names[i], .why = "it was asked for"};
    return true;
  }
  return false;
}

static bool find_by_ending(const char *path, ayes_found_format *found) {
  for (size_t i = 0; i < sizeof endings / sizeof *endings; i++) {
    if (!has_ending(path, endings[i].ending)) continue;
    *found = endings[i].found;
    return true;
  }
  return false;
}

static void find_by_content(char first, ayes_found_format *found) {
  *found = (ayes_found_format){.name = "csv", .why = "it is text and begins like no other format"};
  if (first == '{') *found = (ayes_found_format){.name = "jsonl", .why = "it begins with {"};
  if (first == '[') *found = (ayes_found_format){.name = "json", .why = "it begins with ["};
}

/* Whether the first line parts columns by tabs or names one "text": then a .txt file is a table. */
static bool has_column_of_text(ayes_span front) {
  ayes_span line = ayes_span_slice(front, 0, ayes_span_find_byte(front, '\n')), cell;
  size_t start = 0;
  line = ayes_span_from(line, ayes_encoding_mark(front));
  if (ayes_span_find_byte(line, '\t') < line.length) return true;
  for (size_t i = 0; i <= line.length; i++) {
    if (i < line.length && !strchr(",;|", line.data[i])) continue;
    cell = ayes_span_trim(ayes_span_slice(line, start, i));
    if (cell.length >= 2 && cell.data[0] == '"') cell = ayes_span_slice(cell, 1, cell.length - 1);
    if (ayes_span_equal_ignoring_case(cell, ayes_span_of("text"))) return true;
    start = i + 1;
  }
  return false;
}

static ayes_status find_packed(const char *path, ayes_span front, ayes_found_format *found,
                               ayes_error *error) {
  for (size_t i = 0; i < sizeof packed / sizeof *packed; i++) {
    if (ayes_span_find(front, ayes_span_of(packed[i].bytes)) == front.length) continue;
    *found = packed[i].found;
    return AYES_OK;
  }
  for (size_t i = 0; i < sizeof packed_endings / sizeof *packed_endings; i++) {
    if (!has_ending(path, packed_endings[i].ending)) continue;
    *found = packed_endings[i].found;
    return AYES_OK;
  }
  return ayes_error_set_at(error, AYES_BAD_DATA, path, 0, 0,
                           "is a packed file that holds no workbook and no document");
}

static ayes_status find_unnamed(const char *path, ayes_span front, ayes_found_format *found,
                                ayes_error *error) {
  if (ayes_span_starts_with(front, ayes_span_of("PK\3\4")))
    return find_packed(path, front, found, error);
  if (ayes_span_starts_with(front, ayes_span_of("$FL2")) ||
      ayes_span_starts_with(front, ayes_span_of("$FL3"))) {
    *found = (ayes_found_format){.name = "sav", .why = "it begins with $FL"};
    return AYES_OK;
  }
  if (ayes_span_starts_with(front, ayes_span_of("%PDF-"))) {
    *found = (ayes_found_format){.name = "pdf", .why = "it begins with %PDF"};
    return AYES_OK;
  }
  if (ayes_span_starts_with(front, ayes_span_of("\xD0\xCF\x11\xE0")))
    return ayes_error_set_at(error, AYES_BAD_DATA, path, 0, 0,
                             "is a workbook or document of the time before 2007, or protected by a "
                             "password; save it as .xlsx, .docx or CSV, without a password");
  if (find_by_ending(path, found)) return AYES_OK;
  if (has_ending(path, ".txt") && !has_column_of_text(front))
    *found = (ayes_found_format){.name = "txt", .why = "the file's name ends in .txt"};
  else find_by_content(first_byte(front), found);
  return AYES_OK;
}

ayes_status ayes_source_format(const char *path, ayes_span front, const char *name,
                               ayes_found_format *found, ayes_error *error) {
  ayes_status status = AYES_OK;
  if (name && !find_named(name, found)) return refuse(path, name, error);
  if (!name) status = find_unnamed(path, front, found, error);
  if (status != AYES_OK) return status;
  found->is_array = strncmp(found->name, "json", 4) == 0 && first_byte(front) == '[' &&
                    !has_ending(path, ".jsonl") && !has_ending(path, ".ndjson");
  return AYES_OK;
}
