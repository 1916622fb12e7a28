/* SPDX-License-Identifier: MIT
 *
 * The short way for JSON lines: what it takes, and that it reads nothing otherwise than the long
 * way through jansson does, on 160,000 made and damaged lines.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/bits.h"
#include "corpus/corpus_flat.h"

static bool takes(const char *line, bool refuse_unknown, ayes_answer *answer,
                  ayes_buffer *strings) {
  ayes_flat_habits habits = {0};
  size_t length = ayes_flat_read(ayes_span_of(line), refuse_unknown, &habits, strings, answer);
  return length && length == strlen(line);
}

static void assert_text(ayes_span found, const char *expected) {
  assert_true(ayes_span_equal(found, ayes_span_of(expected)));
}

static void test_taken(void **state) {
  ayes_answer answer;
  ayes_buffer strings = {0};
  (void)state;
  assert_true(takes("{\"id\":7,\"text\":\"plain\",\"question\":\"Q\",\"x\":-1.5,\"y\":null}", false,
                    &answer, &strings));
  assert_text(answer.id, "7");
  assert_text(answer.text, "plain");
  assert_text(answer.question, "Q");
  assert_true(takes("{ \"target\" : \"\\u00e9\\ud83d\\ude00\" ,\t\"text\":\"a\\n\\\"b\\/\" }", true,
                    &answer, &strings));
  assert_text(answer.target, "\xC3\xA9\xF0\x9F\x98\x80");
  assert_text(answer.text, "a\n\"b/");
  assert_true(
      takes("{\t\r\"text\" : \"\\ue000\",\"x\":0.5,\"y\":0 }\r\n", false, &answer, &strings));
  assert_text(answer.text, "\xEE\x80\x80");
  ayes_buffer_release(&strings);
}

/* More than it keeps in mind. */
#define MANY_FIELDS                                                                          \
  "{\"text\":\"t\",\"a\":1,\"b\":1,\"c\":1,\"d\":1,\"e\":1,\"f\":1,\"g\":1,\"h\":1,\"i\":1," \
  "\"j\":1,\"k\":1,\"l\":1,\"m\":1,\"n\":1,\"o\":1,\"p\":1,\"q\":1}"

static void test_left(void **state) {
  static const char *const lines[] = {
      "",
      "{}",
      "[]",
      "{\"text\":\"a\"",
      "{\"text\":\"a\"}}",
      "{\"text\":\"a\",}",
      "{\"id\":\"a\"}",
      "{\"text\":null}",
      "{\"text\":1}",
      "{\"text\":\"a\",\"text\":\"b\"}",
      "{\"text\":\"a\",\"x\":1,\"x\":2}",
      "{\"text\":\"a\",\"x\":[1]}",
      "{\"text\":\"a\",\"x\":{}}",
      "{\"text\":\"a\",\"x\":01}",
      "{\"text\":\"a\",\"x\":-0}",
      "{\"text\":\"a\",\"x\":1e5}",
      "{\"text\":\"a\",\"x\":1234567890123456789}",
      "{\"text\":\"a\",\"id\":1.5}",
      "{\"text\":\"a\",\"id\":true}",
      "{\"text\":\"a\\u0000\"}",
      "{\"text\":\"a\\ud83d\"}",
      "{\"text\":\"a\\ude00\"}",
      "{\"text\":\"a\\x\"}",
      "{\"text\":\"a\tb\"}",
      "{\"text\":\"a\xC3\"}",
      "{\"te\\u0078t\":\"a\"}",
      "{\"text\":\"a\",\"x\":tru}",
      "{\"text\":\"a\" \"x\":1}",
      "{\"text\":\"a\",\"x\":1.}",
      "{\"text\":\"a\",\"x\":1.123456789012345678}",
      "{\"text\":\"a\",\"x\":-01}",
      "{\"text\":\"a\",\"x\":-}",
      "{\"text\":\"a\\ud83d\\n\"}",
      "{\"text\":\"a\\ud83d\\u0041\"}",
      "{\"text\":\"a\\ud83d\\ue000\"}",
      "{\"text\":\"a\\u00g0\"}",
      "{\"text\":\"a\\",
      MANY_FIELDS,
  };
  ayes_answer answer;
  ayes_buffer strings = {0};
  (void)state;
  for (size_t i = 0; i < sizeof lines / sizeof *lines; i++)
    if (takes(lines[i], false, &answer, &strings)) fail_msg("taken: %s", lines[i]);
  assert_false(takes("{\"text\":\"a\",\"x\":1}", true, &answer, &strings));
  ayes_buffer_release(&strings);
}

/* ---- Against the long way ---- */

static uint64_t next_number(uint64_t *state) {
  return ayes_mix_bits(*state += 0x9E3779B97F4A7C15u);
}

#define COUNT(list) (sizeof(list) / sizeof *(list))
#define ONE_OF(list, state) (list)[next_number(state) % COUNT(list)]

static const char *const keys[] = {"id",     "text",       "text",      "text", "question",
                                   "answer", "target",     "group",     "x",    "y",
                                   "",       "respondent", "t\\u0065xt"};
static const char *const values[] = {
    "\"\"",
    "\"plain text\"",
    "\"a longer plain text of several words, enough for sixteen bytes\"",
    "\"caf\xC3\xA9 \xF0\x9F\x98\x80\"",
    "\"\\\"quoted\\\" \\\\ \\/ \\b\\f\\n\\r\\t\"",
    "\"\\u00e9\\u20AC\"",
    "\"\\ud83d\\ude00\"",
    "\"\\ud83d\"",
    "\"\\ude00x\"",
    "\"\\u0000\"",
    "0",
    "7",
    "-12",
    "-0",
    "01",
    "1.5",
    "-0.25",
    "1e3",
    "1E400",
    "123456789012345678",
    "12345678901234567890",
    "true",
    "false",
    "null",
    "[1,2]",
    "{\"a\":{}}",
    "nul",
    "\"open",
    "\"\xE2\x80\xA8\"",
    "\"\xED\xA0\x80\"",
    "\"tab\there\"",
    "\"\x7F\""};
static const char *const spaces[] = {"", "", "", "", " ", "\t", "  ", "\r", "\v"};

/* Every other time the one that has its place there, as in lines of one file. */
static const char *key_at(size_t i, uint64_t *state) {
  static const char *const usual[] = {"text", "id", "question", "x", "answer"};
  if (i == 0 || next_number(state) % 2) return usual[i];
  return ONE_OF(keys, state);
}

static void make_line(ayes_buffer *line, uint64_t *state) {
  ayes_buffer_add_byte(line, '{');
  for (size_t count = next_number(state) % 5, i = 0; i <= count; i++) {
    if (i) ayes_buffer_add_byte(line, ',');
    ayes_buffer_add_text(line, ONE_OF(spaces, state));
    ayes_buffer_add_byte(line, '"');
    ayes_buffer_add_text(line, key_at(i, state));
    ayes_buffer_add_text(line, "\"");
    ayes_buffer_add_text(line, ONE_OF(spaces, state));
    ayes_buffer_add_byte(line, ':');
    ayes_buffer_add_text(line,
                         values[next_number(state) % (i ? COUNT(values) : COUNT(values) / 4)]);
    ayes_buffer_add_text(line, ONE_OF(spaces, state));
  }
  ayes_buffer_add_byte(line, '}');
}

/* One byte put in, left out or changed, in one line of four. */
static void damage(ayes_buffer *line, size_t start, uint64_t *state) {
  static const char bytes[] = "\"\\{}[]:,0a \x80\xC3\xFF\x01.-u";
  size_t at = start + next_number(state) % (line->length - start);
  char byte = bytes[next_number(state) % (sizeof bytes - 1)];
  switch (next_number(state) % 8) {
    case 0: line->data[at] = byte; break;
    case 1:
      memmove(line->data + at, line->data + at + 1, line->length - at - 1);
      line->length--;
      break;
    default: break;
  }
}

enum { LINES = 20000, ROUNDS = 8 };

static void make_file(const char *path, uint64_t *state) {
  ayes_buffer bytes = {0};
  ayes_buffer_add_text(&bytes, "{\"text\":\"first\"}\n");
  for (size_t i = 0; i < LINES; i++) {
    size_t start = bytes.length;
    make_line(&bytes, state);
    damage(&bytes, start, state);
    ayes_buffer_add_byte(&bytes, '\n');
  }
  FILE *file = fopen(path, "wb");
  assert_non_null(file);
  assert_int_equal(fwrite(bytes.data, 1, bytes.length, file), bytes.length);
  assert_int_equal(fclose(file), 0);
  ayes_buffer_release(&bytes);
}

static void assert_same_span(ayes_span a, ayes_span b, const ayes_record *record) {
  if (!ayes_span_equal(a, b))
    fail_msg("line %zu: \"%.*s\" is not \"%.*s\"", record->line, (int)a.length,
             a.length ? a.data : "", (int)b.length, b.length ? b.data : "");
}

static void assert_same(const ayes_record *a, const ayes_record *b) {
  if (a->kind != b->kind) fail_msg("line %zu: %s%s", a->line, a->message, b->message);
  assert_int_equal(a->line, b->line);
  assert_int_equal(a->bad_bytes, b->bad_bytes);
  assert_same_span(a->answer.id, b->answer.id, a);
  assert_same_span(a->answer.text, b->answer.text, a);
  assert_same_span(a->answer.question, b->answer.question, a);
  assert_same_span(a->answer.respondent, b->answer.respondent, a);
  assert_same_span(a->answer.answer, b->answer.answer, a);
  assert_same_span(a->answer.target, b->answer.target, a);
  assert_same_span(a->answer.group, b->answer.group, a);
  if (a->kind != AYES_RECORD_BAD) return;
  assert_string_equal(a->code, b->code);
  assert_string_equal(a->message, b->message);
}

static void compare_ways(const char *path) {
  ayes_reader *quick, *slow;
  ayes_record a, b;
  size_t answers = 0;
  ayes_reader_options plain = {.format = "jsonl"}, objects = {.format = "jsonl", .objects = true};
  assert_int_equal(ayes_reader_open(path, &plain, &quick, NULL), AYES_OK);
  assert_int_equal(ayes_reader_open(path, &objects, &slow, NULL), AYES_OK);
  do {
    assert_int_equal(ayes_reader_next(quick, &a, NULL), AYES_OK);
    assert_int_equal(ayes_reader_next(slow, &b, NULL), AYES_OK);
    assert_same(&a, &b);
    answers += a.kind == AYES_RECORD_ANSWER && !a.json;
  } while (a.kind != AYES_RECORD_END);
  assert_true(answers > LINES / 20); /* went the short way */
  ayes_reader_close(quick);
  ayes_reader_close(slow);
}

static void test_same_as_the_long_way(void **state) {
  uint64_t random = 11;
  (void)state;
  for (size_t round = 0; round < ROUNDS; round++) {
    char path[] = "flat-XXXXXX";
    int descriptor = mkstemp(path);
    assert_true(descriptor >= 0);
    close(descriptor);
    make_file(path, &random);
    compare_ways(path);
    assert_int_equal(unlink(path), 0);
  }
}

int main(void) {
  const struct CMUnitTest tests[] = {cmocka_unit_test(test_taken), cmocka_unit_test(test_left),
                                     cmocka_unit_test(test_same_as_the_long_way)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
