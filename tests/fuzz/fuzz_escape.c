/* SPDX-License-Identifier: MIT
 *
 * Escaping: cells of CSV, strings of JSON and texts of HTML give back what was put in, and no byte
 * of them has a meaning of its own where it stands.
 */
#include "fuzz/file.h"

#include "base/json.h"
#include "report/export_parts.h"
#include "report/html_escape.h"
#include "report/result.h"
#include "text/utf8.h"

/* ---- CSV ---- */

static void expect_cell(ayes_span cell, ayes_span text) {
  if (ayes_cell_is_live(text)) {
    FUZZ_CHECK(cell.length && cell.data[0] == '\'');
    cell = ayes_span_from(cell, 1);
  }
  FUZZ_CHECK(!ayes_cell_is_live(cell) || ayes_cell_is_live(text));
  FUZZ_CHECK(ayes_span_equal(cell, text));
}

/* A cell between two others, read back: *middle, the table's. */
static ayes_table *read_between(const ayes_buffer *cell, ayes_span *middle) {
  ayes_buffer csv = {0};
  ayes_table *table;
  ayes_row row;
  ayes_table_options options = {.format = "csv", .encoding = "utf-8"};
  ayes_buffer_add_text(&csv, "first,middle,last\r\nid,");
  ayes_buffer_add(&csv, ayes_buffer_span(cell));
  ayes_buffer_add_text(&csv, ",end\r\n");
  const char *path = fuzz_file((const uint8_t *)csv.data, csv.length);
  FUZZ_CHECK(ayes_table_open(path, &options, &table, NULL) == AYES_OK);
  FUZZ_CHECK(ayes_table_next(table, &row, NULL) == AYES_OK && row.count == 3);
  FUZZ_CHECK(ayes_table_next(table, &row, NULL) == AYES_OK && row.count == 3);
  FUZZ_CHECK(ayes_span_equal(row.cells[2], ayes_span_of("end")));
  *middle = row.cells[1];
  ayes_buffer_release(&csv);
  (void)remove(path);
  return table;
}

/* Text is clean UTF-8: as results write it, and as raw cells of an export. */
static void check_csv(ayes_span text) {
  ayes_buffer cell = {0}, scratch = {0}, expected = {0};
  ayes_span found;
  ayes_csv_add_cell(&cell, text);
  ayes_table *table = read_between(&cell, &found);
  expect_cell(found, text);
  ayes_table_close(table);
  ayes_buffer_clear(&cell);
  ayes_cell_add_csv(&cell, &scratch, text, true);
  ayes_cell_add_text(&expected, text, true);
  table = read_between(&cell, &found);
  FUZZ_CHECK(ayes_span_equal(found, ayes_buffer_span(&expected)));
  ayes_table_close(table);
  ayes_buffer_release(&cell);
  ayes_buffer_release(&scratch);
  ayes_buffer_release(&expected);
}

/* ---- JSON ---- */

static void expect_json(const ayes_buffer *json, ayes_span text) {
  json_error_t fault;
  json_t *value = json_loadb(json->data, json->length, JSON_DECODE_ANY, &fault);
  FUZZ_CHECK(json_is_string(value));
  FUZZ_CHECK(
      ayes_span_equal(ayes_span_make(json_string_value(value), json_string_length(value)), text));
  json_decref(value);
}

/* ---- HTML ---- */

static void unescape(ayes_span text, ayes_buffer *plain) {
  static const struct {
    const char *name;
    char byte;
  } references[] = {{"&amp;", '&'}, {"&lt;", '<'}, {"&gt;", '>'}, {"&quot;", '"'}, {"&#39;", '\''}};
  while (text.length) {
    size_t taken = 1, i = 0;
    char byte = text.data[0];
    FUZZ_CHECK(!memchr("<>\"'", byte, 4));
    for (; byte == '&' && i < 5; i++)
      if (ayes_span_starts_with(text, ayes_span_of(references[i].name))) break;
    FUZZ_CHECK(i < 5);
    if (byte == '&') {
      taken = strlen(references[i].name);
      byte = references[i].byte;
    }
    ayes_buffer_add_byte(plain, byte);
    text = ayes_span_from(text, taken);
  }
}

/* In HTML and in the JSON of a page stands the same, whichever way it is escaped. */
static void check_html(ayes_span bytes) {
  ayes_buffer html = {0}, json = {0}, plain = {0};
  ayes_html_add_text(&html, bytes);
  unescape(ayes_buffer_span(&html), &plain);
  FUZZ_CHECK(ayes_utf8_is_valid(ayes_buffer_span(&plain)));
  ayes_html_add_json(&json, bytes);
  for (size_t i = 0; i < json.length; i++)
    FUZZ_CHECK((unsigned char)json.data[i] >= 0x20 && !memchr("<>&", json.data[i], 3));
  expect_json(&json, ayes_buffer_span(&plain));
  ayes_buffer_release(&html);
  ayes_buffer_release(&json);
  ayes_buffer_release(&plain);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  ayes_buffer clean = {0}, json = {0};
  size_t replaced;
  ayes_span bytes = ayes_span_make((const char *)data, size);
  FUZZ_CHECK(ayes_utf8_clean(bytes, &clean, &replaced, NULL) == AYES_OK);
  ayes_span text = ayes_buffer_span(&clean);
  check_html(bytes);
  check_csv(text);
  ayes_json_add_string(&json, text);
  expect_json(&json, text);
  ayes_buffer_release(&json);
  ayes_buffer_release(&clean);
  return 0;
}
