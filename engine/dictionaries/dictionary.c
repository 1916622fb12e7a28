/* SPDX-License-Identifier: MIT
 *
 * The dictionary while it grows, and the choice of its reader: by name, ending or first bytes.
 */
#include "dictionaries/dictionary.h"

#include "base/array.h"
#include "base/file.h"
#include "base/memory.h"
#include "corpus/corpus_parts.h"
#include "dictionaries/dictionary_parts.h"
#include "text/utf8.h"

/* ---- Growing ---- */

ayes_status ayes_dictionary_fail(const ayes_dictionary_source *source, const char *problem,
                                 ayes_error *error) {
  return ayes_error_set_at(error, AYES_BAD_DATA, source->path, source->line, 0, "%s", problem);
}

/* Ids go into tables and results: no tabs, line ends and quotes, no '#' in front, which makes a
 * comment, and no ';', which joins them in CSV. */
static ayes_status make_id(const ayes_dictionary *dictionary, uint32_t parent, ayes_span name,
                           ayes_buffer *id) {
  if (parent) {
    ayes_buffer_add(id, dictionary->categories.items[parent - 1].id);
    ayes_buffer_add_byte(id, '.');
  }
  for (size_t i = 0; i < name.length; i++) {
    bool kept = (unsigned char)name.data[i] >= 0x20 && !strchr(";\"\x7f", name.data[i]);
    bool is_comment = i == 0 && !parent && name.data[i] == '#';
    ayes_buffer_add_byte(id, kept && !is_comment ? name.data[i] : '_');
  }
  return id->failed ? AYES_NO_MEMORY : AYES_OK;
}

static ayes_status add_category(ayes_dictionary *dictionary, uint32_t parent, ayes_span id,
                                uint32_t *number, ayes_error *error) {
  ayes_category *category = ayes_array_add(&dictionary->categories, error);
  if (!category) return AYES_NO_MEMORY;
  ayes_status status = ayes_names_add(&dictionary->ids, id, number, error);
  if (status != AYES_OK) return status;
  category->id = ayes_names_text(&dictionary->ids, *number);
  size_t above = parent ? dictionary->categories.items[parent - 1].id.length + 1 : 0;
  category->label = ayes_span_from(category->id, above);
  category->parent = parent;
  return AYES_OK;
}

ayes_status ayes_dictionary_category(ayes_dictionary *dictionary, uint32_t parent, ayes_span name,
                                     uint32_t *number, const ayes_dictionary_source *source,
                                     ayes_error *error) {
  ayes_buffer id = {0};
  name = ayes_span_trim(name);
  ayes_status status = make_id(dictionary, parent, name, &id);
  if (status != AYES_OK) ayes_error_memory(error);
  else if (name.length == 0) status = ayes_dictionary_fail(source, "a category has no name", error);
  else if (id.length > AYES_CATEGORY_NAME_LIMIT)
    status = ayes_dictionary_fail(source, "a category's name is over 120 bytes long", error);
  *number = status == AYES_OK ? ayes_names_find(&dictionary->ids, ayes_buffer_span(&id)) : 0;
  if (status == AYES_OK && *number == 0)
    status = add_category(dictionary, parent, ayes_buffer_span(&id), number, error);
  ayes_buffer_release(&id);
  return status;
}

ayes_status ayes_dictionary_add(ayes_dictionary *dictionary, ayes_dictionary_entry entry,
                                ayes_error *error) {
  entry.text = ayes_span_trim(entry.text);
  if (entry.text.length == 0) return AYES_OK;
  if (dictionary->entries.count == AYES_DICTIONARY_ENTRY_LIMIT)
    return ayes_error_set(error, AYES_OVER_LIMIT, "the dictionary has over %d entries",
                          AYES_DICTIONARY_ENTRY_LIMIT);
  const char *copy = ayes_arena_copy(&dictionary->arena, entry.text, error);
  ayes_dictionary_entry *added = copy ? ayes_array_add(&dictionary->entries, error) : NULL;
  if (!added) return AYES_NO_MEMORY;
  *added = entry;
  added->text.data = copy;
  return AYES_OK;
}

bool ayes_dictionary_line(ayes_dictionary_source *source, ayes_span *rest, ayes_span *line) {
  if (!ayes_span_split(rest, '\n', line)) return false;
  source->line++;
  if (line->length && line->data[line->length - 1] == '\r') line->length--;
  return true;
}

/* ---- Formats ---- */

typedef struct format_row {
  const char *name;
  const char *endings[3];
  ayes_dictionary_reader read;
  bool reads_file; /* by its own means */
} format_row;

static const format_row formats[] = {
    {"quanteda", {".yml", ".yaml"}, ayes_dictionary_read_yaml, false},
    {"liwc", {".dic"}, ayes_dictionary_read_liwc, false},
    {"csv", {".csv"}, ayes_dictionary_read_csv, true},
    {"yoshikoder", {".ykd"}, ayes_dictionary_read_yoshikoder, false},
    {"lexicoder", {".lc3"}, ayes_dictionary_read_lexicoder, false},
    {"wordstat", {".cat"}, ayes_dictionary_read_wordstat, false},
    {"mpqa", {".tff"}, ayes_dictionary_read_mpqa, false},
    {"vader", {NULL}, ayes_dictionary_read_vader, false},
};
enum { FORMAT_COUNT = sizeof formats / sizeof *formats };

static const format_row *find_name(const char *name) {
  for (size_t i = 0; i < FORMAT_COUNT; i++)
    if (strcmp(formats[i].name, name) == 0) return &formats[i];
  return NULL;
}

static const format_row *find_ending(const char *path) {
  ayes_span name = ayes_span_of(path);
  for (size_t i = 0; i < FORMAT_COUNT; i++)
    for (size_t k = 0; k < 3 && formats[i].endings[k]; k++) {
      ayes_span ending = ayes_span_of(formats[i].endings[k]);
      if (name.length < ending.length) continue;
      if (ayes_span_equal_ignoring_case(ayes_span_from(name, name.length - ending.length), ending))
        return &formats[i];
    }
  return NULL;
}

/* Of files whose ending says nothing: both have a word and a number or polarity on every line. */
static const format_row *find_content(ayes_span text) {
  ayes_span line, word, number;
  double score;
  if (!ayes_span_split(&text, '\n', &line)) return NULL;
  if (ayes_span_starts_with(line, ayes_span_of("type="))) return find_name("mpqa");
  if (!ayes_span_split(&line, '\t', &word) || !ayes_span_split(&line, '\t', &number)) return NULL;
  return ayes_span_to_number(ayes_span_trim(number), &score) ? find_name("vader") : NULL;
}

static ayes_status unknown(const char *path, const char *name, ayes_error *error) {
  ayes_buffer names = {0};
  for (size_t i = 0; i < FORMAT_COUNT; i++) {
    ayes_buffer_add_text(&names, i ? ", " : "");
    ayes_buffer_add_text(&names, formats[i].name);
  }
  ayes_span all = ayes_buffer_span(&names);
  ayes_status status =
      name ? ayes_error_set(error, AYES_BAD_USAGE,
                            "\"%.40s\" is no format of dictionaries: use one of %.*s", name,
                            (int)all.length, all.data)
           : ayes_error_set_at(error, AYES_BAD_USAGE, path, 0, 0,
                               "what kind of dictionary is it? name one of %.*s", (int)all.length,
                               all.data);
  if (names.failed) status = ayes_error_memory(error);
  ayes_buffer_release(&names);
  return status;
}

/* As UTF-8: what it is by mark or bytes, or else Windows-1252. */
static ayes_status convert(const char *path, ayes_span bytes, ayes_buffer *text,
                           ayes_error *error) {
  const char *why;
  ayes_converter converter = {.encoding = ayes_encoding_of(bytes, true, &why)};
  bytes = ayes_span_from(bytes, ayes_encoding_mark(bytes));
  if (converter.encoding == AYES_UTF8 && !ayes_utf8_is_valid(bytes))
    converter.encoding = AYES_WINDOWS_1252;
  ayes_encoding_convert(&converter, bytes, true, text);
  if (text->failed) return ayes_error_memory(error);
  if (ayes_span_find_byte(ayes_buffer_span(text), '\0') < text->length)
    return ayes_error_set_at(error, AYES_BAD_DATA, path, 0, 0, "is no text: it holds zero bytes");
  return AYES_OK;
}

static ayes_status read_text(const char *path, ayes_buffer *text, ayes_error *error) {
  ayes_buffer bytes = {0};
  ayes_status status = ayes_file_read(path, AYES_DICTIONARY_FILE_LIMIT, &bytes, error);
  if (status == AYES_OK) status = convert(path, ayes_buffer_span(&bytes), text, error);
  ayes_buffer_release(&bytes);
  return status;
}

static ayes_status read_as(const format_row *format, ayes_dictionary *dictionary, const char *path,
                           ayes_error *error) {
  ayes_buffer text = {0};
  ayes_status status = AYES_OK;
  if (!format || !format->reads_file) status = read_text(path, &text, error);
  if (status == AYES_OK && !format) format = find_content(ayes_buffer_span(&text));
  if (status == AYES_OK && !format) status = unknown(path, NULL, error);
  if (status == AYES_OK) {
    ayes_dictionary_source source = {.path = path, .text = ayes_buffer_span(&text)};
    dictionary->format = format->name;
    status = format->read(dictionary, &source, error);
  }
  if (status == AYES_OK && dictionary->entries.count == 0)
    status = ayes_error_set_at(error, AYES_BAD_DATA, path, 0, 0, "holds no entries");
  ayes_buffer_release(&text);
  return status;
}

ayes_status ayes_dictionary_read(const char *path, const char *format_name,
                                 ayes_dictionary **dictionary, ayes_error *error) {
  *dictionary = NULL;
  const format_row *format = format_name ? find_name(format_name) : find_ending(path);
  if (format_name && !format) return unknown(path, format_name, error);
  ayes_dictionary *made = ayes_memory_new_zeroed(1, sizeof *made);
  if (!made) return ayes_error_memory(error);
  ayes_status status = read_as(format, made, path, error);
  if (status == AYES_OK) *dictionary = made;
  else ayes_dictionary_free(made);
  return status;
}

void ayes_dictionary_free(ayes_dictionary *dictionary) {
  if (!dictionary) return;
  ayes_array_release(&dictionary->categories);
  ayes_array_release(&dictionary->entries);
  ayes_names_release(&dictionary->ids);
  ayes_arena_release(&dictionary->arena);
  ayes_memory_free(dictionary);
}

/* ---- Getters ---- */

const char *ayes_dictionary_format(const ayes_dictionary *dictionary) { return dictionary->format; }

size_t ayes_dictionary_category_count(const ayes_dictionary *dictionary) {
  return dictionary->categories.count;
}

const ayes_category *ayes_dictionary_category_get(const ayes_dictionary *dictionary,
                                                  uint32_t number) {
  return &dictionary->categories.items[number - 1];
}

size_t ayes_dictionary_entry_count(const ayes_dictionary *dictionary) {
  return dictionary->entries.count;
}

const ayes_dictionary_entry *ayes_dictionary_entry_get(const ayes_dictionary *dictionary,
                                                       size_t index) {
  return &dictionary->entries.items[index];
}

size_t ayes_dictionary_passed_over(const ayes_dictionary *dictionary) {
  return dictionary->passed_over;
}
