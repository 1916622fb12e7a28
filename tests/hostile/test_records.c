/* SPDX-License-Identifier: MIT
 *
 * JSON lines and survey files made to hurt: each is read to its end within a second of the
 * processor, twice of it in about twice the time, and costs its own record only.
 */
#include <stdio.h>
#include <string.h>

#include "corpus/corpus.h"
#include "survey/survey.h"

#include "support/doubling.h"

enum { MEGABYTE = 1000000 };

static const double SECONDS = 1;

static const char made[] = "hostile_records.jsonl";

typedef struct hostile {
  const char *front, *piece, *end; /* piece stands in between, a megabyte of it */
  const char *code;                /* of the first bad record; NULL: there is none */
} hostile;

static const char good[] = "{\"id\":\"after\",\"text\":\"Good.\"}\n";

static hostile kinds[] = {
    {"{\"id\":\"1\",\"text\":\"", "a", "\"}\n", NULL},
    {"{\"id\":\"1\",\"text\":\"", "\\\\", "\"}\n", NULL},
    {"{\"id\":\"1\",\"text\":\"", "\\u00e9", "\"}\n", NULL},
    {"{\"id\":\"1\",\"text\":\"", "\\ud83d", "\"}\n", NULL},
    {"{\"id\":\"1\",\"text\":\"", "\\ud83d\\ude00", "\"}\n", NULL},
    {"{\"id\":\"1\",\"text\":\"", "\xff", "\"}\n", NULL},
    {"{\"id\":\"1\",\"text\":\"", "\xe2\x82", "\"}\n", NULL},
    {"{\"id\":\"1\",\"text\":\"", "\x01", "\"}\n", "bad_json"},
    {"{\"id\":\"1\",\"text\":\"", "\\q", "\"}\n", "bad_json"},
    {"{\"id\":\"1\",\"text\":\"", "never closed ", "\n", "bad_json"},
    {"", "[", "\n", "bad_json"},
    {"", "{\"a\":", "\n", "bad_json"},
    {"{\"text\":\"a\",\"b\":", "[", "}\n", "bad_json"},
    {"{\"text\":\"a\",\"b\":[", "[],", "0]}\n", NULL},
    {"{\"text\":\"a\",\"b\":", "9", "}\n", "bad_json"},
    {"{\"text\":\"a\",\"b\":0.", "1", "}\n", NULL},
    {"{\"text\":\"a\",\"b\":1e", "9", "}\n", "bad_json"},
    {"{\"text\":\"a\"", ",\"k\":1", "}\n", NULL},
    {"{\"text\":\"a\",\"", "key", "\":1}\n", NULL},
    {"", "\n", "", NULL},
    {"", " \t\r", "\n", NULL},
    {"", "}\n", "", "bad_json"},
    {"", "{}\n", "", "missing_text"},
    {"", "{\"id\":", "\n", "bad_json"},
    {"{\"id\":\"", "i", "\",\"text\":\"a\"}\n", NULL},
    {"\xef\xbb\xbf", "\xef\xbb\xbf", "\n", "bad_json"},
};

static size_t write_kind(const hostile *kind, size_t bytes) {
  FILE *file = fopen(made, "wb");
  size_t length = strlen(kind->piece);
  assert_non_null(file);
  assert_true(fputs(kind->front, file) >= 0);
  for (size_t done = 0; done < bytes; done += length)
    assert_int_equal(fwrite(kind->piece, 1, length, file), length);
  assert_true(fputs(kind->end, file) >= 0 && fputs(good, file) >= 0);
  assert_int_equal(fclose(file), 0);
  return bytes;
}

/* Reads all; the good record at the end must be found, and the code of the first bad one. */
static double seconds_for(void *data, size_t bytes) {
  const hostile *kind = data;
  ayes_reader *reader;
  ayes_record record;
  ayes_error error = {0};
  ayes_reader_options options = {.format = "jsonl"};
  const char *code = NULL;
  bool found = false;
  write_kind(kind, bytes);
  double start = test_now();
  if (ayes_reader_open(made, &options, &reader, &error) != AYES_OK) fail_msg("%s", error.message);
  do {
    assert_int_equal(ayes_reader_next(reader, &record, &error), AYES_OK);
    if (record.kind == AYES_RECORD_BAD && !code) code = record.code;
    found |= ayes_span_equal(record.answer.id, ayes_span_of("after"));
  } while (record.kind != AYES_RECORD_END);
  ayes_reader_close(reader);
  assert_true(found);
  if (kind->code) assert_string_equal(code ? code : "none", kind->code);
  else assert_null(code);
  return test_now() - start;
}

static void test_records(void **state) {
  (void)state;
  for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
    char name[64];
    (void)snprintf(name, sizeof name, "%.20s %.20s", kinds[i].front, kinds[i].piece);
    test_doubling(name, seconds_for, &kinds[i], MEGABYTE, SECONDS);
  }
  remove(made);
}

/* ---- Surveys ---- */

static hostile surveys[] = {
    {"{\"questions\":[{\"id\":\"a\",\"text\":\"", "word ", "\"}]}", ""},
    {"{\"questions\":[", "{\"id\":\"a\"},", "{\"id\":\"b\"}]}", "more questions than the limit"},
    {"{\"questions\":[{\"id\":\"a\",\"target\":{\"names\":[", "\"name\",", "\"b\"]}}]}", "names"},
    {"{\"questions\":", "[", "", "deeper"},
    {"", "\xff", "", "valid"},
};

static double seconds_for_survey(void *data, size_t bytes) {
  const hostile *kind = data;
  ayes_buffer buffer = {0};
  ayes_survey *survey;
  ayes_error error = {0};
  ayes_buffer_add_text(&buffer, kind->front);
  while (buffer.length < bytes) ayes_buffer_add_text(&buffer, kind->piece);
  ayes_buffer_add_text(&buffer, kind->end);
  double start = test_now();
  ayes_status status = ayes_survey_parse(ayes_buffer_span(&buffer), "survey.json", &survey, &error);
  assert_true((status == AYES_OK) == !*kind->code);
  assert_non_null(strstr(error.message, kind->code));
  ayes_survey_free(survey);
  ayes_buffer_release(&buffer);
  return test_now() - start;
}

/* As many questions as there may be, all different, all about one. */
static double seconds_for_questions(void *data, size_t count) {
  (void)data;
  ayes_buffer buffer = {0};
  ayes_survey *survey;
  ayes_buffer_add_text(&buffer, "{\"questions\":[{\"id\":\"closed\",\"kind\":\"closed\"}");
  for (size_t i = 0; i < count; i++)
    ayes_buffer_add_format(&buffer, ",{\"id\":\"q%zu\",\"about\":\"closed\"}", i);
  ayes_buffer_add_text(&buffer, "]}");
  double start = test_now();
  assert_int_equal(ayes_survey_parse(ayes_buffer_span(&buffer), "survey.json", &survey, NULL),
                   AYES_OK);
  ayes_survey_free(survey);
  ayes_buffer_release(&buffer);
  return test_now() - start;
}

static void test_surveys(void **state) {
  (void)state;
  for (size_t i = 0; i < sizeof surveys / sizeof *surveys; i++)
    test_doubling(surveys[i].front, seconds_for_survey, &surveys[i], MEGABYTE, SECONDS);
  test_doubling("9999 questions", seconds_for_questions, NULL, 9999, SECONDS);
}

int main(void) {
  const struct CMUnitTest tests[] = {cmocka_unit_test(test_records),
                                     cmocka_unit_test(test_surveys)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
