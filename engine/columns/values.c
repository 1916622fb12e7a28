/* SPDX-License-Identifier: MIT
 *
 * What the cells of each column are like: how many are filled in and different, of which kind, how
 * long, and whether they are options that mean something. O(cells of the sample).
 */
#include "base/array.h"
#include "base/names.h"
#include "columns/detection.h"

enum { KEY_BYTES = 160, TOKEN_LEAST = 8 };

/* ---- one cell ---- */

static size_t count_bytes(ayes_span cell, const char *of) {
  size_t count = 0;
  for (size_t i = 0; i < cell.length; i++) count += cell.data[i] && strchr(of, cell.data[i]);
  return count;
}

static bool is_date(ayes_span cell) {
  size_t digits = count_bytes(cell, "0123456789");
  size_t other = cell.length - digits - count_bytes(cell, "-/.:TZ+ ");
  ayes_span tail = ayes_span_from(cell, cell.length > 3 ? cell.length - 3 : 0);
  bool has_half = ayes_span_equal_ignoring_case(tail, ayes_span_of(" am")) ||
                  ayes_span_equal_ignoring_case(tail, ayes_span_of(" pm"));
  size_t marks = count_bytes(ayes_span_slice(cell, 0, 10), "-/.");
  return cell.length >= 8 && cell.length <= 40 && ayes_byte_is_digit(cell.data[0]) && digits >= 4 &&
         marks == 2 && other == (has_half ? 2u : 0u);
}

static bool is_ip(ayes_span cell) {
  size_t digits = count_bytes(cell, "0123456789"), points = count_bytes(cell, ".");
  return points == 3 && digits >= 4 && digits + points == cell.length && cell.length <= 15;
}

static bool is_token(ayes_span cell) {
  size_t digits = count_bytes(cell, "0123456789"), letters = 0;
  for (size_t i = 0; i < cell.length; i++) letters += ayes_byte_is_letter(cell.data[i]);
  return cell.length >= TOKEN_LEAST && digits >= 2 && letters &&
         digits + letters + count_bytes(cell, "-_{}") == cell.length;
}

size_t ayes_answer_code(ayes_span cell) {
  size_t letters = 0, digits = 0;
  while (letters < cell.length && cell.data[letters] >= 'A' && cell.data[letters] <= 'Z') letters++;
  while (letters + digits < cell.length && ayes_byte_is_digit(cell.data[letters + digits]))
    digits++;
  bool is_code = letters >= 1 && letters <= 2 && digits >= 1 && digits <= 3;
  return is_code && letters + digits == cell.length ? letters : 0;
}

/* {"Cost": "Agree", ...}, a list of such, or the inside of one. */
static bool is_json(ayes_span cell) {
  static const char member[] = {'"', ':', '\0'};
  return cell.length > 6 && strchr("{[\"", cell.data[0]) &&
         ayes_span_find(cell, ayes_span_of(member)) < cell.length &&
         strchr("}]\"", cell.data[cell.length - 1]);
}

ayes_value_kind ayes_value_kind_of(ayes_span cell) {
  double number;
  size_t at = ayes_span_find_byte(cell, '@');
  if (ayes_span_find_byte(cell, ' ') == cell.length) {
    if (at > 0 && at + 3 < cell.length &&
        ayes_span_find_byte(ayes_span_from(cell, at), '.') < cell.length - at)
      return AYES_VALUE_EMAIL;
    if (ayes_span_find(cell, ayes_span_of("://")) < cell.length) return AYES_VALUE_LINK;
    if (is_ip(cell)) return AYES_VALUE_IP;
    if (ayes_span_to_number(cell, &number))
      return count_bytes(cell, ".e") ? AYES_VALUE_DECIMAL : AYES_VALUE_NUMBER;
  }
  if (is_date(cell)) return AYES_VALUE_DATE;
  if (is_json(cell)) return AYES_VALUE_JSON;
  return is_token(cell) ? AYES_VALUE_TOKEN : AYES_VALUE_TEXT;
}

/* ---- a column ---- */

typedef struct counting {
  ayes_detection *it;
  ayes_names names; /* number i + 1 for value i */
  struct {
    ayes_column_value *items;
    size_t count, capacity;
  } values;
  ayes_buffer plain;
} counting;

static ayes_status count_value(counting *state, ayes_span cell, ayes_span key) {
  uint32_t id;
  ayes_error *error = state->it->error;
  ayes_status status = ayes_names_add(&state->names, key.length ? key : cell, &id, error);
  if (status == AYES_OK && id > state->values.count) {
    ayes_column_value *value = ayes_array_add(&state->values, error);
    if (!value) return AYES_NO_MEMORY;
    *value = (ayes_column_value){cell, key, 0};
    value->plain.data = ayes_arena_copy(&state->it->mapping->arena, key, error);
    if (!value->plain.data) return AYES_NO_MEMORY;
  }
  if (status == AYES_OK) state->values.items[id - 1].count++;
  return status;
}

static ayes_status count_cell(counting *state, size_t column, ayes_span cell) {
  ayes_column_values *values = &state->it->values[column];
  if (cell.length == 0) return AYES_OK;
  state->it->mapping->columns[column].filled++;
  values->kinds[ayes_value_kind_of(cell)]++;
  ayes_buffer_clear(&state->plain);
  ayes_plain_words(cell, &state->plain);
  if (state->plain.failed) return ayes_error_memory(state->it->error);
  ayes_span plain = ayes_buffer_span(&state->plain);
  values->words += ayes_plain_words_count(plain);
  return count_value(state, cell, ayes_span_slice(plain, 0, KEY_BYTES));
}

/* The commonest values; of equal ones those that come first. */
static ayes_status pick_examples(ayes_detection *it, size_t column) {
  const ayes_column_values *values = &it->values[column];
  ayes_column *facts = &it->mapping->columns[column];
  const ayes_column_value *picked[AYES_COLUMN_EXAMPLES] = {0};
  for (size_t i = 0; i < values->value_count; i++) {
    const ayes_column_value *value = &values->values[i];
    for (size_t k = 0; k < AYES_COLUMN_EXAMPLES; k++) {
      if (picked[k] && picked[k]->count >= value->count) continue;
      const ayes_column_value *moved = picked[k];
      picked[k] = value;
      value = moved;
      if (!value) break;
    }
  }
  for (size_t k = 0; k < AYES_COLUMN_EXAMPLES && picked[k]; k++) {
    ayes_span text = picked[k]->text;
    text.length = (size_t)ayes_span_front(text, 120);
    facts->examples[k] =
        ayes_span_make(ayes_arena_copy(&it->mapping->arena, text, it->error), text.length);
    if (!facts->examples[k].data) return AYES_NO_MEMORY;
  }
  return AYES_OK;
}

static bool is_yes_or_no(ayes_span plain) {
  static const char *const words[] = {"yes", "no", "y", "n", "true", "false"};
  ayes_span first = ayes_span_slice(plain, 0, ayes_span_find_byte(plain, ' '));
  for (size_t i = 0; i < sizeof words / sizeof *words; i++)
    if (ayes_span_equal(first, ayes_span_of(words[i]))) return true;
  return false;
}

static void count_meanings(ayes_detection *it, size_t column) {
  ayes_column_values *values = &it->values[column];
  bool has_support = false, has_oppose = false;
  for (size_t i = 0; i < values->value_count; i++) {
    if (ayes_plain_words_count(values->values[i].plain) > 8) continue;
    ayes_span plain = values->values[i].plain, meaning = ayes_option_meaning(it->words, plain);
    bool supports = ayes_span_equal(meaning, ayes_span_of("support"));
    bool opposes = ayes_span_equal(meaning, ayes_span_of("oppose"));
    if (meaning.length) values->meant += values->values[i].count;
    values->has_opinions |= (supports || opposes) && !is_yes_or_no(plain);
    has_support |= supports;
    has_oppose |= opposes;
  }
  values->has_sides = has_support && has_oppose;
  values->has_opinions &= values->has_sides;
}

static ayes_status keep_values(counting *state, size_t column) {
  ayes_detection *it = state->it;
  ayes_column_values *values = &it->values[column];
  values->value_count = it->mapping->columns[column].distinct = state->values.count;
  values->values = ayes_arena_new_zeroed(&it->mapping->arena, state->values.count + 1,
                                         sizeof *values->values, it->error);
  if (!values->values) return AYES_NO_MEMORY;
  if (state->values.count)
    memcpy(values->values, state->values.items, state->values.count * sizeof *values->values);
  count_meanings(it, column);
  return pick_examples(it, column);
}

static bool is_counted(const ayes_detection *it, size_t row) {
  if (!it->sample->is_grid && it->sample->rows[row].count != it->mapping->column_count)
    return false;
  return !ayes_detection_is_header(it, row);
}

static ayes_status count_column(ayes_detection *it, size_t column) {
  counting state = {.it = it};
  ayes_status status = AYES_OK;
  for (size_t row = it->first_row; row < it->sample->count && status == AYES_OK; row++)
    if (is_counted(it, row))
      status = count_cell(&state, column, ayes_detection_cell(it, row, column));
  if (status == AYES_OK) status = keep_values(&state, column);
  ayes_names_release(&state.names);
  ayes_array_release(&state.values);
  ayes_buffer_release(&state.plain);
  return status;
}

ayes_status ayes_detect_values(ayes_detection *it) {
  ayes_status status = AYES_OK;
  for (size_t row = it->first_row; row < it->sample->count; row++)
    it->mapping->sampled += is_counted(it, row);
  for (size_t i = 0; i < it->mapping->column_count && status == AYES_OK; i++)
    status = count_column(it, i);
  return status;
}
