/* SPDX-License-Identifier: MIT
 *
 * What each column is called: its name, the number and words of its question, and its part, an
 * option or a row of a grid. A question that stands over the first column of a block only is filled
 * forward. O(columns).
 */
#include "columns/detection.h"

static ayes_status keep(ayes_detection *it, ayes_span text, ayes_span *to) {
  *to = ayes_span_make(ayes_arena_copy(&it->mapping->arena, text, it->error), text.length);
  return to->data ? AYES_OK : AYES_NO_MEMORY;
}

/* "AI_helping_community" as words. */
static void space_out(ayes_span text) {
  char *bytes = (char *)text.data; /* the arena's copy */
  if (ayes_span_find_byte(text, ' ') < text.length) return;
  for (size_t i = 0; i < text.length; i++)
    if (bytes[i] == '_') bytes[i] = ' ';
}

static ayes_span name_of(const ayes_detection *it, size_t column) {
  ayes_span name = ayes_detection_cell(it, it->name_row, column);
  for (size_t i = column; it->part_row != SIZE_MAX && !name.length && i-- > 0;)
    if (ayes_detection_cell(it, it->part_row, column).length)
      name = ayes_detection_cell(it, it->name_row, i);
  return name;
}

/* What stands below a heading, unless it is the heading once more: a merged cell. */
static ayes_span part_cell(const ayes_detection *it, size_t column) {
  ayes_span part = ayes_detection_cell(it, it->part_row, column);
  bool is_same = ayes_span_equal(part, ayes_detection_cell(it, it->name_row, column));
  return is_same ? ayes_span_make(NULL, 0) : part;
}

/* "To what extent ...? [Parks]", "To what extent ...? - Parks" when its neighbour has the same
 * front. */
static size_t part_start(const ayes_detection *it, ayes_span text, size_t column) {
  if (text.length && text.data[text.length - 1] == ']') {
    size_t at = text.length;
    while (at && text.data[at - 1] != '[') at--;
    return at > 1 ? at - 1 : text.length;
  }
  size_t row = it->text_row != SIZE_MAX ? it->text_row : it->name_row, at = text.length;
  for (size_t i = 0; i + 3 < text.length; i++)
    if (ayes_span_starts_with(ayes_span_from(text, i), ayes_span_of(" - "))) at = i;
  for (size_t side = 0; side < 2 && at < text.length; side++) {
    if (side == 0 && column == 0) continue;
    ayes_span beside = ayes_detection_cell(it, row, side ? column + 1 : column - 1);
    if (beside.length > at + 3 && memcmp(beside.data, text.data, at + 3) == 0) return at;
  }
  return text.length;
}

static ayes_span part_of(ayes_span text, size_t start) {
  ayes_span part = ayes_span_from(text, start);
  while (part.length && strchr("[- ", part.data[0])) part = ayes_span_from(part, 1);
  if (part.length && part.data[part.length - 1] == ']') part.length--;
  return ayes_span_trim(part);
}

/* Tools keep the formatting of questions in their headers. */
static ayes_status keep_clean(ayes_detection *it, ayes_span text, ayes_span *to) {
  ayes_buffer clean = {0};
  bool html, escapes;
  ayes_cell_clean(text, &clean, &html, &escapes);
  ayes_status status = clean.failed ? ayes_error_memory(it->error)
                                    : keep(it, ayes_span_trim(ayes_buffer_span(&clean)), to);
  ayes_buffer_release(&clean);
  return status;
}

static ayes_status read_texts(ayes_detection *it, size_t column, ayes_span header) {
  ayes_column *facts = &it->mapping->columns[column];
  ayes_code *code = &it->codes[column];
  ayes_code_read(header, code);
  ayes_span text =
      it->text_row != SIZE_MAX ? ayes_detection_cell(it, it->text_row, column) : code->rest;
  ayes_span part = part_cell(it, column);
  if (it->part_row == SIZE_MAX) {
    size_t start = part_start(it, text, column);
    part = part_of(text, start);
    text = ayes_span_trim(ayes_span_slice(text, 0, start));
  }
  facts->code = code->whole;
  ayes_status status = keep_clean(it, text, &facts->text);
  if (status != AYES_OK) return status;
  space_out(facts->text);
  return keep_clean(it, part, &facts->part);
}

static ayes_status name_column(ayes_detection *it, size_t column) {
  ayes_column *facts = &it->mapping->columns[column];
  ayes_span name = name_of(it, column), part = part_cell(it, column);
  ayes_status status;
  if (it->name_row == SIZE_MAX)
    status = ayes_detection_sentence(it, &facts->name, "column %zu", column + 1);
  else if (name.length && part.length)
    status = ayes_detection_sentence(it, &facts->name, "%.*s | %.*s", ayes_span_front(name, 400),
                                     name.data, ayes_span_front(part, 100), part.data);
  else status = keep(it, name, &facts->name);
  if (status == AYES_OK)
    status = read_texts(it, column, name); /* the code's spans stay in the sample or arena */
  if (status == AYES_OK) status = ayes_detection_plain(it, facts->name, &it->values[column].plain);
  if (status == AYES_OK)
    status = ayes_detection_plain(it, facts->text, &it->values[column].plain_text);
  return status;
}

static ayes_status keep_header(ayes_detection *it) {
  size_t count = it->mapping->column_count;
  if (it->name_row == SIZE_MAX) return AYES_OK;
  ayes_span *header =
      ayes_arena_new_zeroed(&it->mapping->arena, count + 1, sizeof *header, it->error);
  if (!header) return AYES_NO_MEMORY;
  ayes_status status = AYES_OK;
  for (size_t i = 0; i < count && status == AYES_OK; i++)
    status = keep(it, ayes_detection_cell(it, it->name_row, i), &header[i]);
  it->mapping->header = header;
  return status;
}

ayes_status ayes_detect_names(ayes_detection *it) {
  ayes_mapping *mapping = it->mapping;
  size_t count = mapping->column_count;
  mapping->columns =
      ayes_arena_new_zeroed(&mapping->arena, count + 1, sizeof *mapping->columns, it->error);
  it->values = ayes_arena_new_zeroed(&mapping->arena, count + 1, sizeof *it->values, it->error);
  it->codes = ayes_arena_new_zeroed(&mapping->arena, count + 1, sizeof *it->codes, it->error);
  if (!mapping->columns || !it->values || !it->codes) return AYES_NO_MEMORY;
  ayes_status status = keep(it, mapping->title, &mapping->title);
  if (status == AYES_OK) status = keep_header(it);
  for (size_t i = 0; i < count && status == AYES_OK; i++) {
    status = name_column(it, i);
    if (status == AYES_OK) status = keep(it, mapping->columns[i].code, &mapping->columns[i].code);
  }
  return status;
}
