/* SPDX-License-Identifier: MIT
 *
 * What is written so that it stays text wherever it goes: strings of JSON, cells of CSV and
 * workbooks, the terminal. (HTML: test_html.c; round trips of any bytes: tests/fuzz/fuzz_escape.c.)
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include "base/json.h"
#include "report/export_parts.h"
#include "report/terminal.h"

typedef struct example {
  const char *text, *written;
} example;

static void expect(const ayes_buffer *found, const example *it) {
  if (!ayes_span_equal(ayes_buffer_span(found), ayes_span_of(it->written)))
    fail_msg("\"%s\" is written %.*s, not %s", it->text, (int)found->length, found->data,
             it->written);
}

static void expect_all(const example *examples, size_t count,
                       void (*write)(ayes_buffer *buffer, ayes_span text)) {
  ayes_buffer found = {0};
  for (size_t i = 0; i < count; i++) {
    ayes_buffer_clear(&found);
    write(&found, ayes_span_of(examples[i].text));
    expect(&found, &examples[i]);
  }
  ayes_buffer_release(&found);
}

static void strings_of_json(void **state) {
  static const example examples[] = {
      {"", "\"\""},
      {"plain text of many words", "\"plain text of many words\""},
      {"\"q\" \\", "\"\\\"q\\\" \\\\\""},
      {"a\nb\rc\td\001e\x1F", "\"a\\nb\\rc\\td\\u0001e\\u001f\""},
      {"\x7F", "\"\\u007f\""},
      {"\xE2\x80\xA8|\xE2\x80\xA9|\xE2\x80\xAA", "\"\\u2028|\\u2029|\xE2\x80\xAA\""},
      {"\xC3\xA9 \xF0\x9F\x98\x80", "\"\xC3\xA9 \xF0\x9F\x98\x80\""},
      {"bad \xC3 \xED\xA0\x80", "\"bad \xEF\xBF\xBD \xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD\""}};
  (void)state;
  expect_all(examples, sizeof examples / sizeof *examples, ayes_json_add_string);
}

#define GONE "\xEF\xBF\xBD"

static const example cells[] = {
    {"", ""},
    {"plain", "plain"},
    {"=1+1", "'=1+1"},
    {"+1", "'+1"},
    {"-1", "'-1"},
    {"@a", "'@a"},
    {"a,b", "\"a,b\""},
    {"a\"b\"", "\"a\"\"b\"\"\""},
    {"a\nb", "\"a\nb\""},
    {"a\rb", "\"a\rb\""},
    {"a\001b\x1F\x7F", "a" GONE "b" GONE GONE},
    {"\xC2\x80\xC2\x9F\xC2\xA0", GONE GONE "\xC2\xA0"},
    {"\xE2\x80\xA9\xE2\x80\xAA\xE2\x80\xAE\xE2\x80\xAF", "\xE2\x80\xA9" GONE GONE "\xE2\x80\xAF"},
    {"\xE2\x81\xA5\xE2\x81\xA6\xE2\x81\xA9\xE2\x81\xAA", "\xE2\x81\xA5" GONE GONE "\xE2\x81\xAA"},
    {"\xEF\xBF\xBE\xEF\xBF\xBF\xEF\xBF\xBD", GONE GONE GONE},
    {"\xF0\x9F\x98\x80", "\xF0\x9F\x98\x80"},
    {"bad \xC3", "bad " GONE}};

static void cells_of_csv(void **state) {
  ayes_buffer found = {0}, scratch = {0};
  (void)state;
  for (size_t i = 0; i < sizeof cells / sizeof *cells; i++) {
    ayes_buffer_clear(&found);
    ayes_cell_add_csv(&found, &scratch, ayes_span_of(cells[i].text), false);
    expect(&found, &cells[i]);
  }
  ayes_buffer_release(&found);
  ayes_buffer_release(&scratch);
}

static void raw_cells(void **state) {
  static const example examples[] = {{"=1+1", "=1+1"},
                                     {"a\001b", "a\001b"},
                                     {"\xE2\x80\xAA", "\xE2\x80\xAA"},
                                     {"\xEF\xBF\xBE", GONE}};
  ayes_buffer found = {0}, scratch = {0};
  (void)state;
  for (size_t i = 0; i < sizeof examples / sizeof *examples; i++) {
    ayes_buffer_clear(&found);
    ayes_cell_add_csv(&found, &scratch, ayes_span_of(examples[i].text), true);
    expect(&found, &examples[i]);
  }
  ayes_buffer_clear(&found);
  ayes_cell_add_csv(&found, &scratch, ayes_span_make("a\0b", 3), true);
  expect(&found, &(example){"a\\0b", "a" GONE "b"});
  ayes_buffer_release(&found);
  ayes_buffer_release(&scratch);
}

static void texts_on_the_terminal(void **state) {
  static const example examples[] = {{"a\tb\nc\rd", "a b c d"},
                                     {"\x1b[31m", "\\x1b[31m"},
                                     {"bad \xC3", "bad " GONE},
                                     {"caf\xC3\xA9", "caf\xC3\xA9"}};
  (void)state;
  expect_all(examples, sizeof examples / sizeof *examples, ayes_terminal_add);
}

static void cells_on_the_terminal(void **state) {
  static const struct {
    example it;
    size_t width;
  } examples[] = {{{"abc", "abc  "}, 5},
                  {{"abc", "abc"}, 3},
                  {{"abcd", "ab…"}, 3},
                  {{"abcd", "…"}, 1},
                  {{"abcd", ""}, 0},
                  {{"", "  "}, 2},
                  {{"\xE6\x97\xA5\xE6\x97\xA5", "\xE6\x97\xA5…"}, 3}};
  ayes_buffer found = {0};
  (void)state;
  for (size_t i = 0; i < sizeof examples / sizeof *examples; i++) {
    ayes_buffer_clear(&found);
    ayes_terminal_add_cell(&found, ayes_span_of(examples[i].it.text), examples[i].width);
    expect(&found, &examples[i].it);
  }
  ayes_buffer_release(&found);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(strings_of_json),
      cmocka_unit_test(cells_of_csv),
      cmocka_unit_test(raw_cells),
      cmocka_unit_test(texts_on_the_terminal),
      cmocka_unit_test(cells_on_the_terminal),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
