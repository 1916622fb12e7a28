/* SPDX-License-Identifier: MIT
 *
 * The options of a closed column and what they mean: by the list of options, or for a scale of
 * numbers or numbered codes by what the question says of its ends ("1 is strongly disagree and 5 is
 * strongly agree").
 * O(options * list).
 */
#include "columns/questions.h"

enum { OPTION_WORDS = 8, LABEL_WORDS = 3, SCALE_LIMIT = 10 };

/* A scale: its ends, and what they mean. */
typedef struct scale {
  size_t low, high;
  ayes_span low_means, high_means;
} scale;

/* What follows a number in plain words: the meaning of the first one to three words that have one,
 * after words such as "is". */
static ayes_span label_after(const ayes_detection *it, ayes_span plain, size_t number) {
  char digits[8];
  int length = snprintf(digits, sizeof digits, "%zu", number);
  ayes_span none = ayes_span_make(NULL, 0), found = none;
  size_t at;
  if (length < 0 || !ayes_plain_words_hold(plain, ayes_span_make(digits, (size_t)length), &at))
    return none;
  ayes_span rest = ayes_span_trim(ayes_span_from(plain, at + (size_t)length));
  for (size_t skipped = 0; skipped < 3 && rest.length && !found.length; skipped++) {
    ayes_span front = rest;
    size_t end = 0;
    for (size_t words = 0; words < LABEL_WORDS && end < rest.length; words++, end++)
      while (end < rest.length && rest.data[end] != ' ') end++;
    front = ayes_span_trim(ayes_span_slice(rest, 0, end ? end : rest.length));
    found = ayes_option_meaning(it->words, front);
    rest = ayes_span_trim(ayes_span_from(rest, ayes_span_find_byte(rest, ' ')));
  }
  return found;
}

/* A place on a scale: a whole number, or an answer code that ends in one ("A4", "AO04"). */
static bool scale_number(ayes_span text, size_t *number) {
  return ayes_span_to_size(ayes_span_from(text, ayes_answer_code(text)), number);
}

/* Whether all values are small whole numbers or codes, and the question says what the ends mean. */
static bool read_scale(const ayes_detection *it, size_t column, scale *found) {
  const ayes_column_values *values = &it->values[column];
  *found = (scale){.low = SIZE_MAX};
  for (size_t i = 0; i < values->value_count; i++) {
    size_t number;
    if (!scale_number(values->values[i].text, &number) || number > SCALE_LIMIT) return false;
    if (number < found->low) found->low = number;
    if (number > found->high) found->high = number;
  }
  for (size_t low = 0; low < 2 && !found->low_means.length; low++) {
    found->low_means = label_after(it, values->plain_text, low);
    if (found->low_means.length) found->low = low;
  }
  for (size_t high = SCALE_LIMIT; high > 2 && !found->high_means.length; high--) {
    found->high_means = label_after(it, values->plain_text, high);
    if (found->high_means.length) found->high = high;
  }
  return found->low_means.length && found->high_means.length;
}

static ayes_span meaning_on(const scale *ends, size_t number) {
  size_t twice = 2 * number, middle = ends->low + ends->high;
  if (twice == middle) return ayes_span_of("neutral");
  return twice < middle ? ends->low_means : ends->high_means;
}

ayes_status ayes_question_options(ayes_detection *it, size_t column,
                                  ayes_mapped_question *question) {
  const ayes_column_values *values = &it->values[column];
  scale ends;
  bool has_scale = read_scale(it, column, &ends);
  question->options = ayes_arena_new_zeroed(&it->mapping->arena, values->value_count + 1,
                                            sizeof *question->options, it->error);
  if (!question->options) return AYES_NO_MEMORY;
  for (size_t i = 0; i < values->value_count; i++) {
    ayes_option *option = &question->options[question->option_count++];
    ayes_span text = values->values[i].text, plain = values->values[i].plain;
    size_t number;
    option->text =
        ayes_span_make(ayes_arena_copy(&it->mapping->arena, text, it->error), text.length);
    if (!option->text.data) return AYES_NO_MEMORY;
    if (has_scale && scale_number(text, &number)) option->meaning = meaning_on(&ends, number);
    else if (ayes_plain_words_count(plain) <= OPTION_WORDS)
      option->meaning = ayes_option_meaning(it->words, plain);
  }
  if (!has_scale || !ayes_answer_code(values->values[0].text)) return AYES_OK;
  return ayes_detection_say(it, column, AYES_COLUMN_CLOSED,
                            "%zu answer codes; the question says what their numbers mean",
                            values->value_count);
}
