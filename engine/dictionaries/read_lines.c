/* SPDX-License-Identifier: MIT
 *
 * Formats of a line an entry.
 *
 * Lexicoder (.lc3): "+negative" opens a category, every other line is an entry of it. WordStat
 * (.cat): depth is the number of tabs; an entry ends in its weight, "BANK_LOAN (1)", anything else
 * is a category. VADER: word, mean score, deviation and ratings, with tabs between. MPQA: fields
 * such as "word1=abandoned stemmed1=n priorpolarity=negative" (Wilson, Wiebe & Hoffmann 2005).
 * Each is O(bytes).
 */
#include "dictionaries/dictionary_parts.h"

ayes_status ayes_dictionary_read_lexicoder(ayes_dictionary *dictionary,
                                           ayes_dictionary_source *source, ayes_error *error) {
  ayes_span rest = source->text, line;
  uint32_t category = 0;
  ayes_status status = AYES_OK;
  while (status == AYES_OK && ayes_dictionary_line(source, &rest, &line)) {
    line = ayes_span_trim(line);
    if (line.length == 0) continue;
    if (line.data[0] == '+')
      status = ayes_dictionary_category(dictionary, 0, ayes_span_from(line, 1), &category, source,
                                        error);
    else if (category == 0)
      status =
          ayes_dictionary_fail(source, "an entry stands before the first \"+category\"", error);
    else
      status = ayes_dictionary_add(
          dictionary, (ayes_dictionary_entry){.text = line, .category = category}, error);
  }
  return status;
}

/* ---- WordStat ---- */

/* Whether the line ends in a weight, " (1)"; *word is what stands before. */
static bool ends_in_weight(ayes_span line, ayes_span *word) {
  size_t at = line.length, digits = 0;
  if (at < 4 || line.data[at - 1] != ')') return false;
  for (at--; at > 1 && ayes_byte_is_digit(line.data[at - 1]); at--) digits++;
  if (digits == 0 || at < 2 || line.data[at - 1] != '(' || line.data[at - 2] != ' ') return false;
  *word = ayes_span_slice(line, 0, at - 2);
  return true;
}

/* Phrases are written with "_" for a blank. */
static ayes_status add_phrase(ayes_dictionary *dictionary, ayes_span word, uint32_t category,
                              ayes_error *error) {
  ayes_buffer text = {0};
  for (size_t i = 0; i < word.length; i++)
    ayes_buffer_add_byte(&text, word.data[i] == '_' ? ' ' : word.data[i]);
  ayes_status status =
      text.failed ? ayes_error_memory(error)
                  : ayes_dictionary_add(dictionary,
                                        (ayes_dictionary_entry){.text = ayes_buffer_span(&text),
                                                                .category = category},
                                        error);
  ayes_buffer_release(&text);
  return status;
}

static ayes_status read_wordstat_line(ayes_dictionary *dictionary, ayes_span line, size_t depth,
                                      uint32_t *open, ayes_dictionary_source *source,
                                      ayes_error *error) {
  ayes_span word;
  uint32_t parent = depth ? open[depth - 1] : 0;
  if (depth && !parent)
    return ayes_dictionary_fail(source, "is set in deeper than what stands above it", error);
  if (!ends_in_weight(line, &word)) {
    for (size_t i = depth; i < AYES_DICTIONARY_DEPTH_LIMIT; i++) open[i] = 0;
    return ayes_dictionary_category(dictionary, parent, line, &open[depth], source, error);
  }
  if (!parent) return ayes_dictionary_fail(source, "an entry stands in no category", error);
  return add_phrase(dictionary, word, parent, error);
}

ayes_status ayes_dictionary_read_wordstat(ayes_dictionary *dictionary,
                                          ayes_dictionary_source *source, ayes_error *error) {
  uint32_t open[AYES_DICTIONARY_DEPTH_LIMIT] = {0}; /* the category of each depth */
  ayes_span rest = source->text, line;
  ayes_status status = AYES_OK;
  while (status == AYES_OK && ayes_dictionary_line(source, &rest, &line)) {
    size_t depth = 0;
    while (depth < line.length && line.data[depth] == '\t') depth++;
    line = ayes_span_trim(line);
    if (line.length == 0) continue;
    if (depth >= AYES_DICTIONARY_DEPTH_LIMIT)
      return ayes_dictionary_fail(source, "categories lie over 32 deep in one another", error);
    status = read_wordstat_line(dictionary, line, depth, open, source, error);
  }
  return status;
}

/* ---- Words with scores ---- */

ayes_status ayes_dictionary_read_vader(ayes_dictionary *dictionary, ayes_dictionary_source *source,
                                       ayes_error *error) {
  ayes_span rest = source->text, line, word, number;
  ayes_status status = AYES_OK;
  double score;
  while (status == AYES_OK && ayes_dictionary_line(source, &rest, &line)) {
    if (ayes_span_trim(line).length == 0) continue;
    if (!ayes_span_split(&line, '\t', &word) || !ayes_span_split(&line, '\t', &number) ||
        !ayes_span_to_number(ayes_span_trim(number), &score))
      return ayes_dictionary_fail(source, "a line must have a word, a tab and a number", error);
    if (score == 0) dictionary->passed_over++;
    else
      status = ayes_dictionary_add(dictionary,
                                   (ayes_dictionary_entry){.text = word, .score = score}, error);
  }
  return status;
}

/* The value of "key=" among the words of a line; empty when it is not there. */
static ayes_span field(ayes_span line, const char *key) {
  ayes_span word, name = ayes_span_of(key);
  while (ayes_span_split(&line, ' ', &word))
    if (ayes_span_starts_with(word, name)) return ayes_span_trim(ayes_span_from(word, name.length));
  return ayes_span_make(NULL, 0);
}

ayes_status ayes_dictionary_read_mpqa(ayes_dictionary *dictionary, ayes_dictionary_source *source,
                                      ayes_error *error) {
  ayes_span rest = source->text, line;
  ayes_status status = AYES_OK;
  while (status == AYES_OK && ayes_dictionary_line(source, &rest, &line)) {
    if (ayes_span_trim(line).length == 0) continue;
    ayes_span word = field(line, "word1="), polarity = field(line, "priorpolarity=");
    if (word.length == 0 || polarity.length == 0)
      return ayes_dictionary_fail(source, "a line must have word1= and priorpolarity=", error);
    double score = ayes_span_equal(field(line, "type="), ayes_span_of("weaksubj")) ? 0.5 : 1;
    bool is_good = ayes_span_equal(polarity, ayes_span_of("positive"));
    ayes_dictionary_entry entry = {
        .text = word,
        .score = is_good ? score : -score,
        .any_ending = ayes_span_equal(field(line, "stemmed1="), ayes_span_of("y"))};
    if (is_good || ayes_span_equal(polarity, ayes_span_of("negative")))
      status = ayes_dictionary_add(dictionary, entry, error);
    else dictionary->passed_over++;
  }
  return status;
}
