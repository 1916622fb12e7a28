/* SPDX-License-Identifier: MIT
 *
 * JSON read while memory runs out, at each request that jansson makes: the text is never called
 * wrong, no value is made of a part of it, and nothing is touched that is not jansson's. Blocks are
 * exactly as large as was asked for, so that a sanitizer or valgrind sees a byte too far. And the
 * texts that jansson would take otherwise, or not at all.
 */
#include "base/json_load.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

#include "base/memory.h"

enum { LONGEST = 600 };

static size_t requests, failing_request;
static bool failing_for_ever;

/* What jansson had before ayes is asked for anything, as a program's own functions would be. */
static void *scarce_malloc(size_t size) {
  requests++;
  bool fails = failing_request &&
               (failing_for_ever ? requests >= failing_request : requests == failing_request);
  return fails ? NULL : malloc(size);
}

static void fail_at(size_t request, bool for_ever) {
  requests = 0;
  failing_request = request;
  failing_for_ever = for_ever;
}

static json_t *parse(ayes_span text, ayes_status *status, ayes_error *error) {
  json_t *root = NULL;
  *error = (ayes_error){0};
  *status = ayes_json_parse(text, "text", &root, error);
  return root;
}

/* Reads text with each request failing in turn. */
static void read_in_want(ayes_span text, bool for_ever) {
  ayes_error error;
  ayes_status status;
  fail_at(0, false);
  json_t *expected = parse(text, &status, &error);
  size_t count = requests;
  assert_int_equal(status, AYES_OK);
  assert_true(count >= 2);
  for (size_t i = 1; i <= count; i++) {
    fail_at(i, for_ever);
    assert_null(parse(text, &status, &error));
    assert_int_equal(status, AYES_NO_MEMORY);
    assert_string_equal(error.message, "out of memory");
  }
  fail_at(0, false);
  json_t *again = parse(text, &status, &error);
  assert_true(json_equal(again, expected));
  json_decref(again);
  json_decref(expected);
}

static void read_both_ways(ayes_span text) {
  read_in_want(text, false);
  read_in_want(text, true);
}

/* jansson's buffer for a string doubles from 16 bytes on, and it does not look whether it could:
 * at 15, 31, 63, ... bytes with the first mark that is at the closing one. */
static void test_strings_of_every_length(void **state) {
  static char text[LONGEST + 2];
  (void)state;
  for (size_t length = 0; length < LONGEST; length += length < 130 ? 1 : 47) {
    memset(text, 'x', sizeof text);
    text[0] = text[length + 1] = '"';
    read_both_ways(ayes_span_make(text, length + 2));
  }
}

/* The buffer grows in the middle of what is one character, as text or as an escape. */
static void test_characters_at_each_place(void **state) {
  static const char *const characters[] = {"\xC3\xA9", "\xE2\x82\xAC",   "\xF0\x9F\x98\x80",
                                           "\\u00e9",  "\\ud83d\\ude00", "\\\"",
                                           "\\u0000"};
  char text[80];
  (void)state;
  for (size_t c = 0; c < sizeof characters / sizeof *characters; c++)
    for (int before = 0; before < 40; before++) {
      int length = snprintf(text, sizeof text, "\"%.*s%s\"", before,
                            "........................................", characters[c]);
      read_both_ways(ayes_span_make(text, (size_t)length));
    }
}

static void test_values_of_every_kind(void **state) {
  static const char *const texts[] = {
      "{\"a\":\"0123456789abcd\",\"bb\":[1,2.5e10,true,false,null,{}]}",
      "[\"\",\"0123456789abcd\",\"0123456789abcde\",\"0123456789abcdef0123456789abcd\"]",
      "{\"0123456789abcd\":1,\"0123456789abcdef0123456789abcd\":{\"0123456789abcd\":[]}}",
      "[12345678901234,123456789012345,1234567890123456,0.12345678901234567890123456789012]",
      "[1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,16,17,18,19,20,21,22,23,24,25,26,27,28,29,30,31,32,33]",
      "{\"a\":1,\"b\":2,\"c\":3,\"d\":4,\"e\":5,\"f\":6,\"g\":7,\"h\":8,\"i\":9,\"a\":[[]]}",
      "{\"a\\u0000b\":\"0123456789abcd\"}"};
  (void)state;
  for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) read_both_ways(ayes_span_of(texts[i]));
}

/* Where the text is wrong as well, either may be said, but it is never read. */
static void test_wrong_texts(void **state) {
  static const char *const texts[] = {
      "\"0123456789abcd",       "\"0123456789abcd\"x",
      "{\"0123456789abcd\"",    "[\"0123456789abcdef0123456789abcd\",",
      "\"0123456789abcd\xC3\"", "0123456789abcdef"};
  (void)state;
  for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
    for (size_t request = 0; request < 12; request++) {
      ayes_error error;
      ayes_status status;
      fail_at(request, request % 2 == 0);
      assert_null(parse(ayes_span_of(texts[i]), &status, &error));
      assert_true(status == AYES_BAD_DATA || (request && status == AYES_NO_MEMORY));
    }
}

/* What ayes asks for itself before jansson is asked: the copy, and that with keys mended. */
static void test_own_memory(void **state) {
  ayes_span text = ayes_span_of("{\"a\\u0000b\":\"0123456789abcd\"}");
  ayes_error error;
  ayes_status status;
  (void)state;
  for (size_t request = 1; request <= 3; request++) {
    ayes_memory_fail(request, false);
    json_t *root = parse(text, &status, &error);
    size_t requests_seen = ayes_memory_requests();
    ayes_memory_fail(0, false);
    assert_null(root);
    assert_int_equal(status, AYES_NO_MEMORY);
    assert_int_equal(requests_seen, request);
  }
}

/* No such texts are in memory, and none is looked at. */
static void test_lengths_past_all_memory(void **state) {
  static const size_t lengths[] = {SIZE_MAX, SIZE_MAX / 2, SIZE_MAX / 2 - 40};
  (void)state;
  for (size_t i = 0; i < sizeof lengths / sizeof *lengths; i++) {
    json_t *root;
    json_error_t fault;
    ayes_span bytes = {"", lengths[i]};
    assert_int_equal(ayes_json_load(bytes, 0, &root, &fault), AYES_NO_MEMORY);
    assert_null(root);
  }
}

/* Outside a read nothing is held in reserve: whoever asks is told. */
static void test_values_made_in_want(void **state) {
  ayes_error error;
  ayes_status status;
  (void)state;
  fail_at(1, false);
  assert_null(json_integer(1));
  fail_at(0, false);
  json_t *root = parse(ayes_span_of("[1]"), &status, &error);
  assert_int_equal(status, AYES_OK);
  json_decref(root);
}

static void expect_read(const char *text, size_t length, const char *expected) {
  ayes_error error;
  ayes_status status;
  json_t *root = parse(ayes_span_make(text, length), &status, &error);
  assert_int_equal(status, AYES_OK);
  char *found = json_dumps(root, JSON_COMPACT | JSON_ENCODE_ANY);
  assert_string_equal(found, expected);
  json_decref(root);
  free(found);
}

static void test_keys_with_nul(void **state) {
  static const struct {
    const char *text, *expected;
  } cases[] = {
      {"{\"\\u0000\":1}", "{\"\xEF\xBF\xBD\":1}"},
      {"{\"a\\u0000b\" \t:1}",
       "{\"a\xEF\xBF\xBD"
       "b\":1}"},
      {"{\"\\\\u0000\\u0000\":\"\\u0000\"}", "{\"\\\\u0000\xEF\xBF\xBD\":\"\\u0000\"}"},
      {"{\"a\":\"\\\"\",\"\\u0000\\\"\":[\"\\u0000\"]}",
       "{\"a\":\"\\\"\",\"\xEF\xBF\xBD\\\"\":[\"\\u0000\"]}"},
  };
  (void)state;
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
    expect_read(cases[i].text, strlen(cases[i].text), cases[i].expected);
}

static void expect_bad(const char *text, size_t length, const char *message) {
  ayes_error error;
  ayes_status status;
  assert_null(parse(ayes_span_make(text, length), &status, &error));
  assert_int_equal(status, AYES_BAD_DATA);
  if (!strstr(error.message, message)) fail_msg("'%s' in '%s'", message, error.message);
}

static void expect_bad_text(const char *text) { expect_bad(text, strlen(text), "not valid JSON"); }

static void test_texts_that_are_refused(void **state) {
  char deep[AYES_JSON_DEPTH_LIMIT + 1];
  (void)state;
  memset(deep, '[', sizeof deep);
  expect_bad(deep, sizeof deep, "nested deeper than 64 levels");
  expect_bad("[]]", 3, "end of file expected");
  expect_bad_text("}");
  expect_bad("\"a\0b\"", 5, "a NUL byte");
  expect_bad_text("");
  expect_bad_text("{\"\\u0000\":1,\"");
  expect_bad_text("{\"\\u0000\":1,\"a\\");
  expect_bad_text("{\"\\u0000\":1,\"a\" ");
  expect_bad_text("{\"\\u0000\"");
}

/* Sixteen bytes at a time, with the last ones looked at twice. */
static void test_written_strings(void **state) {
  static const char plain[] = "0123456789abcdefghijklmnopqrstuvwxyz";
  (void)state;
  for (size_t length = 0; length < sizeof plain; length++)
    for (size_t at = 0; at <= length; at++) {
      char text[sizeof plain], expected[sizeof plain + 4];
      ayes_buffer buffer = {0};
      memcpy(text, plain, sizeof plain);
      if (at < length) text[at] = '"';
      int size = snprintf(expected, sizeof expected, "\"%.*s%s%.*s\"", (int)at, plain,
                          at < length ? "\\\"" : "", at < length ? (int)(length - at - 1) : 0,
                          plain + at + 1);
      ayes_json_add_string(&buffer, ayes_span_make(text, length));
      assert_int_equal(buffer.length, size);
      assert_memory_equal(buffer.data, expected, buffer.length);
      ayes_buffer_release(&buffer);
    }
}

/* No byte is read or written beyond the text, which has its memory for itself. */
static void test_plain_fronts(void **state) {
  (void)state;
  for (size_t length = 1; length <= 50; length++)
    for (size_t at = 0; at <= length; at++) {
      char *text = ayes_memory_new(length), *copy = ayes_memory_new(length);
      memset(text, 'a', length);
      if (at < length) text[at] = at % 2 ? '\x7F' : '\xC3';
      assert_int_equal(ayes_json_plain_length(ayes_span_make(text, length)), at);
      assert_int_equal(ayes_json_write_plain(copy, ayes_span_make(text, length)), at);
      assert_memory_equal(copy, text, at);
      ayes_memory_free(text);
      ayes_memory_free(copy);
    }
}

static void test_numbers(void **state) {
  ayes_error error;
  ayes_status status;
  (void)state;
  json_t *root = parse(ayes_span_of("{\"a\":2,\"b\":2.5,\"c\":\"2\"}"), &status, &error);
  assert_true(ayes_json_number(root, "a", 0) == 2);
  assert_true(ayes_json_number(root, "b", 0) == 2.5);
  assert_true(ayes_json_number(root, "c", 7) == 7);
  assert_true(ayes_json_number(root, "d", 7) == 7);
  json_decref(root);
}

static void test_files(void **state) {
  ayes_error error = {0};
  json_t *root;
  (void)state;
  assert_int_equal(ayes_json_read("no such file", &root, &error), AYES_NO_INPUT);
  assert_null(root);
}

static int set_functions(void **state) {
  (void)state;
  json_set_alloc_funcs(scarce_malloc, free);
  return 0;
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_strings_of_every_length),
      cmocka_unit_test(test_characters_at_each_place),
      cmocka_unit_test(test_values_of_every_kind),
      cmocka_unit_test(test_wrong_texts),
      cmocka_unit_test(test_own_memory),
      cmocka_unit_test(test_lengths_past_all_memory),
      cmocka_unit_test(test_values_made_in_want),
      cmocka_unit_test(test_keys_with_nul),
      cmocka_unit_test(test_texts_that_are_refused),
      cmocka_unit_test(test_written_strings),
      cmocka_unit_test(test_plain_fronts),
      cmocka_unit_test(test_numbers),
      cmocka_unit_test(test_files),
  };
  return cmocka_run_group_tests(tests, set_functions, NULL);
}
