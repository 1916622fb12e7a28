/* SPDX-License-Identifier: MIT
 *
 * Which format a file has: what was asked for, else the ending of its name, else its first bytes.
 */
#include "base/error.h"
#include "corpus/corpus_parts.h"

static const char *const names[] = {"jsonl", "json", "csv"};
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

static bool has_ending(const char *path, const char *ending) {
  ayes_span name = ayes_span_of(path), wanted = ayes_span_of(ending);
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

ayes_status ayes_source_format(const char *path, ayes_span front, const char *name,
                               ayes_found_format *found, ayes_error *error) {
  char first = first_byte(front);
  if (name && !find_named(name, found)) return refuse(path, name, error);
  if (!name && !find_by_ending(path, found)) find_by_content(first, found);
  found->is_array = strncmp(found->name, "json", 4) == 0 && first == '[' &&
                    !has_ending(path, ".jsonl") && !has_ending(path, ".ndjson");
  return AYES_OK;
}
