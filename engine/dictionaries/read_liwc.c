/* SPDX-License-Identifier: MIT
 *
 * LIWC (.dic; Pennebaker et al.): between two lines "%" the categories, a number and a name a line,
 * set in by tabs below the one they belong to; then the words, each with the numbers of its
 * categories. Conditions of old versions ("<of>", numbers in parentheses) say what no other program
 * reads either: a line with the first is passed over, of the second only the plain numbers count.
 * O(bytes).
 */
#include "base/array.h"
#include "dictionaries/dictionary_parts.h"

enum { WORD_CATEGORY_LIMIT = 256 /* categories of one word */ };

typedef struct category_legend {
  struct {
    uint32_t *items; /* pairs: the file's number, the category's */
    size_t count, capacity;
  } numbers;
  uint32_t open[AYES_DICTIONARY_DEPTH_LIMIT]; /* the category of each depth */
} category_legend;

static bool is_blank(char byte) { return byte == ' ' || byte == '\t'; }

/* Takes the last word off the end of line. */
static ayes_span last_word(ayes_span *line) {
  size_t end = line->length;
  while (end && is_blank(line->data[end - 1])) end--;
  size_t start = end;
  while (start && !is_blank(line->data[start - 1])) start--;
  ayes_span word = ayes_span_slice(*line, start, end);
  line->length = start;
  return word;
}

static bool to_number(ayes_span word, uint32_t *number) {
  size_t value;
  if (!ayes_span_to_size(word, &value) || value > UINT32_MAX) return false;
  *number = (uint32_t)value;
  return true;
}

static uint32_t find_category(const category_legend *legend, uint32_t number) {
  for (size_t i = 0; i < legend->numbers.count; i += 2)
    if (legend->numbers.items[i] == number) return legend->numbers.items[i + 1];
  return 0;
}

static ayes_status add_numbers(category_legend *legend, uint32_t number, uint32_t category,
                               ayes_error *error) {
  uint32_t pair[] = {number, category};
  for (size_t i = 0; i < 2; i++) {
    uint32_t *added = ayes_array_add(&legend->numbers, error);
    if (!added) return AYES_NO_MEMORY;
    *added = pair[i];
  }
  return AYES_OK;
}

/* "<tabs>12<tab>name" */
static ayes_status read_category(ayes_dictionary *dictionary, category_legend *legend,
                                 ayes_span line, ayes_dictionary_source *source,
                                 ayes_error *error) {
  size_t depth = 0, at = 0;
  uint32_t number, category;
  while (depth < line.length && line.data[depth] == '\t') depth++;
  line = ayes_span_trim(line);
  while (at < line.length && !is_blank(line.data[at])) at++;
  if (!to_number(ayes_span_slice(line, 0, at), &number))
    return ayes_dictionary_fail(source, "a category must have a number and a name", error);
  if (find_category(legend, number))
    return ayes_dictionary_fail(source, "there is a category of this number already", error);
  if (depth >= AYES_DICTIONARY_DEPTH_LIMIT || (depth && !legend->open[depth - 1]))
    return ayes_dictionary_fail(source, "is set in deeper than what stands above it", error);
  for (size_t i = depth; i < AYES_DICTIONARY_DEPTH_LIMIT; i++) legend->open[i] = 0;
  ayes_status status = ayes_dictionary_category(dictionary, depth ? legend->open[depth - 1] : 0,
                                                ayes_span_from(line, at), &category, source, error);
  if (status != AYES_OK) return status;
  legend->open[depth] = category;
  return add_numbers(legend, number, category, error);
}

static bool is_condition(ayes_span word) {
  return ayes_span_find_byte(word, '(') < word.length ||
         ayes_span_find_byte(word, ')') < word.length;
}

/* Takes the numbers off the end of "kind of<tab>12<tab>31"; at most limit of them. */
static size_t take_numbers(ayes_span *line, uint32_t *numbers, size_t limit) {
  size_t count = 0;
  ayes_span text = *line, last = last_word(&text);
  while (text.length && (is_condition(last) || to_number(last, &numbers[count]))) {
    count += !is_condition(last) && count + 1 < limit;
    *line = text;
    last = last_word(&text);
  }
  return count;
}

static ayes_status read_word(ayes_dictionary *dictionary, const category_legend *legend,
                             ayes_span line, ayes_dictionary_source *source, ayes_error *error) {
  uint32_t numbers[WORD_CATEGORY_LIMIT];
  size_t count = take_numbers(&line, numbers, WORD_CATEGORY_LIMIT);
  if (count == 0)
    return ayes_dictionary_fail(source, "a word must have the number of a category", error);
  for (size_t i = 0; i < count; i++) {
    ayes_dictionary_entry entry = {.text = line, .category = find_category(legend, numbers[i])};
    if (!entry.category)
      return ayes_dictionary_fail(source, "names a category that is not in the legend", error);
    ayes_status status = ayes_dictionary_add(dictionary, entry, error);
    if (status != AYES_OK) return status;
  }
  return AYES_OK;
}

static ayes_status read_lines(ayes_dictionary *dictionary, category_legend *legend,
                              ayes_dictionary_source *source, ayes_error *error) {
  ayes_span rest = source->text, line;
  size_t marks = 0;
  ayes_status status = AYES_OK;
  while (status == AYES_OK && ayes_dictionary_line(source, &rest, &line)) {
    ayes_span trimmed = ayes_span_trim(line);
    if (trimmed.length == 0) continue;
    if (ayes_span_equal(trimmed, ayes_span_of("%"))) marks++;
    else if (marks == 0)
      status = ayes_dictionary_fail(source, "a LIWC dictionary begins with a line \"%\"", error);
    else if (marks == 1) status = read_category(dictionary, legend, line, source, error);
    else if (ayes_span_find(trimmed, ayes_span_of("<of>")) < trimmed.length)
      dictionary->passed_over++;
    else status = read_word(dictionary, legend, trimmed, source, error);
  }
  if (status == AYES_OK && marks < 2)
    status = ayes_dictionary_fail(source, "the legend has no second line \"%\"", error);
  return status;
}

ayes_status ayes_dictionary_read_liwc(ayes_dictionary *dictionary, ayes_dictionary_source *source,
                                      ayes_error *error) {
  category_legend legend = {0};
  ayes_status status = read_lines(dictionary, &legend, source, error);
  ayes_array_release(&legend.numbers);
  return status;
}
